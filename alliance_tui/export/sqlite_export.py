"""SQLite: the tidy tables with keys, indexes, search and views, as Datasette likes them.

Beside them the table `records` holds every record exactly as a file of the data set would, as
JSON: by it the database can be opened again, and nothing of the data set is lost.

The views show the day and clock that stand in the table `metadata`: change them there, and
every view follows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from alliance_tui.export.delivery import Progress
from alliance_tui.export.json_export import description
from alliance_tui.export.rows import Column, Kind
from alliance_tui.export.selection import Export
from alliance_tui.export.tables import TABLES, Table
from alliance_tui.model.records import SECTIONS
from alliance_tui.model.table_columns import RECORDS
from alliance_tui.pages.plain import json_text, plain_data

_TYPES: dict[Kind, str] = {"integer": "INTEGER", "boolean": "INTEGER"}

_NOW = """
    {span}.clock = (SELECT value FROM metadata WHERE key = 'clock')
    AND (SELECT value FROM metadata WHERE key = 'day') BETWEEN {span}.first AND {span}.last"""

VIEWS: dict[str, str] = {
    "country_stance": f"""
        SELECT span.country, countries.name, span.type, support_types.label AS support,
            span.stance, words.meaning AS label, span.certain, span.doubt, span.since,
            span.last_so, span.first, span.last
        FROM stance_spans AS span
        JOIN countries ON countries.id = span.country
        JOIN support_types ON support_types.id = span.type
        JOIN vocabulary AS words ON words.vocabulary = 'stance' AND words.word = span.stance
        WHERE {_NOW.format(span="span")}
        ORDER BY countries.rowid, support_types.rowid""",
    "country_posture": f"""
        SELECT span.country, countries.name, span.posture, postures.label, postures.meaning,
            span.certain, span.doubt, span.first, span.last
        FROM posture_spans AS span
        JOIN countries ON countries.id = span.country
        JOIN postures ON postures.id = span.posture
        WHERE {_NOW.format(span="span")}
        ORDER BY countries.rowid""",
    "claim_evidence": """
        SELECT claims.id AS claim, claims.country, claims.type, claims.direction,
            claims.statement, claims.date, claims.status, claims.confidence,
            evidence.stance, evidence.party, sources.publisher, sources.title,
            sources.published, evidence.says, evidence.quote, evidence.speaker, sources.url
        FROM claims
        JOIN evidence ON evidence.claim = claims.id
        JOIN sources ON sources.id = evidence.source
        ORDER BY claims.rowid, evidence.id""",
    "denied_claims": """
        SELECT claims.id AS claim, countries.name, claims.type, claims.statement, claims.status,
            coalesce(
                speakers.name, evidence.said_by, evidence.speaker,
                CASE evidence.party WHEN 'actor' THEN countries.name END, sources.publisher
            ) AS denied_by,
            coalesce(evidence.said_on, sources.published) AS denied_on,
            evidence.party, evidence.says
        FROM evidence
        JOIN claims ON claims.id = evidence.claim
        JOIN countries ON countries.id = claims.country
        JOIN sources ON sources.id = evidence.source
        LEFT JOIN countries AS speakers ON speakers.id = evidence.said_by
        WHERE evidence.stance = 'denies'
        ORDER BY claims.rowid, evidence.id""",
    "roll_calls": """
        SELECT events.id AS event, events.title, events.written AS day, votes.country,
            countries.name, votes.vote
        FROM votes
        JOIN events ON events.id = votes.event
        JOIN countries ON countries.id = votes.country
        ORDER BY events.rowid, countries.rowid""",
    "source_weight": """
        SELECT sources.id AS source, sources.publisher, sources.title, sources.kind,
            count(DISTINCT evidence.claim) AS claims,
            count(DISTINCT CASE WHEN evidence.stance = 'denies' THEN evidence.claim END)
                AS denials,
            count(DISTINCT coalesce(evidence.event, participants.event)) AS events
        FROM sources
        LEFT JOIN evidence ON evidence.source = sources.id
        LEFT JOIN participants ON participants.id = evidence.participant
        GROUP BY sources.id
        ORDER BY claims DESC, sources.rowid""",
}
"""The views by name."""


def write_sqlite(export: Export, path: Path) -> Iterator[Progress]:
    """Write the data set as a database.

    Raises:
        OSError: it cannot be written.
    """
    total = len(TABLES) + 3
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        # Nobody sees the file before it is whole, so that it needs no journal.
        for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN"):
            database.execute(statement)
        for number, table in enumerate(TABLES, 1):
            _write_table(database, table, export)
            yield Progress(number, total, table.name)
        _write_records(database, export)
        yield Progress(total - 2, total, RECORDS)
        for table in TABLES:
            _add_search(database, table)
        yield Progress(total - 1, total, "search")
        for name, query in VIEWS.items():
            database.execute(f"CREATE VIEW {name} AS {query}")
        database.execute("COMMIT")
        database.execute("ANALYZE")
        if broken := database.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.IntegrityError(f"{len(broken)} references lead nowhere: {broken[0]}")
        yield Progress(total, total, "views")
    except sqlite3.OperationalError as error:
        raise OSError(f"the database cannot be written: {error}") from error
    finally:
        database.close()


def _write_table(database: sqlite3.Connection, table: Table, export: Export) -> None:
    lines = [_column(column, table) for column in table.columns]
    if not _has_number(table):
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    lines += [
        f"FOREIGN KEY ({column.name}) REFERENCES {column.references} (id)"
        for column in table.columns
        if column.references
    ]
    database.execute(f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + "\n)")
    places = ", ".join("?" * len(table.columns))
    database.executemany(
        f"INSERT INTO {table.name} VALUES ({places})",
        table.rows(export),
    )
    for column in table.columns:
        if (
            column.references or column.name in ("written", "first_start")
        ) and column.name != table.key[0]:
            index = f"{table.name}_{column.name}"
            database.execute(f"CREATE INDEX {index} ON {table.name} ({column.name})")


def _write_records(database: sqlite3.Connection, export: Export) -> None:
    """The records as JSON, by section and in the order of the data set."""
    database.execute(
        f"CREATE TABLE {RECORDS} (\n  id TEXT NOT NULL,\n  section TEXT NOT NULL,\n  "
        "position INTEGER NOT NULL,\n  record TEXT NOT NULL,\n  PRIMARY KEY (section, id)\n)"
    )
    of_lists = ((name, map(plain_data, getattr(export.dataset, name))) for name in SECTIONS)
    database.executemany(
        f"INSERT INTO {RECORDS} VALUES (?, ?, ?, ?)",
        (
            (record["id"], section, position, json_text(record, indent=0))
            for section, records in (("dataset", [description(export)]), *of_lists)
            for position, record in enumerate(records, 1)
        ),
    )


def _has_number(table: Table) -> bool:
    """Whether the key is a number, which is then the number of the row."""
    return any(column.name in table.key and column.kind == "integer" for column in table.columns)


def _column(column: Column, table: Table) -> str:
    text = f"{column.name} {_TYPES.get(column.kind, 'TEXT')}"
    if table.key == (column.name,) and column.kind == "integer":
        return f"{text} PRIMARY KEY"
    return f"{text} NOT NULL" if column.name in table.key else text


def _add_search(database: sqlite3.Connection, table: Table) -> None:
    if not table.prose:
        return
    search = f"{table.name}_fts"
    columns = ", ".join(table.prose)
    database.execute(
        f"CREATE VIRTUAL TABLE {search} USING fts5 ({columns}, "
        f"content={table.name}, tokenize='unicode61 remove_diacritics 2')"
    )
    database.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")
