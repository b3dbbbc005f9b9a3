"""The arranged screen: which panes are in sight, by the view and the room there is."""

from __future__ import annotations

from textual import events, on
from textual.content import Content
from textual.geometry import Size
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from alliance_tui.query.view import ViewName, ViewState
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.panes.country_list import CountryList
from alliance_tui.tui.panes.tab_strip import TabStrip

STAGES: dict[ViewName, str] = {
    "matrix": "board",
    "votes": "board",
    "ribbon": "board",
    "compare": "board",
    "map": "world",
    "sources": "board",
    "changes": "changes",
}
"""The pane of each view that takes the place of the linked panes."""

TWO_PANES = 80
"""From how many columns on two panes stand side by side."""

THREE_PANES = 120
"""From how many columns on three panes stand side by side."""

STACKED = 30
"""From how many rows on detail and timeline stand one above the other."""

SMALLEST = (40, 12)
"""The smallest terminal that the explorer works in, columns and rows."""


class ArrangedScreen(Screen[None]):
    """Panes side by side, two at a time or one; other views in the place of all."""

    AUTO_FOCUS = "#countries"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (SMALLEST[0], "-narrow"),
        (TWO_PANES, "-middle"),
        (THREE_PANES, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (SMALLEST[1], "-short"), (24, "-high")]

    view: var[ViewState] = var(ViewState(), init=False)
    shown: var[str] = var("countries")
    zoomed: var[bool] = var(False)
    with_facets: var[bool] = var(False)

    def __init__(self) -> None:
        """Begin with the list, and the detail beside it."""
        super().__init__()
        self._right = "detail"
        self._arranged_for: ViewName = "explore"

    @on(TabStrip.Pressed)
    def _press_tab(self, message: TabStrip.Pressed) -> None:
        self._focus(message.pane)

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
        if self.view.view == "explore" and pane in self._panes:
            self.shown = pane
        # At once: the next key may be on its way.
        self.set_focus(self.pane)

    def watch_shown(self, pane: str) -> None:
        """Show the pane that has the focus, where there is no room for all."""
        if pane != "countries":
            self._right = pane
        self._arrange(self.size)

    @property
    def _middle(self) -> str:
        return "facets" if self.with_facets else "detail"

    def watch_zoomed(self) -> None:
        """Show only the pane, or the others again."""
        self._arrange(self.size)

    def _make_room(self, size: Size) -> None:
        """Lay the first paint out for *size*: Textual sets the classes of breakpoints after it."""
        for extent, breakpoints in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            self.add_class(max(each for each in breakpoints if each[0] <= extent)[1])
        self._arrange(size)

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
        countries = self.query_one(CountryList)
        countries.styles.max_width = None if one else countries.enough
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
