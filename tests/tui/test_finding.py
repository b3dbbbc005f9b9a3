"""Finding in texts: marks at every letter, from hit to hit, and back to where one was."""

from __future__ import annotations

import re

import pytest

from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio

CLAND = "explore?country=CLD&q=country:any"


def marks(session: Session) -> list[str]:
    """What is marked on the screen, from top to bottom; the hit where one is in capitals."""
    hit, now = (session.explorer.app.theme_variables[name] for name in ("hit", "foreground"))
    found = []
    for strip in session.app.screen._compositor.render_strips():
        for segment in strip:
            colour = None if segment.style is None else segment.style.bgcolor
            if colour is None or colour.triplet is None or not segment.text.strip():
                continue
            if colour.triplet.hex.lower() == now.lower():
                found.append(segment.text.upper())
            elif colour.triplet.hex.lower() == hit.lower():
                found.append(segment.text.lower())
    return found


async def test_words_are_marked_while_they_are_typed_in_what_is_folded_too(
    explore: Explore,
) -> None:
    async with explore(WIDE, CLAND) as session:
        await session.press("enter")
        assert "Northern Pact" not in session.pane("detail")
        before = session.pane("detail")
        await session.press("/")
        assert session.lines[-1].startswith(" Enter Keep the marks")
        await session.type("ÑORTHERN  p")
        assert "Northern Pact" in session.pane("detail"), "what is folded opens where it is"
        assert marks(session)[0] == "NORTHERN P"
        told = re.search(r"(\d+) of (\d+)", session.lines[-2])
        assert told is not None
        assert told[1] == "1"
        assert int(told[2]) == len(marks(session))
        await session.type("zzz")
        assert "nowhere here" in session.lines[-2]
        await session.press("escape")
        assert session.pane("detail") == before, "given up, all is as it was"
        assert marks(session) == []
        assert session.view.query == "country:any"


async def test_n_goes_from_hit_to_hit_and_round_and_escape_takes_the_marks_off(
    explore: Explore,
) -> None:
    async with explore(WIDE, CLAND) as session:
        await session.press("enter", "/")
        await session.type("o")
        await session.press("enter")
        assert session.focused == "detail"
        assert "“o” 1 of" in session.status
        every = int(session.status.split(" of ")[1].split()[0])
        assert every > 2
        for number in range(2, every + 1):
            await session.press("n")
            assert f"{number} of {every}" in session.status
            assert "O" in marks(session)
        assert "From the top" not in session.screen
        await session.press("n")
        assert f"1 of {every}" in session.status
        assert "From the top again." in session.screen
        await session.press("N")
        assert f"{every} of {every}" in session.status
        assert "From the end again." in session.screen
        await session.press("escape")
        assert marks(session) == []
        assert "of" not in session.status.split("Claim")[0]
        assert session.view.query == "country:any", "no filter was taken off"


async def test_a_hit_over_the_end_of_a_line_is_one(explore: Explore) -> None:
    for columns in range(80, 100, 3):
        async with explore((columns, 40), CLAND) as session:
            await session.press("enter", "/")
            await session.type("whose units joined the war in its second year")
            assert "1 of 1" in session.lines[-2], columns
            shown = " ".join(each.strip() for each in marks(session))
            assert shown == "WHOSE UNITS JOINED THE WAR IN ITS SECOND YEAR", columns


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_boxes_are_looked_through_too(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size) as session:
        await session.press("L", "/")
        await session.type("alleged")
        assert "ALLEGED" in marks(session)
        await session.press("enter", "n")
        assert "ALLEGED" in marks(session)
        assert session.lines[-1].endswith("q Close")
        await session.press("escape")
        assert marks(session) == []
        assert session.app.screen is not session.explorer, "one thing a press"
        await session.press("escape")
        assert session.app.screen is session.explorer


async def test_the_words_stay_for_the_next_page_and_are_typed_over(explore: Explore) -> None:
    async with explore(WIDE, CLAND) as session:
        await session.press("enter", "/")
        await session.type("rec")
        await session.press("enter", "left", "down", "right")
        assert "rec" in [each.lower() for each in marks(session)]
        await session.press("/")
        await session.type("x")
        assert "“" not in session.lines[-2]
        assert not any(each.lower() == "rec" for each in marks(session))


async def test_a_burst_of_keys_finds_and_goes_on(explore: Explore) -> None:
    async with explore(WIDE, CLAND) as session:
        await session.press("enter", "slash", *"aland", "enter", "n", "n", "N")
        assert "“aland” 2 of" in session.status


async def test_a_resize_while_one_types_keeps_words_and_hits(explore: Explore) -> None:
    async with explore(WIDE, CLAND) as session:
        await session.press("enter", "slash", *"aland")
        for size in (NARROW, MIDDLE, (200, 50), WIDE):
            await session.resize(size)
            assert "1 of" in session.lines[-2], size
            assert "ALAND" in marks(session), size
        await session.press("enter")
        assert session.focused == "detail"


async def test_words_of_the_query_are_hits_as_well(explore: Explore) -> None:
    async with explore(WIDE, "explore?q=units&country=CLD") as session:
        await session.press("enter", "n")
        assert marks(session)
        assert "No words" not in session.screen


async def test_signs_of_patterns_are_only_signs(explore: Explore) -> None:
    async with explore(WIDE, CLAND) as session:
        await session.press("enter", "slash", "full_stop", "asterisk")
        assert "nowhere here" in session.lines[-2]
        await session.press("ctrl+u", "left_parenthesis")
        assert session.app.screen is session.explorer
