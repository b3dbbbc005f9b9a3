"""Each view answers its question on its first screen, for the bundled data set."""

from __future__ import annotations

import re

import pytest

from alliance_tui.query.ordering import HELPING, REFUSING
from alliance_tui.query.stance import StanceKind
from alliance_tui.query.votes import roll_calls
from alliance_tui.reading.load import Loaded
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio

BOTH = pytest.mark.parametrize("size", [WIDE, MIDDLE], ids=["wide", "middle"])


def standing(session: Session, support_type: str) -> dict[str, StanceKind]:
    """Where each listed country stands, by its name, as derived from the claims."""
    scene, view = session.explorer.scene, session.view
    moment = scene.moment(view)
    return {
        each.name: scene.answers.stances.stance(each.id, support_type, moment).kind
        for each in scene.listing(view).countries
    }


def figures(line: str) -> list[int]:
    return [int(each) for each in re.findall(r"\b\d+\b", line)]


@BOTH
async def test_the_list_tells_who_gives_arms_who_refuses_and_who_denies(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, loaded=bundled) as session:
        await session.press("3")
        lines = session.pane("countries").splitlines()
        stances = standing(session, "arms")
        heads = {"●": "supports", "○": "withholds", "–": "none"}
        under: dict[str, set[str]] = {each: set() for each in heads}
        here = ""
        for line in lines[2:]:
            text = line.strip("│▌ ")
            here = text[:1] if text[:1] in "●○–◐✕?‹i·" and text[1:2] == " " else here
            if here in heads:
                under[here] |= {name for name in stances if text.startswith(name)}
        for sign, kind in heads.items():
            assert under[sign] == {name for name, each in stances.items() if each == kind}, sign
        assert re.search(r"North Korea +\S.* (≠)?\d", session.row("North Korea"))
        page = " ".join(session.pane("detail").split())
        assert "North Korea gives arms since" in page.replace(" ││ ", " ").replace("│ │", "")


@BOTH
async def test_the_matrix_tells_how_many_help_and_refuse_with_each_kind(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, loaded=bundled) as session:
        await session.press("m")
        types = bundled.dataset.scored_types
        for row, side in (("● support", HELPING), ("○✕ withhold", REFUSING)):
            counts = [sum(each in side for each in standing(session, one.id).values())
                      for one in types]  # fmt: skip
            told = figures(session.row(row, "board"))
            assert told[:-1] == [each for each in counts if each], row
        kazakhstan = session.row("Kazakhstan", "board")
        signs = {kind: session.explorer.scene.glyphs.stance[kind] for kind in HELPING | REFUSING}
        for each in types:
            kind = standing(session, each.id)["Kazakhstan"]
            assert signs.get(kind, "") in kazakhstan


@BOTH
async def test_the_map_tells_how_many_stand_where_and_colours_them(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, loaded=bundled) as session:
        await session.press("3", "w")
        stances = list(standing(session, "arms").values())
        world = " ".join(session.pane("world").split())
        told: dict[str, StanceKind] = {
            "supports": "supports",
            "withholds": "withholds",
            "none found": "none",
            "not assessed": "unassessed",
        }
        for words, kind in told.items():
            assert f"{words} {stances.count(kind)}" in world
        assert "IRN" in world
        assert "North Korea" in world
        assert "gives arms since" in session.status


@BOTH
async def test_the_votes_tell_who_voted_as_russia_on_the_core_texts(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, loaded=bundled) as session:
        await session.press("v")
        board = session.pane("board")
        assert "Core texts" in board
        assert "Aggression" in board
        scene, view = session.explorer.scene, session.view
        moment = scene.moment(view)
        calls = roll_calls(scene.answers, scene.asked(view).query, moment)
        for country in ("BLR", "KAZ", "SRB"):
            alike, both = calls.agreement(country, "RUS", moment.day)
            assert f" {alike}/{both} " in session.row(country, "board")
        assert re.search(r"28/28|\d+/\d+ +N", session.row("BLR", "board"))


@BOTH
async def test_through_time_tells_since_when_and_how_many_at_once(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, loaded=bundled) as session:
        await session.press("r")
        board = session.pane("board")
        for year in ("2022", "2024", "2026"):
            assert year in board
        troops = session.row("● Troops", "board")
        assert troops.count("█") > 5
        assert troops.index("█") > session.row("● Words", "board").index("█"), "words came first"
        assert re.search(r"Now/most of 13", board)
        assert re.search(r"1/1 +● Troops", board)


@BOTH
async def test_compare_tells_what_two_did_and_where_they_differ(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, "compare?pins=BLR,KAZ", bundled) as session:
        lines = session.pane("board").splitlines()
        place = {
            word: next(number for number, line in enumerate(lines) if word in line)
            for word in ("Did", "∆ Posture", "∆ Arms", "Recognition", "Votes like")
        }
        assert list(place.values()) == sorted(place.values())
        assert "gave arms" in lines[place["∆ Arms"]]
        assert "refuses arms" in lines[place["∆ Arms"]]
        assert "Arms or territory" in session.status
        assert "∆ they differ" in lines[-1]


