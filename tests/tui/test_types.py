"""The type in view: what a digit and the keys beside it make of a state, without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.query.answers import Answers
from alliance_tui.query.terms import QueryError
from alliance_tui.query.view import ViewState, view_from_text, view_to_text
from alliance_tui.reading.load import Loaded, load
from alliance_tui.tui import moves
from alliance_tui.views.board import TOTAL
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step

TROOPS, ARMS, RELIEF = 1, 2, 5
"""The digits of some types of the small data set; relief is not scored."""

ONE_TYPE = """\
dataset:
  {id: one, format: 1, version: 1, title: B, subject: AAA, as_of: 2024-01-01,
   support_types: [{id: arms, label: Arms, lasts: 12}, {id: aid, label: Aid, scored: false}]}
countries:
  - {id: AAA, name: Aland}
"""

MANY_TYPES = """\
dataset:
  id: many
  format: 1
  version: 1
  title: B
  subject: AAA
  as_of: 2024-01-01
  support_types:
""" + "".join(f"    - {{id: t{n}, label: T{n}, lasts: 12}}\n" for n in range(1, 13))


@pytest.fixture
def scene(small: Loaded) -> Scene:
    return Scene(Answers(small.dataset), UNICODE)


def other_scene(tmp_path: Path, text: str) -> Scene:
    file = tmp_path / "other.yaml"
    file.write_text(text, encoding="utf-8")
    return Scene(Answers(load(file, use_copy=False).dataset), UNICODE)


def pressed(scene: Scene, text: str, *digits: int) -> Step:
    """The last step of pressing *digits* in the view that *text* writes."""
    step = Step(view_from_text(text).view)
    for digit in digits:
        step = moves.press_type(step.view, scene, digit)
    return step


def after(scene: Scene, text: str, *digits: int) -> str:
    return view_to_text(pressed(scene, text, *digits).view)


# What is in view.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("explore", None),
        ("explore?type=arms", "arms"),
        ("explore?type=relief", "relief"),
        ("explore?type=nothing", None),
        ("explore?q=supports:arms", "arms"),
        ("explore?q=SUPPORTS:Arms", "arms"),
        ("explore?q=type:relief", "relief"),
        ("explore?q=-opposes:arms", "arms"),
        ("explore?q=a+or+disputed:arms", "arms"),
        ("explore?q=never(earlier:arms)+type:arms", "arms"),
        ("explore?q=supports:arms+supports:words", None),
        ("explore?q=supports:any", None),
        ("explore?q=supports:any+unassessed:arms", "arms"),
        ("explore?q=supports:arms&type=words", "words"),
        ("matrix?q=supports:arms", "arms"),
    ],
)
def test_the_type_in_view_is_the_chosen_one_else_the_one_that_the_query_names(
    scene: Scene, text: str, shown: str | None
) -> None:
    assert scene.type_in_view(view_from_text(text).view) == shown


def test_where_one_type_alone_is_scored_it_is_in_view(tmp_path: Path) -> None:
    one = other_scene(tmp_path, ONE_TYPE)
    assert one.type_in_view(ViewState()) == "arms"
    assert one.type_in_view(ViewState(type="aid")) == "aid"
    assert after(one, "explore", 1) == "explore?q=supports:arms"
    assert after(one, "explore", 1, 1, 1, 1) == "explore"
    assert after(one, "explore", 2) == "explore?type=aid"
    assert one.mapped(ViewState(view="map")) is None, "the map of postures can be reached"


# What a digit does.


@pytest.mark.parametrize(
    ("before", "digit", "then"),
    [
        # not in view: the type is chosen, the query stays as it is
        ("explore", ARMS, "explore?type=arms"),
        ("explore?type=words", ARMS, "explore?type=arms"),
        ("explore?q=supports:words", ARMS, "explore?q=supports:words&type=arms"),
        ("explore?q=supports:arms&type=words", ARMS, "explore?q=supports:arms&type=arms"),
        ("explore?q=supports:arms+opposes:words", ARMS,
         "explore?q=supports:arms%20opposes:words&type=arms"),
        ("explore", RELIEF, "explore?type=relief"),
        # in view, without a term of its own: who supports
        ("explore?type=arms", ARMS, "explore?q=supports:arms&type=arms"),
        ("explore?q=a&type=arms", ARMS, "explore?q=a%20supports:arms&type=arms"),
        ("explore?q=-supports:arms", ARMS, "explore?q=-supports:arms%20supports:arms"),
        ("explore?q=a+or+b&type=arms", ARMS, "explore?q=(a%20or%20b)%20supports:arms&type=arms"),
        ("explore?q=mixed:arms", ARMS, "explore?q=mixed:arms%20supports:arms"),
        ("explore?type=relief", RELIEF, "explore?q=type:relief&type=relief"),
        # a term of its own: the next one
        ("explore?q=supports:arms", ARMS, "explore?q=withholds:arms"),
        ("explore?q=a+supports:arms+b&type=arms", ARMS,
         "explore?q=a%20withholds:arms%20b&type=arms"),
        ("explore?q=withholds:arms&type=arms", ARMS, "explore?q=opposes:arms&type=arms"),
        # the last one: it lets go
        ("explore?q=a+opposes:arms&type=arms", ARMS, "explore?q=a"),
        ("explore?q=type:relief&type=relief", RELIEF, "explore"),
        # everywhere
        ("matrix?column=*", ARMS, "matrix?type=arms"),
        ("map?column=vote-2022", ARMS, "map?type=arms"),
        ("ribbon?country=CLD&column=posture", ARMS, "ribbon?type=arms&country=CLD"),
        ("sources?column=claims", ARMS, "sources?type=arms&column=claims"),
        ("votes?column=vote-2022", ARMS, "votes?type=arms&column=vote-2022"),
        ("compare?focus=words&pins=CLD,DLD", ARMS, "compare?type=arms&pins=CLD,DLD"),
        ("changes", ARMS, "changes?type=arms"),
    ],
)  # fmt: skip
def test_a_digit_steps(scene: Scene, before: str, digit: int, then: str) -> None:
    step = pressed(scene, before, digit)
    assert view_to_text(step.view) == then
    assert step.push, "one can go back from it"


def test_four_presses_go_round(scene: Scene) -> None:
    start = "explore?q=group:friends"
    assert after(scene, start, ARMS, ARMS, ARMS, ARMS, ARMS) == start


def test_letting_go_says_where_the_query_still_names_the_type(scene: Scene) -> None:
    step = pressed(scene, "explore?q=-disputed:arms+opposes:arms&type=arms", ARMS)
    assert view_to_text(step.view) == "explore?q=-disputed:arms"
    assert step.say == "The query still names Arms."
    assert scene.type_in_view(step.view) == "arms"
    assert not pressed(scene, "explore?q=opposes:arms&type=arms", ARMS).say


def test_votes_say_that_they_are_not_told_apart(scene: Scene) -> None:
    step = pressed(scene, "votes", ARMS)
    assert step.say == "Votes are not told apart by kind."
    assert step.view.type == "arms"


def test_a_digit_beyond_the_types_says_how_many_there_are(scene: Scene, tmp_path: Path) -> None:
    step = pressed(scene, "explore", 6)
    assert step.say == "There are only 5 kinds of support."
    assert step.view == ViewState()
    bare = ONE_TYPE.replace("[{id: arms, label: Arms, lasts: 12}, {id: aid, label: Aid, "
                            "scored: false}]", "[]")  # fmt: skip
    none = other_scene(tmp_path, bare)
    assert pressed(none, "explore", 1).say == "This data set has no kinds of support."
    assert moves.next_type(ViewState(), none, 1).say == "This data set has no kinds of support."


# One after the other.


def round_trip(scene: Scene, text: str, by: int) -> list[str | None]:
    """What is in view at each press of a key, until it is what it was at first."""
    view = view_from_text(text).view
    first, shown = scene.type_chosen(view), []
    while True:
        view = moves.next_type(view, scene, by).view
        shown.append(scene.type_chosen(view))
        if shown[-1] == first or len(shown) > 50:
            return shown


def test_the_types_follow_one_another_through_all_and_none(scene: Scene) -> None:
    order = ["troops", "arms", "words", "recognition", "relief", None]
    for view in ("explore", "matrix", "votes", "ribbon", "map", "sources", "changes"):
        assert round_trip(scene, view, 1) == order
        assert round_trip(scene, view, -1) == [*order[-2::-1], None]


def test_more_than_nine_types_are_all_reached(tmp_path: Path) -> None:
    many = other_scene(tmp_path, MANY_TYPES)
    assert round_trip(many, "explore", 1) == [*(f"t{n}" for n in range(1, 13)), None]
    assert set(round_trip(many, "explore?q=supports:t4", 1)) == {f"t{n}" for n in range(1, 13)}
    assert set(round_trip(many, "explore?q=supports:t4", -1)) == {f"t{n}" for n in range(1, 13)}


# Asking for the wrong thing.


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("kind:arms", "kind: asks for kinds of event; write type:arms or supports:arms"),
        ("kind:Arms", "kind: asks for kinds of event; write type:arms or supports:arms"),
        ("kind:relief", "kind: asks for kinds of event; write type:relief"),
        ("type:vote", "type: asks for kinds of support; write kind:vote"),
        ("supports:vote", "supports: asks for kinds of support; write kind:vote"),
    ],
)
def test_a_kind_of_event_and_a_kind_of_support_are_told_apart(
    scene: Scene, query: str, advice: str
) -> None:
    with pytest.raises(QueryError) as caught:
        scene.answers.query(query)
    assert caught.value.message == advice
    assert query[caught.value.start : caught.value.end] == query.partition(":")[2]


# Texts that were written before.


OLD_PARTS = {
    "q": ("", "group:friends", "supports%3Aarms", 'a%20%22b%20c%22'),
    "as-of": ("", "2022-11-23"),
    "clock": ("", "known"),
    "country": ("", "CLD", "nobody"),
    "focus": ("", "summit-2022", "CLD"),
    "rows": ("", "all", "mine"),
    "sort": ("", "posture", "change", "claims", "column:arms", "column:*"),
    "group": ("", "posture", "group", "region", "none"),
    "column": ("", "arms", "relief", "vote-2022", "*", "posture", "claims", "troops=supports"),
    "from": ("", "2022-01-01"),
    "by": ("", "CLD"),
    "pins": ("", "CLD,DLD"),
}  # fmt: skip
"""The keys of a view before the type was one, each with the values that it could have."""


def old_texts() -> list[str]:
    """Every view with every value of every key, alone and beside all the others."""
    texts = []
    views = ("explore", "matrix", "votes", "ribbon", "compare", "map", "sources", "changes")
    for view in views:
        for key, values in OLD_PARTS.items():
            for value in values:
                alone = f"{key}={value}" if value else ""
                texts.append(f"{view}?{alone}" if alone else view)
                chosen = {name: others[-1] for name, others in OLD_PARTS.items()} | {key: value}
                parts = [f"{name}={each}" for name, each in chosen.items() if each]
                texts.append(f"{view}?{'&'.join(parts)}")
    return list(dict.fromkeys(texts))


def test_every_earlier_text_is_read_and_says_what_it_said(scene: Scene) -> None:
    texts = old_texts()
    assert len(texts) > 300
    for text in texts:
        opened = view_from_text(text)
        assert opened.notes == (), text
        view = scene.completed(opened.view)
        column = opened.view.column
        if view.view in ("matrix", "map") and column in ("arms", "relief"):
            assert (view.type, view.column) == (column, None), text
            assert moves.board_column(view, scene) == column, text
        else:
            assert (view.type, view.column) == (None, column), text
        assert view.query == opened.view.query
        again = view_from_text(view_to_text(view))
        assert scene.completed(again.view) == view, text


# What other views show of a type.


def test_changes_and_sources_are_of_the_type_alone_and_count_the_rest(scene: Scene) -> None:
    every = scene.changed(view_from_text("changes?from=2022-03-01").view)
    arms, others = scene.changed(view_from_text("changes?from=2022-03-01&type=arms").view)
    total = sum(len(change.stances) for change in every[0])
    shown = [stance for change in arms for stance in change.stances]
    assert shown
    assert {each.support_type for each in shown} == {"arms"}
    assert len(shown) + others == total
    page = scene.changes(view_from_text("changes?from=2022-03-01&type=arms").view)
    told = "".join(span.text for span in page.blocks[0].spans)
    assert told == f"Arms alone; {others} on other kinds."
    board = scene.board_for(view_from_text("sources?type=arms").view)(140)
    claims = [each for each in scene.dataset.claims if each.type == "arms"]
    cited = {each.source for claim in claims for each in claim.evidence}
    assert {each for each in board.ids if each is not None} == {TOTAL, *cited}
    rest = len(scene.dataset.sources) - len(cited)
    assert board.title.startswith(f"Sources › Arms · {len(cited)}, and {rest} on other kinds · by")


def test_the_matrix_is_gone_through_without_a_step_of_the_history(scene: Scene) -> None:
    view = view_from_text("matrix?country=CLD").view
    step = moves.to_cell(view, scene, "CLD", "words")
    assert (step.view.type, step.view.column, step.push) == ("words", None, False)
    step = moves.to_cell(step.view, scene, "CLD", TOTAL)
    assert (step.view.column, step.push) == (TOTAL, False)
    assert moves.board_column(step.view, scene) == TOTAL
