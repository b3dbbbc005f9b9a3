"""Facets: what the rows have in common, counted; choosing one edits the query."""

from __future__ import annotations

import re

import pytest

from alliance_tui.reading.load import Loaded
from alliance_tui.tui.panes.detail import Detail
from alliance_tui.tui.panes.facet_pane import FacetPane
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio

TALL = (140, 130)
"""High enough for all facets."""


def counts(session: Session, facet: str) -> dict[str, int]:
    """The values of a facet as they stand in the pane, with their counts."""
    found: dict[str, int] = {}
    lines = iter(session.pane("facets").splitlines())
    for line in lines:
        if re.match(rf"\W*{facet} +(countries|events|claims)\b", line):
            break
    for line in lines:
        value = re.match(r"\W*(\w.*\w) +(\d+)\W*$", line)
        if value is None:
            break
        found[value[1].rstrip()] = int(value[2])
    return found


async def press(session: Session, facet: str, value: str) -> None:
    """Press the mouse on a value of a facet."""
    region = session.explorer.query_one("#facets").region
    lines = session.pane("facets").splitlines()
    heading = next(
        n for n, line in enumerate(lines) if re.match(rf"\W*{facet} +(count|ev|cl)", line)
    )
    line = next(n for n, line in enumerate(lines) if n > heading and f" {value} " in line)
    await session.pilot.click(offset=(region.x + 6, region.y + line))
    await session.pilot.pause()


async def test_counts_narrow_as_the_query_does_and_enter_chooses_and_takes_back(
    explore: Explore,
) -> None:
    async with explore(TALL) as session:
        await session.press("f")
        assert session.focused == "facets"
        assert "Cland" in session.pane("detail"), "the page stands beside them"
        assert counts(session, "Arms") == {
            "nothing that counts": 1,
            "none found": 1,
            "withholds": 1,
        }
        assert counts(session, "Posture") == {
            "Not assessed": 2, "Against": 1, "Fights beside it": 1, "Keeps away": 1,
        }  # fmt: skip
        await press(session, "Troops", "supports")
        assert session.view.query == "group:friends supports:troops"
        assert "Cland" in session.pane("countries")
        assert "ELD" not in session.pane("countries")
        assert len(counts(session, "Troops")) == 2, "several may be asked for"
        assert counts(session, "Posture") == {"Fights beside it": 1}
        assert counts(session, "Arms") == {}
        assert "✓ supports" in session.pane("facets")
        await session.press("enter")
        assert session.view.query == "group:friends"
        assert len(counts(session, "Posture")) == 4
        assert "▌  supports" in session.pane("facets"), "the cursor stays on its value"
        await session.press("backspace")
        assert session.view.query == "group:friends supports:troops"


async def test_every_kind_of_value_is_a_term_that_finds_as_many_as_it_says(
    explore: Explore,
) -> None:
    async with explore(view="explore?q=country:any") as session:
        await session.press("f")
        answers, moment = session.explorer.scene.answers, session.explorer.scene.moment
        kinds = set()
        for facet in session.explorer.query_one(FacetPane).facets:
            for choice in facet.choices:
                kinds.add(choice.term.field)
                now = moment(session.view)
                found = {
                    "countries": len(answers.countries(choice.term, now)),
                    "events": len(answers.events(choice.term, now)),
                    "claims": sum(
                        answers.claim_holds(choice.term, claim, now)
                        for claim in answers.dataset.claims
                    ),
                }[facet.counted]
                assert found == choice.rows, (facet.title, choice)
        assert {"supports", "posture", "group", "region", "kind", "during", "status"} <= kinds


async def test_the_mouse_chooses_a_value_and_the_groups_own_term_shows_as_chosen(
    explore: Explore,
) -> None:
    async with explore(TALL) as session:
        await session.press("f")
        assert "✓ Friends of Aland" in session.pane("facets")
        await session.click("Keeps away", "facets")
        assert session.view.query == "group:friends posture:distant"
        assert session.chosen == "ELD", "the first of those found"
        await session.click("Friends of Aland", "facets")
        assert session.view.query == "posture:distant"


async def test_they_follow_the_day_and_say_so_where_there_is_nothing(explore: Explore) -> None:
    async with explore(TALL) as session:
        await session.press("f", "less_than_sign", "less_than_sign")
        assert counts(session, "Posture") == {"Not assessed": 5}
        await session.press("slash", "end")
        await session.type(" country:HLD")
        assert "Nothing to count." in session.pane("facets")


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
async def test_they_have_their_tab_and_close_again(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size) as session:
        await session.press("f")
        assert session.focused == "facets"
        assert "On whose word alone" in session.pane("facets")
        assert session.explorer.query_one("#detail").region.height == 0
        await session.press("right")
        assert session.focused == "timeline"
        await session.press("left", "left")
        assert session.focused == "countries"
        await session.press("escape")
        assert session.explorer.query_one("#facets").region.height == 0
        assert session.view.query == "group:friends", "closing them takes no filter back"
        await session.press("f", "f")
        assert session.focused == "countries"
        assert session.explorer.query_one("#facets").region.height == 0
        await session.press("enter")
        assert session.focused == "detail"
        assert session.explorer.query_one("#detail", Detail).place.top == 0


async def test_from_another_view_they_open_beside_the_list(explore: Explore) -> None:
    async with explore() as session:
        await session.press("m", "f")
        assert session.view.view == "explore"
        assert session.focused == "facets"
        await session.press("down", "enter")
        assert session.view.query == "group:friends alone:target"


async def test_claims_on_one_sides_word_take_two_keys(explore: Explore, bundled: Loaded) -> None:
    """Which claims rest on one side's word? The facets say how many, and Enter shows them."""
    for size in (WIDE, MIDDLE, NARROW):
        async with explore(size, loaded=bundled) as session:
            await session.press("f", "enter")
            assert session.view.query == "group:supposed-allies alone:any"
            assert "any one side's" in session.pane("facets")
    async with explore(WIDE, loaded=bundled) as session:
        await session.press("f", "enter", "tab")
        assert re.search(r"\d+ hits", session.pane("countries")), "which, in the list"
        assert "Found" in session.pane("detail"), "and on the page"


async def test_several_values_of_one_thing(explore: Explore) -> None:
    async with explore(TALL, view="explore?q=country:any") as session:
        await session.press("f")
        await session.click("reported ", "facets")
        before = counts(session, "Status")
        await session.click("disputed ", "facets")
        assert session.view.query.endswith("(status:reported or status:disputed)")
        assert counts(session, "Status") == before
        assert "✓ reported" in session.pane("facets")
        await session.click("reported ", "facets")
        assert session.view.query.endswith(" status:disputed")
