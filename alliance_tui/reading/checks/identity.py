"""Ids: their form, and that each is given once."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from alliance_tui.reading.draft import Draft, Row

RESERVED = frozenset({"any", "self", "subject"})
"""Words that queries use for themselves."""

_Path = tuple[str | int, ...]

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
    _check_ties(draft, taken)
    _check_vocabularies(draft)


def _check_ties(draft: Draft, taken: dict[str, Row[Any]]) -> None:
    """Leave out the ties whose id cannot be theirs."""
    ties: dict[str, tuple[Row[Any], _Path]] = {}
    kept: dict[str, list[int]] = {}
    for country in draft.countries:
        own = kept[country.id] = []
        for position, tie in enumerate(country.record.ties):
            path: _Path = ("ties", position, "id")
            if not _check_form(draft, country, tie.id, path):
                continue
            folded = tie.id.casefold()
            record = taken.get(folded)
            first = (
                ties.setdefault(folded, (country, path)) if record is None else (record, ("id",))
            )
            if first == (country, path):
                own.append(position)
            else:
                where = first[0].place(*first[1])
                draft.report(
                    "E402", country, path, f"“{tie.id}” is taken, {where.file}:{where.line}"
                )
    for country in draft.countries:
        _keep(country, "ties", kept[country.id])


def _check_form(draft: Draft, row: Row[Any], item_id: str, path: _Path) -> bool:
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
        kept: list[int] = []
        for position, word in enumerate(getattr(metadata.record, name)):
            path = (name, position, "id")
            if not _check_form(draft, metadata, word.id, path):
                continue
            if word.id.casefold() in taken:
                draft.report("E402", metadata, path, f"“{word.id}” stands twice")
            else:
                kept.append(position)
            taken.add(word.id.casefold())
        _keep(metadata, name, kept)


def _keep(row: Row[Any], name: str, positions: list[int]) -> None:
    """Keep of the list *name* only the items at *positions*."""
    items = getattr(row.record, name)
    if len(positions) < len(items):
        row.keep(name, positions)
        row.record = replace(row.record, **{name: tuple(items[each] for each in positions)})
