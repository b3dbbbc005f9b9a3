"""What the commands that ask something share: query, day, clock, and records by their names."""

from __future__ import annotations

import argparse
from typing import get_args

from alliance_tui.cli.common import USAGE, Exit, narrate, open_data, underlined
from alliance_tui.model.dataset import Item
from alliance_tui.model.dates import DateError, day_words, is_date, parse_day
from alliance_tui.model.records import Country
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Clock, Moment
from alliance_tui.query.terms import EVERYTHING, Query, QueryError


def add_asking(parser: argparse.ArgumentParser, *, query: bool = True, day: bool = True) -> None:
    """Declare the arguments."""
    group = parser.add_argument_group("the question")
    if query:
        group.add_argument(
            "-q",
            "--query",
            metavar="Q",
            default="",
            help="only rows for which this holds; see: alliance-tui query",
        )
    if day:
        group.add_argument(
            "--as-of",
            metavar="DAY",
            help="for this day, YYYY-MM-DD (default: the last vouched for)",
        )
    group.add_argument(
        "--clock",
        choices=get_args(Clock),
        default="happened",
        help="count what had happened by then, or only what was known by then",
    )


class Asked:
    """An open data set with the question that was asked of it."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        """Open the data set and read the question.

        Raises:
            Exit: the data set cannot be opened, or the question cannot be read.
        """
        loaded = open_data(arguments)
        self.loaded = loaded
        self.dataset = loaded.dataset
        self.answers = Answers(loaded.dataset)
        self.moment = self._moment(arguments)
        self.text = _unicode(getattr(arguments, "query", "")).strip()
        self.query = self._query(self.text)

    def countries(self, moment: Moment | None = None) -> tuple[Country, ...]:
        """The countries for which the query holds, by name; without a query all of them."""
        if self.query == EVERYTHING:
            return self.dataset.countries
        return self.answers.countries(self.query, moment or self.moment)

    def item(self, text: str) -> Item:
        """The record that *text* names: by its id, or a country or a group by its name.

        Raises:
            Exit: there is none.
        """
        from alliance_tui.query.names import find_item, nearest_names

        item = find_item(self.dataset, text)
        if item is None:
            raise Exit(USAGE, f"nothing is called “{text}”{nearest_names(self.dataset, text)}")
        return item

    def country(self, text: str) -> str:
        """The id of the country that *text* names.

        Raises:
            Exit: there is none.
        """
        from alliance_tui.query.names import find_item, nearest_names

        item = find_item(self.dataset, text)
        if not isinstance(item, Country):
            raise Exit(USAGE, f"no country “{text}”{nearest_names(self.dataset, text)}")
        return item.id

    def _moment(self, arguments: argparse.Namespace) -> Moment:
        last = self.dataset.as_of
        if arguments.as_of is None:
            return Moment(last, arguments.clock)
        try:
            day = typed_day(arguments.as_of)
        except DateError as error:
            raise Exit(USAGE, f"--as-of: {error}") from None
        if day > last:
            narrate(f"the data set vouches for nothing after {day_words(last)}; showing that day")
        return Moment(min(day, last), arguments.clock)

    def _query(self, text: str) -> Query:
        try:
            return self.answers.query(text)
        except QueryError as error:
            marked = underlined(text, error.start, error.end)
            raise Exit(USAGE, f"--query: {error.message}\n{marked}") from None


def typed_day(text: str) -> int:
    """One exact day, as an ordinal, in figures or in words.

    Raises:
        DateError: it is none.
    """
    from alliance_tui.model.date_hints import typed_when

    return parse_day(text if is_date(text) else typed_when(text).text)


def _unicode(text: str) -> str:
    """An argument with a question mark for each byte that is no UTF-8."""
    return text.encode(errors="replace").decode()
