"""What the commands that ask something share: query, day, clock, format."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, get_args

from alliance_tui.cli.ansi import coloured, plain
from alliance_tui.cli.ascii_stream import only_ascii
from alliance_tui.cli.common import USAGE, Exit, narrate, open_data, underlined
from alliance_tui.model.dates import DateError, day_words, is_date, parse_day
from alliance_tui.model.records import Country
from alliance_tui.pages.glyphs import Glyphs, glyphs_for
from alliance_tui.pages.page import Page
from alliance_tui.pages.sheet import Painter, Sheet
from alliance_tui.query.answers import Answers
from alliance_tui.query.language import EVERYTHING, Query, QueryError
from alliance_tui.query.stance import Clock, Moment

FORMATS = ("table", "csv", "json", "md")


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


def add_format(
    parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS, *, long: str | None = None
) -> None:
    """Declare the arguments that shape the output; *long* tells what --long does, if anything."""
    group = parser.add_argument_group("the answer")
    group.add_argument(
        "-f",
        "--format",
        choices=formats,
        default=formats[0],
        metavar="AS",
        help=f"{', '.join(formats)} (default: {formats[0]})",
    )
    group.add_argument(
        "--ascii",
        action="store_true",
        default=argparse.SUPPRESS,  # it may stand before the command
        help="signs of ASCII only",
    )
    if long is not None:
        group.add_argument("--long", action="store_true", help=long)


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


def use_ascii(arguments: argparse.Namespace) -> bool:
    """Whether only ASCII may be shown: asked for, or the terminal cannot do more."""
    return getattr(arguments, "ascii", False) or only_ascii()


def glyphs(arguments: argparse.Namespace) -> Glyphs:
    """The signs to use."""
    return glyphs_for(ascii_only=use_ascii(arguments))


def painter() -> Painter:
    """Colours on a terminal; none in a pipe or with NO_COLOR."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return coloured if colour and os.environ.get("TERM") != "dumb" else plain


def screen_width() -> int | None:
    """The width of the terminal in cells; none where the output is no terminal."""
    if not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return None


def print_page(page: Page, arguments: argparse.Namespace) -> None:
    """Print *page* as text, or as Markdown where that is the chosen format."""
    if arguments.format == "md":
        from alliance_tui.pages.markdown import markdown_page

        print(markdown_page(page), end="")
        return
    from alliance_tui.views.text import page_text

    print(page_text(page, painter(), screen_width()))


def print_sheet(sheet: Sheet, arguments: argparse.Namespace, data: Any) -> None:
    """Print *sheet* in the chosen format; *data* is what JSON gets."""
    if arguments.format == "json":
        from alliance_tui.pages.json_text import json_text

        print(json_text(data))
    elif arguments.format == "csv":
        from alliance_tui.pages.sheet import csv_text

        print(csv_text(sheet), end="")
    elif arguments.format == "md":
        from alliance_tui.pages.sheet import markdown_table

        print(markdown_table(sheet))
    else:
        from alliance_tui.pages.sheet import table_text
        from alliance_tui.pages.telling import marks_told

        signs, paint = glyphs(arguments), painter()
        print(table_text(sheet, paint, screen_width(), signs.ellipsis))
        marks = marks_told(sheet, signs)
        if marks:
            print(paint(marks, "dim"))
