"""What several checks ask: that dates have come and are vouched for, that a source supports."""

from __future__ import annotations

from datetime import date
from typing import Any

from alliance_tui.model.dates import When, day_words
from alliance_tui.model.records import Claim, Event
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.left_out import Path


def begun(draft: Draft, row: Row[Any], when: When, path: Path) -> bool:
    """Whether *when* can have begun by the last day vouched for."""
    if when.first_start <= draft.as_of:
        return True
    message = f"“{when}” is after {day_words(draft.as_of)}, the last day vouched for"
    draft.report("E302", row, path, message, keep=False)
    return False


def within(draft: Draft, row: Row[Any], when: When, path: Path) -> bool:
    """Whether *when* can lie within the time vouched for."""
    as_of = draft.as_of
    if when.first_start <= when.last_end <= as_of:  # as nearly all do
        return True
    first_start, _, first_end, last_end = when.span(as_of)
    if last_end < first_start:
        draft.report("E302", row, path, f"“{when}” cannot have ended before {day_words(as_of)}")
        return False
    if not begun(draft, row, when, path):
        return False
    if first_end <= as_of or when.is_open:
        return True
    start = when.text.partition("/")[0]
    hint = f"; write {start}/.. while it lasts" if when.interval else ""
    draft.report(
        "E302",
        row,
        path,
        f"“{when}” is after {day_words(as_of)}, the last day vouched for{hint}",
    )
    return False


def to_come(draft: Draft, row: Row[Any], when: When, path: Path, what: str) -> bool:
    """Whether *when*, which is *what*, has not come; somewhere on Earth it may be tomorrow."""
    early = when.first_start > date.today().toordinal() + 1
    if early:
        draft.report("W409", row, path, f"{what} has not come yet")
    return early


_NOT_SUPPORT = {"denies": "denies it", "context": "is context"}


def check_support(draft: Draft, row: Row[Claim] | Row[Event]) -> None:
    """Report that no source supports what the record says, as far as all of it could be read."""
    stances = {each.stance for each in row.record.evidence}
    if "supports" in stances or not row.whole or row.lacks(("evidence",)):
        return
    what = "claim" if isinstance(row.record, Claim) else "event"
    if stances:
        only = " or ".join(_NOT_SUPPORT[each] for each in sorted(stances, reverse=True))
        message = f"no source supports the {what}: all that it cites {only}"
        draft.report("E513", row, ("evidence",), message, key=True)
    else:
        article = "an" if what == "event" else "a"
        message = f"{article} {what} needs at least one source"
        draft.report("E501", row, ("evidence",), message, key=True)
