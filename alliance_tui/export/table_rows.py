"""What stands in the tables: for each the rows that a data set gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias, get_args

from msgspec.structs import fields

from alliance_tui.export.rows import (
    Row,
    Value,
    array,
    day_or_nothing,
    stored_or_nothing,
    values_of,
)
from alliance_tui.export.selection import Export
from alliance_tui.model.dataset import Dataset, Item
from alliance_tui.model.entries import signatures_of, votes_of
from alliance_tui.model.provenance import day_of_knowledge, party_of
from alliance_tui.model.records import (
    Claim,
    Evidence,
    LaterVote,
    Leader,
    Membership,
    Metadata,
    Participant,
    PostureRule,
    Record,
    Verbs,
)
from alliance_tui.model.table_columns import EVIDENCE_OWNERS
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.pages.safe import stored
from alliance_tui.query.answers import NO_POSTURE, SUBJECT_POSTURE
from alliance_tui.query.days import earliest_day
from alliance_tui.query.spans import StanceSpan, posture_spans, stance_spans
from alliance_tui.query.stance import LABELS, SILENT, Clock, Stance

Rows: TypeAlias = Callable[[Export], Iterator[Row]]
"""The rows of a table, in a fixed order."""

_CLOCKS: tuple[Clock, ...] = get_args(Clock)


def metadata(export: Export) -> Iterator[Row]:
    """What the data set says of itself, the day and clock of the export, and what is wrong."""
    metadata = export.dataset.metadata
    yield "day", day_or_nothing(export.moment.day)
    yield "clock", export.moment.clock
    for field in fields(Metadata):
        value = getattr(metadata, field.name)
        if isinstance(value, str | int):
            yield field.name, stored(str(value))
    yield "as_of", day_or_nothing(export.dataset.as_of)
    yield "loaded_words", array(metadata.loaded_words)
    if export.flaws.warning:
        yield "warning", export.flaws.warning
        yield from ((name, str(count)) for name, count in export.flaws._asdict().items())


def vocabulary(export: Export) -> Iterator[Row]:
    """The words of stances and of the format."""
    for kind, label in LABELS.items():
        yield "stance", kind, label
    for vocabulary, words in MEANINGS.items():
        for word, meaning in words.items():
            yield vocabulary, word, meaning


def postures(dataset: Dataset) -> Iterator[PostureRule]:
    """The rules, and the two postures that no rule gives."""
    yield SUBJECT_POSTURE
    yield from dataset.metadata.postures
    if NO_POSTURE.id not in dataset.postures:
        yield NO_POSTURE


def _numbered(items: Iterable[tuple[str, Any]]) -> Iterator[tuple[int, str, Any]]:
    for number, (owner, item) in enumerate(items, 1):
        yield number, owner, item


def leaders(dataset: Dataset) -> Iterator[tuple[int, str, Leader]]:
    """The leaders of all countries."""
    return _numbered((each.id, leader) for each in dataset.countries for leader in each.leaders)


def memberships(dataset: Dataset) -> Iterator[tuple[int, str, Membership]]:
    """The memberships of all countries."""
    return _numbered((each.id, member) for each in dataset.countries for member in each.memberships)


def participants(dataset: Dataset) -> Iterator[tuple[int, str, Participant]]:
    """The participants of all events."""
    return _numbered((each.id, part) for each in dataset.events for part in each.participants)


def votes(export: Export) -> Iterator[Row]:
    """Every recorded vote."""
    for event in export.dataset.events:
        for country, vote in votes_of(event).items():
            yield stored(event.id), stored(country), vote


def signatures(export: Export) -> Iterator[Row]:
    """Who signed and who did not."""
    for event in export.dataset.events:
        for country, signed in signatures_of(event).items():
            yield stored(event.id), stored(country), signed


def later_votes(dataset: Dataset) -> Iterator[tuple[int, str, LaterVote]]:
    """The votes that were declared afterwards."""
    return _numbered(
        (event.id, later)
        for event in dataset.events
        if event.votes is not None
        for later in event.votes.later
    )


def links_of(records: Callable[[Dataset], Iterable[Item]], name: str) -> Rows:
    """The rows of a list of ids in records: each of the ids beside that of its record."""
    return lambda export: (
        (stored(record.id), stored(target))
        for record in records(export.dataset)
        for target in dict.fromkeys(getattr(record, name))
    )


def waivers(export: Export) -> Iterator[Row]:
    """Every waiver."""
    dataset = export.dataset
    for section in (
        dataset.groups, dataset.sources, dataset.countries, dataset.claims, dataset.events,
    ):  # fmt: skip
        for record in section:
            for code, reason in record.waive.items():
                yield stored(record.id), stored(code), stored(reason)


def evidence(export: Export) -> Iterator[Row]:
    """Every piece of evidence."""
    number = 0
    for owner, key, evidence, claim in _all_evidence(export.dataset):
        owners: list[Value] = [None] * len(EVIDENCE_OWNERS)
        owners[list(EVIDENCE_OWNERS).index(owner)] = key if isinstance(key, int) else stored(key)
        for each in evidence:
            number += 1
            quote = each.quote
            party = each.party
            if claim is not None:
                source = export.dataset.source[each.source]
                party = party_of(each, claim, source, export.dataset.metadata)
            yield (
                number,
                *owners,
                stored(each.source),
                each.stance,
                stored_or_nothing(each.says),
                stored_or_nothing(each.loc),
                stored_or_nothing(quote.text) if quote else None,
                stored_or_nothing(quote.speaker) if quote else None,
                stored_or_nothing(quote.lang) if quote else None,
                party,
                stored_or_nothing(each.by),
                each.on.text if each.on else None,
            )


def _all_evidence(
    dataset: Dataset,
) -> Iterator[tuple[str, str | int, tuple[Evidence, ...], Claim | None]]:
    """What each piece of evidence belongs to, and that one's key."""
    for claim in dataset.claims:
        yield "claim", claim.id, claim.evidence, claim
    for event in dataset.events:
        yield "event", event.id, event.evidence, None
    for number, _, part in participants(dataset):
        yield "participant", number, part.evidence, None
    for country in dataset.countries:
        yield "country", country.id, country.evidence, None
    for number, _, leader in leaders(dataset):
        yield "leader", number, leader.evidence, None
    for number, _, membership in memberships(dataset):
        yield "membership", number, membership.evidence, None
    for group in dataset.groups:
        yield "group_id", group.id, group.evidence, None
    for tie in dataset.tie.values():
        yield "tie", tie.id, tie.evidence, None


