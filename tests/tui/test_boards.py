"""Boards: matrix, votes, through time and sources, over the same view as the panes."""

from __future__ import annotations

import re

import pytest

from alliance_tui.query.view import VIEWS
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.panes.board_pane import BoardPane
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio


def order(session: Session) -> str:
    """The first letters of the countries, in the order in which they stand."""
    return "".join(
        re.findall(r"^[│ ][ ▌]([A-H])(?:LD|land)\b", session.pane("board"), re.MULTILINE)
    )


def foot(session: Session) -> str:
    """The line that tells what the chosen cell is about."""
    return session.status


async def test_the_matrix_tells_of_each_cell_and_opens_its_claims(explore: Explore) -> None:
    async with explore() as session:
        await session.press("down", "down", "m")
        assert session.focused == "board"
        assert "▌ELD Eland" in session.row("Eland", "board")
        assert foot(session) == "Eland · Keeps away"
        await session.press("right", "right")
        assert foot(session) == "Eland · Arms · withholds since 1 May 2022"
        await session.press("k")
        assert foot(session) == ("Dland · Arms · nothing that counts: 1 disputed")
        await session.press("l")
        assert foot(session) == "Dland · Words · earlier: supported, last on 1 Mar 2022"
        cell = session.view
        await session.press("enter")
        assert "The president of Dland called the war just." in session.screen
        assert "Dland sent shells" not in session.screen, "only the claims of the cell"
        await session.press("escape")
        assert (session.view, session.focused) == (cell, "board")
        await session.press("enter", "enter")
        assert session.view.focus == "dld-words"
        assert "The president of Dland" in session.pane("detail")
        await session.press("backspace")
        assert (session.view, session.focused) == (cell, "board")
        await session.press("escape")
        assert "▌ Dland" in session.row("Dland"), "the list follows the board"
        assert session.focused == "countries"
        assert session.view.column is None


async def test_the_matrix_in_another_order_and_in_sections(explore: Explore) -> None:
    async with explore() as session:
        await session.press("m", "S")
        assert "Choose a column first" in session.screen
        await session.press("right", "right", "S")
        assert session.view.sort == "column:arms"
        assert order(session)[:1] == "E", "who stands anywhere comes first"
        assert "▌CLD Cland" in session.row("Cland", "board"), "the cursor stays on its country"
        assert "▾" in session.row("Arms", "board"), "the head says by what"
        await session.press("S")
        assert session.view.sort == "-column:arms"
        assert order(session)[-1:] == "E", "backwards"
        assert "▴" in session.row("Arms", "board")
        await session.press("S")
        assert order(session) == "CDEFG"
        await session.press("p")
        assert "group=posture" in session.address
        lines = session.pane("board").splitlines()
        sections = [line.strip("│ ") for line in lines if re.match(r"│ (Fights|Keeps)", line)]
        assert [each.split()[0] for each in sections] == ["Fights", "Keeps"]
        await session.press("p", "home", "down")
        assert "group=group" in session.address
        assert order(session).count("C") == 2, "a country stands once in each of its groups"
        marked = set()
        for _ in order(session):
            await session.press("down")
            rows = session.pane("board").splitlines()
            here = [number for number, row in enumerate(rows) if row.startswith("│▌")]
            assert len(here) == 1
            assert rows[here[0]].startswith(f"│▌{session.view.country}")
            marked.update(here)
        assert len(marked) == len(order(session)), "every row is reached, the second one too"
        await session.press("p", "p")
        assert "group=" not in session.address
        assert "In one list." in session.screen
        await session.press("right", "S", "m")
        assert session.view.view == "explore"
        assert session.view.sort == "name", "the panes have no such column"


async def test_the_totals_of_the_matrix_open_the_countries_that_they_count(
    explore: Explore,
) -> None:
    async with explore(view="explore?q=group:friends+or+country:HLD") as session:
        await session.press("m", "g", "down", "right", "right")
        assert foot(session).startswith("Arms · 1 withholds")
        assert "Eland · withholds since 1 May 2022" in session.pane("detail"), "who they are"
        await session.press("enter")
        assert "1 of 8 countries" in session.screen
        assert "Eland" in session.pane("countries")
        assert session.view.focus is None
        await session.press("backspace")
        assert session.view.query == "group:friends or country:HLD"
        await session.press("escape")
        assert "Cland" in session.pane("detail"), "from the totals the panes show the country"


