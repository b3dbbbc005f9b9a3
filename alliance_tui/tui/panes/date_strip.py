"""The date strip on the screen: a bar a month, the as-of day marked, the eras named."""

from __future__ import annotations

from textual.geometry import Offset
from textual.reactive import reactive, var
from textual.strip import Strip as Line
from textual.widget import Widget

from alliance_tui.model.dataset import Dataset
from alliance_tui.pages.cells import cut, width
from alliance_tui.pages.glyphs import UNICODE, Glyphs
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.query.date_strip import Cell, Strip, date_strip
from alliance_tui.tui.input import Action
from alliance_tui.tui.moves import make
from alliance_tui.tui.text import role_styles, strip_of
from alliance_tui.views.steps import to_day


class DateStrip(Widget):
    """One line; a press on a cell goes to the day it ends with."""

    DEFAULT_CSS = """
    DateStrip { height: 1; background: $surface; color: $foreground; }
    """

    dataset: var[Dataset | None] = var(None)
    day: reactive[int] = reactive(0)
    glyphs: var[Glyphs] = var(UNICODE)

    def __init__(self) -> None:
        super().__init__()
        self._strip = Strip(None, ())
        self._places: list[tuple[int, Cell]] = []

    def watch_dataset(self) -> None:
        """Count the events."""
        self._lay_out()

    def on_resize(self) -> None:
        """Cut the years anew for the width."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self.dataset is None or self.size.width < 20:
            return
        self._strip = date_strip(self.dataset, self.size.width - self._era_cells() - 3)
        self.refresh()

    def _era_cells(self) -> int:
        eras = self.dataset.metadata.eras if self.dataset else ()
        longest = max((width(neutral(era.title)) for era in eras), default=0)
        return min(longest, self.size.width // 5) if self.size.width >= 100 else 0

    @property
    def _era(self) -> str:
        eras = self.dataset.metadata.eras if self.dataset else ()
        names = [era.title for era in eras if era.when.overlaps(self.day, self.day)]
        return neutral(names[-1]) if names else ""

    def render_line(self, y: int) -> Line:
        """Draw the strip, and remember where each cell stands."""
        styles = role_styles(self)
        if y > 0 or self.dataset is None:
            return Line.blank(self.size.width, self.rich_style)
        top = max((cell.events for cell in self._strip.cells), default=0)
        spans = [Span(" ")]
        self._places = []
        position = 1
        if self._strip.before is not None:
            self._add(spans, self._strip.before, position, top)
            position += 1
        for year in self._strip.years:
            label = f"{self.glyphs.line}{year.label}"
            spans.append(Span(label, "label"))
            position += len(label)
            for cell in year.cells:
                self._add(spans, cell, position, top)
                position += 1
        era_cells = self._era_cells()
        if era_cells:
            room = self.size.width - position - 1
            name = cut(self._era, min(room, era_cells), self.glyphs.ellipsis)
            spans.append(Span(" " * max(1, room - width(name)) + name, "label"))
        return strip_of(tuple(spans), self.size.width, styles)

    def _add(self, spans: list[Span], cell: Cell, position: int, top: int) -> None:
        self._places.append((position, cell))
        if cell.first <= self.day <= cell.last:
            spans.append(Span(self.glyphs.marker, "marker"))
            return
        bars = self.glyphs.bars
        level = 0
        if cell.events:
            # Square roots: one event among hundreds is still to be seen.
            level = 1 + int((cell.events / top) ** 0.5 * (len(bars) - 2) + 0.5)
        bar = bars[min(level, len(bars) - 1)]
        spans.append(Span(bar, "faint" if cell.first > self.day else "bar"))

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Go to the last day of the cell under the mouse, or before it."""
        for position, cell in reversed(self._places):
            if at.x >= position and self.dataset is not None:
                return make(to_day, min(cell.last, self.dataset.as_of))
        return None
