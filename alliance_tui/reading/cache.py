"""What is kept of data sets in the user's cache folder, so that they open at once.

Nothing in it is needed, and everything may be gone, old, damaged or from somebody else. A
thing is named by what it depends on, this version of the program among it, and carries a
checksum with its name in it; what does not fit is not there. Things are written
beside where they belong and moved there whole, so that any number of processes may do so at
once. What was not read for the longest time goes first.
"""

from __future__ import annotations

import os
import re
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, Literal, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from alliance_tui import __version__
from alliance_tui.reading.collector import garbage_collection_paused
from alliance_tui.reading.files import File, Stamp
from alliance_tui.user.folders import folder, made_whole, write_whole

Kind: TypeAlias = Literal["sets", "files", "copies"]
"""What is kept: the files of a data set, with their digests; the records of one file; a data
set as a whole."""

MOST_BYTES: Final = 200_000_000
"""How large all of it may become; what was written last stays whatever its size."""

SETTLED: Final = 2_000_000_000
"""Nanoseconds for which a file must not have changed: a clock of files may have such steps."""

ABANDONED: Final = 3600
"""Seconds after which what nobody has moved to its place is in nobody's hands any more."""

_FORMAT: Final = 9
_MAGIC: Final = f"alliance-tui {_FORMAT}\n".encode()
_CHECKSUM_SIZE: Final = 4
_PIECE: Final = 1_000_000
_KINDS: Final[tuple[Kind, ...]] = ("sets", "files", "copies")
_NAME: Final = re.compile(r"[0-9a-f]{8,64}|\.[0-9a-f]{8,64}-\w+")
_EARLIER: Final = re.compile(r"[0-9a-f]{64}\.msgpack")
"""What earlier versions kept, in the cache folder itself."""

_T = TypeVar("_T")


def _program() -> bytes:
    """What of this program decides whether it can read what is kept."""
    return f"{__version__}\0{_FORMAT}\0{sys.byteorder}".encode()


def name_of(*parts: bytes) -> str:
    """The name of what depends on *parts* and on this program."""
    import hashlib  # with which a start that finds its copy has nothing to do

    digest = hashlib.sha256(_program())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def copy_name(files: Iterable[File]) -> str:
    """What the copy of a data set of *files* is called."""
    return name_of(*(part for file in files for part in (file.name.encode(), file.digest)))


def get(kind: Kind, name: str, type: type[_T]) -> _T | None:  # noqa: A002 - as msgspec calls it
    """What is kept under *name*, if it is there and sound."""
    try:
        content = file_of(kind, name).read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _CHECKSUM_SIZE
    body = memoryview(content)[start:]
    if content[:start] != _MAGIC + _checksum(name, body):
        return None
    try:
        with garbage_collection_paused():
            return msgspec.msgpack.decode(body, type=type)
    except msgspec.DecodeError:
        return None


def keep(kind: Kind, name: str, thing: object) -> None:
    """Keep *thing* under *name*; a cache that cannot be written is no problem."""
    body = msgspec.msgpack.encode(thing)
    with suppress(OSError):
        write_whole(file_of(kind, name), _MAGIC + _checksum(name, body) + body, lasting=False)


def file_of(kind: Kind, name: str) -> Path:
    """Where the file that is kept under *name* lies, if there is one."""
    return folder("cache") / kind / name


def is_sound(path: Path) -> bool:
    """Whether the file of the cache at *path* is there, whole and its own; all of it is read."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size - _CHECKSUM_SIZE
            return size >= 0 and _checksum_of(file, path.name, size) == file.read(_CHECKSUM_SIZE)
    except OSError:
        return False


@contextmanager
def kept_file(path: Path) -> Iterator[Path]:
    """A file to be written that will be kept at *path*, with its checksum at the end.

    Raises:
        OSError: it cannot be written.
    """
    with made_whole(path) as made:
        yield made
        with made.open("r+b") as file:
            checksum = _checksum_of(file, path.name, os.fstat(file.fileno()).st_size)
            file.write(checksum)


def _checksum_of(file: BinaryIO, name: str, size: int) -> bytes:
    """The checksum of the first *size* bytes of *file*, which stands behind them after that."""
    sum_so_far = zlib.crc32(name.encode())
    while size > 0 and (piece := file.read(min(size, _PIECE))):
        sum_so_far = zlib.crc32(piece, sum_so_far)
        size -= len(piece)
    return sum_so_far.to_bytes(_CHECKSUM_SIZE, "big")


def _checksum(name: str, body: bytes | memoryview) -> bytes:
    """Of the content together with its name, so that a thing under another's name is foreign."""
    return zlib.crc32(body, zlib.crc32(name.encode())).to_bytes(_CHECKSUM_SIZE, "big")


