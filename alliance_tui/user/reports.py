"""Reports of what should not have happened: where the program failed, and what led to it.

A report quotes no text of a data set: it has the lines of the program, not their values, and
of an error's message only what Python itself says of types and names.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from alliance_tui.user.folders import folder, write_whole

MOST_REPORTS = 10
"""How many reports are kept, the latest."""

MOST_BYTES = 1_000_000
"""A larger file is no report."""

MOST_FRAMES = 50
"""Of how many calls a report tells; of a deeper one the first and the last half."""

_TELLS_NO_VALUES = (
    AttributeError, ImportError, IndexError, MemoryError, NameError, RecursionError, TypeError,
    ZeroDivisionError,
)  # fmt: skip
"""Errors whose messages name types and names of the program."""

_LIBRARIES = ("msgspec", "platformdirs", "pyyaml", "rich", "textual")


def keep_report(error: BaseException, inputs: Iterable[str] = ()) -> Path | None:
    """Keep a report of *error*; where it lies, or none where nothing can be written.

    Args:
        error: what happened.
        inputs: what the user did last, the latest at the end.
    """
    now = datetime.now(UTC)
    path = _folder() / f"{now:%Y%m%dT%H%M%S.%f}-{os.getpid()}.txt"
    try:
        write_whole(path, "\n".join(_lines(error, inputs, now)).encode("utf-8", "replace"))
    except OSError:
        return None
    for old in _reports()[:-MOST_REPORTS]:
        with suppress(OSError):
            old.unlink()
    return path


def latest_report() -> Path | None:
    """Where the latest report lies, if there is any."""
    reports = _reports()
    return reports[-1] if reports else None


def what_failed(error: BaseException) -> str:
    """What happened and where, in a few words."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _short(frame.filename).startswith("alliance_tui")]
    for frame in reversed(own or frames):
        return f"{type(error).__name__} in {_short(frame.filename)}, line {frame.lineno}"
    return type(error).__name__


def _folder() -> Path:
    return folder("state") / "reports"


def _reports() -> list[Path]:
    try:
        return sorted(each for each in _folder().iterdir() if each.suffix == ".txt")
    except OSError:
        return []


def _lines(error: BaseException, inputs: Iterable[str], now: datetime) -> Iterator[str]:
    yield f"{now:%Y-%m-%d %H:%M:%S} UTC: {what_failed(error)}"
    yield "This report quotes no text of the data set; the keys that you pressed stand at its end."
    yield ""
    yield from _versions()
    yield ""
    yield from _chain(error)
    given = list(inputs)
    if given:
        yield ""
        yield f"The last {len(given)} inputs:"
        yield from (f"  {each}" for each in given)
    yield ""


def _versions() -> Iterator[str]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from alliance_tui import __version__

    yield f"alliance-tui {__version__}, Python {platform.python_version()}, {platform.platform()}"
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"
    for name in ("TERM", "TERM_PROGRAM", "COLORTERM", "LANG", "LC_ALL"):
        yield f"{name}={os.environ.get(name, '')!r}"


def _chain(error: BaseException) -> Iterator[str]:
    """The calls that led to *error*, and before them those to what it came from."""
    seen: set[int] = set()
    chain: list[tuple[str, BaseException]] = []
    link, current = "", error
    while id(current) not in seen:
        seen.add(id(current))
        chain.append((link, current))
        if current.__cause__ is not None:
            link, current = "which led to", current.__cause__
        elif current.__context__ is not None and not current.__suppress_context__:
            link, current = "while that was handled", current.__context__
    for following, each in reversed(chain):
        yield from _calls(each)
        if following:
            yield f"{following}:"


def _calls(error: BaseException) -> Iterator[str]:
    frames = traceback.extract_tb(error.__traceback__)
    half = MOST_FRAMES // 2
    for number, frame in enumerate(frames):
        if len(frames) > MOST_FRAMES and half <= number < len(frames) - half:
            if number == half:
                yield f"  … {len(frames) - MOST_FRAMES} more …"
            continue
        yield f"  {_short(frame.filename)}, line {frame.lineno}, in {frame.name}"
        if frame.line:
            yield f"    {frame.line}"
    yield _said(error)


def _said(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    if isinstance(error, _TELLS_NO_VALUES) and str(error):
        return f"{name}: {error}"
    return name


def _short(file: str) -> str:
    """The path of a module from where modules are looked for, which tells nothing of the user."""
    for root in sorted(filter(None, sys.path), key=len, reverse=True):
        if file.startswith(root.rstrip("/\\") + os.sep):
            return file[len(root.rstrip("/\\")) + 1 :].replace(os.sep, "/")
    return Path(file).name
