"""Ribbons: stances and postures through time, drawn as SVG and told in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from alliance_tui.export.html.element import Html, anchor, element, together
from alliance_tui.export.html.parts import Report, row, table, unseen
from alliance_tui.model.dates import day_words
from alliance_tui.model.records import Country
from alliance_tui.pages.cells import cut, width
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.telling import mark
from alliance_tui.query.periods import slots_of
from alliance_tui.query.spans import posture_spans, stance_spans
from alliance_tui.query.stance import LABELS

SLOTS = 72
"""How many months are drawn at most; eras that began earlier are left out."""

WIDTH, HEIGHT = 900, 20
"""Of a ribbon, in units of the drawing."""

LETTER = 6.6
"""About how wide a letter is, in units of the drawing."""


class Stretch(NamedTuple):
    """A part of a ribbon: from which day to which, in whose colours, with which words.

    Attributes:
        first: its first day, as an ordinal.
        last: its last day.
        role: the class that colours it.
        sign: the sign drawn at its start.
        words: what it is, in words.
        doubt: what is not certain of it, in words.
        mark: the same in signs.
        silent: whether it is left blank.
    """

    first: int
    last: int
    role: str
    sign: str
    words: str
    doubt: tuple[str, ...]
    mark: str
    silent: bool


class Ribbons:
    """The ribbons of a report, all over the same days."""

    def __init__(self, report: Report) -> None:
        """Draw for *report*."""
        self.report = report
        slots = slots_of(report.dataset, SLOTS)
        self.first, self.last = slots[0].first, slots[-1].last

    def postures(self) -> Html:
        """A row for each country."""
        rows = (
            row(self.report.country(each.id), self._drawn(list(self._postures(each))))
            for each in self.report.export.countries
        )
        caption = f"Postures from {day_words(self.first)} to {day_words(self.last)}"
        return table("ribbons", caption, ("Country", self._axis), rows, "ribbons")

    def stances(self, country: Country) -> Html | None:
        """A row for each kind of support on which *country* ever stood anywhere."""
        rows = []
        for each in self.report.dataset.scored_types:
            stretches = list(self._stances(country, each.id))
            if not all(stretch.silent for stretch in stretches):
                rows.append(row(each.label, self._drawn(stretches)))
        if not rows:
            return None
        caption = f"{country.name} from {day_words(self.first)} to {day_words(self.last)}"
        return table(
            f"ribbons-{anchor(country.id)}", caption, ("Support", self._axis), rows, "ribbons"
        )

    def _postures(self, country: Country) -> Iterator[Stretch]:
        answers, clock = self.report.answers, self.report.moment.clock
        for span in posture_spans(answers, country, clock, self.first, self.last):
            rule = span.posture.rule
            yield Stretch(
                span.first, span.last, f"tone-{rule.tone}", "", neutral(rule.label),
                span.posture.doubt, mark(span.posture, self.report.glyphs), silent=rule.default,
            )  # fmt: skip

    def _stances(self, country: Country, support_type: str) -> Iterator[Stretch]:
        answers, clock = self.report.answers, self.report.moment.clock
        for span in stance_spans(answers, country.id, support_type, clock, self.first, self.last):
            kind = span.stance.kind
            yield Stretch(
                span.first, span.last, f"stance-{kind}", self.report.glyphs.stance[kind],
                LABELS[kind], span.stance.doubt, mark(span.stance, self.report.glyphs),
                silent=kind == "unassessed",
            )  # fmt: skip

    def _drawn(self, stretches: list[Stretch]) -> Html:
        told = "; ".join(map(_in_words, stretches))
        return element(
            "svg",
            (self._stretch(each) for each in stretches if not each.silent),
            self._now,
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_label=told,
        )

    def _stretch(self, stretch: Stretch) -> Html:
        """A block with its name, as much of it as there is room for."""
        left, right = self._place(stretch.first), self._place(stretch.last + 1)
        if stretch.sign:
            shown = (stretch.sign + stretch.mark, stretch.words)
        else:
            shown = (stretch.words, stretch.mark)
        name = " ".join(filter(None, shown))
        room = int((right - left - 4) / LETTER)
        name = name if width(name) <= room else cut(stretch.sign or name, room, "")
        return element(
            "g",
            element("title", _in_words(stretch)),
            element("rect", x=f"{left:.1f}", y=1, width=f"{right - left:.1f}", height=HEIGHT - 2),
            element("text", name, x=f"{left + 4:.1f}", y=14) if name else None,
            class_=stretch.role + (" possible" if stretch.doubt else ""),
        )

    def _place(self, day: int) -> float:
        return WIDTH * (day - self.first) / max(1, self.last + 1 - self.first)

    @cached_property
    def _now(self) -> Html | None:
        """A line at the day of the report."""
        day = self.report.moment.day
        if not self.first <= day < self.last:
            return None
        place = f"{self._place(day):.1f}"
        return element("line", x1=place, x2=place, y1=0, y2=HEIGHT, class_="now")

    @cached_property
    def _axis(self) -> Html:
        years = range(date.fromordinal(self.first).year, date.fromordinal(self.last).year + 1)
        starts = [(year, date(year, 1, 1).toordinal()) for year in years]
        ticks = [
            element("text", str(year), x=f"{self._place(max(day, self.first)) + 2:.1f}", y=14)
            for year, day in starts
        ]
        drawing = element(
            "svg", ticks, viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true", class_="axis"
        )
        return together((unseen("Through time"), drawing))


def _in_words(stretch: Stretch) -> str:
    words = ", ".join((stretch.words, *stretch.doubt))
    return f"{words} {day_words(stretch.first)} – {day_words(stretch.last)}"
