"""Pictures of the explorer, as text for reading and as SVG for looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from alliance_tui.query.view import view_from_text
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.app import AllianceApp
from tests.tui.conftest import MIDDLE, NARROW, SCREENS, WIDE, Explore


class Shot(NamedTuple):
    """What is to be seen."""

    size: tuple[int, int] = WIDE
    view: str | None = None
    keys: tuple[str, ...] = ()
    ascii_only: bool = False
    theme: str | None = None


SHOTS = {
    "wide": Shot(),
    "wide-light": Shot(theme="alliance-light"),
    "wide-event": Shot(view="explore?country=ELD&q=country:any&focus=summit-2022"),
    "wide-vote": Shot(view="explore?country=ELD&q=country:any&focus=vote-1&rows=all"),
    "wide-claim": Shot(view="explore?country=DLD&focus=dld-shells"),
    "wide-mixed-day": Shot(view="explore?q=country:any&as-of=2022-06-15&country=ELD"),
    "wide-filter": Shot(keys=("2", "2")),
    "wide-wrong-query": Shot(keys=("slash", "end", "space", "x", "colon", "y")),
    "wide-nothing": Shot(keys=("2", "2", "2")),
    "wide-why": Shot(keys=("i",)),
    "middle": Shot(MIDDLE),
    "middle-timeline": Shot(MIDDLE, keys=("tab", "tab", "g")),
    "middle-stacked": Shot((100, 36)),
    "middle-legend": Shot(MIDDLE, keys=("L",)),
    "middle-help": Shot(MIDDLE, keys=("question_mark",)),
    "middle-ascii": Shot(MIDDLE, ascii_only=True),
    "narrow": Shot(NARROW),
    "narrow-detail": Shot(NARROW, keys=("enter",)),
    "narrow-timeline": Shot(NARROW, keys=("l", "l", "g")),
    "narrow-ascii": Shot(NARROW, ascii_only=True),
    "too-small": Shot((38, 11)),
}


@pytest.mark.parametrize("name", SHOTS)
async def test_text(name: str, explore: Explore, request: pytest.FixtureRequest) -> None:
    shot = SHOTS[name]
    async with explore(
        shot.size, shot.view, ascii_only=shot.ascii_only, theme=shot.theme
    ) as session:
        await session.press(*shot.keys)
        shown = session.screen + "\n"
    file = SCREENS / f"{name}.txt"
    if request.config.getoption("update_snapshots"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHOTS)
def test_picture(name: str, small: Loaded, snap_compare: Callable[..., bool]) -> None:
    shot = SHOTS[name]
    view = view_from_text(shot.view).view if shot.view else None
    app = AllianceApp(small, view, ascii_only=shot.ascii_only, theme=shot.theme)
    assert snap_compare(app, press=shot.keys, terminal_size=shot.size)
