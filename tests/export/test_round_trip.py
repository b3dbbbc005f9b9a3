"""A database that an export wrote is a data set again: the same, to the byte."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from alliance_tui.export.selection import Export, Flaws
from alliance_tui.export.tables import TABLES
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.query.answers import Answers
from alliance_tui.query.view import view_from_text
from alliance_tui.reading.load import Loaded, load
from alliance_tui.views.scene import Scene
from tests.export.exports import export_of, written
from tests.reading.any_set import PRINTABLE, any_set, as_records
from tests.reading.test_keeping import contents


def exported(loaded: Loaded, path: Path) -> bytes:
    """What an export of *loaded* to *path* holds."""
    path.unlink(missing_ok=True)
    return written(export_of(loaded), "sqlite", path).read_bytes()


def rows_of(path: Path) -> dict[str, list[Any]]:
    """The rows of the tables for people."""
    with closing(sqlite3.connect(path)) as database:
        return {
            each.name: database.execute(f"SELECT * FROM {each.name}").fetchall() for each in TABLES
        }


def without_records(path: Path) -> Path:
    """The database at *path* as somebody has it who knows the tables for people alone."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE records")
    return path


@pytest.fixture(params=["small", "hostile", "bundled"])
def loaded(request: pytest.FixtureRequest) -> Loaded:
    found: Loaded = request.getfixturevalue(request.param)
    return found


def test_export_read_export_gives_the_same_bytes(loaded: Loaded, tmp_path: Path) -> None:
    first = exported(loaded, tmp_path / "first.sqlite")
    again = load(tmp_path / "first.sqlite", use_copy=False)
    assert again.errors == ()
    assert contents(again.dataset) == contents(loaded.dataset)
    assert exported(again, tmp_path / "second.sqlite") == first


def test_so_do_the_tables_where_the_records_are_gone(small: Loaded, tmp_path: Path) -> None:
    exported(small, tmp_path / "first.sqlite")
    before = rows_of(tmp_path / "first.sqlite")
    again = load(without_records(tmp_path / "first.sqlite"), use_copy=False)
    assert again.errors == ()
    exported(again, tmp_path / "second.sqlite")
    assert rows_of(tmp_path / "second.sqlite") == before


def test_what_is_missing_from_a_set_with_errors_is_told_to_who_opens_its_export(
    small: Loaded, tmp_path: Path
) -> None:
    flaws = Flaws(errors=2, left_out=1)
    scene = Scene(Answers(small.dataset), UNICODE)
    export = Export(scene, view_from_text("explore").view, whole=True, flaws=flaws)
    again = load(written(export, "sqlite", tmp_path / "first.sqlite"), use_copy=False)
    assert again.errors == ()
    told = again.dataset.metadata.description
    assert told == f"{flaws.warning}\n\n{small.dataset.metadata.description}"
    assert [*again.dataset.claims] == [*small.dataset.claims]


@settings(max_examples=20, deadline=None)
@given(any_set())
def test_any_set_comes_back_to_the_byte(sections: dict[str, list[Any]]) -> None:
    with TemporaryDirectory() as folder:
        loaded = sound(as_records(sections, Path(folder, "made.sqlite")))
        first = exported(loaded, Path(folder, "first.sqlite"))
        again = load(Path(folder, "first.sqlite"), use_copy=False)
        assert contents(again.dataset) == contents(loaded.dataset)
        assert exported(again, Path(folder, "second.sqlite")) == first


@settings(max_examples=20, deadline=None)
@given(any_set(PRINTABLE))
def test_so_do_its_tables(sections: dict[str, list[Any]]) -> None:
    with TemporaryDirectory() as folder:
        loaded = sound(as_records(sections, Path(folder, "made.sqlite")))
        exported(loaded, Path(folder, "first.sqlite"))
        before = rows_of(Path(folder, "first.sqlite"))
        again = load(without_records(Path(folder, "first.sqlite")), use_copy=False)
        exported(again, Path(folder, "second.sqlite"))
        assert rows_of(Path(folder, "second.sqlite")) == before


def sound(path: Path) -> Loaded:
    """The data set at *path*, once nothing is left in it that would be left out."""
    loaded = load(path, use_copy=False)
    while loaded.errors:
        exported(loaded, path)
        loaded = load(path, use_copy=False)
    return loaded


def test_a_made_set_is_mostly_sound() -> None:
    """Or the laws above would be about little."""
    seen: list[bool] = []

    @settings(max_examples=20, deadline=None, database=None, derandomize=True)
    @given(any_set())
    def looked(sections: dict[str, list[Any]]) -> None:
        with TemporaryDirectory() as folder:
            made = load(as_records(sections, Path(folder, "made.sqlite")), use_copy=False)
            seen.append(not made.errors)
            assert made.left_out <= 2

    looked()
    assert sum(seen) > len(seen) / 2
