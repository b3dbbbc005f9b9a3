"""The page of problems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import GAP, Block, Page, Span, heading, text
from alliance_tui.pages.safe import neutral
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.load import Loaded, soundness
from alliance_tui.reading.problems import Problem

MOST_PROBLEMS = 200
"""How many problems are listed."""


def problems_page(loaded: Loaded, glyphs: Glyphs, *, served: bool = False) -> Page:
    """What is wrong in the data set, and what should be looked at, by file, causes first.

    Each problem links to its place by its number among them.
    """
    return Page("problems", "Problems", tuple(_problems(loaded, glyphs, served=served)))


def told_problems(loaded: Loaded) -> tuple[Problem, ...]:
    """The problems that are listed: what only follows from others is counted."""
    return (*loaded.causes, *(each for each in loaded.warnings if not each.follows))


def _problems(loaded: Loaded, glyphs: Glyphs, *, served: bool) -> Iterator[Block]:
    problems = told_problems(loaded)
    if not problems:
        yield Block((Span("Nothing is wrong with this data set.", "good"),))
        return
    yield Block((text(f"{soundness(loaded)}.", "strong"),))
    follow = sum(each.follows for each in loaded.problems)
    if follow:
        verb = "follows" if follow == 1 else "follow"
        yield Block((Span(f"{follow:,} more {verb} from what is listed here.", "dim"),))
    if not served:
        opens = any(not each.place.table for each in problems)
        told = "opens your editor at the line" if opens else "copies the place"
        yield Block((Span(f"Enter {told}.", "dim"),))
    by_file: dict[str, list[tuple[int, Problem]]] = {}
    for number, each in enumerate(problems[:MOST_PROBLEMS]):
        by_file.setdefault(each.place.file, []).append((number, each))
    for file, numbered in by_file.items():
        yield GAP
        yield heading(neutral(Path(file).name if served else file))
        for number, each in numbered:
            sign, role = (
                (glyphs.denies, "bad") if each.severity == "error" else (glyphs.bullet, "dim")
            )
            link = None if served else str(number)
            yield Block((text(each.told, "text", link),), lead=(Span(f"{sign} ", role),))
            column = "" if each.place.table else f", column {each.place.column}"
            about = [neutral(f"{each.place.spot}{column}"), f"{each.code} {CODES[each.code].title}"]
            yield Block((text(f" {glyphs.dot} ".join(about), "dim"),), indent=2)
    if len(problems) > MOST_PROBLEMS:
        yield GAP
        more = f"{len(problems) - MOST_PROBLEMS:,} more: alliance-tui check --all"
        yield Block((Span(more, "dim"),))
