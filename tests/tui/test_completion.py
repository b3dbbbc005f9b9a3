"""Completion: how the word that is being typed may go on; and errors under the word."""

from __future__ import annotations

import pytest

from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio


def offered(session: Session) -> list[list[str]]:
    """The lines under the query bar, each cut into words."""
    region = session.explorer.query_one("Suggestions").region
    lines = session.lines[region.y : region.bottom]
    return [line[region.x : region.right].split() for line in lines]


async def test_first_fields_then_values_with_counts_and_tab_takes_them(explore: Explore) -> None:
    async with explore() as session:
        await session.press("slash", "end")
        await session.type(" po")
        assert [words[0] for words in offered(session)] == ["posture:"]
        await session.press("tab")
        assert session.view.query == "group:friends posture:"
        shown = {words[0]: words[-1] for words in offered(session)}
        assert shown["posture:fights"] == "1"
        assert shown["posture:both"] == "0"
        await session.type("di")
        assert offered(session)[0][:4] == ["posture:distant", "Keeps", "away", "1"]
        await session.press("tab")
        assert session.view.query == "group:friends posture:distant"
        assert session.focused == "query", "one may go on typing"
        assert offered(session) == []
        await session.press("tab")
        assert session.focused == "countries", "nothing is offered: the list is next"


async def test_the_arrows_mark_another_and_the_mouse_takes_any(explore: Explore) -> None:
    async with explore(view="explore") as session:
        await session.press("slash")
        await session.type("type:re")
        assert [words[0] for words in offered(session)] == ["type:recognition", "type:relief"]
        assert "Down or Tab" in session.screen
        await session.press("down", "down", "tab")
        assert session.view.query == "type:relief"
        await session.type("-known:x")
        await session.press(*["backspace"] * len("nown:x"))
        await session.press("up")
        await session.press("tab")
        assert session.view.query == "type:relief -known:"
        await session.press(*["backspace"] * len("-known:"))
        await session.type("group:")
        await session.click("Northern Pact")
        assert session.view.query == "type:relief group:PACT"
        assert session.focused == "query"
        await session.press("down")
        assert session.focused == "countries"


async def test_a_completion_goes_into_the_middle_of_a_query(explore: Explore) -> None:
    async with explore(view="explore?q=a+region:North") as session:
        await session.press("slash", "home", "delete")
        await session.type("supports:tr")
        await session.press("tab")
        assert session.view.query == "supports:troops region:North"
        await session.type(" x")
        assert session.view.query == "supports:troops x region:North"


async def test_down_goes_into_what_is_offered_and_enter_takes_it(explore: Explore) -> None:
    async with explore(view="explore") as session:
        await session.press("slash")
        await session.type("pos")
        await session.press("down", "enter")
        assert session.view.query == "posture:"
        assert session.focused == "query", "its value is still to be typed"
        await session.type("di")
        await session.press("down", "enter")
        assert session.view.query == "posture:distant"
        assert session.focused == "countries"
        await session.press("slash", "space")
        await session.type("gro1")
        assert session.view.query == "posture:distant gro1", "digits are text"
        await session.press("backspace", "down", "up", "enter")
        assert session.view.query == "posture:distant gro", "nothing is marked any more"


async def test_what_is_offered_goes_when_it_is_not_wanted(explore: Explore) -> None:
    async with explore() as session:
        await session.press("slash", "end")
        await session.type(" reg")
        assert offered(session)
        await session.press("escape")
        assert offered(session) == []
        assert session.focused == "query", "one thing a press"
        await session.press("escape")
        assert session.focused == "countries"
        assert session.view.query == "group:friends reg", "what was typed stands"
        await session.press("slash", "backspace", "backspace")
        assert offered(session)
        await session.press("enter")
        assert offered(session) == []
        assert session.view.query == "group:friends re", "Enter leaves, it does not take"
        await session.press("slash", "backspace", "backspace")
        await session.click("Timeline ·", "timeline")
        assert offered(session) == [], "a click elsewhere closes it too"


@pytest.mark.parametrize("size", [WIDE, MIDDLE, (80, 20), NARROW])
async def test_the_error_is_seen_under_its_word_while_something_is_offered(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size, view="explore") as session:
        await session.press("slash")
        await session.type("country:any posture:distand")
        await session.press("backspace")
        bar = session.explorer.query_one("#query").region
        note = session.lines[bar.y + 1]
        assert "^ no posture “distan”" in note
        if size != NARROW:
            assert note.index("^") == session.lines[bar.y].index("distan")
        assert offered(session)[0][0] == "posture:distant"
        await session.press("tab")
        assert "no posture" not in session.screen
