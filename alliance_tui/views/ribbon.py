"""Ribbons: stances and postures through time, and how many countries stood where when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from alliance_tui.model.dates import day_text, day_words, parse_when
from alliance_tui.model.records import Claim, Country, Event, SupportType
from alliance_tui.pages.cells import fit, in_cells, width
from alliance_tui.pages.evidence import claim_sign
from alliance_tui.pages.glyphs import SIGNS, Glyphs, punctuated
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Role, Span, stance_role
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Sheet
from alliance_tui.pages.sheet import Column as SheetColumn
from alliance_tui.pages.spells import dated
from alliance_tui.pages.telling import stance_words, with_doubt
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.ordering import STANCE_ORDER
from alliance_tui.query.periods import slots_of
from alliance_tui.query.spans import PostureSpan, StanceSpan, posture_spans, stance_spans
from alliance_tui.query.stance import COUNTED, LABELS, Clock, Moment, Stance, StanceKind
from alliance_tui.query.view import ViewState
from alliance_tui.views.board import Board, BoardFor, Column, Row
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step, explained, follow, to_day
from alliance_tui.views.timeline import Timeline
from alliance_tui.views.view import View

_S = TypeVar("_S", StanceSpan, PostureSpan)

LEADS = (14, 26)
"""The least and the greatest width of what stands before the ribbons."""

LEAST_TITLE = 6
"""The cells below which the title of an era says nothing."""

YEAR, SHORT_YEAR = 4, 3
"""The cells of a year in full, and without its century."""

DRAWN: frozenset[StanceKind] = frozenset({*COUNTED, "disputed"})
"""The stances that are drawn for as long as they last; of others only the sign is."""


POSTURE, EVENTS = "posture", "events"
"""The ids of the rows of the posture and of events."""

MOST_LOOKED_AT = 8
"""How many rows of the timeline are looked at for an event to stand for them."""


class Ribbon(NamedTuple):
    """One row of the drawing.

    Attributes:
        id: what it is about.
        lead: what stands before it at a moment.
        spans: one span for each slot.
        tell: what it tells of a moment, in a line.
    """

    id: str | None
    lead: Callable[[Moment], Line]
    spans: Sequence[Span]
    tell: Callable[[Moment], Line]


class Ribbons:
    """All that is drawn, whatever the as-of day.

    Attributes:
        slots: the stretches of time, one for each column.
        cells: how many cells a slot takes.
        lead: how many cells stand before the ribbons.
        rows: the ribbons; those about nothing are headings.
    """

    def __init__(
        self,
        answers: Answers,
        countries: tuple[Country, ...],
        country: Country | None,
        clock: Clock,
        glyphs: Glyphs,
        cells: int,
    ) -> None:
        """Draw the stances of *country*, or the postures of *countries* where it is none."""
        self.answers = answers
        self.country = country
        self.countries = countries
        self.clock = clock
        self.glyphs = glyphs
        self.lead = min(LEADS[1], max(LEADS[0], cells // 4))
        room = max(1, cells - self.lead)
        self.slots = slots_of(answers.dataset, room)
        self.cells = 2 if 2 * len(self.slots) <= room else 1
        self.first, self.last = self.slots[0].first, self.slots[-1].last

    @cached_property
    def rows(self) -> list[Ribbon]:
        """The ribbons."""
        return list(self._draw())

    def slot_of(self, day: int) -> int | None:
        """The number of the slot that holds *day*."""
        for number, slot in enumerate(self.slots):
            if slot.first <= day <= slot.last:
                return number
        return None

    def _draw(self) -> Iterator[Ribbon]:
        types = self.answers.dataset.scored_types
        if self.country is None:
            for each in self.countries:
                yield self._postures(each, each.id, neutral(each.name))
        else:
            yield self._postures(self.country, POSTURE, "Posture")
            for support_type in types:
                yield self._stances(self.country.id, support_type)
        yield self._heading("")
        yield self._heading(f"Now/most of {len(self.countries)}")
        for support_type in types:
            yield from self._trends(support_type)

    def _heading(self, title: str) -> Ribbon:
        lead = (Span(fit(f" {title}", self.lead, self.glyphs.ellipsis), "heading"),)
        return Ribbon(None, lambda _: lead, (), lambda _: ())

    def _fitted(self, lead: Line) -> Line:
        """*lead* as wide as all leads; its last span gives way."""
        *before, last = lead
        room = self.lead - sum(width(span.text) for span in before) - 1
        return (*before, last._replace(text=fit(last.text, room, self.glyphs.ellipsis) + " "))

    def _postures(self, country: Country, row_id: str, label: str) -> Ribbon:
        """A posture's name where it begins, then a line for as long as it lasts."""
        glyphs = self.glyphs
        drawn: list[Span] = []
        spans = posture_spans(self.answers, country, self.clock, self.first, self.last)
        for each, cells in self._with_cells(spans):
            rule = each.posture.rule
            silent = rule.default
            line = " " if silent else glyphs.lasting[0 if each.posture.certain else 1]
            name = "" if silent else f"{neutral(rule.label)} "
            text = name if width(name) <= cells else ""
            drawn.append(Span(text + line * (cells - width(text)), f"tone-{rule.tone}"))
        lead = self._fitted((Span(" "), Span(label)))

        def tell(moment: Moment) -> Line:
            posture = self.answers.posture(country.id, moment)
            return (
                Span(neutral(country.name), "strong"),
                Span(f" {glyphs.dot} {day_words(moment.day)} {glyphs.dot} ", "dim"),
                Span(with_doubt(neutral(posture.rule.label), posture), f"tone-{posture.rule.tone}"),
            )

        return Ribbon(row_id, lambda _: lead, self._sliced(drawn), tell)

    def _stances(self, country: str, support_type: SupportType) -> Ribbon:
        """A stance's sign where it begins, then blocks for as long as it lasts."""
        glyphs = self.glyphs
        drawn: list[Span] = []
        spans = stance_spans(
            self.answers, country, support_type.id, self.clock, self.first, self.last
        )
        for each, cells in self._with_cells(spans):
            kind = each.stance.kind
            sign = " " if kind == "unassessed" else glyphs.stance[kind]
            block = glyphs.ribbon[0 if each.stance.certain else 1] if kind in DRAWN else " "
            drawn.append(Span(sign + block * (cells - 1), stance_role(kind)))
        label = neutral(support_type.label)

        def stance_at(moment: Moment) -> Stance:
            return self.answers.stances.stance(country, support_type.id, moment)

        def lead(moment: Moment) -> Line:
            kind = stance_at(moment).kind
            sign = Span(f"{glyphs.stance[kind]} ", stance_role(kind))
            return self._fitted((Span(" "), sign, Span(label)))

        def tell(moment: Moment) -> Line:
            stance = stance_at(moment)
            return (
                Span(label, "strong"),
                Span(f" {glyphs.dot} {day_words(moment.day)} {glyphs.dot} ", "dim"),
                Span(
                    stance_words(self.answers, country, support_type.id, moment),
                    stance_role(stance.kind),
                ),
            )

        return Ribbon(support_type.id, lead, self._sliced(drawn), tell)

    def _trends(self, support_type: SupportType) -> Iterator[Ribbon]:
        """For each stance that any country has: how many have it in each slot."""
        days = [slot.last for slot in self.slots]
        counts: dict[StanceKind, list[int]] = {kind: [0] * len(days) for kind in COUNTED}
        for country in self.countries:
            spans = iter(
                stance_spans(
                    self.answers, country.id, support_type.id, self.clock, self.first, self.last
                )
            )
            span = next(spans)
            for number, day in enumerate(days):
                while span.last < day:
                    span = next(spans)
                if span.stance.kind in counts:
                    counts[span.stance.kind][number] += 1
        top = max(map(max, counts.values()))
        for kind in COUNTED:
            if any(counts[kind]):
                yield self._trend(support_type, kind, counts[kind], top)

    def _trend(
        self, support_type: SupportType, kind: StanceKind, counts: list[int], top: int
    ) -> Ribbon:
        """Bars, the highest for *top*: those of one kind of support can be compared."""
        glyphs, highest = self.glyphs, max(counts)
        steps = len(glyphs.bars) - 1
        role = stance_role(kind)
        bars = [glyphs.bars[-(-count * steps // top)] for count in counts]
        label = neutral(support_type.label)
        figures = len(str(len(self.countries)))

        def count_at(moment: Moment) -> int:
            slot = self.slot_of(moment.day)
            return counts[slot] if slot is not None else 0

        def lead(moment: Moment) -> Line:
            scale = f" {count_at(moment):>{figures}}/{top:<{figures}} "
            return self._fitted((Span(scale), Span(f"{glyphs.stance[kind]} ", role), Span(label)))

        def tell(moment: Moment) -> Line:
            return (
                Span(label, "strong"),
                Span(f" {glyphs.dot} {day_words(moment.day)} {glyphs.dot} ", "dim"),
                Span(f"{count_at(moment)} {LABELS[kind]}", role),
                Span(f" {glyphs.dot} never more than {highest}; a full bar is {top}", "dim"),
            )

        spans = [Span(bar * self.cells, role) for bar in bars]
        return Ribbon(f"{support_type.id}={kind}", lead, spans, tell)

    def _with_cells(self, spans: Sequence[_S]) -> Iterator[tuple[_S, int]]:
        """Each of *spans* that takes any cells, with how many."""
        taken = 0
        for each in spans:
            until = self.cells * sum(slot.last <= each.last for slot in self.slots)
            if until > taken:
                yield each, until - taken
                taken = until

    def _sliced(self, drawn: Sequence[Span]) -> list[Span]:
        """*drawn* cut into one span for each slot."""
        chars = [(char, span.role) for span in drawn for char in in_cells(span.text)]
        return [
            Span("".join(char for char, _ in chars[start : start + self.cells]), chars[start][1])
            for start in range(0, len(chars), self.cells)
        ]

    def heads(self, moment: Moment) -> list[tuple[str, Role]]:
        """The eras, the years, and a mark at the as-of day, as wide as all slots."""
        cells = len(self.slots) * self.cells
        years, marks = [" "] * cells, [" "] * cells
        starts = {
            number * self.cells: date.fromordinal(slot.first).year
            for number, slot in enumerate(self.slots)
            if date.fromordinal(slot.first).month == 1
        }
        room = min((after - start for start, after in pairwise(starts)), default=cells)
        for start, year in starts.items():
            if start + YEAR <= cells and room > YEAR:
                _put(years, start, str(year))
            elif start + SHORT_YEAR <= cells and (room > SHORT_YEAR or year % 5 == 0):
                _put(years, start, punctuated(f"’{year % 100:02}", self.glyphs))
        now = self.slot_of(moment.day)
        if now is not None:
            marks[now * self.cells] = self.glyphs.marker
        return [(self._eras(), "dim"), ("".join(years), "label"), ("".join(marks), "marker")]

    def _eras(self) -> str:
        """The title of each era from where it begins to where the next one does."""
        titles: dict[int, str] = {}
        for era in self.answers.dataset.metadata.eras:
            slot = self.slot_of(max(era.when.written, self.first))
            if slot is not None and era.when.span(self.last)[3] >= self.first:
                titles[slot * self.cells] = neutral(era.title)
        starts = [*sorted(titles), len(self.slots) * self.cells]
        line = " " * starts[0]
        for start, end in pairwise(starts):
            room = end - start - 1
            title = titles[start] if room >= LEAST_TITLE else ""
            line += fit(title, room, self.glyphs.ellipsis) + " "
        return line


class RibbonBoard(Board):
    """Ribbons with the as-of day marked."""

    def __init__(self, ribbons: Ribbons, timeline: Timeline, moment: Moment) -> None:
        """Show *ribbons* at *moment*, under the events and claims of *timeline*."""
        glyphs, country = ribbons.glyphs, ribbons.country
        self.title = f"Through time {glyphs.dot} {neutral(country.name) if country else 'all'}"
        self._ribbons = ribbons
        self._timeline = timeline
        self._moment = moment
        self._now = ribbons.slot_of(moment.day)
        self.ids = [EVENTS, *(each.id for each in ribbons.rows)]
        self.signs = (
            f"{glyphs.ribbon[0]} holds",
            f"{glyphs.ribbon[1]} may have ended",
            "full bar: the most there were",
            *(f"{glyphs.stance[each]} {SIGNS[each]}" for each in STANCE_ORDER if each in SIGNS),
        )
        heads = [(in_cells(head), role) for head, role in ribbons.heads(moment)]
        cells = ribbons.cells
        self.leads = tuple(Span(" " * ribbons.lead) for _ in heads)
        self.columns = [
            Column(
                day_text(slot.last),
                cells,
                tuple(
                    Span("".join(head[number * cells : (number + 1) * cells]), role)
                    for head, role in heads
                ),
            )
            for number, slot in enumerate(ribbons.slots)
        ]
        self.here = None if self._now is None else self.columns[self._now].id

    def row(self, position: int) -> Row:
        """The row at *position*."""
        if position == 0:
            lead = f" Events {len(self._timeline.records)}"
            return Row(EVENTS, (Span(fit(lead, self._ribbons.lead, ""), "label"),))
        ribbon = self._ribbons.rows[position - 1]
        return Row(ribbon.id, ribbon.lead(self._moment))

    def cell(self, position: int, column: int) -> Span:
        """What is drawn in a slot; where that is nothing, a line at the as-of day."""
        cells = self._ribbons.cells
        rows = self._ribbons.rows
        span = rows[position - 1].spans[column] if position else self._events(column)
        if column == self._now and not span.text.strip():
            return Span(fit(self._ribbons.glyphs.line, cells), "bar")
        return span

    def _events(self, column: int) -> Span:
        """The sign of the first event of a slot, and where there is room how many there are."""
        rows = self._rows_of(column)
        cells = self._ribbons.cells
        if not rows:
            return Span(" " * cells)
        number = str(len(rows)) if 1 < len(rows) < 10 else "+" if len(rows) > 1 else ""
        sign, role = _record_sign(self._record(rows), self._ribbons.glyphs)
        return Span(fit(f"{sign}{number}" if cells > 1 else sign, cells), role)

    def _rows_of(self, column: int) -> range:
        """The rows of the timeline that begin in a slot."""
        slot, records = self._ribbons.slots[column], self._timeline.records
        return range(records.first_after(slot.first - 1), records.first_after(slot.last))

    def _record(self, rows: range) -> Event | Claim:
        """The first event of *rows*; where there is none among the first few, the first claim."""
        records = self._timeline.records
        first = map(records.__getitem__, rows[:MOST_LOOKED_AT])
        return next((each for each in first if isinstance(each, Event)), records[rows[0]])

    def about(self, position: int, column: int | None) -> Line:
        """What the row tells of the as-of day, or of the day of *column*; Enter takes that."""
        if position == 0:
            return self._about_events(self._now if column is None else column)
        tell = self._ribbons.rows[position - 1].tell
        if column is None or column == self._now:
            return tell(self._moment)
        day = min(self._ribbons.slots[column].last, self._ribbons.answers.dataset.as_of)
        told = tell(Moment(day, self._moment.clock))
        enter = Span(f" {self._ribbons.glyphs.dot} Enter takes this day", "dim")
        return (*told, enter) if told else ()

    def _about_events(self, column: int | None) -> Line:
        """What happened in a slot: the first event by name, and how many more."""
        rows = self._rows_of(column) if column is not None else range(0)
        dot = f" {self._ribbons.glyphs.dot} "
        enter = "opens the last event" if column == self._now else "takes this day"
        if not rows:
            return (Span(f"Nothing here{dot}Enter {enter}", "dim"),)
        record = self._record(rows)
        sign, role = _record_sign(record, self._ribbons.glyphs)
        title = record.title if isinstance(record, Event) else record.statement
        more = f"{dot}{len(rows) - 1} more" if len(rows) > 1 else ""
        return (
            Span(f"{dated(record.when)} ", "dim"),
            Span(f"{sign} ", role),
            Span(neutral(title), "strong"),
            Span(f"{more}{dot}Enter {enter}", "dim"),
        )

    def sheet(self) -> Sheet:
        """One row a span: what, from when, to when."""
        names = ("country", "type", "from", "to", "is", "certain", "doubt")
        columns = tuple(SheetColumn(name, name.capitalize()) for name in names)
        return Sheet(columns, tuple(self._sheet_rows()))

    def _sheet_rows(self) -> Iterator[tuple[Cell, ...]]:
        shown = self._ribbons
        answers, clock, first, last = shown.answers, shown.clock, shown.first, shown.last
        countries = shown.countries if shown.country is None else (shown.country,)
        for country in countries:
            for span in posture_spans(answers, country, clock, first, last):
                yield _sheet_row(country, "posture", span, span.posture.rule.label, span.posture)
            if shown.country is None:
                continue
            for each in answers.dataset.scored_types:
                for found in stance_spans(answers, country.id, each.id, clock, first, last):
                    kind = found.stance.kind
                    if kind != "unassessed":
                        yield _sheet_row(country, each.id, found, LABELS[kind], found.stance)


def _sheet_row(
    country: Country,
    what: str,
    span: StanceSpan | PostureSpan,
    words: str,
    standing: Stance | Posture,
) -> tuple[Cell, ...]:
    return (
        Cell(country.id),
        Cell(what),
        Cell(day_text(span.first)),
        Cell(day_text(span.last)),
        Cell(words),
        Cell("yes" if standing.certain else "no"),
        Cell(", ".join(standing.doubt) or None),
    )


def _put(cells: list[str], start: int, text: str) -> None:
    """Write *text* into *cells* from *start* on, as far as there is room."""
    for number, char in enumerate(text, start):
        if number < len(cells):
            cells[number] = char


def _record_sign(record: Event | Claim, glyphs: Glyphs) -> tuple[str, Role]:
    """The sign of an event or a claim, and its role."""
    if isinstance(record, Event):
        return glyphs.event.get(record.kind, glyphs.other_event), "text"
    kind = claim_sign(record)
    return glyphs.stance[kind], stance_role(kind)


class RibbonView(View):
    """One country's stances through time, or the postures of all; columns are days."""

    legend = ("time", "stances")
    own_cursor = True
    of_country = True
    of_type_alone = True

    def board_for(self, scene: Scene, view: ViewState) -> BoardFor:
        """Makes the ribbons for a width; on another day they are drawn already."""
        moment, countries = scene.moment(view), scene.listing(view).countries
        country = None if view.rows == "all" else scene.country(view)

        def ribbons(cells: int) -> Ribbons:
            return scene.ribbons.of(
                (countries, country, moment.clock, cells),
                lambda: Ribbons(
                    scene.answers, countries, country, moment.clock, scene.glyphs, cells
                ),
            )

        timeline = scene.timeline(view)
        return lambda cells: RibbonBoard(ribbons(cells), timeline, moment)

    def row(self, scene: Scene, view: ViewState) -> str | None:
        """The support type; where all countries have rows, the country."""
        if view.rows != "all":
            return view.column or scene.type_in_view(view) or POSTURE
        return super().row(scene, view)

    def column(self, scene: Scene, view: ViewState) -> str | None:
        """None: the day is the as-of day."""
        return None

    def country(self, scene: Scene, view: ViewState) -> Country | None:
        """The country whose ribbons they are."""
        if view.rows != "all":
            return scene.country(view)
        return super().country(scene, view)

    def choose(self, scene: Scene, view: ViewState, row: str | None, column: str | None) -> Step:
        """A row, or a day."""
        if column is not None:
            return to_day(view, scene, parse_when(column).last_end)
        if view.rows != "all":
            return Step(replace(view, column=row))
        return Step(self.with_row(scene, view, row))

    def enter(self, scene: Scene, view: ViewState) -> Step:
        """The claims behind the stance, the last event; from another row, the country."""
        row, country = self.row(scene, view), self.country(scene, view)
        timeline = scene.timeline(view)
        if row == EVENTS and timeline.records:
            return follow(view, scene, timeline.records[timeline.last_before].id)
        if country is not None and row is not None and row in scene.dataset.support_types:
            return explained(view, scene, country, row)
        return super().enter(scene, view)


VIEW = RibbonView()
