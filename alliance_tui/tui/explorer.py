"""The explorer: the screen of the linked panes.

Panes say what the user meant; the screen makes a new view state from it; what is shown
follows from the state and flows down to the panes. Nothing else changes anything.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.geometry import Offset, Size
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from alliance_tui.model.dates import DateError, day_text, day_words, parse_when
from alliance_tui.model.records import Claim, Country, Source, SupportType
from alliance_tui.query.completion import completions
from alliance_tui.query.days import earliest_day, next_day, previous_day, year_away
from alliance_tui.query.edit import stepped, stepped_back, toggled
from alliance_tui.query.facets import Facet, facets
from alliance_tui.query.history import History
from alliance_tui.query.language import EVERYTHING, Query, to_text
from alliance_tui.query.ordering import COLUMN, GROUPINGS, SORTS
from alliance_tui.query.sentence import sentence
from alliance_tui.query.stance import Clock
from alliance_tui.query.view import (
    ViewError,
    ViewName,
    ViewState,
    view_from_text,
    view_to_text,
)
from alliance_tui.reading.bundled import bundled_path
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.commands import COMMANDS, textual_keys
from alliance_tui.tui.overlay import PageOverlay
from alliance_tui.tui.overlay_pages import help_page, legend_page, problems_page
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.panes.board_pane import BoardPane
from alliance_tui.tui.panes.country_list import CountryList
from alliance_tui.tui.panes.date_strip import DateStrip
from alliance_tui.tui.panes.detail import Detail
from alliance_tui.tui.panes.facet_pane import FacetPane
from alliance_tui.tui.panes.filter_bar import CHIP_KEYS, Chips, FilterBar, QueryInput
from alliance_tui.tui.panes.header import Header
from alliance_tui.tui.panes.key_bar import KeyBar
from alliance_tui.tui.panes.suggestions import Suggestions
from alliance_tui.tui.panes.tab_strip import TabStrip
from alliance_tui.tui.panes.timeline import TimelinePane
from alliance_tui.tui.prompt import Prompt
from alliance_tui.tui.saved_views import PREFIX, SavedViews
from alliance_tui.tui.sources import can_open_browser, sources_blocks, sources_of
from alliance_tui.user.memory import Memory, SavedView, remember
from alliance_tui.writing.citation import copied_text
from alliance_tui.writing.glyphs import UNICODE, Glyphs
from alliance_tui.writing.page import Block, Page, text
from alliance_tui.writing.pages.balance import balance_page
from alliance_tui.writing.pages.why import why_page
from alliance_tui.writing.safe import neutral
from alliance_tui.writing.scene import Listing, Scene, Timeline

SORT_LABELS: dict[str, str] = {
    "name": "",
    "posture": "posture",
    "change": "latest change",
    "claims": "number of claims",
}

STAGES: dict[ViewName, str] = {
    "matrix": "board",
    "votes": "board",
    "ribbon": "board",
    "sources": "board",
    "changes": "changes",
}
"""The pane of each view that takes the place of the linked panes."""

_P = TypeVar("_P", bound=Pane)

TWO_PANES = 80
"""From how many columns on two panes stand side by side."""

THREE_PANES = 120
"""From how many columns on three panes stand side by side."""

STACKED = 30
"""From how many rows on detail and timeline stand one above the other."""

SMALLEST = (40, 12)
"""The smallest terminal that the explorer works in, columns and rows."""


class Explorer(Screen[None]):
    """Country list, detail and timeline over one view state."""

    AUTO_FOCUS = "#countries"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (SMALLEST[0], "-narrow"),
        (TWO_PANES, "-middle"),
        (THREE_PANES, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (SMALLEST[1], "-short"), (24, "-high")]
    BINDINGS = [
        Binding(textual_keys(each), each.action, each.label, id=each.id, show=False)
        for each in COMMANDS
    ]

    view: var[ViewState] = var(ViewState(), init=False)
    listing: var[Listing | None] = var(None)
    timeline: var[Timeline | None] = var(None)
    page: var[Page | None] = var(None)
    country: var[str | None] = var(None)
    focus_id: var[str | None] = var(None)
    query_text: var[str] = var("")
    parsed: var[Query] = var(EVERYTHING)
    wrong: var[tuple[str, int, int] | None] = var(None)
    sentence: var[str] = var("")
    count: var[tuple[int, int]] = var((0, 0))
    day: var[int] = var(0)
    support_types: var[tuple[SupportType, ...]] = var(())
    sort_label: var[str] = var("")
    glyphs: var[Glyphs] = var(UNICODE)
    shown: var[str] = var("countries")
    zoomed: var[bool] = var(False)
    facets: var[tuple[Facet, ...]] = var(())
    with_facets: var[bool] = var(False)

    def __init__(
        self,
        loaded: Loaded,
        scene: Scene,
        view: ViewState | None = None,
        memory: Memory | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        """Explore *loaded*.

        Args:
            loaded: the open data set.
            scene: makes what is shown.
            view: what to show first; none for the opening view.
            memory: what is remembered; none where nothing is to be.
            keys: other keys for commands, by the ids of the commands.
        """
        super().__init__()
        self.loaded = loaded
        self.memory = memory or Memory()
        self._keys = keys or {}
        self.scene = scene
        self.dataset = loaded.dataset
        opening = self.dataset.metadata.opening
        self.opening = view_from_text(opening).view if opening else ViewState()
        self.history: History[ViewState] = History(scene.completed(view or self.opening))
        self._typing = False
        self._moving_in_time = False
        self._right = "detail"
        self._arranged_for: ViewName = "explore"
        self.set_reactive(Explorer.glyphs, scene.glyphs)
        self.set_reactive(Explorer.support_types, self.dataset.metadata.support_types)

    def compose(self) -> ComposeResult:
        """Lay the screen out; what each part shows is bound to the screen."""
        yield Header()
        yield FilterBar().data_bind(
            Explorer.query_text,
            Explorer.parsed,
            Explorer.wrong,
            Explorer.sentence,
            Explorer.count,
            Explorer.support_types,
            Explorer.glyphs,
        )
        yield DateStrip().data_bind(Explorer.day, Explorer.glyphs)
        yield TabStrip(id="all-tabs")
        with Horizontal(id="panes"):
            yield CountryList(id="countries").data_bind(
                Explorer.listing,
                Explorer.country,
                Explorer.sort_label,
                Explorer.glyphs,
            )
            with Container(id="right"):
                yield TabStrip(id="right-tabs")
                yield Detail(id="detail").data_bind(Explorer.page, Explorer.glyphs)
                yield FacetPane(id="facets").data_bind(Explorer.facets, Explorer.glyphs)
                yield TimelinePane(id="timeline").data_bind(
                    Explorer.timeline, Explorer.focus_id, Explorer.glyphs
                )
        yield Suggestions()
        yield KeyBar()
        yield Static(id="too-small", markup=False)

    def on_mount(self) -> None:
        """Show the first view."""
        metadata = self.dataset.metadata
        self.query_one(CountryList).support_types = self.dataset.scored_types
        self.query_one(DateStrip).dataset = self.dataset
        first_keys = {command: keys.split(",")[0] for command, keys in self._keys.items()}
        self.query_one(KeyBar).keys = first_keys
        header = self.query_one(Header)
        header.title = neutral(metadata.title)
        header.dot = self.glyphs.dot
        errors, warnings = len(self.loaded.errors), len(self.loaded.warnings)
        header.problems = f"! {errors or warnings}" if errors or warnings else ""
        self._arrange(self.size)
        self.set_reactive(Explorer.view, self.history.now)
        self.watch_view(self.view)

    # What is shown follows from the view state.

    def watch_view(self, view: ViewState) -> None:
        """Derive what is shown; parts that stay the same are not drawn again."""
        query, error = self.scene.asked(view)
        self.parsed = query
        self.wrong = (error.message, error.start, error.end) if error else None
        self.sentence = sentence(query, self.dataset)
        self.query_text = view.query
        self.country = view.country
        self.focus_id = view.focus
        self.sort_label = SORT_LABELS.get(view.sort, "")
        self.listing = self.scene.listing(view)
        if view.view == "explore":
            self.page = self.scene.page(view)
            self.timeline = self.scene.timeline(view)
        else:
            self._show_stage(view)
        if view.view != self._arranged_for:
            self._arrange(self.size)
            self._focus(self.shown if view.view == "explore" else STAGES[view.view])
        self.count = (len(self.listing.countries), self.listing.total)
        self.day = self.scene.moment(view).day
        if self.with_facets:
            self.facets = tuple(facets(self.scene.answers, query, self.scene.moment(view)))
        self._show_facts(view)

    def _show_stage(self, view: ViewState) -> None:
        """Show a view that takes the place of the panes; its pane is made when first needed."""
        if view.view == "changes":
            self._stage("changes", Detail).page = self.scene.changes(view)
            return
        board = self._stage("board", BoardPane)
        board.chosen_row = view.focus if view.view == "sources" else self._board_row(view)
        board.chosen_column = None if view.view == "ribbon" else view.column
        board.board_for = self.scene.board_for(view)

    def _stage(self, name: str, kind: type[_P]) -> _P:
        for pane in self.query(f"#{name}").results(kind):
            return pane
        pane = kind(id=name)
        pane.glyphs = self.glyphs
        pane.add_class("stage")
        self.mount(pane, after="#panes")
        return pane

    def _board_row(self, view: ViewState) -> str | None:
        """The chosen row: a country, or in ribbons of one country what the row is about."""
        if view.view == "ribbon" and view.rows == "mine":
            return view.column
        return view.country if view.focus is None else view.focus

    @on(BoardPane.Moved)
    def _move_on_board(self, message: BoardPane.Moved) -> None:
        """Choose a row and a column; in ribbons the column is a day."""
        view = self.view
        row, column = message.row, message.column
        if view.view == "sources":
            self.show(replace(view, focus=row, column=column))
            return
        if view.view == "ribbon":
            if column is not None:
                self._go_to_day(parse_when(column).last_end)
            elif view.rows == "mine":
                self.show(replace(view, column=row))
            else:
                self.show(self._with_row(view, row))
            return
        self.show(replace(self._with_row(view, row), column=column))

    def _with_row(self, view: ViewState, row: str | None) -> ViewState:
        """*view* with the country of *row* chosen, or another row in focus."""
        if row in self.dataset.country:
            return replace(view, country=row, focus=None)
        return replace(view, focus=row)

    def _show_facts(self, view: ViewState) -> None:
        day, clock = self.scene.moment(view)
        last = self.dataset.as_of
        known = "as it was known" if clock == "known" else ""
        header = self.query_one(Header)
        header.moment = " ".join(filter(None, (day_words(day) if day != last else "", known)))
        version = f"v{neutral(self.dataset.metadata.version)}"
        header.facts = (f"vouched to {day_words(last)}", version)
        self.query_one(KeyBar).off = frozenset(() if self.history.can_go_back else ("back",))

    # New view states.

    def show(self, view: ViewState) -> None:
        """Show *view* in place of this one."""
        self.history.replace(view)
        self.view = view

    def go(self, view: ViewState) -> None:
        """Show *view* and remember this one to come back to."""
        self._moving_in_time = False
        self.history.push(view)
        self.view = view

    def follow(self, target: str) -> None:
        """Go to the record called *target*."""
        item = self.dataset.find(target)
        if item is None:
            return
        if isinstance(item, Country):
            self.go(replace(self.view, view="explore", country=item.id, focus=None))
        else:
            country = item.country if isinstance(item, Claim) else self.view.country
            self.go(replace(self.view, view="explore", country=country, focus=item.id))

    @on(CountryList.Chosen)
    def _choose_country(self, message: CountryList.Chosen) -> None:
        self.show(replace(self.view, country=message.country, focus=None))

    @on(TimelinePane.Chosen)
    def _choose_record(self, message: TimelinePane.Chosen) -> None:
        self.show(replace(self.view, focus=message.record))

    @on(Detail.Followed)
    def _follow_link(self, message: Detail.Followed) -> None:
        self.follow(message.target)

    @on(FilterBar.Edited)
    def _edit_query(self, message: FilterBar.Edited) -> None:
        view = replace(self.view, query=message.text)
        if self._typing:
            self.show(view)
        else:
            self._typing = True
            self.go(view)
        self._suggest(message.text, message.cursor)

    def _suggest(self, text: str, cursor: int) -> None:
        """Offer how the word at the cursor may go on, under where it begins."""
        moment = self.scene.moment(self.view)
        found = completions(self.scene.answers, text, cursor, moment)
        suggestions = self.query_one(Suggestions)
        suggestions.completions = tuple(found)
        if found:
            bar = self.query_one(FilterBar).region
            widest = max(0, self.size.width - suggestions.outer_size.width)
            suggestions.offset = Offset(min(found[0].start + 2, widest), bar.y + 1)

    @on(QueryInput.Marked)
    def _mark_completion(self, message: QueryInput.Marked) -> None:
        suggestions = self.query_one(Suggestions)
        if suggestions.completions:
            suggestions.move(message.by)
        elif message.by > 0:
            self._leave_query()

    @on(QueryInput.Completed)
    def _complete(self) -> None:
        if not self.query_one(Suggestions).take():
            self._leave_query()

    @on(Suggestions.Taken)
    def _take_completion(self, message: Suggestions.Taken) -> None:
        self.query_one(FilterBar).complete(message.completion)

    @on(QueryInput.Left)
    def _leave_query(self) -> None:
        self._typing = False
        self.query_one(Suggestions).completions = ()
        self._focus("countries")

    @on(Chips.Pressed)
    def _press_chip(self, message: Chips.Pressed) -> None:
        self.action_step(message.number)

    @on(DateStrip.Pressed)
    def _press_day(self, message: DateStrip.Pressed) -> None:
        self._go_to_day(message.day)

    @on(TabStrip.Pressed)
    def _press_tab(self, message: TabStrip.Pressed) -> None:
        self._focus(message.pane)

    @on(Header.ProblemsPressed)
    def _press_problems(self) -> None:
        self.action_problems()

    @on(KeyBar.Pressed)
    async def _press_key(self, message: KeyBar.Pressed) -> None:
        await self.run_action(message.action)

    # Panes.

    @property
    def pane(self) -> Pane:
        """The pane that has the focus, or had it last; in other views, the view itself."""
        shown = self.shown if self.view.view == "explore" else STAGES[self.view.view]
        return self.query_one(f"#{shown}", Pane)

    @property
    def _panes(self) -> tuple[str, ...]:
        """The ids of the panes from left to right."""
        return ("countries", self._middle, "timeline")

    def _focus(self, pane: str) -> None:
        """Show *pane* if it is hidden, and give it the focus."""
        if pane in self._panes:
            self.shown = pane
        self.call_after_refresh(self.set_focus, self.query_one(f"#{pane}", Pane))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember which pane has the focus; the query has been left."""
        if isinstance(event.widget, Pane) and event.widget.id:
            self._typing = False
            self.query_one(Suggestions).completions = ()
            if event.widget.id in self._panes:
                self.shown = event.widget.id

    def watch_shown(self, pane: str) -> None:
        """Show the pane that has the focus, where there is no room for all."""
        if pane != "countries":
            self._right = pane
        self._arrange(self.size)

    def watch_with_facets(self) -> None:
        """Show the facets in the place of the detail, or the detail again."""
        if self.is_mounted:
            if self.with_facets:
                self.watch_view(self.view)
            self._arrange(self.size)

    @property
    def _middle(self) -> str:
        return "facets" if self.with_facets else "detail"

    def watch_zoomed(self) -> None:
        """Show only the pane, or the others again."""
        self._arrange(self.size)

    def _arrange(self, size: Size) -> None:
        """Decide which panes are shown: all, two of them, or one."""
        if not self.is_mounted:
            return
        self._arranged_for = self.view.view
        self.query_one("#panes").display = self.view.view == "explore"
        for stage in self.query(".stage"):
            stage.display = stage.id == STAGES.get(self.view.view)
        narrow = size.width < TWO_PANES
        one = narrow or self.zoomed
        two = not one and size.width < THREE_PANES and size.height < STACKED
        for pane in ("countries", "detail", "facets", "timeline"):
            in_place = pane not in ("detail", "facets") or pane == self._middle
            in_sight = in_place and not (two and pane not in ("countries", self._right))
            self.query_one(f"#{pane}").display = pane == self.shown if one else in_sight
        self.query_one("#right").display = not (one and self.shown == "countries")
        for strip, wanted, shown in (
            ("#all-tabs", narrow and not self.zoomed and self.view.view == "explore", self.shown),
            ("#right-tabs", two, self._right),
        ):
            tabs = self.query_one(strip, TabStrip)
            labels = {"countries": "Countries", "timeline": "Timeline"}
            labels[self._middle] = self._middle.capitalize()
            panes = self._panes if strip == "#all-tabs" else self._panes[1:]
            tabs.tabs = tuple((pane, labels[pane]) for pane in panes)
            tabs.display = wanted
            tabs.shown = shown

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the panes anew; say so where the terminal is too small."""
        self._arrange(event.size)
        columns, rows = event.size
        self.query_one("#too-small", Static).update(
            Content(
                f"A little more room, please:\n{SMALLEST[0]} × {SMALLEST[1]} at least,\n"
                f"this is {columns} × {rows}."
            )
        )

    # Actions.

    def action_move(self, where: str) -> None:
        """Move in the pane that has the focus."""
        pane = self.pane
        if isinstance(pane, CountryList | TimelinePane | Detail | FacetPane | BoardPane):
            pane.move(where)

    def action_neighbour(self, by: int) -> None:
        """Go to the pane beside this one, on a board to the column."""
        if isinstance(self.pane, BoardPane):
            self.pane.step_column(by)
            return
        place = self._panes.index(self.shown) + by
        if 0 <= place < len(self._panes):
            self._focus(self._panes[place])

    def action_cycle(self, by: int) -> None:
        """Go to the next pane, from the last to the first."""
        if self.view.view != "explore":
            return
        panes = self._panes
        self._focus(panes[(panes.index(self.shown) + by) % len(panes)])

    def action_open(self) -> None:
        """Go into the detail; in it, follow the chosen link."""
        if isinstance(self.pane, FacetPane):
            self.pane.open()
        elif isinstance(self.pane, BoardPane):
            self._open_cell()
        elif isinstance(self.pane, Detail):
            if not self.pane.open():
                self._say("No link is chosen: the arrow keys go from link to link.")
        else:
            self.with_facets = False
            self._focus("detail")

    def _open_cell(self) -> None:
        """Open what the chosen cell of a board stands for."""
        view = self.view
        row, column = self._board_row(view), view.column
        if view.view == "sources":
            self._open_source_row(view.focus)
        elif view.view == "matrix" and column in self.dataset.support_types:
            self._open_stance(row, column)
        elif view.view == "votes" and column is not None and self.dataset.find(column):
            self.go(replace(view, view="explore", country=view.country, focus=column))
        elif view.view == "ribbon" and row in self.dataset.support_types:
            self._open_stance(view.country, row)
        elif view.country is not None:
            self.follow(view.country)

    def _open_stance(self, country: str | None, support_type: str) -> None:
        """The claims behind a stance; of a total, the countries that stand anywhere."""
        record = self.dataset.country.get(country or "")
        if record is None:
            query = " ".join(filter(None, (self.view.query, f"-unassessed:{support_type}")))
            self.go(replace(self.view, view="explore", query=query, focus=None))
            return
        moment = self.scene.moment(self.view)
        self._overlay(why_page(self.scene.answers, record, moment, self.glyphs, support_type))

    def _open_source_row(self, source: str | None) -> None:
        if source in self.dataset.source:
            self.go(replace(self.view, view="explore", focus=source))
        else:
            self._overlay(balance_page(self.scene.answers, self.glyphs))

    def action_group_rows(self) -> None:
        """Put the rows of a board in sections by the next thing."""
        following = GROUPINGS[(GROUPINGS.index(self.view.grouping) + 1) % len(GROUPINGS)]
        self.show(replace(self.view, grouping=following))
        self._say("In one list." if following == "none" else f"By {following}.")

    def action_like(self) -> None:
        """Compare everybody's votes with those of the chosen country."""
        if self.view.view == "votes" and self.view.country is not None:
            self.show(replace(self.view, by=self.view.country))

    def action_query(self) -> None:
        """Type a query."""
        self.query_one(QueryInput).focus()

    def action_step(self, number: int) -> None:
        """Step a support type through the stances by editing the query."""
        types = self.dataset.metadata.support_types[:CHIP_KEYS]
        if number > len(types):
            self._say(f"There are only {len(types)} support types.")
            return
        chosen = types[number - 1]
        self._change_query(lambda text: stepped(text, chosen.id, scored=chosen.scored))

    def _change_query(self, change: Callable[[str], str]) -> None:
        """Change the query; where it cannot be read, the last that could."""
        text = to_text(self.parsed) if self.wrong else self.view.query
        self._typing = False
        self.go(replace(self.view, query=change(text)))

    def action_facets(self) -> None:
        """Show the facets, or the detail again."""
        self.with_facets = not self.with_facets
        if self.with_facets:
            self._focus("facets")
        elif self.shown == "facets":
            self._focus("countries")

    @on(FacetPane.Toggled)
    def _toggle_term(self, message: FacetPane.Toggled) -> None:
        self._change_query(lambda text: toggled(text, message.term))

    def action_opening(self) -> None:
        """Go back to the opening query."""
        self._typing = False
        self.go(replace(self.view, query=self.opening.query))

    def action_day(self, where: str) -> None:
        """Move the as-of day: to what comes before or next, by a year, to the ends of time."""
        day, last = self.scene.moment(self.view).day, self.dataset.as_of
        first = earliest_day(self.dataset)
        rows = self.scene.timeline(self.view).records
        if where == "end":
            self._go_to_day(first if day == last else last)
        elif where == "previous":
            self._go_to_day(previous_day(rows, day, first))
        elif where == "next":
            self._go_to_day(next_day(rows, day, last))
        else:
            self._go_to_day(year_away(day, -1 if where == "year_back" else 1, first, last))

    def _go_to_day(self, day: int) -> None:
        """Show another day; several days in a row are one step of the history."""
        last = self.dataset.as_of
        view = replace(self.view, as_of=None if day >= last else day)
        if self._moving_in_time:
            self.show(view)
        else:
            self.go(view)
        self._moving_in_time = True

    def action_type_day(self) -> None:
        """Type the as-of day."""

        def done(line: str | None) -> None:
            if line is not None:
                self._go_to_day(parse_when(line).last_end)

        hint = f"a day such as 2022-11-23, up to {day_text(self.dataset.as_of)}"
        start = day_text(self.scene.moment(self.view).day)
        self.app.push_screen(Prompt("As of which day?", hint, start, _wrong_day), done)

    def action_type_first_day(self) -> None:
        """Type the first of the two days between which changes are shown."""

        def done(line: str | None) -> None:
            if line is not None:
                self.go(replace(self.view, view="changes", since=parse_when(line).last_end))

        start = day_text(self.scene.since(self.view).day)
        hint = "the changes from the end of this day on; a day, a month or a year"
        self.app.push_screen(Prompt("Changes since which day?", hint, start, _wrong_day), done)

    def action_view(self, name: ViewName) -> None:
        """Show another view, or from there the explorer again."""
        view: ViewName = "explore" if self.view.view == name else name
        self.go(replace(self.view, view=view, column=None, sort="name", focus=None))

    def action_clock(self) -> None:
        """Count by what had happened, or only by what was known."""
        clock: Clock = "known" if self.view.clock == "happened" else "happened"
        self.go(replace(self.view, clock=clock))
        self._say(
            "Counting only what was known by the day."
            if clock == "known"
            else "Counting what had happened by the day."
        )

    def action_rows(self) -> None:
        """Show the rows of the chosen country, or all."""
        self.show(replace(self.view, rows="all" if self.view.rows == "mine" else "mine"))

    def action_sort(self) -> None:
        """Sort by the next thing; on a board by the chosen column, or by name again."""
        view = self.view
        if view.view != "explore":
            if view.column is None:
                self._say("Choose a column first: the arrow keys go from column to column.")
                return
            by_column = f"{COLUMN}{view.column}"
            self.show(replace(view, sort="name" if view.sort == by_column else by_column))
            return
        place = SORTS.index(view.sort) if view.sort in SORTS else -1
        following = SORTS[(place + 1) % len(SORTS)]
        self.show(replace(self.view, sort=following))

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self.zoomed = not self.zoomed

    def action_back(self) -> None:
        """Go back in the history."""
        view = self.history.back()
        if view is None:
            self._say("This is where you began.")
        else:
            self.view = view

    def action_forward(self) -> None:
        """Go forward in the history."""
        view = self.history.forward()
        if view is None:
            self._say("Nothing lies ahead.")
        else:
            self.view = view

    def action_escape(self) -> None:
        """Leave the query, the zoom, the facets, the view, the focus; then take a filter back."""
        if isinstance(self.focused, QueryInput):
            self._typing = False
            self.query_one(Suggestions).completions = ()
            self._focus(self.shown)
        elif self.zoomed:
            self.zoomed = False
        elif self.with_facets:
            self.action_facets()
        elif self.view.view != "explore":
            self.go(replace(self.view, view="explore"))
        elif self.view.focus is not None:
            self.show(replace(self.view, focus=None))
        else:
            self._change_query(lambda text: stepped_back(text, self.opening.query))

    def action_why(self) -> None:
        """Explain the posture of the chosen country."""
        country = self.dataset.country.get(self.view.country or "")
        if country is not None:
            moment = self.scene.moment(self.view)
            self._overlay(why_page(self.scene.answers, country, moment, self.glyphs))

    def action_legend(self) -> None:
        """Explain the signs and colours."""
        self._overlay(legend_page(self.dataset, self.glyphs))

    def action_problems(self) -> None:
        """List what is wrong in the data set."""
        self._overlay(problems_page(self.loaded, self.glyphs))

    def action_help(self) -> None:
        """List every key."""
        self._overlay(help_page(self.dataset))

    def _overlay(self, page: Page) -> None:
        def done(target: str | None) -> None:
            if target is not None:
                self.follow(target)

        self.app.push_screen(PageOverlay(page, self.glyphs), done)

    def action_copy(self) -> None:
        """Copy what is shown, with its sources."""
        item = self.dataset.find(self.view.focus or self.view.country or "")
        if item is not None:
            self._copy("Copied, with sources", copied_text(item, self.scene.answers))

    def action_copy_command(self) -> None:
        """Copy the command that opens this view."""
        command = ["alliance-tui"]
        if self.loaded.path != bundled_path():
            command += ["-d", str(self.loaded.path)]
        self._copy("Copied", shlex.join([*command, "--view", view_to_text(self.view)]))

    def _copy(self, title: str, copied: str) -> None:
        """Copy a text and show it, since not every terminal takes it."""
        self.app.copy_to_clipboard(copied)
        blocks = tuple(Block((text(line),)) for line in copied.split("\n"))
        self._overlay(Page("copied", title, blocks))

    def action_source(self) -> None:
        """Open the source of what is shown, or offer its sources."""
        item = self.dataset.find(self.view.focus or "")
        sources = sources_of(item, self.dataset) if item is not None else []
        if not sources:
            self._say("Choose a claim, an event or a source first.")
        elif len(sources) > 1:
            self._overlay(Page("sources", "Which source?", sources_blocks(sources)))
        else:
            self._open_source(sources[0])

    def _open_source(self, source: Source) -> None:
        address = source.url or source.archived
        if address is None:
            self._say("No address is recorded for this source.")
        elif can_open_browser():
            self.app.open_url(address)
            self._say(f"Opening {address}")
        else:
            self._copy("The address, copied", address)

    def action_saved_views(self) -> None:
        """Show the saved views."""

        def done(target: str | None) -> None:
            if target is not None:
                views = [each for each in self.memory.views if each.data == present.data]
                saved = views[int(target.removeprefix(PREFIX))]
                self.open_view(saved.view)

        name = neutral(self.sentence)
        data = self.dataset.metadata.id
        present = SavedView(name, view_to_text(self.view), data)
        self.app.push_screen(SavedViews(self.memory, present, self.glyphs, self._keep), done)

    def _keep(self, memory: Memory) -> None:
        self.memory = memory
        if not remember(memory):
            self._say("This could not be written; it is kept until you leave.")

    def open_view(self, view: str) -> None:
        """Go to a view written as text."""
        try:
            opened = view_from_text(view)
        except ViewError as error:
            self._say(str(error))
            return
        for note in opened.notes:
            self._say(note)
        self.go(self.scene.completed(opened.view))

    def action_palette(self) -> None:
        """Find a command, a country or an event by name."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()

    def _say(self, message: str) -> None:
        self.notify(message, timeout=3, markup=False)


def _wrong_day(line: str) -> str | None:
    """What is wrong with *line* as a day; a month or a year stands for its last day."""
    try:
        when = parse_when(line)
    except DateError as error:
        return str(error)
    return "one date, please, not an interval" if when.interval else None
