"""The installed program in a real pseudo-terminal."""

from __future__ import annotations

import base64
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import SMALL
from tests.e2e.terminal import PROGRAM, Terminal

DATA = ("-d", str(SMALL))


def test_browse_filter_jump_and_leave() -> None:
    with Terminal(DATA) as terminal:
        terminal.wait_for("Who helped Aland against Bland", "▌ Cland", "Timeline · Cland")
        terminal.press("down")
        terminal.wait_for("▌ Gland", "Timeline · Gland")
        terminal.press("down", "down")
        terminal.wait_for("▌ Dland", "Timeline · Dland")
        terminal.press("1", "1")
        terminal.wait_for("group:friends supports:troops", "1 of 8 countries")
        terminal.wait_until_gone("Eland")
        terminal.press("backspace", "backspace")
        terminal.wait_for("5 of 8 countries", "▌ Dland")
        terminal.press("right", "right", "down")
        terminal.wait_for("~Jun", "Lists three deliveries.")
        terminal.press("up")
        terminal.wait_for("Six states met.", "absentee · declined")
        terminal.press("left")
        terminal.press("down", "down", "enter")
        terminal.wait_for("It began the war.", "Timeline · Aland")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert b"\x1b[?1049h" in terminal.output, "it draws on the alternate screen"
        assert terminal.output.rindex(b"\x1b[?1049l") > terminal.output.rindex(b"\x1b[?1049h")
        assert b"\x1b[?25h" in terminal.output, "the cursor is back"


def test_from_an_event_to_a_country() -> None:
    view = "explore?q=country:any&country=ELD&focus=summit-2022"
    with Terminal((*DATA, "--view", view)) as terminal:
        terminal.wait_for("Six states met.", "signed · host")
        terminal.press("right")
        terminal.press("down", "down")
        terminal.press("enter")
        terminal.wait_for("It began the war.")
        terminal.press("backspace")
        terminal.wait_for("Six states met.")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0


def test_another_day_a_board_a_copy_and_the_same_place_next_time() -> None:
    with Terminal(DATA) as terminal:
        terminal.wait_for("▌ Cland", "Fights beside it", "q Quit")
        terminal.press(",", ",", ",")
        terminal.wait_for("2 Apr 2022 · vouched to", "Keeps away")
        terminal.press("d")
        terminal.wait_for("As of which day?")
        terminal.press("2022-03-15", "enter")
        terminal.wait_for("15 Mar 2022 · vouched to")
        terminal.press("m")
        terminal.wait_for("─ Matrix · 5 countries", "▌CLD Cland")
        terminal.press("down", "down", "right", "right")
        terminal.wait_for("Eland · Arms · supports since")
        terminal.press("enter")
        terminal.wait_for("Eland sold rifles to Aland until the summer.", "Enter opens it")
        terminal.press("escape")
        terminal.wait_for("Eland · Arms · supports since")
        terminal.press("Y")
        terminal.wait_for("alliance-tui -d", "as-of=2022-03-15")
        sent = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", terminal.output)
        copied = base64.b64decode(sent[-1]).decode()
        assert copied.endswith("'matrix?q=group:friends&type=arms&as-of=2022-03-15&country=ELD'")
        terminal.press("escape")
        terminal.wait_until_gone("alliance-tui -d")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with Terminal(DATA) as terminal:
        terminal.wait_for("Matrix", "▌ELD Eland", "Eland · Arms · withholds since")
        assert "15 Mar 2022" not in terminal.text, "all but the day is restored"
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with Terminal((*DATA, "--fresh")) as terminal:
        terminal.wait_for("▌ Cland", "Timeline · Cland")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_configuration_holds_and_what_is_wrong_in_the_users_files_is_no_obstacle(
    clean_home: Path,
) -> None:
    for kind, name, content in (
        ("config", "config.toml", 'ascii = "always"\nthem = "x"\n[keys]\nquit = "X"\nqery = "x"\n'),
        ("state", "memory.json", "{not JSON"),
    ):
        file = clean_home / kind / "alliance-tui" / name
        file.parent.mkdir(parents=True)
        file.write_text(content)
    (clean_home / "cache").write_text("a file where a folder should be")
    with Terminal(DATA) as terminal:
        text = terminal.wait_for("| Cland", "X Quit")
        assert text.isascii()
        terminal.press("q", "down")
        terminal.wait_for("| Gland")
        terminal.press("X")
        assert terminal.wait_for_end() == 0
        told = terminal.output.decode()
        assert "no setting “them”; did you mean “theme”?" in told
        assert "no command “qery”; did you mean “query”?" in told
        assert told.index("no setting") < told.index("\x1b[?1049h"), "before the screen is taken"


