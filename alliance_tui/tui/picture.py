"""The picture that the next start will show first, drawn where nobody looks."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import active_count
from typing import Any

import rich
import textual
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

import alliance_tui
from alliance_tui.tui.app import AllianceApp
from alliance_tui.user import picture

MOST_SECONDS = 20
"""After which a drawing is given up."""

_DRAWN = re.compile(r"(?:[^\x00-\x1f\x7f-\x9f]|\n|\x1b\[[0-9;]*[Hm])+")
"""Signs, places and styles: nothing else is a terminal asked for by a picture."""

_LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
"""The beginning or the end of a link, which a picture does without."""


class _Canvas(HeadlessDriver):
    """Keeps what is painted."""

    painted = ""

    @property
    def is_headless(self) -> bool:
        """An app does not paint for one that is."""
        return False

    def write(self, data: str) -> None:
        """Keep *data* as the last that was painted."""
        self.painted = data


def keep_picture(
    make: Callable[[], AllianceApp], session: bytes, paths: Callable[[], Iterable[str]]
) -> None:
    """Draw and keep the picture for the next start in a process of its own, if one is wanted.

    Args:
        make: makes the app as the next start will, of what is remembered by then.
        session: how the line of the session begins by which it begins; empty if by none.
        paths: gives the files and folders of the data set.
    """
    try:
        key, size = picture.wanted(), os.get_terminal_size(1)
        if not key or not all(size) or active_count() > 1:
            return  # what another thread holds would never be let go
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # of a terminal that is closed now
        if os.fork():
            return
    except OSError:
        return
    try:
        _leave_the_terminal()
        memory = picture.remembered(session)
        frame = drawn(make(), size)
        if frame:
            picture.keep(key, frame, session, memory, [*paths(), *_program()])
    finally:
        os._exit(0)


def _program() -> Iterator[str]:
    """The files of the program, and those that stand for what it draws with."""
    files = Path(alliance_tui.__file__).parent.rglob("*")
    yield from (str(each) for each in files if each.is_file() and each.suffix != ".pyc")
    yield from (str(each.__file__) for each in (textual, rich))


def _leave_the_terminal() -> None:
    """Belong to no terminal any more, and end if nothing comes of it."""
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(null, number)
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.alarm(MOST_SECONDS)
    os.nice(10)


def drawn(app: AllianceApp, size: tuple[int, int]) -> bytes:
    """What *app* writes to show its first frame in a terminal of *size*; empty if it fails."""
    app.driver_class = _Canvas
    painted = ""

    async def draw(_pilot: Pilot[Any]) -> None:
        nonlocal painted
        await app.settled()
        app.refresh()
        await app.settled()
        if isinstance(app._driver, _Canvas):
            painted = _LINK.sub("", app._driver.painted)
        app.exit()

    app.run(size=size, auto_pilot=draw)
    if app.return_code or not _DRAWN.fullmatch(painted):
        return b""
    encoding = sys.__stdout__.encoding if sys.__stdout__ else "utf-8"
    return painted.encode(encoding, "backslashreplace")
