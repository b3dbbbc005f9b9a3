"""The votes: countries by roll calls, and how often each voted like one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import get_args

from msgspec.structs import replace

from alliance_tui.model.dates import MONTHS, start_written
from alliance_tui.model.records import Event, Tally
from alliance_tui.model.vocabulary import Vote
from alliance_tui.model.words import number_of
from alliance_tui.pages.cells import fit
from alliance_tui.pages.glyphs import Glyphs, punctuated
from alliance_tui.pages.later import after, declared_after, noted
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Sheet
from alliance_tui.pages.sheet import Column as SheetColumn
from alliance_tui.pages.spells import dated
from alliance_tui.pages.votes import MEANT_OTHERWISE, NOT_RECORDED, VOTE_WORDS
from alliance_tui.query.columns import arranged
from alliance_tui.query.ordering import COLUMN, Section, direction_of, sections
from alliance_tui.query.stance import Moment
from alliance_tui.query.view import ViewState
from alliance_tui.query.votes import RollCalls, by_agreement, by_vote, roll_calls
from alliance_tui.views.board import TOTAL, Board, BoardFor, Column, Row
from alliance_tui.views.board_rows import CountryRows
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step, exploring
from alliance_tui.views.view import View

VOTE_CELLS = 7
"""The width of the column of a roll call."""

ALIKE_CELLS = 8
"""The width of the column that tells how often a country voted alike."""

LEAST_LEAD = 14

COUNTED = 60
"""From how many cells on the head tells how many voted for, against and abstained."""


class VoteBoard(Board):
    """Countries by roll calls."""

    title = "Votes"

    def __init__(
        self,
        roll_calls: RollCalls,
        sections: Sequence[Section],
        like: str,
        moment: Moment,
        glyphs: Glyphs,
        cells: int,
        columns: Sequence[str] = (),
    ) -> None:
        """Show how the countries of *sections* voted, and how often as *like* did.

        *columns* says which columns there are, as `columns.written` writes it.
        """
        self._roll_calls = roll_calls
        self._like = like
        self._moment = moment
        self._glyphs = glyphs
        groups = arranged_calls(roll_calls, moment)
        titles = {number: title for title, group in groups.items() for number in group}
        self._numbers = {roll_calls.event(number).id: number for number in titles}
        self._columns = columns
        shown = arranged((TOTAL, *self._numbers), columns)
        self.fixed = int(shown[0] == TOTAL)
        needed = ALIKE_CELLS * (TOTAL in shown) + VOTE_CELLS * len(
            [each for each in shown if each != TOTAL]
        )
        self._country_rows = CountryRows(
            sections, glyphs, max(LEAST_LEAD, cells // 4, cells - needed)
        )
        self.ids = self._country_rows.ids
        lead = self._country_rows.lead
        labels = ("", "for", "against", "abstained") if cells >= COUNTED else ("",)
        self.leads = tuple(Span(f"{label:>{lead - 1}} ", "dim") for label in labels)
        self.title = f"Votes {glyphs.dot} {number_of(len(roll_calls), 'roll call')}"
        later = len(groups.get(LATER, ()))
        if later:
            self.title += f", {later} later"
        self.hidden = 1 + len(titles) - len(shown)
        signs = tuple(f"{glyphs.vote[vote]} {VOTE_WORDS[vote]}" for vote in get_args(Vote))
        self.signs = (*self._declared_told(titles), *signs)
        self.columns = [
            self._alike_column()
            if each == TOTAL
            else self._column(roll_calls.event(self._numbers[each]), titles[self._numbers[each]])
            for each in shown
        ]

    def _declared_told(self, numbers: Iterable[int]) -> Iterator[str]:
        """What the sign of a vote says that was later declared meant otherwise, if any was."""
        countries = self._country_rows.countries
        events = map(self._roll_calls.event, numbers)
        if any(
            each.country in countries
            for event in events
            if event.votes
            for each in event.votes.later
        ):
            yield f"{MEANT_OTHERWISE} later: meant otherwise"

    def _alike_column(self) -> Column:
        like = fit(neutral(f"as {self._like}"), ALIKE_CELLS - 1)
        heads = (Span(f"{like} ", "label"), *(Span(" " * ALIKE_CELLS) for _ in self.leads[1:]))
        return Column(TOTAL, ALIKE_CELLS, heads)

    def _column(self, event: Event, section: str) -> Column:
        year, *rest = start_written(event.when.text)
        month = MONTHS[int(rest[0]) - 1] if rest else ""
        short_year = punctuated(f"’{year[-2:]}", self._glyphs)
        role = "faint" if event.when.written > self._moment.day else "label"
        tally = event.tally or Tally()
        figures = (
            (tally.for_, "vote-for"),
            (tally.against, "vote-against"),
            (tally.abstain, "vote-abstain"),
        )
        counts = (
            Span(
                fit(str(figure) if event.tally else "", VOTE_CELLS),
                each if role == "label" else role,
            )
            for figure, each in figures
        )
        return Column(
            event.id,
            VOTE_CELLS,
            (
                Span(fit(f"{month}{short_year}" if month else year, VOTE_CELLS), role),
                *islice(counts, len(self.leads) - 1),
            ),
            neutral(event.short or event.title),
            section,
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
        if self.columns[column].id == TOTAL:
            alike, both = self._roll_calls.agreement(country, self._like, self._moment.day)
            text = f"{alike}/{both}" if both else self._glyphs.dash
            return Span(fit(text, cells), "dim" if country == self._like else "text")
        number = self._numbers[self.columns[column].id]
        event = self._roll_calls.event(number)
        vote = self._roll_calls.vote(country, number)
        later = MEANT_OTHERWISE if self._roll_calls.declared(country, number) else ""
        sign = self._glyphs.vote[vote or ""]
        after = event.when.written > self._moment.day
        role = "faint" if after or vote is None else f"vote-{vote}"
        return Span(fit(f"{sign}{later}", cells), role)

    def about(self, position: int, column: int | None) -> Line:
        """The vote in words and the roll call's title; in the first column the agreement."""
        country = self.ids[position]
        dot = Span(f" {self._glyphs.dot} ", "dim")
        if country is None:
            return ()
        if column is None or self.columns[column].id == TOTAL:
            return self._about_alike(country)
        number = self._numbers[self.columns[column].id]
        event = self._roll_calls.event(number)
        title = Span(neutral(event.title))
        when = Span(dated(event.when), "dim")
        name = Span(neutral(self._country_rows.countries[country].name), "strong")
        vote = self._roll_calls.vote(country, number)
        words = Span(VOTE_WORDS[vote] if vote else NOT_RECORDED, f"vote-{vote}" if vote else "dim")
        declared = self._roll_calls.declared(country, number)
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
        by_day = {self._roll_calls.event(number).id: number for number in range(len(self._numbers))}
        shown = arranged((TOTAL, *by_day), self._columns)
        columns = [SheetColumn("id", "Id"), SheetColumn("name", "Country")]
        for each in shown:
            columns += self._sheet_columns(each)
        rows = []
        for country in self._country_rows.countries.values():
            cells = [Cell(country.id), Cell(country.name)]
            for each in shown:
                cells += self._sheet_cells(country.id, each)
            rows.append(tuple(cells))
        return Sheet(tuple(columns), tuple(rows))

    def _sheet_columns(self, column: str) -> tuple[SheetColumn, ...]:
        if column == TOTAL:
            return (
                SheetColumn("alike", f"As {self._like}", "right"),
                SheetColumn("both", "of", "right"),
            )
        event = self._roll_calls.event(self._numbers[column])
        later = " later" if after(event.when, self._moment, self._roll_calls.dataset) else ""
        words = f"{event.short} " if event.short else ""
        return (SheetColumn(column, f"{words}{event.when.text[2:]}{later}"),)

    def _sheet_cells(self, country: str, column: str) -> tuple[Cell, ...]:
        if column == TOTAL:
            alike, both = self._roll_calls.agreement(country, self._like, self._moment.day)
            return (Cell(alike), Cell(both))
        vote = self._roll_calls.vote(country, self._numbers[column])
        sign = self._glyphs.vote[vote or ""]
        return (Cell(vote or NOT_RECORDED, sign, f"vote-{vote}" if vote else "faint"),)


