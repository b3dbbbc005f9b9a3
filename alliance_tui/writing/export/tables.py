"""The data set as tidy tables: the one relational form that CSV, SQLite and their schema share.

Tables and columns are called as in the format. A date keeps its text; a `when` has its
bounds beside it, empty where an interval is still open. What follows from the records, such
as who stood where from when to when, has tables of its own. All text is harmless.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import FIRST_DAY, LAST_DAY, Span, When
from alliance_tui.model.entries import signatures_of, votes_of
from alliance_tui.model.provenance import day_of_knowledge, party_of
from alliance_tui.model.records import (
    Claim,
    Correction,
    Country,
    Era,
    Event,
    Evidence,
    Group,
    LaterVote,
    Leader,
    Membership,
    Metadata,
    Participant,
    PostureRule,
    Source,
    SupportType,
    Tie,
)
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.query.answers import NO_POSTURE, SUBJECT_POSTURE, Answers
from alliance_tui.query.days import earliest_day
from alliance_tui.query.spans import posture_spans, stance_spans
from alliance_tui.query.stance import LABELS, Clock, Moment
from alliance_tui.writing.safe import neutral

Kind: TypeAlias = Literal["string", "integer", "boolean", "date", "edtf", "array"]
Value: TypeAlias = str | int | bool | None
Row: TypeAlias = tuple[Value, ...]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: its name.
        kind: what its values are; `edtf` is a date as the data set writes it, an array
            stands as JSON.
        references: the table of which its values are keys.
    """

    name: str
    kind: Kind = "string"
    references: str | None = None


