"""Dates as they are known: a stated part of EDTF (ISO 8601-2) and one addition, with bounds.

The forms are closed. A single date is ``2022``, ``2022-02`` or ``2022-02-24``, each with
``~`` (about: one unit more each way), ``?`` (uncertain: all of it only possible) or ``%``
(both), or ``[A..B]``, one day somewhere between. At the ends of an interval, where EDTF has
no choices, ``[A..B]`` may stand too, and ``[A..]`` at the last one. An interval is ``A/B``,
``A/..`` (still so), ``A/`` (ended, the day unknown) or, where allowed, ``../B`` (since before
records).

Days are proleptic Gregorian ordinals (`datetime.date.toordinal`).
"""

import re
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

DIALECT = (
    "a part of EDTF (ISO 8601-2) with one addition: at the ends of an interval a choice may "
    "stand, [A..B] or [A..]"
)
"""How dates are written, for readers who know EDTF."""

FIRST_DAY = date.min.toordinal()
"""Stands for the start of ``../B``."""

LAST_DAY = date.max.toordinal()
"""Stands for the end of ``A/..``."""

LAST_YEAR = date.max.year - 1
"""The last year that can be written; the one after it holds the days that stand for no end."""

_ENDED = LAST_DAY - 1
"""Stands for the latest end of ``A/``, the day before the data set's last day."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class DateError(ValueError):
    """A text outside the subset. The message says what is wrong and what to write."""


class _NotADate(DateError):
    """A text whose form is wrong, so that a hint can help."""


class Activity(Enum):
    """Whether something with a date is going on on a given day."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


class Span(NamedTuple):
    """The earliest and the latest possible day of a start and of an end, as ordinals."""

    first_start: int
    last_start: int
    first_end: int
    last_end: int


