"""A few countries side by side: where they stand, what they did together, what they promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from alliance_tui.model.records import Country, Event, Membership, Tie
from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.entries import part_words
from alliance_tui.pages.glyphs import Glyphs, doubtful
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Role, Span, stance_role
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Sheet
from alliance_tui.pages.sheet import Column as SheetColumn
from alliance_tui.pages.spells import dated, period_words
from alliance_tui.pages.standing import mark
from alliance_tui.pages.telling import stance_lines, stance_words, with_doubt
from alliance_tui.query.answers import Answers
from alliance_tui.query.compare import MOST, common_events, memberships_on, ties_on
from alliance_tui.query.stance import SILENT, Moment
from alliance_tui.query.view import ViewState, at_country, in_view
from alliance_tui.query.votes import RollCalls
from alliance_tui.views.board import VOTES, Board, BoardFor, Column, Row, cell
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import NO_COUNTRY, Step, explained, exploring, follow, marked_words
from alliance_tui.views.view import View, view_called

LEADS, WIDEST_LEAD = (12, 44), 60
"""The width of what stands before the columns: the least, enough, and where there is room."""

ENOUGH, WIDEST = 28, 34
"""The width of a country's column that shows most facts in full, and the greatest."""

POSTURE = "posture"
"""The id of the row about postures."""


class Fact(NamedTuple):
    """What a row tells of one country.

    Attributes:
        text: the fact.
        role: how it is drawn.
        more: what is told when the cell is chosen.
        key: what has to be the same, or the countries differ; none where that is no question.
    """

    text: str
    role: Role = "text"
    more: str = ""
    key: str | None = None


NOTHING = Fact("")


class Comparison(NamedTuple):
    """A row: what it is about, and what it tells of each country.

    Attributes:
        id: of what it is about; none for a heading.
        label: what it is about.
        facts: what it tells, a country each.
        brief: the label where there is no room for all of it.
    """

    id: str | None
    label: str
    facts: tuple[Fact, ...] = ()
    brief: str = ""

    @property
    def differs(self) -> bool:
        """Whether it tells one thing of one country and another of another."""
        return len({fact.key for fact in self.facts}) > 1


GAP = Comparison(None, "")


