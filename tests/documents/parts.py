"""What the program says of itself, for the README."""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path
from typing import NamedTuple

from alliance_tui.cli.commands import commands
from alliance_tui.query.view import view_from_text
from alliance_tui.tui.app import AllianceApp
from alliance_tui.tui.commands import GROUPS, help_rows
from tests.bundled import loaded
from tests.documents.marked import Parts, code, table

ROOT = Path(__file__).parents[2]
ARCHITECTURE = ROOT / "docs" / "architecture.md"
README = ROOT / "README.md"
VIEWS = ROOT / "docs" / "views.md"
PICTURES = ROOT / "docs" / "pictures"


def key_table() -> str:
    """The keys, by group, as a Markdown table."""
    rows = []
    for group in GROUPS:
        for number, (keys, text, _) in enumerate(help_rows(group)):
            shown = " ".join(code(key) if key != "–" else key for key in keys.split())
            rows.append((group if number == 0 else "", shown, text))
    return table(("", "keys", ""), rows)


def command_table() -> str:
    """The commands as a Markdown table."""
    return table(
        ("command", ""),
        ((code(f"alliance-tui {name}"), each.SUMMARY) for name, each in commands().items()),
    )


PARTS: Parts = {"keys": key_table, "commands": command_table}


class Shot(NamedTuple):
    """A picture: a view, the size of its terminal, the theme."""

    view: str
    size: tuple[int, int] = (140, 40)
    theme: str | None = None


ALLIES = "q=group:supposed-allies"
SHOTS = {
    "explorer": Shot(f"explore?{ALLIES}&type=arms&country=IRN"),
    "matrix": Shot(f"matrix?{ALLIES}&country=IRN&column=arms&group=posture"),
    "votes": Shot(f"votes?{ALLIES}&country=SRB&sort=column:*&column=*"),
    "ribbon": Shot(f"ribbon?{ALLIES}&as-of=2023-03-31&country=IRN"),
    "compare": Shot("compare?pins=BLR,KAZ,ARM&country=KAZ&column=KAZ&focus=diplomatic"),
    "map": Shot("map?as-of=2024-12-31&country=IRN"),
    "sources": Shot("sources?sort=column:claims"),
    "changes": Shot(f"changes?{ALLIES}&as-of=2023-02-24&from=2022-02-24"),
    "light": Shot(f"explore?{ALLIES}&country=PRK", theme="alliance-light"),
    "middle": Shot(f"explore?{ALLIES}&country=BLR", (80, 24)),
    "narrow": Shot(f"explore?{ALLIES}&country=BLR", (40, 12)),
}
"""The pictures."""


async def _screenshot(shot: Shot) -> str:
    app = AllianceApp(loaded(), view_from_text(shot.view).view, theme=shot.theme)
    async with app.run_test(size=shot.size) as pilot:
        await pilot.pause()
        return app.export_screenshot(title="alliance-tui")


def picture(name: str) -> str:
    """The picture called *name* as SVG."""
    return asyncio.run(_screenshot(SHOTS[name]))


def words_of(svg: str) -> list[str]:
    """The words that a picture shows, from top to bottom."""
    found = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    return html.unescape(" ".join(found)).split()