OTHERS, LATER = "Others", "Later"
"""The roll calls of the era that are no text of a run, and those after the day."""


def arranged_calls(calls: RollCalls, moment: Moment) -> dict[str, list[int]]:
    """The numbers of *calls* under titles, what is most of the matter first.

    Core texts, side texts, the others of the era in which the day lies, those before, those
    after the day. Where all are of that era and none is such a text, they have no title.
    """
    begins = (each.when.written for each in calls.dataset.metadata.eras)
    began = max((each for each in begins if each <= moment.day), default=0)
    groups: dict[str, list[int]] = {
        "Core texts": [], "Side texts": [], OTHERS: [], "Before": [], LATER: [],
    }  # fmt: skip
    for number in range(len(calls)):
        event = calls.event(number)
        written = event.when.written
        if written > moment.day:
            title = LATER
        elif event.run is not None:
            title = "Core texts" if event.run == "core" else "Side texts"
        else:
            title = OTHERS if written >= began else "Before"
        groups[title].append(number)
    found = {title: numbers for title, numbers in groups.items() if numbers}
    return {"": found[OTHERS]} if set(found) == {OTHERS} else found


class VotesView(View):
    """The roll calls of the query, and how the listed countries voted."""

    sorts = True
    legend = ("votes",)
    by_type = False

    def board_for(self, scene: Scene, view: ViewState) -> BoardFor:
        """Makes the votes for a width."""
        moment, countries = scene.moment(view), scene.listing(view).countries
        calls = roll_calls(scene.answers, scene.asked(view).query, moment)
        other = self._other(scene, view)
        by, backwards = direction_of(view.sort)
        column = by.removeprefix(COLUMN)
        if column == TOTAL:
            countries = by_agreement(calls, countries, other, moment.day, backwards=backwards)
        elif column != by:
            countries = by_vote(calls, countries, column, backwards=backwards)
        found = sections(scene.answers, countries, view.grouping, moment)
        return lambda cells: VoteBoard(
            calls, found, other, moment, scene.glyphs, cells, view.columns
        )

    def columns(self, scene: Scene, view: ViewState) -> Mapping[str, str]:
        """How often they voted alike, and the roll calls."""
        moment = scene.moment(view)
        calls = roll_calls(scene.answers, scene.asked(view).query, moment)
        numbers = (each for group in arranged_calls(calls, moment).values() for each in group)
        events = [calls.event(each) for each in numbers]
        like = calls.name(self._other(scene, view))
        return {TOTAL: f"How often as {like}"} | {
            each.id: f"{dated(each.when)}  {each.short or each.title}" for each in events
        }

    @staticmethod
    def _other(scene: Scene, view: ViewState) -> str:
        """Whom everybody is compared with."""
        like = view.by if view.by in scene.dataset.country else None
        return like or scene.dataset.metadata.subject

    def with_type(self, view: ViewState, support_type: str | None) -> ViewState:
        """The same roll call stays chosen."""
        return replace(view, type=support_type)

    def roll_call(self, view: ViewState) -> str | None:
        """The chosen column, unless it is how often they voted alike."""
        return None if view.column == TOTAL else view.column

    def like(self, view: ViewState, country: str) -> ViewState:
        """How often everybody voted like *country*."""
        return replace(view, by=country)

    def enter(self, scene: Scene, view: ViewState) -> Step:
        """The roll call; where no column is chosen, the country."""
        column = self.column(scene, view)
        if column not in scene.dataset.support_types and scene.dataset.find(column or ""):
            return Step(exploring(view, focus=column), push=True)
        return super().enter(scene, view)


VIEW = VotesView()
