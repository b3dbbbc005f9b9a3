"""Looking: the views, their cells, and the pages that explain."""

from __future__ import annotations

from msgspec.structs import replace
from textual import on

from alliance_tui.model.dates import parse_when
from alliance_tui.query.ordering import COLUMN, GROUPINGS, SORTS
from alliance_tui.query.view import ViewName, ViewState
from alliance_tui.tui.actions.timing import Timing
from alliance_tui.tui.overlay_pages import legend_page
from alliance_tui.tui.panes.board_pane import BoardPane
from alliance_tui.writing.pages.balance import balance_page
from alliance_tui.writing.pages.why import why_page


class Looking(Timing):
    """Choosing a view and what it shows."""

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

    def action_view(self, name: ViewName) -> None:
        """Show another view, or from there the explorer again."""
        view: ViewName = "explore" if self.view.view == name else name
        self.go(replace(self.view, view=view, column=None, sort="name", focus=None))

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
        self._overlay(legend_page(self.dataset, self.glyphs))