def spans_of_stances(export: Export) -> Iterator[Row]:
    """Every stance through time, by both clocks."""
    dataset = export.dataset
    first, last = _first_day(dataset), dataset.as_of
    for clock in _CLOCKS:
        for country in dataset.countries:
            for each in dataset.scored_types:
                spans = stance_spans(export.answers, country.id, each.id, clock, first, last)
                for span, since in zip(spans, _since(spans), strict=True):
                    yield (
                        clock,
                        stored(country.id),
                        stored(each.id),
                        day_or_nothing(span.first),
                        day_or_nothing(span.last),
                        span.stance.kind,
                        span.stance.certain,
                        ", ".join(span.stance.doubt) or None,
                        day_or_nothing(since) if _has_since(span.stance) else None,
                        None if span.stance.last is None else day_or_nothing(span.stance.last),
                    )


def _has_since(stance: Stance) -> bool:
    return stance.last is None and stance.kind not in SILENT


def _since(spans: list[StanceSpan]) -> Iterator[int]:
    """For each of *spans* since when its stance holds, certain or not."""
    since = 0
    for place, span in enumerate(spans):
        if not place or spans[place - 1].stance.kind != span.stance.kind:
            since = span.first
        yield since


def spans_of_postures(export: Export) -> Iterator[Row]:
    """Every posture through time, by both clocks."""
    dataset = export.dataset
    first, last = _first_day(dataset), dataset.as_of
    for clock in _CLOCKS:
        for country in dataset.countries:
            for span in posture_spans(export.answers, country, clock, first, last):
                yield (
                    clock,
                    stored(country.id),
                    day_or_nothing(span.first),
                    day_or_nothing(span.last),
                    stored(span.posture.rule.id),
                    span.posture.certain,
                    ", ".join(span.posture.doubt) or None,
                )


def _first_day(dataset: Dataset) -> int:
    """The day on which the first claim, or what else is worth looking at, began."""
    starts = (claim.when.first_start for claim in dataset.claims)
    return min((*starts, earliest_day(dataset)))


def rows_of(records: Callable[[Dataset], Iterable[Record]]) -> Rows:
    """The rows of a section of the data set."""
    return lambda export: (
        values_of(each, export.dataset.as_of) for each in records(export.dataset)
    )


def support_types(export: Export) -> Iterator[Row]:
    """The support types, with their verbs."""
    for each in export.dataset.metadata.support_types:
        yield (
            *values_of(each, export.dataset.as_of),
            *values_of(each.says or Verbs(), export.dataset.as_of),
        )


def claims(export: Export) -> Iterator[Row]:
    """The claims, each with the day from which it could be known."""
    for claim in export.dataset.claims:
        known = day_of_knowledge(claim, export.dataset.source)
        yield (
            *values_of(claim, export.dataset.as_of),
            None if known is None else day_or_nothing(known),
        )


def events(export: Export) -> Iterator[Row]:
    """The events, with outcome and figures beside their own fields."""
    for event in export.dataset.events:
        outcome, votes, tally = event.outcome, event.votes, event.tally
        yield (
            *values_of(event, export.dataset.as_of),
            stored_or_nothing(outcome.summary) if outcome else None,
            votes.whole if votes else None,
            *((tally.for_, tally.against, tally.abstain, tally.absent) if tally else (None,) * 4),
        )


def ties(export: Export) -> Iterator[Row]:
    """The ties of all countries."""
    for country in export.dataset.countries:
        for tie in country.ties:
            yield (stored(country.id), *values_of(tie, export.dataset.as_of))


def parts_of(parts: Callable[[Dataset], Iterator[tuple[int, str, Any]]]) -> Rows:
    """The rows of numbered parts: number, owner, own fields."""
    return lambda export: (
        (number, stored(owner), *values_of(part, export.dataset.as_of))
        for number, owner, part in parts(export.dataset)
    )
