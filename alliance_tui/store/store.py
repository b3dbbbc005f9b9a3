"""A store: a data set in a database, which answers questions about many records at once."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache, cached_property, lru_cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import msgspec

from alliance_tui.model.claims import ClaimIndex, Claims
from alliance_tui.model.dataset import Dataset
from alliance_tui.model.events import DAYS, Events
from alliance_tui.model.records import Claim, Correction, Event, Records, Source
from alliance_tui.model.words import fold
from alliance_tui.store.errors import ForeignError, NoSearchError
from alliance_tui.store.schema import VERSION

if TYPE_CHECKING:
    from alliance_tui.store.words import Phrase

MAPPED = 30_000_000
"""From how many bytes on a file is mapped: asking is faster so, and what is touched counts as
memory of the process. Of a smaller one SQLite's own cache holds what is asked again."""


def connect(path: Path | None = None) -> sqlite3.Connection:
    """A new database at *path*, or in memory, to `build` a store in.

    Raises:
        NoSearchError: this Python cannot search.
        sqlite3.Error: the file cannot be made.
    """
    check_search()
    return _connect(":memory:" if path is None else path.absolute().as_uri())


@cache
def check_search() -> None:
    """Make sure that SQLite has what a store needs.

    Raises:
        NoSearchError: it has not.
    """
    with closing(_connect(":memory:")) as database:
        try:
            database.execute("CREATE VIRTUAL TABLE tried USING fts5(text)")
            database.execute("SELECT json_group_array(value) FROM json_each('[1]')")
        except sqlite3.OperationalError as error:
            raise NoSearchError(f"SQLite {sqlite3.sqlite_version}: {error}") from None


def _connect(address: str) -> sqlite3.Connection:
    """A connection that any thread may use, one at a time."""
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


