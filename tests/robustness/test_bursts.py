"""The law of bursts: keys that come together do what they do one by one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from textual import events
from textual.keys import _character_to_key

from alliance_tui.query.view import VIEWS, view_from_text, view_to_text
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.app import AllianceApp
from alliance_tui.tui.commands import COMMANDS
from alliance_tui.tui.input import LineInput
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.panes.board_pane import BoardPane
from alliance_tui.tui.panes.detail import Detail
from tests.tui.conftest import MIDDLE, NARROW, WIDE, followed, post

pytestmark = pytest.mark.asyncio

MOVES = ["j", "k", "down", "up", "h", "l", "left", "right", "g", "G", "pagedown", "pageup",
         "tab", "shift+tab", "enter"]  # fmt: skip
STARTS_TYPING = ["slash", "colon", "d", "D", "F"]
LEAVES = {"quit", "suspend"}
OTHERS = sorted(
    {_character_to_key(key) if len(key) == 1 else key
     for command in COMMANDS if command.id not in LEAVES for key in command.keys}
    - {*MOVES, *STARTS_TYPING}
)  # fmt: skip
TYPED = [*"su pports:arms2022-05", "backspace", "home", "ctrl+u", "tab", "down", "enter"]
LETTERS = {":": "colon", " ": "space", "-": "minus"}


class Where(NamedTuple):
    """Where one is: the state, and what no state tells."""

    view: str
    steps: int
    shown: str
    zoomed: bool
    facets: bool
    wider: int
    focused: str | None
    boxes: tuple[str, ...]
    typed: tuple[str, ...]
    places: tuple[object, ...]
    copied: str


def where(app: AllianceApp) -> Where:
    explorer = app.explorer
    places: list[object] = []
    for screen in app.screen_stack:
        for pane in screen.query(Pane):
            if isinstance(pane, Detail) and pane.display:
                places.append((pane.id, pane.place))
            if isinstance(pane, BoardPane) and pane.display:
                places.append((pane.id, pane._position, pane._first_column))
    return Where(
        view_to_text(explorer.view),
        explorer.history._position,
        explorer.shown,
        explorer.zoomed,
        explorer.with_facets,
        explorer.wider,
        app.screen.focused.id if app.screen.focused else None,
        tuple(type(screen).__name__ for screen in app.screen_stack),
        tuple(field.value for field in app.screen.query(LineInput) if field.has_focus),
        tuple(places),
        app.clipboard,
    )


def keys_of(seed: int, count: int) -> list[str]:
    """Random keys, of moves more than of others, with words where words can be typed."""
    chance = random.Random(seed)
    keys: list[str] = []
    while len(keys) < count:
        what = chance.random()
        if what < 0.1:
            keys.append(chance.choice(STARTS_TYPING))
            word = chance.choices(TYPED, k=chance.randint(0, 6))
            keys += [LETTERS.get(each, each) for each in word]
            keys.append(chance.choice(["enter", "escape"]))
        elif what < 0.6:
            keys += [chance.choice(MOVES)] * chance.choice([1, 1, 2, 5])
        else:
            keys.append(chance.choice(OTHERS))
    return keys[:count]


@contextmanager
def apart() -> Iterator[None]:
    """In an empty folder, with an empty home."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("CACHE", "CONFIG", "STATE", "DATA"):
            patch.setenv(f"XDG_{name}_HOME", f"{folder}/.{name}")
        yield


async def after(
    loaded: Loaded, size: tuple[int, int], view: str, bursts: list[list[str]]
) -> list[Where]:
    """Where one is after each burst, in a folder and a home where nothing is yet."""
    app = AllianceApp(loaded, view_from_text(view).view)
    seen = []
    with apart():
        async with app.run_test(size=size, notifications=False) as pilot:
            await followed(pilot)
            for burst in bursts:
                post(app, burst)
                await followed(pilot)
                seen.append(where(app))
    return seen


@pytest.mark.parametrize("seed", range(10))
async def test_a_burst_ends_where_the_same_keys_end_one_by_one(seed: int, small: Loaded) -> None:
    chance = random.Random(seed)
    size = chance.choice([WIDE, MIDDLE, NARROW, (100, 36)])
    view = f"{VIEWS[seed % len(VIEWS)]}?q=country:any"
    keys = keys_of(seed, 36)
    bursts = [keys[start : start + 12] for start in range(0, len(keys), 12)]
    together = await after(small, size, view, bursts)
    singly = await after(small, size, view, [[key] for key in keys])
    for number in range(len(bursts)):
        assert together[number] == singly[12 * number + 11], (size, view, keys[: 12 * number + 12])