class Table(NamedTuple):
    """A table.

    Attributes:
        name: its name.
        about: what a row of it is.
        columns: its columns.
        key: the columns that tell its rows apart.
        rows: its rows, in a fixed order.
        prose: the columns in which words are looked for.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Answers, Moment], Iterator[Row]]
    prose: tuple[str, ...] = ()


_NUMBER = Column("id", "integer")
_COUNTRY = Column("country", references="countries")
_EVENT = Column("event", references="events")
_CLOCKS: tuple[Clock, ...] = get_args(Clock)


def _metadata(answers: Answers, moment: Moment) -> Iterator[Row]:
    metadata = answers.dataset.metadata
    yield "day", _day(moment.day)
    yield "clock", moment.clock
    for field in fields(Metadata):
        value = getattr(metadata, field.name)
        if isinstance(value, str | int):
            yield field.name, neutral(str(value))
    yield "as_of", _day(answers.dataset.as_of)
    yield "loaded_words", _array(metadata.loaded_words)


def _vocabulary(answers: Answers, moment: Moment) -> Iterator[Row]:
    for kind, label in LABELS.items():
        yield "stance", kind, label
    for vocabulary, words in MEANINGS.items():
        for word, meaning in words.items():
            yield vocabulary, word, meaning


def _postures(dataset: Dataset) -> Iterator[PostureRule]:
    """The rules, and the two postures that no rule gives."""
    yield SUBJECT_POSTURE
    yield from dataset.metadata.postures
    if NO_POSTURE.id not in dataset.postures:
        yield NO_POSTURE


def _members(answers: Answers, moment: Moment) -> Iterator[Row]:
    for group in answers.dataset.groups:
        for member in dict.fromkeys(group.members):
            yield neutral(group.id), neutral(member)


def _numbered(items: Iterable[tuple[str, Any]]) -> Iterator[tuple[int, str, Any]]:
    for number, (owner, item) in enumerate(items, 1):
        yield number, owner, item


def _leaders(dataset: Dataset) -> Iterator[tuple[int, str, Leader]]:
    return _numbered((each.id, leader) for each in dataset.countries for leader in each.leaders)


def _memberships(dataset: Dataset) -> Iterator[tuple[int, str, Membership]]:
    return _numbered((each.id, member) for each in dataset.countries for member in each.memberships)


def _participants(dataset: Dataset) -> Iterator[tuple[int, str, Participant]]:
    return _numbered((each.id, part) for each in dataset.events for part in each.participants)


def _votes(answers: Answers, moment: Moment) -> Iterator[Row]:
    for event in answers.dataset.events:
        for country, vote in votes_of(event).items():
            yield neutral(event.id), neutral(country), vote


def _signatures(answers: Answers, moment: Moment) -> Iterator[Row]:
    for event in answers.dataset.events:
        for country, signed in signatures_of(event).items():
            yield neutral(event.id), neutral(country), signed


def _later_votes(dataset: Dataset) -> Iterator[tuple[int, str, LaterVote]]:
    return _numbered(
        (event.id, later)
        for event in dataset.events
        if event.votes is not None
        for later in event.votes.later
    )


def _tie_partners(answers: Answers, moment: Moment) -> Iterator[Row]:
    for tie in answers.dataset.tie.values():
        for partner in dict.fromkeys(tie.partners):
            yield neutral(tie.id), neutral(partner)


def _claim_links(name: str) -> Callable[[Answers, Moment], Iterator[Row]]:
    def rows(answers: Answers, moment: Moment) -> Iterator[Row]:
        for claim in answers.dataset.claims:
            for target in dict.fromkeys(getattr(claim, name)):
                yield neutral(claim.id), neutral(target)

    return rows


def _event_groups(answers: Answers, moment: Moment) -> Iterator[Row]:
    for event in answers.dataset.events:
        for group in dict.fromkeys(event.groups):
            yield neutral(event.id), neutral(group)


def _based_on(answers: Answers, moment: Moment) -> Iterator[Row]:
    for source in answers.dataset.sources:
        for origin in dict.fromkeys(source.based_on):
            yield neutral(source.id), neutral(origin)


def _waivers(answers: Answers, moment: Moment) -> Iterator[Row]:
    dataset = answers.dataset
    for section in (
        dataset.groups,
        dataset.sources,
        dataset.countries,
        dataset.claims,
        dataset.events,
    ):
        for record in section:
            for code, reason in record.waive.items():
                yield neutral(record.id), neutral(code), neutral(reason)


OWNERS = {
    "claim": "claims",
    "event": "events",
    "participant": "participants",
    "country": "countries",
    "leader": "leaders",
    "membership": "memberships",
    "group": "groups",
    "tie": "ties",
}
"""What evidence may be of: in each row of `evidence` one of these columns is filled."""


def _evidence(answers: Answers, moment: Moment) -> Iterator[Row]:
    number = 0
    for owner, key, evidence, claim in _all_evidence(answers.dataset):
        owners: list[Value] = [None] * len(OWNERS)
        owners[list(OWNERS).index(owner)] = key if isinstance(key, int) else neutral(key)
        for each in evidence:
            number += 1
            quote = each.quote
            party = each.party
            if claim is not None:
                source = answers.dataset.source[each.source]
                party = party_of(each, claim, source, answers.dataset.metadata)
            yield (
                number,
                *owners,
                neutral(each.source),
                each.stance,
                _text(each.says),
                _text(each.loc),
                _text(quote.text) if quote else None,
                _text(quote.speaker) if quote else None,
                _text(quote.lang) if quote else None,
                party,
            )


def _all_evidence(
    dataset: Dataset,
) -> Iterator[tuple[str, str | int, tuple[Evidence, ...], Claim | None]]:
    """What each piece of evidence belongs to, and that one's key."""
    for claim in dataset.claims:
        yield "claim", claim.id, claim.evidence, claim
    for event in dataset.events:
        yield "event", event.id, event.evidence, None
    for number, _, part in _participants(dataset):
        yield "participant", number, part.evidence, None
    for country in dataset.countries:
        yield "country", country.id, country.evidence, None
    for number, _, leader in _leaders(dataset):
        yield "leader", number, leader.evidence, None
    for number, _, membership in _memberships(dataset):
        yield "membership", number, membership.evidence, None
    for group in dataset.groups:
        yield "group", group.id, group.evidence, None
    for tie in dataset.tie.values():
        yield "tie", tie.id, tie.evidence, None


