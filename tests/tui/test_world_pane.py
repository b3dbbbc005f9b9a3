"""The world map on the screen: arrow keys, the mouse, the colours of the theme, three sizes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen

from alliance_tui.model.dates import parse_day
from alliance_tui.pages.glyphs import glyphs_for
from alliance_tui.query.answers import Answers
from alliance_tui.query.view import ViewState
from alliance_tui.reading.load import Loaded
from alliance_tui.tui import moves
from alliance_tui.tui.input import DirectApp, DirectScreen
from alliance_tui.tui.panes.world_pane import WorldPane
from alliance_tui.tui.theme import DARK, LIGHT, colours_for
from alliance_tui.views.scene import Scene
from tests.tui.conftest import MIDDLE, NARROW, WIDE

ALLIES = "group:supposed-allies"


class OneMap(DirectScreen[None]):
    """Nothing but the map, and arrow keys."""

    CSS = "WorldPane { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar = [
        ("up", "move('up')", ""),
        ("down", "move('down')", ""),
        ("left", "sideways(-1)", ""),
        ("right", "sideways(1)", ""),
    ]

    def __init__(self, scene: Scene, view: ViewState) -> None:
        super().__init__()
        self.scene = scene
        self.view = view

    def compose(self) -> ComposeResult:
        yield WorldPane(id="world")

    def on_mount(self) -> None:
        self.pane.glyphs = self.scene.glyphs
        self.show(self.view)
        self.pane.focus()
        self.ready.set()

    @property
    def pane(self) -> WorldPane:
        return self.query_one(WorldPane)

    def show(self, view: ViewState) -> None:
        self.view = view
        self.pane.show(self.scene, view)

    def action_move(self, where: str) -> None:
        self.show(self.pane.move(where, self.scene, self.view).view)

    def action_sideways(self, by: int) -> None:
        step = self.pane.sideways(by, self.scene, self.view)
        assert step is not None
        self.show(step.view)

    def action_make(self, move: str, country: str) -> None:
        assert move == "to_land"
        self.show(moves.to_land(self.view, self.scene, country).view)


class Map(DirectApp):
    """The map alone."""

    def __init__(self, loaded: Loaded, view: ViewState, *, ascii_only: bool, theme: str) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = theme
        scene = Scene(Answers(loaded.dataset), glyphs_for(ascii_only=ascii_only))
        self.map = OneMap(scene, view)

    def get_default_screen(self) -> Screen[None]:
        return self.map

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return colours_for(dark=True)

    @property
    def pane(self) -> WorldPane:
        return self.map.pane

    def show(self, view: ViewState) -> None:
        self.map.show(view)

    @property
    def lines(self) -> list[str]:
        """The pane line by line, as it is drawn."""
        return [self.pane.render_line(y).text for y in range(self.pane.size.height)]

    @property
    def foot(self) -> str:
        """What is told of the chosen country."""
        return "".join(span.text for span in self.pane.about(self.map.scene, self.map.view))


Open = Callable[..., AbstractAsyncContextManager[tuple[Map, Pilot[None]]]]


@pytest.fixture
def opened(bundled: Loaded) -> Open:
    """Opens a map of the bundled data set, unless another is given."""

    @asynccontextmanager
    async def open_map(
        view: ViewState,
        size: tuple[int, int] = WIDE,
        loaded: Loaded = bundled,
        *,
        ascii_only: bool = False,
        theme: str = "alliance-dark",
    ) -> AsyncIterator[tuple[Map, Pilot[None]]]:
        app = Map(loaded, view, ascii_only=ascii_only, theme=theme)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot

    return open_map


async def test_arrow_keys_go_from_country_to_country(opened: Open) -> None:
    async with opened(ViewState(view="map", country="PRT")) as (app, pilot):
        assert app.foot.startswith("Portugal")
        await pilot.press("right")
        assert app.map.view.country == "ESP"
        assert app.foot.startswith("Spain")
        assert any(" Spain " in line for line in app.lines[:-1])
        assert not any(" Portugal " in line for line in app.lines)
        await pilot.press("left")
        assert app.map.view.country == "PRT"


async def test_a_click_chooses_a_country(opened: Open) -> None:
    async with opened(ViewState(view="map", query=ALLIES, country="ARM")) as (app, pilot):
        y, line = next((y, line) for y, line in enumerate(app.lines) if "IRN" in line)
        content = app.pane.scrollable_content_region
        await pilot.click(offset=(content.x + line.index("IRN"), content.y + y))
        assert app.map.view.country == "IRN"
        sea = app.lines[content.height - 2].rindex("  ")
        await pilot.click(offset=(content.x + sea, content.y + content.height - 2))
        assert app.map.view.country == "IRN"


async def test_another_day_changes_the_colours_and_the_counts(opened: Open) -> None:
    async with opened(ViewState(view="map", country="IRN", column="arms")) as (app, pilot):
        before = app.lines
        app.show(ViewState(view="map", country="IRN", column="arms", as_of=parse_day("2022-03-01")))
        await pilot.pause()
        assert "1 Mar 2022" in app.lines[0]
        assert app.lines[1] != before[1]
        assert "supports" not in app.foot


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
@pytest.mark.parametrize("theme", ["alliance-dark", "alliance-light", "nord"])
async def test_every_size_and_theme_draws_whole_lines(
    opened: Open, size: tuple[int, int], theme: str
) -> None:
    async with opened(ViewState(view="map", country="TUV"), size, theme=theme) as (app, _):
        for y in range(app.pane.scrollable_content_region.height):
            assert app.pane.render_line(y).cell_length == app.pane.cells
        assert any("TUV" in line or " Tuvalu " in line for line in app.lines[:-1])
        assert app.foot.startswith("Tuvalu")


async def test_the_map_becomes_tiles_as_the_screen_shrinks(opened: Open) -> None:
    async with opened(ViewState(view="map", country="LUX")) as (app, pilot):
        assert app.pane.world is not None
        assert app.pane.world.is_map
        assert "Natural Earth" in str(app.pane.border_subtitle)
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        assert not app.pane.world.is_map
        assert not app.pane.border_subtitle
        assert any("LUX" in line for line in app.lines)


async def test_ascii_has_tiles_with_their_signs(opened: Open) -> None:
    async with opened(ViewState(view="map", country="BLR", column="arms"), ascii_only=True) as (
        app,
        _,
    ):
        text = "\n".join(app.lines)
        assert text.isascii()
        world = app.pane.world
        assert world is not None
        for country in ("PRK", "CHN", "SRB"):
            assert f"{country}{world.classes.of(country).sign}" in text


async def test_areas_of_different_classes_differ_on_both_themes(opened: Open) -> None:
    for theme in ("alliance-dark", "alliance-light"):
        async with opened(ViewState(view="map", country="ARM"), theme=theme) as (app, _):
            heads = [app.pane.render_line(y) for y in range(1, app.pane.heads)]
            chips = [
                segment.style.bgcolor
                for strip in heads
                for segment in strip
                if segment.style is not None and len(segment.text) == 3 and segment.text.strip()
            ]
            assert app.pane.world is not None
            chips = [each for each in chips if each is not None]
            assert len(set(chips)) >= len(app.pane.world.classes.present)


async def test_other_countries_than_those_of_the_world(opened: Open, small: Loaded) -> None:
    async with opened(ViewState(view="map", query="country:any", country="CLD"), MIDDLE, small) as (
        app,
        pilot,
    ):
        assert any("CLD" in line for line in app.lines)
        assert app.foot.startswith("Cland")
        await pilot.press("left")
        assert app.map.view.country == "ALD"


async def test_hostile_names_stay_text(opened: Open, hostile: Loaded) -> None:
    for size in (WIDE, NARROW):
        async with opened(ViewState(view="map", query="country:any"), size, hostile) as (
            app,
            pilot,
        ):
            for key in ("right", "down", "right", "up"):
                await pilot.press(key)
                text = "\n".join(app.lines)
                assert "\x1b" not in text
                assert "\u202e" not in text


async def test_nothing_to_show_says_what_to_do(opened: Open) -> None:
    async with opened(ViewState(view="map", query="country:ARM country:BLR")) as (app, pilot):
        assert any("Esc" in line for line in app.lines)
        await pilot.press("up", "left")
        assert app.map.view.country is None
