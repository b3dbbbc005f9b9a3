"""Starting the explorer."""

from __future__ import annotations

import gc

from alliance_tui.query.view import ViewState
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.app import AllianceApp


def start(loaded: Loaded, view: ViewState | None, *, ascii_only: bool, theme: str | None) -> int:
    """Explore *loaded* until the explorer is left; the exit code."""
    app = AllianceApp(loaded, view, ascii_only=ascii_only, theme=theme)
    # The data set stays as it is: the collector need not look at it at every key.
    gc.collect()
    gc.freeze()
    app.run()
    return app.return_code or 0