def _stance_spans(answers: Answers, moment: Moment) -> Iterator[Row]:
    dataset = answers.dataset
    first, last = _first_day(dataset), dataset.as_of
    for clock in _CLOCKS:
        for country in dataset.countries:
            for each in dataset.scored_types:
                for span in stance_spans(answers, country.id, each.id, clock, first, last):
                    yield (
                        clock,
                        neutral(country.id),
                        neutral(each.id),
                        _day(span.first),
                        _day(span.last),
                        span.stance.kind,
                        span.stance.certain,
                    )


def _posture_spans(answers: Answers, moment: Moment) -> Iterator[Row]:
    dataset = answers.dataset
    first, last = _first_day(dataset), dataset.as_of
    for clock in _CLOCKS:
        for country in dataset.countries:
            for span in posture_spans(answers, country, clock, first, last):
                yield (
                    clock,
                    neutral(country.id),
                    _day(span.first),
                    _day(span.last),
                    neutral(span.posture.rule.id),
                    span.posture.certain,
                )


def _first_day(dataset: Dataset) -> int:
    """The day on which the first claim, or what else is worth looking at, began."""
    starts = (claim.when.first_start for claim in dataset.claims)
    return min((*starts, earliest_day(dataset)))


# What is of records alone is made from their definition, so that no field is forgotten.


class _Field(NamedTuple):
    """A field of a record that has columns: its names here and in files, what it holds."""

    name: str
    column: str
    kind: Kind

    @property
    def bounded(self) -> bool:
        """Whether the bounds of the date stand beside it."""
        return self.name == "when" and self.kind == "edtf"


@cache
def _fields(record: type[Struct]) -> tuple[_Field, ...]:
    """The fields that have columns; those that hold records have tables of their own."""
    kinds = ((field, _kind(field)) for field in fields(record))
    return tuple(_Field(each.name, each.encode_name, kind) for each, kind in kinds if kind)


ARRAYS = frozenset({"aliases", "obligations"})
"""The lists of words that stand in one cell; every other list has a table of its own."""


def _kind(field: FieldInfo) -> Kind | None:
    """What a field holds; none where it needs a table of its own."""
    union = get_origin(field.type) in (Union, UnionType)
    annotations = get_args(field.type) if union else (field.type,)
    types = [each for each in annotations if each is not type(None)]
    if types == [When]:
        return "edtf"
    if types == [bool]:
        return "boolean"
    if types == [int]:
        return "integer"
    if all(each in (str, int) or get_origin(each) is Literal for each in types):
        return "string"
    return "array" if field.name in ARRAYS else None


def _of(record: type[Struct], references: Mapping[str, str] | None = None) -> tuple[Column, ...]:
    """The columns of a record's own fields."""
    columns: list[Column] = []
    for field in _fields(record):
        columns.append(Column(field.column, field.kind, (references or {}).get(field.column)))
        if field.bounded:
            columns += (Column(bound, "date") for bound in Span._fields)
    return tuple(columns)


def _values(record: Struct, as_of: int) -> Row:
    """The values of the columns that `_of` gives to the record's type."""
    values: list[Value] = []
    for field in _fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, When):
            values.append(neutral(value.text))
        elif isinstance(value, tuple):
            values.append(_array(value))
        elif field.kind == "string" and value is not None:
            values.append(neutral(str(value)))
        else:
            values.append(value)
        if field.bounded:
            values += _bounds(value, as_of)
    return tuple(values)


def _bounds(when: When | None, as_of: int) -> Iterable[str | None]:
    span = (None,) * len(Span._fields) if when is None else when.span(as_of)
    return (None if day is None else _day(day) for day in span)


def _day(day: int) -> str | None:
    """An ordinal as ISO date; nothing for “since before records” and “still so”."""
    return date.fromordinal(day).isoformat() if FIRST_DAY < day < LAST_DAY else None


def _text(value: str | None) -> str | None:
    return None if value is None else neutral(value)


def _array(words: Iterable[str]) -> str:
    return json.dumps([neutral(each) for each in words], ensure_ascii=False)


