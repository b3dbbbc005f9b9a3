"""What the program tells of its configuration."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from alliance_tui.tui.commands import BY_ID, textual_keys
from alliance_tui.user.folders import config_path
from tests.conftest import SMALL, Run


def configured(text: str) -> Path:
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_path_is_told_whether_there_is_a_file_or_not(call: Run) -> None:
    assert call("config", "path").stdout == f"{config_path()}\n"
    configured("")
    assert call("config", "path").stdout == f"{config_path()}\n"


def test_without_a_file_everything_is_as_it_comes(call: Run) -> None:
    done = call("config")
    assert (done.returncode, done.stderr) == (0, "")
    assert "there is no such file yet" in done.stdout
    told = tomllib.loads(done.stdout)
    assert told == {
        "ascii": "auto",
        "restore": True,
        "keys": {each.id: textual_keys(each) for each in BY_ID.values()},
    }
    checked = call("config", "check")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "there is no" in checked.stderr


def test_what_is_shown_is_what_holds_and_can_be_the_file(call: Run) -> None:
    configured('theme = "nord"\nrestore = false\n[keys]\nquery = "slash,ctrl+l"\n')
    shown = call("config", "show").stdout
    assert 'theme = "nord"\nascii = "auto"' in "\n".join(
        line.partition("  ")[0] for line in shown.splitlines()
    )
    told = tomllib.loads(shown)
    assert (told["theme"], told["restore"]) == ("nord", False)
    assert told["keys"]["query"] == "slash,ctrl+l"
    configured(shown)
    assert call("config", "check").returncode == 0
    assert tomllib.loads(call("config", "show").stdout) == told


def test_the_example_can_be_followed_with_and_without_its_comments(call: Run) -> None:
    example = call("config", "example").stdout
    configured(example)
    assert call("config", "check").returncode == 0
    live = "\n".join(line.removeprefix("# ") for line in example.splitlines()[1:])
    configured(live.replace("~/my-data", str(SMALL)))
    done = call("config", "check")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('them = "nord"', "no setting “them”; did you mean “theme”?"),
        ('ascii = "yes"', "“ascii” is one of auto, always, never"),
        ('restore = "no"', "“restore” is true or false"),
        (
            'ascii = "never"\nascii = "auto"\nrestore = true',
            "not TOML: Cannot overwrite a value (at line 2",
        ),
        ('theme =\nascii = "auto"', "not TOML: Invalid value (at line 1"),
        ('data = "/nowhere/at/all"', "“data”: there is no /nowhere/at/all"),
        ('[keys]\nqurey = "f"', "no command “qurey”; did you mean “query”?"),
        ("[keys]\nquery = 1", "the keys of “query” are a text"),
        ('[keys]\nquery = "m"', "“m” is the key of “query” and “matrix”"),
        ('[keys]\nquery = "f2"\nhelp = "f2"', "“f2” is the key of “query” and “help”"),
        ('[keys]\nvotes = "F5"', "the key “F5” of “votes” cannot be pressed: write “f5”"),
        ('theme = "drakula"', "no theme “drakula”; did you mean “dracula”?"),
        ("keys = 3", "“keys” is a table"),
        ('"\\u001b[31m" = 1', "no setting “␛[31m”"),
    ],
)
def test_what_cannot_be_followed_is_told_with_where_it_stands(
    call: Run, text: str, says: str
) -> None:
    path = configured(text)
    done = call("config", "check")
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{path}: ")
    assert says in line
    shown = call("config", "show")
    assert shown.returncode == 0
    assert tomllib.loads(shown.stdout)
    assert "1 wrong" in shown.stderr
    assert call("list", "-d", SMALL).returncode == 0


def test_a_key_may_be_given_to_another_command_where_the_first_gets_a_new_one(call: Run) -> None:
    configured('[keys]\nquery = "m"\nfind = "f3"\nmatrix = "slash"\n')
    assert call("config", "check").returncode == 0


def test_the_data_set_of_the_configuration_is_opened_by_every_command(call: Run) -> None:
    configured(f'data = "{SMALL}"\n')
    assert "Cland" in call("list").stdout
    assert "Cland" in call().stdout
    assert "Cland" in call("--plain").stdout
    assert call("list", ALLIANCE_TUI_DATA="/nowhere").returncode == 3
    assert call("list", "-d", "/nowhere").returncode == 3
