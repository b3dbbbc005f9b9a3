"""Columns of tables: hidden, shown, moved, told, and the same in what is exported."""

from __future__ import annotations

import csv
import io

import pytest

from alliance_tui.cli.main import main
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.query.answers import Answers
from alliance_tui.query.view import view_from_text
from alliance_tui.reading.load import Loaded
from alliance_tui.views.scene import Scene
from alliance_tui.views.view import view_called
from tests.conftest import SMALL
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio


def head(session: Session, pane: str = "board", word: str = "Arms") -> list[str]:
    """What stands over the columns of a pane."""
    line = next(each for each in session.pane(pane).splitlines() if word in each)
    return line.strip("│ ").split()


async def test_a_box_hides_shows_and_moves_the_columns_of_the_matrix(explore: Explore) -> None:
    async with explore(WIDE, "matrix?q=group:friends&type=troops&country=CLD") as session:
        await session.burst("C")
        box = session.screen
        for name in ("Columns", "✓ Troops", "✓ Recognition", "✓ On how many it supports"):
            assert name in box
        await session.burst("j", "j", "space")
        assert "4 of 5 shown" in session.screen
        assert "1 column hidden" in session.pane("board")
        assert "Words" not in session.pane("board").splitlines()[1]
        await session.burst("k", "K")
        assert session.address.endswith("&columns=arms,-words")
        await session.burst("enter")
        assert "4 of 5 shown" not in session.screen
        assert head(session)[:3] == ["Arms", "Troops", "Recognition"]
        await session.burst("C", "0", "escape")
        assert session.address == "matrix?q=group:friends&type=troops&country=CLD"
        assert "hidden" not in session.pane("board")


async def test_the_last_column_stays_and_a_press_turns_the_one_under_the_mouse(
    explore: Explore,
) -> None:
    async with explore(MIDDLE, "matrix?q=group:friends&type=arms&columns=arms,-") as session:
        assert head(session) == ["Arms"]
        await session.burst("C", "space")
        assert "One column stays." in session.screen
        assert head(session)[0] == "Arms"
        await session.click("   Troops")
        assert session.address.endswith("columns=troops,arms,-")
        await session.burst("q")
        assert head(session) == ["Troops", "Arms"]


async def test_the_chosen_column_goes_by_a_key_and_the_cursor_stands_on_the_next(
    explore: Explore,
) -> None:
    async with explore(WIDE, "matrix?q=group:friends&type=arms") as session:
        await session.burst("-")
        assert "Hidden: Arms. C brings it back." in session.screen
        assert session.view.type == "words"
        assert head(session, word="Troops")[:3] == ["Troops", "Words", "Recognition"]
        await session.burst("-", "-")
        assert session.view.column == "*"
        await session.burst("-")
        assert head(session, word="Troops") == ["Troops"]
        await session.burst("-")
        assert "One column stays." in session.screen


async def test_the_votes_without_likeness_and_with_few_roll_calls(
    explore: Explore, bundled: Loaded
) -> None:
    scene = Scene(Answers(bundled.dataset), UNICODE)
    state = view_from_text("votes?q=group:supposed-allies").view
    calls = list(view_called("votes").columns(scene, state))
    view = f"votes?q=group:supposed-allies&columns={calls[3]},{calls[1]},-"
    async with explore(MIDDLE, view, bundled) as session:
        shown = session.explorer.pane.board.columns  # type: ignore[attr-defined]
        assert [each.id for each in shown] == [calls[3], calls[1]]
        assert "as RUS" not in session.pane("board")
        assert f"{len(calls) - 2} columns hidden" in session.pane("board")
        await session.burst("right", "S")
        assert session.view.sort == f"column:{calls[3]}"


async def test_the_list_has_its_own_columns_with_a_kind_and_without(explore: Explore) -> None:
    async with explore(WIDE) as session:
        await session.burst("C", "space", "q")
        assert "5 countries · by posture · 1 column hidden" in session.pane("countries")
        assert head(session, "countries", "Ar") == ["Ar", "Wo", "Re"]
        await session.burst("2")
        assert "hidden" not in session.pane("countries")
        await session.burst("C", "space", "q")
        title, line = session.pane("countries").splitlines()[:2]
        assert "Arms · 5 countries · 1 column hidden" in title
        assert "Claims" not in line
        assert session.address.endswith("columns=-troops,-claims")
        await session.burst("2", "2", "2", "2")
        await session.burst("C", "0", "q")
        assert session.address.endswith("columns=-claims"), "those not in sight stay"


