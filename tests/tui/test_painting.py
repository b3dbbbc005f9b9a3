"""What a key paints first, and how much: counted, never timed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pyte
import pytest
from textual import events
from textual._compositor import Compositor, LayoutUpdate
from textual._context import visible_screen_stack
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.pages.country import Hits, _Country
from alliance_tui.pages.lines import Line
from alliance_tui.query.finder import Finder
from alliance_tui.query.stance import Moment, Stances
from alliance_tui.reading.files import bundled_path
from alliance_tui.reading.load import Loaded, load
from alliance_tui.store.store import Store
from alliance_tui.tui.app import AllianceApp
from alliance_tui.tui.explorer import Explorer
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.panes.detail import Detail
from alliance_tui.tui.panes.rowwise import Bar, Row, Rowwise
from alliance_tui.tui.panes.suggestions import Suggestions
from alliance_tui.tui.text import _role_styles
from tests.tui.conftest import MIDDLE, Explore, Session

pytestmark = pytest.mark.asyncio


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Of which panes each frame has made lines anew; the last one is not painted yet."""
    seen: list[set[str]] = [set()]
    draw = Pane.strip

    def noted(self: Pane, line: Line, chosen: bool, cells: int) -> Strip:
        seen[-1].add(self.id or "")
        return draw(self, line, chosen, cells)

    display = AllianceApp._display

    def displayed(self: AllianceApp, *arguments: Any) -> None:
        display(self, *arguments)
        seen.append(set())

    monkeypatch.setattr(Pane, "strip", noted)
    monkeypatch.setattr(AllianceApp, "_display", displayed)
    return seen


async def write(session: Session, *keys: str) -> None:
    """Have *keys* come all at once."""
    for key in keys:
        session.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await session.pilot.pause()


async def test_the_row_under_the_cursor_is_painted_first(
    explore: Explore, frames: list[set[str]]
) -> None:
    async with explore() as session:
        frames[:] = [set()]
        await write(session, "down")
        painted = [each for each in frames if each]
        assert painted[0] == {"countries"}
        assert {"detail", "timeline"} <= set().union(*painted[1:])
        assert "Gland" in session.pane("detail")


