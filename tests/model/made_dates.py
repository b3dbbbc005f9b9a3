"""Dates of the subset, made by hypothesis, and the days that a plain date may mean."""

from __future__ import annotations

import calendar
from datetime import date

from hypothesis import strategies as st


@st.composite
def points(draw: st.DrawFn, *, least: int = 2, most: int = 9990) -> str:
    """A year, a month or a day, without a mark."""
    year = draw(st.integers(least, most))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    return draw(
        st.sampled_from(
            (f"{year:04d}", f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}-{day:02d}")
        )
    )


@st.composite
def choices(draw: st.DrawFn, *, may_be_open: bool = False) -> str:
    """``[A..B]``, and where it is allowed ``[A..]``."""
    first, second = sorted((draw(points()), draw(points())), key=lambda each: days_of(each)[0])
    if days_of(second)[1] < days_of(first)[0]:
        first, second = second, first
    if may_be_open and draw(st.booleans()):
        return f"[{first}..]"
    return f"[{first}..{second}]"


def singles() -> st.SearchStrategy[str]:
    """A single date with or without a mark, or a choice."""
    marked = st.builds(str.__add__, points(), st.sampled_from(("", "~", "?", "%")))
    return st.one_of(marked, choices())


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """``A/B``, ``A/..`` and ``A/`` with every kind of end; the end never before the start."""
    plain = st.builds(str.__add__, points(), st.sampled_from(("", "~")))
    start = draw(st.one_of(plain, choices(may_be_open=True)))
    kind = draw(st.sampled_from(("open", "ended", "closed")))
    if kind == "open":
        return f"{start}/.."
    if kind == "ended":
        return f"{start}/"
    year = int(start.lstrip("[")[:4])
    end = draw(
        st.one_of(
            st.builds(str.__add__, points(least=year + 2, most=9994), st.sampled_from(("", "~"))),
            st.builds("[{}..]".format, points(least=year + 2, most=9994)),
        )
    )
    return f"{start}/{end}"


def whens() -> st.SearchStrategy[str]:
    """Any date of the subset that claims and events may have."""
    return st.one_of(singles(), intervals())


def days_of(point: str) -> tuple[int, int]:
    """The first and the last day that a plain year, month or day covers, by `calendar`."""
    numbers = [int(part) for part in point.split("-")]
    year = numbers[0]
    first_month, last_month = (numbers[1], numbers[1]) if len(numbers) > 1 else (1, 12)
    if len(numbers) > 2:
        day = date(*numbers).toordinal()
        return day, day
    length = calendar.monthrange(year, last_month)[1]
    return date(year, first_month, 1).toordinal(), date(year, last_month, length).toordinal()
