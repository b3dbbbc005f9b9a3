"""The records of all files while they are being checked, each with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from alliance_tui.model.records import (
    SECTIONS,
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
from alliance_tui.reading.left_out import Path, part_of, told
from alliance_tui.reading.problems import Advice, Place, Problem
from alliance_tui.reading.shape import fields_of
from alliance_tui.reading.typed import FileReading
from alliance_tui.reading.unseen import comparable

_R = TypeVar("_R", bound=Record)

_MENTIONED = re.compile(r"\bi\W?d\W{0,4}(([^\W_][\w.-]*)[^\n,}#]*)")
"""In text that cannot be read, what is probably the id of a record: with what follows, alone."""


class Row(Generic[_R]):
    """One record of a section and where it stands.

    Attributes:
        record: the record.
        id: its id, empty where it has none.
        reading: what its file gave.
        start: its path in the file.
        out: whether it is left out; it is still checked, so that all its errors are told.
        whole: whether all of it could be read.
    """

    __slots__ = ("id", "out", "reading", "record", "start", "whole")

    def __init__(self, record: _R, reading: FileReading, start: Path, *, out: bool = False) -> None:
        """Place *record* at the path *start* of the file *reading*."""
        self.record = record
        self.id: str = getattr(record, "id", "")
        self.reading = reading
        self.start = start
        self.out = out
        self.whole = not out

    def place(self, *path: str | int, key: bool = False) -> Place:
        """Where the field at *path* of the record stands."""
        return self.reading.place((*self.start, *path), key=key)

    def without(self, parts: Collection[Path]) -> bool:
        """Leave *parts* out of the record; whether it can do without them."""
        record = _without(self.record, (), _Parts(parts), self)
        if record is None:
            return False
        self.record = record
        return True

    def not_whole(self) -> None:
        """Say of an event that its lists no longer name every voter."""
        event = self.record
        if isinstance(event, Event) and event.votes is not None and event.votes.whole:
            self.record = replace(event, votes=replace(event.votes, whole=False))

    def lacks(self, path: Path) -> bool:
        """Whether the field at *path* is left out, or items of the list there are."""
        return (*self.start, *path) in self.reading.kept

    def keep(self, path: Path, positions: list[int]) -> None:
        """Remember that of the list at *path* only the items at *positions* are left."""
        whole = (*self.start, *path)
        before = self.reading.kept.get(whole)
        self.reading.kept[whole] = [before[each] if before else each for each in positions]


def _without(record: Any, path: Path, parts: _Parts, row: Row[Any]) -> Any:
    """*record*, which stands at *path*, without *parts*; none where they must be there."""
    kind: type[Record] = type(record)
    changes: dict[str, Any] = {}
    defaults = {each.name: each for each in msgspec.structs.fields(record)}
    for name in parts.below(path):
        field = fields_of(kind)[str(name)]
        here = (*path, name)
        value = getattr(record, field.attribute)
        if here in parts:
            if field.required:
                return None
            row.keep(here, [])
            changes[field.attribute] = defaults[field.attribute].default
            if changes[field.attribute] is msgspec.NODEFAULT:
                changes[field.attribute] = defaults[field.attribute].default_factory()
        elif isinstance(value, tuple):
            value = tuple(
                _without(item, (*here, at), parts, row) if parts.below((*here, at)) else item
                for at, item in enumerate(value)
            )
            positions = [each for each in range(len(value)) if (*here, each) not in parts]
            if field.required and not positions:
                return None
            if len(positions) < len(value):
                row.keep(here, positions)
            changes[field.attribute] = tuple(value[each] for each in positions)
        else:
            changes[field.attribute] = _without(value, here, parts, row)
    return replace(record, **changes)


class _Parts:
    """Parts of a record, and the way to them."""

    def __init__(self, parts: Iterable[Path]) -> None:
        self._parts = set(parts)
        self._below: dict[Path, set[str | int]] = {}
        for part in self._parts:
            for depth, step in enumerate(part):
                self._below.setdefault(part[:depth], set()).add(step)

    def __contains__(self, path: object) -> bool:
        return path in self._parts

    def below(self, path: Path) -> set[str | int]:
        """The steps from *path* towards the parts within it."""
        return self._below.get(path, set())


class Draft:
    """All rows of a data set and the problems found in them so far.

    An error leaves out the smallest part of a record without which the rest is still so
    (`parts`); `settle` does it for all errors reported until then.

    Attributes:
        problems: what was found.
        left_out: how many records are left out.
        descriptions: the data set's own description, once for each time that it stands.
        files: the files that were read.
        reduced: records as they were before parts of them were left out.
        meant: ids that were probably meant where others were written.
    """

    def __init__(self, readings: Iterable[FileReading], *, unseen: bool = False) -> None:
        """Gather what the files gave; *unseen* is true where a file could not even be opened."""
        self.problems: list[Problem] = []
        self.left_out = 0
        self.descriptions: list[Row[Metadata]] = []
        self.files: list[str] = []
        self.reduced: list[Record] = []
        self.meant: set[str] = set()
        self.did_you_mean = Advice()
        self._rows: dict[str, list[Row[Any]]] = {section: [] for section in SECTIONS}
        self._out: list[Row[Any]] = []
        self._refused: list[tuple[Row[Any], Path, int]] = []
        self._gone: set[str] = set()
        self._unseen = unseen
        self._named: set[str] = set()
        self._unread: list[str] = []
        for reading in readings:
            self._gather(reading)

    def _gather(self, reading: FileReading) -> None:
        self.files.append(reading.tree.file)
        self.problems += reading.problems
        self.left_out += len(reading.left_out)
        self._gone.update(map(comparable, (*reading.left_out, *reading.gone)))
        self._named |= reading.named
        for text in reading.unread:
            self._unread.append(text)
            for mention in _MENTIONED.finditer(text):
                self._gone.update(map(comparable, mention.groups()))
        if reading.records.dataset is not None:
            self.descriptions.append(Row(reading.records.dataset, reading, ("dataset",)))
        for record, path in reading.partial:
            self._out.append(Row(record, reading, path, out=True))
            self._gone.update(map(comparable, _ids_of(record)))
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
    def as_of(self) -> int:
        """The last day vouched for, as an ordinal."""
        return self.metadata.record.as_of.last_end

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

    def rows_out(self, record: type[_R]) -> list[Row[_R]]:
        """What is known of the left-out records of one kind."""
        return [row for row in self._out if isinstance(row.record, record)]

    def all_rows(self) -> Iterable[Row[Any]]:
        """The rows of all sections but `dataset`."""
        for rows in self._rows.values():
            yield from rows

    def rows_by_section(self) -> Iterable[tuple[str, list[Row[Any]]]]:
        """The sections but `dataset`, each with its rows in the order of the files."""
        return self._rows.items()

    @property
    def incomplete(self) -> bool:
        """Whether something that could name or be named is missing from the draft."""
        return self.unread or bool(self._out) or bool(self.left_out)

    @property
    def unread_texts(self) -> list[str]:
        """The texts in which records may stand that nobody could read."""
        return self._unread

    @property
    def unread(self) -> bool:
        """Whether there is text in which records may stand that nobody could read."""
        return self._unseen or bool(self._unread)

    def is_missing(self, item_id: str) -> bool:
        """Whether there is, or may be, a record *item_id* among what is left out or unread."""
        return self._unseen or comparable(item_id) in self._gone

    def may_be_named(self, item_id: str) -> bool:
        """Whether what is left out or could not be read has *item_id* in it."""
        if self._unseen or item_id in self._named:
            return True
        return bool(self._unread) and comparable(item_id) in self._unread_letters

    @cached_property
    def _unread_letters(self) -> str:
        return " ".join(map(comparable, self._unread))

    def report(
        self,
        code: str,
        row: Row[Any],
        path: Path,
        message: str,
        *,
        key: bool = False,
        keep: bool | None = None,
        part: Path | None = None,
        follows: bool = False,
    ) -> None:
        """Note a problem with the field at *path* of *row*.

        Args:
            code: what kind of problem it is; an error leaves something out.
            row: the record.
            path: where in the record.
            message: what is wrong, and what to write.
            key: whether the field's name is meant, not its value.
            keep: whether nothing is left out although it is an error; so it is in the data
                set's own description where nothing else is said.
            part: what is left out, where it is not the usual part.
            follows: whether it only follows from another problem.
        """
        waive = getattr(row.record, "waive", {}) if code.startswith("W") else {}
        lost = ""
        kind = type(row.record)
        if code.startswith("E") and not (kind is Metadata if keep is None else keep):
            part = part_of(kind, path) if part is None else part
            lost = told(kind, part)
            self._refused.append((row, part, len(self.problems)))
        if row.reading.stale:
            if code.startswith("W"):
                return
            follows = True
        place = row.place(*path, key=key)
        self.problems.append(
            Problem(code, message, place, row.id or None, waive.get(code), lost, follows)
        )

    def report_at(self, code: str, row: Row[Any], place: Place, message: str) -> None:
        """Note a warning about what stands at *place* in *row*."""
        if not row.reading.stale:
            waived = getattr(row.record, "waive", {}).get(code)
            self.problems.append(Problem(code, message, place, row.id or None, waived))

    def drop(self, row: Row[Any], part: Path) -> None:
        """Leave out another *part* of *row* because of the problem reported last."""
        self._refused.append((row, part, len(self.problems) - 1))

    def settle(self) -> set[str]:
        """Leave out what was reported to be wrong; the ids that are no longer there."""
        parts: dict[Row[Any], list[tuple[Path, int]]] = {}
        for row, part, problem in self._refused:
            parts.setdefault(row, []).append((part, problem))
        self._refused.clear()
        gone: set[str] = set()
        dropped: list[Row[Any]] = []
        for row, refused in parts.items():
            if row.out:
                continue
            before = _ids_of(row.record)
            whole_record = row.record
            if all(part for part, _ in refused) and row.without({part for part, _ in refused}):
                gone |= before - _ids_of(row.record)
                self.reduced.append(whole_record)
                continue
            whole = told(type(row.record), ())
            for _, problem in refused:
                self.problems[problem] = replace(self.problems[problem], lost=whole)
            dropped.append(row)
            gone |= before
        self.leave_out(dropped)
        self._gone.update(map(comparable, gone))
        return gone

    def leave_out(self, rows: Iterable[Row[Any]]) -> None:
        """Drop *rows* from the draft; they are still there to be checked for more."""
        dropped = [row for row in rows if not row.out]
        if not dropped:
            return
        for row in dropped:
            row.out = True
            self._gone.update(map(comparable, _ids_of(row.record)))
        self.left_out += len(dropped)
        self._out += dropped
        for section, rows_of in self._rows.items():
            self._rows[section] = [row for row in rows_of if not row.out]

    def records(self) -> Records:
        """What is left, as records."""
        sections: dict[str, Any] = {
            section: tuple(row.record for row in rows) for section, rows in self._rows.items()
        }
        return Records(dataset=self.metadata.record, **sections)


def _ids_of(record: Record) -> set[str]:
    """The ids that *record* gives."""
    own = {str(getattr(record, "id", ""))} - {""}
    if isinstance(record, Country):
        own |= {tie.id for tie in record.ties}
    elif isinstance(record, Metadata):
        own |= {each.id for each in record.support_types}
    return own