class CompareBoard(Board):
    """Countries side by side."""

    title = "Compare"
    empty = "Mark two countries: Space, in any view."

    def __init__(
        self,
        answers: Answers,
        countries: Sequence[Country],
        moment: Moment,
        glyphs: Glyphs,
        cells: int,
    ) -> None:
        """Set *countries* side by side as they stand at *moment*, in *cells* cells."""
        self._answers = answers
        self._dataset = answers.dataset
        self._countries = countries = countries if len(countries) > 1 else ()
        self._moment = moment
        self._glyphs = glyphs
        self.signs = (f"{glyphs.differs} they differ",) if countries else ()
        wanted = cells - WIDEST * len(countries)
        if wanted < LEADS[1]:
            wanted = min(LEADS[1], max(LEADS[0], cells // 4, cells - ENOUGH * len(countries)))
        self._lead = min(WIDEST_LEAD, wanted)
        self._room = column = min(WIDEST, (cells - self._lead) // max(1, len(countries)))
        self.leads = (Span(" " * self._lead),)
        self.columns = [
            Column(each.id, column, (cell(neutral(each.name), column, "strong", glyphs.ellipsis),))
            for each in countries
        ]
        self.ids = [each.id for each in self._rows]

    @cached_property
    def _rows(self) -> list[Comparison]:
        if not self._countries:
            return []
        return [
            Comparison(None, "Did"),
            self._postures(),
            *self._stances(),
            GAP,
            Comparison(None, "Votes like"),
            *self._votes(),
            GAP,
            Comparison(None, "Together"),
            *self._events(),
            GAP,
            Comparison(None, "Promised"),
            *self._ties(),
            *self._memberships(),
        ]

    def _ties(self) -> Iterator[Comparison]:
        found = [ties_on(self._dataset, each, self._moment.day) for each in self._countries]
        for title in dict.fromkeys(title for ties in found for title in ties):
            ties = [each.get(title) for each in found]
            first = next(tie for tie in ties if tie is not None)
            yield Comparison(first.id, title, tuple(map(self._tie, ties)))

    def _tie(self, tie: Tie | None) -> Fact:
        if tie is None:
            return NOTHING
        words = ", ".join(tie.obligations) or "no duty named"
        since = f" {self._glyphs.dot} {dated(tie.when)}" if tie.when else ""
        return Fact(words, "text", words + since, "bound")

    def _memberships(self) -> Iterator[Comparison]:
        found = [memberships_on(self._dataset, each, self._moment.day) for each in self._countries]
        for group in dict.fromkeys(group for groups in found for group in groups):
            known = self._dataset.group.get(group)
            label = known.name if known is not None and known.analytic else group
            yield Comparison(
                group, label, tuple(self._membership(each.get(group)) for each in found)
            )

    def _membership(self, membership: Membership | None) -> Fact:
        if membership is None:
            return NOTHING
        since = f" {self._glyphs.dot} {dated(membership.when)}" if membership.when else ""
        return Fact(membership.status, "text", membership.status + since, membership.status)

    def _postures(self) -> Comparison:
        facts = []
        for each in self._countries:
            posture = self._answers.posture(each.id, self._moment)
            doubt = mark(posture, self._glyphs)
            meaning = f": {posture.rule.meaning}" if posture.rule.meaning else ""
            more = with_doubt(posture.rule.label, posture) + meaning
            label = posture.rule.label + (f" {doubt}" if doubt else "")
            facts.append(Fact(label, f"tone-{posture.rule.tone}", more, posture.rule.id))
        return Comparison(POSTURE, "Posture", tuple(facts))

    def _stances(self) -> Iterator[Comparison]:
        for support_type in self._dataset.scored_types:
            facts = tuple(self._stance(each, support_type.id) for each in self._countries)
            yield Comparison(support_type.id, support_type.label, facts)

    def _stance(self, country: Country, support_type: str) -> Fact:
        stance = self._answers.stances.stance(country.id, support_type, self._moment)
        sign = f"{self._glyphs.stance[stance.kind]}{mark(stance, self._glyphs)} "
        role = stance_role(stance.kind)
        more = stance_words(self._answers, country.id, support_type, self._moment)
        told = stance_lines(self._answers, country.id, support_type, self._moment)
        lines = [doubtful(each, self._glyphs) for each in told]
        room = self._room - width(sign) - 1
        kind = "silent" if stance.kind in SILENT else stance.kind
        rest = "" if kind == "silent" else lines[-1]  # a whole sign tells more than half a label
        words = next((each for each in lines if width(neutral(each)) <= room), rest)
        return Fact(sign + words, role, more, " ".join((kind, *stance.doubt)))

    def _votes(self) -> Iterator[Comparison]:
        calls = RollCalls(self._dataset, self._dataset.roll_calls)
        subject = self._dataset.country.get(self._dataset.metadata.subject)
        others = [subject] if subject is not None and subject not in self._countries else []
        for other in (*others, *self._countries):
            facts = tuple(self._agreement(calls, each, other) for each in self._countries)
            yield Comparison(f"{VOTES}:{other.id}", other.name, facts)

    def _agreement(self, calls: RollCalls, country: Country, other: Country) -> Fact:
        if country is other:
            return Fact(self._glyphs.dash, "dim")
        alike, both = calls.agreement(country.id, other.id, self._moment.day)
        if not both:
            return Fact("never both voted", "dim")
        words = f"in {alike} of {both} roll calls"
        return Fact(f"{alike} of {both}", "text", f"voted like {other.name} {words}")

    def _events(self) -> Iterator[Comparison]:
        happened = [
            event
            for event in common_events(self._dataset, self._countries)
            if event.when.first_start <= self._moment.day
        ]
        for event in reversed(happened):
            facts = tuple(self._part(event, each) for each in self._countries)
            days, months, _ = period_words(event.when.text)
            label, brief = (f"{when} {self._glyphs.dot} {event.title}" for when in (days, months))
            yield Comparison(event.id, label, facts, brief)

    def _part(self, event: Event, country: Country) -> Fact:
        entry = self._dataset.entries(event).get(country.id)
        if entry is None:
            return NOTHING
        words = part_words(entry, self._glyphs) or "took part"
        return Fact(words, "text", words, words)

    def row(self, position: int) -> Row:
        """The row at *position*."""
        found = self._rows[position]
        label = neutral(found.label)
        if found.id is None:
            return Row(
                None, (Span(fit(f" {label}", self._lead, self._glyphs.ellipsis), "heading"),)
            )
        if width(label) > self._lead - 4 and found.brief:
            label = neutral(found.brief)
        text = fit(label, self._lead - 4, self._glyphs.ellipsis)
        sign, role = (self._glyphs.differs, "strong") if found.differs else (" ", "dim")
        return Row(found.id, (Span(f" {sign} ", "marker"), Span(f"{text} ", role)))

    def cell(self, position: int, column: int) -> Span:
        """What the row tells of a country."""
        fact = self._rows[position].facts[column]
        cells = self.columns[column].cells
        return cell(neutral(fact.text), cells, fact.role, self._glyphs.ellipsis)

    def about(self, position: int, column: int | None) -> Line:
        """The row's label in full, and all that it tells of the chosen country, or of each."""
        found = self._rows[position]
        dot = Span(f" {self._glyphs.dot} ", "dim")
        differs = " (they differ)" if found.differs else ""
        label = Span(neutral(found.label) + differs)
        if found.id is None:
            return (label,)
        if column is None:
            told = zip(self._countries, found.facts, strict=True)
            pairs = (
                (dot, Span(f"{neutral(each.name)} ", "strong"), Span(neutral(fact.text), fact.role))
                for each, fact in told
                if fact.text
            )
            return (label, *(span for pair in pairs for span in pair))
        name = Span(neutral(self._countries[column].name), "strong")
        fact = found.facts[column]
        if not fact.text:
            return (name, dot, label, dot, Span("nothing recorded", "dim"))
        return (name, dot, label, dot, Span(neutral(fact.more or fact.text), fact.role))

    def sheet(self) -> Sheet:
        """One row a fact: the section, what it is about, and what holds of each country."""
        columns = (
            SheetColumn("section", "Section"),
            SheetColumn("about", "About"),
            SheetColumn("differs", "Differs"),
            *(SheetColumn(each.id, each.name) for each in self._countries),
        )
        rows = []
        section = ""
        for found in self._rows:
            if found.id is None:
                section = found.label or section
                continue
            facts = (Cell(fact.more or fact.text or None) for fact in found.facts)
            rows.append(
                (Cell(section), Cell(found.label), Cell("yes" if found.differs else None), *facts)
            )
        return Sheet(columns, tuple(rows))


class CompareView(View):
    """The pinned countries, a column each."""

    def opened(self, scene: Scene, view: ViewState, before: ViewState) -> Step:
        """With the country that was chosen marked too, where fewer than two are."""
        pins = tuple(each.id for each in scene.marked(before))
        country = view_called(before.view).country(scene, before)
        if len(pins) < 2 and country is not None and country.id not in pins:
            pins = (*pins, country.id)
        if len(pins) < 2:
            say = f"{marked_words(scene, pins)} Mark another country with Space, then c."
            return Step(replace(before, pins=pins), say=say)
        many = f"{len(pins)} are marked; the first {MOST} stand side by side."
        return Step(replace(view, pins=pins), push=True, say=many if len(pins) > MOST else "")

    def with_type(self, view: ViewState, support_type: str | None) -> ViewState:
        """The same country stays chosen; the row is that of the kind of support."""
        return replace(view, type=support_type, focus=None)

    def board_for(self, scene: Scene, view: ViewState) -> BoardFor:
        """Makes the comparison for a width."""
        countries, moment = scene.marked(view)[:MOST], scene.moment(view)
        return lambda cells: CompareBoard(scene.answers, countries, moment, scene.glyphs, cells)

    def columns(self, scene: Scene, view: ViewState) -> Mapping[str, str]:
        """The marked countries."""
        return {each.id: each.name for each in scene.marked(view)}

    def shown_columns(self, scene: Scene, view: ViewState) -> tuple[str, ...]:
        """The same: a mark is what gives a country its column."""
        return tuple(self.columns(scene, view))

    def with_columns(self, scene: Scene, view: ViewState, shown: Sequence[str]) -> ViewState:
        """*view* with those countries marked, in that order."""
        return replace(view, pins=tuple(shown))

    def row(self, scene: Scene, view: ViewState) -> str | None:
        """What the countries are compared in."""
        return view.focus or scene.type_in_view(view) or POSTURE

    def country(self, scene: Scene, view: ViewState) -> Country | None:
        """The country of the chosen column, or the one that was chosen before."""
        return scene.country(view)

    def choose(self, scene: Scene, view: ViewState, row: str | None, column: str | None) -> Step:
        """A column chooses its country."""
        if column is not None:
            view = at_country(view, column)
        return super().choose(scene, view, row, column)

    def enter(self, scene: Scene, view: ViewState) -> Step:
        """What the row is about: a record, a stance, votes, the posture."""
        row = self.row(scene, view)
        column = scene.dataset.country.get(self.column(scene, view) or "")
        country = column or scene.country(view)
        if row is not None and row in scene.dataset.support_types and country is not None:
            return explained(view, scene, country, row)
        if row is not None and row.startswith(f"{VOTES}:"):
            by = row.removeprefix(f"{VOTES}:")
            return Step(replace(in_view(view, "votes"), by=by, focus=None), push=True)
        if scene.dataset.find(row or "") is not None:
            return Step(exploring(view, focus=row), push=True)
        return Step(view, say=NO_COUNTRY) if country is None else follow(view, scene, country.id)


VIEW = CompareView()
