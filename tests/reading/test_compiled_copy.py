"""The compiled copy: it is used when it is the same, and ignored when anything is wrong with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_tui.reading import load as reading
from alliance_tui.reading.load import Loaded, load
from alliance_tui.user.folders import folder
from tests.conftest import SMALL
from tests.reading.made import SOUND, write
from tests.reading.test_keeping import contents


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "small")


def copies() -> list[Path]:
    return sorted(folder("cache").glob("*.msgpack"))


def same(one: Loaded, other: Loaded) -> bool:
    return contents(one.dataset) == contents(other.dataset) and (
        (one.problems, one.left_out) == (other.problems, other.left_out)
    )


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The data sets that were compiled, each time anew."""
    compiled: list[Path] = []
    compile_files = reading.compile_files

    def noted(path: Path, *arguments: object) -> object:
        compiled.append(path)
        return compile_files(path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "compile_files", noted)
    return compiled


def test_the_second_time_the_copy_is_read_and_it_is_the_same(
    data: Path, compiling: list[Path]
) -> None:
    first = load(data)
    assert len(copies()) == 1
    assert same(load(data), first)
    assert compiling == [data]


def test_a_copy_keeps_problems_and_their_places(tmp_path: Path, compiling: list[Path]) -> None:
    data = write(tmp_path / "set", rest=SOUND, text="countries: [{id: B, namee: B}]")
    first, second = load(data), load(data)
    assert compiling == [data]
    assert same(first, second)
    assert [each.code for each in second.problems] == ["E202", "E201"]
    assert second.left_out == 1


def test_a_data_set_that_changes_is_read_anew(data: Path) -> None:
    load(data)
    file = data / "countries.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Cland", "name: Otherland"), "utf-8")
    assert load(data).dataset.country["CLD"].name == "Otherland"
    (data / "more.yaml").write_text("countries: [{id: NEW, name: New}]")
    assert "NEW" in load(data).dataset.country
    (data / "more.yaml").unlink()
    assert "NEW" not in load(data).dataset.country


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_copy_with_any_byte_changed_is_ignored(
    data: Path, small: Loaded, drawn: st.DataObject
) -> None:
    load(data)
    (copy,) = copies()
    sound = copy.read_bytes()
    place = drawn.draw(st.integers(0, len(sound) - 1))
    flip = drawn.draw(st.integers(1, 255))
    copy.write_bytes(sound[:place] + bytes([sound[place] ^ flip]) + sound[place + 1 :])
    assert contents(load(data).dataset) == contents(small.dataset)
    assert copy.read_bytes() == sound  # it was made anew


@pytest.mark.parametrize("length", [0, 1, 20, 28, 29, 1000])
def test_a_copy_that_is_cut_off_is_ignored(data: Path, small: Loaded, length: int) -> None:
    load(data)
    (copy,) = copies()
    copy.write_bytes(copy.read_bytes()[:length])
    assert contents(load(data).dataset) == contents(small.dataset)


def test_a_copy_of_something_else_is_ignored(data: Path, tmp_path: Path, small: Loaded) -> None:
    load(data)
    (own,) = copies()
    load(write(tmp_path / "other", all=SOUND))
    (other,) = (each for each in copies() if each != own)
    shutil.copyfile(other, own)
    assert contents(load(data).dataset) == contents(small.dataset)


def test_a_copy_that_is_a_folder_is_ignored(data: Path, small: Loaded) -> None:
    load(data)
    (copy,) = copies()
    copy.unlink()
    copy.mkdir()
    assert contents(load(data).dataset) == contents(small.dataset)


def test_a_cache_that_cannot_be_written_is_no_problem(
    data: Path, small: Loaded, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert contents(load(data).dataset) == contents(small.dataset)
    assert (tmp_path / "file").read_text() == "in the way"


def test_the_cache_lies_where_the_platform_keeps_caches(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", str(tmp_path))
    load(data)
    assert copies()[0].is_relative_to(tmp_path)


def test_only_a_few_copies_are_kept(data: Path) -> None:
    file = data / "more.yaml"
    for number in range(12):
        file.write_text(f"# {number}")
        load(data)
    assert len(copies()) == 8
    assert [each for each in folder("cache").iterdir() if each.suffix != ".msgpack"] == []


def test_nothing_is_written_where_no_copy_is_wanted(data: Path) -> None:
    load(data, use_copy=False)
    assert copies() == []


def test_a_data_set_part_of_which_cannot_be_read_leaves_no_copy(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "bad.yaml").write_bytes(b"\xff")
    data = write(tmp_path / "set", sound=SOUND)
    assert [each.code for each in load(data).errors] == ["E101"]
    assert [each.code for each in load(data).errors] == ["E101"]
