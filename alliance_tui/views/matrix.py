"""The matrix: countries by support types, where each stands and since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from alliance_tui.model.dates import day_text
from alliance_tui.model.records import SupportType
from alliance_tui.model.words import number_of
from alliance_tui.pages.cells import fit
from alliance_tui.pages.glyphs import SIGNS, Glyphs
from alliance_tui.pages.lines import Line
from alliance_tui.pages.names import names
from alliance_tui.pages.page import GAP, Block, Page, Span, counted, stance_role, text
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Sheet
from alliance_tui.pages.sheet import Column as SheetColumn
from alliance_tui.pages.standing import mark, posture_cell, stance_cell
from alliance_tui.pages.telling import (
    short_name,
    stance_days,
    stance_months,
    stance_words,
    with_doubt,
)
from alliance_tui.query.answers import Answers
from alliance_tui.query.columns import arranged
from alliance_tui.query.language import all_of, to_text
from alliance_tui.query.ordering import (
    COLUMN,
    HELPING,
    REFUSING,
    Section,
    by_sides,
    by_stance,
    direction_of,
    sections,
)
from alliance_tui.query.stance import COUNTED, LABELS, SILENT, Moment, Stance, StanceKind
from alliance_tui.query.terms import Or, Term
from alliance_tui.query.view import ViewState
from alliance_tui.views.board import TOTAL, Board, BoardFor, Column, Row, cell
from alliance_tui.views.board_rows import CountryRows
from alliance_tui.views.board_sheets import SINCE, UNTIL
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import NO_COUNTRY, Step, explained, exploring
from alliance_tui.views.view import View

SIGN, WIDE_SIGN = 3, 5
"""The least and the greatest width of a column with the sign alone."""

YEAR, MONTH, LABEL = 7, 12, 14
"""The width of a column with the year since when, the least and the greatest with the month."""

YEAR_DIGITS = 4

SUM = 7
"""The width of the column that sums up the row: how often it supports, how often it refuses."""

YEAR_LEAD, MONTH_LEAD, GENEROUS_LEAD = 14, 20, 30
"""The width for the countries' names below which no years and no months are shown, and enough."""

GIVERS, REFUSERS = "*supports", "*withholds"
"""The ids of the rows that tell how many support, and how many refuse or oppose."""

