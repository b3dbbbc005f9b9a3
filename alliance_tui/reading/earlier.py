"""What was read earlier of a data set, beside which a new reading is made.

What has not changed since is not read anew, and what can no longer be read stays as it was. The
records of each sound file are in the user's cache folder too, by the content of the file: where
one file has changed, the others need not be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.model.records import SECTIONS
from alliance_tui.reading.cache import get, keep, name_of
from alliance_tui.reading.draft import Draft
from alliance_tui.reading.files import File
from alliance_tui.reading.problems import Problem
from alliance_tui.reading.sound import Sound
from alliance_tui.reading.tree import Tree
from alliance_tui.reading.typed import FileReading, FileRecords

if TYPE_CHECKING:
    from alliance_tui.reading.load import Loaded


class FileContents(Struct, frozen=True, array_like=True):
    """What stands in one file.

    Attributes:
        digest: the digest of its bytes.
        sound: whether nothing of it is left out.
        describes: whether it holds the data set's own description.
        ids: the ids of its records by section, in the order in which they stand.
    """

    digest: bytes
    sound: bool
    describes: bool
    ids: dict[str, list[str]]


Contents: TypeAlias = dict[str, FileContents]
"""What stands in which file."""


def contents_of(files: list[File], draft: Draft, problems: Iterable[Problem]) -> bytes:
    """The `Contents` of *files*, whose records are those of *draft*, in MessagePack."""
    wrong = {each.place.file for each in problems if each.severity == "error"}
    described = draft.metadata.reading.tree.file
    contents = {
        file.name: FileContents(file.digest, file.name not in wrong, file.name == described, {})
        for file in files
    }
    for section, rows in draft.rows_by_section():
        for row in rows:
            name = row.reading.tree.file
            if name in contents:
                contents[name].ids.setdefault(section, []).append(row.id)
    return msgspec.msgpack.encode(contents)


def keep_parts(files: Iterable[File], readings: Iterable[FileReading]) -> None:
    """Keep what *readings* of *files* gave, as far as they were sound and were made anew."""
    by_name = {reading.tree.file: reading for reading in readings}
    for file in files:
        reading = by_name.get(file.name)
        if reading is None or file.is_database or reading.problems or reading.known:
            continue
        keep("files", name_of(file.digest), Sound(reading.records, reading.tree.is_uncut))


class Earlier:
    """What was read earlier, by file."""

    def __init__(self, before: Loaded | None, *, use_parts: bool) -> None:
        """Look back on *before*, and into the cache where parts may be used."""
        self._before = before
        self._use_parts = use_parts
        self._stale = before.stale if before is not None else {}
        self._contents: Contents = {}
        if before is not None and before.contents:
            self._contents = msgspec.msgpack.decode(before.contents, type=Contents)

    def unchanged(self, file: File) -> FileReading | None:
        """The reading of a *file* of text if it is as it was at some time, and was sound then."""
        if file.content is None:
            return None
        entry = self._contents.get(file.name)
        if entry is not None and entry.sound and entry.digest == file.digest:
            part = Sound(self._records(entry), is_uncut=False)
        elif self._use_parts and (kept := get("files", name_of(file.digest), Sound)) is not None:
            part = kept
        else:
            return None
        return part.reading(Tree(file.name, file.content.decode("utf-8-sig")), known=True)

    def instead_of(self, reading: FileReading) -> FileReading | None:
        """The records that the file of *reading* had when it could be read."""
        known = self._known(reading.tree.file)
        if known is None:
            return None
        undescribed = known.dataset is not None and reading.records.dataset is None
        if not reading.unread and not (undescribed and reading.problems):
            return None
        return self._stale_reading(reading.tree, known, reading.problems)

    def of_unreadable(self, problem: Problem) -> FileReading | None:
        """The records of a file that cannot be opened any more because of *problem*."""
        known = self._known(problem.place.file)
        if known is None:
            return None
        return self._stale_reading(Tree(problem.place.file, ""), known, [problem])

    def _stale_reading(
        self, tree: Tree, known: FileRecords, problems: list[Problem]
    ) -> FileReading:
        told = [
            replace(each, message=f"{each.message}; shown as it was last read", lost="")
            if number == 0
            else replace(each, lost="", follows=True)
            for number, each in enumerate(problems)
        ]
        return FileReading(tree, known, told, stale=True)

    def _known(self, name: str) -> FileRecords | None:
        if name in self._stale:
            return self._stale[name]
        entry = self._contents.get(name)
        return None if entry is None else self._records(entry)

    def _records(self, entry: FileContents) -> FileRecords:
        assert self._before is not None
        dataset = self._before.dataset
        by_id: dict[str, Any] = {
            "groups": dataset.group,
            "sources": dataset.source,
            "countries": dataset.country,
            "claims": dataset.claim,
            "corrections": {each.id: each for each in dataset.corrections},
        }
        sections: dict[str, Any] = {}
        for section, ids in entry.ids.items():
            if section == "events":
                events = dataset.events
                sections[section] = tuple(events[events.position[each]] for each in ids)
            elif section in SECTIONS:
                sections[section] = tuple(by_id[section][each] for each in ids)
        if entry.describes:
            sections["dataset"] = dataset.metadata
        return FileRecords(**sections)
