"""Help: the keys that there are where somebody is, to be searched, and to be done from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from msgspec.structs import replace

from alliance_tui.model.records import SupportType
from alliance_tui.pages.cells import width
from alliance_tui.pages.glyphs import ASCII, Glyphs
from alliance_tui.pages.lines import Line, wrapped
from alliance_tui.pages.page import Block, Page, Span, heading, text
from alliance_tui.tui.commands import (
    CONTEXT_NAMES,
    GROUPS,
    SHOWN_ONCE,
    Command,
    Context,
    bar_commands,
    help_row,
    help_rows,
    key_name,
    keys_of,
    offered,
    word_of,
)
from alliance_tui.tui.dialogs.overlay import ChoiceOverlay
from alliance_tui.tui.panes.detail import MARGIN, Detail
from alliance_tui.tui.panes.key_bar import DIGITS, LAST

KEY_CELLS, FEW_KEY_CELLS = 20, 11
"""The width of the keys, and where there is little room for them and only the first is named."""

LITTLE = 60
"""Below how many cells that is so."""

IN_SHORT = LITTLE
"""From how many cells on, up to two columns, all keys stand first with a word each."""

TWO_COLUMNS = 110
"""From how many cells on there are two columns."""

WIDEST = 140
"""How wide the help is at most."""

GAP_CELLS = 3
"""The cells between columns."""


class Help(NamedTuple):
    """A page of keys.

    Attributes:
        page: the page.
        order: the commands of its rows, down the first column and then the second.
    """

    page: Page
    order: tuple[str, ...]


def help_page(
    context: Context,
    types: Sequence[SupportType],
    glyphs: Glyphs,
    keys: Mapping[str, str],
    cells: int,
    *,
    served: bool = False,
) -> Help:
    """The keys in *context* for a page of so many *cells*: the likely ones, then by group.

    The user's own *keys* are named; the support *types* stand behind the digits.
    """
    ascii_only = glyphs is ASCII
    sections = [*_sections(context, types, keys, cells, ascii_only=ascii_only, served=served)]
    if cells < LITTLE:
        sections = [[_shorter(each) for each in section] for section in sections]
    here = CONTEXT_NAMES.get(context, f"the {context}")
    columns = (cells - GAP_CELLS) // 2 if cells >= TWO_COLUMNS else cells
    rows = [each for section in sections for each in _laid(section, columns)]
    order = tuple(span.link for row in rows for line in row for span in line if span.link)
    lines = [line for row in rows for line in row]
    if cells >= TWO_COLUMNS:
        lines = [*_side_by_side(rows, columns)]
    parts = tuple(Block(line, most=1, tails=((),)) for line in lines)
    return Help(Page("help", f"Keys {glyphs.dot} in {here}", parts), order)


def _sections(
    context: Context,
    types: Sequence[SupportType],
    keys: Mapping[str, str],
    cells: int,
    *,
    ascii_only: bool,
    served: bool,
) -> Iterator[list[Block]]:
    """The sections, each a heading and its rows."""
    if IN_SHORT <= cells < TWO_COLUMNS:
        yield [heading("In short"), *_in_short(context, keys, cells, ascii_only, served)]
    likely = bar_commands(context, served=served)
    likely.sort(key=lambda each: LAST.get(each.id, 0))
    told = {each.id for each in likely}
    rows = [help_row(each, keys, context, ascii_only=ascii_only) for each in likely]
    yield [heading("Here"), *(_row(each.keys, each.text, each.command) for each in rows)]
    for group in GROUPS:
        there = None if group == GROUPS[-1] else context
        rows = [
            each
            for each in help_rows(group, keys, there, ascii_only=ascii_only, served=served)
            if each.command.id not in told
        ]
        if rows:
            runs = there is not None
            yield [
                heading(group),
                *(_row(each.keys, each.text, each.command, runs=runs) for each in rows),
            ]
    types = types[:9]
    if types:
        digits = (
            Block((text(each.label),), indent=1, lead=(Span(f"{number:<{KEY_CELLS}}", "key"),))
            for number, each in enumerate(types, start=1)
        )
        yield [heading("The digits"), *digits]
    mouse = "The mouse does it too. To select text, hold Shift (Option on a Mac)."
    yield [Block((Span(mouse, "dim"),), indent=1)]


def _in_short(
    context: Context, keys: Mapping[str, str], cells: int, ascii_only: bool, served: bool
) -> Iterator[Block]:
    """The keys of what can be done, each with a word, as many in a line as fit."""
    line: list[Span] = []
    for command in offered(served=served):
        own = keys_of(command, keys, context)
        if not own or command.group in ("Move", "Type and choose") or command.id in SHOWN_ONCE:
            continue
        key = DIGITS if command.id == "type-1" else key_name(own[0], ascii_only=ascii_only)
        pair = (Span(f"{key} ", "key"), Span(word_of(command, context)), Span("  "))
        if sum(width(each.text) for each in (*line, *pair)) > cells + 1:
            yield Block(tuple(line[:-1]), indent=1)
            line = []
        line += pair
    yield Block(tuple(line), indent=1)


def _row(keys: str, told: str, command: Command, *, runs: bool = True) -> Block:
    order = (Span(f"  {command.order}", "query"),) if command.order else ()
    link = command.id if runs else None
    return Block(
        (Span(told, "text", link), *order), indent=1, lead=(Span(f"{keys:<{KEY_CELLS}}", "key"),)
    )


def _shorter(row: Block) -> Block:
    """*row* with the first of its keys alone."""
    if not row.lead:
        return row
    first = row.lead[0].text.split("  ")[0]
    return replace(row, lead=(Span(f"{first:<{FEW_KEY_CELLS}}", "key"),))


def _laid(section: list[Block], cells: int) -> Iterator[list[Line]]:
    """The rows of a section, each in lines of which the first alone leads anywhere; then a gap."""
    head, *rows = section
    first = True
    for row in rows or [head]:
        lines = [*wrapped(row, cells)]
        kept = [lines[0], *(tuple(span._replace(link=None) for span in each) for each in lines[1:])]
        yield [*wrapped(head, cells), *kept] if first and rows else kept
        first = False
    yield [()]


def _side_by_side(rows: list[list[Line]], cells: int) -> Iterator[Line]:
    """The rows in two columns of *cells*, about as high."""
    half = (sum(map(len, rows)) + 1) // 2
    left: list[Line] = []
    while rows and len(left) + len(rows[0]) <= half:
        left += rows[0]
        rows = rows[1:]
    right = [line for row in rows for line in row]
    if right and not right[0]:
        right = right[1:]
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else ()
        other = right[number] if number < len(right) else ()
        gap = cells + GAP_CELLS - sum(width(span.text) for span in one)
        yield (*one, Span(" " * gap), *other) if other else one


class HelpOverlay(ChoiceOverlay):
    """The keys that there are; gives back the id of the command whose row was chosen."""

    DEFAULT_CSS = """
    HelpOverlay > Detail { width: 100%; max-width: 144; }
    """

    place: ClassVar[Context] = "help"

    def __init__(self, make: Callable[[int], Help], glyphs: Glyphs, words: str = "") -> None:
        """Show what *make* makes for so many cells; *words* are looked for at once."""
        self._make = make
        self._words = words
        self._begun = False
        self._cells = TWO_COLUMNS
        self._help = make(self._cells)
        super().__init__(self._help.page, glyphs, "help")

    async def settle(self) -> None:
        """Have the page fit the room that there is, and the words be looked for."""
        if not self.query(Detail):
            return  # closed meanwhile
        detail = self.query_one(Detail)
        detail.widest = WIDEST
        cells = min(WIDEST, self.app.size.width - 2 - 2 * MARGIN - 1)
        if cells != self._cells:
            self._cells, self._help = cells, self._make(cells)
            self.show(self._help.page)
        if self._words:
            words, self._words = self._words, ""
            self.action_find()
            self.find_line.value = words
            self.action_submit()
        elif not self._begun:
            detail.go_to_link(self._help.order[0])
        self._begun = True
        self._show_keys()

    def on_resize(self) -> None:
        """Fit another room."""
        self.call_later(self.settle)

    def action_move(self, where: str) -> None:
        """Go to the row below or above in the column; scroll by more."""
        order, chosen = self._help.order, self.chosen
        if where not in ("up", "down") or chosen not in order:
            super().action_move(where)
            return
        number = order.index(chosen) + (1 if where == "down" else -1)
        if 0 <= number < len(order):
            self.query_one(Detail).go_to_link(order[number])
