"""The order of rows: by what they are sorted, and the sections that they are put in."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from alliance_tui.cli.common import USAGE, Exit
from alliance_tui.cli.question import Asked
from alliance_tui.query.ordering import GROUPINGS, SORTS, Section


def add_ordering(parser: argparse.ArgumentParser, columns: str) -> argparse._ArgumentGroup:
    """Declare the arguments; *columns* ends the list of what rows may be sorted by."""
    group = parser.add_argument_group("the order")
    group.add_argument(
        "--sort", metavar="BY", default="name", help=f"by {', '.join(SORTS)}{columns}"
    )
    group.add_argument(
        "--group",
        choices=[each for each in GROUPINGS if each != "auto"],
        default="none",
        help="sections, in which a country stands once for each of its groups",
    )
    return group


def sort_of(arguments: argparse.Namespace, columns: Mapping[str, str]) -> str:
    """The sort asked for, as a view state names it.

    Args:
        arguments: the arguments.
        columns: the words for sorts by a column, each with the sort.

    Raises:
        Exit: there is no such sort.
    """
    asked: str = arguments.sort
    if asked in SORTS:
        return asked
    by_column = {name.casefold(): sort for name, sort in columns.items()}.get(asked.casefold())
    if by_column is not None:
        return by_column
    from alliance_tui.nearest import did_you_mean

    hint = did_you_mean(asked, (*SORTS, *columns))
    raise Exit(USAGE, f"--sort: nothing to sort by is called “{asked}”{hint}")


def sections_asked(asked: Asked, arguments: argparse.Namespace, sort: str) -> tuple[Section, ...]:
    """The countries of the question in their order and sections."""
    from alliance_tui.query.ordering import ordered, sections

    countries = ordered(asked.answers, asked.countries(), sort, asked.moment)
    return sections(asked.answers, countries, arguments.group, asked.moment)
