"""Files that change under the explorer: an editor saves, the screen follows."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest

from alliance_tui.reading.load import Loaded, load
from alliance_tui.tui.app import KEEPING
from alliance_tui.user.folders import folder
from tests.conftest import SMALL
from tests.export.exports import export_of, written
from tests.tui.conftest import Explore, Session


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data set of one's own."""
    return shutil.copytree(SMALL, tmp_path / "mine")


def save(file: Path, before: str, after: str) -> None:
    """Change *file* as an editor does, a while after it was changed last."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    later = file.stat().st_mtime_ns + 1_000_000_000
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    os.utime(file, ns=(later, later))


def file_with(data: Path, words: str) -> Path:
    """The first file of *data* that has *words*."""
    return next(file for file in sorted(data.rglob("*.yaml")) if words in file.read_text("utf-8"))


def told(session: Session) -> str:
    """What the explorer said in its notices."""
    return " ".join(each.message for each in session.app._notifications)


async def looked(session: Session) -> None:
    """Let the explorer look for changes, and follow."""
    session.app.look_for_changes()
    await session.app.workers.wait_for_complete()
    await session.pilot.pause()


async def test_what_is_saved_is_shown_where_one_is(explore: Explore, data: Path) -> None:
    async with explore(loaded=load(data), view="explore?q=country:any") as session:
        await session.press("down", "down")
        address = session.address
        save(file_with(data, "name: Cland"), "name: Cland", "name: Clandia")
        await looked(session)
        assert "read anew" in session.screen
        assert "Clandia" in session.pane("countries")
        assert "Clandia" in session.pane("detail")
        assert session.address == address
        await session.press("down", "m", "backspace")
        assert session.address.startswith("explore?")


async def test_a_database_is_followed_and_stays_as_it_was_while_it_is_broken(
    explore: Explore, small: Loaded, tmp_path: Path
) -> None:
    data = written(export_of(small), "sqlite", tmp_path / "data.sqlite")

    def then(statement: str) -> None:
        later = data.stat().st_mtime_ns + 1_000_000_000
        with closing(sqlite3.connect(data, isolation_level=None)) as database:
            database.execute(statement)
        os.utime(data, ns=(later, later))

    def rename(before: str, after: str) -> str:
        return f"UPDATE records SET record = replace(record, '{before}', '{after}')"

    async with explore(loaded=load(data), view="explore?q=country:any&country=CLD") as session:
        then(rename('"name": "Cland"', '"name": "Clandia"'))
        await looked(session)
        assert "Clandia" in session.pane("countries")
        then(rename('"name": "Clandia"', '"name": 7'))
        await looked(session)
        await session.press("!")
        shown = " ".join(session.screen.split())
        assert "“name” is a text" in shown
        assert "records CLD · E203" in shown
        assert "Enter copies the place." in shown
        await session.press("down", "enter")
        assert session.copied == f"{data}:records:CLD"
        await session.press("escape")
        content = data.read_bytes()
        data.write_bytes(content[:100])
        await looked(session)
        assert "data.sqlite shown as last read" in told(session)
        assert "last read" in session.lines[0]
        assert session.explorer.loaded.causes[0].message.startswith("damaged: ")
        data.write_bytes(content)
        then(rename('"name": 7', '"name": "Cland"'))
        await looked(session)
        assert "Cland" in session.pane("countries")
        assert "last read" not in session.lines[0]


async def test_the_copy_is_written_once_the_first_screen_is_there(
    explore: Explore, data: Path
) -> None:
    loaded = load(data, keep_later=True)
    copies = folder("cache") / "copies"
    async with explore(loaded=loaded) as session:
        assert "Cland" in session.screen
        await session.press("/")
        await session.type("shells")
        for thread in enumerate_threads():
            if thread.name == KEEPING:
                thread.join()
        assert len([*copies.iterdir()]) == 1
        await session.press("enter")
        assert session.explorer.loaded.dataset.store is not None
    assert load(data).dataset.events.ids == loaded.dataset.events.ids


async def test_nothing_is_read_where_nothing_changed(explore: Explore, data: Path) -> None:
    async with explore(loaded=load(data)) as session:
        before = session.explorer.loaded
        await looked(session)
        assert session.explorer.loaded is before


async def test_problems_come_and_go_with_the_files(explore: Explore, data: Path) -> None:
    async with explore(loaded=load(data)) as session:
        file = file_with(data, "direction: supports")
        save(file, "direction: supports", "direction: suportz")
        await looked(session)
        assert "1 error in the data set" in told(session)
        await session.press("!")
        assert "did you mean “supports”?" in " ".join(session.screen.split())
        save(file, "direction: suportz", "direction: supports")
        await looked(session)  # not under the overlay
        assert "did you mean" in session.screen
        await session.press("escape")
        await looked(session)
        await session.press("!")
        assert "Nothing is wrong" in session.screen


async def test_a_broken_file_keeps_its_last_good_reading(explore: Explore, data: Path) -> None:
    async with explore(loaded=load(data), view="explore?q=country:any&country=CLD") as session:
        before, address = session.explorer.loaded.dataset, session.address
        file = file_with(data, "name: Cland")
        save(file, "countries:", "countries: [")
        await looked(session)
        assert f"1 error in the data set, {file.name} shown as last read" in told(session)
        assert "! 1 last read" in session.lines[0]
        assert session.address == address
        assert list(session.explorer.loaded.dataset.country) == list(before.country)
        assert [*session.explorer.loaded.dataset.claims] == [*before.claims]
        await session.press("!")
        assert "shown as it was last read" in " ".join(session.screen.split())
        await session.press("escape")
        save(file, "countries: [", "countries:")
        await looked(session)
        assert session.address == address
        assert "last read" not in session.lines[0]


async def test_broken_files_that_others_change_beside_stay_as_they_were(
    explore: Explore, data: Path
) -> None:
    async with explore(loaded=load(data), view="explore?q=country:any&country=CLD") as session:
        broken = file_with(data, "name: Cland")
        save(broken, "countries:", "countries: [")
        await looked(session)
        save(data / "events.yaml", "kind: ", "kindd: ")
        await looked(session)
        assert "! 2 last read" in session.lines[0]
        assert session.explorer.loaded.dataset.country["CLD"].name == "Cland"


async def test_a_broken_description_keeps_its_last_good_reading(
    explore: Explore, data: Path
) -> None:
    async with explore(loaded=load(data)) as session:
        title = session.explorer.loaded.dataset.metadata.title
        file = file_with(data, "dataset:")
        save(file, "  title: ", "  title: a: b: ")
        await looked(session)
        assert f"{file.name} shown as last read" in told(session)
        assert session.explorer.loaded.dataset.metadata.title == title
        save(file, "  title: a: b: ", "  title: ")
        await looked(session)
        assert session.explorer.loaded.problems == load(data, use_copy=False).problems


async def test_what_is_gone_leaves_the_screen_as_it_is_and_the_screen_says_so(
    explore: Explore, data: Path
) -> None:
    async with explore(loaded=load(data)) as session:
        before = session.explorer.loaded.dataset
        away = data.rename(data.with_name("away"))
        await looked(session)
        assert "cannot be opened" in told(session)
        assert "! 1 last read" in session.lines[0]
        assert session.explorer.loaded.dataset is before
        away.rename(data)
        await looked(session)
        assert "read anew" in session.screen
        assert "last read" not in session.lines[0]


async def test_nobody_is_interrupted_while_typing(explore: Explore, data: Path) -> None:
    async with explore(loaded=load(data)) as session:
        await session.press("slash")
        save(file_with(data, "name: Cland"), "name: Cland", "name: Clandia")
        await session.type("arm")
        await looked(session)
        assert "Clandia" not in session.screen
        assert "arm" in session.lines[1]
        await session.press("escape")
        await looked(session)
        assert session.explorer.scene.dataset.country["CLD"].name == "Clandia"
