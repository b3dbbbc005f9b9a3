"""Where the user's files lie, by the customs of the platform; and writing them whole or not."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from alliance_tui.user.places import place

Kind = Literal["cache", "config", "state"]

MOST_PATIENCE = 2.0
"""Seconds for which a process waits until another has written."""


def folder(kind: Kind) -> Path:
    """The folder for files of one kind; it need not exist yet."""
    return Path(place(kind))


def read_file(path: Path, most: int) -> bytes:
    """The content of the file of the user's at *path*; nothing of a device such as the null one.

    Raises:
        FileNotFoundError: there is none.
        OSError: it cannot be read, is no file, or is larger than *most* bytes.
    """
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe has no writer
    try:
        status = os.fstat(number)
        if stat.S_ISCHR(status.st_mode):
            return b""
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no file", str(path))
        if status.st_size > most:
            raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB", str(path))
        with open(number, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(number)


def write_whole(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Write *content* to *path*, as `made_whole` does.

    Raises:
        OSError: it cannot be written.
    """
    with made_whole(path, lasting=lasting) as made:
        made.write_bytes(content)


@contextmanager
def made_whole(path: Path, *, lasting: bool = True) -> Iterator[Path]:
    """An empty file to write; then *path* is what it was or what was written, never half.

    A link stays, and the file that it leads to is written. A file keeps its mode and, where
    that can be, its owner. What is not *lasting* may be damaged when the machine loses power.

    Raises:
        OSError: it cannot be written.
    """
    import tempfile

    path = Path(os.path.realpath(path))
    _make_folder(path.parent)
    try:
        before = path.stat()
    except FileNotFoundError:
        before = None
    if before is not None and not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EINVAL, "there is something that is no file", str(path))
    number, name = tempfile.mkstemp(dir=path.parent, prefix=_temporary_prefix(path))
    made = Path(name)
    try:
        try:
            yield made
            if lasting:
                os.fsync(number)
        finally:
            os.close(number)
        if before is not None:
            _make_alike(made, before)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _make_folder(path: Path) -> None:
    """Make a folder and those above it that there are not, for the user alone."""
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)


def _temporary_prefix(path: Path) -> str:
    return f".{path.name[:100]}-"


def _make_alike(path: Path, status: os.stat_result) -> None:
    """Give the file at *path* mode and owner of another."""
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):
            os.chown(path, status.st_uid, status.st_gid)
    path.chmod(stat.S_IMODE(status.st_mode))


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Meanwhile no other process that asks for it changes the file at *path*.

    Whoever does not get it within `MOST_PATIENCE` goes on without: another process that was
    stopped in the middle is no reason to lose what is to be written.

    Raises:
        OSError: the folder of the file cannot be made.
    """
    path = Path(os.path.realpath(path))
    _make_folder(path.parent)
    try:
        import fcntl
    except ImportError:  # where there is no such lock
        yield
        return
    number = os.open(path.parent, os.O_RDONLY)
    try:
        until = time.monotonic() + MOST_PATIENCE
        while time.monotonic() < until:
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.01)
            except OSError:  # a file system without locks
                break
            else:
                prefix = _temporary_prefix(path)  # of somebody who was ended in the middle
                for left in [*path.parent.iterdir()]:
                    if left.name.startswith(prefix):
                        left.unlink(missing_ok=True)
                break
        yield
    finally:
        os.close(number)


WORKSHOPS: set[Path] = set()
"""Folders in which something is being made."""


def clear_away() -> None:
    """Leave nothing behind of what is being made, for a process that ends without waiting."""
    import shutil

    for workshop in tuple(WORKSHOPS):
        shutil.rmtree(workshop, ignore_errors=True)


def config_path() -> Path:
    """Where the configuration file lies."""
    return folder("config") / "config.toml"


def can_be_seen(path: Path) -> bool:
    """Whether something is at *path*; not if the way there is barred, or no way."""
    return os.path.exists(path)  # noqa: PTH110 - `Path.exists` fails on it


def is_folder(path: Path) -> bool:
    """Whether *path* is a folder, as far as that can be told."""
    return os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` fails where it may not look


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same place, as far as that can be told."""
    with suppress(OSError, ValueError):
        return one.samefile(other)
    return False


def here() -> str:
    """The folder in which the program runs, or a point where that is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return "."


def user_path(text: str) -> Path:
    """The path that a person wrote as *text*, ``~`` for a home folder that there is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - `Path.expanduser` fails without a home
