"""The country list: sections of rows, by stance in words or by posture with a sign a type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content
from textual.geometry import Offset

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import SupportType
from alliance_tui.model.words import number_of
from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.glyphs import SIGNS, doubtful, punctuated
from alliance_tui.pages.lines import Line, cut_line, wrapped
from alliance_tui.pages.page import Block, Role, Span, stance_role
from alliance_tui.pages.row_words import denied_wordings, many_do, row_words
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.standing import mark
from alliance_tui.pages.telling import short_name, stance_lines, verb, with_doubt
from alliance_tui.query.edit import step_of
from alliance_tui.query.language import words_of
from alliance_tui.query.ordering import COLUMN, SORTS, Section, direction_of
from alliance_tui.query.stance import COUNTED, DIRECTIONS, MAY_HAVE_ENDED, Moment, StanceKind
from alliance_tui.query.verbs import directions_meant
from alliance_tui.query.view import ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.input import Action, act
from alliance_tui.tui.moves import make
from alliance_tui.tui.panes.base import Pane
from alliance_tui.views.board import titled
from alliance_tui.views.country_list import (
    CLAIMS,
    DENIED,
    HITS,
    NUMBERS,
    ROWS_TOLD,
    Listing,
    ListRow,
)
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import NO_COUNTRY, Step
from alliance_tui.views.view import view_called

NO_CLAIMS = "No claims yet: country:any shows all."
"""What stands in place of rows where nothing is asked and nothing is shown."""

SORT_LABELS = {
    "posture": "posture",
    "change": "latest change",
    "claims": "number of claims",
    f"{COLUMN}{HITS}": "number of hits",
    f"{COLUMN}{DENIED}": "claims denied",
}
"""What is told of each order but that by name; of one by a kind of support, its name."""

FOLDING: frozenset[StanceKind] = frozenset({"context", "unassessed"})
"""The sections that take one row where the list is higher than its room."""

TITLE_MARGIN = 4
"""The cells of the border beside a title; where there is none, of the tabs."""

LEAD = 2
"""The cells before a name: the cursor, and the mark of a pin."""

NARROWEST_NAME = 8
LEAST_NAMES = 12
WIDEST_NAME = 22
LEAST_LAST = 12
"""The least cells of a posture, or of a part in an event."""

MONTHS_WHEN, YEARS_WHEN, LEAST_WHEN = 14, 10, 8
"""The cells in which it can be told when: “since Aug 2022”, “2022–2024…”, “2022–24…”."""

HEADED_HITS = 1 + len(NUMBERS[HITS])
"""From how many cells on the number of hits has a head."""

WIDE = 44
"""From how many cells on denials are told in words."""

LEAST_HEADED = 36
"""From how many cells on the number of denials has a head, in place of a sign before it."""


class Row(Struct, frozen=True):
    """A line of the list.

    Attributes:
        kind: a heading, a country, a section that is folded, or a remark.
        number: of the section, or of the row.
        text: the remark.
    """

    kind: Literal["head", "row", "fold", "remark"]
    number: int = 0
    text: str = ""


class Column(Struct, frozen=True):
    """A column of numbers: its id, its head, its cells, and its role.

    Without a head it is so narrow that a sign stands before each number of denials.
    """

    id: str
    head: str
    cells: int
    role: Role


IN_EVENTS = "events"
"""What stands for a number where words are found in a country's events alone."""


