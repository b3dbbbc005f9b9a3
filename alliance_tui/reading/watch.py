"""Watching the files of a data set, so that what an editor saves is seen soon."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from alliance_tui.reading.files import files_of

EVERY = 1.0
"""Seconds between two looks."""

State: TypeAlias = tuple[tuple[str, int, int], ...]


def state_of(path: Path) -> State:
    """Name, time of change and size of each file of the data set at *path*, as far as seen."""
    paths, unreadable, _ = files_of(path)
    found = [(each.place.file, 0, 0) for each in unreadable]
    for file in paths:
        try:
            status = file.stat()
        except (OSError, ValueError):
            continue
        found.append((str(file), status.st_mtime_ns, status.st_size))
    return tuple(found)


def changes(path: Path) -> Iterator[None]:
    """One item at once, and one each time that a file of the data set at *path* has changed."""
    state = state_of(path)
    yield
    while True:
        time.sleep(EVERY)
        now = state_of(path)
        if now != state:
            state = now
            yield
