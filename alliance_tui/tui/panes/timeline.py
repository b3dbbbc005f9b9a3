"""The timeline: events and claims, a line each by date under the years.

The row under the cursor shows all of it. The year is held at the top; a ruled line stands at
the as-of day. No row has to be drawn to know where another stands, however many there are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from textual.geometry import Offset

from alliance_tui.model.dates import MONTHS, When, day_words, start_written
from alliance_tui.model.records import Claim, Event
from alliance_tui.pages.cells import width
from alliance_tui.pages.evidence import claim_sign
from alliance_tui.pages.glyphs import STANDS_OUT, Glyphs
from alliance_tui.pages.lines import Line, cut_line, fitted, wrapped
from alliance_tui.pages.marks import marked
from alliance_tui.pages.page import Block, Role, Span, stance_role, text
from alliance_tui.pages.spells import dated
from alliance_tui.query.language import words_of
from alliance_tui.query.view import ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.input import Action
from alliance_tui.tui.moves import make
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import content
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step
from alliance_tui.views.timeline import Timeline, TimelineRow

DATE_CELLS = 8

QUIET = frozenset({"vote"})


class TimelinePane(Pane):
    """The timeline. The arrow keys choose an event or a claim."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.timeline: Timeline | None = None
        self._focus_id: str | None = None
        self._words: tuple[str, ...] = ()
        self._shown: int | None = None
        self._unfolded: tuple[Line, ...] = ()
        self._follow: list[int] = []
        """Of each line that begins no row, from the top, the row that follows it."""
        self._others: list[int] = []
        """Those lines."""

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show the rows of *view*; where none is chosen, the last before the as-of day."""
        timeline = scene.timeline(view)
        self._focus_id = view.focus
        self._words = words_of(scene.asked(view).query)
        if timeline is not self.timeline:
            self.timeline = timeline
            self.border_title = content(timeline.title)
        elif self.row == self._shown:
            return
        self.lay_out()

    def lay_out(self) -> None:
        """Find where each row stands, and keep the chosen one in view."""
        timeline = self.timeline
        if timeline is None:
            return
        self.heads = 0 if self.bordered or self.named_elsewhere else 1
        self._shown = row = self.row
        self._unfolded = ()
        if not timeline.records:
            nothing = Block((text(timeline.nothing, "dim"),), indent=1)
            self._unfolded = tuple(wrapped(nothing, max(1, self.cells - 1)))
        elif row is not None and self.cells > 0:
            self._unfolded = unfolded_row(timeline.row(row), self.cells - 1, self.glyphs)
        unfolded = [] if row is None else [row + 1] * (len(self._unfolded) - 1)
        years = (first for _, first in timeline.years)
        # Of those before the same row the order is: what is unfolded, the ruled line, the year.
        self._follow = sorted([*unfolded, timeline.after, *years])
        self._others = [row + place for place, row in enumerate(self._follow)]
        self.changed()
        if timeline.records:
            shown = timeline.last_before if row is None else row
            first = self._first(shown)
            last = first + (len(self._unfolded) or 1) - 1 if row is not None else first
            # The year is held in the first line in view: nothing chosen stands there.
            self.bring_into_view(max(0, first - 1) + self.heads, last + self.heads, context=2)

    @property
    def row(self) -> int | None:
        """The row of the record in focus, if it is one of the rows."""
        if self.timeline is None or self._focus_id is None:
            return None
        return self.timeline.records.row_of(self._focus_id)

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Choose another row."""
        return moves.to_record(view, scene, where, max(1, self.rows_in_view - 2))

    def enter(self, scene: Scene, view: ViewState) -> Step | None:
        """Choose the latest row where none is chosen."""
        rows = scene.timeline(view).records
        if view.focus is not None and rows.row_of(view.focus) is not None:
            return None
        return moves.to_record(view, scene, "down", 1)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Choose the row under the mouse."""
        number = at.y - self.heads + self.scroll_offset.y
        if self.timeline is None or at.y < self.heads or self._held(number) is not None:
            return None
        row = self._row_of(number)
        return None if row is None else make(moves.to_entry, self.timeline.records[row].id)

    def _first(self, row: int) -> int:
        """The first line of *row*."""
        return row + bisect_right(self._follow, row)

    def _row_of(self, number: int) -> int | None:
        """The row of the line *number*; none where it is a year or the ruled line."""
        if self.timeline is None or not self.timeline.records or number >= self._total:
            return None
        before = bisect_left(self._others, number)
        if before == len(self._others) or self._others[before] != number:
            return number - before
        shown = self._shown
        within = shown is not None and number - self._first(shown) in range(len(self._unfolded))
        return shown if within else None

    @property
    def _total(self) -> int:
        """How many lines rows, years and the ruled line take."""
        timeline = self.timeline
        if timeline is None or not timeline.records:
            return len(self._unfolded)
        more = max(0, len(self._unfolded) - 1)
        return len(timeline.records) + len(timeline.years) + 1 + more

    def about(self, scene: Scene, view: ViewState, at: Offset | None = None) -> Line:
        """The entry under the cursor or the mouse: when, what, and what it records."""
        row = self._shown
        if at is not None:
            number = at.y - self.heads + self.scroll_offset.y
            inside = at.y >= self.heads and self._held(number) is None
            row = self._row_of(number) if inside else None
        if self.timeline is None or row is None or not self.timeline.records:
            return ()
        entry = self.timeline.row(row)
        dot = f" {self.glyphs.dot} "
        return (
            text(_title(entry.record)),
            text(dot.join(("", dated(entry.record.when), *filter(None, (entry.part,)))), "dim"),
        )

    def line_count(self) -> int:
        """All lines; without a border the title stands over them."""
        return 0 if self.timeline is None else self._total + self.heads

    def is_chosen(self, number: int) -> bool:
        """Whether the line is one of the row in focus."""
        return self._shown is not None and self._row_of(number - self.heads) == self._shown

    def line(self, number: int, cells: int) -> Line:
        """The title, a year, the ruled line, or a line of a row."""
        timeline = self.timeline
        if timeline is None:
            return ()
        if number < self.heads:
            return cut_line((Span(" "), text(timeline.title, "strong")), cells)
        number -= self.heads
        if not timeline.records:
            return self._unfolded[number]
        row = self._row_of(number)
        if row is None:
            return self._between(number, cells)
        if row == self._shown and self._unfolded:
            line = self._unfolded[number - self._first(row)]
            return (Span(self.glyphs.cursor, "bar"), *marked(line, self._words))
        line = row_line(timeline.row(row), cells - 1, self.glyphs)
        return (Span(" "), *marked(line, self._words))

    def _between(self, number: int, cells: int) -> Line:
        """A year over its rows, or the line ruled at the as-of day."""
        timeline = self.timeline
        assert timeline is not None
        following = self._follow[bisect_left(self._others, number)]
        years = {first: year for year, first in timeline.years}
        if following in years and number + 1 == self._first(following):
            return (Span(f" {years[following]}", "heading"),)
        rule = self.glyphs.rule * 2
        last = "the last day vouched for" if timeline.day == timeline.last_day else "as-of day"
        line = f" {rule} {day_words(timeline.day)} {self.glyphs.dot} {last} "
        return (Span(line + self.glyphs.rule * max(0, cells - width(line) - 1), "bar"),)

    def _held(self, number: int) -> int | None:
        """The year that is held in the line *number*: the first in view, in place of a row."""
        timeline = self.timeline
        if timeline is None or not timeline.records or number != int(self.scroll_offset.y):
            return None
        row = self._row_of(number)
        if row is None or row == self._shown or number == 0:
            return None
        return date.fromordinal(timeline.records[row].when.written).year

    def render_held(self, number: int) -> Line | None:
        """The line that stands in the first row of the screen in place of its own."""
        year = self._held(number - self.heads)
        return None if year is None else (Span(f" {year}", "heading"),)


def row_line(row: TimelineRow, cells: int, glyphs: Glyphs) -> Line:
    """A row in one line: date, sign, title, and what it records where that tells much."""
    sign, sign_role, title_role = _style(row, glyphs)
    lead = _lead(row, glyphs, sign, sign_role)
    title = text(_title(row.record), title_role)
    room = cells - DATE_CELLS - 5 - width(title.text)
    told = row.telling if isinstance(row.record, Claim) or width(row.part) > room else row.part
    tails: tuple[Line, ...] = ()
    if row.vote is not None and told != row.part:
        tails = ((Span(glyphs.vote[row.vote], f"vote-{row.vote}"),),)
    elif told:
        role = "denied" if isinstance(row.record, Claim) else "dim"
        tails = ((text(told, role),), ())
    return fitted(Block((title,), lead=lead, most=1, tails=tails), cells, glyphs.ellipsis)[0]


def unfolded_row(row: TimelineRow, cells: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """All of a row: its whole title, its date in words, and what it records."""
    sign, sign_role, title_role = _style(row, glyphs)
    title = Block((text(_title(row.record), title_role),), lead=_lead(row, glyphs, sign, sign_role))
    told = f" {glyphs.dot} ".join(filter(None, (dated(row.record.when), row.part)))
    under = Block((text(told, "dim"),), indent=DATE_CELLS + 3)
    return (*wrapped(title, cells), *wrapped(under, cells))


def _lead(row: TimelineRow, glyphs: Glyphs, sign: str, role: Role) -> tuple[Span, ...]:
    when = date_text(row.record.when, glyphs)
    return (Span(f"{when:>{DATE_CELLS}} ", "dim"), Span(f"{sign} ", role))


def _title(record: Event | Claim) -> str:
    return record.statement if isinstance(record, Claim) else record.title


def _style(row: TimelineRow, glyphs: Glyphs) -> tuple[str, Role, Role]:
    """The sign of a record, the role of the sign and the role of the title."""
    record = row.record
    if isinstance(record, Claim):
        kind = claim_sign(record)
        role = "dim" if row.aside else stance_role(kind)
        return glyphs.stance[kind], role, "dim" if row.aside else "text"
    sign = glyphs.event.get(record.kind, glyphs.other_event)
    if row.aside:
        return sign, "dim", "dim"
    if record.kind in STANDS_OUT:
        return sign, "link", "strong"
    if record.kind in QUIET:
        return sign, "dim", "dim"
    return sign, "dim", "text"


def date_text(when: When, glyphs: Glyphs) -> str:
    """Day and month of a start, as far as they are known, with a mark for how it is meant.

    An arrow stands for "still so", a dash for an interval, an ellipsis for some day from
    then on, ``~`` for about and ``?`` for uncertain; the year stands over the rows too.
    """
    start = when.text.partition("/")[0]
    about, mark = "", ""
    if start.startswith("["):
        mark = glyphs.ellipsis[0]
    elif start[-1:] in "~?%" and start:
        about = "~" if start[-1] in "~%" else ""
        mark = "" if start[-1] == "~" else "?"
    if when.interval and not mark:
        mark = glyphs.arrow[-1] if when.is_open else glyphs.dash
    year, *pieces = start_written(when.text)
    words = MONTHS[int(pieces[0]) - 1] if pieces else year
    day = f"{int(pieces[1])} " if len(pieces) > 1 else ""
    return f"{about}{day}{words}{mark}"