class _Known(Struct, frozen=True, array_like=True):
    """A file of a data set as it was when it was read."""

    name: str
    stamp: Stamp


class _Set(Struct, frozen=True, array_like=True):
    """A data set as it was last seen.

    Attributes:
        about: this program, and where the data set lies.
        files: its files.
        copy: the name of its copy.
        stamp: the stamp of the copy when that was last seen to be sound.
    """

    about: bytes
    files: list[_Known]
    copy: str
    stamp: Stamp | None = None


def known_copy(place: Path, files: Iterable[tuple[str, Path]]) -> tuple[str, Stamp | None] | None:
    """The name of the copy of the data set at *place*, if none of its *files* can have changed.

    With it comes the stamp that the copy had when it was last seen to be sound.
    """
    known = _known_set(_about(place))
    if known is None:
        return None
    try:
        now = [(name, Stamp.of(path.stat())) for name, path in files]
    except (OSError, ValueError):
        return None
    if now != [(each.name, each.stamp) for each in known.files]:
        return None
    return known.copy, known.stamp


def keep_name(place: Path, files: Iterable[File], copy: str) -> None:
    """Remember what the *copy* of the *files* at *place* is called, unless one is too young."""
    known = [_Known(file.name, file.stamp) for file in files]
    if all(_is_settled(each.stamp) for each in known):
        about = _about(place)
        keep("sets", _set_name(about), _Set(about, known, copy))


def trust(place: Path, stamp: Stamp) -> None:
    """Remember that the copy of the data set at *place* is sound when it has this *stamp*."""
    about = _about(place)
    known = _known_set(about)
    if known is not None and _is_settled(stamp):
        keep("sets", _set_name(about), replace(known, stamp=stamp))


def _is_settled(stamp: Stamp) -> bool:
    return max(stamp.changed, stamp.touched) < time.time_ns() - SETTLED


def _known_set(about: bytes) -> _Set | None:
    """The data set that is kept as *about*; another's name may be the same."""
    known = get("sets", _set_name(about), _Set)
    return known if known is not None and known.about == about else None


def _about(place: Path) -> bytes:
    try:
        real = os.path.realpath(place)
    except ValueError:  # what was asked for can be no path
        real = str(place)
    return b"%b\0%b" % (_program(), os.fsencode(real))


def _set_name(about: bytes) -> str:
    return f"{zlib.crc32(about):08x}"


def sweep() -> None:
    """Drop what nobody has read for the longest time, as far as there is too much."""
    with suppress(OSError):
        _sweep(folder("cache"))


class _Thing(Struct, frozen=True, order=True):
    """A file of the cache: when it was last read or written, its size, where it lies."""

    used: float
    size: int
    path: Path


def _sweep(cache: Path) -> None:
    things: list[_Thing] = []
    now = time.time()
    for path in _files(cache):
        with suppress(OSError):
            status = path.stat()
            made = path.name.startswith(".")
            if path.parent == cache or (made and status.st_mtime < now - ABANDONED):
                path.unlink()
            elif not made:
                used = max(status.st_atime, status.st_mtime)
                things.append(_Thing(used, status.st_size, path))
    things.sort(reverse=True)
    total = 0
    for number, thing in enumerate(things):
        total += thing.size
        if number and total > MOST_BYTES:
            with suppress(OSError):
                thing.path.unlink()


def _files(cache: Path) -> Iterator[Path]:
    """The files that this program has made in *cache*; of others nothing is touched."""
    yield from (each for each in cache.iterdir() if _EARLIER.fullmatch(each.name))
    for kind in _KINDS:
        with suppress(OSError):
            inside = [*(cache / kind).iterdir()]
            yield from (each for each in inside if _NAME.fullmatch(each.name))
