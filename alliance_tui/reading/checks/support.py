"""What is told needs a source that supports it."""

from __future__ import annotations

from alliance_tui.model.records import Claim, Event
from alliance_tui.reading.draft import Draft, Row

_NOT_SUPPORT = {"denies": "denies it", "context": "is context"}


def check_support(draft: Draft, row: Row[Claim] | Row[Event]) -> None:
    """Report that no source supports what the record says, as far as all of it could be read."""
    if not row.whole or row.lacks(("evidence",)):
        return
    what = "claim" if isinstance(row.record, Claim) else "event"
    stances = {each.stance for each in row.record.evidence}
    if "supports" in stances:
        return
    if stances:
        only = " or ".join(_NOT_SUPPORT[each] for each in sorted(stances, reverse=True))
        message = f"no source supports the {what}: all that it cites {only}"
        draft.report("E513", row, ("evidence",), message, key=True)
    else:
        article = "an" if what == "event" else "a"
        message = f"{article} {what} needs at least one source"
        draft.report("E501", row, ("evidence",), message, key=True)
