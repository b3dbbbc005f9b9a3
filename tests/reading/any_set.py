"""Any data set: records made of the definition of the format, with any text in them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from alliance_tui.model.records import SECTIONS, Claim, Outcome, Record, Tie, Votes
from alliance_tui.reading.shape import (
    Date,
    Field,
    Flag,
    Kind,
    ListOf,
    Number,
    RecordOf,
    Text,
    TextMap,
    Word,
    fields_of,
)

IDS = {
    "groups": ["g-1", "g-2"],
    "sources": ["s-1", "s-2", "s-3"],
    "countries": ["SUB", "AAA", "BBB", "CCC"],
    "claims": ["c-1", "c-2", "c-3"],
    "events": ["e-1", "e-2"],
    "corrections": ["x-1"],
}
"""The ids of the records that there are, by section."""

LEADS_TO = {
    "source": "sources",
    "based_on": "sources",
    "country": "countries",
    "speaks_for": "countries",
    "members": "countries",
    "by": "countries",
    "for": "countries",
    "against": "countries",
    "abstain": "countries",
    "absent": "countries",
    "signed": "countries",
    "not_signed": "countries",
    "group": "groups",
    "groups": "groups",
    "ends": "claims",
    "events": "events",
    "target": "claims",
}
"""The fields that hold ids, with the sections to which they lead."""

ONE_OF = {
    "lang": ("en", "ru", "uk"),
    "url": ("https://a.example/1", "http://b.example/?q=%20"),
    "archived": ("https://archive.example/x",),
    "opening": ("matrix", "explore?q=country:any"),
    "type": ("arms",),
}
"""Fields that take no text but some."""

DATES = ("2022", "2022-03", "2022-03-05", "2022-03-05?", "2022-03-05/2022-04", "2022-03/..")

DATASET = {
    "id": "any",
    "format": 1,
    "version": "1.0",
    "title": "Any",
    "subject": "SUB",
    "as_of": "2023-12-31",
    "support_types": [
        {"id": "arms", "label": "Arms", "lasts": 12, "says": {"supports": "gives arms"}},
        {"id": "words", "label": "Words", "lasts": "open", "scored": True},
        {"id": "relief", "label": "Relief", "scored": False},
    ],
    "postures": [
        {"id": "friend", "label": "Friend", "tone": "support", "when": "supports:arms"},
        {"id": "other", "label": "Other", "default": True},
    ],
    "eras": [{"id": "war", "title": "War", "when": "2022-02-24/.."}],
    "loaded_words": ["regime"],
}

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
PRINTABLE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12)


@st.composite
def any_set(draw: st.DrawFn, texts: st.SearchStrategy[str] = ANY_TEXT) -> dict[str, list[Any]]:
    """The sections of a data set, of which much is sound."""
    texts = texts.filter(lambda text: bool(text.strip()))
    ties = iter(range(100))

    def value(kind: Kind, name: str) -> Any:
        match kind:
            case Text():
                words = IDS[LEADS_TO[name]] if name in LEADS_TO else ONE_OF.get(name)
                return draw(texts if words is None else st.sampled_from(words))
            case Number():
                return draw(st.integers(0, 9))
            case Flag():
                return draw(st.booleans())
            case Word():
                return draw(st.sampled_from(kind.words))
            case Date():
                return draw(st.sampled_from(DATES if name == "when" else DATES[:3]))
            case TextMap():
                return {"W302": draw(texts)}
            case ListOf(RecordOf(record)):
                return [made(record) for _ in range(draw(st.integers(1, 2)))]
            case ListOf(item):
                words = [value(item, name) for _ in range(draw(st.integers(1, 3)))]
                return list(dict.fromkeys(words))
            case RecordOf(record):
                return made(record)

    def made(record: type[Record], record_id: str | None = None) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, field in fields_of(record).items():
            if name == "id":
                found[name] = f"t-{next(ties)}" if record is Tie else record_id
            elif wanted(field):
                found[name] = value(field.kind, name)
        for name in ("ends", "based_on"):  # no circles
            found[name] = [each for each in found.get(name, ()) if each < str(record_id)]
        if record is Claim:
            found["country"] = "AAA"
        if found.get("evidence"):
            found["evidence"][0]["stance"] = "supports"
        if record in (Votes, Outcome):  # nobody stands in two of their lists
            seen: set[str] = set()
            for name in ("for", "against", "abstain", "absent", "signed", "not_signed"):
                found[name] = [each for each in found.get(name, ()) if each not in seen]
                seen.update(found[name])
        return {name: each for name, each in found.items() if each != []}

    def wanted(field: Field) -> bool:
        if field.name in ("tally", "with"):  # the figures of the lists; others than oneself
            return False
        return field.required or field.name == "evidence" or draw(st.booleans())

    return {
        "dataset": [DATASET | {"question": draw(texts), "description": draw(texts)}],
        **{
            section: [made(kind, each) for each in IDS[section]]
            for section, kind in SECTIONS.items()
        },
    }


def as_records(sections: dict[str, list[Any]], path: Path) -> Path:
    """A database at *path* with nothing but the table of records."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE records (id, section, position, record)")
        database.executemany(
            "INSERT INTO records VALUES (?, ?, ?, ?)",
            [
                (record["id"], section, position, json.dumps(record))
                for section, records in sections.items()
                for position, record in enumerate(records)
            ],
        )
    return path
