"""The list under the query bar: how the word that is being typed may go on."""

from __future__ import annotations

from textual.geometry import Offset, Size
from textual.reactive import Reactive, var
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.glyphs import UNICODE, Glyphs
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.query.completion import Completion
from alliance_tui.tui.input import Action, act
from alliance_tui.tui.text import background_style, role_styles, strip_of

WIDEST = 64
"""The most cells of what is offered; beside it stands how to take it."""


class Suggestions(Widget):
    """A few lines over the panes; the arrows mark one, Tab and Enter take it.

    Tab takes the first where none is marked.
    """

    DEFAULT_CSS = """
    Suggestions {
        layer: above;
        width: 100%;
        height: 1;
        background: $panel;
        display: none;
    }
    """

    # Nothing in it scrolls: no second layout is needed for what it holds.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    completions: var[tuple[Completion, ...]] = var(())
    marked: var[int | None] = var(None)
    indent: var[int] = var(0)
    glyphs: var[Glyphs] = var(UNICODE)

    def watch_completions(self) -> None:
        """Show what is offered."""
        self.set_reactive(Suggestions.marked, None)
        self.styles.height = max(1, len(self.completions))
        self.display = bool(self.completions)
        self.refresh()

    def watch_marked(self) -> None:
        """Draw the mark anew."""
        self.refresh()

    def move(self, by: int) -> None:
        """Mark another one, and beyond the ends none."""
        places = len(self.completions) + 1
        here = -1 if self.marked is None else self.marked
        there = (here + 1 + by) % places - 1
        self.marked = None if there < 0 else there

    @property
    def chosen(self) -> Completion | None:
        """The marked one, else the first; none where nothing is offered."""
        return self.completions[self.marked or 0] if self.completions else None

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Take the one under the mouse."""
        return act("complete", at.y) if at.y < len(self.completions) else None

    def render_line(self, y: int) -> Strip:
        """One completion a line: what is written, what it is, how many it finds."""
        if y >= len(self.completions):
            return Strip.blank(self.size.width, self.rich_style)
        cells = min(WIDEST, self.size.width)
        indent = min(self.indent, self.size.width - cells)
        styles = role_styles(self)
        if y == self.marked:
            chosen = background_style(self, "cursor")
            styles = {role: style + chosen for role, style in styles.items()}
        each = self.completions[y]
        rows = "" if each.rows is None else str(each.rows)
        text = fit(neutral(each.text), min(30, cells // 2), self.glyphs.ellipsis)
        room = max(0, cells - width(text) - len(rows) - 4)
        line = (
            Span(f" {text} ", "strong" if y == self.marked else "text"),
            Span(fit(neutral(each.label), room, self.glyphs.ellipsis), "dim"),
            Span(f" {rows} ", "dim"),
        )
        hint = "  Down or Tab" if y == 0 and self.marked is None else ""
        before = strip_of((Span(" " * indent),), indent, role_styles(self))
        after = strip_of((Span(hint, "dim"),), self.size.width - indent - cells, role_styles(self))
        return Strip.join((before, strip_of(line, cells, styles), after))
