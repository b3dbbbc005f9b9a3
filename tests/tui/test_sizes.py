"""The three layouts: what fits is shown, and a resize keeps focus, cursor and place."""

from __future__ import annotations

import pytest
from textual import events

from alliance_tui.query.view import VIEWS, ViewName
from alliance_tui.tui import moves
from alliance_tui.tui.panes.base import Pane
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio

STACKED = (100, 36)
WORDS = frozenset("…Ç")
"""What the library cuts titles with, and a letter of the data set."""
ROUND = (MIDDLE, NARROW, STACKED, (39, 11), WIDE, NARROW, MIDDLE, WIDE)


def seen(session: Session) -> list[str]:
    """The panes that are seen, from left to right."""
    panes = session.explorer.query(Pane).results(Pane)
    return [str(pane.id) for pane in panes if pane.display and pane.region.area]


async def test_a_resize_keeps_the_pane_the_cursor_and_the_place(explore: Explore) -> None:
    async with explore() as session:
        await session.press("down", "down", "right", "right", "g", "down")
        view = session.view
        assert view.focus == "eld-arms"
        for size in ROUND:
            await session.resize(size)
            assert session.view == view
            assert session.focused == "timeline"
            if size == (39, 11):
                assert "this is 39 × 11." in session.screen
                continue
            assert "timeline" in seen(session)
            cursor = [line for line in session.pane("timeline").splitlines() if "▌" in line]
            assert cursor, "the cursor is in view"
            assert "Eland sold rifles" in cursor[0]
        await session.press("down")
        assert session.view.focus == "vote-1"
        await session.resize(NARROW)
        await session.press("left", "left")
        await session.resize(WIDE)
        assert session.focused == "countries"
        assert "▌ Eland" in session.row("Eland")


async def test_each_layout_shows_as_many_panes_as_fit(explore: Explore) -> None:
    async with explore() as session:
        for size, panes in (
            (WIDE, ["countries", "detail", "timeline"]),
            ((200, 24), ["countries", "detail", "timeline"]),
            ((120, 24), ["countries", "detail"]),
            ((119, 30), ["countries", "detail", "timeline"]),
            ((119, 29), ["countries", "detail"]),
            ((80, 24), ["countries", "detail"]),
            ((79, 45), ["countries"]),
            (NARROW, ["countries"]),
        ):
            await session.resize(size)
            assert seen(session) == panes, size
            assert not any(len(line) > size[0] for line in session.lines)


async def test_short_terminals_fold_header_and_strip_away(explore: Explore) -> None:
    async with explore((80, 24)) as session:
        assert session.lines[0].startswith(" Who helped Aland")
        await session.resize((80, 23))
        assert session.lines[0].startswith(" / group:friends")
        assert "▼" not in session.screen
        assert session.lines[-1].endswith("q Quit")


async def test_what_is_being_typed_stays_over_a_resize(explore: Explore) -> None:
    async with explore() as session:
        await session.press("slash", "end")
        await session.type(" posture:di")
        for size in (NARROW, WIDE, MIDDLE):
            await session.resize(size)
            assert session.focused == "query"
            await session.press("s", "backspace")
            assert "posture:distant" in session.screen
        await session.press("tab", "enter")
        assert session.view.query == "group:friends posture:distant"
        assert session.focused == "countries"


async def test_overlays_prompts_and_facets_fit_any_size(explore: Explore) -> None:
    async with explore() as session:
        await session.press("f", "down")
        assert "▌  Bland" in session.pane("facets")
        for size in (NARROW, STACKED, MIDDLE):
            await session.resize(size)
            assert session.focused == "facets"
            assert "▌  Bland" in session.pane("facets")
        await session.press("escape")
        for key, words in (
            ("i", "Its own forces take part."),
            ("L", "withholds"),
            ("d", "As of which day?"),
            ("b", "No view of this data set"),
        ):
            await session.press(key)
            for size in (NARROW, WIDE):
                await session.resize(size)
                assert words in session.screen
            await session.press("escape")


