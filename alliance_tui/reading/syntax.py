"""What was probably meant by text that is not YAML, and where it began.

libyaml says what it expected, in its own words; here it is told what stands there and what to
write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from yaml.error import Mark, MarkedYAMLError

from alliance_tui.reading.unseen import INVISIBLE, NAMES, name_of

OPENED: Final = re.compile(r"\[[^\[\]]*\]/|/\[[^\[\]]*\]")
"""A date with brackets that is not in quotes."""


class Fault(NamedTuple):
    """What is wrong at a place of a text; line and column from 0."""

    code: str
    line: int
    column: int
    message: str


Line = Callable[[int], str]


class _Stop(NamedTuple):
    """Where libyaml stopped, from 0, what it said, and where what it was in had begun."""

    said: str
    line: int
    column: int
    began: Mark | None
    line_at: Line

    @property
    def text(self) -> str:
        """The line in which it stopped."""
        return self.line_at(self.line)

    def fault(self, message: str, code: str = "E102") -> Fault:
        """What is wrong, told where it stopped."""
        return Fault(code, self.line, self.column, message)

    def fault_where_it_began(self, message: str) -> Fault:
        """What is wrong, told where it began, where that is known."""
        if self.began is None:
            return self.fault(message)
        return Fault("E102", self.began.line, self.began.column, message)


def fault_of(error: MarkedYAMLError, line_at: Line) -> Fault:
    """What is wrong by *error* in the text whose lines *line_at* gives."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    said = error.problem or error.context or "not YAML"
    stop = _Stop(said, line, column, error.context_mark, line_at)
    if "but found another document" in said or "expected a single document" in (
        error.context or ""
    ):
        return stop.fault("a file holds one document; split it", "E105")
    hidden = _hidden(line_at, stop.began.line if stop.began else line, line)
    if hidden is not None:
        return hidden
    if OPENED.search(stop.text):
        return stop.fault("put a date with brackets in quotes")
    if "\t" in stop.text[: column + 1] and not stop.text[:column].strip():
        return stop.fault(_TABS)
    for pattern, tell in _TOLD:
        if pattern in said:
            return tell(stop)
    return stop.fault(said)


_TABS: Final = "indent with spaces, not tabs"


def _hidden(line_at: Line, first: int, last: int) -> Fault | None:
    """An invisible sign where YAML takes it for text: in the indentation or around a colon."""
    for number in range(max(first, last - 3), last + 1):
        text = line_at(number)
        for match in INVISIBLE.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            sign = name_of(match[0])
            if INVISIBLE.sub("", before).strip() in ("", "-"):
                where = "the indentation"
            elif before.rstrip().endswith((":", ",", "[", "{")) or after.startswith(":"):
                where = "the place of a space"
            else:
                continue
            article = "an" if NAMES[match[0]][0] in "aeiou" else "a"
            message = f"{article} {sign} in {where}; put a plain space there"
            return Fault("E107", number, match.start(), message)
    return None


_OURS: Final = re.compile(r"<{7}(?: (.*))?$")
_THEIRS: Final = re.compile(r">{7}(?: (.*))?$")


def merges(lines: list[str]) -> list[Fault]:
    """The unfinished merges in *lines*."""
    faults = []
    end = -1
    for number, line in enumerate(lines):
        if number > end and (_OURS.match(line) or _THEIRS.match(line)):
            end = merge_end(lines, number)
            where = f"lines {number + 1} to {end + 1} hold" if end > number else "two branches hold"
            message = (
                f"an unfinished merge: {where} two versions; keep one and take out the lines of "
                "“<<<<<<<”, “=======” and “>>>>>>>”"
            )
            faults.append(Fault("E106", number, 0, message))
    return faults


def merge_end(lines: list[str], first: int) -> int:
    """The last line of the unfinished merge that begins in line *first*."""
    for number in range(first + 1, len(lines)):
        if _THEIRS.match(lines[number]):
            return number
        if _OURS.match(lines[number]):
            break
    return first


