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

ENVIRONMENT = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
SIZE = (45, 140)


def process_seconds(command: Sequence[str], times: int = 7) -> float:
    """The median time of a whole process."""
    taken = []
    null = subprocess.DEVNULL
    for _ in range(times + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, env=ENVIRONMENT, stdout=null, stderr=null)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


class Paint(NamedTuple):
    """From the start of a program to its first full paint, and its memory then."""

    seconds: float
    megabytes: float


def paint(command: Sequence[str], marks: Sequence[str], key: str) -> Paint:
    """Start *command* in a pseudo-terminal, wait for all *marks*, leave with *key*."""
    start = time.perf_counter()
    child = pexpect.spawn(
        command[0], list(command[1:]), dimensions=SIZE, env=ENVIRONMENT, timeout=60
    )
    seen = b""
    wanted = [mark.encode() for mark in marks]
    while not all(mark in seen for mark in wanted):
        seen += child.read_nonblocking(65536, timeout=60)  # type: ignore[operator]
    seconds = time.perf_counter() - start
    status = Path(f"/proc/{child.pid}/status").read_text()
    memory = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    child.send(key)
    child.expect(pexpect.EOF)
    child.close()
    return Paint(seconds, int(memory.split()[1]) / 1024)


def paints(
    first: tuple[Sequence[str], Sequence[str], str],
    second: tuple[Sequence[str], Sequence[str], str],
    times: int = 9,
) -> tuple[Paint, Paint]:
    """The median paints of two programs, taken in turns."""
    taken: tuple[list[Paint], list[Paint]] = ([], [])
    for _ in range(times + 1):
        taken[0].append(paint(*first))
        taken[1].append(paint(*second))
    return _median(taken[0][1:]), _median(taken[1][1:])


def _median(taken: list[Paint]) -> Paint:
    return Paint(
        statistics.median(each.seconds for each in taken),
        statistics.median(each.megabytes for each in taken),
    )


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
