"""JSON: a view as an answer; the whole data set so that it can be opened again.

JSON is YAML: what `whole_json` writes is a data set of one file, with the same records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import indent
from typing import Any

from alliance_tui.export.selection import Export
from alliance_tui.model.records import SECTIONS, Record
from alliance_tui.pages.lists import head_data
from alliance_tui.pages.plain import json_text, plain_data
from alliance_tui.query.view import view_to_text
from alliance_tui.views.view import view_called

BATCH = 200
"""How many records are written in one piece."""


def view_json(export: Export) -> Iterator[str]:
    """What the view shows."""
    yield json_text(view_data(export)) + "\n"


def view_data(export: Export) -> dict[str, Any]:
    """What the view shows as plain data."""
    view, scene = export.view, export.scene
    data = head_data(export.answers, export.moment, view.query) | {
        "view": view_to_text(scene.as_shown(view))
    }
    if export.flaws.warning:
        data |= {"warning": export.flaws.warning, **export.flaws._asdict()}
    return data | view_called(view.view).data(scene, view)


def whole_json(export: Export) -> Iterator[str]:
    """The records of the data set, piece by piece."""
    yield json_text({"dataset": description(export)}).removesuffix("\n}")
    for name in SECTIONS:
        records = getattr(export.dataset, name)
        if records:
            yield f',\n  "{name}": ['
            yield from _items(records)
            yield "\n  ]"
    yield "\n}\n"


def description(export: Export) -> dict[str, Any]:
    """The data set's own description; what is wrong with the data set stands in it first."""
    metadata = export.dataset.metadata
    data: dict[str, Any] = plain_data(metadata)
    if export.flaws.warning:
        told = (export.flaws.warning, metadata.description)
        data["description"] = "\n\n".join(filter(None, told))
    return data


def _items(records: Sequence[Record]) -> Iterable[str]:
    for start in range(0, len(records), BATCH):
        batch = json_text(plain_data(list(records[start : start + BATCH])))
        inner = indent(batch.removeprefix("[\n").removesuffix("\n]"), "  ")
        yield f"{',' if start else ''}\n{inner}"
