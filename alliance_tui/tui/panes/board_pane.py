"""A board on the screen: rows under heads that stay, columns that scroll, one cell chosen."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.reactive import var

from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import content
from alliance_tui.writing.boards.board import Board, BoardFor
from alliance_tui.writing.cells import width
from alliance_tui.writing.lines import Line, cut_line
from alliance_tui.writing.page import Span


class BoardPane(Pane):
    """A board. The arrow keys choose a row and a column, and say so at once."""

    feet = 1
    board_for: var[BoardFor | None] = var(None)
    chosen_row: var[str | None] = var(None)
    chosen_column: var[str | None] = var(None)

    class Moved(Message):
        """Another row or column was chosen."""

        def __init__(self, row: str | None, column: str | None) -> None:
            super().__init__()
            self.row = row
            self.column = column

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._board = Board()
        self._position: int | None = None
        self._first_column = 0

    @property
    def board(self) -> Board:
        """The board as it is laid out."""
        return self._board

    def watch_board_for(self) -> None:
        """Show another board; the chosen cell stays where it was."""
        self._lay_out()

    def watch_chosen_row(self) -> None:
        """Move the cursor, unless it stands on another row about the same thing."""
        before = self._position
        if self._position is None or self._row_id(self._position) != self.chosen_row:
            self._position = self._board.positions.get(self.chosen_row or "")
        self._show_move(before)

    def watch_chosen_column(self) -> None:
        """Bring the column into view."""
        self._scroll_columns()
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        """Lay the board out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self.board_for is None or not self.is_mounted or self.cells <= 0:
            return
        self._board = self.board_for(self.cells)
        self.heads = len(self._board.leads)
        self.border_title = content(self._board.title)
        self._position = self._board.positions.get(self.chosen_row or "")
        self._scroll_columns()
        self.changed()
        self._follow()

    def _show_move(self, before: int | None) -> None:
        positions = (each for each in (before, self._position) if each is not None)
        self.moved(position + self.heads for position in positions)
        self.foot_changed()
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
        chosen = self.chosen_column or self._board.here
        return self._board.column_positions.get(chosen or "")

    # Columns in view.

    def _scroll_columns(self) -> None:
        """Scroll as little as possible so that the chosen column is seen."""
        column, fixed = self.column, self._board.fixed
        last = len(self._board.columns) - 1
        first = max(fixed, min(self._first_column, last))
        if column is None or self._first_column < fixed:
            first, column = fixed, max(column or 0, self._board.in_sight)
        if fixed <= column < first:
            first = column
        while first < column and not self._fits(first, column):
            first += 1
        while first > fixed and self._fits(first - 1, last):
            first -= 1
        end = first + len(self._columns_from(first))
        hidden = first > fixed or end <= last
        places = f"columns {first + 1 - fixed} to {end - fixed} of {last + 1 - fixed}"
        self.border_subtitle = places if hidden else ""
        if first != self._first_column:
            self._first_column = first
            self._strips.clear()

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

    def move(self, where: str) -> None:
        """Choose another row: ``up``, ``down``, ``page_up``, ``page_down``, ``top``, ``end``."""
        ids = self._board.ids
        if not any(each is not None for each in ids):
            return
        here = self._position
        if here is None and where != "end":
            where = "top"
        wanted = self.row_towards(where, here or 0, len(ids))
        by = 1 if where in ("down", "page_down", "top") else -1
        position = self._next_row(wanted, by)
        if position is None or position == here:
            return
        before, self._position = here, position
        self._show_move(before)
        if ids[position] != self.chosen_row:
            self.post_message(self.Moved(ids[position], self.chosen_column))

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

    def step_column(self, by: int) -> bool:
        """Choose the column beside this one."""
        columns = self._board.columns
        here = self.column
        wanted = 0 if here is None else min(len(columns) - 1, max(0, here + by))
        if here is not None and here < self._board.fixed <= wanted:
            wanted = self._first_column  # what stands beside it
        if columns and wanted != here:
            self.post_message(self.Moved(self.chosen_row, columns[wanted].id))
        return True

    def on_click(self, event: events.Click) -> None:
        """Choose the cell under the mouse, or the column under its head."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = self._column_at(offset.x) or self.chosen_column
        row = self.chosen_row
        if self.heads <= offset.y < self.size.height - self.feet:
            position = offset.y + self.scroll_offset.y - self.heads
            found = self._row_id(position)
            if found is not None:
                before, self._position, row = self._position, position, found
                self._show_move(before)
        self.post_message(self.Moved(row, column))

    def _column_at(self, x: int) -> str | None:
        start = self._columns_start
        for position in self._columns_in_view():
            column = self._board.columns[position]
            if start <= x < start + column.cells:
                return column.id
            start += column.cells
        return None

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
            span = board.cell(position, column)
            if column == chosen and position == self._position:
                spans += _marked(span)
            else:
                spans.append(span)
        return tuple(spans)

    def _head(self, number: int) -> Line:
        board, chosen = self._board, self.column
        spans = [board.leads[number]]
        for column in self._columns_in_view():
            span = board.columns[column].heads[number]
            if column == self._first_column:
                span = self._heading_over(column, number) or span
            spans.append(span._replace(role="marker") if column == chosen else span)
        return tuple(spans)

    def _heading_over(self, column: int, number: int) -> Span | None:
        """The heading that a column out of view has for this one too, such as a year."""
        for each in reversed(self._board.columns[: column + 1]):
            span = each.heads[number]
            if span.role != "heading":
                return None
            if span.text.strip():
                return span
        return None

    def _columns_in_view(self) -> tuple[int, ...]:
        return (*range(self._board.fixed), *self._columns_from(self._first_column))

    def _columns_from(self, first: int) -> range:
        room, last = self._columns_room, first
        columns = self._board.columns
        while last < len(columns) and columns[last].cells <= room:
            room -= columns[last].cells
            last += 1
        return range(first, last)

    def foot(self, cells: int) -> Line:
        """What the chosen cell is about."""
        if self._position is None:
            return ()
        about = (Span(" "), *self._board.about(self._position, self.column))
        return cut_line(about, cells, self.glyphs.ellipsis)


def _marked(span: Span) -> Line:
    """*span* with its text marked as chosen, the blanks around it left alone."""
    word = span.text.strip() or span.text[:1]
    before, _, after = span.text.partition(word)
    return (Span(before), Span(word, "chosen"), Span(after))


def _without_first_cell(line: Line) -> Line:
    """*line* without its first cell, which is empty."""
    head, *rest = line
    return (head._replace(text=head.text[1:]), *rest)
