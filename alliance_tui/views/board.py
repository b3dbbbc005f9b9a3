"""A board: rows and columns of short cells, before anybody draws it.

Leads and cells are as wide as their columns, so that a row is drawn by laying them side by
side; each is made when it is asked for, so that the size of a board hardly matters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct

from alliance_tui.model.words import number_of
from alliance_tui.pages.cells import fit
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Role, Span
from alliance_tui.pages.sheet import Sheet

TOTAL = "*"
"""The id of a row that sums up the others, and of a column that sums up its row."""

VOTES = "votes"
"""Begins the id of a row about how often countries voted like another; its id follows."""


class Column(Struct, frozen=True):
    """A column of a board.

    Attributes:
        id: what it is about.
        cells: its width, the gap after it included.
        heads: one span for each line of the head, each as wide as the column.
        title: what it is about in words, which may reach over the column beside it.
        section: what it and those beside it with the same section have in common.
        rising: whether rows in order by it begin with the least, such as what begins with A.
    """

    id: str
    cells: int
    heads: Line
    title: str = ""
    section: str = ""
    rising: bool = False


class Row(Struct, frozen=True):
    """What stands before the columns in a row.

    Attributes:
        id: what the row is about; none for a heading, which has no cells and is not chosen.
        lead: what stands before the columns and stays when they scroll.
    """

    id: str | None
    lead: Line


class Board:
    """Rows and columns of short cells; this one is empty.

    Attributes:
        title: what the board shows.
        ids: what each row is about; none for a heading.
        columns: the columns.
        leads: for each line of the head what stands before the columns.
        here: id of the column that is chosen where no other is.
        fixed: how many of the first columns stay when the others scroll.
        empty: what is said in place of rows.
        hidden: how many columns are hidden.
        signs: what its signs mean, in few words, those that are needed most first.
    """

    title: str = ""
    here: str | None = None
    fixed: int = 0
    hidden: int = 0
    empty: str = "Nothing to show for this query."
    signs: Sequence[str] = ()
    ids: Sequence[str | None] = ()
    columns: Sequence[Column] = ()
    leads: Sequence[Span] = ()

    def row(self, position: int) -> Row:
        """The row at *position*."""
        return Row(self.ids[position], ())

    def cell(self, position: int, column: int) -> Span:
        """The cell of the row at *position* in *column*."""
        return cell("", self.columns[column].cells)

    def about(self, position: int, column: int | None) -> Line:
        """What the cell, or the row where no column is chosen, is about, in a line."""
        return ()

    def sheet(self) -> Sheet:
        """The same for files and pipes, with words in place of signs."""
        return Sheet((), ())

    @cached_property
    def positions(self) -> dict[str, int]:
        """The first row about each thing."""
        found: dict[str, int] = {}
        for position, row_id in enumerate(self.ids):
            if row_id is not None:
                found.setdefault(row_id, position)
        return found

    @cached_property
    def column_positions(self) -> dict[str, int]:
        """The position of each column by its id."""
        return {column.id: position for position, column in enumerate(self.columns)}


BoardFor: TypeAlias = Callable[[int], Board]
"""Makes a board for a width in cells."""


def titled(title: str, hidden: int, dot: str) -> str:
    """The *title* of a table, and that so many of its columns are hidden, if any is."""
    return f"{title} {dot} {number_of(hidden, 'column')} hidden" if hidden else title


def cell(text: str, cells: int, role: Role = "text", ellipsis: str = "…") -> Span:
    """A cell of harmless *text*, cut or padded to *cells* with a gap at its end."""
    return Span(fit(text, cells - 1, ellipsis) + " ", role)
