"""Warnings about profiles, groups, votes and words; nothing is left out because of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from alliance_tui.model.dates import FIRST_DAY, LAST_DAY, When
from alliance_tui.model.records import (
    Claim,
    Country,
    Era,
    Event,
    Group,
    Record,
    Source,
    Verbs,
)
from alliance_tui.reading.checks.common import to_come
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.left_out import Path
from alliance_tui.reading.shape import RecordOf, Text, fields_of

LISTS: dict[type[Record], tuple[Path, ...]] = {
    Group: (("members",), ("aliases",)),
    Source: (("based_on",),),
    Claim: (("ends",), ("events",)),
    Event: (("groups",), ("outcome", "signed"), ("outcome", "not_signed")),
}
"""The lists in which nothing needs to stand twice."""

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


def check_review(draft: Draft) -> None:
    """Report what is allowed and yet probably not meant."""
    metadata = draft.metadata
    to_come(draft, metadata, metadata.record.as_of, ("as_of",), "the last day vouched for")
    for country in draft.countries:
        _check_country(draft, country)
    for group in draft.groups:
        _check_summary(draft, group)
    for event in draft.events:
        _check_later_votes(draft, event)
    _check_lists(draft)
    for correction in draft.corrections:
        to_come(draft, correction, correction.record.on, ("on",), "the day of the correction")
    _check_words(draft)


def _check_summary(draft: Draft, row: Row[Country] | Row[Group]) -> None:
    record = row.record
    if record.summary and not record.evidence and not row.lacks(("evidence",)):
        draft.report("W404", row, ("summary",), "the summary has no evidence", key=True)


def _check_lists(draft: Draft) -> None:
    """Report what stands twice in a list in which once is enough."""
    rows: list[Row[Any]] = [*draft.groups, *draft.sources, *draft.claims, *draft.events]
    for row in rows:
        for path in LISTS.get(type(row.record), ()):
            if getattr(row.record, str(path[0])):
                _check_list(draft, row, path)
    for country in draft.countries:
        for position in range(len(country.record.ties)):
            _check_list(draft, country, ("ties", position, "partners"), written="with")


def _check_list(draft: Draft, row: Row[Any], path: Path, written: str = "") -> None:
    items: Any = row.record
    for step in path:
        items = items[step] if isinstance(step, int) else getattr(items, step, ())
    if len(items) < 2 or len(set(items)) == len(items):
        return
    seen: set[str] = set()
    for position, item in enumerate(items):
        if item in seen:
            where = (*path[:-1], written or path[-1], position)
            draft.report("W417", row, where, f"“{item}” stands in this list twice")
        seen.add(item)


def _check_later_votes(draft: Draft, row: Row[Event]) -> None:
    votes = row.record.votes
    if votes is None or any(row.lacks(("votes", name)) for name in votes.lists):
        return
    voted = {country for countries in votes.lists.values() for country in countries}
    for position, later in enumerate(votes.later):
        if later.country not in voted:
            draft.report(
                "W415",
                row,
                ("votes", "later", position, "country"),
                f"“{later.country}” stands in none of the lists; say how its vote was recorded",
            )


def _check_country(draft: Draft, row: Row[Country]) -> None:
    country = row.record
    if country.reviewed is not None:
        to_come(draft, row, country.reviewed, ("reviewed",), "the day of the review")
    _check_summary(draft, row)
    _check_memberships(draft, row)
    for name in ("leaders", "ties"):
        for position, item in enumerate(getattr(country, name)):
            if not item.evidence:
                what = item.name if name == "leaders" else item.title
                draft.report("W404", row, (name, position), f"“{what}” has no evidence")


def _check_memberships(draft: Draft, row: Row[Country]) -> None:
    memberships = row.record.memberships
    of_group: dict[str, list[int]] = {}
    for position, membership in enumerate(memberships):
        of_group.setdefault(membership.group, []).append(position)
    for positions in of_group.values():
        spans = sorted((*_surely(memberships[each].when), each) for each in positions)
        last, latest = FIRST_DAY - 1, -1
        for start, end, position in spans:
            if start <= min(last, end):
                where = row.place("memberships", latest).spot
                draft.report(
                    "W413",
                    row,
                    ("memberships", position, "group"),
                    f"its time overlaps that of the “{memberships[latest].status}” in {where}; "
                    "end one on the day before the other begins",
                )
            if end > last and start <= end:
                last, latest = end, position


def _surely(when: When | None) -> tuple[int, int]:
    """The first and the last day on which it certainly holds; none where the last is earlier."""
    if when is None:
        return FIRST_DAY, LAST_DAY
    return (LAST_DAY, FIRST_DAY) if when.doubtful else (when.last_start, when.first_end)


def _check_words(draft: Draft) -> None:
    words = draft.metadata.record.loaded_words
    if not words:
        return
    loaded = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    small = [word.lower() for word in words]
    rows: list[Row[Any]] = [draft.metadata, *draft.all_rows()]
    for row in rows:
        for path, text in _own_voice(row.record):
            lowered = text.lower()
            # Looking for the letters first is ten times faster than for words.
            if any(word in lowered for word in small) and (found := loaded.search(text)):
                draft.report("W403", row, path, f"“{found[0]}” is a loaded word; say it plainly")


def _own_voice(record: Record) -> Iterator[tuple[Path, str]]:
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
        kind = field.item
        own = name in OWN_VOICE or record is Verbs or (titled and name == "title")
        speaks = own and isinstance(kind, Text)
        if speaks or isinstance(kind, RecordOf):
            found.append((field.attribute, name, speaks))
    return tuple(found)


def check_waivers(draft: Draft) -> None:
    """Report, after all other checks, each waiver whose warning none of the checks gave."""
    given = {(each.record, each.code) for each in draft.problems}
    for row in draft.all_rows():
        for code in getattr(row.record, "waive", {}):
            if (row.id, code) in given or code == "W406":
                continue
            known = "the record has no such warning" if code in CODES else "no such code"
            draft.report(
                "W406", row, ("waive", code), f"“{code}” waives nothing: {known}", key=True
            )
