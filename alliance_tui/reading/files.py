"""The files of a data set: which they are, and what is in them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from alliance_tui.reading.problems import Place, Problem
from alliance_tui.user.folders import is_folder

SUFFIXES = (".yaml", ".yml")


class Files(NamedTuple):
    """The files of a data set, in order, what of it cannot be looked at, and its folders."""

    paths: list[Path]
    unreadable: list[Problem]
    folders: list[Path]


def files_of(path: Path) -> Files:
    """The files of the data set at *path*: itself, or every YAML file below it.

    Links are followed, to each folder once; what begins with a dot is no part of the data set.
    """
    unreadable: list[Problem] = []
    if not is_folder(path):
        return Files([path], unreadable, [])
    folders: dict[tuple[int, int], Path] = {}
    return Files(sorted(_below(path, unreadable, folders)), unreadable, [*folders.values()])


def contents(path: Path) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """The names and contents of the files of the data set at *path*, and what cannot be read."""
    found = files_of(path)
    unreadable = found.unreadable
    files: list[tuple[str, bytes]] = []
    for file in found.paths:
        try:
            files.append((shown(file), file.read_bytes()))
        except (FileNotFoundError, NotADirectoryError, ValueError):
            missing = "no such file or folder"
            unreadable.append(Problem("E101", missing, Place(shown(file))))
        except OSError as error:
            unreadable.append(_unreadable(file, error))
    if not files and not unreadable:
        unreadable.append(Problem("E101", "no YAML file in this folder", Place(shown(path))))
    return files, unreadable


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
