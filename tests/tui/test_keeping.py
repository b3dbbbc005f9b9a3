"""Keeping: copies, sources, saved views."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import msgspec
import pytest

from alliance_tui.cli.main import main
from alliance_tui.query.view import view_from_text
from alliance_tui.reading.load import Loaded, load
from alliance_tui.user.memory import (
    Memory,
    SavedView,
    memory_path,
    recall,
    remember,
    with_view,
    without_view,
)
from tests.conftest import SMALL
from tests.tui.conftest import MIDDLE, NARROW, Explore
from tests.tui.test_hostile import CONTROLS

pytestmark = pytest.mark.asyncio


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal with a display; the addresses that a browser is asked for."""
    opened: list[str] = []
    for name in ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(
        "alliance_tui.tui.app.AllianceApp.open_url",
        lambda self, url, *, new_tab=True: opened.append(url),
    )
    return opened


async def test_the_copied_command_opens_the_same_view(
    explore: Explore, capsys: pytest.CaptureFixture[str]
) -> None:
    view = 'explore?q=group:friends "it\'s"&as-of=2022-06-15&country=DLD&rows=all'
    async with explore(MIDDLE, view) as session:
        await session.press("Y")
        program, *arguments = shlex.split(session.copied)
        assert program == "alliance-tui"
        assert arguments[:3] == ["-d", str(SMALL), "--view"]
        assert view_from_text(arguments[3]).view == session.view
        assert f"alliance-tui -d {SMALL}"[:60] in session.screen, "where the terminal drops it"
        shown = session.view
        await session.press("escape")
        assert session.view == shown
        page = session.explorer.scene.page(shown)
    assert main([*arguments, "--plain"]) == 0
    assert page is not None
    assert page.title in capsys.readouterr().out


async def test_the_bundled_data_set_needs_no_path(explore: Explore, bundled: Loaded) -> None:
    async with explore(MIDDLE, "matrix?q=country:any", bundled) as session:
        await session.press("Y")
        assert session.copied.startswith("alliance-tui --view 'matrix?q=country:any&country=")


async def test_a_claim_is_copied_with_all_its_sources_denials_too(explore: Explore) -> None:
    async with explore(view="explore?focus=dld-shells&country=DLD") as session:
        await session.press("tab", "y")
        lines = session.copied.splitlines()
        assert lines[0] == "Dland sent shells to Aland. (about Jun 2022; disputed, low confidence)"
        assert "https://mfa.bland.example/note" in session.copied
        assert "Denied: “Denial”, Foreign Ministry of Dland" in session.copied
        assert "version 1.10" in lines[-1]
        assert lines[0][:60] in session.screen
        await session.press("escape", "shift+tab", "y")
        assert session.copied.startswith("Dland. It is said"), "in the list, the country"


async def test_what_is_copied_carries_no_controls(explore: Explore, hostile: Loaded) -> None:
    async with explore(MIDDLE, "explore?q=country:any", hostile) as session:
        dataset = hostile.dataset
        for item in (dataset.claims[0], dataset.events[0], dataset.sources[0]):
            session.explorer.action_follow(item.id)
            await session.press("y", "escape")
            assert session.copied
            assert not CONTROLS.search(session.copied.replace("\n", ""))


async def test_the_source_of_a_claim_opens_in_the_browser(
    explore: Explore, browser: list[str]
) -> None:
    async with explore(view="explore?focus=gld-recognition&country=GLD") as session:
        await session.press("o")
        assert browser == ["https://courier.example/revisited"]
        assert "Opening https://courier.example/revisited" in session.screen


