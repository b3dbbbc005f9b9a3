"""What is told on an earlier day, or as it was known then: later things are told as later."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.export.html.report import write_report
from alliance_tui.export.selection import Export
from alliance_tui.model.dates import day_words, when_words
from alliance_tui.model.records import Source
from alliance_tui.pages.citation import copied_text
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.lines import plain_text
from alliance_tui.pages.lists import timeline_sheet
from alliance_tui.pages.record import page_of
from alliance_tui.pages.record_data import item_data
from alliance_tui.pages.sheet import csv_text
from alliance_tui.pages.telling import Telling
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Clock, Moment
from alliance_tui.query.timeline import timeline_rows
from alliance_tui.query.view import ViewState, view_to_text
from alliance_tui.reading.load import Loaded
from alliance_tui.views.scene import Scene
from tests.query.build import at, claim, world

LAST, EARLY = "2023-12-31", "2022-03-10"


def told(answers: Answers, item_id: str, on: str = LAST, clock: Clock = "happened") -> str:
    item = answers.dataset.find(item_id)
    assert item is not None
    return plain_text(page_of(Telling(answers, at(on, clock), UNICODE), item), 300)


@pytest.mark.parametrize("item", ["CLD", "vote-1", "PACT", "pact-defence"])
def test_a_summary_says_for_which_day_it_was_written_where_that_is_not_the_day_shown(
    answers: Answers, item: str
) -> None:
    words = "Written for 31 Dec 2023: "
    assert words not in told(answers, item)
    assert words in told(answers, item, EARLY)
    assert words in told(answers, item, LAST, "known")


def test_what_an_event_brought_later_is_told_as_later(answers: Answers) -> None:
    assert "Cland later declared: against, Mar 2022." in told(answers, "vote-1")
    assert "Mar 2022 · after 28 Feb 2022. A mistake" in told(answers, "vote-1", "2022-02-28")
    assert "· after 28 Feb 2022" in told(answers, "vote-1", "2022-02-28").splitlines()[0]


def test_corrections_and_ends_that_came_later_are_told_as_later(answers: Answers) -> None:
    assert "The denial was overlooked. · after 10 Mar 2022" in told(answers, "dld-shells", EARLY)
    made = world(
        claim(id="old", when="2022-03-01/.."),
        claim(id="new", when="2023-05-01", direction="withholds", ends=["old"]),
    )
    text = told(made.answers, "old", "2022-06-01")
    assert re.search(r"Brought to an end by\n.* · begins after 1 Jun 2022", text)


def test_the_latest_evidence_is_that_of_the_day(answers: Answers) -> None:
    for on in (EARLY, "2022-12-31", LAST):
        for country in answers.dataset.claims_by_country:
            found = re.search(r"Latest evidence( by then)?: (.+)", told(answers, country, on))
            if found is None:
                continue
            assert bool(found[1]) == (on != LAST)
            dates = {
                when_words(source.published.text): source.published
                for source in answers.dataset.sources
                if source.published
            }
            assert dates[found[2]].last_end <= at(on).day


def test_context_that_lies_after_the_day_says_so(answers: Answers) -> None:
    made = world(
        claim(id="fact", when="2023-05-01", direction="context"),
        claim(id="act", when="2022-03-01"),
    )
    assert "begins after 1 Jun 2022" in told(made.answers, "AAA", "2022-06-01")
    assert "begins after" not in told(made.answers, "AAA", "2023-06-01")


@settings(max_examples=25, deadline=None)
@given(st.integers(at("2022-01-01").day, at(LAST).day))
def test_nothing_known_later_is_told_without_saying_so(small: Loaded, day: int) -> None:
    answers, moment = Answers(small.dataset), Moment(day, "known")
    for item_id in small.dataset.ids:
        item = small.dataset.find(item_id)
        assert item is not None
        if isinstance(item, Source):
            continue  # it says so of itself, once
        for block in page_of(Telling(answers, moment, UNICODE), item).blocks:
            words = "".join(span.text for span in block.spans)
            for span in block.spans:
                source = small.dataset.source.get(span.link or "")
                if span.role == "source" and source is not None and source.published is not None:
                    surely_then = source.published.last_end <= day
                    assert surely_then or f"published after {day_words(day)}" in words


def test_a_source_says_of_itself_that_it_is_later(answers: Answers) -> None:
    for source in answers.dataset.sources:
        if source.published is not None:
            later = source.published.first_start > at(EARLY).day
            line = told(answers, source.id, EARLY).partition("Published")[2].splitlines()[0]
            assert ("after 10 Mar 2022" in line) == later


def test_rows_after_the_day_are_told_in_words_in_every_format(answers: Answers) -> None:
    rows = timeline_rows(answers, answers.query(""), at(EARLY))
    sheet = timeline_sheet(answers, rows, None, at(EARLY), UNICODE)
    later = [row[1].value for row in sheet.rows]
    assert later == ["later" if row.when.written > at(EARLY).day else None for row in rows]
    assert None in later
    assert "later" in later
    assert csv_text(sheet).startswith("when,later,id,")
    whole = timeline_sheet(answers, rows, None, at(LAST), UNICODE)
    assert csv_text(whole).startswith("when,id,")


def test_a_copied_summary_says_for_which_day_it_was_written(answers: Answers) -> None:
    country = answers.dataset.country["CLD"]
    assert "(written for 31 Dec 2023)" in copied_text(country, answers)


def test_a_report_says_what_is_later_as_the_pages_do(small: Loaded, tmp_path: Path) -> None:
    scene = Scene(Answers(small.dataset), UNICODE)

    def report(state: ViewState) -> str:
        path = tmp_path / f"{view_to_text(state)[:12]}-{state.as_of}-{state.clock}.html"
        for _ in write_report(Export(scene, state, whole=True), path):
            pass
        return path.read_text(encoding="utf-8")

    last, early = report(ViewState()), report(ViewState(as_of=at("2022-02-28").day))
    known = report(ViewState(as_of=at(EARLY).day, clock="known"))
    assert "Written for" not in last
    for words in ("Written for 31 Dec 2023: ", "after 28 Feb 2022"):
        assert words in early
    assert "published after 10 Mar 2022" in known


def test_json_says_what_is_later(answers: Answers) -> None:
    event, claim_ = answers.dataset.find("vote-1"), answers.dataset.find("dld-shells")
    assert event is not None
    assert claim_ is not None
    assert item_data(answers, event, at("2022-02-28"))["derived"]["later"] is True
    assert item_data(answers, event, at(LAST))["derived"]["later"] is False
    assert item_data(answers, claim_, at(EARLY))["derived"]["later"] is True
    assert item_data(answers, claim_, at(EARLY))["written_for"] == LAST
