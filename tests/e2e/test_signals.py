"""Signals, a lost terminal and a shell's job control, with the program in a real terminal."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_tui.user.memory import recall
from tests.conftest import SMALL
from tests.e2e.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

DATA = ("-d", str(SMALL))
TAKEN = (b"1049", b"1000", b"1003", b"1006", b"2004", b"1004")
"""The modes that the explorer asks of a terminal and gives back."""


def given_back(output: bytes) -> bool:
    """Whether the terminal is as it was: screen, mouse, paste and focus, cursor, line wrap."""
    off = all(
        output.rfind(b"\x1b[?%bl" % mode) > output.rfind(b"\x1b[?%bh" % mode) for mode in TAKEN
    )
    return (
        off
        and output.rfind(b"\x1b[?25h") > output.rfind(b"\x1b[?25l")
        and output.rfind(b"\x1b[?7h") > output.rfind(b"\x1b[?7l")
    )


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def child_of(pid: int) -> int:
    """The process that the shell *pid* has in the foreground."""
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


def state_of(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT], ids=str
)
def test_a_signal_gives_the_terminal_back_and_the_session_is_remembered(
    number: signal.Signals,
) -> None:
    with Terminal(DATA) as terminal:
        terminal.wait_for("▌ Cland")
        terminal.press("down")
        terminal.wait_for("▌ Gland")
        terminal.child.kill(number)
        assert terminal.wait_for_end() == 128 + number
        assert given_back(terminal.output)
        assert "Traceback" not in terminal.output.decode()
    assert "GLD" in recall().sessions["small"]


@pytest.mark.parametrize("keys", [("?",), ("/",), ("d",), ("b",), (":",), ("e", "enter"), ("m",)])
def test_a_signal_ends_it_wherever_it_is(keys: tuple[str, ...]) -> None:
    with Terminal(DATA) as terminal:
        terminal.wait_for("▌ Cland", "q Quit")
        terminal.press(*keys)
        terminal.child.kill(signal.SIGTERM)
        assert terminal.wait_for_end() == 143
        assert given_back(terminal.output)


def test_two_signals_at_once_are_one() -> None:
    with Terminal(DATA) as terminal:
        terminal.wait_for("▌ Cland")
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGHUP):
            terminal.child.kill(number)
        assert terminal.wait_for_end() in (129, 143)
        assert given_back(terminal.output)
    assert "small" in recall().sessions


@pytest.mark.parametrize("ignored", [False, True], ids=["hangup", "hangup ignored"])
def test_without_its_terminal_it_ends_and_remembers(ignored: bool) -> None:
    """As when the window is closed, also for a program that was started with nohup's rule."""
    trap = "trap '' HUP; " if ignored else ""
    with Terminal(("-c", f"{trap}exec {PROGRAM} -d {SMALL}"), program="/bin/bash") as terminal:
        terminal.wait_for("▌ Cland")
        terminal.press("down")
        terminal.wait_for("▌ Gland")
        pid = terminal.vanish()
        until(lambda: os.waitpid(pid, os.WNOHANG)[0] == pid)
    assert "GLD" in recall().sessions["small"]


def test_an_error_stream_elsewhere_leaves_the_screen_where_it_is(tmp_path: Path) -> None:
    command = f"exec {PROGRAM} -d {SMALL} 2>{tmp_path / 'errors'}"
    with Terminal(("-c", command), program="/bin/bash") as terminal:
        terminal.wait_for("▌ Cland")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert (tmp_path / "errors").read_text() == ""


def test_bytes_that_are_no_keys_do_no_harm() -> None:
    with Terminal(DATA) as terminal:
        terminal.wait_for("▌ Cland")
        for sent in (b"\xff\xfe", b"\x1b[<;;M", b"\x1b[<9999999999;1;1M", b"\x1b[48;x;yt",
                     b"\x1b[200~no", b"\x1b[201~", b"\x1b[999999999;5u", b"\xe2\x82"):  # fmt: skip
            os.write(terminal.child.child_fd, sent)
        terminal.press("escape", "escape", "G")
        terminal.wait_for("▌")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


class Shell(Terminal):
    """An interactive shell in the terminal, which knows jobs."""

    def __init__(self) -> None:
        super().__init__(("--norc", "--noprofile", "-i"), program="/bin/bash", PS1="shell> ")
        self.wait_for("shell>")

    def explore(self) -> int:
        """Open the explorer from the shell; its process."""
        self.press(f"{PROGRAM} --fresh -d {SMALL}\r")
        self.wait_for("▌ Cland", "q Quit")
        return child_of(self.pid)


