"""Stance: what counts, where that leaves a country, and why."""

from __future__ import annotations

import pytest

from alliance_tui.model.dates import day_text
from alliance_tui.query.terms import QueryError
from tests.query.build import AS_OF, SUPPORT_TYPES, at, claim, day, world

# What counts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["reported", "corroborated", "acknowledged"])
def test_a_claim_that_stands_counts(status: str) -> None:
    made = world(claim(status=status))
    assert made.kind("2022-06-01") == "supports"
    assert made.why("2022-06-01") == {"c1": "counts"}


@pytest.mark.parametrize("status", ["alleged", "disputed", "refuted", "retracted"])
def test_a_claim_that_does_not_stand_does_not_count(status: str) -> None:
    made = world(claim(status=status))
    assert made.kind("2022-06-01") not in ("supports", "mixed")
    assert made.why("2022-06-01") == {"c1": "status"}


def test_context_does_not_count() -> None:
    made = world(claim("context"))
    assert made.kind("2022-06-01") == "context"
    assert made.why("2022-06-01") == {"c1": "context"}


@pytest.mark.parametrize(
    ("agent", "counts"),
    [
        ("state", True),
        ("state-owned", True),
        ("private", False),
        ("individuals", False),
        ("unknown", False),
    ],
)
def test_only_acts_of_a_state_count(agent: str, counts: bool) -> None:
    made = world(claim(agent=agent))
    assert (made.kind("2022-06-01") == "supports") is counts
    assert made.why("2022-06-01") == {"c1": "counts" if counts else "agent"}


@pytest.mark.parametrize(
    ("stage", "counts"),
    [
        ("requested", False),
        ("pledged", False),
        ("ended", False),
        ("agreed", True),
        ("delivered", True),
        ("used", True),
        ("refused", True),
    ],
)
def test_what_was_only_asked_or_promised_or_is_ended_does_not_count(
    stage: str, counts: bool
) -> None:
    made = world(claim(stage=stage))
    assert (made.kind("2022-06-01") == "supports") is counts
    assert made.why("2022-06-01") == {"c1": "counts" if counts else "stage"}


def test_an_interval_is_in_force_while_it_holds_the_day() -> None:
    made = world(claim(when="2022-03-05/2022-05-10"))
    assert made.kind("2022-03-04") == "unassessed"
    assert made.kind("2022-03-05") == "supports"
    assert made.kind("2022-05-10") == "supports"
    assert made.kind("2022-05-11") == "earlier"


@pytest.mark.parametrize("direction", ["supports", "opposes"])
def test_an_act_lasts_its_months_to_the_day_before_the_same_day(direction: str) -> None:
    made = world(claim(direction, "2022-03-05"))
    assert made.kind("2022-03-04") == "unassessed"
    assert made.kind("2022-03-05") == direction
    assert made.kind("2023-03-04") == direction
    assert made.kind("2023-03-05") == "earlier"


@pytest.mark.parametrize(
    ("when", "lasts", "last"),
    [
        ("2022-01-31", 1, "2022-02-28"),  # there is no 31 February
        ("2024-02-29", 1, "2024-03-28"),
        ("2022-12-31", 2, "2023-02-28"),
        ("2022-03-01", 12, "2023-02-28"),
    ],
)
def test_an_act_of_the_end_of_a_month_lasts_to_the_end_of_another(
    when: str, lasts: int, last: str
) -> None:
    made = world(
        claim(when=when), dataset={"support_types": [{**SUPPORT_TYPES[0], "lasts": lasts}]}
    )
    assert made.kind(last) == "supports"
    assert made.kind(day_text(day(last) + 1)) == "earlier"


def test_an_act_of_an_open_type_stands() -> None:
    made = world(claim(when="2022-03-05", type="words"))
    assert made.kind(AS_OF, type="words") == "supports"


def test_a_refusal_of_a_single_date_stands() -> None:
    made = world(claim("withholds", "2022-03-05"))
    assert made.kind("2022-03-04") == "unassessed"
    assert made.kind(AS_OF) == "withholds"


