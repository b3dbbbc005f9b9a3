"""``alliance-tui votes``: countries by roll calls, and how often each voted like one of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from alliance_tui.cli.common import DONE
from alliance_tui.cli.ordering import add_ordering, sections_asked, sort_of
from alliance_tui.cli.output import add_format, glyphs, print_answer
from alliance_tui.cli.question import Asked, add_asking
from alliance_tui.query.ordering import COLUMN, Section

SUMMARY = "countries by roll calls: who voted how, and how often alike"
EXAMPLES = """\
  alliance-tui votes -q "after:2022-02-24" --sort alike      most like the subject first
  alliance-tui votes --like CHN -q group:CSTO                measured against another country
  alliance-tui votes -q vote:unga-es-11-1 --group region     one roll call, by region
"""

ALIKE = "alike"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_asking(parser)
    group = add_ordering(parser, f", {ALIKE}, or the id of a vote")
    group.add_argument(
        "--like", metavar="COUNTRY", help="whose votes are compared with (default: the subject's)"
    )
    add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the votes."""
    from alliance_tui.query.votes import by_agreement, by_vote, roll_calls
    from alliance_tui.views.board import TOTAL, Board
    from alliance_tui.views.board_sheets import sections_sheet, votes_data
    from alliance_tui.views.votes import VoteBoard

    asked = Asked(arguments)
    answers, moment = asked.answers, asked.moment
    subject = asked.dataset.metadata.subject
    like = asked.country(arguments.like) if arguments.like else subject
    calls = roll_calls(answers, asked.query, moment)
    events = [calls.event(number).id for number in range(len(calls))]
    sort = sort_of(
        arguments, {ALIKE: COLUMN + TOTAL, **{event: COLUMN + event for event in events}}
    )
    rows = sections_asked(asked, arguments, sort)
    column = sort.removeprefix(COLUMN)
    if column == TOTAL:
        rows = tuple(
            replace(each, countries=by_agreement(calls, each.countries, like, moment.day))
            for each in rows
        )
    elif column in events:
        rows = tuple(
            replace(each, countries=by_vote(calls, each.countries, column)) for each in rows
        )

    def board(shown: Sequence[Section]) -> Board:
        return VoteBoard(calls, shown, like, moment, glyphs(arguments), 0)

    def data() -> dict[str, Any]:
        order = {"sort": arguments.sort, "group": arguments.group}
        return {**order, **votes_data(calls, rows, like, moment)}

    sheet = sections_sheet(rows, board, titled=arguments.group != "none")
    print_answer(asked, sheet, arguments, data)
    return DONE
