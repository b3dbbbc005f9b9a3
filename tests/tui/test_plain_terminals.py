"""Terminals without much: ASCII alone, and no colour."""

from __future__ import annotations

import re
import unicodedata

import pytest
from rich.segment import Segment

from alliance_tui.reading.load import load
from alliance_tui.tui.app import AllianceApp
from alliance_tui.user.config import THEMES
from tests.conftest import FIXTURES
from tests.tui.conftest import MIDDLE, NARROW, WIDE, Explore, Session

KEYS = (
    *("question_mark", "escape", "L", "escape", "exclamation_mark", "escape", "i", "escape"),
    *("m", "right", "enter", "escape", "v", "right", "enter", "x", "t", "r", "w", "space"),
    *("escape", "c", "escape", "s", "enter", "u", "escape", "d", "z", "enter", "escape"),
    *("colon", "a", "escape", "slash", "s", "u", "colon", "tab", "q", "escape", "y", "escape"),
    *("o", "escape", "f", "down", "f", "b", "e", "escape", "p", "S", "1", "1", "a", "comma"),
    *("full_stop", "K", "Z", "backspace", "enter", "down", "down", "tab", "down", "enter"),
)
"""Every view, page, prompt and message, or nearly."""


def drawn(session: Session) -> list[Segment]:
    strips = session.app.screen._compositor.render_strips()
    return [segment for strip in strips for segment in strip]


@pytest.mark.parametrize(
    ("fixture", "size"),
    [("small", MIDDLE), ("hostile", WIDE), ("hostile", NARROW)],
)
async def test_in_ascii_only_letters_of_the_data_set_are_not_ascii(
    explore: Explore, size: tuple[int, int], fixture: str
) -> None:
    loaded = load(FIXTURES / fixture)
    texts = "".join(path.read_text() for path in (FIXTURES / fixture).rglob("*.yaml"))
    texts += "".join(chr(int(each, 16)) for each in re.findall(r"\\u([0-9a-f]{4})", texts))
    seen = 0
    async with explore(size=size, loaded=loaded, ascii_only=True) as session:
        for key in KEYS:
            await session.press(key)
            for segment in drawn(session):
                seen += len(segment.text)
                for char in set(segment.text):
                    if not char.isascii():
                        letter = unicodedata.category(char)[0] in "LMNS"
                        assert letter, (key, char, segment.text)
                        assert char in texts, (key, char, segment.text)
    assert seen > 1000


@pytest.mark.parametrize("theme", [None, *THEMES[::4]])
async def test_without_colour_everything_can_be_read_and_the_cursor_is_seen(
    explore: Explore, monkeypatch: pytest.MonkeyPatch, theme: str | None
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explore(MIDDLE, theme=theme) as session:
        for keys in ((), ("enter",), ("m",), ("w",), ("question_mark",), ("escape", "colon")):
            await session.press(*keys)
            for segment in drawn(session):
                style = segment.style
                if style is not None:
                    assert style.color is None, segment
                    assert style.bgcolor is None, segment
            if not keys:
                assert _reversed(session, "▌ Cland")


def _reversed(session: Session, start: str) -> bool:
    """Whether the row of the list that begins with *start* is reversed."""
    number = next(number for number, text in enumerate(session.lines) if start in text)
    strip = session.app.screen._compositor.render_strips()[number]
    cursor = next(place for place, each in enumerate(strip) if "▌" in each.text)
    return all(
        each.style is not None and each.style.reverse for each in list(strip)[cursor : cursor + 4]
    )


async def test_with_colour_no_sign_is_changed(explore: Explore) -> None:
    async with explore(MIDDLE) as session:
        assert isinstance(session.app, AllianceApp)
        assert not any(
            type(each).__module__.startswith("alliance_tui")
            for each in session.app.get_line_filters()
        )
