"""The explorer: the screen of linked panes and of the views that take their place.

There is one state, the place of the history where one is. A key or a press makes a move from
it, at once; what is painted follows from the state, later, and once for all the keys that have
come meanwhile. Panes say which move was meant; only the explorer changes the state.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Container, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.geometry import Offset, Size
from textual.widget import Widget
from textual.widgets import Static

from alliance_tui.model.dataset import Item
from alliance_tui.model.dates import day_text, day_words
from alliance_tui.model.records import Source
from alliance_tui.pages.cells import width
from alliance_tui.pages.page import FIRST_DAY, LAST_DAY, Block, Page, Span, addressed
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.telling import CLOCK_WORDS
from alliance_tui.query.history import History
from alliance_tui.query.language import words_of
from alliance_tui.query.sentence import sentence
from alliance_tui.query.view import ViewError, ViewName, ViewState, view_from_text, view_to_text
from alliance_tui.reading.files import bundled_path
from alliance_tui.reading.load import Loaded
from alliance_tui.reading.problems import Problem
from alliance_tui.tui import moves
from alliance_tui.tui.commands import (
    BY_ID,
    COUNTRY_ROWS,
    EXPLORER,
    TYPING,
    Context,
    elsewhere,
    may_be_served,
)
from alliance_tui.tui.input import Action, DirectScreen, LineInput
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.panes.country_list import CountryList
from alliance_tui.tui.panes.date_strip import DateStrip
from alliance_tui.tui.panes.detail import Detail, Place
from alliance_tui.tui.panes.filter_bar import FilterBar, QueryInput
from alliance_tui.tui.panes.frame import Header, StatusLine, TabStrip
from alliance_tui.tui.panes.key_bar import NOTHING_TO_OPEN, KeyBar
from alliance_tui.tui.panes.timeline import TimelinePane
from alliance_tui.tui.programs import can_open_browser, editor_command
from alliance_tui.user.folders import is_same, user_path
from alliance_tui.user.memory import Change, Columns, Memory, SavedView, recall, remember
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import NO_COUNTRY, Step, exploring, follow, to_day
from alliance_tui.views.view import view_called

if TYPE_CHECKING:
    from alliance_tui.tui.app import AllianceApp
    from alliance_tui.tui.panes.find_bar import FindBar
    from alliance_tui.tui.panes.suggestions import Suggestions

TWO_PANES = 80
"""From how many columns on two panes stand side by side."""

STACKED = 30
"""From how many rows on list and timeline stand one above the other, beside the page."""

THREE_PANES = 190
"""From how many columns on three panes stand side by side."""

LEAST_LEFT, LEFT, LEFT_OF_THREE = 34, 0.4, 0.25
"""The columns of the list: at least so many, or that share of all."""

NARROWEST = 24
"""The least columns of a pane beside others."""

WIDEN = 4
"""By how many columns a key moves the border between panes."""

BESIDE, BOARD = 120, 0.57
"""From how many columns on a page stands beside a board, and the share that the board has."""

FACETS = 34
"""The columns of the facets where they stand beside the page."""

TIMELINE = 0.29
"""The share of the timeline where it stands at the right."""

HIGH = 24
"""From how many rows on header and date strip are there."""

AROUND, AROUND_SHORT = 6, 3
"""The rows of what stands above and below the panes, with header and date strip and without."""

SENT = "sent to the clipboard"
"""What is known of what is copied: a terminal does not tell whether it takes it."""

NOT_THERE = "not there? Shift and the mouse select it here"

LEAST_ROWS, BORDERS = 4, 2
"""The least rows of the list, and those of its borders."""

SMALLEST = (40, 12)
"""The smallest terminal that the explorer works in, columns and rows."""


CONTEXTS: Mapping[str, Context] = {
    "countries": "list", "detail": "page", "timeline": "timeline", "facets": "facets",
}  # fmt: skip
"""What the linked panes are called among the contexts."""


DAYS = {FIRST_DAY: "type_first_day", LAST_DAY: "type_day"}
"""What types each of the two days of the changes."""


_P = TypeVar("_P", bound=Pane)


class Stay(Struct, frozen=True):
    """A place of the history: a state, the pane that one was in, and where in the detail."""

    view: ViewState
    pane: str = "countries"
    place: Place | None = None


class Explorer(DirectScreen[None]):
    """Country list, detail, timeline and the other views, by key and mouse."""

    AUTO_FOCUS = "#countries"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (SMALLEST[0], "-narrow"),
        (TWO_PANES, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (SMALLEST[1], "-short"), (HIGH, "-high")]

    def __init__(
        self,
        loaded: Loaded,
        scene: Scene,
        view: ViewState | None = None,
        memory: Memory | None = None,
        keys: Mapping[str, str] | None = None,
        *,
        served: bool = False,
    ) -> None:
        """Explore *loaded*.

        Args:
            loaded: the open data set.
            scene: makes what is shown.
            view: what to show first; none for the opening view.
            memory: what is remembered; none where nothing is to be.
            keys: other keys for commands, by the ids of the commands.
            served: whether a visitor explores it, at another machine perhaps.
        """
        super().__init__()
        self.served = served
        self.loaded = loaded
        self.scene = scene
        self.memory = memory or Memory()
        self._memory_is_kept = not served
        self._undo_keeping: list[Change] = []
        self.other_keys = keys or {}
        self.lately: tuple[str, ...] = ()
        """The commands that were last done by name, the latest first."""
        self.rearranged: dict[str, dict[str, Columns]] = {}
        """By data set and view, the columns that were chosen in this session."""
        self._columns = self._columns_kept()
        self.history = History(self._first_stay(view))
        self.shown = "countries"
        self.zoomed = False
        self.with_facets = False
        self._right = "detail"
        self.wider = self.memory.wider
        self._dragging = False
        self._list_rows = 0
        self._sight: tuple[str, ...] = ()
        self._laid_out: tuple[str, ...] = ()
        self._view_in_sight: ViewName = "explore"
        self._painting = False
        self._said = ""
        self._offered_for: tuple[object, ...] = ()
        self._closed_for: tuple[object, ...] = ()

    @property
    def view(self) -> ViewState:
        """The state: everything on the screen follows from it."""
        return self.history.now.view

    @property
    def context(self) -> Context:
        """The line that is typed in, else the view, or of the linked panes the one."""
        if isinstance(self.focused, QueryInput):
            return "query"
        if self._finding:
            return "find"
        pane, view = self.pane.id or "", self.view.view
        return CONTEXTS.get(pane) or (CONTEXTS[self.shown] if view == "explore" else view)

    @property
    def address(self) -> str:
        """What is shown, as text."""
        return view_to_text(self.scene.as_shown(self.view))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether *action* may be done; to a visitor much is closed."""
        return not self.served or may_be_served(action, parameters)

    async def unmeant(self, key: str) -> None:
        """Say where *key* has a meaning."""
        if self.context in EXPLORER:
            self.say(elsewhere(key, self.other_keys))

    # What there is.

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        self._make_room(self.app.size)
        yield Header()
        yield FilterBar()
        yield DateStrip()
        if self.app.size.width < TWO_PANES:
            yield TabStrip(id="all-tabs")
        with Container(id="panes"):
            yield CountryList(id="countries")
            yield Detail(id="detail")
            yield TimelinePane(id="timeline")
        with Vertical(id="below"):
            yield StatusLine()
            yield KeyBar()

    async def on_mount(self) -> None:
        """Show the first view."""
        glyphs = self.scene.glyphs
        for widget in self.query(Pane):
            widget.glyphs, widget.named_elsewhere = glyphs, True
        self.query_one(FilterBar).glyphs = self.query_one(DateStrip).glyphs = glyphs
        self.query_one(Header).glyphs = glyphs
        self.query_one(StatusLine).glyphs = glyphs
        self._introduce()
        await self.settle()
        self.ready.set()

    def _introduce(self) -> None:
        """Tell the parts that need it what data set is open."""
        dataset = self.scene.dataset
        self.query_one(CountryList).make_room_for(dataset)
        self.query_one(DateStrip).dataset = dataset
        self.query_one(FilterBar).support_types = dataset.metadata.support_types
        header = self.query_one(Header)
        header.title = neutral(dataset.metadata.title)
        wrong = self.loaded.counts.causes or self.loaded.counts.warnings
        old = " last read" if self.loaded.stale or self.loaded.closed else ""
        header.problems = f"! {wrong}{old}" if wrong else ""

    def read_anew(self, loaded: Loaded, scene: Scene) -> None:
        """Go on with another reading of the data set, where one is."""
        self.loaded, self.scene = loaded, scene
        self._introduce()
        self._replace(scene.completed(self.view))
        self._sight = ()
        self._arrange()
        self._paint()

    async def open_other(self, loaded: Loaded, scene: Scene, view: ViewState | None = None) -> None:
        """Begin with another data set, at *view* or at its opening view."""
        self.loaded, self.scene = loaded, scene
        self._columns = self._columns_kept()
        self.history = History(self._first_stay(view))
        self.query_one("#detail", Detail).return_to(None)
        self.with_facets = self.zoomed = False
        self.shown, self._right = "countries", "detail"
        self._introduce()
        await self.settle()
        self.begin_anew(self.view)

    # The state.

    def take(self, step: Step, *, exactly: bool = False) -> None:
        """Be where *step* leads; the screen follows.

        In another view the table has the columns that were left there, unless *exactly* what
        the step writes is wanted.
        """
        if step.say:
            self.say(step.say)
        view = step.view
        if view.view != self.view.view and not exactly:
            self._columns[self.view.view] = self.view.columns
            view = self._with_columns(view)
        if view == self.view:
            return
        if view.view == self.view.view and view.columns != self.view.columns and not exactly:
            data = self.loaded.dataset.metadata.id
            self.rearranged.setdefault(data, {})[view.view] = view.columns
        if step.push:
            self.history.replace(self._stay())
            self.history.push(Stay(view, self.shown), step.run)
        else:
            self._replace(view)
        self.paint_soon()

    def _first_stay(self, view: ViewState | None) -> Stay:
        """Where one begins: at *view*, or at the opening view with the columns left there."""
        first = view or self._with_columns(self.scene.opening)
        return Stay(self.scene.opened(first))

    def _columns_kept(self) -> dict[str, Columns]:
        """The columns of each view of the data set that is open, as they were left."""
        data = self.loaded.dataset.metadata.id
        return {**self.memory.columns.get(data, {}), **self.rearranged.get(data, {})}

    def _with_columns(self, view: ViewState) -> ViewState:
        """*view*, come to by a key, with the columns that it had when it was left."""
        return replace(view, columns=self._columns.get(view.view, ()))

    def _stay(self) -> Stay:
        """Where one is, down to the line."""
        return Stay(self.view, self.shown, self.query_one("#detail", Detail).moved_to)

    def _replace(self, view: ViewState) -> None:
        self.history.replace(Stay(view, self.shown))

    async def action_make(self, move: str, *arguments: object) -> None:
        """Make a move, and show the page that it leads to, if it does."""
        await self._make(getattr(moves, move)(self.view, self.scene, *arguments))

    async def _make(self, step: Step) -> None:
        self.take(step)
        if step.page is not None:
            await self._lay_over(step.page, "why")

    async def action_back(self) -> None:
        """Go back in the history."""
        self.history.replace(self._stay())
        await self._return_to(self.history.back(), "This is where you began.")

    async def action_forward(self) -> None:
        """Go forward in the history."""
        self.history.replace(self._stay())
        await self._return_to(self.history.forward(), "Nothing lies ahead.")

    async def _return_to(self, stay: Stay | None, otherwise: str) -> None:
        """Be at a place of the history again, in the same pane and at the same line."""
        if stay is None:
            self.say(otherwise)
            return
        if self.stage is None:
            self.focus_pane(stay.pane if stay.pane in self._panes else "countries")
        await self.settle()
        self._paint()
        self.query_one("#detail", Detail).return_to(stay.place)

    def action_follow(self, target: str) -> None:
        """Go to a record; of the two days of the changes, type that one."""
        if target in DAYS:
            self.call_next(self.run, DAYS[target])
            return
        self.take(follow(self.view, self.scene, target))
        if self.view.focus == target and (self.zoomed or self.size.width < TWO_PANES):
            self.focus_pane("detail")

    def open_view(self, view: str) -> None:
        """Go to a view written as text."""
        try:
            opened = view_from_text(view)
        except ViewError as error:
            self.say(str(error))
            return
        for note in opened.notes:
            self.say(note)
        self.take(Step(self.scene.opened(opened.view), push=True), exactly=True)

    def begin_anew(self, view: ViewState) -> None:
        """Show *view*, and count on nothing of what was shown: something failed."""
        self._painting = False
        self._sight = self._laid_out = ()
        self._replace(view)
        self.paint_soon()
        self.refresh(layout=True)
        self.call_after_refresh(self._focus_the_pane)

    def _focus_the_pane(self) -> None:
        self.pane.focus()

    # Painting.

    def paint_soon(self) -> None:
        """Paint once the keys that have come already are acted on: first what the eye is on."""
        if not self._painting:
            self._painting = True
            self.app.call_later(self._paint_if_due)

    async def _paint_if_due(self) -> None:
        if self.is_attached:
            await self.settle()
            if self._painting:
                self._painting = False
                self._show_first()
                self.pane.call_after_refresh(self._paint_rest)

    def _show_first(self) -> None:
        """Show the state where somebody is: the row under the cursor, or what is typed."""
        if not isinstance(self.focused, QueryInput):
            self.pane.show(self.scene, self.view)
            self.show_status()

    def _paint_rest(self) -> None:
        """Show the state in all panes, unless it is another by now, which is still to be shown."""
        if self.is_attached and not self._painting:
            self._paint()

    def _paint(self) -> None:
        """Show the state; parts that stay the same are not drawn again."""
        self._painting = False
        scene, view = self.scene, self.view
        self.query_one(FilterBar).show(scene, view)
        self.query_one(DateStrip).day = scene.moment(view).day
        self._show_facts(view)
        for pane in self.query(Pane):
            if pane.id in self._sight:
                pane.show(scene, view)
        self._arrange()
        if self._sight != self._laid_out:
            self._laid_out = self._sight
            self._refresh_layout()
        self.show_status()
        if isinstance(self.focused, QueryInput):
            self._suggest()

    def _tell_what_is_hidden(self) -> None:
        """Say in the border of the page how to reach the timeline, where that is not in sight."""
        detail = self.query_one("#detail", Detail)
        in_panes = self.stage is None and "detail" in self._sight
        hidden = in_panes and "timeline" not in self._sight
        keys = "Tab" if self.shown == "detail" else "Tab Tab"
        told = f"{keys}: timeline, {self._entries()}" if hidden and detail.bordered else ""
        if str(detail.border_subtitle or "") != told:
            detail.border_subtitle = Content(told)

    def _entries(self) -> str:
        timeline = self.scene.timeline(self.view)
        count = len(timeline.records)
        return f"{count}" if count == timeline.every else f"{count} of {timeline.every}"

    def show_status(self) -> None:
        """Say what is under the cursor, which keys there are, and which lead to what is hidden."""
        self._show_tabs()  # what a pane is called may follow from its room
        self._tell_what_is_hidden()
        bar, pane = self.query_one(KeyBar), self.pane
        bar.context = self.context
        nothing_chosen = isinstance(pane, Detail) and pane.stop is None
        bar.without = NOTHING_TO_OPEN if nothing_chosen else frozenset()
        said = (Span(neutral(self._said), "marker"),) if self._said else ()
        self.query_one(StatusLine).told = said or pane.about(self.scene, self.view)

    def say(self, message: str) -> None:
        """Tell *message*: until the next key in the line of status, where there is little room."""
        size = self.app.size
        small = size.width < BESIDE or size.height < STACKED  # there it would cover rows
        seen = self.is_active and self.query_one(StatusLine).display
        if message and small and seen and width(message) < size.width:
            self._said = message
            self.show_status()
        else:
            super().say(message)

    async def run(self, action: Action) -> None:
        """Run an action; what was said before is no longer told."""
        self._said = ""
        await super().run(action)

    def hovered(self, pane: Pane, at: Offset) -> None:
        """Say what is under the mouse."""
        told = pane.about(self.scene, self.view, at)
        if told:
            self.query_one(StatusLine).told = told

    def _show_facts(self, view: ViewState) -> None:
        day, clock = self.scene.moment(view)
        last = self.scene.dataset.as_of
        header = self.query_one(Header)
        shown_day = day_words(day) if day != last else ""
        known = CLOCK_WORDS[clock] if clock == "known" else ""
        header.moment = " ".join(filter(None, (shown_day, known)))
        version = f"v{neutral(self.scene.dataset.metadata.version)}"
        header.facts = (f"vouched to {day_words(last)}", version)
        key_bar = self.query_one(KeyBar)
        key_bar.off = frozenset(() if self.history.can_go_back else ("back",))

    # Room.

    @property
    def pane(self) -> Pane:
        """The pane that has the focus, or had it last; in other views, the view itself.

        While the pane of a view is being made, it is still the one that was left for it.
        """
        name = self.shown if self.stage is None else self._in_stage
        try:
            return self.query_one(f"#{name}", Pane)
        except NoMatches:
            return self.query_one(f"#{self.shown}", Pane)

    @property
    def _in_stage(self) -> str:
        """The pane of the view, or the page beside it where one is in that."""
        inside = self.focused is not None and self.focused.id == "detail"
        return "detail" if inside and "detail" in self._sight else self.stage or ""

    @property
    def stage(self) -> str | None:
        """The pane of the view that takes the place of the linked panes; none for these."""
        return view_called(self.view.view).pane

    @property
    def _panes(self) -> tuple[str, ...]:
        """The ids of the panes from left to right."""
        if self.with_facets and self._has_room_for_facets:
            return ("countries", "detail", "facets", "timeline")
        return ("countries", self._middle, "timeline")

    @property
    def _has_room_for_facets(self) -> bool:
        """Whether the facets stand beside the page, and not in its place."""
        size = self.app.size
        return size.width >= BESIDE and size.height >= STACKED and not self.zoomed

    @property
    def _middle(self) -> str:
        return "facets" if self.with_facets else "detail"

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Give *widget* the focus; where it is a pane, the query has been left."""
        super().set_focus(widget, scroll_visible, from_app_focus)
        if widget is not None and not self._finding:
            for detail in self.query(Detail):
                if detail is not widget:
                    detail.leave_page()
        if isinstance(widget, Pane) and self.is_mounted:
            self.history.end_run(moves.TYPING_RUN)
            if self.query("Suggestions"):
                self._suggestions.completions = ()
            if self.stage is None and widget.id in self._panes:
                self._show_pane(widget.id)
        if self.is_mounted and self.app.return_code is None:
            self.query_one(KeyBar).context = self.context

    def _show_pane(self, pane: str) -> None:
        """Have *pane* in sight, where there is no room for all."""
        self.shown = pane
        if pane != "countries":
            self._right = pane
        self._arrange()

    def focus_pane(self, pane: str) -> None:
        """Show *pane* if it is hidden, and give it the focus."""
        if self.stage is None:
            self._show_pane(pane)
        self._enter(self.pane)

    def _enter(self, pane: Pane) -> None:
        """Give *pane* the focus; a page is entered as the state has it."""
        self.set_focus(pane)
        self.paint_soon()
        if isinstance(pane, Detail):
            self._ready(pane).enter_page()

    async def settle(self) -> None:
        """Lay out what has come in sight: the next key may need to know where it is."""
        self._arrange()
        stage = self.stage
        if stage is not None and not self.query(f"#{stage}"):
            await self.query_one("#panes").mount(self._new_stage(stage), before=0)
        if self.view.view != self._view_in_sight:
            self._view_in_sight = self.view.view
            for pane in self.query(Pane):
                pane.leave()
            self.set_focus(self.pane)
        if self._sight != self._laid_out:
            self._laid_out = self._sight
            self._refresh_layout()
            self._paint()
            for pane in self.query(Pane):
                if pane.id in self._sight:
                    pane.fit()

    def _new_stage(self, name: str) -> Pane:
        """The pane of a view that takes the place of the others, made when it is first needed."""
        pane: Pane
        if name == "changes":
            pane = Detail(id=name)
        elif name == "world":
            from alliance_tui.tui.panes.world_pane import WorldPane

            pane = WorldPane(id=name)
        else:
            from alliance_tui.tui.panes.board_pane import BoardPane

            pane = BoardPane(id=name)
        pane.glyphs = self.scene.glyphs
        pane.add_class("stage")
        return pane

    def _make_room(self, size: Size) -> None:
        """Lay the first paint out for *size*: Textual sets the classes of breakpoints after it."""
        for extent, breakpoints in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            self.add_class(max(each for each in breakpoints if each[0] <= extent)[1])

    def _arrange(self) -> None:
        """Decide which panes are in sight: all, two of them, one, or a view in their place."""
        if not self.is_attached:
            return
        size, stage = self.app.size, self.stage
        narrow = size.width < TWO_PANES
        one = narrow or self.zoomed
        stacked = size.height >= STACKED or size.width >= THREE_PANES
        if stage is not None:
            beside = size.width >= BESIDE and view_called(self.view.view).beside
            in_sight = [stage, "detail"] if beside and not self.zoomed else [stage]
        elif one:
            in_sight = [self.shown]
        elif stacked:
            in_sight = list(self._panes)
        else:
            in_sight = ["countries", self._right]
        self._show_tabs()
        room = self._room(size, in_sight)
        sight = (*in_sight, *room)
        if sight == self._sight:
            return
        self._sight = sight
        panes = self.query_one("#panes")
        panes.display = True
        for pane in self.query(Pane):
            pane.display = pane.id in in_sight
        columns, rows = room
        panes.styles.grid_size_columns = len(columns.split())
        panes.styles.grid_size_rows = len(rows.split())
        panes.styles.grid_columns, panes.styles.grid_rows = columns, rows
        for pane in self.query("#detail, #facets").results(Pane):
            pane.styles.row_span = len(rows.split())

    def _room(self, size: Size, in_sight: Sequence[str]) -> tuple[str, str]:
        """The columns and the rows of the panes.

        The list is as high as it needs, and at most half as high as there is room.
        """
        if len(in_sight) == 1:
            return "1fr", "1fr"
        left = self._left_of(size)
        countries = self.query_one(CountryList)
        high = size.height - (AROUND if size.height >= HIGH else AROUND_SHORT)
        middle = f"1fr {FACETS}" if {"detail", "facets"} <= set(in_sight) else "1fr"
        if size.width >= THREE_PANES and len(in_sight) > 2:
            countries.rows_for(high - BORDERS)
            return f"{left} {middle} {round(TIMELINE * size.width)}", "1fr"
        if self.stage is not None:
            return f"{left} 1fr", "1fr"
        if len(in_sight) == 2:
            countries.rows_for(high - BORDERS)
            return f"{left} 1fr", "1fr"
        most = max(LEAST_ROWS, high // 2 - BORDERS)
        rows = countries.rows_for(most)
        if isinstance(self.focused, QueryInput):
            rows = max(rows, self._list_rows)  # no pane jumps while one types
        self._list_rows = rows
        return f"{left} {middle}", f"{rows + BORDERS} 1fr"

    def _left_of(self, size: Size) -> int:
        """The columns of the pane on the left, as far as there is room."""
        share = LEFT_OF_THREE if size.width >= THREE_PANES else LEFT
        if self.stage is not None:
            share = BOARD
        left = max(LEAST_LEFT, round(share * size.width)) + self.wider
        return min(max(left, NARROWEST), size.width - NARROWEST)

    def _show_tabs(self) -> None:
        """Name the pane in sight where there is room for one alone, and the others beside it."""
        if self.app.size.width >= TWO_PANES or self.stage is not None:
            self.query(TabStrip).set(display=False)
            return
        if not self.query(TabStrip):
            self.mount(TabStrip(id="all-tabs"), before="#panes")
        labels = {"countries": "List", "detail": "Page", "facets": "Facets", "timeline": "Time"}
        tabs = self.query_one(TabStrip)
        title = str(self.query_one(f"#{self.shown}").border_title or labels[self.shown])
        tabs.tabs = tuple(
            (pane, title if pane == self.shown else labels[pane]) for pane in self._panes
        )
        tabs.shown, tabs.display = self.shown, True

    async def on_resize(self, event: events.Resize) -> None:
        """Arrange the panes anew; say so where the terminal is too small."""
        columns, rows = event.size
        if columns < SMALLEST[0] or rows < SMALLEST[1]:
            told = Content(
                f"A little more room, please:\n{SMALLEST[0]} × {SMALLEST[1]} at least,\n"
                f"this is {columns} × {rows}."
            )
            if self.query("#too-small"):
                self.query_one("#too-small", Static).update(told, layout=False)
            else:
                self.mount(Static(told, id="too-small"))
        await self.settle()

    # Moving.

    def action_move(self, where: str) -> None:
        """Move in the pane that has the focus."""
        pane = self.ready_pane()
        self.take(pane.move(where, self.scene, self.view))
        self.paint_soon()

    def ready_pane(self) -> Pane:
        """The pane, showing the state as it is now."""
        return self._ready(self.pane)

    def _ready(self, pane: _P) -> _P:
        pane.show(self.scene, self.view)
        pane.fit()
        return pane

    def action_hit(self, by: int) -> None:
        """Go to the next place where what is looked for is found, or to the one before."""
        pane = self.ready_pane()
        if isinstance(pane, Detail):
            self.say(pane.hit(by))
            self.show_status()
        else:
            self.action_move("down" if by > 0 else "up")

    def action_neighbour(self, by: int) -> None:
        """Go to the column beside this one, or where there are none to the pane."""
        step = self.ready_pane().sideways(by, self.scene, self.view)
        if step is not None:
            self.take(step)
            self.paint_soon()
        elif self.stage is None:
            place = self._panes.index(self.shown) + by
            if 0 <= place < len(self._panes):
                self.focus_pane(self._panes[place])
        elif by < 0:
            self._into(self.stage)

    def action_cycle(self, by: int) -> None:
        """Go to the next pane, from the last to the first."""
        if self.stage is None:
            panes = self._panes
            self.focus_pane(panes[(panes.index(self.shown) + by) % len(panes)])
        elif "detail" in self._sight:
            self._into("detail" if self._in_stage == self.stage else self.stage)
        else:
            self.say("Nothing stands beside this; Esc leads back to the panes.")

    def _into(self, pane: str) -> None:
        """Give the view the focus, or the page beside it."""
        self._enter(self.query_one(f"#{pane}", Pane))

    def action_focus_pane(self, pane: str) -> None:
        """Go to a pane."""
        self.focus_pane(pane)

    async def action_open(self) -> None:
        """Open what is chosen in the pane, or go into the detail."""
        pane = self.ready_pane()
        if isinstance(pane, Detail) and pane.target in DAYS:
            await self.run(DAYS[pane.target])
            return
        step = pane.enter(self.scene, self.view)
        if step is not None and step.page is not None and "detail" in self._sight:
            self._into("detail")
        elif step is not None:
            await self._make(step)
            self.paint_soon()  # which keys there are may be new
        else:
            self.with_facets &= self._has_room_for_facets
            self.focus_pane("detail")

    def action_widen(self, by: int) -> None:
        """Make the list wider, or narrower."""
        self._move_border(self._left + by * WIDEN)

    def _move_border(self, left: int) -> None:
        """Give the list *left* columns, as far as there is room."""
        if self._left:
            room = min(max(left, NARROWEST), self.app.size.width - NARROWEST)
            self.wider += room - self._left
            self.paint_soon()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the border between the list and what stands beside it."""
        self._dragging = bool(self._left) and event.screen_x in (self._left - 1, self._left)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the border that the mouse has hold of."""
        self._dragging = self._dragging and event.button != 0
        if self._dragging:
            self._move_border(event.screen_x)

    def on_mouse_up(self) -> None:
        """Let go of the border."""
        self._dragging = False

    @property
    def _left(self) -> int:
        """The columns of the list; none where nothing stands beside it."""
        beside = self.stage is None and self.query_one("#panes").styles.grid_size_columns > 1
        return self._left_of(self.app.size) if beside else 0

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self.zoomed = not self.zoomed

    async def action_facets(self) -> None:
        """Show the facets, or the detail again; from another view, the facets."""
        if not self.query("#facets"):
            from alliance_tui.tui.panes.facet_pane import FacetPane

            pane = FacetPane(id="facets")
            pane.glyphs, pane.named_elsewhere, pane.display = self.scene.glyphs, True, False
            await self.query_one("#panes").mount(pane, after="#detail")
        if self.stage is not None:
            self.take(Step(exploring(self.view, focus=None), push=True))
            self.with_facets = False
        self.with_facets = not self.with_facets
        if self.with_facets:
            self.focus_pane("facets")
            return
        self._right = "detail" if self._right == "facets" else self._right
        if self.shown == "facets":
            self.focus_pane("countries")

    async def action_escape(self) -> None:
        """Leave the query, the view, the zoom, the facets, the focus; then take a filter off."""
        view = self.view
        if isinstance(self.focused, QueryInput):
            suggestions = self._suggest()
            if suggestions.completions:
                suggestions.completions, self._closed_for = (), self._offered_for
            else:
                self.set_focus(self.pane)
        elif self._finding:
            self._end_find(keep=False)
        elif isinstance(pane := self.pane, Detail) and self._ready(pane).end_find():
            self.show_status()
        elif self.stage is not None and self._in_stage != self.stage:
            self._into(self.stage)
        elif self.stage is not None:
            self.take(moves.look(view, self.scene, view.view))
        elif self.zoomed:
            self.zoomed = False
        elif self.with_facets:
            await self.action_facets()
        elif view.focus is not None:
            self.take(Step(replace(view, focus=None)))
        else:
            self.take(moves.let_go(view, self.scene))

    # Asking.

    async def action_query(self) -> None:
        """Type a query; what it says already is left to be narrowed by a new word."""
        if not self.query("Suggestions"):
            await self.mount(self._new_suggestions(), before="#below")
        self._closed_for = ()
        self.query_one(FilterBar).begin_word(self.view.query)
        self.set_focus(self.query_one(QueryInput))

    def edited(self, value: str) -> None:
        """Ask what is typed, at every letter."""
        if isinstance(self.focused, QueryInput):
            self.take(moves.edit(self.view, self.scene, value))
            self.paint_soon()  # a cursor alone may offer other completions
        elif self._finding:
            self._find_bar.edited(value)

    def action_submit(self) -> None:
        """Leave the query for the list, once it can be read; leave finding for the text.

        What is marked under the query is taken first; of a field the value is still to be typed.
        """
        if self._finding:
            self._end_find(keep=True)
            return
        suggestions = self._suggest()
        taken = None if suggestions.marked is None else suggestions.chosen
        if taken is not None:
            self.query_one(FilterBar).complete(taken)
            self.edited(self.query_one(FilterBar).text)
        error = self.scene.asked(self.view).error
        if taken is not None and taken.text.endswith(":"):
            return
        if error is not None:
            self.say(f"{error.message[:1].upper()}{error.message[1:]}")
        else:
            self.focus_pane("countries")

    async def action_find(self) -> None:
        """Type words to find in the text."""
        pane = self.ready_pane()
        if isinstance(pane, Detail):
            if not self.query("FindBar"):
                from alliance_tui.tui.panes.find_bar import FindBar

                await self.query_one("#below").mount(FindBar(), before=self.query_one(KeyBar))
            self.query_one(StatusLine).display = False
            self._find_bar.begin(pane)

    @property
    def _finding(self) -> bool:
        """Whether somebody types in the find bar."""
        return isinstance(self.focused, LineInput) and not isinstance(self.focused, QueryInput)

    @property
    def _find_bar(self) -> FindBar:
        """The find bar, which there is once something is looked for."""
        return self.query_one("FindBar")  # type: ignore[return-value]

    def _end_find(self, *, keep: bool) -> None:
        self.query_one(StatusLine).display = True
        self._find_bar.end(keep=keep)
        self.show_status()

    def action_mark(self, where: str) -> None:
        """Mark another completion; where none is offered, down leaves for the list."""
        suggestions = self._suggest()
        if suggestions.completions:
            suggestions.move(-1 if where in ("up", "page_up") else 1)
        elif where == "down":
            self.action_submit()

    def action_complete(self, number: int | None = None) -> None:
        """Take the marked completion, or the one of that *number*."""
        suggestions = self._suggest()
        if number is not None and number < len(suggestions.completions):
            suggestions.marked = number
        if suggestions.chosen is None:
            self.action_submit()
        else:
            self.query_one(FilterBar).complete(suggestions.chosen)

    @property
    def _suggestions(self) -> Suggestions:
        """What is offered, made when it is first needed."""
        if not self.query("Suggestions"):
            self.mount(self._new_suggestions(), before="#below")
        return self.query_one("Suggestions")  # type: ignore[return-value]

    def _new_suggestions(self) -> Suggestions:
        from alliance_tui.tui.panes.suggestions import Suggestions

        suggestions = Suggestions()
        suggestions.glyphs = self.scene.glyphs
        return suggestions

    def _suggest(self) -> Suggestions:
        """Offer how the word at the cursor may go on, under where it begins."""
        from alliance_tui.query.completion import completions

        bar, suggestions = self.query_one(FilterBar), self._suggestions
        moment = self.scene.moment(self.view)
        offered_for = (self.scene, bar.text, bar.cursor, moment)
        closed = offered_for == self._closed_for
        if closed or (offered_for == self._offered_for and suggestions.completions):
            return suggestions
        self._offered_for, self._closed_for = offered_for, ()
        offered = tuple(completions(self.scene.answers, bar.text, bar.cursor, moment))
        suggestions.completions = offered
        if offered:
            suggestions.indent = offered[0].start + 2
            suggestions.offset = Offset(0, bar.region.y + bar.lines)
        return suggestions

    async def action_type_day(self) -> None:
        """Type the as-of day."""
        from alliance_tui.tui.dialogs.prompt import Prompt, day_of, wrong_day

        def done(line: str) -> None:
            self.take(to_day(self.view, self.scene, day_of(line)))

        hint = f"23 Nov 2022 or 2022-11-23, up to {day_text(self.scene.dataset.as_of)}"
        start = day_text(self.scene.moment(self.view).day)
        await Prompt("As of which day?", hint, start, wrong_day).open_over(self, done)

    async def action_type_first_day(self) -> None:
        """Type the first of the two days between which changes are shown."""
        from alliance_tui.tui.dialogs.prompt import Prompt, day_before, wrong_day

        def done(line: str) -> None:
            self.take(moves.since(self.view, self.scene, day_before(line)))

        start = day_text(self.scene.since(self.view).day)
        hint = "from the end of this day on; a month or a year from its beginning on"
        await Prompt("Changes since which day?", hint, start, wrong_day).open_over(self, done)

    # Columns.

    async def action_columns(self) -> None:
        """Show which columns the table in sight has, to choose them and their order."""
        from alliance_tui.tui.dialogs.columns import Columns as ColumnsBox

        shown = view_called(self.view.view)
        columns = shown.columns(self.scene, self.view)
        if columns:
            there = shown.shown_columns(self.scene, self.view)
            chosen = shown.column(self.scene, self.view)
            box = ColumnsBox(columns, there, self.scene.glyphs, self.action_arrange, chosen)
            await box.open_over(self)
        else:
            self.say(moves.NO_COLUMNS)

    def action_arrange(self, columns: Sequence[str]) -> None:
        """Have those *columns*, in that order."""
        self.take(moves.with_columns(self.view, self.scene, columns))

    # Pages over the explorer.

    async def _lay_over(self, page: Page, opened_by: str = "") -> None:
        from alliance_tui.tui.dialogs.overlay import PageOverlay

        box = PageOverlay(page, self.scene.glyphs, opened_by)
        await box.open_over(self, self.action_follow)

    async def action_legend(self) -> None:
        """Explain the signs and colours."""
        from alliance_tui.pages.legend import legend_page
        from alliance_tui.tui.dialogs.overlay import LegendOverlay

        dataset, glyphs = self.scene.dataset, self.scene.glyphs
        page = legend_page(dataset, glyphs, view_called(self.view.view).legend)
        left = self._left if self.stage is None else 0
        await LegendOverlay(page, glyphs, left).open_over(self, self.action_follow)

    async def action_problems(self) -> None:
        """List what is wrong in the data set."""
        from alliance_tui.tui.dialogs.overlay import PageOverlay
        from alliance_tui.tui.dialogs.problems import problems_page, told_problems

        problems = told_problems(self.loaded)

        def done(number: str) -> None:
            self._edit(problems[int(number)])

        page = problems_page(self.loaded, self.scene.glyphs, served=self.served)
        await PageOverlay(page, self.scene.glyphs, "problems").open_over(self, done)

    def _edit(self, problem: Problem) -> None:
        """Open the user's editor at *problem*, or copy its place where there is none to open."""
        place = problem.place
        command = editor_command(place)
        try:
            if not command:
                raise SuspendNotSupported
            with self.app.suspend():
                subprocess.run(command, check=False)
        except (SuspendNotSupported, OSError) as error:
            self.app.copy_to_clipboard(place.address)
            why = f"{command[0]}: {error}; " if command and str(error) else ""
            hint = "" if command or place.table else "; set $EDITOR to open an editor there"
            self.say(f"{why}{place.address} is {SENT}{hint}")

    async def action_help(self, words: str = "") -> None:
        """List the keys that there are here; *words* are looked for among them."""
        from alliance_tui.tui.dialogs.help import Help, HelpOverlay, help_page

        context, scene = self.context, self.scene
        here: Context = "list" if context in TYPING else context
        types = scene.dataset.metadata.support_types

        def make(cells: int) -> Help:
            return help_page(here, types, scene.glyphs, self.other_keys, cells, served=self.served)

        async def done(command: str) -> None:
            await self.run(BY_ID[command].action)

        await HelpOverlay(make, scene.glyphs, words).open_over(self, done)

    async def action_find_all(self, line: str = "") -> None:
        """Find the words of *line*, or of one that is typed, in all records."""
        from alliance_tui.pages.everywhere import everywhere_page
        from alliance_tui.query.everywhere import everywhere, words_in
        from alliance_tui.tui.dialogs.overlay import ChoiceOverlay
        from alliance_tui.tui.dialogs.prompt import Prompt

        async def done(typed: str) -> None:
            words, dataset = words_in(typed), self.scene.dataset
            page = everywhere_page(dataset, words, everywhere(dataset, words))
            box = ChoiceOverlay(page, self.scene.glyphs, "find-all")
            await box.open_over(self, self.action_follow)

        def wrong(typed: str) -> str | None:
            return None if words_in(typed) else "a word, please"

        if words_in(line):
            await done(line)
        else:
            hint = "words of countries, events, claims, evidence, groups, ties, sources"
            start = " ".join(words_of(self.scene.asked(self.view).query))
            await Prompt("Find in all records", hint, start, wrong).open_over(self, done)

    async def action_claims(self) -> None:
        """List the claims that the query finds, of all listed countries."""
        from alliance_tui.pages.claims_found import claims_page
        from alliance_tui.tui.dialogs.overlay import ChoiceOverlay

        scene, view = self.scene, self.view
        told = sentence(scene.asked(view).query, scene.dataset)
        page = claims_page(scene.telling(view), told, scene.claims(view))
        await ChoiceOverlay(page, scene.glyphs, "claims").open_over(self, self.action_follow)

    async def action_palette(self, start: str = "") -> None:
        """Find a command, a country or an event by name; *start* is typed already."""
        from alliance_tui.tui.dialogs.palette import Palette

        await Palette(self, start).open_over(self, self.run)

    # Keeping.

    async def action_copy(self) -> None:
        """Copy what is under the cursor with its sources; in rows of countries, what is marked."""
        from alliance_tui.pages.citation import copied_name, copied_text

        items = self._marked() or self._under_the_cursor()
        if not items:
            self.say(NO_COUNTRY)
            return
        what = f"{len(items)} countries" if len(items) > 1 else copied_name(items[0])
        title = f"{what}, with sources: {SENT}"
        copied = (copied_text(each, self.scene.answers) for each in items)
        await self._copy(title, "\n\n".join(copied))

    def _marked(self) -> tuple[Item, ...]:
        """The marked countries, where rows are countries."""
        return self.scene.marked(self.view) if self.context in COUNTRY_ROWS else ()

    def _under_the_cursor(self) -> tuple[Item, ...]:
        """The record in focus or chosen in the pane; in the list, its country."""
        country = moves.chosen_country(self.view, self.scene)
        if self.context == "list" and country is not None:
            return (country,)
        item = self.scene.dataset.find(self.ready_pane().record or self.view.focus or "") or country
        return () if item is None else (item,)

    async def action_copy_command(self) -> None:
        """Copy the command that opens this view."""
        import shlex

        command = ["alliance-tui"]
        path = self.loaded.path
        if not is_same(path, bundled_path()):
            command += ["-d", path.name if self.served else str(path)]
        await self._copy(f"Command: {SENT}", shlex.join([*command, "--view", self.address]))

    async def _copy(self, title: str, copied: str) -> None:
        """Copy a text and show it: not every terminal takes it."""
        from alliance_tui.tui.dialogs.overlay import PageOverlay

        self.app.copy_to_clipboard(copied)
        blocks = tuple(Block(addressed(line)) for line in copied.split("\n"))
        longest_word = max(map(width, copied.split()), default=0)  # of an address, to copy whole
        page = Page("copied", title, blocks)
        box = PageOverlay(page, self.scene.glyphs, longest_word=longest_word, hint=NOT_THERE)
        await box.open_over(self, self.action_follow)

    async def action_source(self) -> None:
        """Open the source of what is shown; where there are several, the one that is chosen."""
        from alliance_tui.pages.source import sources_blocks, sources_of
        from alliance_tui.tui.dialogs.overlay import ChoiceOverlay

        dataset = self.scene.dataset

        async def done(target: str) -> None:
            await self._open_source(dataset.source[target])

        item = dataset.find(self.ready_pane().record or self.view.focus or "")
        sources = sources_of(item, dataset) if item is not None else []
        if not sources:
            self.say("Choose a claim, an event or a source first.")
        elif len(sources) > 1:
            page = Page("sources", "Which source?", sources_blocks(sources))
            await ChoiceOverlay(page, self.scene.glyphs).open_over(self, done)
        else:
            await self._open_source(sources[0])

    async def _open_source(self, source: Source) -> None:
        address = source.url or source.archived
        if address is None:
            self.say("No address is recorded for this source.")
        elif self.served or can_open_browser():
            self.app.open_url(address)
            self.say(f"Opening {address}")
        else:
            await self._copy(f"The address: {SENT}", address)

    async def action_saved_views(self) -> None:
        """Show the saved views."""
        from alliance_tui.tui.dialogs.saved_views import PREFIX, SavedViews, views_of

        data = self.scene.dataset.metadata.id
        if self._memory_is_kept:
            self.memory = recall()  # another explorer may have changed it

        def done(target: str) -> None:
            views = views_of(self.memory, data)
            self.open_view(views[int(target.removeprefix(PREFIX))].view)

        name = neutral(sentence(self.scene.asked(self.view).query, self.scene.dataset))
        present = SavedView(name, self.address, data)
        box = SavedViews(self.memory, present, self.scene.glyphs, self._keep, self._undo_keeping)
        await box.open_over(self, done)

    def _keep(self, change: Change) -> Memory:
        if self.served:  # a visitor keeps views for as long as the visit lasts
            self.memory = change(self.memory)
            return self.memory
        try:
            self.memory = remember(change)
        except OSError as error:
            self.memory, self._memory_is_kept = change(self.memory), False
            reason = error.strerror or error
            self.say(f"This could not be written ({reason}); it is kept until you leave.")
        return self.memory

    async def action_export(self) -> None:
        """Write the view or the whole data set as a file."""
        from alliance_tui.tui.dialogs.export import export

        await export(self)

    def action_open_data(self, path: str) -> None:
        """Go on with the data set at *path*."""
        app: AllianceApp = self.app  # type: ignore[assignment]
        app.open_data(user_path(path))

    def action_theme(self, name: str) -> None:
        """Take other colours."""
        self.app.theme = name

    async def action_quit(self) -> None:
        """Close the facets, if one is in them; else leave."""
        if self.context == "facets":
            await self.action_facets()
        else:
            self.app.exit()
