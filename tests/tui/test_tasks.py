"""What people come for: each from a fresh start, in a few keys, read from the last screen."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from alliance_tui.pages.row_words import row_words
from alliance_tui.reading.load import Loaded
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio

SIZES = pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["wide", "middle", "narrow"])

Size = tuple[int, int]


async def pressed(session: Session, keys: Sequence[str], most: int) -> str:
    """The screen after *keys*, of which there are *most* at most, without its frames."""
    assert len(keys) <= most
    await session.press(*keys)
    return " ".join(" ".join(line.strip(" │▌") for line in session.lines).split())


def typed(text: str) -> list[str]:
    """The keys of *text*."""
    names = {" ": "space", ":": "colon"}
    return [names.get(character, character) for character in text]


def listed(session: Session) -> dict[str, str]:
    """The rows of the list in sight: each country's name, and what stands behind it."""
    names = [each.name for each in session.explorer.scene.dataset.countries]
    rows = [line.strip(" │▌•▁▂▃▄▅▆▇█") for line in session.pane("countries").splitlines()]
    return {
        name: row.removeprefix(name).strip()
        for row in rows
        for name in names
        if row.startswith(f"{name} ")
    }


def _page(session: Session) -> list[str]:
    return session.pane("detail").splitlines()


def under(session: Session, start: str) -> list[str]:
    """The countries in sight under the heading that has *start* in it."""
    lines = session.pane("countries").splitlines()
    first = next(number for number, line in enumerate(lines) if start in line)
    found = []
    for line in lines[first + 1 :]:
        words = line.strip(" │▌•▁▂▃▄▅▆▇█")
        name = next((each for each in listed(session) if words.startswith(f"{each} ")), None)
        if name is None:
            break
        found.append(name)
    return found


@SIZES
async def test_who_gives_arms_and_who_denies_it(
    explore: Explore, bundled: Loaded, size: Size
) -> None:
    async with explore(size, loaded=bundled) as session:
        screen = await pressed(session, ["3"], 2)
        assert under(session, "gives arms") == ["Belarus", "Iran", "North Korea"]
        rows = listed(session)
        scene = session.explorer.scene
        arms, moment = scene.dataset.support_types["arms"], scene.moment(session.view)
        for name in ("Belarus", "Iran", "North Korea"):
            country = next(each for each in scene.dataset.countries if each.name == name)
            denied = row_words(scene.answers, country, arms, moment).denied
            number = rows[name].split()[-1]
            assert number == (f"≠{denied}" if size == MIDDLE else str(denied)), name
        assert "North Korea" in screen
        assert re.search(r"denied (by|11 (times \([^)]+\):|·)) North Korea, Russia", screen)


REFUSED = {
    "Materiel": "holds back materiel",
    "Diplomatic": "abstains since",
    "Recognition": "refuses recognition",
}


@SIZES
@pytest.mark.parametrize(
    ("words", "country"),
    [("drones", "Iran"), ("iran", "Iran"), ("kazakhstan refuse", "Kazakh")],
)
async def test_words_choose_the_country_of_which_most_is_found(
    explore: Explore, bundled: Loaded, size: Size, words: str, country: str
) -> None:
    async with explore(size, loaded=bundled) as session:
        await session.press("slash", *typed(words))
        assert f"▌ {country}" in " ".join(session.pane("countries").split())
        await session.press("enter")
        assert f"▌ {country}" in " ".join(session.pane("countries").split())
        await session.press("g", "down" if words != "iran" else "home")
        own = session.chosen
        await session.press("slash", "backspace", "escape", "escape", "0")
        assert session.chosen == own, "a country that was chosen stays"


@SIZES
async def test_what_kazakhstan_refused(explore: Explore, bundled: Loaded, size: Size) -> None:
    async with explore(size, loaded=bundled) as session:
        keys = ["colon", *typed("kaz"), "enter"]
        screen = await pressed(session, keys if size != NARROW else [*keys, "enter", "space"], 8)
        assert "Kazakhstan" in screen
        for kind in ("Materiel", "Diplomatic", "Recognition"):
            assert f"{kind} {REFUSED[kind]}" in screen, kind
        assert re.search("Arms (earlier: refused|refuses) arms", screen)


