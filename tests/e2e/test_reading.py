"""What is seen of reading a data set that takes time, and how one stops it."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SMALL
from tests.e2e.terminal import Terminal
from tests.e2e.test_signals import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

SLOW = """
import sys, time
from pathlib import Path
from alliance_tui.cli import common
from alliance_tui.reading import helper, sound
from alliance_tui.__main__ import program

gate, common.PATIENCE = Path(sys.argv.pop(1)), 0
helper.PAYS, helper._can_help = 0, lambda: True
helper._RUN = "import time; time.sleep(600)"
read, count = sound.Part.read, iter(range(100))

def at_the_gate(part):
    if next(count) == 1:
        while not gate.exists():
            time.sleep(0.01)
    return read(part)

sound.Part.read = at_the_gate
sys.exit(program())
"""
"""The program with a helper that does nothing; it reads on once a gate is there."""


LARGE = SLOW.replace("read, count", "load.TAKES_TIME = 0\nread, count").replace(
    "import helper, sound", "import helper, load, sound"
)
"""The same, which takes every data set for a large one."""


def gate(tmp_path: Path) -> Path:
    return tmp_path / "gate"


def slow(
    tmp_path: Path,
    *arguments: str,
    program: str = SLOW,
    data: Path = SMALL,
    **others: Any,
) -> Terminal:
    words = ("-c", program, str(gate(tmp_path)), *arguments, "-d", str(data))
    return Terminal(words, program=sys.executable, XDG_CACHE_HOME=str(tmp_path), **others)


def large(tmp_path: Path, *arguments: str, **others: Any) -> Terminal:
    return slow(tmp_path, *arguments, program=LARGE, **others)


def helpers(pid: int) -> list[Path]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [Path(f"/proc/{child}") for each in lists for child in each.read_text().split()]


@pytest.mark.parametrize("command", [(), ("list",)], ids=["explorer", "list"])
def test_it_is_told_how_far_reading_has_come_and_it_can_be_stopped(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    with slow(tmp_path, *command) as terminal:
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
    with slow(tmp_path) as terminal:
        terminal.wait_for("1 of 3 files")
        terminal.press("?")
        gate(tmp_path).touch()
        terminal.wait_for("the keys that there are here")
        until(lambda: not helpers(terminal.pid))
        terminal.press("q", "q")
        assert terminal.wait_for_end() == 0


def test_in_a_pipe_and_where_it_is_quick_nothing_is_told(tmp_path: Path) -> None:
    with Terminal(("list", "-d", str(SMALL)), XDG_CACHE_HOME=str(tmp_path)) as terminal:
        assert terminal.wait_for_end() == 0
        assert b"reading" not in terminal.output
    gate(tmp_path).touch()
    command = ("-c", f"{sys.executable} -c '{SLOW}' {gate(tmp_path)} list -d {SMALL} 2>&1 | cat")
    with Terminal(command, program="/bin/bash", XDG_CACHE_HOME=str(tmp_path / "b")) as terminal:
        assert terminal.wait_for_end() == 0
        assert "Cland" in terminal.text
        assert b"reading" not in terminal.output


TOLD = "of 0.0 MB, 1 of 3 files"
"""What is told while the second of three files is read."""


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x03", 130), ("ctrl+q", 0)])
def test_a_large_set_is_read_on_a_screen_that_can_be_left(
    key: str, code: int, tmp_path: Path
) -> None:
    with large(tmp_path, columns=80, rows=24) as terminal:
        shown = terminal.wait_for("Reading small", TOLD, "? Help", "q Quit")
        assert "0 countries" not in shown, "nothing is said of what is not read"
        (other,) = helpers(terminal.pid)
        terminal.press("m")
        terminal.wait_for("Not before all is read")
        terminal.press(key)
        assert terminal.wait_for_end() == code
        assert terminal.output.count(b"1049h") == terminal.output.count(b"1049l") == 1
        assert "Traceback" not in terminal.text
        until(lambda: not other.exists())
    with large(tmp_path) as again:
        again.wait_for("Reading small")


def test_help_is_there_while_it_is_read_and_stays_when_all_is(tmp_path: Path) -> None:
    with large(tmp_path) as terminal:
        terminal.wait_for(TOLD)
        terminal.press("?")
        terminal.wait_for("Keys · in the list", "type a query")
        gate(tmp_path).touch()
        until(lambda: not helpers(terminal.pid))
        terminal.press("q")
        terminal.wait_for("Cland", "Quit")
        assert "Reading" not in terminal.text
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.output.count(b"1049h") == 1


@pytest.mark.parametrize("size", [(140, 45), (40, 12)], ids=str)
def test_what_was_read_is_explored_at_the_view_and_in_the_room_that_there_is(
    size: tuple[int, int], tmp_path: Path
) -> None:
    with large(tmp_path, "--view", "votes?q=country:any") as terminal:
        terminal.wait_for(TOLD)
        columns, rows = size
        terminal.child.setwinsize(rows, columns)
        terminal.screen.resize(rows, columns)
        gate(tmp_path).touch()
        terminal.wait_for("BLD Bland", "Quit")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with large(tmp_path) as terminal:
        terminal.wait_for("Cland")
        assert b"Reading" not in terminal.output, "a copy is there"


def test_why_nothing_can_be_opened_is_told_when_the_terminal_is_given_back(tmp_path: Path) -> None:
    data = Path(shutil.copytree(SMALL, tmp_path / "broken"))
    (data / "dataset.yaml").write_text("groups: [{id: none}]\n")
    gate(tmp_path).touch()
    with large(tmp_path, data=data) as terminal:
        assert terminal.wait_for_end() == 3
        after = terminal.output.rpartition(b"1049l")[2].decode()
    assert re.search(r"alliance-tui: nothing of \S+broken can be opened", after)
    assert "E207" in after
    assert "Traceback" not in after


@pytest.mark.parametrize("arguments", ["--plain", "list", "| cat"])
def test_a_large_set_is_no_screen_for_pipes(arguments: str, tmp_path: Path) -> None:
    gate(tmp_path).touch()
    command = f"{sys.executable} -c '{LARGE}' {gate(tmp_path)} -d {SMALL} {arguments}"
    with Terminal(("-c", command), program="/bin/bash", XDG_CACHE_HOME=str(tmp_path)) as terminal:
        terminal.wait_for("Cland")
        assert terminal.wait_for_end() == 0
        assert b"1049h" not in terminal.output
