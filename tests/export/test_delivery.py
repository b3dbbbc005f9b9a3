"""An export arrives whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance_tui.export.delivery import (
    CannotDeliverError,
    Progress,
    Writer,
    deliver,
    text_writer,
)


def folder_of(*names: str) -> Writer:
    def write(path: Path) -> Iterator[Progress]:
        path.mkdir()
        for number, name in enumerate(names, 1):
            (path / name).write_text("new", encoding="utf-8")
            yield Progress(number, len(names), name)

    return write


def failing(error: BaseException) -> Writer:
    def write(path: Path) -> Iterator[Progress]:
        path.write_text("half", encoding="utf-8")
        yield Progress(1, 2, "half")
        raise error

    return write


def test_a_file_is_written_with_all_its_pieces(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    steps = list(deliver(target, text_writer(("one\n", "zwei ü\n"), "text")))
    assert target.read_bytes() == "one\nzwei ü\n".encode()
    assert steps[-1] == Progress(1, 1, "text")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_others_may_read_it_as_the_users_mask_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        list(deliver(tmp_path / "a.txt", text_writer(("x",), "")))
        list(deliver(tmp_path / "b", folder_of("x.csv")))
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o755


def test_nothing_is_there_before_the_last_step(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    for _ in deliver(target, text_writer(("one", "two"), "")):
        assert not target.exists()
    assert target.exists()


@pytest.mark.parametrize("error", [OSError("disk full"), ValueError("x"), KeyboardInterrupt()])
def test_a_failure_leaves_nothing_behind(tmp_path: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        list(deliver(tmp_path / "a.txt", failing(error)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("writer", [text_writer(("a", "b", "c"), ""), folder_of("a", "b", "c")])
def test_closing_the_steps_cancels(tmp_path: Path, writer: Writer) -> None:
    old = tmp_path / "old"
    old.write_text("old", encoding="utf-8")
    steps = deliver(old, writer, replace=True)
    next(steps)
    next(steps)
    steps.close()
    assert list(tmp_path.iterdir()) == [old]
    assert old.read_text(encoding="utf-8") == "old"


def test_what_stands_there_is_replaced_only_if_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(CannotDeliverError, match="exists already") as caught:
        list(deliver(target, text_writer(("new",), "")))
    assert caught.value.replaceable
    assert target.read_text(encoding="utf-8") == "old"
    list(deliver(target, text_writer(("new",), ""), replace=True))
    assert target.read_text(encoding="utf-8") == "new"


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    steps = deliver(target, text_writer(("new",), ""))
    next(steps)
    target.write_text("another's", encoding="utf-8")
    with pytest.raises(CannotDeliverError, match="exists already"):
        list(steps)
    assert target.read_text(encoding="utf-8") == "another's"
    assert list(tmp_path.iterdir()) == [target]


def test_an_older_export_in_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    list(deliver(target, folder_of("a.csv", "b.csv")))
    (target / "a.csv").write_text("old", encoding="utf-8")
    list(deliver(target, folder_of("a.csv", "b.csv", "c.csv"), replace=True))
    assert {each.name: each.read_text(encoding="utf-8") for each in target.iterdir()} == {
        "a.csv": "new",
        "b.csv": "new",
        "c.csv": "new",
    }


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    target.mkdir()
    list(deliver(target, folder_of("a.csv")))
    assert [each.name for each in target.iterdir()] == ["a.csv"]


def test_a_folder_with_other_things_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "home"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(CannotDeliverError, match=r"thesis\.txt"):
        list(deliver(target, folder_of("a.csv"), replace=True))
    assert (target / "thesis.txt").read_text(encoding="utf-8") == "years of work"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_and_a_folder_do_not_replace_one_another(tmp_path: Path) -> None:
    file, folder = tmp_path / "a", tmp_path / "b"
    file.write_text("old", encoding="utf-8")
    folder.mkdir()
    with pytest.raises(CannotDeliverError, match="is a file"):
        list(deliver(file, folder_of("x"), replace=True))
    with pytest.raises(CannotDeliverError, match="is a folder"):
        list(deliver(folder, text_writer(("x",), ""), replace=True))
    assert sorted(tmp_path.iterdir()) == [file, folder]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    list(deliver(link, text_writer(("new",), ""), replace=True))
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


UNWRITABLE: dict[str, Callable[[Path], Path]] = {
    "there is no folder": lambda path: path / "none" / "a.txt",
    "no name": lambda path: Path("/"),
    "neither a file nor a folder": lambda path: Path(os.devnull),
}


@pytest.mark.parametrize("message", UNWRITABLE)
def test_why_it_cannot_be_written_is_told_before_the_first_step(
    tmp_path: Path, message: str
) -> None:
    with pytest.raises(CannotDeliverError, match=message):
        next(deliver(UNWRITABLE[message](tmp_path), folder_of("x"), replace=True))
    assert list(tmp_path.iterdir()) == []
