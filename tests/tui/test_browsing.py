"""Browsing: every move in one pane moves the others at once."""

from __future__ import annotations

import re

import pytest

from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio


async def test_it_opens_on_the_opening_query_with_the_first_country(explore: Explore) -> None:
    async with explore() as session:
        assert session.view.query == "group:friends"
        assert session.view.country == "CLD"
        assert "Cland" in session.row("Cland")
        assert "HLD" not in session.pane("countries")
        assert "5 of 8 countries" in session.screen
        assert "Fights beside it" in session.pane("detail")
        assert "Timeline · Cland" in session.pane("timeline")
        assert session.sections() == {
            "Fights beside it": ["Cland"],
            "Against": ["Gland"],
            "Keeps away": ["Eland"],
            "Not assessed": ["Dland", "Fland"],
        }


async def test_choosing_a_country_moves_detail_and_timeline(explore: Explore) -> None:
    async with explore() as session:
        await session.press("down", "down")
        assert session.view.country == "ELD"
        assert "▌ Eland" in session.row("Eland")
        assert "Keeps away" in session.pane("detail")
        assert "Timeline · Eland" in session.pane("timeline")
        await session.press("j")
        assert session.view.country == "DLD"
        assert "It is said to have sent shells" in session.pane("detail")


async def test_the_cursor_stops_at_both_ends(explore: Explore) -> None:
    async with explore() as session:
        await session.press("up")
        assert session.view.country == "CLD"
        await session.press("G")
        assert session.view.country == "FLD"
        await session.press("down")
        assert session.view.country == "FLD"
        await session.press("g")
        assert session.view.country == "CLD"
        await session.press("pagedown")
        assert session.view.country == "FLD"


async def test_an_event_marks_its_participants_and_shows_itself(explore: Explore) -> None:
    async with explore(view="explore?country=ELD&q=country:any") as session:
        await session.press("l", "l")
        assert session.focused == "timeline"
        await session.press("g", "down", "down", "down")
        assert session.view.focus == "summit-2022"
        assert session.view.country == "ELD", "the timeline stays that of the country"
        assert "Summit of the pact" in session.pane("detail")
        assert "signed · host" in session.row("Aland")
        assert "did not sign · remote" in session.row("Eland")
        assert "absentee · declined" in session.row("Dland")
        assert session.row("Hland").strip(" │") == "Hland", "nothing is recorded of it"
        assert "Timeline · Eland" in session.pane("timeline")


async def test_from_an_event_to_a_country_and_back(explore: Explore) -> None:
    async with explore(view="explore?country=ELD&focus=summit-2022") as session:
        await session.press("right")
        assert session.focused == "detail"
        await session.press("down", "down", "down")
        link = session.explorer.pane
        assert "Cland" in session.pane("detail")
        await session.press("enter")
        assert session.view.country in ("ALD", "CLD", "PACT", "ELD")
        followed = session.view
        await session.press("backspace")
        assert session.view.focus == "summit-2022"
        await session.press("]")
        assert session.view == followed
        assert link is session.explorer.pane


async def test_a_claim_leads_to_its_source_and_the_source_to_all_that_rests_on_it(
    explore: Explore,
) -> None:
    async with explore(view="explore?type=arms&country=DLD") as session:
        await session.click("Dland sent shells", "detail")
        assert session.view.focus is None
        assert "denied by Dland" in session.pane("detail"), "a press unfolds it"
        await session.click("Dland sent shells", "detail")
        assert session.view.focus == "dld-shells"
        assert "speaks for Bland" in session.pane("detail")
        assert "speaks for Dland" in session.pane("detail")
        await session.click("Foreign Ministry of Bland", "detail")
        assert session.view.focus == "bland-mfa"
        assert "Claims that cite it" in session.pane("detail")
        await session.press("backspace", "backspace")
        assert session.view.focus is None


async def test_the_first_back_says_that_there_is_nothing_to_go_back_to(explore: Explore) -> None:
    async with explore() as session:
        await session.press("backspace")
        assert "This is where you began" in session.screen


async def test_all_rows_or_mine(explore: Explore) -> None:
    async with explore(view="explore?country=FLD") as session:
        assert "Aland invades" not in session.pane("timeline")
        await session.press("a")
        assert session.view.rows == "all"
        assert "Timeline · all" in session.pane("timeline")
        await session.press("tab", "tab", "g")
        assert "Aland invades" in session.pane("timeline")
        await session.press("a")
        assert "Timeline · Fland" in session.pane("timeline")


async def test_a_recorded_absence_does_not_make_an_event_ones_own(explore: Explore) -> None:
    async with explore(view="explore?country=FLD") as session:
        assert "Assembly 1" not in session.pane("timeline")
        await session.press("a")
        assert "Assembly 1" in session.pane("timeline")


async def test_the_list_is_sorted_by_each_thing_in_turn(explore: Explore) -> None:
    async with explore(view="explore?q=country:any&group=none") as session:
        seen = {}
        for _ in range(4):
            seen[session.view.sort] = re.findall(r"([A-H]land) ", session.pane("countries"))
            await session.press("S")
        assert session.view.sort == "name"
        assert seen["name"] == sorted(seen["name"])
        assert seen["claims"][0] in ("Cland", "Eland")
        assert seen["posture"].index("Cland") < seen["posture"].index("Eland")
        assert seen["change"] != seen["name"]


