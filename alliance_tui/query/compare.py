"""What several countries have in common: treaties, groups and events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import holds_on
from alliance_tui.model.records import Country, Event, Membership, Tie

MOST = 4
"""How many countries stand side by side at most."""


def common_events(dataset: Dataset, countries: Sequence[Country]) -> Iterator[Event]:
    """The events, other than roll calls, in which at least two of *countries* took part."""
    votes = frozenset(dataset.roll_calls)
    own = [frozenset(dataset.events.of_country(each.id)) - votes for each in countries]
    together: set[int] = set()
    for one, other in combinations(own, 2):
        together |= one & other
    for position in sorted(together):
        yield dataset.events[position]


def ties_on(dataset: Dataset, country: Country, day: int) -> dict[str, Tie]:
    """The ties of *country* in force on *day* by their titles, whichever party records them."""
    return {
        tie.title: tie
        for party in dataset.countries
        for tie in party.ties
        if (party.id == country.id or country.id in tie.partners)
        and holds_on(tie.when, day, dataset.as_of)
    }


def memberships_on(dataset: Dataset, country: Country, day: int) -> dict[str, Membership]:
    """The memberships of *country* on *day* by the ids of their groups."""
    return {
        each.group: each for each in country.memberships if holds_on(each.when, day, dataset.as_of)
    }
