"""``alliance-tui matrix``: countries by kinds of support, where each stands and since when."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from alliance_tui.cli.common import DONE
from alliance_tui.cli.ordering import add_ordering, sections_asked, sort_of
from alliance_tui.cli.output import add_format, glyphs, print_answer, screen_width
from alliance_tui.cli.question import Asked, add_asking
from alliance_tui.query.ordering import COLUMN, Section

SUMMARY = "countries by kinds of support: where each stands, and since when"
EXAMPLES = """\
  alliance-tui matrix -q group:CSTO                  some countries
  alliance-tui matrix --sort arms --group region     by one column, in sections
  alliance-tui matrix --as-of 2022-12-31 -f csv      with the day since when, for a spreadsheet
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_asking(parser)
    add_ordering(parser, ", or a support type")
    add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the matrix."""
    from alliance_tui.pages.sheet import table_width
    from alliance_tui.views.board import Board
    from alliance_tui.views.board_sheets import matrix_data, month_beside_sign, sections_sheet
    from alliance_tui.views.matrix import Matrix

    asked = Asked(arguments)
    answers, moment, signs = asked.answers, asked.moment, glyphs(arguments)
    columns = {each.id: COLUMN + each.id for each in asked.dataset.scored_types}
    rows = sections_asked(asked, arguments, sort_of(arguments, columns))

    def board(shown: Sequence[Section]) -> Board:
        return Matrix(answers, shown, moment, signs, 0)

    sheet = sections_sheet(rows, board, titled=arguments.group != "none")
    if arguments.format == "table":
        cells, wide = screen_width(), month_beside_sign(sheet)
        fits = cells is None or table_width(wide) <= cells
        sheet = wide if fits else month_beside_sign(sheet, months=False)

    def data() -> dict[str, Any]:
        order = {"sort": arguments.sort, "group": arguments.group}
        return {**order, **matrix_data(answers, rows, moment)}

    print_answer(asked, sheet, arguments, data)
    return DONE