@BOTH
async def test_changes_tell_first_who_moved_from_what_to_what(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, "changes?as-of=2026-06-30&from=2022-02-01", bundled) as session:
        top = session.pane("changes").splitlines()[:9]
        assert any(re.search(r"1 Feb 2022 → 30 Jun 2026", line) for line in top)
        assert any(" → " in line and re.search(r"  [A-Z]", line) for line in top[3:])


@BOTH
async def test_sources_tell_on_whose_word_all_rests(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, loaded=bundled) as session:
        await session.press("s")
        board = session.pane("board")
        assert re.search(r"[\d,]+ sources", board)
        if size == WIDE:
            assert re.search(r"[\d,]+ sources: \d+ kinds, \d+ voices, \d+ languages", board)
        assert re.search(r"Voice of no state · [\d,]+", board)
        assert "Alone: the claims that no other source supports" in board
        await session.press("end")
        assert re.search(r"Voice of \w+ · \d+", session.pane("board"))


@BOTH
async def test_facets_tell_what_rests_on_one_word_and_who_denies(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, loaded=bundled) as session:
        await session.press("f")
        pane = session.pane("facets")
        assert re.search(r"On whose word alone +claims", pane)
        assert re.search(r"any one side's +\d+", pane)
        assert re.search(r"Denied by +claims", pane)
        assert re.search(r"anybody +\d+", pane)


@pytest.mark.parametrize("size", [MIDDLE, NARROW], ids=["middle", "narrow"])
async def test_what_is_said_covers_no_rows_where_there_are_few(
    explore: Explore, bundled: Loaded, size: tuple[int, int]
) -> None:
    async with explore(size, loaded=bundled) as session:
        rows = session.pane("countries").splitlines()[3:]
        await session.press("space", "backspace")
        if size == NARROW:
            assert session.status == "This is where you began."
            assert session.pane("countries").splitlines()[4:] == rows[1:]
            await session.press("j")
            assert session.status != "This is where you began."
        else:
            assert "This is where you began." in session.screen


async def test_a_verb_that_is_typed_leads_to_the_direction_of_its_claims(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(WIDE, loaded=bundled) as session:
        await session.burst("/", *" kazakhstan refused")
        assert "direction:withholds" in session.screen
        await session.burst("enter")
        page = session.pane("detail")
        assert "“refused” finds words that begin so" in page
        assert page.index("direction:withholds") < page.index("Found")
        await session.burst("/", *["backspace"] * 7, *"direction:withholds", "enter")
        page = session.pane("detail")
        assert "finds words that begin so" not in page
        assert re.search(r"○ .*(refuse|recognise|transport|export)", page)


async def test_what_is_none_found_is_never_read_as_given(explore: Explore, bundled: Loaded) -> None:
    for size in (WIDE, MIDDLE):
        async with explore(size, loaded=bundled) as session:
            await session.press("3")
            lines = session.pane("countries").splitlines()
            head = next(number for number, line in enumerate(lines) if "– None found" in line)
            assert "none found" in lines[head + 1], size


async def test_an_address_is_shown_whole_where_it_is_copied(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(WIDE, loaded=bundled) as session:
        await session.press("y")
        addresses = [each for each in session.copied.split() if each.startswith("https://")]
        whole = [each for each in addresses if len(each) < WIDE[0] - 10]
        assert any(len(each) > 84 for each in whole)
        assert any(each in session.screen for each in whole if len(each) > 84)


async def test_a_kind_in_view_is_sorted_by_the_claims_that_its_rows_tell(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(WIDE, loaded=bundled) as session:
        await session.press("3")
        await session.click("Claims", "countries")
        assert session.view.sort == "claims"
        listing = session.explorer.scene.listing(session.view)
        for section in listing.sections:
            places = [listing.position[each.id] for each in section.countries]
            words = [listing.row(place).words for place in places]
            claims = [each.claims for each in words if each is not None]
            assert claims == sorted(claims, reverse=True)
        await session.burst("colon", *"bel")
        assert re.findall(r"(Bel\w+) +BE?L", session.screen)[:2] == ["Belarus", "Belgium"]


async def test_open_is_told_only_where_something_is_chosen(
    explore: Explore, bundled: Loaded
) -> None:
    async with explore(NARROW, loaded=bundled) as session:
        await session.press("3", "enter")
        assert "Enter Open" not in session.lines[-1]
        await session.press("end", "up")
        assert "Enter Open" in session.lines[-1]
        await session.press("L")
        assert "Enter Open" not in session.lines[-1]
