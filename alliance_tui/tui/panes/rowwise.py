"""Widgets that are painted row by row: only rows that are other than they were are painted."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection

from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget


class Rowwise(Widget):
    """A widget that draws all of its rows at once, and paints those that are new."""

    _painted: tuple[Strip, ...] = ()
    _unseen = True

    @abstractmethod
    def drawn(self) -> list[Strip]:
        """All rows, each as wide as the widget."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of *crop* as they were last painted; where that is too old, as they are."""
        if self._repaint_regions or len(self._painted) != self.outer_size.height:
            self._painted = tuple(self.drawn())
            self._unseen = True
        rows = self._painted[crop.y : crop.bottom]
        if crop.column_span == (0, self.outer_size.width):
            return [*rows]
        return [row.crop(*crop.column_span) for row in rows]

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """The rows that are other than they were when they were last painted."""
        regions = super()._exchange_repaint_regions()
        if not self._painted:
            return regions
        before, self._painted = self._painted, tuple(self.drawn())
        unseen, self._unseen = self._unseen, False
        width, height = self.outer_size
        if unseen or len(before) != height:
            return [Region(0, 0, width, height)]
        pairs = enumerate(zip(before, self._painted, strict=True))
        return [Region(0, y, width, 1) for y, (old, new) in pairs if old is not new and old != new]


class Bar(Rowwise, ScrollBar):
    """A scroll bar."""

    def drawn(self) -> list[Strip]:
        """The bar, a row a cell."""
        filters, background = self.get_line_filters(), self.background_colors[1]
        rows = [self.render_line(y) for y in range(self.outer_size.height)]
        for each in filters:
            rows = [row.apply_filter(each, background) for row in rows]
        return rows
