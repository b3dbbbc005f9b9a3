"""The country list: its rows, each made when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from alliance_tui.model.entries import Entry
from alliance_tui.model.records import Country, Event
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.lists import part_words
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.stance import Moment, Stance


class ListRow(NamedTuple):
    """One row of the country list.

    Attributes:
        country: the country.
        stances: its stance on each scored support type.
        posture: its posture.
        part: what the event in focus records of it, in words; none where it records nothing.
    """

    country: Country
    stances: tuple[Stance, ...]
    posture: Posture
    part: str | None


class Listing:
    """The country list.

    Attributes:
        countries: the countries of the rows, in order.
        total: how many countries the data set has.
        event: the event in focus, whose participants are marked.
    """

    def __init__(
        self,
        answers: Answers,
        countries: tuple[Country, ...],
        moment: Moment,
        event: Event | None,
        glyphs: Glyphs,
    ) -> None:
        """List *countries* as they stand at *moment*."""
        self.countries = countries
        self.total = len(answers.dataset.countries)
        self.event = event
        self._answers = answers
        self._moment = moment
        self._glyphs = glyphs
        self._rows: dict[int, ListRow] = {}

    @cached_property
    def position(self) -> dict[str, int]:
        """The row of each country."""
        return {country.id: row for row, country in enumerate(self.countries)}

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {} if self.event is None else self._answers.dataset.entries(self.event)

    def row(self, position: int) -> ListRow:
        """The row at *position*."""
        found = self._rows.get(position)
        if found is None:
            country = self.countries[position]
            entry = self._entries.get(country.id)
            found = self._rows[position] = ListRow(
                country,
                tuple(
                    self._answers.stances.stance(country.id, each.id, self._moment)
                    for each in self._answers.dataset.scored_types
                ),
                self._answers.posture(country.id, self._moment),
                None if entry is None else part_words(entry, self._glyphs),
            )
        return found
