"""Every question that can be asked of a data set, answered in one place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, get_args

from msgspec import Struct

from alliance_tui.model.bits import positions_in
from alliance_tui.model.dataset import Dataset
from alliance_tui.model.entries import Entry
from alliance_tui.model.records import Claim, Country, Event, PostureRule
from alliance_tui.query.alternatives import Alternative, alternatives, check_alternatives
from alliance_tui.query.facts import CountryFacts
from alliance_tui.query.finding import Finding
from alliance_tui.query.language import EVERYTHING, Query, parse
from alliance_tui.query.meaning import Meaning
from alliance_tui.query.search import Texts
from alliance_tui.query.stance import (
    MAY_BE_OTHER,
    MAY_HAVE_ENDED,
    Clock,
    Moment,
    Reading,
    StanceKind,
    Stances,
)
from alliance_tui.query.values import SUBJECT, bound

SUBJECT_POSTURE = PostureRule(
    id=SUBJECT, label="Subject", tone="subject", meaning="The state that the support goes to."
)
"""The posture of the data set's subject."""

NO_POSTURE = PostureRule(
    id="unassessed", label="Not assessed", default=True, meaning="No rule gives a posture."
)
"""The posture of every country in a data set without posture rules."""


class Posture(Struct, frozen=True):
    """The label of a country at a moment.

    Attributes:
        rule: the rule that gave it.
        may_have_ended: whether what has surely not ended gives another.
        may_be_other: whether another would hold if what may have begun, or what is alleged
            or disputed and not the word of one side of the war alone, counted.
    """

    rule: PostureRule
    may_have_ended: bool = False
    may_be_other: bool = False

    @property
    def certain(self) -> bool:
        """Whether it has neither mark."""
        return not (self.may_have_ended or self.may_be_other)

    @property
    def doubt(self) -> tuple[str, ...]:
        """What is not certain of it, in words."""
        words = ((self.may_have_ended, MAY_HAVE_ENDED), (self.may_be_other, MAY_BE_OTHER))
        return tuple(word for holds, word in words if holds)


class _Course(NamedTuple):
    """A country's posture through time: the days on which it may turn, what was derived."""

    turns: list[int]
    postures: dict[int, Posture]


