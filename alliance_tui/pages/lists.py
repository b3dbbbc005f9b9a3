"""What commands list, as sheets and as plain data: countries, the timeline, sources, fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import day_text, holds_on
from alliance_tui.model.records import Claim, Country, Event, Source
from alliance_tui.pages.entries import named_in, part_words
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import looks_back, source_after
from alliance_tui.pages.names import country_name
from alliance_tui.pages.plain import plain_data
from alliance_tui.pages.sheet import Cell, Column, Sheet
from alliance_tui.pages.telling import stance_days
from alliance_tui.query.answers import Answers
from alliance_tui.query.bibliography import weight
from alliance_tui.query.changes import Change
from alliance_tui.query.fields import FIELDS, Field
from alliance_tui.query.sentence import sentence
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import Query

if TYPE_CHECKING:
    from alliance_tui.pages.json_shapes import ChangesTold, ChangeTold, StanceTold, Standing


def head_data(answers: Answers, moment: Moment, query: str) -> dict[str, Any]:
    """What every answer in JSON begins with: which data, which day, which question."""
    metadata = answers.dataset.metadata
    return {
        "dataset": {
            "id": metadata.id,
            "version": metadata.version,
            "as_of": metadata.as_of.text,
            "license": metadata.license,
        },
        "query": query,
        "as_of": day_text(moment.day),
        "clock": moment.clock,
    }


def countries_data(
    answers: Answers, countries: Iterable[Country], moment: Moment
) -> list[Standing]:
    """The same as plain data, with what a table has no room for."""
    return [country_data(answers, each, moment) for each in countries]


def country_data(answers: Answers, country: Country, moment: Moment) -> Standing:
    """Where *country* stands at *moment*, as plain data."""
    dataset = answers.dataset
    posture = answers.posture(country.id, moment)
    stances: dict[str, StanceTold] = {}
    for each in dataset.scored_types:
        stance = answers.stances.stance(country.id, each.id, moment)
        told: StanceTold = {
            "stance": stance.kind,
            "certain": stance.certain,
            "doubt": list(stance.doubt),
        }
        since, until = stance_days(answers, country.id, each.id, moment)
        if since is not None:
            told["since"] = day_text(since)
        if until is not None:
            told["last"] = day_text(until)
            if stance.was is not None:
                told["was"] = stance.was
        stances[each.id] = told
    return {
        "id": country.id,
        "name": country.name,
        "region": country.region,
        "groups": {
            each.group: each.status
            for each in country.memberships
            if holds_on(each.when, moment.day, dataset.as_of)
        },
        "posture": {
            "id": posture.rule.id,
            "label": posture.rule.label,
            "certain": posture.certain,
            "doubt": list(posture.doubt),
        },
        "stances": stances,
        "claims": len(dataset.claims_by_country.get(country.id, ())),
    }


def timeline_sheet(
    answers: Answers,
    rows: Iterable[Event | Claim],
    mine: str | None,
    moment: Moment,
    glyphs: Glyphs,
) -> Sheet:
    """One row an event or a claim, by date.

    On a day before the last vouched for a column tells which rows are later.
    """
    looking_back = moment.day < answers.dataset.as_of
    columns = (
        Column("when", "When"),
        Column("id", "Id"),
        Column("kind", "Kind"),
        Column("title", "What"),
        Column("countries" if mine is None else "part", "Countries" if mine is None else "Part"),
    )
    if not looking_back:
        return Sheet(columns, tuple(_timeline_row(answers, row, mine, glyphs) for row in rows))
    head, *others = columns
    found = []
    for row in rows:
        when, *cells = _timeline_row(answers, row, mine, glyphs)
        later = "later" if row.when.written > moment.day else None
        found.append((when, Cell(later, None, "dim"), *cells))
    return Sheet((head, Column("later", ""), *others), tuple(found))


def _timeline_row(
    answers: Answers, row: Event | Claim, mine: str | None, glyphs: Glyphs
) -> tuple[Cell, ...]:
    dataset = answers.dataset
    if isinstance(row, Claim):
        label = dataset.support_types[row.type].label
        who = country_name(dataset, row.country) if mine is None else f"{row.direction} {label}"
        return (
            Cell(row.when.text),
            Cell(row.id),
            Cell("claim"),
            Cell(row.statement),
            Cell(who),
        )
    entries = dataset.entries(row)
    if mine is not None:
        entry = entries.get(mine)
        about = "" if entry is None else part_words(entry, glyphs)
    else:
        about = ", ".join(named_in(entries))
        if row.tally is not None:
            about = f"{row.tally.for_}-{row.tally.against}-{row.tally.abstain}"
    return (Cell(row.when.text), Cell(row.id), Cell(row.kind), Cell(row.title), Cell(about))


def timeline_data(rows: Iterable[Event | Claim]) -> list[dict[str, Any]]:
    """Events and claims as plain data, each with what it is."""
    return [
        {"record": "claim" if isinstance(row, Claim) else "event", **plain_data(row)}
        for row in rows
    ]


def changes_data(changes: Iterable[Change], before: Moment) -> ChangesTold:
    """What changed between two days, as plain data."""
    return {"since": day_text(before.day), "changes": [_change_data(each) for each in changes]}


def _change_data(change: Change) -> ChangeTold:
    return {
        "country": change.country.id,
        "posture": {
            "before": change.before.rule.id,
            "before_doubt": list(change.before.doubt),
            "after": change.after.rule.id,
            "after_doubt": list(change.after.doubt),
        },
        "stances": [
            {
                "type": each.support_type,
                "before": each.before.kind,
                "before_doubt": list(each.before.doubt),
                "after": each.after.kind,
                "after_doubt": list(each.after.doubt),
                "claims": [
                    {
                        "id": cause.after.claim.id,
                        "change": "counts now"
                        if cause.came
                        else "lapsed"
                        if cause.lapsed
                        else "counts no longer",
                        "because": cause.after.told,
                    }
                    for cause in each.causes
                ],
            }
            for each in change.stances
        ],
    }


def sources_sheet(dataset: Dataset, sources: Iterable[Source], moment: Moment) -> Sheet:
    """One row a source: what it is, whose voice, and how much rests on it.

    On a day before the last vouched for, or as it was known, a column tells which are later.
    """
    looking_back = looks_back(moment, dataset)
    columns = (
        Column("id", "Id"),
        Column("publisher", "Publisher"),
        Column("title", "Title"),
        Column("published", "Published"),
        *((Column("later", ""),) if looking_back else ()),
        Column("kind", "Kind"),
        Column("speaks_for", "Voice of"),
        Column("lang", "Language"),
        Column("claims", "Claims", "right"),
        Column("denials", "Denied", "right"),
        Column("alone", "Alone", "right"),
        Column("events", "Events", "right"),
        Column("url", "Address"),
    )
    rows = []
    for source in sources:
        rests = weight(dataset, source)
        rows.append(
            (
                Cell(source.id),
                Cell(source.publisher),
                Cell(source.title),
                Cell(source.published.text if source.published else None),
                *((Cell(source_after(source, moment, dataset) or None),) if looking_back else ()),
                Cell(source.kind),
                Cell(source.speaks_for),
                Cell(source.lang),
                Cell(rests.claims),
                Cell(rests.denials),
                Cell(rests.alone),
                Cell(rests.events),
                Cell(source.url or source.archived),
            )
        )
    return Sheet(columns, tuple(rows))


def sources_data(dataset: Dataset, sources: Iterable[Source]) -> list[dict[str, Any]]:
    """The sources as plain data, each with how much rests on it."""
    return [
        {**plain_data(source), "rests_on_it": plain_data(weight(dataset, source))}
        for source in sources
    ]


MOST_VALUES = 24
"""Up to how many values of a field are told; of more, how many there are."""


def fields_sheet(dataset: Dataset) -> Sheet:
    """One row a field: what it looks at, what it asks, and which values it takes."""
    columns = (
        Column("field", "Field"),
        Column("looks_at", "Looks at"),
        Column("asks", "Asks"),
        Column("values", "Values"),
    )
    return Sheet(columns, tuple(_field_rows(dataset)))


def _field_rows(dataset: Dataset) -> Iterator[tuple[Cell, ...]]:
    for name, field in FIELDS.items():
        values = Cell(_values_told(field, dataset), None, "dim")
        yield Cell(f"{name}:", None, "query"), Cell(field.scope), Cell(field.asks), values


def _values_told(field: Field, dataset: Dataset) -> str:
    if field.takes in ("date", "time"):
        return "a date, such as 2022, 2022-02 or 2022-02-24"
    if field.takes == "text":
        return "a text"
    values = [f'"{each}"' if " " in each else each for each in field.values(dataset)]
    if not values:
        return "a text"
    told = " ".join(values)
    if len(values) > MOST_VALUES:
        told = f"{len(values)} ids, such as {' '.join(values[:3])}"
    return f"{told}; then perhaps ={' ='.join(field.matches)}" if field.matches else told


def said_sheet(answers: Answers, query: Query, moment: Moment) -> Sheet:
    """What *query* says, and how many countries, events and claims it finds alone."""
    dataset = answers.dataset
    claims = len(answers.claims(query, moment))
    rows = (
        (Cell("sentence"), Cell(sentence(query, dataset), None, "strong")),
        (Cell("countries"), Cell(len(answers.countries(query, moment)))),
        (Cell("events"), Cell(len(answers.events(query, moment)))),
        (Cell("claims"), Cell(claims)),
    )
    return Sheet((Column("what", "What"), Column("is", "Is")), rows)
