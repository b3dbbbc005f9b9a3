"""Back and forward: what is a step, and what only moves."""

from __future__ import annotations

import pytest

from alliance_tui.tui.panes.key_bar import KeyBar
from tests.tui.conftest import Explore

pytestmark = pytest.mark.asyncio


async def test_every_step_back_and_forward_again(explore: Explore) -> None:
    async with explore() as session:
        steps = [session.view]

        async def step(*keys: str) -> None:
            await session.press(*keys)
            assert session.view != steps[-1], keys
            steps.append(session.view)

        await step("2")
        await step("0")
        await step("less_than_sign")
        await step("t")
        await step("m")
        await step("x")
        await step("v")
        await step("v")
        await session.press("slash", "end")
        await session.type(" region:North")
        steps.append(session.view)
        await session.press("enter")
        for view in reversed(steps[:-1]):
            await session.press("backspace")
            assert session.view == view
        assert session.focused == "countries"
        for view in steps[1:]:
            await session.press("]")
            assert session.view == view
        await session.press("]")
        assert "Nothing lies ahead." in session.screen
        await session.press("left_square_bracket", "left_square_bracket", "3")
        new = session.view
        await session.press("]")
        assert session.view == new, "a new step forgets what lay ahead"


async def test_moving_the_cursor_is_no_step_but_is_remembered(explore: Explore) -> None:
    async with explore() as session:
        await session.press("down", "down", "a", "S")
        await session.press("right", "right", "g")
        assert session.view.focus == "pact-founded"
        await session.press("1")
        await session.press("backspace")
        assert session.view.country == "ELD"
        assert session.view.focus == "pact-founded"
        assert (session.view.rows, session.view.sort) == ("all", "posture")
        await session.press("backspace")
        assert "This is where you began" in session.screen
        assert session.view.query == "group:friends"


async def test_typing_again_after_a_way_back_is_a_step_of_its_own(explore: Explore) -> None:
    async with explore(view="explore") as session:
        await session.press("slash")
        await session.type("region:No")
        await session.press("escape", "escape", "backspace")
        assert session.view.query == ""
        await session.press("slash")
        await session.type("kind:summit")
        await session.press("enter")
        await session.press("backspace")
        assert session.view.query == ""


async def test_the_way_back_is_grey_where_there_is_none(explore: Explore) -> None:
    async with explore() as session:
        bar = session.explorer.query_one(KeyBar)
        assert "back" in bar.off
        await session.press("1")
        assert "back" not in bar.off
        await session.press("backspace")
        assert "back" in bar.off
