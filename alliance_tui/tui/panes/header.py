"""The header: what the data set is, which day is shown, and whether anything is wrong."""

from __future__ import annotations

from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.glyphs import UNICODE, Glyphs
from alliance_tui.pages.page import Span
from alliance_tui.tui.direct import Action
from alliance_tui.tui.text import role_styles, strip_of


class Header(Widget):
    """One line: the title on the left, the facts on the right."""

    DEFAULT_CSS = """
    Header { height: 1; background: $panel; color: $foreground; }
    """

    title: reactive[str] = reactive("")
    moment: reactive[str] = reactive("")
    facts: reactive[tuple[str, ...]] = reactive(())
    problems: reactive[str] = reactive("")
    glyphs: reactive[Glyphs] = reactive(UNICODE)

    def render_line(self, y: int) -> Strip:
        """Draw the header; what does not fit falls away from the left of the facts."""
        cells = self.size.width
        if y > 0:
            return Strip.blank(cells, self.rich_style)
        problems = f"  {self.problems}" if self.problems else ""
        facts = list(self.facts)
        between = f" {self.glyphs.dot} "
        while facts and sum(map(width, (*facts, self.moment, problems))) + 32 > cells:
            facts.pop()
        right = between.join(facts)
        moment = self.moment + (between if self.moment and facts else "")
        room = cells - width(moment) - width(right) - width(problems) - 3
        line = (
            Span(f" {fit(self.title, max(0, room), self.glyphs.ellipsis)} ", "strong"),
            Span(moment, "marker"),
            Span(right, "dim"),
            Span(problems, "error", "problems"),
            Span(" ", "dim"),
        )
        return strip_of(line, cells, role_styles(self))

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Open the problems when their number is pressed."""
        return link
