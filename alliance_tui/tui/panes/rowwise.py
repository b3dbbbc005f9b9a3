"""Widgets that are painted row by row: only what is other than it was is painted."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Sequence
from typing import TypeAlias

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

Row: TypeAlias = tuple[Strip, ...]
"""Strips side by side."""


class Rowwise(Widget):
    """A widget that draws all of its rows at once, and paints of each what is new.

    What stays the same in many rows, such as the edges, is one strip for all of them.
    """

    _painted: tuple[Row, ...] = ()
    _unseen = True

    @abstractmethod
    def drawn(self) -> Sequence[Row]:
        """All rows, each as wide as the widget."""

    def rows(self) -> tuple[Row, ...]:
        """The rows as they were last painted; where that is too old, as they are."""
        if self._repaint_regions or len(self._painted) != self.outer_size.height:
            self._painted = tuple(self.drawn())
            self._unseen = True
        return self._painted

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of *crop*."""
        rows = self.rows()[crop.y : crop.bottom]
        return [Strip.join(row).crop(*crop.column_span) for row in rows]

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """What is other than it was when it was last painted."""
        regions = super()._exchange_repaint_regions()
        if not self._painted:
            return regions
        before, self._painted = self._painted, tuple(self.drawn())
        unseen, self._unseen = self._unseen, False
        width, height = self.outer_size
        if unseen or len(before) != height:
            return [Region(0, 0, width, height)]
        pairs = enumerate(zip(before, self._painted, strict=True))
        return [region for y, (old, new) in pairs for region in _changes(y, old, new, width)]


def _changes(y: int, old: Row, new: Row, width: int) -> list[Region]:
    """What of the row *y* is *new*: the strips that are, where both have them at the same cells."""
    if old is new:
        return []
    if [each.cell_length for each in old] != [each.cell_length for each in new]:
        return [Region(0, y, width, 1)]
    regions, x = [], 0
    for one, other in zip(old, new, strict=True):
        if one is not other and one != other:
            regions.append(Region(x, y, other.cell_length, 1))
        x += other.cell_length
    return regions


class Bar(Rowwise, ScrollBar):
    """A scroll bar."""

    _drawn_for: tuple[object, ...] = ()
    _drawn: Sequence[Row] = ()

    def drawn(self) -> Sequence[Row]:
        """The bar, a row a cell; the same as before where nothing is new."""
        place = (self.position, self.window_size, self.window_virtual_size, self.outer_size)
        looks = (self.app.theme, self.mouse_over, self.grabbed)
        if (place, looks) != self._drawn_for:
            self._drawn_for, self._drawn = (place, looks), self._draw()
        return self._drawn

    def _draw(self) -> list[Row]:
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        style = self.app.console.get_style(bar.style)
        assert style.color is not None
        assert style.bgcolor is not None
        segments = bar.render_bar(
            size=self.outer_size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            back_color=style.bgcolor,
            bar_color=style.color,
        ).segments
        filters, background = self.get_line_filters(), self.background_colors[1]
        base, rows = self.rich_style, {}
        for segment in dict.fromkeys(segments):
            strip = Strip(Segment.apply_style([segment], base), 1)
            for each in filters:
                strip = strip.apply_filter(each, background)
            rows[segment] = (strip,)
        # Where it stands may be from before there were fewer lines: then there are too many.
        return [rows[segment] for segment in segments[: self.outer_size.height]]
