"""What is shown while a large data set is read for the first time: how far that has come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.tui.commands import Context
from alliance_tui.tui.input import DirectApp, DirectScreen
from alliance_tui.tui.panes.frame import Header, StatusLine
from alliance_tui.tui.panes.key_bar import KeyBar

if TYPE_CHECKING:
    from alliance_tui.pages.glyphs import Glyphs
    from alliance_tui.tui.dialogs.help import Help

LATER = "Not before all is read."
"""What is said to other keys, as of a part no answer would be right."""


class Waiting(DirectScreen[None]):
    """The explorer's frame without records, and in it how far reading has come."""

    DEFAULT_CSS = """
    Waiting #progress {
        height: 1fr;
        width: 1fr;
        border: round $line;
        border-title-color: $text-dim;
        content-align: center middle;
        text-align: center;
    }
    Waiting.-ascii #progress { border: ascii $line; }
    """

    place: ClassVar[Context] = "reading"

    def __init__(self, name: str, glyphs: Glyphs, back: Callable[[], Awaitable[None]]) -> None:
        """Wait for the data set *name*; *back* is called whenever nothing lies over this."""
        super().__init__()
        self._data = neutral(name)
        self._glyphs = glyphs
        self._back = back

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        header = Header()
        header.title, header.glyphs = self._data, self._glyphs
        yield header
        with Container(id="panes"):
            yield Static(id="progress", markup=False)
        with Container(id="below"):
            yield StatusLine()
            yield KeyBar()

    def on_mount(self) -> None:
        """Say what goes on."""
        self.query_one(StatusLine).glyphs = self._glyphs
        self.query_one(KeyBar).context = self.place
        self.query_one("#progress").border_title = Content(f"Reading {self._data}")
        self.tell("")
        self.ready.set()

    def on_screen_resume(self) -> None:
        """Nothing lies over it any more."""
        self.app.call_later(self._back)

    def tell(self, progress: str) -> None:
        """Say how far reading has come."""
        shown = Content(f"{neutral(progress)}\n\nWhat is read is kept: next time it opens at once.")
        self.query_one("#progress", Static).update(shown)

    def say(self, message: str) -> None:
        """Tell *message* in the line of status."""
        self.query_one(StatusLine).told = (Span(neutral(message), "marker"),)

    async def unmeant(self, key: str) -> None:
        """Say when *key* may mean something."""
        self.say(LATER)

    async def action_help(self) -> None:
        """List the keys that the explorer has."""
        from alliance_tui.tui.dialogs.help import HelpOverlay, help_page

        app = self.app
        assert isinstance(app, DirectApp)

        def make(cells: int) -> Help:
            return help_page("list", (), self._glyphs, app.other_keys, cells)

        async def done(_: str) -> None:
            self.say(LATER)

        await HelpOverlay(make, self._glyphs).open_over(self, done)

    async def action_quit(self) -> None:
        """Leave; reading ends with that."""
        self.app.exit()