SIDES: dict[str, frozenset[StanceKind]] = {GIVERS: HELPING, REFUSERS: REFUSING}
"""The stances that each of these rows counts."""


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
        columns: Sequence[str] = (),
    ) -> None:
        """Show the countries of *sections* as they stand at *moment*, in *cells* cells.

        *columns* says which columns there are, as `columns.written` writes it.
        """
        self._answers = answers
        self._moment = moment
        self._glyphs = glyphs
        self._types = answers.dataset.scored_types
        there = (*(each.id for each in self._types), TOTAL)
        shown = arranged(there, columns)
        self._types_shown = [answers.dataset.support_types[each] for each in shown if each != TOTAL]
        number = max(1, len(self._types_shown))
        room = cells - SUM * (TOTAL in shown)
        self._months = room - MONTH * number >= MONTH_LEAD
        self._years = not self._months and room - YEAR * number >= YEAR_LEAD
        generous = (room - GENEROUS_LEAD) // number
        least, most = SIGN, WIDE_SIGN
        if self._months:
            least, most = MONTH, LABEL
        elif self._years:
            least = most = YEAR
        column = min(most, max(least, generous))
        signs = glyphs.stance
        refusing = f"{signs['withholds']}{signs['opposes']} withhold"
        sums = {
            GIVERS: Span(f"{signs['supports']} support", stance_role("supports")),
            REFUSERS: Span(refusing, stance_role("withholds")),
        }
        self._country_rows = CountryRows(
            sections,
            glyphs,
            room - column * number,
            sums if any(each.countries for each in sections) else {},
        )
        self.ids = self._country_rows.ids
        count = number_of(len(self._country_rows.countries), "country", "countries")
        self.title = f"Matrix {glyphs.dot} {count}"
        self.hidden = len(there) - len(shown)
        self.signs = [f"{signs[each]} {SIGNS[each]}" for each in SIGNS]
        self.leads = (Span(" " * self._country_rows.lead),)
        heads = f"{signs['supports']:>2} {signs['withholds']:>2}"
        made = {each.id: self._column(each, column) for each in self._types_shown}
        sum_head = Span(f" {fit(heads, SUM - 1)}", "label")
        made[TOTAL] = (
            Column(TOTAL, SUM, (), f" {heads}") if self._years else Column(TOTAL, SUM, (sum_head,))
        )
        self.columns = [made[each] for each in shown]

    def _column(self, support_type: SupportType, cells: int) -> Column:
        """Under its name where that fits, be it over the next column too; else its short name."""
        label = neutral(support_type.label)
        if self._years:
            return Column(support_type.id, cells, (), label)
        head = label if self._months else short_name(support_type)
        ellipsis = self._glyphs.ellipsis if self._months else ""
        return Column(support_type.id, cells, (cell(head, cells, "label", ellipsis),))

    def row(self, position: int) -> Row:
        """The row at *position*."""
        return self._country_rows.row(position)

    def cell(self, position: int, column: int) -> Span:
        """A stance with its sign; in totals, how many stand anywhere."""
        country, support_type = self.ids[position], self.columns[column].id
        cells = self.columns[column].cells
        if country is None:
            return Span(" " * cells)
        if support_type == TOTAL:
            return self._both(country)
        if country in SIDES:
            number = self._sum(self._counts[support_type], country)
            return Span(
                fit(str(number or ""), cells),
                stance_role("supports" if country == GIVERS else "withholds"),
            )
        stance = self._stance(country, support_type)
        sign = self._glyphs.stance[stance.kind]
        since, until = "", ""
        if self._months or self._years:
            since, until = stance_months(self._answers, country, support_type, self._moment)
        if self._years:
            since, until = since[-YEAR_DIGITS:], until[-YEAR_DIGITS:]
        between = self._glyphs.dash if until else " "
        text = sign + (mark(stance, self._glyphs) or between) + (until or since)
        return cell(text, cells, stance_role(stance.kind), self._glyphs.ellipsis)

    def _both(self, row: str) -> Span:
        """On how many kinds of support a country supports and refuses; of a sum, how many do."""
        if row in SIDES:
            some = self._on_any[row]
            give, refuse = (some, 0) if row == GIVERS else (0, some)
        else:
            kinds = Counter(self._stance(row, each.id).kind for each in self._types)
            give, refuse = self._sum(kinds, GIVERS), self._sum(kinds, REFUSERS)
        return Span(fit(f" {give or '':>2} {refuse or '':>2}", SUM), "dim")

    def _sum(self, counts: Counter[StanceKind], side: str) -> int:
        return sum(counts[kind] for kind in SIDES[side])

    def _stance(self, country: str, support_type: str) -> Stance:
        return self._answers.stances.stance(country, support_type, self._moment)

    @cached_property
    def _counts(self) -> dict[str, Counter[StanceKind]]:
        countries = self._country_rows.countries
        return {
            each.id: Counter(self._stance(country, each.id).kind for country in countries)
            for each in self._types
        }

    @cached_property
    def _on_any(self) -> dict[str, int]:
        """How many countries stand on either side of any kind of support."""
        return {
            row: sum(
                any(self._stance(country, each.id).kind in side for each in self._types)
                for country in self._country_rows.countries
            )
            for row, side in SIDES.items()
        }

    def about(self, position: int, column: int | None) -> Line:
        """The stance in words; for totals, how many stand where."""
        country = self.ids[position]
        chosen = TOTAL if column is None else self.columns[column].id
        dot = Span(f" {self._glyphs.dot} ", "dim")
        if country is None:
            return ()
        if country in SIDES:
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
        for each in self._types_shown:
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
            for each in self._types_shown:
                cells += self._sheet_cells(country.id, each.id)
            cells.append(
                posture_cell(self._answers.posture(country.id, self._moment), self._glyphs)
            )
            rows.append(tuple(cells))
        return Sheet(tuple(columns), tuple(rows))

    def _sheet_cells(self, country: str, support_type: str) -> tuple[Cell, ...]:
        stance = self._stance(country, support_type)
        days = stance_days(self._answers, country, support_type, self._moment)
        months = stance_months(self._answers, country, support_type, self._moment)
        return (
            stance_cell(self._answers, stance, self._moment, self._glyphs),
            *(
                Cell(None if day is None else day_text(day), month, "dim")
                for day, month in zip(days, months, strict=True)
            ),
        )


