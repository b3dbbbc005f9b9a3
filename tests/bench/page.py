"""The page that tells what was measured: ``docs/performance.md``."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from textwrap import fill
from typing import NamedTuple

from tests.bench.budgets import BUDGETS, GROWTH, PAIRS, Budget
from tests.bench.measure import Ratio


class Grown(NamedTuple):
    """What was measured of a data set with so many events.

    Attributes:
        events: how many.
        start: a start to the first full paint, by that of the bundled set.
        megabytes: memory then.
        row: a cursor move to the row, median, by that of a bare app to idle.
        idle: the same to idle.
    """

    events: int
    start: Ratio
    megabytes: float
    row: float
    idle: float


_METHOD = f"""\
Times belong to a machine; so every row is a ratio of two things that were measured in turns in one
run: {PAIRS} pairs, after one that is not counted. Behind the ratio stand the quartiles of the
ratios pair by pair, which tell how much they scatter. The bare Textual app has a header, a footer,
two option lists and a static text. Starts are measured in a pseudo-terminal of 140 × 45 from the
start of the process to the last word of the first full paint. A key is measured headless at
140 × 45, in CPU time of the process from the key to the first paint (“to the row”) or until
nothing is left to do (“to idle”): the 99th percentile of all keys, by the median of a key of the
bare app."""

_MADE = """\
Made by `make bench`; with `ARGS="--million FOLDER"` also of a data set with a million events."""


def page_of(found: Mapping[Budget, Ratio], grown: Sequence[Grown]) -> str:
    """The page; rows that were not measured say so."""
    return "\n".join((*_head(), *_table(found), *_growth(grown), *_bounds(found)))


def _head() -> Iterator[str]:
    yield "# How fast it is\n"
    yield f"{_MADE}\n"
    yield fill(_METHOD, 120) + "\n"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    told = (
        f"Measured on {platform.system()}, {platform.machine()}, {os.cpu_count()} cores, "
        f"{memory:.0f} GB, with Python {platform.python_version()}, "
        f"Textual {version('textual')}, msgspec {version('msgspec')}, "
        f"PyYAML {version('pyyaml')}, SQLite {sqlite3.sqlite_version}."
    )
    yield fill(told, 120) + "\n"


def _table(found: Mapping[Budget, Ratio]) -> Iterator[str]:
    yield "| what | against | ratio | quartiles | at most | |"
    yield "|---|---|---:|---:|---:|---|"
    for each in BUDGETS:
        ratio = found.get(each)
        if ratio is None:
            told = "not measured in this run | | "
        else:
            told = f"{ratio.middle:.2f} × | {ratio.low:.2f}–{ratio.high:.2f} × | "
        over = "over" if ratio is not None and ratio.middle > each.most else ""
        yield f"| {each.what} | {each.against} | {told}{each.most:.2f} × | {over} |"
    yield ""


def _growth(grown: Sequence[Grown]) -> Iterator[str]:
    yield "## Growth\n"
    yield "| events | start, by the bundled set | quartiles | memory | move to row | to idle |"
    yield "|---:|---:|---:|---:|---:|---:|"
    by_events = {each.events: each for each in grown}
    for events in GROWTH:
        each = by_events.get(events)
        if each is None:
            yield f"| {events:,} | not measured in this run | | | | |"
            continue
        middle, low, high, _ = each.start
        yield (
            f"| {events:,} | {middle:.2f} × | {low:.2f}–{high:.2f} × | {each.megabytes:.0f} MB "
            f"| {each.row:.2f} × | {each.idle:.2f} × |"
        )
    yield ""


def _bounds(found: Mapping[Budget, Ratio]) -> Iterator[str]:
    over = [each for each in BUDGETS if each in found and found[each].middle > each.most]
    yield "## What bounds what is over\n"
    if not over:
        yield "Nothing is over."
    for bound in dict.fromkeys(each.bound for each in over):
        rows = ", ".join(
            f"{each.what} ({found[each].figures})" for each in over if each.bound == bound
        )
        yield fill(f"- {rows}: {bound}.", 120, subsequent_indent="  ")
    yield ""
