"""The pages of help and of problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from alliance_tui.model.dataset import Dataset
from alliance_tui.pages.glyphs import ASCII, Glyphs
from alliance_tui.pages.page import GAP, Block, Page, Span, text
from alliance_tui.pages.parts import heading
from alliance_tui.pages.safe import neutral
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.load import Loaded, standing
from alliance_tui.reading.problems import Problem
from alliance_tui.tui.commands import GROUPS, NO_OTHERS, help_rows

KEY_CELLS = 20

MOST_PROBLEMS = 200
"""How many problems are listed."""


def help_page(
    dataset: Dataset, glyphs: Glyphs, keys: Mapping[str, str] = NO_OTHERS, *, served: bool = False
) -> Page:
    """Every key, the user's own *keys* too, by group; the support types behind the digits."""
    return Page("help", "Keys", tuple(_help(dataset, glyphs, keys, served=served)))


def _help(
    dataset: Dataset, glyphs: Glyphs, own_keys: Mapping[str, str], *, served: bool
) -> Iterator[Block]:
    for group in GROUPS:
        yield GAP
        yield heading(group)
        ascii_only = glyphs is ASCII
        for keys, what, _ in help_rows(group, own_keys, ascii_only=ascii_only, served=served):
            yield Block((Span(what),), indent=1, lead=(Span(f"{keys:<{KEY_CELLS}}", "link"),))
    yield GAP
    yield heading("The digits")
    for number, support_type in enumerate(dataset.metadata.support_types[:9], start=1):
        lead = Span(f"{number:<4}", "link")
        yield Block((text(support_type.label),), indent=1, lead=(lead,))
    yield GAP
    yield Block(
        (Span("The mouse does it too. To select text, hold Shift (Option on a Mac).", "dim"),)
    )


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
    yield Block((text(f"{standing(loaded)}.", "strong"),))
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
