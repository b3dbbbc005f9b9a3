"""``alliance-tui`` without a command: the explorer, or in a pipe the overview."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from alliance_tui.cli.common import (
    CANNOT_OPEN,
    DONE,
    USAGE,
    Exit,
    cannot_open_text,
    data_path,
    narrate,
    open_data,
    underlined,
    view_written,
)
from alliance_tui.cli.main import without
from alliance_tui.reading.load import CannotOpenError, Unread, takes_time
from alliance_tui.user import picture

if TYPE_CHECKING:
    import argparse

    from alliance_tui.query.view import ViewState


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the explorer."""
    group = parser.add_argument_group("the explorer")
    group.add_argument("--view", metavar="S", help="open with this view, as in explore?q=…")
    group.add_argument("--plain", action="store_true", help="print what the screen would show")
    group.add_argument("--fresh", action="store_true", help="leave the last session alone")
    group.add_argument("--theme", metavar="NAME", help="colours, such as alliance-light")
    group.add_argument("--ascii", action="store_true", help="signs and borders of ASCII only")


def without_words() -> argparse.Namespace:
    """What a command line without a word asks for, which nobody needs to read."""
    told = SimpleNamespace(run=run, view=None, plain=False, fresh=False, theme=None, ascii=False)
    return cast("argparse.Namespace", told)


def run(arguments: argparse.Namespace) -> int:
    """Open the explorer; print what it would show where there is no terminal."""
    view = view_written(arguments.view) if arguments.view else None
    if arguments.plain:
        return _print_view(arguments, view)
    served = _in_browser()
    in_terminal = sys.stdout.isatty() and sys.stdin.isatty()
    if in_terminal and not served and os.environ.get("TERM") == "dumb":
        narrate("this terminal (TERM=dumb) cannot show the explorer; here is the overview")
        in_terminal = False
    if not (served or in_terminal):
        return _print_overview(arguments)
    from alliance_tui.cli.output import use_ascii
    from alliance_tui.nearest import did_you_mean
    from alliance_tui.tui.commands import WHERE
    from alliance_tui.user.config import THEMES, read_config

    if arguments.theme is not None and arguments.theme not in THEMES:
        hint = did_you_mean(arguments.theme, THEMES, few=0)
        raise Exit(USAGE, f"--theme: no theme “{arguments.theme}”{hint}")
    read = read_config(WHERE)
    for problem in read.problems:
        narrate(f"{read.path}: {problem}")
        picture.forgo()
    ascii_only = read.config.ascii == "always" or (
        read.config.ascii == "auto" and use_ascii(arguments)
    )
    path = data_path(arguments)
    on_screen = in_terminal and not picture.is_shown() and takes_time(path)
    opened = Unread(path) if on_screen else open_data(arguments, quietly=True, keep_later=True)
    with without("ssl"):  # nothing here speaks TLS
        from alliance_tui.tui.start import start
    try:
        return start(
            opened,
            view,
            read.config,
            ascii_only=ascii_only or arguments.ascii,
            theme=arguments.theme,
            fresh=arguments.fresh,
            served=served,
        )
    except CannotOpenError as error:
        raise Exit(CANNOT_OPEN, cannot_open_text(error)) from None


def _in_browser() -> bool:
    """Whether Textual draws for a browser at the other end of the pipe."""
    return "web" in os.environ.get("TEXTUAL_DRIVER", "")


def _print_view(arguments: argparse.Namespace, view: ViewState | None) -> int:
    """Print list, detail and timeline of *view*, or of the opening view."""
    from alliance_tui.cli.output import glyphs, painter, screen_width
    from alliance_tui.query.answers import Answers
    from alliance_tui.query.view import ViewState, view_from_text
    from alliance_tui.views.scene import Scene
    from alliance_tui.views.text import screen_text

    loaded = open_data(arguments)
    scene = Scene(Answers(loaded.dataset), glyphs(arguments))
    opening = loaded.dataset.metadata.opening
    shown = view or (view_from_text(opening).view if opening else ViewState())
    error = scene.asked(shown).error
    if view is not None and error is not None:
        marked = underlined(shown.query, error.start, error.end)
        raise Exit(USAGE, f"--view: {error.message}\n{marked}")
    print(screen_text(scene, scene.opened(shown), painter(), screen_width()))
    return DONE


def _print_overview(arguments: argparse.Namespace) -> int:
    """Print the overview: what the data set is, and where everybody stands."""
    from alliance_tui.cli.output import glyphs, painter, screen_width
    from alliance_tui.cli.question import Asked
    from alliance_tui.pages.standing import countries_sheet
    from alliance_tui.query.terms import EVERYTHING
    from alliance_tui.views.text import overview_text

    arguments.as_of, arguments.clock, arguments.query = None, "happened", ""
    asked = Asked(arguments)
    countries = asked.answers.countries(EVERYTHING, asked.moment)
    signs = glyphs(arguments)
    sheet = countries_sheet(asked.answers, countries, asked.moment, signs)
    print(overview_text(asked.answers, sheet, signs, painter(), screen_width()))
    return DONE
