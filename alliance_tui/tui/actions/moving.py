"""Moving within panes and from pane to pane."""

from __future__ import annotations

from msgspec.structs import replace
from textual import on

from alliance_tui.tui.actions.looking import Looking
from alliance_tui.tui.panes.country_list import CountryList
from alliance_tui.tui.panes.detail import Detail
from alliance_tui.tui.panes.facet_pane import FacetPane
from alliance_tui.tui.panes.timeline import TimelinePane


class Moving(Looking):
    """Choosing rows, going to the pane beside, opening what is chosen."""

    @on(CountryList.Chosen)
    def _choose_country(self, message: CountryList.Chosen) -> None:
        self.show(replace(self.view, country=message.country, focus=None))

    @on(TimelinePane.Chosen)
    def _choose_record(self, message: TimelinePane.Chosen) -> None:
        self.show(replace(self.view, focus=message.record))

    @on(Detail.Followed)
    def _follow_link(self, message: Detail.Followed) -> None:
        self.follow(message.target)

    def action_move(self, where: str) -> None:
        """Move in the pane that has the focus."""
        self.pane.move(where)

    def action_neighbour(self, by: int) -> None:
        """Go to the column beside this one, or where there are none to the pane."""
        if self.pane.step_column(by):
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
        """Go into the detail; in it, follow the chosen link; where nothing is chosen, choose."""
        if isinstance(self.pane, FacetPane):
            self.pane.open()
        elif isinstance(self.pane, TimelinePane) and self.pane.row is None:
            self.pane.move("down")
        elif isinstance(self.pane, Detail):
            if not self.pane.open():
                self._say("No link is chosen: the arrow keys go from link to link.")
        elif self.view.view != "explore":
            self._open_cell()
        else:
            self.with_facets = False
            self._focus("detail")
