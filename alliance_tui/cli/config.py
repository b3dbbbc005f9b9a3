"""``alliance-tui config``: where the configuration lies, what holds, and what is wrong in it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alliance_tui.cli.common import DATA_VARIABLE, DONE, FOUND_ERRORS, narrate
from alliance_tui.user.folders import can_be_seen, user_path

if TYPE_CHECKING:
    from alliance_tui.user.config import Read

SUMMARY = "tell where the configuration lies, what holds, what is wrong in it"
EXAMPLES = """\
  alliance-tui config path               the file, whether it exists or not
  alliance-tui config show               every setting and key, with where it comes from
  alliance-tui config check              what in the file cannot be followed
  alliance-tui config example > config.toml
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "what",
        choices=("path", "show", "check", "example"),
        nargs="?",
        default="show",
        help="default: show; example is a file to start from",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what was asked for."""
    from alliance_tui.pages.safe import neutral
    from alliance_tui.tui.commands import WHERE
    from alliance_tui.user.config import EXAMPLE, read_config
    from alliance_tui.user.folders import config_path

    if arguments.what == "path":
        print(neutral(str(config_path())))
        return DONE
    if arguments.what == "example":
        print(EXAMPLE, end="")
        return DONE
    read = read_config(WHERE)
    problems = [*read.problems, *_clashes(read), *_missing(read)]
    if arguments.what == "show":
        print(_as_toml(read))
        if problems:
            narrate(f"{len(problems)} wrong in {read.path}; see: alliance-tui config check")
        return DONE
    for problem in problems:
        print(neutral(f"{read.path}: {problem}"))
    if not read.exists:
        narrate(f"there is no {read.path}; everything is as it comes")
    return FOUND_ERRORS if problems else DONE


def _clashes(read: Read) -> Iterator[str]:
    """The keys that two commands have because of the file."""
    from alliance_tui.tui.commands import COMMANDS, WHERE, textual_keys

    changed = read.config.keys
    holders: dict[str, list[str]] = {}
    for command in COMMANDS:
        for key in changed.get(command.id, textual_keys(command)).split(","):
            holders.setdefault(key.strip(), []).append(command.id)
    for key, commands in holders.items():
        here = [
            one
            for one in commands
            if any(one != each and WHERE[one] & WHERE[each] for each in commands)
        ]
        if here and not changed.keys().isdisjoint(here):
            yield f"“{key}” is the key of {' and '.join(f'“{each}”' for each in here)}"


def _missing(read: Read) -> Iterator[str]:
    data = read.config.data
    if data is not None and not can_be_seen(user_path(data)):
        yield f"“data”: there is no {data}"


def _as_toml(read: Read) -> str:
    """Everything that holds, as a file that says the same."""
    from alliance_tui.pages.safe import neutral
    from alliance_tui.tui.commands import COMMANDS, GROUPS, textual_keys
    from alliance_tui.user.config import SETTINGS, Config

    config, default = read.config, Config()

    def line(name: str, value: str | bool | None, usual: str | bool | None) -> str:
        if value is None:
            return f"# {name} is not set"
        shown = str(value).lower() if isinstance(value, bool) else _quoted(value)
        return f"{name} = {shown}".ljust(40) + ("" if value != usual else "  # as it comes")

    lines = [
        f"# {neutral(str(read.path))}" + ("" if read.exists else " (there is no such file yet)"),
        *(line(each, getattr(config, each), getattr(default, each)) for each in SETTINGS),
        f"# -d and ${DATA_VARIABLE} go before “data”",
        "",
        "[keys]",
    ]
    for group in GROUPS:
        lines.append(f"# {group}")
        for command in (each for each in COMMANDS if each.group == group):
            usual = textual_keys(command)
            lines.append(line(command.id, config.keys.get(command.id, usual), usual))
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """*text* as a TOML string."""
    import json

    return json.dumps(text)
