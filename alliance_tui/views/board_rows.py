"""The rows of boards of countries: sections with headings, ids and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alliance_tui.model.records import Country
from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.query.ordering import Section
from alliance_tui.views.board import Row, cell

LEAST_NAME, WIDEST_NAME = 6, 24
"""The width below which a name says nothing more than the id, and the greatest."""

NO_SUMS: Mapping[str, Span] = {}
"""No rows that sum up the others."""

MARGIN = 1
"""Cells before a row, where the bar of the cursor stands."""


class CountryRows:
    """Countries under the headings of their sections, where wanted below rows that sum up.

    Attributes:
        ids: the id of the country of each row; none for headings.
        countries: every country, once.
        lead: the width of what stands before the columns.
    """

    def __init__(
        self,
        sections: Sequence[Section],
        glyphs: Glyphs,
        room: int,
        sums: Mapping[str, Span] = NO_SUMS,
    ) -> None:
        """Lay out *sections* in at most *room* cells, below rows that sum up, by their ids."""
        self._glyphs = glyphs
        self._headings: list[str] = []
        self.ids: list[str | None] = []
        self._sums = sums
        for sum_id in sums:
            self._add(sum_id, "")
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
        wanted = min(WIDEST_NAME, max(names, default=0) + 1)
        self._id_cells = min(12, longest_id) + 1
        left = room - MARGIN - self._id_cells
        if left < wanted and (left >= LEAST_NAME or wanted <= room - MARGIN):
            self._id_cells, left = 0, room - MARGIN  # whole names tell more than ids
        self._name_cells = min(left, wanted)
        if self._name_cells < LEAST_NAME:
            self._name_cells = 0
        self.lead = MARGIN + self._id_cells + self._name_cells

    def _add(self, row_id: str | None, heading: str) -> None:
        self.ids.append(row_id)
        self._headings.append(heading)

    def row(self, position: int) -> Row:
        """The row at *position*, its cells apart."""
        row_id, cut = self.ids[position], self._glyphs.ellipsis
        if row_id is None:
            return Row(None, (Span(f" {self._headings[position]}", "heading"),))
        if row_id in self._sums:
            label, role = self._sums[row_id][:2]
            if width(label) >= self.lead:
                label = label.partition(" ")[0]  # its signs alone
            return Row(row_id, (Span(fit(f" {label}", self.lead, cut), role),))
        name = neutral(self.countries[row_id].name)
        return Row(
            row_id,
            (
                Span(" " * MARGIN),
                cell(neutral(row_id), self._id_cells, "dim", cut) if self._id_cells else Span(""),
                cell(name, self._name_cells, "text", cut) if self._name_cells else Span(""),
            ),
        )
