"""What reading costs, in Python functions called: times belong to a machine, counts do not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from alliance_tui.model.records import Group, Record
from alliance_tui.reading.checks import references
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


def test_a_node_of_a_sound_file_takes_two_calls(made: Path) -> None:
    text = (made / "events.yaml").read_text(encoding="utf-8")
    nodes = calls(lambda: Tree("events.yaml", text).root)
    assert nodes > 30 * EVENTS, "each node is made by one call"
    assert calls(lambda: read_tree(Tree("events.yaml", text))) < 2.1 * nodes


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
