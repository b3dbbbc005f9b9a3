"""A data set in a database: what goes in comes out, and what cannot be opened says so."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from alliance_tui.model.records import Records, Source
from alliance_tui.reading.load import Loaded
from alliance_tui.store import store as store_module
from alliance_tui.store.build import build
from alliance_tui.store.errors import ForeignError, NoSearchError
from alliance_tui.store.schema import NOBODY
from alliance_tui.store.store import Store, check_search, connect
from tests.conftest import SMALL


def records_of(loaded: Loaded) -> Records:
    data = loaded.dataset
    return Records(
        dataset=data.metadata,
        groups=data.groups,
        sources=data.sources,
        countries=data.countries,
        claims=tuple(data.claims),
        events=tuple(data.events),
        corrections=data.corrections,
    )


@pytest.fixture
def records(small: Loaded) -> Records:
    return records_of(small)


@pytest.fixture
def file(records: Records, tmp_path: Path) -> Path:
    path = tmp_path / "small.sqlite"
    with closing(connect(path)) as database:
        build(database, records, {"problems": b"none"})
    return path


def test_a_source_is_read_when_it_is_looked_at(file: Path, records: Records) -> None:
    read: list[bytes] = []
    source: Any = Store.open(file).dataset().source

    def noted(raw: bytes) -> Source:
        read.append(raw)
        return msgspec.msgpack.decode(raw, type=Source)

    source._decode = noted
    first = records.sources[0]
    assert source[first.id] is source[first.id]
    assert source[first.id] == first
    assert (len(read), len(source)) == (1, len(records.sources))
    assert first.id in source
    assert "nothing" not in source
    assert source.get("nothing") is None
    assert source.get("\ud800") is None
    assert [*source.values()] == [*records.sources]
    assert len(read) == len(records.sources)


def test_what_goes_in_comes_out(file: Path, records: Records) -> None:
    store = Store.open(file)
    kept = msgspec.msgpack.decode(store.content("records"), type=Records)
    assert kept == replace(records, events=(), sources=(), claims=(), corrections=())
    assert store.dataset().records == records
    assert store.content("problems") == b"none"
    assert store.content("nothing") == b""
    assert store.rows("SELECT id FROM event ORDER BY position") == [
        (each.id,) for each in records.events
    ]
    roll_calls = store.rows("SELECT DISTINCT event FROM entry WHERE vote IS NOT NULL")
    assert [records.events[each].id for (each,) in roll_calls] == ["vote-1"]


def test_an_event_that_records_nobody_has_an_entry_of_nobody(records: Records) -> None:
    bare = replace(records.events[0], participants=(), outcome=None, votes=None)
    store = Store.of(replace(records, claims=(), events=(bare,)))
    assert store.rows("SELECT event, country, vote, signed, roles FROM entry") == [
        (0, NOBODY, None, None, "")
    ]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("rifles", "eld-arms"),
        ("rif", "eld-arms"),
        ("Shells to Al", "dld-shells"),
        ("to shells", ""),
        ('") OR "', ""),
    ],
)
def test_words_are_found_by_their_beginning(records: Records, text: str, claims: str) -> None:
    asked = "SELECT rowid AS position FROM claim_words WHERE claim_words MATCH ?"
    store = Store.of(records)
    found = store.numbers(asked, (store.phrase(text).text,))
    assert " ".join(records.claims[each].id for each in found) == claims


def test_any_thread_may_ask(records: Records) -> None:
    store = Store.of(records)
    counted: list[object] = []
    asking = [
        Thread(target=lambda: counted.append(store.rows("SELECT count(*) FROM event")))
        for _ in range(8)
    ]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert counted == [[(len(records.events),)]] * 8


@pytest.mark.parametrize("name", ["a b", "what?", "100%", "a%41b", "c#d", "é", "q?mode=rwc"])
def test_a_store_opens_whatever_its_file_is_called(file: Path, name: str) -> None:
    moved = file.rename(file.parent / f"{name}.sqlite")
    assert Store.open(moved).content("problems") == b"none"


def test_an_open_store_cannot_be_changed(file: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        Store.open(file).rows("DELETE FROM content")


@pytest.mark.parametrize("content", [b"", b"no database at all, only a text of some length" * 99])
def test_what_is_no_store_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "foreign.sqlite"
    path.write_bytes(content)
    with pytest.raises(ForeignError):
        Store.open(path)


def test_a_store_that_is_not_there_or_of_another_version_is_told(file: Path) -> None:
    with pytest.raises(ForeignError):
        Store.open(file.parent / "nothing.sqlite")
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA user_version = 999")
    with pytest.raises(ForeignError, match="999"):
        Store.open(file)


def test_a_text_that_no_file_can_hold_is_not_found(records: Records) -> None:
    assert Store.of(records).rows("SELECT 1 FROM event WHERE id = ?", ("\udc80",)) == []


class Lacking(sqlite3.Connection):
    """A connection of a SQLite that was built without FTS5."""

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if "fts5" in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)  # type: ignore[arg-type]


def test_a_sqlite_that_cannot_search_says_what_to_do(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(address: str) -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, isolation_level=None, factory=Lacking)

    monkeypatch.setattr(store_module, "_connect", lacking)
    check_search.cache_clear()
    with pytest.raises(NoSearchError, match=r"no such module: fts5.*use one whose sqlite3"):
        Store.of(records)


HIDDEN = "import sys; sys.modules[{!r}] = None; "
WITHOUT_FTS5 = """
import sqlite3
connect = sqlite3.connect
class Lacking(sqlite3.Connection):
    def execute(self, sql, *values):
        if "fts5" in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)
sqlite3.connect = lambda *words, **named: connect(*words, **named, factory=Lacking)
"""


@pytest.mark.parametrize(
    ("before", "why"),
    [(HIDDEN.format("_sqlite3"), "_sqlite3"), (WITHOUT_FTS5, "no such module: fts5")],
)
@pytest.mark.parametrize("words", [["list"], ["check"], ["list", "-q", "rifles"], ["--plain"]])
def test_the_program_says_what_to_do_where_it_cannot_search(
    before: str, why: str, words: list[str]
) -> None:
    code = f"{before}\nimport sys\nfrom alliance_tui.__main__ import program\nsys.exit(program())"
    done = subprocess.run(
        [sys.executable, "-c", code, *words, "-d", str(SMALL)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode in (3, 70)
    assert why in done.stderr
    assert "use one whose sqlite3 module has FTS5" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("mapped", "size"), [(1, 1_000_000_000), (10**9, 0)])
def test_only_a_large_file_is_mapped(
    file: Path, monkeypatch: pytest.MonkeyPatch, mapped: int, size: int
) -> None:
    monkeypatch.setattr(store_module, "MAPPED", mapped)
    with closing(Store.open(file)) as store:
        assert store.rows("PRAGMA mmap_size") == [(size,)]


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="tells what was read")
def test_of_what_is_kept_nothing_is_read_but_what_is_asked_for(
    records: Records, tmp_path: Path
) -> None:
    def bytes_read() -> int:
        return int(Path("/proc/self/io").read_text().split()[1])

    path, names = tmp_path / "large.sqlite", ("counts", "findings", "records", "standing")
    with closing(connect(path)) as database:
        build(database, records, {"counts": b"few", "findings": b"x" * 10_000_000})
    store = Store.open(path)
    before = bytes_read()
    kept = [len(store.content(name)) for name in names]
    assert kept[1] == 10_000_000
    assert bytes_read() - before < 11_000_000, "the large one is read once"
    store.close()
