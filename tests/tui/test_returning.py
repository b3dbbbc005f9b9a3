"""Going back: to the same pane, the same line, the same link; and filters that come off aloud."""

from __future__ import annotations

import pytest

from alliance_tui.tui.panes.detail import Detail
from tests.tui.conftest import NARROW, Explore, Session

pytestmark = pytest.mark.asyncio


def place(session: Session) -> tuple[object, str | None]:
    detail = session.explorer.query_one("#detail", Detail)
    return detail.place, detail.target


@pytest.mark.parametrize("size", [(140, 45), (80, 24), NARROW])
async def test_back_returns_to_the_line_and_the_link(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size, view="explore?type=arms&country=ELD") as session:
        await session.press("enter", "down")
        before = place(session)
        assert before[1] is not None
        await session.press("enter")
        assert session.view.focus is not None or session.view.country != "ELD"
        await session.press("down", "down", "backspace")
        assert place(session) == before
        assert session.focused == "detail"
        await session.press("]", "[")
        assert place(session) == before


async def test_a_filter_that_escape_takes_off_is_named_and_comes_back(explore: Explore) -> None:
    async with explore() as session:
        await session.press("2", "2", "escape")
        assert session.view.query == "group:friends"
        assert "Off: supports:arms. Backspace brings it back." in session.screen
        await session.press("backspace")
        assert session.view.query == "group:friends supports:arms"


async def test_enter_on_a_board_acts_on_no_country_that_it_does_not_show(explore: Explore) -> None:
    async with explore(view="matrix?q=supports:troops+opposes:troops&country=ELD") as session:
        assert "ELD" not in session.pane("board")
        for key in ("enter", "i", "space", "y"):
            await session.press(key)
            assert session.app.screen is session.explorer, key
            assert "No country is chosen." in session.screen
        session.explorer.open_view("matrix?q=supports:troops&country=ELD")
        await session.press("up", "i")
        assert session.app.screen is session.explorer, "the first row sums up the others"
        await session.press("down", "i")
        assert "Why: Cland" in session.screen
