"""Moving the as-of day, and the strip that shows how many events each stretch has."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.dates import day_text
from alliance_tui.query.answers import Answers
from alliance_tui.query.date_strip import date_strip
from alliance_tui.query.days import earliest_day, next_day, previous_day, year_away
from alliance_tui.query.timeline import timeline_rows
from alliance_tui.reading.load import Loaded
from tests.query.build import AS_OF, at, day, world

LAST = "2023-12-31"


def test_from_day_to_day_through_all_that_happened(answers: Answers) -> None:
    rows = timeline_rows(answers, answers.query("kind:summit or kind:vote"), at(LAST))
    first, last = earliest_day(answers.dataset), answers.dataset.as_of
    assert day_text(first) == "2020-01-01"  # of the first era
    on, seen = first, []
    while on < last:
        on = next_day(rows, on, last)
        seen.append(day_text(on))
    assert seen == ["2022-03-02", "2022-04-02", LAST]
    back = [on := previous_day(rows, on, first) for _ in range(4)]
    assert list(map(day_text, back)) == ["2022-04-02", "2022-03-02", "2020-01-01", "2020-01-01"]


@pytest.mark.parametrize(
    ("on", "years", "expected"),
    [
        ("2022-06-01", 1, "2023-06-01"),
        ("2022-06-01", -1, "2021-06-01"),
        ("2023-06-01", 1, LAST),
        ("2020-06-01", -1, "2020-01-01"),
        ("2020-02-29", 1, "2021-03-01"),
    ],
)
def test_a_year_away_stays_within_the_days_worth_looking_at(
    on: str, years: int, expected: str
) -> None:
    found = year_away(day(on), years, day("2020-01-01"), day(LAST))
    assert day_text(found) == expected


def test_the_first_day_without_eras_is_that_of_the_first_event() -> None:
    made = world(events=[{"id": "e", "when": "2022-03"}, {"id": "f", "when": "2022-05"}])
    assert day_text(earliest_day(made.dataset)) == "2022-03-01"
    assert day_text(earliest_day(world().dataset)) == AS_OF


@settings(max_examples=100, deadline=None)
@given(st.integers(8, 200))
def test_the_strip_fits_and_counts_every_event_once(small: Loaded, width: int) -> None:
    strip = date_strip(small.dataset, width)
    taken = sum(1 + len(year.label) + len(year.cells) for year in strip.years)
    assert taken + (2 if strip.before else 0) <= width
    if strip.years:
        assert sum(cell.events for cell in strip.cells) == len(small.dataset.events)
        days = [(cell.first, cell.last) for year in strip.years for cell in year.cells]
        assert all(end + 1 == start for (_, end), (start, _) in pairwise(days))
        assert days[0][0] <= small.dataset.as_of <= days[-1][1]
    sizes = [len(year.cells) for year in strip.years]
    assert sizes == sorted(sizes)  # the latest years in the greatest detail


def test_what_came_before_the_first_era_stands_in_one_cell(small: Loaded) -> None:
    strip = date_strip(small.dataset, 200)
    assert strip.before is not None
    assert strip.before.events == 1
    assert [year.year for year in strip.years] == [2020, 2021, 2022, 2023]
    assert [len(year.cells) for year in strip.years] == [12, 12, 12, 12]
