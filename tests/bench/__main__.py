"""Print every budget with what was measured: ``make bench``."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from alliance_tui.reading.bundled import bundled_path
from alliance_tui.reading.files import contents, files_of
from alliance_tui.reading.load import compile_files, load
from alliance_tui.tui.app import AllianceApp
from alliance_tui.user.folders import folder
from alliance_tui.user.picture import SUFFIX
from tests.bench.bare_app import LAST_PAINTED, BareApp
from tests.bench.generate import write_data_set, write_roll_calls
from tests.bench.measure import Paints, Program, keys, paint, paints, process_seconds, python

OUR_COMMAND = [str(Path(sys.executable).parent / "alliance-tui")]
BARE = ([sys.executable, "-m", "tests.bench.bare_app"], ["Choice 20", LAST_PAINTED], "\x11")
MOVES = (["down"] * 9 + ["up"] * 9) * 17


class Row(NamedTuple):
    """A budget and what was measured."""

    what: str
    ratio: float
    budget: float
    figures: str


def ours(path: Path) -> Program:
    """Our explorer of the data set at *path*, for a first paint."""
    return ([*OUR_COMMAND, "-d", str(path)], ["countries", "Quit"], "q")


def app_of(path: Path) -> Callable[[], AllianceApp]:
    """Makes our app on the data set at *path*."""
    return lambda: AllianceApp(load(path))


def rows(large: Path, middling: Path, votes: Path) -> Iterator[Row]:
    """Measure everything."""
    bundled = bundled_path()
    process_seconds([*OUR_COMMAND, "list"], 1)
    started = paints(BARE, ours(bundled), before=forget_pictures)
    yield _start("start to first full paint", started, 1.15)
    bare, bundled_paint = started.first, started.second
    ratio = bundled_paint.megabytes / bare.megabytes
    figures = f"{bundled_paint.megabytes:.0f} MB, bare {bare.megabytes:.0f} MB"
    yield Row("memory", ratio, 1.2, figures)
    while not pictures():
        paint(ours(bundled))
        time.sleep(2)
    yield _start("a later start to the picture", paints(BARE, ours(bundled)), 0.15)

    listed = process_seconds([*OUR_COMMAND, "list"])
    imported = process_seconds(python("import textual.app"))
    figures = f"{listed * 1000:.0f} ms, import {imported * 1000:.0f} ms"
    yield Row("alliance-tui list, warm", listed / imported, 0.4, figures)

    yield _reading(middling)

    load(large)
    started = paints(ours(bundled), ours(large), before=forget_pictures)
    yield _start("start, 1,000 countries × 100,000 events", started, 1.5, "bundled")

    base = keys(BareApp, MOVES)
    for what, path, before in (
        ("cursor move, countries, bundled", bundled, ()),
        ("cursor move, timeline, bundled", bundled, ("a", "tab", "tab", "g")),
        ("cursor move, countries, 100,000 events", large, ()),
        ("cursor move, timeline, 100,000 events", large, ("a", "tab", "tab", "g")),
    ):
        measured = keys(app_of(path), MOVES, before)
        figures = (
            f"p99 {measured.p99:.1f} ms, median {measured.median:.1f} ms, bare {base.median:.1f} ms"
        )
        yield Row(what, measured.p99 / base.median, 4, figures)
    for what, path, text in (
        ("letters of a term, 100,000 events", large, "supports:arms "),
        ("letters of a word, 100,000 events", large, "number 12 "),
        ("letters of a word and a term, 870,000 votes", votes, "vote:any=against nuclear w"),
    ):
        typed = list(text) + ["backspace"] * len(text)
        measured = keys(app_of(path), typed * 3, ("slash",))
        figures = (
            f"p99 {measured.p99:.1f} ms, median {measured.median:.1f} ms, bare {base.median:.1f} ms"
        )
        yield Row(what, measured.p99 / base.median, 3.5, figures)


def pictures() -> list[Path]:
    """The pictures that are kept for later starts."""
    return [*folder("cache").glob(f"*{SUFFIX}")]


def forget_pictures() -> None:
    """Have the next start be as one without a picture."""
    for each in pictures():
        each.unlink()


def _start(what: str, measured: Paints, budget: float, other: str = "bare") -> Row:
    first, second, ratio, cpu_ratio, (low, high) = measured
    figures = (
        f"{low:.2f}–{high:.2f}×; {second.seconds * 1000:.0f} ms, {other} "
        f"{first.seconds * 1000:.0f} ms; CPU {cpu_ratio:.2f}×, {second.cpu * 1000:.0f} ms"
    )
    return Row(what, ratio, budget, figures)


def _reading(path: Path) -> Row:
    files, _ = contents(files_of(path))
    text = [(file.content or b"").decode() for file in files]
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    for each in text:
        yaml.load(each, Loader=yaml.CSafeLoader)
    plain = time.perf_counter() - start
    gc.collect()
    start = time.perf_counter()
    compile_files(path, files, [])
    own = time.perf_counter() - start
    gc.enable()
    size = sum(len(each.encode()) for each in text) / 1e6
    figures = f"{own:.2f} s, CSafeLoader {plain:.2f} s for {size:.1f} MB"
    return Row("YAML to data set, no compiled copy", own / plain, 0.75, figures)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        for kind in ("CACHE", "CONFIG", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(place) / kind.lower())
        large = write_data_set(Path(place) / "large", 1000, 100_000, 5_000)
        middling = write_data_set(Path(place) / "middling", 200, 20_000, 2_000)
        votes = write_roll_calls(Path(place) / "votes", 6_203, 200)
        print(f"{'budget':44} {'ratio':>7} {'at most':>8}")
        for row in rows(large, middling, votes):
            verdict = "" if row.ratio <= row.budget else "  OVER"
            print(f"{row.what:44} {row.ratio:6.2f}× {row.budget:7.2f}×{verdict:6}  {row.figures}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
