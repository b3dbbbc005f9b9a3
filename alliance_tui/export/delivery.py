"""Delivering an export: step by step, and in the end whole or not at all.

A writer makes a file, or a folder of files, at a path that is nobody's yet, and says after
each step how far it is. `deliver` gives it such a path beside the target and moves what it
made into place. Closing the steps before the last one cancels: nothing is left behind.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from alliance_tui.user.folders import WORKSHOPS


class Progress(NamedTuple):
    """How far an export is: `done` of `total` steps, and what was last made."""

    done: int
    total: int
    what: str


Steps: TypeAlias = Generator[Progress, None, None]

Writer: TypeAlias = Callable[[Path], Iterator[Progress]]
"""Makes a file or a folder at a path where nothing is, step by step."""


class CannotDeliverError(Exception):
    """Why nothing can be written there, in words for the user.

    Attributes:
        replaceable: whether it is only that something stands there already.
    """

    def __init__(self, message: str, *, replaceable: bool = False) -> None:
        """Say why."""
        super().__init__(message)
        self.replaceable = replaceable


def deliver(target: Path, write: Writer, *, replace: bool = False) -> Steps:
    """Let *write* make *target*, step by step.

    Args:
        target: the file or folder that is wanted; its folder exists.
        write: makes it.
        replace: whether an older file, or an older export in a folder, may give way.

    Raises:
        CannotDeliverError: before the first step, if *target* cannot be written.
        OSError: it cannot be written after all; what stood there before still does.
    """
    target = Path(os.path.realpath(target))  # a link stays, what it leads to is replaced
    _check(target, replace=replace)
    workshop = target.parent / f".export-{os.urandom(8).hex()}"
    WORKSHOPS.add(workshop)
    try:  # named before it is there: whenever a signal comes, nothing is left behind
        try:
            workshop.mkdir(0o700)
        except OSError as error:
            raise CannotDeliverError(f"cannot write in {target.parent}: {error.strerror}") from None
        made = workshop / target.name
        yield from write(made)
        _settle(made)
        _put_in_place(made, target, workshop / ".old", replace=replace)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        WORKSHOPS.discard(workshop)


def text_writer(pieces: Iterable[str], what: str) -> Writer:
    """Writes *pieces* of text one after the other as one file."""

    def write(path: Path) -> Iterator[Progress]:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            for number, piece in enumerate(pieces):
                file.write(piece)
                yield Progress(number, number + 1, what)
        yield Progress(1, 1, what)

    return write


def _check(target: Path, *, replace: bool) -> None:
    if not target.name:
        raise CannotDeliverError(f"{target} is no name for a file")
    if not target.parent.is_dir():
        raise CannotDeliverError(f"there is no folder {target.parent}")
    if not os.path.lexists(target):
        return
    mode = target.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise CannotDeliverError(f"{target} is neither a file nor a folder")
    if stat.S_ISDIR(mode) and not any(target.iterdir()):
        return
    if not replace:
        raise CannotDeliverError(f"{target} exists already", replaceable=True)


def _settle(made: Path) -> None:
    """Have the disk hold what was made before it takes the place of anything."""
    for path in sorted(made.iterdir()) if made.is_dir() else [made]:
        with path.open("r+b") as file:
            os.fsync(file.fileno())


def _put_in_place(made: Path, target: Path, aside: Path, *, replace: bool) -> None:
    _check(target, replace=replace)  # time has passed
    if not target.is_dir():
        if made.is_dir() and target.exists():
            raise CannotDeliverError(f"{target} is a file, and a folder is to be written")
        if target.exists():
            shutil.copymode(target, made)
        made.replace(target)
        return
    if not made.is_dir():
        raise CannotDeliverError(f"{target} is a folder, and a file is to be written")
    strange = {each.name for each in target.iterdir()} - {each.name for each in made.iterdir()}
    if strange:
        raise CannotDeliverError(
            f"{target} holds other things, such as {min(strange)}; it is left alone"
        )
    for name in ("", *(each.name for each in target.iterdir())):
        shutil.copymode(target / name, made / name)
    target.replace(aside)
    try:
        made.replace(target)
    except OSError:
        aside.replace(target)
        raise
