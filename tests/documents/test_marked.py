"""Marked parts of documents, and how figures are put."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.documents.counting import by_year, often_first, share
from tests.documents.marked import names_of_parts, table, with_parts

TEXT = "Before.\n<!-- begin count: made -->\nold\n<!-- end count -->\nAfter.\n"


def test_a_part_is_made_anew_and_the_rest_stays() -> None:
    made = with_parts(TEXT, {"count": lambda: "new"})
    assert "Before." in made
    assert "After." in made
    assert "\nnew\n" in made
    assert "old" not in made
    assert with_parts(made, {"count": lambda: "new"}) == made
    assert names_of_parts(made) == ["count"]


def test_a_part_without_marks_is_an_error() -> None:
    with pytest.raises(AssertionError, match="missing"):
        with_parts(TEXT, {"missing": lambda: ""})


def test_a_cell_cannot_break_its_table() -> None:
    assert table(("a",), [("x | y\nz",)]).splitlines() == ["| a |", "| --- |", "| x \\| y z |"]


@pytest.mark.parametrize(
    ("count", "total", "told"),
    [
        (0, 9, "0 %"),
        (1, 101, "under 1 %"),
        (1, 3, "33 %"),
        (999, 1000, "over 99 %"),
        (9, 9, "100 %"),
    ],
)
def test_a_share_is_not_rounded_to_nothing_or_all(count: int, total: int, told: str) -> None:
    assert share(count, total) == told


def test_years_before_the_invasion_and_rare_names_share_a_number() -> None:
    assert by_year({2014: 2, 2021: 1, 2023: 5}) == [("before 2022", 3), ("2023", 5)]
    found = Counter({"English": 98, "Czech": 1, "Arabic": 1})
    assert often_first(found, 4) == [
        ("English", "98", "98 %"),
        ("2 others (Arabic, Czech)", "2", "2 %"),
    ]
