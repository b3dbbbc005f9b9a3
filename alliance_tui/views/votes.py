"""The votes: countries by roll calls, and how often each voted like one of them."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_tui.model.dates import MONTHS, start_written
from alliance_tui.model.records import Event, Tally
from alliance_tui.pages.cells import fit
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import after, declared_after, noted
from alliance_tui.pages.lines import Line
from alliance_tui.pages.lists import VOTE_WORDS
from alliance_tui.pages.page import Span
from alliance_tui.pages.parts import dated
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Sheet
from alliance_tui.pages.sheet import Column as SheetColumn
from alliance_tui.query.ordering import COLUMN, Section, sections
from alliance_tui.query.stance import Moment
from alliance_tui.query.view import ViewState
from alliance_tui.query.votes import RollCalls, by_agreement, by_vote, roll_calls
from alliance_tui.views.board import TOTAL, Board, BoardFor, Column, Row
from alliance_tui.views.board_rows import CountryRows
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step, exploring
from alliance_tui.views.view import View

VOTE_CELLS = 4
"""The width of the column of a roll call."""

ALIKE_CELLS = 7
"""The width of the column that tells how often a country voted alike."""

LEAST_LEAD = 14

NOT_RECORDED = "not recorded"

HEADS = 6
"""Lines of the head: year, month, day, and how many voted for, against and abstained."""


class VoteBoard(Board):
    """Countries by roll calls."""

    title = "Votes"
    fixed = 1

    def __init__(
        self,
        roll_calls: RollCalls,
        sections: Sequence[Section],
        like: str,
        moment: Moment,
        glyphs: Glyphs,
        cells: int,
    ) -> None:
        """Show how the countries of *sections* voted, and how often as *like* did."""
        self._roll_calls = roll_calls
        self._like = like
        self._moment = moment
        self._glyphs = glyphs
        self._country_rows = CountryRows(
            sections,
            glyphs,
            max(LEAST_LEAD, cells // 4, cells - ALIKE_CELLS - VOTE_CELLS * len(roll_calls)),
        )
        self.ids = self._country_rows.ids
        lead = self._country_rows.lead
        labels = ("", "", "", "for", "against", "abstained")
        self.leads = tuple(Span(f"{label:>{lead - 1}} ", "dim") for label in labels)
        later = sum(
            bool(after(roll_calls.event(number).when, moment, roll_calls.dataset))
            for number in range(len(roll_calls))
        )
        if later:
            self.title = f"Votes {glyphs.dot} {later} of {len(roll_calls)} later"
        self.columns = [self._alike_column()]
        before = None
        for number in range(len(roll_calls)):
            event = roll_calls.event(number)
            self.columns.append(self._column(event, before))
            if event.when.written <= moment.day:
                self.in_sight = len(self.columns) - 1
            before = event

    def _alike_column(self) -> Column:
        heads = ("as", self._like, *[""] * (HEADS - 2))
        return Column(
            TOTAL,
            ALIKE_CELLS,
            tuple(Span(f"{fit(neutral(each), 6, '', right=True)} ", "label") for each in heads),
        )

    def _column(self, event: Event, before: Event | None) -> Column:
        year, *rest = start_written(event.when.text)
        new_year = before is None or start_written(before.when.text)[0] != year
        month, day = (*rest, "", "")[:2]
        role = "faint" if event.when.written > self._moment.day else "label"
        tally = event.tally or Tally()
        figures = (
            (tally.for_, "vote-for"),
            (tally.against, "vote-against"),
            (tally.abstain, "vote-abstain"),
        )
        return Column(
            event.id,
            VOTE_CELLS,
            (
                Span(f"'{year[-2:]} " if new_year else " " * VOTE_CELLS, "heading"),
                Span((MONTHS[int(month) - 1] if month else "").ljust(VOTE_CELLS), role),
                Span(day.lstrip("0").rjust(2).ljust(VOTE_CELLS), role),
                *(
                    Span(f"{figure if event.tally else '':>3} ", each if role == "label" else role)
                    for figure, each in figures
                ),
            ),
        )

    def row(self, position: int) -> Row:
        """The row at *position*."""
        return self._country_rows.row(position)

    def cell(self, position: int, column: int) -> Span:
        """A vote; in the first column, how often the country voted like the chosen one."""
        country = self.ids[position]
        cells = self.columns[column].cells
        if country is None:
            return Span(" " * cells)
        if column == 0:
            alike, both = self._roll_calls.agreement(country, self._like, self._moment.day)
            text = f"{alike}/{both}" if both else self._glyphs.dash
            return Span(fit(f"{text:>6}", cells), "dim" if country == self._like else "text")
        event = self._roll_calls.event(column - 1)
        vote = self._roll_calls.vote(country, column - 1)
        later = "*" if self._roll_calls.declared(country, column - 1) else " "
        sign = self._glyphs.vote[vote or ""]
        after = event.when.written > self._moment.day
        role = "faint" if after or vote is None else f"vote-{vote}"
        return Span(f" {sign}{later} ", role)

    def about(self, position: int, column: int | None) -> Line:
        """The vote in words and the roll call's title; in the first column the agreement."""
        country = self.ids[position]
        dot = Span(f" {self._glyphs.dot} ", "dim")
        if country is None:
            return ()
        if column is None or column == 0:
            return self._about_alike(country)
        event = self._roll_calls.event(column - 1)
        title = Span(neutral(event.title))
        when = Span(dated(event.when), "dim")
        name = Span(neutral(self._country_rows.countries[country].name), "strong")
        vote = self._roll_calls.vote(country, column - 1)
        words = Span(VOTE_WORDS[vote] if vote else NOT_RECORDED, f"vote-{vote}" if vote else "dim")
        declared = self._roll_calls.declared(country, column - 1)
        later = after(event.when, self._moment, self._roll_calls.dataset)
        told = [name, dot, words]
        if declared is not None:
            meant = f"later: meant {VOTE_WORDS[declared.vote]}"
            since = f", {dated(declared.when)}" if declared.when else ""
            told += [dot, Span(meant + since)]
            told += noted(
                declared_after(declared, self._moment, self._roll_calls.dataset), self._glyphs.dot
            )
        return (*told, dot, when, *noted(later, self._glyphs.dot), dot, title)

    def _about_alike(self, country: str) -> Line:
        alike, both = self._roll_calls.agreement(country, self._like, self._moment.day)
        name = self._country_rows.countries[country].name
        like = self._roll_calls.name(self._like)
        words = f"voted like {like} in {alike} of the {both} roll calls in which both voted"
        return (Span(neutral(name), "strong"), Span(f" {neutral(words)}"))

    def sheet(self) -> Sheet:
        """One row a country: how often alike, and a vote for each roll call."""
        numbers = range(len(self._roll_calls))
        events = [self._roll_calls.event(number) for number in numbers]
        columns = [SheetColumn("id", "Id"), SheetColumn("name", "Country")]
        columns += [SheetColumn("alike", f"As {self._like}", "right")]
        columns += [SheetColumn("both", "of", "right")]
        for each in events:
            later = " later" if after(each.when, self._moment, self._roll_calls.dataset) else ""
            columns.append(SheetColumn(each.id, each.when.text[2:] + later))
        rows = []
        for country in self._country_rows.countries.values():
            alike, both = self._roll_calls.agreement(country.id, self._like, self._moment.day)
            cells = [Cell(country.id), Cell(country.name), Cell(alike), Cell(both)]
            for number in numbers:
                vote = self._roll_calls.vote(country.id, number)
                sign = self._glyphs.vote[vote or ""]
                cells.append(Cell(vote or NOT_RECORDED, sign, f"vote-{vote}" if vote else "faint"))
            rows.append(tuple(cells))
        return Sheet(tuple(columns), tuple(rows))


class VotesView(View):
    """The roll calls of the query, and how the listed countries voted."""

    legend = ("votes",)

    def board_for(self, scene: Scene, view: ViewState) -> BoardFor:
        """Makes the votes for a width."""
        moment, countries = scene.moment(view), scene.listing(view).countries
        calls = roll_calls(scene.answers, scene.asked(view).query, moment)
        like = view.by if view.by in scene.dataset.country else None
        other = like or scene.dataset.metadata.subject
        column = view.sort.removeprefix(COLUMN)
        if column == TOTAL:
            countries = by_agreement(calls, countries, other, moment.day)
        elif column != view.sort:
            countries = by_vote(calls, countries, column)
        found = sections(scene.answers, countries, view.grouping, moment)
        return lambda cells: VoteBoard(calls, found, other, moment, scene.glyphs, cells)

    def enter(self, scene: Scene, view: ViewState) -> Step:
        """The roll call; where no column is chosen, the country."""
        column = self.column(scene, view)
        if column not in scene.dataset.support_types and scene.dataset.find(column or ""):
            return Step(exploring(view, focus=column), push=True)
        return super().enter(scene, view)


VIEW = VotesView()
