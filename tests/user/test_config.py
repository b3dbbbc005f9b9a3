"""The configuration file: what is sound in it holds, what is not is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_tui.reading.load import Loaded
from alliance_tui.tui.app import AllianceApp
from alliance_tui.user.config import EXAMPLE, THEMES, Config, config_path, read_config

COMMANDS = ("query", "quit", "matrix")


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
    assert read.config.keys == {"query": "slash,ctrl+f"}


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
        ("[keys]\nquit = 3", 'the keys of “quit” are a text such as "slash,ctrl+f"'),
        ('[keys]\nquit = " "', 'the keys of “quit” are a text such as "slash,ctrl+f"'),
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
    readable = "not TOML" not in says
    assert read.config == Config(data="mine" if readable else None)
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
