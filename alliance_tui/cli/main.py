"""The entry point: which command, which data set, and how it ends."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from alliance_tui import __version__
from alliance_tui.cli import check, diff, info, matrix, show, sources, timeline, votes
from alliance_tui.cli import list as list_countries
from alliance_tui.cli import open as open_app
from alliance_tui.cli.common import DATA_VARIABLE, DONE, Exit, narrate

COMMANDS = (list_countries, show, timeline, matrix, votes, diff, sources, info, check)

DESCRIPTION = """\
Explore who supported whom, in which way, since when, and on what evidence.

Without a command the explorer opens; piped or redirected, it prints an overview.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the arguments *argv*; the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # rather than end in the middle
    parser = build_parser()
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


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument(
        "-d",
        "--data",
        metavar="PATH",
        default=argparse.SUPPRESS,
        help=f"another data set: a YAML file or a folder of them (or ${DATA_VARIABLE})",
    )
    parser = argparse.ArgumentParser(
        prog="alliance-tui",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[data],
    )
    parser.add_argument("--version", action="version", version=f"alliance-tui {__version__}")
    open_app.add_arguments(parser)
    parser.set_defaults(run=open_app.run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME,
            help=command.SUMMARY,
            description=command.SUMMARY.capitalize() + ".",
            epilog="examples:\n" + command.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[data],
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser
