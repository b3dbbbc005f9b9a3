"""The page of a country: what is under the cursor unfolds, keeps its place, opens and is copied."""

from __future__ import annotations

import re

import pytest

from alliance_tui.model.records import Claim
from alliance_tui.pages.country import worth
from alliance_tui.reading.load import Loaded
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio

ARMS = "explore?q=group:supposed-allies&type=arms&country=IRN"


def line_of(session: Session, text: str) -> int:
    lines = session.pane("detail").splitlines()
    return next(number for number, line in enumerate(lines) if text in line)


def first_claim(session: Session) -> Claim:
    """The claim that stands first in the page of Iran and arms."""
    scene = session.explorer.scene
    weighed = scene.answers.stances.derivation("IRN", "arms", scene.moment(session.view))
    return min((each for each in weighed if each.counts), key=worth).claim


async def test_a_claim_unfolds_while_somebody_is_in_the_page_and_keeps_its_place(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(WIDE, ARMS, bundled) as session:
        start = first_claim(session).statement[:40]
        before = line_of(session, start)
        assert "word of no state" not in session.pane("detail")
        await session.press("enter")
        assert line_of(session, start) == before
        assert f"▌● {start}" in session.pane("detail")
        assert "✓ word of no state" in session.pane("detail")
        assert "denied by" in session.pane("detail")
        await session.press("left")
        assert session.focused == "countries"
        assert line_of(session, start) == before
        assert "✓ word of no state" not in session.pane("detail")


async def test_the_answer_stays_in_sight_when_a_page_is_gone_into(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(MIDDLE, ARMS, bundled) as session:
        await session.press("enter")
        lines = session.pane("detail").splitlines()
        assert "[●… Arms]" in lines[1]
        assert "Iran gave arms" in lines[3]
        assert any(line.startswith("│▌●") for line in lines), "and its first claim unfolds"
        await session.press("down")
        assert session.pane("detail").splitlines()[1].startswith("│▌  "), "which is read on"


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_down_comes_past_every_stop_and_shows_all_of_each_and_up_comes_back(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, ARMS, bundled) as session:
        await session.press("enter")
        seen = shown = session.pane("detail")
        before = None
        while shown != before:
            await session.press("down")
            before, shown = shown, session.pane("detail")
            seen += shown
        words = " ".join(re.sub("[│▌▁▂▃▄▅▆▇█]", " ", seen).split())
        for claim in bundled.dataset.claims_by_stance["IRN", "arms"]:
            if claim.status == "corroborated" and claim.direction != "context":
                end = " ".join(claim.statement.split()[-2:])
                assert end in words, claim.id
        assert "People and groups" in words
        await session.burst(*["up"] * 90)
        assert "Iran gave arms" in session.pane("detail")


async def test_sections_unfold_kinds_are_chosen_and_claims_open(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(WIDE, ARMS, bundled) as session:
        await session.press("enter", "G")
        assert "▌▸ People and groups" in session.pane("detail")
        await session.press("enter")
        assert "▌▾ People and groups" in session.pane("detail")
        assert "Masoud Pezeshkian" in session.pane("detail")
        await session.press("enter")
        assert "Masoud Pezeshkian" not in session.pane("detail")
        await session.click("Recognition", "detail")
        assert session.view.type == "recognition"
        assert "Iran › Recognition" in session.screen
        await session.press("backspace")
        assert session.view.type == "arms"
        await session.press("g", "enter")
        assert session.view.focus == first_claim(session).id


async def test_the_thing_under_the_cursor_is_copied_and_told_in_the_status_line(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(WIDE, ARMS, bundled) as session:
        await session.press("enter")
        assert "Claim 1 of" in session.lines[-2]
        await session.press("y")
        assert first_claim(session).statement in session.copied
        assert "https://" in session.copied


async def test_words_of_the_query_are_found_first_marked_and_gone_through(
    explore: Explore, bundled: Loaded
) -> None:
    view = "explore?q=group:supposed-allies shahed&country=IRN"
    async with explore(WIDE, view, bundled) as session:
        page = session.pane("detail")
        assert page.splitlines()[1].split("│")[1].split()[0] == "Found"
        await session.press("enter", "n")
        assert "Shahed" in session.pane("detail")
        first = session.lines[-2]
        await session.press("n")
        assert session.lines[-2] != first
        await session.press("N")
        assert session.lines[-2] == first


async def test_claims_that_terms_ask_for_are_unfolded(explore: Explore, bundled: Loaded) -> None:
    view = "explore?q=group:supposed-allies denied:target&country=IRN"
    async with explore(WIDE, view, bundled) as session:
        assert "denied by Ukraine" in session.pane("detail")


async def test_the_year_is_held_and_the_entry_under_the_cursor_shows_all_of_it(
    explore: Explore, bundled: Loaded
) -> None:
    view = "explore?q=group:supposed-allies&country=BLR&rows=mine&as-of=2023-06-30"
    async with explore(WIDE, view, bundled) as session:
        lines = session.pane("timeline").splitlines()
        assert any("30 Jun 2023 · as-of day" in line for line in lines)
        assert lines[1].strip(" │").isdigit(), "the year of the first entry in view"
        focused = session.explorer.query_one("#timeline")
        session.explorer.focus_pane("timeline")
        await session.press("up", "up")
        chosen = [line for line in session.pane("timeline").splitlines() if "▌" in line]
        record = session.explorer.scene.dataset.find(session.view.focus or "")
        title = record.statement if isinstance(record, Claim) else getattr(record, "title", "")
        told = " ".join(line.strip(" │▌▁▂▃▄▅▆▇█") for line in chosen)
        assert title in " ".join(told.split())
        assert focused.has_focus


async def test_an_address_that_is_broken_leads_whole_from_each_of_its_lines(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(NARROW, ARMS, bundled) as session:
        known = {each.url for each in bundled.dataset.sources}
        await session.press("enter", "n", "y")
        found = []
        for _ in range(12):
            strips = session.app.screen._compositor.render_strips()
            links = [
                (segment.style.link, segment.style.link_id, segment.text)
                for strip in strips
                for segment in strip
                if segment.style is not None and segment.style.link
            ]
            found = [each for each in links if each[:2] == links[0][:2]]
            if len(found) > 1:
                break
            await session.press("down")
        assert len(found) > 1, "it is wider than the box"
        assert found[0][0] in known
        assert "".join(text.strip() for _, _, text in found) in found[0][0]
