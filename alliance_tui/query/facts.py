"""What country terms can be true of a country at a moment, as one set of words.

A country term holds when its key (``supports:arms``, ``group:CSTO=observer``) is in the set,
so that judging a rule is a matter of set operations.
"""

from __future__ import annotations

from collections.abc import Callable

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import Activity, When
from alliance_tui.model.records import Country, Membership
from alliance_tui.model.vocabulary import MembershipStatus
from alliance_tui.query.stance import Moment, StanceKind

_BELONGS: frozenset[MembershipStatus] = frozenset({"member", "frozen", "suspended"})
"""The kinds of membership that ``group:X`` asks for."""

Facts = frozenset[str]
StanceOf = Callable[[str, str, Moment], StanceKind]


def holds_on(when: When | None, day: int, as_of: int) -> bool:
    """Whether something with this date is, or may be, so on *day*; undated things always are."""
    return when is None or when.activity(day, as_of) is not Activity.NO


def belongs_on(membership: Membership, day: int, as_of: int) -> bool:
    """Whether *membership* makes a country belong to its group on *day*."""
    return membership.status in _BELONGS and holds_on(membership.when, day, as_of)


class CountryFacts:
    """The facts of every country of a data set; the posture is not among them."""

    def __init__(self, dataset: Dataset, stance_of: StanceOf) -> None:
        """Gather from *dataset*, with stances as *stance_of* derives them."""
        self.dataset = dataset
        self._stance_of = stance_of
        self._facts: dict[tuple[str, Moment], Facts] = {}
        scored = dataset.scored_types
        self._unassessed = frozenset(
            ("unassessed:any", *(f"unassessed:{each.id}" for each in scored)) if scored else ()
        )

    def of(self, country: Country, moment: Moment) -> Facts:
        """What holds of *country* at *moment*."""
        key = (country.id, moment)
        found = self._facts.get(key)
        if found is None:
            if len(self._facts) > 50_000:
                self._facts.clear()
            found = self._facts[key] = self._gather(country, moment)
        return found

    def lasting(self, country: Country, moment: Moment) -> set[str]:
        """What holds of *country* on that day whatever the claims say."""
        facts = {"country:any", f"country:{country.id}"}
        if country.region is not None:
            facts.add(f"region:{country.region}")
        for membership in country.memberships:
            if holds_on(membership.when, moment.day, self.dataset.as_of):
                facts.add(f"group:{membership.group}={membership.status}")
                if membership.status in _BELONGS:
                    facts.add(f"group:{membership.group}")
        for group in self.dataset.listed_in.get(country.id, ()):
            facts |= {f"group:{group}", f"group:{group}=member"}
        return facts

    def _gather(self, country: Country, moment: Moment) -> Facts:
        facts = self.lasting(country, moment)
        if country.id not in self.dataset.claims_by_country:
            return self._unassessed.union(facts)
        for support_type in self.dataset.scored_types:
            kind = self._stance_of(country.id, support_type.id, moment)
            facts |= {f"{kind}:{support_type.id}", f"{kind}:any"}
        return frozenset(facts)