def test_a_refusal_lasts_the_months_that_its_type_gives_refusals() -> None:
    made = world(
        claim("withholds", "2022-03-05"),
        dataset={"support_types": [{**SUPPORT_TYPES[0], "refusals_last": 6}]},
    )
    assert made.kind("2022-09-04") == "withholds"
    assert made.kind("2022-09-05") == "earlier"
    assert made.why("2022-09-05") == {"c1": "lapsed"}


def test_looking_and_finding_none_is_an_act_that_lasts_as_long_as_others() -> None:
    made = world(claim("none-found", "2022-03-05"))
    assert made.kind("2022-03-04") == "unassessed"
    assert made.kind("2023-03-04") == "none"
    assert made.kind("2023-03-05") == "context"


# The last evidence -----------------------------------------------------------------------------


def test_conduct_whose_end_is_told_ends_there() -> None:
    made = world(claim(when="2022-03-05/2022-05-10"))
    assert made.stance("2022-05-10").certain
    assert made.why("2022-05-11") == {"c1": "over"}


def test_conduct_counts_for_its_months_after_the_last_evidence_and_perhaps_as_long_again() -> None:
    made = world(claim(when="2022-03-05/[2022-05-10..]"))
    for on, certain in (("2023-05-09", True), ("2023-05-10", False), ("2024-05-09", False)):
        assert (made.kind(on), made.stance(on).certain) == ("supports", certain), on
    assert made.why("2023-05-10") == {"c1": "may-have-ended"}
    assert made.kind("2024-05-10") == "earlier"
    (weighed,) = made.derivation("2024-05-10")
    assert (weighed.reason, weighed.detail) == ("lapsed", "counted until 9 May 2024")


def test_refusals_last_on_after_the_last_evidence_where_they_stand_until_ended() -> None:
    made = world(claim("withholds", "2022-03-05/[2022-05-10..]"))
    assert made.kind(AS_OF) == "withholds"
    assert made.stance(AS_OF).certain


def test_an_end_between_two_days_is_told_and_lasts_no_longer() -> None:
    made = world(claim(when="2022-03-05/[2022-05-10..2022-06-10]"))
    assert made.stance("2022-05-10").certain
    assert (made.kind("2022-06-10"), made.stance("2022-06-10").certain) == ("supports", False)
    assert made.kind("2022-06-11") == "earlier"


def test_a_claim_that_is_ended_before_its_time_runs_out_did_not_lapse() -> None:
    made = world(
        claim(when="2022-03-05/[2022-05-10..]"), claim("context", "2022-07-01", ends=["c1"])
    )
    assert made.why("2022-07-01")["c1"] == "ended"


def test_a_refusal_stands_until_a_claim_ends_it() -> None:
    made = world(
        claim("withholds", "2022-03-05"),
        claim("context", "2023-03-05", ends=["c1"]),
    )
    assert made.kind("2023-03-04") == "withholds"
    assert made.kind("2023-03-05") == "earlier"
    assert made.why("2023-03-05") == {"c1": "ended", "c2": "context"}


def test_an_ending_claim_closes_whatever_the_own_end() -> None:
    made = world(
        claim(when="2022-03-05/.."),
        claim(when="2022-04-05/2023-12-31"),
        claim("withholds", "2022-09-01", ends=["c1", "c2"]),
    )
    assert made.kind("2022-08-31") == "supports"
    assert made.kind("2022-09-01") == "withholds"


def test_an_ending_claim_does_not_prolong() -> None:
    made = world(claim(when="2022-03-05/2022-04-05"), claim("context", "2022-09-01", ends=["c1"]))
    assert made.kind("2022-04-06") == "earlier"
    assert made.why("2022-10-01")["c1"] == "over"


