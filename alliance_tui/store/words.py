"""Words as the index holds them.

`model.words.searchable` makes them, so that SQLite has only to tell them apart at blanks. One
word that nobody can ask for stands between two texts, so that these never run together.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from alliance_tui.model.words import BETWEEN_TEXTS, searchable
from alliance_tui.store.schema import SHORT

BETWEEN = " \N{SYMBOL FOR UNIT SEPARATOR} "


FEW = 16
"""So many words that begin with more letters are looked for one by one."""


def indexed(text: str) -> str:
    """*text*, which is `searchable`, for the index."""
    return text.replace(BETWEEN_TEXTS, BETWEEN)


class Phrase(Struct, frozen=True):
    """What matches words in a row, the last perhaps begun only.

    Attributes:
        text: the words as the index is asked for them.
        gathered: whether the index has to gather all that match before it gives the first.
    """

    text: str
    gathered: bool


def phrase(text: str, begun: Callable[[str, int], Sequence[str]]) -> Phrase:
    """What matches the words of *text*, which has at least one letter or digit.

    Args:
        text: the words.
        begun: at most so many words of the index that begin so.
    """
    *first, last = searchable(text).split()
    if len(last) <= SHORT:
        return Phrase(f'"{" ".join([*first, last])}" *', gathered=False)
    words = begun(last, FEW + 1)
    if len(words) > FEW:
        return Phrase(f'"{" ".join([*first, last])}" *', gathered=True)
    whole = (f'"{" ".join([*first, each])}"' for each in words or (last,))
    return Phrase(f"({' OR '.join(whole)})", gathered=False)
