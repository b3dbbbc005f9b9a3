"""What stands in little room is whole: heads, years, names, numbers; and what closes by `q`."""

from __future__ import annotations

import re

import pytest

from alliance_tui.pages.page import Part
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.panes.detail import Detail
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio

TWO_DIGITS = re.compile(r"(?<![\d’])\d\d(–|…)|●…?\d\d\b|[○✕] \d\d\b")


async def test_the_matrix_has_whole_heads_names_and_years_in_little_room(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(MIDDLE, view="matrix?q=group:supposed-allies", loaded=bundled) as session:
        shown = session.pane("board")
        for each in bundled.dataset.scored_types:
            assert each.label in shown, "heads stand over two columns where one is too narrow"
        assert "Azerbaijan " in shown
        assert re.search(r"● 20\d\d", shown)
        assert not TWO_DIGITS.search(shown)
        head = next(line for line in session.pane("board").splitlines() if "Arms" in line)
        await session.click("Arms", "board")
        assert session.view.sort == "column:arms"
        assert "Arms▾" in session.screen
        assert head.index("Arms") == session.row("● support", "board").index("3")


async def test_what_closes_by_q_has_sides_and_what_has_the_whole_screen_has_none(
    explore: Explore,
) -> None:
    async with explore(MIDDLE) as session:
        await session.press("m")
        board = session.pane("board").splitlines()
        assert (board[0][:3], board[1][:1], board[-1][:1]) == ("── ", " ", "─")
        assert session.lines[-1].endswith("Esc List  q Quit")
        await session.press("escape", "f")
        assert session.pane("facets").startswith("╭─ Facets")
        assert session.lines[-1].endswith("q Close")
        await session.press("q")
        assert session.app.return_code is None
        assert (session.explorer.with_facets, session.focused) == (False, "countries")
        await session.press("m", "q")
        assert session.app.return_code == 0, "a view has the whole screen: there q leaves"


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
async def test_the_number_of_hits_leaves_names_and_words_their_room(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(
        size, view="explore?q=group:supposed-allies+drones", loaded=bundled
    ) as session:
        assert "Belarus " in session.row("Belarus")
        assert "Kyrgyzstan " in session.pane("countries")
        assert re.search(r" \d+\W*$", session.row("▌ Iran"))
        assert "elsewhere: F finds all" in session.pane("countries") or size == NARROW
        assert "number: hits" in session.screen, "in the border, else in the title"
        await session.press("3")
        assert re.search(r"China +none found +\d", session.row("China "))
        assert not TWO_DIGITS.search(session.pane("countries"))


async def test_names_stand_whole_before_less_needed_columns(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(MIDDLE, "explore?q=drones&type=arms", bundled) as session:
        assert re.search(r"United Kingdom +2022– +1 ", session.row("United"))
        assert re.search(r"Iran +2022–24… +\d+ +≠", session.row("Iran "))
        await session.burst("slash", "ctrl+u", "enter", "m", "g")
        assert " Afghanistan " in session.row("Afghan", "board"), "without its id"
        await session.burst("v", "g")
        assert " Antigua and Barb" in session.row("Antigua", "board")


async def test_the_title_stands_whole_before_the_version_of_the_data(
    explore: Explore, bundled: Loaded
) -> None:
    title, version = bundled.dataset.metadata.title, bundled.dataset.metadata.version
    async with explore(MIDDLE, loaded=bundled) as session:
        assert f" {title} " in session.lines[0]
        assert session.lines[0].endswith("vouched to 30 Jun 2026")
        await session.resize(WIDE)
        assert session.lines[0].endswith(f"v{version}")


async def test_the_time_of_a_claim_is_told_in_years_rather_than_cut(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(MIDDLE, "explore?type=arms&country=PRK", bundled) as session:
        assert re.search(r" 2023 – 2025 or later +denied \d", session.pane("detail"))
        assert "North Korea · Arms · gives arms · denied" in session.status


async def test_kinds_have_as_many_letters_as_fit_and_those_that_tell_most_come_first(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(MIDDLE, "explore?type=materiel&country=CHN", bundled) as session:
        assert re.search(r"1 Troo .*\[4 Materiel\].* 9 Huma$", session.lines[2])
        strip = session.pane("detail").splitlines()[1]
        assert re.search(r"\[● Materiel\] ○ Dipl \+\d +│", strip)
        await session.resize(WIDE)
        strip = session.pane("detail").splitlines()[1]
        assert "– Arms [● Materiel] i Econom" in strip
        assert "+" not in strip


async def test_what_is_found_in_events_alone_is_told_where_there_is_no_room_for_a_word(
    explore: Explore, bundled: Loaded
) -> None:
    view = "explore?q=group:supposed-allies+kazakhstan+refuse"
    async with explore(MIDDLE, view=view, loaded=bundled) as session:
        assert "▪ in events" in session.pane("countries").splitlines()[-1]
        assert re.search(r"▪\W*$", session.row("Belarus"))


async def test_words_say_how_many_there_are_elsewhere_and_f_takes_them_along(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(MIDDLE, loaded=bundled) as session:
        scene, found = session.explorer.scene, bundled.dataset
        everywhere = scene.answers.countries(
            scene.answers.query("drones"), scene.moment(session.view)
        )
        await session.press("slash")
        await session.type("drones")
        await session.press("enter")
        listed = len(scene.listing(session.view).rows)
        assert f"{len(everywhere) - listed} elsewhere: F finds all" in session.screen
        await session.press("F", "enter")
        assert "Found: drones" in session.screen
        await session.press("escape", "slash", "ctrl+u")
        await session.type("group:csto eritrea")
        await session.press("enter")
        shown = " ".join(session.pane("countries").split())
        assert "F, in the list: finds all" in re.sub(r"[│╭╰] ?", "", shown)
        assert found


async def sorted_by(session: Session, what: str) -> list[int]:
    """The numbers at the ends of the rows after a press on a head."""
    await session.click(what, "countries")
    rows = re.findall(r"▌? [A-Z]\w+.* (\d+|) *│", session.pane("countries"))
    return [int(each or 0) for each in rows]


async def test_every_head_of_the_list_sorts_by_press_by_key_and_by_name(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(
        WIDE, view="explore?q=group:supposed-allies&type=arms&group=none", loaded=bundled
    ) as session:
        numbers = await sorted_by(session, "Denied")
        assert session.view.sort == "column:denied"
        assert "Denied▾" in session.pane("countries")
        assert numbers == sorted(numbers, reverse=True)
        await session.click("Denied▾", "countries")
        assert session.view.sort == "-column:denied"
        assert "Denied▴" in session.pane("countries")
        await session.press("colon")
        await session.type("sort arms")
        await session.press("enter")
        assert session.view.sort == "column:arms"
        assert "What and when▾" in session.pane("countries")
        seen = []
        for _ in range(5):
            await session.press("S")
            seen.append(session.view.sort)
        assert sorted(seen) == sorted(["name", "posture", "change", "claims", "column:denied"])
        await session.press("3", "escape", "escape")
        await session.click(" Te ", "countries")
        assert session.view.sort == "column:territory"


async def test_the_arrows_of_heads_mean_the_same_in_every_table(explore: Explore) -> None:
    async with explore(WIDE, view="sources?q=country:any") as session:
        assert "Sources · by voice and publisher" in session.screen
        await session.click("Lang", "board")
        assert "Lang▴" in session.screen, "from a on"
        assert "· by language" in session.screen
        await session.click("Lang▴", "board")
        assert "Lang▾" in session.screen
        assert "· by language, backwards" in session.screen
        await session.click("Claims", "board")
        assert "Claims▾" in session.screen, "the most first"


async def test_what_is_copied_is_sent_and_named(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("y")
        assert "Cland, with sources: sent to the clipboard" in session.screen
        assert "not there? Shift and the mouse select it here" in session.screen
        await session.press("q", "Y")
        assert "Command: sent to the clipboard" in session.screen


async def test_the_day_of_an_event_is_never_cut_from_what_the_colon_offers(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(MIDDLE, loaded=bundled) as session:
        await session.press("colon")
        await session.type("recogn")
        rows = [line for line in session.lines if "recognise" in line and "│" in line]
        assert len([row for row in rows if re.search(r"\d+ \w{3} \d{4} +│", row)]) >= 5


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
async def test_enter_where_nothing_is_chosen_chooses(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size, view="explore?focus=summit-2022&rows=all") as session:
        await session.press("enter")
        chosen = session.explorer.query_one("#detail", Detail)
        assert chosen.stop is None
        await session.press("enter")
        assert chosen.stop is not None
        assert "Enter Open" in session.lines[-1]


async def test_help_begins_with_every_key_in_short(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("question_mark")
        for each in ("S Sort", "f Facets", "F Find in all records", "c Compare", "x Changes"):
            assert each in session.screen


async def test_the_line_of_status_says_which_refusal_a_sign_stands_for(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(WIDE, view="explore?country=KAZ", loaded=bundled) as session:
        assert "○ refuses arms" in session.status
        assert "○ abstains" in session.status
        assert "○ declines" in session.row("may have ended")


async def test_claims_on_one_sides_word_alone_stand_in_one_list(
    explore: Explore, bundled: Loaded
) -> None:
    """Three keys from the list, each told by the screen before it."""
    async with explore(MIDDLE, loaded=bundled) as session:
        scene = session.explorer.scene
        query = scene.answers.query(f"{session.view.query} alone:any")
        wanted = scene.answers.claims(query, scene.moment(session.view))
        await session.press("f")
        assert "A lists claims" in session.pane("facets")
        await session.press("enter")
        assert session.status == f"{len(wanted)} claims: A lists them."
        await session.press("A")
        assert f"╭─ {len(wanted)} claims of " in session.screen
        page = session.app.screen.query_one(Detail).page
        assert page is not None
        opened = [each.opens for each in page.parts if isinstance(each, Part)]
        assert sorted(filter(None, opened)) == sorted(each.id for each in wanted)
        await session.press("down", "enter")
        assert session.view.focus == opened[1]


async def test_a_field_of_the_query_is_found_after_a_colon_and_asked(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(MIDDLE, loaded=bundled) as session:
        before = session.view.query
        await session.press("colon")
        await session.type("alone")
        await session.press("enter")
        assert f"query {before} alone:" in session.screen
        assert "any" in session.screen
        await session.type("any")
        await session.press("enter")
        assert session.view.query == f"{before} alone:any"


async def test_hints_that_would_do_nothing_are_not_told(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("b")
        assert "Forget" not in session.lines[-1]
        assert "Undo" not in session.lines[-1]
        await session.press("s", "enter")
        assert "Forget" in session.lines[-1]
        assert "Undo" in session.lines[-1]


async def test_what_is_typed_shows_that_it_begins_further_left(explore: Explore) -> None:
    async with explore(NARROW) as session:
        await session.press("slash")
        await session.type("region:west or region:east")
        await session.press("escape", "enter")
        assert re.match(r" / …\S", session.lines[0])


async def test_votes_meant_otherwise_are_told_where_their_sign_stands(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(MIDDLE, view="votes?q=group:supposed-allies", loaded=bundled) as session:
        await session.press("end")
        assert "*" in session.row("Serbia", "board")
        assert "* later: meant otherwise" in session.screen


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
async def test_no_row_about_a_kind_is_cut_in_when_it_was(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    """What a formal act is about may be cut, a time may not."""
    async with explore(size, loaded=bundled) as session:
        for key in "12345689":
            await session.press(key)
            rows = session.pane("countries").splitlines()
            cut = [
                row for row in rows if re.search(r"\b(by|since|until) \d*…|\d [A-Z][a-z]?…", row)
            ]
            assert not cut, key


async def test_an_order_of_the_list_is_none_of_another_table(explore: Explore) -> None:
    view = "explore?q=country:any&type=arms&sort=column:denied"
    async with explore(WIDE, view=view) as session:
        await session.press("s")
        assert "· by voice and publisher" in session.screen
        assert "Voice of no state" in session.screen
        for key in ("v", "m", "r", "escape"):
            await session.press(key)
        assert session.view.sort == "name"


async def test_marks_name_the_key_that_compares(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("c")
        assert session.status == "Marked: Cland. Mark another country with Space, then c."
        await session.press("down", "space")
        assert session.status.endswith("c compares them.")
