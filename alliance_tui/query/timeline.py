"""The rows of the timeline: events, and claims that belong to no event, by date."""

from __future__ import annotations

from alliance_tui.model.records import Claim, Event
from alliance_tui.query.answers import Answers
from alliance_tui.query.language import Query
from alliance_tui.query.stance import Moment


def timeline_rows(
    answers: Answers, query: Query, moment: Moment, mine: str | None = None
) -> tuple[Event | Claim, ...]:
    """The rows for which *query* holds, by date.

    Args:
        answers: the answers on the data set.
        query: a query whose values are bound.
        moment: the day and clock of country terms.
        mine: the country whose own events and claims are wanted; none for all.
    """
    dataset = answers.dataset
    if mine is None:
        events, claims = dataset.events, dataset.claims
    else:
        events = dataset.events_by_country.get(mine, ())
        claims = dataset.claims_by_country.get(mine, ())
    rows: list[Event | Claim] = [
        event for event in events if answers.event_holds(query, event, moment, mine)
    ]
    rows += [
        claim
        for claim in claims
        if not claim.events and answers.claim_holds(query, claim, moment, mine)
    ]
    rows.sort(key=lambda row: (row.when.first_start, row.when.last_start, row.id))
    return tuple(rows)