@pytest.mark.parametrize(("columns", "rows"), [(140, 45), (80, 24), (40, 12)])
def test_every_size_opens_and_names_the_way_out(columns: int, rows: int) -> None:
    with Terminal(columns=columns, rows=rows) as terminal:
        terminal.wait_for(" countries", "q Quit")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_ascii_by_option_and_by_terminal() -> None:
    for arguments, term in (((*DATA, "--ascii"), "xterm-256color"), (DATA, "linux")):
        with Terminal(arguments, TERM=term) as terminal:
            text = terminal.wait_for("Cland", "q Quit")
            assert text.isascii(), {char for char in text if not char.isascii()}
            terminal.press("q")
            assert terminal.wait_for_end() == 0


def test_a_data_set_that_cannot_be_opened_is_told_before_the_screen_is_taken() -> None:
    with Terminal(("-d", "/nowhere")) as terminal:
        assert terminal.wait_for_end() == 3
        assert b"no such file or folder" in terminal.output
        assert b"\x1b[?1049h" not in terminal.output


def test_a_pipe_gets_the_overview() -> None:
    shown = subprocess.run(
        f"{PROGRAM} -d {SMALL} | head -3", shell=True, capture_output=True, text=True, check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert shown.stdout.startswith("Who helped Aland against Bland\n")
    assert shown.stderr == ""


def test_nothing_that_an_opener_prints_lands_on_the_screen(tmp_path: Path) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text("#!/bin/sh\nexec >/dev/tty 2>&1; echo noise; exit 0\n")
    opener.chmod(0o755)
    view = "explore?focus=courier-2022"
    with Terminal(
        (*DATA, "--view", view), PATH=f"{tmp_path}:{os.environ['PATH']}", DISPLAY=":0", BROWSER="",
        SSH_CONNECTION="", SSH_TTY="",
    ) as terminal:  # fmt: skip
        terminal.wait_for("q Quit")
        terminal.press("o")
        terminal.wait_for("Opening https://courier.example/revisited")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert b"noise" not in terminal.output, "it has not even the terminal to write to"


def test_a_browser_of_the_terminal_gets_it_and_gives_it_back(tmp_path: Path) -> None:
    text_browser = tmp_path / "w3m"
    text_browser.write_text('#!/bin/sh\necho "reading $1"; read answer; exit "$answer"\n')
    text_browser.chmod(0o755)
    view = "explore?focus=courier-2022"
    with Terminal(
        (*DATA, "--view", view), BROWSER=str(text_browser), SSH_CONNECTION="x"
    ) as terminal:
        terminal.wait_for("q Quit", "Courier")
        terminal.press("o")
        terminal.wait_for("reading https://courier.example/revisited")
        terminal.press("0\r")
        terminal.wait_until_gone("reading")
        terminal.wait_for("Who helped Aland", "q Quit", "Courier")
        terminal.press("o")
        terminal.wait_for("reading")
        terminal.press("3\r")
        terminal.wait_for("could not be opened", "exit code 3")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_dumb_terminal_gets_the_overview_and_is_told_why() -> None:
    with Terminal(DATA, TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 0
        told = terminal.output.decode()
        assert "TERM=dumb" in told
        assert "Cland" in told
        assert "\x1b" not in told


def test_the_terminal_says_how_large_it_is_not_a_variable() -> None:
    with Terminal(DATA, columns=80, rows=24, COLUMNS="1000000", LINES="3") as terminal:
        terminal.wait_for(" countries", "q Quit")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
