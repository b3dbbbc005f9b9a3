"""Filling a store with the records of a data set."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import msgspec
from msgspec.structs import replace

from alliance_tui.model.claims import index_of
from alliance_tui.model.entries import Entry, entries_of
from alliance_tui.model.events import DAYS, roll_calls_among
from alliance_tui.model.provenance import day_of_knowledge, party_of
from alliance_tui.model.records import Claim, Event, Metadata, Records, Source
from alliance_tui.model.words import fold, text_of_claim, text_of_country, text_of_event
from alliance_tui.store.schema import INDEXES, NOBODY, TABLES, VERSION, WORDS
from alliance_tui.store.words import BETWEEN, indexed


def build(
    database: sqlite3.Connection, records: Records, more: Mapping[str, bytes] | None = None
) -> None:
    """Fill an empty *database* with *records*.

    For a file: ``with closing(connect(path)) as database: build(database, records, more)``,
    then move the file to where it is looked for; `Store.open` opens it. Nothing guards a file
    that is left half written.

    Args:
        database: what `store.connect` made, a new file or memory.
        records: all records, `model.dataset.arranged`; they name only what there is.
        more: what else is to be kept, by name; `Store.content` gives it back.

    Raises:
        sqlite3.Error: the database cannot be written.
    """
    database.execute("PRAGMA journal_mode = off")
    database.execute("PRAGMA synchronous = off")
    database.executescript(TABLES)
    database.execute("BEGIN")
    for table, rows in _rows(records, more or {}):
        first = next(rows, None)
        if first is not None:
            places = ", ".join("?" * len(first))
            database.executemany(f"INSERT INTO {table} VALUES ({places})", chain([first], rows))
    database.execute(
        "INSERT INTO event_words(rowid, text, claims) SELECT position, text, claims FROM event_text"
    )
    database.execute("COMMIT")
    database.executescript(WORDS + INDEXES)
    database.execute(f"PRAGMA user_version = {VERSION}")


_Row = tuple[object, ...]
_encoded = msgspec.msgpack.Encoder().encode


def _rows(records: Records, more: Mapping[str, bytes]) -> Iterator[tuple[str, Iterator[_Row]]]:
    """The rows of each table."""
    country = {each.id: position for position, each in enumerate(records.countries)}
    event = {each.id: position for position, each in enumerate(records.events)}
    source = {each.id: each for each in records.sources}
    yield "content", _contents(records, more)
    yield "country", ((position, each) for each, position in country.items())
    yield "event", (_event_row(*each) for each in enumerate(records.events))
    yield "event_record", enumerate(map(_encoded, records.events))
    yield "claim_record", enumerate(map(_encoded, records.claims))
    yield "source_record(id, body)", ((each.id, _encoded(each)) for each in records.sources)
    claim_texts = [indexed(text_of_claim(each)) for each in records.claims]
    yield "event_text", _event_texts(records, event, claim_texts)
    yield "entry", _entry_rows(records.events, country)
    yield "claim", (_claim_row(*each, country, source) for each in enumerate(records.claims))
    yield "cited", _cited_rows(records.claims, source, records.dataset)
    yield "named", _named_rows(records.claims, event)
    country_texts = map(indexed, map(text_of_country, records.countries))
    yield "country_words(rowid, text)", enumerate(country_texts)
    yield "claim_words(rowid, text)", enumerate(claim_texts)


def _contents(records: Records, more: Mapping[str, bytes]) -> Iterator[_Row]:
    kept_apart = replace(records, events=(), sources=(), claims=(), corrections=())
    yield "records", _encoded(kept_apart)
    yield "claims", _encoded(index_of(records.claims))
    yield "corrections", _encoded(records.corrections)
    yield "written", array(DAYS, (each.when.written for each in records.events)).tobytes()
    yield "roll_calls", array(DAYS, roll_calls_among(records.events)).tobytes()
    yield from more.items()


def _event_row(position: int, event: Event) -> _Row:
    place = None if event.place is None else fold(event.place)
    days = event.when.first_start, event.when.last_end
    return position, event.id, fold(event.id), event.kind, place, *days


def _event_texts(
    records: Records, position: Mapping[str, int], claim_texts: Iterable[str]
) -> Iterator[_Row]:
    """The text of each event, and those of the claims that name it."""
    naming = defaultdict[int, list[str]](list)
    for claim, text in zip(records.claims, claim_texts, strict=True):
        for each in dict.fromkeys(claim.events):
            naming[position[each]].append(text)
    for number, event in enumerate(records.events):
        yield number, indexed(text_of_event(event)), BETWEEN.join(naming.get(number, ()))


def _entry_rows(events: Iterable[Event], country: Mapping[str, int]) -> Iterator[_Row]:
    nobody = (Entry(""),)
    for position, event in enumerate(events):
        for each in entries_of(event).values() or nobody:
            yield (
                position,
                country[each.country] if each.country else NOBODY,
                each.takes_part,
                each.vote,
                each.signed,
                "".join(f" {part.role} " for part in each.parts),
            )


def _claim_row(
    position: int, claim: Claim, country: Mapping[str, int], source: Mapping[str, Source]
) -> _Row:
    return (
        position,
        country[claim.country],
        claim.type,
        claim.direction,
        claim.status,
        claim.confidence,
        claim.stage,
        claim.agent,
        None if claim.object is None else fold(claim.object),
        day_of_knowledge(claim, source),
        claim.when.first_start,
        claim.when.last_end,
    )


def _cited_rows(
    claims: Iterable[Claim], source: Mapping[str, Source], metadata: Metadata
) -> Iterator[_Row]:
    for position, claim in enumerate(claims):
        for each in claim.evidence:
            cited = source[each.source]
            party = party_of(each, claim, cited, metadata)
            yield position, cited.id, cited.kind, fold(cited.publisher), each.stance, party


def _named_rows(claims: Iterable[Claim], event: Mapping[str, int]) -> Iterator[_Row]:
    for position, claim in enumerate(claims):
        for each in dict.fromkeys(claim.events):
            yield position, event[each]
