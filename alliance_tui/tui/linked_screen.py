"""The linked screen: panes that follow from one view state.

Panes say what the user meant; the screen makes a new view state from it; what is shown
follows from the state and flows down to the panes. Nothing else changes anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.reactive import var
from textual.widgets import Static

from alliance_tui.model.dates import day_words
from alliance_tui.model.records import Claim, Country, SupportType
from alliance_tui.query.facets import Facet, facets
from alliance_tui.query.history import History
from alliance_tui.query.language import EVERYTHING, Query
from alliance_tui.query.ordering import SORTS
from alliance_tui.query.sentence import sentence
from alliance_tui.query.view import (
    ViewState,
    view_from_text,
)
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.arranged_screen import ArrangedScreen
from alliance_tui.tui.overlay import PageOverlay
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.panes.board_pane import BoardPane
from alliance_tui.tui.panes.country_list import CountryList
from alliance_tui.tui.panes.date_strip import DateStrip
from alliance_tui.tui.panes.detail import Detail
from alliance_tui.tui.panes.facet_pane import FacetPane
from alliance_tui.tui.panes.filter_bar import FilterBar
from alliance_tui.tui.panes.header import Header
from alliance_tui.tui.panes.key_bar import KeyBar
from alliance_tui.tui.panes.suggestions import Suggestions
from alliance_tui.tui.panes.tab_strip import TabStrip
from alliance_tui.tui.panes.timeline import TimelinePane
from alliance_tui.user.memory import Memory
from alliance_tui.writing.country_list import Listing
from alliance_tui.writing.glyphs import ASCII, UNICODE, Glyphs
from alliance_tui.writing.page import Page
from alliance_tui.writing.safe import neutral
from alliance_tui.writing.scene import Scene
from alliance_tui.writing.timeline import Timeline

SORT_LABELS: dict[str, str] = {
    "name": "",
    "posture": "posture",
    "change": "latest change",
    "claims": "number of claims",
}

_P = TypeVar("_P", bound=Pane)


class LinkedScreen(ArrangedScreen):
    """Panes over one view state."""

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
    moment: var[str] = var("")
    day: var[int] = var(0)
    support_types: var[tuple[SupportType, ...]] = var(())
    sort_label: var[str] = var("")
    glyphs: var[Glyphs] = var(UNICODE)
    pins: var[tuple[str, ...]] = var(())
    facets: var[tuple[Facet, ...]] = var(())

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
        self.memory = memory or Memory()
        self.other_keys = keys or {}
        self._take(loaded, scene)
        self.history: History[ViewState] = History(scene.completed(view or self.opening))
        self._typing = False
        self._moving_in_time = False
        self.set_reactive(LinkedScreen.glyphs, scene.glyphs)
        self.set_reactive(LinkedScreen.support_types, self.dataset.metadata.support_types)

    def _take(self, loaded: Loaded, scene: Scene) -> None:
        self.loaded = loaded
        self.scene = scene
        self.dataset = loaded.dataset
        opening = self.dataset.metadata.opening
        self.opening = view_from_text(opening).view if opening else ViewState()

    def read_anew(self, loaded: Loaded, scene: Scene) -> None:
        """Go on with another reading of the data set, where one is."""
        self._take(loaded, scene)
        self.support_types = self.dataset.metadata.support_types
        self._introduce()
        self._arrange(self.size)
        view = scene.completed(self.view)
        self.history.replace(view)
        self.set_reactive(LinkedScreen.view, view)
        self.watch_view(view)

    def compose(self) -> ComposeResult:
        """Lay the screen out; what each part shows is bound to the screen."""
        yield Header()
        yield FilterBar().data_bind(
            LinkedScreen.query_text,
            LinkedScreen.parsed,
            LinkedScreen.wrong,
            LinkedScreen.sentence,
            LinkedScreen.count,
            LinkedScreen.moment,
            LinkedScreen.support_types,
            LinkedScreen.glyphs,
        )
        yield DateStrip().data_bind(LinkedScreen.day, LinkedScreen.glyphs)
        yield TabStrip(id="all-tabs")
        with Horizontal(id="panes"):
            yield CountryList(id="countries").data_bind(
                LinkedScreen.listing,
                LinkedScreen.country,
                LinkedScreen.query_text,
                LinkedScreen.sort_label,
                LinkedScreen.pins,
                LinkedScreen.glyphs,
            )
            with Container(id="right"):
                yield TabStrip(id="right-tabs")
                yield Detail(id="detail").data_bind(LinkedScreen.page, LinkedScreen.glyphs)
                yield FacetPane(id="facets").data_bind(LinkedScreen.facets, LinkedScreen.glyphs)
                yield TimelinePane(id="timeline").data_bind(
                    LinkedScreen.timeline, LinkedScreen.focus_id, LinkedScreen.glyphs
                )
        yield Suggestions().data_bind(LinkedScreen.glyphs)
        yield KeyBar()
        yield Static(id="too-small", markup=False)

    def on_mount(self) -> None:
        """Show the first view."""
        key_bar = self.query_one(KeyBar)
        key_bar.keys, key_bar.ascii_only = self.other_keys, self.glyphs is ASCII
        self.query_one(Header).glyphs = self.glyphs
        self._introduce()
        self._make_room(self.app.size)
        self.set_reactive(LinkedScreen.view, self.history.now)
        self.watch_view(self.view)

    def _introduce(self) -> None:
        """Tell the parts that need it what data set is open."""
        self.query_one(CountryList).make_room_for(self.dataset)
        self.query_one(DateStrip).dataset = self.dataset
        header = self.query_one(Header)
        header.title = neutral(self.dataset.metadata.title)
        errors, warnings = len(self.loaded.errors), len(self.loaded.warnings)
        header.problems = f"! {errors or warnings}" if errors or warnings else ""

    def watch_view(self, view: ViewState) -> None:
        """Derive what is shown; parts that stay the same are not drawn again."""
        query, error = self.scene.asked(view)
        self.parsed = query
        self.wrong = (error.message, error.start, error.end) if error else None
        self.sentence = sentence(query, self.dataset)
        self.query_text = view.query
        self.country = view.country
        self.pins = view.pins
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
            self._focus(self.shown)
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
        if view.view == "map":
            from alliance_tui.tui.panes.world_pane import WorldPane

            world = self._stage("world", WorldPane)
            world.country = view.country
            world.world_for = self.scene.world_for(view)
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
        """The chosen row: a country, or where rows are about other things what it is about."""
        if view.view == "ribbon" and view.rows == "mine":
            return view.column
        if view.view == "compare":
            return view.focus
        return view.country if view.focus is None else view.focus

    def _show_facts(self, view: ViewState) -> None:
        day, clock = self.scene.moment(view)
        last = self.dataset.as_of
        shown_day = day_words(day) if day != last else ""
        known = "as it was known" if clock == "known" else ""
        header = self.query_one(Header)
        header.moment = " ".join(filter(None, (shown_day, known)))
        self.moment = " ".join(filter(None, (shown_day, "known" if known else "")))
        version = f"v{neutral(self.dataset.metadata.version)}"
        header.facts = (f"vouched to {day_words(last)}", version)
        self.query_one(KeyBar).view = view.view
        self.query_one(KeyBar).off = frozenset(() if self.history.can_go_back else ("back",))

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
            self.go(self._exploring(country=item.id, focus=None))
        else:
            country = item.country if isinstance(item, Claim) else self.view.country
            self.go(self._exploring(country=country, focus=item.id))

    def _exploring(self, **changes: str | None) -> ViewState:
        """The linked panes in place of another view, without what only that one has."""
        sort = self.view.sort if self.view.sort in SORTS else "name"
        plain = replace(self.view, view="explore", column=None, sort=sort)
        return replace(plain, **changes)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember which pane has the focus; the query has been left."""
        if isinstance(event.widget, Pane) and event.widget.id:
            self._typing = False
            self.query_one(Suggestions).completions = ()
            if event.widget.id in self._panes:
                self.shown = event.widget.id

    def watch_with_facets(self) -> None:
        """Show the facets in the place of the detail, or the detail again."""
        if self.is_mounted:
            if self.with_facets:
                self.watch_view(self.view)
            self._arrange(self.size)

    def _overlay(self, page: Page) -> None:
        def done(target: str | None) -> None:
            if target is not None:
                self.follow(target)

        self.app.push_screen(PageOverlay(page, self.glyphs), done)

    def _say(self, message: str) -> None:
        self.notify(message, timeout=3, markup=False)
