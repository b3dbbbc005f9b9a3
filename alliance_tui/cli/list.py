"""``alliance-tui list``: every country, where it stands, and its posture."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE
from alliance_tui.cli.output import add_format, glyphs, print_answer
from alliance_tui.cli.question import Asked, add_asking
from alliance_tui.pages.standing import countries_sheet

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
    asked = Asked(arguments)
    if arguments.long:
        from alliance_tui.pages.long_form import claims_sheet
        from alliance_tui.pages.sheet import rows_data

        claims = claims_sheet(asked.answers, asked.query, asked.moment)
        print_answer(asked, claims, arguments, lambda: {"rows": rows_data(claims)})
        return DONE
    countries = asked.countries()
    sheet = countries_sheet(asked.answers, countries, asked.moment, glyphs(arguments))

    def data() -> dict[str, object]:
        from alliance_tui.pages.lists import countries_data

        return {"countries": countries_data(asked.answers, countries, asked.moment)}

    print_answer(asked, sheet, arguments, data)
    return DONE
