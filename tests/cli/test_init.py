"""Beginning a data set of one's own: it is sound, it opens, and nothing is overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_tui.reading.load import load
from alliance_tui.reading.schema import format_schema, own_ids
from tests.cli.test_schemas import content, wrong
from tests.conftest import Run


def test_what_is_written_is_sound_opens_and_uses_the_whole_format(
    call: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "deep" / "mine"
    done = call("init", folder)
    assert done.returncode == 0
    assert f"alliance-tui -d {folder}" in done.stderr
    written = [Path(line) for line in done.stdout.splitlines()]
    assert sorted(written) == sorted(each for each in folder.rglob("*") if each.is_file())
    checked = call("check", "--strict", folder)
    assert (checked.returncode, checked.stderr) == (0, f"no errors, no warnings in {folder}\n")
    dataset = load(folder).dataset
    assert dataset.groups
    assert dataset.tie
    assert {each.direction for each in dataset.claims} == {"supports", "withholds"}
    assert any(each.stance == "denies" for claim in dataset.claims for each in claim.evidence)
    assert "Dland" in call("list", "-q", "supports:arms", "-d", folder).stdout
    opening = call("-d", folder, "--plain").stdout
    assert "Countries that belong to Friends of Aland: 2 of 4 countries" in opening


def test_editors_find_the_schema_from_every_file(call: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    call("init", folder)
    schema = format_schema(own_ids(load(folder).dataset))
    for file in folder.rglob("*.yaml"):
        first = file.read_text("utf-8").partition("\n")[0]
        name = first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads((file.parent / name).read_text("utf-8")) == schema
        assert wrong(schema, content(file)) == []


def test_an_empty_folder_is_filled(call: Run, tmp_path: Path) -> None:
    assert call("init", ".").returncode == 0
    assert (tmp_path / "dataset.yaml").is_file()


def test_nothing_is_overwritten(call: Run, tmp_path: Path) -> None:
    kept = tmp_path / "notes.txt"
    kept.write_text("mine", "utf-8")
    for path in (tmp_path, kept):
        done = call("init", path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "nothing was written" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]
    assert kept.read_text("utf-8") == "mine"


def test_where_nothing_can_be_written_that_is_said(call: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = call("init", tmp_path / "file" / "mine")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_disk_that_fills_up_leaves_nothing(
    call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "dataset.yaml", b"dataset: {}"
        yield "countries/one.yaml", b"countries: []"
        yield "countries/one.yaml", b"again"

    monkeypatch.setattr("alliance_tui.cli.init._files", files)
    opened = Path.open

    def full(path: Path, mode: str) -> object:
        if path.name == "one.yaml":
            raise OSError(28, "No space left on device")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", full)
    (tmp_path / "empty").mkdir()
    for folder in ("mine/deep", "empty"):
        done = call("init", folder)
        assert done.returncode == 4
        assert done.stderr.endswith("cannot be written: No space left on device\n")
    assert list(tmp_path.rglob("*")) == [tmp_path / "empty"]
