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
from typing import Any, NamedTuple

import pexpect
from textual import events
from textual.app import App

SIZE = (45, 140)


def environment() -> dict[str, str]:
    """What a program is started with."""
    told = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    told.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    return told


def process_seconds(command: Sequence[str], times: int = 7) -> float:
    """The median time of a whole process."""
    taken = []
    null = subprocess.DEVNULL
    for _ in range(times + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, env=environment(), stdout=null, stderr=null)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


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
    """The median paints of two programs, and by how much more the second takes.

    Attributes:
        first: the median of the first program.
        second: the median of the second program.
        ratio: the median of the second's time by the first's, pair by pair.
        cpu_ratio: the same of CPU time.
        scatter: the interquartile range of the ratios.
    """

    first: Paint
    second: Paint
    ratio: float
    cpu_ratio: float
    scatter: tuple[float, float]


def paints(
    first: Program,
    second: Program,
    times: int = 9,
    before: Callable[[], object] = lambda: None,
) -> Paints:
    """The paints of two programs, taken in turns; *before* is called before each."""
    taken: list[tuple[Paint, Paint]] = []
    for _ in range(times + 1):
        before()
        one = paint(first)
        before()
        taken.append((one, paint(second)))
    del taken[0]
    ratios = [second.seconds / first.seconds for first, second in taken]
    low, middle, high = statistics.quantiles(ratios, n=4)
    return Paints(
        _median([each for each, _ in taken]),
        _median([each for _, each in taken]),
        middle,
        statistics.median(second.cpu / first.cpu for first, second in taken),
        (low, high),
    )


def _median(taken: list[Paint]) -> Paint:
    return Paint(*map(statistics.median, zip(*taken, strict=True)))


class Keys(NamedTuple):
    """CPU time from an injected key to idle, in milliseconds."""

    median: float
    p99: float


def keys(make: Callable[[], App[Any]], pressed: Sequence[str], before: Sequence[str] = ()) -> Keys:
    """Press each of *pressed* in a headless app at 140×45; *before* is not measured."""
    return asyncio.run(_keys(make(), pressed, before))


async def _keys(app: App[Any], pressed: Sequence[str], before: Sequence[str]) -> Keys:
    taken: list[float] = []
    async with app.run_test(size=(SIZE[1], SIZE[0])) as pilot:
        await pilot.pause()
        await pilot.press(*before)
        await pilot.pause()
        gc.collect()
        gc.freeze()
        for key in pressed:
            start = time.process_time()
            app.post_message(events.Key(key, key if len(key) == 1 else None))
            await pilot.pause()
            taken.append((time.process_time() - start) * 1000)
        gc.unfreeze()
    taken = sorted(taken[5:])
    return Keys(statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.99))])


def python(code: str) -> list[str]:
    """The command that runs *code*."""
    return [sys.executable, "-c", code]