class CountryList(Pane):
    """The country list. The arrow keys choose a country; Enter unfolds a section."""

    heads = 1

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.support_types: tuple[SupportType, ...] = ()
        self._columns_written: tuple[str, ...] = ()
        self._columns_shown: tuple[str, ...] = ()
        self._places: tuple[int, ...] = ()
        self._hidden = 0
        self.listing: Listing | None = None
        self.pins: tuple[str, ...] = ()
        self.most = 0
        self._keys: dict[str, int] = {}
        self._chosen: str | None = None
        self._row: int | None = None
        self._at_fold: int | None = None
        self._unfolded: set[StanceKind] = set()
        self._lines: list[Row] = []
        self._names = 0
        self._nobody = ""
        self._sort = ("name", False)
        self._last_cells = 0
        self._border_parts: list[str] = []
        self._border_for: tuple[object, ...] = ()

    def make_room_for(self, dataset: Dataset) -> None:
        """Have a column for each of its support types."""
        self.support_types = dataset.scored_types
        self._keys = {each: 1 + place for place, each in enumerate(dataset.support_types)}

    # What is shown.

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show the list of *view* with its country chosen."""
        listing, before = scene.listing(view), self._cursor
        self._sort = direction_of(view.sort)
        chosen = None if view.focus in scene.dataset.country else scene.chosen(view)
        chosen_id = None if chosen is None else chosen.id
        fresh = listing is not self.listing
        arranged = fresh or view.columns != self._columns_written
        if fresh and (self.listing is None or self.listing.about is not listing.about):
            self._unfolded.clear()
        self.listing = listing
        if arranged:
            self._arrange(scene, view)
        if fresh or chosen_id != self._chosen:
            self._chosen, self._at_fold = chosen_id, None
            if fresh or self._row is None or listing.rows[self._row].id != chosen_id:
                self._row = listing.position.get(chosen_id or "")
        made_for = (listing, scene.country(view), self.glyphs, view.columns)
        if made_for != self._border_for:
            self._border_for = made_for
            self._border_parts = self._below(scene, view, listing)
            self._tell_border()
        if fresh:
            self._nobody = _nobody(scene, view)
            self._lay_rows()
            self._tell_title(listing)
            self._tell_border()
            self.changed()
        elif arranged:
            self.changed()
        elif view.pins != self.pins:
            self.pins = view.pins
            self.changed()
        elif before != self._cursor:
            self._unfold_chosen()
            self.moved()
        else:
            return
        self.pins = view.pins
        self._follow()

    def _arrange(self, scene: Scene, view: ViewState) -> None:
        """Have the columns that *view* shows, and say in the title if any is hidden."""
        listing, shown = scene.listing(view), view_called(view.view)
        self._columns_written = view.columns
        self._columns_shown = shown.shown_columns(scene, view)
        places = {each.id: place for place, each in enumerate(self.support_types)}
        self._places = tuple(places[each] for each in self._columns_shown if each in places)
        self._hidden = len(listing.columns) - len(self._columns_shown)
        self._last_cells = self._least_last(listing)
        self._tell_title(listing)

    def _tell_title(self, listing: Listing) -> None:
        title, short = _title(listing), _title(listing).split(" · by ")[0]
        told = [titled(title, self._hidden, "·"), titled(short, self._hidden, "·")]
        if not self.bordered:  # then nothing else says what numbers without a head are
            told = [f"{short} · {each}" for each in self._numbers_told()] + told
        if self._hidden:
            told += [f"{short} · {self._hidden} hidden", f"{self._hidden} hidden · {short}"]
        room = self.size.width - TITLE_MARGIN
        fitting = (each for each in told if width(each) <= room)
        self.border_title = Content(next(fitting, told[-1] if self.size.width else told[0]))

    def rows_for(self, most: int) -> int:
        """How many lines it takes, of at most so many; what is higher is folded."""
        if most != self.most:
            self.most = most
            self._lay_rows()
            self.changed()
        return min(most, self.line_count())

    def _lay_rows(self) -> None:
        """Put sections and rows in lines, and fold what has no room."""
        listing = self.listing
        if listing is None:
            return
        names = (width(neutral(each.name)) for each in listing.rows[:500])
        self._names = min(WIDEST_NAME, max(names, default=0))
        lines = list(self._all_lines(listing, folded=False))
        if len(lines) + self.heads > (self.most or self.rows_in_view + self.heads):
            lines = list(self._all_lines(listing, folded=True))
        self._lines = lines

    def _all_lines(self, listing: Listing, *, folded: bool) -> Iterator[Row]:
        row = 0
        for number, section in enumerate(listing.sections):
            if folded and self._is_folded(section):
                yield Row("fold", number)
            else:
                if section.title:
                    yield Row("head", number)
                yield from (Row("row", row + each) for each in range(len(section.countries)))
            row += len(section.countries)
        if listing.others:
            names = ", ".join(neutral(each.name) for each in listing.others)
            do = "does" if len(listing.others) == 1 else "do"
            yield Row("remark", text=f"{len(listing.others)} more {do} both: {names}")
        if listing.rows and listing.elsewhere:
            yield Row("remark", text=f"{listing.elsewhere} elsewhere: F finds all")

    def _is_folded(self, section: Section) -> bool:
        if section.kind not in FOLDING or section.kind in self._unfolded:
            return False
        assert self.listing is not None
        if any(each.id == self._chosen for each in section.countries):
            return False
        return not self.listing.asks_for_claims or not any(
            map(self.listing.hits, section.countries)
        )

    def _unfold_chosen(self) -> None:
        """Unfold the section of the chosen country, where it is folded."""
        listing = self.listing
        if listing is None or self._row is None or self._line_of(self._row) is not None:
            return
        for section in listing.sections:
            if section.kind and any(each.id == self._chosen for each in section.countries):
                self._unfolded.add(section.kind)
        self._lay_rows()
        self.changed()

    def lay_out(self) -> None:
        """Fold anew for the room there is."""
        self._lay_rows()
        self._tell_border()
        if self.listing is not None:
            self._tell_title(self.listing)
        super().lay_out()
        self._follow()

    def _line_of(self, row: int) -> int | None:
        """The line of a row, heads included."""
        for number, line in enumerate(self._lines):
            if line.kind == "row" and line.number == row:
                return number + self.heads
        return None

    @property
    def column_heads(self) -> dict[str, str]:
        """By what the rows can be sorted, each with what stands over it."""
        kinds = {each.id: neutral(each.label) for each in self.support_types}
        numbers = {} if self.listing is None or self.listing.about is None else NUMBERS
        asked = self.listing is not None and self.listing.asks_for_claims
        hits = {HITS: NUMBERS[HITS]} if asked else {}
        return (
            dict.fromkeys(SORTS, "")
            | kinds
            | hits
            | {each: head for each, head in numbers.items() if each != HITS}
        )

    @property
    def _cursor(self) -> int | None:
        """The line of the cursor."""
        if self._at_fold is not None:
            return self._at_fold
        return None if self._row is None else self._line_of(self._row)

    def _follow(self) -> None:
        line = self._cursor
        if line is not None:
            self.bring_into_view(line, line)

    # Moving.

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Choose another country, or a section that is folded."""
        stops = [
            number + self.heads
            for number, line in enumerate(self._lines)
            if line.kind in ("row", "fold")
        ]
        if not stops or self.listing is None:
            return Step(view)
        if view.focus in scene.dataset.country:
            return Step(replace(view, focus=None))
        cursor = self._cursor
        here = stops.index(cursor) if cursor in stops else 0
        wanted = stops[moves.towards(where, here, len(stops), self.rows_in_view)]
        if wanted == cursor:
            return Step(view)
        return self._go_to(wanted, scene, view)

    def _go_to(self, number: int, scene: Scene, view: ViewState) -> Step:
        assert self.listing is not None
        line = self._lines[number - self.heads]
        if line.kind == "fold":
            self._at_fold = number
            self.moved()
            self._follow()
            return Step(view)
        self._at_fold, self._row = None, line.number
        country = self.listing.rows[line.number].id
        self.moved()
        self._follow()
        if country == self._chosen:
            return Step(view)
        self._chosen = country
        return moves.to_country(view, scene, country)

    def enter(self, scene: Scene, view: ViewState) -> Step | None:
        """Unfold the section under the cursor, or go into the page."""
        if self._at_fold is not None:
            return self._unfold(self._at_fold, scene, view)
        if scene.country(view) is None:
            return Step(view, say=NO_COUNTRY)
        return None

    def _unfold(self, number: int, scene: Scene, view: ViewState) -> Step:
        assert self.listing is not None
        section = self.listing.sections[self._lines[number - self.heads].number]
        if section.kind is not None:
            self._unfolded.add(section.kind)
        self._at_fold = None
        self._lay_rows()
        self.changed()
        first = self.listing.position[section.countries[0].id]
        line = self._line_of(first)
        return Step(view) if line is None else self._go_to(line, scene, view)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Choose the country under the mouse, unfold the section, or sort by the head."""
        if at.y < self.heads and self.listing is not None:
            sort = self._sort_at(at.x, self.listing)
            return make(moves.sort_by, sort) if sort else None
        line = self._line_at(at)
        if line is None or self.listing is None:
            return None
        if line.kind == "fold":
            self._at_fold = at.y + self.scroll_offset.y
            return act("open")
        if line.kind != "row":
            return None
        self._row = line.number
        return make(moves.to_country, self.listing.rows[line.number].id)

    def _sort_at(self, x: int, listing: Listing) -> str:
        """By what a press on the head at the cell *x* sorts; nothing where that is nothing."""
        for cells, sort in self._sorts(listing, self.cells):
            if x < cells:
                return sort
            x -= cells
        return ""

    def _sorts(self, listing: Listing, cells: int) -> Iterator[tuple[int, str]]:
        """The cells of each column from the left, and by what its head sorts."""
        hits = listing.event is None and listing.asks_for_claims
        if listing.about is None:
            names, stance, last = self._signs(listing, cells)
            yield LEAD + names, "name"
            yield from ((stance, self.support_types[place].id) for place in self._places)
            yield last, HITS if hits else "posture" if listing.event is None else ""
            return
        names = LEAD + self._name_cells(listing, cells)
        columns = [] if listing.event is not None else [*self._columns(listing, cells)]
        part = self._part_cells(listing, cells)
        right = part if listing.event else self._number_cells(listing, cells)
        yield names, "name"
        yield cells - names - right, listing.about.id
        yield from ((each.cells, each.id) for each in columns)

    def _sorted_sign(self, column: str) -> str:
        """The sign of the column by which the rows stand; nothing for others."""
        by, backwards = self._sort
        return self.glyphs.sorted[backwards] if by.removeprefix(COLUMN) == column else ""

    def _line_at(self, at: Offset) -> Row | None:
        number = at.y + self.scroll_offset.y - self.heads
        inside = at.y >= self.heads and 0 <= number < len(self._lines)
        return self._lines[number] if inside else None

    # What the status line tells.

    def about(self, scene: Scene, view: ViewState, at: Offset | None = None) -> Line:
        """Where the country under the cursor or the mouse stands, in words."""
        line = self._line_at(at) if at is not None else None
        listing = self.listing
        if listing is None or (at is not None and (line is None or line.kind != "row")):
            return ()
        if line is not None:
            country = listing.rows[line.number]
        else:
            chosen = scene.country(view)
            if chosen is None:
                return ()
            country = chosen
        return country_told(scene, view, country.id, self.app.size.width)

    # Drawing.

    def line_count(self) -> int:
        """One head and the lines of the sections; lines that say so where there is none."""
        if self.listing is None:
            return 0
        return self.heads + (len(self._lines) or len(self._nobody_told))

    @property
    def _nobody_told(self) -> list[Line]:
        """What stands in place of rows."""
        return _wrapped(self._nobody, max(1, self.cells - 1))

    def is_chosen(self, number: int) -> bool:
        """Whether the line is that of the cursor."""
        return number == self._cursor

    def line(self, number: int, cells: int) -> Line:
        """The head, a section's heading, or the row of a country."""
        listing = self.listing
        if listing is None:
            return ()
        if number == 0:
            return self._head(listing, cells)
        if not self._lines:
            told = self._nobody_told
            return told[number - self.heads] if number - self.heads < len(told) else ()
        line = self._lines[number - self.heads]
        if line.kind == "remark":
            return cut_line((Span(f"  {line.text}", "dim"),), cells, self.glyphs.ellipsis)
        if line.kind == "row":
            row = listing.row(line.number)
            chosen = number == self._cursor
            if listing.about is not None:
                return self._in_words(listing, row, cells, chosen=chosen)
            return self._in_signs(listing, row, cells, chosen=chosen)
        section = listing.sections[line.number]
        if line.kind == "head":
            return self._heading(listing, section, cells)
        return self._fold(listing, section, cells, chosen=number == self._cursor)

    def _sign(self, section: Section) -> Line:
        if section.kind is None:
            return (Span(" "),)
        return (Span(f" {self.glyphs.stance[section.kind]} ", stance_role(section.kind)),)

    def _section_title(self, listing: Listing, section: Section, cells: int) -> Span:
        if section.kind in COUNTED and listing.about is not None:
            sure = sum(map(listing.is_certain, section.countries))
            told = many_do(listing.about, section.kind, sure, len(section.countries) - sure)
            fitting = (each for each in map(neutral, told) if width(each) <= cells)
            words = punctuated(next(fitting, neutral(told[-1])), self.glyphs)
            return Span(words, stance_role(section.kind))
        role: Role = "heading"
        if section.kind is not None:
            role = stance_role(section.kind)
        elif section.tone is not None:
            role = f"tone-{section.tone}"
        return Span(neutral(section.title), role)

    def _heading(self, listing: Listing, section: Section, cells: int) -> Line:
        """The sign and the name of a section, and at the right how many are in it."""
        left = (*self._sign(section), self._section_title(listing, section, cells - 3))
        told = section.kind in COUNTED and listing.about is not None
        edge = " " if cells >= WIDE or listing.about is None else ""
        right = () if told else (Span(f"{len(section.countries)}{edge}", "dim"),)
        return _ends(left, right, cells, self._ellipsis)

    def _fold(self, listing: Listing, section: Section, cells: int, *, chosen: bool) -> Line:
        """A section in one line: its name, how many are in it, the first of them."""
        names = ", ".join(neutral(each.name) for each in section.countries[:12])
        arrow = punctuated("▸", self.glyphs)
        first, *rest = self._sign(section)
        first = first._replace(text=(self.glyphs.cursor if chosen else " ") + first.text[1:])
        spans = (
            first,
            *rest,
            self._section_title(listing, section, cells),
            Span(f" {len(section.countries)} ", "dim"),
            Span(f"{arrow} ", "link"),
            Span(names, "dim"),
        )
        return cut_line(spans, cells, self._ellipsis)

    @property
    def _ellipsis(self) -> str:
        return self.glyphs.ellipsis

    def _named(self, listing: Listing, row: ListRow, cells: int, *, chosen: bool) -> Line:
        """The cursor, the pin, and the name in *cells* cells."""
        dim = listing.event is not None and row.part is None
        pinned = row.country.id in self.pins
        name = neutral(row.country.name)
        if cells < NARROWEST_NAME and width(name) >= cells:
            name = neutral(row.country.id)
        return (
            Span(self.glyphs.cursor if chosen else " ", "link"),
            Span(self.glyphs.pin if pinned else " ", "marker"),
            Span(
                fit(name, cells - 1, self._ellipsis) + " ",
                "dim" if dim else "strong" if chosen else "text",
            ),
        )

    # About one type: in words.

    def _in_words(self, listing: Listing, row: ListRow, cells: int, *, chosen: bool) -> Line:
        words = row.words
        assert words is not None
        names = self._name_cells(listing, cells)
        lead = self._named(listing, row, names, chosen=chosen)
        tail = self._tail(listing, row, cells)
        room = cells - LEAD - names - sum(width(span.text) for span in tail)
        whens = [doubtful(each, self.glyphs) for each in words.when]
        found = (punctuated(each, self.glyphs) for each in whens)
        when = next((each for each in found if width(each) <= room), None)
        if when is None:
            when = punctuated(whens[-1], self.glyphs)
        role: Role = "text" if listing.event is None or row.part else "dim"
        return (*lead, Span(fit(when, max(0, room), self._ellipsis), role), *tail)

    def _name_cells(self, listing: Listing, cells: int) -> int:
        """The cells of a name before words; names stand whole before words tell months."""
        least = max(LEAST_NAMES, cells // 3)
        if listing.event is None:
            room = cells - LEAD - 1 - self._number_cells(listing, cells)
            when = MONTHS_WHEN if cells >= WIDE else YEARS_WHEN
            if cells < WIDE and self._names <= room - LEAST_WHEN:
                when = LEAST_WHEN
            least = max(least, room - when)
        return min(self._names, least) + 1

    def _number_cells(self, listing: Listing, cells: int) -> int:
        """Those of the numbers at the right."""
        return sum(each.cells for each in self._columns(listing, cells)) + (cells >= WIDE)

    def _part_cells(self, listing: Listing, cells: int) -> int:
        """Those of a part in an event; with no room to tell when beside it, all after the name."""
        after_name = cells - LEAD - self._name_cells(listing, cells)
        part = max(LEAST_LAST, cells // 3)
        return part if after_name - part >= YEARS_WHEN else after_name

    def _tail(self, listing: Listing, row: ListRow, cells: int) -> Line:
        """What stands at the right: the part in an event, or hits, claims and denials."""
        if listing.event is not None:
            room = self._part_cells(listing, cells)
            return (Span(" "), Span(fit(row.part or "", room - 1, self._ellipsis), "text"))
        numbers = (
            Span(f"{self._number(row, column):>{column.cells}}", column.role)
            for column in self._columns(listing, cells)
        )
        return (*numbers, Span(" " if cells >= WIDE else ""))

    def _number(self, row: ListRow, column: Column) -> str:
        words = row.words
        assert words is not None
        if column.id == HITS and not row.hits:
            return IN_EVENTS if column.head else self.glyphs.other_event
        number = {HITS: row.hits, CLAIMS: words.claims, DENIED: words.denied}[column.id]
        sign = self.glyphs.denied if number and column.id == DENIED and not column.head else ""
        return f"{sign}{number or ''}"

    def _columns(self, listing: Listing, cells: int) -> Iterator[Column]:
        """The numbers at the right, as far as there is room for them."""
        wide, headed = cells >= WIDE, cells >= LEAST_HEADED
        for each in self._columns_shown:
            head = NUMBERS[each]
            if each == HITS:
                digits = width(str(listing.most_hits))
                needed = 1 + max(width(IN_EVENTS), digits)
                yield (
                    Column(HITS, head, needed, "marker")
                    if headed
                    else Column(HITS, "", 1 + digits, "marker")
                )
            elif each == CLAIMS and wide:
                yield Column(CLAIMS, head, 7, "dim")
            elif each == DENIED and listing.most_denied:
                signed = 2 + width(str(listing.most_denied))
                yield (
                    Column(DENIED, head, 8 if wide else 7, "bad")
                    if headed
                    else Column(DENIED, "", signed, "bad")
                )

    # About all types: in signs.

    def _signs(self, listing: Listing, cells: int) -> tuple[int, int, int]:
        """The cells of a name, of a column of signs, and of what stands last.

        Names stand whole before columns stand apart.
        """
        number, names = len(self._places), self._names + 1
        last = self._last_cells
        for stance in (4, 3, 2):
            rest = cells - LEAD - stance * number
            if rest - last >= names:
                return names, stance, rest - names if last else 0
        if rest - last >= min(names, NARROWEST_NAME):
            return rest - last, 2, last
        return max(4, min(names, rest)), 2, 0

    def _least_last(self, listing: Listing) -> int:
        """The least cells of what stands last: of the number of hits as many as it has digits.

        The column of signs before it leaves a gap, unless marks stand there.
        """
        if not self._has_last(listing):
            return 0
        if listing.event is not None or not listing.asks_for_claims:
            return LEAST_LAST
        rows = map(listing.row, range(min(ROWS_TOLD, len(listing.rows))))
        marked = any(
            mark(row.stances[place], self.glyphs) for row in rows for place in self._places[-1:]
        )
        return width(str(listing.most_hits)) + marked

    def _has_last(self, listing: Listing) -> bool:
        by_posture = listing.grouping in ("auto", "posture")
        return listing.event is not None or listing.asks_for_claims or not by_posture

    def _in_signs(self, listing: Listing, row: ListRow, cells: int, *, chosen: bool) -> Line:
        names, stance_cells, last = self._signs(listing, cells)
        spans = list(self._named(listing, row, names, chosen=chosen))
        glyphs, gap = self.glyphs, " " * (stance_cells - 2)
        for stance in (row.stances[place] for place in self._places):
            blank = stance.kind == "unassessed"
            sign = " " if blank else glyphs.stance[stance.kind]
            spans.append(Span(sign, stance_role(stance.kind)))
            spans.append(Span((mark(stance, glyphs) or " ") + gap, "dim"))
        if last:
            spans.append(self._last(listing, row, last))
        return tuple(spans)

    def _last(self, listing: Listing, row: ListRow, cells: int) -> Span:
        """The part in the event in focus, the number of hits, or the posture."""
        if listing.event is not None:
            return Span(fit(neutral(row.part or ""), cells, self._ellipsis), "text")
        if listing.asks_for_claims:
            headed = cells >= HEADED_HITS
            if not row.hits:
                words = IN_EVENTS if cells >= width(IN_EVENTS) else self.glyphs.other_event
                return Span(fit(words, cells, right=not headed), "dim")
            hits = number_of(row.hits, "hit")
            words = hits if width(hits) <= cells else f"{row.hits}"
            return Span(fit(words, cells, right=not headed), "marker")
        rule, doubt = row.posture.rule, mark(row.posture, self.glyphs)
        label = neutral(rule.label) + (f" {doubt}" if doubt else "")
        return Span(fit(label, cells, self._ellipsis), f"tone-{rule.tone}")

    def _head(self, listing: Listing, cells: int) -> Line:
        """What the columns are; nothing where there are no rows."""
        if not self._lines:
            return ()
        last = "Part in it" if listing.event is not None else "Posture"
        if listing.about is None:
            names, stance, room = self._signs(listing, cells)
            labels = "".join(
                fit(self._short_head(each, stance), stance, "")
                for each in (self.support_types[place] for place in self._places)
            )
            if listing.event is None and listing.asks_for_claims:
                last = NUMBERS[HITS] + self._sorted_sign(HITS) if room >= HEADED_HITS else ""
            elif listing.event is None:
                last += self._sorted_sign("posture")
            return (Span(" " * (LEAD + names) + labels + (last if room else ""), "label"),)
        names = self._name_cells(listing, cells)
        right = ""
        if listing.event is not None:
            right = " " + fit(last, self._part_cells(listing, cells) - 1, self._ellipsis)
        else:
            columns = self._columns(listing, cells)
            right = "".join(
                fit(each.head + self._sorted_sign(each.id), each.cells, right=True)
                for each in columns
            )
            right += " " if cells >= WIDE else ""
        room = cells - LEAD - names - width(right)
        head = next((each for each in ("What and when", "When") if width(each) < room), "")
        head += self._sorted_sign(listing.about.id) if head else ""
        left = (Span(" " * LEAD + fit("", names) + head, "label"),)
        return _ends(left, (Span(right, "label"),), cells, self._ellipsis)

    def _short_head(self, support_type: SupportType, cells: int) -> str:
        """Its key or its short name, and the sign of the order by it."""
        head, key = short_name(support_type), self._keys[support_type.id]
        if cells == 2:
            head = str(key) if key <= moves.TYPE_KEYS else fit(head, 1, "")
        return head + self._sorted_sign(support_type.id)

    def _below(self, scene: Scene, view: ViewState, listing: Listing) -> list[str]:
        """For the border: that a country is not in the list; else the order, and the signs."""
        country = scene.country(view)
        if country is not None and country.id not in listing.position:
            return [f"{neutral(country.name)} is not among these"]
        by, backwards = direction_of(view.sort)
        about = scene.dataset.support_types.get(by.removeprefix(COLUMN))
        order = SORT_LABELS.get(by, "name" if backwards else "")
        order = order if about is None else neutral(about.label)
        order += ", backwards" if backwards and order else ""
        signs = self._signs_told(listing) if listing.about is None else ()
        return [*([f"by {order}"] if order else []), *signs]

    def _tell_border(self) -> None:
        """Tell in the border as much as there is room for."""
        told = self._border_parts
        self.tell_below([*self._numbers_told(), *told] if self.listing is not None else told)

    def _numbers_told(self) -> Iterator[str]:
        """What numbers without a head are."""
        listing = self.listing
        assert listing is not None
        if listing.about is not None:
            without = {each.id for each in self._columns(listing, self.cells) if not each.head}
        else:
            hits = listing.event is None and listing.asks_for_claims
            room = self._signs(listing, self.cells)[2] if hits else 0
            without = {HITS} if 0 < room < HEADED_HITS else set()
        if HITS in without and listing.rows:
            in_events = not all(map(listing.hits, listing.rows[:ROWS_TOLD]))
            yield "number: hits" + f", {self.glyphs.other_event} in events" * in_events
        if DENIED in without:
            yield f"{self.glyphs.denied} denied"

    def _signs_told(self, listing: Listing) -> Sequence[str]:
        stances = [
            stance
            for row in range(min(ROWS_TOLD, len(listing.rows)))
            for stance in map(listing.row(row).stances.__getitem__, self._places)
        ]
        kinds = {each.kind for each in stances}
        told = [f"{self.glyphs.stance[kind]} {SIGNS[kind]}" for kind in SIGNS if kind in kinds]
        if not all(each.certain for each in stances):
            told.insert(2, f"{self.glyphs.may_have_ended} {MAY_HAVE_ENDED}")
        return told


def _ends(left: Line, right: Line, cells: int, ellipsis: str) -> Line:
    """*left* at the left and *right* at the right of *cells* cells."""
    room = cells - sum(width(span.text) for span in right)
    left = cut_line(left, room, ellipsis)
    used = sum(width(span.text) for span in left)
    return (*left, Span(" " * max(0, room - used)), *right)


def _title(listing: Listing) -> str:
    """What the list is about, and how many do what."""
    count = len(listing.countries)
    countries = f"{count} countr{'y' if count == 1 else 'ies'}"
    about = listing.about
    if about is None:
        by = {"auto": "posture", "none": ""}.get(listing.grouping, listing.grouping)
        return " · ".join(filter(None, (countries, f"by {by}" if by else "")))
    return f"{neutral(about.label)} · {countries}"


@lru_cache(maxsize=4)
def _wrapped(told: str, cells: int) -> list[Line]:
    return list(wrapped(Block((Span(told, "dim"),), indent=1), cells))


def _nobody(scene: Scene, view: ViewState) -> str:
    """What stands in place of rows."""
    if not view.query:
        return NO_CLAIMS
    about = scene.type_in_view(view)
    query = scene.asked(view).query
    record = scene.dataset.support_types.get(about or "")
    step = None if record is None else step_of(query, record.id, scored=record.scored)
    if record is not None and step is not None:
        number = 1 + list(scene.dataset.support_types).index(record.id)
        key = f"{number}" if number <= moves.TYPE_KEYS else "Esc"
        then = "lets go" if step in ("opposes", "type") or key == "Esc" else "goes on"
        does = verb(record, step, now=True) if step in DIRECTIONS else "does"
        return f"Nobody in this list {does}. {key} {then}."
    for word, direction in directions_meant(scene.dataset, words_of(query)).items():
        return f"No text has “{word}” with the rest; direction:{direction} asks for such claims."
    if others := scene.listing(view).elsewhere:
        have = f"{others} others have it" if others > 1 else "another has it"
        return f"None of those listed has this; {have}. F, in the list: finds all."
    return "No country holds for this. Backspace, in the list: back."


def country_told(scene: Scene, view: ViewState, country: str, cells: int) -> Line:
    """Where *country* stands, in a line of *cells*: on the type in view, else its posture."""
    record, moment = scene.dataset.country[country], scene.moment(view)
    dot = Span(f" {scene.glyphs.dot} ", "dim")
    name = Span(neutral(record.name), "strong")
    about = scene.dataset.support_types.get(scene.type_in_view(view) or "")
    if about is None:
        posture = scene.answers.posture(country, moment)
        label = Span(with_doubt(neutral(posture.rule.label), posture), f"tone-{posture.rule.tone}")
        return (name, dot, label, *_signs_in_words(scene, country, moment))
    lead = (name, dot, Span(neutral(about.label)))
    words = row_words(scene.answers, record, about, moment)
    if not about.scored:
        return (*lead, dot, Span(neutral(words.when[0] or "no claim")))
    role = stance_role(scene.answers.stances.stance(country, about.id, moment).kind)
    stances: list[Line] = [
        (dot, Span(neutral(doubtful(each, scene.glyphs)), role))
        for each in stance_lines(scene.answers, country, about.id, moment)
    ]
    if not words.denied:
        lines: list[Line] = [(*lead, *stance) for stance in stances]
    else:
        denials: list[Line] = [
            (dot, Span(neutral(each), "bad")) for each in denied_wordings(words, scene.glyphs)
        ]
        lines = [(*lead, *stance, *denial) for denial in denials for stance in stances]
        who = Span(f"denied by {neutral(', '.join(words.deniers))}", "bad")
        narrow = (who, dot, *lead, *stances[-1])
        lines.append(narrow if cells < WIDE else (*lead, *denials[-1]))
    fitting = (each for each in lines if sum(width(span.text) for span in each) <= cells - 2)
    return next(fitting, lines[-1])


def _signs_in_words(scene: Scene, country: str, moment: Moment) -> Iterator[Span]:
    """What the signs of what counts say of *country*: one sign stands for many verbs."""
    for each in scene.dataset.scored_types:
        stance = scene.answers.stances.stance(country, each.id, moment)
        if stance.kind in DIRECTIONS:
            sign = scene.glyphs.stance[stance.kind]
            yield Span(f" {scene.glyphs.dot} ", "dim")
            words = verb(each, stance.kind, now=stance.certain)
            words += f": {neutral(each.label)}" if each.says is None else ""
            yield Span(f"{sign} {words}", stance_role(stance.kind))
