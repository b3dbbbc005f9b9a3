"""The rows for which a query holds: every alternative of it is a question in SQL.

A country holds where one of its entries satisfies all event terms and one of its claims all
claim terms; an event by one of its entries; a claim by itself. Country terms are derived, and
bound as the positions of the countries that satisfy them. Nothing that was typed is ever
written into SQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.words import searchable
from alliance_tui.query.alternatives import Alternative, CountryTerms, Wanted, alternatives
from alliance_tui.query.countries import CountryFacts
from alliance_tui.query.fields import ANY, FIELDS, ROW, STANCE_FIELDS, Condition, Field, Value
from alliance_tui.query.found import Found
from alliance_tui.query.language import words_of
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import Query, Term, Word
from alliance_tui.store.schema import ENTRY_KEY, NOBODY
from alliance_tui.store.store import Store, as_json, store_of

PostureOf = Callable[[str, Moment], str]

_Named = tuple[Literal["event", "claim"], Literal["v", "k"]]
"""A table whose rows have words, and the name that conditions have for a row."""

_EVENTS: _Named = ("event", "v")
_CLAIMS: _Named = ("claim", "k")


class _Match(Struct, frozen=True):
    """What finds rows by their words.

    Attributes:
        text: what the index is asked for; empty where there are no words.
        holds: whether rows are to match it, or not to match it.
        gathered: whether the index has to gather all that match before it gives the first.
    """

    text: str
    holds: bool
    gathered: bool


PART = 4_096
"""Of so many events at least it is counted how many are found, before it is asked which."""

FEW = 1_000
"""Of so many events all entries are looked at; of more, each country looks for one of its own."""


class Finder:
    """Finds the rows of one data set; queries have to be bound to it."""

    def __init__(self, dataset: Dataset, facts: CountryFacts, posture_of: PostureOf) -> None:
        """Find in *dataset*.

        Args:
            dataset: the data set.
            facts: the facts of its countries.
            posture_of: the id of a country's posture at a moment.
        """
        self.dataset = dataset
        self._posture_of = posture_of
        self._with_fact = facts.having
        self._claims_with = lru_cache(maxsize=4)(self._find_claims_with)
        self._found_claims = lru_cache(maxsize=4)(self._find_claims)

    @cached_property
    def _store(self) -> Store:
        return store_of(self.dataset)

    @cached_property
    def _entries_of_each(self) -> float:
        """How many entries a country has on average."""
        ((entries,),) = self._store.rows("SELECT count(*) FROM entry")
        return float(entries) / max(len(self.dataset.countries), 1)

    # The rows.

    def countries(self, query: Query, moment: Moment) -> set[int]:
        """The positions of the countries whose rows hold."""
        positions: set[int] = set()
        for each in alternatives(query):
            positions |= self._country_rows(each, moment)
        return positions

    def events(self, query: Query, moment: Moment) -> Sequence[int]:
        """The positions of the events whose rows hold, by date."""
        return _together([self._event_rows(each, moment) for each in alternatives(query)])

    def own_events(self, query: Query, country: str) -> list[int]:
        """The positions of the own events of *country* whose rows hold, by date."""
        return _together([self._own_rows(each, country) for each in alternatives(query)])

    def entries(self, query: Query, event: int, moment: Moment) -> list[int]:
        """The positions of the countries by whose entries the row of the event at *event* holds.

        `NOBODY` is one where the event records no country.
        """
        return _together([self._entry_rows(each, event, moment) for each in alternatives(query)])

    def claims(self, query: Query, moment: Moment, mine: str | None = None) -> list[int]:
        """The positions of the claims whose rows hold, by date.

        Where *mine* is given, those of that country, of which country terms are not asked.
        """
        return self._found_claims(query, moment, mine)

    def _find_claims_with(self, match: str) -> list[int]:
        return self._store.numbers(_CLAIMS_WITH, (match,))

    def _find_claims(self, query: Query, moment: Moment, mine: str | None) -> list[int]:
        return _together([self._claim_rows(each, moment, mine) for each in alternatives(query)])

    def hits(self, query: Query, moment: Moment) -> Counter[int]:
        """How many claims of each country hold, and its profile where a word stands there.

        By the positions of the countries.
        """
        claims = Counter(map(self._country_of.__getitem__, self.claims(query, moment)))
        return claims + Counter(self.profiles(query))

    @cached_property
    def _country_of(self) -> list[int]:
        """The position of the country of each claim."""
        lookup = self.dataset.claims.lookup
        countries = [NOBODY] * lookup.count
        for country, types in lookup.about.items():
            for position in chain.from_iterable(types.values()):
                countries[position] = self.dataset.country_position[country]
        return countries

    def profiles(self, query: Query) -> set[int]:
        """The positions of the countries in whose names or summary a word of *query* stands."""
        having = (
            self._store.numbers(_PROFILES, (self._store.phrase(word).text,))
            for word in words_of(query)
        )
        return {position for positions in having for position in positions}

    def counts(self, field: Field, positions: Sequence[int]) -> dict[str, int]:
        """How many of the events or claims at *positions* have each value of *field*."""
        among = _among("position", positions)
        rows = self._store.rows(
            f"SELECT value, count(*) FROM ({field.grouped}) WHERE {among.sql} GROUP BY value",
            among.values,
        )
        return dict(rows)

    def _country_rows(self, asked: Alternative, moment: Moment) -> set[int]:
        countries = self._countries(asked.country, moment)
        for wanted in asked.words:
            if countries:
                match = self._store.phrase(_text(wanted)).text
                having = {*self._store.numbers(_PROFILES, (match,))}
                having.update(map(self._country_of.__getitem__, self._claims_with(match)))
                countries = countries & having if wanted.holds else countries - having
        if countries and asked.finds_entry:
            countries &= self._with_entry(asked.event)
        if countries and asked.finds_claim:
            countries &= self._with_claim(asked.claim)
        if countries and any(each.holds for each in asked.dates):
            countries &= self._with_entry(asked.dates) | self._with_claim(asked.dates)
        return countries

    def _event_rows(self, asked: Alternative, moment: Moment) -> Sequence[int]:
        conditions = self._event_row(asked, moment)
        match = self._match(asked.words)
        if conditions or not match.holds or match.gathered or len(self._parts) <= 2:
            return self._having(_EVENTS, match, conditions)
        store = self._store

        def count(first: int, end: int) -> int:
            ((number,),) = store.rows(f"SELECT count(*) {_BETWEEN}", (match.text, first, end))
            return int(number)

        def numbers(first: int, end: int) -> list[int]:
            return store.numbers(f"SELECT w.rowid AS position {_BETWEEN}", (match.text, first, end))

        return Found(self._parts, count, numbers)

    @cached_property
    def _parts(self) -> list[int]:
        """The positions with which years begin, far enough from one another, and the end."""
        bounds = [0]
        for position in self.dataset.events.years.values():
            if position >= bounds[-1] + PART:
                bounds.append(position)
        return [*bounds, len(self.dataset.events)]

    def _event_row(self, asked: Alternative, moment: Moment) -> list[Condition]:
        """What has to be so of an event, its words apart."""
        of_event, of_entry = _conditions((*asked.event, *asked.dates))
        countries = self._recorded(asked.country, moment)
        if countries is None:
            if asked.finds_claim:
                of_event.append(_named("v.position", asked.claim))
            if of_entry:
                of_event.append(_some_entry(of_entry))
        elif asked.finds_claim:
            of_event.append(_named("v.position", asked.claim, *of_entry, among=countries))
        elif len(countries) * self._entries_of_each < len(self.dataset.events):
            asked_of_it = _all([*of_entry, _among("e.country", countries)])
            sql = f"v.position IN (SELECT e.event FROM entry e WHERE {asked_of_it.sql})"
            of_event.append(Condition(sql, asked_of_it.values))
        else:
            # The plus keeps SQLite from looking for one country after the other.
            of_event.append(_some_entry([*of_entry, _among("+e.country", countries)]))
        return of_event

    def _entry_rows(self, asked: Alternative, event: int, moment: Moment) -> list[int]:
        of_event, of_entry = _conditions((*asked.event, *asked.dates))
        words = map(_text_with, asked.words)
        conditions = [Condition("v.position = ?", (event,)), *of_event, *of_entry, *words]
        countries = self._recorded(asked.country, moment)
        if countries is not None:
            conditions.append(_among("e.country", countries))
        if asked.finds_claim:
            claim = _all(_claim_conditions(asked.claim))
            same = "" if countries is None else "AND k.country = e.country"
            sql = f"EXISTS ({_NAMING_CLAIM} {same} AND {claim.sql})"
            conditions.append(Condition(sql, claim.values))
        return self._select(
            "SELECT e.country AS position FROM event v JOIN entry e ON e.event = v.position",
            conditions,
        )

    def _recorded(self, asked: CountryTerms, moment: Moment) -> set[int] | None:
        """The countries whose entries are asked for, `NOBODY` perhaps among them; none for all."""
        if not asked:
            return None
        countries = self._countries(asked, moment)
        if not asked.facts and not any(holds for _, holds in (*asked.postures, *asked.nevers)):
            countries.add(NOBODY)  # where nothing is asked for, only against something
        return countries

    def _own_rows(self, asked: Alternative, country: str) -> list[int]:
        of_event, of_entry = _conditions((*asked.event, *asked.dates))
        conditions = [*of_event, *of_entry, *map(_text_with, asked.words)]
        if asked.finds_claim:
            mine = self.dataset.country_position.get(country)
            among = () if mine is None else (mine,)
            conditions.append(_named("v.position", asked.claim, among=among))
        asked_of_it = _all(conditions)
        return self._store.numbers(
            f"{_TAKING_PART} AND {asked_of_it.sql} UNION ALL {_NAMED_ALONE} AND {asked_of_it.sql}",
            (country, *asked_of_it.values) * 2,
        )

    def _claim_rows(self, asked: Alternative, moment: Moment, mine: str | None) -> list[int]:
        conditions = _claim_conditions((*asked.claim, *asked.dates))
        if mine is not None:
            conditions.append(Condition(f"k.country = {_COUNTRY}", (mine,)))
        elif asked.country:
            conditions.append(_among("k.country", self._countries(asked.country, moment)))
            conditions += _of_types(asked.country)
        if asked.finds_entry:
            of_event, of_entry = _conditions(asked.event)
            named = _all([*of_event, *of_entry])
            conditions.append(Condition(f"EXISTS ({_NAMED_EVENT} AND {named.sql})", named.values))
        match = self._match(asked.words)
        if match.holds and not conditions:
            return self._claims_with(match.text)
        return self._having(_CLAIMS, match, conditions)

    def _match(self, words: Iterable[Wanted]) -> _Match:
        """What finds the rows that have *words*."""
        phrases = [(each.holds, self._store.phrase(_text(each))) for each in words]
        wanted = " AND ".join(phrase.text for holds, phrase in phrases if holds)
        others = " OR ".join(phrase.text for holds, phrase in phrases if not holds)
        return _Match(
            f"({wanted}) NOT ({others})" if wanted and others else wanted or others,
            holds=bool(wanted),
            gathered=any(phrase.gathered for _, phrase in phrases),
        )

    def _having(self, rows: _Named, match: _Match, conditions: Sequence[Condition]) -> list[int]:
        """The positions of the *rows* that *match* and of which all *conditions* are so."""
        table, name = rows
        index = f"{table}_words"
        having = f"SELECT w.rowid AS position FROM {index} w WHERE w.{index} MATCH ?"
        if not match.holds:
            if match.text:
                lacking = Condition(f"{name}.position NOT IN ({having})", (match.text,))
                conditions = [lacking, *conditions]
            return self._select(f"SELECT {name}.position FROM {table} {name}", conditions)
        if conditions:
            having = (
                f"SELECT {name}.position FROM {index} w CROSS JOIN {table} {name} "
                f"ON {name}.position = w.rowid WHERE w.{index} MATCH ?"
            )
        return self._select(having, conditions, (match.text,), joint="AND")

    def _select(
        self,
        select: str,
        conditions: Sequence[Condition],
        values: tuple[object, ...] = (),
        *,
        joint: Literal["WHERE", "AND"] = "WHERE",
    ) -> list[int]:
        asked = _all(conditions)
        return self._store.numbers(f"{select} {joint} {asked.sql}", (*values, *asked.values))

    # Sets of countries.

    def _countries(self, asked: CountryTerms, moment: Moment) -> set[int]:
        everybody = range(len(self.dataset.countries))
        countries = set(everybody)
        for fact in asked.facts:
            countries &= self._with_fact(fact, moment)
        for fact in asked.absent:
            countries -= self._with_fact(fact, moment)
        for posture, holds in asked.postures:
            countries = {
                each
                for each in countries
                if (self._posture_of(self.dataset.countries[each].id, moment) == posture) == holds
            }
        for query, holds in asked.nevers:
            inner = self.countries(query, moment)
            countries = countries - inner if holds else countries & inner
        return countries

    def _with_entry(self, asked: Iterable[Wanted]) -> set[int]:
        """The countries that have an entry that satisfies all of *asked*."""
        of_event, of_entry = _conditions(asked)
        if not of_event:
            entry = _all([Condition("e.country = c.position"), *of_entry])
            exists = Condition(f"EXISTS (SELECT 1 FROM entry e WHERE {entry.sql})", entry.values)
            return set(self._select("SELECT c.position FROM country c", [exists]))
        event, entry = _all(of_event), _all([*of_event, *of_entry])
        ((count, first, last),) = self._store.rows(
            f"SELECT count(*), min(v.position), max(v.position) FROM event v WHERE {event.sql}",
            event.values,
        )
        if count <= FEW:
            return set(self._select(_RECORDED, [entry])) - {NOBODY}
        between = Condition("e.event BETWEEN ? AND ?", (first, last))
        entry = _all([between, entry])
        exists = Condition(f"EXISTS ({_OWN_ENTRY} AND {entry.sql})", entry.values)
        return set(self._select("SELECT c.position FROM country c", [exists]))

    def _with_claim(self, asked: Iterable[Wanted]) -> set[int]:
        """The countries that have a claim that satisfies all of *asked*."""
        of_claim = _claim_conditions(asked)
        return set(self._select("SELECT DISTINCT k.country AS position FROM claim k", of_claim))


_COUNTRY = "(SELECT position FROM country WHERE id = ?)"

_TAKING_PART = f"""
SELECT e.event AS position FROM entry e LEFT JOIN event v ON v.position = e.event
WHERE e.country = {_COUNTRY} AND e.takes_part
"""
"""The events in which a country takes part; only what is asked of an event itself touches it."""

_NAMED_ALONE = f"""
SELECT DISTINCT v.position FROM claim k CROSS JOIN named n ON n.claim = k.position
CROSS JOIN event v ON v.position = n.event
LEFT JOIN entry e ON e.event = v.position AND e.country = k.country
WHERE k.country = {_COUNTRY} AND NOT coalesce(e.takes_part, 0)
"""
"""The other events that its claims name."""

_RECORDED = """
SELECT DISTINCT e.country AS position FROM event v CROSS JOIN entry e ON e.event = v.position
"""

_OWN_ENTRY = """
SELECT 1 FROM entry e CROSS JOIN event v ON v.position = e.event WHERE e.country = c.position
"""

_NAMED_EVENT = f"""
SELECT 1 FROM named n CROSS JOIN event v ON v.position = n.event
LEFT JOIN entry e INDEXED BY {ENTRY_KEY} ON e.event = v.position AND e.country = k.country
WHERE n.claim = k.position
"""
"""The events that a claim names, each with what it records of the claim's country; without being
told, SQLite begins with all that any event records of that country."""

_NAMING_CLAIM = """
SELECT 1 FROM named n CROSS JOIN claim k ON k.position = n.claim WHERE n.event = v.position
"""


def _all(conditions: Sequence[Condition]) -> Condition:
    """That all of *conditions* are so; halved again and again, as SQLite bounds their depth."""
    if len(conditions) < 2:
        return conditions[0] if conditions else Condition("1")
    half = len(conditions) // 2
    one, other = _all(conditions[:half]), _all(conditions[half:])
    return Condition(f"(({one.sql}) AND ({other.sql}))", one.values + other.values)


def _wanted(condition: Condition, holds: bool) -> Condition:
    """The condition, or its opposite; what is NULL does not hold, and its opposite does."""
    return condition if holds else replace(condition, sql=f"NOT coalesce({condition.sql}, 0)")


def _meant(wanted: Wanted, row: str) -> Iterator[Condition]:
    """What a term means; dates of the event or claim *row*."""
    term = wanted.term
    if isinstance(term, Term):
        means = FIELDS[term.field].means
        assert means is not None, f"{term.field}: asks of countries"
        condition = means(Value(term.value, term.match))
        condition = replace(condition, sql=condition.sql.replace(ROW, row))
        yield _wanted(condition, wanted.holds)


def _conditions(asked: Iterable[Wanted]) -> tuple[list[Condition], list[Condition]]:
    """What event and date terms ask of an event, and of its entry."""
    meant = [condition for wanted in asked for condition in _meant(wanted, "v")]
    return (
        [each for each in meant if not each.of_entry],
        [each for each in meant if each.of_entry],
    )


def _claim_conditions(asked: Iterable[Wanted]) -> list[Condition]:
    return [condition for wanted in asked for condition in _meant(wanted, "k")]


def _some_entry(of_entry: Sequence[Condition]) -> Condition:
    """That the event has an entry of which all of *of_entry* is so."""
    asked = _all(of_entry)
    sql = f"EXISTS (SELECT 1 FROM entry e WHERE e.event = v.position AND {asked.sql})"
    return Condition(sql, asked.values)


def _named(
    event: str,
    asked: Iterable[Wanted],
    *of_entry: Condition,
    among: Collection[int] | None = None,
) -> Condition:
    """That a claim which satisfies *asked* names *event*.

    Where there are countries *among* which its own has to be, the event has an entry of that
    country, of which all of *of_entry* is so.
    """
    conditions = [*_claim_conditions(asked), *of_entry]
    named = "SELECT n.event FROM claim k CROSS JOIN named n ON n.claim = k.position"
    if among is not None:
        conditions.append(_among("k.country", among))
        named += " CROSS JOIN entry e ON e.event = n.event AND e.country = k.country"
    claim = _all(conditions)
    return Condition(f"{event} IN ({named} WHERE {claim.sql})", claim.values)


def _among(column: str, positions: Iterable[int]) -> Condition:
    return Condition(f"{column} IN (SELECT value FROM json_each(?))", (as_json(positions),))


def _of_types(asked: CountryTerms) -> Iterator[Condition]:
    """That a claim is of the kind of support of every stance that is to hold."""
    for fact in asked.facts:
        field, _, value = fact.partition(":")
        if field in STANCE_FIELDS and value != ANY:
            yield Condition("k.type = ?", (value,))


def _text(wanted: Wanted) -> str:
    return wanted.term.text if isinstance(wanted.term, Word) else ""


_BETWEEN = "FROM event_words w WHERE w.event_words MATCH ? AND w.rowid >= ? AND w.rowid < ?"

_PROFILES = "SELECT w.rowid AS position FROM country_words w WHERE w.country_words MATCH ?"
_CLAIMS_WITH = "SELECT w.rowid AS position FROM claim_words w WHERE w.claim_words MATCH ?"


def _text_with(wanted: Wanted) -> Condition:
    """That the word stands in the texts of the event; for few of them, each is looked at."""
    text = searchable(_text(wanted)).rstrip()
    sql = (
        "EXISTS (SELECT 1 FROM event_text t WHERE t.position = v.position "
        "AND (instr(t.text, ?) OR instr(t.claims, ?)))"
    )
    return _wanted(Condition(sql, (text, text)), wanted.holds)


_Positions = TypeVar("_Positions", bound=Sequence[int])


def _together(lists: Sequence[_Positions]) -> _Positions | list[int]:
    """The numbers of several lists, each once and in order."""
    return lists[0] if len(lists) == 1 else sorted(set().union(*lists))
