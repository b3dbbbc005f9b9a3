"""The country list: a row a country, a column a support type, and the posture."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import var

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import SupportType
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import content
from alliance_tui.writing.cells import fit, width
from alliance_tui.writing.country_list import Listing, ListRow
from alliance_tui.writing.lines import Line
from alliance_tui.writing.page import Role, Span, stance_role
from alliance_tui.writing.safe import neutral

WIDE_COLUMNS = 46
"""From how many cells on a stance has three cells and its short label over it, unless the
posture would be lost for it; else it has two and the number of its key."""

NO_CLAIMS = "No claims yet: country:any shows all."
"""What stands in place of rows where nothing is asked and nothing is shown."""

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
    """The country list. The arrow keys choose a country, and say so at once."""

    heads = 1
    listing: var[Listing | None] = var(None)
    country: var[str | None] = var(None)
    support_types: var[tuple[SupportType, ...]] = var(())
    query_text: var[str] = var("")
    sort_label: var[str] = var("")
    pins: var[tuple[str, ...]] = var(())

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._columns_for = (-1, _Columns(0, 0, 0, 0))
        self.enough = WIDE_COLUMNS

    def make_room_for(self, dataset: Dataset) -> None:
        """Have a column for each of its support types; `enough` is the width that shows all."""
        self.support_types = dataset.scored_types
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

    class Chosen(Message):
        """A country was chosen."""

        def __init__(self, country: str) -> None:
            super().__init__()
            self.country = country

    def watch_listing(self) -> None:
        """Draw the new rows."""
        self._columns_for = (-1, _Columns(0, 0, 0, 0))
        listing = self.listing
        if listing is not None:
            self.border_title = content("Countries")
            self.border_subtitle = content(f"by {self.sort_label}" if self.sort_label else "")
        self.changed()
        self._follow()

    def watch_country(self, old: str | None, new: str | None) -> None:
        """Move the cursor to the chosen country."""
        if self.listing is not None:
            rows = (self.listing.position.get(each or "") for each in (old, new))
            self.moved(row + self.heads for row in rows if row is not None)
        self._follow()

    def watch_sort_label(self) -> None:
        """Say how the rows are sorted."""
        self.border_subtitle = Content(f"by {self.sort_label}" if self.sort_label else "")

    def watch_pins(self) -> None:
        """Mark what is pinned."""
        self.changed()

    def _follow(self) -> None:
        row = self.row
        if row is not None:
            self.bring_into_view(row + self.heads, row + self.heads)

    @property
    def row(self) -> int | None:
        """The row of the chosen country; none where the query does not hold for it."""
        if self.listing is None or self.country is None:
            return None
        return self.listing.position.get(self.country)

    def move(self, where: str) -> None:
        """Choose another row: ``up``, ``down``, ``page_up``, ``page_down``, ``top``, ``end``."""
        listing = self.listing
        if listing is None or not listing.countries:
            return
        row = self.row
        if row is None and where != "end":
            where = "top"
        chosen = self.row_towards(where, row or 0, len(listing.countries))
        if chosen != row:
            self.post_message(self.Chosen(listing.countries[chosen].id))

    def on_click(self, event: events.Click) -> None:
        """Choose the country under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or self.listing is None or offset.y < self.heads:
            return
        row = offset.y + self.scroll_offset.y - self.heads
        if row < len(self.listing.countries):
            self.post_message(self.Chosen(self.listing.countries[row].id))

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
            why = "No country. Esc takes a filter back." if self.query_text else NO_CLAIMS
            return (Span(f" {why}", "dim"),)
        position = number - self.heads
        return self._country(listing.row(position), columns, position == self.row)

    def _columns(self, cells: int) -> _Columns:
        made_for, columns = self._columns_for
        if made_for == cells or self.listing is None:
            return columns
        countries = self.listing.countries
        id_cells = min(WIDEST_ID, max((len(each.id) for each in countries[:500]), default=3))
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
            else f"{number} "[:2]
            for number, each in enumerate(self.support_types, start=1)
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
            doubt = " " if stance.certain else glyphs.uncertain
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
        label = neutral(rule.label) + ("" if row.posture.certain else f" {self.glyphs.uncertain}")
        return Span(fit(label, columns.posture, self.glyphs.ellipsis), f"tone-{rule.tone}")
