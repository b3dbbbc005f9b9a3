"""An overlay: a page over the explorer, closed by Escape, its links leading back into it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import Page
from alliance_tui.tui.commands import Context
from alliance_tui.tui.dialogs.dialog import Box
from alliance_tui.tui.input import Action
from alliance_tui.tui.panes.detail import Detail
from alliance_tui.tui.panes.find_bar import FindBar, FindLine
from alliance_tui.tui.panes.key_bar import NOTHING_TO_OPEN, KeyBar
from alliance_tui.tui.text import content

WIDTH, EDGES = 84, 5
"""The cells of a box, and those of its edges and its scroll bar."""


class PageOverlay(Box[str]):
    """Shows a page; gives back the id of the record whose link was followed, if any."""

    DEFAULT_CSS = """
    PageOverlay > Detail {
        width: 84;
        max-width: 100%;
        height: auto;
        max-height: 92%;
        background: $surface;
        border: round $line-focus;
        border-subtitle-color: $text-dim;
    }
    """

    def __init__(
        self,
        page: Page,
        glyphs: Glyphs,
        opened_by: str = "",
        longest_word: int = 0,
        hint: str = "",
    ) -> None:
        """Show *page*, which the command called *opened_by* opens; in its border a *hint*.

        The box is so wide that a word of *longest_word* cells stays whole, if there is room.
        """
        super().__init__()
        self._longest_word = longest_word
        self._hint = hint
        self._page = page
        self._glyphs = glyphs
        self.opened_by = opened_by

    def parts(self) -> ComposeResult:
        """One detail pane in the middle."""
        detail = Detail(id="page")
        detail.glyphs = self._glyphs
        detail.page = self._page
        if self._longest_word > WIDTH - EDGES:
            detail.styles.width = self._longest_word + EDGES
            detail.widest = max(detail.widest, self._longest_word)
        yield detail
        yield FindBar()

    @property
    def context(self) -> Context:
        """The box, or the line in which words to find are typed."""
        return "find" if self.query_one(FindBar).is_typed_in else self.place

    @property
    def find_line(self) -> FindLine:
        """The line in which words to find are typed."""
        return self.query_one(FindBar).line

    @property
    def chosen(self) -> str | None:
        """Where the chosen link leads."""
        return self.query_one(Detail).target

    def show(self, page: Page) -> None:
        """Show another page."""
        self._page = page
        self.query_one(Detail).page = page
        self.lay_out()

    def lay_out(self) -> None:
        """Give the page the room that it takes now, before the next key."""
        detail = self.query_one(Detail)
        detail.refresh(layout=True)
        self._refresh_layout(self.app.size)
        detail.fit()
        self._show_keys()

    def on_mount(self) -> None:
        """Be in the page once it is laid out."""
        self.call_after_refresh(self.settle)

    async def settle(self) -> None:
        """Be in the page: the first of its parts that unfold is chosen."""
        self.query_one(Detail).enter_page()
        self._show_keys()

    async def run(self, action: Action) -> None:
        """Run an action; the keys are those of what is chosen then."""
        await super().run(action)
        if self.app.screen is self:
            self._show_keys()

    def action_move(self, where: str) -> None:
        """Move in the page."""
        self.query_one(Detail).step(where)
        self._show_keys()

    def action_find(self) -> None:
        """Type words to find in the page."""
        self.query_one(FindBar).begin(self.query_one(Detail))
        self.lay_out()
        self._show_keys()

    def edited(self, value: str) -> None:
        """Find what is typed."""
        if self.is_mounted and self.query_one(FindBar).is_typed_in:
            self.query_one(FindBar).edited(value)

    def action_submit(self) -> None:
        """Leave finding for the page."""
        self._end_find(keep=True)

    async def action_escape(self) -> None:
        """Give finding up, take the marks off, or leave."""
        if self.query_one(FindBar).is_typed_in:
            self._end_find(keep=False)
        elif self.query_one(Detail).end_find():
            self._show_keys()
        else:
            await self.action_leave()

    def action_hit(self, by: int) -> None:
        """Go to the next place of what is looked for, or to the one before."""
        self.say(self.query_one(Detail).hit(by))
        self._show_keys()

    def _end_find(self, *, keep: bool) -> None:
        self.query_one(FindBar).end(keep=keep)
        self.lay_out()
        self._show_keys()

    def _show_keys(self) -> None:
        """Say which keys there are now, and at which hit one is."""
        bar, detail = self.query_one(KeyBar), self.query_one(Detail)
        bar.context = self.context
        bar.without = self.without
        detail.border_subtitle = content(detail.found or self._hint)

    @property
    def without(self) -> frozenset[str]:
        """The commands that would do nothing now, which the key bar leaves out."""
        return frozenset() if self.query_one(Detail).stop is not None else NOTHING_TO_OPEN

    async def action_open(self) -> None:
        """Fold or unfold the chosen section; else follow the chosen link, or close."""
        detail = self.query_one(Detail)
        if detail.turn():
            self.lay_out()
        else:
            await self.leave(self.chosen)

    async def action_follow(self, target: str) -> None:
        """Follow a link."""
        await self.leave(target)


class LegendOverlay(PageOverlay):
    """The legend, beside the list whose signs it explains; nothing is dimmed."""

    DEFAULT_CSS = """
    LegendOverlay { align: right middle; background: transparent; }
    """

    def __init__(self, page: Page, glyphs: Glyphs, left: int) -> None:
        """Show *page* so that the first *left* columns stay in sight, where there is room."""
        super().__init__(page, glyphs, "legend")
        self._left = left

    def on_mount(self) -> None:
        """Leave the list in sight."""
        if self._left:
            self.query_one(Detail).styles.width = self.app.size.width - self._left


class ChoiceOverlay(PageOverlay):
    """A page that is there to choose one of its links: the first is chosen from the start."""

    place: ClassVar[Context] = "choice"

    async def settle(self) -> None:
        """Choose the first link where none is chosen."""
        await super().settle()
        if self.chosen is None:
            self.action_move("down")
