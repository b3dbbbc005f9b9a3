"""Wrapping: no word is lost, no line is too wide."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.pages.cells import width
from alliance_tui.pages.lines import TIED, Line, lines_of, plain_text, wrapped
from alliance_tui.pages.page import GAP, Block, Page, Span
from tests.pages.texts import texts

SPANS = st.lists(
    st.builds(Span, texts(), st.sampled_from(("text", "dim")), st.sampled_from((None, "X"))),
    max_size=5,
).map(tuple)


def text_of(line: Line) -> str:
    return "".join(span.text for span in line)


@settings(max_examples=150, deadline=None)
@given(SPANS, st.integers(20, 60), st.integers(0, 6), st.sampled_from(((), (Span("● "),))))
def test_no_line_is_too_wide_and_no_word_is_lost(
    spans: tuple[Span, ...], cells: int, indent: int, lead: tuple[Span, ...]
) -> None:
    block = Block(spans, indent=indent, lead=lead)
    lines = list(wrapped(block, cells))
    for line in lines:
        assert width(text_of(line)) <= cells
    before = "".join(text_of(lead) + "".join(span.text for span in spans)).replace(TIED, " ")
    after = "".join(map(text_of, lines))
    assert "".join(after.split()) == "".join(before.split())


@settings(max_examples=150, deadline=None)
@given(SPANS, st.integers(20, 60))
def test_links_and_roles_stay_with_their_letters(spans: tuple[Span, ...], cells: int) -> None:
    def letters(given: tuple[Span, ...] | Line) -> list[tuple[str, str, str | None]]:
        return [
            (char, span.role, span.link)
            for span in given
            for char in span.text.replace(TIED, " ")
            if not char.isspace()
        ]

    lines = list(wrapped(Block(spans), cells))
    assert [each for line in lines for each in letters(line)] == letters(spans)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(("a", "word", "longer", "日本語", "é")), max_size=15),
    st.integers(8, 40),
)
def test_lines_break_between_words_where_they_can(words: list[str], cells: int) -> None:
    lines = [text_of(line) for line in wrapped(Block((Span(" ".join(words)),)), cells)]
    assert [word for line in lines for word in line.split()] == words
    for line, following in pairwise(lines):
        assert width(f"{line} {following.split()[0]}") > cells  # as many words as fit


def test_a_word_that_fits_nowhere_is_broken() -> None:
    lines = [text_of(line) for line in wrapped(Block((Span("a " + "x" * 25),)), 10)]
    assert lines == ["a", "x" * 10, "x" * 10, "x" * 5]


def test_tied_words_stay_together() -> None:
    block = Block((Span(f"one two three{TIED}four"),))
    assert [text_of(line) for line in wrapped(block, 14)] == ["one two", "three four"]


def test_what_is_tied_and_fits_in_no_line_is_broken_between_words() -> None:
    for name in ("Kyiv Independent", "키이우 Independent"):
        label = f"The {name}, Jun 2023".replace(" ", TIED)
        lines = [text_of(line) for line in wrapped(Block((Span(f"by {label}"),)), 24)]
        assert lines == ["by", f"The {name},", "Jun 2023"]


def test_later_lines_are_indented_under_the_first() -> None:
    block = Block((Span("one two three"),), indent=2, lead=(Span("● "),))
    assert [text_of(line) for line in wrapped(block, 12)] == ["  ● one two", "    three"]


def test_on_a_narrow_screen_indentation_gives_way() -> None:
    block = Block((Span("one two three"),), indent=20, lead=(Span("● "),))
    assert [text_of(line) for line in wrapped(block, 14)] == ["    ● one two", "      three"]


def test_gaps_are_drawn_once_and_never_at_the_ends() -> None:
    page = Page("x", "X", (GAP, Block((Span("a"),)), GAP, GAP, Block((Span("b"),)), GAP))
    assert plain_text(page, 20) == "a\n\nb"
    assert len(lines_of(page, 20)) == 3


def test_a_dim_block_dims_only_plain_text() -> None:
    block = Block((Span("a "), Span("b", "good")), dim=True)
    (line,) = wrapped(block, 20)
    assert [span.role for span in line] == ["dim", "good"]
