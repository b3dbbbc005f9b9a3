"""What a visitor of a served session may do: one list, and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from textual.actions import parse

from alliance_tui.reading.load import load
from alliance_tui.tui import commands
from alliance_tui.tui.commands import BY_ID, COMMANDS, SERVED, SERVED_ACTIONS, may_be_served
from alliance_tui.tui.explorer import Explorer
from alliance_tui.user.memory import SavedView, memory_path, remember, with_view
from alliance_tui.user.reports import latest_report
from tests.conftest import FIXTURES
from tests.tui.conftest import WIDE, Explore, Session


class Watch:
    """What the program does to the machine, as Python tells it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.on = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            path, mode, flags = arguments
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and "__pycache__" not in str(path):
                self._say(event, path, mode)
        elif event in ("os.rename", "os.mkdir", "os.link", "os.symlink") or (
            event in ("os.remove", "os.rmdir") and arguments[1] == -1  # not in an open folder
        ):
            self._say(event, arguments[0])
        elif event in ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn",
                       "webbrowser.open", "socket.connect"):  # fmt: skip
            self._say(event, arguments)

    def _say(self, event: str, *about: Any) -> None:
        own = f"{os.sep}alliance-tui-"  # the folder in which an export is made, and taken away
        if own not in str(about[0]) and "__pycache__" not in str(about[0]):
            self.done.append(f"{event} {about}")


WATCH = Watch()
sys.addaudithook(WATCH)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Looks at what is done to the machine while a test runs."""
    WATCH.done.clear()
    WATCH.on = True
    yield WATCH
    WATCH.on = False


class Given:
    """What a visitor's browser was given."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.addresses: list[str] = []

    def deliver_binary(self, file: BinaryIO, *, save_filename: str, **_: Any) -> None:
        with file:
            self.files[save_filename] = file.read()

    def open_url(self, url: str, **_: Any) -> None:
        self.addresses.append(url)


def give(session: Session, monkeypatch: pytest.MonkeyPatch) -> Given:
    """Have *session* give to a browser that is none."""
    given = Given()
    monkeypatch.setattr(session.app, "deliver_binary", given.deliver_binary)
    monkeypatch.setattr(session.app, "open_url", given.open_url)
    return given


def test_the_list_names_commands_that_there_are() -> None:
    assert set(BY_ID) >= SERVED


async def test_what_is_on_the_list_touches_nothing_of_the_machine(
    explore: Explore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, watch: Watch
) -> None:
    monkeypatch.chdir(FIXTURES)
    loaded = load(Path("broken"), use_copy=False)
    assert loaded.errors, "the problems are looked at too"
    monkeypatch.chdir(tmp_path)
    view = "explore?country=CLD"
    machine = (str(FIXTURES), str(tmp_path), str(Path.home()))
    async with explore(WIDE, view, loaded, served=True) as session:
        given = give(session, monkeypatch)
        for command in COMMANDS:
            if command.id in SERVED - {"quit"}:
                await session.explorer.run_action(command.action)
                seen = session.screen
                if command.group in ("Go", "Keep", "Program"):
                    await session.press("down", "enter", "s", "enter")
                seen += session.screen + session.copied
                assert not [each for each in machine if each in seen], command.id
                assert watch.done == [], command.id
                while session.app.screen is not session.explorer:
                    session.app.pop_screen()
                session.explorer.open_view(view)
    assert all(each.startswith("http") for each in given.addresses)
    assert not [each for each in given.files if os.sep in each]
    assert not list(tmp_path.iterdir())


