"""The data format as a JSON Schema (draft 7, which editors know best), from the record types.

What it accepts has the right shape; whether ids exist, dates agree and claims stand is for
``check`` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alliance_tui.model.records import Claim, Event, Record
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.reading.shape import (
    Date,
    Field,
    Flag,
    Kind,
    ListOf,
    Number,
    RecordOf,
    Text,
    TextMap,
    Word,
    fields_of,
)
from alliance_tui.reading.typed import FileRecords

DRAFT = "http://json-schema.org/draft-07/schema#"

_POINT = r"\d{4}(-\d\d(-\d\d)?)?"
_CHOICE = rf"\[{_POINT}\.\.{_POINT}\]"
_END = rf"({_POINT}~?|{_CHOICE}|\[{_POINT}\.\.\])"
DATE = rf"^({_POINT}[~?%]?|{_CHOICE}|{_END}/(\.\.|{_END})?)$"
"""A date of the subset by its form; the calendar is for ``check``."""

DATE_BEFORE_RECORDS = rf"^({DATE[1:-1]}|\.\./{_END})$"

_ID = r"^[^\s_.\-:()\"'/][^\s:()\"'/]*$"


def format_schema() -> dict[str, Any]:
    """The schema of one file of a data set."""
    return {
        "$schema": DRAFT,
        "title": "A data set of alliance-tui, format 1",
        "description": "One file of a data set. Every section may stand in every file; exactly "
        "one file of all describes the data set itself.",
        **_record_schema(FileRecords),
        "definitions": record_definitions(),
    }


def record_definitions() -> dict[str, Any]:
    """A schema for each kind of record, by its name."""
    return {record.__name__: _record_schema(record) for record in _records_below(FileRecords, [])}


def _records_below(record: type[Record], seen: list[type[Record]]) -> Iterator[type[Record]]:
    for field in fields_of(record).values():
        kind = field.kind.item if isinstance(field.kind, ListOf) else field.kind
        if isinstance(kind, RecordOf) and kind.record not in seen:
            seen.append(kind.record)
            yield kind.record
            yield from _records_below(kind.record, seen)


def _record_schema(record: type[Record]) -> dict[str, Any]:
    fields = fields_of(record)
    schema: dict[str, Any] = {
        "type": "object",
        "description": (record.__doc__ or "").partition("\n")[0],
        "additionalProperties": False,
        "properties": {name: _field_schema(field, record) for name, field in fields.items()},
    }
    required = [name for name, field in fields.items() if field.required]
    return {**schema, "required": required} if required else schema


def _field_schema(field: Field, record: type[Record]) -> dict[str, Any]:
    schema = _kind_schema(field.kind)
    if field.name == "id":
        schema["pattern"] = _ID
    elif field.name in ("url", "archived"):
        schema["pattern"] = "^https?://"
    elif field.name == "format":
        schema = {"enum": [1]}
    elif field.name == "evidence" and record in (Claim, Event):
        schema["minItems"] = 1
    if "enum" in schema and field.name in MEANINGS:
        meanings = MEANINGS[field.name]
        if set(schema["enum"]) <= set(meanings):
            schema["enumDescriptions"] = [meanings[word] for word in schema["enum"]]
    if field.description:
        # Beside a reference every other word is ignored in this draft.
        schema = {"allOf": [schema]} if "$ref" in schema else schema
        schema["description"] = field.description
    return schema


def _kind_schema(kind: Kind) -> dict[str, Any]:
    match kind:
        case Text(source=True):
            return {"type": ["string", "number"]}
        case Text():
            return {"type": "string", "pattern": r"\S"}
        case Number(words=()):
            return {"type": "integer"}
        case Number(words=words):
            return {"anyOf": [{"type": "integer", "minimum": 1}, {"enum": list(words)}]}
        case Flag():
            return {"type": "boolean"}
        case Word(words=words):
            return {"enum": list(words)}
        case Date(before_records=before):
            pattern = DATE_BEFORE_RECORDS if before else DATE
            # Editors read a bare year as a number.
            return {"type": ["string", "integer"], "pattern": pattern, "minimum": 1000,
                    "maximum": 9999}  # fmt: skip
        case TextMap():
            return {"type": "object", "additionalProperties": {"type": "string", "pattern": r"\S"}}
        case ListOf(item=item):
            return {"type": "array", "items": _kind_schema(item)}
        case RecordOf(record=record):
            return {"$ref": f"#/definitions/{record.__name__}"}
