"""Speaking to a terminal that has only ASCII: signs are told by their nearest ones."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Literal, TextIO


class _Ascii:
    """A stream whose signs are of ASCII; letters stay what they are."""

    def __init__(self, stream: TextIO) -> None:
        from alliance_tui.pages.glyphs import ASCII, punctuated

        self._stream = stream
        self._told: Callable[[str], str] = partial(punctuated, glyphs=ASCII)

    def write(self, text: str) -> int:
        """Write *text* with signs of ASCII."""
        self._stream.write(self._told(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def only_ascii() -> bool:
    """Whether the terminal can show no more than ASCII."""
    if os.environ.get("TERM") in ("linux", "dumb"):
        return True
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return encoding not in ("utf8", "utf16", "utf32")


@contextmanager
def told_in_ascii(name: Literal["stdout", "stderr"]) -> Iterator[None]:
    """Have the stream of `sys` called *name* tell signs by those of ASCII."""
    before = getattr(sys, name)
    setattr(sys, name, _Ascii(before))
    try:
        yield
    finally:
        setattr(sys, name, before)
