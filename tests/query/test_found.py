"""Positions that are handed over by parts are like a list of them."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_tui.query.found import Found, before

END = 20


@given(st.sets(st.integers(0, END - 1)), st.sets(st.integers(1, END - 1)))
def test_positions_by_parts_are_like_a_list(positions: set[int], cuts: set[int]) -> None:
    whole = sorted(positions)
    asked: list[tuple[int, int]] = []

    def numbers(first: int, end: int) -> list[int]:
        asked.append((first, end))
        return [each for each in whole if first <= each < end]

    def count(first: int, end: int) -> int:
        return sum(first <= each < end for each in whole)

    bounds = [0, *sorted(cuts), END]
    found = Found(bounds, count, numbers)
    assert len(found) == len(whole)
    assert [before(found, each) for each in bounds] == [bisect_left(whole, each) for each in bounds]
    assert not asked, "a bound is known without asking"
    assert [found[each] for each in range(-len(whole), len(whole))] == whole * 2
    assert [*found] == whole
    assert found[1:-1] == whole[1:-1]
    for position in range(END + 2):
        assert before(found, position) == before(whole, position) == bisect_left(whole, position)
    assert len(asked) == len(set(asked)), "a part is asked for once"
    for outside in (len(whole), -len(whole) - 1):
        with pytest.raises(IndexError):
            found[outside]
