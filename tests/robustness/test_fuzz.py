"""Random damage: whatever happens to a file, opening it ends with problems that have a place."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.lines import plain_text
from alliance_tui.pages.lists import timeline_sheet
from alliance_tui.pages.record import page_of
from alliance_tui.pages.sheet import csv_text
from alliance_tui.pages.standing import countries_sheet
from alliance_tui.pages.telling import Telling
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import EVERYTHING
from alliance_tui.query.timeline import timeline_rows
from alliance_tui.reading.load import CannotOpenError, Loaded, load
from alliance_tui.reading.problems import Place, Problem
from tests.conftest import SMALL

TEXTS = {path.name: path.read_text("utf-8") for path in sorted(SMALL.glob("*.yaml"))}
NASTY = (
    "",
    " ",
    "\n",
    "\t",
    "\x00",
    "\x1b",
    "\u2028",
    "\ufeff",
    "[",
    "]",
    "{",
    "}",
    ":",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!x ",
    "! ",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML 9.9\n",
    "#",
    "'",
    '"',
    "|\n",
    "~",
    "null",
    "true",
    "-0x1F",
    "0o17",
    "9" * 30,
    "9" * 5000,
    "-1",
    "1e999",
    ".nan",
    "../..",
    "../",
    "9999-12-31",
    "0001-01-01",
    "[2022..]",
    "2022/",
    "2022?",
    "any",
    "self",
    "CLD",
    "x" * 300,
    "日本🇺🇦",
    "[[[[[[[[",
    "ends: [cld-units]",
    "based_on: [watch-2023]",
)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, bytes]:
    """The small data set with a few pieces of its text cut, doubled, moved or replaced."""
    texts = dict(TEXTS)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(texts)))
        text = texts[name]
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 25)))
        piece = draw(
            st.one_of(
                st.sampled_from(NASTY),
                st.just(text[start:end] * 2),
                st.text(max_size=5),
                st.sampled_from(text.split("\n")),
            )
        )
        texts[name] = text[:start] + piece + text[end:]
    contents = {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}
    if draw(st.integers(0, 9)) == 0:
        name = draw(st.sampled_from(sorted(contents)))
        content = contents[name]
        place = draw(st.integers(0, len(content)))
        contents[name] = content[:place] + draw(st.binary(min_size=1, max_size=3)) + content[place:]
    return contents


@settings(max_examples=60, deadline=None)
@given(damaged())
def test_any_damage_opens_or_cannot_be_opened_and_every_problem_has_a_place(
    contents: dict[str, bytes],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in contents.items():
            (folder / file).write_bytes(content)
        try:
            loaded = load(folder, use_copy=False)
        except CannotOpenError as error:
            problems = error.problems
            assert any(each.severity == "error" for each in problems)
        else:
            problems = loaded.problems
            _can_be_shown(loaded)
        for problem in problems:
            _has_a_place(problem, folder)


def _has_a_place(problem: Problem, folder: Path) -> None:
    place = problem.place
    assert problem.message.strip()
    assert (place.line, place.column, place.width) >= (1, 1, 1)
    path = Path(place.file)
    if path == folder:
        return
    assert path.parent == folder
    text = path.read_bytes().decode("utf-8-sig", "replace")
    ways = (text.splitlines(), text.split("\n"))  # YAML knows more line breaks than editors
    assert any(_is_inside(place, lines or [""]) for lines in ways)


def _is_inside(place: Place, lines: list[str]) -> bool:
    if place.line > len(lines):
        return place.line == len(lines) + 1
    line = lines[place.line - 1]
    return place.column <= len(line) + 1 and place.text in line  # of a long one a part


def _can_be_shown(loaded: Loaded) -> None:
    """What is opened can be asked and told, whatever was left out of it."""
    dataset = loaded.dataset
    answers = Answers(dataset)
    for day in {dataset.as_of, max(1, dataset.as_of - 400)}:
        moment = Moment(day)
        sheet = countries_sheet(answers, dataset.countries, moment, UNICODE)
        assert len(sheet.rows) == len(dataset.countries)
        rows = timeline_rows(answers, EVERYTHING, moment)
        csv_text(timeline_sheet(answers, rows, None, moment, UNICODE))
        for item_id in dataset.ids:
            item = dataset.find(item_id)
            assert item is not None
            plain_text(page_of(Telling(answers, moment, UNICODE), item), 60)
