"""The tab strip: which pane is shown where there is no room for all."""

from __future__ import annotations

from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.pages.page import Span
from alliance_tui.tui.direct import Action, act
from alliance_tui.tui.text import role_styles, strip_of


class TabStrip(Widget):
    """One line of tabs; a press shows its pane."""

    DEFAULT_CSS = """
    TabStrip { height: 1; background: $surface; color: $foreground; }
    """

    tabs: reactive[tuple[tuple[str, str], ...]] = reactive(())
    shown: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """Draw the tabs."""
        if y > 0:
            return Strip.blank(self.size.width, self.rich_style)
        spans = tuple(
            Span(f" {label} ", "shown" if pane == self.shown else "dim", pane)
            for pane, label in self.tabs
        )
        return strip_of(spans, self.size.width, role_styles(self))

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Show the pane of the tab under the mouse."""
        return None if link is None else act("focus_pane", link)
