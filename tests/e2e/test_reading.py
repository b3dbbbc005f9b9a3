"""What is seen of reading a data set that takes time, and how one stops it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import SMALL
from tests.e2e.terminal import Terminal
from tests.e2e.test_signals import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

SLOW = """
import sys, time
from alliance_tui.cli import common
from alliance_tui.reading import helper, sound
from alliance_tui.__main__ import program

seconds, common.PATIENCE = float(sys.argv.pop(1)), 0
helper.PAYS, helper._can_help = 0, lambda: True
helper._RUN = "import time; time.sleep(600)"
read, count = sound.Part.read, iter(range(100))

def slowly(part):
    if next(count) == 1:
        time.sleep(seconds)
    return read(part)

sound.Part.read = slowly
sys.exit(program())
"""
"""The program with a helper that does nothing, and a pause in reading."""


def slow(seconds: float, tmp_path: Path, *arguments: str) -> Terminal:
    words = ("-c", SLOW, str(seconds), *arguments, "-d", str(SMALL))
    return Terminal(words, program=sys.executable, XDG_CACHE_HOME=str(tmp_path))


def helpers(pid: int) -> list[Path]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [Path(f"/proc/{child}") for child in children]


@pytest.mark.parametrize("command", [(), ("list",)], ids=["explorer", "list"])
def test_it_is_told_how_far_reading_has_come_and_it_can_be_stopped(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    with slow(600, tmp_path, *command) as terminal:
        terminal.wait_for("of 0.0 MB, 1 of 3 files; Ctrl+C stops")
        (other,) = helpers(terminal.pid)
        assert other.exists()
        terminal.press("\x03")
        assert terminal.wait_for_end() == 130
        assert not other.exists()
        assert "Traceback" not in terminal.output.decode()
        assert "reading" not in terminal.text
        assert b"1049h" not in terminal.output


def test_keys_that_are_typed_meanwhile_arrive(tmp_path: Path) -> None:
    with slow(0.5, tmp_path) as terminal:
        terminal.wait_for("1 of 3 files")
        terminal.press("?")
        terminal.wait_for("the keys that there are here")
        until(lambda: not helpers(terminal.pid))
        terminal.press("q", "q")
        assert terminal.wait_for_end() == 0


def test_in_a_pipe_and_where_it_is_quick_nothing_is_told(tmp_path: Path) -> None:
    with Terminal(("list", "-d", str(SMALL)), XDG_CACHE_HOME=str(tmp_path)) as terminal:
        assert terminal.wait_for_end() == 0
        assert b"reading" not in terminal.output
    command = ("-c", f"{sys.executable} -c '{SLOW}' 0.3 list -d {SMALL} 2>&1 | cat")
    with Terminal(command, program="/bin/bash", XDG_CACHE_HOME=str(tmp_path / "b")) as terminal:
        assert terminal.wait_for_end() == 0
        assert "Cland" in terminal.text
        assert b"reading" not in terminal.output
