"""Watching the files of a data set, so that what an editor saves is seen soon."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from alliance_tui.reading.files import Stamp, files_of

EVERY = 1.0
"""Seconds between two looks."""

State: TypeAlias = tuple[tuple[str, Stamp | None], ...]


def state_of(path: Path) -> State:
    """Name and stamp of each file of the data set at *path*, as far as seen."""
    files = files_of(path)
    state: list[tuple[str, Stamp | None]] = [(each.place.file, None) for each in files.unreadable]
    for name, file in files.named:
        with suppress(OSError, ValueError):
            state.append((name, Stamp.of(file.stat())))
    return tuple(state)


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
