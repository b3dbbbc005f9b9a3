"""Keys by context: in each place a key has one meaning, and the key bar tells the likely ones."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from textual.keys import key_to_character

from alliance_tui.tui.commands import (
    BY_ID,
    COMMANDS,
    EXPLORER,
    TYPING,
    Context,
    bar_commands,
    keys_of,
    meanings,
    textual_names,
    word_of,
)
from alliance_tui.tui.input import DirectScreen, LineInput
from alliance_tui.tui.panes.key_bar import KeyBar
from tests.tui.conftest import MIDDLE, SIZES, WIDE, Explore, Session

CONTEXTS: tuple[Context, ...] = get_args(Context)

THERE: dict[Context, tuple[str, ...]] = {
    "list": (),
    "page": ("enter",),
    "timeline": ("tab", "tab"),
    "facets": ("f",),
    "matrix": ("m",),
    "votes": ("v",),
    "ribbon": ("r",),
    "compare": ("space", "j", "space", "c"),
    "sources": ("s",),
    "map": ("w",),
    "changes": ("x",),
    "query": ("/",),
    "prompt": ("d",),
    "palette": (":",),
    "help": ("?",),
    "text": ("L",),
    "choice": ("e",),
    "views": ("b",),
}
"""The keys that lead from the first screen to each context."""


def context_of(session: Session) -> Context:
    screen = session.app.screen
    assert isinstance(screen, DirectScreen)
    return screen.context


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_key_has_one_meaning_in_a_context(context: Context) -> None:
    here = [each for each in COMMANDS if context in each.where]
    meant = meanings(context)
    keys = [key for each in here for key in textual_names(each.keys) if key in meant]
    assert sorted(keys) == sorted(meant)
    printable = {key for key in meant if (key_to_character(key) or "\n").isprintable()}
    assert not printable or context not in TYPING, "there they are text"


@pytest.mark.parametrize("context", THERE)
async def test_the_keys_of_a_context_are_those_of_its_commands_and_no_widget_takes_them(
    explore: Explore, context: Context
) -> None:
    async with explore(WIDE) as session:
        await session.press(*THERE[context])
        assert context_of(session) == context
        focused = session.app.screen.focused
        chain = session.app.screen._modal_binding_chain
        others = {key for node, bound in chain for key in bound.key_to_bindings if node is focused}
        if not isinstance(focused, LineInput):
            assert not others, "a pane has no keys of its own"
            return
        scrolling = {"up", "down", "pageup", "pagedown"}  # a line of one row has nowhere to go
        taken = others & {*meanings(context)} - scrolling - {"enter"}
        assert not taken, "the line keeps its own keys"


@pytest.mark.parametrize("context", THERE)
async def test_the_key_bar_knows_the_context_and_ends_with_how_to_leave(
    explore: Explore, context: Context
) -> None:
    async with explore(WIDE) as session:
        await session.press(*THERE[context])
        for size in SIZES.values():
            await session.resize(size)
            bar = session.lines[-1]
            typing = "Esc Leave" if context in TYPING else "q Close"
            leaves = "q Quit" if context in EXPLORER - {"facets"} else typing
            assert bar.endswith(leaves), bar
            assert context not in EXPLORER or "? Help" in bar
            without = session.app.screen.query_one(KeyBar).without
            for command in bar_commands(context)[: 5 if size == WIDE else 2]:
                if command.id in without:
                    continue  # nothing is chosen that could be opened
                assert f" {word_of(command, context)}" in bar, command.id
        await session.press("ctrl+q")
        if context == "facets":
            assert not session.app._exit, "they close"
        elif context in EXPLORER | {"query"}:
            assert session.app._exit
        else:
            assert session.app.screen is session.explorer
            assert not session.app._exit


async def test_space_is_the_next_page_a_mark_a_choice_or_a_word(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("space")
        assert session.view.pins == ("CLD",)
        await session.press("enter", "space")
        assert session.view.pins == ("CLD",)
        await session.press("escape", "tab", "space")
        assert "Marks are for countries." in session.screen
        await session.press("f", "space")
        assert session.view.query != "group:friends"
    async with explore(WIDE) as session:
        await session.press("s", "space")
        assert session.view.pins == ()
        assert "Marks are for countries." in session.screen


async def test_half_pages_and_pages_go_down_and_up_again(explore: Explore) -> None:
    async with explore((80, 14), view="explore?q=country:any") as session:
        first = session.view.country
        for down, up in (("ctrl+f", "ctrl+b"), ("ctrl+d", "ctrl+u"), ("pagedown", "pageup")):
            await session.press(down)
            there = session.chosen
            assert there != first, down
            await session.press(up)
            assert session.chosen != there, up
            await session.press("g")


async def test_alt_and_an_arrow_and_brackets_go_back_and_forward(explore: Explore) -> None:
    async with explore() as session:
        start = session.view
        for back, forward in (("alt+left", "alt+right"), ("[", "]")):
            await session.press("m", back)
            assert session.view == start
            await session.press(forward)
            assert session.view.view == "matrix"
            await session.press("escape", "backspace", "backspace")
            assert session.view == start


async def test_a_box_is_closed_by_the_key_that_opened_it(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        for key in ("?", "L", "i", "b", "e", "!"):
            await session.press(key)
            assert session.app.screen is not session.explorer, key
            await session.press(key)
            assert session.app.screen is session.explorer, key


async def test_keys_of_a_burst_find_the_context_that_the_key_before_has_made(
    explore: Explore,
) -> None:
    async with explore() as session:
        await session.type("jjm")
        await session.press("space", "escape", "enter", "space", "g", "q")
        assert session.view.pins == ("ELD",)
        assert session.app._exit


def test_every_command_has_a_place_in_the_key_bar_only_where_it_works() -> None:
    for command in COMMANDS:
        assert command.where >= (command.shown or command.where), command.id
        assert command.where >= command.words.keys(), command.id
        assert command.bar is not None or not (command.shown or command.words), command.id
    assert {each.id for each in bar_commands("writing")} == {"escape"}
    assert BY_ID["quit"] in bar_commands("list")


AT_AN_END = frozenset(
    {"up", "page-up", "half-up", "top", "left", "right", "previous-pane", "previous-hit"}
)
"""The commands that may have nothing to do at the first row, or in the last pane."""

SCROLLING = frozenset({"read-on", "page-down", "half-down", "end", "down"})


@pytest.mark.parametrize("context", ["list", "page", "timeline", "votes", "map", "changes"])
async def test_every_key_of_a_context_does_something_there(
    explore: Explore, context: Context
) -> None:
    start = "explore?q=country:any&country=ELD&type=arms&as-of=2022-06-15&focus=summit-2022"
    pressed = {
        command.id: keys_of(command, {}, context)[0]
        for command in COMMANDS
        if context in command.where
        and command.id not in AT_AN_END | {"quit", "suspend"}
        and (context == "list" or not re.fullmatch("type-[2-9]", command.id))  # as the first
        and not (command.id in SCROLLING and context in ("page", "map", "changes"))
    }  # all of a page may be in sight
    async with explore((140, 15), start) as session:

        async def after(*keys: str) -> tuple[object, ...]:
            while session.app.screen is not session.explorer:
                session.app.pop_screen()
            session.explorer.zoomed = session.explorer.with_facets = False
            session.explorer.wider = 0
            session.app.clear_notifications()
            session.explorer.open_view(start)
            session.explorer.focus_pane("countries")
            await session.burst("g", "1", "2", *THERE[context], *keys)
            return session.screen, session.address, session.app.screen, session.copied

        without = await after()
        assert context_of(session) == context
        for command, key in pressed.items():
            assert await after(key) != without, command
