"""Finding in all records, and what marks are for: copying and exporting several countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_tui.pages.everywhere import everywhere_page
from alliance_tui.pages.lines import plain_text
from alliance_tui.query.everywhere import everywhere, words_in
from alliance_tui.reading.load import Loaded
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore
from tests.tui.test_finding import marks


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_all_records_with_some_words_are_listed_by_kind_and_lead_there(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size) as session:
        await session.press("colon", *"find", "space", *"summit", "enter")
        assert "Found: summit" in session.screen
        assert "1 event" in session.screen
        assert "summit" in [each.lower() for each in marks(session)]
        await session.press("enter")
        assert session.view.focus == "summit-2022"
        await session.press("F")
        await session.type("northern pa")
        await session.press("enter")
        assert "1 group" in session.screen
        await session.press("q", "F", "enter")
        assert "a word, please" in session.screen
        await session.press("escape", "F", *"zzzz", "enter")
        assert "No record has all of these words." in session.screen


def test_every_record_of_every_kind_is_found_by_its_own_words(small: Loaded) -> None:
    dataset = small.dataset
    named = {
        "countries": [(each.id, each.name) for each in dataset.countries],
        "events": [(each.id, each.title) for each in dataset.events],
        "claims": [(each.id, each.statement) for each in dataset.claims],
        "groups": [(each.id, each.name) for each in dataset.groups],
        "ties": [(each.id, each.title) for each in dataset.tie.values()],
        "sources": [(each.id, each.title) for each in dataset.sources],
        "corrections": [(each.id, each.why) for each in dataset.corrections],
    }
    for kind, records in named.items():
        for record, name in records:
            found = {each.kind: each.hits for each in everywhere(dataset, words_in(name.upper()))}
            assert record in [each.record.id for each in found[kind]], (kind, record)
    for group in dataset.groups:
        for text in filter(None, (group.rule, group.summary)):
            found = {each.kind: each.hits for each in everywhere(dataset, words_in(text))}
            assert group.id in [each.record.id for each in found["groups"]]
    for claim in dataset.claims:
        for each in claim.evidence:
            words = words_in(each.quote.text if each.quote else each.says or "")
            if words:
                hits = {one.kind: one.hits for one in everywhere(dataset, words)}
                told = [(one.record.id, one.evidence) for one in hits["pieces of evidence"]]
                assert (claim.id, each) in told


def test_ties_and_corrections_have_rows_that_lead_to_them(small: Loaded) -> None:
    dataset, (correction,) = small.dataset, small.dataset.corrections
    tie = next(iter(dataset.tie.values()))
    for record, words in ((tie, tie.title), (correction, correction.why)):
        page = everywhere_page(dataset, words_in(words), everywhere(dataset, words_in(words)))
        links = [span.link for block in page.blocks for span in block.spans]
        assert record.id in links
    assert "1 correction." in plain_text(page, 88)


def test_signs_alone_are_no_words(small: Loaded) -> None:
    assert words_in("* “ - ()") == ()
    assert words_in("a* OR (b") == ("a*", "OR", "(b")
    assert everywhere(small.dataset, words_in('" OR "a')) == everywhere(
        small.dataset, words_in("or a")
    )


async def test_any_number_is_marked_and_marked_countries_are_copied_and_exported(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore(WIDE, "explore?q=country:any") as session:
        await session.press(*["space", "down"] * 6)
        assert len(session.view.pins) == 6
        assert "Marked: " in session.screen
        await session.press("y")
        assert "6 countries, with sources: sent to the clipboard" in session.screen
        names = [session.explorer.scene.dataset.country[each].name for each in session.view.pins]
        assert all(name in session.copied for name in names)
        await session.press("q", "enter", "y")
        assert "Fland, with sources: sent" in session.screen, (
            "marks count in rows of countries alone"
        )
        await session.press("q", "left", "e")
        assert "The 6 marked countries of it" in session.screen
        csv = next(n for n, line in enumerate(session.lines) if "The 6 marked" in line) + 1
        await session.pilot.click(offset=(session.lines[csv].index("CSV") + 1, csv))
        await session.press("enter")
        await session.press()
    (made,) = tmp_path.glob("*.csv")
    rows = made.read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 7
    assert all(any(name in row for row in rows) for name in names)


async def test_marks_of_countries_that_there_are_not_count_nowhere(explore: Explore) -> None:
    async with explore(WIDE, "explore?pins=GONE,CLD") as session:
        await session.press("y")
        assert "Cland, with sources: sent" in session.screen
        assert session.copied.startswith("Cland")
        await session.press("q", "e")
        assert "The 1 marked country of it" in session.screen


async def test_four_of_more_marked_countries_are_compared_and_it_is_said(explore: Explore) -> None:
    async with explore(WIDE, "explore?q=country:any") as session:
        await session.press(*["space", "down"] * 5, "c")
        assert "5 are marked; the first 4 stand side by side." in session.screen
        assert session.view.view == "compare"
