"""``alliance-tui show``: everything that is told of one record."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE
from alliance_tui.cli.output import add_format, glyphs, print_page
from alliance_tui.cli.question import Asked, add_asking
from alliance_tui.model.records import Country

SUMMARY = "show one country, event, claim, source, group or tie"
EXAMPLES = """\
  alliance-tui show BLR                    a country: what it promised and what it did
  alliance-tui show csto-moscow-2022-05    a summit: who came, spoke, signed
  alliance-tui show BLR --why              why it has its posture and its stances
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("id", help="an id, or the name of a country or group")
    parser.add_argument("--why", action="store_true", help="explain a country's posture")
    add_asking(parser, query=False)
    add_format(parser, ("text", "json", "md"))


def run(arguments: argparse.Namespace) -> int:
    """Print the record."""
    asked = Asked(arguments)
    item = asked.item(arguments.id)
    if arguments.format == "json":
        from alliance_tui.pages.plain import json_text
        from alliance_tui.pages.record_data import item_data

        print(json_text(item_data(asked.answers, item, asked.moment)))
        return DONE
    from alliance_tui.pages.telling import Telling

    telling = Telling(asked.answers, asked.moment, glyphs(arguments))
    if arguments.why and isinstance(item, Country):
        from alliance_tui.pages.why import why_page

        page = why_page(telling, item)
    else:
        from alliance_tui.pages.record import page_of

        page = page_of(telling, item)
    print_page(page, arguments)
    return DONE
