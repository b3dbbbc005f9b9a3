"""``alliance-tui timeline``: events, and claims that belong to none, by date."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE
from alliance_tui.cli.output import add_format, glyphs, print_answer
from alliance_tui.cli.question import Asked, add_asking

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
    from alliance_tui.pages.lists import timeline_data, timeline_sheet
    from alliance_tui.query.timeline import timeline_rows

    asked = Asked(arguments)
    mine = asked.country(arguments.country) if arguments.country else None
    rows = timeline_rows(asked.answers, asked.query, asked.moment, mine)
    if arguments.long:
        from alliance_tui.pages.long_form import parts_sheet
        from alliance_tui.pages.sheet import rows_data

        parts = parts_sheet(asked.answers, rows, asked.query, asked.moment, mine)
        print_answer(asked, parts, arguments, lambda: {"country": mine, "rows": rows_data(parts)})
        return DONE
    sheet = timeline_sheet(asked.answers, rows, mine, asked.moment, glyphs(arguments))
    print_answer(
        asked, sheet, arguments, lambda: {"country": mine, "timeline": timeline_data(rows)}
    )
    return DONE
