"""The claims on votes say what the roll calls say, state by state and text by text."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Claim
from alliance_tui.reading.load import Loaded
from tests.data.vote_runs import (
    DIRECTIONS,
    Run,
    expected_runs,
    is_on_votes,
    listed,
    texts_that_count,
    votes_by_state,
)

VOTES = {"for": "for", "against": "against", "abstained": "abstain"}
"""The vote behind the word that evidence has for it."""

BEFORE_ITS_RECORD = "unga-es-11-2026-02-24"
"""The text on which the press names the states."""

UNITED_NATIONS = 193
SECURITY_COUNCIL = 15


def vote_claims(state: str, dataset: Dataset) -> list[Claim]:
    """The claims of *state* on its votes, in order."""
    return [each for each in dataset.claims_by_country.get(state, ()) if is_on_votes(each)]


def stated_runs(claims: list[Claim]) -> list[Run]:
    """What the claims of one state say."""
    for claim, before in zip(claims, [None, *claims], strict=False):
        assert not claim.ends or (before is not None and claim.ends == (before.id,)), claim.id
    return [
        Run(each.direction, each.when.text, frozenset(each.events), bool(each.ends))
        for each in claims
    ]


def votes_said(claim: Claim) -> dict[str, str]:
    """The vote on each text as the evidence of *claim* gives it."""
    said: dict[str, str] = {}
    for each in claim.evidence:
        says = each.says or ""
        if each.source.startswith("un-record-"):
            said |= votes_recorded(says, each.source.replace("un-record", "unga"))
        elif named := re.fullmatch(r"Names .* (for|against|abstained)\.", says):
            said[BEFORE_ITS_RECORD] = VOTES[named[1]]
    return said


def votes_recorded(says: str, text: str) -> dict[str, str]:
    """The votes on *text* and on the others that *says* names.

    A clause without a verb, such as “so do the records of ES-11/2”, repeats the last vote.
    """
    found: dict[str, str] = {}
    vote = ""
    for clause in says.split("; "):
        if verb := re.search("voted (for|against)|abstained", clause):
            vote = VOTES[verb[1] or verb[0]]
        found |= {f"unga-es-11-{number}": vote for number in re.findall(r"ES-11/(\d+)", clause)}
        if clause.startswith("Records"):
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
    cast = votes_by_state(dataset)
    stated = {state: stated_runs(vote_claims(state, dataset)) for state in cast}
    wanted = {state: list(expected_runs(state, votes, as_of)) for state, votes in cast.items()}
    assert {state: runs for state, runs in stated.items() if runs != wanted[state]} == {}


def test_the_two_states_at_war_have_no_claims_on_votes(bundled: Loaded) -> None:
    assert not vote_claims("RUS", bundled.dataset)
    assert not vote_claims("UKR", bundled.dataset)


def test_every_vote_claim_is_a_diplomatic_act_that_the_record_acknowledges(bundled: Loaded) -> None:
    claims = [each for each in bundled.dataset.claims if is_on_votes(each)]
    assert len(claims) > UNITED_NATIONS
    for claim in claims:
        assert (claim.type, claim.status, claim.agent) == ("diplomatic", "acknowledged", "state")
        records = [each for each in claim.evidence if each.source.startswith("un-record-")]
        assert all(each.party == "actor" for each in records), claim.id


def test_the_evidence_gives_every_vote_as_the_roll_call_has_it(bundled: Loaded) -> None:
    for state, votes in votes_by_state(bundled.dataset).items():
        cast = {each.text: each.vote for each in votes}
        for claim in vote_claims(state, bundled.dataset):
            assert votes_said(claim) == {text: cast[text] for text in claim.events}, claim.id


def test_votes_that_leave_the_run_stand_in_the_statement(bundled: Loaded) -> None:
    for state, votes in votes_by_state(bundled.dataset).items():
        for claim in vote_claims(state, bundled.dataset):
            for each in votes:
                if each.text in claim.events and DIRECTIONS[each.vote] != claim.direction:
                    assert short_name(each.text) in claim.statement, (claim.id, each.text)


def test_a_whole_roll_call_names_every_member_once_and_equals_its_tally(bundled: Loaded) -> None:
    whole = [each for each in bundled.dataset.events if each.votes and each.votes.whole]
    assert len(whole) > len(texts_that_count(bundled.dataset))
    for event in whole:
        votes, tally = event.votes, event.tally
        assert votes is not None
        assert tally is not None, event.id
        named = Counter([*votes.for_, *votes.against, *votes.abstain, *votes.absent])
        assert set(named.values()) == {1}, event.id
        assembly = event.id.startswith("unga-")
        assert named.total() == (UNITED_NATIONS if assembly else SECURITY_COUNCIL), event.id
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
