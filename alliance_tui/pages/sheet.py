"""A sheet: rows and columns before anybody knows in which format they are wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.page import Role
from alliance_tui.pages.safe import neutral, web_address

Value: TypeAlias = str | int | None


class Column(Struct, frozen=True):
    """A column.

    Attributes:
        name: its name in files.
        head: its head in a table.
        align: how it is set.
        standing: whether its cells tell where countries stand; in files the columns
            ``…_certain`` and ``…_doubt`` follow.
    """

    name: str
    head: str
    align: Literal["left", "right"] = "left"
    standing: bool = False


class Cell(Struct, frozen=True):
    """A cell.

    Attributes:
        value: the value.
        shown: how a table shows it, if otherwise; harmless, while the value is as it was written.
        role: in which role.
        doubt: what is not certain of it, in words.
    """

    value: Value
    shown: str | None = None
    role: Role = "text"
    doubt: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What a table shows."""
        if self.shown is not None:
            return self.shown
        return "" if self.value is None else neutral(str(self.value))


class Sheet(Struct, frozen=True):
    """Rows of cells under columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def rearranged(sheet: Sheet, names: Sequence[str], shown: Sequence[str]) -> Sheet:
    """*sheet* with the columns *shown* in the place of those called *names*, the others as before.

    Where fewer are shown, the last places go.
    """
    if list(shown) == list(names):
        return sheet
    place = {column.name: number for number, column in enumerate(sheet.columns)}
    following = (place[each] for each in shown if each in place)
    kept = [
        next(following, None) if column.name in names else number
        for number, column in enumerate(sheet.columns)
    ]
    return _with_places(sheet, [each for each in kept if each is not None])


def _with_places(sheet: Sheet, places: Sequence[int]) -> Sheet:
    rows = tuple(tuple(row[each] for each in places) for row in sheet.rows)
    return Sheet(tuple(sheet.columns[each] for each in places), rows)


URL = "url"
"""The name of columns that hold addresses."""

Painter: TypeAlias = Callable[[str, Role], str]
"""Puts a text in the colours of a role."""


def plain(text: str, role: Role) -> str:
    """*text* as it is."""
    return text


def with_doubts(sheet: Sheet) -> Sheet:
    """*sheet* with what is not certain of where countries stand in columns of their own."""
    columns: list[Column] = []
    for column in sheet.columns:
        columns.append(column)
        if column.standing:
            columns += [
                Column(f"{column.name}_certain", "certain"),
                Column(f"{column.name}_doubt", "doubt"),
            ]
    rows = tuple(tuple(_with_doubts(sheet.columns, row)) for row in sheet.rows)
    return Sheet(tuple(columns), rows)


def _with_doubts(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> Iterator[Cell]:
    for column, cell in zip(columns, row, strict=True):
        yield cell
        if column.standing:
            told = cell.value is not None
            yield Cell(("no" if cell.doubt else "yes") if told else None)
            yield Cell(", ".join(cell.doubt) or None)


def rows_data(sheet: Sheet) -> list[dict[str, Value]]:
    """The rows of *sheet* as plain data by the names of its columns."""
    sheet = with_doubts(sheet)
    names = [column.name for column in sheet.columns]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in sheet.rows]


def csv_text(sheet: Sheet, safe: Callable[[str], str] = neutral) -> str:
    """*sheet* as CSV (RFC 4180, but lines end in LF); no cell can start a formula.

    Args:
        sheet: the rows.
        safe: what is done to texts, for a terminal unless said otherwise.
    """
    import csv
    import io

    sheet = with_doubts(sheet)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows([[_csv_cell(cell.value, safe) for cell in row] for row in sheet.rows])
    return out.getvalue()


_GUARDED = re.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\n]")
"""The beginnings of cells that get an apostrophe: those that have some already get another."""


def _csv_cell(value: Value, safe: Callable[[str], str]) -> str:
    """*value* as a cell.

    A text that would start a formula, after any number of apostrophes, has one more before it:
    to read it back, one is taken from every cell that begins so.
    """
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = safe(value)
    return f"'{text}" if _GUARDED.match(text) else text


def markdown_table(sheet: Sheet) -> str:
    """*sheet* as a Markdown table."""
    heads = [markdown(neutral(head)) for head in _told_apart(sheet.columns)]
    rules = ["---:" if column.align == "right" else "---" for column in sheet.columns]
    lines = [heads, rules]
    for row in sheet.rows:
        cells = zip(sheet.columns, map(_word, row), strict=True)
        lines.append([_markdown_cell(column, word) for column, word in cells])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _markdown_cell(column: Column, word: str) -> str:
    return markdown_address(word) if column.name == URL else markdown(word)


def _told_apart(columns: Sequence[Column]) -> list[str]:
    """The heads of *columns*; where several are alike, each says whose it is."""
    heads = [column.head or column.name for column in columns]
    return [
        head
        if heads.count(head) == 1
        else (column.name if column.name.endswith(f"_{head}") else f"{head} {column.name}")
        for head, column in zip(heads, columns, strict=True)
    ]


def _word(cell: Cell) -> str:
    return "" if cell.value is None else ", ".join((neutral(str(cell.value)), *cell.doubt))


_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#~&@"})


_UNASKED_LINK = re.compile(r"\b(?:https?|ftp)(?=://)|\bwww(?=\.)", re.IGNORECASE)
"""What some readers of Markdown make a link of by themselves."""


def markdown(text: str) -> str:
    """Harmless *text* so that Markdown shows it as it is, and no address in it as a link."""
    return _UNASKED_LINK.sub(r"\g<0>\\", text.translate(_MARKDOWN))


def markdown_address(text: str) -> str:
    """*text* as a link to itself, if it is an address of the web."""
    address = web_address(text)
    return markdown(text) if address is None else f"<{address}>"


def table_text(sheet: Sheet, paint: Painter, cells: int | None = None, ellipsis: str = "…") -> str:
    """*sheet* as a plain table.

    Args:
        sheet: the rows.
        paint: puts a text in the colours of a role.
        cells: the width of the screen; lines are cut there. None where nothing is cut.
        ellipsis: stands for what is cut.
    """
    sheet = _without_empty(sheet)
    rows = _measured(sheet)
    widths = _widths(rows)
    return "\n".join(
        _line(row, sheet.columns, widths, paint, cells=cells, ellipsis=ellipsis) for row in rows
    )


def _without_empty(sheet: Sheet) -> Sheet:
    """*sheet* without the columns that have neither a head nor anything under it."""
    kept = [
        index
        for index, column in enumerate(sheet.columns)
        if column.head or any(row[index].text for row in sheet.rows)
    ]
    if len(kept) == len(sheet.columns):
        return sheet
    return _with_places(sheet, kept)


def table_width(sheet: Sheet) -> int:
    """How many cells the table of *sheet* takes where nothing is cut."""
    return sum(_widths(_measured(sheet))) + 2 * (len(sheet.columns) - 1)


_Row: TypeAlias = list[tuple[str, int, Role]]
"""What the cells of a row show, the width of each, and its role."""


def _measured(sheet: Sheet) -> list[_Row]:
    """The rows of the table of *sheet*, the heads first."""
    heads = tuple(Cell(column.head, role="label") for column in sheet.columns)
    return [
        [(text := cell.text, width(text), cell.role) for cell in row]
        for row in (heads, *sheet.rows)
    ]


def _widths(rows: list[_Row]) -> list[int]:
    """How wide each column is."""
    return [max(cells for _, cells, _ in column) for column in zip(*rows, strict=True)]


def _line(
    row: _Row,
    columns: tuple[Column, ...],
    widths: list[int],
    paint: Painter,
    *,
    cells: int | None,
    ellipsis: str,
) -> str:
    parts: list[str] = []
    room = cells
    last = len(columns) - 1
    for index, ((text, taken, role), column) in enumerate(zip(row, columns, strict=True)):
        right = column.align == "right"
        wanted = widths[index] if index < last or right else taken
        if room is not None:
            wanted = min(wanted, room)
            room -= wanted + 2
        space = " " * (wanted - taken)
        if taken > wanted:
            fitted = fit(text, wanted, ellipsis, right=right)
        else:
            fitted = f"{space}{text}" if right else f"{text}{space}"
        parts.append(paint(fitted, role))
        if room is not None and room <= 0:
            break
    return "  ".join(parts).rstrip()
