"""The world map: where every country stands on a day, by posture, kind of support or vote.

Countries are areas of a map where there is room for it, else tiles of one size. What a map
says is said in words too: the legend counts its classes, the foot tells about the chosen
country, and `World.sheet` has every country with its class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec.structs import replace

from alliance_tui.model.dates import day_words
from alliance_tui.model.records import Country
from alliance_tui.pages.cells import cut, fit, width
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Column, Painter, Sheet
from alliance_tui.pages.spells import dated
from alliance_tui.pages.standing import mark
from alliance_tui.pages.telling import known_words, stance_told, with_doubt
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.ordering import Section, sections
from alliance_tui.query.stance import Moment, Stance
from alliance_tui.query.view import ViewState
from alliance_tui.views.map.atlas import atlas
from alliance_tui.views.map.choropleth import Choropleth, choropleth
from alliance_tui.views.map.classes import POSTURE, Classes
from alliance_tui.views.map.paint import INK, LAND, RING, fill, two
from alliance_tui.views.map.tiles import Tiles, in_rows, on_grid
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import NO_COUNTRY, Step, explained, exploring
from alliance_tui.views.text import PAGE_WIDTH, told_table
from alliance_tui.views.view import SCREEN, View, view_called

Direction: TypeAlias = Literal["up", "down", "left", "right"]

LEAST_MAP = (56, 12)
"""The least columns and rows of a map; below it there are tiles."""

KNOWN = 0.5
"""The share of countries that the atlas has to know, or there are rows of tiles."""

EMPTY = "No country to show. Esc takes the last filter back."

ELSEWHERE = "Not on the map"

WIDEST_NAME = 34
"""The most cells that the name of the chosen country gets on the map."""

GAP = 3
"""Cells between two entries of the legend."""


class World:
    """A map for a room of a size.

    Attributes:
        countries: those that it shows, by id.
        classes: the class of each.
        heads: the title, then the legend where it does not take too much.
    """

    def __init__(
        self,
        answers: Answers,
        countries: Sequence[Country],
        shown: str | None,
        moment: Moment,
        glyphs: Glyphs,
        cells: int,
        lines: int,
    ) -> None:
        """Lay a map out.

        Args:
            answers: the data set.
            countries: those to show.
            shown: ``posture``, the id of a support type or of a vote.
            moment: the day and clock.
            glyphs: the signs; with those of ASCII there are tiles only.
            cells: the width of the room.
            lines: its height, heads included.
        """
        self.countries = {each.id: each for each in countries}
        self.classes = Classes(answers, countries, shown, moment, glyphs)
        self._answers = answers
        self._moment = moment
        self._glyphs = glyphs
        self._cells = cells
        legend = self._legend()
        beside = len(legend) <= max(1, lines // 4)
        self.heads: list[Line] = [self.title, *(legend if beside else ())]
        self._last: list[Line] = [] if beside else [(), *legend]
        self._map: Choropleth | None = None
        self._tiles = Tiles({}, 0, 0, {})
        self._lay_out(lines - len(self.heads))
        looks = {each: self.classes.of(each) for each in self.countries}
        self._fills = {each: fill(look.role, look.fade) for each, look in looks.items()}
        self._colours: list[str] = [] if self._map is None else self._map.colours(looks)

    @property
    def is_map(self) -> bool:
        """Whether countries are areas."""
        return self._map is not None

    @property
    def rows(self) -> int:
        """How many lines follow the heads."""
        return max(1, self._map_rows + self._tiles.rows + len(self._last))

    @property
    def _map_rows(self) -> int:
        return 0 if self._map is None else self._map.rows

    def _lay_out(self, rows: int) -> None:
        """A map if it is clear and there is room, a grid of tiles if it fits, else rows of them."""
        drawn = [each for each in self.countries if atlas().knows(each)]
        others = tuple(each for key, each in self.countries.items() if not atlas().knows(key))
        if len(drawn) > KNOWN * len(self.countries):
            below = in_rows([Section(ELSEWHERE, others)] if others else [], self._cells)
            room = rows - below.rows - len(self._last)
            has_halves = not self._glyphs.dot.isascii()
            if has_halves and self._cells >= LEAST_MAP[0] and room >= LEAST_MAP[1]:
                found = choropleth(frozenset(drawn), self._cells, room)
                if found.is_clear:
                    self._map, self._tiles = found, below
                    return
            if not others and all(each in atlas().tiles for each in drawn):
                grid = on_grid(drawn, self._cells, room)
                if grid is not None:
                    self._tiles = grid
                    return
        self._tiles = in_rows(self._regions(), self._cells)

    def _regions(self) -> Sequence[Section]:
        countries = tuple(self.countries.values())
        found = sections(self._answers, countries, "region", self._moment)
        return found if len(found) > 1 else (Section("", countries),)

    # What stands around the map.

    @property
    def title(self) -> Line:
        """What is shown, for which day, and of how many countries."""
        dot = Span(f" {self._glyphs.dot} ", "dim")
        number, total = len(self.countries), len(self._answers.dataset.countries)
        of = "" if number == total else f" of {total}"
        known = known_words(self._moment)
        event = self._answers.dataset.events.get(self.classes.shown)
        if event is not None:
            when = dated(event.when)
            later = event.when.written > self._moment.day
            known = ", after the as-of day" if later else ""
        else:
            when = day_words(self._moment.day)
        title = [Span(" "), Span(self.classes.title, "heading"), dot, Span(f"{when}{known}")]
        count = f"{number}{of} countr{'y' if number == 1 and not of else 'ies'}"
        if sum(width(span.text) for span in (*title, dot)) + width(count) <= self._cells:
            title += [dot, Span(count, "dim")]
        return tuple(title)

    def _legend(self) -> list[Line]:
        """The classes that occur, each with its colour, sign, name and count, in lines."""
        lines: list[list[Span]] = []
        used = self._cells
        entries = [
            (
                each.sign,
                two(INK, fill(each.role, each.fade)),
                each.label,
                self.classes.counts[each.id],
            )
            for each in self.classes.present
        ]
        others = len(self._answers.dataset.countries) - len(self.countries)
        if others:
            entries.append((" ", two(INK, LAND), "not in the list", others))
        for sign, role, label, count in entries:
            name = cut(label, max(4, self._cells - 12), self._glyphs.ellipsis)
            spans = [Span(f" {sign} ", role), Span(f" {name} "), Span(str(count), "dim")]
            cells = sum(width(span.text) for span in spans)
            if lines and used + GAP + cells <= self._cells:
                lines[-1].append(Span(" " * GAP))
                used += GAP + cells
            else:
                lines.append([Span(" ")])
                used = 1 + cells
            lines[-1] += spans
        return [tuple(line) for line in lines]

    def about(self, country: str | None) -> Line:
        """Where *country* stands, in words."""
        record = self._answers.dataset.country.get(country or "")
        if record is None:
            return ()
        name = Span(neutral(record.name), "strong")
        dot = Span(f" {self._glyphs.dot} ", "dim")
        if record.id not in self.countries:
            return (name, dot, Span("not in the list that the query gives", "dim"))
        look = self.classes.of(record.id)
        words = f"{look.sign} {self.words(record.id)}"
        title = (Span(self.classes.title, "dim"), dot)
        line = (name, dot, *title, Span(words, look.role))
        if sum(width(span.text) for span in line) < self._cells:
            return line
        return (name, dot, Span(words, look.role))

    def words(self, country: str) -> str:
        """The class of *country*, since when, and whether that is certain."""
        standing = self._standing(country)
        told = self._told(country)
        return told if standing is None else with_doubt(told, standing)

    def _told(self, country: str) -> str:
        shown = self.classes.shown
        if shown in self._answers.dataset.support_types:
            return stance_told(self._answers, country, shown, self._moment)
        return self.classes.of(country).label

    def _standing(self, country: str) -> Stance | Posture | None:
        """The stance or posture that the map shows of *country*; none where it shows votes."""
        shown = self.classes.shown
        if shown in self._answers.dataset.support_types:
            return self._answers.stances.stance(country, shown, self._moment)
        return self._answers.posture(country, self._moment) if shown == POSTURE else None

    # The lines of the map.

    def line(self, number: int, chosen: str | None) -> Line:
        """The line *number* after the heads; the country *chosen* stands out."""
        if not self.countries:
            return (Span(f" {EMPTY}", "dim"),) if number == 0 else ()
        if self._map is not None and number < self._map.rows:
            return self._map.line(number, self._colours, chosen, self._name(chosen))
        number -= self._map_rows
        if number < self._tiles.rows:
            return self._tile_line(number, chosen)
        return self._last[number - self._tiles.rows]

    def lines_of(self, country: str | None) -> Sequence[int]:
        """The lines that change when *country* is chosen, or another instead of it."""
        if country is None:
            return ()
        if country in self._tiles.places:
            return (self._map_rows + self._tiles.places[country][1],)
        return () if self._map is None else self._map.rows_of(country, self._name(country))

    def _name(self, country: str | None) -> str:
        record = self.countries.get(country or "")
        if record is None:
            return ""
        return cut(neutral(record.name), WIDEST_NAME, self._glyphs.ellipsis)

    def _tile_line(self, row: int, chosen: str | None) -> Line:
        tiles = self._tiles
        spans: list[Span] = []
        used = 0
        heading = tiles.headings.get(row)
        if heading is not None:
            cells = tiles.heading_cells or self._cells
            spans.append(Span(fit(f" {heading}", cells, self._glyphs.ellipsis), "label"))
            used = cells
        for column, country in self._tile_rows.get(row, ()):
            look, ground = self.classes.of(country), self._fills[country]
            code = fit(neutral(country), tiles.code, self._glyphs.ellipsis)
            spans.append(Span(" " * (column - used)))
            if country == chosen:
                spans.append(Span(code, two(INK, RING)))
                spans.append(Span(look.sign, two(INK, ground)))
            else:
                spans.append(Span(code + look.sign, two(INK, ground)))
            used = column + tiles.code + 1
        return tuple(spans)

    @cached_property
    def _tile_rows(self) -> dict[int, list[tuple[int, str]]]:
        """The tiles of each row from left to right: first cell and country."""
        found: dict[int, list[tuple[int, str]]] = {}
        for country, (column, row) in sorted(self._tiles.places.items(), key=lambda each: each[1]):
            found.setdefault(row, []).append((column, country))
        return found

    # Where countries are.

    def at(self, column: int, number: int, chosen: str | None = None) -> str | None:
        """The country in a cell of the line *number* after the heads.

        Where two share a cell it is the smaller one, or the other where that is *chosen*.
        """
        if self._map is not None and number < self._map.rows:
            found = self._map.at(column, number)
            return found[-1] if found and found[0] == chosen else next(iter(found), None)
        return self._tiles.at(column, number - self._map_rows)

    def neighbour(self, country: str | None, direction: Direction) -> str | None:
        """The nearest country in *direction*: in its quarter, else on its side; none beyond."""
        if country not in self.countries:
            return next(iter(self.countries), None)
        x, y = self._middles[country]
        found: list[tuple[bool, float, str]] = []
        for other, (right, down) in self._middles.items():
            along, beside = right - x, abs(down - y)
            if direction in ("up", "down"):
                along, beside = down - y, abs(right - x)
            if direction in ("up", "left"):
                along = -along
            if other != country and along > 0:
                found.append((beside > along, along + 2 * beside, other))
        return min(found)[2] if found else None

    @cached_property
    def _middles(self) -> dict[str, tuple[float, float]]:
        """Where each country is, in units as wide as a cell and half as high."""
        found = {} if self._map is None else self._map.middles
        for country in self._tiles.places:
            x, y = self._tiles.middle(country)
            found[country] = x, y + 2 * self._map_rows
        return found

    @property
    def _of_a_vote(self) -> bool:
        return self._answers.dataset.events.get(self.classes.shown) is not None

    def sheet(self) -> Sheet:
        """One row a country: its region, and its class in words."""
        columns = (
            Column("id", "Id"),
            Column("name", "Country"),
            Column("region", "Region"),
            Column(self.classes.shown, self.classes.title, standing=not self._of_a_vote),
        )
        rows = []
        for country in self.countries.values():
            look, words = self.classes.of(country.id), self._told(country.id)
            standing = self._standing(country.id)
            signs = mark(standing, self._glyphs) if standing else ""
            doubt = standing.doubt if standing else ()
            rows.append(
                (
                    Cell(country.id),
                    Cell(country.name),
                    Cell(country.region),
                    Cell(words, f"{look.sign}{signs} {words}", look.role, doubt),
                )
            )
        return Sheet(columns, tuple(rows))


WorldFor: TypeAlias = Callable[[int, int], World]
"""Makes a map for a width and a height in cells."""


def world_for(scene: Scene, view: ViewState) -> WorldFor:
    """Makes the map of *view*."""
    countries = scene.listing(view).countries
    moment, shown = scene.moment(view), scene.mapped(view)
    return lambda cells, lines: World(
        scene.answers, countries, shown, moment, scene.glyphs, cells, lines
    )


class MapView(View):
    """The map of the listed countries; the chosen column is what it shows."""

    pane = "world"
    legend = ("map", "postures", "stances", "votes")
    every_country = True
    types_are_columns = True

    def opened(self, scene: Scene, view: ViewState, before: ViewState) -> Step:
        """With the roll call that was chosen."""
        column = view_called(before.view).roll_call(before)
        return Step(replace(view, column=column), push=True)

    def sheet(self, scene: Scene, view: ViewState) -> Sheet:
        """Every country with its class."""
        return scene.world_for(view)(*SCREEN).sheet()

    def text(
        self, scene: Scene, view: ViewState, paint: Painter, cells: int | None
    ) -> Iterator[str]:
        """What it shows, and every country with its class."""
        world = scene.world_for(view)(cells or PAGE_WIDTH, 0)
        yield paint("".join(span.text for span in world.title).strip(), "heading")
        yield told_table(scene, world.sheet(), paint, cells)

    def column(self, scene: Scene, view: ViewState) -> str | None:
        """The roll call or the support type that it shows."""
        return scene.mapped(view)

    def country(self, scene: Scene, view: ViewState) -> Country | None:
        """The chosen country."""
        return scene.country(view)

    def enter(self, scene: Scene, view: ViewState) -> Step:
        """The roll call, or the claims behind the stance; of postures, the country."""
        column, country = self.column(scene, view), self.country(scene, view)
        if column is None:
            return super().enter(scene, view)
        if column not in scene.dataset.support_types:
            return Step(exploring(view, focus=column), push=True)
        if country is None:
            return Step(view, say=NO_COUNTRY)
        return explained(view, scene, country, column)


VIEW = MapView()
