"""The country list: sections of rows, each row made when it is asked for."""

from __future__ import annotations

from functools import cached_property, lru_cache

from msgspec import Struct

from alliance_tui.model.entries import Entry
from alliance_tui.model.records import Country, Event, SupportType
from alliance_tui.model.words import fold, searchable
from alliance_tui.pages.entries import part_words
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.row_words import RowWords, row_words
from alliance_tui.pages.sheet import Cell, Column, Sheet
from alliance_tui.pages.standing import countries_sheet, mark, stance_label
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.edit import words_alone
from alliance_tui.query.language import leaves, words_of
from alliance_tui.query.ordering import (
    COLUMN,
    Grouping,
    Section,
    by_stance,
    direction_of,
    ordered,
    sections,
)
from alliance_tui.query.stance import Moment, Stance
from alliance_tui.query.terms import Query, Term, Word

ROWS_TOLD = 60
"""Of how many rows at most it is told what is in them."""


HITS, CLAIMS, DENIED = "hits", "claims", "denied"
NUMBERS = {HITS: "Hits", CLAIMS: "Claims", DENIED: "Denied"}
"""The columns of numbers in the list about one type, by id, each with its head."""


class ListRow(Struct, frozen=True):
    """One row of the country list.

    Attributes:
        country: the country.
        stances: its stance on each scored support type.
        posture: its posture.
        words: what it did on the type that the list is about, and when; none without a type.
        hits: how much of it the query finds: its claims, and its profile where words stand there;
            none where the query asks for no claim.
        part: what the event in focus records of it, in words; none where it records nothing.
    """

    country: Country
    stances: tuple[Stance, ...]
    posture: Posture
    words: RowWords | None
    hits: int | None
    part: str | None


@lru_cache(maxsize=20_000)
def _names(*names: str) -> str:
    """The *names* of a country as they are searched in."""
    return searchable(*names)


