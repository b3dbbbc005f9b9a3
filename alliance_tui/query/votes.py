"""Roll calls side by side: who voted how, and how often two countries voted alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Country, Event, LaterVote
from alliance_tui.model.vocabulary import Vote
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import EVERYTHING, Query
from alliance_tui.store.store import store_of

CAST: tuple[Vote, ...] = ("for", "against", "abstain")
"""The votes that count for agreement: absence is no vote."""

VOTES: tuple[Vote, ...] = (*CAST, "absent")


class Agreement(NamedTuple):
    """How often two countries voted alike: `alike` of `both` roll calls in which both voted."""

    alike: int
    both: int

    @property
    def share(self) -> float:
        """The share of votes alike; negative where they never both voted."""
        return self.alike / self.both if self.both else -1.0


class RollCalls:
    """Roll calls by date.

    Attributes:
        positions: the positions of their events in the data set.
    """

    def __init__(self, dataset: Dataset, positions: Sequence[int]) -> None:
        """Look at the events of *dataset* at *positions*."""
        self.positions = positions
        self.dataset = dataset
        self._sets: dict[str, dict[Vote, int]] = {}

    def __len__(self) -> int:
        return len(self.positions)

    def event(self, number: int) -> Event:
        """The event of the roll call *number*."""
        return self.dataset.events[self.positions[number]]

    def name(self, country: str) -> str:
        """The name of *country*, or its id where the data set does not have it."""
        known = self.dataset.country.get(country)
        return country if known is None else known.name

    def vote(self, country: str, number: int) -> Vote | None:
        """How *country* voted in the roll call *number*; none where no list names it."""
        position = self.positions[number]
        for vote, events in self._votes(country).items():
            if events >> position & 1:
                return vote
        return None

    def declared(self, country: str, number: int) -> LaterVote | None:
        """What *country* later said it had meant in the roll call *number*."""
        votes = self.event(number).votes
        later = votes.later if votes is not None else ()
        return next((row for row in later if row.country == country), None)

    def agreement(self, country: str, other: str, last: int) -> Agreement:
        """How often *country* and *other* voted alike up to the day *last*."""
        mine, theirs = self._votes(country), self._votes(other)
        happened = (1 << self.dataset.events.first_after(last)) - 1
        shown = happened & self._shown
        alike = sum((mine[vote] & theirs[vote] & shown).bit_count() for vote in CAST)
        both = (_any(mine) & _any(theirs) & shown).bit_count()
        return Agreement(alike, both)

    @cached_property
    def _shown(self) -> int:
        return _bits_of(self.positions, len(self.dataset.events))

    def _votes(self, country: str) -> dict[Vote, int]:
        """For each vote the events in which *country* gave it, as sets of positions."""
        sets = self._sets.get(country)
        if sets is None:
            store, size = store_of(self.dataset), len(self.dataset.events)
            sets = self._sets[country] = {
                vote: _bits_of(store.numbers(_VOTED, (country, vote)), size) for vote in VOTES
            }
        return sets


_VOTED = """
SELECT e.event AS position FROM country c JOIN entry e ON e.country = c.position
WHERE c.id = ? AND e.vote = ?
"""


def _bits_of(positions: Iterable[int], size: int) -> int:
    """The set of *positions*, all below *size*, as a number with one bit for each."""
    data = bytearray((size + 7) // 8)
    for position in positions:
        data[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(data, "little")


def _any(votes: dict[Vote, int]) -> int:
    return votes["for"] | votes["against"] | votes["abstain"]


def roll_calls(answers: Answers, query: Query, moment: Moment) -> RollCalls:
    """The roll calls whose rows hold for *query*."""
    dataset = answers.dataset
    positions = dataset.roll_calls
    if query != EVERYTHING:
        holding = set(answers.events(query, moment))
        positions = tuple(each for each in positions if each in holding)
    return RollCalls(dataset, positions)


def by_vote(
    calls: RollCalls, countries: tuple[Country, ...], event: str, *, backwards: bool = False
) -> tuple[Country, ...]:
    """*countries* by how they voted in *event*: for, against, abstained, absent, not recorded."""
    number = next((number for number in range(len(calls)) if calls.event(number).id == event), None)
    if number is None:
        return countries
    order: dict[Vote | None, int] = {vote: place for place, vote in enumerate((*VOTES, None))}
    return tuple(
        sorted(countries, key=lambda each: order[calls.vote(each.id, number)], reverse=backwards)
    )


def by_agreement(
    calls: RollCalls,
    countries: tuple[Country, ...],
    other: str,
    last: int,
    *,
    backwards: bool = False,
) -> tuple[Country, ...]:
    """*countries* by how often they voted as *other* did, most alike first."""

    def key(country: Country) -> tuple[float, int]:
        agreement = calls.agreement(country.id, other, last)
        return -agreement.share, -agreement.both

    return tuple(sorted(countries, key=key, reverse=backwards))
