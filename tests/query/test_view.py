"""The view state and its text, and the way back and forward through it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from alliance_tui.query.history import LONGEST, History
from alliance_tui.query.ordering import COLUMN, GROUPINGS, SORTS
from alliance_tui.query.view import VIEWS, ViewError, ViewState, view_from_text, view_to_text
from tests.query.build import day

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = st.text(
    st.characters(exclude_characters=",", exclude_categories=["Cs"]), min_size=1, max_size=6
)
DAYS = st.none() | st.dates(max_value=date(9998, 12, 31)).map(date.toordinal)
VIEW_STATES = st.builds(
    ViewState,
    view=st.sampled_from(VIEWS),
    query=TEXTS,
    type=st.none() | TEXTS,
    as_of=DAYS,
    clock=st.sampled_from(("happened", "known")),
    country=st.none() | TEXTS,
    focus=st.none() | TEXTS,
    rows=st.sampled_from(("type", "mine", "all")),
    sort=st.sampled_from(SORTS) | TEXTS.filter(bool).map(COLUMN.__add__),
    grouping=st.sampled_from(GROUPINGS),
    column=st.none() | TEXTS,
    columns=st.lists(IDS, unique=True, max_size=4).map(tuple),
    since=DAYS,
    by=st.none() | TEXTS,
    pins=st.lists(IDS, unique=True, max_size=4).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(VIEW_STATES)
def test_a_view_written_reads_back_as_the_same(view: ViewState) -> None:
    text = view_to_text(view)
    opened = view_from_text(text)
    assert opened.view == view
    assert opened.notes == ()
    assert text.isascii()
    assert not set(text) & set(" \t\n#")


def test_every_part_of_a_view_can_be_written() -> None:
    usual = ViewState()
    for part in set(ViewState.__struct_fields__) - {"standing", "led"}:

        def is_unusual(view: ViewState, part: str = part) -> bool:
            return bool(getattr(view, part) != getattr(usual, part))

        view = find(VIEW_STATES, is_unusual, settings=settings(phases=[Phase.generate]))
        assert getattr(view_from_text(view_to_text(view)).view, part) == getattr(view, part)


def test_what_is_as_usual_is_left_out() -> None:
    assert view_to_text(ViewState()) == "explore"


def test_a_view_is_readable_and_its_keys_stand_in_fixed_order() -> None:
    view = ViewState(
        pins=("IRN", "BLR"),
        country="IRN",
        as_of=day("2022-11-23"),
        query='supports:arms (group:CSTO or -"no limits") a&b=c+d',
        clock="known",
        rows="all",
    )
    assert view_to_text(view) == (
        'explore?q=supports:arms%20(group:CSTO%20or%20-"no%20limits")%20a%26b%3Dc%2Bd'
        "&as-of=2022-11-23&clock=known&country=IRN&rows=all&pins=IRN,BLR"
    )


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("explore?q=a+b", "a b"),
        ("explore?q=a%20b", "a b"),
        ("explore?q=a b", "a b"),
        ("  explore?q=a \n", "a"),
        ("explore?q=%C3%A9", "é"),
        ("explore?q=a=b", "a=b"),
        ("explore?", ""),
    ],
)
def test_a_view_typed_by_hand_is_understood(text: str, query: str) -> None:
    assert view_from_text(text).view.query == query


def test_the_parts_of_a_board_are_readable_too() -> None:
    view = ViewState(
        view="votes", sort="column:es-11/1", grouping="region", column="es-11/1", by="CHN"
    )
    text = "votes?sort=column:es-11/1&group=region&column=es-11/1&by=CHN"
    assert view_to_text(view) == text
    assert view_from_text(text).view == view


def test_unknown_keys_are_ignored_with_a_note() -> None:
    opened = view_from_text("explore?q=a&colour=red&country=X&old=1")
    assert opened.view == ViewState(query="a", country="X")
    assert opened.notes == (
        "“colour” is no part of a view and was ignored",
        "“old” is no part of a view and was ignored",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no view “”"),
        ("exlpore?q=a", "no view “exlpore”"),
        ("explore?clock=slow", "“slow” is none of happened, known"),
        ("explore?rows=none", "“none” is none of type, mine, all"),
        ("explore?sort=size", "“size” is none of name"),
        ("matrix?sort=column:", "“column:” is none of name"),
        ("matrix?group=size", "“size” is none of auto, posture"),
        ("explore?as-of=2022", "is not one day"),
        ("explore?as-of=2022-02-30", "28 days"),
        ("explore?from=yesterday", "is not a date"),
    ],
)
def test_a_view_that_cannot_be_read_says_why(text: str, says: str) -> None:
    with pytest.raises(ViewError, match=says):
        view_from_text(text)


def test_the_day_is_never_after_the_last_one_vouched_for() -> None:
    last = day("2023-12-31")
    assert ViewState().moment(last) == (last, "happened")
    assert ViewState(as_of=last + 1, clock="known").moment(last) == (last, "known")
    assert ViewState(as_of=last - 1).moment(last).day == last - 1


# Back and forward ------------------------------------------------------------------------------


def test_back_and_forward_as_in_a_browser() -> None:
    history = History("a")
    assert not history.can_go_back
    assert history.back() is None
    history.push("b")
    history.replace("b2")
    history.push("c")
    assert history.back() == "b2"
    assert history.back() == "a"
    assert history.back() is None
    assert history.forward() == "b2"
    history.push("d")  # what lay ahead is forgotten
    assert history.forward() is None
    assert history.now == "d"
    assert history.back() == "b2"


def test_going_where_one_is_already_is_no_step() -> None:
    history = History("a")
    history.push("a")
    assert not history.can_go_back


def test_steps_of_one_run_are_one_step() -> None:
    history = History("a")
    for letters in ("b", "bc", "bcd"):
        history.push(letters, "typing")
    history.end_run("typing")
    history.push("e", "typing")
    assert history.back() == "bcd"
    assert history.back() == "a"
    history.forward()
    history.push("f", "typing")
    assert history.back() == "bcd", "who went through the history begins a run of their own"


def test_only_the_latest_places_are_remembered() -> None:
    history = History(0)
    for place in range(1, LONGEST + 50):
        history.push(place)
    steps = 0
    while history.can_go_back:
        history.back()
        steps += 1
    assert steps == LONGEST - 1
    assert history.now == 50
