"""Files that change under the explorer: an editor saves, the screen follows."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from alliance_tui.reading.load import load
from tests.conftest import SMALL
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
        assert "problem" in session.screen
        await session.press("!")
        assert "did you mean “supports”?" in " ".join(session.screen.split())
        save(file, "direction: suportz", "direction: supports")
        await looked(session)  # not under the overlay
        assert "did you mean" in session.screen
        await session.press("escape")
        await looked(session)
        await session.press("!")
        assert "Nothing is wrong" in session.screen


async def test_what_cannot_be_opened_leaves_the_screen_as_it_is(
    explore: Explore, data: Path
) -> None:
    async with explore(loaded=load(data)) as session:
        before = session.explorer.loaded
        save(file_with(data, "dataset:"), "dataset:", "dataste:")
        await looked(session)
        assert "cannot be opened" in " ".join(session.screen.split())
        assert session.explorer.loaded is before
        save(file_with(data, "dataste:"), "dataste:", "dataset:")
        await looked(session)
        assert "read anew" in session.screen


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