def _colon(stop: _Stop) -> Fault:
    before = stop.text[: stop.column]
    if re.search(r":\s", before):
        return stop.fault("a text that holds “: ” needs quotes around it")
    if stop.line and not before.strip().startswith("- "):
        return stop.fault(
            "this line is indented unlike the fields above it, or the text above it needs quotes"
        )
    return stop.fault("a “: ” where none can stand; put text that holds it in quotes")


def _no_colon(stop: _Stop) -> Fault:
    if stop.began is None:
        return stop.fault("a line without “:”")
    text = stop.line_at(stop.began.line)[stop.began.column :].strip()
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    return stop.fault_where_it_began(
        f"“{shown}” has no “: ” after a name; write “name: value”, or indent it further than the "
        "text that it goes on with"
    )


def _start(stop: _Stop) -> Fault:
    sign = stop.text[stop.column : stop.column + 1]
    if sign == "\t":
        return stop.fault(_TABS)
    return stop.fault(f"a text that begins with “{sign}” needs quotes around it")


def _key(stop: _Stop) -> Fault:
    before, began = stop.text[: stop.column].rstrip(), stop.began
    if before.endswith(('"', "'")):
        message = "something follows a closing quotation mark; put the whole text in quotes"
    elif before.endswith(("]", "}")):
        message = "something follows a closing bracket; put a text with brackets in quotes"
    elif began is not None and began.line != stop.line:
        message = (
            f"this line is indented unlike the fields above it, which begin in line "
            f"{began.line + 1} at column {began.column + 1}"
        )
    else:
        message = "a field is expected here: “name: value”"
    return stop.fault(message)


def _dash(stop: _Stop) -> Fault:
    began = stop.began
    if began is None:
        return stop.fault("a “- ” is expected here")
    return stop.fault(
        f"this line belongs to no item of the list that begins in line {began.line + 1}: begin "
        f"it with “- ” at column {began.column + 1}, or indent it further"
    )


def _bracket(stop: _Stop) -> Fault:
    sign, close = "[]" if "]" in stop.said else "{}"
    began = stop.began
    where = f" of line {began.line + 1}, column {began.column + 1}," if began is not None else ""
    return stop.fault(
        f"the “{sign}”{where} is not closed with “{close}”, or a comma is missing before this"
    )


_Tell = Callable[[_Stop], Fault]


def _at(message: str) -> _Tell:
    """Told where reading stopped."""
    return lambda stop: stop.fault(message)


def _where_it_began(message: str) -> _Tell:
    """Told where what is wrong began."""
    return lambda stop: stop.fault_where_it_began(message)


_TOLD: Final[tuple[tuple[str, _Tell], ...]] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("found character that cannot start any token", _start),
    ("tab character", _at(_TABS)),
    ("found unexpected end of stream", _where_it_began("a quotation mark that is never closed")),
    (
        "found unexpected document indicator",
        _where_it_began("a quotation mark that is not closed before the end of the document"),
    ),
    (
        "found unknown escape character",
        _at("“\\” in double quotes begins a sign of its own; write “\\\\”, or use single quotes"),
    ),
    ("expected hexdecimal number", _at("after “\\x”, “\\u” and “\\U” stand hexadecimal digits")),
    (
        "did not find expected alphabetic or numeric character",
        _where_it_began("a text that begins with “&” or “*” needs quotes around it"),
    ),
    ("did not find expected comment or line break", _at("after “|” or “>” the line ends")),
    ("did not find expected whitespace or line break", _at("quote a text that begins with “!”")),
    ("expected '!'", _at("quote a text that begins with “!”")),
    (
        "block sequence entries are not allowed",
        _at("a list begins in a line of its own, or put a text that begins with “- ” in quotes"),
    ),
    ("did not find expected '-' indicator", _dash),
    ("did not find expected key", _key),
    ("did not find expected ','", _bracket),
    ("did not find expected node content", _at("a value is missing here; two commas, perhaps")),
    (
        "did not find expected <document start>",
        _at("this belongs to no section; a section begins at the start of a line: “claims:”"),
    ),
    ("found undefined alias", _at("a text that begins with “*” needs quotes around it")),
)
"""What libyaml says, with how it is told."""