async def test_the_page_of_the_cell_stands_beside_the_matrix(explore: Explore) -> None:
    async with explore(view="matrix?q=group:friends&type=arms&country=DLD") as session:
        assert "Dland sent shells" in session.pane("detail")
        await session.press("down")
        assert "Eland refused to sell more." in session.pane("detail")
        await session.press("l")
        assert "Eland abstained in the assembly." in session.pane("detail")
        cell = session.view
        await session.press("enter")
        assert (session.focused, session.view) == ("detail", cell), "Enter goes into it"
        await session.press("escape")
        assert (session.focused, session.view) == ("board", cell)
        await session.press("tab")
        assert session.focused == "detail"
        await session.press("left")
        assert session.focused == "board"
        await session.press("plus")
        assert not session.explorer.query_one("#detail").display, "zoomed the matrix is alone"
        await session.press("plus", "tab", "enter")
        assert session.view.view == "explore", "from the page a claim opens its own"
        await session.press("backspace")
        assert session.view == cell
        await session.resize(MIDDLE)
        assert not session.explorer.query_one("#detail").display
        await session.press("enter")
        assert "Why: Eland › Words" in session.screen


async def test_votes_and_sources_are_sorted_by_their_heads_both_ways(explore: Explore) -> None:
    async with explore(view="votes?q=country:any") as session:
        await session.click("as ALD", "board")
        forwards = order(session)
        await session.click("as ALD", "board")
        assert session.view.sort == "-column:*"
        assert order(session) != forwards
        session.explorer.open_view("sources")
        await session.press("up")
        await session.click("Claims", "board")
        assert session.view.sort == "column:claims"
        most_first = session.pane("board").splitlines()[3]
        await session.click("Claims", "board")
        assert session.view.sort == "-column:claims"
        assert session.pane("board").splitlines()[3] != most_first, "fewest first"


async def test_givers_and_refusers_are_summed_up_apart(explore: Explore) -> None:
    async with explore(view="matrix?q=group:friends&as-of=2022-06-01") as session:
        await session.press("p")
        give, refuse = session.row("● support", "board"), session.row("○✕", "board")
        heads = session.row("Recog", "board")
        arms = heads.index("Arms")
        assert (give[arms], refuse[arms]) == ("1", "1"), "Eland sells and refuses: it is in both"


async def test_query_digits_days_and_clock_work_on_a_board(explore: Explore) -> None:
    async with explore() as session:
        await session.press("m", "2", "2")
        assert session.view.query == "group:friends supports:arms"
        assert order(session) == ""
        await session.press("d")
        await session.type("2022-03-15")
        await session.press("enter")
        assert order(session) == "E"
        assert "15 Mar 2022" in session.lines[0]
        await session.press("slash", "end", "ctrl+u")
        await session.type("region:west")
        await session.press("enter")
        assert session.focused == "board", "the board is where one was"
        assert order(session) == "FGH"
        assert session.chosen == "FLD", "the first row"
        await session.press("j")
        assert session.view.country == "GLD"
        await session.press("slash", "escape", "t")
        assert session.focused == "board"
        assert session.view.clock == "known"
        await session.press("escape")
        assert session.view.view == "explore"
        assert session.view.query == "region:west", "the view closes before a filter goes"


async def test_votes_like_one_country_or_another(explore: Explore) -> None:
    async with explore(view="votes?q=country:any&country=DLD") as session:
        assert session.focused == "board"
        assert (
            foot(session) == "Dland voted like Aland in 1 of the 1 roll calls in which both voted"
        )
        await session.press("right", "right")
        assert foot(session).startswith("Dland · voted against · 2 Mar 2022 · Assembly 1")
        await session.press("S")
        assert order(session).startswith("BGH"), "by vote: for, against, abstained, absent"
        assert order(session).endswith("F")
        await session.press("G")
        assert session.view.country == "FLD"
        assert "did not vote" in foot(session)
        await session.press("home")
        await session.press("u")
        assert session.view.by == session.view.country == "BLD"
        await session.press("left")
        assert (
            foot(session) == "Bland voted like Bland in 1 of the 1 roll calls in which both voted"
        )
        await session.press("right", "enter")
        assert session.view.focus == "vote-1"
        assert "The assembly asked" in session.pane("detail")
        assert "voted for" in session.row("Bland"), "the list marks who voted how"
        await session.press("backspace")
        assert session.view.view == "votes"
        assert session.view.by == "BLD"


