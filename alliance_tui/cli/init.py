"""``alliance-tui init``: a data set of one's own to start from."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import CANNOT_WRITE, DONE, USAGE, Exit, narrate

SUMMARY = "begin a data set of your own: a small one that explains itself"
EXAMPLES = """\
  alliance-tui init my-data/             write it; nothing is ever overwritten
  alliance-tui init ~/allies/            then: alliance-tui -d ~/allies/
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("path", help="a folder that does not exist yet or is empty")


def run(arguments: argparse.Namespace) -> int:
    """Write the data set, print its files, and say how to go on."""
    import shlex

    from alliance_tui.pages.safe import neutral
    from alliance_tui.reading.starting import start_data_set
    from alliance_tui.user.folders import user_path

    folder = user_path(arguments.path)
    try:
        written = start_data_set(folder)
    except FileExistsError:
        raise Exit(USAGE, f"{folder} is there already and not empty; nothing was written") from None
    except OSError as error:
        code = USAGE if isinstance(error, NotADirectoryError) else CANNOT_WRITE
        raise Exit(code, f"{folder} cannot be written: {error.strerror}") from None
    for file in written:
        print(neutral(str(file)))
    shown = shlex.quote(str(folder))
    narrate(
        f"open it with: alliance-tui -d {shown}\n"
        f"  check it with: alliance-tui check --strict {shown}"
    )
    return DONE
