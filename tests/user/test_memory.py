"""What is remembered: changed together with others, read warily, never written over unread."""

from __future__ import annotations

import multiprocessing
import os
import stat
import sys
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_tui.query.view import ViewError, view_from_text
from alliance_tui.user.folders import alone_with
from alliance_tui.user.memory import (
    MOST_ASIDE,
    MOST_OPENED,
    MOST_SESSIONS,
    Memory,
    SavedView,
    memory_path,
    recall,
    remember,
    take_up,
    with_columns,
    with_opened,
    with_session,
    with_view,
    with_view_at,
    without_view,
)

FULL = Memory(
    views=(SavedView("one", "explore?q=a", "small"), SavedView("zwei “ü”", "matrix", "other")),
    sessions={"small": "explore?q=b"},
    theme="alliance-light",
    opened=("/data/zwei “ü”", "C:\\data"),
)

unix = pytest.mark.skipif(sys.platform == "win32", reason="links, modes and devices of Unix")


def all_of_it(_: Memory) -> Memory:
    return FULL


def written(content: bytes) -> Path:
    memory_path().parent.mkdir(parents=True, exist_ok=True)
    memory_path().write_bytes(content)
    return memory_path()


def beside() -> list[str]:
    return sorted(each.name for each in memory_path().parent.iterdir())


def test_what_is_remembered_is_recalled() -> None:
    assert recall() == Memory()
    assert remember(all_of_it) == FULL
    assert recall() == FULL
    assert take_up() == (FULL, None)
    assert beside() == ["memory.json"]
    assert stat.S_IMODE(memory_path().stat().st_mode) == 0o600
    for folder in memory_path().parents[:2]:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_data_sets_are_remembered_latest_first_and_once() -> None:
    memory = Memory()
    for number in (*range(MOST_OPENED), 3, MOST_OPENED):
        memory = with_opened(memory, Path("/data") / f"{number}")
    assert memory.opened[:3] == ("/data/20", "/data/3", "/data/19")
    assert len(set(memory.opened)) == len(memory.opened) == MOST_OPENED


@pytest.mark.parametrize("name", ["\udcff", "\x1b[31m", "a\u202eb"])
def test_a_data_set_whose_name_nobody_can_type_is_not_remembered(name: str) -> None:
    remember(lambda memory: with_opened(memory, Path("/data") / name))
    assert recall() == Memory()


# What cannot be read ---------------------------------------------------------------------------

BROKEN = [b"{", b"[]", b'{"theme": "\xff"}', b"\x00" * 64, b"[" * 100_000, b'{"a": ' * 50_000,
          b'{"views": [],}', b'"text"', b"\xff\xfe{\x00}\x00"]  # fmt: skip


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_what_cannot_be_read_is_put_aside_and_told(content: bytes) -> None:
    written(content)
    assert recall() == Memory()
    assert beside() == ["memory.json"], "only reading changes nothing"
    memory, note = take_up()
    assert memory == Memory()
    aside = memory_path().with_name("memory.json.unreadable")
    assert aside.read_bytes() == content
    assert note is not None
    assert str(aside) in note
    assert "\n" not in note
    assert take_up() == (Memory(), None), "it is told once"
    assert remember(all_of_it) == recall() == FULL


def test_it_is_never_written_over_without_being_put_aside() -> None:
    written(b"{")
    remember(all_of_it)
    assert recall() == FULL
    for number in range(2, MOST_ASIDE + 1):
        written(b"%d {" % number)
        remember(all_of_it)
        assert f"memory.json.unreadable-{number}" in beside()
    written(b"one too many {")
    with pytest.raises(OSError, match="lie beside"):
        remember(all_of_it)
    memory, note = take_up()
    assert memory == Memory()
    assert note is not None
    assert "nothing can be kept" in note
    assert memory_path().read_bytes() == b"one too many {"


