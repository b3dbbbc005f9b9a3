"""The date strip: how many events each month, quarter or year has, in as many cells as fit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.query.days import earliest_day

MONTHS, QUARTERS, WHOLE = 12, 4, 1
"""Into how many cells a year may be cut."""

BEFORE = 2
"""Cells that what came before the first year takes."""


class Cell(Struct, frozen=True):
    """One cell: from which day to which, as ordinals, and how many events begin in it."""

    first: int
    last: int
    events: int


class Year(Struct, frozen=True):
    """One year of the strip and its cells."""

    year: int
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """What stands before its cells: two digits where one cell is all it has."""
        return f"{self.year:04d}"[2 if len(self.cells) == WHOLE else 0 :]


class Strip(Struct, frozen=True):
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
    last = date.fromordinal(dataset.as_of).year
    first = date.fromordinal(earliest_day(dataset)).year
    room = width
    if _count(starts, 0, date(first, 1, 1).toordinal() - 1):
        room -= BEFORE
    if (last - first + 1) * _width(WHOLE) > room:
        room = width - BEFORE
        first = last + 1 - max(room // _width(WHOLE), 0)
    if first > last:
        return Strip(None, ())
    start = date(first, 1, 1).toordinal()
    before = _count(starts, 0, start - 1)
    return Strip(
        Cell(starts[0], start - 1, before) if before else None,
        tuple(
            Year(year, tuple(_cells(starts, year, cut)))
            for year, cut in enumerate(_cuts(last - first + 1, room), first)
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
