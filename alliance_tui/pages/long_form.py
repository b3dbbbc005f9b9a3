"""Tidy rows: one a claim, or one a participant, every fact in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alliance_tui.model.dates import day_text
from alliance_tui.model.entries import Entry
from alliance_tui.model.provenance import day_of_knowledge, denials, party_of, supporting
from alliance_tui.model.records import Claim, Event, Evidence
from alliance_tui.pages.denials import denials_of
from alliance_tui.pages.names import country_name
from alliance_tui.pages.sheet import Cell, Column, Sheet, Value
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import EVERYTHING, Query

_Record = dict[str, Value]

CLAIM_COLUMNS = (
    Column("country", "Code"),
    Column("name", "Country"),
    Column("claim", "Claim"),
    Column("type", "Type"),
    Column("direction", "Direction"),
    Column("when", "When"),
    Column("known_since", "Known since"),
    Column("status", "Status"),
    Column("confidence", "Confidence"),
    Column("stage", "Stage"),
    Column("agent", "Agent"),
    Column("object", "Object"),
    Column("counts", "Counts"),
    Column("reason", "Reason"),
    Column("supporting", "Sources", "right"),
    Column("denials", "Denials", "right"),
    Column("parties", "Word of"),
    Column("denied_by", "Denied by"),
    Column("sources", "Cited"),
    Column("events", "Events"),
    Column("statement", "Statement"),
)
"""The columns of `claims_sheet`."""

PART_COLUMNS = (
    Column("when", "When"),
    Column("id", "Id"),
    Column("kind", "Kind"),
    Column("country", "Code"),
    Column("name", "Country"),
    Column("role", "Role"),
    Column("attendance", "Attendance"),
    Column("vote", "Vote"),
    Column("signed", "Signed"),
    Column("who", "Who"),
    Column("place", "Place"),
    Column("title", "What"),
    Column("did", "Did"),
)
"""The columns of `parts_sheet`."""


def claims_sheet(answers: Answers, query: Query, moment: Moment) -> Sheet:
    """One row a claim whose own row holds for *query*, by country and date."""
    held = [
        claim
        for country in answers.dataset.countries
        for claim in answers.dataset.claims_by_country.get(country.id, ())
        if query == EVERYTHING or answers.claim_holds(query, claim, moment)
    ]
    return _sheet(CLAIM_COLUMNS, (_claim_row(answers, claim, moment) for claim in held))


def _claim_row(answers: Answers, claim: Claim, moment: Moment) -> _Record:
    dataset = answers.dataset
    known = day_of_knowledge(claim, dataset.source)
    weighed = answers.stances.weighed(claim, moment)

    def parties(evidence: Iterable[Evidence]) -> str | None:
        found = {
            party_of(each, claim, dataset.source[each.source], dataset.metadata)
            for each in evidence
        }
        return _words(sorted(found))

    return {
        "country": claim.country,
        "name": country_name(dataset, claim.country),
        "claim": claim.id,
        "type": claim.type,
        "direction": claim.direction,
        "when": claim.when.text,
        "known_since": None if known is None else day_text(known),
        "status": claim.status,
        "confidence": claim.confidence,
        "stage": claim.stage,
        "agent": claim.agent,
        "object": claim.object,
        "counts": "yes" if weighed.counts else "no",
        "reason": weighed.reason,
        "supporting": len(supporting(claim)),
        "denials": len(denials_of(claim, dataset, moment)),
        "parties": parties(supporting(claim)),
        "denied_by": parties(denials(claim)),
        "sources": _words(dict.fromkeys(each.source for each in claim.evidence)),
        "events": _words(claim.events),
        "statement": claim.statement,
    }


def parts_sheet(
    answers: Answers,
    rows: Iterable[Event | Claim],
    query: Query,
    moment: Moment,
    mine: str | None,
) -> Sheet:
    """One row for each role in which a country took part in one of *rows*, by date.

    A country that only voted or signed has one row without a role. A claim that belongs to
    no event is a row of its country. Of an event only the countries are told for which
    *query* holds; where *mine* is given, only that one.
    """
    return _sheet(PART_COLUMNS, _part_rows(answers, rows, query, moment, mine))


def _part_rows(
    answers: Answers,
    rows: Iterable[Event | Claim],
    query: Query,
    moment: Moment,
    mine: str | None,
) -> Iterator[_Record]:
    dataset = answers.dataset
    for row in rows:
        if isinstance(row, Claim):
            yield {
                "when": row.when.text,
                "id": row.id,
                "kind": "claim",
                "country": row.country,
                "name": country_name(dataset, row.country),
                "title": row.statement,
            }
            continue
        for entry in dataset.entries(row).values():
            if mine is not None:
                wanted = entry.country == mine
            else:
                wanted = query == EVERYTHING or answers.entry_holds(
                    query, row, entry.country, moment
                )
            if wanted:
                yield from _entry_rows(row, entry, country_name(dataset, entry.country))


def _entry_rows(event: Event, entry: Entry, name: str) -> Iterator[_Record]:
    shared: _Record = {
        "when": event.when.text,
        "id": event.id,
        "kind": event.kind,
        "country": entry.country,
        "name": name,
        "vote": entry.vote,
        "signed": None if entry.signed is None else "yes" if entry.signed else "no",
        "place": event.place,
        "title": event.title,
    }
    if not entry.parts:
        yield shared
    for part in entry.parts:
        yield {
            **shared,
            "role": part.role,
            "attendance": part.attendance,
            "who": part.who,
            "did": part.did,
        }


def _words(words: Iterable[str]) -> str | None:
    return " ".join(words) or None


def _sheet(columns: tuple[Column, ...], records: Iterable[_Record]) -> Sheet:
    return Sheet(
        columns,
        tuple(tuple(Cell(record.get(column.name)) for column in columns) for record in records),
    )
