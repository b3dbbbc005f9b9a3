"""The timeline: events, and claims that belong to none, by date under the years."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import overload

from textual.geometry import Offset

from alliance_tui.model.dates import When
from alliance_tui.model.records import Claim, Event
from alliance_tui.pages.cells import cut, width
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.lines import Line, wrapped
from alliance_tui.pages.page import Block, Role, Span, stance_role
from alliance_tui.pages.parts import DIRECTION_STANCE
from alliance_tui.pages.safe import neutral
from alliance_tui.query.view import ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.direct import Action
from alliance_tui.tui.moves import make
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import content
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step
from alliance_tui.views.timeline import Timeline, TimelineRow

FEW_ROWS = 4000
"""Up to how many rows each takes the lines it needs; above, every row takes `EVEN_LINES`, so
that nothing has to be measured."""

EVEN_LINES = 2

MOST_TITLE_LINES = 3

DATE_CELLS = 6

STANDS_OUT = frozenset({"summit", "meeting"})
QUIET = frozenset({"vote"})


class _EvenRows(Sequence[int]):
    """The first line of each row where all rows have `EVEN_LINES`; years have a line each."""

    def __init__(self, timeline: Timeline) -> None:
        self._count = len(timeline.records)
        self._years = [first for _, first in timeline.years]

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, row: int) -> int: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[int]: ...
    def __getitem__(self, row: int | slice) -> int | Sequence[int]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(self._count))]
        return row * EVEN_LINES + bisect_right(self._years, row)


class TimelinePane(Pane):
    """The timeline. The arrow keys choose an event or a claim."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.timeline: Timeline | None = None
        self._focus_id: str | None = None
        self._rows: dict[int, tuple[Line, ...]] = {}
        self._firsts: Sequence[int] = ()
        self._total = 0

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show the rows of *view*; where none is chosen, the last before the as-of day."""
        timeline, before = scene.timeline(view), self.row
        self._focus_id = view.focus
        if timeline is not self.timeline:
            self.timeline = timeline
            self.border_title = content(f" {self.glyphs.dot} ".join(_title(timeline)))
            self._measure()
        elif before != self.row:
            rows = (row for row in (before, self.row) if row is not None)
            self.moved(line for row in rows for line in self._lines_of(row))
        else:
            return
        self._follow()

    def _lines_of(self, row: int) -> range:
        first = self._firsts[row]
        return range(first, first + len(self._row_lines(row)))

    def lay_out(self) -> None:
        """Make the lines for the new width and keep the chosen row in view."""
        self._measure()
        self._follow()

    def _measure(self) -> None:
        """Find the first line of every row."""
        timeline = self.timeline
        self._rows.clear()
        if timeline is None:
            return
        count = len(timeline.records)
        if count > FEW_ROWS:
            self._firsts = _EvenRows(timeline)
            self._total = count * EVEN_LINES + len(timeline.years)
        else:
            years = {first for _, first in timeline.years}
            firsts: list[int] = []
            line = 0
            for row in range(count):
                line += row in years
                firsts.append(line)
                line += len(self._row_lines(row))
            self._firsts, self._total = firsts, line
        self.changed()

    def _row_lines(self, row: int) -> tuple[Line, ...]:
        """The lines of *row*, without the cursor."""
        found = self._rows.get(row)
        if found is None:
            assert self.timeline is not None
            even = len(self.timeline.records) > FEW_ROWS
            lines = row_lines(self.timeline.row(row), self.cells, self.glyphs, even=even)
            found = self._rows[row] = lines
        return found

    def _follow(self) -> None:
        timeline = self.timeline
        if timeline is None or not timeline.records:
            return
        row = self.row
        shown = timeline.last_before if row is None else row
        lines = self._lines_of(shown)
        self.bring_into_view(lines[0], lines[-1], context=2)

    @property
    def row(self) -> int | None:
        """The row of the record in focus, if it is one of the rows."""
        if self.timeline is None or self._focus_id is None:
            return None
        return self.timeline.records.row_of(self._focus_id)

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Choose another row."""
        return moves.to_record(view, scene, where, max(1, self.rows_in_view // (EVEN_LINES + 1)))

    def enter(self, scene: Scene, view: ViewState) -> Step | None:
        """Choose the latest row where none is chosen."""
        rows = scene.timeline(view).records
        if view.focus is not None and rows.row_of(view.focus) is not None:
            return None
        return moves.to_record(view, scene, "down", 1)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Choose the row under the mouse."""
        number = at.y + self.scroll_offset.y
        if self.timeline is None or not self.timeline.records or number >= self._total:
            return None
        row, part = self._row_of(number)
        return make(moves.to_entry, self.timeline.records[row].id) if part >= 0 else None

    def _row_of(self, number: int) -> tuple[int, int]:
        """The row of line *number* and the line in it; -1 for the year over the row."""
        row = bisect_right(self._firsts, number) - 1
        if row < 0:
            return 0, -1
        part = number - self._firsts[row]
        return (row, part) if part < len(self._row_lines(row)) else (row + 1, -1)

    def line_count(self) -> int:
        """The lines of all rows and one a year; a line that says so where there is none."""
        if self.timeline is None:
            return 0
        return self._total or 1

    def is_chosen(self, number: int) -> bool:
        """Whether the line is one of the row in focus."""
        row = self.row
        return row is not None and number in self._lines_of(row)

    def line(self, number: int, cells: int) -> Line:
        """A year, or a line of a row."""
        timeline = self.timeline
        if timeline is None:
            return ()
        if not timeline.records:
            return (Span(_nothing(timeline), "dim"),)
        row, part = self._row_of(number)
        if part < 0:
            year = date.fromordinal(timeline.records[row].when.written).year
            return (Span(f" {year}", "heading"),)
        cursor = self.glyphs.cursor if row == self.row else " "
        return (Span(cursor, "link"), *self._row_lines(row)[part])


def _title(timeline: Timeline) -> Iterator[str]:
    """What the timeline holds: whose rows, on what, how many of how many."""
    if timeline.about is None:
        yield "Timeline"
    yield "all" if timeline.country is None else timeline.country.name
    count = str(len(timeline.records))
    if timeline.about is not None:
        yield timeline.about.label
        count = f"{count} of {timeline.every}"
    yield count


def _nothing(timeline: Timeline) -> str:
    """What stands in place of rows."""
    if timeline.country is None:
        return " Nothing here; Esc takes a filter back."
    if timeline.about is not None and timeline.every:
        return f" Nothing on {neutral(timeline.about.label)}. a: all {timeline.every}."
    return " Nothing here; a shows all."


def row_lines(row: TimelineRow, cells: int, glyphs: Glyphs, *, even: bool) -> tuple[Line, ...]:
    """The lines of a row: date and title, and under them what it records of the country.

    Args:
        row: the row.
        cells: the width, of which the first cell is left to the cursor.
        glyphs: the signs.
        even: whether it has to take exactly `EVEN_LINES`.
    """
    record = row.record
    sign, sign_role, title_role = _style(record, glyphs)
    if row.later:
        sign_role = title_role = "dim"
    title = neutral(record.statement if isinstance(record, Claim) else record.title)
    part = f" {glyphs.dot} ".join(filter(None, (row.later, neutral(row.part))))
    lead = (
        Span(f"{date_text(record.when, glyphs):<{DATE_CELLS}} ", "dim"),
        Span(f"{sign} ", sign_role),
    )
    room = max(1, cells - 1 - DATE_CELLS - 3)
    under = Span(" " * (DATE_CELLS + 3))
    if even:
        return (
            (*lead, Span(cut(title, room, glyphs.ellipsis), title_role)),
            (under, Span(cut(part, room, glyphs.ellipsis), "dim")),
        )
    if width(title) <= room:
        lines: list[Line] = [(*lead, Span(title, title_role))]
    else:
        lines = list(wrapped(Block((Span(title, title_role),), lead=lead), cells - 1))
        if len(lines) > MOST_TITLE_LINES:
            last = lines[MOST_TITLE_LINES - 1][-1].text + glyphs.ellipsis
            lines[MOST_TITLE_LINES - 1 :] = [
                (under, Span(cut(last, room, glyphs.ellipsis), title_role))
            ]
    if part and width(part) <= room:
        lines.append((under, Span(part, "dim")))
    elif part:
        lines += wrapped(Block((Span(part, "dim"),), indent=DATE_CELLS + 3), cells - 1)
    return tuple(lines)


def _style(record: Event | Claim, glyphs: Glyphs) -> tuple[str, Role, Role]:
    """The sign of a record, the role of the sign and the role of the title."""
    if isinstance(record, Claim):
        kind = DIRECTION_STANCE[record.direction]
        return glyphs.stance[kind], stance_role(kind), "text"
    sign = glyphs.event.get(record.kind, glyphs.other_event)
    if record.kind in STANDS_OUT:
        return sign, "link", "strong"
    if record.kind in QUIET:
        return sign, "dim", "dim"
    return sign, "dim", "text"


def date_text(when: When, glyphs: Glyphs) -> str:
    """Month and day of a start, as far as they are known, with a mark for how it is meant.

    An arrow stands for "still so", a dash for an interval, an ellipsis for some day from
    then on, ``~`` for about and ``?`` for uncertain; a year alone stands over the rows.
    """
    start = when.text.partition("/")[0]
    mark = ""
    if start.startswith("["):
        start, mark = start[1:].partition("..")[0], glyphs.ellipsis[0]
    elif start[-1:] in "~?%":
        start, mark = start[:-1], "~" if start[-1] == "~" else "?"
    if when.interval and not mark:
        mark = glyphs.arrow[-1] if when.is_open else glyphs.dash
    return start[5:] + mark
