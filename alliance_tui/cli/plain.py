"""``alliance-tui --plain``: what the screen with a view would show, as plain text."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE, USAGE, Exit, open_data, underlined
from alliance_tui.cli.question import glyphs, painter, screen_width
from alliance_tui.query.answers import Answers
from alliance_tui.query.view import ViewState, view_from_text


def run(arguments: argparse.Namespace, view: ViewState | None) -> int:
    """Print list, detail and timeline of *view*, or of the opening view."""
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
    print(screen_text(scene, scene.completed(shown), painter(), screen_width()))
    return DONE
