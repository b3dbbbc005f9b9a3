"""Problems found in a data set: where, what, and what to write instead."""

from collections.abc import Collection, Iterable
from typing import Literal

from msgspec import Struct

from alliance_tui.nearest import did_you_mean

Severity = Literal["error", "warning"]


def severity_of(code: str) -> Severity:
    """The severity of the problems called *code*."""
    return "error" if code.startswith("E") else "warning"


class Place(Struct, frozen=True):
    """A place in a file: a line of text, or a row of a database.

    Attributes:
        file: the file's path as the user gave it.
        line: number of the line, or of the row in its table, from 1.
        column: column number from 1, in characters.
        text: the source line, or of a long one what stands around the place.
        width: how many characters the problem covers.
        before: how many characters of the line stand before `text`.
        table: the table of a database; empty in a text.
        row: what the row in it is called; empty where all of the table is meant.
    """

    file: str
    line: int = 1
    column: int = 1
    text: str = ""
    width: int = 1
    before: int = 0
    table: str = ""
    row: str = ""

    @property
    def spot(self) -> str:
        """Where in the file, in words."""
        return f"{self.table} {self.row}".strip() or f"line {self.line}"

    @property
    def address(self) -> str:
        """File and line, or file, table and row."""
        spot = f"{self.table}:{self.row}".strip(":") or str(self.line)
        return f"{self.file}:{spot}"


class Problem(Struct, frozen=True):
    """One problem.

    Attributes:
        code: a key of `codes.CODES`.
        message: what is wrong and, where it can be told, what to write.
        place: where.
        record: id of the record it is about.
        waived: the reason why the warning does not apply, if the data set gives one.
        lost: what is left out because of it, in words; empty where nothing is.
        follows: whether it only follows from another problem and goes away with it.
    """

    code: str
    message: str
    place: Place
    record: str | None = None
    waived: str | None = None
    lost: str = ""
    follows: bool = False

    @property
    def severity(self) -> Severity:
        """Whether something is left out because of it."""
        return severity_of(self.code)

    def __str__(self) -> str:
        column = "" if self.place.table else f":{self.place.column}"
        return f"{self.place.address}{column}: {self.severity}[{self.code}]: {self.told}"

    @property
    def told(self) -> str:
        """What is wrong, and what is left out because of it."""
        return f"{self.message}; {self.lost} is left out" if self.lost else self.message


def is_cause(problem: Problem) -> bool:
    """Whether *problem* is an error that does not only follow from others."""
    return problem.severity == "error" and not problem.follows


def is_open_warning(problem: Problem) -> bool:
    """Whether *problem* is a warning that is not waived."""
    return problem.severity == "warning" and problem.waived is None


def short(text: str, most: int = 80) -> str:
    """*text* on one line, and of a long one only its beginning."""
    line = " ".join(text[: 2 * most].split())
    return line if len(line) <= most and len(text) <= 2 * most else f"{line[:most]}…"


class Advice:
    """Words that were probably meant; looked for among many words only so often.

    Comparing a word with thousands takes milliseconds, and who has a hundred misspelt words
    in front of them is not helped by more.
    """

    def __init__(self, most: int = 100) -> None:
        """Give advice on at most *most* different words."""
        self._most = most
        self._given: dict[tuple[str, int], str] = {}

    def __call__(self, word: str, words: Iterable[str]) -> str:
        """As `did_you_mean`; nothing once enough was said."""
        valid = words if isinstance(words, Collection) else tuple(words)
        key = (word, id(valid))
        if key not in self._given:
            if len(self._given) >= self._most:
                return ""
            self._given[key] = did_you_mean(word, valid)
        return self._given[key]
