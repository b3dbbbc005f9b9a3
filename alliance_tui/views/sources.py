"""The sources: what each is, whose voice it has, and how much rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec.structs import replace

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Country, Source
from alliance_tui.model.words import number_of
from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.evidence import NO_STATE
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import noted, source_after
from alliance_tui.pages.lines import Line
from alliance_tui.pages.lists import sources_sheet
from alliance_tui.pages.names import country_name
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Sheet, rearranged
from alliance_tui.query.bibliography import Weight, cited, weight
from alliance_tui.query.columns import arranged
from alliance_tui.query.ordering import COLUMN, direction_of
from alliance_tui.query.stance import Moment
from alliance_tui.query.view import ViewState
from alliance_tui.views.board import TOTAL, Board, BoardFor, Column, Row, cell
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step, exploring
from alliance_tui.views.view import View

HEADS: Mapping[str, tuple[str, int]] = {
    "published": ("Published", 11), "kind": ("Kind", 16), "speaks_for": ("Voice", 7),
    "lang": ("Lang", 6), "claims": ("Claims", 8), "denials": ("Denied", 8), "alone": ("Alone", 7),
    "events": ("Events", 8),
}  # fmt: skip
"""The columns: what stands over each, and its cells."""

FIGURES: Mapping[str, str] = {
    "claims": "the claims that cite the source",
    "denials": "the claims that it denies",
    "alone": "the claims that no other source supports",
    "events": "the events that cite it",
}
"""Those that tell how much rests on a source, each with what it counts."""

COUNTED: Mapping[str, tuple[str, str]] = {
    "kind": ("kind", "kinds"), "speaks_for": ("voice", "voices"), "lang": ("language", "languages"),
}  # fmt: skip
"""Those whose values are counted."""

SORTED: Mapping[str, str] = {
    "published": "day", "kind": "kind", "speaks_for": "voice", "lang": "language",
    "claims": "claims that cite them", "denials": "claims that they deny",
    "alone": "claims on them alone", "events": "events that cite them",
}  # fmt: skip
"""By what they are sorted, in words."""

LEAST_LEAD = 28
"""The least width of publisher and title."""

WIDEST_PUBLISHER = 24

UNKNOWN = "not recorded"


def sorted_words(sort: str) -> str:
    """By what sources are sorted, in words."""
    column = sorted_column(sort)
    if column is None:
        return "voice and publisher"
    return SORTED[column] + ", backwards" * direction_of(sort)[1]


def sorted_column(sort: str) -> str | None:
    """The column by which *sort* has sources; none where it is of another table."""
    by = direction_of(sort)[0]
    column = by.removeprefix(COLUMN)
    return column if column != by and column in HEADS else None


class SourceBoard(Board):
    """Sources by what they are and what rests on them."""

    title = "Sources"

    def __init__(
        self,
        dataset: Dataset,
        sources: Sequence[Source],
        sort: str,
        moment: Moment,
        glyphs: Glyphs,
        cells: int,
        title: str = title,
        columns: Sequence[str] = (),
    ) -> None:
        """Show *sources* at *moment*: by whose voice they have, or by the column of *sort*.

        *columns* says which columns there are, as `columns.written` writes it.
        """
        shown = arranged(tuple(HEADS), columns)
        self.title = f"{title} {glyphs.dot} by {sorted_words(sort)}"
        self.hidden = len(HEADS) - len(shown)
        self._dataset = dataset
        self._moment = moment
        self._glyphs = glyphs
        self._weights: dict[str, Weight] = {}
        self._counters: dict[str, Counter[str]] = {}
        self._sources = self._sorted(sources, sort)
        self._rows: list[Source | str] = list(self._sources)
        if sorted_column(sort) is None:
            self._rows = list(self._by_voice())
        self.ids = [TOTAL, *(None if isinstance(each, str) else each.id for each in self._rows)]
        made = {each: self._column(each) for each in shown}
        taken = [*accumulate(each.cells for each in made.values())]
        least = min(LEAST_LEAD, cells // 2)
        fitting = max((each for each in taken if each <= cells - least), default=0)
        self._lead = max(least, cells - fitting)
        self._publisher = min(WIDEST_PUBLISHER, self._lead // 3) if self._lead > 40 else 0
        heads = fit(" Publisher", self._publisher) + "Title" if self._publisher else " Title"
        self.leads = (Span(fit(heads, self._lead), "label"),)
        self.columns = list(made.values())
        self.signs = (f"Alone: {FIGURES['alone']}",) if "alone" in shown else ()

    @staticmethod
    def _column(name: str) -> Column:
        head, cells = HEADS[name]
        span = Span(f"{head:>{cells - 1}} ", "label")
        heads = (span if name in FIGURES else cell(head, cells, "label"),)
        return Column(name, cells, heads, rising=name in COUNTED)

    def _sorted(self, sources: Sequence[Source], sort: str) -> list[Source]:
        def by_publisher(source: Source) -> tuple[str, str]:
            return source.publisher.casefold(), source.id

        found = sorted(sources, key=by_publisher)
        backwards = direction_of(sort)[1]
        column = sorted_column(sort) or ""

        def by_column(source: Source) -> tuple[bool, str, int]:
            if column in FIGURES:
                return False, "", -getattr(self._weight(source), column)
            if column == "published":
                return False, "", -(source.published.written if source.published else 0)
            value = getattr(source, column, None)
            return not value, value or "", 0

        if column:
            found.sort(key=by_column, reverse=backwards)
        return found

    def _by_voice(self) -> Iterator[Source | str]:
        """Under a heading those that speak for nobody, then those of each state, most first."""
        voices: dict[str | None, list[Source]] = {None: []}
        for source in self._sources:
            voices.setdefault(source.speaks_for, []).append(source)
        for voice, sources in sorted(
            voices.items(), key=lambda each: (each[0] is not None, -len(each[1]))
        ):
            if sources:
                whose = country_name(self._dataset, voice) if voice else NO_STATE
                yield f"Voice of {whose} {self._glyphs.dot} {len(sources)}"
                yield from sources

    def _weight(self, source: Source) -> Weight:
        found = self._weights.get(source.id)
        if found is None:
            found = self._weights[source.id] = weight(self._dataset, source)
        return found

    def row(self, position: int) -> Row:
        """The row at *position*."""
        cut = self._glyphs.ellipsis
        if position == 0:
            every = f" {self._every}"
            label = every if width(every) < self._lead else every.partition(":")[0]
            return Row(TOTAL, (Span(fit(label, self._lead, cut), "dim"),))
        source = self._rows[position - 1]
        if isinstance(source, str):
            return Row(None, (Span(fit(f" {neutral(source)}", self._lead, cut), "heading"),))
        if not self._publisher:
            return Row(source.id, (cell(f" {neutral(source.title)}", self._lead, "text", cut),))
        return Row(
            source.id,
            (
                cell(f" {self._producer(position)}", self._publisher, "strong", cut),
                cell(neutral(source.title), self._lead - self._publisher, "text", cut),
            ),
        )

    @property
    def _every(self) -> str:
        """How many sources there are, of how many kinds, voices and languages."""
        values = (number_of(len(self._counts(name)), *words) for name, words in COUNTED.items())
        return f"{number_of(len(self._sources), 'source')}: {', '.join(values)}"

    def _producer(self, position: int) -> str:
        """The publisher of the source at *position*, where the row before has not the same."""
        before, source = self._rows[position - 2] if position > 1 else "", self._rows[position - 1]
        assert isinstance(source, Source)
        same = isinstance(before, Source) and before.publisher == source.publisher
        return "" if same else neutral(source.publisher)

    def cell(self, position: int, column: int) -> Span:
        """What a source is, or how much rests on it; in the first row, how many kinds."""
        name, cells = self.columns[column].id, self.columns[column].cells
        figure = name in FIGURES
        if position == 0:
            return Span(" " * cells)
        source = self._rows[position - 1]
        if isinstance(source, str):
            return Span(" " * cells)
        if figure:
            number = getattr(self._weight(source), name)
            return Span(f"{number or '':>{cells - 1}} ", "bad" if name == "denials" else "text")
        if name == "published":
            text = source.published.text if source.published else ""
        else:
            text = getattr(source, name) or ""
        return cell(neutral(text), cells, "dim", self._glyphs.ellipsis)

    def _counts(self, name: str) -> Counter[str]:
        """How many sources have each value of a column of words."""
        found = self._counters.get(name)
        if found is None:
            values = (getattr(each, name) or UNKNOWN for each in self._sources)
            found = self._counters[name] = Counter(values)
        return found

    def about(self, position: int, column: int | None) -> Line:
        """The title in full; in the first row, the balance of the chosen column."""
        dot = Span(f" {self._glyphs.dot} ", "dim")
        if position == 0:
            if column is None:
                return (Span(self._every), dot, Span("Enter: how they are balanced", "dim"))
            return self._balance(self.columns[column].id)
        source = self._rows[position - 1]
        if isinstance(source, str):
            return (Span(neutral(source)),)
        address = source.url or source.archived
        name = "" if column is None else self.columns[column].id
        figure: Line = ()
        if name in FIGURES:
            number = getattr(self._weight(source), name)
            figure = (Span(f"{number}: {FIGURES[name]}"), dot)
        return (
            *figure,
            Span(neutral(source.title), "strong"),
            *noted(source_after(source, self._moment, self._dataset), self._glyphs.dot),
            *((dot, Span(neutral(address), "address")) if address else ()),
        )

    def _balance(self, name: str) -> Line:
        if name in FIGURES:
            return (Span(f"{HEADS[name][0]}: {FIGURES[name]}"),)
        if name not in COUNTED:
            return ()
        words = [f"{neutral(value)} {count}" for value, count in self._counts(name).most_common()]
        return (Span(f" {self._glyphs.dot} ".join(words)),)

    def sheet(self) -> Sheet:
        """One row a source."""
        sheet = sources_sheet(self._dataset, self._sources, self._moment)
        return rearranged(sheet, tuple(HEADS), [each.id for each in self.columns])


class SourcesView(View):
    """The sources that the rows of the query cite."""

    sorts = True
    of_type_alone = True

    def with_type(self, view: ViewState, support_type: str | None) -> ViewState:
        """The same column stays chosen."""
        return replace(view, type=support_type)

    def board_for(self, scene: Scene, view: ViewState) -> BoardFor:
        """Makes the sources for a width."""
        moment = scene.moment(view)
        query, about = scene.asked(view).query, scene.type_in_view(view)
        sources = cited(scene.answers, query, moment, about)
        title = SourceBoard.title
        if about is not None:
            others = len(cited(scene.answers, query, moment)) - len(sources)
            label = neutral(scene.dataset.support_types[about].label)
            rest = f", and {others} on other kinds" if others else ""
            title = f"{title} › {label} {scene.glyphs.dot} {len(sources)}{rest}"

        return lambda cells: SourceBoard(
            scene.dataset, sources, view.sort, moment, scene.glyphs, cells, title, view.columns
        )

    def columns(self, scene: Scene, view: ViewState) -> Mapping[str, str]:
        """What sources are, and how much rests on them."""
        return {name: head for name, (head, _) in HEADS.items()}

    def row(self, scene: Scene, view: ViewState) -> str | None:
        """The source, or the total."""
        return view.focus or TOTAL

    def country(self, scene: Scene, view: ViewState) -> Country | None:
        """The country that was chosen before."""
        return scene.country(view)

    def choose(self, scene: Scene, view: ViewState, row: str | None, column: str | None) -> Step:
        """A source."""
        return Step(replace(view, focus=row, column=column))

    def enter(self, scene: Scene, view: ViewState) -> Step:
        """The page of the source; from the total, how sources are balanced."""
        if view.focus in scene.dataset.source:
            return Step(exploring(view, focus=view.focus), push=True)
        from alliance_tui.pages.balance import balance_page

        return Step(view, page=balance_page(scene.answers, scene.glyphs))


VIEW = SourcesView()
