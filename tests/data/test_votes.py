"""The claims on votes are what the roll calls and rules 1 to 3 of the codebook make of them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from alliance_tui.model.records import Event
from alliance_tui.reading.load import Loaded
from tests.data.voting import is_on_votes
from tools.votes.claims import FILE, INPUTS, made
from tools.votes.runs import DIRECTIONS, Cast, Course, Text, course_of

UNITED_NATIONS = 193
SECURITY_COUNCIL = 15


def listed(event: Event) -> dict[str, str]:
    """What each state is recorded with; a state in no list is not recorded."""
    assert event.votes is not None
    return {state: vote for vote, states in event.votes.lists.items() for state in states}


# The rules, on made-up roll calls ----------------------------------------------------------------

TEXTS = tuple(
    Text(name, date(2022, month, 1), name.isupper(), whole=name != "F")
    for month, name in enumerate(("A", "b", "c", "D", "E", "g", "F"), start=1)
)
"""A, D, E and F are core texts, the others side texts; of F only a part of the lists is known."""


def runs(votes: str, *fell: date) -> str:
    """The runs for a vote on each text (``+`` for, ``-`` against, ``o`` abstained, blank none)."""
    words = {"+": "for", "-": "against", "o": "abstain"}
    cast = [
        Cast(text, words[sign]) for text, sign in zip(TEXTS, votes, strict=True) if sign in words
    ]
    found: Course = course_of(cast, TEXTS, fell)
    signs = {word: sign for sign, word in words.items()}
    return " ".join(
        f"{signs[run.vote]}{run.start.month}-{run.end.month if run.end else ''}"
        for run in found.runs
    )


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ("+++++++", "+1-"),
        ("+o+++++", "+1-"),  # a lone deviation leaves the run
        ("+oo++++", "+1-"),  # two side texts start none
        ("+++o+++", "+1-"),  # so does a lone core vote
        ("+++oo++", "+1-3 o4-6 +7-"),  # two core votes end it, and a core vote with a side vote
        ("++++-+-", "+1-4 -5-"),  # two core votes, whatever lies between on side texts
        ("++ooo++", "+1-3 o4-6 +7-"),  # a core vote and the text before it, twice
        ("++++oo+", "+1-4 o5-"),  # a core vote and the text after it
        ("+++o-++", "+1-3 o4-6 +7-"),  # where the two differ it abstains
        (" oo++++", "+4-"),  # side texts start no run
        ("+++  ++", "+1-4 +7-"),  # two core roll calls without the state end it
        ("+++ +++", "+1-"),  # one does not
        ("++++   ", "+1-"),  # what is known in part ends and doubts nothing
        ("    -- ", "-5-"),
        ("       ", ""),
    ],
)
def test_the_rule_of_runs(votes: str, expected: str) -> None:
    assert runs(votes) == expected


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ("+++++++", "+1-"),  # the new government votes in the same way: unbroken
        ("+++----", "+1-3 -4-"),
        ("+++    ", "+1-3"),  # nothing of the fallen government counts
        ("+++ --o", "+1-3 -5-"),
        ("++o++++", "+1-"),
    ],
)
def test_a_fall_by_force_or_flight_goes_before_the_rule_of_runs(votes: str, expected: str) -> None:
    assert runs(votes, date(2022, 3, 20)) == expected


def test_a_run_is_known_from_its_second_vote() -> None:
    votes = [Cast(text, "for") for text in TEXTS]
    assert course_of(votes, TEXTS).runs[0].known == date(2022, 2, 1)
    assert course_of(votes[:1], TEXTS[:1]).runs[0].known is None


# The claims of the data set ----------------------------------------------------------------------


def test_the_file_is_what_the_roll_calls_make() -> None:
    assert FILE.read_text("utf-8") == made(), "run `python -m tools.votes`"


def test_all_claims_on_votes_stand_in_that_file(bundled: Loaded) -> None:
    text = FILE.read_text("utf-8")
    claims = [each for each in bundled.dataset.claims if is_on_votes(each)]
    assert len(claims) > UNITED_NATIONS
    assert sorted(re.findall(r"^  - id: (\S+)$", text, re.MULTILINE)) == sorted(
        each.id for each in claims
    )


def test_core_and_side_texts_are_those_that_the_subject_voted_against(bundled: Loaded) -> None:
    dataset = bundled.dataset
    session = [each for each in dataset.events if each.id.startswith("unga-es-11-")]
    assert {each.id for each in session} == {*INPUTS["core"], *INPUTS["side"]}
    assert {listed(each)[dataset.metadata.subject] for each in session} == {"against"}
    for run in ("core", "side"):
        assert [each.id for each in dataset.events if each.run == run] == INPUTS[run]


def test_every_roll_call_has_a_short_title_that_two_columns_hold(bundled: Loaded) -> None:
    events = (bundled.dataset.events[each] for each in bundled.dataset.roll_calls)
    assert {each.id: each.short for each in events if not 2 < len(each.short or "") < 14} == {}


def test_every_vote_stands_in_one_claim_of_its_state_or_in_a_note(bundled: Loaded) -> None:
    dataset = bundled.dataset
    for text in (*INPUTS["core"], *INPUTS["side"]):
        for state, vote in listed(dataset.events[dataset.events.position[text]]).items():
            if state in (dataset.metadata.subject, dataset.metadata.adversary) or vote == "absent":
                continue
            own = dataset.claims_by_country.get(state, ())
            claims = [each for each in own if is_on_votes(each)]
            holding = [each for each in claims if text in each.events]
            assert len(holding) <= 1
            if claims and not holding:
                name = text.removeprefix("unga-es-11-")
                assert any(f"ES-11/{name}" in (each.note or "") for each in claims), (state, text)


def test_a_claim_on_votes_is_a_diplomatic_act_on_the_record(bundled: Loaded) -> None:
    for claim in (each for each in bundled.dataset.claims if is_on_votes(each)):
        assert (claim.type, claim.agent) == ("diplomatic", "state")
        assert (claim.direction == "context") == (claim.country in INPUTS["context"])
        records = [each for each in claim.evidence if each.source.startswith("un-record-")]
        assert all(each.party == "actor" for each in records), claim.id
        own = [each for each in records if each.stance == "supports"]
        assert claim.status == ("acknowledged" if own else "reported"), claim.id


def test_who_is_named_is_named_so_in_the_lists(bundled: Loaded) -> None:
    (partial,) = (each for each in bundled.dataset.events if each.id == INPUTS["core"][-1])
    named = {
        state: vote
        for lists in INPUTS["named_by"].values()
        for vote, states in lists.items()
        for state in states
    }
    wanted = {state: vote for state, vote in listed(partial).items() if vote in DIRECTIONS}
    assert named == {state: vote for state, vote in wanted.items() if state != "RUS"}


def test_a_whole_roll_call_names_every_member_once_and_equals_its_tally(bundled: Loaded) -> None:
    whole = [each for each in bundled.dataset.events if each.votes and each.votes.whole]
    assert len(whole) > len(INPUTS["core"])
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
