"""The compositor: of each row only what is new is asked for, and only of what is seen there.

Textual's own has every widget draw that overlaps the rectangle around all that is new, also what
lies behind others, and cuts each of its rows where any widget begins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.tui.panes.rowwise import Row, Rowwise


class SpanCompositor(Compositor):
    """Paints spans of rows, each with the strips of what lies uppermost there."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What is new, as spans; none where nothing is."""
        screen = self.size.region
        regions = [each.intersection(screen) for each in self._dirty_regions]
        self._dirty_regions.clear()
        spans = [*self._regions_to_spans(each for each in regions if each)]
        if not spans:
            return None
        asked = _Asked()
        chops: list[dict[int, Strip | None]] = [{} for _ in range(screen.height)]
        for y, left, right in spans:
            chops[y].update(self._pieces(y, left, right, asked))
        ends = [[x + strip.cell_length for x, strip in chop.items() if strip] for chop in chops]
        return ChopsUpdate(chops, spans, ends)

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        asked = _Asked()
        return [
            dict(self._pieces(y, 0, self.size.width, asked)) if is_rendered_line(y) else {}
            for y in range(self.size.height)
        ]

    def _pieces(self, y: int, left: int, right: int, asked: _Asked) -> list[tuple[int, Strip]]:
        """The strips from *left* to *right* in the row *y*, each with where it begins."""
        pieces: list[tuple[int, Strip]] = []
        bare = [(left, right)]
        for widget, seen, region in self.layers_visible[y]:
            rest: list[tuple[int, int]] = []
            for start, end in bare:
                first, last = max(start, seen.x), min(end, seen.right)
                if first >= last:
                    rest.append((start, end))
                    continue
                rest += [each for each in ((start, first), (last, end)) if each[0] < each[1]]
                x, row = asked.row(widget, seen, region, y)
                for strip in row:
                    after = x + strip.cell_length
                    if x < last and first < after:
                        pieces.append((max(x, first), strip.crop(first - x, last - x)))
                    x = after
            bare = rest
            if not bare:
                break
        return sorted(pieces, key=lambda each: each[0])


class _Asked:
    """The rows of the widgets that were asked."""

    def __init__(self) -> None:
        """Nobody was asked yet."""
        self._rows: dict[Widget, Sequence[Row]] = {}

    def row(self, widget: Widget, seen: Region, region: Region, y: int) -> tuple[int, Row]:
        """What *widget* has in the row *y* of the screen, and where it begins.

        It takes *region*, of which *seen* is not cut off.
        """
        rows = self._rows.get(widget)
        if isinstance(widget, Rowwise):
            if rows is None:
                rows = self._rows[widget] = widget.rows()
            return region.x, rows[y - region.y]
        if rows is None:
            strips = widget.render_lines(seen.translate(-region.offset))
            rows = self._rows[widget] = [(strip,) for strip in strips]
        return seen.x, rows[y - seen.y]
