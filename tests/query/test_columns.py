"""Columns: which of them are shown, in which order, and how that is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_tui.query.columns import arranged, written

IDS = tuple("abcdefgh")
SHOWN = st.lists(st.sampled_from(IDS), min_size=1, unique=True).map(tuple)


@given(SHOWN)
def test_what_is_written_is_shown_in_its_order(shown: tuple[str, ...]) -> None:
    assert arranged(IDS, written(IDS, shown)) == shown


@given(SHOWN, st.permutations(IDS))
def test_a_column_that_comes_later_is_seen_unless_most_are_hidden(
    shown: tuple[str, ...], ids: list[str]
) -> None:
    chosen = written(ids, shown)
    later = arranged((*ids, "new"), chosen)
    assert later == (shown if 2 * len(shown) < len(ids) else (*shown, "new"))


@pytest.mark.parametrize(
    ("shown", "chosen"),
    [
        ("abcdefgh", ()),
        ("abcdefg", ("-h",)),
        ("bacdefgh", ("b",)),
        ("bcdefgha", ("b", "c", "d", "e", "f", "g", "h")),
        ("bcdef", ("-a", "-g", "-h")),
        ("ca", ("c", "a", "-")),
    ],
)
def test_it_is_written_as_short_as_can_be(shown: str, chosen: tuple[str, ...]) -> None:
    assert written(IDS, tuple(shown)) == chosen


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ((), "abc"),
        (("gone", "-went", "c"), "cab"),
        (("-a", "-b", "-c"), "abc"),
        (("gone", "-"), "abc"),
        (("a", "-a"), "bc"),
        (("b", "b", "-"), "b"),
    ],
)
def test_a_table_always_has_columns_and_only_its_own(chosen: tuple[str, ...], shown: str) -> None:
    assert arranged(("a", "b", "c"), chosen) == tuple(shown)