@pytest.mark.parametrize("by", ["key", "signal"])
def test_stopped_it_gives_the_terminal_back_and_fg_paints_all_of_it(by: str) -> None:
    with Shell() as shell:
        pid = shell.explore()
        for _ in range(2):
            if by == "key":
                shell.press("\x1a")
            else:
                os.kill(pid, signal.SIGTSTP)
            shell.wait_for("Stopped")
            until(lambda: state_of(pid) == "T")
            assert given_back(shell.output[: shell.output.rindex(b"Stopped")])
            shell.press("stty -a | tr ' ;' '\\n\\n' | grep -x -e -icanon -e -echo; echo 'do''ne'\r")
            shell.wait_for("done")
            assert "-icanon" not in shell.text.split("done")[0].splitlines()
            shell.press("clear\r")
            shell.wait_until_gone("Stopped")
            shell.press("fg\r")
            shell.wait_for("▌ Cland", "Timeline · Cland", "q Quit", "Who helped Aland")
        shell.press("down")
        shell.wait_for("▌ Gland", "Timeline · Gland")
        shell.press("q")
        shell.wait_for("shell>")
        shell.press("echo code $?\r")
        shell.wait_for("code 0")


@pytest.mark.parametrize("under", ["?", "/", "d"])
def test_from_a_box_or_a_line_it_stops_too(under: str) -> None:
    with Shell() as shell:
        shell.explore()
        shell.press(under)
        time.sleep(0.3)
        shell.press("\x1a")
        shell.wait_for("Stopped")
        shell.press("fg\r")
        shell.wait_for("Who helped Aland")
        shell.press("escape", "escape", "ctrl+q")
        shell.wait_for("shell>")


def test_halted_without_being_asked_it_paints_again_and_gives_the_terminal_back() -> None:
    with Shell() as shell:
        pid = shell.explore()
        os.kill(pid, signal.SIGSTOP)
        shell.wait_for("Stopped")
        shell.press("reset -Q 2>/dev/null; clear\r")
        shell.press("fg\r")
        shell.wait_for("▌ Cland", "Timeline · Cland", "q Quit")
        for key in ("down", "down", "up"):
            shell.press(key)
        shell.wait_for("▌ Gland", "Timeline · Gland")
        shell.press("q")
        shell.wait_for("shell>")
        shell.press("echo he''re\r")
        shell.wait_for("here")


def test_in_the_background_it_waits() -> None:
    with Shell() as shell:
        pid = shell.explore()
        shell.press("\x1a")
        shell.wait_for("Stopped")
        shell.press("clear; bg\r")
        until(lambda: state_of(pid) == "T")
        shell.press("echo st''ill\r")
        shell.wait_for("still")
        assert "Timeline" not in shell.text
        shell.press("fg\r")
        shell.wait_for("▌ Cland", "Timeline · Cland")
        shell.press("q")
        shell.wait_for("shell>")


def test_where_nobody_could_let_it_go_on_it_does_not_stop() -> None:
    with Terminal(DATA) as terminal:
        terminal.wait_for("▌ Cland")
        terminal.press("\x1a")
        terminal.press("down")
        terminal.wait_for("▌ Gland", "Timeline · Gland")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_signal_while_it_is_stopped_ends_it() -> None:
    with Shell() as shell:
        pid = shell.explore()
        shell.press("\x1a")
        shell.wait_for("Stopped")
        os.kill(pid, signal.SIGTERM)
        os.kill(pid, signal.SIGCONT)
        until(lambda: not Path(f"/proc/{pid}").exists() or state_of(pid) == "Z")
        shell.press("echo he''re\r")
        shell.wait_for("here")
        assert given_back(shell.output[: shell.output.rindex(b"Stopped")])


HANGS = """
import sys, time
from alliance_tui.cli.main import main
from alliance_tui.tui import terminal
from alliance_tui.tui.explorer import Explorer
from alliance_tui.export import delivery
terminal.GRACE = 2
Explorer.action_help = lambda self: time.sleep(600)
delivery._settle = lambda made: time.sleep(600)
sys.exit(main())
"""
"""The program with a help and an export that never come to an end."""


def test_an_export_that_hangs_leaves_nothing_behind_after_a_signal(tmp_path: Path) -> None:
    with Terminal(("-c", HANGS, *DATA), program=sys.executable, cwd=tmp_path) as terminal:
        terminal.wait_for("▌ Cland", "q Quit")
        terminal.press("e")
        terminal.wait_for("What this view shows")
        terminal.press("enter")
        terminal.wait_for("Export to which file?")
        terminal.press("enter")
        until(lambda: any(tmp_path.iterdir()))
        terminal.child.kill(signal.SIGTERM)
        assert terminal.wait_for_end() == 143
        assert list(tmp_path.iterdir()) == []
        assert given_back(terminal.output)


def test_a_loop_that_hangs_is_ended_by_a_signal() -> None:
    with Terminal(("-c", HANGS, *DATA), program=sys.executable) as terminal:
        terminal.wait_for("▌ Cland", "q Quit")
        terminal.press("?")
        time.sleep(0.3)
        terminal.child.kill(signal.SIGTERM)
        assert terminal.wait_for_end() == 143
        assert given_back(terminal.output)
