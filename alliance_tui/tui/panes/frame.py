"""The lines around the panes: the header, the tabs, and what is under the cursor."""

from __future__ import annotations

from textual.geometry import Offset
from textual.reactive import reactive, var
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.glyphs import UNICODE, Glyphs
from alliance_tui.pages.lines import Line, cut_line
from alliance_tui.pages.page import Span
from alliance_tui.tui.input import Action, act
from alliance_tui.tui.text import role_styles, strip_of

LEAST_TITLE, ENDS = 24, 8
"""The cells of a title before which facts fall away, and what stands between all of it."""


class Header(Widget):
    """What the data set is, which day is shown, and whether anything is wrong, in one line."""

    DEFAULT_CSS = """
    Header { height: 1; background: $panel; color: $foreground; }
    """

    title: reactive[str] = reactive("")
    moment: reactive[str] = reactive("")
    facts: reactive[tuple[str, ...]] = reactive(())
    problems: reactive[str] = reactive("")
    glyphs: reactive[Glyphs] = reactive(UNICODE)

    def render_line(self, y: int) -> Strip:
        """Draw the header; the last facts fall away where the title does not stand whole."""
        cells = self.size.width
        if y > 0:
            return Strip.blank(cells, self.rich_style)
        problems = f"  {self.problems}" if self.problems else ""
        facts = list(self.facts)
        between = f" {self.glyphs.dot} "
        taken = width(self.moment) + width(problems)
        for title, at_least in ((width(self.title), 1), (LEAST_TITLE, 0)):
            while len(facts) > at_least and taken + title + sum(map(width, facts)) + ENDS > cells:
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


class TabStrip(Widget):
    """Which pane is shown where there is no room for all; a press on a tab shows its pane."""

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


class StatusLine(Widget):
    """What is under the cursor or the mouse, in a sentence."""

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
