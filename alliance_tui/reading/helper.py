"""A second process that reads sound parts beside this one, where there are many.

It begins with the last part while this process begins with the first, until they meet. What it
takes and what it gives stands in files without a name: nothing waits for a pipe, and nothing of
them stays. It ends with this process, and where it cannot run or fails this one reads alone.
"""

from __future__ import annotations

import gc
import os
import struct
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Final

import msgspec

from alliance_tui.reading.sound import Part, Sound, read_part

PAYS: Final = 1_000_000
"""How many characters beside the largest part a helper, which has to be started, reads sooner."""

_PAUSE: Final = 0.001
"""Seconds between two looks at what the helper has done, where only it has something to do."""

_LENGTH: Final = struct.Struct("<Q")
_RUN: Final = """\
import sys
sys.path[:] = sys.argv[1:]
from alliance_tui.reading.helper import help_out
help_out()
"""


def read_parts(
    parts: Sequence[Part], took: Callable[[Part], None] = lambda _: None
) -> list[Sound | None]:
    """What each of *parts* gives; nothing of those that are not sound.

    With each that was read *took* is called.
    """
    gave: list[Sound | None] = [None] * len(parts)
    by_size = sorted(range(len(parts)), key=lambda each: -parts[each].size)
    order = [*by_size[::2], *by_size[1::2][::-1]]  # they meet among the small ones
    first, end, here = 0, len(order), 0
    began = read = time.monotonic()
    with _helper([parts[each] for each in order]) as helper:
        while first < end:
            for sound in helper.answers() if helper else ():
                end -= 1
                gave[order[end]] = sound
                if end >= first:  # else it was read here meanwhile
                    took(parts[order[end]])
            left = parts[order[first]].size if first == end - 1 else 0
            if helper and left and helper.is_reading and _waits(began, read, left / max(here, 1)):
                time.sleep(_PAUSE)
            elif first < end:
                gave[order[first]] = parts[order[first]].read()
                here += parts[order[first]].size
                took(parts[order[first]])
                first += 1
                read = time.monotonic()
    return gave


def _waits(began: float, read: float, share: float) -> bool:
    """Whether to wait for the helper, which may hang: no longer than reading it here would take.

    Args:
        began: when reading began, in seconds.
        read: when it was last done here.
        share: how much there is to be read of what was read here.
    """
    return time.monotonic() - read < (read - began) * share


class _Helper:
    """Reads *parts* from the last one on."""

    def __init__(self, parts: Sequence[Part], results: IO[bytes]) -> None:
        """Start it; what it gives goes to the file *results*.

        Raises:
            OSError: it cannot be started.
        """
        import subprocess
        from tempfile import TemporaryFile

        self._results = results
        self._read = 0
        with TemporaryFile() as tasks:
            for part in reversed(parts):
                _write(tasks, msgspec.msgpack.encode((part.piece.section, part.text)))
            tasks.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _RUN, *sys.path, str(_HOME)],
                stdin=tasks,
                stdout=self._results,
                stderr=subprocess.DEVNULL,
            )

    @property
    def is_reading(self) -> bool:
        """Whether it may still answer."""
        return self._process.poll() is None

    def answers(self) -> Iterator[Sound | None]:
        """What it has read since it was last asked, in its order."""
        size = os.fstat(self._results.fileno()).st_size
        while self._read + _LENGTH.size <= size:
            (length,) = _LENGTH.unpack(self._at(self._read, _LENGTH.size))
            start = self._read + _LENGTH.size
            if start + length > size:
                return
            self._read = start + length
            yield _DECODER.decode(self._at(start, length))

    def _at(self, start: int, length: int) -> bytes:
        return os.pread(self._results.fileno(), length, start)

    def end(self) -> None:
        """Stop it, wherever it is."""
        self._process.kill()
        self._process.wait()


_HOME: Final = Path(__file__).parents[2]
_DECODER: Final = msgspec.msgpack.Decoder(Sound | None)


@contextmanager
def _helper(parts: Sequence[Part]) -> Iterator[_Helper | None]:
    """Who helps to read *parts*; nobody where that does not pay or cannot be."""
    sizes = [part.size for part in parts]
    if not sizes or sum(sizes) - max(sizes) < PAYS or not _can_help():
        yield None
        return
    from tempfile import TemporaryFile

    with ExitStack() as stack:
        helper = None
        with suppress(OSError):
            helper = _Helper(parts, stack.enter_context(TemporaryFile()))
            stack.callback(helper.end)
        yield helper


def _can_help() -> bool:
    """Whether there is a second core, and a Python for it."""
    if not sys.executable or getattr(sys, "frozen", False) or not hasattr(os, "pread"):
        return False
    affinity = getattr(os, "sched_getaffinity", None)
    return (len(affinity(0)) if affinity is not None else os.cpu_count() or 1) > 1


def _write(file: IO[bytes], body: bytes) -> None:
    file.write(_LENGTH.pack(len(body)) + body)


def help_out() -> None:
    """Be the other process: answer what stands in standard input, while there is who asked."""
    gc.disable()
    asker = os.getppid()
    tasks, results = sys.stdin.buffer, sys.stdout.buffer
    decode, encode = msgspec.msgpack.Decoder(tuple[str, str]).decode, msgspec.msgpack.encode
    while (head := tasks.read(_LENGTH.size)) and os.getppid() == asker:
        (length,) = _LENGTH.unpack(head)
        _write(results, encode(read_part(*decode(tasks.read(length)))))
        results.flush()
