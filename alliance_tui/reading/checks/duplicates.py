"""Warnings about what is probably recorded twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from operator import attrgetter
from typing import TypeVar

from alliance_tui.model.records import Claim, Event
from alliance_tui.model.words import searchable
from alliance_tui.reading.draft import Draft, Row

ALIKE = 0.6
"""From which share of common words on two texts of the same kind and time are taken for one."""

COMPARED = 100
"""With how many of those before it a record is compared."""

SHORT = 3
"""Words of fewer letters are passed over."""

_R = TypeVar("_R", Claim, Event)


def check_duplicates(draft: Draft) -> None:
    """Report claims and events that tell the same of the same time in nearly the same words."""
    for claims in _by_key(draft.claims, "country", "type", "direction", "when.text"):
        _compare(draft, claims, "statement")
    for events in _by_key(draft.events, "kind", "when.text"):
        _compare(draft, events, "title")


def _by_key(rows: Iterable[Row[_R]], *names: str) -> Iterable[list[Row[_R]]]:
    """The *rows* of records that are alike in the attributes *names*."""
    key = attrgetter(*names)
    by_key: dict[Hashable, list[Row[_R]]] = defaultdict(list)
    for row in rows:
        by_key[key(row.record)].append(row)
    return by_key.values()


def _compare(draft: Draft, rows: list[Row[_R]], field: str) -> None:
    if len(rows) < 2:
        return
    texts = [_Text(getattr(row.record, field)) for row in rows]
    for position, (second, other) in enumerate(zip(rows, texts, strict=True)):
        before = zip(rows[:position][-COMPARED:], texts[:position][-COMPARED:], strict=True)
        first = next((row for row, text in before if text.like(other)), None)
        if first is not None:
            draft.report(
                "W405", second, (field,), f"says nearly the same as “{first.id}”, of the same time"
            )


class _Text:
    def __init__(self, text: str) -> None:
        words = [word for word in re.findall(r"[\w'’-]+", text) if len(word) >= SHORT]
        self.words = set(searchable(" ".join(words)).split())
        self.names = {word for word in words if word[0].isupper()}

    def like(self, other: _Text) -> bool:
        """Whether most words are the same, and not each names what the other does not."""
        if self.names - other.names and other.names - self.names:
            return False
        return len(self.words & other.words) >= ALIKE * len(self.words | other.words) > 0
