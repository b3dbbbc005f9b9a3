"""The timeline: its rows, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property

from msgspec import Struct

from alliance_tui.model.records import Claim, Country, Event
from alliance_tui.model.vocabulary import Vote
from alliance_tui.pages.denials import denials_of
from alliance_tui.pages.entries import part_words
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.names import country_name
from alliance_tui.pages.votes import votes_cast
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.query.timeline import Rows


class TimelineRow(Struct, frozen=True):
    """One row of the timeline.

    Attributes:
        record: the event, or the claim.
        part: what it records of the chosen country, or who took part; of a claim its kind.
        telling: what of that is told wherever there is room for half of the title.
        vote: how the chosen country voted, where it did.
        aside: whether it is about another kind of support than the one in view.
    """

    record: Event | Claim
    part: str
    telling: str
    vote: Vote | None
    aside: bool


class Timeline:
    """The timeline.

    Attributes:
        records: events and claims by date.
        country: the country whose rows they are; none where all are shown.
        about: the kind of support that they belong to; none where that is not asked.
        every: how many rows there are with those that do not belong to it.
        years: the years that have rows, each with the position of its first row.
        day: the as-of day, as an ordinal.
        last_day: the last day vouched for, as an ordinal.
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
        belonging: Container[str] | None = None,
    ) -> None:
        """Show *records*, those of *country* if it is given, at *moment*.

        Of rows of every kind only those that are *belonging* stand out, if it is given.
        """
        self.records = records
        self.country = country
        self.about = None if about is None else answers.dataset.support_types[about]
        self.every = len(records) if every is None else every
        self.day = moment.day
        self._moment = moment
        self.last_day = answers.dataset.as_of
        self._belonging = belonging
        self._answers = answers
        self._glyphs = glyphs
        self.years = tuple(records.years())

    @cached_property
    def title(self) -> str:
        """Whose rows they are, on what, how many of how many.

        With a kind of support in view its claims have rows too, beside the events.
        """
        if self.about is None:
            parts = ["Timeline", "all" if self.country is None else self.country.name]
        else:
            whose = "All listed" if self.country is None else self.country.name
            parts = [whose, in_sentence(self.about.label)]
        number = f"{len(self.records):,}"
        of = f" of {self.every:,}" if self.about is not None else ""
        claims = self.about is not None or self._belonging is not None
        told = f"{number}{of} with claims" if claims and self.every else f"{number}{of}"
        return f" {self._glyphs.dot} ".join((*parts, told))

    @cached_property
    def nothing(self) -> str:
        """What stands in place of rows."""
        if self.about is not None and self.every:
            whose = "these countries" if self.country is None else self.country.name
            label = in_sentence(self.about.label)
            return f"Nothing of {whose} is found on {label}. a: all {self.every:,}."
        if self.country is None:
            return "Nothing here; Esc takes a filter back."
        return "Nothing here; a shows all."

    @cached_property
    def after(self) -> int:
        """The position of the first row that lies after the as-of day."""
        return self.records.first_after(self.day)

    @property
    def last_before(self) -> int:
        """The position of the last row that does not lie after the as-of day, at least 0."""
        return max(0, self.after - 1)

    def row(self, position: int) -> TimelineRow:
        """The row at *position*."""
        record = self.records[position]
        aside = self._belonging is not None and record.id not in self._belonging
        part, telling, vote = self._part(record)
        return TimelineRow(record, part, telling, vote, aside)

    def _part(self, record: Event | Claim) -> tuple[str, str, Vote | None]:
        dataset = self._answers.dataset
        if isinstance(record, Claim):
            label = dataset.support_types[record.type].label
            whose = "" if self.country is not None else country_name(dataset, record.country)
            number = len(denials_of(record, dataset, self._moment))
            denied = f"denied {number}" if number else ""
            told = (whose, record.direction, label, record.status, denied)
            return f" {self._glyphs.dot} ".join(filter(None, told)), denied, None
        entries = dataset.entries(record)
        if self.country is not None:
            entry = entries.get(self.country.id)
            if entry is None:
                return "", "", None
            words = part_words(entry, self._glyphs)
            return words, "did not sign" if entry.signed is False else "", entry.vote
        if record.tally is not None:
            return ", ".join(votes_cast(record.tally)), "", None
        took_part = (each.country for each in entries.values() if each.takes_part)
        return ", ".join(took_part), "", None


def in_sentence(label: str) -> str:
    """*label* within a sentence; what is written in capitals stays so."""
    return label[0].lower() + label[1:] if label[1:2].islower() else label
