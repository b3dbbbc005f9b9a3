"""A page in lines of a given width, for the screen and for plain text alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias

from msgspec.structs import replace

from alliance_tui.pages.cells import cut, is_single, split, width
from alliance_tui.pages.page import Block, Page, Span

Line: TypeAlias = tuple[Span, ...]

TIED = "\N{NO-BREAK SPACE}"
"""A space at which no line is broken; it is shown as a common space."""

NARROWEST = 8
"""The least width of text; below it indentation gives way."""


def lines_of(page: Page, cells: int) -> list[Line]:
    """The lines of *page*, none wider than *cells*."""
    lines: list[Line] = []
    for block in page.blocks:
        made = list(wrapped(block, cells))
        if not any(made) and (not lines or not lines[-1]):
            continue
        lines += made
    while lines and not lines[-1]:
        lines.pop()
    return lines


def plain_text(page: Page, cells: int) -> str:
    """*page* as plain text, without colour."""
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines_of(page, cells))


def wrapped(block: Block, cells: int) -> Iterator[Line]:
    """The lines of *block*, broken between words where possible."""
    lead_width = _cells(block.lead)
    indent = min(block.indent, max(0, cells - lead_width - NARROWEST))
    room = max(1, cells - indent - lead_width)
    start: Line = ((Span(" " * indent),) if indent else ()) + block.lead
    later: Line = (Span(" " * (indent + lead_width)),) if indent + lead_width else ()
    for line in _filled(_dimmed(block), room):
        yield start + line if line or block.lead else ()
        start = later


def fitted(block: Block, cells: int, ellipsis: str = "…") -> list[Line]:
    """The lines of *block* on a screen, where it may have to be short."""
    if block.most is None:
        return list(wrapped(block, cells))
    if block.tails:
        return [_with_tail(block, cells, ellipsis)]
    most = block.most
    lines = list(islice(wrapped(block, cells), most + 1))
    for spans in block.shorter:
        if len(lines) > most:
            block = replace(block, spans=spans)
            lines = list(islice(wrapped(block, cells), most + 1))
    if len(lines) > most:
        del lines[most:]
        lines[-1] = cut_line((*lines[-1], Span(" " * cells)), cells, ellipsis)
    return lines


def _with_tail(block: Block, cells: int, ellipsis: str) -> Line:
    """*block* in one line, cut, with what fits of its tails at the right end.

    Where it has something shorter, that is told rather than any of it cut; the shortest only
    where the rest leaves no tail its room.
    """
    if block.shorter:
        room = cells - block.indent - _cells(block.lead) - 2
        fitting = (
            spans
            for tail in block.tails
            for spans in (block.spans, *block.shorter[:-1])
            if _cells(spans) + _cells(tail) <= room
        )
        block = replace(block, spans=next(fitting, block.shorter[-1]))
    needed = block.indent + _cells(block.lead) + _cells(block.spans)
    tail = next(
        (each for each in block.tails if needed + 2 + _cells(each) <= cells),
        next((each for each in block.tails if 3 * _cells(each) <= cells), block.tails[-1]),
    )
    room = max(0, cells - (_cells(tail) + 2 if tail else 0))
    start: Line = ((Span(" " * block.indent),) if block.indent else ()) + block.lead
    line = cut_line((*start, *_dimmed(block)), room, ellipsis)
    line = tuple(span._replace(text=span.text.replace(TIED, " ")) for span in line)
    gap = cells - _cells(line) - _cells(tail)
    return (*line, Span(" " * gap), *tail) if tail and gap > 0 else line


def _cells(spans: tuple[Span, ...]) -> int:
    return sum(width(span.text) for span in spans)


def cut_line(line: Line, cells: int, ellipsis: str = "…") -> Line:
    """*line* in at most *cells* cells, with an ellipsis where something is lost."""
    if _cells(line) <= cells:
        return line
    room = cells - width(ellipsis)
    shown: list[Span] = []
    for span in line:
        taken = width(span.text)
        if taken > room:
            return (
                *shown,
                span._replace(text=cut(f"{span.text}{ellipsis}", room + width(ellipsis), ellipsis)),
            )
        shown.append(span)
        room -= taken
    return tuple(shown)


def _dimmed(block: Block) -> tuple[Span, ...]:
    if not block.dim:
        return block.spans
    return tuple(
        Span(span.text, "dim", span.link) if span.role == "text" else span for span in block.spans
    )


def _filled(spans: tuple[Span, ...], room: int) -> Iterator[Line]:
    """*spans* in lines of at most *room* cells, each with as many words as fit."""
    whole = "".join(span.text for span in spans)
    if TIED in whole:
        spans = tuple(span._replace(text=span.text.replace(TIED, " ")) for span in spans)
    single = is_single(whole)
    if single and len(whole) <= room:
        yield spans
        return
    breaks = _breaks if single else _wide_breaks
    position = 0  # of the next span in the whole text
    waiting = list(reversed(spans))
    for start, end in breaks(whole, room):
        line: list[Span] = []
        while waiting and position < end:
            span = waiting.pop()
            after = position + len(span.text)
            if after > start:
                part = span.text[max(0, start - position) : end - position]
                line.append(Span(part, span.role, span.link, address=span.address))
            if after > end:
                waiting.append(span._replace(text=span.text[end - position :], alt=None))
                position = end
            else:
                position = after
        yield tuple(line)


def _breaks(whole: str, room: int) -> Iterator[tuple[int, int]]:
    """From where to where each line goes, in a text whose characters are one cell each."""
    start = 0
    length = len(whole)
    while length - start > room:
        end = _last_break(whole, start, start + room + 1) or start + room
        yield start, end
        start = _after_blanks(whole, end)
    yield start, length


def _wide_breaks(whole: str, room: int) -> Iterator[tuple[int, int]]:
    """The same for any text."""
    start = 0
    while True:
        head, rest = split(whole[start:], room)
        if not rest:
            yield start, len(whole)
            return
        end = start + len(head)
        end = _last_break(whole, start, end + 1) or end
        yield start, end
        start = _after_blanks(whole, end)


def _last_break(whole: str, start: int, end: int) -> int | None:
    """The last place where a line may end; what is tied is broken only where it fits in none."""
    for blank in (" ", TIED):
        place = whole.rfind(blank, start, end)
        if place > start:
            return place
    return None


def _after_blanks(whole: str, start: int) -> int:
    """Where the next line begins."""
    while start < len(whole) and whole[start] in (" ", TIED):
        start += 1
    return start
