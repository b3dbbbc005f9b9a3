"""Facets: their counts are what the query finds when the value is added to it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alliance_tui.query.answers import Answers
from alliance_tui.query.edit import family, has_term, toggled, without_family
from alliance_tui.query.facets import facets
from alliance_tui.query.language import all_of, leaves, parse, to_text
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import EVERYTHING, Query, Term
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
            others = without_family(query, family(choice.term))
            narrowed = all_of((others, choice.term))
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


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("region:South", "region:North", "region:South or region:North"),
        ("a region:South", "region:North", "a (region:South or region:North)"),
        ("(region:South or region:North)", "region:North", "region:South"),
        ("supports:arms", "withholds:arms", "supports:arms or withholds:arms"),
        ("supports:arms", "supports:troops", "supports:arms supports:troops"),
        ("status:alleged", "status:disputed", "status:alleged or status:disputed"),
        ("group:PACT", "group:friends", "group:PACT group:friends"),
        ("denied:actor", "denied:third", "denied:actor denied:third"),
    ],
)
def test_several_values_are_asked_for_where_a_row_has_only_one(
    before: str, value: str, after: str
) -> None:
    term = parse(value)
    assert isinstance(term, Term)
    assert toggled(before, term) == after
    assert parse(toggled(toggled(after, term), term)) == parse(after)


def test_the_other_values_are_still_there_once_one_is_chosen(answers: Answers) -> None:
    free = {facet.title: facet for facet in facets(answers, EVERYTHING, at(LAST))}
    chosen = {facet.title: facet for facet in facets(answers, parse("region:North"), at(LAST))}
    counts = [(each.label, each.rows) for each in chosen["Region"].choices]
    assert counts == [(each.label, each.rows) for each in free["Region"].choices]
    assert [each.label for each in chosen["Region"].choices if each.chosen] == ["North"]


def test_whose_word_and_who_denies_are_told_by_name(answers: Answers) -> None:
    found = {
        facet.title: [choice.label for choice in facet.choices]
        for facet in facets(answers, EVERYTHING, at(LAST))
    }
    assert list(found)[:2] == ["On whose word alone", "Denied by"]
    assert found["On whose word alone"][0] == "any one side's"
    assert "Bland" in found["On whose word alone"], "the adversary by its name"
    assert "the country itself" in found["Denied by"]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_choosing_twice_is_choosing_not_at_all(small: Loaded, drawn: st.DataObject) -> None:
    query = drawn.draw(queries(small))
    assume(not has_term(query, NORTH))
    once = toggled(to_text(query), NORTH)
    assert has_term(parse(once), NORTH)
    assert parse(toggled(once, NORTH)) == parse(to_text(query))
