"""``alliance-tui info``: what the data set is, how much is in it, and what it rests on."""

from __future__ import annotations

import argparse

from msgspec.structs import astuple

from alliance_tui.cli.common import DONE, open_data
from alliance_tui.cli.output import add_format, print_page, print_sheet

SUMMARY = "about the data set: version, counts, balance of sources, problems"
EXAMPLES = """\
  alliance-tui info                      the bundled data set
  alliance-tui info -d my-data/          one of your own
  alliance-tui info -f json              for a program
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_format(parser, ("text", "csv", "json", "md"))


def run(arguments: argparse.Namespace) -> int:
    """Print what is told of the data set."""
    from alliance_tui.pages.info import State, info_data, info_page, info_parts, info_sheet

    loaded = open_data(arguments)
    _, causes, warnings, left_out = astuple(loaded.counts)
    state = State(str(loaded.path), causes, warnings, left_out)
    parts = info_parts(loaded.dataset, state)
    if arguments.format in ("text", "md"):
        print_page(info_page(parts), arguments)
    else:
        print_sheet(info_sheet(parts), arguments, info_data(parts))
    return DONE
