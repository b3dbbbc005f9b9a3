"""The picture in a real terminal: when it is shown, when not, and what it leaves behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from alliance_tui.user.memory import SavedView, remember, with_session, with_view
from alliance_tui.user.picture import SUFFIX
from tests.conftest import SMALL
from tests.e2e.terminal import PROGRAM, Terminal
from tests.e2e.test_signals import Shell, child_of, given_back, state_of, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

DATA = ("-d", str(SMALL))
FRAME = b"\x1b[1;1H"
"""Where a whole frame begins."""

ASKS = b"\x1b[?1000h"
"""The first that the explorer itself asks of the terminal."""

WAITS = """
import os, sys, time
from alliance_tui.user import picture
show = picture.show
def show_and_wait(words):
    show(words)
    while not os.path.exists({go!r}):
        time.sleep(0.01)
picture.show = show_and_wait
from alliance_tui.__main__ import program
sys.exit(program())
"""
"""The program, which after the picture waits for a file."""

ONLY_SHOWS = """
import sys, time
from alliance_tui.user import picture
begun = time.process_time()
picture.show(sys.argv[1:])
taken = time.process_time() - begun
shown = picture.is_shown()
picture.give_back()
print(f"{taken * 1000:.3f} ms")
print("shown" if shown else "nothing")
"""


def pictures(home: Path) -> list[Path]:
    return sorted((home / "cache" / "alliance-tui").glob(f"*{SUFFIX}"))


def explore(*keys: str, arguments: tuple[str, ...] = DATA, **options: str) -> None:
    """Open the explorer, press *keys* and leave it."""
    with Terminal(arguments, **options) as terminal:  # type: ignore[arg-type]
        terminal.wait_for("▌ Cland", "q Quit")
        terminal.press(*keys or "q")
        assert terminal.wait_for_end() == 0


class Home(NamedTuple):
    """A user's folders, with a picture of the small data set at 140×45."""

    path: Path
    picture: Path


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of a user who has explored the small data set."""
    home = tmp_path_factory.mktemp("furnished")
    with pytest.MonkeyPatch.context() as patch:
        live_in(home, patch)
        explore()
        until(lambda: bool(pictures(home)))
    shutil.copytree(home, home.with_name("template"))
    return home


@pytest.fixture
def kept(furnished: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """These folders as they were left."""
    live_in(furnished, monkeypatch)
    shutil.rmtree(furnished)
    shutil.copytree(furnished.with_name("template"), furnished)
    (picture,) = pictures(furnished)
    return Home(furnished, picture)


def live_in(home: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("HOME", str(home))
    for name in ("CACHE", "CONFIG", "STATE", "DATA"):
        patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


class Shown(NamedTuple):
    """Whether a start shows a picture, and the milliseconds of CPU time that this takes."""

    picture: bool
    milliseconds: float


def is_shown(*arguments: str, columns: int = 140, rows: int = 45, **environment: str) -> bool:
    """Whether a start shows a picture."""
    return start(*arguments, columns=columns, rows=rows, **environment).picture


def start(*arguments: str, columns: int = 140, rows: int = 45, **environment: str) -> Shown:
    """Start the program, until it would be imported."""
    with Terminal(
        ("-c", ONLY_SHOWS, *(arguments or DATA)),
        program=sys.executable,
        columns=columns,
        rows=rows,
        **environment,  # type: ignore[arg-type]
    ) as terminal:
        assert terminal.wait_for_end() == 0
        shown = terminal.output.endswith(b"shown\r\n")
        assert shown != terminal.output.endswith(b"nothing\r\n")
        assert shown == (FRAME in terminal.output)
        taken = re.search(rb"([\d.]+) ms", terminal.output)
        assert taken is not None
    return Shown(shown, float(taken[1]))


def waiting(go: Path) -> Terminal:
    """The program with its picture on the screen; it goes on once there is the file *go*."""
    terminal = Terminal(("-c", WAITS.format(go=str(go)), *DATA), program=sys.executable)
    terminal.wait_for("▌ Cland", "q Quit")
    assert ASKS not in terminal.output
    return terminal


def read_whole(terminal: Terminal) -> None:
    """Read until the explorer itself has painted all of its first frame."""
    last = terminal.output.partition(ASKS)[0].rpartition(FRAME)[2][-60:]
    terminal.read_until(FRAME, 2)
    terminal.read_until(last, 2)


def test_the_next_start_shows_at_once_what_it_then_shows(kept: Home, tmp_path: Path) -> None:
    with waiting(tmp_path / "go") as terminal:
        first = [dict(row) for row in terminal.screen.buffer.values()]
        (tmp_path / "go").touch()
        read_whole(terminal)
        then = [dict(row) for row in terminal.screen.buffer.values()]
        for number, (one, other) in enumerate(zip(first, then, strict=True)):
            assert one == other, number
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.output.count(b"\x1b[?1049h") == 1, "some terminals clear at every one"
        assert terminal.output.count(b"\x1b[?1049l") == 1
        assert given_back(terminal.output)


def test_without_a_picture_there_is_one_frame_too() -> None:
    with Terminal(DATA) as terminal:
        terminal.wait_for("▌ Cland", "Timeline · Cland", "q Quit")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.output.count(FRAME) == 1
        assert not re.search(rb"\x1b\[\d+;\d+H", terminal.output.partition(FRAME)[0])


def test_the_first_frame_of_the_explorer_comes_whole(kept: Home, tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    with waiting(tmp_path / "go") as terminal:
        read_whole(terminal)
        _, _, after = terminal.output.partition(ASKS)
        before, _, _ = after.partition(FRAME)
        assert not re.search(rb"\x1b\[\d+;\d+H", before), "nothing is painted before"
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.output.count(FRAME) == 2


def test_keys_that_are_typed_at_once_arrive(kept: Home, tmp_path: Path) -> None:
    with waiting(tmp_path / "go") as terminal:
        terminal.press("down", "/", "a", "\r", "\x1a", "\x1c", "\x13")
        (tmp_path / "go").touch()
        terminal.wait_for("group:friends a")
        terminal.wait_until_gone("Timeline · Cland")
        assert b"\x1b[B" not in terminal.output
        assert b"^[" not in terminal.output
        terminal.child.kill(signal.SIGTERM)
        assert terminal.wait_for_end() == 143


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=str)
def test_a_signal_before_the_explorer_is_there_gives_the_terminal_back(
    number: signal.Signals, kept: Home, tmp_path: Path
) -> None:
    with waiting(tmp_path / "go") as terminal:
        terminal.child.kill(number)
        assert terminal.wait_for_end() == 128 + number
        assert terminal.output.endswith(b"\x1b[?7h\x1b[?1049l\x1b[?25h")


class Bash(Shell):
    """A shell that looks after its terminal."""

    def prove_itself(self) -> None:
        """Have the shell count what is off or has no key."""
        off = "-e ' -echo ' -e -icanon -e -isig -e -icrnl -e 'susp = <u' -e 'quit = <u'"
        self.press(f"clear; stty -a | grep -c {off}; echo 'do''ne'\r")
        assert self.wait_for("0\ndone")


def test_ctrl_c_at_once_and_the_shell_echoes(kept: Home, tmp_path: Path) -> None:
    with Bash() as shell:
        shell.press("clear\r")
        shell.press(f"{sys.executable} {script(tmp_path)} -d {SMALL}\r")
        shell.wait_for("▌ Cland")
        shell.press("\x03")
        shell.read_until(b"\x1b[?1049l", 1)
        shell.prove_itself()


def script(folder: Path) -> Path:
    path = folder / "waits.py"
    path.write_text(WAITS.format(go=str(folder / "go")))
    return path


def test_after_leaving_and_when_stopped_the_shell_has_its_terminal(kept: Home) -> None:
    with Bash() as shell:
        shell.press(f"{PROGRAM} -d {SMALL}\r")
        shell.wait_for("▌ Cland", "q Quit")
        shell.read_until(FRAME, 2)
        shell.press("\x1a")
        shell.wait_for("Stopped")
        shell.prove_itself()
        shell.press("fg\r")
        shell.wait_for("▌ Cland", "Timeline · Cland")
        shell.press("q")
        shell.wait_for("shell>")
        shell.prove_itself()


def test_a_program_of_the_terminal_gets_it_as_it_was(kept: Home, tmp_path: Path) -> None:
    browser = tmp_path / "w3m"
    browser.write_text('#!/bin/sh\nstty -a; echo "reading $1"; read answer; exit 0\n')
    browser.chmod(0o755)
    view = ("--view", "explore?focus=courier-2022")
    more = {"BROWSER": str(browser), "SSH_CONNECTION": "x"}
    for _ in range(2):
        with Terminal((*DATA, *view), **more) as terminal:  # type: ignore[arg-type]
            terminal.wait_for("q Quit", "Courier")
            terminal.press("o")
            text = terminal.wait_for("reading https://courier.example/revisited")
            assert " echo " in text.replace("\n", " ")
            assert " icanon " in text.replace("\n", " ")
            terminal.press("\r")
            terminal.wait_for("q Quit", "Courier")
            terminal.press("q")
            assert terminal.wait_for_end() == 0
        until(lambda: len(pictures(kept.path)) == 2)


def test_what_is_said_instead_is_seen(kept: Home) -> None:
    says = """
