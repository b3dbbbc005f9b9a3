"""The claims on votes say what the roll calls say, state by state.

The rule, as the codebook gives it: only texts of the emergency session that Russia voted
against make claims. A state's votes make runs; a run changes only with two successive
recorded votes of one other kind, from the first of them on. Absence is nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Claim, Event
from alliance_tui.reading.load import Loaded

DIRECTIONS = {"for": "opposes", "against": "supports", "abstain": "withholds"}
"""What a vote says of a state where the subject voted against."""

VOTES = {"voted for": "for", "voted against": "against", "abstained": "abstain"}
"""How evidence words a vote."""

GOVERNMENTS_FELL = {"SYR": date(2024, 12, 8)}
"""Where a change of government closes a run; what comes after is a run of its own."""

UNITED_NATIONS = 193
SECURITY_COUNCIL = 15


class Cast(NamedTuple):
    """One recorded vote of one state."""

    text: str
    day: date
    vote: str


class Run(NamedTuple):
    """Consecutive votes, as the claim on them ought to put it."""

    direction: str
    when: str
    texts: frozenset[str]
    ends_the_last: bool


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
    against = [each for each in session if listed(each)[dataset.metadata.subject] == "against"]
    return sorted(against, key=lambda event: (event.when.text, event.id))


def votes_by_state(dataset: Dataset) -> dict[str, list[Cast]]:
    """The votes of every state but the two at war, in order; absence is nothing."""
    found: dict[str, list[Cast]] = {each: [] for each in dataset.country}
    for text in texts_that_count(dataset):
        for state, vote in listed(text).items():
            if vote != "absent":
                found[state].append(Cast(text.id, date.fromisoformat(text.when.text), vote))
    return {
        state: cast
        for state, cast in found.items()
        if state not in (dataset.metadata.subject, dataset.metadata.adversary)
    }


def in_runs(cast: list[Cast]) -> list[list[Cast]]:
    """The votes in runs, each with the lone deviations within it."""
    runs: list[list[Cast]] = []
    for number, each in enumerate(cast):
        following = cast[number + 1].vote if number + 1 < len(cast) else None
        turns = runs and runs[-1][0].vote != each.vote == following
        if not runs or turns:
            runs.append([each])
        else:
            runs[-1].append(each)
    return runs


def under_one_government(state: str, cast: list[Cast]) -> list[tuple[list[Cast], date | None]]:
    """The votes of *state* by government, each with the day on which it fell."""
    fell = GOVERNMENTS_FELL.get(state)
    if fell is None:
        return [(cast, None)]
    return [
        ([each for each in cast if each.day <= fell], fell),
        ([each for each in cast if each.day > fell], None),
    ]


def last_end(run: list[Cast], as_of: date) -> str:
    """Still so, or some day since its last own vote where that is more than a year old."""
    own = [each.day for each in run if each.vote == run[0].vote]
    return ".." if own[-1] >= as_of.replace(year=as_of.year - 1) else f"[{own[-1]}..]"


def expected_runs(state: str, cast: list[Cast], as_of: date) -> Iterator[Run]:
    """What the claims of *state* ought to say."""
    for votes, fell in under_one_government(state, cast):
        runs = in_runs(votes)
        for number, run in enumerate(runs):
            if number + 1 < len(runs):
                end = str(runs[number + 1][0].day - timedelta(days=1))
            else:
                end = str(fell) if fell else last_end(run, as_of)
            yield Run(
                DIRECTIONS[run[0].vote],
                f"{run[0].day}/{end}",
                frozenset(each.text for each in run),
                ends_the_last=number > 0,
            )


def vote_claims(state: str, dataset: Dataset) -> list[Claim]:
    """The claims of *state* on its votes, in order."""
    claims = dataset.claims_by_country.get(state, ())
    return sorted(
        (each for each in claims if re.fullmatch(r"[a-z]{3}-un-votes(-\d)?", each.id)),
        key=lambda claim: claim.when.first_start,
    )


def as_stated(claim: Claim, before: Claim | None) -> Run:
    """What a claim says."""
    if claim.ends:
        assert before is not None
        assert claim.ends == (before.id,)
    return Run(claim.direction, claim.when.text, frozenset(claim.events), bool(claim.ends))


def words_on_votes(says: str, text: str) -> dict[str, str]:
    """The votes that a piece of evidence gives, by text: its own and the others it names."""
    found: dict[str, str] = {}
    for part in says.split("; "):
        verb = re.search("voted for|voted against|abstained", part)
        named = [f"unga-es-11-{number}" for number in re.findall(r"ES-11/(\d+)", part)]
        vote = VOTES[verb[0]] if verb else found[text]  # “so do the records of …”
        found |= dict.fromkeys(named, vote)
        if part.startswith("Records"):
            found[text] = vote
    return found


def short_name(text: str) -> str:
    """How statements call a text."""
    name = text.removeprefix("unga-es-11-")
    if name.isdecimal():
        return f"ES-11/{name}"
    day = date.fromisoformat(name)
    return f"{day.day} {day:%B %Y}"


def test_the_texts_that_count_are_those_of_the_emergency_session(bundled: Loaded) -> None:
    texts = [each.id for each in texts_that_count(bundled.dataset)]
    assert texts[0] == "unga-es-11-1"
    assert texts == [each.id for each in bundled.dataset.events if each.id.startswith("unga-es-")]


def test_vote_claims_agree_with_the_roll_calls(bundled: Loaded) -> None:
    dataset = bundled.dataset
    as_of = date.fromordinal(dataset.as_of)
    wrong = []
    for state, cast in votes_by_state(dataset).items():
        claims = vote_claims(state, dataset)
        stated = [
            as_stated(claim, claims[number - 1] if number else None)
            for number, claim in enumerate(claims)
        ]
        wanted = list(expected_runs(state, cast, as_of))
        if stated != wanted:
            wrong.append((state, stated, wanted))
    assert wrong == []


def test_every_vote_claim_is_a_diplomatic_act_that_the_record_acknowledges(bundled: Loaded) -> None:
    dataset = bundled.dataset
    claims = [claim for state in dataset.country for claim in vote_claims(state, dataset)]
    assert len(claims) > UNITED_NATIONS
    for claim in claims:
        assert (claim.type, claim.status, claim.agent) == ("diplomatic", "acknowledged", "state")
        records = [each for each in claim.evidence if each.source.startswith("un-record-")]
        named = [each for each in claim.evidence if each.says and each.says.startswith("Names")]
        assert all(each.party == "actor" for each in records), claim.id
        assert records or named, claim.id


def test_the_evidence_gives_every_vote_as_the_roll_call_has_it(bundled: Loaded) -> None:
    dataset = bundled.dataset
    cast = {
        (state, each.text): each.vote
        for state, votes in votes_by_state(dataset).items()
        for each in votes
    }
    for state in dataset.country:
        for claim in vote_claims(state, dataset):
            said: dict[str, str] = {}
            for each in claim.evidence:
                if each.source.startswith("un-record-"):
                    text = each.source.replace("un-record", "unga")
                    said |= words_on_votes(each.says or "", text)
                elif named := re.search(r"^Names .*\b(for|against|abstained)\.$", each.says or ""):
                    said["unga-es-11-2026-02-24"] = VOTES.get(named[1], named[1])
            assert said == {text: cast[state, text] for text in claim.events}, claim.id


def test_votes_that_leave_the_run_stand_in_the_statement(bundled: Loaded) -> None:
    dataset = bundled.dataset
    for state, cast in votes_by_state(dataset).items():
        for claim in vote_claims(state, dataset):
            for each in cast:
                if each.text in claim.events and DIRECTIONS[each.vote] != claim.direction:
                    assert short_name(each.text) in claim.statement, (claim.id, each.text)


def test_a_whole_roll_call_names_every_member_once(bundled: Loaded) -> None:
    dataset = bundled.dataset
    whole = [each for each in dataset.events if each.votes and each.votes.whole]
    assert len(whole) > len(texts_that_count(dataset))
    for event in whole:
        votes = event.votes
        assert votes is not None
        named = Counter([*votes.for_, *votes.against, *votes.abstain, *votes.absent])
        assert set(named.values()) == {1}, event.id
        assembly = event.id.startswith("unga-")
        assert named.total() == (UNITED_NATIONS if assembly else SECURITY_COUNCIL), event.id


def test_a_whole_roll_call_equals_its_tally(bundled: Loaded) -> None:
    for event in bundled.dataset.events:
        votes, tally = event.votes, event.tally
        if votes is None or not votes.whole:
            continue
        assert tally is not None, event.id
        counted = (len(votes.for_), len(votes.against), len(votes.abstain), len(votes.absent))
        assert counted == (tally.for_, tally.against, tally.abstain, tally.absent or 0), event.id


def test_the_members_of_every_assembly_are_the_same(bundled: Loaded) -> None:
    dataset = bundled.dataset
    rolls = {
        frozenset(listed(each))
        for each in dataset.events
        if each.votes and each.votes.whole and each.id.startswith("unga-")
    }
    assert len(rolls) == 1
    (members,) = rolls
    assert set(dataset.country) - members == {"XKX"}
