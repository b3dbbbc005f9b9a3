"""Columns stay aligned whatever names are made of: wide, combining, joined, right to left."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.pages.cells import fit, in_cells, width
from alliance_tui.pages.glyphs import ASCII, UNICODE
from alliance_tui.pages.lines import Line
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Column, Sheet, plain, table_text
from alliance_tui.query.ordering import Section
from alliance_tui.query.terms import EVERYTHING
from alliance_tui.query.timeline import timeline_rows
from alliance_tui.tui.panes.timeline import DATE_CELLS, row_line, unfolded_row
from alliance_tui.views.board import Board
from alliance_tui.views.compare import CompareBoard
from alliance_tui.views.matrix import Matrix
from alliance_tui.views.ribbon import RibbonBoard, Ribbons
from alliance_tui.views.timeline import Timeline
from tests.query.build import AS_OF, World, at, claim, world

NAMES = st.lists(
    st.sampled_from(
        (
            "a", "B", " ", "é", "e\u0301", "日", "本語", "ｱ", "Ａ", "👩\u200d🚀", "🇺🇦", "⚠\ufe0f",
            "مر", "שלום", "क्ष", "ก\u0e33", "\u200d", "\u200b", "\u202e", "\u0301", "ﷺ", "…",
        )
    ),
    min_size=1,
    max_size=14,
).map(lambda parts: "n" + "".join(parts))  # fmt: skip


def lines_width(line: Line) -> int:
    return sum(width(span.text) for span in line)


@settings(max_examples=200, deadline=None)
@given(NAMES, st.integers(0, 20))
def test_a_text_has_as_many_cells_as_it_takes(name: str, cells: int) -> None:
    name = neutral(name)
    assert len(in_cells(name)) == width(name)
    assert "".join(in_cells(name)) == name
    assert width(fit(name, cells)) == cells


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=5))
def test_the_columns_of_a_table_begin_in_the_same_cell(rows: list[tuple[str, str]]) -> None:
    columns = (Column("a", "A"), Column("b", "B"), Column("c", "C"))
    sheet = Sheet(columns, tuple((Cell(a), Cell(b), Cell("|")) for a, b in rows))
    head, *lines = table_text(sheet, plain).splitlines()
    place = head.index("C")
    for line in lines:
        assert width(line) == place + 1
        assert line.endswith("|")


def made(names: Sequence[str]) -> World:
    countries = [{"id": f"K{number}", "name": name} for number, name in enumerate(names)]
    claims = [claim(country=each["id"], when="2022-03/..") for each in countries]
    titled = [
        {"id": f"e{number}", "title": name, "when": "2022-05"} for number, name in enumerate(names)
    ]
    return world(*claims, countries=countries, events=titled)


def rows_of(board: Board) -> list[int]:
    widths = []
    for position, row_id in enumerate(board.ids):
        if row_id is not None:
            cells = [board.cell(position, column) for column in range(len(board.columns))]
            widths.append(lines_width((*board.row(position).lead, *cells)))
    return widths


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, min_size=2, max_size=4), st.sampled_from((40, 80, 140)))
def test_the_rows_of_every_board_are_equally_wide(names: list[str], cells: int) -> None:
    answers, moment = made(names).answers, at(AS_OF)
    countries = tuple(each for each in answers.dataset.countries if each.id.startswith("K"))
    rows = timeline_rows(answers, EVERYTHING, moment)
    for glyphs in (UNICODE, ASCII):
        ribbons = Ribbons(answers, countries, None, "happened", glyphs, cells)
        boards: list[Board] = [
            Matrix(answers, (Section("", countries),), moment, glyphs, cells),
            CompareBoard(answers, countries[:4], moment, glyphs, cells),
            RibbonBoard(ribbons, Timeline(answers, rows, None, moment, glyphs), moment),
        ]
        for board in boards:
            assert len(set(rows_of(board))) == 1, type(board).__name__
            for line, lead in enumerate(board.leads):
                heads = tuple(
                    each for column in board.columns for each in column.heads[line : line + 1]
                )
                total = sum(column.cells for column in board.columns)
                assert lines_width(heads) == total if heads else True
                assert width(lead.text) + total >= rows_of(board)[0]


@settings(max_examples=40, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=3), st.integers(20, 60))
def test_a_row_of_the_timeline_is_one_line_and_all_of_it_under_the_cursor(
    names: list[str], cells: int
) -> None:
    answers, moment = made(names).answers, at(AS_OF)
    records = timeline_rows(answers, answers.query(""), moment)
    timeline = Timeline(answers, records, None, moment, UNICODE)
    for number in range(len(records)):
        row = timeline.row(number)
        title = neutral(getattr(row.record, "title", ""))
        line = row_line(row, cells, UNICODE)
        assert lines_width(line) <= cells
        if title and "…" not in title and DATE_CELLS + 3 + width(title) <= cells:
            assert title in "".join(span.text for span in line)
        lines = unfolded_row(row, cells, UNICODE)
        assert all(lines_width(line) <= cells for line in lines)
        told = "".join(span.text for line in lines for span in line)
        assert "".join(title.split()) in "".join(told.split())
