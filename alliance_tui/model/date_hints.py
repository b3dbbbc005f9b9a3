"""What somebody meant who wrote a date in another way.

Advice never changes the meaning: a form that others define (ISO 8601, EDTF, a way of the
language) is told in the subset with the same days; one that can be read in two ways is told
in both; what the subset cannot say is not told at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeAlias

from alliance_tui.model.dates import When, is_date, months_later, parse_when, when_words
from alliance_tui.nearest import near

_Found: TypeAlias = "re.Match[str]"
_Reading: TypeAlias = Callable[[_Found], "str | Iterable[str]"]

_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

_MONTH = "|".join(
    sorted({*_FULL, *(name[:3] for name in _FULL), "sept"}, key=lambda each: -len(each))
)

_KNOWN = ("since", "until", "till", "from", "before", "between", "about", "around", "circa")
"""Words of dates that are no months."""

_LETTERS = re.IGNORECASE | re.ASCII
"""Months are matched in any case, but only by letters that are in their names."""

_PLAIN = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\u2010\u2011\u2043\u2212\ufe58\ufe63"), "-"),
    0x00AD: None,
}
"""What looks like a hyphen or another sign of ASCII and is another character."""

_DASHES = "\u2012\u2013\u2014\u2015"
"""What stands between two dates, and for some between year and month."""

_TIME = r"\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?"

_BETWEEN = rf" ?[{_DASHES}] ?| - | to | until | till "

_SEASONS: dict[str, int] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_PARTS_OF_YEARS: dict[int, tuple[tuple[int, int], ...]] = {
    **dict.fromkeys((21, 25, 31), ((3, 5),)),
    **dict.fromkeys((22, 26, 32), ((6, 8),)),
    **dict.fromkeys((23, 27, 29), ((9, 11),)),
    **dict.fromkeys((24, 28, 30), ((0, 2), (12, 14))),
    **{33 + number: ((3 * number + 1, 3 * number + 3),) for number in range(4)},
    **{37 + number: ((4 * number + 1, 4 * number + 4),) for number in range(3)},
    **{40 + number: ((6 * number + 1, 6 * number + 6),) for number in range(2)},
}
"""The codes of EDTF for seasons (of the north where none is told), quarters and so on: from
which month to which, 0 being the December before; a winter may be either of two."""


def suggestions(text: str, *, before_records: bool = True) -> tuple[str, ...]:
    """The dates of the subset that *text* may mean, each with the days that it has there.

    Args:
        text: what somebody wrote.
        before_records: whether it may be ``../B``.
    """
    written = " ".join(text.translate(_PLAIN).split())
    for reading in ((written,), *_readings(written, _RULES)):
        dates = [each for each in reading if is_date(each, before_records=before_records)]
        dates = [each for each in dict.fromkeys(dates) if each != text]
        if dates:
            return tuple(dates)
    spelled = re.sub(r"[A-Za-z]{3,}", _month_meant, written)
    return () if spelled == written else suggestions(spelled, before_records=before_records)


def _month_meant(word: _Found) -> str:
    """The month that was mistyped as *word*, or the word."""
    known = word[0].lower() in (*_FULL, *_KNOWN)
    close = [] if known else near(word[0], _FULL, cutoff=0.7)
    return close[0].capitalize() if close else word[0]


def suggestion(text: str) -> str | None:
    """The one date of the subset that *text* means; none where it may be several, or none."""
    dates = suggestions(text)
    return dates[0] if len(dates) == 1 else None


def typed_when(text: str) -> When:
    """Read a date as it is typed: of the subset, or in words as the screen writes them.

    Raises:
        DateError: it is neither; the message says how to write what was probably meant.
    """
    line = " ".join(text.split())
    if is_date(line):
        return parse_when(line, before_records=True)
    meant = suggestion(line)
    spelled = meant is not None and re.search(rf"\b(?:{_MONTH})\b", line, _LETTERS)
    if meant and (spelled or when_words(meant).casefold() == line.casefold()):
        line = meant
    if meant is None:
        for reading in _readings(line, _SINGLES[:_NAMED]):
            line = reading[0]  # a day that does not exist: the error says why
    return parse_when(line, before_records=True)


def _readings(text: str, rules: Iterable[tuple[str, _Reading]]) -> Iterator[tuple[str, ...]]:
    for pattern, read in rules:
        match = re.fullmatch(pattern, text, _LETTERS)
        if match:
            reading = read(match)
            yield (reading,) if isinstance(reading, str) else tuple(reading)


def _single(text: str) -> str:
    """*text* as a single date where it means one, else as it is."""
    return _one_reading(text.strip(), lambda each: "/" not in each and is_date(each))


def _bound(text: str) -> str:
    """*text* as an end of an interval where it means one, else as it is."""
    return _one_reading(
        text.strip(), lambda each: each.strip(".") != "" and is_date(f"0001/{each}")
    )


def _one_reading(text: str, fits: Callable[[str], bool]) -> str:
    for reading in ((text,), *_readings(text, _SINGLES)):
        dates = {each for each in reading if fits(each)}
        if len(dates) == 1:
            return dates.pop()
    return text


def _intervals(text: str, between: str) -> Iterator[str]:
    """*text* as an interval, wherever it can be parted."""
    for joint in re.finditer(between, text, re.IGNORECASE):
        yield _interval(text[: joint.start()], text[joint.end() :])


def _interval(left: str, right: str) -> str:
    """From *left* to *right*; what one of them leaves out it has of the other."""
    start, end = _bound(left), _bound(right)
    named = re.fullmatch(rf"({_MONTH}) (\d{{4}})", right.strip(), _LETTERS)
    day = re.fullmatch(rf"(\d\d?) ({_MONTH}) (\d{{4}})", right.strip(), _LETTERS)
    if day and re.fullmatch(r"\d\d?", left.strip()):
        start = _ymd(day[3], day[2], left.strip())
    elif day and re.fullmatch(rf"\d\d? (?:{_MONTH})", left.strip(), _LETTERS):
        start = _single(f"{left.strip()} {day[3]}")
    elif named and re.fullmatch(_MONTH, left.strip(), _LETTERS):
        start = _single(f"{left.strip()} {named[2]}")
    plain = start.rstrip("~")
    if re.fullmatch(r"\d\d(?:-\d\d)?~?", end) and re.fullmatch(r"\d{4}(?:-\d\d){0,2}", plain):
        kept = plain.split("-")[: len(plain.split("-")) - len(end.split("-"))]
        end = "-".join((*kept, end)) if kept else plain[:2] + end
    return f"{start}/{end}"


def _year_and_two(year: str, two: str) -> Iterator[str]:
    """``2014-15``: a part of the year that EDTF numbers, or the years to 2015."""
    for first, last in _PARTS_OF_YEARS.get(int(two), ()):
        yield _months(int(year), first, last)
    if int(two) > int(year[2:]):
        yield f"{year}/{year[:2]}{two}"


def _dashed(year: str, two: str) -> Iterator[str]:
    """The same with a dash, which may also stand before a month."""
    yield f"{year}-{two}"
    yield from _year_and_two(year, two)


def _season(name: str, year: str) -> Iterator[str]:
    for first, last in _PARTS_OF_YEARS[_SEASONS[name.lower()]]:
        yield _months(int(year), first, last)


def _quarter(year: str, number: str) -> str:
    return _months(int(year), int(number) * 3 - 2, int(number) * 3)


def _months(year: int, first: int, last: int) -> str:
    """Some day from one month to another, counted from January of *year*."""
    ends = (divmod(year * 12 + month - 1, 12) for month in (first, last))
    return "[{}..{}]".format(*(f"{each:04d}-{month + 1:02d}" for each, month in ends))


def _unspecified(text: str) -> str:
    """EDTF with digits left open, ``201X`` or ``2022-02-1X``: some day between the ends."""
    *known, last = re.sub(r"(?:-xx)+$", "", text.lower().replace("u", "x")).split("-")
    numbers = (f"{number:0{len(last)}}" for number in range(10 ** len(last) if "x" in last else 0))
    fitting = [each for each in numbers if re.fullmatch(last.replace("x", "."), each)]
    dates = list(filter(is_date, ("-".join((*known, each)) for each in fitting)))
    return f"[{dates[0]}..{dates[-1]}]" if dates else "-".join((*known, last))


def _day_of_year(year: str, number: str) -> str:
    day = date(int(year), 1, 1).toordinal() + int(number) - 1 if year != "0000" else 0
    reached = date.fromordinal(day) if 1 <= day <= date.max.toordinal() else date.max
    return reached.isoformat() if reached.year == int(year) else ""


def _week(year: str, week: str, day: str | None) -> str:
    try:
        first, last = (
            date.fromisocalendar(int(year), int(week), int(day or each)) for each in "17"
        )
    except ValueError:
        return ""
    return first.isoformat() if first == last else f"[{first.isoformat()}..{last.isoformat()}]"


def _numeric(first: str, sign: str, second: str, year: str) -> Iterator[str]:
    """Day and month in figures; with points the day is first, else either may be."""
    yield _ymd(year, second, first)
    if sign != ".":
        yield _ymd(year, first, second)


def _ymd(year: str, month: str, day: str | None = None) -> str:
    short = [each[:3] for each in _FULL]
    number = month if month.isdigit() else str(1 + short.index(month[:3].lower()))
    return "-".join(part.zfill(2) for part in (year, number, day) if part)


def _marked(text: str, marks: str) -> str:
    """*text* with the marks that it has and those before it, as one."""
    bare = text.rstrip("~?%")
    signs = set((marks + text[len(bare) :]).replace("%", "~?"))
    single = _single(bare)
    if "/" in single:
        return ""
    return single + ("%" if len(signs) == 2 else signs.pop() if signs else "")


def _day_before(text: str) -> str:
    """The last time before *text*, as exact as it."""
    single = _single(text)
    if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", single) or not is_date(single):
        return ""
    first = parse_when(single).first_start
    if first <= 1:
        return ""
    if single.count("-") == 2:
        return f"../{date.fromordinal(first - 1).isoformat()}"
    earlier = date.fromordinal(months_later(first, -1 if "-" in single else -12))
    return f"../{earlier.isoformat()[: len(single)]}"


_SINGLES: tuple[tuple[str, _Reading], ...] = (
    # 24 February 2022, 24. Feb 2022
    (
        rf"(\d\d?)(?:st|nd|rd|th)?\.?(?: of)? ({_MONTH})\.?,? (\d{{4}})",
        lambda m: _ymd(m[3], m[2], m[1]),
    ),
    # February 24, 2022
    (rf"({_MONTH})\.? (\d\d?)(?:st|nd|rd|th)?,? (\d{{4}})", lambda m: _ymd(m[3], m[1], m[2])),
    # Feb 2022, 2022 Feb
    (rf"({_MONTH})\.?,? (\d{{4}})", lambda m: _ymd(m[2], m[1])),
    (rf"(\d{{4}}) ({_MONTH})", lambda m: _ymd(m[1], m[2])),
    # 2022-2-4, 2022.02.24, 2022/02/24, 2022–02–24
    (rf"(\d{{4}})([-./{_DASHES}])(\d\d?)\2(\d\d?)", lambda m: _ymd(m[1], m[3], m[4])),
    # 2022-2, 2022.02, 2022/02
    (r"(\d{4})[-./](\d\d?)", lambda m: _ymd(m[1], m[2])),
    # 24.02.2022, 24/02/2022 or 02/24/2022
    (r"(\d\d?)([-./])(\d\d?)\2(\d{4})", lambda m: _numeric(m[1], m[2], m[3], m[4])),
    # 20220224, 2022-055, 2022-W08-4, 2022-02-24T10:00
    (r"(\d{4})(\d\d)(\d\d)", lambda m: _ymd(m[1], m[2], m[3])),
    (r"(\d{4})-(\d{3})", lambda m: _day_of_year(m[1], m[2])),
    (r"(\d{4})-?W(\d\d)(?:-?([1-7]))?", lambda m: _week(m[1], m[2], m[3])),
    (rf"(\d{{4}}-\d\d-\d\d)[T ]{_TIME}", lambda m: m[1]),
    # 2022-XX, 2022-02-XX, 201X, 2010s
    (r"\d\d(?:\d\d|\d[XU]|[XU]{2})(?:-(?:\d\d|\d[XU]|[XU]{2})){0,2}", lambda m: _unspecified(m[0])),
    (r"(\d{3})0s", lambda m: f"[{m[1]}0..{m[1]}9]"),
    # quarters, seasons, years such as 2014-15
    (r"(\d{4})-? ?Q([1-4])", lambda m: _quarter(m[1], m[2])),
    (r"Q([1-4])[- ]?(\d{4})", lambda m: _quarter(m[2], m[1])),
    (r"(spring|summer|autumn|fall|winter)(?: of)? (\d{4})", lambda m: _season(m[1], m[2])),
    (r"(\d{4})-(\d\d)", lambda m: _year_and_two(m[1], m[2])),
    # about, uncertain, both
    (r"(?:about|around|circa|ca?\.) ?(.+)", lambda m: _marked(m[1], "~")),
    (r"(?:perhaps|maybe|probably) (.+)", lambda m: _marked(m[1], "?")),
    (r"(.+) \(uncertain\)", lambda m: _marked(_single(m[1]), "?")),
    (r"([~?%]+) ?(.+)", lambda m: _marked(m[2], m[1])),
    (r"(.+?)([~?%]+)", lambda m: _marked(m[1], m[2])),
    # some day between
    (
        rf"(?:some day between |some day |between )(.+?)(?: and |{_BETWEEN})(.+)",
        lambda m: f"[{_single(m[1])}..{_single(m[2])}]",
    ),
    (r"some day from (.+)", lambda m: f"[{_single(m[1])}..]"),
    (r"(.+) or later", lambda m: f"[{_single(m[1])}..]"),
)
"""How single dates are written elsewhere, and what they are in the subset."""

_NAMED = 4
"""How many of these, the first, are about months that are named."""

_RULES: tuple[tuple[str, _Reading], ...] = (
    *_SINGLES,
    # since, until
    (r"since (.+)", lambda m: f"{_bound(m[1])}/.."),
    (r"from (.+), since ended", lambda m: f"{_bound(m[1])}/"),
    (r"(?:until|till) (.+)", lambda m: f"../{_bound(m[1])}"),
    (r"before (.+)", lambda m: _day_before(m[1])),
    # 2022–06, 2005–07, as a month or as years
    (rf"(\d{{4}})[{_DASHES}](\d\d)", lambda m: _dashed(m[1], m[2])),
    # to now
    (
        rf"(.+?)(?: ?/ ?|{_BETWEEN}| ?-)(?:now|present|today|open|ongoing|\.|…|\.\.\.)",
        lambda m: f"{_bound(m[1])}/..",
    ),
    (r"(.+?)/\?", lambda m: f"{_bound(m[1])}/"),
    # from … to
    (r"(?:from )?(.+)", lambda m: _intervals(m[1], _BETWEEN)),
    (rf"(\d\d?)-(\d\d? (?:{_MONTH}) \d{{4}})", lambda m: _interval(m[1], m[2])),
    (r"([^\[\]]+?)\.\.([^\[\]]+)", lambda m: _interval(m[1], m[2])),
    (r"([^/]+?) ?/ ?([^/]+)", lambda m: _interval(m[1], m[2])),
)
"""The same for intervals; a rule holds before those under it."""