async def test_what_is_not_on_the_list_is_off_however_it_is_asked_for(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore(WIDE, "explore?country=CLD", served=True) as session:
        before, screen = session.address, session.app.screen
        for command in COMMANDS:
            twins = {each.id for each in COMMANDS if each.action == command.action}
            with monkeypatch.context() as patch:
                patch.setattr(commands, "SERVED", SERVED - twins)
                asked = await session.app.run_action(command.action, session.explorer)
                assert not asked, command.id
                if "list" in command.where:
                    await session.press(commands.textual_keys(command).split(",")[0])
                assert session.address == before, command.id
                assert session.app.screen is screen, command.id
                assert not session.app._exit
                assert command not in commands.bar_commands("list", served=True)
                assert command not in commands.offered(served=True)
                rows = commands.help_rows(command.group, served=True)
                assert command.help not in [row.text for row in rows]


def test_every_other_action_of_the_explorer_is_on_the_list_or_off() -> None:
    of_commands = {parse(each.action)[1] for each in COMMANDS}
    own = {name.removeprefix("action_") for name in vars(Explorer) if name.startswith("action_")}
    for name in own - of_commands:
        assert may_be_served(name, ()) == (name in SERVED_ACTIONS)
    for name in ("suspend_process", "open_in_editor", "open_path", "screenshot", "command_palette"):
        assert not may_be_served(name, ())


async def test_visitors_type_what_commands_take_and_press_what_is_offered(
    explore: Explore,
) -> None:
    async with explore(WIDE, served=True) as session:
        await session.press("colon", *"theme", "space", *"nord", "enter")
        assert session.app.theme == "nord"
        assert session.explorer.check_action("theme", ("nord",))
        await session.press("colon", *"find", "space", *"summit", "enter")
        assert "Found: summit" in session.screen
        await session.press("q", "colon", *"help", "space", *"year", "enter")
        assert "Keys · in the list" in session.screen
        await session.press("escape", "escape", "slash", *"postu")
        await session.click("posture:")
        assert session.view.query.endswith(" posture:")


async def test_an_export_goes_to_the_visitors_browser(
    explore: Explore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore(served=True) as session:
        given = give(session, monkeypatch)
        for downs in range(10):
            await session.press("e", *["down"] * downs, "enter")
        assert "Export to which file?" not in session.screen
    assert {Path(each).suffix for each in given.files} == {
        ".csv", ".json", ".md", ".html", ".svg", ".zip", ".sqlite",
    }  # fmt: skip
    assert all(given.files.values())
    assert not list(tmp_path.iterdir())


async def test_an_export_that_fails_tells_nothing_of_the_machine(
    explore: Explore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with explore(served=True) as session:
        given = give(session, monkeypatch)
        monkeypatch.setattr(
            "alliance_tui.tui.dialogs.export.deliver", lambda *_, **__: _fail(tmp_path / "x")
        )
        await session.press("e", "enter")
        assert "The export could not be made." in session.screen
        assert str(tmp_path) not in session.screen
    assert not given.files
    assert not list(tmp_path.iterdir())


def _fail(path: Path) -> Iterator[None]:
    raise PermissionError(13, "Permission denied", str(path))
    yield


async def test_views_are_kept_for_the_visitor_alone(explore: Explore) -> None:
    others = SavedView("Of somebody else", "matrix?", "small")
    remember(lambda memory: with_view(memory, others))
    before = memory_path().read_bytes()
    async with explore(served=True) as session:
        await session.press("b")
        assert "Of somebody else" not in session.screen
        await session.press("s", "enter")
        assert "Countries that belong to" in session.screen
        await session.press("escape", "b")
        assert "Countries that belong to" in session.screen
    assert memory_path().read_bytes() == before


async def test_a_source_is_opened_in_the_visitors_browser(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "of the server, not of the visitor")
    async with explore(WIDE, "explore?country=CLD&focus=c1", served=True) as session:
        given = give(session, monkeypatch)
        source = next(each for each in session.explorer.scene.dataset.sources if each.url)
        await session.explorer._open_source(source)
    assert given.addresses == [source.url]


async def test_of_a_failure_nothing_is_kept_of_a_visitor(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("as it happens")

    async with explore(served=True) as session:
        monkeypatch.setattr(Explorer, "action_move", fail)
        await session.press("j")
        assert "Something failed" in session.screen
        assert latest_report() is None
        session.app._exception = None  # which would fail the test
