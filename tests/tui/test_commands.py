"""Commands: the palette, the user's own keys, the key bar, the themes."""

from __future__ import annotations

import re

import pytest

from alliance_tui.tui.commands import COMMANDS, key_name
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore

pytestmark = pytest.mark.asyncio


async def test_the_palette_runs_commands_by_name_and_by_what_they_do(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        for words, then in (
            ("matr", "matrix?"),
            ("between two d", "changes?"),
        ):
            await session.press("ctrl+p")
            await session.type(words)
            await session.press("enter")
            assert session.address.startswith(then), words
        await session.press("colon")
        await session.type("pac")
        assert re.search(r"Northern Pact +PACT", session.screen)
        assert re.search(r"The Northern Pact is founded +May 2001", session.screen)
        await session.press("escape")
        assert session.app.screen is session.explorer


async def test_the_palette_offers_every_command_that_is_not_for_moving(explore: Explore) -> None:
    async with explore((80, 200)) as session:
        await session.press("ctrl+p")
        for command in COMMANDS:
            if command.palette and "list" in command.where:
                key = key_name(command.keys[0])
                offered = re.compile(rf" {re.escape(command.label)} .* {re.escape(key)} *│")
                assert offered.search(session.screen), command
        await session.type("theme nord")
        await session.press("enter")
        assert session.app.theme == "nord"


async def test_other_keys_take_the_place_of_the_usual_ones(explore: Explore) -> None:
    keys = {"query": "f2,/", "matrix": "M", "help": "f1", "down": "n", "escape": "f9"}
    async with explore(WIDE, keys=keys) as session:
        assert session.lines[-1].startswith(" f2 Query  Enter Read")
        assert session.lines[-1].endswith(" f1 Help  q Quit")
        await session.press("m", "j", "down", "question_mark")
        assert session.address == "explore?q=group:friends&country=CLD", "the usual ones are off"
        await session.press("n")
        assert session.view.country == "GLD"
        await session.press("f2")
        assert session.focused == "query"
        await session.type("M")
        assert session.view.query == "group:friends M", "in the query a letter is a letter"
        await session.press("backspace", "f9", "slash", "f9", "M")
        assert session.address.startswith("matrix?")
        await session.press("f9", "f1")
        shown = session.screen
        assert "f2  /" in shown
        await session.press("n", "escape")
        assert session.app.screen is not session.explorer, "overlays take the user's keys too"
        await session.press("f9")
        assert session.app.screen is session.explorer
        await session.press("ctrl+p")
        await session.type("matrix")
        assert re.search(r" Matrix .* M *│", session.screen)


async def test_a_key_that_is_taken_goes_to_whom_it_was_given(explore: Explore) -> None:
    async with explore(MIDDLE, keys={"matrix": "slash", "quit": "ctrl+x"}) as session:
        await session.press("slash")
        assert session.address.startswith("matrix?")
        assert "/ Query" not in session.lines[-1]
        await session.press("q")
        assert not session.app._exit
        await session.press("ctrl+x")
        assert session.app._exit


async def test_a_key_that_does_not_exist_is_only_without_effect(explore: Explore) -> None:
    async with explore(MIDDLE, keys={"query": "no-such-key", "legend": "ctrl+"}) as session:
        await session.press("slash", "L", "down")
        assert session.view.country == "GLD"


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_the_key_bar_names_help_and_the_way_out_and_can_be_clicked(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size) as session:
        for view in ("explore", "matrix", "changes"):
            session.explorer.open_view(f"{view}?q=country:any")
            await session.pilot.pause()
            assert session.lines[-1].endswith("q Quit")
            assert "? Help" in session.lines[-1]
        await session.click("? Help")
        assert "Keys · in the " in session.screen
        await session.press("escape")
        await session.click("q Quit")
        assert session.app._exit


async def test_every_theme_can_be_worn(explore: Explore) -> None:
    async with explore(NARROW) as session:
        for theme in session.app.available_themes:
            session.app.theme = theme
            await session.pilot.pause()
            assert "Cland" in session.screen


@pytest.mark.parametrize("size", [WIDE, MIDDLE])
async def test_with_the_mouse_alone_every_command_is_reached(
    explore: Explore, size: tuple[int, int]
) -> None:
    for view in ("explore", "votes", "map"):
        async with explore(size, view=view) as session:
            await session.click(": Go to")
            await session.type("saved")
            await session.press("enter")
            assert "No view of this data set has been kept yet." in session.screen


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_a_press_beside_an_overlay_closes_it(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size) as session:
        for key in ("i", "L", "d"):
            await session.press(key)
            assert session.app.screen is not session.explorer
            await session.pilot.click(offset=(size[0] // 2, size[1] // 2))
            assert session.app.screen is not session.explorer, "not one in the page"
            await session.pilot.click(offset=(0, size[1] - 2))
            await session.pilot.pause()
            assert session.app.screen is session.explorer, key


async def test_ctrl_c_says_how_one_leaves(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("ctrl+c")
        assert "q or ^q leaves." in session.screen