async def test_each_view_has_its_columns_again_when_one_comes_back(explore: Explore) -> None:
    async with explore(WIDE) as session:
        await session.burst("m", "right", "-", "s", "C", "space", "q")
        assert session.address.endswith("columns=-published")
        await session.burst("m")
        assert session.address.endswith("columns=-troops")
        await session.burst("m")
        assert "columns" not in session.address
        await session.burst(*":matrix", "enter")
        assert session.address.endswith("columns=-troops")


async def test_a_view_written_out_has_the_columns_that_it_says(explore: Explore) -> None:
    async with explore(WIDE) as session:
        await session.burst("m", "right", "-", "Y")
        assert session.copied.endswith("columns=-troops'")
        await session.burst("escape", "m")
        session.explorer.open_view("matrix?q=group:friends")
        await session.burst("j")
        assert session.view.columns == ()


async def test_in_compare_the_columns_are_the_marked_countries(explore: Explore) -> None:
    async with explore(WIDE, "compare?pins=CLD,ELD,GLD") as session:
        await session.burst("C", "J", "q")
        assert session.view.pins == ("ELD", "CLD", "GLD")
        await session.burst("C", "space", "q")
        assert len(session.view.pins) == 2


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("columns arms, troops", ("arms", "troops", "-")),
        ("columns ARM, Recognition", ("arms", "recognition", "-")),
        ("columns -words", ("-words",)),
        ("columns -words, -arms", ("-arms", "-words")),
        ("columns -words, -arms, +words", ("-arms",)),
        ("columns all", ()),
        ("hide", ("-troops",)),
    ],
)
async def test_columns_by_a_command(explore: Explore, line: str, columns: tuple[str, ...]) -> None:
    async with explore(MIDDLE, "matrix?q=group:friends&type=troops") as session:
        await session.burst(*f":{line}", "enter")
        assert session.view.columns == columns


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("columns tanks", "There is no column “tanks”"),
        ("columns -arms, words", "Either names, or names with - and + before each."),
        ("columns -troops,-arms,-words,-recognition,-*", "One column stays."),
    ],
)
async def test_what_is_no_column_is_told(explore: Explore, line: str, told: str) -> None:
    async with explore(WIDE, "matrix?q=group:friends") as session:
        await session.burst(*f":{line}", "enter")
        assert told in session.screen
        assert session.view.columns == ()


@pytest.mark.parametrize("view", ["map", "ribbon", "changes"])
async def test_where_there_are_none_it_says_so(explore: Explore, view: str) -> None:
    async with explore(WIDE, view) as session:
        await session.burst("C")
        assert "Columns are chosen in the list" in session.screen


async def test_where_there_is_no_title_the_head_tells_what_is_hidden(explore: Explore) -> None:
    async with explore(NARROW, "matrix?q=group:friends&columns=-troops") as session:
        assert session.pane("board").startswith(" 1 hidden")


async def test_an_export_of_the_view_has_the_columns_of_the_screen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for view, gone in (
        ("matrix?columns=arms,-words", "words"),
        ("explore?columns=arms,-words", "words"),
        ("votes?columns=-*", "alike"),
        ("sources?columns=lang,-claims", "claims"),
    ):
        arguments = ["-d", str(SMALL), "export", "-", "-f", "csv", "--view", view]
        assert main(arguments) == 0
        names = next(csv.reader(io.StringIO(capsys.readouterr().out)))
        assert gone not in names
        if "arms" in view:
            assert names.index("arms") < names.index("troops")
    assert main(["-d", str(SMALL), "--plain", "--view", "matrix?columns=-arms"]) == 0
    told = capsys.readouterr().out
    assert "1 column hidden" in told
    assert " Ar " not in told
