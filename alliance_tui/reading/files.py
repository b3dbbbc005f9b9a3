"""The files of a data set: which they are, what is in them, and to which data set one belongs."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from alliance_tui.reading.problems import Place, Problem
from alliance_tui.user.folders import can_be_seen, is_folder, read_file

SUFFIXES = (".yaml", ".yml")

TAKES_TIME = 5_000_000
"""How many bytes a data set has that takes a while to read."""

DATABASE_SUFFIXES = (".sqlite", ".sqlite3", ".db")
DATABASE_BEGINS = b"SQLite format 3\0"


class CannotReadError(Exception):
    """Why nothing of a file can be read, in words for the user."""


class Files(Struct, frozen=True):
    """The files of a data set.

    In a data set a file is called by the way from `base` to it, whatever way leads there.

    Attributes:
        base: the folder that holds all of them.
        paths: where they lie, in order.
        unreadable: what cannot be looked at.
        folders: the folders that were looked through.
    """

    base: Path
    paths: list[Path]
    unreadable: list[Problem]
    folders: list[Path]

    @property
    def named(self) -> list[tuple[str, Path]]:
        """The files with their names."""
        return [(_name_in(self.base, path), path) for path in self.paths]


class Stamp(Struct, frozen=True, array_like=True):
    """By what one sees that a file has changed, without reading it; times in nanoseconds.

    Attributes:
        size: its bytes.
        changed: when its content was last changed, as far as programs say.
        touched: when anything of it was last changed.
        inode: its number in the file system.
    """

    size: int
    changed: int
    touched: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file with this *status*; of what is no file one that is never old."""
        touched = status.st_ctime_ns if stat.S_ISREG(status.st_mode) else sys.maxsize
        return cls(status.st_size, status.st_mtime_ns, touched, status.st_ino)


class File(Struct, frozen=True):
    """A file of a data set, read.

    Attributes:
        name: what it is called in the data set.
        path: where it lies.
        stamp: its stamp before it was read.
        digest: the SHA-256 of its bytes.
        content: its bytes; none of a database, which is read row by row.
    """

    name: str
    path: Path
    stamp: Stamp
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
        log = _log_of(path)
        if log is not None:
            return Files(path.parent, [], [_problem(_name_in(path.parent, path), log)], [])
        return Files(path.parent, [path], unreadable, [])
    folders: dict[tuple[int, int], Path] = {}
    paths = sorted(_below(path, path, unreadable, folders))
    return Files(path, paths, unreadable, [*folders.values()])


def contents(there: Files) -> tuple[list[File], list[Problem]]:
    """The files of *there* with their content, and what cannot be read."""
    unreadable = [*there.unreadable]
    files: list[File] = []
    for name, path in there.named:
        try:
            files.append(_read(name, path))
        except (FileNotFoundError, NotADirectoryError, ValueError):
            unreadable.append(Problem("E101", "no such file or folder", Place(name)))
        except OSError as error:
            unreadable.append(_unreadable(name, error))
    if not files and not unreadable:
        unreadable.append(Problem("E101", "no YAML file in this folder", Place(_HERE)))
    return files, unreadable


def _read(name: str, path: Path) -> File:
    import hashlib  # as in `cache.name_of`

    status = path.stat()
    stamp = Stamp.of(status)
    if is_database(path):
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no file", str(path))
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").digest()
        return File(name, path, stamp, digest, None)
    text = path.read_bytes()
    return File(name, path, stamp, hashlib.sha256(text).digest(), text)


_HERE = "."


def _name_in(base: Path, path: Path) -> str:
    return shown(path.relative_to(base))


def shown_from(base: Path, name: str) -> str:
    """The path of what is called *name* in a data set whose files lie below *base*."""
    start = shown(base)
    if name == _HERE:
        return start
    return name if start == _HERE else f"{start.removesuffix(os.sep)}{os.sep}{name}"


def _log_of(path: Path) -> str | None:
    """What is said where changes lie beside the database at *path* that are not in it yet."""
    try:
        beside = os.path.realpath(path) + "-wal"
        if not os.stat(beside).st_size or not is_database(path):  # noqa: PTH116 - a name may be no path
            return None
    except (OSError, ValueError):
        return None
    name = shown(Path(path.name))
    return (
        f"{name}-wal beside it holds changes that are not in it yet: close the program that has it "
        f"open, or run: sqlite3 {name} 'PRAGMA wal_checkpoint(TRUNCATE)'"
    )


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
    base: Path, folder: Path, unreadable: list[Problem], seen: dict[tuple[int, int], Path]
) -> Iterator[Path]:
    try:
        status = folder.stat()
        place = (status.st_dev, status.st_ino)
        paths = [] if place in seen else sorted(folder.iterdir())
        seen[place] = folder
    except OSError as error:
        unreadable.append(_unreadable(_name_in(base, folder), error))
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if is_folder(path):
            yield from _below(base, path, unreadable, seen)
        elif path.suffix.lower() in SUFFIXES:
            try:
                regular = stat.S_ISREG(path.stat().st_mode)
            except FileNotFoundError:
                unreadable.append(_problem(_name_in(base, path), "a link that leads to no file"))
            except OSError as error:
                unreadable.append(_unreadable(_name_in(base, path), error))
            else:
                if regular:
                    yield path
                else:
                    name = _name_in(base, path)
                    unreadable.append(_problem(name, "cannot be read: it is no file"))


def _unreadable(name: str, error: OSError) -> Problem:
    return _problem(name, f"cannot be read: {error.strerror or error}")


def _problem(name: str, message: str) -> Problem:
    return Problem("E101", message, Place(name))


BUNDLED = "russia-ukraine"
"""The data set that comes with the program."""


def bundled_path() -> Path:
    """The folder of the bundled data set: packed beside the modules, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "data" / BUNDLED
    return packed if packed.is_dir() else package.parent / "data" / BUNDLED


HIGHEST = 8
"""How many folders are looked through on the way up."""

LARGEST = 50_000_000
"""Larger files are not looked into on the way."""

_DESCRIBES = re.compile(rb"^(?:\xef\xbb\xbf)?[\"']?dataset[\"']?[ \t]*:", re.MULTILINE)
_HAS_COUNTRIES = re.compile(rb"^[\"']?countries[\"']?[ \t]*:", re.MULTILINE)


def data_set_around(folder: Path) -> Path | None:
    """The data set in which *folder* lies: the nearest folder up that describes one itself."""
    above = folder
    for _ in range(HIGHEST):
        if any(_describes(file) for file in _files_in(above)):
            return above
        try:
            whole = above.resolve()
        except (OSError, RuntimeError):  # a folder that is gone, or links in a circle
            break
        if whole.parent == whole or can_be_seen(whole / ".git"):
            break
        above = above.parent if above.name not in ("", "..") else above / ".."
    return None


def data_set_of(file: Path) -> Path:
    """The data set to which *file* belongs: the one around it, or the file itself."""
    if is_database(file):
        return file
    content = _content(file)
    if _DESCRIBES.search(content) and _HAS_COUNTRIES.search(content):
        return file
    return data_set_around(file.parent) or file


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(
            file
            for file in folder.iterdir()
            if file.suffix.lower() in SUFFIXES and not file.name.startswith(".")
        )
    except OSError:
        return []


def _describes(file: Path) -> bool:
    return _DESCRIBES.search(_content(file)) is not None


def _content(file: Path) -> bytes:
    try:
        return read_file(file, LARGEST)
    except OSError:
        return b""
