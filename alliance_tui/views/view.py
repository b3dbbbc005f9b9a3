"""A view: what it shows, what is chosen in it, and where that leads.

Each module of a view has one, `VIEW`; screen, pipe, files and the command line ask it and know
no view by its name. What most views share is said here: a board of countries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec.structs import replace

from alliance_tui.model.records import Country
from alliance_tui.pages.page import Page
from alliance_tui.pages.sheet import Painter, Sheet, markdown_table, rows_data
from alliance_tui.query.columns import arranged, written
from alliance_tui.query.view import ViewName, ViewState, at_country
from alliance_tui.views.steps import NO_COUNTRY, Step, follow

if TYPE_CHECKING:
    from alliance_tui.views.board import BoardFor
    from alliance_tui.views.scene import Scene

WIDE = 10_000
"""Cells enough for a board to leave nothing out."""

SCREEN = (140, 45)
"""The size of a screen in cells, for what has one."""


class View:
    """A view; this one is a board of the listed countries.

    Attributes:
        pane: the kind of pane that takes the place of the linked panes; none for these.
        legend: the parts of the legend that it needs before the others.
        headed: whether its Markdown needs the title of the data set above it.
        of_type_alone: whether its board is of the type in view alone.
        own_cursor: whether its columns are only pointed at until Enter takes one.
        in_list: whether it shows the country list, which has orders and groupings of its own.
        every_country: whether it has every country where nothing is asked.
        types_are_columns: whether a column is a kind of support, and chosen as that.
        of_country: whether its board is of the chosen country, unless all have rows.
        by_type: whether it tells kinds of support apart.
        sorts: whether its rows can be put in order by a column.
        beside: whether its page stands beside it where there is room.
    """

    pane: ClassVar[str | None] = "board"
    legend: ClassVar[tuple[str, ...]] = ()
    headed: ClassVar[bool] = True
    of_type_alone: ClassVar[bool] = False
    own_cursor: ClassVar[bool] = False
    in_list: ClassVar[bool] = False
    every_country: ClassVar[bool] = False
    types_are_columns: ClassVar[bool] = False
    of_country: ClassVar[bool] = False
    by_type: ClassVar[bool] = True
    sorts: ClassVar[bool] = False
    beside: ClassVar[bool] = False

    # What is shown.

    def board_for(self, scene: Scene, view: ViewState) -> BoardFor:
        """Makes the board for a width; views in another kind of pane have none.

        Raises:
            NotImplementedError: it is no board, and nobody asks such a view for one.
        """
        raise NotImplementedError

    def page(self, scene: Scene, view: ViewState) -> Page:
        """The page that stands beside it, or is all of it."""
        return scene.page(view)

    def sheet(self, scene: Scene, view: ViewState) -> Sheet:
        """The rows, for files."""
        return scene.board_for(view)(WIDE).sheet()

    def data(self, scene: Scene, view: ViewState) -> dict[str, Any]:
        """The rows as plain data, for JSON."""
        return {"rows": rows_data(self.sheet(scene, view))}

    def markdown(self, scene: Scene, view: ViewState) -> Iterator[str]:
        """All of it as Markdown, piece by piece, under a heading of the first level."""
        yield f"\n{markdown_table(self.sheet(scene, view))}\n"

    def text(
        self, scene: Scene, view: ViewState, paint: Painter, cells: int | None
    ) -> Iterator[str]:
        """All of it as plain text, line by line, at most *cells* wide."""
        from alliance_tui.views.board import titled
        from alliance_tui.views.board_sheets import month_beside_sign
        from alliance_tui.views.text import PAGE_WIDTH, told_table

        board = scene.board_for(view)(cells or PAGE_WIDTH)
        yield paint(titled(board.title, board.hidden, scene.glyphs.dot), "heading")
        yield told_table(scene, month_beside_sign(board.sheet()), paint, cells)

    # Its columns.

    def columns(self, scene: Scene, view: ViewState) -> Mapping[str, str]:
        """The columns that may be hidden and moved, by id, each with its name; as they stand."""
        return {}

    def shown_columns(self, scene: Scene, view: ViewState) -> tuple[str, ...]:
        """Those of them that are shown, in their order."""
        return arranged(tuple(self.columns(scene, view)), view.columns)

    def with_columns(self, scene: Scene, view: ViewState, shown: Sequence[str]) -> ViewState:
        """*view* with those of its columns, in that order."""
        return replace(view, columns=written(tuple(self.columns(scene, view)), shown))

    # What is chosen.

    def opened(self, scene: Scene, view: ViewState, before: ViewState) -> Step:
        """*view*, which shows it, after *before*, which showed another."""
        return Step(view, push=True)

    def row(self, scene: Scene, view: ViewState) -> str | None:
        """The chosen row: a country, or where another row is in focus what that is about."""
        country = scene.chosen(view)
        return view.focus or (None if country is None else country.id)

    def column(self, scene: Scene, view: ViewState) -> str | None:
        """The chosen column."""
        return view.column

    def country(self, scene: Scene, view: ViewState) -> Country | None:
        """The country that is seen to be chosen; none where another row is."""
        return scene.dataset.country.get(self.row(scene, view) or "")

    def choose(self, scene: Scene, view: ViewState, row: str | None, column: str | None) -> Step:
        """The cell of *row* and *column*."""
        return Step(replace(self.with_row(scene, view, row), column=column))

    def with_row(self, scene: Scene, view: ViewState, row: str | None) -> ViewState:
        """*view* with the country of *row* chosen, or another row in focus."""
        if row in scene.dataset.country:
            return at_country(replace(view, focus=None), row)
        return replace(view, focus=row)

    def with_type(self, view: ViewState, support_type: str | None) -> ViewState:
        """*view* with another kind of support chosen, and no column or row that would hide it."""
        return replace(view, type=support_type, column=None)

    def roll_call(self, view: ViewState) -> str | None:
        """The roll call that is chosen, where columns are that."""
        return None

    def like(self, view: ViewState, country: str) -> ViewState:
        """*view* with everybody compared with *country*, where that can be."""
        return view

    def enter(self, scene: Scene, view: ViewState) -> Step:
        """Where the chosen cell leads: its country."""
        country = self.country(scene, view)
        return Step(view, say=NO_COUNTRY) if country is None else follow(view, scene, country.id)


@cache
def view_called(name: ViewName) -> View:
    """The view called *name*, whose module is imported when it is first asked for."""
    view: View = import_module(f"alliance_tui.views.{name}").VIEW
    return view