async def test_the_votes_begin_with_the_texts_of_the_war_in_words(
    explore: Explore, bundled: Loaded
) -> None:
    """Who voted how on the war? The first screen says it, the core texts before the others."""
    async with explore(view="votes?country=BLR", loaded=bundled) as session:
        over, first, second, dates = session.pane("board").splitlines()[1:5]
        assert over.index("Core texts") < over.index("Side texts") < over.index("Others")
        words = ["Aggression", "Annexation", "Principles", "Withdrawal", "Lasting peace", "Relief"]
        places = [
            (first + " " * 200 + second).index(word) % len(first + " " * 200) for word in words
        ]
        assert places == sorted(places)
        assert dates[first.index("Aggression") :].startswith("Mar’22")
        votes = session.row("Belarus", "board")
        assert [votes[place] for place in places] == ["N"] * 6, "each under its word"


async def test_the_likeness_stays_when_the_votes_scroll(explore: Explore, bundled: Loaded) -> None:
    async with explore(MIDDLE, view="votes?country=BLR", loaded=bundled) as session:

        def heads() -> list[str]:
            return session.pane("board").splitlines()[1:5]

        total = len(session.explorer.query_one(BoardPane).board.columns) - 1
        assert f"columns 1 to 7 of {total} " in session.screen
        await session.press("right", "right")
        assert "2 Mar 2022" in foot(session), "beside the likeness, what is seen"
        await session.press(*["right"] * 7)
        assert "as RUS" in heads()[3], "it stays"
        assert "Aggression" not in "".join(heads()), "the others have scrolled"
        assert "Annexation" in heads()[1], "the first in view stands on the first line"
        assert "Core texts" in heads()[0], "also over the columns that are left of it"
        session.explorer.open_view("votes?country=BLR&as-of=2014-12-31")
        await session.press("up", "down")
        assert heads()[0].split()[:2] == ["Others", "Later"], "of that day, then what is later"


async def test_a_later_declared_vote_is_told_and_not_counted(explore: Explore) -> None:
    async with explore(view="votes?country=CLD&column=vote-1") as session:
        assert "abstained · later: meant voted against" in foot(session)
        assert "*" in session.row("Cland", "board")


async def test_through_time_the_columns_are_days(explore: Explore) -> None:
    async with explore((140, 36)) as session:
        await session.press("r")
        assert "Through time · Cland" in session.pane("board")
        marker = next(line for line in session.pane("board").splitlines() if "▼" in line)
        assert "▌Posture" in session.pane("board")
        await session.press("left", "left")
        assert session.day == "2023-12-31", "the cursor only points"
        assert "31 Oct 2023 · " in foot(session)
        assert foot(session).endswith("Enter takes this day")
        await session.press("enter")
        assert session.day == "2023-10-31"
        moved = next(line for line in session.pane("board").splitlines() if "▼" in line)
        assert moved.index("▼") < marker.index("▼")
        await session.press("d")
        await session.type("2022-03-31")
        await session.press("enter")
        await session.press("down")
        assert foot(session) == "Troops · 31 Mar 2022 · withholds since 5 Mar 2022"
        await session.press("right", "right", "escape", "r", "down")
        assert session.day == "2022-03-31", "leaving gives it back"
        assert foot(session) == "Troops · 31 Mar 2022 · withholds since 5 Mar 2022"
        await session.press("enter")
        assert "Cland refused to send units in the first year." in session.screen
        await session.press("escape", "end")
        assert "opposes · never more than 1; a full bar is 1" in foot(session)


