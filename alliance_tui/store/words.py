"""Words as the index holds them.

`model.words.searchable` makes them, so that SQLite has only to tell them apart at blanks. One
word that nobody can ask for stands between two texts, so that these never run together.
"""

from alliance_tui.model.words import BETWEEN_TEXTS, searchable

BETWEEN = " \N{SYMBOL FOR UNIT SEPARATOR} "


def indexed(text: str) -> str:
    """*text*, which is `searchable`, for the index."""
    return text.replace(BETWEEN_TEXTS, BETWEEN)


def phrase(text: str) -> str:
    """What matches the words of *text* in a row, the last perhaps begun only.

    *text* has at least one letter or digit.
    """
    return f'"{searchable(text).strip()}" *'
