"""Widths in terminal cells: measuring, cutting and padding text."""

from __future__ import annotations

import re

_SINGLE = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0373\u0376\u0377\u037a-\u037f\u0384-\u038a"
    "\u038e-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2212\u2218"
    "\u2400-\u2426\u2500-\u259f\u25a0-\u25fc\u2713\u2715\u2717\u2736]*"
)
"""Characters that every table of widths counts as one cell."""


def is_single(text: str) -> bool:
    """Whether every character of *text* surely takes one cell."""
    return text.isascii() or _SINGLE.fullmatch(text) is not None


def width(text: str) -> int:
    """How many cells *text* takes."""
    if is_single(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """*text* in at most *cells* cells, with an ellipsis where something is lost."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    if cells < len(ellipsis):
        return ellipsis[:cells]
    return _head(text, cells - len(ellipsis)).rstrip() + ellipsis


def fit(text: str, cells: int, ellipsis: str = "…", *, right: bool = False) -> str:
    """*text* in exactly *cells* cells, cut or padded."""
    taken = width(text)
    if taken > cells:
        text = cut(text, cells, ellipsis)
        taken = width(text)
    space = " " * (cells - taken)
    return space + text if right else text + space


def split(text: str, cells: int) -> tuple[str, str]:
    """*text* in two, the first part at most *cells* cells wide and at least one character."""
    head = _head(text, cells) or text[:1]
    return head, text[len(head) :]


def in_cells(text: str) -> list[str]:
    """*text* cell by cell; the second cell of a wide sign is empty."""
    if is_single(text):
        return list(text)
    from rich.cells import split_graphemes

    cells = [""] * width(text)
    place = 0
    for start, end, taken in split_graphemes(text)[0]:
        if cells:
            cells[min(place, len(cells) - 1)] += text[start:end]
        place += taken
    return cells


MARKS = 16
"""How many marks on a sign are looked at; what is piled higher is cut there."""


def _head(text: str, cells: int) -> str:
    text = text[: (MARKS + 1) * max(1, cells)]  # the rest of a long text costs nothing
    if is_single(text):
        return text[:cells]
    from rich.cells import chop_cells

    pieces = chop_cells(text, max(1, cells))
    head = pieces[0] if pieces else ""
    return head if width(head) <= cells else ""
