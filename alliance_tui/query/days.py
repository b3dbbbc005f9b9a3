"""Moving the as-of day: to the next thing that happened, by a year, to both ends."""

from __future__ import annotations

from datetime import date

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import months_later
from alliance_tui.query.timeline import Rows


def earliest_day(dataset: Dataset) -> int:
    """The first day worth looking at: that of the first era, else of the first event."""
    eras = [era.when.written for era in dataset.metadata.eras]
    starts = dataset.events.written
    first = min(eras) if eras else starts[0] if len(starts) else dataset.as_of
    return min(first, dataset.as_of)


def next_day(rows: Rows, day: int, last: int) -> int:
    """The day of the first of *rows* that begins after *day*; *last* where none does."""
    place = rows.first_after(day)
    return min(last, rows[place].when.written) if place < len(rows) else last


def previous_day(rows: Rows, day: int, first: int) -> int:
    """The day of the last of *rows* that begins before *day*; *first* where none does."""
    place = rows.first_after(day - 1)
    return max(first, rows[place - 1].when.written) if place else first


def year_away(day: int, years: int, first: int, last: int) -> int:
    """The same day *years* later, within the days worth looking at."""
    year = date.fromordinal(day).year + years
    if not 1 <= year <= 9999:
        return last if years > 0 else first
    return max(first, min(last, months_later(day, 12 * years)))
