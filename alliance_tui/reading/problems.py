"""Problems found in a data set: where, what, and what to write instead."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


def severity_of(code: str) -> Severity:
    """The severity of the problems called *code*."""
    return "error" if code.startswith("E") else "warning"


class Place(Struct, frozen=True):
    """A place in a file.

    Attributes:
        file: the file's path as the user gave it.
        line: line number from 1.
        column: column number from 1, in characters.
        text: the source line.
        width: how many characters the problem covers.
    """

    file: str
    line: int = 1
    column: int = 1
    text: str = ""
    width: int = 1


class Problem(Struct, frozen=True):
    """One problem.

    Attributes:
        code: a key of `codes.CODES`.
        message: what is wrong and, where it can be told, what to write.
        place: where.
        record: id of the record it is about.
        waived: the reason why the warning does not apply, if the data set gives one.
    """

    code: str
    message: str
    place: Place
    record: str | None = None
    waived: str | None = None

    @property
    def severity(self) -> Severity:
        """Whether something is left out because of it."""
        return severity_of(self.code)

    def __str__(self) -> str:
        place = self.place
        return (
            f"{place.file}:{place.line}:{place.column}: "
            f"{self.severity}[{self.code}]: {self.message}"
        )


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word of *words* that *word* probably means."""
    by_fold = {each.casefold(): each for each in words}
    import difflib

    exact = by_fold.get(word.casefold())
    if exact is not None:
        return exact
    close = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def did_you_mean(word: str, words: Iterable[str], *, limit: int = 12) -> str:
    """An ending for a message: the nearest valid word, else the valid words if they are few."""
    valid = list(words)
    close = nearest(word, valid)
    if close is not None:
        return f"; did you mean “{close}”?"
    if 0 < len(valid) <= limit:
        return f"; valid: {', '.join(valid)}"
    return ""