async def test_through_time_tells_its_scale_and_what_happened(
    explore: Explore, bundled: Loaded
) -> None:
    """How did it change, and at what? Each bar says how many now of the most there were."""
    async with explore(
        view="ribbon?q=group:supposed-allies&country=PRK", loaded=bundled
    ) as session:
        shown = session.pane("board")
        assert "Now/most of 13" in shown
        assert re.search(r" 3/3 +● Arms ", shown)
        assert "full bar: the most there were" in shown
        votes = session.row("Events", "board")
        assert votes.count("▫") > 5, "votes stand on the axis"
        await session.press("home")
        board = session.explorer.query_one(BoardPane).board
        march = next(n for n, each in enumerate(board.columns) if each.id == "2022-03-31")
        told = "".join(span.text for span in board.about(0, march))
        assert told.startswith("2 Mar 2022 ▫ UNGA ES-11/1: Aggression against Ukraine · 1 more · ")
        await session.press("enter")
        assert session.view.view == "explore"
        assert session.view.focus == "unga-es-11-2026-02-24", "the last event by the day"


async def test_through_time_one_country_or_all(explore: Explore) -> None:
    async with explore(view="ribbon?q=group:friends&rows=all") as session:
        assert "Through time · all" in session.pane("board")
        await session.press("down", "down")
        assert session.view.country == "ELD"
        assert foot(session) == "Eland · 31 Dec 2023 · Keeps away"
        await session.press("a")
        assert "Through time · Eland" in session.pane("board")
        await session.press("a", "enter")
        assert session.view.view == "explore"
        assert "Timeline · all" in session.pane("timeline")
        assert "Eland" in session.pane("detail")


async def test_through_time_the_years_can_be_read_at_any_width(explore: Explore) -> None:
    async with explore(view="ribbon") as session:
        board_for = session.explorer.scene.board_for(session.view)
        for cells in range(20, 140):
            board = board_for(cells)
            years = "".join(column.heads[1].text for column in board.columns).split()
            assert years, cells
            assert set(years) <= {"2020", "2021", "2022", "2023", "’20", "’21", "’22", "’23"}, cells


async def test_one_country_is_pinned_and_then_compared_with_another(explore: Explore) -> None:
    async with explore() as session:
        await session.press("c")
        assert session.address.startswith("explore?"), "one alone has nothing to stand beside"
        assert "Marked: Cland. Mark another country" in session.screen
        await session.press("down", "c")
        assert session.address.startswith("compare?")
        assert session.view.pins == ("CLD", "GLD")


async def test_comparing_begins_with_deeds_and_marks_what_differs(explore: Explore) -> None:
    async with explore() as session:
        await session.press("c", "down", "c")
        shown = session.pane("board")
        assert shown.index("Did") < shown.index("Promised")
        assert "∆ Posture" in session.row("Posture", "board")
        assert "∆" not in session.row("Arms", "board"), "nothing counts of either"


async def test_two_countries_are_compared_in_eight_keys(explore: Explore, bundled: Loaded) -> None:
    """Where do Belarus and Kazakhstan differ? What they did is first, and marked where it does."""
    async with explore(loaded=bundled) as session:
        await session.press("down", "c", "colon", "k", "a", "z", "enter", "c")
        assert session.view.view == "compare"
        assert session.view.pins == ("BLR", "KAZ")
        shown = session.pane("board")
        assert shown.index("Did") < shown.index("Votes like") < shown.index("Together")
        assert "27 Nov 2025 · CSTO summit" in shown, "days as everywhere on the screen"
        assert "∆ Posture" in session.row("Posture", "board")
        words = session.row("Words", "board")
        assert "∆ Words" in words
        assert "● speaks for the war since 2022" in words


