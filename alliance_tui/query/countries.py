"""Country terms: what is true of each country at a moment, as one set of words.

A country term holds when its key (``supports:arms``, ``group:CSTO=observer``) is in the set,
so that judging a rule is a matter of set operations. Postures stand apart: they are derived
from rules that are such terms themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Country
from alliance_tui.query.alternatives import Alternative, alternatives
from alliance_tui.query.fields import ANY, FIELDS, STANCE_FIELDS
from alliance_tui.query.stance import Moment, StanceKind

Facts = frozenset[str]
StanceOf = Callable[[str, str, Moment], StanceKind]

_MOST_KEPT = 50_000

_DIRECTED = frozenset({"supports", "withholds", "opposes"})
"""The stances that only a claim of the same direction can give."""


class CountryFacts:
    """The facts of every country of a data set; the posture is not among them."""

    def __init__(self, dataset: Dataset, stance_of: StanceOf) -> None:
        """Gather from *dataset*, with stances as *stance_of* derives them."""
        self.dataset = dataset
        self._stance_of = stance_of
        self._facts: dict[tuple[str, Moment], Facts] = {}
        self.having = lru_cache(maxsize=1_024)(self._having)
        self._claims_towards = lru_cache(maxsize=None)(self._find_claims_towards)
        scored = dataset.scored_types
        self._unassessed = frozenset(
            ("unassessed:any", *(f"unassessed:{each.id}" for each in scored)) if scored else ()
        )

    def of(self, country: Country, moment: Moment) -> Facts:
        """What holds of *country* at *moment*."""
        key = (country.id, moment)
        facts = self._facts.get(key)
        if facts is None:
            if len(self._facts) > _MOST_KEPT:
                self._facts.clear()
            facts = self._facts[key] = self._gather(country, moment)
        return facts

    def lasting(self, country: Country, moment: Moment) -> set[str]:
        """What holds of *country* on that day whatever the claims say."""
        return {
            f"{name}:{value}"
            for name, field in FIELDS.items()
            if field.of_country is not None
            for value in field.of_country(self.dataset, country, moment.day)
        }

    def _gather(self, country: Country, moment: Moment) -> Facts:
        facts = self.lasting(country, moment)
        if country.id not in self.dataset.claims_by_country:
            return self._unassessed.union(facts)
        for support_type in self.dataset.scored_types:
            kind = self._stance_of(country.id, support_type.id, moment)
            facts |= {f"{kind}:{support_type.id}", f"{kind}:any"}
        return frozenset(facts)

    def satisfy(self, asked: Iterable[Alternative], country: Country, moment: Moment) -> bool:
        """Whether *country* satisfies any of *asked*, which have country terms alone.

        Posture terms are not among them.
        """
        facts = self.of(country, moment)
        return any(
            each.country.facts <= facts
            and each.country.absent.isdisjoint(facts)
            and all(
                self.satisfy(alternatives(query), country, moment) != holds
                for query, holds in each.country.nevers
            )
            for each in asked
        )

    def _having(self, fact: str, moment: Moment) -> frozenset[int]:
        """The positions of the countries of which *fact* holds.

        Stances are derived for the one kind of support that is asked for, if it is one.
        """
        field, _, value = fact.partition(":")
        if field not in STANCE_FIELDS:
            return frozenset(
                position
                for position, country in enumerate(self.dataset.countries)
                if fact in self.lasting(country, moment)
            )
        if value == ANY:
            types = [each.id for each in self.dataset.scored_types]
            return frozenset().union(*(self.having(f"{field}:{each}", moment) for each in types))
        return self._with_stance(field, value, moment)

    def _with_stance(self, stance: str, support_type: str, moment: Moment) -> frozenset[int]:
        position = self.dataset.country_position
        asked = self._claims_towards(stance) if stance in _DIRECTED else None
        assessed = [
            (position[country], self._stance_of(country, support_type, moment))
            for country, types in self.dataset.claims.lookup.about.items()
            if support_type in types
            and (asked is None or not asked.isdisjoint(types[support_type]))
        ]
        if stance == "unassessed":
            others = {country for country, kind in assessed if kind != stance}
            return frozenset(range(len(position))) - others
        return frozenset(country for country, kind in assessed if kind == stance)

    def _find_claims_towards(self, direction: str) -> frozenset[int]:
        """The positions of the claims with that direction, none of which is looked at."""
        from alliance_tui.store.store import store_of

        asked = "SELECT position FROM claim WHERE direction = ?"
        return frozenset(store_of(self.dataset).numbers(asked, (direction,)))
