"""The overlay of saved views: open one, keep the present one, forget one, take that back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import Block, Page, Span, text
from alliance_tui.tui.commands import Context
from alliance_tui.tui.dialogs.overlay import ChoiceOverlay
from alliance_tui.tui.dialogs.prompt import Prompt
from alliance_tui.user.memory import (
    Change,
    Memory,
    SavedView,
    with_view,
    with_view_at,
    without_view,
)

PREFIX = "view:"
"""Before the number of a saved view in the links of the page."""

LONGEST = 300
"""How many characters of a name or a view are shown."""

MOST_SHOWN = 500
"""How many views are listed, the latest."""


class SavedViews(ChoiceOverlay):
    """Shows the saved views of a data set."""

    place: ClassVar[Context] = "views"

    def __init__(
        self,
        memory: Memory,
        present: SavedView,
        glyphs: Glyphs,
        keep: Callable[[Change], Memory],
        undo: list[Change],
    ) -> None:
        """Show the views of the data set of *present*.

        Args:
            memory: what is remembered.
            present: the present view, with a name to begin with.
            glyphs: the signs.
            keep: changes what is remembered, and gives it back as it is then.
            undo: what takes back what was done here, the latest at the end.
        """
        self._memory = memory
        self._present = present
        self._keep = keep
        self._undo = undo
        super().__init__(self._make_page(), glyphs, "saved-views")

    @property
    def _views(self) -> list[SavedView]:
        return views_of(self._memory, self._present.data)

    @property
    def without(self) -> frozenset[str]:
        """Forgetting where none is chosen, and undoing where nothing was done."""
        nothing = {"forget-view"} if self.chosen is None else set[str]()
        return super().without | nothing | ({"undo"} if not self._undo else set())

    def _make_page(self) -> Page:
        return Page("saved-views", "Saved views", tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        views = self._views
        if not views:
            yield Block((Span("No view of this data set has been kept yet.", "dim"),))
        for number, each in enumerate(views):
            yield Block((text(_short(each.name), "link", f"{PREFIX}{number}"),))
            yield Block((text(_short(each.view), "dim"),), indent=2)

    def _change(self, change: Change) -> None:
        self._memory = self._keep(change)
        self.show(self._make_page())
        self._show_keys()

    async def action_save(self) -> None:
        """Keep the present view under a name."""

        def done(name: str) -> None:
            saved = SavedView(name, self._present.view, self._present.data)
            before = [each for each in self._views if each.name == name]
            self._undo.append(partial(_put_back, saved=saved, before=before))
            self._change(partial(with_view, saved=saved))

        prompt = Prompt(
            "Keep this view", "a name for it", self._present.name,
            lambda name: None if name else "it needs a name",
        )  # fmt: skip
        await prompt.open_over(self, done)

    def action_forget(self) -> None:
        """Forget the chosen view."""
        chosen = self.chosen
        if chosen is not None and chosen.startswith(PREFIX):
            view = self._views[int(chosen.removeprefix(PREFIX))]
            place = self._memory.views.index(view)
            self._undo.append(partial(with_view_at, saved=view, place=place))
            self._change(partial(without_view, saved=view))

    def action_undo(self) -> None:
        """Take back what was last done here."""
        if self._undo:
            self._change(self._undo.pop())


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def views_of(memory: Memory, data: str) -> list[SavedView]:
    """The views of the data set *data* that are listed."""
    return [each for each in memory.views if each.data == data][-MOST_SHOWN:]


def _put_back(memory: Memory, saved: SavedView, before: list[SavedView]) -> Memory:
    """*memory* without the view *saved*, and with that whose place it took."""
    place = memory.views.index(saved) if saved in memory.views else len(memory.views)
    memory = without_view(memory, saved)
    for each in before:
        memory = with_view_at(memory, each, place)
    return memory
