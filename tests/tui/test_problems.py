"""The list of problems: by file, causes first, each leading to its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_tui.reading.load import load
from alliance_tui.reading.problems import Place
from alliance_tui.tui.programs import editor_command
from tests.reading.made import SOUND, write
from tests.tui.conftest import Explore


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A data set with one cause and what follows from it."""
    text = SOUND.replace("{id: AAA, name: Aaa,", "{id: AAA, name: 7,")
    return write(tmp_path / "set", all=text)


async def test_causes_are_listed_by_file_and_what_follows_is_counted(
    explore: Explore, broken: Path
) -> None:
    async with explore(loaded=load(broken)) as session:
        assert "! 1" in session.lines[0]
        await session.press("!")
        screen = " ".join(session.screen.split())
        assert "line 27, column" in screen
        assert "the country is left out" in screen
        assert "more follow from what is listed here" in screen


async def test_enter_copies_the_place_where_no_editor_is_set(
    explore: Explore, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with explore(loaded=load(broken)) as session:
        await session.press("!", "down", "enter")
        assert session.app.clipboard == f"{broken / 'all.yaml'}:27"


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("", []),
        ("vim", ["vim", "+7", "a b.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "a b.yaml"]),
        ("code --new-window", ["code", "--new-window", "--wait", "--goto", "a b.yaml:7:3"]),
        ("hx", ["hx", "a b.yaml:7:3"]),
    ],
)
def test_editors_are_opened_at_the_line(
    monkeypatch: pytest.MonkeyPatch, editor: str, expected: list[str]
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    assert editor_command(Place("a b.yaml", 7, 3)) == expected
