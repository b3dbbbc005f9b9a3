"""The compiled copy: a data set as MessagePack in the user's cache folder.

It is keyed by the content of the files and the program's version, and carries a checksum,
so a copy that is damaged, foreign or out of date is never read, only made anew.
"""

import hashlib
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from alliance_tui import __version__
from alliance_tui.model.dataset import Packed
from alliance_tui.model.records import Records
from alliance_tui.reading.collector import garbage_collection_paused
from alliance_tui.reading.files import File
from alliance_tui.reading.problems import Problem
from alliance_tui.user.folders import folder, write_whole

_MAGIC = b"alliance-tui compiled 5\n"
_CHECKSUM_SIZE = 4
_KEPT_COPIES = 8


class Compiled(Struct, frozen=True):
    """What reading a data set gave.

    Attributes:
        records: the records but the events, arranged.
        packed: the events and what helps to find things.
        problems: the problems, in the order of the files.
        left_out: how many records were left out.
        contents: what stands in which file, as `files.Contents` in MessagePack.
    """

    records: Records
    packed: Packed
    problems: tuple[Problem, ...]
    left_out: int = 0
    contents: bytes = b""


def key_of(files: list[File]) -> str:
    """The key of a data set: its file names and their content, and this program's version."""
    about = f"{__version__}\0{sys.byteorder}\0"
    digest = hashlib.sha256(about.encode())
    for file in files:
        digest.update(f"{file.name}\0".encode())
        digest.update(file.digest)
    return digest.hexdigest()


def read_copy(key: str) -> Compiled | None:
    """The compiled copy with *key*, if there is a sound one."""
    try:
        content = _path(key).read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _CHECKSUM_SIZE
    body = memoryview(content)[start:]
    if content[:start] != _MAGIC + _checksum(key, body):
        return None
    try:
        with garbage_collection_paused():
            return msgspec.msgpack.decode(body, type=Compiled)
    except msgspec.DecodeError:
        return None


def write_copy(key: str, compiled: Compiled) -> None:
    """Keep *compiled*; a cache that cannot be written is no problem."""
    body = msgspec.msgpack.encode(compiled)
    with suppress(OSError):
        write_whole(_path(key), _MAGIC + _checksum(key, body) + body)
        _forget_old()


def _path(key: str) -> Path:
    return folder("cache") / f"{key}.msgpack"


def _checksum(key: str, body: bytes | memoryview) -> bytes:
    """Of the content together with its key, so that a copy under another's name is foreign."""
    return zlib.crc32(body, zlib.crc32(key.encode())).to_bytes(_CHECKSUM_SIZE, "big")


def _forget_old() -> None:
    copies = sorted(
        folder("cache").glob("*.msgpack"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for path in copies[_KEPT_COPIES:]:
        path.unlink()
