"""The country list: a row a country, a column a support type, and the posture."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.geometry import Offset

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import SupportType
from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Role, Span, stance_role
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.telling import mark
from alliance_tui.query.view import ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.direct import Action
from alliance_tui.tui.moves import make
from alliance_tui.tui.panes.base import Pane
from alliance_tui.views.country_list import Listing, ListRow
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step

WIDE_COLUMNS = 46
"""From how many cells on a stance has three cells and its short label over it, unless the
posture would be lost for it; else it has two and the number of its key."""

NO_CLAIMS = "No claims yet: country:any shows all."
"""What stands in place of rows where nothing is asked and nothing is shown."""

SORT_LABELS = {"posture": "posture", "change": "latest change", "claims": "number of claims"}

NARROWEST_POSTURE = 10
NARROWEST_NAME = 9
WIDEST_NAME = 22
WIDEST_ID = 8

AROUND = 9
"""The cells between the parts of a row, the sign of doubt, the border and the scroll bar."""


class _Columns(NamedTuple):
    """How many cells each part of a row has."""

    id: int
    name: int
    stance: int
    posture: int


class CountryList(Pane):
    """The country list. The arrow keys choose a country."""

    heads = 1

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.support_types: tuple[SupportType, ...] = ()
        self.listing: Listing | None = None
        self._numbers: list[int] = []
        self.pins: tuple[str, ...] = ()
        self._chosen: str | None = None
        self._asked = False
        self._columns_for = (-1, _Columns(0, 0, 0, 0))
        self.enough = WIDE_COLUMNS

    def make_room_for(self, dataset: Dataset) -> None:
        """Have a column for each of its support types; `enough` is the width that shows all."""
        self.support_types = dataset.scored_types
        places = list(dataset.support_types)
        self._numbers = [1 + places.index(each.id) for each in self.support_types]
        ids = max((width(each.id) for each in dataset.countries), default=0)
        names = max((width(each.name) for each in dataset.countries), default=0)
        postures = max((width(each.label) for each in dataset.metadata.postures), default=0)
        needed = (
            min(WIDEST_ID, ids)
            + min(WIDEST_NAME, names)
            + 3 * len(self.support_types)
            + max(NARROWEST_POSTURE, postures)
            + AROUND
        )
        self.enough = max(WIDE_COLUMNS + AROUND, needed)

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show the list of *view* with its country chosen."""
        listing, before = scene.listing(view), self.row
        fresh = listing is not self.listing or view.pins != self.pins
        self.pins, self._chosen, self._asked = view.pins, view.country, bool(view.query)
        self.border_title = Content("Countries")
        order = SORT_LABELS.get(view.sort, "")
        self.border_subtitle = Content(f"by {order}" if order else "")
        if fresh:
            self.listing = listing
            self._columns_for = (-1, _Columns(0, 0, 0, 0))
            self.changed()
        elif before != self.row:
            self.moved(row + self.heads for row in (before, self.row) if row is not None)
        else:
            return
        self._follow()

    def _follow(self) -> None:
        row = self.row
        if row is not None:
            self.bring_into_view(row + self.heads, row + self.heads)

    @property
    def row(self) -> int | None:
        """The row of the chosen country; none where the query does not hold for it."""
        if self.listing is None or self._chosen is None:
            return None
        return self.listing.position.get(self._chosen)

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Choose another country."""
        return moves.to_row(view, scene, where, self.rows_in_view)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Choose the country under the mouse."""
        row = at.y + self.scroll_offset.y - self.heads
        if self.listing is None or at.y < self.heads or row >= len(self.listing.countries):
            return None
        return make(moves.to_country, self.listing.countries[row].id)

    def line_count(self) -> int:
        """One head and one line a country; a line that says so where there is none."""
        if self.listing is None:
            return 0
        return self.heads + max(1, len(self.listing.countries))

    def is_chosen(self, number: int) -> bool:
        """Whether the line is that of the chosen country."""
        return number >= self.heads and number - self.heads == self.row

    def line(self, number: int, cells: int) -> Line:
        """The head, or the row of a country."""
        listing = self.listing
        if listing is None:
            return ()
        columns = self._columns(cells)
        if number == 0:
            return self._head(columns)
        if not listing.countries:
            why = "No country. Esc takes a filter back." if self._asked else NO_CLAIMS
            return (Span(f" {why}", "dim"),)
        position = number - self.heads
        return self._country(listing.row(position), columns, position == self.row)

    def _columns(self, cells: int) -> _Columns:
        made_for, columns = self._columns_for
        if made_for == cells or self.listing is None:
            return columns
        countries = self.listing.countries
        id_cells = min(
            WIDEST_ID, max((width(neutral(each.id)) for each in countries[:500]), default=3)
        )
        free = cells - 1 - id_cells - 1 - 1
        number = len(self.support_types)
        needed = NARROWEST_NAME + 1 + NARROWEST_POSTURE
        wide = cells >= WIDE_COLUMNS and not free - 3 * number < needed <= free - 2 * number
        stance = 3 if wide else 2
        rest = free - stance * number
        if rest >= needed:
            longest = max((width(each.name) for each in countries[:500]), default=0)
            name = max(NARROWEST_NAME, min(longest, WIDEST_NAME, rest - 1 - NARROWEST_POSTURE))
            posture = rest - 1 - name
        else:
            name, posture = max(0, rest), 0
        columns = _Columns(id_cells, name, stance, posture)
        self._columns_for = (cells, columns)
        return columns

    def _head(self, columns: _Columns) -> Line:
        labels = "".join(
            fit(neutral(each.short or each.label), 3 - 1) + " "
            if columns.stance == 3
            else f"{number if number <= moves.TYPE_KEYS else '':<2}"
            for each, number in zip(self.support_types, self._numbers, strict=True)
        )
        names = " " * (columns.id + 2) + fit("", columns.name) + " "
        posture = "Posture" if self.listing and self.listing.event is None else "Part in it"
        return (Span(f"{names}{labels}{posture if columns.posture else ''}", "label"),)

    def _country(self, row: ListRow, columns: _Columns, chosen: bool) -> Line:
        glyphs = self.glyphs
        cut = glyphs.ellipsis
        country = row.country
        marking = self.listing is not None and self.listing.event is not None
        dim = marking and row.part is None
        spans = [
            Span(glyphs.cursor if chosen else " ", "link"),
            Span(fit(neutral(country.id), columns.id, cut), "dim"),
            Span(glyphs.pin if country.id in self.pins else " ", "marker"),
            Span(
                fit(neutral(country.name), columns.name, cut) + " ",
                "dim" if dim else "strong" if chosen else "text",
            ),
        ]
        space = " " * (columns.stance - 2)
        for stance in row.stances:
            doubt = mark(stance, glyphs) or " "
            spans.append(Span(glyphs.stance[stance.kind], stance_role(stance.kind)))
            spans.append(Span(doubt + space, "dim"))
        if columns.posture:
            spans.append(self._last_column(row, columns, marking))
        return tuple(spans)

    def _last_column(self, row: ListRow, columns: _Columns, marking: bool) -> Span:
        """The posture; while an event is in focus, what it records of the country."""
        if marking:
            part = row.part or self.glyphs.dot
            role: Role = "text" if row.part else "faint"
            return Span(fit(neutral(part), columns.posture, self.glyphs.ellipsis), role)
        rule = row.posture.rule
        doubt = mark(row.posture, self.glyphs)
        label = neutral(rule.label) + (f" {doubt}" if doubt else "")
        return Span(fit(label, columns.posture, self.glyphs.ellipsis), f"tone-{rule.tone}")
