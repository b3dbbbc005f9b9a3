"""What a key paints first, and how much: counted, never timed."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.strip import Strip

from alliance_tui.query.finder import Finder
from alliance_tui.reading.files import bundled_path
from alliance_tui.reading.load import load
from alliance_tui.tui.app import AllianceApp
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.panes.detail import Detail
from tests.tui.conftest import Explore, Session

pytestmark = pytest.mark.asyncio


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Of which panes each frame has made lines anew; the last one is not painted yet."""
    seen: list[set[str]] = [set()]
    render = Pane.render_line

    def noted(self: Pane, y: int) -> Strip:
        seen[-1].add(self.id or "")
        return render(self, y)

    display = AllianceApp._display

    def displayed(self: AllianceApp, *arguments: Any) -> None:
        display(self, *arguments)
        seen.append(set())

    monkeypatch.setattr(Pane, "render_line", noted)
    monkeypatch.setattr(AllianceApp, "_display", displayed)
    return seen


async def write(session: Session, *keys: str) -> None:
    """Have *keys* come all at once."""
    for key in keys:
        session.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await session.pilot.pause()


async def test_the_row_under_the_cursor_is_painted_first(
    explore: Explore, frames: list[set[str]]
) -> None:
    async with explore() as session:
        frames[:] = [set()]
        await write(session, "down")
        painted = [each for each in frames if each]
        assert painted[0] == {"countries"}
        assert {"detail", "timeline"} <= set().union(*painted[1:])
        assert "Gland" in session.pane("detail")


async def test_keys_that_come_together_are_painted_together(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    show = Detail.show

    def noted(self: Detail, *arguments: Any) -> None:
        shown.append("")
        show(self, *arguments)

    monkeypatch.setattr(Detail, "show", noted)
    async with explore(view="explore?q=country:any") as session:
        shown.clear()
        await write(session, *["down", "up"] * 15, "down", "down")
        assert 1 <= len(shown) <= 3
        chosen = session.explorer.scene.chosen(session.view)
        assert chosen is not None
        assert chosen.name in session.pane("detail")


async def test_letters_that_come_together_are_asked_for_once(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    find = Finder.countries

    def noted(self: Finder, query: Any, moment: Any) -> set[int]:
        asked.append(query)
        return find(self, query, moment)

    monkeypatch.setattr(Finder, "countries", noted)
    async with explore(view="explore?q=country:any") as session:
        await session.press("slash")
        asked.clear()
        await write(session, *"shells")
        assert session.view.query.endswith("shells")
        assert len(set(asked)) <= 2


async def test_the_first_frame_reads_the_records_that_it_shows() -> None:
    load(bundled_path())
    app = AllianceApp(load(bundled_path()))
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.pause()
        shown: Any = app.explorer.scene.dataset
        assert 0 < len(shown.source._seen) < len(shown.source) / 10
        assert 0 < len(shown.events._seen) < len(shown.events) / 2
        assert "_items" not in vars(shown)
