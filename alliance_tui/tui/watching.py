"""Watching the files of a data set, so that what an editor saves is shown soon."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from alliance_tui.reading.load import files_of

EVERY = 1.0
"""Seconds between two looks."""

State: TypeAlias = tuple[tuple[str, int, int], ...]


def state_of(path: Path) -> State:
    """Name, time of change and size of each file of the data set at *path*, as far as seen."""
    found = []
    try:
        for file in files_of(path):
            status = file.stat()
            found.append((str(file), status.st_mtime_ns, status.st_size))
    except OSError:
        return tuple(found)
    return tuple(found)
