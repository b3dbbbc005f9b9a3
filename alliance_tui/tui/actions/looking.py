"""Looking: the views, their cells, and the pages that explain."""

from __future__ import annotations

from msgspec.structs import replace

from alliance_tui.query.ordering import COLUMN, SORTS
from alliance_tui.query.view import ViewName, ViewState
from alliance_tui.tui.actions.boards import Boards
from alliance_tui.tui.overlay_pages import legend_page
from alliance_tui.writing.boards.board import TOTAL
from alliance_tui.writing.pages.why import why_page


class Looking(Boards):
    """Choosing a view and what it shows."""

    def action_view(self, name: ViewName) -> None:
        """Show another view, or from there the explorer again."""
        view: ViewName = "explore" if self.view.view == name else name
        pins = self.to_compare(self.view) if view == "compare" else self.view.pins
        if view == "compare" and len(pins) < 2:
            self.show(replace(self.view, pins=pins))
            self._say(f"Pinned: {', '.join(pins)}. Choose another country, and compare.")
            return
        column = self._to_map(self.view) if view == "map" else None
        self.go(replace(self._exploring(focus=None), view=view, column=column, pins=pins))

    def _to_map(self, view: ViewState) -> str | None:
        """What a map can show of the chosen column: a kind of support or a vote."""
        on_map = view.column in self.dataset.support_types or view.view == "votes"
        return view.column if on_map and view.column != TOTAL else None

    def action_show_next(self, by: int) -> None:
        """On the map, show the next thing: the posture, then each kind of support."""
        if self.view.view == "map":
            things = (None, *(each.id for each in self.dataset.scored_types))
            here = things.index(self.view.column) if self.view.column in things else 0
            self.show(replace(self.view, column=things[(here + by) % len(things)]))

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

    def action_why(self) -> None:
        """Explain the posture of the chosen country."""
        country = self.dataset.country.get(self.view.country or "")
        if country is not None:
            moment = self.scene.moment(self.view)
            self._overlay(why_page(self.scene.answers, country, moment, self.glyphs))

    def action_legend(self) -> None:
        """Explain the signs and colours."""
        self._overlay(legend_page(self.dataset, self.glyphs, self.view.view))
