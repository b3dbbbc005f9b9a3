"""What can be asked, and what a query says: fields with their values, a query in words."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.model.dataset import Dataset
from alliance_tui.pages.sheet import Cell, Column, Sheet
from alliance_tui.query.answers import Answers
from alliance_tui.query.fields import FIELDS, Field
from alliance_tui.query.language import Query
from alliance_tui.query.sentence import sentence
from alliance_tui.query.stance import Moment

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
    return Sheet(columns, tuple(_rows(dataset)))


def _rows(dataset: Dataset) -> Iterator[tuple[Cell, ...]]:
    for name, field in FIELDS.items():
        values = Cell(_values(field, dataset), None, "dim")
        yield Cell(f"{name}:", None, "query"), Cell(field.scope), Cell(field.asks), values


def _values(field: Field, dataset: Dataset) -> str:
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