class Listing:
    """The country list.

    Attributes:
        countries: the countries that the query finds, each once, as they are sorted.
        sections: the same in sections, in the order of the rows.
        rows: the country of each row.
        total: how many countries the data set has.
        about: the support type that the rows are about; none where they are about all.
        event: the event in focus, whose participants are marked.
        others: the countries that do both, where the query asks for who does one of them.
    """

    def __init__(
        self,
        answers: Answers,
        countries: tuple[Country, ...],
        moment: Moment,
        glyphs: Glyphs,
        *,
        sort: str = "name",
        grouping: Grouping = "none",
        about: SupportType | None = None,
        event: Event | None = None,
        query: Query | None = None,
        others: tuple[Country, ...] = (),
    ) -> None:
        """List *countries*, which stand by name, by *sort*, as they stand at *moment*."""
        self.total = len(answers.dataset.countries)
        self.about = about
        self.event = event
        self.others = others
        self.grouping = grouping
        self._answers = answers
        self._moment = moment
        self._glyphs = glyphs
        self._query = query
        self._rows: dict[str, ListRow] = {}
        self.countries = self._sorted(countries, sort)

    def _sorted(self, countries: tuple[Country, ...], sort: str) -> tuple[Country, ...]:
        by, backwards = direction_of(sort)
        if by == f"{COLUMN}{HITS}":
            return tuple(sorted(countries, key=lambda each: -self.hits(each), reverse=backwards))
        if by == f"{COLUMN}{DENIED}" and self.about is not None:
            return tuple(sorted(countries, key=lambda each: -self._denied(each), reverse=backwards))
        about = None if self.about is None else self.about.id
        return ordered(self._answers, countries, sort, self._moment, about)

    def _denied(self, country: Country) -> int:
        assert self.about is not None
        return row_words(self._answers, country, self.about, self._moment).denied

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The countries in sections."""
        if self.grouping == "auto" and self.about is not None:
            return by_stance(self._answers, self.countries, self.about, self._moment)
        grouping = "posture" if self.grouping == "auto" else self.grouping
        return sections(self._answers, self.countries, grouping, self._moment)

    @cached_property
    def rows(self) -> tuple[Country, ...]:
        """The country of each row; in sections by group one may have several."""
        return tuple(country for section in self.sections for country in section.countries)

    @cached_property
    def position(self) -> dict[str, int]:
        """The first row of each country."""
        found: dict[str, int] = {}
        for row, country in enumerate(self.rows):
            found.setdefault(country.id, row)
        return found

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {} if self.event is None else self._answers.dataset.entries(self.event)

    @cached_property
    def asks_for_claims(self) -> bool:
        """Whether the query has words or terms that single claims may satisfy."""
        return self._query is not None and any(
            isinstance(leaf, Word) or (isinstance(leaf, Term) and leaf.scope == "claim")
            for leaf in leaves(self._query)
        )

    def row(self, position: int) -> ListRow:
        """The row at *position*."""
        country = self.rows[position]
        found = self._rows.get(country.id)
        if found is None:
            entry = self._entries.get(country.id)
            about = self.about
            found = self._rows[country.id] = ListRow(
                country,
                tuple(
                    self._answers.stances.stance(country.id, each.id, self._moment)
                    for each in self._answers.dataset.scored_types
                ),
                self._answers.posture(country.id, self._moment),
                None if about is None else row_words(self._answers, country, about, self._moment),
                self.hits(country) if self.asks_for_claims else None,
                None if entry is None else part_words(entry, self._glyphs),
            )
        return found

    @cached_property
    def most_denied(self) -> int:
        """The most denials of one of the first rows."""
        words = (row.words for row in map(self.row, range(min(ROWS_TOLD, len(self.rows)))))
        return max((each.denied for each in words if each is not None), default=0)

    def is_certain(self, country: Country) -> bool:
        """Whether it is certain where *country* stands on the type that the rows are about."""
        about = "" if self.about is None else self.about.id
        return self._answers.stances.stance(country.id, about, self._moment).certain

    def hits(self, country: Country) -> int:
        """How much of *country* the query finds: claims, and a profile with words of it."""
        return self._hits.get(country.id, 0)

    @cached_property
    def elsewhere(self) -> int:
        """How many countries that the terms of the query leave out its words alone would find."""
        words = None if self._query is None else words_alone(self._query)
        if words is None:
            return 0
        found = self._answers.countries(words, self._moment)
        return sum(each.id not in self.position for each in found)

    @cached_property
    def most_hits(self) -> int:
        """The most that the query finds of one of the first rows."""
        return max(map(self.hits, self.rows[:ROWS_TOLD]), default=0)

    @cached_property
    def _hits(self) -> dict[str, int]:
        return {} if self._query is None else self._answers.hits(self._query, self._moment)

    @cached_property
    def found_most(self) -> Country | None:
        """The country that a word of the query names, else the one that it finds most of.

        None where the query asks for no claim, or finds none.
        """
        if self._query is None or not self.asks_for_claims:
            return None
        words = [fold(each) for each in words_of(self._query)]
        named = (
            each
            for each in self.rows
            if any(f" {word}" in _names(each.name, *each.aliases) for word in words)
        )
        hits = self._hits
        most = max(self.rows, key=lambda each: hits.get(each.id, 0), default=None)
        return next(named, most if most is not None and most.id in hits else None)

    @property
    def columns(self) -> dict[str, str]:
        """The columns that may be hidden and moved, by id, each with its name."""
        if self.about is None:
            return {each.id: each.label for each in self._answers.dataset.scored_types}
        hits = {HITS: NUMBERS[HITS]} if self.asks_for_claims else {}
        return hits | {each: NUMBERS[each] for each in (CLAIMS, DENIED)}

    def sheet(self) -> Sheet:
        """The rows for files and pipes: about one type in words, else a stance for each."""
        about = self.about
        if about is None:
            return countries_sheet(self._answers, self.once, self._moment, self._glyphs)
        columns = (
            Column("id", "Id"),
            Column("name", "Country"),
            Column(about.id, about.label, standing=about.scored),
            Column("when", "What and when"),
            Column(CLAIMS, NUMBERS[CLAIMS], "right"),
            Column(DENIED, NUMBERS[DENIED], "right"),
        )
        return Sheet(columns, tuple(self._sheet_row(each, about) for each in self.once))

    @property
    def once(self) -> tuple[Country, ...]:
        """Every country once, in the order of the rows."""
        return tuple({country.id: country for country in self.rows}.values())

    def _sheet_row(self, country: Country, about: SupportType) -> tuple[Cell, ...]:
        words = row_words(self._answers, country, about, self._moment)
        stance = self._answers.stances.stance(country.id, about.id, self._moment)
        kind, doubt = stance_label(self._answers, stance, self._moment), stance.doubt
        sign = f"{self._glyphs.stance[stance.kind]}{mark(stance, self._glyphs)} {kind}"
        return (
            Cell(country.id),
            Cell(country.name),
            Cell(kind, sign, f"stance-{stance.kind}", doubt) if about.scored else Cell(None),
            Cell(words.when[0] or None),
            Cell(words.claims),
            Cell(words.denied or None),
        )