class Answers:
    """Answers questions on one data set: stances, postures, rows that hold for a query."""

    def __init__(self, dataset: Dataset) -> None:
        """Answer from *dataset*."""
        self.dataset = dataset
        self.stances = Stances(dataset)
        self.texts = Texts(dataset)
        self._courses: dict[tuple[str, Clock], _Course] = {}
        facts = CountryFacts(dataset, self._stance_kind)
        self._rows = Meaning(dataset, facts, self._posture_id, self.texts)
        self._finding = Finding(dataset, facts, self._stance_kind, self._posture_id, self.texts)

    def query(self, text: str) -> Query:
        """Read a query with its values as the data set spells them.

        Raises:
            QueryError: it cannot be read, or a field does not take its value.
        """
        query = bound(parse(text), self.dataset)
        check_alternatives(query)
        return query

    def posture(self, country: str, moment: Moment) -> Posture:
        """The posture of *country* at *moment*."""
        course = self._course(country, moment.clock)
        stretch = bisect_right(course.turns, moment.day)
        found = course.postures.get(stretch)
        if found is None:
            found = course.postures[stretch] = self._derive_posture(country, moment)
        return found

    def turning_days(self, country: str, clock: Clock) -> list[int]:
        """Every day, as an ordinal, on which the posture may become another, in order."""
        return self._course(country, clock).turns

    def countries(self, query: Query, moment: Moment) -> tuple[Country, ...]:
        """The countries for which *query* holds at *moment*, by name.

        The empty query leaves out the countries that have neither claims nor ties.
        """
        if query == EVERYTHING:
            claims = self.dataset.claims_by_country
            return tuple(each for each in self.dataset.countries if each.id in claims or each.ties)
        found = self._finding.countries(query, moment)
        return tuple(self.dataset.countries[each] for each in positions_in(found))

    def events(self, query: Query, moment: Moment) -> list[int]:
        """The positions of all events whose rows hold for *query* at *moment*, by date."""
        return self._finding.events(query, moment)

    def own_events(self, query: Query, country: str) -> Sequence[int]:
        """The positions of the events of *country* whose rows hold for *query*, by date."""
        own = self.dataset.own_events(country)
        return own if query == EVERYTHING else self._finding.own_events(query, country, own)

    def loose_claims(self, query: Query, moment: Moment) -> list[Claim]:
        """The claims that belong to no event and whose rows hold, by date."""
        found = self._finding.claims(query, moment)
        return [self.dataset.claims[each] for each in positions_in(found)]

    def event_holds(
        self, query: Query, event: Event, moment: Moment, mine: str | None = None
    ) -> bool:
        """Whether the row of *event* holds; *mine* is the country whose rows are shown."""
        return self._rows.event(query, event, moment, mine)

    def entry_holds(self, query: Query, event: Event, entry: Entry, moment: Moment) -> bool:
        """Whether the row of *event* holds by what it records as *entry* alone."""
        return self._rows.entry(query, event, entry, moment)

    def claim_holds(
        self, query: Query, claim: Claim, moment: Moment, mine: str | None = None
    ) -> bool:
        """Whether the row of *claim* holds; *mine* is the country whose rows are shown."""
        return self._rows.claim(query, claim, moment, mine)

    def _derive_posture(self, country: str, moment: Moment) -> Posture:
        if country == self.dataset.metadata.subject:
            return Posture(SUBJECT_POSTURE)
        record = self.dataset.country[country]
        rule = self._first_rule(record, moment, self._rows)
        return Posture(
            rule,
            may_have_ended=rule is not self._rule_by("surely", rule, record, moment),
            may_be_other=rule is not self._rule_by("possibly", rule, record, moment),
        )

    def _rule_by(
        self, reading: Reading, rule: PostureRule, country: Country, moment: Moment
    ) -> PostureRule:
        """The rule that holds by *reading*; *rule* where every stance is the same by it."""
        if self.stances.reads_alike(country.id, moment, reading):
            return rule
        return self._first_rule(country, moment, self._rows_by[reading])

    def _course(self, country: str, clock: Clock) -> _Course:
        found = self._courses.get((country, clock))
        if found is None:
            turns = {
                day
                for each in self.dataset.scored_types
                for day in self.stances.turning_days(country, each.id, clock)
            }
            for membership in self.dataset.country[country].memberships:
                if membership.when is not None:
                    span = membership.when.span(self.dataset.as_of)
                    turns |= {span.first_start, span.last_end + 1}
            found = self._courses[country, clock] = _Course(sorted(turns), {})
        return found

    def _first_rule(self, country: Country, moment: Moment, rows: Meaning) -> PostureRule:
        for rule, asked in self._rules:
            if asked is None or rows.country_has(asked, country, moment):
                return rule
        return NO_POSTURE

    @cached_property
    def _rules(self) -> list[tuple[PostureRule, tuple[Alternative, ...] | None]]:
        return [
            (rule, None if rule.when is None else alternatives(self.query(rule.when)))
            for rule in self.dataset.metadata.postures
        ]

    @cached_property
    def _rows_by(self) -> dict[Reading, Meaning]:
        """The rows of countries, with stances by each reading."""
        return {reading: self._rows_read(reading) for reading in get_args(Reading)}

    def _rows_read(self, reading: Reading) -> Meaning:
        def kind(country: str, support_type: str, moment: Moment) -> StanceKind:
            return self.stances.kind(country, support_type, moment, reading)

        facts = CountryFacts(self.dataset, kind)
        return Meaning(self.dataset, facts, lambda *_: NO_POSTURE.id, self.texts)

    def _stance_kind(self, country: str, support_type: str, moment: Moment) -> StanceKind:
        return self.stances.stance(country, support_type, moment).kind

    def _posture_id(self, country: str, moment: Moment) -> str:
        return self.posture(country, moment).rule.id
