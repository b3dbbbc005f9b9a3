"""Asking: the query bar, the chips, and what happens to a wrong query."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from tests.tui.conftest import Explore

pytestmark = pytest.mark.asyncio


async def test_typing_filters_at_every_letter_and_enter_returns_to_the_list(
    explore: Explore,
) -> None:
    async with explore(view="explore") as session:
        await session.press("slash")
        assert session.focused == "query"
        await session.type("supports:troops")
        assert session.view.query == "supports:troops"
        assert "CLD Cland" in session.pane("countries")
        assert "ELD" not in session.pane("countries")
        await session.press("enter")
        assert session.focused == "countries"
        await session.press("backspace")
        assert session.view.query == "", "all the typing is one step back"


async def test_a_new_word_can_be_typed_at_once_with_or_without_a_blank(explore: Explore) -> None:
    async with explore(view="explore?q=group:friends") as session:
        await session.press("slash")
        assert session.view.query == "group:friends", "nothing is asked yet"
        await session.type("supports:any")
        assert session.view.query == "group:friends supports:any"
        await session.press("enter", "slash")
        await session.type(" relief")
        assert session.view.query == "group:friends supports:any relief"


async def test_who_types_faster_than_the_screen_follows_loses_no_letter(explore: Explore) -> None:
    async with explore(view="explore") as session:
        await session.press("slash")
        for character in "supports:troops":
            key = "colon" if character == ":" else character
            session.app.post_message(events.Key(key, character))
            await asyncio.sleep(0)
        await session.press("enter")
        assert session.view.query == "supports:troops"


async def test_enter_goes_to_the_first_country_found_unless_the_chosen_one_is(
    explore: Explore,
) -> None:
    async with explore(view="explore?country=ELD") as session:
        await session.press("slash")
        await session.type("supports:troops")
        assert session.view.country == "ELD", "nothing moves while it is typed"
        await session.press("enter")
        assert session.view.country == "CLD"
        await session.press("slash", "ctrl+u")
        await session.press("enter")
        assert session.view.country == "CLD"


async def test_a_wrong_query_keeps_the_rows_and_says_what_is_wrong(explore: Explore) -> None:
    async with explore(view="explore?q=supports:troops") as session:
        await session.press("slash", "end")
        await session.type(" posture:fights")
        assert "CLD Cland" in session.pane("countries")
        await session.type("z")
        assert "did you mean “fights”?" in session.screen
        assert "CLD Cland" in session.pane("countries"), "the rest of the query stands"
        await session.press("backspace")
        assert "did you mean" not in session.screen


async def test_digits_step_a_support_type_by_editing_the_query(explore: Explore) -> None:
    async with explore(view="explore?q=group:friends") as session:
        await session.press("2")
        assert session.view.query == "group:friends supports:arms"
        await session.press("2")
        assert session.view.query == "group:friends withholds:arms"
        assert "ELD Eland" in session.pane("countries")
        assert "CLD" not in session.pane("countries")
        await session.press("2")
        assert session.view.query == "group:friends opposes:arms"
        assert "No country. Esc takes a filter back." in session.pane("countries")
        await session.press("2")
        assert session.view.query == "group:friends"
        await session.press("5")
        assert session.view.query == "group:friends type:relief", "unscored: its claims are listed"
        await session.press("7")
        assert "There are only 5 support types" in session.screen


async def test_the_chips_can_be_clicked_and_show_their_step(explore: Explore) -> None:
    async with explore(view="explore") as session:
        await session.click("1 Troops")
        assert session.view.query == "supports:troops"
        assert "1 Troops●" in session.screen


async def test_the_chosen_country_stays_when_the_query_no_longer_holds_it(
    explore: Explore,
) -> None:
    async with explore(view="explore?country=ELD") as session:
        await session.press("1")
        assert "ELD" not in session.pane("countries")
        assert "Eland" in session.pane("detail")
        assert "Timeline · Eland" in session.pane("timeline")
        assert "▌" not in session.pane("countries")
        await session.press("down")
        assert session.view.country == "CLD", "the next key takes the first row"


async def test_escape_steps_back_to_the_opening_query_and_zero_goes_there(
    explore: Explore,
) -> None:
    async with explore() as session:
        await session.press("1", "2")
        assert session.view.query == "group:friends supports:troops supports:arms"
        await session.press("escape")
        assert session.view.query == "group:friends supports:troops"
        await session.press("escape")
        assert session.view.query == "group:friends"
        await session.press("escape")
        assert session.view.query == "group:friends"
        await session.press("1", "2", "0")
        assert session.view.query == "group:friends"


async def test_escape_leaves_the_query_then_the_event_then_takes_filters_back(
    explore: Explore,
) -> None:
    async with explore(view="explore?q=group:friends+supports:troops&focus=summit-2022") as session:
        await session.press("slash", "escape")
        assert session.focused == "countries"
        await session.press("escape")
        assert session.view.focus is None
        await session.press("escape")
        assert session.view.query == "group:friends"


async def test_the_timeline_is_filtered_too(explore: Explore) -> None:
    async with explore(view="explore?rows=all&q=kind:summit") as session:
        assert "Summit of the pact" in session.pane("timeline")
        assert "Aland invades" not in session.pane("timeline")


async def test_an_empty_timeline_says_what_to_do(explore: Explore) -> None:
    async with explore(view="explore?country=HLD&q=kind:summit") as session:
        assert "Nothing here; a shows all." in session.pane("timeline")


async def test_another_day_changes_stances_posture_leaders_and_memberships(
    explore: Explore,
) -> None:
    async with explore(view="explore?as-of=2022-06-15&country=CLD&q=country:any") as session:
        assert "Carl One, President" in session.pane("detail")
        assert "15 Jun 2022" in session.screen
        assert "Keeps away" in session.row("Cland")
        assert "PACT (frozen)" not in session.pane("detail")
        await session.click("ELD Eland")
        assert "mixed" in session.pane("detail")
        await session.click("DLD Dland")
        assert "alleged or disputed" in session.pane("detail")
    async with explore(view="explore?country=ELD") as session:
        assert "PACT (frozen)" in session.pane("detail")


async def test_the_palette_finds_commands_countries_and_events(explore: Explore) -> None:
    async with explore() as session:
        await session.press("ctrl+p")
        await session.type("gland")
        await session.press("enter")
        assert session.view.country == "GLD"
        await session.press("colon")
        await session.type("sumit")
        await session.press("enter")
        assert session.view.focus == "summit-2022"
        await session.press("colon")
        await session.type("legend")
        await session.press("enter")
        assert "Where a country stands" in session.screen
