"""``alliance-tui list``: every country, where it stands, and its posture."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE
from alliance_tui.cli.question import Asked, add_asking, add_format, glyphs, print_sheet

SUMMARY = "list countries with their stances and postures"
EXAMPLES = """\
  alliance-tui list                                  every country
  alliance-tui list -q "supports:arms group:CSTO"    those for which a query holds
  alliance-tui list --as-of 2022-03-01 -f csv        on another day, for a spreadsheet
  alliance-tui list --long -q "denied:actor"         the claims themselves, one a row
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_asking(parser)
    add_format(parser, long="one row for each claim, with how well it stands")


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    from alliance_tui.pages.lists import countries_data, countries_sheet, head_data

    asked = Asked(arguments)
    if arguments.long:
        from alliance_tui.pages.long_form import claims_sheet
        from alliance_tui.pages.sheet import rows_data

        sheet = claims_sheet(asked.answers, asked.query, asked.moment)
        rows = None
        if arguments.format == "json":
            rows = head_data(asked.answers, asked.moment, asked.text)
            rows["rows"] = rows_data(sheet)
        print_sheet(sheet, arguments, rows)
        return DONE
    answers, moment = asked.answers, asked.moment
    countries = asked.countries()
    data = None
    if arguments.format == "json":
        data = head_data(answers, moment, asked.text)
        data["countries"] = countries_data(answers, countries, moment)
    print_sheet(countries_sheet(answers, countries, moment, glyphs(arguments)), arguments, data)
    return DONE
