"""What somebody probably meant who wrote a date in another way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from alliance_tui.model.dates import MONTHS, is_date

_MONTH = "|".join(f"{name}[a-z]*" for name in MONTHS)

_LETTERS = re.IGNORECASE | re.ASCII
"""Months are matched in any case, but only by letters that are in their names."""

_REWRITES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    # 24 February 2022, 24. Feb 2022
    (rf"(\d\d?)(?:st|nd|rd|th)?\.? ({_MONTH}),? (\d{{4}})", lambda m: _ymd(m[3], m[2], m[1])),
    # February 24, 2022
    (rf"({_MONTH}) (\d\d?)(?:st|nd|rd|th)?,? (\d{{4}})", lambda m: _ymd(m[3], m[1], m[2])),
    # Feb 2022, 2022 Feb
    (rf"({_MONTH}),? (\d{{4}})", lambda m: _ymd(m[2], m[1])),
    (rf"(\d{{4}}) ({_MONTH})", lambda m: _ymd(m[1], m[2])),
    # 2022-2-4, 2022.02.24, 2022/02/24
    (r"(\d{4})[-./](\d\d?)[-./](\d\d?)", lambda m: _ymd(m[1], m[2], m[3])),
    (r"(\d{4})[-./](\d\d?)", lambda m: _ymd(m[1], m[2])),
    # 24.02.2022 and 24/02/2022; month first only where it cannot be a day
    (r"(\d\d?)[-./](\d\d?)[-./](\d{4})", lambda m: _ymd(m[3], m[2], m[1])),
    (r"(\d\d?)/(\d\d?)/(\d{4})", lambda m: _ymd(m[3], m[1], m[2])),
    # 20220224, 2022-02-24T10:00
    (r"(\d{4})(\d\d)(\d\d)", lambda m: _ymd(m[1], m[2], m[3])),
    (r"(\d{4}-\d\d-\d\d)[T ]\d\d?:.*", lambda m: m[1]),
    # 2022-XX, 2022-02-XX
    (r"(\d{4}(?:-\d\d)?)(?:-[Xx]{2})+", lambda m: m[1]),
    # quarters and seasons
    (r"(\d{4})-?\s?Q([1-4])", lambda m: _quarter(int(m[1]), int(m[2]))),
    (r"Q([1-4])\s?(\d{4})", lambda m: _quarter(int(m[2]), int(m[1]))),
    (r"(?:spring|summer|autumn|fall|winter) (?:of )?(\d{4})", lambda m: m[1]),
    # about, uncertain
    (r"(?:about|around|circa|ca?\.|~)\s*(.+)", lambda m: _marked(m[1], "~")),
    (r"(?:perhaps|maybe|probably|\?)\s*(.+)", lambda m: _marked(m[1], "?")),
    # since, until, between, from … to
    (r"since (.+)", lambda m: f"{_single(m[1])}/.."),
    (r"(?:until|till|before) (.+)", lambda m: f"../{_single(m[1])}"),
    (r"between (.+) and (.+)", lambda m: f"[{_single(m[1])}..{_single(m[2])}]"),
    (r"(?:from )?(.+?) ?(?:–|—|to| - ) ?(.+)", lambda m: f"{_single(m[1])}/{_single(m[2])}"),
    (r"(.+?)/(?:now|present|today|open|ongoing|\.|…|\.\.\.)", lambda m: f"{_single(m[1])}/.."),
    (r"(.+?) ?(?:/|–|—|-) ?(?:now|present|today|ongoing)", lambda m: f"{_single(m[1])}/.."),
    (r"(.+?)/\?", lambda m: f"{_single(m[1])}/"),
    (r"(.+?)\.\.(.+)", lambda m: f"{_single(m[1])}/{_single(m[2])}"),
    (r"(.+?)/(.+)", lambda m: f"{_single(m[1])}/{_single(m[2])}"),
)


def suggestion(text: str, *, before_records: bool = True) -> str | None:
    """The date of the subset that *text* probably means, if it can be told.

    Args:
        text: what somebody wrote.
        before_records: whether it may be ``../B``.
    """
    stripped = " ".join(text.split())
    for candidate in _candidates(stripped):
        if is_date(candidate, before_records=before_records) and candidate != text:
            return candidate
    return None


def _candidates(text: str) -> Iterator[str]:
    yield text
    for pattern, rewrite in _REWRITES:
        found = re.fullmatch(pattern, text, _LETTERS)
        if found:
            yield rewrite(found)


def _single(text: str) -> str:
    """*text* as one plain date, rewritten if need be."""
    stripped = text.strip()
    for candidate in (stripped, *_simple(stripped)):
        if "/" not in candidate and is_date(candidate):
            return candidate
    return stripped


def _simple(text: str) -> Iterator[str]:
    for pattern, rewrite in _REWRITES[:12]:
        found = re.fullmatch(pattern, text, _LETTERS)
        if found:
            yield rewrite(found)


def _ymd(year: str, month: str, day: str | None = None) -> str:
    number = month if month.isdigit() else str(_month_number(month))
    return "-".join(part.zfill(2) for part in (year, number, day) if part)


def _month_number(name: str) -> int:
    return 1 + [month.lower() for month in MONTHS].index(name[:3].lower())


def _quarter(year: int, quarter: int) -> str:
    return f"{year}-{quarter * 3 - 2:02d}/{year}-{quarter * 3:02d}"


def _marked(text: str, mark: str) -> str:
    return _single(text.rstrip("~?%")) + mark
