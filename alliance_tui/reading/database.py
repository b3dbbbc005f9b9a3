"""A SQLite file from anybody: opened so that its tables can be read and nothing of it runs.

Only ordinary tables are read, by plain SELECTs of columns. Views, triggers, virtual tables,
generated columns and whatever else of SQL lies in the file are left alone. What is done for
that follows sqlite.org/security.html.
"""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from alliance_tui.reading.files import DATABASE_BEGINS, CannotReadError
from alliance_tui.reading.problems import short

MOST_PATIENCE: Final = 20.0
"""Seconds that SQLite may work without a row of result."""

BUSY_PATIENCE: Final = 2.0
"""Seconds for which a file that another program is writing is waited for."""

LARGEST: Final = 10_000_000
"""Bytes that a text, or a row, may have."""

_STEPS: Final = 100_000
"""After how many of its steps SQLite is asked to look at the clock."""

_FIRST_BYTES: Final = 20
_WAL: Final = 2
"""The version in the header of a file in write-ahead mode."""

_PRAGMAS: Final = (
    "query_only = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "ignore_check_constraints = ON",  # they are expressions, and `quick_check` would run them
    "temp_store = MEMORY",
)
_LOOKS: Final = frozenset({"table_xinfo", "quick_check"})


class NotText(bytes):
    """What a file calls text and is no UTF-8."""


Value: TypeAlias = str | int | float | bytes | None
"""What stands in a cell."""


class Column(NamedTuple):
    """A column of a table, and whether it is computed and not stored."""

    name: str
    is_generated: bool


class Database:
    """An open database.

    Attributes:
        tables: the names of its ordinary tables.
        others: what else has a name, such as a view, with what it is.
    """

    def __init__(self, connection: sqlite3.Connection, clock: _Clock) -> None:
        """Look at what is in *connection*.

        Raises:
            sqlite3.Error: it cannot be read.
        """
        self._connection = connection
        self._clock = clock
        self.tables: set[str] = set()
        self.others: dict[str, str] = {}
        for kind, name, page in connection.execute(
            "SELECT type, name, rootpage FROM sqlite_master"
        ):
            if not isinstance(name, str):
                continue
            if kind == "table" and page:
                self.tables.add(name.lower())
            elif kind in ("table", "view"):
                self.others[name.lower()] = "a view" if kind == "view" else "a virtual table"

    def columns(self, table: str) -> list[Column]:
        """The columns of *table*, which is one of `tables` and whose name needs no quotes."""
        rows = self._connection.execute(f"PRAGMA table_xinfo({table})")
        return [Column(str(row[1]).lower(), bool(row[6])) for row in rows]

    def check(self, table: str) -> None:
        """See that what SQLite stores of *table* is whole.

        Raises:
            CannotReadError: it is not.
        """
        (said,) = self._connection.execute(f"PRAGMA quick_check({table})").fetchone()
        if said != "ok":
            first = next((line for line in str(said).split("\n") if "***" not in line), "")
            raise CannotReadError(f"damaged: {short(first)}; {_RECOVER}")

    def rows(self, table: str, columns: Iterable[str]) -> Iterator[tuple[Value, ...]]:
        """What stands in *columns* of *table*, in the order in which the file has it.

        Their names are those of the format and need no quotes.
        """
        names = ", ".join(columns)
        for row in self._connection.execute(f"SELECT {names} FROM {table} NOT INDEXED"):
            self._clock.start()
            yield row


_RECOVER: Final = "“sqlite3 FILE .recover” may save what is in it"


class _Clock:
    """Stops what gives nothing for too long."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self._until = time.monotonic() + MOST_PATIENCE

    def has_run_out(self) -> bool:
        return time.monotonic() > self._until


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """The database in the file at *path*, as it stands at one moment.

    Raises:
        CannotReadError: it cannot be read, or not any further.
    """
    try:
        beginning = _beginning(path)
    except OSError as error:
        raise CannotReadError(f"cannot be read: {error.strerror or error}") from None
    if not beginning:
        raise CannotReadError("an empty file, and no SQLite database")
    if not beginning.startswith(DATABASE_BEGINS):
        raise CannotReadError("no SQLite database")
    # In write-ahead mode SQLite would make files beside it; without one there is no writer.
    quiet = "&immutable=1" if _WAL in beginning[18:20] else ""
    clock = _Clock()
    try:
        with closing(
            sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro{quiet}",
                uri=True,
                timeout=BUSY_PATIENCE,
                isolation_level=None,
                check_same_thread=False,
            )
        ) as connection:
            _defend(connection, clock)
            connection.execute("BEGIN")
            yield Database(connection, clock)
    except sqlite3.Error as error:
        raise CannotReadError(_told(error)) from None
    except UnicodeDecodeError:  # SQLite quotes the damage in what it says of it
        raise CannotReadError(f"damaged: {_RECOVER}") from None


def _beginning(path: Path) -> bytes:
    """The first bytes of the file at *path*, which may be anything.

    Raises:
        OSError: it cannot be read.
        CannotReadError: it is no file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise CannotReadError("cannot be read: it is no file")
    with path.open("rb") as file:
        return file.read(_FIRST_BYTES)


def _defend(connection: sqlite3.Connection, clock: _Clock) -> None:
    """Have nothing run in *connection* but what reads tables."""
    connection.text_factory = _text
    connection.set_progress_handler(clock.has_run_out, _STEPS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    if hasattr(connection, "setconfig"):  # from Python 3.12 on
        for setting, value in (
            ("DEFENSIVE", True),
            ("TRUSTED_SCHEMA", False),
            ("ENABLE_TRIGGER", False),
            ("ENABLE_VIEW", False),
        ):
            connection.setconfig(getattr(sqlite3, f"SQLITE_DBCONFIG_{setting}"), value)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.set_authorizer(_may)


def _may(action: int, what: str | None, *_: str | None) -> int:
    """Whether SQLite may do it: read columns, and look at what tables there are."""
    reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_TRANSACTION)
    looks = action == sqlite3.SQLITE_PRAGMA and what in _LOOKS
    return sqlite3.SQLITE_OK if reads or looks else sqlite3.SQLITE_DENY


def _text(content: bytes) -> str | NotText:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return NotText(content)


def _told(error: sqlite3.Error) -> str:
    """What *error* of SQLite means for who wants to read a file."""
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_NOTADB":
        return "no SQLite database, or one that is encrypted"
    if name.startswith("SQLITE_CORRUPT"):
        return f"damaged: {short(str(error))}; {_RECOVER}"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "another program is writing it; try again when it has finished"
    if name == "SQLITE_INTERRUPT":
        return f"reading it takes too long: nothing came for {MOST_PATIENCE:.0f} seconds"
    if name == "SQLITE_TOOBIG":
        return f"a cell or a row of it holds more than {LARGEST // 1_000_000} MB"
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
        return (
            "cannot be read as it is: the program that wrote it was probably stopped in the "
            "middle; open it with that program once"
        )
    return f"cannot be read: {short(str(error))}"
