"""What the program says of itself, for the README."""

from __future__ import annotations

import asyncio
from pathlib import Path

from alliance_tui.cli.main import COMMANDS
from alliance_tui.query.view import view_from_text
from alliance_tui.reading.bundled import bundled_path
from alliance_tui.reading.load import load
from alliance_tui.tui.app import AllianceApp
from alliance_tui.tui.commands import GROUPS, help_rows
from tests.documents.marked import Parts, code, table

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PICTURES = ROOT / "docs" / "pictures"


def key_table() -> str:
    """The keys, by group, as a Markdown table."""
    rows = []
    for group in GROUPS:
        for number, (keys, text) in enumerate(help_rows(group)):
            shown = " ".join(code(key) if key != "–" else key for key in keys.split())
            rows.append((group if number == 0 else "", shown, text))
    return table(("", "keys", ""), rows)


def command_table() -> str:
    """The commands as a Markdown table."""
    return table(
        ("command", ""), ((code(f"alliance-tui {each.NAME}"), each.SUMMARY) for each in COMMANDS)
    )


PARTS: Parts = {"keys": key_table, "commands": command_table}


async def _picture(view: str, size: tuple[int, int]) -> str:
    app = AllianceApp(load(bundled_path()), view_from_text(view).view)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return app.export_screenshot(title="alliance-tui")


SHOTS = {
    "explorer": (
        "explore?q=group:supposed-allies&country=ARM&focus=csto-yerevan-2022-11",
        (140, 40),
    ),
}
"""The pictures: a view and a size for each."""


def picture(name: str) -> str:
    """The picture called *name* as SVG."""
    view, size = SHOTS[name]
    return asyncio.run(_picture(view, size))
