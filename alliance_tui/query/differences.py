"""What differs between two data sets, record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import fields

from alliance_tui.model.dataset import Dataset, Item
from alliance_tui.model.records import SECTIONS

What = Literal["added", "removed", "changed"]


class FieldChange(Struct, frozen=True):
    """A field of a record that is not what it was; none stands for a field that is not there."""

    field: str
    before: Any
    after: Any


class Difference(Struct, frozen=True):
    """One record that was added, removed or changed."""

    section: str
    id: str
    what: What
    changes: tuple[FieldChange, ...] = ()


def differences(before: Dataset, after: Dataset) -> Iterator[Difference]:
    """What differs, section by section, each in the order of the ids."""
    described = tuple(_changes(before.metadata, after.metadata))
    if described:
        yield Difference("dataset", after.metadata.id, "changed", described)
    for section in SECTIONS:
        old, new = _by_id(getattr(before, section)), _by_id(getattr(after, section))
        for record in sorted({*old, *new}):
            if record not in old:
                yield Difference(section, record, "added")
            elif record not in new:
                yield Difference(section, record, "removed")
            elif old[record] != new[record]:
                changes = tuple(_changes(old[record], new[record]))
                yield Difference(section, record, "changed", changes)


def _by_id(records: Iterable[Item]) -> dict[str, Item]:
    return {record.id: record for record in records}


def _changes(before: Struct, after: Struct) -> Iterator[FieldChange]:
    for field in fields(after):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield FieldChange(field.encode_name, old, new)
