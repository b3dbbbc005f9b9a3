"""What a query means for the rows of countries, events and claims."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.records import Claim
from alliance_tui.query.answers import Answers
from alliance_tui.query.fields import FIELDS
from alliance_tui.query.language import all_of, any_of
from alliance_tui.query.stance import Clock, Moment
from alliance_tui.query.terms import Never, Query, Term, Word
from alliance_tui.query.terms import Not as Negated
from alliance_tui.query.timeline import timeline_rows
from alliance_tui.query.values import bound, values_of
from alliance_tui.reading.load import Loaded
from tests.query.build import World, at, claim, day, world
from tests.query.oracle import Oracle

LAST = "2023-12-31"
EVERYBODY = "ALD BLD CLD DLD ELD FLD GLD HLD"
EVERY_EVENT = "pact-founded invasion vote-1 summit-2022 talks-2022 units-announced"
LOOSE_CLAIMS = (
    "fld-trade dld-words eld-arms cld-refused-first eld-arms-refused dld-shells gld-relief "
    "cld-refusal-over fld-none"
)


@pytest.fixture
def asked(small: Loaded, answers: Answers) -> World:
    return World(small.dataset, answers)


def found(asked: World, query: str, on: str = LAST, clock: Clock = "happened") -> str:
    return asked.countries(query, on, clock)


# Country terms ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "on", "expected"),
    [
        ("supports:troops", LAST, "CLD"),
        ("supports:any", LAST, "CLD"),
        ("withholds:words", LAST, "ELD"),
        ("opposes:any", LAST, "GLD"),
        ("mixed:arms", "2022-06-01", "ELD"),
        ("disputed:arms", "2022-08-01", "DLD"),
        ("none:arms", LAST, "FLD"),
        ("earlier:words", LAST, "DLD"),
        ("context:troops", LAST, "FLD"),
        ("unassessed:recognition", LAST, "ALD BLD CLD DLD ELD FLD HLD"),
        ("withholds:troops", "2022-03-05", "CLD"),
        ("withholds:troops", "2022-03-04", ""),
    ],
)
def test_a_stance_term_asks_for_the_sign_that_is_shown(
    asked: World, query: str, on: str, expected: str
) -> None:
    assert found(asked, query, on) == expected


def test_stance_terms_follow_the_clock(asked: World) -> None:
    assert found(asked, "withholds:troops", "2022-03-09") == "CLD"
    assert found(asked, "withholds:troops", "2022-03-09", "known") == ""
    assert found(asked, "withholds:troops", "2022-03-10", "known") == "CLD"


@pytest.mark.parametrize(
    ("query", "on", "expected"),
    [
        ("group:PACT", "2001-04-30", ""),
        ("group:PACT", "2022-09-30", "ALD CLD ELD"),
        ("group:PACT", LAST, "ALD CLD ELD"),  # frozen is still in
        ("group:PACT=member", LAST, "ALD CLD"),
        ("group:PACT=frozen", LAST, "ELD"),
        ("group:PACT=observer", LAST, ""),
        ("group:friends", LAST, "CLD DLD ELD FLD GLD"),
        ("group:friends=member", LAST, "CLD DLD ELD FLD GLD"),
        ("region:north", LAST, "ALD CLD ELD"),
        ("country:any", LAST, EVERYBODY),
        ("country:Cland", LAST, "CLD"),
        ("posture:fights", LAST, "CLD"),
        ("posture:fights", "2022-06-01", ""),
        ("posture:subject", LAST, "ALD"),
        ("-posture:unclear", LAST, "ALD BLD CLD ELD GLD"),
    ],
)
def test_terms_of_countries_look_at_the_day(
    asked: World, query: str, on: str, expected: str
) -> None:
    assert found(asked, query, on) == expected


@pytest.mark.parametrize("status", ["member", "frozen", "suspended", "observer", "applicant"])
def test_a_group_has_its_members_and_those_frozen_or_suspended(status: str) -> None:
    made = world(
        groups=[{"id": "PACT"}],
        countries=[{"id": "AAA", "memberships": [{"group": "PACT", "status": status}]}],
    )
    assert made.countries(f"group:PACT={status}") == "AAA"
    belongs = status in ("member", "frozen", "suspended")
    assert made.countries("group:PACT") == ("AAA" if belongs else "")


def test_never_is_true_where_the_query_does_not_hold(asked: World) -> None:
    assert found(asked, "vote:any=for") == "BLD GLD HLD"
    assert found(asked, "never(vote:any=for)") == "ALD CLD DLD ELD FLD"
    assert found(asked, "-never(vote:any=for)") == "BLD GLD HLD"
    assert found(asked, "never(type:arms or type:words)") == "ALD BLD CLD GLD HLD"
    # unlike a negated term, which another claim or entry satisfies
    assert found(asked, "vote:any -vote:any=for") == "ALD CLD DLD ELD"


def test_the_empty_query_leaves_out_who_has_neither_claims_nor_ties(asked: World) -> None:
    assert found(asked, "") == "CLD DLD ELD FLD GLD"


# Event terms -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "countries", "events"),
    [
        ("kind:summit", "ALD CLD DLD ELD GLD", "summit-2022"),
        ("event:talks-2022", "ALD BLD GLD", "talks-2022"),
        ('place:"aland city"', "ALD CLD DLD ELD GLD", "summit-2022"),
        ("place:assem", "ALD BLD CLD DLD ELD FLD GLD HLD", "vote-1"),
        ("role:host", "ALD", "pact-founded summit-2022"),
        ("role:mediator", "GLD", "talks-2022"),
        ("role:absentee", "DLD", "summit-2022"),
        ("vote:any=against", "ALD DLD", "vote-1"),  # a vote declared later never matches
        ("vote:vote-1=abstain", "CLD ELD", "vote-1"),
        ("vote:any=absent", "FLD", "vote-1"),
        ("vote:any", "ALD BLD CLD DLD ELD GLD HLD", "vote-1"),
        ("signed:self", "ALD CLD", "summit-2022"),
        ("not-signed:self", "ELD", "summit-2022"),
        ("signed:CLD", "ALD CLD DLD ELD GLD", "summit-2022"),
        ("not-signed:eland", "ALD CLD DLD ELD GLD", "summit-2022"),
        ("not-signed:any", "ALD CLD DLD ELD GLD", "summit-2022"),
        ("signed:GLD", "", ""),
        ("role:guest not-signed:any", "GLD", "summit-2022"),
    ],
)
def test_an_event_term_asks_for_an_entry(
    asked: World, query: str, countries: str, events: str
) -> None:
    assert found(asked, query) == countries
    assert asked.events(query) == events


# Claim terms -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "countries"),
    [
        ("type:relief", "GLD"),
        ("direction:withholds", "CLD ELD"),
        ("direction:none-found", "FLD"),
        ("status:disputed", "DLD"),
        ("confidence:low", "DLD"),
        ("stage:refused", "CLD"),
        ("agent:private", "FLD"),
        ("object:Shells", "DLD"),
        ("object:art", "DLD"),
        ("source:assembly-1", "ELD"),
        ("source-kind:government", "CLD DLD"),
        ("publisher:watch", "CLD ELD FLD GLD"),
        ("party:actor", "CLD"),
        ("party:target", "DLD"),
        ("denied:actor", "DLD"),
        ("denied:any", "DLD"),
        ("denied:target", ""),
        ("alone:actor", "CLD"),
        ("alone:target", "DLD"),
        ("alone:any", "CLD DLD"),
        ("alone:third", ""),
        ("known:2022-03-10", "CLD DLD ELD"),
        ("known:2022-03-11/2022-05-31", "ELD GLD"),
        ("known:2023-09", "FLD GLD"),
    ],
)
def test_a_claim_term_asks_for_a_claim(asked: World, query: str, countries: str) -> None:
    assert found(asked, query) == countries


@pytest.mark.parametrize(
    ("sources", "alone"),
    [
        (["actor"], "actor any"),
        (["actor", "actor"], "actor any"),
        (["actor", "press"], ""),
        (["actor", "target"], ""),
        (["target"], "target any"),
        (["subject-mfa"], "beneficiary any"),
        (["press"], "independent"),  # speaks for no side
        (["press", "paper"], "independent"),
    ],
)
def test_what_one_side_alone_supports(sources: list[str], alone: str) -> None:
    evidence = [{"source": each, "says": f"{at}"} for at, each in enumerate(sources)]
    denial = {"source": "undated", "stance": "denies", "says": "No."}  # no support
    made = world(claim(evidence=[*evidence, denial]))
    sides = ("actor", "beneficiary", "target", "third", "independent", "any")
    assert " ".join(each for each in sides if made.countries(f"alone:{each}")) == alone


# Dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "events"),
    [
        ("after:2022-05-10", "talks-2022 units-announced"),
        ("after:2022-06-05", "talks-2022 units-announced"),
        ("after:2022-06-06", "units-announced"),
        ("after:2023-02-01", "units-announced"),
        ("after:2023-02-02", ""),
        ("before:2022-02-24", "pact-founded"),
        ("before:2022-02-25", "pact-founded invasion"),
        ("before:2022-05-10", "pact-founded invasion vote-1 summit-2022"),
        ("before:2022-05-11", "pact-founded invasion vote-1 summit-2022 talks-2022"),
        ("on:2022-04-02", "summit-2022"),
        ("on:2022-05-20", "talks-2022"),
        ("on:2001-05-31", "pact-founded"),
        ("during:2022-03-02/2022-04-02", "vote-1 summit-2022"),
        ("during:2022-06", "talks-2022"),
        ("during:2022", "invasion vote-1 summit-2022 talks-2022"),
        ("during:../2021", "pact-founded"),
        ("during:2023/..", "units-announced"),
        ("-during:2022", "pact-founded units-announced"),
        ("after:2022-03 before:2022-05", "vote-1 summit-2022"),
    ],
)
def test_after_is_inclusive_before_exclusive_and_what_is_possible_matches(
    asked: World, query: str, events: str
) -> None:
    assert asked.events(query) == events


@pytest.mark.parametrize(
    ("query", "countries"),
    [
        # with event terms they are the event's
        ("kind:vote before:2022-03-02", ""),
        ("kind:vote on:2022-03-02", EVERYBODY),
        # with claim terms the claim's
        ("type:arms after:2023-08", "FLD"),
        ("type:words before:2022-03-02", "DLD"),
        # with both, of both
        ("kind:vote type:words during:2022-03", "DLD ELD"),
        ("kind:vote type:arms after:2023", ""),
        # alone, an entry or a claim in that time will do
        ("after:2023-09", "CLD ELD FLD"),
        ("on:2022-02-24", "ALD BLD FLD"),
        ("on:2001-05-03", "ALD CLD ELD"),
        # each alternative for itself
        ("kind:vote after:2023 or type:arms after:2023-08", "FLD"),
    ],
)
def test_dates_bind_to_what_their_alternative_has(asked: World, query: str, countries: str) -> None:
    assert found(asked, query) == countries


# One entry, one claim --------------------------------------------------------------------------


def test_one_entry_satisfies_all_event_terms(asked: World) -> None:
    assert found(asked, "role:host") == "ALD"
    assert "ALD" in found(asked, "kind:meeting").split()
    assert found(asked, "role:host kind:meeting") == ""
    assert found(asked, "role:guest kind:summit") == "GLD"


def test_one_claim_satisfies_all_claim_terms(asked: World) -> None:
    assert "ELD" in found(asked, "direction:supports").split()
    assert "ELD" in found(asked, "confidence:high").split()
    assert found(asked, "direction:supports confidence:high") == "CLD DLD"


def test_an_entry_and_a_claim_need_not_be_of_one_event(asked: World) -> None:
    assert found(asked, "kind:vote type:arms") == "DLD ELD FLD"


def test_a_negated_term_excludes_on_the_entry_that_the_others_find(asked: World) -> None:
    assert found(asked, "kind:summit -role:participant") == "ALD DLD GLD"
    assert found(asked, "kind:summit -signed:self") == "DLD ELD GLD"


def test_a_negated_term_excludes_on_the_claim_that_the_others_find(asked: World) -> None:
    assert found(asked, "direction:supports -status:disputed -status:reported") == "CLD ELD"


def test_only_negated_terms_do_not_filter_countries(asked: World) -> None:
    for query in ("-kind:vote", "-role:host -vote:any", "-type:arms", "-denied:any"):
        assert found(asked, query) == EVERYBODY, query


def test_only_negated_claim_terms_do_not_filter_events(asked: World) -> None:
    assert asked.events("-type:recognition") == EVERY_EVENT
    assert asked.events("-kind:vote") == EVERY_EVENT.replace("vote-1 ", "")


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("-(kind:vote or kind:summit) role:host", "-kind:vote -kind:summit role:host"),
        ("-(region:north posture:fights)", "-region:north or -posture:fights"),
        ("--region:north", "region:north"),
        ("kind:vote (type:arms or type:words)", "kind:vote type:arms or kind:vote type:words"),
        ("-(type:arms -type:words)", "-type:arms or type:words"),
    ],
)
def test_not_moves_inward_and_or_outward(asked: World, query: str, same: str) -> None:
    assert found(asked, query) == found(asked, same)
    assert asked.events(query) == asked.events(same)


def test_each_alternative_is_judged_alone(asked: World) -> None:
    assert found(asked, "role:mediator or type:relief or region:east") == "DLD GLD"
    assert asked.events("role:mediator or kind:vote") == "vote-1 talks-2022"


# Rows of events --------------------------------------------------------------------------------


def test_the_entry_that_is_found_is_that_of_the_country_asked_for(asked: World) -> None:
    assert asked.events("country:GLD role:guest") == "summit-2022"
    assert asked.events("country:CLD role:guest") == ""
    assert asked.events("country:CLD") == "pact-founded vote-1 summit-2022 units-announced"
    assert asked.events("posture:fights vote:any=abstain") == "vote-1"
    assert asked.events("posture:fights vote:any=for") == ""


def test_a_recorded_absence_is_an_entry(asked: World) -> None:
    assert asked.events("country:FLD") == "vote-1"
    assert asked.events("country:DLD role:absentee") == "summit-2022"


def test_claim_terms_find_events_that_a_claim_names(asked: World) -> None:
    assert asked.events("type:recognition") == "summit-2022"
    assert asked.events("type:troops direction:supports") == "units-announced"
    assert asked.events("type:recognition direction:supports") == ""


def test_with_country_terms_the_claim_is_that_countrys(asked: World) -> None:
    assert asked.events("type:recognition country:GLD") == "summit-2022"
    assert asked.events("type:recognition country:CLD") == ""


def test_an_event_that_records_nobody_has_an_empty_entry() -> None:
    made = world(events=[{"id": "e", "when": "2022-03"}])
    assert made.events("kind:meeting") == "e"
    assert made.events("-role:host") == "e"
    assert made.events("country:AAA") == ""
    assert made.events("-country:AAA") == "e"


def test_the_rows_of_one_country_are_its_own_entries_and_claims(asked: World) -> None:
    assert asked.events("", "CLD") == "pact-founded vote-1 summit-2022 units-announced"
    assert asked.events("vote:any=for", "CLD") == ""
    assert asked.events("vote:any=abstain", "CLD") == "vote-1"
    assert asked.events("role:host", "CLD") == ""
    assert asked.events("type:recognition", "CLD") == ""
    assert asked.events("type:recognition", "GLD") == "summit-2022"
    # country terms are not asked of them
    assert asked.events("country:GLD kind:vote", "CLD") == "vote-1"
    assert asked.events("region:west", "CLD") == asked.events("", "CLD")


def test_an_absence_does_not_make_an_event_the_countrys_own(asked: World) -> None:
    assert asked.events("", "FLD") == ""
    assert asked.events("", "DLD") == "vote-1 summit-2022"


# Rows of claims --------------------------------------------------------------------------------


def test_the_timeline_has_the_claims_that_belong_to_no_event(asked: World) -> None:
    assert asked.claims("") == LOOSE_CLAIMS
    assert asked.claims("", "CLD") == "cld-refused-first cld-refusal-over"


def test_a_claim_has_to_satisfy_all_claim_terms_and_dates(asked: World) -> None:
    assert asked.claims("direction:supports") == "dld-words eld-arms dld-shells"
    assert asked.claims("direction:supports type:arms") == "eld-arms dld-shells"
    assert asked.claims("direction:supports -status:disputed") == "dld-words eld-arms"
    assert asked.claims("type:arms after:2022-08") == "fld-none"
    assert asked.claims("during:2022-05") == "fld-trade eld-arms eld-arms-refused dld-shells"


def test_its_country_has_to_satisfy_the_country_terms(asked: World) -> None:
    assert asked.claims("region:east") == "dld-words dld-shells"
    assert asked.claims("-region:east type:arms") == "eld-arms eld-arms-refused fld-none"
    assert asked.claims("country:FLD", "CLD") == asked.claims("", "CLD")


def test_a_stance_term_wants_claims_of_its_type(asked: World) -> None:
    assert asked.claims("mixed:arms", on="2022-06-01") == "eld-arms eld-arms-refused"
    assert asked.claims("none:arms", on=LAST) == "fld-none"
    assert asked.claims("context:any country:FLD", on=LAST) == "fld-trade fld-none"


def test_a_claim_that_names_no_event_satisfies_no_event_term(asked: World) -> None:
    assert asked.claims("kind:vote") == ""
    assert asked.claims("-kind:vote") == LOOSE_CLAIMS


def test_a_claim_holds_where_an_event_that_it_names_does() -> None:
    made = world(
        claim(id="named", events=["e"]),
        events=[
            {"id": "e", "when": "2022-03-05", "participants": [{"country": "AAA", "role": "host"}]}
        ],
    )

    def holds(query: str) -> bool:
        return made.answers.claim_holds(
            made.answers.query(query), made.dataset.claim["named"], at("2022-06-01")
        )

    assert holds("role:host")
    assert holds("role:host after:2022-03-05 type:arms")
    assert not holds("role:guest")
    assert not holds("role:host after:2022-03-06")


# Bare words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "countries"),
    [
        ("cland", "CLD"),
        ("ÇLAND", "CLD"),
        ("CLD", "CLD"),
        ('"republic of cland"', "CLD"),
        ("units", "CLD"),  # the summary, and a claim
        ("rifles", "ELD"),  # a claim
        ("shells", "DLD"),
        ('"shells to aland"', "DLD"),
        ('"shells to al"', "DLD"),  # the last word may be begun only
        ('"ells to aland"', ""),  # words begin at their beginning
        ('"to shells"', ""),
        ("brigade", "CLD"),  # what the evidence says
        ('"stand with aland"', "CLD"),  # a quotation
        ("artillery", "DLD"),  # the object
        ("alma", ""),  # a participant is no text of a country
        ("rifles sold", "ELD"),
        ("rifles shells", ""),
        ("-shells region:east", ""),
        ("rifles or shells", "DLD ELD"),
    ],
)
def test_bare_words_find_countries_by_names_summary_and_claims(
    asked: World, query: str, countries: str
) -> None:
    assert found(asked, query) == countries


@pytest.mark.parametrize(
    ("query", "events"),
    [
        ("founded", "pact-founded"),
        ('"aland city"', "summit-2022"),  # the place
        ("met", "summit-2022"),  # the summary
        ("borders", "summit-2022"),  # a claim that names it
        ("brigades", "units-announced"),
        ("rifles", ""),
        ("withdraw", "vote-1"),
        ("withdrawal", "vote-1"),
        ('"of the pact and"', "summit-2022"),
    ],
)
def test_bare_words_find_events_by_title_place_summary_and_claims(
    asked: World, query: str, events: str
) -> None:
    assert asked.events(query) == events


def test_bare_words_find_claims_by_their_own_texts(asked: World) -> None:
    assert asked.claims("aland") == "fld-trade eld-arms dld-shells"
    assert asked.claims("deliveries") == "dld-shells fld-none"


def test_words_of_two_texts_never_run_together() -> None:
    made = world(claim(statement="It sent shells.", note="Rifles too."))
    assert made.countries('"sent shells"') == "AAA"
    assert made.countries('"shells rifles"') == ""


# The fast way agrees with the definition -------------------------------------------------------

SCALARS = {
    "place": ("aland", "a", "nowhere"),
    "object": ("shells", "x"),
    "publisher": ("watch", "ministry"),
    **dict.fromkeys(("on", "after", "before"), ("2022-03-02", "2022-05", "2023", "2001-05-15")),
    **dict.fromkeys(("known", "during"), ("2022-03", "2022/2023", "../2022-04", "2023/..")),
}
BARE_WORDS = ("aland", "cl", "units", "shells to", "declaration", "zzz", "not")


@st.composite
def terms(draw: st.DrawFn, loaded: Loaded) -> Query:
    field = draw(st.sampled_from(sorted(FIELDS)))
    values = SCALARS.get(field) or tuple(values_of(field, loaded.dataset))
    value = draw(st.sampled_from(values))
    match = draw(st.sampled_from((None, *FIELDS[field].matches)))
    return Term(field, value, match)


def queries(loaded: Loaded) -> st.SearchStrategy[Query]:
    leaf = st.one_of(terms(loaded), terms(loaded), st.sampled_from(BARE_WORDS).map(Word))
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(Negated),
            inner.map(Never),
            st.lists(inner, min_size=2, max_size=3).map(all_of),
            st.lists(inner, min_size=2, max_size=3).map(all_of),
            st.lists(inner, min_size=2, max_size=3).map(any_of),
        ),
        max_leaves=5,
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_rows_are_found_as_the_definition_says(small: Loaded, drawn: st.DataObject) -> None:
    dataset = small.dataset
    answers = Answers(dataset)
    naive = Oracle(answers)
    query = bound(drawn.draw(queries(small)), dataset)
    on = drawn.draw(st.sampled_from((LAST, "2022-03-05", "2022-06-01", "2022-10-15")))
    moment = Moment(day(on), drawn.draw(st.sampled_from(("happened", "known"))))
    mine = drawn.draw(st.sampled_from((None, *dataset.country)))

    assert answers.countries(query, moment) == tuple(
        each for each in dataset.countries if naive.country(query, each, moment)
    )
    everything = timeline_rows(answers, answers.query(""), moment, mine)
    assert [each.id for each in timeline_rows(answers, query, moment, mine)] == [
        each.id
        for each in everything
        if (
            naive.claim(query, each, moment, mine)
            if isinstance(each, Claim)
            else naive.event(query, each, moment, mine)
        )
    ]
