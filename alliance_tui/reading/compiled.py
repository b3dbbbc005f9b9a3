"""The compiled copy: a data set as it was read, in the user's cache folder.

It is named by the content of the files, so that all who open the same data set share one,
whatever way leads them there and however often a file was touched.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from alliance_tui.model.dataset import Packed
from alliance_tui.model.records import Records
from alliance_tui.reading.cache import get, keep, name_of, sweep
from alliance_tui.reading.problems import Problem


class Compiled(Struct, frozen=True):
    """What reading a data set gave; files are called as in the data set.

    Attributes:
        records: the records but the events, arranged.
        packed: the events and what helps to find things.
        problems: the problems, in the order of the files.
        left_out: how many records were left out.
        contents: what stands in which file, as `earlier.Contents` in MessagePack.
    """

    records: Records
    packed: Packed
    problems: tuple[Problem, ...]
    left_out: int = 0
    contents: bytes = b""


def read_copy(files: Iterable[tuple[str, bytes]]) -> Compiled | None:
    """The compiled copy of *files*, names with digests, if there is a sound one."""
    return get("copies", _name(files), Compiled)


def write_copy(files: Iterable[tuple[str, bytes]], compiled: Compiled) -> None:
    """Keep *compiled*, which was made of *files*."""
    keep("copies", _name(files), compiled)
    sweep()


def _name(files: Iterable[tuple[str, bytes]]) -> str:
    return name_of(*(part for name, digest in files for part in (name.encode(), digest)))
