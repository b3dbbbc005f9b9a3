"""Widths in cells: measured as the terminal library measures them, and never exceeded."""

from __future__ import annotations

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from alliance_tui.pages.cells import cut, fit, is_single, split, width
from alliance_tui.pages.lines import wrapped
from alliance_tui.pages.page import Block, Span
from tests.pages.texts import PIECES, texts


def test_every_character_that_is_surely_single_takes_one_cell() -> None:
    single = [char for char in map(chr, range(0x20, 0x110000)) if is_single(char)]
    assert len(single) > 800
    wrong = [char for char in single if cell_len(char) != 1 and char != "\x7f"]
    assert wrong == []


@settings(max_examples=150, deadline=None)
@given(texts())
def test_a_width_is_what_the_terminal_library_says(text: str) -> None:
    assert width(text) == cell_len(text)


@settings(max_examples=150, deadline=None)
@given(texts(), st.integers(0, 12), st.sampled_from(("…", "...", "")))
@example("日本", 3, "…")
@example("e\u0301e\u0301", 1, "…")
def test_a_cut_text_fits(text: str, cells: int, ellipsis: str) -> None:
    short = cut(text, cells, ellipsis)
    assert width(short) <= cells
    if width(text) <= cells:
        assert short == text
    elif cells >= len(ellipsis):
        assert short.endswith(ellipsis)
        assert text.startswith(short.removesuffix(ellipsis))


@settings(max_examples=150, deadline=None)
@given(texts(), st.integers(0, 12), st.booleans())
def test_a_fitted_text_has_exactly_its_width(text: str, cells: int, right: bool) -> None:
    assert width(fit(text, cells, right=right)) == cells


@settings(max_examples=150, deadline=None)
@given(texts().filter(bool), st.integers(2, 12))
def test_a_split_text_loses_nothing_and_its_head_fits(text: str, cells: int) -> None:
    head, rest = split(text, cells)
    assert head + rest == text
    assert head
    assert width(head) <= cells


def test_what_is_wider_than_the_room_still_goes_on() -> None:
    assert split("日本", 1) == ("日", "本")


def test_the_hard_cases_are_measured() -> None:
    assert [width(each) for each in ("日", "e\u0301", "👍🏽", "🇺🇦", "a", "")] == [2, 1, 2, 2, 1, 0]
    assert all(width(each) >= 0 for each in PIECES)


def test_the_beginning_of_a_long_text_costs_no_more_than_itself() -> None:
    text = "日本 " * 10_000
    started = time.process_time()
    lines = list(wrapped(Block((Span(text),)), 80))
    assert time.process_time() - started < 10
    assert sum(width(span.text) for line in lines for span in line) >= 2 * 2 * 10_000
    assert split(text, 5)[0] == "日本 "
