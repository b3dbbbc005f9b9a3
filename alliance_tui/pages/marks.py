"""Words that are looked for, marked where they stand in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import TypeAlias

from alliance_tui.model.words import fold
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Block, Part, Role, Span

Sought: TypeAlias = re.Pattern[str]
"""What is looked for in folded text."""

Range: TypeAlias = tuple[int, int, int]
"""A stretch of one of several lines: which line, from where to where."""


def marked(line: Line, words: tuple[str, ...]) -> Line:
    """*line* with the beginnings of words that *words* name in a role of their own."""
    if not words:
        return line
    whole = "".join(span.text for span in line)
    return in_role(line, list(_places(whole, beginnings(words))), "hit")


def in_role(line: Line, ranges: Sequence[tuple[int, int]], role: Role) -> Line:
    """*line* with the stretches *ranges*, from left to right, in *role*."""
    if not ranges:
        return line
    spans: list[Span] = []
    start = 0
    for span in line:
        at, end = start, start + len(span.text)
        for opens, closes in ranges:
            first, last = max(opens, at), min(closes, end)
            if first < last:
                spans.append(span._replace(text=span.text[at - start : first - start]))
                spans.append(span._replace(text=span.text[first - start : last - start], role=role))
                at = last
        spans.append(span._replace(text=span.text[at - start :]))
        start = end
    return tuple(span for span in spans if span.text)


def hits_in(lines: Sequence[Line], sought: Sought) -> list[tuple[Range, ...]]:
    """Where *sought* stands in the lines of a paragraph, over the end of a line too."""
    texts = ["".join(span.text for span in line) for line in lines]
    hits: list[tuple[Range, ...]] = []
    starts = [0, *accumulate(len(each) + 1 for each in texts)]
    for first, last in _places("\n".join(texts), sought):
        ranges = []
        for number, text in enumerate(texts):
            opens, closes = max(first - starts[number], 0), min(last - starts[number], len(text))
            if opens < closes and text[opens:closes].strip():
                blank = len(text[opens:closes]) - len(text[opens:closes].lstrip())
                ranges.append((number, opens + blank, closes))
        if ranges:
            hits.append(tuple(ranges))
    return hits


def stands_in(part: Block | Part, sought: Sought) -> bool:
    """Whether *sought* stands in *part*, in what is folded too."""
    if isinstance(part, Block):
        whole = "".join(span.text for span in (*part.lead, *part.spans, *chain(*part.tails)))
        return sought.search(_folded(whole)[0]) is not None
    return any(stands_in(each, sought) for each in (*part.head, *part.body()))


def _places(whole: str, sought: Sought) -> Iterator[tuple[int, int]]:
    """From where to where *sought* stands in *whole*."""
    folded, places = _folded(whole)
    for match in sought.finditer(folded):
        if places is None:
            yield match.span()
        else:
            yield places[match.start()], places[match.end() - 1] + 1


@lru_cache(maxsize=4096)
def _folded(whole: str) -> tuple[str, tuple[int, ...] | None]:
    """*whole* folded, and of which of its characters each is, where that is not its own."""
    if whole.isascii():
        return fold(whole), None
    pieces = [fold(character) for character in whole]
    return "".join(pieces), tuple(at for at, piece in enumerate(pieces) for _ in piece)


@lru_cache(maxsize=64)
def beginnings(words: tuple[str, ...]) -> Sought:
    """Any of *words*, at the beginning of a word."""
    wanted = (r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", fold(each)))) for each in words)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(filter(None, wanted)) or '(?!)'})")


def anywhere(text: str) -> Sought | None:
    """What *text* is, wherever it stands, over the end of a line too; none where it is empty."""
    words = fold(text).split()
    return re.compile(r"\s+".join(map(re.escape, words))) if words else None
