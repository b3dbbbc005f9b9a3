"""CSV, JSON, Markdown and SQLite: complete, readable by others, harmless."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from alliance_tui.export.delivery import deliver
from alliance_tui.export.formats import FORMATS, format_of
from alliance_tui.export.selection import Export, Flaws
from alliance_tui.export.sqlite_export import VIEWS as SQL_VIEWS
from alliance_tui.export.svg import alone
from alliance_tui.export.tables import TABLES
from alliance_tui.model.dates import day_text
from alliance_tui.model.records import SECTIONS
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.plain import plain_data
from alliance_tui.pages.safe import neutral
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import LABELS, Moment
from alliance_tui.query.view import VIEWS, ViewName, view_from_text
from alliance_tui.reading.load import Loaded, load
from alliance_tui.views.scene import Scene
from tests.conftest import SMALL
from tests.export.exports import export_of, written

OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
MISLEADING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
NOT_IN = {"csv": CONTROLS, "html": MISLEADING, "json": OBEYED, "md": OBEYED}
"""What no file of a format holds: tables are read by programs, documents by people."""

VIEW_QUERIES: dict[ViewName, str] = {
    "explore": "explore?q=country:any&country=ELD",
    "matrix": "matrix?q=country:any",
    "votes": "votes",
    "ribbon": "ribbon?rows=all",
    "sources": "sources",
    "changes": "changes?from=2022-06-01",
    "compare": "compare?pins=CLD,DLD",
}


@pytest.fixture(params=["small", "bundled"])
def loaded(request: pytest.FixtureRequest) -> Loaded:
    found: Loaded = request.getfixturevalue(request.param)
    return found


def rows_in(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def database_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Loaded], Path]:
    """Writes the database of a data set, once."""
    folder = tmp_path_factory.mktemp("databases")

    def database(loaded: Loaded) -> Path:
        path = folder / loaded.dataset.metadata.id
        return path if path.exists() else written(export_of(loaded), "sqlite", path)

    return database


@pytest.fixture
def database(loaded: Loaded, database_of: Callable[[Loaded], Path]) -> Iterator[sqlite3.Connection]:
    """A connection of its own: what a test changes in it is taken back."""
    with closing(sqlite3.connect(database_of(loaded))) as found:
        yield found


def value(database: sqlite3.Connection, query: str) -> Any:
    return database.execute(query).fetchone()[0]


class TestTables:
    def test_a_folder_holds_every_table_as_its_schema_says(
        self, loaded: Loaded, tmp_path: Path
    ) -> None:
        folder = written(export_of(loaded), "csv", tmp_path / "tables")
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        assert [each["name"] for each in package["resources"]] == [each.name for each in TABLES]
        assert {each.name for each in folder.iterdir()} == {
            "datapackage.json",
            *(each["path"] for each in package["resources"]),
        }
        keys: dict[str, set[str]] = {}
        for resource in package["resources"]:
            content = (folder / resource["path"]).read_bytes()
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert resource["bytes"] == len(content)
            rows = rows_in(content.decode())
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert next(csv.reader(io.StringIO(content.decode()))) == names
            if "id" in names:
                keys[resource["name"]] = {row["id"] for row in rows}
            for foreign in resource["schema"].get("foreignKeys", ()):
                found = {row[foreign["fields"]] for row in rows} - {""}
                assert found <= keys[foreign["reference"]["resource"]]
            for field in resource["schema"]["fields"]:
                for row in rows:
                    assert fits(row[field["name"]], field["type"]), (resource["name"], field)
        claims = rows_in((folder / "claims.csv").read_text("utf-8"))
        assert [row["statement"] for row in claims] == [
            neutral(each.statement) for each in loaded.dataset.claims
        ]
        of_claims = next(each for each in package["resources"] if each["name"] == "claims")
        assert all(field["description"] for field in of_claims["schema"]["fields"])

    def test_an_archive_holds_the_same_files(self, small: Loaded, tmp_path: Path) -> None:
        folder = written(export_of(small), "csv", tmp_path / "tables")
        archive = written(export_of(small), "csv", tmp_path / "tables.zip")
        with zipfile.ZipFile(archive) as opened:
            assert opened.testzip() is None
            inside = {name: opened.read(name) for name in opened.namelist()}
        assert inside == {each.name: each.read_bytes() for each in folder.iterdir()}
        again = written(export_of(small), "csv", tmp_path / "again.zip")
        assert again.read_bytes() == archive.read_bytes()


def fits(text: str, kind: str) -> bool:
    if not text:
        return True
    if kind == "boolean":
        return text in ("true", "false")
    if kind == "integer":
        return text.isdecimal()
    if kind == "date":
        return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None
    return kind == "string" or isinstance(json.loads(text), list)


class TestViews:
    @pytest.mark.parametrize("name", VIEWS)
    def test_every_view_is_written_in_every_format(
        self, small: Loaded, tmp_path: Path, name: ViewName
    ) -> None:
        export = export_of(small, VIEW_QUERIES.get(name, name))
        rows = rows_in(written(export, "csv", tmp_path / "v.csv").read_text("utf-8"))
        assert rows
        data = json.loads(written(export, "json", tmp_path / "v.json").read_text("utf-8"))
        assert data["view"].startswith(name)
        assert data["dataset"]["id"] == "small"
        text = written(export, "md", tmp_path / "v.md").read_text("utf-8")
        assert text.startswith("# ")
        if name == "explore":
            assert [row["id"] for row in rows] == [each["id"] for each in data["countries"]]
            assert data["detail"]["item"]["id"] == "ELD"
            assert data["timeline"]
            assert "## Timeline · Eland" in text
        elif name == "changes":
            assert {row["country"] for row in rows} == {each["country"] for each in data["changes"]}
        else:
            assert len(rows) == len(data["rows"])
            assert text.count("\n| ") == len(rows) + 2

    def test_a_view_tells_of_its_query_its_day_and_its_clock(
        self, small: Loaded, tmp_path: Path
    ) -> None:
        export = export_of(small, "explore?q=group:friends&as-of=2022-03-09&clock=known")
        data = json.loads(written(export, "json", tmp_path / "v.json").read_text("utf-8"))
        assert (data["query"], data["as_of"], data["clock"]) == (
            "group:friends",
            "2022-03-09",
            "known",
        )
        assert {each["id"] for each in data["countries"]} == {"CLD", "DLD", "ELD", "FLD", "GLD"}
        for each in data["countries"]:
            for support_type, stance in each["stances"].items():
                told = export.answers.stances.stance(
                    each["id"], support_type, Moment(export.moment.day, "known")
                )
                assert stance["stance"] == told.kind


class TestJson:
    def test_the_whole_can_be_opened_again(self, loaded: Loaded, tmp_path: Path) -> None:
        file = written(export_of(loaded), "json", tmp_path / "all.json")
        again = load(file, use_copy=False)
        assert again.errors == ()
        assert again.dataset.records == loaded.dataset.records


class TestMarkdown:
    def test_the_whole_tells_of_every_country_event_and_source(
        self, small: Loaded, tmp_path: Path
    ) -> None:
        text = written(export_of(small), "md", tmp_path / "all.md").read_text("utf-8")
        assert text.startswith("# Who helped Aland against Bland\n")
        assert "Made up. Every kind of record occurs once." in text
        headings = [line for line in text.splitlines() if line.startswith("### ")]
        titles = [each.name for each in small.dataset.countries]
        titles += [each.title for each in small.dataset.events]
        assert [each.removeprefix("### ") for each in headings] == titles
        assert text.count("\n- ") >= len(small.dataset.sources)
        for source in small.dataset.sources:
            assert f"\n- {source.id}: " in text


class TestSqlite:
    def test_it_holds_every_record(self, loaded: Loaded, database: sqlite3.Connection) -> None:
        dataset = loaded.dataset
        for name, records in (
            ("countries", dataset.countries),
            ("claims", dataset.claims),
            ("events", dataset.events),
            ("sources", dataset.sources),
            ("groups", dataset.groups),
        ):
            found = [row[0] for row in database.execute(f"SELECT id FROM {name} ORDER BY rowid")]
            assert found == [each.id for each in records]
        votes = value(database, "SELECT count(*) FROM votes")
        assert votes == value(database, "SELECT count(*) FROM roll_calls") > 0

    def test_references_keys_and_indexes_hold(self, database: sqlite3.Connection) -> None:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert value(database, "PRAGMA integrity_check") == "ok"
        for table in TABLES:
            keys = [row for row in database.execute(f"PRAGMA table_info('{table.name}')") if row[5]]
            assert [row[1] for row in sorted(keys, key=lambda row: row[5])] == list(table.key)
            foreign = database.execute(f"PRAGMA foreign_key_list('{table.name}')").fetchall()
            assert {(row[3], row[2]) for row in foreign} == {
                (column.name, column.references) for column in table.columns if column.references
            }
        plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM claims WHERE country = 'X'")
        assert "USING INDEX" in plan.fetchone()[3]

    def test_the_views_follow_day_and_clock_of_the_metadata(
        self, loaded: Loaded, database: sqlite3.Connection
    ) -> None:
        dataset, answers = loaded.dataset, export_of(loaded).answers
        for day, clock in ((dataset.as_of, "happened"), (dataset.as_of - 500, "known")):
            database.execute("UPDATE metadata SET value = ? WHERE key = 'day'", [day_text(day)])
            database.execute("UPDATE metadata SET value = ? WHERE key = 'clock'", [clock])
            moment = Moment(day, "known" if clock == "known" else "happened")
            found = database.execute("SELECT country, type, stance, label FROM country_stance")
            assert found.fetchall() == [
                (each.id, kind.id, stance.kind, LABELS[stance.kind])
                for each in dataset.countries
                for kind in dataset.scored_types
                for stance in [answers.stances.stance(each.id, kind.id, moment)]
            ]
            found = database.execute("SELECT country, posture FROM country_posture")
            assert found.fetchall() == [
                (each.id, answers.posture(each.id, moment).rule.id) for each in dataset.countries
            ]

    def test_every_view_has_rows(self, database: sqlite3.Connection) -> None:
        for name in SQL_VIEWS:
            assert database.execute(f"SELECT * FROM {name}").fetchone() is not None

    def test_words_are_found_without_accents_and_case(
        self, bundled: Loaded, database_of: Callable[[Loaded], Path]
    ) -> None:
        with closing(sqlite3.connect(database_of(bundled))) as database:
            query = (
                "SELECT claims.id FROM claims_fts JOIN claims ON claims.rowid = claims_fts.rowid "
                "WHERE claims_fts MATCH ?"
            )
            found = {row[0] for row in database.execute(query, ["CRIMEA"])}
            assert found >= {
                each.id for each in bundled.dataset.claims if "Crimea" in each.statement
            }
            countries = database.execute(
                "SELECT name FROM countries_fts WHERE countries_fts MATCH 'turkiye'"
            )
            assert countries.fetchall()

    def test_it_holds_no_view(self, small: Loaded) -> None:
        with pytest.raises(ValueError, match="only the whole data set"):
            FORMATS["sqlite"].writer(export_of(small, "matrix"))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_writer_makes_the_same_at_every_call(small: Loaded, tmp_path: Path, format_: str) -> None:
    """As it is when a first attempt ended because something stood there."""
    write = FORMATS[format_].writer(export_of(small))
    for name in ("first", "second"):
        assert list(deliver(tmp_path / name, write))
    first, second = tmp_path / "first", tmp_path / "second"
    if first.is_dir():
        first, second = first / "claims.csv", second / "claims.csv"
    assert first.read_bytes() == second.read_bytes()


class TestHostile:
    """A data set whose every text tries to be something else."""

    @pytest.mark.parametrize("view", [None, "explore?focus=c.1", "votes", "matrix", "sources"])
    @pytest.mark.parametrize("format_", ["csv", "json", "md", "html"])
    def test_nothing_that_its_readers_obey_is_written(
        self, hostile: Loaded, tmp_path: Path, format_: str, view: str | None
    ) -> None:
        made = written(export_of(hostile, view), format_, tmp_path / "x")
        for file in made.iterdir() if made.is_dir() else [made]:
            assert not NOT_IN[format_].search(file.read_text("utf-8")), file

    @pytest.mark.parametrize("view", [None, "explore", "votes", "sources", "ribbon?rows=all"])
    def test_no_cell_starts_a_formula(
        self, hostile: Loaded, tmp_path: Path, view: str | None
    ) -> None:
        made = written(export_of(hostile, view), "csv", tmp_path / "x")
        files = (
            [each for each in made.iterdir() if each.suffix == ".csv"] if view is None else [made]
        )
        cells = [
            cell
            for file in files
            for row in csv.reader(io.StringIO(file.read_text("utf-8")))
            for cell in row
        ]
        assert len(cells) > 20
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]

    def test_a_database_is_sound_and_harmless(self, hostile: Loaded, tmp_path: Path) -> None:
        file = written(export_of(hostile), "sqlite", tmp_path / "x.db")
        with closing(sqlite3.connect(file)) as database:
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            for table in TABLES:
                for row in database.execute(f'SELECT * FROM "{table.name}"'):
                    assert not any(isinstance(each, str) and CONTROLS.search(each) for each in row)
            assert value(database, "SELECT count(*) FROM country_stance") > 0

    def test_a_database_keeps_every_record_as_it_is(self, hostile: Loaded, tmp_path: Path) -> None:
        """The tables are for people; one of them holds the records as files hold them."""
        file = written(export_of(hostile), "sqlite", tmp_path / "x.db")
        with closing(sqlite3.connect(file)) as database:
            kept = database.execute("SELECT section, position, id, record FROM records").fetchall()
        dataset = hostile.dataset
        sections: dict[str, Any] = {"dataset": (dataset.metadata,)}
        sections |= {name: getattr(dataset, name) for name in SECTIONS}
        assert [(*row[:3], json.loads(row[3])) for row in kept] == [
            (section, position, record.id, plain_data(record))
            for section, records in sections.items()
            for position, record in enumerate(records, 1)
        ]
        assert not any(OBEYED.search(row[3]) for row in kept)

    def test_json_gives_the_texts_back_as_they_are(self, hostile: Loaded, tmp_path: Path) -> None:
        data = json.loads(written(export_of(hostile), "json", tmp_path / "x").read_text("utf-8"))
        assert [each["statement"] for each in data["claims"]] == [
            each.statement for each in hostile.dataset.claims
        ]

    def test_the_name_of_the_file_is_harmless(self, hostile: Loaded) -> None:
        assert export_of(hostile).file_name(".html") == "hostile-2023-12-31.html"
        assert export_of(hostile, "votes").file_name(".csv") == "hostile-votes-2023-12-31.csv"


def test_the_format_follows_from_the_name() -> None:
    for name, expected in (
        ("a.CSV", "csv"),
        ("b.zip", "csv"),
        ("c.json", "json"),
        ("d.markdown", "md"),
        ("e.htm", "html"),
        ("f.db", "sqlite"),
        ("g.sqlite3", "sqlite"),
    ):
        found = format_of(Path(name))
        assert found is not None
        assert found.name == expected
    assert format_of(Path("folder")) is None
    assert format_of(Path("picture.svg")) is None


class TestTextsAndFlaws:
    TEXT = "می\u200cشود ක්\u200dරම\n\nدو"

    @pytest.fixture
    def changed(self, tmp_path: Path) -> Loaded:
        """The small data set with a text that needs every sign of it, and an error."""
        data = tmp_path / "changed"
        shutil.copytree(SMALL, data)
        countries = data / "countries.yaml"
        text = countries.read_text("utf-8")
        assert "It began the war." in text
        text = text.replace("It began the war.", json.dumps(self.TEXT))
        countries.write_text(text, "utf-8")
        (data / "wrong.yaml").write_text("countries: [{id: no id, name: x}]\n", "utf-8")
        return load(data, use_copy=False)

    def test_tables_and_documents_keep_joiners_and_line_breaks(
        self, changed: Loaded, tmp_path: Path
    ) -> None:
        export = export_of(changed)
        tables = written(export, "csv", tmp_path / "tables")
        with (tables / "countries.csv").open(encoding="utf-8", newline="") as file:
            assert self.TEXT in [row["summary"] for row in csv.DictReader(file)]
        with closing(sqlite3.connect(written(export, "sqlite", tmp_path / "d.db"))) as database:
            assert (self.TEXT,) in database.execute("SELECT summary FROM countries").fetchall()
        assert f"<p>{self.TEXT}</p>" in written(export, "html", tmp_path / "x").read_text("utf-8")

    @pytest.mark.parametrize("view", [None, "explore", "changes?from=2022-06-01", "matrix"])
    @pytest.mark.parametrize("format_", ["json", "md", "html"])
    def test_an_export_of_a_set_with_errors_says_so_first(
        self, changed: Loaded, tmp_path: Path, format_: str, view: str | None
    ) -> None:
        flaws = Flaws(len(changed.errors), changed.left_out)
        warning = flaws.warning
        assert warning is not None
        state = view_from_text(view or "explore").view
        scene = Scene(Answers(changed.dataset), UNICODE)
        export = Export(scene, state, whole=view is None, flaws=flaws)
        text = written(export, format_, tmp_path / "flawed").read_text("utf-8")
        assert warning in text[:12_000]
        if format_ == "html":
            assert f'name="description" content="{warning}' in text
        sound = Export(scene, state, whole=view is None)
        assert warning not in written(sound, format_, tmp_path / "sound").read_text("utf-8")

    def test_the_tables_say_so_in_their_description(self, changed: Loaded, tmp_path: Path) -> None:
        flaws = Flaws(2, 1)
        scene = Scene(Answers(changed.dataset), UNICODE)
        export = Export(scene, view_from_text("explore").view, whole=True, flaws=flaws)
        assert flaws.warning is not None
        assert "2 errors and 1 record is left out" in flaws.warning
        tables = written(export, "csv", tmp_path / "tables")
        package = json.loads((tables / "datapackage.json").read_text("utf-8"))
        assert package["description"].startswith(flaws.warning)
        assert (package["errors"], package["left_out"]) == (2, 1)
        with closing(sqlite3.connect(written(export, "sqlite", tmp_path / "d.db"))) as database:
            told = dict(database.execute("SELECT key, value FROM metadata"))
        assert (told["warning"], told["errors"], told["left_out"]) == (flaws.warning, "2", "1")

    def test_a_picture_has_a_title_and_keeps_its_spaces(self) -> None:
        drawn = '<svg class="x"><style>src: local("a"), url("b")</style><g/></svg>'
        made = alone(drawn, "A & B", "It has errors.")
        assert made.startswith('<svg class="x" xml:space="preserve" role="img">')
        assert "<title>A &amp; B: It has errors.</title>" in made
        assert "url(" not in made
        assert made.endswith("</style><g/></svg>")