def _standing(scene: Scene, view: ViewState, support_type: SupportType) -> Page:
    """Who stands where on one kind of support, and since when."""
    moment = scene.moment(view)
    blocks: list[Block] = []
    if support_type.counts:
        blocks += [Block((text(support_type.counts, "dim"),)), GAP]
    for section in by_stance(scene.answers, scene.listing(view).countries, support_type, moment):
        kind = section.kind or "unassessed"
        sign = Span(f"{scene.glyphs.stance[kind]} ", stance_role(kind))
        blocks.append(replace(counted(section.title, len(section.countries)), lead=(sign,)))
        if kind in SILENT:
            blocks.append(Block(tuple(names(scene.dataset, (c.id for c in section.countries)))))
        else:
            for each in section.countries:
                words = stance_words(scene.answers, each.id, support_type.id, moment)
                told = text(f" {scene.glyphs.dot} {words}", "dim")
                blocks.append(Block((text(each.name, "link", each.id), told), indent=2))
        blocks.append(GAP)
    return Page(f"*{support_type.id}", support_type.label, tuple(blocks))


class MatrixView(View):
    """The matrix of the listed countries."""

    sorts = True
    types_are_columns = True
    beside = True

    def board_for(self, scene: Scene, view: ViewState) -> BoardFor:
        """Makes the matrix for a width."""
        moment, countries = scene.moment(view), scene.listing(view).countries
        by, backwards = direction_of(view.sort)
        if by == f"{COLUMN}{TOTAL}":
            countries = by_sides(scene.answers, countries, moment, backwards=backwards)
        found = sections(scene.answers, countries, view.grouping, moment)
        return lambda cells: Matrix(scene.answers, found, moment, scene.glyphs, cells, view.columns)

    def columns(self, scene: Scene, view: ViewState) -> Mapping[str, str]:
        """The kinds of support, and the sum."""
        types = {each.id: each.label for each in scene.dataset.scored_types}
        return {**types, TOTAL: "On how many it supports and refuses"}

    def column(self, scene: Scene, view: ViewState) -> str | None:
        """The type in view, unless the sum is chosen."""
        return view.column or scene.type_in_view(view)

    def choose(self, scene: Scene, view: ViewState, row: str | None, column: str | None) -> Step:
        """A column of a support type chooses that."""
        if column in scene.dataset.support_types:
            return Step(replace(self.with_row(scene, view, row), type=column, column=None))
        return super().choose(scene, view, row, column)

    def page(self, scene: Scene, view: ViewState) -> Page:
        """The country on the type in view; from a sum, who stands where on it."""
        about = scene.dataset.support_types.get(self.column(scene, view) or "")
        if view.focus in SIDES and about is not None:
            return _standing(scene, view, about)
        return scene.page(replace(view, focus=None))

    def enter(self, scene: Scene, view: ViewState) -> Step:
        """The claims behind the stance; from a total, the countries that it counts."""
        column, country = self.column(scene, view), self.country(scene, view)
        if column is None or column not in scene.dataset.support_types:
            return super().enter(scene, view)
        side = SIDES.get(self.row(scene, view) or "")
        if side is not None:
            counted = Or(tuple(Term(kind, column) for kind in COUNTED if kind in side))
            query = to_text(all_of((scene.asked(view).query, counted)))
            return Step(exploring(view, query=query, standing=None, focus=None), push=True)
        if country is None:
            return Step(view, say=NO_COUNTRY)
        return explained(view, scene, country, column)


VIEW = MatrixView()
