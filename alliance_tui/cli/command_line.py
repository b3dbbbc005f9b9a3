"""The command line: what a person may type, and which command is meant."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from alliance_tui import __version__
from alliance_tui.cli import open as open_app
from alliance_tui.cli.commands import GROUPS, NAMES, WITHOUT_DATA, Command, commands
from alliance_tui.cli.common import DATA_VARIABLE, USAGE, narrate
from alliance_tui.user.folders import can_be_seen, user_path

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

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
3 nothing of the data set can be opened, 4 what was asked for cannot be written,
70 the program failed, see alliance-tui report; 128 and more: ended by a signal.
"""


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """The arguments that *words* are; help, corrections and completions need every command."""
    if "_ARGCOMPLETE" in os.environ:
        from alliance_tui.cli.shell import complete

        complete(build_parser())
    words = _with_queries(words)
    if not {"-h", "--help"}.intersection(words):
        called = [name for name in NAMES if name in words]
        with suppress(_UnclearError):
            return build_parser(called, _Quick).parse_args(words)
    return build_parser().parse_args(words)


_OPTION = re.compile(
    r"-[dfhmoq]|-f(?:table|text|csv|json|md|html)|--[a-z][a-z-]*(?:=.*)?", re.DOTALL
)


def _with_queries(words: Sequence[str]) -> list[str]:
    """*words* with a blank before each query that would be taken for an option."""
    told = list(words)
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        of_command = "query" in words[:place] and before not in ("-d", "--data", "-f", "--format")
        glued = word.startswith("-d") and can_be_seen(user_path(word[2:]))
        asked = before in ("-q", "--query") or (of_command and not glued)
        if asked and word.startswith("-") and word != "--" and not _OPTION.fullmatch(word):
            told[place] = f" {word}"
    return told


class _UnclearError(Exception):
    """The command line cannot be read with the commands that it names."""


class _Parser(argparse.ArgumentParser):
    """Names the word that was probably meant, and does not hide that nothing can be printed."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to learn more, and end the program."""
        wrong = re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)$", message)
        if wrong:
            from alliance_tui.nearest import nearest

            close = nearest(wrong[1], re.findall(r"[\w-]+", wrong[2]))
            hint = f"did you mean “{close}”?" if close else f"one of {wrong[2]}"
            message = f"{message[: wrong.start()]}invalid choice: '{wrong[1]}'; {hint}"
        narrate(f"{message}\n  see: {self.prog} --help")
        raise SystemExit(USAGE)


class _Quick(_Parser):
    """Leaves it to a parser of every command to say what is wrong; it prints no help."""

    def _get_formatter(self) -> argparse.HelpFormatter:
        return argparse.HelpFormatter(self.prog, width=80)  # else it asks for the screen's

    def error(self, message: str) -> NoReturn:
        """Give up."""
        raise _UnclearError


def build_parser(
    names: Collection[str] = NAMES, kind: type[_Parser] = _Parser
) -> argparse.ArgumentParser:
    """The parser of the command line, as far as it has the commands called *names*."""
    data = kind(add_help=False)
    data.add_argument(
        "-d",
        "--data",
        metavar="PATH",
        default=argparse.SUPPRESS,
        help="another data set: a YAML file, a folder of them or a SQLite database "
        f"(or ${DATA_VARIABLE})",
    )
    parser = kind(
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
    if not names:
        return parser
    known = commands(names)
    below = parser.add_subparsers(
        title="commands",
        description=_command_list(known) if len(known) == len(NAMES) else None,
        prog="alliance-tui",
        metavar="COMMAND",
        help=argparse.SUPPRESS,  # the description lists them, in groups
    )
    for name, command in known.items():
        sub = below.add_parser(
            name,
            help=command.SUMMARY,
            description=command.SUMMARY[0].upper() + command.SUMMARY[1:] + ".",
            epilog="examples:\n" + command.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[] if name in WITHOUT_DATA else [data],
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def _command_list(known: Mapping[str, Command]) -> str:
    longest = max(map(len, known))
    lines: list[str] = []
    for title, group in GROUPS.items():
        lines.append(f"{title}:")
        lines += [f"  {name:<{longest}}  {known[name].SUMMARY}" for name in group]
    return "\n".join(lines)
