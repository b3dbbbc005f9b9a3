"""Countries side by side, in sections: the matrix and the votes as sheets and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from alliance_tui.model.records import Country
from alliance_tui.model.vocabulary import Vote
from alliance_tui.pages.cells import fit
from alliance_tui.pages.later import after
from alliance_tui.pages.lists import country_data
from alliance_tui.pages.sheet import Cell, Column, Sheet
from alliance_tui.query.answers import Answers
from alliance_tui.query.ordering import Section
from alliance_tui.query.stance import Moment
from alliance_tui.query.votes import RollCalls
from alliance_tui.views.board import Board

if TYPE_CHECKING:
    from alliance_tui.pages.json_shapes import (
        MatrixTold,
        RollCallsTold,
        StandingInSection,
        VotesTold,
    )

BoardOf: TypeAlias = Callable[[Sequence[Section]], Board]

SINCE, UNTIL = "_since", "_until"
"""What ends the names of the columns that tell since when a stance holds, and until when."""


def sections_sheet(found: Sequence[Section], board: BoardOf, *, titled: bool) -> Sheet:
    """One row a country of the board of *found*; where *titled*, with the section before it.

    A country stands in every section that holds it.
    """
    if not titled:
        return board(found).sheet()
    columns = (Column("section", "Section"), *board(()).sheet().columns)
    rows = [
        (Cell(section.title, None, "dim"), *row)
        for section in found
        for row in board((section,)).sheet().rows
    ]
    return Sheet(columns, tuple(rows))


def month_beside_sign(sheet: Sheet, *, months: bool = True) -> Sheet:
    """The sheet of a matrix for a table: each stance with its month in one column.

    Args:
        sheet: a sheet in which columns ``X_since`` and ``X_until`` may follow a column ``X``.
        months: whether there is room for them.
    """
    names = [each.name for each in sheet.columns]
    kept = [number for number, name in enumerate(names) if not name.endswith((SINCE, UNTIL))]
    dated = {number - 1 for number, name in enumerate(names) if name.endswith(SINCE)}
    rows = [
        tuple(
            _with_month(*row[number : number + 3]) if months and number in dated else row[number]
            for number in kept
        )
        for row in sheet.rows
    ]
    return Sheet(tuple(sheet.columns[number] for number in kept), tuple(rows))


def _with_month(stance: Cell, since: Cell, until: Cell) -> Cell:
    month = since.shown or (f"- {until.shown}" if until.shown else "")
    return replace(stance, shown=f"{fit(stance.text, 2)}{month}") if month else stance


def matrix_data(answers: Answers, found: Sequence[Section], moment: Moment) -> MatrixTold:
    """Where each country stands on each kind of support and since when, with totals."""
    types = answers.dataset.scored_types
    countries: list[StandingInSection] = [
        {**country_data(answers, country, moment), "section": section.title or None}
        for section in found
        for country in section.countries
    ]
    once = {each["id"]: each for each in countries}.values()
    totals = {
        each.id: Counter(country["stances"][each.id]["stance"] for country in once)
        for each in types
    }
    return {
        "types": [{"id": each.id, "label": each.label, "counts": each.counts} for each in types],
        "countries": countries,
        "totals": {name: dict(sorted(counts.items())) for name, counts in totals.items()},
    }


def votes_data(
    calls: RollCalls, found: Sequence[Section], like: str, moment: Moment
) -> RollCallsTold:
    """How each country voted in each roll call, and how often as *like* did."""
    from alliance_tui.pages.plain import plain_data

    numbers = range(len(calls))
    return {
        "like": like,
        "roll_calls": [
            {
                "id": event.id,
                "title": event.title,
                "when": event.when.text,
                "tally": plain_data(event.tally),
                "later": bool(after(event.when, moment, calls.dataset)),
            }
            for event in map(calls.event, numbers)
        ],
        "countries": [
            {**_votes_row(calls, country, like, moment), "section": section.title or None}
            for section in found
            for country in section.countries
        ],
    }


def _votes_row(calls: RollCalls, country: Country, like: str, moment: Moment) -> VotesTold:
    alike, both = calls.agreement(country.id, like, moment.day)
    votes: dict[str, Vote] = {}
    declared: dict[str, Vote] = {}
    for number in range(len(calls)):
        event = calls.event(number).id
        vote, later = calls.vote(country.id, number), calls.declared(country.id, number)
        if vote is not None:
            votes[event] = vote
        if later is not None:
            declared[event] = later.vote
    return {
        "id": country.id,
        "name": country.name,
        "alike": alike,
        "both": both,
        "votes": votes,
        "declared_later": declared,
    }
