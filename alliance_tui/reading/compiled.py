"""The compiled copy: a data set as it was read, as a store in the user's cache folder.

It is named by the content of the files, so that all who open the same data set share one,
whatever way leads them there and however often a file was touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event

import msgspec
from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.reading.cache import file_of, is_sound, kept_file, sweep
from alliance_tui.reading.collector import garbage_collection_paused
from alliance_tui.reading.files import Stamp
from alliance_tui.reading.problems import Problem, is_cause, is_open_warning
from alliance_tui.store.errors import ForeignError
from alliance_tui.store.store import Store, use_store, write_store

_COUNTS, _FINDINGS = "counts", "findings"


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

    @property
    def counts(self) -> Counts:
        """How many of each there are."""
        return Counts(
            sum(each.severity == "error" for each in self.problems),
            sum(map(is_cause, self.problems)),
            sum(map(is_open_warning, self.problems)),
            self.left_out,
        )


class Counts(Struct, frozen=True):
    """How much of a data set is wrong: a start tells that, and not what.

    Attributes:
        errors: how many errors there are.
        causes: how many of them do not only follow from others.
        warnings: how many warnings are not waived.
        left_out: how many records were left out.
    """

    errors: int = 0
    causes: int = 0
    warnings: int = 0
    left_out: int = 0

    @property
    def is_wrong(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.causes or self.warnings)


class Copy(Struct, frozen=True):
    """A copy that was opened: what it holds, and the stamp of its file.

    What was found wrong is read when it is asked for: it grows with the data set.
    """

    dataset: Dataset
    counts: Counts
    findings: Callable[[], Findings]
    stamp: Stamp


def read_copy(name: str, trusted: Stamp | None = None) -> Copy | None:
    """The copy called *name*, if there is a sound one; with the stamp *trusted* it is sound.

    Raises:
        NoSearchError: this Python cannot search.
    """
    path = file_of("copies", name)
    try:
        stamp = Stamp.of(path.stat())
        if stamp != trusted and not is_sound(path):
            return None
        with garbage_collection_paused():
            store = Store.open(path)
            counts = msgspec.msgpack.decode(store.content(_COUNTS), type=Counts)
            return Copy(store.dataset(), counts, partial(_findings, store), stamp)
    except (OSError, ForeignError, msgspec.DecodeError, sqlite3.DatabaseError):
        return None


def _findings(store: Store) -> Findings:
    with garbage_collection_paused():
        return msgspec.msgpack.decode(store.content(_FINDINGS), type=Findings)


class Unkept:
    """What was read and has no copy yet."""

    def __init__(self, name: str, dataset: Dataset, findings: Findings) -> None:
        """Be ready to keep *dataset* and *findings* as the copy called *name*."""
        self._path = file_of("copies", name)
        self._dataset = dataset
        self._findings = findings
        self._stopped = Event()

    def keep(self) -> None:
        """Write the copy, by which questions are answered from then on, if it can be written."""
        from alliance_tui.query.answers import Answers
        from alliance_tui.query.kept_standing import STANDING

        more = {
            _COUNTS: msgspec.msgpack.encode(self._findings.counts),
            _FINDINGS: msgspec.msgpack.encode(self._findings),
            STANDING: msgspec.msgpack.encode(Answers(self._dataset).standing()),
        }
        with suppress(OSError, sqlite3.Error):
            with kept_file(self._path) as made:
                write_store(self._dataset, made, more, self._stopped.is_set)
            with suppress(ForeignError):
                use_store(self._dataset, self._path)
            sweep()

    def stop(self) -> None:
        """Leave what is being written; nothing of it stays."""
        self._stopped.set()
