"""Text of a data set is data: nothing in it reaches a terminal, a spreadsheet or a browser."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from alliance_tui.pages.markdown import markdown_page
from alliance_tui.pages.page import Block, Page, Span, text
from alliance_tui.pages.plain import json_text
from alliance_tui.pages.safe import legible, neutral, stored
from alliance_tui.pages.sheet import (
    Cell,
    Column,
    Sheet,
    csv_text,
    markdown,
    markdown_table,
    table_text,
)

OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
ANYTHING = st.text(
    st.one_of(
        st.characters(), st.sampled_from("\x00\x1b\x07\x7f\x9b\x9d\u202e\u2066\u200b\U000e0041")
    )
)


def plain(value: str, role: str) -> str:
    return value


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
def test_nothing_that_a_terminal_obeys_survives(given: str) -> None:
    assert not OBEYED.search(neutral(given))
    assert neutral(neutral(given)) == neutral(given)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs"))))
def test_ordinary_text_is_unchanged(ordinary: str) -> None:
    assert neutral(ordinary) == ordinary


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]8;;http://x\x1b\\y", "␛]8;;http://x␛\\y"),
        ("\x1b]52;c;QQ==\a", "␛]52;c;QQ==␇"),
        ("\x9b31m", "‹U+009B›31m"),
        ("\x00\x7f", "␀␡"),
        ("a\u202eb", "a‹U+202E›b"),
        ("a\u200bb\ufeff", "a‹U+200B›b‹U+FEFF›"),
        ("\U000e0041", "‹U+E0041›"),
        ("a\u206ab\u206f", "a‹U+206A›b‹U+206F›"),
        ("می\u200cشود", "می‹U+200C›شود"),
        ("one\ntwo\r\nthree\tfour", "one two␍ three four"),
        ("one\n\n   two", "one two"),
        ("\ud800", "‹U+D800›"),
        ("[/b] [@click=app.quit]x[/]", "[/b] [@click=app.quit]x[/]"),
    ],
)
def test_what_is_made_harmless_stays_readable(written: str, shown: str) -> None:
    assert neutral(written) == shown


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
def test_documents_and_tables_keep_more_of_a_text_and_never_its_controls(given: str) -> None:
    for made in (legible(given), stored(given)):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", made)
    for char in given:
        if not OBEYED.search(char) or char in "\n\t\u200c\u200d\u200e\u200f\u061c":
            assert legible(char) == char
        if unicodedata.category(char) not in ("Cc", "Cs"):
            assert stored(char) == char


@pytest.mark.parametrize("text", ["می\u200cشود", "ක්\u200dරම", "one\n\ntwo", "\u200fעברית"])
def test_what_a_script_needs_is_kept_in_files(text: str) -> None:
    assert legible(text) == stored(text) == text


def test_a_document_is_not_turned_round() -> None:
    assert legible("a\u202eb\u2066c") == "a‹U+202E›b‹U+2066›c"


# CSV -------------------------------------------------------------------------------------------


def sheet(*cells: str, head: str = "Head") -> Sheet:
    return Sheet(
        (Column("name", head), Column("number", "N", "right")),
        tuple((Cell(each), Cell(number)) for number, each in enumerate(cells)),
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(ANYTHING, min_size=1, max_size=4))
def test_csv_reads_back_and_no_cell_starts_a_formula(values: list[str]) -> None:
    written = csv_text(sheet(*values))
    assert not OBEYED.search(written.replace("\n", ""))
    rows = list(csv.reader(io.StringIO(written)))
    assert rows[0] == ["name", "number"]
    assert [row[1] for row in rows[1:]] == [str(number) for number in range(len(values))]
    for value, (cell, _) in zip(values, rows[1:], strict=True):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert cell in (neutral(value), f"'{neutral(value)}")


GUARD = re.compile("^'('*[=+\\-@＝＋－＠\t\n])")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.sampled_from("'=+-@＝\t\nab")), min_size=1, max_size=6, unique=True))
def test_the_guard_of_a_cell_can_be_taken_off(values: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(sheet(*values), stored))))[1:]
    assert not [cell for cell, _ in rows if cell.startswith(("=", "+", "-", "@", "＝", "\t"))]
    assert [GUARD.sub(r"\1", cell) for cell, _ in rows] == values


@pytest.mark.parametrize("value", ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)"])
def test_a_formula_is_quoted_and_nothing_else_is(value: str) -> None:
    assert csv_text(sheet(value, "plain")).splitlines()[1].startswith(("'", "\"'"))
    assert csv_text(sheet("a=b", "plain")).splitlines()[1:] == ["a=b,0", "plain,1"]


def test_csv_quotes_commas_and_quotes() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(sheet('a, "b"\nc')))))
    assert rows[1] == ['a, "b" c', "0"]


def test_numbers_and_nothing_are_written_as_such() -> None:
    made = Sheet((Column("a", "A"), Column("b", "B")), ((Cell(-5), Cell(None)),))
    assert csv_text(made) == "a,b\n-5,\n"


# JSON ------------------------------------------------------------------------------------------

JSON_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | JSON_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(JSON_TEXT, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_json_reads_back_equal_and_has_nothing_that_a_terminal_obeys(data: object) -> None:
    written = json_text(data)
    assert json.loads(written) == data
    assert not OBEYED.search(written.replace("\n", ""))


# Tables ----------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.lists(ANYTHING, min_size=1, max_size=4), st.none() | st.integers(1, 40))
def test_a_table_has_a_line_a_row_none_wider_than_the_screen(
    values: list[str], cells: int | None
) -> None:
    from alliance_tui.pages.cells import width

    lines = table_text(sheet(*values), plain, cells).split("\n")
    assert len(lines) == len(values) + 1
    assert not OBEYED.search("".join(lines))
    if cells is not None:
        assert all(width(line) <= cells for line in lines)


def test_columns_stand_under_each_other_whatever_the_script() -> None:
    lines = table_text(sheet("a", "日本語", "e\u0301"), plain).split("\n")
    assert lines == ["Head    N", "a       0", "日本語  1", "e\u0301       2"]


def test_what_is_cut_ends_with_the_ellipsis_asked_for() -> None:
    assert table_text(sheet("a long name"), plain, 8).split("\n")[1] == "a long…"
    assert table_text(sheet("a long name"), plain, 8, "...").isascii()


# Markdown --------------------------------------------------------------------------------------

MARKS = "\\`*_[]<>|#~&!-+=1.)(:"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(markdown: str) -> list[tuple[str, str]]:
    """The blocks of a Markdown text as a reader sees them, each with its tag and its plain text.

    Anything in them but text and emphasis stands as its name in brackets, to be seen.
    """
    blocks = []
    tokens = READER.parse(markdown)
    for before, token in pairwise(tokens):
        if token.type == "inline":
            usual = {"text": "", "strong_open": "", "strong_close": "", "hardbreak": " "}
            parts = [
                usual.get(child.type, f"<{child.type}>") + child.content
                for child in token.children or ()
            ]
            blocks.append((before.tag, "".join(parts)))
        elif token.type in ("html_block", "code_block", "fence", "hr"):
            blocks.append((f"<{token.type}>", token.content))
    return blocks


def spaced(text: str) -> str:
    """*text* as Markdown keeps spaces."""
    return re.sub(" +", " ", text).strip()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(st.sampled_from(MARKS + "ab \n\x1b"), max_size=12), min_size=1, max_size=3),
    st.text(st.sampled_from(MARKS + "ab \n\x1b"), min_size=1, max_size=8),
)
def test_a_markdown_table_shows_its_cells_as_they_are(values: list[str], head: str) -> None:
    cells = shown(markdown_table(sheet(*values, head=head)))
    assert [tag for tag, _ in cells] == ["th", "th", *["td", "td"] * len(values)]
    for (_, cell), value in zip(cells[::2], [head, *values], strict=True):
        assert spaced(cell) == spaced(neutral(value))


def test_heads_that_are_alike_are_told_apart() -> None:
    columns = tuple(Column(name, head) for name, head in (("a", "22"), ("b", "22"), ("c", "23")))
    made = markdown_table(Sheet(columns, ()))
    assert made.splitlines()[0] == "| 22 a | 22 b | 23 |"


def test_an_address_is_a_link_and_none_in_a_text_is() -> None:
    columns = (Column("title", "Title"), Column("url", "Url"))
    address = "https://a.example/x_y|<z>"
    row = markdown_table(Sheet(columns, ((Cell(f"see {address}"), Cell(address)),))).splitlines()[2]
    assert row.endswith("| <https://a.example/x_y%7C%3Cz%3E> |")
    text = "see https://a.example/x_y http://b.example ftp://c.example www.d.example e@f.example"
    assert not re.search(r"(?<!\\)(://|@)|www\.", markdown(text))
    assert shown(markdown(text)) == [("p", text)]
    made = page(Span("https://a.example/x_y", "address"), Span(" http://b.example"))
    assert "<https://a.example/x_y>" in made
    assert shown(made)[1][1].count("<link_open>") == 1


def test_an_item_has_one_bullet() -> None:
    for bullet in ("• ", "* "):
        made = markdown_page(Page("x", "T", (Block((Span("one"),), lead=(Span(bullet),)),)))
        assert made.splitlines()[-1] == "- one"


def page(*spans: Span, title: str = "T") -> str:
    return markdown_page(Page("x", title, (Block(spans), Block((Span("end"),), indent=2))))


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from(MARKS + "ab \n\x1b"), min_size=1, max_size=14).filter(str.strip),
    st.sampled_from(("text", "quote", "dim")),
)
def test_a_markdown_page_shows_text_as_it_is(value: str, role: str) -> None:
    blocks = shown(page(text(value, role)))
    assert [tag for tag, _ in blocks] == ["h1", "p", "p"]
    assert spaced(blocks[1][1]) == spaced(neutral(value))


@pytest.mark.parametrize("role", ["text", "strong", "label", "tone-support", "stance-supports"])
@pytest.mark.parametrize(
    "value",
    [
        "*not bold* _nor_ ~~struck~~",
        "[link](javascript:x) ![image](x) https://x.example",
        "<script>alert(1)</script> &lt;b&gt; &#27;",
        "# heading",
        "- item",
        "+ item",
        "1. item",
        "12) item",
        "===",
        "---",
        "> quotation",
        "    code",
        "`code` ``` code",
        "a | b",
        "back\\slash\\*",
    ],
)
def test_nothing_in_a_markdown_page_is_obeyed(value: str, role: str) -> None:
    for block in (Block((text(value, role),)), Block((text(value, role),), indent=2)):
        blocks = shown(markdown_page(Page("x", "T", (Block((Span("before"),)), block))))
        assert spaced(" ".join(text for _, text in blocks)) == f"T before {spaced(value)}"
        assert {tag for tag, _ in blocks} == {"h1", "p"}


@pytest.mark.parametrize("query", ["supports:arms", 'region:"`x` <b>"', "``"])
def test_a_query_is_code_and_stays_code(query: str) -> None:
    _, (_, line), _ = shown(page(text(query, "query")))
    assert line == f"<code_inline>{query}"


def test_headings_and_items_are_what_they_are() -> None:
    made = Page(
        "x",
        "# T\n## U\x1b",
        (
            Block((Span("Did", "heading"),), kind="heading"),
            Block((Span("one"),), lead=(Span("● "),)),
            Block((Span("two"),), indent=2),
        ),
    )
    written = markdown_page(made)
    assert shown(written) == [("h1", "# T ## U␛"), ("h2", "Did"), ("p", "● one"), ("p", "two")]
    assert written.endswith("\n")
    assert not written.endswith("\n\n")


def test_the_harmless_text_of_the_tests_is_what_unicode_calls_harmless() -> None:
    assert all(
        unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
        for char in map(chr, range(0x110000))
        if OBEYED.match(char)
    )
