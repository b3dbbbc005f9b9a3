"""What is typed after a colon: commands with what they take, themes, other data sets."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from alliance_tui.reading.load import Loaded, load
from alliance_tui.tui.colon import ORDERS
from alliance_tui.tui.commands import BY_WORD, COMMANDS
from alliance_tui.user.memory import Memory
from tests.conftest import FIXTURES
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A small data set beside the usual one."""
    path = tmp_path / "other.yaml"
    path.write_text(
        "dataset: {id: other, format: 1, version: 1, title: Another set, subject: AAA,"
        " as_of: 2024-01-01, support_types: []}\n"
        "countries: [{id: AAA, name: Aland}, {id: XXX, name: Xland}]\n"
    )
    return path


async def order(session: Session, line: str) -> None:
    """Type a colon, *line* and Enter in one write."""
    await session.burst(*f":{line}", "enter")


async def test_what_takes_something_says_what_and_can_be_typed() -> None:
    assert {each.id for each in COMMANDS if each.takes} == set(ORDERS)
    assert all(word == word.lower() and " " not in word for word in BY_WORD)


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_a_command_and_what_it_takes_in_one_write(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size) as session:
        await order(session, "day 1 mar 2022")
        assert session.day == "2022-03-01"
        await order(session, "day 2023-02")
        assert session.day == "2023-02-28"
        await order(session, "type arms")
        assert session.view.type == "arms"
        await order(session, "sort claims")
        assert session.view.sort == "claims"
        await order(session, "sections region")
        assert session.view.grouping == "region"
        await order(session, "query supports:troops")
        assert session.view.query == "supports:troops"
        await order(session, "compare cland Eland, GLD")
        assert session.view.view == "compare"
        assert session.view.pins == ("CLD", "ELD", "GLD")
        await order(session, "since 2022")
        assert session.address.startswith("changes?")
        await order(session, "theme nord")
        assert session.app.theme == "nord"
        await order(session, "map")
        assert session.address.startswith("map?")
        await order(session, "q")
        assert session.app._exit


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("day 31 feb 2022", "“31 feb 2022” is no day"),
        ("day yesterday", "“yesterday” is no day"),
        ("compare cland Elan", "There is no country “Elan”; did you mean “"),
        ("compare CLD ELD GLD DLD HLD", "4 countries stand side by side at most; these are 5."),
        ("theme nrod", "There is no theme “nrod”; did you mean “nord”?"),
        ("sort size", "There is no head “size”"),
        ("type tropps", "There is no kind of support “tropps”; did you mean “"),
        ("query supports:tropps", "did you mean “troops”?"),
    ],
)
async def test_what_is_none_is_told_in_a_sentence_with_the_nearest_and_can_be_mended(
    explore: Explore, line: str, told: str
) -> None:
    async with explore(WIDE) as session:
        before = session.address
        await order(session, line)
        assert told in session.screen
        assert "Nothing is called so" not in session.screen, "one message is enough"
        assert session.address == before
        await session.press("backspace")
        assert told not in session.screen
        await session.press("escape")
        assert session.app.screen is session.explorer


async def test_a_word_that_is_none_names_records_as_before(explore: Explore) -> None:
    async with explore(WIDE) as session:
        await order(session, "gland")
        assert session.chosen == "GLD"
        await order(session, "summit of")
        assert session.view.focus == "summit-2022"
        await session.press("colon", *"map")
        assert "Matrix" not in session.screen.split("Go to")[1]


async def test_what_follows_is_completed(explore: Explore) -> None:
    async with explore(WIDE) as session:
        await session.press("colon", *"compare", "space", *"cl")
        assert "Cland" in session.screen
        await session.press("tab", "space", *"el", "tab", "enter")
        assert session.view.pins == ("CLD", "ELD")
        await session.press("colon", *"type", "space", "down", "down", "enter")
        assert session.view.type == "words"
        await session.press("colon", *"query", "space", *"supp", "tab")
        assert "query supports:" in session.screen


async def test_it_begins_with_what_was_done_lately_and_what_can_be_done_here(
    explore: Explore,
) -> None:
    async with explore(WIDE) as session:
        await session.press("colon")
        first = session.screen.split("Go to")[1].splitlines()[2]
        assert "Query" in first
        assert "Votes like" not in session.screen, "that is for the votes"
        await session.press(*"changes", "enter", "escape", "colon")
        assert "Changes" in session.screen.split("Go to")[1].splitlines()[2]
        await session.press("escape", "v", "colon", *"votes", "space", *"like")
        assert "Votes like" in session.screen


async def test_themes_are_seen_while_one_chooses_and_escape_gives_the_old_one_back(
    explore: Explore,
) -> None:
    async with explore(WIDE) as session:
        before = session.app.theme
        await session.press("T")
        assert session.app.theme == before
        await session.press("down")
        seen = session.app.theme
        assert seen != before
        await session.press("down", "escape")
        assert session.app.theme == before
        await session.press("T", "down", "enter")
        assert session.app.theme == seen
        await session.press("T", *"nord")
        assert session.app.theme == "nord"
        await session.pilot.click(offset=(0, 20))
        await session.press()
        assert session.app.theme == seen, "a press beside it leaves as Escape does"


