"""The answer on the screen: asked about a kind of support, the page and timeline begin with it."""

from __future__ import annotations

import re

import pytest

from alliance_tui.reading.load import Loaded
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore

pytestmark = pytest.mark.asyncio

ALLIES = "explore?q=group:supposed-allies&country=IRN"


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_one_key_asks_about_arms_and_the_page_begins_with_the_answer(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, ALLIES, bundled) as session:
        await session.press("3")
        if size == NARROW:
            await session.press("enter")
        page = " ".join(line.strip(" │") for line in session.pane("detail").splitlines()[:9])
        assert "Iran › Arms" in session.screen
        assert "Iran gave arms" in page
        assert re.search(r"Iran \(last in \w+ 2024\).* denied ", page)


async def test_the_timeline_shows_what_belongs_to_it_and_a_shows_the_rest(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(view=ALLIES, loaded=bundled) as session:
        await session.press("3")
        shown = session.explorer.scene.timeline(session.view)
        assert 0 < len(shown.records) < shown.every
        claims = bundled.dataset.claims_by_stance["IRN", "arms"]
        events = {event for claim in claims for event in claim.events}
        for record in shown.records:
            assert record.id in events or getattr(record, "type", None) == "arms"
        assert f"Iran · arms · {len(shown.records)} of {shown.every}" in session.screen
        await session.press("a")
        assert session.view.rows == "mine"
        assert f"Iran · {shown.every}" in session.screen
        await session.press("a")
        assert "All listed · arms" in session.screen
        await session.press("a")
        assert f"Iran · arms · {len(shown.records)}" in session.screen


async def test_what_belongs_to_nothing_says_how_to_see_all(
    explore: Explore, bundled: Loaded
) -> None:
    view = "explore?q=group:supposed-allies unassessed:arms&country=ARM"
    async with explore(view=view, loaded=bundled) as session:
        told = " ".join(session.pane("timeline").replace("│", " ").split())
        assert "Nothing of Armenia is found on arms. a: all" in told
        assert "Not assessed: the data set holds no" in session.pane("detail")


async def test_a_word_that_names_a_country_shows_that_country(explore: Explore) -> None:
    async with explore() as session:
        await session.press("/")
        await session.type("eland")
        await session.press("enter")
        assert "Eland" in session.pane("detail").splitlines()[0]
