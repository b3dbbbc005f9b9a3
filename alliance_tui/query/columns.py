"""The columns of a table: which are shown, and in which order.

What is chosen is written as short as it can be, so that a column which a newer data set brings
is shown: first the ids of those that come before the others, in their order, then ``-`` and the
id of each that is hidden. A lone ``-`` hides all that are not named.
"""

from __future__ import annotations

from collections.abc import Sequence

HIDDEN = "-"
"""Before the id of a column that is hidden; alone, for all that are not named."""


def arranged(ids: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """Those of *ids* that are shown, in the order that *chosen* writes.

    What it names and *ids* does not hold is left alone; where nothing would be left, all are
    shown as they stand.
    """
    if not chosen:
        return tuple(ids)
    known = frozenset(ids)
    hidden = {each.removeprefix(HIDDEN) for each in chosen if each.startswith(HIDDEN)}
    named = dict.fromkeys(each for each in chosen if each in known and each not in hidden)
    others = (each for each in ids if each not in named and each not in hidden)
    shown = (*named, *(() if "" in hidden else others))
    return shown or tuple(ids)


def with_column(ids: Sequence[str], shown: Sequence[str], column: str) -> tuple[str, ...]:
    """*shown* with another of *ids*, before the first that stands after it."""
    after = frozenset(ids[ids.index(column) + 1 :])
    place = next((number for number, each in enumerate(shown) if each in after), len(shown))
    return (*shown[:place], column, *shown[place:])


def written(ids: Sequence[str], shown: Sequence[str]) -> tuple[str, ...]:
    """How it is written that of *ids* those *shown* are, in their order."""
    place = {each: number for number, each in enumerate(ids)}
    hidden = [each for each in ids if each not in set(shown)]
    if len(hidden) > len(shown):
        return (*shown, HIDDEN)
    before = len(shown)
    while before and (before == len(shown) or place[shown[before - 1]] < place[shown[before]]):
        before -= 1
    return (*shown[:before], *(f"{HIDDEN}{each}" for each in hidden))
