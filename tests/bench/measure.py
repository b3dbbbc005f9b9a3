"""Ways of measuring: a process, a first paint in a pseudo-terminal, a key in a running app."""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any, NamedTuple

import pexpect
from textual import events
from textual.app import App

from tests.bench.budgets import PAIRS

SIZE = (45, 140)


class Ratio(NamedTuple):
    """By how much more one thing takes than another.

    Attributes:
        middle: the ratio.
        low: the first quartile of the ratios pair by pair.
        high: the third quartile.
        figures: what was measured, in words.
    """

    middle: float
    low: float
    high: float
    figures: str


def ratio_of(ones: Sequence[float], others: Sequence[float], figures: str) -> Ratio:
    """The median of how much more each of *ones* is than the one of *others* beside it."""
    low, middle, high = statistics.quantiles(
        [one / other for one, other in zip(ones, others, strict=True)], n=4
    )
    return Ratio(middle, low, high, figures)


def environment() -> dict[str, str]:
    """What a program is started with."""
    told = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    told.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    return told


def process_cpu(command: Sequence[str]) -> float:
    """The CPU time of a whole process, in seconds."""
    before = getrusage(RUSAGE_CHILDREN)
    null = subprocess.DEVNULL
    subprocess.run(command, check=True, env=environment(), stdout=null, stderr=null)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def in_turns(
    one: Callable[[], float], other: Callable[[], float], pairs: int = PAIRS
) -> tuple[list[float], list[float]]:
    """What both give, in turns; the first pair is not counted."""
    taken = [(one(), other()) for _ in range(pairs + 1)][1:]
    return [each for each, _ in taken], [each for _, each in taken]


class Paint(NamedTuple):
    """From the start of a program to its first full paint: time, CPU time, and memory then."""

    seconds: float
    cpu: float
    megabytes: float


Program = tuple[Sequence[str], Sequence[str], str]
"""A command, what its first full paint shows, and the key that leaves it."""


def paint(program: Program) -> Paint:
    """Start a program in a pseudo-terminal, wait for its first paint, leave it."""
    command, marks, key = program
    start = time.perf_counter()
    child = pexpect.spawn(
        command[0], list(command[1:]), dimensions=SIZE, env=environment(), timeout=60
    )
    seen = b""
    wanted = [mark.encode() for mark in marks]
    while not all(mark in seen for mark in wanted):
        seen += child.read_nonblocking(65536, timeout=60)  # type: ignore[operator]
    seconds = time.perf_counter() - start
    process = Path(f"/proc/{child.pid}")
    threads = [each.read_text().split() for each in process.glob("task/*/schedstat")]
    status = (process / "status").read_text()
    memory = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    child.send(key)
    child.expect(pexpect.EOF)
    child.close()
    cpu = sum(int(each[0]) for each in threads) / 1e9
    return Paint(seconds, cpu, int(memory.split()[1]) / 1024)


class Paints(NamedTuple):
    """The paints of two programs, in turns."""

    first: list[Paint]
    second: list[Paint]

    def ratio(self, of: Callable[[Paint], float], figures: str) -> Ratio:
        """How much more the second takes."""
        return ratio_of(
            [of(each) for each in self.second], [of(each) for each in self.first], figures
        )


def paints(first: Program, second: Program, before: Callable[[], object] = lambda: None) -> Paints:
    """The paints of two programs, taken in turns; *before* is called before each."""
    taken: list[tuple[Paint, Paint]] = []
    for _ in range(PAIRS + 1):
        before()
        one = paint(first)
        before()
        taken.append((one, paint(second)))
    return Paints([one for one, _ in taken[1:]], [other for _, other in taken[1:]])


FIRST = 5
"""How many keys of an app are not counted, as the first ones load what is needed for the first
time."""


class Keys(NamedTuple):
    """CPU time from each injected key, in milliseconds: to the first paint, and to idle."""

    row: list[float]
    idle: list[float]


def keys(make: Callable[[], App[Any]], pressed: Sequence[str], before: Sequence[str] = ()) -> Keys:
    """Press each of *pressed* in a headless app at 140×45; *before* is not measured."""
    return asyncio.run(_keys(make(), [(each,) for each in pressed], before))


def written(make: Callable[[], App[Any]], bursts: Sequence[Sequence[str]]) -> list[float]:
    """The CPU time from each of *bursts*, whose keys come at once, to idle."""
    return asyncio.run(_keys(make(), bursts, ())).idle


async def _keys(app: App[Any], bursts: Sequence[Sequence[str]], before: Sequence[str]) -> Keys:
    found = Keys([], [])
    painted: list[float] = []
    display = app._display

    def noted(*arguments: Any) -> None:
        display(*arguments)
        painted.append(time.process_time())

    async with app.run_test(size=(SIZE[1], SIZE[0])) as pilot:
        await pilot.pause()
        await pilot.press(*before)
        await pilot.pause()
        gc.collect()
        gc.freeze()
        app._display = noted  # type: ignore[assignment, method-assign]
        for burst in bursts:
            painted.clear()
            start = time.process_time()
            for key in burst:
                app.post_message(events.Key(key, key if len(key) == 1 else None))
            await pilot.pause()
            end = time.process_time()
            found.row.append(((painted or [end])[0] - start) * 1000)
            found.idle.append((end - start) * 1000)
        gc.unfreeze()
    return Keys(found.row[FIRST:], found.idle[FIRST:])


def p99(taken: Sequence[float]) -> float:
    """What 99 of 100 do not exceed."""
    return statistics.quantiles(taken, n=100, method="inclusive")[-1]


def worst_of(pairs: Sequence[tuple[Sequence[float], Sequence[float]]]) -> Ratio:
    """The 99th percentile of all first ones, by the median of all second ones, bare keys."""
    all_of = [each for ours, _ in pairs for each in ours]
    bare = statistics.median([each for _, theirs in pairs for each in theirs])
    ratios = [p99(ours) / statistics.median(theirs) for ours, theirs in pairs]
    low, _, high = statistics.quantiles(ratios, n=4)
    figures = (
        f"p99 {p99(all_of):.1f} ms, median {statistics.median(all_of):.1f} ms of {len(all_of)}; "
        f"bare {bare:.1f} ms"
    )
    return Ratio(p99(all_of) / bare, low, high, figures)


def python(code: str) -> list[str]:
    """The command that runs *code*."""
    return [sys.executable, "-c", code]
