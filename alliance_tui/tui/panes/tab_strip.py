"""The tab strip: which pane is shown where there is no room for all."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.tui.text import role_styles, strip_of
from alliance_tui.writing.cells import width
from alliance_tui.writing.page import Span


class TabStrip(Widget):
    """One line of tabs; a press says which."""

    DEFAULT_CSS = """
    TabStrip { height: 1; background: $surface; color: $foreground; }
    """

    tabs: reactive[tuple[tuple[str, str], ...]] = reactive(())
    shown: reactive[str] = reactive("")

    class Pressed(Message):
        """A tab was pressed; `pane` is the id of its pane."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def render_line(self, y: int) -> Strip:
        """Draw the tabs."""
        if y > 0:
            return Strip.blank(self.size.width, self.rich_style)
        spans = tuple(
            Span(f" {label} ", "shown" if pane == self.shown else "dim")
            for pane, label in self.tabs
        )
        return strip_of(spans, self.size.width, role_styles(self))

    def on_click(self, event: events.Click) -> None:
        """Press the tab under the mouse."""
        position = 0
        for pane, label in self.tabs:
            position += width(label) + 2
            if event.x < position:
                self.post_message(self.Pressed(pane))
                return
