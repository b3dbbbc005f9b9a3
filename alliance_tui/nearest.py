"""What was probably meant by a word that nothing is called: the one wording of every message."""

from __future__ import annotations

from collections.abc import Collection, Iterable

FEW = 20
"""So many valid words are told where none is near."""


def near(word: str, words: Iterable[str], most: int = 1, cutoff: float = 0.6) -> list[str]:
    """At most *most* of *words* that *word* resembles, the nearest first; letters' case apart.

    How alike they must be is told by *cutoff*, as for `difflib.get_close_matches`.
    """
    by_fold = {each.casefold(): each for each in words}
    exact = by_fold.get(word.casefold())
    if exact is not None:
        return [exact]
    import difflib

    close = difflib.get_close_matches(word.casefold(), by_fold, most, cutoff)
    return [by_fold[each] for each in close]


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word of *words* that *word* probably means."""
    return next(iter(near(word, words)), None)


def did_you_mean(
    word: str, words: Iterable[str], names: Iterable[str] = (), *, few: int = FEW
) -> str:
    """An ending for a message: the nearest of *words* and *names*, else *words* if they are few."""
    valid = words if isinstance(words, Collection) else tuple(words)
    close = nearest(word, (*names, *valid))
    if close is not None:
        return f"; did you mean “{close}”?"
    if not 0 < len(valid) <= few:
        return ""
    return f"; one of {', '.join(sorted(valid) if isinstance(valid, set) else valid)}"
