"""Countries as tiles of one size: on a grid on which neighbours stay near, or in rows.

A tile shows a country however small it is on a map. Where a data set's countries are on no
map at all, or there is no room for the grid, the tiles stand in rows, region by region.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from alliance_tui.pages.cells import width
from alliance_tui.pages.safe import neutral
from alliance_tui.query.ordering import Section
from alliance_tui.views.map.atlas import atlas

WIDEST_CODE = 8
"""The most cells that an id gets; longer ones are cut."""

SIGN = 1

HEADING = 22
"""The width of the headings beside the tiles; where there is less room they stand above."""


class Tiles(NamedTuple):
    """Where tiles are.

    Attributes:
        places: the first cell of each country's tile, column and row.
        code: how many cells the code of a country has.
        rows: how many rows there are.
        headings: a heading in a row, by the row.
        heading_cells: the width of the headings; 0 where they stand above their tiles.
    """

    places: dict[str, tuple[int, int]]
    code: int
    rows: int
    headings: dict[int, str]
    heading_cells: int = 0

    def at(self, column: int, row: int) -> str | None:
        """The country whose tile is in a cell."""
        for country, (x, y) in self.places.items():
            if y == row and x <= column < x + self.code + SIGN:
                return country
        return None

    def middle(self, country: str) -> tuple[float, float]:
        """The middle of a tile, in units as wide as a cell and half as high."""
        x, y = self.places[country]
        return x + (self.code + SIGN) / 2, 2 * y + 1


def code_cells(countries: Iterable[str]) -> int:
    """How many cells the codes of *countries* take."""
    return min(WIDEST_CODE, max((width(neutral(each)) for each in countries), default=3))


def on_grid(countries: Sequence[str], cells: int, rows: int) -> Tiles | None:
    """The grid of *countries* without empty columns and rows; none where it does not fit.

    The atlas has to have a tile for each of them.
    """
    grid = {each: atlas().tiles[each] for each in countries}
    columns = {value: place for place, value in enumerate(sorted({x for x, _ in grid.values()}))}
    lines = {value: place for place, value in enumerate(sorted({y for _, y in grid.values()}))}
    code = code_cells(countries)
    for gap in (1, 0):
        tile = code + SIGN + gap
        if len(columns) * tile - gap <= cells and len(lines) <= rows:
            left = (cells - len(columns) * tile + gap) // 2
            down = 2 if 2 * len(lines) <= rows else 1
            places = {
                each: (left + columns[x] * tile, down * lines[y]) for each, (x, y) in grid.items()
            }
            return Tiles(places, code, down * len(lines), {})
    return None


def in_rows(sections: Sequence[Section], cells: int) -> Tiles:
    """Tiles in rows, one section after the other."""
    code = code_cells(each.id for section in sections for each in section.countries)
    tile = code + SIGN + 1
    titled = any(section.title for section in sections)
    beside = HEADING if titled and cells >= HEADING + 8 * tile else 0
    left = beside + 1
    in_a_row = max(1, (cells - left) // tile)
    places: dict[str, tuple[int, int]] = {}
    headings: dict[int, str] = {}
    row = 0
    for section in sections:
        if section.title:
            headings[row] = neutral(section.title)
            row += 0 if beside else 1
        for number, country in enumerate(section.countries):
            down, across = divmod(number, in_a_row)
            places[country.id] = (left + across * tile, row + down)
        row += -(-len(section.countries) // in_a_row)
    return Tiles(places, code, row, headings, beside)
