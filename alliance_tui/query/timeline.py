"""The rows of the timeline by date: events, and claims.

A claim that belongs to an event has a row of its own where its kind of support is in view.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import overload

from alliance_tui.model.dataset import by_date
from alliance_tui.model.events import Events
from alliance_tui.model.records import Claim, Event
from alliance_tui.query.answers import Answers
from alliance_tui.query.found import before
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import EVERYTHING, Query

Row = Event | Claim


class Rows(Sequence[Row]):
    """Events and claims in one order by date, without touching what is not asked for.

    Claims are few and stand between the events: what is kept is the row of each claim.
    """

    def __init__(self, events: Events, positions: Sequence[int], claims: Sequence[Claim]) -> None:
        """Merge the events at *positions* with *claims*, both by date."""
        self._events = events
        self._positions = positions
        self._claims = claims
        self._claim_rows = [
            before(positions, _place(claim, events)) + number for number, claim in enumerate(claims)
        ]
        self._row_of_claim = {
            claim.id: row for claim, row in zip(claims, self._claim_rows, strict=True)
        }

    def __len__(self) -> int:
        return len(self._positions) + len(self._claims)

    @overload
    def __getitem__(self, row: int) -> Row: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Row]: ...
    def __getitem__(self, row: int | slice) -> Row | Sequence[Row]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        if row < 0:
            row += len(self)
        if not 0 <= row < len(self):
            raise IndexError(row)
        claims = bisect_left(self._claim_rows, row)
        if claims < len(self._claims) and self._claim_rows[claims] == row:
            return self._claims[claims]
        return self._events[self._positions[row - claims]]

    def row_of(self, record: str) -> int | None:
        """The row of the event or claim called *record*."""
        row = self._row_of_claim.get(record)
        if row is not None:
            return row
        position = self._events.position.get(record)
        if position is None:
            return None
        place = before(self._positions, position)
        if place == len(self._positions) or self._positions[place] != position:
            return None
        for number, claim_row in enumerate(self._claim_rows):
            if claim_row - number > place:
                return place + number
        return place + len(self._claims)

    def first_after(self, day: int) -> int:
        """The first row written for a day after the ordinal *day*."""
        events = before(self._positions, self._events.first_after(day))
        return events + bisect_right(self._claims, day, key=lambda each: each.when.written)

    def years(self) -> Iterator[tuple[int, int]]:
        """The years that have rows, in order, each with its first row; no row is looked at."""
        of_claims = {date.fromordinal(claim.when.written).year for claim in self._claims}
        years = sorted(of_claims.union(self._events.years))
        rows = [self.first_after(date(year, 1, 1).toordinal() - 1) for year in years]
        for year, row, following in zip(years, rows, [*rows, len(self)][1:], strict=True):
            if row < following:
                yield year, row


def _place(claim: Claim, events: Events) -> int:
    """The position before which *claim* stands among *events*."""
    day = claim.when.written
    first, end = events.first_after(day - 1), events.first_after(day)
    return bisect_left(events, by_date(claim), first, end, key=by_date)


def timeline_rows(
    answers: Answers,
    query: Query,
    moment: Moment,
    mine: str | None = None,
    about: str | None = None,
    listed: Iterable[str] | None = None,
    *,
    alone: bool = True,
) -> Rows:
    """The rows for which *query* holds, by date.

    Args:
        answers: the answers on the data set.
        query: a query whose values are bound.
        moment: the day and clock of country terms.
        mine: the country whose own events and claims are wanted; none for all.
        about: the support type in view: each claim on it has a row, also where it belongs to an
            event; none where claims that belong to events have no rows.
        listed: the countries whose claims make a row to be about it, where none is `mine`;
            none for all.
        alone: whether rows are wanted only of claims that are about it and of the events that
            these name.
    """
    dataset = answers.dataset
    claims = answers.claims(query, moment, mine)
    if about is None:
        loose = [claim for claim in claims if not claim.events]
        return Rows(dataset.events, _events(answers, query, moment, mine), loose)
    owners = (mine,) if mine is not None else dataset.country if listed is None else listed
    of_these = set(owners)
    told = [each for each in claims if each.type == about and each.country in of_these]
    if not alone:
        own = {each.id for each in told}
        told = [each for each in claims if not each.events or each.id in own]
        return Rows(dataset.events, _events(answers, query, moment, mine), told)
    position = dataset.events.position
    of_type = (
        each for owner in owners for each in dataset.claims_by_stance.get((owner, about), ())
    )
    named = {position[each] for claim in of_type for each in claim.events if each in position}
    if query != EVERYTHING:
        named.intersection_update(_events(answers, query, moment, mine))
    return Rows(dataset.events, sorted(named), told)


def _events(answers: Answers, query: Query, moment: Moment, mine: str | None) -> Sequence[int]:
    """The positions of the events, of *mine* or of all, whose rows hold."""
    return answers.events(query, moment) if mine is None else answers.own_events(query, mine)