def _rows_of(
    records: Callable[[Dataset], Iterable[Struct]],
) -> Callable[[Answers, Moment], Iterator[Row]]:
    """The rows of a section of the data set."""
    return lambda answers, _: (
        _values(each, answers.dataset.as_of) for each in records(answers.dataset)
    )


def _claims(answers: Answers, moment: Moment) -> Iterator[Row]:
    for claim in answers.dataset.claims:
        known = day_of_knowledge(claim, answers.dataset.source)
        yield (*_values(claim, answers.dataset.as_of), None if known is None else _day(known))


def _events(answers: Answers, moment: Moment) -> Iterator[Row]:
    for event in answers.dataset.events:
        outcome, votes, tally = event.outcome, event.votes, event.tally
        yield (
            *_values(event, answers.dataset.as_of),
            _text(outcome.summary) if outcome else None,
            votes.whole if votes else None,
            *((tally.for_, tally.against, tally.abstain, tally.absent) if tally else (None,) * 4),
        )


def _ties(answers: Answers, moment: Moment) -> Iterator[Row]:
    for country in answers.dataset.countries:
        for tie in country.ties:
            yield (neutral(country.id), *_values(tie, answers.dataset.as_of))


def _parts_of(
    parts: Callable[[Dataset], Iterator[tuple[int, str, Any]]],
) -> Callable[[Answers, Moment], Iterator[Row]]:
    """The rows of numbered parts: number, owner, own fields."""

    def rows(answers: Answers, moment: Moment) -> Iterator[Row]:
        for number, owner, part in parts(answers.dataset):
            yield (number, neutral(owner), *_values(part, answers.dataset.as_of))

    return rows


