"""What a query being typed may go on with."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.query.answers import Answers
from alliance_tui.query.completion import MOST, completions
from alliance_tui.query.terms import QueryError
from alliance_tui.reading.load import Loaded
from tests.query.build import at

LAST = "2023-12-31"


def offered(answers: Answers, text: str) -> list[str]:
    return [each.text for each in completions(answers, text, len(text), at(LAST))]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("su", "supports:"),
        ("a (sup", "supports:"),
        ("-kin", "kind:"),
        ("kind:vote wi", "withholds:"),
        ("supports:", "supports:any"),
        ("supports:tr", "supports:troops"),
        ("country:cl", "country:CLD"),
        ("country:eland", "country:ELD"),
        ("not-signed:se", "not-signed:self"),
        ("posture:keeps", "posture:distant"),
        ("group:northern", "group:PACT"),
        ("region:no", "region:North"),
        ("kind:su", "kind:summit"),
        ("vote:vote-1=ag", "vote:vote-1=against"),
        ("group:PACT=f", "group:PACT=frozen"),
        ("event:summ", "event:summit-2022"),
    ],
)
def test_the_word_at_the_cursor_goes_on(answers: Answers, typed: str, first: str) -> None:
    assert offered(answers, typed)[0] == first


@pytest.mark.parametrize("typed", ["", "a ", "supports:arms ", "xyz:", "rifles", "kind:vote"])
def test_nothing_is_offered_for_what_is_finished_or_unknown(answers: Answers, typed: str) -> None:
    assert offered(answers, typed) == []


def test_a_value_says_how_many_countries_it_finds(answers: Answers) -> None:
    found = {each.text: each.rows for each in completions(answers, "group:", 6, at(LAST))}
    assert found == {"group:friends": 5, "group:PACT": 3}
    assert [each.rows for each in completions(answers, "kind:", 5, at(LAST))] == [None] * MOST


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_is_offered_can_be_read(small: Loaded, drawn: st.DataObject) -> None:
    answers = Answers(small.dataset)
    typed = drawn.draw(
        st.sampled_from(("", "a ", "(", "-", 'a "b c" ', "kind:vote or "))
    ) + drawn.draw(st.text('abcdegiklnoprstuvwy:-="', max_size=6))
    cursor = drawn.draw(st.integers(0, len(typed)))
    found = completions(answers, typed, cursor, at(LAST))
    assert len(found) <= MOST
    for each in found:
        assert 0 <= each.start <= cursor
        if each.text.endswith(":"):
            continue
        try:
            answers.query(each.text)
        except QueryError:
            pytest.fail(f"{each.text} cannot be read")
