"""Words that are looked for, marked where they stand in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from alliance_tui.model.words import fold
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Block, Part, Span


def marked(line: Line, words: tuple[str, ...]) -> Line:
    """*line* with the beginnings of words that *words* name in a role of their own."""
    whole = "".join(span.text for span in line)
    found = list(_places(whole, words)) if words else []
    if not found:
        return line
    spans: list[Span] = []
    start = 0
    for span in line:
        end = start + len(span.text)
        at = start
        for opens, closes in found:
            first, last = max(opens, at), min(closes, end)
            if first < last:
                spans.append(span._replace(text=whole[at:first]))
                spans.append(span._replace(text=whole[first:last], role="hit"))
                at = last
        spans.append(span._replace(text=whole[at:end]))
        start = end
    return tuple(span for span in spans if span.text)


def has_words(part: Block | Part, words: tuple[str, ...]) -> bool:
    """Whether any of *words* stands in *part*, in what is folded too."""
    if isinstance(part, Block):
        whole = "".join(span.text for span in (*part.lead, *part.spans))
        return any(True for _ in _places(whole, words))
    return any(has_words(each, words) for each in (*part.head, *part.body()))


def _places(whole: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """From where to where each of *words* stands in *whole*, at the beginning of a word."""
    pieces = [fold(character) for character in whole] if not whole.isascii() else None
    folded = fold(whole) if pieces is None else "".join(pieces)
    places = None
    if pieces is not None:
        places = [at for at, piece in enumerate(pieces) for _ in piece]
    for found in _pattern(words).finditer(folded):
        if places is None:
            yield found.span()
        else:
            yield places[found.start()], places[found.end() - 1] + 1


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    wanted = (r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", fold(each)))) for each in words)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(filter(None, wanted)) or '(?!)'})")
