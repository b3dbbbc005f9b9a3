"""The rooms of the program, from the one that a user meets first down to the lowest, as a picture.

A room stands above what it imports: a dot in a row under a name tells that the room of the row
imports the room of that name.
"""

from __future__ import annotations

import ast
from typing import NamedTuple
from xml.sax.saxutils import escape

from tools.structure.imports import Module, modules

CELL, HEAD, LEFT, TEXT = 26, 92, 96, 660
STYLE = """\
text{font:14px ui-sans-serif,system-ui,sans-serif;fill:#1f2328}
.n{font-weight:600}.s{fill:#59636e}.d{fill:#0969da}.l{stroke:#d1d9e0}.b{fill:#fff}
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.s{fill:#9198a1}.d{fill:#4493f8}
.l{stroke:#3d444d}.b{fill:#0d1117}}"""


class Room(NamedTuple):
    """A package: what its docstring says first, and the rooms that it imports."""

    name: str
    about: str
    imports: frozenset[str]


def rooms() -> tuple[Room, ...]:
    """The rooms, each above those that it imports."""
    by_name: dict[str, list[Module]] = {}
    packages: dict[str, Module] = {}
    for module in modules():
        by_name.setdefault(module.room, []).append(module)
        if module.name == module.room:
            packages[module.name] = module
    found = {
        name: Room(
            name,
            (ast.get_docstring(packages[name].tree) or "").partition(". ")[0].rstrip("."),
            frozenset(other.split(".")[0] for each in inside for other in each.imports) - {name},
        )
        for name, inside in by_name.items()
        if len(inside) > 1
    }
    return tuple(_in_order(found))


def _in_order(found: dict[str, Room]) -> list[Room]:
    """*found*, again and again the room that no other one left imports."""
    left, order = dict(found), []
    while left:
        top = min(name for name in left if not any(name in room.imports for room in left.values()))
        order.append(left.pop(top))
    return order


def picture() -> str:
    """The rooms as SVG."""
    shown = rooms()
    width, height = LEFT + CELL * len(shown) + TEXT, HEAD + CELL * len(shown) + 8
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>The rooms of the program and what each imports</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="b" width="{width}" height="{height}"/>',
    ]
    for column, room in enumerate(shown):
        x = LEFT + CELL * column + CELL // 2
        drawn.append(
            f'<text class="s" transform="translate({x + 5} {HEAD - 10}) rotate(-60)">'
            f"{escape(room.name)}</text>"
        )
    for row, room in enumerate(shown):
        top = HEAD + CELL * row
        y = top + CELL // 2
        drawn.append(f'<path class="l" d="M0 {top}H{width}"/>')
        drawn.append(f'<text class="n" x="8" y="{y + 5}">{escape(room.name)}</text>')
        drawn += [
            f'<circle class="d" cx="{LEFT + CELL * column + CELL // 2}" cy="{y}" r="5"/>'
            for column, other in enumerate(shown)
            if other.name in room.imports
        ]
        x = LEFT + CELL * len(shown) + 12
        drawn.append(f'<text class="s" x="{x}" y="{y + 5}">{escape(room.about)}</text>')
    return "\n".join([*drawn, "</svg>", ""])