@pytest.mark.parametrize(
    ("content", "left"),
    [
        ('{"views": 3, "theme": "x"}', Memory(theme="x")),
        ('{"views": [{"name": "x"}, {"name": "a", "view": "v", "data": "d"}, 7]}',
         Memory(views=(SavedView("a", "v", "d"),))),
        ('{"sessions": {"a": null, "b": "explore"}}', Memory(sessions={"b": "explore"})),
        ('{"theme": 3, "sessions": {"b": "explore"}}', Memory(sessions={"b": "explore"})),
        ('{"theme": "x", "opened": ["/a", 3]}', Memory(theme="x", opened=("/a",))),
        ('{"theme": "x", "opened": {"/a": 3}}', Memory(theme="x")),
        ('{"theme": "x", "columns": ["-arms"]}', Memory(theme="x")),
        ('{"columns": {"s": {"matrix": ["-a"], "votes": "-b", "map": [1]}, "t": 3}}',
         Memory(columns={"s": {"matrix": ("-a",)}})),
    ],
)  # fmt: skip
def test_what_does_not_fit_loses_only_itself_and_lies_aside(content: str, left: Memory) -> None:
    written(content.encode())
    memory, note = take_up()
    assert memory == left == recall()
    assert note is not None
    assert "a part of" in note
    assert memory_path().with_name("memory.json.unreadable").read_text() == content


@pytest.mark.parametrize("content", [b"", b"\n", b"{}", b"\xef\xbb\xbf{}", b'{"views": null}'])
def test_what_says_nothing_is_no_loss(content: bytes) -> None:
    written(content)
    assert take_up() == (Memory(), None)
    assert remember(all_of_it) == FULL
    assert beside() == ["memory.json"]


def test_what_another_version_adds_stays() -> None:
    written(b'{"theme": "x", "colour": {"a": [3, null]}, "views": []}')
    assert take_up()[1] is None
    remember(partial(with_session, data="small", view="explore"))
    data = msgspec.json.decode(memory_path().read_bytes())
    assert data["colour"] == {"a": [3, None]}
    assert (data["theme"], data["sessions"]) == ("x", {"small": "explore"})


@unix
def test_what_is_no_file_is_left_alone() -> None:
    path = written(b"")
    path.unlink()
    os.mkfifo(path)
    memory, note = take_up()
    assert memory == Memory()
    assert note is not None
    assert "it is no file" in note
    with pytest.raises(OSError, match="no file"):
        remember(all_of_it)
    path.unlink()
    path.mkdir()
    with pytest.raises(OSError, match="no file"):
        remember(all_of_it)
    assert beside() == ["memory.json"]
    path.rmdir()
    path.symlink_to("/dev/null")
    assert take_up() == (Memory(), None), "a way to say that nothing is to be remembered"
    with pytest.raises(OSError, match="no file"):
        remember(all_of_it)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@unix
def test_what_is_far_too_large_is_not_read() -> None:
    path = written(b"")
    with path.open("wb") as file:
        file.truncate(100_000_000)
    memory, note = take_up()
    assert memory == Memory()
    assert note is not None
    assert "larger than 4 MB" in note
    with pytest.raises(OSError, match="larger"):
        remember(all_of_it)
    assert path.stat().st_size == 100_000_000


@given(st.text())
def test_no_view_that_is_remembered_is_more_than_an_error(text: str) -> None:
    for each in (text, f"explore?{text}", f"matrix?q={text}", f"explore?as-of={text}"):
        try:
            view_from_text(each)
        except ViewError:
            continue


# Where it is written ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["a file where a folder should be", ""])
def test_where_nothing_can_be_written_the_old_file_stays(clean_home: Path, kind: str) -> None:
    (clean_home / "state").write_text(kind)
    with pytest.raises(OSError, match=r"exists|directory"):
        remember(all_of_it)
    assert take_up()[0] == Memory()
    assert (clean_home / "state").read_text() == kind


@unix
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "memory.json"
    target.parent.mkdir()
    target.write_bytes(b"{}")
    target.chmod(0o640)
    path = written(b"")
    path.unlink()
    path.symlink_to(target)
    remember(all_of_it)
    assert path.is_symlink()
    assert msgspec.json.decode(target.read_bytes())["theme"] == FULL.theme
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [each.name for each in target.parent.iterdir()] == ["memory.json"]
    target.write_bytes(b"{broken")
    note = take_up()[1]
    assert note is not None
    assert str(target.with_name("memory.json.unreadable")) in note
    remember(all_of_it)
    assert path.is_symlink()
    assert recall() == FULL


