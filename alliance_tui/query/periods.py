"""The months, quarters or years between two days, for drawing what lasts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.query.days import earliest_day

LENGTHS = (1, 3, 12)
"""How many months a slot may have."""


class Slot(NamedTuple):
    """A stretch of days, as ordinals, both ends included."""

    first: int
    last: int


def slots_of(dataset: Dataset, room: int) -> list[Slot]:
    """The time of the eras in at most *room* slots, months if they fit, the last in full or not.

    Earlier eras are left out before slots become longer than a month.
    """
    last = dataset.as_of
    starts = sorted({era.when.written for era in dataset.metadata.eras} | {earliest_day(dataset)})
    starts = [day for day in starts if day <= last] or [last]
    for months in LENGTHS:
        for start in starts:
            slots = list(_slots(start, last, months))
            if len(slots) <= room:
                return slots
    return list(_slots(starts[-1], last, LENGTHS[-1]))[-max(1, room) :]


def _slots(start: int, last: int, months: int) -> Iterator[Slot]:
    """The slots from the year of *start* on; the last one ends on the day *last*."""
    year, month = date.fromordinal(start).year, 1
    while True:
        first = date(year, month, 1).toordinal()
        month += months
        if month > 12:
            year, month = year + 1, 1
        end = date(year, month, 1).toordinal() - 1
        yield Slot(first, min(end, last))
        if end >= last:
            return