class When(Struct, frozen=True, array_like=True, gc=False):
    """A date as written, with the bounds that it sets.

    Attributes:
        text: the date as the data set writes it.
        first_start: ordinal of the earliest day on which it can have begun.
        last_start: ordinal of the latest day on which it can have begun.
        first_end: ordinal of the earliest day on which it can have ended.
        last_end: ordinal of the latest day on which it can have ended.
        written: ordinal of the first day of the start as written; by it things stand in
            order, and under the year that their date says.
        interval: true for ``A/B`` and its kin, false for a single date.
        doubtful: true for ``?`` and ``%``, when nothing about it is certain.
    """

    text: str
    first_start: int
    last_start: int
    first_end: int
    last_end: int
    written: int
    interval: bool = False
    doubtful: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still so on the last day vouched for."""
        return self.first_end == LAST_DAY

    @property
    def is_day(self) -> bool:
        """Whether it is one day and nothing else."""
        return self.first_start == self.last_end and not self.doubtful

    def span(self, as_of: int) -> Span:
        """The bounds, with the unknown end of ``A/`` put before the day *as_of*."""
        last_end = as_of - 1 if self.last_end == _ENDED else self.last_end
        return Span(self.first_start, self.last_start, self.first_end, last_end)

    def activity(self, day: int, as_of: int) -> Activity:
        """Whether it is going on on *day*; *as_of* is the last day vouched for."""
        first_start, last_start, first_end, last_end = self.span(as_of)
        if not first_start <= day <= last_end:
            return Activity.NO
        if not self.doubtful and last_start <= day <= first_end:
            return Activity.CERTAIN
        return Activity.POSSIBLE

    def overlaps(self, first: int, last: int) -> bool:
        """Whether any possible day of it lies from *first* to *last*, both included."""
        return self.first_start <= last and self.last_end >= first

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=65536)
def parse_when(text: str, *, before_records: bool = False) -> When:
    """Read a date or an interval.

    Args:
        text: a date of the subset.
        before_records: whether ``../B`` is allowed (memberships, leaders and ties).

    Raises:
        DateError: the text is outside the subset, names a day that does not exist, or
            ends before it starts; where it can be told what was meant, it is told.
    """
    try:
        return _read(text, before_records)
    except DateError as error:
        from alliance_tui.model.date_hints import suggestions

        meant = " or ".join(suggestions(text, before_records=before_records))
        if not meant and isinstance(error, _NotADate):
            meant = "YYYY, YYYY-MM, YYYY-MM-DD or an interval A/B"
        raise DateError(f"{error}; write {meant}" if meant else str(error)) from None


def is_date(text: str, *, before_records: bool = True) -> bool:
    """Whether *text* is a date of the subset, with or without ``../B``."""
    try:
        _read(text, before_records)
    except DateError:
        return False
    return True


@lru_cache(maxsize=4096)
def parse_day(text: str) -> int:
    """Read one exact day, ``YYYY-MM-DD``, as an ordinal.

    Raises:
        DateError: the text is not one existing day.
    """
    when = parse_when(text)
    if when.interval or not when.is_day:
        raise DateError(f"“{text}” is not one day; write YYYY-MM-DD")
    return when.first_start


def _read(text: str, before_records: bool) -> When:
    if "/" in text:
        return _interval(text, before_records)
    if text.startswith("["):
        first, last = _choice(text, text, may_be_open=False)
        return When(text, first, last, first, last, first)
    first, last, doubtful = _point(text, text, "~?%")
    return When(text, first, last, first, last, _first_written(text), doubtful=doubtful)


def _interval(text: str, before_records: bool) -> When:
    left, _, right = text.partition("/")
    if "/" in right:
        raise _NotADate(f"“{text}” is not a date")
    if left == "..":
        if not before_records:
            raise DateError(
                f"“{text}” has no start; only memberships, leaders and ties may begin with “..”"
            )
        if right in ("", ".."):
            raise DateError(f"“{text}” has no end; leave the date out where it always was so")
        first_start = last_start = written = FIRST_DAY
    else:
        first_start, last_start = _end_of_interval(left, text)
        written = _first_written(left)
    if right == "..":
        first_end = last_end = LAST_DAY
    elif right == "":
        first_end, last_end = first_start, _ENDED
    else:
        first_end, last_end = _end_of_interval(right, text)
    if last_end < first_start:
        raise DateError(f"“{text}” ends before it starts")
    # It began by the day it ended at the latest, and did not end before it began.
    last_start, first_end = min(last_start, last_end), max(first_start, first_end)
    return When(text, first_start, last_start, first_end, last_end, written, interval=True)


def _first_written(part: str) -> int:
    """The first day of a start that can be read, whatever marks say of it."""
    first, _, _ = _point("-".join(start_written(part)), part, "")
    return first


def start_written(text: str) -> list[str]:
    """Year, month and day of a start as far as a date of the subset writes them."""
    start = text.partition("/")[0].lstrip("[").partition("..")[0]
    return start.rstrip("~?%").split("-")


def _end_of_interval(part: str, text: str) -> tuple[int, int]:
    if part.startswith("["):
        return _choice(part, text, may_be_open=True)
    first, last, _ = _point(part, text, "~")
    return first, last


def _choice(part: str, text: str, *, may_be_open: bool) -> tuple[int, int]:
    left, dots, right = part[1:-1].partition("..")
    if not (part.endswith("]") and dots and left):
        raise _NotADate(f"“{text}” is not a date")
    first, _, _ = _point(left, text, "")
    if not right:
        if not may_be_open:
            raise DateError(f"“{text}” has no last day; write the latest that it can have been")
        return first, LAST_DAY
    _, last, _ = _point(right, text, "")
    if last < first:
        raise DateError(f"“{part}” ends before it starts")
    return first, last


def _point(part: str, text: str, marks: str) -> tuple[int, int, bool]:
    mark = part[-1:] if part[-1:] in ("~", "?", "%") else ""
    match = _POINT.fullmatch(part.removesuffix(mark))
    if match is None:
        raise _NotADate(f"“{text}” is not a date")
    if mark not in marks:
        raise DateError(f"“{part}” cannot stand in “{text}”: {_marks_allowed(marks)}")
    year, month, day = (int(group) if group else None for group in match.groups())
    first, last = _bounds(year or 0, month, day, text, about=mark in ("~", "%") and mark != "")
    return first, last, mark in ("?", "%") and mark != ""


def _marks_allowed(marks: str) -> str:
    if not marks:
        return "inside brackets a date has no mark"
    return "the ends of an interval take only “~”, or a choice such as [2022-02..2022-04]"


def _bounds(
    year: int, month: int | None, day: int | None, text: str, *, about: bool
) -> tuple[int, int]:
    if year == 0:
        raise DateError(f"“{text}”: there is no year 0000")
    if year > LAST_YEAR:
        raise DateError(f"“{text}” is after {LAST_YEAR}; what goes on without an end is “A/..”")
    if month is None:
        return (
            date(max(1, year - about), 1, 1).toordinal(),
            date(min(9999, year + about), 12, 31).toordinal(),
        )
    if not 1 <= month <= 12:
        raise DateError(f"“{text}” has no month {month:02d}")
    length = _month_length(year, month)
    if day is None:
        first = date(year, month, 1).toordinal()
        last = date(year, month, length).toordinal()
        if about:
            first = _first_of_month(year * 12 + month - 2, FIRST_DAY)
            last = _first_of_month(year * 12 + month + 1, LAST_DAY + 1) - 1
        return first, last
    if not 1 <= day <= length:
        raise DateError(f"“{text}”: {MONTHS[month - 1]} {year} has {length} days")
    ordinal = date(year, month, day).toordinal()
    return max(FIRST_DAY, ordinal - about), min(LAST_DAY, ordinal + about)


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _first_of_month(count: int, otherwise: int) -> int:
    """The first day of month *count* (months since year 0), or *otherwise* past the calendar."""
    year, month = divmod(count, 12)
    return date(year, month + 1, 1).toordinal() if 1 <= year <= 9999 else otherwise


def months_later(day: int, months: int) -> int:
    """The same day of the month *months* later; the first of the next where it has none."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return LAST_DAY if year > 9999 else FIRST_DAY
    if start.day > _month_length(year, month + 1):
        return _first_of_month(year * 12 + month + 1, LAST_DAY)
    return date(year, month + 1, start.day).toordinal()


