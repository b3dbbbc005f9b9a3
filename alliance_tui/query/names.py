"""Finding a record by what a person calls it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from alliance_tui.model.dataset import Dataset, Item
from alliance_tui.model.records import Country, Group
from alliance_tui.model.words import (
    BETWEEN_TEXTS,
    fold,
    name_key,
    name_keys,
    searchable,
    searched,
)
from alliance_tui.nearest import near

MISTAKEN = 0.4
"""How well a word with a typing mistake stands for another, from 0 to 1."""


def find_item(dataset: Dataset, text: str) -> Item | None:
    """The record with the id *text* in any case, else the country or group of that name."""
    item = dataset.find(text)
    if item is not None:
        return item
    named: tuple[Country | Group, ...] = (*dataset.countries, *dataset.groups)
    for key in name_keys(text):
        for each in named:
            if key and key in map(name_key, (each.name, *each.aliases)):
                return each
    return None


def nearest_names(dataset: Dataset, text: str) -> str:
    """An ending for a message: the ids or names that *text* may have meant."""
    wanted = fold(text)
    known = {fold(item_id): item_id for item_id in dataset.ids}
    known |= {fold(each.name): each.name for each in dataset.countries}
    close = near(wanted, known, 3)
    close += [each for each in known if wanted in each and each not in close][: 3 - len(close)]
    return f"; did you mean {' or '.join(f'“{known[each]}”' for each in close)}?" if close else ""


def ranked(text: str, names: Sequence[str]) -> list[tuple[float, int]]:
    """Which of *names* the words of *text* may mean, the best first.

    Every word has to begin a word of the name; where no name fits so, to be within a typing
    mistake of one.

    Returns:
        Scores from 0 (excluded) to 1, each with the position of its name.
    """
    wanted = searchable(text).split()
    if not wanted:
        return []
    begun = [f" {each}" for each in wanted]
    fitting = [
        position for position, name in enumerate(names) if all(map(_text(name).__contains__, begun))
    ]
    return _scored(wanted, names, fitting) or _scored(wanted, names, range(len(names)))


def _scored(
    wanted: Sequence[str], names: Sequence[str], positions: Iterable[int]
) -> list[tuple[float, int]]:
    """Those of the names at *positions* of which a word is like each that is *wanted*."""
    found: list[tuple[float, int]] = []
    for position in positions:
        words = _text(names[position]).split()
        scores = [max((_likeness(each, word) for word in words), default=0.0) for each in wanted]
        if min(scores) > 0:
            first = 0.1 if words[0].startswith(wanted[0]) else 0.0
            found.append((0.9 * sum(scores) / len(scores) + first, position))
    return sorted(found, key=lambda each: (-each[0], each[1]))


@lru_cache(maxsize=20_000)
def _text(name: str) -> str:
    """The words of *name*, each with a blank before it."""
    return searched(name).replace(BETWEEN_TEXTS, " ")


def _likeness(typed: str, word: str) -> float:
    """How well *typed* stands for *word*: 1 for the word itself, less for its beginning."""
    if word.startswith(typed):
        return 0.7 + 0.3 * len(typed) / len(word)
    if len(typed) < 4 or not (typed[0] in word[:2] or typed[1] in word[:2]):
        return 0.0  # one mistake leaves one of the first two letters
    if one_mistake(typed, word[: len(typed) + 1]):
        return MISTAKEN
    return 0.0


def one_mistake(typed: str, word: str) -> bool:
    """Whether *typed* is *word* with one letter wrong, left out, added or swapped.

    A rest of *word* that was not typed yet does not matter.
    """
    position = 0
    while position < min(len(typed), len(word)) and typed[position] == word[position]:
        position += 1
    rest, other = typed[position:], word[position:]
    return (
        _begins(rest[1:], other[1:])
        or _begins(rest[1:], other)
        or _begins(rest, other[1:])
        or (
            len(rest) > 1
            and len(other) > 1
            and rest[:2] == other[1::-1]
            and _begins(rest[2:], other[2:])
        )
    )


def _begins(typed: str, word: str) -> bool:
    return word.startswith(typed)
