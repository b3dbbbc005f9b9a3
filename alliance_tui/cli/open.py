"""``alliance-tui`` without a command: the explorer, or in a pipe the overview."""

from __future__ import annotations

import argparse
import sys

from alliance_tui.cli.common import USAGE, Exit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the explorer."""
    group = parser.add_argument_group("the explorer")
    group.add_argument("--view", metavar="S", help="open with this view, as in explore?q=…")
    group.add_argument("--theme", metavar="NAME", help="colours, such as alliance-dark")
    group.add_argument("--ascii", action="store_true", help="signs and borders of ASCII only")


def run(arguments: argparse.Namespace) -> int:
    """Open the explorer; print the overview where there is no terminal."""
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        from alliance_tui.cli import overview

        return overview.run(arguments)
    from alliance_tui.cli.asking import use_ascii
    from alliance_tui.cli.common import open_data
    from alliance_tui.query.view import ViewError, ViewState, view_from_text

    view: ViewState | None = None
    if arguments.view:
        try:
            view = view_from_text(arguments.view).view
        except ViewError as error:
            raise Exit(USAGE, f"--view: {error}") from None
    loaded = open_data(arguments, quietly=True)
    from alliance_tui.tui.start import start

    return start(loaded, view, ascii_only=use_ascii(arguments), theme=arguments.theme)
