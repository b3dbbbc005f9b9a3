"""Every question that can be asked of a data set, answered in one place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, get_args

from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Claim, Country, Event, PostureRule
from alliance_tui.query.kept_standing import KeptPosture, Standing, kept_standing
from alliance_tui.query.stance import (
    MAY_BE_OTHER,
    MAY_HAVE_ENDED,
    Clock,
    Moment,
    Reading,
    Stance,
    StanceKind,
    Stances,
)
from alliance_tui.query.terms import EVERYTHING, SUBJECT, Query

if TYPE_CHECKING:
    from alliance_tui.query.alternatives import Alternative
    from alliance_tui.query.countries import CountryFacts
    from alliance_tui.query.fields import Field
    from alliance_tui.query.finder import Finder

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


class _Course(Struct, frozen=True):
    """A country's posture through time: the days on which it may turn, what was derived."""

    turns: list[int]
    postures: dict[int, Posture]


class Answers:
    """Answers questions on one data set: stances, postures, rows that hold for a query."""

    def __init__(self, dataset: Dataset) -> None:
        """Answer from *dataset*."""
        self.dataset = dataset
        self.stances = Stances(dataset)
        self._last = Moment(dataset.as_of)
        self._kept: Mapping[str, KeptPosture] = {}
        standing = kept_standing(dataset)
        if standing is not None:
            self.stances.keep(standing.stances)
            self._kept = standing.postures
        self._courses: dict[tuple[str, Clock], _Course] = {}
        self._held_claims = lru_cache(maxsize=64)(self._hold_claims)
        self._held_entries = lru_cache(maxsize=1_024)(self._hold_entries)

    def query(self, text: str) -> Query:
        """Read a query with its values as the data set spells them.

        Raises:
            QueryError: it cannot be read, or a field does not take its value.
        """
        if not text:
            return EVERYTHING
        from alliance_tui.query.alternatives import check_alternatives
        from alliance_tui.query.language import parse
        from alliance_tui.query.values import bound

        query = bound(parse(text), self.dataset)
        check_alternatives(query)
        return query

    def posture(self, country: str, moment: Moment) -> Posture:
        """The posture of *country* at *moment*."""
        if self._kept and moment == self._last:
            return self._kept_posture(country)
        course = self._course(country, moment.clock)
        stretch = bisect_right(course.turns, moment.day)
        posture = course.postures.get(stretch)
        if posture is None:
            posture = course.postures[stretch] = self._derive_posture(country, moment)
        return posture

    def standing(self) -> Standing:
        """Where every country stands on the last day, to be kept."""
        stances: dict[str, dict[str, Stance]] = {}
        for country, support_type in self.dataset.claims_by_stance:
            stance = self.stances.stance(country, support_type, self._last)
            stances.setdefault(country, {})[support_type] = stance
        postures = {each.id: self.posture(each.id, self._last) for each in self.dataset.countries}
        return Standing(
            stances,
            {
                country: KeptPosture(each.rule.id, each.may_have_ended, each.may_be_other)
                for country, each in postures.items()
            },
        )

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
        positions = self._finder.countries(query, moment)
        return tuple(self.dataset.countries[each] for each in sorted(positions))

    def events(self, query: Query, moment: Moment) -> Sequence[int]:
        """The positions of all events whose rows hold for *query* at *moment*, by date."""
        if query == EVERYTHING:
            return range(len(self.dataset.events))
        return self._finder.events(query, moment)

    def own_events(self, query: Query, country: str) -> Sequence[int]:
        """The positions of the events of *country* whose rows hold for *query*, by date."""
        if query == EVERYTHING:
            return self.dataset.own_events(country)
        return self._finder.own_events(query, country)

    def claims(self, query: Query, moment: Moment, mine: str | None = None) -> list[Claim]:
        """The claims whose rows hold for *query* at *moment*, by date.

        Where *mine* is given, those of that country, of which country terms are not asked.
        """
        if query == EVERYTHING and mine is not None:
            return list(self.dataset.claims_by_country.get(mine, ()))
        return [*self.dataset.claims.among(self.claim_positions(query, moment, mine))]

    def claim_positions(
        self, query: Query, moment: Moment, mine: str | None = None
    ) -> Sequence[int]:
        """The positions of the `claims`, by date."""
        if query == EVERYTHING and mine is None:
            return range(len(self.dataset.claims))
        return self._finder.claims(query, moment, mine)

    def hits(self, query: Query, moment: Moment) -> dict[str, int]:
        """How many claims of each country hold, and its profile where a word stands there."""
        numbers = self._finder.hits(query, moment)
        return {self.dataset.countries[each].id: number for each, number in numbers.items()}

    def profile_holds(self, query: Query, country: str) -> bool:
        """Whether a word of *query* stands in the names or the summary of *country*."""
        return self.dataset.country_position[country] in self._finder.profiles(query)

    def counts(self, field: Field, positions: Sequence[int]) -> dict[str, int]:
        """How many of the events or claims at *positions* have each value of a `grouped` field."""
        return self._finder.counts(field, positions)

    def claim_holds(self, query: Query, claim: Claim, moment: Moment) -> bool:
        """Whether the row of *claim* holds in the timeline of all countries."""
        return claim.id in self._held_claims(query, moment)

    def entry_holds(self, query: Query, event: Event, country: str, moment: Moment) -> bool:
        """Whether the row of *event* holds by what it records of *country* alone."""
        position = self.dataset.events.position[event.id]
        held = self._held_entries(query, position, moment)
        return self.dataset.country_position[country] in held

    @cached_property
    def _facts(self) -> CountryFacts:
        return self._facts_with(self._stance_kind)

    @cached_property
    def _finder(self) -> Finder:
        from alliance_tui.query.finder import Finder

        return Finder(self.dataset, self._facts, self._posture_id)

    def _hold_entries(self, query: Query, position: int, moment: Moment) -> list[int]:
        return self._finder.entries(query, position, moment)

    def _hold_claims(self, query: Query, moment: Moment) -> frozenset[str]:
        return frozenset(each.id for each in self.claims(query, moment))

    def _kept_posture(self, country: str) -> Posture:
        if country == self.dataset.metadata.subject:
            return Posture(SUBJECT_POSTURE)
        kept = self._kept[country]
        rule = self.dataset.postures.get(kept.rule, NO_POSTURE)
        return Posture(rule, kept.may_have_ended, kept.may_be_other)

    def _derive_posture(self, country: str, moment: Moment) -> Posture:
        if country == self.dataset.metadata.subject:
            return Posture(SUBJECT_POSTURE)
        record = self.dataset.country[country]
        rule = self._first_rule(record, moment, self._facts)
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
        return self._first_rule(country, moment, self._facts_by[reading])

    def _course(self, country: str, clock: Clock) -> _Course:
        course = self._courses.get((country, clock))
        if course is None:
            turns = {
                day
                for each in self.dataset.scored_types
                for day in self.stances.turning_days(country, each.id, clock)
            }
            for membership in self.dataset.country[country].memberships:
                if membership.when is not None:
                    span = membership.when.span(self.dataset.as_of)
                    turns |= {span.first_start, span.last_end + 1}
            course = self._courses[country, clock] = _Course(sorted(turns), {})
        return course

    def _first_rule(self, country: Country, moment: Moment, facts: CountryFacts) -> PostureRule:
        for rule, asked in self._rules:
            if asked is None or facts.satisfy(asked, country, moment):
                return rule
        return NO_POSTURE

    @cached_property
    def _rules(self) -> list[tuple[PostureRule, tuple[Alternative, ...] | None]]:
        from alliance_tui.query.alternatives import alternatives

        return [
            (rule, None if rule.when is None else alternatives(self.query(rule.when)))
            for rule in self.dataset.metadata.postures
        ]

    @cached_property
    def _facts_by(self) -> dict[Reading, CountryFacts]:
        """The facts of countries, with stances by each reading."""
        return {reading: self._facts_read(reading) for reading in get_args(Reading)}

    def _facts_read(self, reading: Reading) -> CountryFacts:
        def kind(country: str, support_type: str, moment: Moment) -> StanceKind:
            return self.stances.kind(country, support_type, moment, reading)

        return self._facts_with(kind)

    def _facts_with(self, kind: Callable[[str, str, Moment], StanceKind]) -> CountryFacts:
        from alliance_tui.query.countries import CountryFacts

        return CountryFacts(self.dataset, kind)

    def _stance_kind(self, country: str, support_type: str, moment: Moment) -> StanceKind:
        return self.stances.stance(country, support_type, moment).kind

    def _posture_id(self, country: str, moment: Moment) -> str:
        return self.posture(country, moment).rule.id
