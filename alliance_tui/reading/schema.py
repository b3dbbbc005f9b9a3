"""The data format as a JSON Schema (draft 7, which editors know best), from the record types.

What it refuses ``check`` refuses too. Whether ids exist it can say for one data set, whose ids
it then lists; whether dates agree and claims stand is for ``check`` alone.

Beside the words of the standard it has those by which editors explain themselves:
``enumDescriptions`` and ``patternErrorMessage``.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, assert_never

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import DIALECT, LAST_YEAR
from alliance_tui.model.languages import LANGUAGE
from alliance_tui.model.records import (
    Claim,
    Country,
    Event,
    Metadata,
    Quote,
    Record,
    Records,
    Source,
    SupportType,
    Tally,
    Votes,
)
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.reading.checks.identity import RESERVED
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.shape import (
    REFERENCES,
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

Schema: TypeAlias = dict[str, Any]

OwnIds: TypeAlias = Mapping[str, Mapping[str, str]]
"""The ids of a data set by what they name, each with the name of its record."""

DRAFT = "http://json-schema.org/draft-07/schema#"

_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY_OF_MONTH = (
    "(?:0[13578]|1[02])(?:-(?:0[1-9]|[12][0-9]|3[01]))?"
    "|(?:0[469]|11)(?:-(?:0[1-9]|[12][0-9]|30))?"
    "|02(?:-(?:0[1-9]|1[0-9]|2[0-8]))?"
)
_POINT = rf"(?!0000|{LAST_YEAR + 1})(?:{_LEAP}-02-29|[0-9]{{4}}(?:-(?:{_DAY_OF_MONTH}))?)"
_CHOICE = rf"\[{_POINT}\.\.{_POINT}\]"
_END = rf"(?:{_POINT}~?|{_CHOICE}|\[{_POINT}\.\.\])"
DAY = rf"^(?=[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$){_POINT}$"
SINGLE_DATE = rf"^(?:{_POINT}[~?%]?|{_CHOICE})$"
DATE = rf"^(?:{_POINT}[~?%]?|{_CHOICE}|{_END}/(?:\.\.|{_END})?)$"
"""A date by its form and its days; whether it ends before it starts is for ``check``."""

DATE_BEFORE_RECORDS = rf"^(?:{DATE[1:-1]}|\.\./{_END})$"

_NO_SIGN = r"\s\x00-\x2c\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7"
_NO_SIGN += r"\u0300-\u036f\u2000-\u206f\u3000-\u3004\ufeff"
_NO_FIRST_SIGN = rf"{_NO_SIGN}\x2d\x2e\x5f"


def _in_any_case(word: str) -> str:
    return "".join(f"[{each.upper()}{each}]" for each in word)


ID = (
    rf"^(?!(?:{'|'.join(map(_in_any_case, sorted(RESERVED)))})$)"
    rf"[^{_NO_FIRST_SIGN}][^{_NO_SIGN}]*$"
)
"""An id by its signs, in what regular expressions have in common everywhere."""

ADDRESS = rf"^{_in_any_case('http')}[Ss]?://[^\s/?#:<>\x22@][^\s<>\x22\x00-\x1f]*$"

_SOME_TEXT = {"pattern": r"\S", "patternErrorMessage": "Leave it out, or write something."}
LISTED = 12
"""How many ids an editor may list where one is wrong."""

_MOST_DIGITS = 10**15 - 1

_NAMED = ("country", "group", "source", "claim", "event", "support type")

_DATES: dict[tuple[type[Record], str], str] = {
    (Metadata, "as_of"): "Day",
    (Claim, "known"): "SingleDate",
    (Country, "reviewed"): "SingleDate",
    (Source, "accessed"): "SingleDate",
}
"""The dates that are not any date."""


def format_schema(own: OwnIds | None = None) -> Schema:
    """The schema of one file of a data set; with *own* ids, of one of that data set."""
    about = "One file of a data set. Every section may stand in every file; exactly one file of "
    return {
        "$schema": DRAFT,
        "title": TITLE,
        "description": f"{about}all describes the data set itself.",
        **_record_schema(FileRecords, own),
        "definitions": record_definitions(own),
    }


TITLE = "A data set of alliance-tui, format 1"

HINTS = frozenset({"enumDescriptions", "patternErrorMessage", "errorMessage"})
"""The words by which editors explain themselves; the standard does not know them."""


def standard(schema: Any) -> Any:
    """*schema* in the words of the standard alone."""
    if isinstance(schema, dict):
        return {word: standard(value) for word, value in schema.items() if word not in HINTS}
    return [standard(each) for each in schema] if isinstance(schema, list) else schema


def own_ids(dataset: Dataset) -> OwnIds:
    """What the records of *dataset* are called, by what they are."""
    named: dict[str, dict[str, str]] = {
        "country": {each.id: each.name for each in dataset.countries},
        "group": {each.id: each.name for each in dataset.groups},
        "source": {each.id: f"{each.publisher}: {each.title}" for each in dataset.sources},
        "claim": {each.id: each.statement for each in dataset.claims},
        "event": {each.id: each.title for each in dataset.events},
        "support type": {each.id: each.label for each in dataset.metadata.support_types},
    }
    ties = {tie.id: tie.title for country in dataset.countries for tie in country.ties}
    records = (names for what, names in named.items() if what != "support type")
    return {**named, "record": dict(ChainMap(*records, ties))}


def record_definitions(own: OwnIds | None = None) -> Schema:
    """A schema for each kind of record and for what they share, by its name."""
    shared = {
        "Id": {
            "pattern": ID,
            "patternErrorMessage": "An id has letters, digits, “-”, “_” and “.”, and a letter or "
            f"digit first; {', '.join(sorted(RESERVED))} have a meaning in queries.",
        },
        "Day": _date(DAY, "One day: 2022-02-24."),
        "SingleDate": _date(SINGLE_DATE, "A date: 2022, 2022-02, 2022-02-24, 2022-02~."),
        "Date": _date(
            DATE,
            "A date: 2022, 2022-02, 2022-02-24, with ~ (about) or ? (uncertain); from when to "
            'when: 2022-02/2022-04; still so: 2022-02/..; some day between two: "[A..B]".',
        )
        | {"description": f"When it was, in {DIALECT}."},
        "DateBeforeRecords": _date(
            DATE_BEFORE_RECORDS,
            "A date: 2022, 2022-02, 2022-02-24; from when to when: 2022-02/2022-04; still so: "
            "2022-02/..; since before records: ../2022-04.",
        )
        | {"description": f"When it was, in {DIALECT}."},
    }
    ids = {} if own is None else {_id_name(what): _ids(what, own[what]) for what in _NAMED}
    records = {each.__name__: _record_schema(each, own) for each in _records_below(FileRecords, [])}
    return {**records, **shared, **ids}


def _date(pattern: str, message: str) -> Schema:
    # Editors read a bare year as a number.
    return {
        "pattern": pattern,
        "patternErrorMessage": message,
        "errorMessage": message,
        "minimum": 1000,
        "maximum": LAST_YEAR,
    }


def _id_name(what: str) -> str:
    return f"{what.title().replace(' ', '')}Id"


def _ids(what: str, named: Mapping[str, str]) -> Schema:
    schema = _enumeration(named)
    if len(named) > LISTED:
        schema["errorMessage"] = f"There is no {what} with this id."
    return schema


def _enumeration(meanings: Mapping[str, str]) -> Schema:
    # Draft 7 has no enumeration of nothing.
    if not meanings:
        return {"type": "string", "not": {}}
    return {
        "type": "string",
        "enum": list(meanings),
        "enumDescriptions": list(meanings.values()),
    }


def _records_below(record: type[Record], seen: list[type[Record]]) -> Iterator[type[Record]]:
    for field in fields_of(record).values():
        kind = field.item
        if isinstance(kind, RecordOf) and kind.record not in seen:
            seen.append(kind.record)
            yield kind.record
            yield from _records_below(kind.record, seen)


def _record_schema(record: type[Record], own: OwnIds | None) -> Schema:
    fields = fields_of(record)
    schema: Schema = {
        "type": "object",
        "description": (record.__doc__ or "").partition("\n")[0],
        "additionalProperties": False,
        "properties": {name: _field_schema(field, record, own) for name, field in fields.items()},
    }
    required = [name for name, field in fields.items() if field.required]
    if required:
        schema["required"] = required
    if record is SupportType:
        unscored = {"properties": {"scored": {"const": False}}, "required": ["scored"]}
        schema |= {"if": unscored, "else": {"required": ["lasts"]}}
    return schema


def _field_schema(field: Field, record: type[Record], own: OwnIds | None) -> Schema:
    schema = _special(field, record, own) or _kind_schema(field.kind)
    if not field.required:
        schema = _or_nothing(schema)
    about = field.description or fields_of(Records)[field.name].description
    return {**schema, "description": about}


def _special(field: Field, record: type[Record], own: OwnIds | None) -> Schema | None:
    """The schema of a field that says more than its kind."""
    name = field.name
    refers = REFERENCES.get(record, {}).get(name)
    if refers is not None:
        item = _reference(refers, own)
        if not isinstance(field.kind, ListOf):
            # Editors that write a required field for the author look for its type.
            return {"type": "string", **item} if field.required else item
        once = {"uniqueItems": True} if record is Votes else {}
        return {"type": "array", "items": item, **once}
    if (record, name) in _DATES:
        return _dated(_DATES[record, name])
    if name == "id" and record is not Metadata:
        return {"type": "string", "allOf": [{"$ref": "#/definitions/Id"}]}
    if name in ("url", "archived"):
        message = "An address begins with https:// or http:// and has no spaces."
        return {"type": "string", "pattern": ADDRESS, "patternErrorMessage": message}
    if name == "lang" and record in (Source, Quote):
        message = "The ISO 639 code of a language: en, uk, sr-Latn."
        return {"type": "string", "pattern": f"^{LANGUAGE}$", "patternErrorMessage": message}
    if name == "format":
        return {"type": "integer", "enum": [1]}
    if name == "evidence" and record in (Claim, Event):
        supports = {"properties": {"stance": {"enum": ["supports", None]}}}
        message = "At least one source has to support it."
        return {
            **_kind_schema(field.kind),
            "minItems": 1,
            "allOf": [{"contains": supports, "errorMessage": message}],
        }
    if record is Tally:
        return {"type": "integer", "minimum": 0, "maximum": _MOST_DIGITS}
    if name == "waive":
        titles = {each.code: each.title for each in CODES.values() if each.severity == "warning"}
        return {
            **_kind_schema(field.kind),
            "properties": {
                code: {"type": "string", **_SOME_TEXT, "description": title}
                for code, title in titles.items()
            },
        }
    return None


def _reference(what: str, own: OwnIds | None) -> Schema:
    any_id: Schema = {"type": "string", "allOf": [{"$ref": "#/definitions/Id"}]}
    if own is None:
        return any_id
    if what == "record":
        # What was retracted is named, and no longer there.
        return {"anyOf": [_enumeration(own[what]), any_id]}
    return {"allOf": [{"$ref": f"#/definitions/{_id_name(what)}"}]}


def _dated(definition: str) -> Schema:
    return {"type": ["string", "integer"], "allOf": [{"$ref": f"#/definitions/{definition}"}]}


def _or_nothing(schema: Schema) -> Schema:
    """*schema*, or nothing: a field that is left empty is left out."""
    kinds = schema.get("type")
    if kinds is None:
        return {"anyOf": [schema, {"type": "null"}]}
    schema["type"] = [*([kinds] if isinstance(kinds, str) else kinds), "null"]
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
        if "enumDescriptions" in schema:
            schema["enumDescriptions"] = [*schema["enumDescriptions"], "as if it were left out"]
    return schema


def _kind_schema(kind: Kind) -> Schema:
    match kind:
        case Text(source=True):
            return {"type": ["string", "number", "boolean"], **_SOME_TEXT}
        case Text():
            return {"type": "string", **_SOME_TEXT}
        case Number(words=()):
            return {"type": "integer", "minimum": -_MOST_DIGITS, "maximum": _MOST_DIGITS}
        case Number(words=words):
            pattern = rf"^(?:{'|'.join(map(re.escape, words))})$"
            message = f"A number of months from 1 on, or “{'”, “'.join(words)}”."
            return {
                "type": ["integer", "string"],
                "minimum": 1,
                "pattern": pattern,
                "patternErrorMessage": message,
                "examples": list(words),
            }
        case Flag():
            return {"type": "boolean"}
        case Word(words=words):
            return _enumeration(_meanings(words))
        case Date(before_records=before):
            return _dated("DateBeforeRecords" if before else "Date")
        case TextMap():
            return {"type": "object", "additionalProperties": {"type": "string", **_SOME_TEXT}}
        case ListOf(item=item):
            return {"type": "array", "items": _kind_schema(item)}
        case RecordOf(record=record):
            # Beside a reference every other word is ignored in this draft.
            return {"allOf": [{"$ref": f"#/definitions/{record.__name__}"}]}
        case _:
            assert_never(kind)


def _meanings(words: tuple[str, ...]) -> Mapping[str, str]:
    """The vocabulary that has these words."""
    return next(each for each in MEANINGS.values() if tuple(each) == words)