@unix
def test_a_link_that_leads_nowhere_yet_is_followed(tmp_path: Path) -> None:
    path = written(b"")
    path.unlink()
    path.symlink_to(tmp_path / "later" / "memory.json")
    remember(all_of_it)
    assert path.is_symlink()
    assert recall() == FULL


def test_what_one_who_was_ended_left_behind_is_cleared_away() -> None:
    written(b"{}").with_name(".memory.json-abcdefgh").write_text('{"half')
    remember(all_of_it)
    assert beside() == ["memory.json"]


def test_nothing_is_written_where_nothing_changes() -> None:
    remember(all_of_it)
    before = memory_path().stat()
    remember(lambda memory: memory)
    assert memory_path().stat().st_ino == before.st_ino


def test_a_full_disk_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    remember(all_of_it)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("alliance_tui.user.folders.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        remember(lambda _: Memory())
    monkeypatch.undo()
    assert recall() == FULL
    assert beside() == ["memory.json"]


# Several at once -------------------------------------------------------------------------------


def keep_many(name: str, number: int) -> None:
    for each in range(number):
        remember(partial(with_view, saved=SavedView(f"{name}-{each}", "explore", "small")))
        if each % 2:
            remember(partial(without_view, saved=SavedView(f"{name}-{each}", "explore", "small")))


@pytest.mark.skipif(sys.platform == "win32", reason="without a lock the last one wins")
def test_several_who_write_at_once_lose_nothing_and_bring_nothing_back() -> None:
    processes = [multiprocessing.Process(target=keep_many, args=(name, 20)) for name in "abc"]
    for each in processes:
        each.start()
    for each in processes:
        each.join()
    names = {each.name for each in recall().views}
    assert names == {f"{name}-{each}" for name in "abc" for each in range(0, 20, 2)}
    assert beside() == ["memory.json"]


@unix
def test_one_who_holds_the_file_and_does_not_go_on_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("alliance_tui.user.folders.MOST_PATIENCE", 0.1)
    with alone_with(memory_path()):
        assert remember(all_of_it) == FULL


# Changes ---------------------------------------------------------------------------------------


def test_a_view_takes_the_place_of_one_of_its_name_and_data_set() -> None:
    again = SavedView("one", "votes", "small")
    elsewhere = SavedView("one", "votes", "other")
    assert with_view(FULL, again).views == (FULL.views[1], again)
    assert with_view(FULL, elsewhere).views == (*FULL.views, elsewhere)
    assert without_view(FULL, FULL.views[0]).views == FULL.views[1:]


def test_a_view_that_comes_back_takes_no_others_place() -> None:
    one = FULL.views[0]
    assert with_view_at(without_view(FULL, one), one, 0) == FULL
    numbered = with_view_at(with_view_at(FULL, one, 0), one, 99).views
    assert [each.name for each in numbered] == ["one (2)", "one", "zwei “ü”", "one (3)"]


def test_columns_are_remembered_for_each_data_set_and_view_until_they_are_as_usual() -> None:
    remember(partial(with_columns, data="one", columns={"matrix": ("-a",), "votes": ("b", "-")}))
    remember(partial(with_columns, data="two", columns={"matrix": ("-c",)}))
    remember(partial(with_columns, data="one", columns={"matrix": ()}))
    assert recall().columns == {"two": {"matrix": ("-c",)}, "one": {"votes": ("b", "-")}}
    remember(partial(with_columns, data="one", columns={"votes": ()}))
    assert recall().columns == {"two": {"matrix": ("-c",)}}
    for number in range(2 * MOST_SESSIONS):
        remember(partial(with_columns, data=str(number), columns={"map": ("-x",)}))
    assert len(recall().columns) == MOST_SESSIONS


def test_only_the_latest_sessions_are_kept() -> None:
    memory = Memory()
    for number in range(MOST_SESSIONS + 5):
        memory = with_session(memory, f"set-{number}", "explore")
    memory = with_session(memory, "set-5", "explore?q=again")
    memory = with_session(memory, "new", "explore")
    assert len(memory.sessions) == MOST_SESSIONS
    assert memory.sessions["set-5"] == "explore?q=again"
    assert "set-6" not in memory.sessions
    assert "new" not in with_session(memory, "new", None).sessions
