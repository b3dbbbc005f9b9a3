"""Ribbons: stances and postures through time, drawn as SVG and told in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from alliance_tui.export.html.element import Html, anchor, element, row, table, together
from alliance_tui.export.html.page import PageWriter, unseen
from alliance_tui.export.selection import Export
from alliance_tui.model.dates import day_words
from alliance_tui.model.records import Country
from alliance_tui.pages.cells import cut, width
from alliance_tui.pages.sheet import Cell
from alliance_tui.pages.standing import posture_cell, stance_cell
from alliance_tui.query.periods import slots_of
from alliance_tui.query.spans import posture_spans, stance_spans

SLOTS = 72
"""How many months are drawn at most; eras that began earlier are left out."""

WIDTH, HEIGHT = 900, 20
"""Of a ribbon, in units of the drawing."""

LETTER = 6.6
"""About how wide a letter is, in units of the drawing."""

NOTHING = "nothing recorded"
"""What is said of a ribbon in which nothing is drawn."""


class Stretch(NamedTuple):
    """A part of a ribbon.

    Attributes:
        first: its first day, as an ordinal.
        last: its last day.
        cell: what it is, as in a sheet.
        name: what is written in it where there is room.
    """

    first: int
    last: int
    cell: Cell
    name: str

    @property
    def words(self) -> str:
        """What it is, and from when to when."""
        what = ", ".join((str(self.cell.value), *self.cell.doubt))
        return f"{what} {day_words(self.first)} – {day_words(self.last)}"


class Ribbons:
    """The ribbons of a report, all over the same days."""

    def __init__(self, export: Export, writer: PageWriter) -> None:
        """Draw for *export*, with the links of *writer*."""
        self._export = export
        self._writer = writer
        self._glyphs = export.scene.glyphs
        slots = slots_of(export.dataset, SLOTS)
        self._first, self._last = slots[0].first, slots[-1].last
        self._days = f"from {day_words(self._first)} to {day_words(self._last)}"

    def postures(self) -> Html:
        """A row for each country."""
        rows = (
            row(self._writer.link(each.id, each.name), self._drawn(list(self._postures(each))))
            for each in self._export.countries
        )
        caption = f"Postures {self._days}"
        return table("ribbons", caption, ("Country", self._axis), rows, "ribbons")

    def stances(self, country: Country) -> Html | None:
        """A row for each kind of support on which *country* ever stood anywhere."""
        types = self._export.dataset.scored_types
        drawn = [(each.label, list(self._stances(country, each.id))) for each in types]
        rows = [row(label, self._drawn(stretches)) for label, stretches in drawn if stretches]
        if not rows:
            return None
        caption = f"{country.name} {self._days}"
        name = f"ribbons-{anchor(country.id)}"
        return table(name, caption, ("Support", self._axis), rows, "ribbons")

    def _postures(self, country: Country) -> Iterator[Stretch]:
        answers, clock = self._export.answers, self._export.moment.clock
        for span in posture_spans(answers, country, clock, self._first, self._last):
            if not span.posture.rule.default:
                cell = posture_cell(span.posture, self._glyphs)
                yield Stretch(span.first, span.last, cell, cell.text)

    def _stances(self, country: Country, support_type: str) -> Iterator[Stretch]:
        answers, moment = self._export.answers, self._export.moment
        for span in stance_spans(
            answers, country.id, support_type, moment.clock, self._first, self._last
        ):
            if span.stance.kind != "unassessed":
                cell = stance_cell(answers, span.stance, moment, self._glyphs)
                yield Stretch(span.first, span.last, cell, f"{cell.text} {cell.value}")

    def _drawn(self, stretches: list[Stretch]) -> Html:
        return element(
            "svg",
            map(self._stretch, stretches),
            self._now,
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_label="; ".join(each.words for each in stretches) or NOTHING,
        )

    def _stretch(self, stretch: Stretch) -> Html:
        """A block with its name, as much of it as there is room for."""
        left, right = self._place(stretch.first), self._place(stretch.last + 1)
        room = int((right - left - 4) / LETTER)
        name = stretch.name if width(stretch.name) <= room else cut(stretch.cell.text, room, "")
        return element(
            "g",
            element("title", stretch.words),
            element("rect", x=f"{left:.1f}", y=1, width=f"{right - left:.1f}", height=HEIGHT - 2),
            element("text", name, x=f"{left + 4:.1f}", y=14) if name else None,
            class_=stretch.cell.role + (" possible" if stretch.cell.doubt else ""),
        )

    def _place(self, day: int) -> float:
        return WIDTH * (day - self._first) / max(1, self._last + 1 - self._first)

    @cached_property
    def _now(self) -> Html | None:
        """A line at the day of the report."""
        day = self._export.moment.day
        if not self._first <= day < self._last:
            return None
        place = f"{self._place(day):.1f}"
        return element("line", x1=place, x2=place, y1=0, y2=HEIGHT, class_="now")

    @cached_property
    def _axis(self) -> Html:
        years = range(date.fromordinal(self._first).year, date.fromordinal(self._last).year + 1)
        starts = [(year, date(year, 1, 1).toordinal()) for year in years]
        ticks = [
            element("text", str(year), x=f"{self._place(max(day, self._first)) + 2:.1f}", y=14)
            for year, day in starts
        ]
        drawing = element(
            "svg", ticks, viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true", class_="axis"
        )
        return together((unseen("Through time"), drawing))
