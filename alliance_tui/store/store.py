"""A store: a data set in a database, which answers questions about many records at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock
from typing import Any

import msgspec

from alliance_tui.model.records import Records
from alliance_tui.store.build import build
from alliance_tui.store.schema import VERSION


class NoSearchError(Exception):
    """The SQLite of this Python cannot search."""

    def __init__(self, why: str) -> None:
        """Say *why* and what to do."""
        super().__init__(
            f"the SQLite {sqlite3.sqlite_version} of this Python cannot search ({why}); use a "
            "Python whose SQLite has FTS5 and JSON: one from python.org, of your system, or "
            "that `uv python install` brings"
        )


class ForeignError(Exception):
    """A file is no store that this version of the program has written."""


def connect(path: Path | None = None) -> sqlite3.Connection:
    """A new database at *path*, or in memory, to `build` a store in.

    Raises:
        NoSearchError: this Python cannot search.
        sqlite3.Error: the file cannot be made.
    """
    database = _connect(":memory:" if path is None else path.absolute().as_uri())
    try:
        database.execute("CREATE VIRTUAL TABLE temp.tried USING fts5(text)")
        database.execute("DROP TABLE temp.tried")
        database.execute("SELECT json_group_array(value) FROM json_each('[1]')")
    except sqlite3.OperationalError as error:
        database.close()
        if str(error).startswith("no such"):
            raise NoSearchError(str(error)) from None
        raise
    return database


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
        try:
            database = _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1")
        except sqlite3.Error as error:
            raise ForeignError(str(error)) from None
        try:
            database.execute("PRAGMA mmap_size = 1000000000")
            database.execute("PRAGMA query_only = on")
            (version,) = database.execute("PRAGMA user_version").fetchone()
            database.execute("SELECT name FROM content")
            for table in ("event_words", "claim_words", "country_words"):
                database.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH '\"\"'")
        except sqlite3.Error as error:
            database.close()
            if "no such module" in str(error):
                raise NoSearchError(str(error)) from None
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

    def content(self, name: str) -> bytes:
        """What is kept under *name*; nothing where there is no such thing."""
        found = self.rows("SELECT body FROM content WHERE name = ?", (name,))
        return found[0][0] if found else b""


_decode_numbers: Callable[[str], list[int]] = msgspec.json.Decoder(list[int]).decode


def _storable(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
