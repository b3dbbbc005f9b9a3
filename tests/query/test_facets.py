"""Facets: their counts are what the query finds when the value is added to it."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alliance_tui.query.answers import Answers
from alliance_tui.query.edit import has_term, toggled
from alliance_tui.query.facets import facets
from alliance_tui.query.language import EVERYTHING, Query, Term, all_of, leaves, parse, to_text
from alliance_tui.query.stance import Moment
from alliance_tui.query.values import bound
from alliance_tui.reading.load import Loaded
from tests.query.build import at, day
from tests.query.test_meaning import LAST, queries


def rows(answers: Answers, query: Query, moment: Moment, counted: str) -> int:
    if counted == "countries":
        return len(answers.countries(query, moment))
    if counted == "events":
        return len(answers.events(query, moment))
    return sum(answers.claim_holds(query, each, moment) for each in answers.dataset.claims)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_count_is_what_is_left_when_the_value_is_chosen(
    small: Loaded, drawn: st.DataObject
) -> None:
    answers = Answers(small.dataset)
    query = bound(drawn.draw(queries(small)), small.dataset)
    # a date binds to what its alternative has, and a value may be the first of its kind there
    assume(all(leaf.scope != "date" for leaf in leaves(query) if isinstance(leaf, Term)))
    moment = Moment(day(drawn.draw(st.sampled_from((LAST, "2022-06-01")))), "happened")
    for facet in facets(answers, query, moment):
        if facet.title == "Year":
            continue
        for choice in facet.choices:
            narrowed = all_of((query, choice.term))
            assert rows(answers, narrowed, moment, facet.counted) == choice.rows, choice


def test_the_counts_of_the_empty_query_are_those_of_the_terms_alone(answers: Answers) -> None:
    for facet in facets(answers, EVERYTHING, at(LAST)):
        if facet.title != "Year":
            for choice in facet.choices:
                assert rows(answers, choice.term, at(LAST), facet.counted) == choice.rows, choice


def test_the_facets_of_a_query(answers: Answers) -> None:
    found = {
        facet.title: {choice.term.key: choice.rows for choice in facet.choices}
        for facet in facets(answers, answers.query("group:friends"), at(LAST))
    }
    assert found["Arms"] == {"context:arms": 1, "none:arms": 1, "withholds:arms": 1}
    assert found["Group"]["group:PACT"] == 2
    assert found["Region"] == {"region:North": 2, "region:West": 2, "region:East": 1}
    assert found["Kind of event"]["kind:vote"] == 1
    assert found["Year"] == {"during:2001": 1, "during:2022": 3, "during:2023": 1}
    assert found["Direction"]["direction:none-found"] == 1
    assert found["Kind of source"]["source-kind:ngo"] == 7


def test_what_the_query_asks_for_is_chosen(answers: Answers) -> None:
    query = answers.query("region:north -kind:vote")
    chosen = {
        choice.term.key
        for facet in facets(answers, query, at(LAST))
        for choice in facet.choices
        if choice.chosen
    }
    assert chosen == {"region:North"}


def test_values_stand_by_count_and_years_in_order(answers: Answers) -> None:
    for facet in facets(answers, EVERYTHING, at(LAST)):
        counts = [choice.rows for choice in facet.choices]
        labels = [choice.label for choice in facet.choices]
        assert all(counts)
        if facet.title == "Year":
            assert labels == sorted(labels)
        else:
            assert counts == sorted(counts, reverse=True)


# Choosing --------------------------------------------------------------------------------------

NORTH = Term("region", "North")


def test_a_value_is_put_at_the_top_of_the_query_and_taken_off() -> None:
    assert toggled("", NORTH) == "region:North"
    assert toggled("a", NORTH) == "a region:North"
    assert toggled("a REGION:north b", NORTH) == "a b"
    assert toggled("-region:North", NORTH) == "-region:North region:North"
    assert toggled("a or b", NORTH) == "(a or b) region:North"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_choosing_twice_is_choosing_not_at_all(small: Loaded, drawn: st.DataObject) -> None:
    query = drawn.draw(queries(small))
    assume(not has_term(query, NORTH))
    once = toggled(to_text(query), NORTH)
    assert has_term(parse(once), NORTH)
    assert parse(toggled(once, NORTH)) == parse(to_text(query))
