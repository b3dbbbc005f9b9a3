"""Warnings about sources: used, dated, named and addressed as they should be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from alliance_tui.model.dates import day_words, when_words
from alliance_tui.model.provenance import CARRIED, evidence_lists, evidence_of
from alliance_tui.model.records import Event, Evidence, Record, Source
from alliance_tui.model.words import fold
from alliance_tui.reading.checks.common import to_come
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.left_out import Path

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid|ref_src")
"""Parameters of addresses that name who followed a link, not the page."""


COMPARED = 50
"""With how many others of the same source a piece of evidence is compared."""

_SEVERAL = re.compile(r", | and | & |/")
"""Between the names of several publishers of one text."""


def check_sources(draft: Draft) -> None:
    """Report sources that are idle, odd in their days, or there twice under other names."""
    rows: list[Row[Any]] = [*draft.claims, *draft.events, *draft.countries, *draft.groups]
    cited = [(row, *each) for row in rows for each in evidence_lists(row.record)]
    _check_use(draft, {each.source for _, _, evidence in cited for each in evidence})
    for row in draft.sources:
        _check_days(draft, row)
    _check_addresses(draft)
    _check_publishers(draft)
    sources = {row.id: row.record for row in draft.sources}
    for row, path, evidence in cited:
        _check_once(draft, row, path, evidence)
        _check_said(draft, row, path, evidence, sources)
    for source in draft.sources:
        _check_reprint(draft, source, sources)


def _check_use(draft: Draft, used: set[str]) -> None:
    """Report the sources that are neither *used* as evidence nor otherwise."""
    gone = [*(row.record for row in draft.rows_out(Record)), *draft.reduced]
    used.update(each.source for record in gone for each in evidence_of(record))
    there: list[Row[Any]] = [*draft.sources, *draft.events]
    for record in (*(row.record for row in there), *gone):
        if isinstance(record, Source):
            used.update(record.based_on)
        elif isinstance(record, Event) and record.votes is not None:
            used.update(later.source for later in record.votes.later if later.source)
    for row in draft.sources:
        source = row.record
        if source.id not in used and not draft.may_be_named(source.id):
            follows = source.id in draft.meant
            draft.report("W401", row, ("id",), f"nothing cites “{source.id}”", follows=follows)
        without = row.lacks(("url",)) or row.lacks(("archived",))
        if source.url is None and source.archived is None and not without:
            draft.report("W402", row, ("id",), "neither “url” nor “archived”")


def _check_days(draft: Draft, row: Row[Source]) -> None:
    published, accessed = row.record.published, row.record.accessed
    for name, when in (("published", published), ("accessed", accessed)):
        if when is not None and to_come(draft, row, when, (name,), f"“{when}” is a day that"):
            return
    if published is not None and published.first_start > draft.as_of:
        draft.report(
            "W407",
            row,
            ("published",),
            f"published after {day_words(draft.as_of)}, the last day vouched for",
        )
    if published is not None and accessed is not None and accessed.last_end < published.first_start:
        draft.report(
            "W408",
            row,
            ("accessed",),
            f"read on {when_words(accessed.text)}, before it was published on "
            f"{when_words(published.text)}",
        )


def _check_said(
    draft: Draft,
    row: Row[Any],
    path: Path,
    evidence: tuple[Evidence, ...],
    sources: dict[str, Source],
) -> None:
    """Report words that were said after the source that has them was published."""
    for position, each in enumerate(evidence):
        if each.on is None:
            continue
        source = sources.get(each.source)
        if source is None or source.published is None:
            continue
        if each.on.first_start > source.published.last_end:
            draft.report(
                "W418",
                row,
                (*path, "evidence", position, "on"),
                f"said {when_words(each.on.text)}, but “{source.id}” was published "
                f"{when_words(source.published.text)}",
            )


def _check_reprint(draft: Draft, row: Row[Source], sources: dict[str, Source]) -> None:
    """Report a source that is older than what it is based on; a day may be one of time zones."""
    for position, original in enumerate(row.record.based_on):
        published = row.record.published
        before = sources[original].published if original in sources else None
        if published is None or before is None:
            continue
        if published.last_end + 1 < before.first_start:
            draft.report(
                "W419",
                row,
                ("based_on", position),
                f"published {when_words(published.text)}, before “{original}” "
                f"({when_words(before.text)}), on which it is based",
            )


def _check_addresses(draft: Draft) -> None:
    pages: dict[str, Row[Source]] = {}
    for row in draft.sources:
        url = row.record.url
        if url is None:
            continue
        first = pages.setdefault(_page(url), row)
        if first is not row:
            where = first.place("url")
            draft.report(
                "W411",
                row,
                ("url",),
                f"the same page as “{first.id}”, {where.address}; one source will do",
            )


def _page(url: str) -> str:
    """What of an address tells one page from another."""
    parts = urlsplit(url)
    asked = [each for each in parse_qsl(parts.query, True) if not TRACKING.fullmatch(each[0])]
    path = parts.path.rstrip("/")
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{urlencode(asked)}#{parts.fragment}"


def _check_publishers(draft: Draft) -> None:
    """Report publishers of two names, each where it first stands.

    Names are of one publisher where they differ only in how they are written, or where one
    holds the other and both stand at the same host.
    """
    first: dict[str, Row[Source]] = {}
    uses: Counter[str] = Counter()
    alike: dict[str, dict[str, None]] = defaultdict(dict)
    for row in draft.sources:
        name, carried, _ = row.record.publisher.partition(CARRIED)
        first.setdefault(name, row)
        uses[name] += 1
        alike[_plain(name)][name] = None
        if not carried and row.record.url:
            alike[_host(row.record.url)][name] = None
    told: set[str] = set()
    for names in alike.values():
        usual, *others = sorted(names, key=lambda name: -uses[name])
        for name in others:
            if name not in told and _one_name(name, usual):
                told.add(name)
                draft.report(
                    "W412",
                    first[name],
                    ("publisher",),
                    f"“{name}” seems to be the publisher called “{usual}” elsewhere; "
                    "write one name",
                )


def _one_name(one: str, other: str) -> bool:
    """Whether one of two names holds the other, and neither is of several publishers."""
    if _SEVERAL.search(one) or _SEVERAL.search(other):
        return _plain(one) == _plain(other)
    return _plain(one) in _plain(other) or _plain(other) in _plain(one)


def _host(url: str) -> str:
    """The host of an address, written unlike any publisher's name."""
    return f"//{urlsplit(url).netloc.lower().removeprefix('www.')}"


def _plain(name: str) -> str:
    """A publisher's name without article, accents, points and spaces."""
    return re.sub(r"\W+", "", fold(name).removeprefix("the ")) or name


def _check_once(draft: Draft, row: Row[Any], path: Path, evidence: tuple[Evidence, ...]) -> None:
    """Report a source that says the same thing twice; other places and words are other evidence."""
    if len(evidence) < 2:
        return
    many = {source for source, count in Counter(e.source for e in evidence).items() if count > 1}
    seen: dict[tuple[str, str, str | None], list[int]] = defaultdict(list)
    for position, each in enumerate(evidence):
        if each.source not in many:
            continue
        before = seen[each.source, each.stance, each.party]
        if any(not _differ(evidence[other], each) for other in before[:COMPARED]):
            draft.report(
                "W410",
                row,
                (*path, "evidence", position, "source"),
                f"“{each.source}” stands in this list twice and says the same; join the two",
            )
        before.append(position)


def _differ(one: Evidence, other: Evidence) -> bool:
    pairs = ((getattr(one, name), getattr(other, name)) for name in ("loc", "quote", "says"))
    return any(first and second and first != second for first, second in pairs)
