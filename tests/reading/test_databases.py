"""A SQLite file as a data set: read like files, told by table and row, and nothing of it runs."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from alliance_tui.reading import database
from alliance_tui.reading.files import DATABASE_SUFFIXES
from alliance_tui.reading.load import CannotOpenError, Loaded, load
from alliance_tui.reading.problems import Problem
from tests.conftest import Run
from tests.export.exports import export_of, written
from tests.reading.made import problems_of
from tests.reading.test_keeping import contents


@pytest.fixture(scope="session")
def whole(small: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small data set as a database."""
    path = tmp_path_factory.mktemp("database") / "small.sqlite"
    return written(export_of(small), "sqlite", path)


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    """A database of one's own."""
    return Path(shutil.copyfile(whole, tmp_path / "data.sqlite"))


@pytest.fixture
def tables(data: Path) -> Path:
    """One of which only the tables for people are left."""
    return changed(data, "DROP TABLE records")


def changed(path: Path, *statements: str) -> Path:
    """The database at *path* after *statements*."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


def untyped(path: Path, *names: str) -> Path:
    """The database at *path*, whose tables called so have no types, no keys and no rules."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA legacy_alter_table = ON")
        for name in names:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            connection.execute(f"CREATE TABLE t ({', '.join(columns)})")
            connection.execute(f"INSERT INTO t SELECT * FROM {name}")
            connection.execute(f"DROP TABLE {name}")
            connection.execute(f"ALTER TABLE t RENAME TO {name}")
    return path


def cause(path: Path) -> Problem:
    """The first problem of the data set at *path*."""
    return problems_of(path)[0]


def told(path: Path) -> str:
    """The first problem, without its path."""
    return str(cause(path)).replace(str(path.parent) + os.sep, "")


def written_as(record: dict[str, Any]) -> str:
    return json.dumps(record).replace("'", "''")