async def test_of_several_sources_the_chosen_one_opens(
    explore: Explore, browser: list[str]
) -> None:
    async with explore(MIDDLE, "explore?focus=dld-shells&country=DLD") as session:
        await session.press("o")
        assert "Which source?" in session.screen
        await session.press("escape")
        assert browser == []
        await session.press("o", "enter", "o", "down", "enter")
        assert browser == ["https://mfa.bland.example/note", "https://mfa.dland.example/denial"]
        assert session.view.focus == "dld-shells"
        await session.press("o")
        await session.click("Foreign Ministry of Dland")
        assert browser[2:] == ["https://mfa.dland.example/denial"]


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
async def test_over_ssh_the_address_is_shown_and_copied(
    explore: Explore, browser: list[str], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "x")
    async with explore(NARROW, "explore?focus=courier-2022") as session:
        await session.press("o")
        assert session.copied == "https://courier.example/revisited"
        assert "https://courier.example/revisited" in session.screen
        assert browser == []


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="they always have a display")
async def test_without_a_display_no_browser_is_asked_for(
    explore: Explore, browser: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    async with explore(MIDDLE, "explore?focus=courier-2022") as session:
        await session.press("o")
        assert session.copied == "https://courier.example/revisited"
        assert browser == []


async def test_where_there_is_no_source_or_address_that_is_said(
    explore: Explore, browser: list[str], tmp_path: Path
) -> None:
    for file in SMALL.iterdir():
        text = file.read_text(encoding="utf-8")
        text = text.replace("https://courier.example/revisited", "javascript:alert(1)")
        text = text.replace('url: "https://watch.example/2023",', "")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    loaded = load(tmp_path, use_copy=False)
    async with explore(MIDDLE, "explore", loaded) as session:
        await session.press("o")
        assert "Choose a claim, an event or a source first." in session.screen
        session.explorer.action_follow("watch-2023")
        await session.press("o")
        assert "No address is recorded for this source." in session.screen
        session.explorer.action_follow("courier-2022")
        await session.press("o", "o")
        assert browser == [], "only http and https are addresses"
        assert session.copied == ""


async def test_views_are_kept_opened_and_forgotten(explore: Explore) -> None:
    async with explore() as session:
        await session.press("b")
        assert "No view of this data set has been kept yet." in session.screen
        await session.press("s")
        assert "Countries that belong to Friends of Aland" in session.screen
        await session.press("ctrl+u")
        await session.press("enter")
        assert "it needs a name" in session.screen
        await session.type("The [b]friends")
        await session.press("enter")
        assert "The [b]friends" in session.screen
        assert "explore?q=group:friends&country=CLD" in session.screen, "the page grows with it"
        assert session.lines[-1].startswith(" s Keep this one  Enter Open  Del Forget")
        assert session.lines[-1].endswith("q Close")
        await session.press("escape", "m", "2", "b", "s")
        await session.press("ctrl+u")
        await session.type("armed")
        await session.press("enter", "escape")
        kept = [(each.name, each.view) for each in recall().views]
        assert kept == [
            ("The [b]friends", "explore?q=group:friends&country=CLD"),
            ("armed", "matrix?q=group:friends&type=arms&country=CLD"),
        ]
        await session.press("b", "enter")
        assert session.address == "explore?q=group:friends&country=CLD"
        await session.press("b", "down", "enter")
        assert session.address == kept[1][1]
        await session.press("backspace")
        assert session.address == kept[0][1], "opening one is a step"
        await session.press("b", "backspace")
        assert len(recall().views) == 2, "Backspace goes back, as everywhere; it forgets nothing"
        assert session.focused != "page"
        await session.press("b", "x", "delete", "x", "escape")
        assert recall().views == ()


async def test_a_view_kept_under_the_same_name_takes_its_place(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        for key in ("1", "2"):
            await session.press(key, "b", "s", "ctrl+u")
            await session.type("mine")
            await session.press("enter", "escape")
        assert [each.view for each in recall().views] == [session.address]


async def test_only_views_of_this_data_set_are_offered(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore(MIDDLE) as session:
        here = SavedView("here", "explore?q=region:North&sort=size", "small")
        there = SavedView("there", "explore", "another")
        remember(lambda _: Memory(views=(there, here)))
        await session.press("b")
        assert "here" in session.screen
        assert "there" not in session.screen
        await session.press("enter")
        assert "“size” is none of name" in session.screen, "a view that can no longer be read"
        assert session.view.query == "group:friends"
        await session.press("b", "x")
        assert recall().views == (there,)


async def test_where_nothing_can_be_written_views_last_until_one_leaves(
    explore: Explore, clean_home: Path
) -> None:
    (clean_home / "state").write_text("not a folder")
    async with explore(MIDDLE) as session:
        await session.press("b", "s", "enter")
        assert "This could not be written" in session.screen
        await session.press("escape", "b")
        assert "No view of this data set" not in session.screen
    assert not memory_path().exists()


async def test_the_file_of_views_is_written_whole(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("b", "s", "enter")
    assert [each.name for each in memory_path().parent.iterdir()] == ["memory.json"]
    data = msgspec.json.decode(memory_path().read_bytes())
    assert [each["data"] for each in data["views"]] == ["small"]


async def test_what_was_done_to_saved_views_is_taken_back(explore: Explore) -> None:
    one, two, three = (SavedView(name, f"explore?q={name}", "small") for name in ("a", "b", "c"))
    remember(lambda _: Memory(views=(one, two, three)))
    async with explore(MIDDLE) as session:
        await session.press("b")
        await session.press("down", "x")
        assert recall().views == (one, three)
        assert "u Undo" in session.lines[-1]
        await session.press("escape", "b", "x", "u")
        assert recall().views == (one, three)
        await session.press("u")
        assert recall().views == (one, two, three), "at its place again, and from another opening"
        await session.press("u", "s", "ctrl+u")
        await session.type("b")
        await session.press("enter")
        assert [each.name for each in recall().views] == ["a", "c", "b"]
        await session.press("u")
        assert set(recall().views) == {one, two, three}, "what took its place gives it back"


async def test_what_another_explorer_keeps_meanwhile_is_there_and_stays(explore: Explore) -> None:
    mine, theirs = SavedView("mine", "explore", "small"), SavedView("theirs", "votes", "small")
    async with explore(MIDDLE) as session:
        remember(lambda memory: with_view(with_view(memory, mine), theirs))
        await session.press("b")
        assert "theirs" in session.screen
        remember(lambda memory: without_view(memory, theirs))
        await session.press("x")
        assert recall().views == (), "what another has forgotten does not come back"
        await session.press("u")
        assert recall().views == (mine,)


async def test_thousands_of_saved_views_are_no_burden(explore: Explore) -> None:
    views = tuple(SavedView(f"view {number}", "explore", "small") for number in range(20_000))
    remember(lambda _: Memory(views=views))
    async with explore(MIDDLE) as session:
        await session.press("b", "x", "u")
        assert recall().views == views
        assert "view 19500" in session.screen


async def test_hostile_names_in_the_memory_are_only_text(explore: Explore) -> None:
    names = (
        "\x1b]52;c;ZXZpbA==\x07[b]x[/b] [@click=app.quit]y[/]",
        "\u202eevil",
        "日本" * 50_000,
        "",
    )
    views = tuple(SavedView(name, "explore?\x1b[31m" * 3, "small") for name in names)
    remember(lambda _: Memory(views=views, sessions={"small": "explore?q=\x1b[31m"}))
    async with explore(MIDDLE) as session:
        await session.press("b")
        assert "␛]52;c;ZXZpbA==" in session.screen
        assert "[@click=app.quit]" in session.screen
        assert not CONTROLS.search(session.screen.replace("\n", ""))
        await session.press("G", "x", "u", "g", "enter")
        assert len(session.app.screen_stack) == 1
        await session.press("down")
        assert session.view.country == "GLD"
    assert len(recall().views) == len(views)
