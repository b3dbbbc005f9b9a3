"""Boards: their rows and columns, and what their cells stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on

from alliance_tui.model.dates import parse_when
from alliance_tui.query.compare import MOST
from alliance_tui.query.language import Or, Term, all_of, to_text
from alliance_tui.query.ordering import GROUPINGS
from alliance_tui.query.stance import COUNTED
from alliance_tui.query.view import ViewState
from alliance_tui.tui.actions.timing import Timing
from alliance_tui.tui.panes.board_pane import BoardPane
from alliance_tui.writing.boards.board import VOTES
from alliance_tui.writing.pages.balance import balance_page
from alliance_tui.writing.pages.why import why_page

if TYPE_CHECKING:
    from alliance_tui.tui.panes.world_pane import WorldPane


class Boards(Timing):
    """Choosing cells, opening them, and putting rows in another order."""

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
        if view.view == "compare" and column is not None:
            view = replace(view, country=column)
        self.show(replace(self._with_row(view, row), column=column))

    def on_world_pane_moved(self, message: WorldPane.Moved) -> None:
        """Choose a country of the map."""
        self.show(replace(self.view, country=message.country))

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
        elif view.view == "map" and column in self.dataset.support_types:
            self._open_stance(view.country, column)
        elif view.view == "matrix" and column in self.dataset.support_types:
            self._open_stance(row, column)
        elif view.view in ("votes", "map") and column is not None and self.dataset.find(column):
            self.go(self._exploring(focus=column))
        elif view.view == "ribbon" and row in self.dataset.support_types:
            self._open_stance(view.country, row)
        elif view.view == "compare":
            self._open_comparison(row, column or view.country)
        elif view.country is not None:
            self.follow(view.country)

    def _open_stance(self, country: str | None, support_type: str) -> None:
        """The claims behind a stance; of a total, the countries that it counts."""
        record = self.dataset.country.get(country or "")
        if record is None:
            counted = Or(tuple(Term(kind, support_type) for kind in COUNTED))
            query = to_text(all_of((self.parsed, counted)))
            self.go(self._exploring(query=query, focus=None))
            return
        moment = self.scene.moment(self.view)
        self._overlay(why_page(self.scene.answers, record, moment, self.glyphs, support_type))

    def _open_comparison(self, row: str | None, country: str | None) -> None:
        """What a row of the comparison is about: a record, a stance, votes, the posture."""
        if row in self.dataset.support_types:
            self._open_stance(country, row)
        elif row is not None and row.startswith(f"{VOTES}:"):
            other = row.removeprefix(f"{VOTES}:")
            self.go(replace(self.view, view="votes", by=other, focus=None, column=None))
        elif self.dataset.find(row or "") is not None:
            self.go(self._exploring(focus=row))
        elif country is not None:
            self.follow(country)

    def _open_source_row(self, source: str | None) -> None:
        if source in self.dataset.source:
            self.go(self._exploring(focus=source))
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

    def action_pin(self) -> None:
        """Pin the chosen country, or take the pin off."""
        view, country = self.view, self.view.country
        if country is None:
            return
        if country in view.pins:
            pins = tuple(each for each in view.pins if each != country)
        elif len(view.pins) == MOST:
            self._say(f"{MOST} countries at most: {' '.join(view.pins)}.")
            return
        else:
            pins = (*view.pins, country)
        self.show(replace(view, pins=pins))
        self._say(f"Pinned: {', '.join(pins)}." if pins else "No country is pinned.")

    def to_compare(self, view: ViewState) -> tuple[str, ...]:
        """The pinned countries; where fewer than two are, the chosen one with them."""
        pins = tuple(each for each in view.pins if each in self.dataset.country)
        if len(pins) < 2 and view.country is not None and view.country not in pins:
            pins = (*pins, view.country)
        return pins
