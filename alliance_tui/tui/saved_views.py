"""The overlay of saved views: open one, keep the present one, forget one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.binding import Binding

from alliance_tui.tui.overlay import ChoiceOverlay
from alliance_tui.tui.prompt import Prompt
from alliance_tui.user.memory import Memory, SavedView, with_view, without_view
from alliance_tui.writing.glyphs import Glyphs
from alliance_tui.writing.page import GAP, Block, Page, Span, text

PREFIX = "view:"
"""Before the number of a saved view in the links of the page."""


class SavedViews(ChoiceOverlay):
    """Shows the saved views of a data set."""

    BINDINGS = [
        Binding("s", "save", "Keep this view", show=False),
        Binding("delete,x", "forget", "Forget the chosen view", show=False),
    ]

    def __init__(
        self, memory: Memory, present: SavedView, glyphs: Glyphs, keep: Callable[[Memory], None]
    ) -> None:
        """Show the views of the data set of *present*.

        Args:
            memory: what is remembered.
            present: the present view, with a name to begin with.
            glyphs: the signs.
            keep: keeps a changed memory.
        """
        self._memory = memory
        self._present = present
        self._keep = keep
        super().__init__(self._make_page(), glyphs)

    @property
    def _views(self) -> list[SavedView]:
        return [each for each in self._memory.views if each.data == self._present.data]

    def _make_page(self) -> Page:
        return Page("saved-views", "Saved views", tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        views = self._views
        if not views:
            yield Block((Span("No view of this data set has been kept yet.", "dim"),))
        for number, each in enumerate(views):
            yield Block((text(each.name, "link", f"{PREFIX}{number}"),))
            yield Block((text(each.view, "dim"),), indent=2)
        yield GAP
        hints = "s keeps the present view   Enter opens   x forgets the chosen one"
        yield Block((Span(hints, "label"),))

    def _changed(self, memory: Memory) -> None:
        self._memory = memory
        self._keep(memory)
        self.show(self._make_page())

    async def action_save(self) -> None:
        """Keep the present view under a name."""

        def done(name: str | None) -> None:
            if name:
                saved = SavedView(name, self._present.view, self._present.data)
                self._changed(with_view(self._memory, saved))

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
            self._changed(without_view(self._memory, view))