class Store:
    """One data set in a database; any thread may ask."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Ask *database*, which `build` has filled."""
        self._database = database
        self._lock = RLock()

    @classmethod
    def of(cls, records: Records) -> Store:
        """A store of *records* in memory.

        Raises:
            NoSearchError: this Python cannot search.
        """
        from alliance_tui.store.build import build

        database = connect()
        build(database, records)
        return cls(database)

    @classmethod
    def open(cls, path: Path) -> Store:
        """The store in the file at *path*, which nobody changes any more; it may be replaced.

        Raises:
            ForeignError: it is no store of this version, or damaged where that shows at once.
            NoSearchError: this Python cannot search.
        """
        check_search()
        try:
            database = _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1")
        except sqlite3.Error as error:
            raise ForeignError(str(error)) from None
        try:
            if path.stat().st_size >= MAPPED:
                database.execute("PRAGMA mmap_size = 1000000000")
            database.execute("PRAGMA query_only = on")
            (version,) = database.execute("PRAGMA user_version").fetchone()
            database.execute("SELECT name FROM content")
            for table in ("event_words", "claim_words", "country_words"):
                database.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH '\"\"'")
        except sqlite3.Error as error:
            database.close()
            raise ForeignError(str(error)) from None
        if version != VERSION:
            database.close()
            raise ForeignError(f"version {version}")
        return cls(database)

    def close(self) -> None:
        """Ask no more."""
        self._database.close()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of a SELECT; a text that no file can hold is like no text of the store."""
        with self._lock:
            try:
                return self._database.execute(sql, values).fetchall()
            except UnicodeEncodeError:
                return self._database.execute(sql, [*map(_storable, values)]).fetchall()

    def numbers(self, sql: str, values: Sequence[object] = ()) -> list[int]:
        """The numbers of a SELECT of one column, called ``position``, ascending.

        SQLite hands them over as one text, which is three times as fast as row by row.
        """
        ((text,),) = self.rows(f"SELECT json_group_array(position) FROM ({sql})", values)
        return sorted(_decode_numbers(text))

    def phrase(self, text: str) -> Phrase:
        """What matches the words of *text* in an index of this store."""
        from alliance_tui.store.words import phrase

        return phrase(text, self._begun)

    def _begun(self, letters: str, most: int) -> list[str]:
        rows = self.rows(
            "SELECT text FROM word WHERE text >= ? AND text < ? LIMIT ?",
            (letters, f"{letters}\U0010ffff", most),
        )
        return [text for (text,) in rows]

    def content(self, name: str) -> bytes:
        """What is kept under *name*; nothing where there is no such thing."""
        found = self.rows("SELECT body FROM content WHERE name = ?", (name,))
        return found[0][0] if found else b""

    def copy_to(self, database: sqlite3.Connection, more: Mapping[str, bytes]) -> None:
        """Make the empty *database* a store like this one in which *more* is kept.

        Raises:
            sqlite3.Error: it cannot be written.
        """
        for pragma in ("journal_mode", "synchronous"):
            database.execute(f"PRAGMA {pragma} = off")
        with self._lock:
            self._database.backup(database)
        database.executemany("INSERT OR REPLACE INTO content VALUES (?, ?)", more.items())

    def dataset(self) -> Dataset:
        """The data set; what it has most of is read when it is looked at.

        Raises:
            msgspec.DecodeError: the store is damaged.
            sqlite3.DatabaseError: the same.
        """
        sources = _StoredSources(self)
        return Dataset(
            msgspec.msgpack.decode(self.content("records"), type=Records),
            _StoredEvents(self),
            self,
            sources,
            self._claims(sources),
            self._corrections,
        )

    def _claims(self, sources: _StoredSources) -> Claims:
        decode = msgspec.msgpack.Decoder(Claim).decode

        def read(positions: Sequence[int]) -> Iterator[tuple[int, Claim]]:
            for position, body in self.rows(_CLAIM_RECORDS, (as_json(positions),)):
                claim = decode(body)
                sources.expect(each.source for each in claim.evidence)
                yield position, claim

        return Claims(msgspec.msgpack.decode(self.content("claims"), type=ClaimIndex), read)

    def _corrections(self) -> tuple[Correction, ...]:
        kept = self.content("corrections")
        return msgspec.msgpack.decode(kept, type=tuple[Correction, ...])


_CLAIM_RECORDS = """
SELECT position, body FROM claim_record WHERE position IN (
    SELECT position FROM claim WHERE country IN (
        SELECT country FROM claim WHERE position IN (SELECT value FROM json_each(?))
    )
)
"""
"""The claims of the countries that act in those at some positions: the next that are looked at."""

_SOURCE_RECORDS = """
SELECT id, body FROM source_record WHERE id IN (SELECT value FROM json_each(?))
"""


def as_json(values: Iterable[object]) -> str:
    """*values* as a SELECT takes many in the place of one: ``SELECT value FROM json_each(?)``."""
    return msgspec.json.encode([*values]).decode()


_decode_numbers: Callable[[str], list[int]] = msgspec.json.Decoder(list[int]).decode


def _storable(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


_MAKING = RLock()

_STEPS = 10_000
"""After how many of its steps SQLite asks whether to stop."""


def store_of(dataset: Dataset) -> Store:
    """The store of *dataset*; of one that was just read it is made when first asked for.

    Raises:
        NoSearchError: this Python cannot search.
    """
    with _MAKING:
        if dataset.store is None:
            dataset.store = Store.of(dataset.records)
        assert isinstance(dataset.store, Store)
        return dataset.store


def write_store(
    dataset: Dataset, path: Path, more: Mapping[str, bytes], stops: Callable[[], bool]
) -> None:
    """Write the store of *dataset*, and what *more* is to be kept in it, to the file at *path*.

    It is made there if it has not been made yet; whoever asks meanwhile waits for it. Once it
    *stops*, it fails.

    Raises:
        NoSearchError: this Python cannot search.
        sqlite3.Error: it cannot be written.
    """
    from alliance_tui.store.build import build

    with _MAKING, closing(connect(path)) as database:
        database.set_progress_handler(stops, _STEPS)
        if isinstance(dataset.store, Store):
            dataset.store.copy_to(database, more)
        else:
            build(database, dataset.records, more)


def use_store(dataset: Dataset, path: Path) -> None:
    """Ask the store in the file at *path* from now on, where *dataset* has none yet.

    Raises:
        ForeignError: as `Store.open`.
        NoSearchError: this Python cannot search.
    """
    with _MAKING:
        if dataset.store is None:
            dataset.store = Store.open(path)


class _StoredSources(Mapping[str, Source]):
    """The sources of a store by id, in their order.

    Each is read when it is first looked at, and with it those that are expected to be next.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._decode = msgspec.msgpack.Decoder(Source).decode
        self._seen: dict[str, Source] = {}
        self._expected: set[str] = set()

    def expect(self, ids: Iterable[str]) -> None:
        """Be ready for the sources called *ids* to be looked at."""
        self._expected.update(ids)

    def __getitem__(self, key: str) -> Source:
        source = self._seen.get(key)
        if source is None:
            wanted = [_storable(key), *self._expected.difference(self._seen)]
            self._expected.clear()
            for name, body in self._store.rows(_SOURCE_RECORDS, (as_json(wanted),)):
                self._seen.setdefault(name, self._decode(body))
            source = self._seen[key]
        return source

    def __contains__(self, key: object) -> bool:
        asked = "SELECT 1 FROM source_record WHERE id = ?"
        return key in self._seen or bool(self._store.rows(asked, (key,)))

    def __iter__(self) -> Iterator[str]:
        rows = self._store.rows("SELECT id FROM source_record ORDER BY position")
        names = [name for (name,) in rows]
        self.expect(names)
        return iter(names)

    def __len__(self) -> int:
        ((count,),) = self._store.rows("SELECT count(*) FROM source_record")
        return int(count)