@pytest.mark.parametrize(
    ("status", "ends"),
    [
        ("reported", True),
        ("corroborated", True),
        ("acknowledged", True),
        ("alleged", False),
        ("disputed", False),
        ("refuted", False),
        ("retracted", False),
    ],
)
def test_only_a_claim_that_stands_ends_others(status: str, ends: bool) -> None:
    made = world(
        claim("withholds", "2022-03-05"),
        claim("context", "2022-09-01", status=status, ends=["c1"]),
    )
    assert (made.why("2022-10-01")["c1"] == "ended") is ends


def test_where_the_ending_is_imprecise_it_may_have_ended_between() -> None:
    made = world(
        claim("withholds", "2022-03-05"),
        claim("context", "2022-09", ends=["c1"]),
    )
    assert made.why("2022-08-31")["c1"] == "counts"
    assert made.why("2022-09-01")["c1"] == "may-have-ended"
    assert made.why("2022-09-29")["c1"] == "may-have-ended"
    assert made.why("2022-09-30")["c1"] == "ended"
    assert made.stance("2022-08-31").certain
    assert not made.stance("2022-09-15").certain


def test_after_an_uncertain_ending_it_may_have_ended() -> None:
    made = world(claim("withholds", "2022-03-05"), claim("context", "2022-09-01?", ends=["c1"]))
    assert made.why("2022-08-31")["c1"] == "counts"
    assert made.why(AS_OF)["c1"] == "may-have-ended"


def test_an_ending_that_may_come_before_the_start_leaves_what_began_by_then() -> None:
    made = world(
        claim(when="[2022-03-05..2022-04-10]/.."), claim("context", "2022-04-01", ends=["c1"])
    )
    assert made.why("2022-03-30") == {"c1": "may-have-begun", "c2": "context"}
    assert made.kind("2022-03-31") == "supports"
    assert made.kind("2022-04-01") == "earlier"


def test_nothing_else_ends_a_claim() -> None:
    made = world(
        claim("supports", "2022-03-05"),
        claim("withholds", "2022-06-05"),
        claim("opposes", "2022-07-05", status="acknowledged"),
        claim("supports", "2022-08-05", stage="ended"),
        claim("none-found", "2022-09-05"),
        claim("context", "2022-10-05"),
    )
    assert made.why("2022-12-01") == {
        "c1": "counts",
        "c2": "counts",
        "c3": "counts",
        "c4": "stage",
        "c5": "outweighed",
        "c6": "context",
    }


def test_what_happens_to_one_type_or_country_leaves_the_others_alone() -> None:
    made = world(
        claim("supports"),
        claim("opposes", type="words"),
        claim("withholds", country="BBB"),
    )
    assert made.kind("2022-06-01") == "supports"
    assert made.kind("2022-06-01", type="words") == "opposes"
    assert list(made.why("2022-06-01")) == ["c1"]


# What may have begun, and what may have ended --------------------------------------------------


def test_a_claim_counts_from_the_last_day_on_which_it_can_have_begun() -> None:
    made = world(claim(when="2022-05"))
    assert made.kind("2022-04-30") == "unassessed"
    assert made.why("2022-04-30") == {"c1": "later"}
    assert made.kind("2022-05-30") == "context"
    assert made.why("2022-05-30") == {"c1": "may-have-begun"}
    assert (made.kind("2022-05-31"), made.stance("2022-05-31").certain) == ("supports", True)


def test_a_claim_counts_to_the_last_day_on_which_it_can_have_ended() -> None:
    made = world(claim(when="2022-05"))
    assert made.stance("2023-04-30").certain
    stance = made.stance("2023-05-30")
    assert (stance.kind, stance.certain, stance.doubt) == ("supports", False, ("may have ended",))
    assert made.kind("2023-05-31") == "earlier"
    assert made.stance("2023-05-31").certain


def test_what_is_uncertain_never_counts() -> None:
    made = world(claim(when="2022-05?"))
    for on in ("2022-05-01", "2022-05-31", "2023-05-15"):
        assert (made.kind(on), made.stance(on).certain) == ("context", True), on
    (weighed,) = made.derivation("2022-06-01")
    assert (weighed.reason, weighed.detail) == ("may-have-begun", "its date is uncertain")


