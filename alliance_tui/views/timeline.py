"""The timeline: its rows, each made when it is asked for."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from alliance_tui.model.records import Claim, Country, Event
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.lists import part_words
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.query.timeline import Rows


class TimelineRow(NamedTuple):
    """One row of the timeline.

    Attributes:
        record: the event, or the claim that belongs to none.
        part: what it records of the chosen country, or who took part.
        later: says that it lies after the as-of day, where it does.
    """

    record: Event | Claim
    part: str
    later: str


class Timeline:
    """The timeline.

    Attributes:
        records: events and claims by date.
        country: the country whose rows they are; none where all are shown.
        about: the kind of support that they belong to; none where that is not asked.
        every: how many rows there are with those that do not belong to it.
        years: the years that have rows, each with the position of its first row.
    """

    def __init__(
        self,
        answers: Answers,
        records: Rows,
        country: Country | None,
        moment: Moment,
        glyphs: Glyphs,
        about: str | None = None,
        every: int | None = None,
    ) -> None:
        """Show *records*, those of *country* if it is given, at *moment*."""
        self.records = records
        self.country = country
        self.about = None if about is None else answers.dataset.support_types[about]
        self.every = len(records) if every is None else every
        self._answers = answers
        self._moment = moment
        self._glyphs = glyphs
        self.years = tuple(self._find_years())

    def _find_years(self) -> list[tuple[int, int]]:
        """By bisection, so that the number of rows hardly matters."""
        years: list[tuple[int, int]] = []
        position = 0
        while position < len(self.records):
            year = date.fromordinal(self.records[position].when.written).year
            years.append((year, position))
            position = self.records.first_after(date(year, 12, 31).toordinal())
        return years

    @property
    def last_before(self) -> int:
        """The position of the last row that does not lie after the as-of day, at least 0."""
        return max(0, self.records.first_after(self._moment.day) - 1)

    def row(self, position: int) -> TimelineRow:
        """The row at *position*."""
        record = self.records[position]
        later = "later" if record.when.written > self._moment.day else ""
        return TimelineRow(record, self._part(record), later)

    def _part(self, record: Event | Claim) -> str:
        dataset = self._answers.dataset
        if isinstance(record, Claim):
            label = dataset.support_types[record.type].label
            whose = "" if self.country is not None else f"{record.country} {self._glyphs.dot} "
            return f"{whose}{record.direction} {self._glyphs.dot} {label}"
        entries = dataset.entries(record)
        if self.country is not None:
            entry = entries.get(self.country.id)
            return "" if entry is None else part_words(entry, self._glyphs)
        if record.tally is not None:
            tally = record.tally
            return f"{tally.for_} for, {tally.against} against, {tally.abstain} abstained"
        return ", ".join(each.country for each in entries.values() if each.takes_part)
