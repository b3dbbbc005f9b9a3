"""The world map on the screen: colours from the theme, arrow keys from country to country."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.color import Color
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import LOOKS, content, strip_of
from alliance_tui.writing.lines import Line
from alliance_tui.writing.page import Role, Span
from alliance_tui.writing.world.atlas import CREDIT
from alliance_tui.writing.world.paint import INK, LAND, RING, WATER, fill_parts, two_parts
from alliance_tui.writing.world.world import Direction, World, WorldFor

FADE = 0.27
"""How far each class goes towards the background of one before it with the same colour."""

SHADE = 0.055
"""How far each shade does, so that neighbours of one class can be told apart."""

QUIET = {
    "stance-unassessed": (0.5, 0.3),
    "stance-context": (0.3, 0.3),
    "tone-subject": (0.18, 0.2),
    "tone-support": (0.22, 0.45),
}
"""How much further areas in some roles go there, on dark and on light: those that a map is not
looked at for, and what has to be told from a stronger tone of its hue."""


class WorldPane(Pane):
    """A map. The arrow keys choose a country, and say so at once."""

    feet = 1
    world_for: var[WorldFor | None] = var(None)
    country: var[str | None] = var(None)

    class Moved(Message):
        """Another country was chosen."""

        def __init__(self, country: str) -> None:
            super().__init__()
            self.country = country

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._world: World | None = None
        self._paints: dict[Role, Style] = {}
        self._painted_for: tuple[object, ...] = ()
        self.border_title = "World"

    @property
    def world(self) -> World | None:
        """The map as it is laid out."""
        return self._world

    def watch_world_for(self) -> None:
        """Show another map."""
        self._lay_out()

    def watch_country(self, before: str | None, after: str | None) -> None:
        """Mark another country."""
        if self._world is None:
            return
        for country in (before, after):
            lines = [len(self._world.heads) + each for each in self._world.lines_of(country)]
            for line in lines:
                self._strips.pop(line, None)
            self.moved(lines)
        self.foot_changed()
        self._follow()

    def on_resize(self) -> None:
        """Lay the map out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self.world_for is None or not self.is_mounted or self.cells <= 0:
            return
        lines = self.scrollable_content_region.height - self.feet
        world = self._world = self.world_for(self.cells, lines)
        self.heads = len(world.heads)
        self.border_subtitle = content(CREDIT) if world.is_map else ""
        self.changed()
        self._follow()

    def _follow(self) -> None:
        """Bring the chosen country into view."""
        lines = self._world.lines_of(self.country) if self._world is not None else ()
        if lines and self._world is not None and not self._world.is_map:
            self.bring_into_view(lines[0] + self.heads, lines[-1] + self.heads)

    # Moving.

    def move(self, where: str) -> None:
        """Choose the country ``up`` or ``down``; or scroll by a page, to the ``top`` or ``end``."""
        if where == "up":
            self._go("up")
        elif where == "down":
            self._go("down")
        elif where in ("page_up", "page_down"):
            self.scroll_lines(self.rows_in_view if where == "page_down" else -self.rows_in_view)
        else:
            self.scroll_to(y=0 if where == "top" else self.line_count(), animate=False)

    def step_column(self, by: int) -> bool:
        """Choose the country to the left or to the right."""
        self._go("left" if by < 0 else "right")
        return True

    def _go(self, direction: Direction) -> None:
        country = self._world.neighbour(self.country, direction) if self._world else None
        if country is not None and country != self.country:
            self.post_message(self.Moved(country))

    def on_click(self, event: events.Click) -> None:
        """Choose the country under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or self._world is None or offset.y < self.heads:
            return
        line = offset.y + self.scroll_offset.y - self.heads
        country = self._world.at(offset.x, line, self.country)
        if country is not None and country != self.country:
            self.post_message(self.Moved(country))

    # Drawing.

    def line_count(self) -> int:
        """Heads, then the lines of the map."""
        return 0 if self._world is None else self.heads + self._world.rows

    def line(self, number: int, cells: int) -> Line:
        """A line of the heads, or of the map."""
        if self._world is None:
            return ()
        if number < self.heads:
            return self._world.heads[number]
        return self._world.line(number - self.heads, self.country)

    def foot(self, cells: int) -> Line:
        """Where the chosen country stands."""
        return () if self._world is None else (Span(" "), *self._world.about(self.country))

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        cells = self.cells
        self._renew_styles(cells)
        number = y if y < self.heads else y + self.scroll_offset.y
        is_foot = y == self.scrollable_content_region.height - 1
        if is_foot or self._world is None or number >= self.line_count():
            return super().render_line(y)
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._painted(self.line(number, cells), cells)
        return strip

    def _painted(self, line: Line, cells: int) -> Strip:
        """*line* with its colours looked up in the theme."""
        self._renew_paints()
        paints = self._paints
        for span in line:
            if span.role not in paints:
                paints[span.role] = self._paint(span.role)
        return strip_of(line, cells, paints)

    def _renew_paints(self) -> None:
        if self._painted_for != (self.app.theme,):
            self._painted_for = (self.app.theme,)
            self._paints = {"text": self._styles["text"]}

    def _paint(self, role: Role) -> Style:
        colours = two_parts(role)
        if colours is None:
            return self._styles.get(role, self._styles["text"])
        sign, ground = colours
        ground_colour = self._colour(ground)
        if sign == INK:
            colour = ground_colour.get_contrast_text(1.0)
            return Style(color=colour.rich_color, bgcolor=ground_colour.rich_color, bold=True)
        return Style(color=self._colour(sign).rich_color, bgcolor=ground_colour.rich_color)

    def _colour(self, name: str) -> Color:
        """The colour that *name* names, in the theme."""
        variables = self.app.theme_variables
        background = Color.parse(variables["background"])
        if name == WATER:
            return background
        if name == LAND:
            return background.blend(Color.parse(variables["line"]), 0.55)
        if name == RING:
            return background.get_contrast_text(1.0)
        role, fade, shade = fill_parts(name)
        look = LOOKS.get(role, LOOKS["text"])
        colour = Color.parse(variables[look.colour or "foreground"])
        quiet = QUIET.get(role, (0, 0))[not self.app.current_theme.dark]
        away = min(0.85, quiet + FADE * fade + SHADE * shade)
        return colour.blend(background, away)
