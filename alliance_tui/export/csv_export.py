"""CSV: a view as one file; the whole data set as tidy tables with their schema beside them.

The schema is a Data Package (specs.frictionlessdata.io/data-package) with the types, keys
and references of every table.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alliance_tui.export.delivery import Progress
from alliance_tui.export.rows import Column, Kind, Value
from alliance_tui.export.selection import Export
from alliance_tui.export.tables import TABLES, Table
from alliance_tui.model.dates import DIALECT, day_text
from alliance_tui.pages.plain import json_text
from alliance_tui.pages.safe import neutral, stored
from alliance_tui.pages.sheet import Cell, Sheet, csv_text
from alliance_tui.pages.sheet import Column as SheetColumn
from alliance_tui.views.view import view_called

ARCHIVE = ".zip"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of the files in an archive: the same data make the same archive."""

_TYPES: dict[Kind, str] = {"edtf": "string"}
"""The types of a Data Package, where they are called otherwise."""

HINT = (
    "A text that would start a formula in a spreadsheet, with =, +, -, @, a tab or a line break, "
    "perhaps after apostrophes, has one more apostrophe before it, which is no part of it. Dates "
    f"called “date” and the like are written as they are known, in {DIALECT}; first_start to "
    "last_end are their bounds, empty where still so."
)


def view_csv(export: Export) -> Iterator[str]:
    """The rows of the view."""
    sheet = view_called(export.view.view).sheet(export.scene, export.view)
    yield export.mark + csv_text(sheet, stored)


def write_tables(export: Export, path: Path) -> Iterator[Progress]:
    """Write every table of the data set into a folder, or an archive where *path* is called so."""
    if path.suffix.casefold() == ARCHIVE:
        with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
            for number, (name, text) in enumerate(_files(export), 1):
                entry = zipfile.ZipInfo(name, _EARLIEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, text.encode())
                yield Progress(number, len(TABLES) + 1, name)
        return
    path.mkdir()
    for number, (name, text) in enumerate(_files(export), 1):
        (path / name).write_text(text, encoding="utf-8", newline="\n")
        yield Progress(number, len(TABLES) + 1, name)


def _files(export: Export) -> Iterator[tuple[str, str]]:
    resources = []
    for table in TABLES:
        text = export.mark + table_csv(table, export)
        resources.append(_resource(table, text))
        yield f"{table.name}.csv", text
    yield "datapackage.json", json_text(_package(export, resources)) + "\n"


def table_csv(table: Table, export: Export) -> str:
    """One table of the data set."""
    columns = tuple(SheetColumn(column.name, column.name) for column in table.columns)
    rows = (tuple(Cell(_word(value)) for value in row) for row in table.rows(export))
    return csv_text(Sheet(columns, tuple(rows)), stored)


def _word(value: Value) -> str | int | None:
    return ("true" if value else "false") if isinstance(value, bool) else value


def _package(export: Export, resources: list[dict[str, Any]]) -> dict[str, Any]:
    metadata = export.dataset.metadata
    told = (export.flaws.warning, metadata.question, metadata.description, HINT)
    about = [each for each in told if each]
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", metadata.id.lower()).strip("-") or "data",
        "title": neutral(metadata.title),
        "description": neutral("\n\n".join(about)),
        "version": neutral(metadata.version),
        "as_of": day_text(export.dataset.as_of),
        "resources": resources,
    }
    if export.flaws.warning:
        package |= export.flaws._asdict()
    if metadata.license:
        package["licenses"] = [{"name": neutral(metadata.license)}]
    return package


def _resource(table: Table, text: str) -> dict[str, Any]:
    content = text.encode()
    schema: dict[str, Any] = {
        "fields": [_field(column, table) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": column.name,
                "reference": {"resource": column.references, "fields": "id"},
            }
            for column in table.columns
            if column.references
        ],
    }
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {name: value for name, value in schema.items() if value},
    }


def _field(column: Column, table: Table) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES.get(column.kind, column.kind)}
    if column.about:
        field["description"] = column.about
    if column.name in table.key:
        field["constraints"] = {"required": True}
    return field
