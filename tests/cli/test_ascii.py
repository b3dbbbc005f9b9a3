"""On the command line, too, ASCII mode leaves nothing but letters of the data set."""

from __future__ import annotations

import json
import unicodedata

import pytest

from tests.conftest import FIXTURES, Run

SMALL = str(FIXTURES / "small")
ASKED = (
    ("list",),
    ("list", "-f", "md"),
    ("list", "-q", "suports:arms"),
    ("list", "--as-of", "22-2-2"),
    ("matrix", "--as-of", "2022-06-01"),
    ("votes",),
    ("timeline", "--as-of", "2022-03-10"),
    ("show", "CLD", "--as-of", "2022-03-10", "--clock", "known"),
    ("show", "CLD", "--why"),
    ("show", "vote-1", "-f", "md"),
    ("show", "Clnad"),
    ("sources",),
    ("query",),
    ("query", "suports:arms"),
    ("diff", "2022", "2023"),
    ("diff", "x", "y"),
    ("info",),
    ("--plain",),
    ("--plain", "--view", "map"),
    ("--plain", "--view", "ribbon"),
    ("--plain", "--view", "changes"),
    ("--plain", "--view", "explore?q=suports:arms"),
    ("lst",),
)


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_nothing_but_letters_of_the_data_set_is_not_ascii(
    call: Run, words: tuple[str, ...]
) -> None:
    done = call("--ascii", "-d", SMALL, *words)
    texts = "".join(path.read_text() for path in (FIXTURES / "small").rglob("*.yaml"))
    told = done.stdout + done.stderr
    assert told.strip()
    for char in set(told):
        if not char.isascii():
            assert unicodedata.category(char)[0] in "LMN", (char, told)
            assert char in texts


@pytest.mark.parametrize(
    "words", [("check", str(FIXTURES / "broken")), ("config", "--help"), ("explain", "--help")]
)
def test_the_messages_of_commands_without_a_data_set_are_ascii(
    call: Run, words: tuple[str, ...]
) -> None:
    done = call(*words, "--ascii")
    assert (done.stdout + done.stderr).isascii()


def test_help_is_ascii(call: Run) -> None:
    assert call("--help", "--ascii").stdout.isascii()


def test_files_keep_the_text(call: Run) -> None:
    data = json.loads(call("--ascii", "show", "CLD", "-f", "json", "-d", SMALL).stdout)
    plain = json.loads(call("show", "CLD", "-f", "json", "-d", SMALL).stdout)
    assert data == plain
    rows = call("--ascii", "timeline", "-f", "csv", "-d", SMALL).stdout
    assert rows == call("timeline", "-f", "csv", "-d", SMALL).stdout