import sys
from alliance_tui.cli import open
from alliance_tui.cli.common import Exit
def fail(arguments):
    raise Exit(3, "nothing of it can be opened")
open.run = fail
from alliance_tui.__main__ import program
sys.exit(program())
"""
    with Terminal(("-c", says, *DATA), program=sys.executable) as terminal:
        assert terminal.wait_for_end() == 3
        assert FRAME in terminal.output
        assert terminal.output.index(b"nothing of it") > terminal.output.index(b"\x1b[?1049l")
        assert terminal.output.count(b"\x1b[?1049l") == 1


def test_another_size_meanwhile_is_taken(kept: Home, tmp_path: Path) -> None:
    with waiting(tmp_path / "go") as terminal:
        terminal.child.setwinsize(24, 80)
        terminal.screen.resize(24, 80)
        (tmp_path / "go").touch()
        terminal.read_until(FRAME, 2)
        terminal.wait_for("countries", "q Quit")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize(
    "environment",
    [{"TERM": "xterm"}, {"COLORTERM": "truecolor"}, {"NO_COLOR": "1"}, {"LC_ALL": "C"},
     {"TEXTUAL_COLOR_SYSTEM": "truecolor"}, {"TEXTUAL_DRIVER": "x:Y"}, {"TERM": "dumb"},
     {"ALLIANCE_TUI_DATA": "/x"}, {"XDG_CONFIG_HOME": "/nowhere"}],
    ids=str,
)  # fmt: skip
def test_another_terminal_is_shown_nothing(environment: dict[str, str], kept: Home) -> None:
    assert not is_shown(**environment)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "arguments",
    [("--ascii",), ("--theme", "nord"), ("--fresh",), ("--view", "matrix"), ("--plain",)],
    ids=" ".join,
)  # fmt: skip
def test_other_arguments_are_shown_nothing(arguments: tuple[str, ...], kept: Home) -> None:
    assert is_shown()
    assert not is_shown(*DATA, *arguments)


def test_another_size_is_shown_nothing(kept: Home) -> None:
    assert not is_shown(columns=139)
    assert not is_shown(rows=44)
    assert is_shown(TMUX="/tmp/tmux-0/default,1,0")


def test_of_the_memory_counts_what_decides(kept: Home) -> None:
    remember(lambda memory: with_session(memory, "another", "explore?country=X"))
    remember(lambda memory: with_view(memory, SavedView("a", "explore?country=DLD", "small")))
    assert is_shown()
    remember(lambda memory: with_session(memory, "small", "explore?country=DLD"))
    assert not is_shown()
    remember(lambda memory: with_session(memory, "small", "explore?q=group:friends&country=CLD"))
    assert is_shown()


def themed(home: Path) -> None:
    path = home / "state" / "alliance-tui" / "memory.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "theme": "alliance-light"}, indent=2))


def configured(home: Path) -> None:
    path = home / "config" / "alliance-tui" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("")


@pytest.mark.parametrize("change", [themed, configured])
def test_with_another_theme_or_configuration_nothing_is_shown(
    change: Callable[[Path], None], kept: Home
) -> None:
    assert is_shown()
    change(kept.path)
    assert not is_shown()


@pytest.fixture
def copied(tmp_path: Path, clean_home: Path) -> Path:
    """A copy of the small data set, of which a picture is kept."""
    folder = tmp_path / "copy"
    shutil.copytree(SMALL, folder)
    (folder / "empty").mkdir()
    time.sleep(0.2)  # what has just been written may be newer than the start
    explore(arguments=("-d", str(folder)))
    until(lambda: bool(pictures(clean_home)))
    assert is_shown("-d", str(folder))
    return folder


def edited(folder: Path) -> None:
    file = folder / "events.yaml"
    status = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Six states", b"Ten states"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def added(folder: Path) -> None:
    (folder / "empty" / "more.yaml").write_text("")


def removed(folder: Path) -> None:
    next(folder.glob("*.yaml")).unlink()


def replaced(folder: Path) -> None:
    folder.rename(folder.with_name("other"))
    shutil.copytree(SMALL, folder)


def barred(folder: Path) -> None:
    next(folder.glob("*.yaml")).chmod(0)


@pytest.mark.parametrize("change", [edited, added, removed, replaced, barred])
def test_of_other_files_nothing_is_shown(change: Callable[[Path], None], copied: Path) -> None:
    change(copied)
    assert not is_shown("-d", str(copied))


def test_nothing_is_kept_of_files_that_changed_meanwhile(copied: Path, clean_home: Path) -> None:
    with Terminal(("-d", str(copied))) as terminal:
        terminal.wait_for("▌ Cland", "q Quit")
        edited(copied)
        terminal.press("down", "q")
        assert terminal.wait_for_end() == 0
    before = pictures(clean_home)[0].stat().st_mtime_ns
    time.sleep(2)
    assert pictures(clean_home)[0].stat().st_mtime_ns == before
    assert not is_shown("-d", str(copied))


def test_it_is_of_the_next_start_not_of_what_was_left(clean_home: Path) -> None:
    explore("down", ",", ",", "right", "ctrl+q")
    until(lambda: bool(pictures(clean_home)))
    frame = pictures(clean_home)[0].read_bytes().split(b"\0")[1].decode()
    assert is_shown()
    shown = re.sub(r"\x1b\[[0-9;]*[Hm]", "", frame)
    assert "▌ Cland" not in shown
    assert "vouched to" in shown
    assert "2 Apr 2022 · vouched" not in shown
    assert "\x1b" not in shown
    assert shown.replace("\n", "").isprintable()


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def readable(path: Path) -> None:
    path.chmod(0o644)


def owned(path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root gives files away")
    os.chown(path, 12345, 12345)


def huge(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(1 << 40)


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def foreign(path: Path) -> None:
    path.write_bytes(b"\x1b]52;c;cm0gLXJm\x07" * 1000)


@pytest.mark.parametrize("change", [flipped, cut, emptied, readable, owned, huge, piped, foreign])
def test_what_is_not_as_it_was_kept_is_not_shown(
    change: Callable[[Path], None], kept: Home
) -> None:
    assert is_shown()
    change(kept.picture)
    assert not is_shown()
    explore()
    until(is_shown)  # it is kept anew


def test_a_folder_in_its_place_is_no_obstacle(copied: Path, clean_home: Path) -> None:
    (picture,) = pictures(clean_home)
    picture.unlink()
    picture.mkdir()
    assert not is_shown("-d", str(copied))
    explore("down", "q", arguments=("-d", str(copied)))


@pytest.mark.parametrize("change", [flipped, foreign, huge, themed])
def test_what_is_not_shown_costs_next_to_nothing(
    change: Callable[[Path], None], kept: Home
) -> None:
    change(kept.path if change is themed else kept.picture)
    taken = [start() for _ in range(5)]
    assert not any(each.picture for each in taken)
    assert min(each.milliseconds for each in taken) < 5


def test_it_is_readable_for_its_user_alone(kept: Home) -> None:
    assert kept.picture.stat().st_mode & 0o777 == 0o600
    assert kept.picture.parent.stat().st_mode & 0o777 == 0o700


def test_in_a_pipe_and_in_the_background_nothing_is_shown(kept: Home) -> None:
    done = subprocess.run([PROGRAM, *DATA], capture_output=True, check=True)
    assert b"\x1b" not in done.stdout
    with Bash() as shell:
        shell.press(f"{PROGRAM} -d {SMALL} &\r")
        children = Path(f"/proc/{shell.pid}/task/{shell.pid}/children")
        until(lambda: bool(children.read_text()) and state_of(child_of(shell.pid)) == "T")
        shell.press("\r")
        shell.wait_for("Stopped")
        assert FRAME not in shell.output
        shell.press("kill %1; fg\r")
        shell.press("echo he''re\r")
        shell.wait_for("here")


def imported() -> Iterator[str]:
    code = "import sys; before = set(sys.modules); import alliance_tui.__main__; " \
           "print(*sorted(set(sys.modules) - before))"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    yield from done.stdout.split()


def test_hardly_anything_is_imported_before_it() -> None:
    own = {"alliance_tui", "alliance_tui.__main__", "alliance_tui.user",
           "alliance_tui.user.picture", "alliance_tui.user.places"}  # fmt: skip
    assert set(imported()) <= own | {"zlib"}
