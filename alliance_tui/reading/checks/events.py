"""What an event says must be possible: who came, signed and voted, and how many."""

from __future__ import annotations

from typing import get_args

from alliance_tui.model.records import Event, Votes
from alliance_tui.model.vocabulary import Vote
from alliance_tui.reading.checks.common import begun, check_support, within
from alliance_tui.reading.draft import Draft, Row

ABSENT = frozenset({"declined", "absent"})
"""The attendances of those who did not come."""


def check_events(draft: Draft) -> None:
    """Leave out the events, and the parts of events, that cannot be so."""
    for row in (*draft.events, *draft.rows_out(Event)):
        within(draft, row, row.record.when, ("when",))
        check_support(draft, row)
        _check_attendance(draft, row)
        _check_signatures(draft, row)
        _check_votes(draft, row)
    draft.settle()


def _check_attendance(draft: Draft, row: Row[Event]) -> None:
    """Leave out the parts of a country of which one says that it came, another that it did not."""
    seen: dict[tuple[str, bool], dict[str | None, int]] = {}
    for position, part in enumerate(row.record.participants):
        if part.attendance is None:
            continue
        came = part.attendance not in ABSENT
        seen.setdefault((part.country, came), {}).setdefault(part.who, position)
        against = seen.get((part.country, not came), {})
        # Who is not told may be anybody.
        first = next(iter(against.values()), None) if part.who is None else None
        first = against.get(part.who, against.get(None)) if first is None else first
        if first is None:
            continue
        other = row.record.participants[first]
        where = row.place("participants", first, "attendance").spot
        draft.report(
            "E509",
            row,
            ("participants", position, "attendance"),
            f"{part.country} is “{part.attendance}” here and “{other.attendance}” in {where}; "
            "say “who” where they were different people",
        )
        draft.drop(row, ("participants", first))


def _check_signatures(draft: Draft, row: Row[Event]) -> None:
    outcome = row.record.outcome
    if outcome is None:
        return
    signatories = {country: position for position, country in enumerate(outcome.signed)}
    for position, country in enumerate(outcome.not_signed):
        if country in signatories:
            signed = signatories[country]
            where = row.place("outcome", "signed", signed).spot
            draft.report(
                "E508",
                row,
                ("outcome", "not_signed", position),
                f"“{country}” stands under “signed” too, in {where}",
            )
            draft.drop(row, ("outcome", "signed", signed))


def _check_votes(draft: Draft, row: Row[Event]) -> None:
    votes = row.record.votes
    twice = votes is not None and _votes_twice(draft, row, votes)
    for position, later in enumerate(votes.later if votes is not None else ()):
        if later.when is not None:
            begun(draft, row, later.when, ("votes", "later", position, "when"))
    _check_tally(draft, row, None if twice else votes)
    if votes is not None and any(row.lacks(("votes", name)) for name in votes.lists):
        row.not_whole()


def _votes_twice(draft: Draft, row: Row[Event], votes: Votes) -> bool:
    """Report who stands in two lists, where neither can count; whether somebody does."""
    seen: dict[str, tuple[str, int]] = {}
    twice: set[str] = set()
    for name, countries in votes.lists.items():
        for position, country in enumerate(countries):
            first = seen.setdefault(country, (name, position))
            if first == (name, position):
                continue
            said = f"“{country}” already stands under “{first[0]}”"
            draft.report("E503", row, ("votes", name, position), said)
            if first[0] != name and country not in twice:
                draft.drop(row, ("votes", *first))
            twice.add(country)
    if twice:
        row.not_whole()
    return bool(twice)


def _check_tally(draft: Draft, row: Row[Event], votes: Votes | None) -> None:
    """Report figures that cannot be, or that the lists contradict."""
    tally = row.record.tally
    if tally is None:
        return
    figures = dict(
        zip(get_args(Vote), (tally.for_, tally.against, tally.abstain, tally.absent), strict=True)
    )
    for name, figure in figures.items():
        if figure is not None and figure < 0:
            message = f"“{name}” is a number of countries, from 0 on"
            draft.report("E203", row, ("tally", name), message)
            return
    for name, countries in votes.lists.items() if votes is not None else ():
        figure = figures[name]
        if votes is None or figure is None or row.lacks(("votes", name)):
            continue
        if len(countries) != figure if votes.whole else len(countries) > figure:
            said = f"the tally says {figure} {name}, the list names {len(countries)}"
            draft.report("E502", row, ("tally", name), said)
            row.not_whole()
