"""Warnings: what an editor should look at again. Nothing is left out because of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from alliance_tui.model.dates import day_words, months_later
from alliance_tui.model.provenance import (
    evidence_of,
    first_published,
    last_published,
    party_of,
    publishers,
    supporting,
)
from alliance_tui.model.records import (
    Claim,
    Country,
    Era,
    Event,
    Record,
    Source,
    Verbs,
)
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.shape import ListOf, RecordOf, Text, fields_of

PROMPT_DAYS = 31
"""How many days after the start of a claim its first source may come without `known`."""

FRESH_MONTHS = 12
"""How many months before the last day vouched for an open claim needs evidence."""

OWN_VOICE = frozenset(
    {
        "counts",
        "description",
        "did",
        "label",
        "meaning",
        "note",
        "question",
        "rule",
        "says",
        "statement",
        "summary",
        "why",
    }
)
"""The fields in which the data set speaks itself; titles and names may be those of others."""

_Path = tuple[str | int, ...]


def check_care(draft: Draft) -> None:
    """Report what is allowed and yet probably not meant."""
    sources = {row.id: row.record for row in draft.sources}
    for row in draft.claims:
        _check_claim(draft, row, sources)
    for country in draft.countries:
        _check_country(draft, country)
    for group in draft.groups:
        if group.record.summary and not group.record.evidence:
            draft.report("W404", group, ("summary",), "the summary has no evidence", key=True)
    _check_sources(draft)
    _check_words(draft)


def _check_claim(draft: Draft, row: Row[Claim], sources: dict[str, Source]) -> None:
    claim = row.record
    metadata = draft.metadata.record
    basis = supporting(claim)
    parties = [party_of(each, claim, sources[each.source], metadata) for each in basis]
    if claim.status == "corroborated":
        count = len(publishers((each.source for each in basis), sources))
        if count < 2:
            draft.report(
                "W301", row, ("status",), f"“corroborated” needs two publishers, this has {count}"
            )
    if claim.status == "acknowledged" and "actor" not in parties:
        draft.report(
            "W302",
            row,
            ("status",),
            f"“acknowledged” needs a supporting source that speaks for {claim.country}",
        )
    if claim.confidence == "high" and parties and set(parties) == {"target"}:
        draft.report(
            "W303",
            row,
            ("confidence",),
            f"“high” rests only on sources that speak for {metadata.adversary}",
        )
    _check_time(draft, row, sources)


def _check_time(draft: Draft, row: Row[Claim], sources: dict[str, Source]) -> None:
    claim = row.record
    as_of = draft.metadata.record.as_of.last_end
    latest = last_published(claim, sources)
    if claim.when.is_open and latest is not None and latest < months_later(as_of, -FRESH_MONTHS):
        draft.report(
            "W304",
            row,
            ("when",),
            f"“still so” on {day_words(as_of)}, but its latest source is of {day_words(latest)}",
        )
    if claim.known is not None:
        return
    first = first_published(claim, sources)
    if first is None:
        draft.report("W306", row, (), "no supporting source is dated, and “known” is missing")
    elif first > claim.when.last_start + PROMPT_DAYS:
        draft.report(
            "W305",
            row,
            ("when",),
            f"its first source is of {day_words(first)}; say since when it was “known”",
        )


def _check_country(draft: Draft, row: Row[Country]) -> None:
    country = row.record
    if country.summary and not country.evidence:
        draft.report("W404", row, ("summary",), "the summary has no evidence", key=True)
    for name in ("leaders", "ties"):
        for position, item in enumerate(getattr(country, name)):
            if not item.evidence:
                what = item.name if name == "leaders" else item.title
                draft.report("W404", row, (name, position), f"“{what}” has no evidence")


def _check_sources(draft: Draft) -> None:
    used = {each.source for row in draft.all_rows() for each in evidence_of(row.record)}
    for row in draft.sources:
        used.update(row.record.based_on)
    for event in draft.events:
        if event.record.votes is not None:
            used.update(later.source for later in event.record.votes.later if later.source)
    for row in draft.sources:
        source = row.record
        if source.id not in used:
            draft.report("W401", row, ("id",), f"nothing cites “{source.id}”")
        if source.url is None and source.archived is None:
            draft.report("W402", row, ("id",), "neither “url” nor “archived”")


def _check_words(draft: Draft) -> None:
    words = draft.metadata.record.loaded_words
    if not words:
        return
    loaded = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    rows: list[Row[Any]] = [draft.metadata, *draft.all_rows()]
    for row in rows:
        for path, text in _own_voice(row.record):
            found = loaded.search(text)
            if found:
                draft.report("W403", row, path, f"“{found[0]}” is a loaded word; say it plainly")


def _own_voice(record: Record) -> Iterator[tuple[_Path, str]]:
    """Every text that the data set says itself, those of nested records included."""
    for attribute, name, speaks in _spoken(type(record)):
        value = getattr(record, attribute)
        if not value:
            continue
        if speaks:
            yield (name,), value
            continue
        items = value if isinstance(value, tuple) else (value,)
        for position, item in enumerate(items):
            if isinstance(item, Record):
                at = (position,) if isinstance(value, tuple) else ()
                for path, text in _own_voice(item):
                    yield (name, *at, *path), text


@cache
def _spoken(record: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    """The attributes that are or hold what the data set says, their names in files, which."""
    titled = issubclass(record, Event | Era)
    found = []
    for name, field in fields_of(record).items():
        kind = field.kind
        while isinstance(kind, ListOf):
            kind = kind.item
        own = name in OWN_VOICE or record is Verbs or (titled and name == "title")
        speaks = own and isinstance(kind, Text)
        if speaks or isinstance(kind, RecordOf):
            found.append((field.attribute, name, speaks))
    return tuple(found)
