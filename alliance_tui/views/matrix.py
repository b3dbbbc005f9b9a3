"""The matrix: countries by support types, where each stands and since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from alliance_tui.model.dates import MONTHS, day_text
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span, stance_role
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Sheet
from alliance_tui.pages.sheet import Column as SheetColumn
from alliance_tui.pages.telling import (
    mark,
    posture_cell,
    stance_cell,
    stance_days,
    stance_words,
    with_doubt,
)
from alliance_tui.query.answers import Answers
from alliance_tui.query.language import Or, Term, all_of, to_text
from alliance_tui.query.ordering import Section, sections
from alliance_tui.query.stance import COUNTED, LABELS, Moment, Stance, StanceKind
from alliance_tui.query.view import ViewState
from alliance_tui.views.board import TOTAL, Board, BoardFor, Column, Row, cell
from alliance_tui.views.board_rows import CountryRows
from alliance_tui.views.scene import Scene
from alliance_tui.views.sections import SINCE, UNTIL
from alliance_tui.views.steps import NO_COUNTRY, Step, explained, exploring
from alliance_tui.views.view import View

SIGN, WIDE_SIGN = 3, 5
"""The least and the greatest width of a column with the sign alone."""

MONTH, LABEL = 10, 14
"""The least and the greatest width of a column with the month since when."""

SUM = 5
"""The width of the column that sums up the row."""

LEAST_LEAD, GENEROUS_LEAD = 20, 30
"""The width for the countries' names below which no months are shown, and which is enough."""


class Matrix(Board):
    """Countries by support types."""

    title = "Matrix"

    def __init__(
        self,
        answers: Answers,
        sections: Sequence[Section],
        moment: Moment,
        glyphs: Glyphs,
        cells: int,
    ) -> None:
        """Show the countries of *sections* as they stand at *moment*, in *cells* cells."""
        self._answers = answers
        self._moment = moment
        self._glyphs = glyphs
        self._types = types = answers.dataset.scored_types
        number = max(1, len(types))
        self._with_month = cells - SUM - MONTH * number >= LEAST_LEAD
        generous = (cells - SUM - GENEROUS_LEAD) // number
        least, most = (MONTH, LABEL) if self._with_month else (SIGN, WIDE_SIGN)
        column = min(most, max(least, generous))
        room = cells - SUM - column * number
        self._country_rows = CountryRows(sections, glyphs, room, summed=True)
        self.ids = self._country_rows.ids
        self.leads = (Span(" " * self._country_rows.lead),)
        labels = [
            each.label if self._with_month else each.short or each.label[:2] for each in types
        ]
        self.columns = [
            Column(each.id, column, (cell(neutral(label), column, "label", glyphs.ellipsis),))
            for each, label in zip(types, labels, strict=True)
        ]
        self.columns.append(Column(TOTAL, SUM, (Span(" Any ", "label"),)))

    def row(self, position: int) -> Row:
        """The row at *position*."""
        return self._country_rows.row(position)

    def cell(self, position: int, column: int) -> Span:
        """A stance with its sign; in totals, how many stand anywhere."""
        country, support_type = self.ids[position], self.columns[column].id
        cells = self.columns[column].cells
        if country is None:
            return Span(" " * cells)
        if country == TOTAL:
            counts = self._counts.get(support_type, Counter())
            return self._number(sum(counts[kind] for kind in COUNTED), cells)
        if support_type == TOTAL:
            stances = (self._stance(country, each.id).kind for each in self._types)
            return self._number(sum(kind in COUNTED for kind in stances), cells)
        stance = self._stance(country, support_type)
        sign = self._glyphs.stance[stance.kind]
        text = sign + (mark(stance, self._glyphs) or " ")
        if self._with_month:
            since, until = stance_days(self._answers, country, support_type, self._moment)
            if until is not None:
                text += self._glyphs.dash + _month(until)
            elif since is not None:
                text += _month(since)
        return cell(text, cells, stance_role(stance.kind), self._glyphs.ellipsis)

    def _number(self, number: int, cells: int) -> Span:
        text = str(number) if number else ""
        return Span(f"{text:>{cells - 1}} " if cells == SUM else f"{text:<{cells}}", "dim")

    def _stance(self, country: str, support_type: str) -> Stance:
        return self._answers.stances.stance(country, support_type, self._moment)

    @cached_property
    def _counts(self) -> dict[str, Counter[StanceKind]]:
        countries = self._country_rows.countries
        return {
            each.id: Counter(self._stance(country, each.id).kind for country in countries)
            for each in self._types
        }

    def about(self, position: int, column: int | None) -> Line:
        """The stance in words; for totals, how many stand where."""
        country = self.ids[position]
        chosen = TOTAL if column is None else self.columns[column].id
        dot = Span(f" {self._glyphs.dot} ", "dim")
        if country is None:
            return ()
        if country == TOTAL:
            return () if chosen == TOTAL else self._about_type(chosen)
        name = Span(neutral(self._country_rows.countries[country].name), "strong")
        if chosen == TOTAL:
            posture = self._answers.posture(country, self._moment)
            words = with_doubt(neutral(posture.rule.label), posture)
            return (name, dot, Span(words, f"tone-{posture.rule.tone}"))
        label = neutral(self._answers.dataset.support_types[chosen].label)
        stance = self._stance(country, chosen)
        words = stance_words(self._answers, country, chosen, self._moment)
        return (name, dot, Span(label), dot, Span(words, stance_role(stance.kind)))

    def _about_type(self, support_type: str) -> Line:
        """How many stand where, and the threshold."""
        record = self._answers.dataset.support_types[support_type]
        counts = self._counts[support_type]
        spans = [Span(neutral(record.label), "strong")]
        for kind in COUNTED:
            if counts[kind]:
                words = f"{counts[kind]} {LABELS[kind]}"
                spans += [Span(f" {self._glyphs.dot} ", "dim"), Span(words, stance_role(kind))]
        if record.counts:
            spans += [Span(f" {self._glyphs.dot} {neutral(record.counts)}", "dim")]
        return tuple(spans)

    def sheet(self) -> Sheet:
        """One row a country: a stance, and since when, for each support type."""
        columns = [SheetColumn("id", "Id"), SheetColumn("name", "Country")]
        for each in self._types:
            head = each.short or each.label[:2]
            columns += [
                SheetColumn(each.id, head, standing=True),
                SheetColumn(f"{each.id}{SINCE}", "since"),
                SheetColumn(f"{each.id}{UNTIL}", "until"),
            ]
        columns.append(SheetColumn("posture", "Posture", standing=True))
        rows = []
        for country in self._country_rows.countries.values():
            cells = [Cell(country.id), Cell(country.name)]
            for each in self._types:
                cells += self._sheet_cells(country.id, each.id)
            cells.append(
                posture_cell(self._answers.posture(country.id, self._moment), self._glyphs)
            )
            rows.append(tuple(cells))
        return Sheet(tuple(columns), tuple(rows))

    def _sheet_cells(self, country: str, support_type: str) -> tuple[Cell, ...]:
        stance = self._stance(country, support_type)
        since, until = stance_days(self._answers, country, support_type, self._moment)
        return (
            stance_cell(self._answers, stance, self._moment, self._glyphs),
            Cell(None if since is None else day_text(since), None, "dim"),
            Cell(None if until is None else day_text(until), None, "dim"),
        )