def test_a_stance_is_flagged_only_where_what_has_surely_not_ended_gives_another() -> None:
    made = world(
        claim(when="2022-03-05/.."),
        claim(when="2022-03-05/[2022-05-01..2022-06-01]"),
        claim("withholds", when="2022-06-10/[2022-07-01..2022-08-01]"),
    )
    assert made.stance("2022-05-15").certain
    assert made.stance("2022-07-15").kind == "mixed"
    assert not made.stance("2022-07-15").certain
    stances = made.answers.stances
    assert stances.kind("AAA", "arms", at("2022-07-15"), "surely") == "supports"


# The order of stances --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("directions", "expected"),
    [
        ("supports", "supports"),
        ("withholds", "withholds"),
        ("opposes", "opposes"),
        ("opposes withholds", "opposes"),
        ("supports withholds", "mixed"),
        ("supports opposes", "mixed"),
        ("supports withholds opposes", "mixed"),
        ("supports none-found", "supports"),
        ("withholds none-found context", "withholds"),
        ("opposes none-found", "opposes"),
        ("none-found", "none"),
        ("none-found context", "none"),
        ("context", "context"),
        ("", "unassessed"),
    ],
)
def test_what_counts_gives_the_stance(directions: str, expected: str) -> None:
    made = world(*(claim(each) for each in directions.split()))
    assert made.kind("2022-06-01") == expected


@pytest.mark.parametrize("status", ["alleged", "disputed"])
@pytest.mark.parametrize("direction", ["supports", "withholds", "opposes"])
def test_what_fails_only_by_being_alleged_or_disputed_makes_disputed(
    status: str, direction: str
) -> None:
    made = world(claim(direction, status=status))
    assert made.kind("2022-06-01") == "disputed"


@pytest.mark.parametrize(
    "fields",
    [
        {"agent": "private"},
        {"stage": "pledged"},
        {"direction": "none-found"},
        {"direction": "context"},
        {"status": "refuted"},
        {"status": "retracted"},
    ],
)
def test_what_fails_by_anything_else_too_does_not_make_disputed(fields: dict[str, str]) -> None:
    made = world(claim(**{"status": "disputed", **fields}))
    assert made.kind("2022-06-01") == "context"


def test_an_alleged_claim_is_not_disputed_when_it_is_over() -> None:
    made = world(claim(status="alleged", when="2022-03-05"))
    assert made.kind("2023-03-04") == "disputed"
    assert made.kind("2023-03-05") == "context"


def test_what_counts_goes_before_what_is_disputed() -> None:
    for direction in ("supports", "withholds", "opposes"):
        made = world(claim(direction), claim("opposes", status="disputed"))
        assert made.kind("2022-06-01") == direction


def test_disputed_goes_before_none_found_and_earlier() -> None:
    made = world(
        claim(when="2021-01-01"), claim("none-found"), claim(status="alleged", when="2022-03-06")
    )
    assert made.kind("2022-03-05") == "none"
    assert made.kind("2022-03-06") == "disputed"


def test_none_found_goes_before_earlier() -> None:
    made = world(claim(when="2021-01-01/2021-02-01"), claim("none-found", "2022-03-05"))
    assert made.kind("2022-03-04") == "earlier"
    assert made.kind("2022-03-05") == "none"


@pytest.mark.parametrize("direction", ["supports", "withholds", "opposes"])
def test_earlier_says_what_was_so_and_until_when(direction: str) -> None:
    made = world(
        claim(direction, "2022-03-05/2022-04-10"),
        claim(direction, "2022-03-05/2022-05"),
        claim("context", "2022-09-01"),
    )
    stance = made.stance("2022-12-01")
    assert (stance.kind, stance.was) == ("earlier", direction)
    assert stance.last is not None
    assert day_text(stance.last) == "2022-05-31"
    assert (made.stance("2022-05-01").last, made.stance("2022-05-01").was) == (None, None)


