"""The shape of the records, read off their types: what each field may hold.

Typed reading, the checks, the schema for editors and the codebook all follow from it.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

import msgspec

from alliance_tui.model.dates import When
from alliance_tui.model.records import (
    Claim,
    Correction,
    Event,
    Evidence,
    Group,
    LaterVote,
    Leader,
    Membership,
    Metadata,
    Outcome,
    Participant,
    Record,
    Source,
    Tie,
    Votes,
    attribute_lines,
)

MAY_BEGIN_BEFORE_RECORDS: tuple[type[Record], ...] = (Membership, Leader, Tie)
"""The records whose `when` may be ``../B``."""

REFERENCES: Mapping[type[Record], Mapping[str, str]] = {
    Metadata: {"subject": "country", "adversary": "country"},
    Group: {"members": "country"},
    Source: {"speaks_for": "country", "based_on": "source"},
    Membership: {"group": "group"},
    Tie: {"with": "country"},
    Evidence: {"source": "source"},
    Claim: {"country": "country", "type": "support type", "ends": "claim", "events": "event"},
    Participant: {"country": "country"},
    Outcome: {"signed": "country", "not_signed": "country"},
    Votes: dict.fromkeys(("for", "against", "abstain", "absent"), "country"),
    LaterVote: {"country": "country", "source": "source"},
    Event: {"groups": "group"},
    Correction: {"target": "record"},
}
"""For each kind of record the fields that name others, with what they name."""


@dataclass(frozen=True)
class Text:
    """A text; `source` is true where the scalar's source text counts, whatever it looks like."""

    source: bool = False


@dataclass(frozen=True)
class Number:
    """A whole number, or one of `words`."""

    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flag:
    """True or false."""


@dataclass(frozen=True)
class Word:
    """One word of a fixed vocabulary."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Date:
    """A date of the subset."""

    before_records: bool = False


@dataclass(frozen=True)
class TextMap:
    """A mapping of texts to texts."""


@dataclass(frozen=True)
class ListOf:
    """A list of one kind of thing."""

    item: Kind


@dataclass(frozen=True)
class RecordOf:
    """A nested record."""

    record: type[Record]


Kind: TypeAlias = Text | Number | Flag | Word | Date | TextMap | ListOf | RecordOf


@dataclass(frozen=True)
class Field:
    """One field of a record.

    Attributes:
        name: the key in the file.
        attribute: the attribute of the record.
        kind: what it holds.
        required: whether it has to be there.
        description: what it means.
    """

    name: str
    attribute: str
    kind: Kind
    required: bool
    description: str

    @property
    def item(self) -> Kind:
        """What one item is, where it holds a list, and else what it holds."""
        kind = self.kind
        while isinstance(kind, ListOf):
            kind = kind.item
        return kind


@cache
def fields_of(record: type[Record]) -> Mapping[str, Field]:
    """The fields of *record* by the key in the file."""
    hints = get_type_hints(record)
    descriptions = attribute_lines(record)
    return {
        field.encode_name: Field(
            field.encode_name,
            field.name,
            _kind(hints[field.name], record, field.name),
            field.required,
            descriptions.get(field.name, ""),
        )
        for field in msgspec.structs.fields(record)
    }


def _kind(hint: Any, record: type[Record], name: str) -> Kind:
    origin = get_origin(hint)
    arguments = get_args(hint)
    if origin is types.UnionType or str(origin) == "typing.Union":
        options = [each for each in arguments if each is not type(None)]
        if len(options) == 2 and int in options:
            word = next(each for each in options if each is not int)
            return Number(get_args(word))
        return _kind(options[0], record, name)
    if origin is Literal:
        return Word(arguments)
    if origin is tuple:
        return ListOf(_kind(arguments[0], record, name))
    if origin is dict:
        return TextMap()
    if hint is When:
        return Date(before_records=record in MAY_BEGIN_BEFORE_RECORDS)
    if hint is bool:
        return Flag()
    if hint is int:
        return Number()
    if isinstance(hint, type) and issubclass(hint, Record):
        return RecordOf(hint)
    return Text(source=name == "version")
