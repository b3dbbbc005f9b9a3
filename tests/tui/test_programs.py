"""Opening an address: whom it asks, what lands on the screen, and how a failure is told."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from alliance_tui.tui import programs
from alliance_tui.user.reports import latest_report
from tests.tui.conftest import WIDE, Explore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts of Unix")

COURIER = "https://courier.example/revisited"
VIEW = "explore?focus=courier-2022"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs, the only ones that there are, in a terminal with a display."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("SSH_CONNECTION", "SSH_TTY", "BROWSER", "WSL_DISTRO_NAME", "WSL_INTEROP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{script}\n")
    path.chmod(0o755)
    return path


async def test_what_an_opener_prints_lands_nowhere(
    explore: Explore, installed: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program(installed, "xdg-open", f'echo noise; echo noise >&2; echo "$@" > {tmp_path}/asked; cat')
    async with explore(WIDE, VIEW) as session:
        await session.press("o")
        assert f"Opening {COURIER}" in session.screen
        assert "could not be opened" not in session.screen
    assert (tmp_path / "asked").read_text() == f"{COURIER}\n"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo begins >&2; echo 'xdg-open: firefox: not found' >&2; exit 3",
         "xdg-open: firefox: not found (exit code 3)"),
        ("exit 4", "xdg-open (exit code 4)"),
        ("kill -9 $$", "xdg-open (signal 9)"),
        ("printf '\\033]52;c;eA==\\007\\n\\033[31m' >&2; exit 1", "xdg-open: ␛[31m (exit code 1)"),
    ],
)  # fmt: skip
async def test_a_failure_is_told_with_its_reason_and_the_address_is_copied(
    explore: Explore, installed: Path, script: str, reason: str
) -> None:
    program(installed, "xdg-open", script)
    async with explore(WIDE, VIEW) as session:
        await session.press("o")
        told = " ".join(session.screen.split())
        assert "could not be opened" in told
        assert reason.split("(", maxsplit=1)[0].split(maxsplit=1)[0] in told
        assert reason.rpartition("(")[2].split()[0] in told
        assert "\x1b" not in session.screen
        assert session.copied == COURIER
    assert programs.failure([str(installed / "xdg-open"), COURIER]) == reason


async def test_where_nothing_opens_addresses_that_is_told(
    explore: Explore, installed: Path
) -> None:
    async with explore(WIDE, VIEW) as session:
        await session.press("o")
        assert "$BROWSER" in session.screen
        assert session.copied == COURIER


def test_the_next_one_is_asked_where_one_fails(installed: Path, tmp_path: Path) -> None:
    program(installed, "xdg-open", "exit 3")
    program(installed, "gio", f'echo "$@" > {tmp_path}/asked')
    assert programs.open_beside(COURIER, programs.openers(COURIER)) is None
    assert (tmp_path / "asked").read_text() == f"open {COURIER}\n"


def test_one_that_runs_on_is_a_browser(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "PATIENCE", 0.05)
    assert programs.failure([str(program(installed, "firefox", "sleep 0.3; exit 9"))]) is None


@pytest.mark.parametrize(
    ("chosen", "commands"),
    [
        ("firefox", [["firefox", COURIER]]),
        ("firefox --new-tab %s &:w3m", [["firefox", "--new-tab", COURIER], ["w3m", COURIER]]),
        ("'/my browsers/it' %s", [["/my browsers/it", COURIER]]),
        ("sh -c 'echo %s'", [["sh", "-c", f"echo {COURIER}"]]),
        (":::", []),
    ],
)
@pytest.mark.parametrize("over", ["", "SSH_CONNECTION", "WSL_DISTRO_NAME"])
def test_browser_is_asked_before_all_others_and_everywhere(
    installed: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: str,
    commands: list[list[str]],
    over: str,
) -> None:
    program(installed, "xdg-open", "exit 0")
    monkeypatch.setenv("BROWSER", chosen)
    monkeypatch.delenv("DISPLAY")
    if over:
        monkeypatch.setenv(over, "x")
    assert programs.can_open_browser()
    assert list(programs.openers(COURIER)) == commands


async def test_a_browser_variable_that_cannot_be_read_is_told(
    explore: Explore, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "firefox 'no end")
    async with explore(WIDE, VIEW) as session:
        await session.press("o")
        assert "$BROWSER: No closing" in session.screen


def test_in_wsl_windows_opens_it_without_a_shell(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    assert not programs.can_open_browser()
    monkeypatch.setenv("WSL_DISTRO_NAME", "Ubuntu")
    assert programs.can_open_browser()
    program(installed, "rundll32.exe", "exit 0")
    assert list(programs.openers(COURIER)) == [
        ["rundll32.exe", "url.dll,FileProtocolHandler", COURIER]
    ]


def test_only_browsers_of_the_terminal_get_it() -> None:
    assert programs.needs_terminal(["/usr/bin/w3m", COURIER])
    assert not programs.needs_terminal(["firefox", COURIER])


async def test_leaving_waits_for_no_opener(explore: Explore, installed: Path) -> None:
    program(installed, "xdg-open", "sleep 2; exit 3")
    async with explore(WIDE, VIEW) as session:
        await session.pilot.press("o")
        await session.pilot.press("q")
    assert session.app._exit
    assert latest_report() is None


def test_nobody_waits_for_an_opener_once_it_is_left(installed: Path) -> None:
    slow = [str(program(installed, "xdg-open", "sleep 2; exit 3"))]
    started = time.monotonic()
    assert programs.failure(slow, lambda: True) is None
    assert time.monotonic() - started < 1
