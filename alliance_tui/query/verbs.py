"""The verbs of a data set as words of a query: which direction of claims they speak of."""

from __future__ import annotations

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.words import fold
from alliance_tui.query.stance import DIRECTIONS

LEAST = 4
"""How many letters of a verb have to be there."""


def directions_begun(dataset: Dataset, word: str) -> dict[str, str]:
    """The directions with a verb that begins with *word*, each with such a verb."""
    wanted, found = fold(word), dict[str, str]()
    if len(wanted) < LEAST:
        return found
    for support_type in dataset.metadata.support_types:
        for direction in DIRECTIONS:
            forms = None if support_type.says is None else support_type.says.forms(direction)
            for form in forms or ():
                verb = form.partition(" ")[0]
                if fold(verb).startswith(wanted):
                    found.setdefault(direction, verb)
    return found


def directions_meant(dataset: Dataset, words: tuple[str, ...]) -> dict[str, str]:
    """The *words* that are verbs of one direction alone, each with that."""
    meant: dict[str, str] = {}
    for word in words:
        begun = directions_begun(dataset, word)
        if len(begun) == 1:
            meant[word] = next(iter(begun))
    return meant
