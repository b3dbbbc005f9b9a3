"""``alliance-tui`` without a command: the explorer, or in a pipe the overview."""

from __future__ import annotations

import argparse
import os
import sys

from alliance_tui.cli.common import USAGE, Exit, narrate, open_data, view_called


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the explorer."""
    group = parser.add_argument_group("the explorer")
    group.add_argument("--view", metavar="S", help="open with this view, as in explore?q=…")
    group.add_argument("--plain", action="store_true", help="print what the screen would show")
    group.add_argument("--fresh", action="store_true", help="leave the last session alone")
    group.add_argument("--theme", metavar="NAME", help="colours, such as alliance-light")
    group.add_argument("--ascii", action="store_true", help="signs and borders of ASCII only")


def run(arguments: argparse.Namespace) -> int:
    """Open the explorer; print what it would show where there is no terminal."""
    view = view_called(arguments.view) if arguments.view else None
    if arguments.plain:
        from alliance_tui.cli import plain

        return plain.run(arguments, view)
    served = _in_browser()
    in_terminal = sys.stdout.isatty() and sys.stdin.isatty()
    if in_terminal and not served and os.environ.get("TERM") == "dumb":
        narrate("this terminal (TERM=dumb) cannot show the explorer; here is the overview")
        in_terminal = False
    if not (served or in_terminal):
        from alliance_tui.cli import overview

        return overview.run(arguments)
    from alliance_tui.cli.question import use_ascii
    from alliance_tui.tui.commands import BY_ID
    from alliance_tui.user.config import THEMES, nearest, read_config

    if arguments.theme is not None and arguments.theme not in THEMES:
        hint = nearest(arguments.theme, THEMES)
        raise Exit(USAGE, f"--theme: no theme “{arguments.theme}”{hint}")
    read = read_config(BY_ID)
    for problem in read.problems:
        narrate(f"{read.path}: {problem}")
    ascii_only = read.config.ascii == "always" or (
        read.config.ascii == "auto" and use_ascii(arguments)
    )
    loaded = open_data(arguments, quietly=True)
    from alliance_tui.tui.start import start

    return start(
        loaded,
        view,
        read.config,
        ascii_only=ascii_only or arguments.ascii,
        theme=arguments.theme,
        fresh=arguments.fresh,
        served=served,
    )


def _in_browser() -> bool:
    """Whether Textual draws for a browser at the other end of the pipe."""
    return "web" in os.environ.get("TEXTUAL_DRIVER", "")
