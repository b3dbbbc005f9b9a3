"""The map in half-block cells: areas of colour, codes where there is room, one country marked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from alliance_tui.pages.cells import width as cells_of
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span
from alliance_tui.views.map.atlas import NOBODY, atlas
from alliance_tui.views.map.classes import MapClass
from alliance_tui.views.map.paint import INK, LAND, RING, WATER, fill, two
from alliance_tui.views.map.raster import Raster

HALF = "▀"
"""The upper pixel of a cell; the lower one is its ground."""

MOST_LONE = 0.6
"""Where more countries than this share have but one pixel, a map says little."""


SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))
CORNERS = (*SIDES, (1, 1), (1, -1), (-1, 1), (-1, -1))

SMALL = 16
"""Up to how many pixels a country gets a ring with corners, which is seen better."""


ROOMY = 16
"""From how many pixels on for each cell of its name a country carries its name inside."""


class Mark(NamedTuple):
    """How the chosen country is marked: a ring around its pixels, and its name beside them.

    Attributes:
        ring: pixels, column and row.
        rows: the rows of cells that any of it is in.
        row: the row of the name.
        column: the first cell of the name.
        name: the name, with a space on both sides.
    """

    ring: frozenset[tuple[int, int]]
    rows: range
    row: int
    column: int
    name: str

    def hides(self, row: int, first: int, text: str) -> bool:
        """Whether something of *text*, which begins at *first* in a row of cells, is covered."""
        last = first + cells_of(text)
        over = self.column < last and first < self.column + cells_of(self.name)
        lines = (2 * row, 2 * row + 1)
        return (row == self.row and over) or any(
            (x, y) in self.ring for x in range(first, last) for y in lines
        )


class Choropleth:
    """A map of some countries in cells.

    Attributes:
        rows: how many rows of cells it has.
        countries: those that it is a map of; others are only land.
    """

    def __init__(self, countries: frozenset[str], cells: int, rows: int) -> None:
        """Draw *countries*, which the atlas knows, in *cells* by *rows*."""
        self.rows = rows
        self.countries = countries
        self._cells = cells
        self._raster = Raster(countries, cells, 2 * rows)
        self._left = (cells - self._raster.window.width) // 2
        self._codes = self._find_codes()
        self._marks: dict[tuple[str, str], Mark] = {}

    @property
    def is_clear(self) -> bool:
        """Whether every country has pixels, and most have more than one."""
        pixels, number = self._raster.pixels, atlas().number
        lone = sum(len(pixels.get(number[each], ())) <= 1 for each in self.countries)
        return not self._raster.missing and lone <= MOST_LONE * len(self.countries)

    @property
    def middles(self) -> dict[str, tuple[float, float]]:
        """Where each country is in the world, in columns and rows of pixels."""
        pixel, label = self._raster.window.pixel, atlas().label
        return {each: pixel(*label(each)) for each in self.countries}

    def at(self, column: int, row: int) -> list[str]:
        """The countries in a cell, at most two, the smaller one first."""
        x = column - self._left
        if not (0 <= x < self._raster.window.width and 0 <= row < self.rows):
            return []
        owners = {self._raster.rows[line][x] for line in (2 * row, 2 * row + 1)} - {NOBODY}
        pixels, ids = self._raster.pixels, atlas().ids
        found = sorted(owners, key=lambda owner: (len(pixels[owner]), owner))
        return [ids[owner] for owner in found if ids[owner] in self.countries]

    def colours(self, classes: Mapping[str, MapClass]) -> list[str]:
        """The colour of every number of the atlas, from the class of each country."""
        world = atlas()
        colours = [LAND] * len(world.ids) + [WATER] * (NOBODY + 1 - len(world.ids))
        for each in self.countries:
            number = world.number[each]
            look = classes[each]
            colours[number] = fill(look.role, look.fade, world.shades[number])
        return colours

    def rows_of(self, country: str, name: str) -> range:
        """The rows of cells that change when *country*, called *name*, is marked."""
        if country not in self.countries:
            return range(0)
        return self._mark(country, name).rows

    def line(self, row: int, colours: list[str], marked: str | None, name: str) -> Line:
        """A row of cells; *marked*, called *name*, stands out."""
        if marked is not None and marked in self.countries and row in self.rows_of(marked, name):
            return self._marked_line(row, colours, marked, self._mark(marked, name))
        spans = [Span(" " * self._left, two(WATER, WATER))]
        before, cells = ("", ""), 0
        for upper, lower, length, code in self._runs[row]:
            pair = colours[upper], colours[lower]
            if pair != before or code:
                _add(spans, *before, cells)
                before, cells = pair, 0
            if code:
                spans.append(Span(code, two(INK, pair[1])))
            else:
                cells += length
        _add(spans, *before, cells)
        return tuple(spans)

    @cached_property
    def _runs(self) -> list[list[tuple[int, int, int, str]]]:
        """For each row of cells: upper and lower country of like cells, how many, and a code."""
        found = []
        for row in range(self.rows):
            runs, x = [], 0
            upper, lower = self._raster.rows[2 * row], self._raster.rows[2 * row + 1]
            for place, code in [*sorted(self._codes.get(row, ())), (len(upper), "")]:
                for (top, ground), run in groupby(zip(upper[x:place], lower[x:place], strict=True)):
                    runs.append((top, ground, sum(1 for _ in run), ""))
                if code:
                    runs.append((upper[place], lower[place], len(code), code))
                x = place + len(code)
            found.append(runs)
        return found

    def _marked_line(self, row: int, colours: list[str], marked: str, mark: Mark) -> Line:
        tops = [colours[owner] for owner in self._raster.rows[2 * row]]
        grounds = [colours[owner] for owner in self._raster.rows[2 * row + 1]]
        texts = [
            (x, code, two(INK, tops[x]))
            for x, code in self._codes.get(row, ())
            if code != marked and not mark.hides(row, x, code)
        ]
        if mark.row == row:
            texts.append((mark.column, mark.name, two(INK, RING)))
        for x in range(len(tops)):
            if (x, 2 * row) in mark.ring:
                tops[x] = RING
            if (x, 2 * row + 1) in mark.ring:
                grounds[x] = RING
        spans = [Span(" " * self._left, two(WATER, WATER))]
        x = 0
        for place, text, role in [*sorted(texts), (len(tops), "", "")]:
            pairs = zip(tops[x:place], grounds[x:place], strict=True)
            for (top, ground), run in groupby(pairs):
                _add(spans, top, ground, sum(1 for _ in run))
            if text:
                spans.append(Span(text, role))
            x = place + cells_of(text)
        return tuple(spans)

    # Codes on the countries that have room for them.

    def _find_codes(self) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = {}
        for country in sorted(self.countries):
            place = self._place_inside(country, len(country))
            if place is not None:
                row, x = place
                found.setdefault(row, []).append((x, country))
        return found

    def _place_inside(self, country: str, cells: int) -> tuple[int, int] | None:
        """Row and first column of a text in *country*, near its middle; none where none fits."""
        number = atlas().number[country]
        middle_x, middle_y = self._raster.middle(country)
        wanted = round(middle_x - cells / 2)
        best: tuple[float, int, int] | None = None
        for row in range(self.rows):
            upper, lower = self._raster.rows[2 * row], self._raster.rows[2 * row + 1]
            if number not in upper or number not in lower:
                continue
            start = 0
            pairs = (top == ground == number for top, ground in zip(upper, lower, strict=True))
            for inside, run in groupby(pairs):
                room = sum(1 for _ in run)
                if inside and room >= cells + 2:
                    x = min(max(wanted, start + 1), start + room - 1 - cells)
                    away = abs(x - wanted) + 2 * abs(row + 0.5 - middle_y / 2)
                    if best is None or away < best[0]:
                        best = (away, row, x)
                start += room
        return None if best is None else best[1:]

    # The chosen country.

    def _mark(self, country: str, name: str) -> Mark:
        found = self._marks.get((country, name))
        if found is None:
            found = self._marks[country, name] = self._make_mark(country, name)
        return found

    def _make_mark(self, country: str, name: str) -> Mark:
        pixels = set(self._raster.pixels.get(atlas().number[country], ()))
        steps = CORNERS if len(pixels) <= SMALL else SIDES
        window = self._raster.window
        ring = {
            (x + right, y + down)
            for x, y in pixels
            for right, down in steps
            if 0 <= x + right < window.width and 0 <= y + down < 2 * self.rows
        } - pixels
        cells = cells_of(name) + 2
        inside = self._place_inside(country, cells) if len(pixels) > ROOMY * cells else None
        row, column = inside or self._place_beside(pixels | ring, country, cells)
        rows = [y // 2 for _, y in ring] + [row]
        return Mark(frozenset(ring), range(min(rows), max(rows) + 1), row, column, f" {name} ")

    def _place_beside(
        self, taken: set[tuple[int, int]], country: str, cells: int
    ) -> tuple[int, int]:
        """Row and column for a name of *cells*: beside the country, over as little as possible."""
        x, y = (int(part) for part in self._raster.middle(country))
        near = [place for place in taken if abs(place[0] - x) < 12 and abs(place[1] - y) < 12]
        near = near or [(x, y)]
        west, east = min(x for x, _ in near), max(x for x, _ in near)
        top, end = min(y for _, y in near) // 2, max(y for _, y in near) // 2
        middle = max(0, x - cells // 2)
        places = [
            (y // 2, east + 1),
            (y // 2, west - cells),
            (top - 1, middle),
            (end + 1, middle),
            (top - 1, east + 1),
            (end + 1, east + 1),
            (top - 1, west - cells),
            (end + 1, west - cells),
        ]
        fitting = [
            (row, column)
            for row, column in places
            if 0 <= row < self.rows and 0 <= column <= self._raster.window.width - cells
        ]
        return min(
            fitting,
            key=lambda place: self._hidden(place[0], place[1], cells, taken),
            default=(min(max(0, y // 2), self.rows - 1), 0),
        )

    def _hidden(self, row: int, column: int, cells: int, taken: set[tuple[int, int]]) -> int:
        """How much a name would hide: its own country above all, then others of the map."""
        world = atlas()
        hidden = 0
        for line in (2 * row, 2 * row + 1):
            owners = self._raster.rows[line]
            for x in range(column, column + cells):
                if (x, line) in taken:
                    hidden += 6
                elif owners[x] != NOBODY and world.ids[owners[x]] in self.countries:
                    hidden += 2
        return hidden


def _add(spans: list[Span], top: str, ground: str, cells: int) -> None:
    """Add *cells* cells with an upper and a lower colour, if there are any."""
    if cells:
        sign = " " if top == ground else HALF
        spans.append(Span(sign * cells, two(top, ground)))


@lru_cache(maxsize=8)
def choropleth(countries: frozenset[str], cells: int, rows: int) -> Choropleth:
    """The map of *countries*; the last few are kept, for a new day changes only colours."""
    return Choropleth(countries, cells, rows)
