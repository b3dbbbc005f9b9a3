"""What reading costs, in Python functions called: times belong to a machine, counts do not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from alliance_tui.model.records import Group, Record
from alliance_tui.reading import load
from alliance_tui.reading.checks import references
from alliance_tui.reading.earlier import Earlier
from alliance_tui.reading.files import File, contents, files_of
from alliance_tui.reading.load import compile_files
from alliance_tui.reading.tree import Tree
from alliance_tui.reading.typed import read_tree
from tests.bench.generate import write_data_set

EVENTS = 300


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data_set(tmp_path_factory.mktemp("cost") / "made", 20, EVENTS, 20)


def calls(do: Callable[[], object]) -> int:
    """How many functions of Python *do* calls, once all is imported and compiled."""
    count = 0

    def count_calls(_frame: FrameType, what: str, _argument: object) -> None:
        nonlocal count
        count += what == "call"

    do()
    sys.setprofile(count_calls)
    try:
        do()
    finally:
        sys.setprofile(None)
    return count


def test_most_nodes_of_a_sound_file_take_one_call(made: Path) -> None:
    text = (made / "events.yaml").read_text(encoding="utf-8")
    nodes = calls(lambda: Tree("events.yaml", text).root)
    assert nodes > 30 * EVENTS, "each node is made by one call"
    assert calls(lambda: read_tree(Tree("events.yaml", text))) < 1.5 * nodes


def test_a_sound_record_is_checked_with_few_calls(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = load._readings

    def checking(path: Path) -> int:
        """How many calls the checks take, what is read without them left out."""
        files, _ = contents(files_of(path))
        gave = read(files, [], Earlier(None, use_parts=False), lambda _: None)
        monkeypatch.setattr(load, "_readings", lambda *_: gave)
        return calls(lambda: compile_files(path, files, []))

    more = write_data_set(tmp_path / "more", 20, 2 * EVENTS, 20)
    each = (checking(more) - checking(made)) / EVENTS
    assert each < 30


def test_what_is_named_is_told_apart_only_where_something_is_unknown(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[Record] = []
    names = references._names

    def noted(record: Record, path: tuple[str | int, ...] = ()) -> Iterator[references.Named]:
        looked_at.append(record)
        return names(record, path)

    monkeypatch.setattr(references, "_names", noted)
    files, _ = contents(files_of(made))
    assert compile_files(made, files, [])[1].counts.errors == 0
    assert looked_at == []
    more = made / "more.yaml"
    wrong = "groups: [{id: fine, members: [C0001]}, {id: odd, members: [C0001, ELSEWHERE]}]"
    unknown = [*files, File("more.yaml", more, files[0].stamp, b"", wrong.encode())]
    assert compile_files(made, unknown, [])[1].counts.errors
    assert {each.id for each in looked_at if isinstance(each, Group)} == {"odd"}
