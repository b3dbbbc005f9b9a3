"""Data-set text is data: nothing in it is obeyed, crashes the screen, or is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alliance_tui.reading.load import Loaded
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore

pytestmark = pytest.mark.asyncio

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_every_record_can_be_shown(
    explore: Explore, hostile: Loaded, size: tuple[int, int]
) -> None:
    dataset = hostile.dataset
    async with explore(size, "explore?q=country:any", hostile) as session:
        for item_id in list(dataset.ids):
            session.explorer.action_follow(item_id)
            await session.pilot.pause()
            assert not CONTROLS.search(session.screen.replace("\n", ""))
        for country in dataset.countries:
            session.explorer.action_follow(country.id)
            await session.press("i", "escape")
        await session.press("a", "S", "L", "escape", "question_mark", "escape")
        assert not session.app._exit


async def test_brackets_stay_as_they_are(explore: Explore, hostile: Loaded) -> None:
    async with explore(WIDE, "explore?q=country:any", hostile) as session:
        text = session.screen
        for country in hostile.dataset.countries:
            session.explorer.action_follow(country.id)
            await session.pilot.pause()
            text += session.screen
        assert "[/b]" in text
        assert "[sic]" in text


async def test_what_is_told_for_a_moment_is_harmless_and_no_markup(
    explore: Explore, tmp_path: Path
) -> None:
    flawed = tmp_path / "\x1b]52;c;[bold]x"
    async with explore(WIDE) as session:
        session.app.open_data(flawed)
        await session.press()
        told = "".join(line.strip("▌ ") for line in session.lines)
        assert "␛]52;c;[bold]x cannot be opened" in told
        session.explorer.say("[b]a\u202e[/b]")
        await session.press()
        assert "[b]a‹U+202E›[/b]" in session.screen


async def test_the_palette_survives_every_name(explore: Explore, hostile: Loaded) -> None:
    async with explore(MIDDLE, "explore?q=country:any", hostile) as session:
        for letters in ("a", "sic", "[", "i", "x"):
            await session.press("ctrl+p")
            await session.type(letters)
            await session.press("escape")
        assert session.app.screen is session.explorer


async def test_a_query_of_brackets_is_only_text(explore: Explore, hostile: Loaded) -> None:
    async with explore(MIDDLE, "explore", hostile) as session:
        await session.press("slash")
        await session.press("left_square_bracket", "slash", "b", "right_square_bracket")
        await session.press("enter")
        assert session.view.query == "[/b]"
