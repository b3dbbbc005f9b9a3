"""The entry point: which command, which data set, and how it ends."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from alliance_tui import __version__
from alliance_tui.cli import (
    check,
    completions,
    config,
    diff,
    export,
    info,
    init,
    matrix,
    query,
    schema,
    serve,
    show,
    sources,
    timeline,
    votes,
)
from alliance_tui.cli import list as list_countries
from alliance_tui.cli import open as open_app
from alliance_tui.cli.common import DATA_VARIABLE, DONE, USAGE, Command, Exit, narrate

GROUPS: dict[str, tuple[Command, ...]] = {
    "where everybody stands": (list_countries, matrix, votes, timeline, diff, query),
    "one thing, and what it rests on": (show, sources, info),
    "files to hand on": (export,),
    "data sets of your own": (init, check, schema),
    "the program": (serve, config, completions),
}
"""The commands, as the help groups them."""

COMMANDS = tuple(command for group in GROUPS.values() for command in group)

WITHOUT_DATA: tuple[Command, ...] = (init, schema, config, completions)
"""The commands that open no data set."""

DESCRIPTION = """\
Explore who supported whom, in which way, since when, and on what evidence.

Without a command the explorer opens; piped or redirected, it prints an overview.
"""

EXAMPLES = """\
examples:
  alliance-tui                                   browse the bundled data set
  alliance-tui -d my-data/                       or one of your own
  alliance-tui list -q "supports:arms"           who supports with arms?
  alliance-tui show ARM --as-of 2022-11-23       Armenia on the day of a summit
  alliance-tui COMMAND --help                    more of each command

A query is typed as in the explorer: supports:arms group:CSTO after:2022-09 "no limits";
alliance-tui query lists the fields.
Exit codes: 0 done, 1 errors found by a check, 2 the command line cannot be read,
3 nothing of the data set can be opened.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the arguments *argv*; the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # rather than end in the middle
    parser = build_parser()
    if "_ARGCOMPLETE" in os.environ:
        from alliance_tui.cli.completing import complete

        complete(parser)
    try:
        try:
            arguments = parser.parse_args(argv)
            return int(arguments.run(arguments))
        finally:
            sys.stdout.flush()
    except Exit as error:
        narrate(error.message)
        return error.code
    except BrokenPipeError:
        # The reader of a pipe (head) had enough; keep Python from saying so at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


class _Parser(argparse.ArgumentParser):
    """Names the word that was probably meant."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to learn more, and end the program."""
        wrong = re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)$", message)
        if wrong:
            from alliance_tui.reading.problems import nearest

            close = nearest(wrong[1], re.findall(r"[\w-]+", wrong[2]))
            hint = f"did you mean “{close}”?" if close else f"one of {wrong[2]}"
            message = f"{message[: wrong.start()]}invalid choice: '{wrong[1]}'; {hint}"
        narrate(f"{message}\n  see: {self.prog} --help")
        raise SystemExit(USAGE)


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    data = _Parser(add_help=False)
    data.add_argument(
        "-d",
        "--data",
        metavar="PATH",
        default=argparse.SUPPRESS,
        help=f"another data set: a YAML file or a folder of them (or ${DATA_VARIABLE})",
    )
    parser = _Parser(
        prog="alliance-tui",
        usage="alliance-tui [options] [COMMAND [options]]",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[data],
    )
    parser.add_argument("--version", action="version", version=f"alliance-tui {__version__}")
    open_app.add_arguments(parser)
    parser.set_defaults(run=open_app.run)
    commands = parser.add_subparsers(
        title="commands",
        description=_command_list(),
        prog="alliance-tui",
        metavar="COMMAND",
        help=argparse.SUPPRESS,  # the description lists them, in groups
    )
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME,
            help=command.SUMMARY,
            description=command.SUMMARY[0].upper() + command.SUMMARY[1:] + ".",
            epilog="examples:\n" + command.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[] if command in WITHOUT_DATA else [data],
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def _command_list() -> str:
    longest = max(len(command.NAME) for command in COMMANDS)
    lines: list[str] = []
    for title, group in GROUPS.items():
        lines.append(f"{title}:")
        lines += [f"  {command.NAME:<{longest}}  {command.SUMMARY}" for command in group]
    return "\n".join(lines)
