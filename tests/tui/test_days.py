"""Time: the as-of day by key, typed and by mouse; the date strip; the two clocks."""

from __future__ import annotations

import pytest

from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

pytestmark = pytest.mark.asyncio


async def test_the_day_goes_from_one_thing_to_the_next_and_the_panes_with_it(
    explore: Explore,
) -> None:
    async with explore() as session:
        assert session.day == "2023-12-31"
        await session.press("enter", "G", "enter", "h")  # unfold people and groups
        await session.press(",")
        assert session.day == "2023-02-01"
        assert "1 Feb 2023 · vouched to 31 Dec 2023" in session.lines[0]
        assert session.sections()["Fights beside it"] == ["Cland"]
        await session.press(",", ",")
        assert session.day == "2022-04-02", "the summit is the last thing before the new year"
        assert "Carl One, President" in session.pane("detail")
        assert session.sections()["Keeps away"] == ["Cland"]
        assert session.sections()["Helps"] == ["Dland"]
        await session.press(".")
        assert session.day == "2023-01-01"
        await session.press("backspace")
        assert session.day == "2023-12-31", "going through the days is one step"
        assert "Cara Two, President" in session.pane("detail")


async def test_the_things_are_those_of_the_timeline(explore: Explore) -> None:
    async with explore(view="explore?q=kind:attack&rows=all") as session:
        await session.press(",")
        assert session.day == "2022-02-24"
        await session.press("a", ",")
        assert session.day == "2020-01-01", "nothing came before: the first day of the first era"


async def test_years_and_the_ends_of_time(explore: Explore) -> None:
    async with explore(view="explore?as-of=2022-06-15") as session:
        await session.press("<")
        assert session.day == "2021-06-15"
        await session.press(">", ">")
        assert session.day == "2023-06-15"
        await session.press(">")
        assert session.view.as_of is None, "the last day vouched for is no day of one's own"
        await session.press("Z")
        assert session.day == "2020-01-01"
        await session.press(",", "<", "Z")
        assert session.day == "2020-01-01"
        await session.press("z")
        assert session.view.as_of is None


async def test_a_key_that_moves_nothing_is_no_step(explore: Explore) -> None:
    async with explore() as session:
        await session.press(".", ">")
        await session.press("backspace")
        assert "This is where you began" in session.screen
        await session.press(",")
        await session.press("backspace")
        assert session.day == "2023-12-31"
        await session.press(",", "backspace")
        assert session.day == "2023-12-31", "what follows a way back is a step of its own"


async def test_a_day_is_typed_and_a_month_stands_for_its_last_day(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("d")
        assert "As of which day?" in session.screen
        await session.type("2022-06")
        await session.press("enter")
        assert session.day == "2022-06-30"
        assert session.focused == "countries"
        await session.press("d")
        await session.type("2030")
        await session.press("enter")
        assert session.view.as_of is None, "nothing is vouched for after the last day"


async def test_what_is_no_day_is_said_under_the_line_and_nothing_moves(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        await session.press("d")
        for line, says in (
            ("2022/2023", "one date, please, not an interval"),
            ("2022-02-30", "28 days"),
            ("[b]soon", "is not a date"),
        ):
            await session.press("end", "ctrl+u")
            await session.type(line)
            await session.press("enter")
            assert says in session.screen
            assert line in session.screen
        await session.press("left")
        assert "a day such as 2022-11-23" not in session.screen, "still wrong until it is changed"
        await session.type("x")
        assert "23 Nov 2022 or 2022-11-23, up to 2023-12-31" in session.screen
        await session.press("escape")
        assert session.view.as_of is None
        assert session.focused == "countries"


async def test_from_a_day_before_the_first_era_back_is_never_forward(explore: Explore) -> None:
    async with explore(view="explore?as-of=2001-06-01&country=CLD") as session:
        await session.press(",", "<")
        assert session.day == "2001-06-01"
        await session.press(".")
        assert session.day == "2022-03-02"


def _strip(session: Session) -> tuple[int, str]:
    """Where the date strip stands, and what it shows."""
    line = session.explorer.query_one("DateStrip").region.y
    return line, session.lines[line]


async def test_the_date_strip_marks_the_day_names_the_era_and_can_be_clicked(
    explore: Explore,
) -> None:
    async with explore(WIDE) as session:
        line, strip = _strip(session)
        assert strip.endswith("War")
        assert strip.rindex("▼") > strip.index("2023")
        before, april = strip.index("█"), strip.index("2022") + len("2022") + 3
        await session.pilot.click(offset=(april, line))
        await session.pilot.pause()
        assert session.day == "2022-04-30", "a cell is a month, and means its last day"
        assert _strip(session)[1][april] == "▼"
        await session.pilot.click(offset=(strip.index("2022") + len("2022"), line))
        await session.pilot.pause()
        assert session.day == "2022-01-31"
        assert _strip(session)[1].endswith("Before the war")
        await session.pilot.click(offset=(before, line))
        await session.pilot.pause()
        assert session.day == "2019-12-31", "what came before the first era is one cell"
        assert "War" not in _strip(session)[1]
        await session.press("backspace")
        assert session.view.as_of is None


async def test_by_the_known_clock_a_claim_counts_from_when_it_was_known(explore: Explore) -> None:
    async with explore(view="explore?q=group:friends&as-of=2022-03-08&country=ELD") as session:
        assert "●  Arms" in session.pane("detail")
        clocks = [session.view.clock]
        await session.press("t")
        clocks.append(session.view.clock)
        assert "8 Mar 2022 as it was known" in session.lines[0]
        assert "Counting only what was known by the day." in session.screen
        assert "●  Arms" not in session.pane("detail")
        await session.press("t")
        clocks.append(session.view.clock)
        assert "as it was known" not in session.lines[0]
        await session.press("backspace")
        clocks.append(session.view.clock)
        assert clocks == ["happened", "known", "happened", "known"], "each is a step"


async def test_where_the_header_is_folded_away_day_and_clock_are_still_seen(
    explore: Explore,
) -> None:
    async with explore(NARROW) as session:
        assert "2023" not in session.lines[0]
        await session.press(",")
        assert " 1 Feb 2023 " in session.lines[0]
        await session.press("t")
        assert " 1 Feb 2023 known " in session.lines[0]
        await session.resize(MIDDLE)
        assert "1 Feb 2023 as it was known" in session.lines[0]
        assert "1 Feb 2023" not in session.lines[1], "once is enough"


async def test_the_two_days_of_the_changes_are_typed_where_they_stand(explore: Explore) -> None:
    """What changed between two days? The first line has both, and each can be typed anew."""
    async with explore(view="changes?q=group:friends&from=2022-03-01") as session:
        await session.press("down", "enter", "ctrl+u")
        await session.type("2022-06-01")
        await session.press("enter")
        assert session.address.startswith("changes?")
        assert "from=2022-06-01" in session.address
        assert "1 Jun 2022 → 31 Dec 2023" in session.pane("changes")
        await session.press("down", "enter", "ctrl+u")
        await session.type("2023-01-31")
        await session.press("enter")
        assert session.day == "2023-01-31"
        assert "1 Jun 2022 → 31 Jan 2023" in session.pane("changes")
        await session.click("1 Jun 2022 → 31 Jan 2023, as", "changes")
        assert "Changes since which day?" in session.screen