async def test_what_may_have_ended_differs_from_what_goes_on(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(view="compare?pins=BLR,PRK", loaded=bundled) as session:
        arms = session.row(" Arms  ", "board")
        assert "●…" in arms
        assert "∆ Arms" in arms


async def test_sources_stand_under_whose_voice_they_have(explore: Explore) -> None:
    async with explore() as session:
        await session.press("s", "home")
        shown = session.pane("board")
        assert shown.index("Voice of no state · ") < shown.index("Voice of Dland · ")
        await session.press("down", "down", "right", "S")
        assert "Voice of" not in session.pane("board"), "sorted by a column there is one list"


async def test_sources_by_weight_their_balance_and_what_rests_on_one(explore: Explore) -> None:
    async with explore() as session:
        await session.press("s", "home")
        assert "7 sources" in session.row("7 sources", "board")
        await session.press("enter")
        assert "Claims that stand only on one side's word: 1" in session.screen
        await session.press("escape")
        for _ in range(9):
            await session.press("right")
        column = session.view.column
        assert column is not None
        await session.press("S", "down")
        assert session.view.sort == f"column:{column}"
        chosen = session.view
        assert chosen.focus in session.explorer.scene.dataset.source
        await session.press("enter")
        assert session.view.view == "explore"
        assert session.view.focus == chosen.focus
        assert "that cite it" in session.pane("detail")
        await session.press("backspace")
        assert session.view == chosen
        await session.press("escape")
        assert session.view.focus is None
        assert "Cland" in session.pane("detail")
        assert "Nothing chosen" not in session.screen


async def test_the_changes_between_two_days_and_because_of_what(explore: Explore) -> None:
    async with explore() as session:
        await session.press("x")
        assert session.focused == "changes"
        assert "31 Dec 2022 → 31 Dec 2023" in session.pane("changes")
        assert "Keeps away → Fights beside it  Cland" in session.row("Cland", "changes")
        await session.press("D")
        await session.type("2022-03-01")
        await session.press("enter")
        assert "1 Mar 2022 → 31 Dec 2023" in session.pane("changes")
        await session.press("D")
        await session.type("2023")
        await session.press("enter")
        assert "31 Dec 2022 → 31 Dec 2023" in session.pane("changes"), "all of a year"
        await session.press("backspace")
        assert "Helps → Keeps away  Eland" in session.row("Eland", "changes")
        await session.press(",")
        assert "1 Mar 2022 → 1 Feb 2023" in session.pane("changes")
        await session.press(*["down"] * 8, "enter")
        assert session.view.view == "explore"
        assert session.view.focus is not None
        await session.press("backspace")
        assert session.focused == "changes"
        await session.press("escape", "x")
        assert "1 Mar 2022 →" in session.pane("changes"), "the first day is kept"


async def test_changes_never_run_backwards(explore: Explore) -> None:
    async with explore(view="changes?as-of=2022-06-01&from=2023-06-01") as session:
        assert "1 Jun 2022 → 1 Jun 2022" in session.pane("changes")


async def test_the_mouse_chooses_a_cell_a_row_and_a_column(explore: Explore) -> None:
    async with explore(view="matrix?q=group:friends") as session:
        heads = session.row("Recog", "board")
        region = session.explorer.query_one("#board").region
        line = next(
            region.y + number
            for number, text in enumerate(session.pane("board").splitlines())
            if "Gland" in text
        )
        await session.pilot.click(offset=(region.x + heads.index("Recog"), line))
        await session.pilot.pause()
        assert foot(session).startswith("Gland · Recognition · opposes since 2 Apr 2022")
        await session.click("Words", "board")
        assert session.view.type == "words"
        assert session.view.country == "GLD"
        assert session.view.sort == "column:words", "a press on a head puts the rows in order"
        assert order(session)[:1] in "EG"
        await session.click("Words", "board")
        assert session.view.sort == "-column:words"
        assert order(session)[-1:] in "EG"
        await session.click("Eland", "board")
        assert session.view.country == "ELD"
        before = session.view
        await session.click("Sections")
        assert "group=posture" in session.address
        await session.click("Keeps away", "board")
        assert session.view.country == before.country, "a heading is no row"


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
async def test_every_view_works_in_a_small_terminal(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size) as session:
        for name in VIEWS[1:]:
            session.explorer.open_view(f"{name}?q=country:any")
            await session.press("end", "left", "right")
            assert session.address.startswith(f"{name}?")
            stage = session.explorer.pane
            assert session.focused == stage.id
            assert stage.region.width == size[0]
        await session.press("escape")
        assert session.focused == "countries"


async def test_what_is_compared_gives_way_to_names_where_there_is_little_room(
    explore: Explore, bundled: Loaded
) -> None:
    view = "compare?pins=IND,CHN"
    async with explore(WIDE, f"{view},BLR", loaded=bundled) as session:
        assert re.search(r" Aug 2025 – Sep 2025 · SCO summit in Tia", session.pane("board"))
        assert re.search(r" 4 Jul 2024 · SCO summit in Astana ", session.pane("board"))
    async with explore(NARROW, view, loaded=bundled) as session:
        assert re.search(r"Arms +i +– none found", session.row("Arms", "board"))
