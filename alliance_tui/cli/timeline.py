"""``alliance-tui timeline``: events, and claims that belong to none, by date."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE
from alliance_tui.cli.question import Asked, add_asking, add_format, glyphs, print_sheet
from alliance_tui.cli.records import country_called

SUMMARY = "list events by date, all or those of one country"
EXAMPLES = """\
  alliance-tui timeline                              everything, by date
  alliance-tui timeline ARM                          what Armenia took part in, and how
  alliance-tui timeline -q "kind:summit not-signed:any"
  alliance-tui timeline --long -q "group:CSTO vote:any=against" -f csv
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("country", nargs="?", help="id or name of a country: only its own rows")
    add_asking(parser)
    add_format(parser, long="one row for each participant: role, vote, signature")


def run(arguments: argparse.Namespace) -> int:
    """Print the timeline."""
    from alliance_tui.pages.lists import head_data, timeline_data, timeline_sheet
    from alliance_tui.query.timeline import timeline_rows

    asked = Asked(arguments)
    mine = country_called(asked.dataset, arguments.country) if arguments.country else None
    rows = timeline_rows(asked.answers, asked.query, asked.moment, mine)
    if arguments.long:
        from alliance_tui.pages.long_form import parts_sheet
        from alliance_tui.pages.sheet import rows_data

        sheet = parts_sheet(asked.answers, rows, asked.query, asked.moment, mine)
        data = None
        if arguments.format == "json":
            data = head_data(asked.answers, asked.moment, asked.text)
            data["country"] = mine
            data["rows"] = rows_data(sheet)
        print_sheet(sheet, arguments, data)
        return DONE
    data = None
    if arguments.format == "json":
        data = head_data(asked.answers, asked.moment, asked.text)
        data["country"] = mine
        data["timeline"] = timeline_data(rows)
    sheet = timeline_sheet(asked.answers, rows, mine, asked.moment, glyphs(arguments))
    print_sheet(sheet, arguments, data)
    return DONE
