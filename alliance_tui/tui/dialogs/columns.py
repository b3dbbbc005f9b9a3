"""The box of columns: which of them the table has, and in which order; the table follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset, Size

from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.query.columns import with_column
from alliance_tui.tui import moves
from alliance_tui.tui.commands import Context
from alliance_tui.tui.dialogs.dialog import Box
from alliance_tui.tui.input import Action, act
from alliance_tui.tui.panes.base import Pane

LEAST, WIDEST = 30, 56
"""The least and the greatest width of the box."""

Arrange: TypeAlias = Callable[[Sequence[str]], None]
"""Has the table show those columns, in that order."""


class ColumnRows(Pane):
    """The columns, one of them chosen."""

    DEFAULT_CSS = """
    ColumnRows, ColumnRows:focus {
        height: auto; max-height: 100%; border: none; background: $surface;
    }
    """

    def __init__(
        self,
        columns: Mapping[str, str],
        shown: Sequence[str],
        glyphs: Glyphs,
        chosen: str | None,
    ) -> None:
        """List *columns*, names by their ids as they stand, those *shown* in their order."""
        super().__init__(id="columns")
        self.glyphs = glyphs
        self._names = columns
        ids, order = tuple(columns), tuple(shown)
        for each in ids:
            if each not in shown:
                order = with_column(ids, order, each)
        self.order = list(order)
        self.shown = set(shown)
        self.chosen = self.order.index(chosen) if chosen in self.order else 0

    @property
    def needed(self) -> int:
        """The cells of the box in which no name is cut."""
        return max(LEAST, *(width(neutral(each)) + 7 for each in self._names.values()))

    def step(self, where: str) -> None:
        """Choose another column."""
        self._go_to(moves.towards(where, self.chosen, len(self.order), self.rows_in_view))

    def _go_to(self, row: int) -> None:
        self.chosen = row
        self.moved()
        self.bring_into_view(row, row)

    def turn(self) -> bool:
        """Show the chosen column or hide it; false where it is the last that is shown."""
        column = self.order[self.chosen]
        if self.shown == {column}:
            return False
        self.shown ^= {column}
        self.changed()
        return True

    def carry(self, by: int) -> None:
        """Have the chosen column earlier, or later."""
        place = self.chosen + by
        if 0 <= place < len(self.order):
            self.order.insert(place, self.order.pop(self.chosen))
            self.changed()
            self._go_to(place)

    def reset(self) -> None:
        """All of them, as they stand."""
        column = self.order[self.chosen]
        self.order, self.shown = list(self._names), set(self._names)
        self.changed()
        self._go_to(self.order.index(column))

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Show the column under the mouse, or hide it."""
        row = at.y + self.scroll_offset.y
        return act("turn", row) if row < len(self.order) else None

    def choose(self, row: int) -> None:
        """Choose the column in that *row*."""
        self._go_to(row)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as there are columns."""
        return self.line_count()

    def line_count(self) -> int:
        """One line a column."""
        return len(self.order)

    def is_chosen(self, number: int) -> bool:
        """Whether the line is that of the chosen column."""
        return number == self.chosen

    def line(self, number: int, cells: int) -> Line:
        """A column: whether it is shown, and its name."""
        column = self.order[number]
        shown = column in self.shown
        name = fit(neutral(self._names[column]), max(0, cells - 4), self.glyphs.ellipsis)
        return (
            Span(self.glyphs.cursor if number == self.chosen else " ", "link"),
            Span(f"{self.glyphs.supports if shown else ' '} ", "good"),
            Span(name, "text" if shown else "dim"),
        )


class Columns(Box[None]):
    """Shows the columns of the table in sight; every change is seen in it at once."""

    DEFAULT_CSS = """
    Columns { align: right middle; background: transparent; }
    Columns > Vertical { max-height: 80%; padding: 0; }
    """
    place: ClassVar[Context] = "columns"
    opened_by = "columns"

    def __init__(
        self,
        columns: Mapping[str, str],
        shown: Sequence[str],
        glyphs: Glyphs,
        arrange: Arrange,
        chosen: str | None = None,
    ) -> None:
        """List *columns*, those that are *shown* marked, the cursor at the one that is *chosen*.

        *arrange* has others shown.
        """
        super().__init__()
        self._rows = ColumnRows(columns, shown, glyphs, chosen)
        self._arrange = arrange

    def parts(self) -> ComposeResult:
        """The columns."""
        with Vertical() as box:
            box.border_title = Content("Columns")
            box.styles.width = min(WIDEST, self._rows.needed)
            yield self._rows

    def _tell(self) -> None:
        shown, there = len(self._rows.shown), len(self._rows.order)
        told = "" if shown == there else f"{shown} of {there} shown"
        for box in self.query(Vertical):
            box.border_subtitle = Content(told)

    def _show(self) -> None:
        rows = self._rows
        self._arrange(tuple(each for each in rows.order if each in rows.shown))
        self._tell()

    def on_mount(self) -> None:
        """Say how many are shown."""
        self._tell()

    def action_move(self, where: str) -> None:
        """Choose another column."""
        self._rows.step(where)

    def action_open(self) -> None:
        """Show the chosen column, or hide it."""
        if self._rows.turn():
            self._show()
        else:
            self.say(moves.LAST_COLUMN)

    def action_turn(self, row: int) -> None:
        """Show the column in *row*, or hide it."""
        self._rows.choose(row)
        self.action_open()

    def action_carry(self, by: int) -> None:
        """Have the chosen column earlier, or later."""
        self._rows.carry(by)
        self._show()

    def action_as_set(self) -> None:
        """All columns, as they stand without a choice."""
        self._rows.reset()
        self._show()
