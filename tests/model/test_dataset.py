"""The data set in memory: its records, what follows from them, and whose word they rest on."""

from __future__ import annotations

import pytest

from alliance_tui.model.dates import day_text
from alliance_tui.model.provenance import (
    day_of_knowledge,
    denials,
    first_published,
    last_published,
    party_of,
    publishers,
    supporting,
)
from alliance_tui.reading.load import Loaded
from tests.query.build import claim, world

# Entries ---------------------------------------------------------------------------------------


def test_an_entry_is_what_an_event_records_of_a_country(small: Loaded) -> None:
    dataset = small.dataset
    summit = dataset.events.get("summit-2022")
    assert summit is not None
    entries = dataset.entries(summit)
    assert list(entries) == ["ALD", "CLD", "ELD", "GLD", "DLD"]
    assert [part.role for part in entries["ALD"].parts] == ["host"]
    assert [entries[each].signed for each in ("ALD", "ELD", "GLD")] == [True, False, None]
    vote = dataset.events.get("vote-1")
    assert vote is not None
    votes = {country: entry.vote for country, entry in dataset.entries(vote).items()}
    assert votes["CLD"] == "abstain"
    assert votes["FLD"] == "absent"
    later = dataset.entries(vote)["CLD"].later
    assert later is not None
    assert later.vote == "against"


@pytest.mark.parametrize(
    ("fields", "takes_part"),
    [
        ({"participants": [{"country": "AAA"}]}, True),
        ({"participants": [{"country": "AAA", "role": "absentee"}]}, True),
        ({"votes": {"for": ["AAA"]}}, True),
        ({"votes": {"abstain": ["AAA"]}}, True),
        ({"votes": {"absent": ["AAA"]}}, False),
        ({"votes": {"later": [{"country": "AAA", "vote": "for"}]}}, False),
        ({"outcome": {"signed": ["AAA"]}}, True),
        ({"outcome": {"not_signed": ["AAA"]}}, True),
        ({}, False),
    ],
)
def test_voting_and_signing_make_a_participant_and_absence_does_not(
    fields: dict[str, object], takes_part: bool
) -> None:
    made = world(events=[{"id": "e", "when": "2022", **fields}])
    assert bool(made.dataset.own_events("AAA")) is takes_part


# Lookups ---------------------------------------------------------------------------------------


def test_members_of_a_group_are_those_of_profiles_and_of_its_own_list(small: Loaded) -> None:
    members = small.dataset.memberships
    assert [(each.id, place.status) for each, place in members["PACT"]] == [
        ("ALD", "member"),
        ("CLD", "member"),
        ("ELD", "member"),
        ("ELD", "frozen"),
    ]
    assert [each.id for each, _ in members["friends"]] == ["CLD", "DLD", "ELD", "FLD", "GLD"]


def test_what_cites_a_source(small: Loaded) -> None:
    dataset = small.dataset
    cited = dataset.claims_by_source["watch-2023"]
    assert [each.id for each in cited] == [
        "fld-trade",
        "eld-arms",
        "eld-vote",
        "eld-arms-refused",
        "gld-relief",
        "cld-units",
        "fld-none",
    ]
    assert [each.id for each in dataset.events_by_source["courier-2022"]] == ["summit-2022"]
    assert [each.id for each in dataset.countries_by_source["pact-treaty"]] == ["ALD", "CLD", "ELD"]


def test_what_is_ended_and_by_what(small: Loaded) -> None:
    (ender,) = small.dataset.ended_by["cld-refused-first"]
    assert ender.id == "cld-refusal-over"


def test_events_are_a_sequence_by_date(small: Loaded) -> None:
    events = small.dataset.events
    assert len(events) == 6
    assert events[-1].id == "units-announced"
    assert [each.id for each in events[:2]] == ["pact-founded", "invasion"]
    assert events.get("nothing") is None
    with pytest.raises(IndexError):
        events[6]
    first = events[1].when.first_start
    assert events.first_after(first) == 2
    assert events.first_after(first - 1) == 1


# Whose word, and since when --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "override", "party"),
    [
        ("actor", {}, "actor"),
        ("subject-mfa", {}, "beneficiary"),
        ("target", {}, "target"),
        ("other", {}, "third"),
        ("press", {}, "independent"),
        ("press", {"party": "actor"}, "actor"),
        ("actor", {"party": "independent"}, "independent"),
    ],
)
def test_whose_side_a_source_speaks_for(source: str, override: dict[str, str], party: str) -> None:
    other = {"id": "other", "publisher": "MFA of B", "published": "2022", "speaks_for": "BBB"}
    made = world(claim(evidence=[{"source": source, **override}]), sources=[other])
    (found,) = made.dataset.claims
    (evidence,) = found.evidence
    metadata = made.dataset.metadata
    assert party_of(evidence, found, made.dataset.source[source], metadata) == party


def test_the_word_of_the_actor_goes_before_that_of_the_subject() -> None:
    made = world(claim(country="SUB", evidence=[{"source": "subject-mfa"}]))
    (found,) = made.dataset.claims
    source = made.dataset.source["subject-mfa"]
    assert party_of(found.evidence[0], found, source, made.dataset.metadata) == "actor"


def test_reprints_count_as_what_they_are_based_on() -> None:
    made = world(
        sources=[
            {"id": "copy", "publisher": "Copy", "based_on": ["press"]},
            {"id": "copy2", "publisher": "Copy", "based_on": ["copy", "paper"]},
            {"id": "other", "publisher": "PRESS"},
            {"id": "carried", "publisher": "Press, as carried by Paper"},
        ]
    )
    sources = made.dataset.source
    assert publishers(["press", "copy"], sources) == {"press"}
    assert publishers(["copy2"], sources) == {"press", "paper"}
    assert publishers(["press", "other"], sources) == {"press"}
    assert publishers(["press", "carried"], sources) == {"press"}
    assert publishers(["press", "paper"], sources) == {"press", "paper"}


def test_supports_denials_and_their_days() -> None:
    made = world(
        claim(
            evidence=[
                {"source": "undated"},
                {"source": "paper"},
                {"source": "press", "stance": "denies"},
            ]
        )
    )
    (found,) = made.dataset.claims
    sources = made.dataset.source
    assert [each.source for each in supporting(found)] == ["undated", "paper"]
    assert [each.source for each in denials(found)] == ["press"]
    first = first_published(found, sources)
    assert first is not None
    assert day_text(first) == "2022-09-30"  # the last day of the month
    assert last_published(found, sources) is not None
    assert day_of_knowledge(found, sources) == first


@pytest.mark.parametrize("item_id", ["CLD", "summit-2022", "friends", "dld-shells"])
def test_a_record_is_found_by_its_id_in_any_case(small: Loaded, item_id: str) -> None:
    found = small.dataset.find(item_id)
    assert found is not None
    assert found.id == item_id
    assert small.dataset.find(item_id.upper()) is small.dataset.find(item_id.lower()) is found


@pytest.mark.parametrize("item_id", ["", " ", "CLDX"])
def test_what_is_no_id_finds_nothing(small: Loaded, item_id: str) -> None:
    assert small.dataset.find(item_id) is None