@SIZES
async def test_who_recognised_what(explore: Explore, bundled: Loaded, size: Size) -> None:
    async with explore(size, loaded=bundled) as session:
        await pressed(session, ["7"], 1)
        assert under(session, "recognises") == ["North Korea"]
        rows = listed(session)
        dated = {*under(session, "recognises"), *under(session, "refuse recognition")}
        assert all(re.search("20[0-9]{2}", rows[each]) for each in dated), "every row has a date"
        assert not any("Russia took" in each for each in rows.values())
        if size != MIDDLE:
            assert "Donetsk and Luhansk" in rows["North Korea"]
        else:
            assert "the entities" in session.pane("detail")
        if size != NARROW:
            assert "until" in rows["Syria"]


@SIZES
async def test_where_the_listed_countries_stood_on_a_day(
    explore: Explore, bundled: Loaded, size: Size
) -> None:
    async with explore(size, loaded=bundled) as session:
        screen = await pressed(session, ["d", *typed("1 mar 2022"), "enter"], 14)
        assert "1 Mar 2022" in screen
        assert session.sections()["Arms or territory"] == ["Belarus"]
        assert under(session, "Arms or territory") == ["Belarus"]
        if size != NARROW:
            assert {"Armenia", "Iran", "Kazakhstan"} <= set(listed(session))


@SIZES
async def test_what_rests_on_one_sides_word_alone(
    explore: Explore, bundled: Loaded, size: Size
) -> None:
    async with explore(size, loaded=bundled) as session:
        await pressed(session, ["slash", *typed("alone:any"), "enter"], 12)
        scene, view = session.explorer.scene, session.view
        listing = scene.listing(view)
        rows = listed(session)
        assert len(rows) >= 2
        hits = {each.name: str(listing.hits(each)) for each in listing.countries}
        for name, row in rows.items():
            told = row.removesuffix(" hits").removesuffix(" hit")
            assert re.findall(r"[0-9]+$", told) == [hits[name]], row
        if size == WIDE:
            alone = scene.timeline(view).records
            most = max(listing.countries, key=listing.hits)
            assert f"Timeline · {most.name} · {len(alone)}" in session.screen


@SIZES
async def test_who_denies_irans_drones_and_when(
    explore: Explore, bundled: Loaded, size: Size
) -> None:
    said = "denied by Iran, Oct 2022, 5 Nov 2022, Feb 2023, 11 Jul 2024; Russia, published Aug 2025"
    async with explore(size, loaded=bundled) as session:
        await session.press("3", "up", "enter")
        keys = 3
        while "▌● Iran supplied Russia with Shahed" not in session.screen:
            await session.press("n")
            keys += 1
            assert keys <= 6
        lines = [line.strip(" │▌▁▂▃▄▅▆▇█") for line in _page(session)]
        assert said in " ".join(" ".join(lines).split())


@SIZES
async def test_why_armenia_has_its_label(explore: Explore, bundled: Loaded, size: Size) -> None:
    async with explore(size, loaded=bundled) as session:
        screen = await pressed(session, ["colon", *"arm", "enter", "i"], 8)
        assert "Armenia" in screen
        assert "Keeps distance" in screen
        assert "Because of" in screen


@SIZES
async def test_who_did_not_sign_in_yerevan(explore: Explore, bundled: Loaded, size: Size) -> None:
    async with explore(size, loaded=bundled) as session:
        screen = await pressed(session, ["colon", *"yerevan", "enter"], 10)
        assert "Did not sign: Armenia" in screen


@SIZES
async def test_a_citation_of_one_claim(explore: Explore, bundled: Loaded, size: Size) -> None:
    async with explore(size, loaded=bundled) as session:
        keys = ["3", "g", "down", "enter", "down", "y"]
        await pressed(session, keys, 7)
        assert "Iran" in session.copied
        assert "https://" in session.copied
        assert session.copied.splitlines()[0].strip()
