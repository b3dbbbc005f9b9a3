"""A box over the explorer, left by Escape or by a press beside it."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.screen import ModalScreen, ScreenResultType


class Box(ModalScreen[ScreenResultType]):
    """What stands over the explorer until it is left; the explorer shows through."""

    DEFAULT_CSS = """
    Box { align: center middle; background: $background 60%; }
    Box > Vertical {
        width: 60;
        max-width: 96%;
        height: auto;
        background: $surface;
        border: round $line-focus;
        border-subtitle-color: $text-dim;
        padding: 0 1;
    }
    """
    BINDINGS = [Binding("escape", "leave", "Leave", show=False)]

    def on_click(self, event: events.Click) -> None:
        """Leave when pressed beside the box."""
        if self.get_widget_at(*event.screen_offset)[0] is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave without a result."""
        self.dismiss(None)