class Paint(pyte.Screen):
    """A terminal; `rows` are how many rows each paint has touched, but for scroll bars."""

    def __init__(self, app: AllianceApp) -> None:
        super().__init__(*app.size)
        self.app = app
        self.rows: list[int] = []

    def paint(self, update: Any) -> None:
        self.rows.append(
            len({y for y, left, right in getattr(update, "spans", ()) if right - left > 1})
        )
        pyte.Stream(self).feed(update.render_segments(self.app.console))

    def cells(self) -> list[list[pyte.screens.Char]]:
        return [[self.buffer[y][x] for x in range(self.columns)] for y in range(self.lines)]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the app paints, in turn."""
    updates: list[Any] = []
    display = AllianceApp._display

    def displayed(self: AllianceApp, screen: Any, update: Any) -> None:
        display(self, screen, update)
        if update is not None:
            updates.append(update)

    monkeypatch.setattr(AllianceApp, "_display", displayed)
    return updates


def whole(app: AllianceApp) -> Any:
    """All of what is on the screen of *app*, as Textual composes it."""
    visible_screen_stack.set(app._background_screens)
    compositor = app.screen._compositor
    region = compositor.size.region
    chops = Compositor._render_chops(compositor, region, lambda y: True)
    return LayoutUpdate([chop.values() for chop in chops], region)


async def test_what_is_painted_in_parts_is_what_would_be_painted_whole(
    explore: Explore, painted: list[Any]
) -> None:
    keys = (
        *("down", "end", "tab", "down", "down", "enter", "tab", "up", "up", "home", "a", "g"),
        *("2", "slash", "s", "h", "escape", "comma", "full_stop", "m", "right", "down", "escape"),
        *("question_mark", "escape", "f", "down", "space", "z", "z", "w", "right", "escape"),
    )
    async with explore(view="explore?q=country:any") as session:
        terminal = Paint(session.app)
        terminal.paint(whole(session.app))
        for key in keys:
            painted.clear()
            await write(session, key)
            for update in painted:
                terminal.paint(update)
            other = Paint(session.app)
            other.paint(whole(session.app))
            assert terminal.cells() == other.cells(), key


async def test_only_rows_that_change_are_painted(explore: Explore, painted: list[Any]) -> None:
    async with explore() as session:
        painted.clear()
        await write(session, "down")
        terminal = Paint(session.app)
        for update in painted:
            terminal.paint(update)
        first, *_ = terminal.rows
        assert 1 < first <= 3, "the row that is left, the one that is reached, the status line"
        painted.clear()
        session.explorer.query_one("#timeline", Pane).changed()
        await session.pilot.pause()
        assert not painted, "nothing is other than it was"


async def test_only_what_is_seen_is_asked_for_rows(
    explore: Explore, painted: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    render, rows = Widget.render_lines, Rowwise.rows

    def noted(self: Widget, crop: Region) -> list[Strip]:
        asked.add(type(self).__name__)
        return render(self, crop)

    def noted_rows(self: Rowwise) -> tuple[Row, ...]:
        asked.add(type(self).__name__)
        return rows(self)

    async with explore() as session:
        monkeypatch.setattr(Widget, "render_lines", noted)
        monkeypatch.setattr(Rowwise, "rows", noted_rows)
        painted.clear()
        await write(session, "down")
        assert {"CountryList", "Detail", "StatusLine"} <= asked
        assert not asked & {"Explorer", "Container", "Vertical", "Header", "FilterBar", "KeyBar"}
        spans = [span for update in painted for span in update.spans]
        page = session.explorer.query_one("#detail").region
        changed = {y for y, left, _ in spans if left == page.x + 1}
        framed = {y for y, left, right in spans if left <= page.x < right and y in page.line_range}
        assert len(changed) > 5
        assert framed == {page.y}, "of the border only the title is other than it was"


async def test_a_line_keeps_its_strip_where_it_scrolls_and_no_longer(
    explore: Explore, frames: list[set[str]]
) -> None:
    async with explore(view="explore?q=country:any&rows=all", size=(140, 30)) as session:
        pane = session.explorer.query_one("#timeline", Pane)
        before = {content: strip for content, strip in pane._strips.items() if content[0]}
        frames[:] = [set()]
        pane.scroll_lines(-2)
        await session.pilot.pause()
        kept = [content for content, strip in pane._strips.items() if before.get(content) is strip]
        assert len(kept) >= pane.rows_in_view - 4
        assert len(pane._strips) <= pane.rows_in_view, "what is not in view is let go"


async def test_keys_that_come_together_are_painted_together(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    show = Detail.show

    def noted(self: Detail, *arguments: Any) -> None:
        shown.append("")
        show(self, *arguments)

    monkeypatch.setattr(Detail, "show", noted)
    async with explore(view="explore?q=country:any") as session:
        shown.clear()
        await write(session, *["down", "up"] * 15, "down", "down")
        assert 1 <= len(shown) <= 3
        chosen = session.explorer.scene.chosen(session.view)
        assert chosen is not None
        assert chosen.name in session.pane("detail")


async def test_letters_that_come_together_are_asked_for_once(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    find = Finder.countries

    def noted(self: Finder, query: Any, moment: Any) -> set[int]:
        asked.append(query)
        return find(self, query, moment)

    monkeypatch.setattr(Finder, "countries", noted)
    async with explore(view="explore?q=country:any") as session:
        await session.press("slash")
        asked.clear()
        await write(session, *"shells")
        assert session.view.query.endswith("shells")
        assert len(set(asked)) <= 2


async def test_the_first_frame_reads_the_records_that_it_shows() -> None:
    load(bundled_path())
    app = AllianceApp(load(bundled_path()))
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.pause()
        shown: Any = app.explorer.scene.dataset
        assert 0 < len(shown.source._seen) < len(shown.source) / 10
        assert 0 < len(shown.events._seen) < len(shown.events) / 2
        assert "_items" not in vars(shown)


async def test_a_letter_lays_the_screen_out_once(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts: list[str] = []
    lay_out = Explorer._refresh_layout

    def noted(self: Explorer, *arguments: Any, **more: Any) -> None:
        layouts.append("")
        lay_out(self, *arguments, **more)

    monkeypatch.setattr(Explorer, "_refresh_layout", noted)
    async with explore() as session:
        await write(session, "slash", "s")
        for letter in "up":
            layouts.clear()
            await write(session, letter)
            assert session.explorer.query_one(Suggestions).completions
            assert len(layouts) <= 1


async def test_the_styles_of_roles_are_made_once_for_a_theme(explore: Explore) -> None:
    _role_styles.cache_clear()
    async with explore() as session:
        await write(session, "down")
        before = _role_styles.cache_info()
        await write(session, "up", "slash", "s")
        after = _role_styles.cache_info()
        assert after.misses == before.misses
        assert after.hits > before.hits
        await session.explorer.run("theme('textual-light')")
        await session.pilot.pause()
        assert _role_styles.cache_info().misses > after.misses, "another theme has other colours"


async def test_of_a_scroll_bar_only_the_cells_that_change_are_painted(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    exchange = Bar._exchange_repaint_regions

    def noted(self: Bar) -> Collection[Region]:
        regions = exchange(self)
        painted.append(sum(each.area for each in regions))
        return regions

    async with explore(view="explore?q=country:any&rows=all", size=(140, 30)) as session:
        pane = session.explorer.query_one("#timeline", Pane)
        monkeypatch.setattr(Bar, "_exchange_repaint_regions", noted)
        pane.scroll_lines(-2)
        await session.pilot.pause()
        assert 0 < sum(painted) < pane.vertical_scrollbar.region.height / 2


async def test_until_it_appears_whole_nothing_is_drawn(
    small: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw = Pane.drawn

    def noted(self: Pane) -> Sequence[Row]:
        drawn.append(self.id or "")
        return draw(self)

    monkeypatch.setattr(Pane, "drawn", noted)
    app = AllianceApp(small)
    app.appears_whole = True
    async with app.run_test(size=(140, 45)) as pilot:
        await app.workers.wait_for_complete()
        assert sorted(drawn) == ["countries", "detail", "timeline"]
        await pilot.pause()


async def test_the_styles_are_read_once_for_the_first_frame(
    small: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    reparse = Stylesheet.reparse

    def noted(self: Stylesheet) -> None:
        read.append("")
        reparse(self)

    monkeypatch.setattr(Stylesheet, "reparse", noted)
    app = AllianceApp(small, theme="alliance-light")
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.pause()
        assert not read
        assert app.explorer.background_colors[1].brightness > 0.5
        await app.explorer.run("theme('textual-dark')")
        await pilot.pause()
        assert read
        assert app.explorer.background_colors[1].brightness < 0.5


async def test_only_what_is_in_sight_is_made(explore: Explore) -> None:
    async with explore() as session:
        made = {type(each).__name__ for each in session.explorer.walk_children()}
        assert {"CountryList", "Detail", "TimelinePane", "QueryInput", "KeyBar"} <= made
        assert not made & {"FacetPane", "Suggestions", "FindBar", "FindLine", "TabStrip"}
        assert not session.explorer.query("#too-small")
        await session.burst("slash", "s", "down", "escape", "escape", "tab", "slash", "a", "escape")
        await session.burst("f", "down")
        made = {type(each).__name__ for each in session.explorer.walk_children()}
        assert made >= {"FacetPane", "Suggestions", "FindBar"}
        assert session.focused == "facets"


async def test_a_scroll_bar_is_drawn_where_it_moves(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Bar] = []
    draw = Bar._draw

    def noted(self: Bar) -> list[Row]:
        drawn.append(self)
        return draw(self)

    async with explore(view="explore?q=country:any&rows=all", size=(140, 30)) as session:
        monkeypatch.setattr(Bar, "_draw", noted)
        timeline = session.explorer.query_one("#timeline", Pane)
        for pane in session.explorer.query(Pane):
            pane.changed()
        await session.pilot.pause()
        assert not drawn
        timeline.scroll_lines(-2)
        await session.pilot.pause()
        assert drawn == [timeline.vertical_scrollbar]


async def test_claims_that_are_found_are_weighed_once_a_kind(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    derivation = Stances.derivation

    def noted(self: Stances, country: str, support_type: str, moment: Moment) -> Any:
        asked.append((country, support_type))
        return derivation(self, country, support_type, moment)

    async with explore() as session:
        await session.burst("slash", "a")
        monkeypatch.setattr(Stances, "derivation", noted)
        scene, view = session.explorer.scene, session.view
        country = scene.country(view)
        assert country is not None
        kinds = {each.type for each in scene.dataset.claims_by_country[country.id]}
        hits = Hits(tuple(each.id for each in scene.dataset.claims_by_country[country.id]))
        assert len(hits.claims) > len(kinds)
        found = _Country(scene.telling(view), country, hits)._found()
        assert [*found]
        assert len(asked) == len(kinds)


async def test_a_letter_asks_for_the_same_numbers_once(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    numbers = Store.numbers

    def noted(self: Store, sql: str, values: Sequence[object] = ()) -> list[int]:
        asked.append((sql, tuple(values)))
        return numbers(self, sql, values)

    async with explore() as session:
        await session.burst("slash", "s")
        monkeypatch.setattr(Store, "numbers", noted)
        await session.burst("h")
        claims = [each for each in asked if each[0].startswith("SELECT k.position")]
        assert len(claims) >= 2, "those of all, and those of the chosen country"
        assert len(claims) == len(set(claims))


async def test_a_scroll_bar_is_as_high_as_it_is_wherever_it_stands(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        bar = session.explorer.query_one("#detail", Detail).vertical_scrollbar
        assert isinstance(bar, Bar)
        height = bar.outer_size.height
        bar.window_virtual_size, bar.window_size = 79, 37
        for position in (0, 10, 84):
            bar.position = position
            assert len(bar.drawn()) == height
