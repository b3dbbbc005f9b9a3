"""What ``alliance-tui`` prints where there is no terminal to open the explorer in."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE
from alliance_tui.cli.question import Asked, glyphs, painter, screen_width


def run(arguments: argparse.Namespace) -> int:
    """Print the overview: what the data set is, and where everybody stands."""
    from alliance_tui.pages.lists import countries_sheet
    from alliance_tui.query.language import EVERYTHING
    from alliance_tui.views.overview import overview_text

    arguments.as_of, arguments.clock, arguments.query = None, "happened", ""
    asked = Asked(arguments)
    countries = asked.answers.countries(EVERYTHING, asked.moment)
    signs = glyphs(arguments)
    sheet = countries_sheet(asked.answers, countries, asked.moment, signs)
    print(overview_text(asked.answers, sheet, signs, painter(), screen_width()))
    return DONE
