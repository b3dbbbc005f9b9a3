"""A folder read on two cores gives what it gives on one, to the letter."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from alliance_tui.model.records import Records
from alliance_tui.reading import helper, sound
from alliance_tui.reading.compiled import Findings
from alliance_tui.reading.files import contents, files_of
from alliance_tui.reading.helper import _Helper, read_parts
from alliance_tui.reading.load import _text_tree, compile_files
from alliance_tui.reading.sound import Part, Sound, _parts, read_part
from alliance_tui.reading.tree import Tree
from alliance_tui.reading.typed import read_tree
from tests.bench.generate import split, write_data_set
from tests.conftest import FIXTURES, SMALL
from tests.reading import corpus
from tests.reading.any_set import any_set
from tests.reading.test_pieces import ODD

PATIENCE = 60

pytestmark = pytest.mark.skipif(not helper._can_help(), reason="there is one core")


def parts_of(texts: dict[str, bytes]) -> list[Part]:
    trees = [_text_tree(name, content) for name, content in texts.items()]
    return [part for tree in trees for part in _parts(tree, keeps=False)]


def broken(tmp_path: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the corpus of broken sets, and others that are odd or hostile."""
    for file in corpus.FILES:
        for number, case in enumerate(corpus.cases(file)):
            folder = corpus.broken(case, tmp_path / f"{file.stem}-{number}")
            for each in folder.rglob("*.yaml"):
                yield str(each), each.read_bytes()
    for each in FIXTURES.rglob("*.yaml"):
        yield str(each), each.read_bytes()
    for name, text in ODD.items():
        yield name, text.encode()
    yield "a surrogate", b'groups: [{id: "\\uD800"}]'
    yield "depth", b"groups: " + b"[" * 5_000


def test_the_helper_answers_as_this_process_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "SIZE", 2_000)
    parts = parts_of(dict(broken(tmp_path)))
    with TemporaryFile() as results:
        other = _Helper(parts, results)
        assert other._process.wait(PATIENCE) == 0
        answers = [*other.answers()][::-1]
    assert answers == [read_part(part.piece.section, part.text) for part in parts]
    assert None in answers
    assert sum(each is not None for each in answers) > 100


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(any_set())
def test_what_it_sends_back_is_what_was_read(sections: dict[str, list[Any]]) -> None:
    text = msgspec.json.encode(sections).decode()
    whole = read_tree(Tree("any.yaml", text))
    sent = msgspec.msgpack.decode(msgspec.msgpack.encode(read_part("", text)), type=Sound | None)
    assert whole.problems if sent is None else sent.records == whole.records


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("folder")
    return split(write_data_set(place / "made", 20, 160, 40), place / "many")


def compiled(folder: Path) -> tuple[Records, Findings]:
    files, unreadable = contents(files_of(folder))
    records, findings, _ = compile_files(folder, files, unreadable)
    return records, findings


BROKEN = {
    "sound": "",
    "no YAML": "groups: [\n",
    "a record that is none": "groups: [{id: fine}, {id: [], name: 3}]\n",
    "an id that is taken": "events:\n  - {id: event-3, kind: visit}\n",
    "a cut text": "groups:\n  - {id: cut, name: Number #4}\n",
    "a merge": "groups:\n<<<<<<< a\n  - {id: one}\n=======\n  - {id: two}\n>>>>>>> b\n",
    "no text": "groups: [{id: \udcff}]\n",
}


@pytest.mark.parametrize("cuts", [False, True], ids=["files", "pieces"])
@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_folder_is_as_read_by_one(
    text: str, cuts: bool, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(folder, tmp_path / "folder")
    (folder / "wrong.yaml").write_bytes(text.encode("utf-8", "surrogateescape"))
    by_one = compiled(folder)
    monkeypatch.setattr(helper, "PAYS", 0)
    if cuts:
        monkeypatch.setattr(sound, "LARGE", 0)
        monkeypatch.setattr(sound, "SIZE", 2_000)
    assert compiled(folder) == by_one


def test_both_have_a_share_and_no_process_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[_Helper] = []

    class Noted(_Helper):
        def __init__(self, parts: Sequence[Part], results: IO[bytes]) -> None:
            super().__init__(parts, results)
            started.append(self)

    def patient(part: Part) -> Sound | None:
        """Reads once the helper has read some."""
        started[0]._process.wait(PATIENCE)
        here.append(part)
        return read_part(part.piece.section, part.text)

    here: list[Part] = []
    monkeypatch.setattr(helper, "PAYS", 0)
    monkeypatch.setattr(helper, "_Helper", Noted)
    monkeypatch.setattr(Part, "read", patient)
    parts = parts_of({each.name: each.read_bytes() for each in folder.glob("*.yaml")})
    assert all(read_parts(parts))
    assert len(here) == 1, "the rest had been read meanwhile"
    assert started[0]._process.returncode is not None
    assert started[0]._results.closed


@pytest.mark.parametrize("program", ["/bin/false", "/nowhere", ""])
def test_where_no_helper_can_run_one_reads_alone(
    program: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_one = compiled(folder)
    monkeypatch.setattr(helper, "PAYS", 0)
    monkeypatch.setattr(sys, "executable", program)
    assert compiled(folder) == by_one


def test_who_hangs_is_not_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_one = compiled(folder)
    monkeypatch.setattr(helper, "PAYS", 0)
    monkeypatch.setattr(helper, "_RUN", "import time; time.sleep(600)")
    assert compiled(folder) == by_one


def test_a_small_set_and_one_large_file_start_no_process(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(subprocess, "Popen", refuse)
    compiled(folder)
    compiled(SMALL)
    parts = parts_of({"large.yaml": b"groups: []\n" + b"#" * helper.PAYS * 2, "b.yaml": b"{}"})
    assert read_parts(parts)


def test_of_a_large_folder_no_nodes_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def trees() -> list[Tree]:
        files, _ = contents(files_of(folder))
        return [_text_tree(each.name, each.content or b"") for each in files]

    small = trees()
    sound.sound_readings(small)
    assert all("root" in vars(tree) for tree in small)
    monkeypatch.setattr(sound, "LARGE", 0)
    large = trees()
    assert len(sound.sound_readings(large)) == len(large)
    assert not any("root" in vars(tree) for tree in large)
