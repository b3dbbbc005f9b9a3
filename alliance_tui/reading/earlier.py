"""An earlier reading of a data set, beside which a new one is made.

What has not changed since is not read anew, and what can no longer be read stays as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.reading.draft import Draft
from alliance_tui.reading.parts import SECTIONS
from alliance_tui.reading.problems import Problem
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


def contents_of(files: list[tuple[str, bytes]], draft: Draft, problems: Iterable[Problem]) -> bytes:
    """The `Contents` of *files*, whose records are those of *draft*, in MessagePack."""
    wrong = {each.place.file for each in problems if each.severity == "error"}
    described = draft.metadata.reading.tree.file
    contents = {
        name: FileContents(_digest(content), name not in wrong, name == described, {})
        for name, content in files
    }
    for section, rows in draft.rows_by_section():
        for row in rows:
            name = row.reading.tree.file
            if name in contents:
                contents[name].ids.setdefault(section, []).append(row.id)
    return msgspec.msgpack.encode(contents)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


class Earlier:
    """What an earlier reading gave, by file."""

    def __init__(self, before: Loaded) -> None:
        """Look back on *before*."""
        self._dataset = before.dataset
        self._stale = before.stale
        self._contents: Contents = (
            msgspec.msgpack.decode(before.contents, type=Contents) if before.contents else {}
        )

    def unchanged(self, name: str, content: bytes) -> FileReading | None:
        """The reading of the file *name* if it is still as it was, and was sound."""
        entry = self._contents.get(name)
        if entry is None or not entry.sound or entry.digest != _digest(content):
            return None
        return FileReading(Tree(name, content.decode("utf-8-sig")), self._records(entry))

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
        dataset = self._dataset
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
