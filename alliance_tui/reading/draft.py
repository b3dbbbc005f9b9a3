"""The records of all files while they are being checked, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec.structs import replace

from alliance_tui.model.records import (
    Claim,
    Correction,
    Country,
    Event,
    Group,
    Metadata,
    Record,
    Records,
    Source,
)
from alliance_tui.reading.problems import Place, Problem
from alliance_tui.reading.typed import SECTIONS, FileReading

Path: TypeAlias = tuple[str | int, ...]
"""The way from a record to a field: names, and positions in lists."""

_R = TypeVar("_R", bound=Record)


class Row(Generic[_R]):
    """One record of a section and where it stands."""

    __slots__ = ("as_written", "reading", "record", "start")

    def __init__(
        self,
        record: _R,
        reading: FileReading,
        start: tuple[str | int, ...],
        *,
        as_written: bool = False,
    ) -> None:
        """Place *record* at the path *start* of the file *reading*.

        With *as_written*, positions in paths count everything that is written.
        """
        self.as_written = as_written
        self.record = record
        self.reading = reading
        self.start = start

    @property
    def id(self) -> str:
        """The record's id."""
        return str(getattr(self.record, "id", ""))

    def place(self, *path: str | int, key: bool = False) -> Place:
        """Where the field at *path* of the record stands."""
        return self.reading.place((*self.start, *path), key=key, as_written=self.as_written)

    def keep(self, name: str | tuple[str, ...], positions: list[int]) -> None:
        """Remember that of the list *name* only the items at *positions* are left."""
        if self.as_written:
            return
        path = (*self.start, *((name,) if isinstance(name, str) else name))
        before = self.reading.kept.get(path)
        self.reading.kept[path] = [before[each] if before else each for each in positions]

    def keep_where(self, name: str, sound: Callable[[Any, Path], bool]) -> None:
        """Keep of the list *name* only what is *sound*, asked with each item and its path."""
        items = getattr(self.record, name)
        kept = [at for at, item in enumerate(items) if sound(item, (name, at))]
        if len(kept) < len(items):
            self.keep(name, kept)
            self.record = replace(self.record, **{name: tuple(items[at] for at in kept)})


class Draft:
    """All rows of a data set and the problems found in them so far."""

    def __init__(self, readings: Iterable[FileReading]) -> None:
        """Gather what the files gave."""
        self.problems: list[Problem] = []
        self.left_out: set[str] = set()
        self.descriptions: list[Row[Metadata]] = []
        self._rows: dict[str, list[Row[Any]]] = {section: [] for section in SECTIONS}
        self.partial: list[Row[Any]] = []
        self.files: list[str] = []
        for reading in readings:
            self.files.append(reading.tree.file)
            self.problems += reading.problems
            self.left_out |= reading.left_out
            if reading.records.dataset is not None:
                self.descriptions.append(Row(reading.records.dataset, reading, ("dataset",)))
            self.partial += [
                Row(record, reading, path, as_written=True) for record, path in reading.partial
            ]
            for section, rows in self._rows.items():
                rows += [
                    Row(record, reading, (section, position))
                    for position, record in enumerate(getattr(reading.records, section))
                ]

    @property
    def metadata(self) -> Row[Metadata]:
        """The data set's own description; there must be one."""
        return self.descriptions[0]

    @property
    def groups(self) -> list[Row[Group]]:
        """The rows of all groups."""
        return self._rows["groups"]

    @property
    def sources(self) -> list[Row[Source]]:
        """The rows of all sources."""
        return self._rows["sources"]

    @property
    def countries(self) -> list[Row[Country]]:
        """The rows of all countries."""
        return self._rows["countries"]

    @property
    def claims(self) -> list[Row[Claim]]:
        """The rows of all claims."""
        return self._rows["claims"]

    @property
    def events(self) -> list[Row[Event]]:
        """The rows of all events."""
        return self._rows["events"]

    @property
    def corrections(self) -> list[Row[Correction]]:
        """The rows of all corrections."""
        return self._rows["corrections"]

    def partial_rows(self, record: type[_R]) -> list[Row[_R]]:
        """What could be read of the left-out records of one kind."""
        return [row for row in self.partial if isinstance(row.record, record)]

    def all_rows(self) -> Iterable[Row[Any]]:
        """The rows of all sections but `dataset`."""
        for rows in self._rows.values():
            yield from rows

    def report(
        self, code: str, row: Row[Any], path: tuple[str | int, ...], message: str, **place: bool
    ) -> None:
        """Note a problem with the field at *path* of *row*."""
        waive = getattr(row.record, "waive", {}) if code.startswith("W") else {}
        problem = Problem(code, message, row.place(*path, **place), row.id or None, waive.get(code))
        self.problems.append(problem)

    def leave_out(self, rows: Iterable[Row[Any]]) -> None:
        """Drop *rows* from the draft."""
        dropped = {id(row) for row in rows}
        if not dropped:
            return
        for section, kept in self._rows.items():
            self.left_out |= {row.id for row in kept if id(row) in dropped}
            self._rows[section] = [row for row in kept if id(row) not in dropped]

    def records(self) -> Records:
        """What is left, as records."""
        sections: dict[str, Any] = {
            section: tuple(row.record for row in rows) for section, rows in self._rows.items()
        }
        return Records(dataset=self.metadata.record, **sections)
