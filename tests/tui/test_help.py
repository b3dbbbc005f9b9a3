"""Help: made for the place in which one is, searched, and done from there; the legend beside."""

from __future__ import annotations

import pytest

from alliance_tui.tui.commands import COMMANDS
from tests.tui.conftest import MIDDLE, NARROW, SIZES, WIDE, Explore
from tests.tui.test_finding import marks

pytestmark = pytest.mark.asyncio


async def test_it_tells_the_keys_of_the_pane_in_focus(explore: Explore) -> None:
    async with explore((140, 90)) as session:
        await session.press("?")
        assert "Keys · in the list" in session.screen
        assert "on boards and the map, mark" in session.screen
        assert "find words" not in session.screen
        await session.press("q", "enter", "?")
        assert "Keys · in the page" in session.screen
        assert "find words" in session.screen
        assert "on boards and the map, mark" not in session.screen
        await session.press("?", "v", "?")
        assert "Keys · in the votes" in session.screen
        assert "in the votes, compare" in session.screen


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
async def test_two_columns_stand_where_there_is_room_and_follow_a_resize(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size) as session:
        await session.press("?")
        for other in (WIDE, NARROW, MIDDLE, WIDE):
            await session.resize(other)
            beside = next(line for line in session.lines if " Here " in line).split("Here")[1]
            assert bool(beside.strip(" │")) == (other == WIDE), other
            assert session.lines[-1].endswith("q Close")
        await session.press("q")
        assert session.app.screen is session.explorer


async def test_words_are_found_in_it_and_enter_does_the_row(explore: Explore) -> None:
    async with explore(WIDE) as session:
        await session.press("?", "slash", *"roll", "space", *"calls", "enter")
        assert "ROLL CALLS" in marks(session)
        await session.press("enter")
        assert session.address.startswith("votes?")
        await session.press(
            "escape", "colon", *"help", "space", *"year", "space", *"later", "enter"
        )
        assert "YEAR LATER" in marks(session)
        await session.press("escape", "escape")
        assert session.app.screen is session.explorer


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_down_goes_from_row_to_row_through_every_command_of_the_place(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size) as session:
        await session.press("?")
        seen: list[str] = []
        for _ in range(len(COMMANDS)):
            chosen = session.app.screen.chosen  # type: ignore[attr-defined]
            if seen and seen[-1] == chosen:
                break
            seen.append(chosen)
            await session.pilot.press("down")
        there = {
            each.id for each in COMMANDS if "list" in each.where and not each.id.startswith("type-")
        }
        assert there - {"type-day"} <= {*seen}
        assert len(seen) == len({*seen})


async def test_a_page_further_stays_there_and_makes_nothing_anew(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore(NARROW) as session:
        await session.press("?")
        made: list[object] = []
        monkeypatch.setattr(
            "alliance_tui.tui.dialogs.help.help_page", lambda *_, **__: made.append(0)
        )
        first = session.lines[1:9]
        await session.press("pagedown")
        second = session.lines[1:9]
        assert second != first
        await session.press("pagedown")
        assert session.lines[1:9] not in (first, second)
        await session.press("home", "down", "up")
        assert made == []


async def test_a_row_is_done_by_the_mouse(explore: Explore) -> None:
    async with explore(WIDE) as session:
        await session.press("?")
        y = next(n for n, line in enumerate(session.lines) if "the world by posture" in line)
        await session.pilot.click(offset=(session.lines[y].index("the world") + 2, y))
        await session.press()
        assert session.address.startswith("map?")


async def test_the_legend_stands_beside_the_list(explore: Explore) -> None:
    for size in (WIDE, MIDDLE):
        async with explore(size) as session:
            width = session.explorer.query_one("#countries").outer_size.width
            before = [line[: width - 1] for line in session.lines[5:12]]
            await session.press("L")
            assert "Where a country stands" in session.screen
            assert [line[: width - 1] for line in session.lines[5:12]] == before
            await session.press("L")
            assert session.app.screen is session.explorer
