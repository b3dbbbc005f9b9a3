"""How fields of records are called as columns of tables: names that SQL takes without quotes."""

from __future__ import annotations

from typing import Final

from alliance_tui.model.records import Correction, PostureRule, Record

_COLUMNS: Final = {
    "by": "said_by",
    "default": "is_default",
    "group": "group_id",
    "on": "said_on",
    "when": "date",
    "with": "partner",
}
"""The fields whose names are words of SQL, with the columns that hold them."""

_COLUMNS_OF: Final[dict[type[Record], dict[str, str]]] = {
    Correction: {"on": "corrected_on"},
    PostureRule: {"when": "query"},
}
"""Records in which such a field means something else than in others."""


def column_of(record: type[Record], field: str) -> str:
    """The column that holds the *field* of a *record*, by its name in files."""
    return _COLUMNS_OF.get(record, {}).get(field) or _COLUMNS.get(field, field)