async def test_another_data_set_is_opened_and_a_wrong_path_said(
    explore: Explore, other: Path, tmp_path: Path
) -> None:
    async with explore(WIDE) as session:
        await session.press("2", "m")
        await order(session, f"open {tmp_path}/non")
        assert "cannot be opened" in session.screen
        assert session.address.startswith("matrix?")
        await session.press("ctrl+o")
        await session.type(f"{tmp_path}/o")
        assert "other.yaml" in session.screen
        await session.press("tab", "enter")
        assert "Another set" in session.screen
        assert "No claims yet" in session.screen
        assert [each.data for each in session.app.left] == ["small"]
        await session.press("backspace")
        assert "This is where you began" in session.screen
        session.explorer.memory = Memory(opened=(str(FIXTURES / "small"),))
        await session.press("ctrl+o")
        assert "open lately" in session.screen
        await session.press("enter")
        assert "Who helped Aland" in session.screen


async def test_a_data_set_that_is_opened_again_is_as_it_was_left(
    explore: Explore, other: Path
) -> None:
    async with explore(WIDE) as session:
        await session.press("2", "m", "down")
        left = session.address
        await order(session, f"open {other}")
        assert "Another set" in session.screen
        await order(session, f"open {FIXTURES / 'small'}")
        assert session.address == left


async def test_what_is_read_anew_of_a_data_set_that_was_left_stays_away(
    explore: Explore, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_left = Event()

    def waiting(path: Path, **how: Any) -> Loaded:
        if how.get("before") is not None:
            assert is_left.wait(20)
        return load(path, **how)

    monkeypatch.setattr("alliance_tui.tui.app.load", waiting)
    async with explore(WIDE) as session:
        first = session.explorer.loaded
        session.app._state = ()  # as if the files had changed
        session.app.look_for_changes()
        session.app.open_data(other)
        while session.explorer.loaded is first:
            await session.pilot.pause(0.01)
        is_left.set()
        await session.press()
        assert "Another set" in session.screen
        assert session.explorer.loaded.path == other


async def test_it_is_told_how_far_reading_has_come_and_one_goes_on_meanwhile(
    explore: Explore, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()

    def slowly(path: Path, *, tell: Callable[[str], None], **how: Any) -> Loaded:
        tell("12 % of 33.0 MB, 2 of 4 files")
        assert goes_on.wait(20)
        return load(path, **how)

    monkeypatch.setattr("alliance_tui.tui.app.load", slowly)
    monkeypatch.setattr("alliance_tui.tui.app.PATIENCE", -1)
    async with explore(WIDE) as session:
        first = session.explorer.loaded
        session.app.open_data(other)
        while not any("12 % of 33.0 MB" in each.message for each in session.app._notifications):
            await session.pilot.pause(0.01)
        await session.pilot.press("down")
        assert "▌ Gland" in session.screen
        goes_on.set()
        while session.explorer.loaded is first:
            await session.pilot.pause(0.01)


async def test_every_name_that_can_be_typed_is_offered_however_many_there_are(
    explore: Explore, tmp_path: Path
) -> None:
    for number in range(2100):
        (tmp_path / f"a{number}.yaml").touch()
    for name in ("zz.yaml", "z\x1b[31m.yaml", "z\udcff.yaml", ".z.yaml"):
        (tmp_path / name).touch()
    (tmp_path / "z-folder").mkdir()
    async with explore(WIDE) as session:
        await session.press("ctrl+o")
        await session.type(f"{tmp_path}/z")
        offered = session.screen.split("Go to")[1]
        assert [each for each in re.findall(r"\S*z\S*", offered) if "/z" not in each] == [
            "z-folder/", "zz.yaml",
        ]  # fmt: skip
        await session.press("backspace", "full_stop")
        assert ".z.yaml" in session.screen


async def test_a_data_set_that_cannot_be_opened_leaves_the_first_as_it_is(
    explore: Explore, tmp_path: Path
) -> None:
    (tmp_path / "bad.yaml").write_text("dataset: [\n")
    async with explore(MIDDLE) as session:
        before = session.screen.splitlines()[3:8]
        await order(session, f"open {tmp_path}/bad.yaml")
        assert "cannot be opened" in session.screen
        assert session.screen.splitlines()[3:8] == before


async def test_visitors_open_no_other_data(explore: Explore) -> None:
    loaded = load(FIXTURES / "small", use_copy=False)
    async with explore(WIDE, None, loaded, served=True) as session:
        await order(session, f"open {FIXTURES / 'small'}")
        assert "open lately" not in session.screen
        assert str(FIXTURES / "small" / "data") not in session.screen
        assert session.app.left == []
        assert not session.explorer.check_action("open_data", ("x",))
