"""The configuration file: ``config.toml`` in the user's configuration folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Set
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from msgspec import Struct
from msgspec.structs import fields

from alliance_tui.nearest import did_you_mean
from alliance_tui.user.folders import config_path, read_file
from alliance_tui.user.keys import KeyNameError, key_called

MOST_BYTES = 1_000_000
"""A larger file is no configuration."""

MOST_PROBLEMS = 20
"""With how many lines that are not TOML the rest is given up."""

Where: TypeAlias = Mapping[str, Set[str]]
"""By the ids of commands, in which contexts their keys work."""

Ascii = Literal["auto", "always", "never"]

THEMES = (
    "alliance-dark",
    "alliance-light",
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
)
"""The themes that there are: our own, then those of Textual."""

EXAMPLE = """\
# The configuration of alliance-tui. Every line is optional.
# theme = "alliance-light"      # any theme of the palette
# ascii = "auto"                # signs and borders: auto, always, never
# restore = true                # begin where the last session ended
# data = "~/my-data"            # the data set to open without -d
#
# [keys]                        # other keys for commands, by their ids; see `config show`
# query = "slash,ctrl+l"
"""


class Config(Struct, frozen=True, kw_only=True):
    """What the user configured.

    Attributes:
        theme: name of the theme.
        ascii: whether signs are of ASCII only.
        restore: whether the last session is restored.
        data: the data set to open.
        keys: for commands by their ids, their keys.
    """

    theme: str | None = None
    ascii: Ascii = "auto"
    restore: bool = True
    data: str | None = None
    keys: dict[str, str] = {}


SETTINGS: dict[str, type] = {
    each.name: bool if each.type is bool else str for each in fields(Config) if each.name != "keys"
}
"""The kinds of the values of the settings, by their names; the keys have a table of their own."""


class Read(Struct, frozen=True):
    """A configuration with what is wrong in its file."""

    config: Config
    path: Path
    problems: tuple[str, ...] = ()
    exists: bool = True


def read_config(commands: Where) -> Read:
    """Read the configuration file; what is wrong in it is left out.

    Args:
        commands: by the ids of the commands that can have keys, where they work.
    """
    path = config_path()
    try:
        content = read_file(path, MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return Read(Config(), path, exists=False)
    except OSError as error:
        return Read(Config(), path, (f"cannot be read: {error.strerror}",))
    problems: list[str] = []
    data = _toml(content, problems)
    return Read(_config(data, commands, problems), path, tuple(problems))


def _toml(content: bytes, problems: list[str]) -> dict[str, Any]:
    """What the file says, without the lines that are not TOML."""
    import tomllib

    lines = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape").split("\n")
    for number, line in enumerate(lines):
        if not line.isprintable() and any("\udc80" <= sign <= "\udcff" for sign in line):
            problems.append(f"not TOML: line {number + 1} is not UTF-8")
            lines[number] = ""
    while True:
        try:
            return tomllib.loads("\n".join([*lines, ""]))
        except tomllib.TOMLDecodeError as error:
            problems.append(f"not TOML: {error}")
            wrong = re.search(r"line (\d+)", str(error))
            place = int(wrong[1]) - 1 if wrong else len(lines)
            if len(problems) > MOST_PROBLEMS or place >= len(lines) or not lines[place].strip():
                return {}
            lines[place] = ""
        except RecursionError:
            problems.append("not TOML: nested too deeply")
            return {}


def _config(data: Mapping[str, Any], commands: Where, problems: list[str]) -> Config:
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key == "keys":
            values["keys"] = _keys(value, commands, problems)
        elif key not in SETTINGS:
            problems.append(f"no setting “{key}”{did_you_mean(key, Config.__struct_fields__)}")
        elif not isinstance(value, SETTINGS[key]):
            what = "true or false" if SETTINGS[key] is bool else "a text in quotes"
            problems.append(f"“{key}” is {what}")
        elif key == "ascii" and value not in get_args(Ascii):
            problems.append(f"“ascii” is one of {', '.join(get_args(Ascii))}")
        elif key == "theme" and value not in THEMES:
            problems.append(f"no theme “{value}”{did_you_mean(str(value), THEMES)}")
        else:
            values[key] = value
    return Config(**values)


def _keys(data: Any, commands: Where, problems: list[str]) -> dict[str, str]:
    if not isinstance(data, dict):
        problems.append("“keys” is a table: [keys]")
        return {}
    found: dict[str, str] = {}
    for command, keys in data.items():
        if command not in commands:
            problems.append(f"no command “{command}”{did_you_mean(command, commands)}")
        elif not isinstance(keys, str) or not keys.strip():
            problems.append(f'the keys of “{command}” are a text such as "slash,ctrl+l"')
        elif not all(key.strip() for key in keys.split(",")):
            problems.append(f"the keys of “{command}”: the comma key is written “comma”")
        else:
            where = commands[command]
            beside = {each: of for each, of in found.items() if where & commands[each]}
            chosen = _chosen_keys(command, keys.split(","), beside, problems)
            if chosen:
                found[command] = ",".join(chosen)
    return found


def _chosen_keys(
    command: str, keys: Collection[str], taken: Mapping[str, str], problems: list[str]
) -> list[str]:
    """The keys of *command* that can be pressed and no command before it has *taken*."""
    chosen: list[str] = []
    for written in (each.strip() for each in keys):
        try:
            key = key_called(written)
        except KeyNameError as error:
            problems.append(f"the key “{written}” of “{command}” cannot be pressed: {error}")
            continue
        owner = next((each for each, of in taken.items() if key in of.split(",")), None)
        if owner is not None:
            problems.append(f"“{written}” is the key of “{owner}” and “{command}”")
        elif key not in chosen:
            chosen.append(key)
    return chosen
