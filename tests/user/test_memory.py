"""What is remembered: written whole, read warily."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_tui.user.memory import (
    MOST_SESSIONS,
    Memory,
    SavedView,
    memory_path,
    recall,
    remember,
    with_session,
    with_view,
    without_view,
)

FULL = Memory(
    views=(SavedView("one", "explore?q=a", "small"), SavedView("zwei “ü”", "matrix", "other")),
    sessions={"small": "explore?q=b"},
    theme="alliance-light",
)


def test_what_is_remembered_is_recalled() -> None:
    assert recall() == Memory()
    assert remember(FULL)
    assert recall() == FULL
    assert [each.name for each in memory_path().parent.iterdir()] == ["memory.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"views": 3}', b'{"views": [{"name": "x"}]}', b'{"theme": "\xff"}',
     b'{"sessions": {"small": null}}', b"\x00" * 64],
)  # fmt: skip
def test_what_cannot_be_read_is_as_if_it_were_not_there(content: bytes) -> None:
    memory_path().parent.mkdir(parents=True)
    memory_path().write_bytes(content)
    assert recall() == Memory()
    assert remember(FULL)
    assert recall() == FULL


def test_what_a_later_version_adds_is_no_obstacle() -> None:
    memory_path().parent.mkdir(parents=True)
    memory_path().write_text('{"theme": "x", "colour": 3, "views": []}')
    assert recall() == Memory(theme="x")


def test_where_nothing_can_be_written_the_old_file_stays(clean_home: Path) -> None:
    (clean_home / "state").write_text("")
    assert not remember(FULL)
    assert recall() == Memory()
    (clean_home / "state").unlink()
    memory_path().mkdir(parents=True)
    assert not remember(FULL)
    assert list(memory_path().parent.iterdir()) == [memory_path()], "nothing half-written is left"


def test_a_view_takes_the_place_of_one_of_its_name_and_data_set() -> None:
    again = SavedView("one", "votes", "small")
    elsewhere = SavedView("one", "votes", "other")
    assert with_view(FULL, again).views == (FULL.views[1], again)
    assert with_view(FULL, elsewhere).views == (*FULL.views, elsewhere)
    assert without_view(FULL, FULL.views[0]).views == FULL.views[1:]


def test_only_the_latest_sessions_are_kept() -> None:
    memory = Memory()
    for number in range(MOST_SESSIONS + 5):
        memory = with_session(memory, f"set-{number}", "explore")
    memory = with_session(memory, "set-5", "explore?q=again")
    memory = with_session(memory, "new", "explore")
    assert len(memory.sessions) == MOST_SESSIONS
    assert memory.sessions["set-5"] == "explore?q=again"
    assert "set-6" not in memory.sessions
