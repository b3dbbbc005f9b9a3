"""What an event says must be possible: who came, signed and voted, and how many."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

from msgspec.structs import replace

from alliance_tui.model.records import Event
from alliance_tui.model.vocabulary import Vote
from alliance_tui.reading.checks.days import begun, within
from alliance_tui.reading.checks.support import supported
from alliance_tui.reading.draft import Draft, Row

ABSENT = frozenset({"declined", "absent"})
"""The attendances of those who did not come."""


def check_events(draft: Draft, as_of: int) -> None:
    """Leave out the events, and the parts of events, that cannot be so."""
    draft.leave_out([row for row in draft.events if not _sound_event(draft, row, as_of)])


def _sound_event(draft: Draft, row: Row[Event], as_of: int) -> bool:
    event = row.record
    sound = within(draft, row, event.when, ("when",), as_of)
    sound &= supported(draft, row)
    _check_attendance(draft, row)
    _check_signatures(draft, row)
    votes_sound = _sound_votes(draft, row, as_of)
    return sound & votes_sound & _sound_tally(draft, row, counted=votes_sound)


def _check_attendance(draft: Draft, row: Row[Event]) -> None:
    """Leave out the parts of a country of which one says that it came, another that it did not."""
    parts: dict[str, list[int]] = {}
    for position, part in enumerate(row.record.participants):
        if part.attendance is not None:
            parts.setdefault(part.country, []).append(position)
    against: set[int] = set()
    for positions in parts.values():
        for first, second in combinations(positions, 2):
            one, other = row.record.participants[first], row.record.participants[second]
            if (one.attendance in ABSENT) == (other.attendance in ABSENT):
                continue
            if one.who and other.who and one.who != other.who:
                continue
            line = row.place("participants", first, "attendance").line
            draft.report(
                "E509",
                row,
                ("participants", second, "attendance"),
                f"{other.country} is “{other.attendance}” here and “{one.attendance}” in line "
                f"{line}; say “who” where they were different people",
            )
            against |= {first, second}
    if against:
        row.keep_where("participants", lambda _, path: path[1] not in against)


def _check_signatures(draft: Draft, row: Row[Event]) -> None:
    outcome = row.record.outcome
    if outcome is None:
        return
    both = set(outcome.signed) & set(outcome.not_signed)
    for position, country in enumerate(outcome.not_signed):
        if country in both:
            line = row.place("outcome", "signed", outcome.signed.index(country)).line
            draft.report(
                "E508",
                row,
                ("outcome", "not_signed", position),
                f"“{country}” stands under “signed” too, in line {line}",
            )
    for name in ("signed", "not_signed"):
        kept = [at for at, each in enumerate(getattr(outcome, name)) if each not in both]
        if both:
            row.keep(("outcome", name), kept)
            outcome = replace(outcome, **{name: tuple(getattr(outcome, name)[at] for at in kept)})
    row.record = replace(row.record, outcome=outcome)


def _sound_votes(draft: Draft, row: Row[Event], as_of: int) -> bool:
    votes = row.record.votes
    if votes is None:
        return True
    sound = True
    seen: dict[str, str] = {}
    for name, countries in votes.lists.items():
        for position, country in enumerate(countries):
            if country in seen:
                draft.report(
                    "E503",
                    row,
                    ("votes", name, position),
                    f"“{country}” already stands under “{seen[country]}”",
                )
                sound = False
            seen[country] = name
    later = tuple(
        each
        if each.when is None
        or begun(draft, row, each.when, ("votes", "later", position, "when"), as_of)
        else replace(each, when=None)
        for position, each in enumerate(votes.later)
    )
    if later != votes.later:
        row.record = replace(row.record, votes=replace(votes, later=later))
    return sound


def _sound_tally(draft: Draft, row: Row[Event], *, counted: bool) -> bool:
    """Whether the figures can be so and, where the votes can be *counted*, agree with them."""
    event = row.record
    if event.tally is None:
        return True
    tally = event.tally
    sound = True
    announced = (tally.for_, tally.against, tally.abstain, tally.absent)
    for name, figure in zip(get_args(Vote), announced, strict=True):
        if figure is not None and figure < 0:
            message = f"“{name}” is a number of countries, from 0 on"
            draft.report("E203", row, ("tally", name), message)
            sound = False
    if event.votes is None or not sound or not counted:
        return sound
    for (name, countries), figure in zip(event.votes.lists.items(), announced, strict=True):
        wrong = len(countries) != figure if event.votes.whole else len(countries) > (figure or 0)
        if figure is not None and wrong:
            draft.report(
                "E502",
                row,
                ("tally", name),
                f"the tally says {figure} {name}, the list names {len(countries)}",
            )
            sound = False
    return sound
