"""A large sound file taken apart, so that nodes of all of it are never there at once.

A piece is a section, or some records of one that is a list. What is sound in pieces is sound as
a whole and means the same: no text goes on across the border of two pieces, as either would be
broken by itself. Where anything is wrong, or stands as no piece can, all of the file is read at
once, and explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from alliance_tui.model.records import SECTIONS
from alliance_tui.reading.regions import SECTION, headed

SIZE: Final = 500_000
"""How many characters a piece has at least, unless its section ends."""

_SECTION: Final = re.compile(rf"\n({SECTION.pattern}.*)")
_DOCUMENT: Final = re.compile(r"\n(?:---|\.\.\.)(?:\s|$)")
"""Both begin with the end of a line, as what begins with its start is looked for twice as long."""

_NOTHING: Final = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*")
_ITEM: Final = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*( *)-[ \r\n]")


class Piece(NamedTuple):
    """From where to where in a text there are records of the list `section`.

    Where `section` is empty there are whole sections with their names.
    """

    section: str
    start: int
    end: int


class WholeError(Exception):
    """A file has to be read as a whole."""


def pieces_of(text: str, size: int) -> Iterator[Piece]:
    """The pieces of *text*, each of at least *size* characters where it can be.

    Raises:
        WholeError: something in it is no section, or a section stands twice.
    """
    after_line_end = f"\n{text}"
    heads = [*_SECTION.finditer(after_line_end)]
    sections = [headed(head[1]) for head in heads]
    before = _NOTHING.match(text)
    begins = heads and before is not None and before.end() >= heads[0].start()
    if not begins or len(dict(sections)) < len(sections) or _DOCUMENT.search(after_line_end):
        raise WholeError
    ends = [*[head.start() for head in heads], len(text)][1:]
    for (name, value), head, end in zip(sections, heads, ends, strict=True):
        item = None if value or name not in SECTIONS else _ITEM.match(text, head.end(), end)
        if item is None:
            yield Piece("", head.start(), end)
            continue
        start, border = head.end(), f"\n{item[1]}- "
        while start < end:
            cut = text.find(border, start + size, end) + 1
            yield Piece(name, start, cut or end)
            start = cut or end
