"""Warnings about waivers that waive nothing; the last of all checks."""

from __future__ import annotations

from alliance_tui.reading.codes import CODES
from alliance_tui.reading.draft import Draft


def check_waivers(draft: Draft) -> None:
    """Report each waiver whose warning none of the checks gave."""
    given = {(each.record, each.code) for each in draft.problems}
    for row in draft.all_rows():
        for code in getattr(row.record, "waive", {}):
            if (row.id, code) in given or code == "W406":
                continue
            known = "the record has no such warning" if code in CODES else "no such code"
            draft.report(
                "W406", row, ("waive", code), f"“{code}” waives nothing: {known}", key=True
            )
