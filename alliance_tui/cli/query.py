"""``alliance-tui query``: what can be asked, and what a query says."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE
from alliance_tui.cli.output import add_format, print_answer
from alliance_tui.cli.question import Asked, add_asking

SUMMARY = "what can be asked: every field and its values; or a query in words"
EXAMPLES = """\
  alliance-tui query                                  the fields and what they take
  alliance-tui query "supports:arms -group:CSTO"      what it says, and how much it finds
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("query", nargs="?", default="", metavar="Q", help="a query to put in words")
    add_asking(parser, query=False)
    add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the fields, or what the query says."""
    from alliance_tui.pages.lists import fields_sheet, said_sheet
    from alliance_tui.pages.sheet import rows_data

    asked = Asked(arguments)
    if asked.text:
        said = said_sheet(asked.answers, asked.query, asked.moment)
        data = {str(name.value): told.value for name, told in said.rows}
        print_answer(asked, said, arguments, lambda: data)
    else:
        fields = fields_sheet(asked.dataset)
        print_answer(asked, fields, arguments, lambda: {"fields": rows_data(fields)})
    return DONE
