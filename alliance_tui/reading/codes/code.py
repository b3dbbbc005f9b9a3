"""What is declared of a kind of problem."""

from __future__ import annotations

from msgspec import Struct

from alliance_tui.reading.problems import Severity, severity_of


class Code(Struct, frozen=True):
    """A kind of problem, explained.

    The examples are the content of a file beside an otherwise sound data set; fields that
    they leave out are as they should be.

    Attributes:
        code: what it is called: E or W, and a number.
        title: what is wrong, in a few words.
        meaning: why it matters, and what to do about it.
        wrong: an example that has this problem and no other.
        right: the same without it.
        encoding: in which encoding the wrong example is saved.
    """

    code: str
    title: str
    meaning: str
    wrong: str
    right: str
    encoding: str = "utf-8"

    @property
    def severity(self) -> Severity:
        """Whether something is left out because of it."""
        return severity_of(self.code)

    @property
    def about(self) -> str:
        """What problems whose codes begin like this one are about."""
        return ABOUT[self.code[:2]]


ABOUT = {
    "E1": "Files",
    "E2": "Shape",
    "E3": "Dates",
    "E4": "References",
    "E5": "Sense",
    "W1": "Files",
    "W3": "How well claims stand",
    "W4": "Care",
}
"""What codes are about, by their first two signs."""