def test_nothing_found_is_nothing_that_was() -> None:
    made = world(claim("none-found", "2022-03-05/2022-04-05"))
    assert made.kind("2022-06-01") == "context"


def test_what_never_counted_makes_nothing_earlier() -> None:
    made = world(claim(status="alleged", when="2022-03-05/2022-04-05"))
    assert made.kind("2022-06-01") == "context"


def test_what_began_after_the_day_says_nothing_yet() -> None:
    made = world(claim(when="2022-03-05"), claim("context", "2022-04-05"))
    assert made.kind("2022-03-01") == "unassessed"
    assert made.why("2022-03-01") == {"c1": "later", "c2": "context"}


def test_a_country_without_claims_is_not_assessed() -> None:
    assert world().stance("2022-06-01").kind == "unassessed"


# Denials ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("denier", ["actor", "subject-mfa", "press"])
def test_a_denial_does_not_change_the_stance(denier: str) -> None:
    denied = [{"source": "paper"}, {"source": denier, "stance": "denies", "says": "No."}]
    made = world(claim(evidence=denied))
    assert made.kind("2022-06-01") == "supports"
    assert made.why("2022-06-01") == {"c1": "counts"}


# Unscored types --------------------------------------------------------------------------------


def test_a_type_that_is_not_scored_has_no_column_and_is_not_in_any() -> None:
    made = world(claim("supports", type="relief"))
    assert [each.id for each in made.dataset.scored_types] == ["arms", "words"]
    assert "AAA" not in made.countries("supports:any")
    assert "AAA" in made.countries("unassessed:any")
    assert made.claims("type:relief") == "c1"


def test_a_type_that_is_not_scored_cannot_be_asked_for_a_stance() -> None:
    made = world(claim("supports", type="relief"))
    with pytest.raises(QueryError, match="no supports “relief”"):
        made.countries("supports:relief")


# The clock of what was known -------------------------------------------------------------------


def test_on_the_known_clock_a_claim_counts_from_its_day_of_knowledge() -> None:
    made = world(claim(when="2022-03-05/..", known="2022-08-10"))
    assert made.kind("2022-08-09") == "supports"
    assert made.kind("2022-08-09", clock="known") == "unassessed"
    assert made.why("2022-08-09", clock="known") == {"c1": "not-known"}
    assert made.kind("2022-08-10", clock="known") == "supports"


@pytest.mark.parametrize(
    ("known", "last_before"),
    [
        ("2022-08", "2022-08-30"),
        ("2022", "2022-12-30"),
        ("[2022-05-01..2022-06-10]", "2022-06-09"),
        ("2022-08~", "2022-09-29"),
        ("2022-08-10?", "2022-08-09"),
    ],
)
def test_imprecise_knowledge_counts_at_its_last_possible_day(known: str, last_before: str) -> None:
    made = world(claim(when="2022-03-05/..", known=known))
    assert made.kind(last_before, clock="known") == "unassessed"
    assert made.kind(day_text(day(last_before) + 1), clock="known") == "supports"


def test_without_known_the_earliest_dated_supporting_source_counts() -> None:
    evidence = [
        {"source": "undated"},
        {"source": "paper"},
        {"source": "press", "stance": "denies"},
        {"source": "actor", "stance": "context"},
    ]
    made = world(claim(when="2022-03-05/..", evidence=evidence))
    assert made.kind("2022-09-29", clock="known") == "unassessed"
    assert made.kind("2022-09-30", clock="known") == "supports"


def test_nothing_is_known_before_it_begins() -> None:
    made = world(claim(when="2022-03-05/..", known="2022-01-01"))
    assert made.kind("2022-03-04", clock="known") == "unassessed"
    assert made.kind("2022-03-05", clock="known") == "supports"


