"""The rows of boards of countries: sections with headings, ids and names."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_tui.model.records import Country
from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.query.ordering import Section
from alliance_tui.views.board import TOTAL, Row, cell

WIDEST_NAME = 24

MARGIN = 1
"""Cells before a row, where the bar of the cursor stands."""


class CountryRows:
    """Countries under the headings of their sections, where wanted after a row that sums up.

    Attributes:
        ids: the id of the country of each row; none for headings.
        countries: every country, once.
        lead: the width of what stands before the columns.
    """

    def __init__(
        self, sections: Sequence[Section], glyphs: Glyphs, room: int, *, summed: bool = False
    ) -> None:
        """Lay out *sections* in at most *room* cells."""
        self._glyphs = glyphs
        self._headings: list[str] = []
        self.ids: list[str | None] = []
        if summed:
            self._add(TOTAL, "")
        for section in sections:
            if section.title:
                self._add(None, neutral(section.title))
            for country in section.countries:
                self._add(country.id, "")
        self.countries: dict[str, Country] = {
            each.id: each for section in sections for each in section.countries
        }
        longest_id = max((width(neutral(each)) for each in self.countries), default=3)
        names = (width(neutral(each.name)) for each in self.countries.values())
        self._id_cells = min(12, longest_id) + 1
        self._name_cells = min(
            max(0, room - MARGIN - self._id_cells), WIDEST_NAME, max(names, default=0) + 1
        )
        self.lead = MARGIN + self._id_cells + self._name_cells

    def _add(self, row_id: str | None, heading: str) -> None:
        self.ids.append(row_id)
        self._headings.append(heading)

    def row(self, position: int) -> Row:
        """The row at *position*, its cells apart."""
        row_id, cut = self.ids[position], self._glyphs.ellipsis
        if row_id is None:
            return Row(None, (Span(f" {self._headings[position]}", "heading"),))
        if row_id == TOTAL:
            count = len(self.countries)
            label = f" {count} countr{'y' if count == 1 else 'ies'}"
            return Row(TOTAL, (Span(fit(label, self.lead, cut), "dim"),))
        name = neutral(self.countries[row_id].name)
        return Row(
            row_id,
            (
                Span(" " * MARGIN),
                cell(neutral(row_id), self._id_cells, "dim", cut),
                cell(name, self._name_cells, "text", cut) if self._name_cells else Span(""),
            ),
        )
