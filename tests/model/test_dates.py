"""Dates: what each form means, which forms there are, and what an error suggests."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.date_hints import suggestion, suggestions, typed_when
from alliance_tui.model.dates import (
    FIRST_DAY,
    LAST_DAY,
    Activity,
    DateError,
    When,
    day_text,
    day_words,
    is_date,
    months_later,
    parse_day,
    parse_when,
    when_words,
)
from tests.model.made_dates import days_of, intervals, points, singles, whens

AS_OF = date(2026, 6, 30).toordinal()


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def bounds(text: str, *, before_records: bool = False) -> tuple[str, str, str, str]:
    """The four bounds as days; the ends of time as ``-`` and ``+``."""
    span = parse_when(text, before_records=before_records).span(AS_OF)
    ends = {FIRST_DAY: "-", LAST_DAY: "+"}
    first_start, last_start, first_end, last_end = (
        ends.get(day) or date.fromordinal(day).isoformat() for day in span
    )
    return first_start, last_start, first_end, last_end


def activity(text: str, day: str) -> Activity:
    return parse_when(text, before_records=True).activity(ordinal(day), AS_OF)


# Each form -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-02-24", "2022-02-24", "2022-02-24"),
        # about: one unit more each way
        ("2022~", "2021-01-01", "2023-12-31"),
        ("2022-02~", "2022-01-01", "2022-03-31"),
        ("2022-01~", "2021-12-01", "2022-02-28"),
        ("2022-12~", "2022-11-01", "2023-01-31"),
        ("2022-03-01~", "2022-02-28", "2022-03-02"),
        # uncertain, and both
        ("2022-02?", "2022-02-01", "2022-02-28"),
        ("2022-02%", "2022-01-01", "2022-03-31"),
        # one day somewhere between
        ("[2022-02-24..2022-04]", "2022-02-24", "2022-04-30"),
        ("[2021..2022]", "2021-01-01", "2022-12-31"),
    ],
)
def test_a_single_date_is_one_unknown_day_between_its_bounds(
    text: str, first: str, last: str
) -> None:
    assert bounds(text) == (first, last, first, last)
    assert not parse_when(text).interval


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-02-24/2022-04", ("2022-02-24", "2022-02-24", "2022-04-01", "2022-04-30")),
        ("2022/2023", ("2022-01-01", "2022-12-31", "2023-01-01", "2023-12-31")),
        ("2022-02/2022-02", ("2022-02-01", "2022-02-28", "2022-02-01", "2022-02-28")),
        # the ends overlap: it began by the day it ended
        ("2022-02/2022-02-10", ("2022-02-01", "2022-02-10", "2022-02-10", "2022-02-10")),
        ("2022-02-24/2022", ("2022-02-24", "2022-02-24", "2022-02-24", "2022-12-31")),
        ("2022-02-24/..", ("2022-02-24", "2022-02-24", "+", "+")),
        ("2022-02/..", ("2022-02-01", "2022-02-28", "+", "+")),
        # ended on a day that nobody knows, before the last day vouched for
        ("2022-02-24/", ("2022-02-24", "2022-02-24", "2022-02-24", "2026-06-29")),
        ("2022-02/", ("2022-02-01", "2022-02-28", "2022-02-01", "2026-06-29")),
        # about
        ("2022-02~/2023~", ("2022-01-01", "2022-03-31", "2022-01-01", "2024-12-31")),
        # began or ended somewhere between
        ("[2022-02-24..2023-01]/..", ("2022-02-24", "2023-01-31", "+", "+")),
        ("2022-06-29/[2024-12-08..]", ("2022-06-29", "2022-06-29", "2024-12-08", "+")),
        ("[2022..]/..", ("2022-01-01", "+", "+", "+")),
        (
            "[2022-02..2022-03]/[2023-01..2023-05]",
            ("2022-02-01", "2022-03-31", "2023-01-01", "2023-05-31"),
        ),
    ],
)
def test_an_interval_has_two_uncertain_ends(text: str, expected: tuple[str, ...]) -> None:
    assert bounds(text) == expected
    assert parse_when(text).interval


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01~", "2024-01-01"),
        ("2024~", "2024-01-01"),
        ("2024-01-01~", "2024-01-01"),
        ("2024%", "2024-01-01"),
        ("2024-05?", "2024-05-01"),
        ("[2023-11..2024-02]", "2023-11-01"),
        ("2024-01~/2024-03~", "2024-01-01"),
        ("[2024-02..]/..", "2024-02-01"),
        # the start lies after all possible ends but one: it stands as it is written
        ("2024-02~/2024-01", "2024-02-01"),
    ],
)
def test_a_date_stands_where_it_is_written_whatever_it_may_mean(text: str, expected: str) -> None:
    assert day_text(parse_when(text).written) == expected


@settings(max_examples=200, deadline=None)
@given(whens())
def test_the_day_that_is_written_lies_in_the_year_that_is_written(text: str) -> None:
    when = parse_when(text)
    assert day_text(when.written)[:4] == text.lstrip("[")[:4]
    assert when.first_start <= when.written


def test_since_before_records_is_allowed_only_where_it_is_asked_for() -> None:
    assert bounds("../2023-01", before_records=True) == ("-", "-", "2023-01-01", "2023-01-31")
    with pytest.raises(DateError, match="only memberships, leaders and ties"):
        parse_when("../2023-01")


@pytest.mark.parametrize("text", ["../..", "../"])
def test_a_time_without_start_needs_an_end(text: str) -> None:
    with pytest.raises(DateError, match="leave"):
        parse_when(text, before_records=True)


def test_what_is_still_so_is_open_and_nothing_else_is() -> None:
    assert parse_when("2022/..").is_open
    assert not parse_when("2022/").is_open
    assert not parse_when("2022").is_open
    assert not parse_when("2022-06-29/[2024-12-08..]").is_open


def test_only_a_plain_day_is_a_day() -> None:
    assert parse_when("2022-02-24").is_day
    for text in ("2022-02", "2022-02-24?", "2022-02-24~", "2022-02-24%", "[2022-02-24..2022-03]"):
        assert not parse_when(text).is_day, text
    assert parse_day("2022-02-24") == ordinal("2022-02-24")
    for text in ("2022-02", "2022-02-24?", "2022-02-24/2022-02-24", "2022-02-24/..", "tomorrow"):
        with pytest.raises(DateError):
            parse_day(text)


# Certainly and possibly ------------------------------------------------------------------------


def test_a_month_alone_is_an_unknown_day_of_it_and_not_all_of_it() -> None:
    assert activity("2022-05", "2022-04-30") is Activity.NO
    assert activity("2022-05", "2022-05-01") is Activity.POSSIBLE
    assert activity("2022-05", "2022-05-31") is Activity.POSSIBLE
    assert activity("2022-05", "2022-06-01") is Activity.NO


def test_a_day_is_certain_on_that_day_alone() -> None:
    assert activity("2022-05-16", "2022-05-15") is Activity.NO
    assert activity("2022-05-16", "2022-05-16") is Activity.CERTAIN
    assert activity("2022-05-16", "2022-05-17") is Activity.NO


@pytest.mark.parametrize("mark", ["?", "%"])
def test_an_uncertain_date_is_only_possible(mark: str) -> None:
    assert activity(f"2022-05-16{mark}", "2022-05-16") is Activity.POSSIBLE


def test_an_interval_is_certain_between_its_imprecise_ends() -> None:
    text = "2022-02/2022-06"
    assert activity(text, "2022-01-31") is Activity.NO
    assert activity(text, "2022-02-01") is Activity.POSSIBLE
    assert activity(text, "2022-02-28") is Activity.CERTAIN
    assert activity(text, "2022-06-01") is Activity.CERTAIN
    assert activity(text, "2022-06-02") is Activity.POSSIBLE
    assert activity(text, "2022-07-01") is Activity.NO


def test_what_ended_on_an_unknown_day_is_possible_to_the_day_before_the_last() -> None:
    assert activity("2022-02-24/", "2022-02-25") is Activity.POSSIBLE
    assert activity("2022-02-24/", "2026-06-29") is Activity.POSSIBLE
    assert activity("2022-02-24/", "2026-06-30") is Activity.NO


def test_what_is_still_so_is_certain_on_the_last_day() -> None:
    assert activity("[2022-02-24..2023-01]/..", "2022-12-01") is Activity.POSSIBLE
    assert activity("[2022-02-24..2023-01]/..", "2026-06-30") is Activity.CERTAIN


def test_what_was_so_before_records_is_certain_to_its_earliest_end() -> None:
    assert activity("../2022-12", "0800-12-25") is Activity.CERTAIN
    assert activity("../2022-12", "2022-12-02") is Activity.POSSIBLE
    assert activity("../2022-12", "2023-01-01") is Activity.NO


# What is no date -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2022-13", "no month 13"),
        ("2022-00", "no month 00"),
        ("2022-02-30", "Feb 2022 has 28 days"),
        ("2022-04-31", "Apr 2022 has 30 days"),
        ("2023-02-29", "Feb 2023 has 28 days"),
        ("1900-02-29", "Feb 1900 has 28 days"),
        ("2022-02-00", "Feb 2022 has 28 days"),
        ("0000", "no year 0000"),
        ("2022-06-30/2022-06-01", "ends before it starts"),
        ("2023/2022", "ends before it starts"),
        ("[2022-06..2022-05]", "ends before it starts"),
        ("2022-02-24?/2022-04", "the ends of an interval take only “~”"),
        ("2022-02-24/2022-04%", "the ends of an interval take only “~”"),
        ("[2022~..2023]", "inside brackets a date has no mark"),
        ("[2022-02..]", "has no last day"),
    ],
)
def test_an_impossible_date_says_why(text: str, says: str) -> None:
    with pytest.raises(DateError, match=says):
        parse_when(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2022 ",
        "22",
        "2022-2",
        "2022-02-24T10:00",
        "2022~~",
        "2022?~",
        "[2022]",
        "[..2022]",
        "[2022..2023",
        "[2022..2023]~",
        "2022/2023/2024",
        "/2022",
        "/",
        "..",
        "2022..2023",
        "२०२२",
        "٢٠٢٢-٠٢-٢٤",
        "-2022",
        "+2022",
        "12022",
        "Spring",
        "2022-21",
    ],
)
def test_everything_else_is_no_date(text: str) -> None:
    with pytest.raises(DateError):
        parse_when(text)
    assert not is_date(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24 February 2022", "2022-02-24"),
        ("24. Feb 2022", "2022-02-24"),
        ("24th February, 2022", "2022-02-24"),
        ("February 24, 2022", "2022-02-24"),
        ("Feb 24th 2022", "2022-02-24"),
        ("Feb 2022", "2022-02"),
        ("2022 February", "2022-02"),
        ("2022-2-4", "2022-02-04"),
        ("2022.02.24", "2022-02-24"),
        ("2022/02/24", "2022-02-24"),
        ("2022/02", "2022-02"),
        ("24.02.2022", "2022-02-24"),
        ("02/24/2022", "2022-02-24"),
        ("20220224", "2022-02-24"),
        ("2022-02-24T10:00:00Z", "2022-02-24"),
        ("2022-02-24 10:00", "2022-02-24"),
        ("2022-02-XX", "2022-02"),
        ("2022-XX-XX", "2022"),
        ("2022-Q2", "[2022-04..2022-06]"),
        ("Q4 2022", "[2022-10..2022-12]"),
        ("spring 2022", "[2022-03..2022-05]"),
        ("about 2022", "2022~"),
        ("ca. 2022-03", "2022-03~"),
        ("~2022", "2022~"),
        ("?2022", "2022?"),
        ("probably 2022-03", "2022-03?"),
        ("since 2022", "2022/.."),
        ("since Feb 2022", "2022-02/.."),
        ("until 2022", "../2022"),
        ("between 2022-02 and 2022-04", "[2022-02..2022-04]"),
        ("2022 – 2023", "2022/2023"),
        ("from Feb 2022 to April 2022", "2022-02/2022-04"),
        ("2022/now", "2022/.."),
        ("2022-02-24/present", "2022-02-24/.."),
        ("2022 - today", "2022/.."),
        ("2022/?", "2022/"),
        ("2022-02..2022-04", "2022-02/2022-04"),
        ("  2022-02  ", "2022-02"),
        ("2022-06/07", "2022-06/2022-07"),
        ("2022-06-05/07", "2022-06-05/2022-06-07"),
        ("2022-06–08", "2022-06/2022-08"),
        ("2022‑06‑01", "2022-06-01"),
        ("2022−06−01", "2022-06-01"),
        ("２０２２－０６", "2022-06"),
        ("2022–06", "2022-06"),
        ("2022–06–01", "2022-06-01"),
        ("2014-15", "2014/2015"),
        ("2022-21", "[2022-03..2022-05]"),
        ("2022-W08", "[2022-02-21..2022-02-27]"),
        ("2022-W08-4", "2022-02-24"),
        ("2022-055", "2022-02-24"),
        ("201X", "[2010..2019]"),
        ("20XX", "[2000..2099]"),
        ("2022-1X", "[2022-10..2022-12]"),
        ("2022-02-2X", "[2022-02-20..2022-02-28]"),
        ("2010s", "[2010..2019]"),
        ("2022-06?~", "2022-06%"),
        ("?2004-06%", "2004-06%"),
        ("~1945/1959", "1945~/1959"),
        ("1945/~1959", "1945/1959~"),
        ("2005-07-25T10:10:10Z/2006-01", "2005-07-25/2006-01"),
        ("before 2022-03-01", "../2022-02-28"),
        ("24–26 Feb 2022", "2022-02-24/2022-02-26"),
        ("28 Feb – 3 Mar 2022", "2022-02-28/2022-03-03"),
        ("Feb–Apr 2022", "2022-02/2022-04"),
        # what cannot be said in the subset is not told otherwise
        ("1984?/2004", None),
        ("?1984/2004", None),
        ("2022-XX-01", None),
        ("201X-05", None),
        ("2022-06.07", None),
        ("24 ſep 2022", None),
        ("whenever", None),
    ],
)
def test_an_error_says_how_to_write_what_was_probably_meant(
    written: str, meant: str | None
) -> None:
    assert suggestion(written) == meant
    with pytest.raises(DateError) as caught:
        parse_when(written, before_records=True)
    expected = meant or "YYYY, YYYY-MM, YYYY-MM-DD or an interval A/B"
    if "take only" not in str(caught.value):
        assert str(caught.value).endswith(f"write {expected}")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1 Mar 2022", "2022-03-01"),
        ("1 mar 2022", "2022-03-01"),
        ("30 JUNE 2026", "2026-06-30"),
        ("Mar 2022", "2022-03"),
        ("March 1, 2022", "2022-03-01"),
        ("2022-03-01", "2022-03-01"),
        ("about Oct 2024", "2024-10~"),
    ],
)
def test_a_day_is_typed_as_it_is_shown(typed: str, read: str) -> None:
    assert typed_when(typed).text == read


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31 feb 2022", "Feb 2022 has 28 days"),
        ("1 Mrach 2022", "write 2022-03-01"),
        ("2022-3-1", "write 2022-03-01"),
        ("1/3/2022", "write 2022-03-01 or 2022-01-03"),
        ("yesterday", "write YYYY"),
    ],
)
def test_a_day_that_cannot_be_read_is_told_with_the_nearest(typed: str, says: str) -> None:
    with pytest.raises(DateError, match=re.escape(says)):
        typed_when(typed)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("05/06/2022", ("2022-06-05", "2022-05-06")),
        ("2005–07", ("2005-07", "2005/2007")),
        ("2020-21", ("[2020-03..2020-05]", "2020/2021")),
        ("2022-33", ("[2022-01..2022-03]", "2022/2033")),
        ("winter 2022", ("[2021-12..2022-02]", "[2022-12..2023-02]")),
    ],
)
def test_what_can_be_read_in_two_ways_is_told_in_both(written: str, meant: tuple[str, str]) -> None:
    assert suggestions(written) == meant
    assert suggestion(written) is None
    with pytest.raises(DateError, match=re.escape(f"write {meant[0]} or {meant[1]}")):
        parse_when(written)


Way = tuple[str, Callable[[date], str]]

WAYS: tuple[Way, ...] = (
    *(
        (
            f"with U+{ord(sign):04X}",
            partial(lambda sign, day: f"{day:%Y}{sign}{day:%m}{sign}{day:%d}", sign),
        )
        for sign in "/.‐‑‒–—−－"
    ),
    ("basic", lambda day: f"{day:%Y%m%d}"),
    ("day of the year", lambda day: f"{day:%Y-%j}"),
    ("week", lambda day: "{:04d}-W{:02d}-{}".format(*day.isocalendar())),
    ("words", lambda day: f"{day.day} {day:%B} {day:%Y}"),
    ("words in capitals", lambda day: f"{day.day} {day:%b} {day:%Y}".upper()),
    ("month first", lambda day: f"{day:%B} {day.day}, {day:%Y}"),
    ("with a time", lambda day: f"{day:%Y-%m-%d}T12:00:00+01:00"),
)
"""Ways in which others write a day."""


@settings(max_examples=200, deadline=None)
@given(
    st.dates(date(1000, 1, 1), date(9998, 12, 31)),
    st.sampled_from(WAYS),
    st.sampled_from(("", "~", "?", "~?")),
)
def test_advice_on_a_day_means_the_same_day(day: date, way: Way, mark: str) -> None:
    name, write = way
    assert suggestion(mark + write(day)) == day.isoformat() + mark.replace("~?", "%"), name


@settings(max_examples=200, deadline=None)
@given(
    st.dates(date(1000, 1, 1), date(9998, 12, 31)),
    st.dates(date(1000, 1, 1), date(9998, 12, 31)),
    st.sampled_from(WAYS),
)
def test_advice_on_an_interval_keeps_both_ends(one: date, other: date, way: Way) -> None:
    first, last = sorted((one, other))
    written = f"{way[1](first)} – {way[1](last)}"
    assert suggestions(written) == (f"{first.isoformat()}/{last.isoformat()}",), written


FOREIGN = st.from_regex(
    r"[~?%]{0,2}([0-9]{3}[0-9X]|[0-9]{4})([-/.–‑−](Q[1-4]|W[0-5][0-9]|[0-4][0-9X]))?"
    r"([-/.–][0-3][0-9])?[~?%]{0,2}",
    fullmatch=True,
)
"""What resembles a date."""


@settings(max_examples=500, deadline=None)
@given(FOREIGN)
def test_advice_on_what_resembles_a_date_keeps_its_marks_and_its_year(text: str) -> None:
    if is_date(text):
        return
    for meant in suggestions(text):
        when = parse_when(meant)
        assert when.doubtful == bool(set("?%") & set(text)), meant
        year = max(1, int(text.lstrip("~?%")[:4].replace("X", "0")))  # the calendar begins with 1
        assert year - 1 <= date.fromordinal(when.written).year <= year, meant


def test_a_date_of_a_claim_is_never_told_to_begin_before_records() -> None:
    with pytest.raises(DateError, match="write YYYY"):
        parse_when("until 2022")


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_date_or_an_error_and_a_suggestion_is_a_date(text: str) -> None:
    try:
        when = parse_when(text)
    except DateError:
        meant = suggestion(text)
        assert meant is None or is_date(meant)
        assert all(is_date(each) for each in suggestions(text))
    else:
        assert when.text == text


# Laws ------------------------------------------------------------------------------------------


@settings(max_examples=120, deadline=None)
@given(whens())
def test_bounds_are_in_order_and_the_text_is_kept(text: str) -> None:
    when = parse_when(text)
    span = when.span(ordinal("9998-01-01"))
    assert span.first_start <= span.last_start
    assert span.first_end <= span.last_end
    assert str(when) == when.text == text
    assert parse_when(str(when)) == when
    assert is_date(text)


@settings(max_examples=120, deadline=None)
@given(whens(), st.integers(1, ordinal("9999-12-31")))
def test_nothing_is_going_on_outside_the_bounds(text: str, day: int) -> None:
    when = parse_when(text)
    span = when.span(AS_OF)
    active = when.activity(day, AS_OF)
    assert (active is not Activity.NO) == (span.first_start <= day <= span.last_end)
    if active is Activity.CERTAIN:
        assert span.last_start <= day <= span.first_end


@settings(max_examples=100, deadline=None)
@given(points(least=1990, most=2030), st.integers(ordinal("1988-01-01"), ordinal("2032-12-31")))
def test_a_plain_date_is_what_the_calendar_says(text: str, day: int) -> None:
    first, last = days_of(text)
    expected = Activity.NO
    if first <= day <= last:
        expected = Activity.CERTAIN if first == last else Activity.POSSIBLE
    assert parse_when(text).activity(day, AS_OF) is expected


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2020, 1, 1), date(2022, 12, 31)),
    st.integers(0, 70),
    st.booleans(),
    st.booleans(),
)
def test_a_plain_interval_is_what_its_possible_worlds_say(
    start: date, length: int, month_start: bool, month_end: bool
) -> None:
    end = date.fromordinal(start.toordinal() + length)
    left = start.isoformat()[: 7 if month_start else 10]
    right = end.isoformat()[: 7 if month_end else 10]
    starts, ends = (range(days_of(each)[0], days_of(each)[1] + 1) for each in (left, right))
    worlds = [(first, last) for first in starts for last in ends if first <= last]
    when = parse_when(f"{left}/{right}")
    for day in range(starts[0] - 1, ends[-1] + 2):
        holds = [first <= day <= last for first, last in worlds]
        active = when.activity(day, AS_OF)
        assert (active is Activity.CERTAIN) == all(holds), day_text(day)
        assert (active is Activity.POSSIBLE) == (any(holds) and not all(holds)), day_text(day)


@settings(max_examples=300, deadline=None)
@given(st.one_of(singles(), intervals()), st.sampled_from((str, str.lower, str.upper)))
def test_every_date_has_words_that_can_be_typed_back(text: str, case: Callable[[str], str]) -> None:
    words = when_words(text)
    assert words.strip()
    assert not set("~%/[]") & set(words)
    assert parse_when(typed_when(case(words)).text) == parse_when(text)
    assert typed_when(text) == parse_when(text)


# Months, words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2022-03-05", 12, "2023-03-05"),
        ("2022-03-05", 0, "2022-03-05"),
        ("2022-12-31", 6, "2023-07-01"),  # there is no 31 June
        ("2024-02-29", 12, "2025-03-01"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2022-01-31", 1, "2022-03-01"),
        ("2024-01-31", 1, "2024-03-01"),
        ("2022-01-28", 1, "2022-02-28"),
        ("2022-03-31", -1, "2022-03-01"),
        ("2022-03-15", -12, "2021-03-15"),
    ],
)
def test_months_later_is_the_same_day_or_the_first_after_it(
    day: str, months: int, expected: str
) -> None:
    assert day_text(months_later(ordinal(day), months)) == expected


def test_months_never_leave_the_calendar() -> None:
    assert months_later(ordinal("9999-06-01"), 12) == LAST_DAY
    assert months_later(ordinal("0001-06-01"), -12) == FIRST_DAY


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2, 1, 1), date(9000, 1, 1)), st.integers(0, 240), st.integers(0, 240))
def test_more_months_are_later(day: date, few: int, more: int) -> None:
    low, high = sorted((few, more))
    assert months_later(day.toordinal(), low) <= months_later(day.toordinal(), high)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022", "2022"),
        ("2022-02", "Feb 2022"),
        ("2022-02-24", "24 Feb 2022"),
        ("2022-02-04~", "about 4 Feb 2022"),
        ("2022-02?", "Feb 2022 (uncertain)"),
        ("2022%", "about 2022 (uncertain)"),
        ("[2022-02-24..2022-04]", "some day between 24 Feb 2022 and Apr 2022"),
        ("2022-02-24/2022-04", "24 Feb 2022 – Apr 2022"),
        ("2022-02~/..", "since about Feb 2022"),
        ("2022-02/", "from Feb 2022, since ended"),
        ("../2022-12-31", "until 31 Dec 2022"),
        ("[2022-02-24..2023-01]/..", "since some day between 24 Feb 2022 and Jan 2023"),
        ("2022-06-29/[2024-12-08..]", "29 Jun 2022 – 8 Dec 2024 or later"),
    ],
)
def test_dates_in_words(text: str, words: str) -> None:
    assert when_words(text) == words


def test_a_day_in_words_has_no_leading_zero() -> None:
    assert day_words(ordinal("2022-02-04")) == "4 Feb 2022"


def test_overlap_asks_for_any_possible_day() -> None:
    when: When = parse_when("2022-05/2022-07~")
    assert when.overlaps(ordinal("2022-08-31"), ordinal("2022-09-30"))
    assert not when.overlaps(ordinal("2022-09-01"), ordinal("2022-09-30"))
    assert when.overlaps(ordinal("2022-04-01"), ordinal("2022-05-01"))
