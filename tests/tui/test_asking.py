"""Asking: the query bar, the chips, and what happens to a wrong query."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events

from alliance_tui.reading.load import Loaded, load
from tests.tui.conftest import MIDDLE, NARROW, Explore

pytestmark = pytest.mark.asyncio

BARE = """\
dataset:
  {id: bare, format: 1, version: 1, title: B, subject: AAA, as_of: 2024-01-01, support_types: []}
countries:
  - {id: AAA, name: Aland}
"""


async def test_typing_filters_at_every_letter_and_enter_returns_to_the_list(
    explore: Explore,
) -> None:
    async with explore(view="explore") as session:
        await session.press("slash")
        assert session.focused == "query"
        await session.type("supports:troops")
        assert session.view.query == "supports:troops"
        assert "Cland" in session.pane("countries")
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


async def test_the_first_country_found_is_shown_unless_the_chosen_one_is(
    explore: Explore,
) -> None:
    async with explore(view="explore?country=ELD") as session:
        await session.press("slash")
        await session.type("supports:troops")
        await session.press("enter")
        assert session.chosen == "CLD"
        assert session.address.endswith("country=CLD"), "what is shown is what is copied"
        await session.press("slash", "ctrl+u")
        await session.press("enter")
        assert session.chosen == "ELD", "the one that was wanted comes back"


async def test_a_wrong_query_keeps_the_rows_and_says_what_is_wrong(explore: Explore) -> None:
    async with explore(view="explore?q=supports:troops") as session:
        await session.press("slash", "end")
        await session.type(" posture:fights")
        assert "Cland" in session.pane("countries")
        await session.type("z")
        assert "did you mean “fights”?" in session.screen
        assert "Cland" in session.pane("countries"), "the last query that could be read stands"
        assert "q=supports:troops%20posture:fights&" in f"{session.address}&"
        await session.press("backspace")
        assert "did you mean" not in session.screen


async def test_a_digit_shows_its_kind_of_support_and_pressed_again_narrows_the_list(
    explore: Explore,
) -> None:
    async with explore(view="explore?q=group:friends") as session:
        await session.press("2")
        assert session.address == "explore?q=group:friends&type=arms&country=CLD"
        await session.press("2")
        assert session.view.query == "group:friends supports:arms"
        await session.press("2")
        assert session.view.query == "group:friends withholds:arms"
        assert "Eland" in session.pane("countries")
        assert "CLD" not in session.pane("countries")
        await session.press("2")
        assert session.view.query == "group:friends opposes:arms"
        assert "Nobody in this list opposes. 2 lets go." in session.pane("countries")
        assert session.view.country == "CLD", "the country that is wanted stays so"
        for key in ("enter", "i", "y", "space", "c"):
            await session.press(key)
            assert "No country is chosen." in session.screen, key
        await session.press("2")
        assert session.view.query == "group:friends"
        assert session.view.type is None
        await session.press("5")
        assert session.view.query == "group:friends"
        await session.press("5")
        assert session.view.query == "group:friends type:relief", "unscored: its claims are listed"
        await session.press("7")
        assert "There are only 5 kinds of support." in session.screen


async def test_the_chips_can_be_clicked_and_show_their_step(explore: Explore) -> None:
    async with explore(view="explore") as session:
        await session.click("1 Troops")
        assert session.view.type == "troops"
        await session.click("1 Troops")
        assert session.view.query == "supports:troops"
        assert "[1 ● Troops]" in session.screen


async def test_a_country_that_a_filter_leaves_out_gives_way_to_the_first_and_comes_back(
    explore: Explore,
) -> None:
    async with explore(view="explore?country=ELD") as session:
        await session.press("1", "1")
        assert "ELD" not in session.pane("countries")
        assert session.chosen == "CLD"
        assert "Cland › Troops" in session.pane("detail")
        assert "▌ Cland" in session.row("Cland")
        await session.press("backspace")
        assert session.view.country == "ELD"
        await session.press("1", "1", "1")
        assert session.chosen is None
        assert "No country is chosen" in session.pane("detail")


async def test_escape_steps_back_to_the_opening_query_and_zero_goes_there(
    explore: Explore,
) -> None:
    async with explore() as session:
        await session.press("1", "1", "2", "2")
        assert session.view.query == "group:friends supports:troops supports:arms"
        await session.press("escape")
        assert session.view.query == "group:friends supports:troops"
        assert session.view.type == "arms"
        assert "Off: supports:arms. Backspace brings it back." in session.screen
        await session.press("escape")
        assert session.view.type is None, "then the type"
        assert session.view.query == "group:friends supports:troops"
        assert "Off: Arms. Backspace brings it back." in session.screen
        await session.press("escape")
        assert session.view.query == "group:friends", "then the last term"
        await session.press("escape")
        assert session.view.query == "group:friends"
        await session.press("backspace", "backspace", "backspace")
        assert session.view.query == "group:friends supports:troops supports:arms"
        assert session.view.type == "arms", "each is a step back"
        await session.press("0")
        await session.press("1", "1", "2", "0")
        assert session.view.query == "group:friends"
        assert session.view.type is None


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
        await session.press("enter", "G", "enter")  # unfold people and groups
        assert "Carl One, President" in session.pane("detail")
        assert "15 Jun 2022" in session.screen
        assert session.sections()["Keeps away"] == ["Cland"]
        assert "PACT (frozen)" not in session.pane("detail")
        await session.click("Eland")
        assert "mixed" in session.pane("detail")
        await session.click("Dland")
        assert "nothing that counts: 1" in session.pane("detail")
    async with explore(view="explore?country=ELD") as session:
        await session.press("enter", "G", "enter")
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


async def test_the_chips_are_whole_after_every_resize(explore: Explore) -> None:
    async with explore(NARROW) as session:
        await session.resize((100, 20))
        assert "1 Troops  2 Arms  3 Words  4 Recognition  5 Relief" in session.lines[0]
        await session.resize((80, 20))
        assert "1 Tr  2 Ar  3 Wo  4 Re  5 Rl" in session.lines[0]
        await session.resize((80, 24))
        assert "1 Troops  2 Arms" in session.lines[2]
        await session.resize((40, 24))
        await session.press("4")
        assert "1 Tr  2 Ar  3 Wo [4 Recognition] 5 Rl" in session.lines[2]
        await session.resize(NARROW)
        assert "[4 Recognition]" in session.lines[0], "the chosen one alone"


async def test_where_nothing_is_asked_and_nothing_known_it_is_said_how_to_see_all(
    explore: Explore, tmp_path: Path
) -> None:
    file = tmp_path / "bare.yaml"
    file.write_text(BARE, encoding="utf-8")
    async with explore(NARROW, loaded=load(file, use_copy=False)) as session:
        assert "No claims yet: country:any shows all." in session.screen
        assert "0/1" in session.lines[0]
        await session.press("slash")
        await session.type("country:any")
        assert "▌ Aland" in session.screen


async def test_a_sentence_that_has_no_room_is_cut_and_whole_again_on_a_wider_screen(
    explore: Explore,
) -> None:
    query = "group:friends (supports:arms or withholds:arms)"
    async with explore(MIDDLE, view=f"explore?q={query}", ascii_only=True) as session:
        await session.press("slash")
        assert session.lines[2].endswith("...")
        assert all(line.isascii() for line in session.lines[:3])
        await session.resize((200, 45))
        assert not session.lines[2].endswith("...")


async def test_a_country_that_a_narrower_list_leaves_out_is_told_and_comes_back(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(
        loaded=bundled, view="explore?q=group:supposed-allies&country=SYR"
    ) as session:
        await session.press("7", "7")
        assert session.chosen == "PRK"
        assert "Syria is not among these." in session.screen
        await session.press("7", "7")
        assert session.chosen != "SYR"
        await session.press("escape", "escape")
        assert session.chosen == "SYR"
