"""A board on the screen: rows under heads that stay, columns that scroll, one cell chosen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from textual.geometry import Offset

from alliance_tui.pages.cells import cut, fit, width
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span
from alliance_tui.query.ordering import COLUMN, direction_of
from alliance_tui.query.view import ViewName, ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.input import Action
from alliance_tui.tui.moves import make
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import content
from alliance_tui.views.board import Board, BoardFor, Column, titled
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step
from alliance_tui.views.view import view_called

TITLE_LINES = 2
"""On how many lines the titles of columns stand in turn, so that each has that many columns."""


class BoardPane(Pane):
    """A board. The arrow keys choose a row and a column."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._board_for: BoardFor | None = None
        self._row: str | None = None
        self._column: str | None = None
        self._shown_view: ViewName = "matrix"
        self._board = Board()
        self._position: int | None = None
        self._first_column = 0
        self._sort = ("name", False)
        self._over = False
        self._titles = 0

    @property
    def board(self) -> Board:
        """The board as it is laid out."""
        return self._board

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show the board of *view*; the chosen cell stays where it was."""
        board_for = scene.board_for(view)
        self._sort = direction_of(view.sort)
        row, column = moves.board_row(view, scene), moves.board_column(view, scene)
        if view.view != self._shown_view:
            self._shown_view, self._column = view.view, None
        if view_called(view.view).own_cursor:
            column = self._column
        if board_for is not self._board_for:
            self._board_for, self._row, self._column = board_for, row, column
            self.lay_out()
            return
        if row != self._row:
            self._row = row
            if self._position is None or self._row_id(self._position) != row:
                self._position = self._board.positions.get(row or "")
            self._show_move()
        if column != self._column:
            self._column = column
            self._scroll_columns()
            self._kept.clear()
            self.moved()

    def lay_out(self) -> None:
        """Make the board for the room there is."""
        if self._board_for is None or not self.is_mounted or self.cells <= 0:
            return
        self._board = self._board_for(self.cells)
        board = self._board
        self._over = any(each.section for each in board.columns)
        self._titles = TITLE_LINES if any(each.title for each in board.columns) else 0
        own = max((len(each.heads) for each in board.columns), default=0)
        self.heads = self._over + self._titles + own
        self.border_title = content(titled(board.title, board.hidden, self.glyphs.dot))
        self._position = self._board.positions.get(self._row or "")
        self._scroll_columns()
        self.changed()
        self._follow()

    def _show_move(self) -> None:
        self.moved()
        self._follow()

    def _follow(self) -> None:
        if self._position is not None:
            line = self._position + self.heads
            self.bring_into_view(line, line)

    def _row_id(self, position: int) -> str | None:
        ids = self._board.ids
        return ids[position] if 0 <= position < len(ids) else None

    @property
    def column(self) -> int | None:
        """The position of the chosen column; where none is, of the one the board is about."""
        chosen = self._column or self._board.here
        return self._board.column_positions.get(chosen or "")

    # Columns in view.

    def _scroll_columns(self) -> None:
        """Scroll as little as possible so that the chosen column is seen."""
        column, fixed = self.column, self._board.fixed
        last = len(self._board.columns) - 1
        first = max(fixed, min(self._first_column, last))
        if column is None or self._first_column < fixed:
            first, column = fixed, column or 0
        if fixed <= column < first:
            first = column
        while first < column and not self._fits(first, column):
            first += 1
        while first > fixed and self._fits(first - 1, last):
            first -= 1
        end = first + len(self._columns_from(first))
        hidden = first > fixed or end <= last
        places = f"columns {first + 1 - fixed} to {end - fixed} of {last + 1 - fixed}"
        self.tell_below((*([places] if hidden else ()), *self._board.signs))
        if first != self._first_column:
            self._first_column = first
            self._kept.clear()

    @property
    def column_heads(self) -> dict[str, str]:
        """The columns by their ids, each with what stands over it."""
        return {
            each.id: " ".join(filter(None, (span.text.strip() for span in each.heads)))
            or each.title
            for each in self._board.columns
        }

    def _fits(self, first: int, last: int) -> bool:
        columns = self._board.columns[first : last + 1]
        return sum(each.cells for each in columns) <= self._columns_room

    @property
    def _columns_start(self) -> int:
        """Where the columns begin."""
        leads = self._board.leads
        return width(leads[0].text) if leads else 0

    @property
    def _columns_room(self) -> int:
        """The cells of the columns that scroll."""
        fixed = self._board.columns[: self._board.fixed]
        return self.cells - self._columns_start - sum(each.cells for each in fixed)

    # Moving.

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Choose another row."""
        ids = self._board.ids
        if not any(each is not None for each in ids):
            return Step(view)
        here = self._position
        if here is None and where != "end":
            where = "top"
        wanted = moves.towards(where, here or 0, len(ids), self.rows_in_view)
        by = 1 if where.endswith("down") or where == "top" else -1
        position = self._next_row(wanted, by)
        if position is None or position == here:
            return Step(view)
        return self._go_to(position, scene, view)

    def _go_to(self, position: int, scene: Scene, view: ViewState) -> Step:
        """Stand on a row: several may be about the same thing, so the state alone cannot tell."""
        self._position = position
        self._row = self._row_id(position)
        self._show_move()
        if self._row == moves.board_row(view, scene):
            return Step(view)
        own = view_called(view.view).own_cursor
        return moves.to_cell(view, scene, self._row, None if own else self._column)

    def _next_row(self, position: int, by: int) -> int | None:
        """The first row with an id from *position* on, in the direction *by*, else the other."""
        ids = self._board.ids
        for step in (by, -by):
            found = position
            while 0 <= found < len(ids):
                if ids[found] is not None:
                    return found
                found += step
        return None

    def sideways(self, by: int, scene: Scene, view: ViewState) -> Step | None:
        """Choose the column beside this one."""
        columns = self._board.columns
        here = self.column
        wanted = 0 if here is None else min(len(columns) - 1, max(0, here + by))
        if here is not None and here < self._board.fixed <= wanted:
            wanted = self._first_column  # what stands beside it
        if not columns or wanted == here:
            return Step(view)
        if view_called(view.view).own_cursor:
            self._point_at(columns[wanted].id)
            return Step(view)
        return moves.to_cell(view, scene, self._row, columns[wanted].id)

    def enter(self, scene: Scene, view: ViewState) -> Step | None:
        """Open the chosen cell; where the cursor is the pane's own, take what it points at."""
        if view_called(view.view).own_cursor and self._column not in (None, self._board.here):
            step = moves.to_cell(view, scene, self._row, self._column)
            self._column = None
            return step
        return moves.open_cell(view, scene)

    def leave(self) -> None:
        """Give back what the pane's own cursor points at."""
        if view_called(self._shown_view).own_cursor:
            self._column = None

    def _point_at(self, column: str | None) -> None:
        """Have the pane's own cursor at a column."""
        self._column = column
        self._scroll_columns()
        self._kept.clear()
        self.moved()

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Choose the cell under the mouse, or the column under its head."""
        column = self._column if link is None else link
        position = at.y + self.scroll_offset.y - self.heads
        in_rows = self.heads <= at.y < self.scrollable_content_region.height
        row = self._row_id(position) if in_rows else None
        if row is None:
            if link is None or self._own_cursor(column):
                return None
            return make(moves.press_head, self._row, link)
        self._position, self._row = position, row
        self._show_move()
        return make(moves.to_cell, row, None if self._own_cursor(column) else column)

    def _own_cursor(self, column: str | None) -> bool:
        """Point at *column*, where the cursor is the pane's own."""
        own = view_called(self._shown_view).own_cursor
        if own:
            self._point_at(column)
        return own

    # Drawing.

    def line_count(self) -> int:
        """Heads, then rows; a line that says so where there is none."""
        return self.heads + max(1, len(self._board.ids))

    def is_chosen(self, number: int) -> bool:
        """Whether the line is the chosen row."""
        return number >= self.heads and number - self.heads == self._position

    def line(self, number: int, cells: int) -> Line:
        """A line of the head, or a row."""
        board = self._board
        if number < self.heads:
            return self._head(number)
        position = number - self.heads
        if position >= len(board.ids):
            return (Span(f" {board.empty}", "dim"),)
        row = board.row(position)
        lead = row.lead
        if position == self._position:
            lead = (Span(self.glyphs.cursor, "link"), *_without_first_cell(lead))
        if row.id is None:
            return lead
        spans = list(lead)
        chosen = self.column
        for column in self._columns_in_view():
            span = board.cell(position, column)._replace(link=board.columns[column].id)
            if column == chosen and position == self._position:
                spans += _marked(span)
            else:
                spans.append(span)
        return tuple(spans)

    def _head(self, number: int) -> Line:
        blank = Span(" " * self._columns_start)
        if number < self._over:
            return (blank, *self._sections())
        number -= self._over
        if number < self._titles:
            return (blank, *self._titled(number))
        return self._heads_of_columns(number - self._titles)

    def _sections(self) -> Iterator[Span]:
        """What columns beside each other have in common, over them."""
        columns = (self._board.columns[each] for each in self._columns_in_view())
        for section, these in groupby(columns, key=lambda each: each.section):
            room = sum(each.cells for each in these)
            yield Span(fit(section, room - 1, self.glyphs.ellipsis) + " ", "heading")

    def _titled(self, number: int) -> Iterator[Span]:
        """The titles of every other column, each over that column and the one beside it."""
        columns, chosen = self._board.columns, self.column
        shown, fixed = self._columns_in_view(), self._board.fixed
        yield from (Span(" " * each.cells) for each in columns[:fixed])
        scrolled = shown[fixed:]
        yield from (Span(" " * columns[each].cells) for each in scrolled[:number])
        for place in range(number, len(scrolled), TITLE_LINES):
            reach = scrolled[place : place + TITLE_LINES]
            column = columns[reach[0]]
            room = sum(columns[each].cells for each in reach)
            if place + TITLE_LINES > len(scrolled):
                room = max(room, min(width(column.title) + 1, self._free_from(reach[0])))
            role = "marker" if reach[0] == chosen else "label"
            sign = "" if column.heads else self._sorted_sign(column)
            words = cut(column.title, room - 1 - len(sign), self.glyphs.ellipsis)
            yield Span(fit(words + sign, room), role, column.id)

    def _free_from(self, column: int) -> int:
        """The cells from where *column* begins to the right edge."""
        before = (each for each in self._columns_in_view() if each < column)
        taken = sum(self._board.columns[each].cells for each in before)
        return self.cells - self._columns_start - taken

    def _heads_of_columns(self, number: int) -> Line:
        board, chosen = self._board, self.column
        lead = board.leads[number]
        if board.hidden and number == 0 and not self.bordered:  # where no title says it
            lead = Span(fit(f" {board.hidden} hidden", width(lead.text)), "marker")
        spans = [lead]
        for column in self._columns_in_view():
            span = board.columns[column].heads[number]._replace(link=board.columns[column].id)
            if column == chosen and number == len(board.leads) - 1 and not span.text.strip():
                span = span._replace(text=fit(self.glyphs.line, width(span.text)))
            if number == 0 and (sign := self._sorted_sign(board.columns[column])):
                cells = width(span.text)
                head = cut(span.text.rstrip(), cells - 1, "")
                span = span._replace(text=fit(head + sign, cells))
            spans.append(span._replace(role="marker") if column == chosen else span)
        return tuple(spans)

    def _sorted_sign(self, column: Column) -> str:
        """The sign of the column by which the rows stand; nothing for others."""
        by, backwards = self._sort
        return (
            self.glyphs.sorted[backwards != column.rising] if by == f"{COLUMN}{column.id}" else ""
        )

    def _columns_in_view(self) -> tuple[int, ...]:
        return (*range(self._board.fixed), *self._columns_from(self._first_column))

    def _columns_from(self, first: int) -> range:
        room, last = self._columns_room, first
        columns = self._board.columns
        while last < len(columns) and columns[last].cells <= room:
            room -= columns[last].cells
            last += 1
        return range(first, last)

    def about(self, scene: Scene, view: ViewState, at: Offset | None = None) -> Line:
        """What the cell under the cursor or the mouse is about."""
        position, column = self._position, self.column
        if at is not None:
            position = at.y + self.scroll_offset.y - self.heads
            if at.y < self.heads or not 0 <= position < len(self._board.ids):
                return ()
            column = self._column_at(at.x)
        return () if position is None else self._board.about(position, column)

    def _column_at(self, x: int) -> int | None:
        """The column in view at the cell *x*; none before the first."""
        start = self._columns_start
        for column in self._columns_in_view():
            end = start + self._board.columns[column].cells
            if start <= x < end:
                return column
            start = end
        return None


def _marked(span: Span) -> Line:
    """*span* with its text marked as chosen, the blanks around it left alone."""
    word = span.text.strip() or span.text[:1]
    before, _, after = span.text.partition(word)
    return tuple(
        Span(part, role, span.link)
        for part, role in ((before, "text"), (word, "chosen"), (after, "text"))
    )


def _without_first_cell(line: Line) -> Line:
    """*line* without its first cell, which is empty."""
    head, *rest = line
    return (head._replace(text=head.text[1:]), *rest)
