"""The world map on the screen: colours from the theme, arrow keys from country to country."""

from __future__ import annotations

from rich.style import Style
from textual.color import Color
from textual.geometry import Offset
from textual.strip import Strip

from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Role
from alliance_tui.query.view import ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.input import Action
from alliance_tui.tui.moves import make
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import LOOKS, content, strip_of
from alliance_tui.views.map.atlas import CREDIT
from alliance_tui.views.map.paint import INK, LAND, RING, WATER, fill_parts, two_parts
from alliance_tui.views.map.world import Direction, World, WorldFor
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step

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
    """A map. The arrow keys choose a country."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._world_for: WorldFor | None = None
        self._country: str | None = None
        self._world: World | None = None
        self._paints: dict[Role, Style] = {}
        self._painted_for: tuple[object, ...] = ()
        self.border_title = "World"

    @property
    def world(self) -> World | None:
        """The map as it is laid out."""
        return self._world

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show the map of *view* with its country marked."""
        world_for, before = scene.world_for(view), self._country
        country = scene.country(view)
        self._country = None if country is None else country.id
        if world_for is not self._world_for:
            self._world_for = world_for
            self.lay_out()
        elif before != self._country and self._world is not None:
            for each in (before, self._country):
                for line in self._world.lines_of(each):
                    self._kept.pop(len(self._world.heads) + line, None)
            self.moved()
            self._follow()

    def lay_out(self) -> None:
        """Make the map for the room there is."""
        if self._world_for is None or not self.is_mounted or self.cells <= 0:
            return
        lines = self.scrollable_content_region.height
        world = self._world = self._world_for(self.cells, lines)
        self.heads = len(world.heads)
        self.border_subtitle = content(CREDIT) if world.is_map else ""
        self.changed()
        self._follow()

    def _follow(self) -> None:
        """Bring the chosen country into view."""
        lines = self._world.lines_of(self._country) if self._world is not None else ()
        if lines and self._world is not None and not self._world.is_map:
            self.bring_into_view(lines[0] + self.heads, lines[-1] + self.heads)

    # Moving.

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Choose the country ``up`` or ``down``; or scroll by a page, to the ``top`` or ``end``."""
        if where == "up":
            return self._go("up", scene, view)
        if where == "down":
            return self._go("down", scene, view)
        if where.endswith(("_up", "_down")):
            rows = self.rows_in_view // (1 if where.startswith("page") else 2)
            self.scroll_lines(rows if where.endswith("_down") else -rows)
        else:
            self.scroll_to(y=0 if where == "top" else self.line_count(), animate=False)
        return Step(view)

    def sideways(self, by: int, scene: Scene, view: ViewState) -> Step | None:
        """Choose the country to the left or to the right."""
        return self._go("left" if by < 0 else "right", scene, view)

    def _go(self, direction: Direction, scene: Scene, view: ViewState) -> Step:
        here = scene.country(view)
        if self._world is None:
            return Step(view)
        country = self._world.neighbour(None if here is None else here.id, direction)
        return Step(view) if country is None else moves.to_land(view, scene, country)

    def enter(self, scene: Scene, view: ViewState) -> Step | None:
        """Open the chosen country."""
        return moves.open_cell(view, scene)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Choose the country under the mouse."""
        if self._world is None or at.y < self.heads:
            return None
        line = at.y + self.scroll_offset.y - self.heads
        country = self._world.at(at.x, line, self._country)
        return None if country is None else make(moves.to_land, country)

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
        return self._world.line(number - self.heads, self._country)

    def about(self, scene: Scene, view: ViewState, at: Offset | None = None) -> Line:
        """Where the country under the cursor or the mouse stands."""
        if self._world is None:
            return ()
        country = self._country
        if at is not None:
            line = at.y + self.scroll_offset.y - self.heads
            country = self._world.at(at.x, line, country) if at.y >= self.heads else None
        return self._world.about(country)

    def strip(self, line: Line, chosen: bool, cells: int) -> Strip:
        """Draw *line* with its colours looked up in the theme."""
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
