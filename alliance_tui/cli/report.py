"""``alliance-tui report``: what the program kept of its latest failure."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE, USAGE, Exit, narrate

SUMMARY = "print what was kept of the program's latest failure, to hand on"
EXAMPLES = """\
  alliance-tui report                    versions, calls and last keys; no text of the data set
  alliance-tui report --path             the file in which it lies
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--path", action="store_true", help="print only where the report lies")


def run(arguments: argparse.Namespace) -> int:
    """Print the report, or where it lies."""
    from alliance_tui.pages.safe import neutral
    from alliance_tui.user.folders import read_file
    from alliance_tui.user.reports import MOST_BYTES, latest_report

    path = latest_report()
    if path is None:
        narrate("there is no report: nothing has failed here")
        return DONE
    if arguments.path:
        print(neutral(str(path)))
        return DONE
    try:
        lines = read_file(path, MOST_BYTES).decode("utf-8", "replace").split("\n")
    except OSError as error:
        raise Exit(USAGE, f"{path} cannot be read: {error.strerror}") from None
    print("\n".join(map(neutral, lines)), end="")
    return DONE