class TestReading:
    def test_it_is_the_same_data_set(self, data: Path, small: Loaded) -> None:
        loaded = load(data)
        assert contents(loaded.dataset) == contents(small.dataset)
        assert {each.code for each in loaded.problems} == {each.code for each in small.problems}

    @pytest.mark.parametrize("name", ["x.db", "x.SQLITE3", "x", "x.yaml", "a?b#c%41 é"])
    def test_whatever_it_is_called(self, data: Path, small: Loaded, name: str) -> None:
        renamed = data.rename(data.with_name(name))
        assert contents(load(renamed).dataset) == contents(small.dataset)

    @pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
    def test_also_by_a_name_that_is_no_text(self, data: Path, small: Loaded) -> None:
        renamed = data.rename(data.parent / os.fsdecode(b"caf\xe9.sqlite"))
        assert contents(load(renamed).dataset) == contents(small.dataset)

    def test_through_a_link_and_from_where_one_is(
        self, data: Path, small: Loaded, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (data.parent / "link.db").symlink_to(data)
        monkeypatch.chdir(data.parent)
        assert contents(load(Path("link.db")).dataset) == contents(small.dataset)

    def test_in_a_folder_it_is_no_file_of_the_data_set(self, data: Path) -> None:
        assert "no YAML file" in told(data.parent)

    def test_the_records_come_first(self, data: Path) -> None:
        changed(data, "UPDATE countries SET name = 'Other'")
        assert load(data).dataset.country["CLD"].name == "Cland"

    def test_else_the_tables(self, tables: Path, small: Loaded) -> None:
        changed(tables, "UPDATE countries SET name = 'Clandia' WHERE id = 'CLD'")
        dataset = load(tables).dataset
        assert dataset.country["CLD"].name == "Clandia"
        assert set(dataset.claim) == set(small.dataset.claim)
        assert [each.id for each in dataset.metadata.postures] == [
            each.id for each in small.dataset.metadata.postures
        ]

    def test_columns_need_no_types_and_an_empty_text_is_nothing(
        self, tables: Path, small: Loaded
    ) -> None:
        """As where tables came from CSV files, or from other programs."""
        untyped(tables, "claims", "events", "support_types", "sources", "evidence")
        changed(
            tables,
            "UPDATE claims SET note = '' WHERE note IS NULL",
            "UPDATE support_types SET lasts = 12.0 WHERE lasts = '12'",
            "UPDATE support_types SET scored = 'true' WHERE scored = 1",
            "UPDATE evidence SET participant = CAST(participant AS REAL)",
            "UPDATE events SET date = 2022 WHERE date = '2022'",
        )
        loaded = load(tables)
        assert loaded.errors == ()
        assert [*loaded.dataset.claims] == [*load(tables).dataset.claims]
        assert loaded.dataset.support_types == small.dataset.support_types

    def test_tables_of_other_encodings_are_text_all_the_same(self, tmp_path: Path) -> None:
        path = changed(
            tmp_path / "utf16.sqlite",
            "PRAGMA encoding = 'UTF-16le'",
            "CREATE TABLE countries (id, name)",
            "INSERT INTO countries VALUES ('UKR', 'Україна 🇺🇦')",
        )
        assert "no “dataset” section" in told(path)

    def test_nothing_is_left_beside_it(self, data: Path) -> None:
        before = data.read_bytes()
        load(data, use_copy=False)
        assert data.read_bytes() == before
        assert [each.name for each in data.parent.iterdir()] == [data.name]

    def test_where_nothing_can_be_written(self, data: Path, small: Loaded) -> None:
        data.chmod(0o400)
        data.parent.chmod(0o500)
        try:
            assert contents(load(data).dataset) == contents(small.dataset)
        finally:
            data.parent.chmod(0o700)


class TestPlaces:
    """What is wrong is told by table and row, with what stands there."""

    def test_a_cell(self, tables: Path) -> None:
        changed(tables, "UPDATE claims SET date = 'yesterday' WHERE id = 'cld-units'")
        problem = cause(tables)
        assert told(tables).startswith("data.sqlite:claims:cld-units: error[E301]: “yesterday” is")
        place = problem.place
        assert (place.table, place.row) == ("claims", "cld-units")
        assert place.text[place.column - 1 :][: place.width] == "yesterday"
        assert place.text == "date: yesterday"

    def test_a_part_in_a_table_of_its_own(self, tables: Path) -> None:
        changed(tables, "UPDATE evidence SET source = 'nobody' WHERE id = 1")
        assert told(tables).startswith("data.sqlite:evidence:1: error[E401]: no source “nobody”")

    def test_a_record(self, data: Path) -> None:
        changed(
            data,
            "UPDATE records SET record = json_set(record, '$.direction', 'suports') "
            "WHERE id = 'cld-units'",
        )
        assert told(data).startswith("data.sqlite:records:cld-units: error[E204]: “suports” is no")
        assert cause(data).place.text == "direction: suports"
        assert "cld-units" not in load(data).dataset.claim

    @pytest.mark.parametrize(
        ("record", "message"),
        [
            ('{"id": "new", "name": "N",}', "not JSON: "),
            ('{"id": "new", "name": NaN}', "NaN is no number"),
            ('{"id": "new", "name": "\\ud800"}', "half of a surrogate pair"),
            ('{"id": "new", "name": "N", "name": "M"}', "“name” stands twice"),
            ('{"id": "new", "name": ' + "[" * 5000 + "]" * 5000 + "}", "nested more deeply"),
            ('["new"]', "a country is a mapping"),
            ('{"id": "new", "name": 7}', "“name” is a text"),
            ('{"id": "new", "name": "N", "nam": "M"}', "no field “nam”"),
            ('{"id": "CLD", "name": "N"}', "“CLD” is taken"),
            ('{"id": "new", "name": ""}', "“name” is empty"),
            ("", "not JSON"),
        ],
    )
    def test_what_is_wrong_in_a_record(self, data: Path, record: str, message: str) -> None:
        with closing(sqlite3.connect(data)) as connection, connection:
            row = ("new", "countries", 99, record)
            connection.execute("INSERT INTO records VALUES (?, ?, ?, ?)", row)
        assert "data.sqlite:records:new: " in told(data)
        assert message in told(data)
        kept = "stands twice" in message  # where of two of them the first is read
        assert ("new" in load(data).dataset.country) == kept
        assert "CLD" in load(data).dataset.country

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            ("NULL", "no text"),
            ("x'7b7d'", "no text"),
            ("7", "no text"),
            ("CAST(x'22ff22' AS TEXT)", "not UTF-8"),
        ],
    )
    def test_a_record_that_is_no_text(self, data: Path, value: str, message: str) -> None:
        changed(untyped(data, "records"), f"UPDATE records SET record = {value} WHERE id = 'CLD'")
        assert told(data).startswith("data.sqlite:records:CLD: error[E102]: the record is ")
        assert message in told(data)

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            ("x'00ff'", "a text; a blob stands there"),
            ("CAST(x'43f47465' AS TEXT)", "a text; it is not UTF-8"),
            ("7", 'write "7" in quotes'),
            ("1e999", "a text"),
        ],
    )
    def test_a_cell_that_is_no_text(self, tables: Path, value: str, shown: str) -> None:
        untyped(tables, "countries")
        changed(tables, f"UPDATE countries SET name = {value} WHERE id = 'CLD'")
        assert "data.sqlite:countries:CLD: error[E203]: “name” is a text" in told(tables)
        assert shown in told(tables)
        assert "CLD" not in load(tables).dataset.country

    @pytest.mark.parametrize(
        ("statement", "expected"),
        [
            ("ALTER TABLE claims ADD sumary TEXT", "claims: error[E202]: “claims” has no column"),
            ("INSERT INTO metadata VALUES ('tittle', 'T')", "metadata:tittle: error[E202]"),
            ("UPDATE votes SET vote = 'yes' WHERE country = 'CLD'", "is no word for “vote”"),
            ("UPDATE evidence SET claim = NULL WHERE id = 1", "none is given"),
            ("UPDATE evidence SET event = 'vote-1' WHERE id = 1", "two are given"),
            ("UPDATE votes SET event = 'nothing'", "there is no event “nothing”"),
            ("UPDATE countries SET aliases = 'C, D' WHERE id = 'CLD'", "written as JSON"),
            ("UPDATE events SET votes_whole = 7 WHERE id = 'vote-1'", "is true or false"),
            ("UPDATE support_types SET lasts = 'long' WHERE id = 'arms'", "is a whole number"),
            ("UPDATE claims SET id = NULL", "claims:row 1: error[E201]: a claim needs “id”"),
            ("UPDATE metadata SET value = 'soon' WHERE key = 'as_of'", "metadata:as_of: error"),
        ],
    )
    def test_what_is_wrong_in_tables(self, tables: Path, statement: str, expected: str) -> None:
        changed(untyped(tables, "claims", "votes"), statement)
        assert any(expected in str(each) for each in problems_of(tables)), problems_of(tables)[:3]

    def test_a_record_that_stands_twice(self, tables: Path) -> None:
        untyped(tables, "countries")
        changed(tables, "INSERT INTO countries SELECT * FROM countries WHERE id = 'CLD'")
        assert "countries:CLD: error[E402]: “CLD” is taken, data.sqlite:countries:CLD" in told(
            tables
        ).replace(str(tables.parent) + os.sep, "")
        assert load(tables).left_out == 1

    def test_check_tells_them(self, run: Run, tables: Path) -> None:
        changed(tables, "UPDATE claims SET date = 'yesterday' WHERE id = 'cld-units'")
        done = run("check", tables)
        assert done.returncode == 1
        first, line, marks = done.stdout.splitlines()[:3]
        assert first.startswith(f"{tables}:claims:cld-units: error[E301]: ")
        assert line.strip() == "date: yesterday"
        assert marks == " " * line.index("yesterday") + "^" * len("yesterday")
        (found,) = (
            each
            for each in json.loads(run("check", "--format", "json", tables).stdout)
            if each["severity"] == "error"
        )
        assert (found["line"], found["table"], found["row"]) == (None, "claims", "cld-units")
        github = run("check", "--format", "github", tables).stdout
        assert f"::error file={tables},title=E301::claims cld-units: " in github


class TestCommands:
    @pytest.mark.parametrize(
        "command",
        [
            ("list",),
            ("show", "cld-units"),
            ("timeline", "-q", "country:CLD"),
            ("votes",),
            ("--plain",),
            ("export", "-f", "json", "-"),
        ],
    )
    def test_every_command_says_the_same_of_it(
        self, run: Run, data: Path, command: tuple[str, ...]
    ) -> None:
        from tests.conftest import SMALL

        of_files, of_database = (run(*command, "-d", each) for each in (SMALL, data))
        assert of_database.returncode == 0, of_database.stderr
        assert of_database.stdout.replace(str(data), "X") == of_files.stdout.replace(
            str(SMALL), "X"
        )

    def test_diff_tells_files_from_it(self, run: Run, data: Path) -> None:
        from tests.conftest import SMALL

        changed(
            data,
            "UPDATE records SET record = json_set(record, '$.name', 'Clandia') WHERE id = 'CLD'",
        )
        done = run("diff", SMALL, data)
        assert done.returncode == 0, done.stderr
        assert "Clandia" in done.stdout

    def test_check_finds_nothing_wrong_with_an_export(self, run: Run, data: Path) -> None:
        done = run("check", data)
        assert (done.returncode, done.stdout) == (0, "")


class TestDefence:
    """Whatever lies in the file, opening it ends soon, and with words."""

    @pytest.mark.parametrize("content", [b"", b"SQLite", b"dataset:\n  id: x\n", b"\0" * 4096])
    def test_a_file_that_is_no_database(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "data.sqlite"
        path.write_bytes(content)
        assert "no SQLite database" in told(path)
        with pytest.raises(CannotOpenError):
            load(path)

    def test_a_folder_called_like_one(self, tmp_path: Path) -> None:
        (tmp_path / "data.sqlite").mkdir()
        assert "no YAML file in this folder" in told(tmp_path / "data.sqlite")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
    @pytest.mark.parametrize("suffix", DATABASE_SUFFIXES)
    def test_a_pipe_called_like_one(self, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"data{suffix}"
        os.mkfifo(path)
        assert "it is no file" in told(path)

    def test_none_at_all(self, tmp_path: Path) -> None:
        assert "no such file" in told(tmp_path / "data.sqlite")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read it")
    def test_one_that_may_not_be_read(self, data: Path) -> None:
        data.chmod(0)
        assert "Permission denied" in told(data)

    def test_a_database_of_something_else(self, tmp_path: Path) -> None:
        path = changed(tmp_path / "other.db", "CREATE TABLE moz_places (id, url)")
        assert "no table of a data set is in it" in told(path)

    def test_a_log_beside_it_that_is_not_in_it_yet(self, data: Path) -> None:
        with closing(sqlite3.connect(data, isolation_level=None)) as other:
            other.execute("PRAGMA journal_mode = WAL")
            other.execute("UPDATE records SET position = position + 1")
            assert "data.sqlite-wal beside it holds changes" in told(data)
        load(data)  # it is all in it once the other has gone

    def test_the_mode_of_a_log_without_one(self, data: Path, small: Loaded) -> None:
        changed(data, "PRAGMA journal_mode = WAL")
        assert contents(load(data).dataset) == contents(small.dataset)
        assert [each.name for each in data.parent.iterdir()] == [data.name]

    def test_another_program_that_writes_it(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(database, "BUSY_PATIENCE", 0.05)
        with closing(sqlite3.connect(data, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert "another program is writing it" in told(data)

    def test_a_program_that_was_stopped_while_it_wrote(self, data: Path) -> None:
        with closing(sqlite3.connect(data, isolation_level=None)) as other:
            other.execute("PRAGMA cache_size = 1")
            other.execute("BEGIN")
            other.execute("UPDATE records SET record = record || ' '")
            half = data.with_name("half.sqlite")
            shutil.copyfile(data, half)
            shutil.copyfile(f"{data}-journal", f"{half}-journal")
        assert "stopped in the middle" in told(half)
        assert half.with_name("half.sqlite-journal").exists()

    def test_views_and_virtual_tables_are_not_read(self, tables: Path) -> None:
        changed(
            tables,
            "DROP TABLE claims",
            "CREATE VIEW claims AS SELECT hex(randomblob(100000000)) AS id",
            "DROP TABLE eras",
            "CREATE VIRTUAL TABLE eras USING fts5 (id, title)",
        )
        found = [str(each) for each in problems_of(tables)]
        assert any("“claims” is a view; only tables are read" in each for each in found)
        assert any("“eras” is a virtual table; only tables" in each for each in found)

    def test_records_that_are_a_view_are_not_read(self, data: Path) -> None:
        changed(
            data,
            "ALTER TABLE records RENAME TO old",
            "CREATE VIEW records AS SELECT * FROM old, (WITH RECURSIVE n(x) AS "
            "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n)",
        )
        loaded = load(data)
        assert "“records” is a view; only tables are read" in str(loaded.errors[0])

    def test_columns_that_are_computed_are_not_read(self, tables: Path) -> None:
        changed(
            tables,
            "DROP TABLE eras",
            "CREATE TABLE eras (id, title, date AS (hex(zeroblob(100000000))))",
            "INSERT INTO eras VALUES ('war', 'War')",
        )
        assert any(
            "eras: error[E203]: “date” is computed; only what is stored is read" in str(each)
            for each in problems_of(tables)
        )

    def test_checks_and_triggers_do_not_run(self, data: Path, small: Loaded) -> None:
        changed(
            data,
            "CREATE TABLE t (id, section, position, record CHECK (length(hex(zeroblob(99)))))",
            "INSERT INTO t SELECT * FROM records",
            "DROP TABLE records",
            "ALTER TABLE t RENAME TO records",
            "CREATE TRIGGER x AFTER INSERT ON records BEGIN DELETE FROM records; END",
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, 'length(', 'load_extension(') "
            "WHERE name = 'records'",
        )
        assert contents(load(data).dataset) == contents(small.dataset)

    def test_a_cell_too_large(self, data: Path) -> None:
        changed(
            data,
            "UPDATE records SET record = record || hex(zeroblob(6000000)) WHERE id = 'CLD'",
        )
        assert "holds more than 10 MB" in told(data)

    def test_what_gives_nothing_for_too_long(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(database, "MOST_PATIENCE", -1)
        monkeypatch.setattr(database, "_STEPS", 1)
        assert "takes too long" in told(data)

    def test_a_page_that_stands_in_two_places(self, data: Path) -> None:
        """Tables of a small file that lead into each other may have rows without an end."""
        with closing(sqlite3.connect(data)) as connection:
            query = "SELECT rootpage FROM sqlite_master WHERE name = 'records'"
            (root,) = connection.execute(query).fetchone()
            (size,) = connection.execute("PRAGMA page_size").fetchone()
        content = bytearray(data.read_bytes())
        start = (root - 1) * size
        assert content[start] == 5  # a page that leads to others, the last of them first
        content[start + 8 : start + 12] = root.to_bytes(4, "big")
        data.write_bytes(content)
        assert "damaged" in told(data)

    @pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.9])
    def test_a_file_that_is_cut_off(self, data: Path, part: float) -> None:
        content = data.read_bytes()
        data.write_bytes(content[: int(len(content) * part)])
        assert "damaged" in told(data)
        assert ".recover" in told(data)

    def test_names_and_cells_that_a_terminal_would_obey(self, run: Run, tables: Path) -> None:
        escape = "\x1b]0;title\x07\u202e[red]\n::error::"
        untyped(tables, "claims")
        changed(
            tables,
            f'ALTER TABLE claims ADD "{escape}" TEXT',
            f"UPDATE claims SET id = '{escape}', date = '{escape}' WHERE id = 'cld-units'",
            f"INSERT INTO metadata VALUES ('{escape}', '{escape}')",
            f"UPDATE votes SET vote = '{escape}' WHERE country = 'CLD'",
            f"UPDATE countries SET aliases = '{escape}' WHERE id = 'CLD'",
        )
        for form in ("text", "json", "github"):
            done = run("check", "--all", "--format", form, tables)
            assert not set("\x1b\x07\u202e") & set(done.stdout + done.stderr)
            assert "\n::error::" not in done.stdout.replace("\n::error file=", "")
        assert run("list", "-d", tables).returncode == 0

    def test_what_is_allowed_is_reading_columns_alone(self, data: Path) -> None:
        with database.opened(data) as opened:
            for statement in (
                "SELECT hex(1)",
                "ATTACH ':memory:' AS other",
                "DELETE FROM records",
                "PRAGMA writable_schema = ON",
                "CREATE TEMP TABLE t (x)",
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
            ):
                with pytest.raises(sqlite3.DatabaseError):
                    opened._connection.execute(statement).fetchall()

    def test_the_settings_hold(self, data: Path) -> None:
        asked: list[str] = []
        settings: dict[str, Any] = {}
        with database.opened(data) as opened:
            opened._connection.set_authorizer(None)
            for name in ("query_only", "trusted_schema", "cell_size_check", "mmap_size"):
                asked.append(name)
                found = opened._connection.execute(f"PRAGMA {name}").fetchone()
                settings[name] = found[0] if found else 0
        assert settings == dict(zip(asked, (1, 0, 1, 0), strict=True))


class TestDamage:
    """Any byte of it may be another: it opens or tells why, and soon."""

    @pytest.mark.parametrize("seed", range(30))
    def test_bytes_changed_at_random(self, data: Path, seed: int) -> None:
        import random

        chance = random.Random(seed)
        content = bytearray(data.read_bytes())
        for _ in range(chance.choice((1, 5, 200))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        data.write_bytes(content)
        for problem in problems_of(data):
            assert str(problem)
