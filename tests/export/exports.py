"""Making exports for tests."""

from __future__ import annotations

from pathlib import Path

from alliance_tui.export.delivery import deliver
from alliance_tui.export.formats import FORMATS
from alliance_tui.export.selection import Export
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.query.answers import Answers
from alliance_tui.query.view import view_from_text
from alliance_tui.reading.load import Loaded
from alliance_tui.views.scene import Scene


def export_of(loaded: Loaded, view: str | None = None) -> Export:
    """The whole of *loaded*, or what *view* shows of it."""
    state = view_from_text(view or "explore").view
    return Export(Scene(Answers(loaded.dataset), UNICODE), state, whole=view is None)


def written(export: Export, format_: str, target: Path) -> Path:
    """*target* after *export* was written there; its steps were told in order."""
    steps = list(deliver(target, FORMATS[format_].writer(export)))
    assert all(0 <= each.done <= each.total for each in steps)
    assert steps[-1].done == steps[-1].total
    return target
