"""The compiled copy: a data set as it was read, as a store in the user's cache folder.

It is named by the content of the files, so that all who open the same data set share one,
whatever way leads them there and however often a file was touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

import msgspec
from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Records
from alliance_tui.reading.cache import keep_file, name_of, sound_file, sweep
from alliance_tui.reading.collector import garbage_collection_paused
from alliance_tui.reading.problems import Problem
from alliance_tui.store.build import build
from alliance_tui.store.store import ForeignError, Store, connect

_FINDINGS = "findings"


class Findings(Struct, frozen=True):
    """What reading a data set gave beside its records; files are called as in the data set.

    Attributes:
        problems: the problems, in the order of the files.
        left_out: how many records were left out.
        contents: what stands in which file, as `earlier.Contents` in MessagePack.
    """

    problems: tuple[Problem, ...]
    left_out: int = 0
    contents: bytes = b""


def read_copy(files: Iterable[tuple[str, bytes]]) -> tuple[Dataset, Findings] | None:
    """The compiled copy of *files*, names with digests, if there is a sound one.

    Raises:
        NoSearchError: this Python cannot search.
    """
    path = sound_file("copies", _name(files))
    if path is None:
        return None
    try:
        with garbage_collection_paused():
            store = Store.open(path)
            findings = msgspec.msgpack.decode(store.content(_FINDINGS), type=Findings)
            return store.dataset(), findings
    except (ForeignError, msgspec.DecodeError):
        return None


def write_copy(files: Iterable[tuple[str, bytes]], records: Records, findings: Findings) -> None:
    """Keep what reading *files* gave.

    Raises:
        NoSearchError: this Python cannot search.
    """
    with closing(connect()) as database:
        build(database, records, {_FINDINGS: msgspec.msgpack.encode(findings)})
        keep_file("copies", _name(files), database.serialize())
    sweep()


def _name(files: Iterable[tuple[str, bytes]]) -> str:
    return name_of(*(part for name, digest in files for part in (name.encode(), digest)))
