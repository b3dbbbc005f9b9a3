"""The scene: what is shown follows from the state alone, also while a query is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from alliance_tui.export.selection import Export
from alliance_tui.pages.glyphs import ASCII, UNICODE
from alliance_tui.pages.page import Part
from alliance_tui.query.answers import Answers
from alliance_tui.query.terms import Query
from alliance_tui.query.view import ViewState, view_from_text, view_to_text
from alliance_tui.reading.load import Loaded
from alliance_tui.views.compare import CompareBoard
from alliance_tui.views.scene import Scene
from tests.query.build import at, claim, world

GOOD = "group:friends"

WRONG = (
    "group:friends suports:arms",
    "not suports:arms",
    "-(suports:arms country:any)",
    "never(suports:arms country:any)",
    "country:CLD or suports:arms",
    "(suports:arms)",
    "group:friends (country:any",
    'place:"x',
    "supports=arms",
)


def listed(scene: Scene, view: ViewState) -> list[str]:
    return [each.id for each in scene.listing(view).countries]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_query_leaves_what_stood_and_every_surface_tells_the_same(
    small: Loaded, wrong: str
) -> None:
    scene = Scene(Answers(small.dataset), UNICODE)
    before = scene.completed(ViewState(query=GOOD))
    view = scene.settled(replace(before, query=wrong), before)
    assert scene.asked(view).error is not None
    rows = listed(scene, before)
    assert len(rows) < len(small.dataset.countries)
    assert listed(scene, view) == rows
    # another process, which has seen nothing of what was typed before
    other = Scene(Answers(small.dataset), UNICODE)
    assert listed(other, view) == rows
    assert [each.id for each in Export(other, view, whole=False).countries] == rows
    text = view_to_text(view)
    assert listed(other, view_from_text(text).view) == rows
    assert text == view_to_text(before)
    # going on to type what is right again ends it
    after = scene.settled(replace(view, query="country:CLD"), view)
    assert after.standing is None
    assert listed(scene, after) == ["CLD"]


def test_a_wrong_query_that_comes_after_nothing_leaves_no_rest_of_it(small: Loaded) -> None:
    scene = Scene(Answers(small.dataset), UNICODE)
    everything = listed(scene, ViewState())
    for wrong in WRONG:
        assert listed(scene, ViewState(query=wrong)) == everything


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from((GOOD, "country:CLD", "supports:arms", "", *WRONG)), min_size=1))
def test_the_last_query_that_could_be_read_stands(small: Loaded, typed: list[str]) -> None:
    scene = Scene(Answers(small.dataset), UNICODE)
    view, good = ViewState(), ""
    for text in typed:
        view = scene.settled(replace(view, query=text), view)
        good = good if text in WRONG else text
        assert listed(scene, view) == listed(scene, ViewState(query=good))


@pytest.mark.parametrize(
    ("good", "typed", "stands"),
    [
        ("", "suports:arms", ""),
        (GOOD, " supports:arrms", GOOD),
        (GOOD, " -suports:arms", GOOD),
        ("country:CLD or country:ELD", " suports:x", "country:CLD or country:ELD"),
    ],
)
def test_typing_letter_by_letter_a_term_that_is_wrong_leaves_what_stood_before_it(
    small: Loaded, good: str, typed: str, stands: str
) -> None:
    scene = Scene(Answers(small.dataset), UNICODE)
    view = ViewState(query=good)
    for letter in typed:
        view = scene.settled(replace(view, query=view.query + letter), view)
    assert scene.asked(view).error is not None
    if "-" not in typed:
        assert view.standing == stands
    assert set(listed(scene, ViewState(query=stands))) & set(listed(scene, view))


def test_a_term_that_is_made_wrong_leaves_itself(small: Loaded) -> None:
    scene = Scene(Answers(small.dataset), UNICODE)
    before = ViewState(query="group:friends supports:arms")
    view = scene.settled(replace(before, query="group:friends suports:arms"), before)
    assert view.standing == "group:friends supports:arms"


def test_what_a_query_finds_of_a_country_is_looked_for_once(
    small: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene(Answers(small.dataset), UNICODE)
    view = scene.completed(ViewState(query="units", country="CLD"))
    asked: list[str] = []
    profile_holds = Answers.profile_holds

    def noted(self: Answers, query: Query, country: str) -> bool:
        asked.append(country)
        return profile_holds(self, query, country)

    monkeypatch.setattr(Answers, "profile_holds", noted)
    page = scene.page(view)
    assert scene.page(view) is page
    assert any(isinstance(each, Part) and each.id == "cld-units" for each in page.parts)
    assert asked == ["CLD"]


def test_what_may_go_on_has_the_sign_of_ascii_in_a_narrow_comparison() -> None:
    made = world(claim(when="2022-03-05/[2022-05-10..]"))
    countries = tuple(made.dataset.country[each] for each in ("AAA", "SUB"))
    for glyphs in (UNICODE, ASCII):
        board = CompareBoard(made.answers, countries, at("2023-06-01"), glyphs, 56)
        told = board.cell(board.positions["arms"], 0).text.strip()
        assert told.endswith(glyphs.may_have_ended), told
