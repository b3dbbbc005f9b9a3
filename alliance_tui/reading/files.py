"""The files of a data set: which they are, and what is in them."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from alliance_tui.reading.problems import Place, Problem
from alliance_tui.user.folders import is_folder

SUFFIXES = (".yaml", ".yml")

DATABASE_SUFFIXES = (".sqlite", ".sqlite3", ".db")
DATABASE_BEGINS = b"SQLite format 3\0"


class CannotReadError(Exception):
    """Why nothing of a file can be read, in words for the user."""


class Files(NamedTuple):
    """The files of a data set, in order, what of it cannot be looked at, and its folders."""

    paths: list[Path]
    unreadable: list[Problem]
    folders: list[Path]


class File(NamedTuple):
    """A file of a data set, read.

    Attributes:
        name: its path as text.
        path: where it lies.
        digest: the SHA-256 of its bytes.
        content: its bytes; none of a database, which is read row by row.
    """

    name: str
    path: Path
    digest: bytes
    content: bytes | None

    @property
    def is_database(self) -> bool:
        """Whether it is a SQLite database."""
        return self.content is None


def files_of(path: Path) -> Files:
    """The files of the data set at *path*: itself, or every YAML file below it.

    Links are followed, to each folder once; what begins with a dot is no part of the data set.
    """
    unreadable: list[Problem] = []
    if not is_folder(path):
        return Files([path], unreadable, [])
    folders: dict[tuple[int, int], Path] = {}
    return Files(sorted(_below(path, unreadable, folders)), unreadable, [*folders.values()])


def contents(path: Path) -> tuple[list[File], list[Problem]]:
    """The files of the data set at *path* with their content, and what cannot be read."""
    found = files_of(path)
    unreadable = found.unreadable
    files: list[File] = []
    for file in found.paths:
        try:
            files.append(_read(file))
        except (FileNotFoundError, NotADirectoryError, ValueError):
            missing = "no such file or folder"
            unreadable.append(Problem("E101", missing, Place(shown(file))))
        except OSError as error:
            unreadable.append(_unreadable(file, error))
    if not files and not unreadable:
        unreadable.append(Problem("E101", "no YAML file in this folder", Place(shown(path))))
    return files, unreadable


def _read(path: Path) -> File:
    if is_database(path):
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "it is no file", str(path))
        with path.open("rb") as content:
            return File(shown(path), path, hashlib.file_digest(content, "sha256").digest(), None)
    text = path.read_bytes()
    return File(shown(path), path, hashlib.sha256(text).digest(), text)


def is_database(path: Path) -> bool:
    """Whether the file at *path* is a SQLite database, or is called like one."""
    if path.suffix.casefold() in DATABASE_SUFFIXES:
        return True
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False  # who only looks into a pipe takes what is in it
        with path.open("rb") as file:
            return file.read(len(DATABASE_BEGINS)) == DATABASE_BEGINS
    except (OSError, ValueError):
        return False


def shown(path: Path) -> str:
    r"""*path* as text; a byte of it that is no UTF-8 as ``\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _below(
    folder: Path, unreadable: list[Problem], seen: dict[tuple[int, int], Path]
) -> Iterator[Path]:
    try:
        status = folder.stat()
        place = (status.st_dev, status.st_ino)
        paths = [] if place in seen else sorted(folder.iterdir())
        seen[place] = folder
    except OSError as error:
        unreadable.append(_unreadable(folder, error))
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if is_folder(path):
            yield from _below(path, unreadable, seen)
        elif path.suffix.lower() in SUFFIXES:
            try:
                regular = stat.S_ISREG(path.stat().st_mode)
            except FileNotFoundError:
                unreadable.append(_problem(path, "a link that leads to no file"))
            except OSError as error:
                unreadable.append(_unreadable(path, error))
            else:
                if regular:
                    yield path
                else:
                    unreadable.append(_problem(path, "cannot be read: it is no file"))


def _unreadable(path: Path, error: OSError) -> Problem:
    return _problem(path, f"cannot be read: {error.strerror or error}")


def _problem(path: Path, message: str) -> Problem:
    return Problem("E101", message, Place(shown(path)))
