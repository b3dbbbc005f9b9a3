"""Exporting from the screen: what, where to, and whether to replace what stands there."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from alliance_tui.export.delivery import Progress
from alliance_tui.tui.dialogs.export import Delivery, Outcome, choices_page
from alliance_tui.user.reports import latest_report
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to write in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def choose(session: Session, link: str) -> None:
    """Open the choices and take the one that *link* stands for."""
    links = [span.link for block in choices_page().blocks for span in block.spans if span.link]
    await session.press("e")
    await session.press(*["down"] * links.index(link), "enter")


async def test_what_a_view_shows_becomes_a_file(explore: Explore, here: Path) -> None:
    async with explore(MIDDLE) as session:
        await session.type("/ supports:arms")
        await session.press("enter")
        listing = session.explorer.scene.listing(session.view)
        listed = [each.id for each in listing.countries]
        await choose(session, "view:json")
        assert "Export to which file?" in session.screen
        await session.press("enter")
        assert "Wrote small-explore-2023-12-31.json" in session.screen
    answer = json.loads((here / "small-explore-2023-12-31.json").read_text())
    assert answer["query"] == "group:friends supports:arms"
    assert [each["id"] for each in answer["countries"]] == listed


async def test_the_whole_data_set_whatever_the_query(explore: Explore, here: Path) -> None:
    async with explore(view="explore?q=supports:arms") as session:
        await choose(session, "all:sqlite")
        await session.press("enter")
        count = len(session.explorer.scene.dataset.countries)
    with closing(sqlite3.connect(here / "small-2023-12-31.sqlite")) as tables:
        assert tables.execute("select count(*) from countries").fetchone() == (count,)


async def test_a_picture_shows_the_view_and_none_of_the_boxes(explore: Explore, here: Path) -> None:
    async with explore(view="matrix") as session:
        await choose(session, "view:svg")
        await session.press("enter")
    picture = (here / "small-matrix-2023-12-31.svg").read_text()
    assert "Matrix" in picture
    assert "Export" not in picture
    assert "url(" not in picture.partition("</style>")[0]


async def test_nothing_is_replaced_unasked(explore: Explore, here: Path) -> None:
    there = here / "small-explore-2023-12-31.md"
    there.write_text("mine")
    async with explore() as session:
        await choose(session, "view:md")
        await session.press("enter")
        assert "exists already" in session.screen
        await session.press("escape")
        assert there.read_text() == "mine"
        await choose(session, "view:md")
        await session.press("enter")
        await session.press("enter")
        assert "Wrote" in session.screen
    assert "Aland" in there.read_text()


async def test_a_place_that_is_none_is_named(explore: Explore, here: Path) -> None:
    async with explore(NARROW) as session:
        await choose(session, "view:csv")
        await session.press("home", "shift+end")
        await session.type("nowhere/x.csv")
        await session.press("enter")
        assert "there is no folder nowhere" in session.screen
        await session.press("escape")
        assert not list(here.iterdir())


async def test_a_long_export_says_how_far_it_is_and_can_be_cancelled(
    explore: Explore, here: Path
) -> None:
    go_on = Event()

    def write(path: Path) -> Iterator[Progress]:
        path.write_text("half")
        yield Progress(1, 4, "countries")
        yield Progress(2, 4, "claims")
        go_on.wait(10)
        yield Progress(3, 4, "events")
        path.write_text("whole")

    async with explore() as session:
        delivery = Delivery(here / "long.txt", write)
        outcomes: list[str] = []

        def note(outcome: Outcome | None) -> None:
            assert outcome is not None
            outcomes.append(outcome.message)

        await delivery.open_over(session.explorer, note)
        while "50 %  claims" not in session.screen:
            await session.pilot.pause()
        await session.pilot.press("escape")
        go_on.set()
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        assert outcomes == ["Cancelled; nothing was written."]
    assert not list(here.iterdir())


async def test_no_path_that_is_typed_is_more_than_a_sentence(explore: Explore, here: Path) -> None:
    os.mkfifo(here / "pipe")
    told = {
        "a" * 300: "Cannot write",
        f"{'b' * 300}/x.csv": "there is no folder",
        "~nobody-is-called-so/x.csv": "there is no folder",
        "nothing/x.csv": "there is no folder",
        "/dev/full": "neither a file nor a folder",
        "pipe": "neither a file nor a folder",
        "\udcff.csv": "Wrote",
        "/": "a name, please",
        "..": "exists already",
    }
    async with explore(WIDE) as session:
        for line, says in told.items():
            await choose(session, "view:csv")
            session.app.screen.query_one(Input).value = line
            await session.press("enter")
            assert says in session.screen, line
            await session.press("escape", "escape", "g", "down")
            assert session.view.country == "GLD"
            session.app.clear_notifications()
    assert latest_report() is None


async def test_from_a_folder_that_is_gone_exports_go_elsewhere(
    explore: Explore, here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    async with explore(WIDE) as session:
        here.rmdir()
        await choose(session, "view:csv")
        await session.press("enter")
        assert "there is no folder" in session.screen or "Cannot write" in session.screen
        await session.press("escape")
        await choose(session, "view:csv")
        session.app.screen.query_one(Input).value = str(elsewhere / "a.csv")
        await session.press("enter")
        assert "Wrote" in session.screen
    assert latest_report() is None
