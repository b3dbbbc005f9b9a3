"""Records as rows: the columns that the fields of a record give, and their values.

They are made from the definition of the records, so that no field is forgotten. A date keeps
its text; a `when`, called `date` here, has its bounds beside it, empty where it is still so.
Text is kept as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

from msgspec.structs import FieldInfo, fields

from alliance_tui.model.dates import FIRST_DAY, LAST_DAY, When
from alliance_tui.model.records import Record, attribute_lines
from alliance_tui.model.table_columns import ARRAYS, BOUNDS, column_of
from alliance_tui.pages.safe import stored

Kind: TypeAlias = Literal["string", "integer", "boolean", "date", "edtf", "array"]
Value: TypeAlias = str | int | bool | None
Row: TypeAlias = tuple[Value, ...]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: its name.
        kind: what its values are; `edtf` is a date as the data set writes it, an array
            stands as JSON.
        references: the table of which its values are keys.
        about: what it means.
    """

    name: str
    kind: Kind = "string"
    references: str | None = None
    about: str = ""


class _Field(NamedTuple):
    """A field of a record that has columns: its name, that of its column, what it holds."""

    name: str
    column: str
    kind: Kind

    @property
    def bounded(self) -> bool:
        """Whether the bounds of the date stand beside it."""
        return self.name == "when" and self.kind == "edtf"


@cache
def _fields(record: type[Record]) -> tuple[_Field, ...]:
    """The fields that have columns; those that hold records have tables of their own."""
    kinds = ((field, _kind(field)) for field in fields(record))
    return tuple(
        _Field(each.name, column_of(record, each.encode_name), kind) for each, kind in kinds if kind
    )


def _kind(field: FieldInfo) -> Kind | None:
    """What a field holds; none where it needs a table of its own."""
    union = get_origin(field.type) in (Union, UnionType)
    annotations = get_args(field.type) if union else (field.type,)
    types = [each for each in annotations if each is not type(None)]
    if types == [When]:
        return "edtf"
    if types == [bool]:
        return "boolean"
    if types == [int]:
        return "integer"
    if all(each in (str, int) or get_origin(each) is Literal for each in types):
        return "string"
    return "array" if field.name in ARRAYS else None


def columns_of(
    record: type[Record], references: Mapping[str, str] | None = None
) -> tuple[Column, ...]:
    """The columns of a record's own fields."""
    meanings = attribute_lines(record)
    columns: list[Column] = []
    for field in _fields(record):
        reference, about = (references or {}).get(field.column), meanings.get(field.name, "")
        columns.append(Column(field.column, field.kind, reference, about))
        if field.bounded:
            columns += (Column(bound, "date", about=about) for bound, about in BOUNDS.items())
    return tuple(columns)


def values_of(record: Record, as_of: int) -> Row:
    """The values of the columns that `columns_of` gives to the record's type."""
    values: list[Value] = []
    for field in _fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, When):
            values.append(stored(value.text))
        elif isinstance(value, tuple):
            values.append(array(value))
        elif field.kind == "string" and value is not None:
            values.append(stored(str(value)))
        else:
            values.append(value)
        if field.bounded:
            values += _bounds(value, as_of)
    return tuple(values)


def _bounds(when: When | None, as_of: int) -> Iterable[str | None]:
    span = (None,) * len(BOUNDS) if when is None else (when.written, *when.span(as_of))
    return (None if day is None else day_or_nothing(day) for day in span)


def day_or_nothing(day: int) -> str | None:
    """An ordinal as ISO date; nothing for “since before records” and “still so”."""
    return date.fromordinal(day).isoformat() if FIRST_DAY < day < LAST_DAY else None


def stored_or_nothing(value: str | None) -> str | None:
    """A text of the data set as a table holds it, or nothing."""
    return None if value is None else stored(value)


def array(words: Iterable[str]) -> str:
    """*words* as they stand in one cell."""
    return json.dumps([stored(each) for each in words], ensure_ascii=False)
