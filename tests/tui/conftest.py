"""Running the explorer without a terminal, and reading its screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.widgets import Input

from alliance_tui.model.dates import day_text
from alliance_tui.query.view import ViewState, view_from_text
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.app import AllianceApp
from alliance_tui.tui.explorer import Explorer
from alliance_tui.tui.panes.frame import StatusLine
from alliance_tui.user.keys import NAMES

WIDE, MIDDLE, NARROW = (140, 45), (80, 24), (40, 12)
SIZES = {"wide": WIDE, "middle": MIDDLE, "narrow": NARROW}
SCREENS = Path(__file__).parent / "screens"
_SIGNS = {name: sign for sign, name in NAMES.items()}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever keys export lands where nothing else is."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def no_blinking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cursor that blinks makes every picture a matter of luck."""
    monkeypatch.setattr(Input, "cursor_blink", False)


def post(app: AllianceApp, keys: Iterable[str]) -> None:
    """Send *keys*, names or characters, together, as they come in one write of a terminal."""
    for key in keys:
        if len(key) == 1:
            app.post_message(events.Key(_character_to_key(key), key))
        else:
            app.post_message(events.Key(key, _SIGNS.get(key) or key_to_character(key)))


async def followed(pilot: Pilot[None]) -> None:
    """Wait until the screen has followed all that was sent."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


class Session:
    """A running explorer as a user sees it."""

    def __init__(self, app: AllianceApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.seen = ""

    @property
    def explorer(self) -> Explorer:
        return self.app.explorer

    @property
    def view(self) -> ViewState:
        """The state that the screen shows."""
        return self.explorer.view

    @property
    def address(self) -> str:
        """What is shown, as text."""
        return self.explorer.address

    @property
    def chosen(self) -> str | None:
        """The id of the country that is shown as chosen."""
        country = self.explorer.scene.chosen(self.view)
        return None if country is None else country.id

    @property
    def day(self) -> str:
        """The as-of day that holds."""
        return day_text(self.explorer.scene.moment(self.view).day)

    @property
    def copied(self) -> str:
        """What was last copied."""
        return self.app.clipboard

    async def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(*size)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys and wait until the screen has followed."""
        await self.pilot.press(*keys)
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def burst(self, *keys: str) -> None:
        """Press keys that come in one write, and wait until the screen has followed."""
        post(self.app, keys)
        await followed(self.pilot)

    async def type(self, text: str) -> None:
        """Type *text* in one write."""
        await self.burst(*text)

    async def click(self, text: str, pane: str | None = None) -> None:
        """Click on the first place of the screen, or of a pane, where *text* stands."""
        region = self.explorer.query_one(f"#{pane}").region if pane else self.explorer.region
        for y in range(region.y, region.bottom):
            line = self.lines[y][region.x : region.right]
            if text in line:
                await self.pilot.click(offset=(region.x + line.index(text) + 1, y))
                await self.pilot.pause()
                return
        raise AssertionError(f"{text!r} is not there:\n{self.screen}")

    @property
    def lines(self) -> list[str]:
        """The screen line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def screen(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines)

    def pane(self, name: str) -> str:
        """The text of one pane."""
        region = self.explorer.query_one(f"#{name}").region
        return "\n".join(
            line[region.x : region.right] for line in self.lines[region.y : region.bottom]
        )

    def sections(self) -> dict[str, list[str]]:
        """The sections of the country list, each with the names of its countries."""
        listing = self.explorer.scene.listing(self.view)
        return {each.title: [one.name for one in each.countries] for each in listing.sections}

    @property
    def status(self) -> str:
        """The line above the key bar."""
        return self.lines[self.explorer.query_one(StatusLine).region.y].strip()

    def row(self, start: str, pane: str = "countries") -> str:
        """The line of *pane* that names *start*."""
        return next(line for line in self.pane(pane).splitlines() if start in line)

    @property
    def focused(self) -> str | None:
        """The id of what has the focus."""
        widget = self.app.screen.focused
        return None if widget is None else widget.id


Explore = Callable[..., AbstractAsyncContextManager[Session]]


@pytest.fixture
def explore(small: Loaded) -> Explore:
    """Opens the explorer, on the small data set unless another is given."""

    @asynccontextmanager
    async def open_explorer(
        size: tuple[int, int] = WIDE,
        view: str | None = None,
        loaded: Loaded = small,
        *,
        ascii_only: bool = False,
        theme: str | None = None,
        keys: Mapping[str, str] | None = None,
        served: bool = False,
    ) -> AsyncIterator[Session]:
        state = view_from_text(view).view if view else None
        app = AllianceApp(
            loaded, state, ascii_only=ascii_only, theme=theme, keys=keys, served=served
        )
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Session(app, pilot)

    return open_explorer
