"""The configuration file: what is sound in it holds, what is not is named."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from alliance_tui.reading.load import Loaded
from alliance_tui.tui.app import AllianceApp
from alliance_tui.user.config import EXAMPLE, THEMES, Config, Read, read_config
from alliance_tui.user.folders import config_path

COMMANDS = {"query": {"list"}, "quit": {"list", "text"}, "matrix": {"list"}}


def _written(content: str | bytes) -> Path:
    path = config_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_without_a_file_everything_is_as_usual(clean_home: Path) -> None:
    read = read_config(COMMANDS)
    assert (read.config, read.exists, read.problems) == (Config(), False, ())
    assert read.path == clean_home / "config" / "alliance-tui" / "config.toml"


def test_every_setting_is_read() -> None:
    _written(
        'theme = "alliance-light"\nascii = "always"\nrestore = false\ndata = "~/mine"\n'
        '[keys]\nquery = "/,ctrl+f"\nquit = "Q"\n'
    )
    read = read_config(COMMANDS)
    assert read.problems == ()
    assert read.config == Config(
        theme="alliance-light", ascii="always", restore=False, data="~/mine",
        keys={"query": "slash,ctrl+f", "quit": "Q"},
    )  # fmt: skip


def test_the_example_is_sound_with_and_without_its_signs() -> None:
    path = _written(EXAMPLE)
    assert read_config(COMMANDS).problems == ()
    lines = [line.removeprefix("# ") for line in EXAMPLE.splitlines()[1:]]
    path.write_text("\n".join(line for line in lines if line != "#"))
    read = read_config(COMMANDS)
    assert read.problems == ()
    assert read.config.keys == {"query": "slash,ctrl+l"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('them = "x"', "no setting “them”; did you mean “theme”?"),
        ('colour = "x"', "no setting “colour”"),
        ("theme = 3", "“theme” is a text in quotes"),
        ('restore = "yes"', "“restore” is true or false"),
        ('ascii = "sometimes"', "“ascii” is one of auto, always, never"),
        ("keys = 3", "“keys” is a table: [keys]"),
        ('[keys]\nqery = "x"', "no command “qery”; did you mean “query”?"),
        ("[keys]\nquit = 3", 'the keys of “quit” are a text such as "slash,ctrl+l"'),
        ('[keys]\nquit = " "', 'the keys of “quit” are a text such as "slash,ctrl+l"'),
        ('[keys]\nquit = "x,,y"', "the keys of “quit”: the comma key is written “comma”"),
        ('[keys]\nquit = ","', "the keys of “quit”: the comma key is written “comma”"),
        ("theme =", "not TOML: "),
        (b'theme = "\xff"', "not TOML: "),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_holds(content: str | bytes, says: str) -> None:
    sound = b'data = "mine"\n'
    path = _written(sound + (content.encode() if isinstance(content, str) else content))
    read = read_config(COMMANDS)
    assert len(read.problems) == 1
    assert says in read.problems[0]
    assert read.config == Config(data="mine")
    path.unlink()
    path.mkdir()
    assert read_config(COMMANDS).problems[0].startswith("cannot be read: ")


def test_everything_wrong_is_named_at_once() -> None:
    _written('them = 1\nascii = 2\n[keys]\nfoo = "x"\n')
    assert len(read_config(COMMANDS).problems) == 3


def test_keys_that_cannot_be_pressed_and_keys_of_two_commands_are_left_out() -> None:
    _written('[keys]\nquery = "slash,F5,."\nquit = ".,ctrl+q"\n')
    read = read_config(COMMANDS)
    assert read.config.keys == {"query": "slash,full_stop", "quit": "ctrl+q"}
    assert read.problems == (
        "the key “F5” of “query” cannot be pressed: write “f5”",
        "“.” is the key of “query” and “quit”",
    )


def test_a_theme_that_does_not_exist_is_left_out_with_the_nearest() -> None:
    _written('theme = "drakula"\n')
    read = read_config(COMMANDS)
    assert read.config.theme is None
    assert read.problems == ("no theme “drakula”; did you mean “dracula”?",)


def test_the_themes_are_those_that_the_explorer_offers(small: Loaded) -> None:
    assert set(AllianceApp(small).available_themes) == set(THEMES)


@pytest.mark.parametrize(
    "line",
    ["theme = x", "theme", "[keys", "= 3", "[[theme", 'ascii = "x', "a={", "\x00"],
)
def test_a_line_that_is_not_toml_loses_only_itself(line: str) -> None:
    _written(f'restore = false\n{line}\ndata = "mine"\n')
    read = read_config(COMMANDS)
    assert read.config == Config(restore=False, data="mine")
    assert read.problems[0].startswith("not TOML: ")
    assert "line 2" in read.problems[0]


def test_what_never_ends_is_told_and_loses_the_rest() -> None:
    _written('restore = false\ntheme = """alliance-light\n')
    read = read_config(COMMANDS)
    assert (read.config, len(read.problems)) == (Config(), 1)
    config_path().write_text("\n".join(f"wrong {number}" for number in range(1000)))
    assert len(read_config(COMMANDS).problems) < 30


def test_a_file_saved_by_windows_is_read() -> None:
    _written(b'\xef\xbb\xbftheme = "alliance-light"\r\nrestore = false\r\n')
    read = read_config(COMMANDS)
    assert (read.config, read.problems) == (Config(theme="alliance-light", restore=False), ())


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of Unix")
def test_what_is_no_file_keeps_nobody_waiting() -> None:
    path = _written("")
    path.unlink()
    os.mkfifo(path)
    assert read_config(COMMANDS).problems == ("cannot be read: it is no file",)
    path.unlink()
    path.symlink_to("/dev/null")
    assert read_config(COMMANDS) == Read(Config(), path)
    path.unlink()
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert read_config(COMMANDS).problems == ("cannot be read: it is larger than 1 MB",)
    path.unlink()
    path.symlink_to(path)
    assert read_config(COMMANDS).problems[0].startswith("cannot be read: ")


@pytest.mark.parametrize("value", ["", "relative/folder", ".", "~", "\udcff"])
def test_a_folder_that_is_none_by_the_customs_of_the_platform_is_not_used(
    value: str, monkeypatch: pytest.MonkeyPatch, clean_home: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", value)
    assert config_path().is_absolute()
    assert clean_home in config_path().parents