def day_text(day: int) -> str:
    """The ordinal *day* as ``2022-02-24``."""
    return date.fromordinal(day).isoformat()


def day_words(day: int) -> str:
    """The ordinal *day* as people write it: ``24 Feb 2022``."""
    return _words(day_text(day))


@lru_cache(maxsize=16384)
def when_words(text: str) -> str:
    """A date of the subset as people write it: ``since about Oct 2024``."""
    if "/" not in text:
        return _words(text)
    left, _, right = text.partition("/")
    if left == "..":
        return f"until {_words(right)}"
    if right == "..":
        return f"since {_words(left)}"
    if right == "":
        return f"from {_words(left)}, since ended"
    open_end = right.startswith("[") and right.endswith("..]")
    end = f"{_words(right[1:-3])} or later" if open_end else _words(right)
    if "[" in left or (right.startswith("[") and not open_end):
        return f"from {_words(left)} to {end}"
    return f"{_words(left)} – {end}"


def _words(part: str) -> str:
    if part.startswith("["):
        left, _, right = part[1:-1].partition("..")
        if not right:
            return f"some day from {_words(left)}"
        return f"some day between {_words(left)} and {_words(right)}"
    mark = part[-1] if part[-1] in "~?%" else ""
    pieces = part.removesuffix(mark).split("-")
    words = pieces[0]
    if len(pieces) > 1:
        words = f"{MONTHS[int(pieces[1]) - 1]} {words}"
    if len(pieces) > 2:
        words = f"{int(pieces[2])} {words}"
    if mark in ("~", "%") and mark:
        words = f"about {words}"
    return f"{words} (uncertain)" if mark in ("?", "%") and mark else words


def holds_on(when: When | None, day: int, as_of: int) -> bool:
    """Whether something with this date is, or may be, so on *day*; undated things always are."""
    return when is None or when.activity(day, as_of) is not Activity.NO


def certainly(when: When | None, day: int, as_of: int) -> bool:
    """Whether something with this date is certainly so on *day*."""
    return when is None or when.activity(day, as_of) is Activity.CERTAIN