TABLES: tuple[Table, ...] = (
    Table(
        "metadata",
        "What the data set says of itself, and for which day and by which clock it is shown.",
        (Column("key"), Column("value")),
        ("key",),
        _metadata,
    ),
    Table(
        "vocabulary",
        "A word that the format fixes, and what it means.",
        (Column("vocabulary"), Column("word"), Column("meaning")),
        ("vocabulary", "word"),
        _vocabulary,
    ),
    Table(
        "support_types",
        "A kind of support, with the threshold that a claim has to pass.",
        _of(SupportType),
        ("id",),
        _rows_of(lambda data: data.metadata.support_types),
    ),
    Table(
        "postures",
        "A label for a country; the first rule whose query holds gives it.",
        _of(PostureRule),
        ("id",),
        _rows_of(_postures),
    ),
    Table(
        "eras",
        "A named stretch of time.",
        _of(Era),
        ("id",),
        _rows_of(lambda data: data.metadata.eras),
    ),
    Table(
        "countries",
        "A country.",
        _of(Country),
        ("id",),
        _rows_of(lambda data: data.countries),
        ("name", "aliases", "summary"),
    ),
    Table(
        "groups",
        "An organisation, or an analytic set with a written rule.",
        _of(Group),
        ("id",),
        _rows_of(lambda data: data.groups),
    ),
    Table(
        "group_members",
        "A country that an analytic set lists.",
        (Column("group", references="groups"), _COUNTRY),
        ("group", "country"),
        _members,
    ),
    Table(
        "sources",
        "Something published that says something.",
        _of(Source, {"speaks_for": "countries"}),
        ("id",),
        _rows_of(lambda data: data.sources),
        ("title", "publisher", "author"),
    ),
    Table(
        "source_based_on",
        "A source that reprints or rewrites another.",
        (Column("source", references="sources"), Column("based_on", references="sources")),
        ("source", "based_on"),
        _based_on,
    ),
    Table(
        "leaders",
        "Somebody who leads a country.",
        (_NUMBER, _COUNTRY, *_of(Leader)),
        ("id",),
        _parts_of(_leaders),
    ),
    Table(
        "memberships",
        "A country's place in a group.",
        (_NUMBER, _COUNTRY, *_of(Membership, {"group": "groups"})),
        ("id",),
        _parts_of(_memberships),
    ),
    Table(
        "ties",
        "A formal obligation of a country.",
        (_COUNTRY, *_of(Tie)),
        ("id",),
        _ties,
    ),
    Table(
        "tie_partners",
        "A country to which a tie obliges.",
        (Column("tie", references="ties"), Column("with", references="countries")),
        ("tie", "with"),
        _tie_partners,
    ),
    Table(
        "events",
        "Something that happened at a time.",
        (
            *_of(Event),
            Column("outcome"),
            Column("votes_whole", "boolean"),
            *(Column(f"tally_{each}", "integer") for each in ("for", "against", "abstain")),
            Column("tally_absent", "integer"),
        ),
        ("id",),
        _events,
        ("title", "place", "summary", "outcome", "note"),
    ),
    Table(
        "event_groups",
        "A group to which an event belongs.",
        (_EVENT, Column("group", references="groups")),
        ("event", "group"),
        _event_groups,
    ),
    Table(
        "participants",
        "What a country did at an event, once for each of its roles.",
        (_NUMBER, _EVENT, *_of(Participant, {"country": "countries"})),
        ("id",),
        _parts_of(_participants),
        ("who", "did"),
    ),
    Table(
        "signatures",
        "Whether a country signed what came of an event.",
        (_EVENT, _COUNTRY, Column("signed", "boolean")),
        ("event", "country"),
        _signatures,
    ),
    Table(
        "votes",
        "How a country voted; a country in no row is not recorded.",
        (_EVENT, _COUNTRY, Column("vote")),
        ("event", "country"),
        _votes,
    ),
    Table(
        "later_votes",
        "A vote that a country later said it had meant; shown, never counted.",
        (_NUMBER, _EVENT, *_of(LaterVote, {"country": "countries", "source": "sources"})),
        ("id",),
        _parts_of(_later_votes),
    ),
    Table(
        "claims",
        "One country, one kind of support, one direction, one sentence, one time.",
        (
            *_of(Claim, {"country": "countries", "type": "support_types"}),
            Column("known_since", "date"),
        ),
        ("id",),
        _claims,
        ("statement", "object", "note"),
    ),
    Table(
        "claim_ends",
        "A claim that brings another to an end.",
        (Column("claim", references="claims"), Column("ends", references="claims")),
        ("claim", "ends"),
        _claim_links("ends"),
    ),
    Table(
        "claim_events",
        "An event on which a claim rests or to which it belongs.",
        (Column("claim", references="claims"), _EVENT),
        ("claim", "event"),
        _claim_links("events"),
    ),
    Table(
        "evidence",
        "What one source says of a claim, an event or a part of a profile.",
        (
            _NUMBER,
            *(
                Column(
                    owner,
                    "integer" if owner in ("participant", "leader", "membership") else "string",
                    table,
                )
                for owner, table in OWNERS.items()
            ),
            Column("source", references="sources"),
            *map(Column, ("stance", "says", "loc", "quote", "speaker", "lang", "party")),
        ),
        ("id",),
        _evidence,
        ("says", "quote", "speaker"),
    ),
    Table(
        "stance_spans",
        "From when to when a country stood somewhere on a kind of support, by either clock.",
        (
            Column("clock"),
            _COUNTRY,
            Column("type", references="support_types"),
            Column("first", "date"),
            Column("last", "date"),
            Column("stance"),
            Column("certain", "boolean"),
        ),
        ("clock", "country", "type", "first"),
        _stance_spans,
    ),
    Table(
        "posture_spans",
        "From when to when a country had a posture, by either clock.",
        (
            Column("clock"),
            _COUNTRY,
            Column("first", "date"),
            Column("last", "date"),
            Column("posture", references="postures"),
            Column("certain", "boolean"),
        ),
        ("clock", "country", "first"),
        _posture_spans,
    ),
    Table(
        "corrections",
        "An entry of the ledger of corrections.",
        _of(Correction),
        ("id",),
        _rows_of(lambda data: data.corrections),
    ),
    Table(
        "waivers",
        "A warning that does not apply to a record, and why.",
        (Column("record"), Column("code"), Column("reason")),
        ("record", "code"),
        _waivers,
    ),
)
"""The tables, each after those that it refers to."""
