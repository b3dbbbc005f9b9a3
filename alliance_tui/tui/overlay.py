"""An overlay: a page over the explorer, closed by Escape, its links leading back into it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from alliance_tui.tui.box import Box
from alliance_tui.tui.commands import COMMANDS, textual_keys
from alliance_tui.tui.panes.detail import Detail
from alliance_tui.writing.glyphs import Glyphs
from alliance_tui.writing.page import Page

_CLOSING = frozenset({"escape", "quit", "help", "why", "legend", "problems", "back"})
"""The commands whose keys close an overlay."""


class PageOverlay(Box[str | None]):
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
    BINDINGS = [
        Binding(
            textual_keys(each),
            "leave" if each.id in _CLOSING else each.action,
            each.label,
            id=each.id,
            show=False,
        )
        for each in COMMANDS
        if each.id in _CLOSING or each.action.startswith(("move(", "open"))
    ]

    def __init__(self, page: Page, glyphs: Glyphs) -> None:
        """Show *page*."""
        super().__init__()
        self._page = page
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """One detail pane in the middle."""
        detail = Detail(id="page")
        detail.glyphs = self._glyphs
        detail.page = self._page
        detail.border_subtitle = "Esc closes"
        yield detail

    @property
    def chosen(self) -> str | None:
        """Where the chosen link leads."""
        link = self.query_one(Detail).chosen_link
        return None if link is None else link.target

    def show(self, page: Page) -> None:
        """Show another page."""
        self._page = page
        detail = self.query_one(Detail)
        detail.page = page
        detail.refresh(layout=True)

    def action_move(self, where: str) -> None:
        """Move in the page."""
        self.query_one(Detail).move(where)

    def action_open(self) -> None:
        """Follow the chosen link, or close where there is none."""
        if not self.query_one(Detail).open():
            self.dismiss(None)

    @on(Detail.Followed)
    def _follow(self, message: Detail.Followed) -> None:
        message.stop()
        self.dismiss(message.target)


class ChoiceOverlay(PageOverlay):
    """A page that is there to choose one of its links: the first is chosen from the start."""

    def on_mount(self) -> None:
        """Choose the first link once the page is laid out."""
        self.call_after_refresh(self._choose)

    def show(self, page: Page) -> None:
        """Show another page."""
        super().show(page)
        self.call_after_refresh(self._choose)

    def _choose(self) -> None:
        if self.chosen is None:
            self.action_move("down")
