"""The modules of the program and what each imports, also inside functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2] / "alliance_tui"


class Module(NamedTuple):
    """A module: its dotted name without the package, its tree, lines, and imported modules."""

    name: str
    tree: ast.Module
    lines: int
    imports: frozenset[str]

    @property
    def room(self) -> str:
        """The package below the program's own in which it lies; its own name where in none."""
        return self.name.split(".")[0]


def modules() -> tuple[Module, ...]:
    """Every module of the program but the root, by name."""
    files = {_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}
    return tuple(_read(name, file, frozenset(files)) for name, file in files.items() if name)


def _name(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read(name: str, file: Path, known: frozenset[str]) -> Module:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    return Module(name, tree, text.count("\n"), frozenset(_imported(tree, known)) - {name})


def _imported(tree: ast.Module, known: frozenset[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.module is None:
            continue
        of, _, inner = node.module.partition(".")
        if of != PACKAGE.name:
            continue
        for each in node.names:
            below = f"{inner}.{each.name}" if inner else each.name
            found = below if below in known else inner
            if found:
                yield found
