"""How records stand in tables: the names of columns, which SQL takes without quotes."""

from __future__ import annotations

from typing import Final

from alliance_tui.model.records import Correction, PostureRule, Record

RECORDS: Final = "records"
"""The table of a database that holds the records as they are."""

ARRAYS: Final = frozenset({"aliases", "loaded_words", "obligations"})
"""The lists of words that stand in one cell; every other list has a table of its own."""

BOUNDS: Final = {
    "written": "the first day of the start as the date writes it; by it rows stand in order.",
    "first_start": "the earliest day on which it can have begun.",
    "last_start": "the latest day on which it can have begun.",
    "first_end": "the earliest day on which it can have ended; empty where it is still so.",
    "last_end": "the latest day on which it can have ended; empty where it is still so.",
}
"""The columns beside a date that say what it means."""

EVIDENCE_OWNERS: Final = {
    "claim": "claims",
    "event": "events",
    "participant": "participants",
    "country": "countries",
    "leader": "leaders",
    "membership": "memberships",
    "group_id": "groups",
    "tie": "ties",
}
"""What evidence may be of: in each row of `evidence` one of these columns is filled."""

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