def _month(day: int) -> str:
    found = date.fromordinal(day)
    return f"{MONTHS[found.month - 1]} {found.year % 100:02d}"


class MatrixView(View):
    """The matrix of the listed countries."""

    def board_for(self, scene: Scene, view: ViewState) -> BoardFor:
        """Makes the matrix for a width."""
        found = sections(
            scene.answers, scene.listing(view).countries, view.grouping, scene.moment(view)
        )
        moment = scene.moment(view)
        return lambda cells: Matrix(scene.answers, found, moment, scene.glyphs, cells)

    def column(self, scene: Scene, view: ViewState) -> str | None:
        """The type in view, unless the sum is chosen."""
        return view.column or scene.type_in_view(view)

    def choose(self, scene: Scene, view: ViewState, row: str | None, column: str | None) -> Step:
        """A column of a support type chooses that."""
        if column in scene.dataset.support_types:
            return Step(replace(self.with_row(scene, view, row), type=column, column=None))
        return super().choose(scene, view, row, column)

    def enter(self, scene: Scene, view: ViewState) -> Step:
        """The claims behind the stance; from a total, the countries that it counts."""
        column, country = self.column(scene, view), self.country(scene, view)
        if column is None or column not in scene.dataset.support_types:
            return super().enter(scene, view)
        if self.row(scene, view) == TOTAL:
            counted = Or(tuple(Term(kind, column) for kind in COUNTED))
            query = to_text(all_of((scene.asked(view).query, counted)))
            return Step(exploring(view, query=query, standing=None, focus=None), push=True)
        if country is None:
            return Step(view, say=NO_COUNTRY)
        return explained(view, scene, country, column)


VIEW = MatrixView()
