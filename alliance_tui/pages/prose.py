"""Prose of a data set: a record that it names by its id is told by its title, and is a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alliance_tui.model.dataset import Dataset
from alliance_tui.pages.page import Role, Span, text

_IDS = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")
"""What may be the id of a record; one without a hyphen is a word like any other."""


def prose(words: str, dataset: Dataset, role: Role = "text") -> Iterator[Span]:
    """*words*, with the records that they name."""
    end = 0
    for match in _IDS.finditer(words):
        title = title_of(match[0], dataset)
        if title is not None:
            if end < match.start():
                yield text(words[end : match.start()], role)
            yield text(f"“{title}”", "link", match[0])
            end = match.end()
    if end < len(words):
        yield text(words[end:], role)


def title_of(record: str, dataset: Dataset) -> str | None:
    """What the claim, event, source or tie *record* is called; none where there is no such."""
    claim = dataset.claim.get(record)
    if claim is not None:
        return claim.statement.rstrip(".")
    item = dataset.events.get(record) or dataset.source.get(record) or dataset.tie.get(record)
    return None if item is None else item.title
