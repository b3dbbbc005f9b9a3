"""Starting the explorer."""

from __future__ import annotations

import gc
from pathlib import Path

from alliance_tui.query.view import ViewState
from alliance_tui.reading.load import load
from alliance_tui.tui.app import AllianceApp


def start(path: Path, view: ViewState | None, *, ascii_only: bool, theme: str | None) -> int:
    """Open the data set at *path* and run the explorer until it is left; the exit code.

    Raises:
        CannotOpen: nothing of the data set can be opened.
    """
    app = AllianceApp(load(path), view, ascii_only=ascii_only, theme=theme)
    # The data set stays as it is: the collector need not look at it at every key.
    gc.collect()
    gc.freeze()
    app.run()
    return app.return_code or 0
