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
from alliance_tui.reading.files import contents
from alliance_tui.reading.load import compile_files, load
from alliance_tui.tui.app import AllianceApp
from tests.bench.bare_app import LAST_PAINTED, BareApp
from tests.bench.generate import write_data_set, write_roll_calls
from tests.bench.measure import keys, paints, process_seconds, python

OUR_COMMAND = [str(Path(sys.executable).parent / "alliance-tui")]
BARE = ([sys.executable, "-m", "tests.bench.bare_app"], ["Choice 20", LAST_PAINTED], "\x11")
MOVES = (["down"] * 9 + ["up"] * 9) * 17


class Row(NamedTuple):
    """A budget and what was measured."""

    what: str
    ratio: float
    budget: float
    figures: str


def ours(path: Path) -> tuple[list[str], list[str], str]:
    """Our explorer of the data set at *path*, for a first paint."""
    return ([*OUR_COMMAND, "-d", str(path)], ["Countries", "Timeline", "Quit"], "q")


def app_of(path: Path) -> Callable[[], AllianceApp]:
    """Makes our app on the data set at *path*."""
    return lambda: AllianceApp(load(path))


def rows(large: Path, middling: Path, votes: Path) -> Iterator[Row]:
    """Measure everything."""
    bundled = bundled_path()
    process_seconds([*OUR_COMMAND, "list"], 1)
    bare, bundled_paint = paints(BARE, ours(bundled))
    ratio = bundled_paint.seconds / bare.seconds
    figures = f"{bundled_paint.seconds * 1000:.0f} ms, bare {bare.seconds * 1000:.0f} ms"
    yield Row("start to first full paint", ratio, 1.2, figures)
    ratio = bundled_paint.megabytes / bare.megabytes
    figures = f"{bundled_paint.megabytes:.0f} MB, bare {bare.megabytes:.0f} MB"
    yield Row("memory", ratio, 1.25, figures)

    listed = process_seconds([*OUR_COMMAND, "list"])
    imported = process_seconds(python("import textual.app"))
    figures = f"{listed * 1000:.0f} ms, import {imported * 1000:.0f} ms"
    yield Row("alliance-tui list, warm", listed / imported, 0.4, figures)

    yield _reading(middling)

    load(large)
    bundled_again, large_paint = paints(ours(bundled), ours(large), times=5)
    ratio = large_paint.seconds / bundled_again.seconds
    figures = f"{large_paint.seconds * 1000:.0f} ms, bundled {bundled_again.seconds * 1000:.0f} ms"
    yield Row("start, 1,000 countries × 100,000 events", ratio, 1.5, figures)

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


def _reading(path: Path) -> Row:
    files, _ = contents(path)
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
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        large = write_data_set(Path(folder) / "large", 1000, 100_000, 5_000)
        middling = write_data_set(Path(folder) / "middling", 200, 20_000, 2_000)
        votes = write_roll_calls(Path(folder) / "votes", 6_203, 200)
        print(f"{'budget':44} {'ratio':>7} {'at most':>8}")
        for row in rows(large, middling, votes):
            verdict = "" if row.ratio <= row.budget else "  OVER"
            print(f"{row.what:44} {row.ratio:6.2f}× {row.budget:7.2f}×{verdict:6}  {row.figures}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
