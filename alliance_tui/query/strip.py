"""The date strip: how many events each month, quarter or year has, in as many cells as fit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.query.days import earliest_day

MONTHS, QUARTERS, WHOLE = 12, 4, 1
"""Into how many cells a year may be cut."""


class Cell(NamedTuple):
    """One cell: from which day to which, as ordinals, and how many events begin in it."""

    first: int
    last: int
    events: int


class Year(NamedTuple):
    """One year of the strip and its cells."""

    year: int
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """What stands before its cells: two digits where one cell is all it has."""
        return f"{self.year:04d}"[2 if len(self.cells) == WHOLE else 0 :]


class Strip(NamedTuple):
    """The strip.

    Attributes:
        before: everything before its first year, in one cell; none where nothing came before.
        years: the years from the first era, or the first event, to the last day vouched for.
    """

    before: Cell | None
    years: tuple[Year, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in order."""
        head = (self.before,) if self.before is not None else ()
        return (*head, *(cell for year in self.years for cell in year.cells))


def date_strip(dataset: Dataset, width: int) -> Strip:
    """The strip of *dataset* in at most *width* cells.

    The latest years are cut into months, the earlier ones made coarser until all fit.
    """
    starts = dataset.events.written
    last = date.fromordinal(dataset.as_of)
    years = list(range(date.fromordinal(earliest_day(dataset)).year, last.year + 1))
    before = _count(starts, 0, date(years[0], 1, 1).toordinal() - 1)
    room = width - (2 if before else 0)
    cuts = _cuts(len(years), room)
    while years and sum(map(_width, cuts)) > room:
        before += sum(cell.events for cell in _cells(starts, years[0], WHOLE))
        years.pop(0)
        cuts.pop(0)
        room = width - 2
    if not years:
        return Strip(None, ())
    head = None
    if before:
        head = Cell(starts[0], date(years[0], 1, 1).toordinal() - 1, before)
    return Strip(
        head,
        tuple(
            Year(year, tuple(_cells(starts, year, cut)))
            for year, cut in zip(years, cuts, strict=True)
        ),
    )


def _cuts(years: int, room: int) -> list[int]:
    """Into how many cells each year is cut, as fine as *room* allows."""
    cuts = [MONTHS] * years
    for place in range(years):
        for coarser in (QUARTERS, WHOLE):
            if sum(map(_width, cuts)) <= room:
                return cuts
            cuts[place] = coarser
    return cuts


def _width(cut: int) -> int:
    """Cells that a year takes: a line, its label, and what it is cut into."""
    return 1 + (2 if cut == WHOLE else 4) + cut


def _cells(starts: Sequence[int], year: int, cut: int) -> Iterator[Cell]:
    months = 12 // cut
    for number in range(cut):
        first = date(year, number * months + 1, 1).toordinal()
        following = (number + 1) * months + 1
        end = date(year + 1, 1, 1) if following > 12 else date(year, following, 1)
        last = end.toordinal() - 1
        yield Cell(first, last, _count(starts, first, last))


def _count(starts: Sequence[int], first: int, last: int) -> int:
    return bisect_left(starts, last + 1) - bisect_left(starts, first)