def test_without_any_day_of_knowledge_a_claim_is_listed_and_does_not_count() -> None:
    made = world(claim(evidence=[{"source": "undated"}]))
    assert made.kind("2022-06-01") == "supports"
    assert made.kind("2022-06-01", clock="known") == "context"
    (weighed,) = made.derivation("2022-06-01", "known")
    assert weighed.reason == "knowledge-unrecorded"
    assert weighed.detail == "day of knowledge not recorded"


def test_an_alleged_claim_is_disputed_only_once_it_is_known() -> None:
    made = world(claim(status="alleged", when="2022-03-05/..", known="2022-08-10"))
    assert made.kind("2022-08-09", clock="known") == "unassessed"
    assert made.kind("2022-08-10", clock="known") == "disputed"


def test_an_ending_that_is_not_known_yet_ends_nothing_on_the_known_clock() -> None:
    made = world(
        claim("withholds", "2022-03-05", known="2022-03-05"),
        claim("context", "2022-06-01", known="2022-08-10", ends=["c1"]),
    )
    assert made.kind("2022-06-01") == "earlier"
    assert made.kind("2022-08-09", clock="known") == "withholds"
    assert made.kind("2022-08-10", clock="known") == "earlier"
    assert made.why("2022-08-10", clock="known")["c1"] == "ended"


def test_an_ending_without_day_of_knowledge_ends_nothing_on_the_known_clock() -> None:
    made = world(
        claim("withholds", "2022-03-05", known="2022-03-05"),
        claim("context", "2022-06-01", evidence=[{"source": "undated"}], ends=["c1"]),
    )
    assert made.kind(AS_OF, clock="known") == "withholds"


def test_the_known_clock_does_not_grade_claims_anew() -> None:
    made = world(claim(status="reported", known="2022-04-01"))
    (weighed,) = made.derivation("2022-04-01", "known")
    assert weighed.claim.status == "reported"
    assert weighed.counts


def test_what_was_known_only_after_it_was_over_is_known_to_have_been() -> None:
    made = world(claim(when="2022-03-05/2022-04-05", known="2022-08-10"))
    assert made.kind("2022-04-01", clock="known") == "unassessed"
    assert made.kind("2022-08-09", clock="known") == "unassessed"
    stance = made.stance("2022-08-10", clock="known")
    assert (stance.kind, stance.last) == ("earlier", day("2022-04-05"))


def test_who_does_not_know_of_an_end_yet_takes_it_to_go_on() -> None:
    made = world(
        claim(when="2022-03-05/..", known="2022-03-05"),
        claim("context", "2022-06-01", known="2022-08-10", ends=["c1"]),
    )
    assert made.kind("2022-08-09", clock="known") == "supports"
    stance = made.stance("2022-08-10", clock="known")
    assert (stance.kind, stance.last) == ("earlier", day("2022-05-31"))


# The last change, by which the list is sorted ---------------------------------------------------


def test_the_last_change_is_the_last_day_on_which_something_began_or_ended() -> None:
    made = world(claim(when="2022-03-05/2022-04-10"), claim("context", "2022-06-01"))

    def last_change(on: str) -> str | None:
        found = made.answers.stances.last_change("AAA", at(on))
        return day_text(found) if found else None

    assert last_change("2022-03-04") is None
    assert last_change("2022-03-20") == "2022-03-05"
    assert last_change(AS_OF) == "2022-04-11"


def test_a_none_found_counts_not_while_something_is_alleged() -> None:
    made = world(
        claim("none-found", "2022-03", id="looked"),
        claim("supports", "2022-04/..", id="said", status="alleged"),
    )
    weighed = {
        each.claim.id: each
        for each in made.answers.stances.derivation("AAA", "arms", at("2022-06-01"))
    }
    assert made.answers.stances.stance("AAA", "arms", at("2022-06-01")).kind == "disputed"
    assert not weighed["looked"].counts
    assert weighed["looked"].detail == "nothing found, but something is alleged or disputed"
