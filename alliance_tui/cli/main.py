"""The program as a process: its streams, its signals, and the code it ends with.

Nothing else is imported before the signals are settled, so that Ctrl+C is never answered
with a traceback of imports.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, TextIO, cast

from alliance_tui.user import picture

if TYPE_CHECKING:
    import argparse


class Ended(BaseException):
    """A signal asks the program to end; what was begun is tidied up on the way out."""

    def __init__(self, number: int) -> None:
        """End because of the signal *number*."""
        super().__init__(number)
        self.code = 128 + number


def program() -> int:
    """Run as a process of its own; the exit code.

    A command ends before there is garbage worth collecting, and its records need not be
    looked through once more at the end. What runs on has the collector enabled again.
    """
    gc.disable()
    try:
        _open_streams()
        with _ending_on_signals():
            with without("typing_extensions"):  # of Python's own `typing` it has all it takes
                import msgspec  # noqa: F401 - for what imports it after this
            code = main()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except Ended as ended:
        code = ended.code
    except Exception as error:  # of the modules that reading the command line needs
        why = _lacking(error) or f"this cannot be begun: {error}"
        print(f"alliance-tui: {why}", file=sys.stderr)
        code = 70
    gc.freeze()
    return code


@contextmanager
def without(name: str) -> Iterator[None]:
    """Have what is imported meanwhile do without the module *name*, unless that is there.

    For what can, and where it pays: `typing_extensions` is a seventh of all that a short command
    imports, `ssl` a tenth of the memory of the explorer.
    """
    halted = cast("dict[str, ModuleType | None]", sys.modules)
    if halted.setdefault(name, None) is not None:
        yield
        return
    try:
        yield
    finally:
        del halted[name]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the arguments *argv*; the exit code."""
    from alliance_tui.cli.ascii_stream import only_ascii, told_in_ascii

    words = sys.argv[1:] if argv is None else argv
    if not ("--ascii" in words or only_ascii()):
        return _main(words, in_ascii=False)
    with told_in_ascii("stderr"):
        return _main(words, in_ascii=True)


_FOR_PROGRAMS = frozenset({"completions", "export", "init", "schema", "serve"})
"""Commands whose standard output is no text for people."""


def _for_people(arguments: argparse.Namespace) -> bool:
    """Whether what goes to standard output is for people to read."""
    command = arguments.run.__module__.rpartition(".")[2]
    if command == "open":
        return bool(arguments.plain) or not sys.stdout.isatty()
    words = getattr(arguments, "format", "table") in ("table", "text", "md")
    return words and command not in _FOR_PROGRAMS


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    """What *words* ask for; most starts have none, and need no parser."""
    if words or "_ARGCOMPLETE" in os.environ:
        from alliance_tui.cli.command_line import parsed

        return parsed(words)
    from alliance_tui.cli.open import without_words

    return without_words()


def _main(words: Sequence[str], *, in_ascii: bool) -> int:
    from alliance_tui.cli.ascii_stream import told_in_ascii
    from alliance_tui.cli.common import CANNOT_OPEN, CANNOT_WRITE, DONE, Exit, narrate

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # rather than end in the middle
    try:
        try:
            with told_in_ascii("stdout") if in_ascii else nullcontext():
                arguments = _arguments(words)
            with told_in_ascii("stdout") if in_ascii and _for_people(arguments) else nullcontext():
                return int(arguments.run(arguments))
        finally:
            sys.stdout.flush()
    except Exit as error:
        narrate(error.message)
        return error.code
    except BrokenPipeError:
        _silence(sys.stdout)  # the reader of a pipe (head) had enough
        return DONE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except OSError as error:
        if error.errno not in _CANNOT_PRINT or error.filename is not None:
            return _failed(error)
        _silence(sys.stdout)
        narrate(f"standard output cannot be written: {error.strerror}")
        return CANNOT_WRITE
    except Exception as error:
        lacking = _lacking(error)
        if lacking is None:
            return _failed(error)
        narrate(str(lacking))
        return CANNOT_OPEN


def _lacking(error: Exception) -> Exception | None:
    """What is to be said where *error* is for want of SQLite or of its search."""
    from alliance_tui.store.errors import NoSearchError

    if isinstance(error, ImportError) and error.name in ("sqlite3", "_sqlite3"):
        return NoSearchError(str(error))
    return error if isinstance(error, NoSearchError) else None


_CANNOT_PRINT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF, errno.EIO, errno.EINVAL)
"""With what writing to a stream fails: a full disk, a limit, a closed stream, a lost terminal."""


def _failed(error: Exception) -> int:
    """Say in a sentence that the program failed, and keep a report; the exit code."""
    from alliance_tui.cli.common import FAILED, narrate
    from alliance_tui.user.reports import keep_report, what_failed

    kept = keep_report(error)
    hint = "see: alliance-tui report" if kept else "no report of it could be written"
    narrate(f"the program failed, which it should not: {what_failed(error)}; {hint}")
    return FAILED


def _silence(stream: TextIO | None) -> None:
    """Send what *stream* still holds nowhere, so that Python does not fail on it at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]


def _open_streams() -> None:
    """Give the program the three streams that it counts on, also where they were closed.

    A closed one is opened so that reading finds nothing and writing fails, as it would on the
    closed one; otherwise the next file that is opened would take its place. What cannot be
    said on standard error is not said.
    """
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest free number
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    raw = io.BufferedWriter(_Unfailing(2, "w", closefd=False))
    encoding = sys.stderr.encoding if sys.stderr is not None else "utf-8"
    sys.stderr = io.TextIOWrapper(raw, encoding, "backslashreplace", line_buffering=True)


class _Unfailing(io.FileIO):
    """Takes everything, also where nothing can be written; a picture does not hide it."""

    def write(self, data: object) -> int:
        picture.give_back()
        with suppress(OSError):
            return super().write(data) or 0  # type: ignore[arg-type]
        return len(memoryview(data))  # type: ignore[arg-type]


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """Let the signals that ask a process to end raise `Ended`; ignored ones stay ignored."""

    def end(number: int, _frame: FrameType | None) -> None:
        for each in before:  # one is enough: what is tidied up is not interrupted
            signal.signal(each, signal.SIG_IGN)
        raise Ended(number)

    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