@pytest.mark.parametrize(
    ("size", "view", "burst"),
    [
        ((100, 36), "explore", ["right_curly_bracket", "enter", "h", "end", "left_parenthesis"]),
        (NARROW, "explore", ["enter", "j", "shift+tab", "shift+tab", "shift+tab", "y"]),
        (WIDE, "votes", ["question_mark", "slash", *"t:", "escape", "ctrl+d", "k", "enter"]),
        (WIDE, "matrix", ["e", "enter", "enter", "3"]),
        (WIDE, "explore", ["slash", "ctrl+u", *"su", "escape", "escape", "j", "2"]),
        (WIDE, "explore", ["slash", "d", "down", *"o5s", "enter"]),
        (WIDE, "explore", ["m", "left_square_bracket"]),
        (MIDDLE, "explore", ["v", "backspace"]),
        (NARROW, "matrix", ["enter"] * 4),
    ],
)
async def test_what_a_key_needs_is_there_though_nothing_is_painted_yet(
    small: Loaded, size: tuple[int, int], view: str, burst: list[str]
) -> None:
    address = f"{view}?q=country:any"
    (together,) = await after(small, size, address, [burst])
    assert together == (await after(small, size, address, [[key] for key in burst]))[-1]


@pytest.mark.parametrize("view", [each for each in VIEWS if each not in ("changes", "compare")])
async def test_no_key_of_a_burst_is_lost(view: str, bundled: Loaded) -> None:
    text = f"{view}?q=country:any&country=AFG"
    (together,) = await after(bundled, WIDE, text, [["g", *["j"] * 30, *["k"] * 5]])
    singly = await after(bundled, WIDE, text, [["g"], *[["j"]] * 30, *[["k"]] * 5])
    assert together == singly[-1]
    assert together.view != singly[0].view


async def test_letters_that_come_with_the_key_before_them_are_typed(small: Loaded) -> None:
    app = AllianceApp(small, view_from_text("explore?q=country:any").view)
    async with app.run_test(size=WIDE) as pilot:
        post(app, ["slash", *"relief", "enter", "j"])
        await followed(pilot)
        assert app.explorer.view.query == "country:any relief"
        post(app, ["d", *"2022", "enter", "colon", *"gland", "enter", "1"])
        await followed(pilot)
        assert view_to_text(app.explorer.view) == (
            "explore?q=country:any relief&type=troops&as-of=2022-12-31&country=GLD"
        ).replace(" ", "%20")


@pytest.mark.parametrize(
    ("view", "opens"),
    [
        ("changes", ["slash"]),
        ("explore", ["question_mark", "slash"]),
        ("explore", ["d"]),
        ("explore", ["F"]),
        ("explore", ["colon"]),
    ],
)
async def test_a_letter_that_came_with_the_key_is_kept_when_more_are_typed(
    small: Loaded, view: str, opens: list[str]
) -> None:
    app = AllianceApp(small, view_from_text(f"{view}?q=country:any").view)
    async with app.run_test(size=WIDE) as pilot:
        for burst in ([*opens, "t"], [*"roops"]):
            post(app, burst)
            await followed(pilot)
        assert where(app).typed == ("troops",)


@pytest.mark.parametrize("opens", ["question_mark", "L", "d", "colon", "b", "e", "i", "y"])
@pytest.mark.parametrize("closes", ["escape", "enter"])
async def test_a_box_is_closed_once_and_what_comes_after_goes_to_what_lies_below(
    small: Loaded, opens: str, closes: str
) -> None:
    app = AllianceApp(small, view_from_text("explore?q=country:any").view)
    async with app.run_test(size=WIDE) as pilot:
        post(app, [opens, closes, closes, closes, *["escape"] * 5])
        await followed(pilot)
        assert app.screen is app.explorer
        post(app, ["colon", *"gland", "enter"])
        await followed(pilot)
        chosen = app.explorer.scene.chosen(app.explorer.view)
        assert chosen is not None
        assert chosen.id == "GLD"


@pytest.mark.parametrize("opens", ["question_mark", "L", "d", "colon", "b", "e"])
async def test_a_double_click_beside_a_box_closes_it_once(small: Loaded, opens: str) -> None:
    app = AllianceApp(small)
    async with app.run_test(size=WIDE) as pilot:
        post(app, [opens])
        await followed(pilot)
        assert app.screen is not app.explorer
        for _ in range(2):
            for kind in (events.MouseDown, events.MouseUp):
                app.post_message(kind(None, 1, 43, 0, 0, 1, False, False, False, 1, 43))
        await followed(pilot)
        assert app.screen is app.explorer


async def test_a_press_on_a_border_means_nothing(small: Loaded) -> None:
    app = AllianceApp(small, view_from_text("explore?q=country:any").view)
    async with app.run_test(size=MIDDLE) as pilot:
        before = view_to_text(app.explorer.view)
        for pane in ("countries", "detail"):
            region = app.explorer.query_one(f"#{pane}").region
            for at in (region.offset, region.bottom_right - (1, 1)):
                await pilot.click(offset=at)
                await followed(pilot)
                assert view_to_text(app.explorer.view) == before
        post(app, ["colon"])
        await followed(pilot)
        box = app.screen.query_one("Vertical").region
        await pilot.click(offset=box.offset)
        await followed(pilot)
        assert len(app.screen_stack) == 2