async def test_zoom_and_tabs_in_every_layout(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("tab", "plus")
        assert seen(session) == ["detail"]
        await session.press("tab")
        assert seen(session) == ["timeline"]
        await session.resize(WIDE)
        assert seen(session) == ["timeline"]
        await session.press("escape")
        assert len(seen(session)) == 3
        await session.resize(NARROW)
        assert seen(session) == ["timeline"]
        await session.click("Page")
        assert seen(session) == ["detail"]
        await session.click("List")
        assert (seen(session), session.focused) == (["countries"], "countries")


async def test_ascii_reaches_every_corner(explore: Explore) -> None:
    async with explore((80, 40), "explore?q=country:any", ascii_only=True) as session:
        screens: list[tuple[tuple[str, ...], str]] = []

        async def look(*keys: str) -> None:
            await session.press(*keys)
            screens.append((keys, session.screen))

        for view in VIEWS[1:]:
            session.explorer.open_view(f"{view}?q=country:any&as-of=2022-06-15&country=ELD")
            await look("right", "down")
        session.explorer.open_view("explore?q=country:any&country=ELD")
        for key in ("i", "L", "question_mark", "exclamation_mark", "b", "d", "Y", "ctrl+p"):
            await look(key)
            await session.press("escape")
        await look("f")
        await look("slash", "end", "space", "p")
        await look("x")
        for item in ("summit-2022", "vote-1", "dld-shells", "PACT"):
            session.explorer.action_follow(item)
            await look("S")
        beyond: dict[str, str] = {}
        for keys, screen in screens:
            for line in screen.splitlines():
                beyond |= {c: f"{keys}: {line}" for c in line if c not in WORDS and not c.isascii()}
        assert beyond == {}


async def test_the_border_between_panes_moves_by_key_and_by_mouse(explore: Explore) -> None:
    async with explore() as session:

        def left() -> int:
            return session.explorer.query_one("#countries").outer_size.width

        assert left() == 56
        await session.press("=", "=")
        assert left() == 64
        assert session.explorer.query_one("#detail").outer_size.width == 76
        assert session.explorer.query_one("#timeline").outer_size.width == 64
        await session.press("-")
        assert left() == 60
        await session.burst(*["-"] * 40)
        assert left() == 24, "a pane beside others keeps some room"
        await session.burst(*["="] * 60)
        assert left() == WIDE[0] - 24
        await session.press("-")
        assert left() == WIDE[0] - 28, "no press is owed beyond the end"
        await session.pilot.mouse_down(offset=(left() - 1, 10))
        await session.pilot._post_mouse_events([events.MouseMove], offset=(70, 12), button=1)
        await session.pilot.mouse_up(offset=(70, 12))
        await session.pilot.pause()
        assert left() == 70
        await session.pilot.hover(offset=(90, 12))
        await session.pilot.pause()
        assert left() == 70, "the mouse has let go"
        await session.resize(NARROW)
        await session.press("=", "-", "-")
        await session.resize(WIDE)
        assert left() == 70, "where one pane is seen there is no border to move"


@pytest.mark.parametrize("name", ["matrix", "map", "changes"])
async def test_what_is_laid_out_while_a_view_is_being_made_is_told(
    explore: Explore, name: ViewName
) -> None:
    async with explore() as session:
        explorer = session.explorer
        explorer.take(moves.look(session.view, explorer.scene, name))
        assert explorer.stage is not None
        assert not explorer.query(f"#{explorer.stage}")
        explorer.show_status()
        assert explorer.pane.id == "countries"
        await session.pilot.pause()
        assert session.focused == explorer.stage == explorer.pane.id


async def test_the_border_tells_the_way_to_the_timeline_after_every_resize(
    explore: Explore,
) -> None:
    async with explore(MIDDLE) as session:
        for size in ((60, 15), MIDDLE):
            await session.resize(size)
        assert "Tab Tab: timeline, " in session.pane("detail")
