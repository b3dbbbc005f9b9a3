"""Ids: their form, and that each is given once."""

from __future__ import annotations

import re
from typing import Any

from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.problems import Place, short
from alliance_tui.reading.unseen import unseen

RESERVED = frozenset({"any", "self", "subject"})
"""Words that queries use for themselves."""

_Path = tuple[str | int, ...]

_Taken = dict[str, tuple[Row[Any], _Path] | Place]
"""Who has an id, without case; once somebody asked, where it stands."""

_ID = re.compile(r"[^\W_][\w.-]*")


def check_ids(draft: Draft) -> None:
    """Leave out records whose id is no id, is reserved or is taken by an earlier one."""
    taken: _Taken = {}
    for row in draft.all_rows():
        _check_id(draft, row, ("id",), row.id, taken)
    draft.settle()
    for country in draft.countries:
        for position, tie in enumerate(country.record.ties):
            _check_id(draft, country, ("ties", position, "id"), tie.id, taken)
    metadata = draft.metadata
    for name in ("support_types", "postures", "eras"):
        words: _Taken = {}
        for position, word in enumerate(getattr(metadata.record, name)):
            _check_id(draft, metadata, (name, position, "id"), word.id, words)
    draft.settle()


def _check_id(draft: Draft, row: Row[Any], path: _Path, item_id: str, taken: _Taken) -> None:
    if not _check_form(draft, row, item_id, path):
        return
    folded = item_id.casefold()
    first = taken.get(folded)
    if first is None:
        taken[folded] = (row, path)
        return
    if not isinstance(first, Place):
        first = taken[folded] = first[0].place(*first[1])
    if row is draft.metadata:
        said = f"“{item_id}” stands twice, first in {first.spot}"
    else:
        said = f"“{item_id}” is taken, {first.address}"
    draft.report("E402", row, path, said, keep=False)


def _check_form(draft: Draft, row: Row[Any], item_id: str, path: _Path) -> bool:
    if not _ID.fullmatch(item_id):
        use = "use letters, digits, “-”, “_” and “.”, a letter or digit first"
        why = f": {hidden}" if (hidden := unseen(item_id)) else f"; {use}"
        draft.report("E205", row, path, f"“{short(item_id)}” is not an id{why}", keep=False)
        return False
    if item_id.casefold() in RESERVED:
        draft.report("E403", row, path, f"“{item_id}” has a meaning in queries", keep=False)
        return False
    return True
