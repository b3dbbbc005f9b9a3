"""What the commands that print an answer share: format, signs, colours, width."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from alliance_tui.cli.ascii_stream import only_ascii
from alliance_tui.pages.glyphs import Glyphs, glyphs_for
from alliance_tui.pages.page import Page, Role
from alliance_tui.pages.sheet import Painter, Sheet, plain

if TYPE_CHECKING:
    import argparse

    from alliance_tui.cli.question import Asked

FORMATS = ("table", "csv", "json", "md")


def add_format(
    parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS, *, long: str | None = None
) -> None:
    """Declare the arguments that shape the output; *long* tells what --long does, if anything."""
    from argparse import SUPPRESS

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
        default=SUPPRESS,  # it may stand before the command
        help="signs of ASCII only",
    )
    if long is not None:
        group.add_argument("--long", action="store_true", help=long)


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
        from alliance_tui.pages.plain import json_text

        print(json_text(data))
    elif arguments.format == "csv":
        from alliance_tui.pages.sheet import csv_text

        print(csv_text(sheet), end="")
    elif arguments.format == "md":
        from alliance_tui.pages.sheet import markdown_table

        print(markdown_table(sheet))
    else:
        from alliance_tui.pages.sheet import table_text
        from alliance_tui.pages.standing import marks_told

        signs, paint = glyphs(arguments), painter()
        print(table_text(sheet, paint, screen_width(), signs.ellipsis))
        marks = marks_told(sheet, signs)
        if marks:
            print(paint(marks, "dim"))


def print_answer(
    asked: Asked,
    sheet: Sheet,
    arguments: argparse.Namespace,
    data: Callable[[], Mapping[str, Any]],
) -> None:
    """Print *sheet* in the chosen format; JSON gets what was asked, and then *data*."""
    answer = None
    if arguments.format == "json":
        from alliance_tui.pages.lists import head_data

        answer = {**head_data(asked.answers, asked.moment, asked.text), **data()}
    print_sheet(sheet, arguments, answer)


def coloured(text: str, role: Role) -> str:
    """*text* in the colour of *role*."""
    code = _CODES.get(role)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text.strip() else text


_CODES: Mapping[Role, str] = {
    "strong": "1",
    "heading": "1;4",
    "label": "2",
    "dim": "2",
    "quote": "3",
    "query": "36",
    "good": "34",
    "bad": "33",
    "denied": "33",
    "stance-supports": "1;31",
    "stance-withholds": "36",
    "stance-opposes": "1;34",
    "stance-mixed": "35",
    "stance-disputed": "33",
    "stance-none": "2",
    "stance-earlier": "2;31",
    "stance-context": "2",
    "stance-unassessed": "2",
    "tone-subject": "1",
    "tone-strong-support": "1;31",
    "tone-support": "31",
    "tone-mixed": "35",
    "tone-neutral": "2",
    "tone-distancing": "36",
    "tone-opposition": "1;34",
    "vote-for": "1;34",
    "vote-against": "1;31",
    "vote-abstain": "37",
    "vote-absent": "2",
}
"""The colours of roles, among the terminal's own sixteen."""