class _StoredEvents(Events):
    """The events of a store; each is read when it is first looked at."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._decode = msgspec.msgpack.Decoder(Event).decode
        self._seen: dict[int, Event] = {}

    @cached_property
    def written(self) -> array[int]:
        return _unpacked(self._store.content("written"))

    @cached_property
    def roll_calls(self) -> tuple[int, ...]:
        return tuple(_unpacked(self._store.content("roll_calls")))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        rows = self._store.rows("SELECT id FROM event ORDER BY position")
        return tuple(event_id for (event_id,) in rows)

    @cached_property
    def position(self) -> Mapping[str, int]:
        return _Positions(self._store, len(self))

    def of_country(self, country: str) -> Sequence[int]:
        return self._of_country(country)

    @cached_property
    def _of_country(self) -> Callable[[str], list[int]]:
        @lru_cache(maxsize=256)
        def find(country: str) -> list[int]:
            return self._store.numbers(_TAKING_PART, (country,))

        return find

    def spelled(self, event_id: str) -> Iterator[str]:
        rows = self._store.rows(
            "SELECT id FROM event WHERE folded = ? ORDER BY position", (fold(event_id),)
        )
        return (found for (found,) in rows)

    def __len__(self) -> int:
        return len(self.written)

    def at(self, position: int) -> Event:
        event = self._seen.get(position)
        if event is None:
            ((body,),) = self._store.rows(
                "SELECT body FROM event_record WHERE position = ?", (position,)
            )
            event = self._seen[position] = self._decode(body)
        return event


_TAKING_PART = """
SELECT e.event AS position FROM country c JOIN entry e ON e.country = c.position
WHERE c.id = ? AND e.takes_part
"""


def _unpacked(days: bytes) -> array[int]:
    unpacked: array[int] = array(DAYS)
    unpacked.frombytes(days)
    return unpacked


class _Positions(Mapping[str, int]):
    """The position of each event by its id, looked up one by one."""

    def __init__(self, store: Store, count: int) -> None:
        self._store = store
        self._count = count
        self._seen: dict[str, int] = {}

    def __getitem__(self, event_id: str) -> int:
        position = self._seen.get(event_id)
        if position is None:
            rows = self._store.rows("SELECT position FROM event WHERE id = ?", (event_id,))
            if not rows:
                raise KeyError(event_id)
            position = self._seen[event_id] = rows[0][0]
        return position

    def __iter__(self) -> Iterator[str]:
        return (name for (name,) in self._store.rows("SELECT id FROM event ORDER BY position"))

    def __len__(self) -> int:
        return self._count
