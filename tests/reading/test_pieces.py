"""A file read in pieces gives what it gives as a whole, and is broken in the same places."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from yaml import Node

from alliance_tui.reading import sound
from alliance_tui.reading import tree as trees
from alliance_tui.reading.pieces import WholeError, pieces_of
from alliance_tui.reading.sound import sound_readings
from alliance_tui.reading.tree import Tree
from alliance_tui.reading.typed import FileReading, read_tree
from tests.bench.generate import write_data_set
from tests.conftest import SMALL
from tests.reading import corpus

HEAD = "dataset: {id: a, format: 1, title: T, subject: SUB, as_of: 2022-01-01}\n"


def in_pieces(
    text: str, monkeypatch: pytest.MonkeyPatch, size: int, *, keeps: bool = False
) -> FileReading:
    """The reading of *text* in pieces of *size*; where it *keeps* nodes, places are theirs."""
    monkeypatch.setattr(sound, "LARGE", len(text) + 1 if keeps else 0)
    monkeypatch.setattr(sound, "SIZE", size)
    tree = Tree("a.yaml", text)
    return sound_readings([tree]).get(tree.file) or read_tree(tree)


def told(reading: FileReading) -> list[object]:
    """What a reading gave, down to the places of its records."""
    records = reading.records
    places = [
        reading.place((section, position))
        for section in ("groups", "sources", "countries", "claims", "events", "corrections")
        for position in range(len(getattr(records, section)))
    ]
    return [records, reading.problems, reading.kept, reading.left_out, reading.unread, places]


ODD = {
    "a comment between": f"# first\n\n{HEAD}groups: # all\n  # one\n  - id: G\n# two\n  - id: H\n",
    "no indent": f"{HEAD}groups:\n- id: G\n- id: H\nsources: []\n",
    "windows": f"{HEAD}groups:\n  - id: G\n  - id: H\n".replace("\n", "\r\n"),
    "old mac": f"{HEAD}groups:\n  - id: G\n  - id: H\n".replace("\n", "\r"),
    "next line": f"{HEAD}groups:\n  - id: G\x85  - id: H\n",
    "a text with dashes": f"{HEAD}groups:\n  - id: G\n    name: |\n      a\n      - b\n  - id: H\n",
    "a quotation of two lines": f'{HEAD}groups:\n  - id: G\n    name: "a\n  - b"\n  - id: H\n',
    "two quotations": (
        f'{HEAD}groups:\n  - id: G\n    name: "a\n  - id: X\n    name: b"\n  - id: H\n'
    ),
    "kept line ends": f"{HEAD}groups:\n  - id: G\n    name: |+\n      a\n\n\n  - id: H\n",
    "twice": f"{HEAD}groups:\n  - id: G\ngroups:\n  - id: H\n",
    "a document ends": f"{HEAD}groups:\n  - id: G\n...\n  - id: H\n",
    "two documents": f"{HEAD}---\ngroups:\n  - id: G\n",
    "a document begins": f"---\n{HEAD}groups:\n  - id: G\n",
    "a directive": f"%YAML 1.2\n---\n{HEAD}groups:\n  - id: G\n",
    "in brackets": f"{HEAD}groups: [{{id: G}},\n  {{id: H}}]\n",
    "one in brackets on its line": f"{HEAD}groups:\n  - {{id: G,\n  name: N}}\n  - id: H\n",
    "an anchor": f"{HEAD}groups:\n  - &a {{id: G}}\n  - *a\n",
    "a tag": f"{HEAD}groups: !!set\n  - id: G\n",
    "nothing": f"{HEAD}groups:\nsources:\n",
    "unknown": f"{HEAD}group:\n  - id: G\n",
    "deeper": f"{HEAD}groups:\n  - id: G\n    - id: H\n",
    "shallower": f"{HEAD}groups:\n    - id: G\n  - id: H\n",
    "an empty record": f"{HEAD}groups:\n  -\n  - id: H\n",
    "a merge": f"{HEAD}groups:\n<<<<<<< a\n  - id: G\n=======\n  - id: H\n>>>>>>> b\n",
    "a text": "Only words.\n",
    "a list": "- id: G\n",
    "a record before": f"  - id: G\n{HEAD}",
    "a quoted section": f'{HEAD}"groups":\n  - id: G\n',
    "a tab": f"{HEAD}groups:\n\t- id: G\n",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_files_give_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(in_pieces(text, monkeypatch, len(text)))
    assert told(in_pieces(text, monkeypatch, 0)) == whole
    assert told(in_pieces(text, monkeypatch, 0, keeps=True)) == whole


@pytest.mark.parametrize("size", [0, 200])
def test_broken_files_give_the_same(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in corpus.FILES:
        for number, case in enumerate(corpus.cases(file)):
            folder = corpus.broken(case, tmp_path / f"{file.stem}-{number}")
            for each in sorted(folder.rglob("*.yaml")):
                text = each.read_bytes().decode("utf-8", "replace")
                whole = told(in_pieces(text, monkeypatch, len(text)))
                assert told(in_pieces(text, monkeypatch, size)) == whole, case.title
                kept = in_pieces(text, monkeypatch, size, keeps=True)
                assert told(kept) == whole, case.title


@pytest.mark.parametrize("file", sorted(SMALL.glob("*.yaml")), ids=lambda file: file.name)
def test_sound_files_give_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text(encoding="utf-8")
    pieces = [*pieces_of(text, 500)]
    assert all(
        one.end == other.start for one, other in pairwise(pieces) if other.section == one.section
    )
    whole = told(in_pieces(text, monkeypatch, len(text)))
    assert told(in_pieces(text, monkeypatch, 500)) == whole
    assert told(in_pieces(text, monkeypatch, 500, keeps=True)) == whole


def test_of_a_large_file_one_piece_at_a_time_is_composed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_data_set(tmp_path / "made", 20, 300, 20)
    text = (folder / "events.yaml").read_text(encoding="utf-8")
    composed: list[int] = []
    attempt = trees._attempt

    def noted(part: str) -> tuple[Node | None, Any]:
        composed.append(len(part))
        return attempt(part)

    monkeypatch.setattr(trees, "_attempt", noted)
    reading = in_pieces(text, monkeypatch, 10_000)
    assert len(reading.records.events) == 300
    assert len(composed) > 5
    assert max(composed) < 11_000
    assert "root" not in vars(reading.tree)


def test_places_are_those_of_the_nodes_that_were_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_data_set(tmp_path / "made", 20, 300, 20)
    text = (folder / "events.yaml").read_text(encoding="utf-8")
    kept = in_pieces(text, monkeypatch, 10_000, keeps=True)
    whole = read_tree(Tree("a.yaml", text))
    paths = [("events", number, "evidence", 0, "source") for number in range(300)]
    places = [whole.place(path) for path in paths]
    monkeypatch.setattr(trees, "_attempt", lambda _: pytest.fail("composed again"))
    assert [kept.place(path) for path in paths] == places
    assert len({each.line for each in places}) == 300


@pytest.mark.parametrize("text", ["", "a", f"{HEAD}...\n", f"{HEAD}{HEAD}"])
def test_what_has_no_pieces_says_so(text: str) -> None:
    with pytest.raises(WholeError):
        [*pieces_of(text, 10)]
