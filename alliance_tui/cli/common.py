"""What the commands share: exit codes, opening a data set, speaking on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_tui.reading.load import CannotOpenError, Loaded, load, soundness
from alliance_tui.user import picture
from alliance_tui.user.folders import can_be_seen, config_path, user_path

if TYPE_CHECKING:
    import argparse

    from alliance_tui.query.view import ViewState

DONE = 0
FOUND_ERRORS = 1
USAGE = 2
CANNOT_OPEN = 3
CANNOT_WRITE = 4
FAILED = 70

PATIENCE = 0.5
"""Seconds after which a command says what it is doing."""

EVERY = 0.2
"""Seconds after which it says how far it has come."""

DATA_VARIABLE = "ALLIANCE_TUI_DATA"


class Exit(Exception):
    """Ends the program with a message on standard error."""

    def __init__(self, code: int, message: str) -> None:
        """End with exit code *code*, saying *message*."""
        super().__init__(message)
        self.code = code
        self.message = message


def narrate(message: str) -> None:
    """Say *message* to the person at the terminal, on standard error.

    It may quote the data set: each of its lines is made harmless.
    """
    from alliance_tui.pages.safe import neutral

    lines = map(neutral, message.split("\n"))
    print("alliance-tui:", "\n".join(lines), file=sys.stderr)


def put(text: str) -> None:
    """Print *text*, lines of a file as they are; on a terminal they are made harmless."""
    if sys.stdout.isatty():
        from alliance_tui.pages.safe import neutral

        text = "\n".join(map(neutral, text.split("\n")))
    print(text, end="")


def underlined(text: str, start: int, end: int, indent: str = "  ") -> str:
    """*text* made harmless, and under it carets where it stands from *start* to *end*."""
    from alliance_tui.pages.cells import width
    from alliance_tui.pages.safe import neutral

    before = width(neutral(text[:start]))
    marks = max(1, width(neutral(text[start:end])))
    return f"{indent}{neutral(text)}\n{indent}{' ' * before}{'^' * marks}"


def data_path(arguments: argparse.Namespace) -> Path:
    """The data set asked for: by option, environment or configuration, or the bundled one."""
    chosen = getattr(arguments, "data", None) or os.environ.get(DATA_VARIABLE) or _configured()
    if chosen:
        return user_path(chosen)
    from alliance_tui.reading.files import bundled_path

    return bundled_path()


def _configured() -> str | None:
    if not can_be_seen(config_path()):
        return None
    from alliance_tui.user.config import read_config

    return read_config({}).config.data


def open_data(
    arguments: argparse.Namespace, *, quietly: bool = False, keep_later: bool = False
) -> Loaded:
    """Open the data set asked for and, unless *quietly*, say how much of it is left out.

    With *keep_later* its compiled copy waits for whoever asks.

    Raises:
        Exit: nothing of it can be opened.
    """
    path = data_path(arguments)
    try:
        with _patience(path) as tell:
            loaded = load(path, keep_later=keep_later, tell=tell)
    except CannotOpenError as error:
        raise Exit(CANNOT_OPEN, cannot_open_text(error)) from None
    if loaded.counts.errors and not quietly:
        narrate(f"{soundness(loaded)}; see: alliance-tui check {loaded.path}\n  {loaded.errors[0]}")
    return loaded


@contextmanager
def _patience(path: Path) -> Iterator[Callable[[str], None]]:
    """Say on a terminal how far reading *path* has come, once it has taken some time."""
    if not sys.stderr.isatty() or picture.is_shown():
        yield lambda _: None
        return
    from threading import Event, Thread

    latest = ""
    done = Event()

    def tell(progress: str) -> None:
        nonlocal latest
        latest = progress

    def say() -> None:
        if done.wait(PATIENCE):
            return
        if os.environ.get("TERM", "dumb") == "dumb":
            narrate(f"reading {path}")
            return
        while not done.is_set():
            _say_in_place(f"alliance-tui: reading: {latest or path}; Ctrl+C stops")
            done.wait(EVERY)
        _say_in_place("")

    speaker = Thread(target=say, daemon=True)
    speaker.start()
    try:
        yield tell
    finally:
        done.set()
        speaker.join()


def _say_in_place(message: str) -> None:
    """Say *message* in the terminal's line in place of what was said there."""
    from alliance_tui.pages.cells import cut
    from alliance_tui.pages.safe import neutral

    with suppress(OSError):
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
        print(f"\r{cut(neutral(message), columns - 1)}\x1b[K", end="", file=sys.stderr, flush=True)


def view_written(text: str) -> ViewState:
    """The view that ``--view`` names; what is ignored in it is narrated.

    Raises:
        Exit: it names none.
    """
    from alliance_tui.query.view import ViewError, view_from_text

    try:
        opened = view_from_text(text)
    except ViewError as error:
        raise Exit(USAGE, f"--view: {error}") from None
    for note in opened.notes:
        narrate(note)
    return opened.view


def cannot_open_text(error: CannotOpenError) -> str:
    """Why nothing can be opened, with the first problems."""
    shown = [str(problem) for problem in error.problems[:10]]
    more = len(error.problems) - len(shown)
    return "\n".join([str(error), *shown, *([f"… and {more} more"] if more > 0 else [])])