async def test_why_explains_the_posture_by_rule_and_claim(explore: Explore) -> None:
    async with explore() as session:
        await session.press("i")
        assert "Why: Cland on 31 Dec 2023" in session.screen
        assert "supports:troops" not in session.screen, "the rules are folded"
        assert "ended by another claim, Jan" in session.screen
        await session.press("end", "enter")
        assert "supports:troops" in session.screen
        await session.press("escape")
        assert "Why: Cland" not in session.screen


async def test_a_link_in_an_overlay_leads_back_into_the_explorer(explore: Explore) -> None:
    async with explore() as session:
        await session.press("i", "down", "enter")
        assert session.app.screen is session.explorer
        assert session.view.focus is not None


async def test_legend_help_and_problems_open_and_close(explore: Explore) -> None:
    async with explore() as session:
        for key, text in (("L", "alleged or disputed"), ("question_mark", "the next row"),
                          ("exclamation_mark", "Nothing is wrong")):  # fmt: skip
            await session.press(key)
            assert text in session.screen
            await session.press("q")
            assert session.app.screen is session.explorer


async def test_zoom_gives_the_pane_the_whole_screen(explore: Explore) -> None:
    async with explore() as session:
        await session.press("l", "plus")
        assert session.explorer.query_one("#detail").region.width == WIDE[0]
        await session.press("escape")
        assert session.explorer.query_one("#countries").region.width > 0


async def test_tab_goes_round_the_panes(explore: Explore) -> None:
    async with explore() as session:
        order = []
        for _ in range(4):
            order.append(session.focused)
            await session.press("tab")
        assert order == ["countries", "detail", "timeline", "countries"]
        await session.press("shift+tab")
        await session.press("shift+tab")
        assert session.focused == "timeline"


async def test_two_panes_with_tabs_in_the_middle_and_one_where_it_is_narrow(
    explore: Explore,
) -> None:
    async with explore(MIDDLE) as session:
        assert "Tab Tab: timeline" in session.screen
        assert session.explorer.query_one("#detail").region.height > 0
        await session.press("tab", "tab")
        assert session.focused == "timeline"
        assert session.explorer.query_one("#detail").region.height == 0
    async with explore(NARROW) as session:
        assert "5 countries · by posture  Page  Time" in session.screen
        await session.press("down", "enter")
        assert session.focused == "detail"
        assert "List  Gland  Time" in session.screen
        await session.click("Time")
        assert session.focused == "timeline"


async def test_the_panes_follow_a_resize(explore: Explore) -> None:
    async with explore(WIDE) as session:
        await session.pilot.resize_terminal(*NARROW)
        await session.pilot.pause()
        assert "5 countries · by posture  Page  Time" in session.screen
        await session.pilot.resize_terminal(*WIDE)
        await session.pilot.pause()
        assert session.explorer.query_one("#timeline").region.width > 30


async def test_below_the_smallest_size_it_says_so_politely(explore: Explore) -> None:
    async with explore((39, 12)) as session:
        assert "A little more room, please" in session.screen
        assert "this is 39 × 12" in session.screen
    async with explore((80, 11)) as session:
        assert "this is 80 × 11" in session.screen
    async with explore(WIDE) as session:
        await session.resize((38, 10))
        told = session.screen.split()
        assert " ".join(told) == "A little more room, please: 40 × 12 at least, this is 38 × 10."
        await session.resize((60, 3))
        told = session.screen.split()
        assert " ".join(told) == "A little more room, please: 40 × 12 at least, this is 60 × 3."
        await session.resize(WIDE)
        await session.press("j")
        assert session.view.country == "GLD"


async def test_the_mouse_chooses_countries_events_and_tabs(explore: Explore) -> None:
    async with explore() as session:
        await session.click("Eland")
        assert session.view.country == "ELD"
        await session.click("The Northern Pact is")
        assert session.view.focus == "pact-founded"
        await session.click("Mine or all")
        assert session.view.rows == "all"


async def test_q_and_ctrl_q_leave(explore: Explore) -> None:
    for key in ("q", "ctrl+q"):
        async with explore() as session:
            await session.press(key)
            assert session.app._exit


async def test_enter_in_the_timeline_chooses_the_latest_before_it_opens_it(
    explore: Explore,
) -> None:
    async with explore(view="explore?country=ELD&q=country:any") as session:
        await session.press("left", "right", "right", "enter")
        assert session.focused == "timeline"
        chosen = session.view.focus
        assert chosen is not None, "there is a cursor to go on from"
        await session.press("enter")
        assert session.focused == "detail"
        assert session.view.focus == chosen


async def test_the_border_of_the_list_tells_its_signs_and_who_is_not_in_it(
    explore: Explore,
) -> None:
    def border(session: Session) -> str:
        return session.pane("countries").splitlines()[-1].strip("╰╯─ ")

    async with explore() as session:
        assert border(session) == "● helps  ○ declines  ✕ against  L more"
        session.explorer.open_view("explore?q=group:friends&country=HLD")
        await session.press()
        assert border(session) == "Hland is not among these"
        assert "Hland" in session.pane("detail")
        assert "Timeline · Hland" in session.pane("timeline")
        assert "▌" not in session.pane("countries")
        await session.press("down")
        assert border(session).startswith("● helps"), "a move in the list ends it"
        assert session.chosen == "CLD"
        await session.press("backspace", "escape")
        assert session.chosen == "CLD"
        assert "Cland" in session.pane("detail")
