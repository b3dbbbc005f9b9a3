"""The status line: what is under the cursor or the mouse, in a sentence."""

from __future__ import annotations

from textual.reactive import reactive, var
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.pages.glyphs import UNICODE, Glyphs
from alliance_tui.pages.lines import Line, cut_line
from alliance_tui.pages.page import Span
from alliance_tui.tui.text import role_styles, strip_of


class StatusLine(Widget):
    """One line."""

    DEFAULT_CSS = """
    StatusLine { height: 1; background: $surface; color: $foreground; }
    """

    told: reactive[Line] = reactive(())
    glyphs: var[Glyphs] = var(UNICODE)

    def render_line(self, y: int) -> Strip:
        """Draw what is told."""
        cells = self.size.width
        if y > 0:
            return Strip.blank(cells, self.rich_style)
        line = cut_line((Span(" "), *self.told), cells, self.glyphs.ellipsis)
        return strip_of(line, cells, role_styles(self))
