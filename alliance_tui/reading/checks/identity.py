"""Ids: their form, and that each is given once."""

from __future__ import annotations

import re
from typing import Any

from alliance_tui.reading.draft import Draft, Row

RESERVED = frozenset({"any", "self", "subject"})
"""Words that queries use for themselves."""

_ID = re.compile(r"[^\W_][\w.-]*")


def check_ids(draft: Draft) -> None:
    """Leave out records whose id is no id, is reserved or is taken by an earlier one."""
    taken: dict[str, Row[Any]] = {}
    broken: list[Row[Any]] = []
    for row in draft.all_rows():
        if not _check_form(draft, row, row.id, ("id",)):
            broken.append(row)
            continue
        first = taken.setdefault(row.id.casefold(), row)
        if first is not row:
            where = first.place("id")
            draft.report("E402", row, ("id",), f"“{row.id}” is taken, {where.file}:{where.line}")
            broken.append(row)
    draft.leave_out(broken)
    for country in draft.countries:
        for position, tie in enumerate(country.record.ties):
            path = ("ties", position, "id")
            if _check_form(draft, country, tie.id, path) and tie.id.casefold() in taken:
                where = taken[tie.id.casefold()].place("id")
                draft.report(
                    "E402", country, path, f"“{tie.id}” is taken, {where.file}:{where.line}"
                )
            taken.setdefault(tie.id.casefold(), country)
    _check_vocabularies(draft)


def _check_form(draft: Draft, row: Row[Any], item_id: str, path: tuple[str | int, ...]) -> bool:
    if not _ID.fullmatch(item_id):
        draft.report(
            "E205",
            row,
            path,
            f"“{item_id}” is not an id; use letters, digits, “-”, “_” and “.”, a letter or "
            "digit first",
        )
        return False
    if item_id.casefold() in RESERVED:
        draft.report("E403", row, path, f"“{item_id}” has a meaning in queries")
        return False
    return True


def _check_vocabularies(draft: Draft) -> None:
    metadata = draft.metadata
    for name in ("support_types", "postures", "eras"):
        taken: set[str] = set()
        for position, word in enumerate(getattr(metadata.record, name)):
            path = (name, position, "id")
            if _check_form(draft, metadata, word.id, path) and word.id.casefold() in taken:
                draft.report("E402", metadata, path, f"“{word.id}” stands twice")
            taken.add(word.id.casefold())
