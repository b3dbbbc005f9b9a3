"""What is left out because of an error: the smallest part without which the rest is still so.

A profile is true without one of its leaders, a roll call without one of its voters, a claim
without an event that it names. What a claim says is whole or it is left out, and so is a
source by whose day and side claims are judged.
"""

from __future__ import annotations

from typing import Final

from alliance_tui.model.records import (
    Claim,
    Correction,
    Country,
    Event,
    Group,
    Metadata,
    Outcome,
    Record,
    Source,
    Votes,
)
from alliance_tui.reading.shape import RecordOf, fields_of

ITEMS: Final[dict[type[Record], dict[str, str]]] = {
    Metadata: {
        "support_types": "support type",
        "postures": "rule",
        "eras": "era",
        "loaded_words": "word",
    },
    Group: {"aliases": "alias", "members": "member", "evidence": "evidence"},
    Country: {
        "aliases": "alias",
        "leaders": "leader",
        "memberships": "membership",
        "ties": "tie",
        "evidence": "evidence",
    },
    Claim: {"ends": "ended claim", "events": "event"},
    Event: {"groups": "group", "participants": "participant", "evidence": "evidence"},
    Outcome: {"signed": "signatory", "not_signed": "country"},
    Votes: {
        "for": "voter",
        "against": "voter",
        "abstain": "voter",
        "absent": "voter",
        "later": "later vote",
    },
}
"""Lists whose items can be left out alone, with what an item is called."""

FIELDS: Final[dict[type[Record], frozenset[str]]] = {
    Metadata: frozenset({"question", "description", "license", "opening"}),
    Group: frozenset({"kind", "rule", "summary", "when", "waive"}),
    Source: frozenset({"author", "accessed", "url", "archived", "lang", "note", "waive"}),
    Country: frozenset({"region", "summary", "reviewed", "waive"}),
    Event: frozenset(
        {"short", "run", "place", "summary", "outcome", "votes", "tally", "note", "waive"}
    ),
    Outcome: frozenset({"summary"}),
    Votes: frozenset({"whole"}),
    Correction: frozenset({"was"}),
}
"""Fields that can be left out alone; so can the lists of `ITEMS` where they are no lists."""

Path = tuple[str | int, ...]


def separable(record: type[Record], name: str) -> bool:
    """Whether items of the list *name* of a *record* can be left out alone."""
    return name in ITEMS.get(record, {})


def droppable(record: type[Record], name: str) -> bool:
    """Whether the field *name* of a *record* can be left out alone."""
    return name in FIELDS.get(record, ()) or separable(record, name)


def part_of(record: type[Record], path: Path) -> Path:
    """The path of what is left out of a *record* with the field at *path*; () for all of it."""
    part: Path = ()
    for depth, step in enumerate(path):
        if not isinstance(step, str) or not droppable(record, step):
            break
        inside = depth + 1 < len(path)
        if inside and separable(record, step):
            return path[: depth + 2]
        part = path[: depth + 1]
        field = fields_of(record).get(step)
        kind = field.kind if field is not None else None
        if not isinstance(kind, RecordOf):
            break
        record = kind.record
    return part


def told(record: type[Record], part: Path) -> str:
    """What is left out, in words."""
    if not part:
        return f"the {_NAMES.get(record, record.__name__.lower())}"
    *above, last = part
    if isinstance(last, str):
        return f"“{last}”"
    holder = record
    for step in above[:-1]:
        kind = fields_of(holder)[str(step)].item
        holder = kind.record if isinstance(kind, RecordOf) else holder
    return f"this {ITEMS.get(holder, {}).get(str(above[-1]), f'item of “{above[-1]}”')}"


_NAMES: Final[dict[type[Record], str]] = {Metadata: "description"}
