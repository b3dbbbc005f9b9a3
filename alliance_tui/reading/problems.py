"""Problems found in a data set: where, what, and what to write instead."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]

CODES: dict[str, str] = {
    "E101": "the file cannot be read",
    "E102": "not YAML",
    "E103": "a key stands twice",
    "E104": "anchors, aliases, merge keys and tags are not part of the format",
    "E105": "several documents in one file",
    "E201": "a required field is missing",
    "E202": "no such field",
    "E203": "the value has the wrong shape",
    "E204": "no such word in the vocabulary",
    "E205": "not an id",
    "E206": "not a web address",
    "E207": "the data set's own description is missing or stands twice",
    "E208": "this version of the format cannot be read",
    "E301": "not a date",
    "E302": "after the last day vouched for",
    "E401": "no such record",
    "E402": "the id is taken",
    "E403": "the id is reserved",
    "E404": "needs a record that is left out",
    "E501": "a claim or an event without evidence",
    "E502": "the tally contradicts the lists",
    "E503": "a country stands in two lists of one vote",
    "E504": "a claim can end only claims of the same country and type",
    "E505": "a scored support type does not say how long an act lasts",
    "E506": "the query cannot be read",
    "E507": "the posture rules have no default, or not as the last",
    "W301": "corroborated with fewer than two publishers",
    "W302": "acknowledged with no source that speaks for the actor",
    "W303": "high confidence on a lone source that speaks for the target",
    "W304": "an open claim with no evidence in its last twelve months",
    "W305": "known more than 31 days after the start, without `known`",
    "W306": "no day of knowledge",
    "W401": "the source is never used",
    "W402": "the source has no address",
    "W403": "a loaded word in the data set's own voice",
    "W404": "a summary, leader or tie without evidence",
    "W405": "probably the same happening twice",
    "W406": "waives a warning that is not given",
}
"""Every code with its meaning. E1 files, E2 shape, E3 dates, E4 references, E5 sense;
W3 how well claims stand, W4 care."""


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
        code: a key of `CODES`.
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
        return "error" if self.code.startswith("E") else "warning"

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
