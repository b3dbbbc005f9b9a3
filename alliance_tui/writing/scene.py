"""What the screen shows for a view state, before anybody draws it.

Everything here follows from a data set and a `ViewState`; nothing is remembered that could
not be made again. What is dear to make is made row by row, when a row is asked for.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from alliance_tui.model.entries import Entry
from alliance_tui.model.records import Claim, Country, Event
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.changes import changes
from alliance_tui.query.compare import MOST
from alliance_tui.query.days import earliest_day, year_away
from alliance_tui.query.edit import without_term
from alliance_tui.query.language import EVERYTHING, Query, QueryError
from alliance_tui.query.ordering import COLUMN, Section, ordered, sections
from alliance_tui.query.stance import Moment, Stance
from alliance_tui.query.timeline import Rows, timeline_rows
from alliance_tui.query.view import ViewState
from alliance_tui.writing.glyphs import Glyphs
from alliance_tui.writing.listing import part_words
from alliance_tui.writing.page import Page
from alliance_tui.writing.pages.any import page_of
from alliance_tui.writing.pages.changes import changes_page

if TYPE_CHECKING:
    from alliance_tui.writing.boards.board import Board, BoardFor
    from alliance_tui.writing.boards.ribbon import Ribbons
    from alliance_tui.writing.world.world import WorldFor


class Asked(NamedTuple):
    """A query as typed: the query that holds, and what is wrong with the text, if anything."""

    query: Query
    error: QueryError | None = None


class ListRow(NamedTuple):
    """One row of the country list.

    Attributes:
        country: the country.
        stances: its stance on each scored support type.
        posture: its posture.
        part: what the event in focus records of it, in words; none where it records nothing.
    """

    country: Country
    stances: tuple[Stance, ...]
    posture: Posture
    part: str | None


class Listing:
    """The country list.

    Attributes:
        countries: the countries of the rows, in order.
        total: how many countries the data set has.
        event: the event in focus, whose participants are marked.
    """

    def __init__(
        self,
        answers: Answers,
        countries: tuple[Country, ...],
        moment: Moment,
        event: Event | None,
        glyphs: Glyphs,
    ) -> None:
        """List *countries* as they stand at *moment*."""
        self.countries = countries
        self.total = len(answers.dataset.countries)
        self.event = event
        self._answers = answers
        self._moment = moment
        self._glyphs = glyphs
        self._rows: dict[int, ListRow] = {}

    @cached_property
    def position(self) -> dict[str, int]:
        """The row of each country."""
        return {country.id: row for row, country in enumerate(self.countries)}

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {} if self.event is None else self._answers.dataset.entries(self.event)

    def row(self, position: int) -> ListRow:
        """The row at *position*."""
        found = self._rows.get(position)
        if found is None:
            country = self.countries[position]
            entry = self._entries.get(country.id)
            found = self._rows[position] = ListRow(
                country,
                tuple(
                    self._answers.stances.stance(country.id, each.id, self._moment)
                    for each in self._answers.dataset.scored_types
                ),
                self._answers.posture(country.id, self._moment),
                None if entry is None else part_words(entry, self._glyphs),
            )
        return found


class TimelineRow(NamedTuple):
    """One row of the timeline.

    Attributes:
        record: the event, or the claim that belongs to none.
        part: what it records of the chosen country, or who took part.
        after: whether it lies after the as-of day.
    """

    record: Event | Claim
    part: str
    after: bool


class Timeline:
    """The timeline.

    Attributes:
        records: events and claims by date.
        country: the country whose rows they are; none where all are shown.
        years: the years that have rows, each with the position of its first row.
    """

    def __init__(
        self,
        answers: Answers,
        records: Rows,
        country: Country | None,
        moment: Moment,
        glyphs: Glyphs,
    ) -> None:
        """Show *records*, those of *country* if it is given, at *moment*."""
        self.records = records
        self.country = country
        self._answers = answers
        self._moment = moment
        self._glyphs = glyphs
        self.years = tuple(self._find_years())

    def _find_years(self) -> list[tuple[int, int]]:
        """By bisection, so that the number of rows hardly matters."""
        years: list[tuple[int, int]] = []
        position = 0
        while position < len(self.records):
            year = date.fromordinal(self.records[position].when.first_start).year
            years.append((year, position))
            position = self.records.first_after(date(year, 12, 31).toordinal())
        return years

    @property
    def last_before(self) -> int:
        """The position of the last row that does not lie after the as-of day, at least 0."""
        return max(0, self.records.first_after(self._moment.day) - 1)

    def row(self, position: int) -> TimelineRow:
        """The row at *position*."""
        record = self.records[position]
        return TimelineRow(record, self._part(record), record.when.first_start > self._moment.day)

    def _part(self, record: Event | Claim) -> str:
        dataset = self._answers.dataset
        if isinstance(record, Claim):
            label = dataset.support_types[record.type].label
            whose = "" if self.country is not None else f"{record.country} {self._glyphs.dot} "
            return f"{whose}{record.direction} {self._glyphs.dot} {label}"
        entries = dataset.entries(record)
        if self.country is not None:
            entry = entries.get(self.country.id)
            return "" if entry is None else part_words(entry, self._glyphs)
        if record.tally is not None:
            tally = record.tally
            return f"{tally.for_} for, {tally.against} against, {tally.abstain} abstained"
        return ", ".join(each.country for each in entries.values() if each.takes_part)


class Scene:
    """Makes what is shown from a view state; the last of each kind is kept."""

    def __init__(self, answers: Answers, glyphs: Glyphs) -> None:
        """Show the data set of *answers* with *glyphs*."""
        self.answers = answers
        self.dataset = answers.dataset
        self.glyphs = glyphs
        self._good: Query = EVERYTHING
        self._listing: tuple[object, Listing] | None = None
        self._timeline: tuple[object, Timeline] | None = None
        self._page: tuple[object, Page] | None = None
        self._board: tuple[object, BoardFor] | None = None
        self._world: tuple[object, WorldFor] | None = None
        self._drawn: tuple[object, Ribbons] | None = None

    def moment(self, view: ViewState) -> Moment:
        """The day and clock that hold in *view*."""
        return view.moment(self.dataset.as_of)

    def completed(self, view: ViewState) -> ViewState:
        """*view* with a country: its own if there is such a one, else the first of the list.

        The panes show no record in focus that is not there.
        """
        if view.view == "explore" and self.dataset.find(view.focus or "") is None:
            view = replace(view, focus=None)
        if view.country in self.dataset.country:
            return view
        listed = self.listing(view).countries or self.dataset.countries
        return replace(view, country=listed[0].id if listed else None)

    def asked(self, view: ViewState) -> Asked:
        """The query of *view*; where a term cannot be read, the query without it.

        Where nothing can be read without it either, the last query that could be stands.
        """
        try:
            query = self.answers.query(view.query)
        except QueryError as error:
            with suppress(QueryError):
                self._good = self.answers.query(without_term(view.query, error.start))
            return Asked(self._good, error)
        self._good = query
        return Asked(query)

    def listing(self, view: ViewState) -> Listing:
        """The country list of *view*."""
        query = self.asked(view).query
        moment = self.moment(view)
        event = self.dataset.events.get(view.focus or "")
        key = (query, moment, view.sort, event.id if event is not None else None)
        if self._listing is None or self._listing[0] != key:
            countries = self.answers.countries(query, moment)
            countries = ordered(self.answers, countries, view.sort, moment)
            listing = Listing(self.answers, countries, moment, event, self.glyphs)
            self._listing = (key, listing)
        return self._listing[1]

    def timeline(self, view: ViewState) -> Timeline:
        """The timeline of *view*."""
        query = self.asked(view).query
        moment = self.moment(view)
        country = self.dataset.country.get(view.country or "") if view.rows == "mine" else None
        mine = country.id if country is not None else None
        key = (query, moment, mine)
        if self._timeline is None or self._timeline[0] != key:
            records = timeline_rows(self.answers, query, moment, mine)
            timeline = Timeline(self.answers, records, country, moment, self.glyphs)
            self._timeline = (key, timeline)
        return self._timeline[1]

    def board_for(self, view: ViewState) -> BoardFor:
        """Makes the board of *view* for a width; the same as before where nothing is new."""
        moment = self.moment(view)
        mine = view.country if view.view == "ribbon" and view.rows == "mine" else None
        query = self.asked(view).query
        key = (
            view.view, query, moment, view.sort, view.grouping, view.by, view.rows, mine, view.pins,
        )  # fmt: skip
        if self._board is None or self._board[0] != key:
            makers = {
                "matrix": self._matrix,
                "votes": self._votes,
                "ribbon": self._ribbons,
                "compare": self._compare,
                "sources": self._sources,
            }
            self._board = (key, makers[view.view](view, query, moment))
        return self._board[1]

    def _matrix(self, view: ViewState, query: Query, moment: Moment) -> BoardFor:
        from alliance_tui.writing.boards.matrix import Matrix

        found = self._sections(view, self.listing(view).countries)
        return lambda cells: Matrix(self.answers, found, moment, self.glyphs, cells)

    def _votes(self, view: ViewState, query: Query, moment: Moment) -> BoardFor:
        from alliance_tui.query.votes import by_agreement, by_vote, roll_calls
        from alliance_tui.writing.boards.board import TOTAL
        from alliance_tui.writing.boards.votes import VoteBoard

        calls = roll_calls(self.answers, query, moment)
        like = view.by if view.by in self.dataset.country else None
        other = like or self.dataset.metadata.subject
        countries = self.listing(view).countries
        column = view.sort.removeprefix(COLUMN)
        if column == TOTAL:
            countries = by_agreement(calls, countries, other, moment.day)
        elif column != view.sort:
            countries = by_vote(calls, countries, column)
        found = self._sections(view, countries)
        return lambda cells: VoteBoard(calls, found, other, moment, self.glyphs, cells)

    def _sections(self, view: ViewState, countries: tuple[Country, ...]) -> tuple[Section, ...]:
        return sections(self.answers, countries, view.grouping, self.moment(view))

    def _ribbons(self, view: ViewState, query: Query, moment: Moment) -> BoardFor:
        from alliance_tui.writing.boards.ribbon import RibbonBoard, Ribbons

        country = self.dataset.country.get(view.country or "") if view.rows == "mine" else None
        countries = self.listing(view).countries

        def board(cells: int) -> Board:
            key = (countries, country, moment.clock, cells)
            if self._drawn is None or self._drawn[0] != key:
                drawn = Ribbons(self.answers, countries, country, moment.clock, self.glyphs, cells)
                self._drawn = (key, drawn)
            return RibbonBoard(self._drawn[1], moment)

        return board

    def compared(self, view: ViewState) -> tuple[Country, ...]:
        """The pinned countries."""
        known = self.dataset.country
        return tuple(known[each] for each in view.pins[:MOST] if each in known)

    def _compare(self, view: ViewState, query: Query, moment: Moment) -> BoardFor:
        from alliance_tui.writing.boards.compare import CompareBoard

        countries = self.compared(view)
        return lambda cells: CompareBoard(self.answers, countries, moment, self.glyphs, cells)

    def _sources(self, view: ViewState, query: Query, moment: Moment) -> BoardFor:
        from alliance_tui.query.bibliography import cited
        from alliance_tui.writing.boards.sources import SourceBoard

        sources = cited(self.answers, query, moment)
        return lambda cells: SourceBoard(self.dataset, sources, view.sort, self.glyphs, cells)

    def world_for(self, view: ViewState) -> WorldFor:
        """Makes the map of *view* for a size; the same as before where nothing is new."""
        from alliance_tui.writing.world.world import world_for

        key = (self.asked(view).query, self.moment(view), view.column)
        if self._world is None or self._world[0] != key:
            self._world = (key, world_for(self, view))
        return self._world[1]

    def since(self, view: ViewState) -> Moment:
        """The first of the two days between which changes are shown."""
        day, clock = self.moment(view)
        first = earliest_day(self.dataset)
        since = year_away(day, -1, first, day) if view.since is None else view.since
        return Moment(min(since, day), clock)

    def changes(self, view: ViewState) -> Page:
        """What changed between the two days of *view*, for the countries of its list."""
        before, after = self.since(view), self.moment(view)
        countries = self.listing(view).countries
        found = changes(self.answers, countries, before, after)
        return changes_page(self.answers, found, before, after, self.glyphs)

    def page(self, view: ViewState) -> Page:
        """The page of the record in focus, or of the chosen country."""
        moment = self.moment(view)
        item = self.dataset.find(view.focus or view.country or "")
        if item is None:
            return Page("", "Nothing chosen", ())
        key = (item.id, moment)
        if self._page is None or self._page[0] != key:
            self._page = (key, page_of(self.answers, item, moment, self.glyphs))
        return self._page[1]
