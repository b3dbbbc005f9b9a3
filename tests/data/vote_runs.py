"""The rule that makes claims from roll calls, as the codebook gives it.

Only texts of the emergency session that the subject voted against make claims. A state's
votes make runs; a run changes only with two successive recorded votes of one other kind,
from the first of them on. Absence is nothing. A change of government closes a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Claim, Event

DIRECTIONS = {"for": "opposes", "against": "supports", "abstain": "withholds"}
"""What a vote says of a state where the subject voted against."""

GOVERNMENTS_FELL = {"SYR": date(2024, 12, 8)}
"""Changes of government that fall into the time of the votes."""


class Cast(NamedTuple):
    """One recorded vote of one state."""

    text: str
    day: date
    vote: str


class Run(NamedTuple):
    """Consecutive votes, as the claim on them puts it."""

    direction: str
    when: str
    texts: frozenset[str]
    ends_the_last: bool


def is_on_votes(claim: Claim) -> bool:
    """Whether *claim* sums up votes of its country."""
    return re.fullmatch(rf"{claim.country.lower()}-un-votes(-\d)?", claim.id) is not None


def listed(event: Event) -> dict[str, str]:
    """What each state is recorded with; a state in no list is not recorded."""
    votes = event.votes
    assert votes is not None
    lists = {
        "for": votes.for_,
        "against": votes.against,
        "abstain": votes.abstain,
        "absent": votes.absent,
    }
    return {state: vote for vote, states in lists.items() for state in states}


def texts_that_count(dataset: Dataset) -> list[Event]:
    """The texts of the emergency session that the subject voted against, in order."""
    session = [each for each in dataset.events if each.id.startswith("unga-es-11-")]
    return [each for each in session if listed(each)[dataset.metadata.subject] == "against"]


def votes_by_state(dataset: Dataset) -> dict[str, list[Cast]]:
    """The votes of every state but the two at war, in order."""
    at_war = (dataset.metadata.subject, dataset.metadata.adversary)
    found: dict[str, list[Cast]] = {each: [] for each in dataset.country if each not in at_war}
    for text in texts_that_count(dataset):
        for state, vote in listed(text).items():
            if state in found and vote != "absent":
                found[state].append(Cast(text.id, date.fromisoformat(text.when.text), vote))
    return found


def expected_runs(state: str, cast: list[Cast], as_of: date) -> Iterator[Run]:
    """What the claims of *state* ought to say."""
    fell = GOVERNMENTS_FELL.get(state)
    if fell is None:
        yield from _runs(cast, as_of)
    else:
        yield from _runs([each for each in cast if each.day <= fell], as_of, fell)
        yield from _runs([each for each in cast if each.day > fell], as_of)


def _runs(cast: list[Cast], as_of: date, closed: date | None = None) -> Iterator[Run]:
    """The runs under one government, which fell on the day *closed*, if it did."""
    runs = _in_runs(cast)
    for run, following in zip_longest(runs, runs[1:]):
        if following:
            end = str(following[0].day - timedelta(days=1))
        else:
            end = str(closed) if closed else _last_end(run, as_of)
        yield Run(
            DIRECTIONS[run[0].vote],
            f"{run[0].day}/{end}",
            frozenset(each.text for each in run),
            ends_the_last=run is not runs[0],
        )


def _in_runs(cast: list[Cast]) -> list[list[Cast]]:
    """The votes in runs, each with the lone deviations within it."""
    runs: list[list[Cast]] = []
    for number, each in enumerate(cast):
        following = cast[number + 1].vote if number + 1 < len(cast) else None
        if not runs or runs[-1][0].vote != each.vote == following:
            runs.append([])
        runs[-1].append(each)
    return runs


def _last_end(run: list[Cast], as_of: date) -> str:
    """Still so, or some day since its last own vote where that is more than a year old."""
    last = max(each.day for each in run if each.vote == run[0].vote)
    return ".." if last >= as_of.replace(year=as_of.year - 1) else f"[{last}..]"
