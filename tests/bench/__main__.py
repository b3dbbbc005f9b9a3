"""Measure every budget, print it, and write ``docs/performance.md``: ``make bench``."""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import yaml

from alliance_tui.model.dataset import Dataset
from alliance_tui.reading import helper
from alliance_tui.reading.cache import copy_name
from alliance_tui.reading.compiled import Unkept
from alliance_tui.reading.files import bundled_path, contents, files_of
from alliance_tui.reading.load import compile_files, load
from alliance_tui.tui.app import AllianceApp
from alliance_tui.user.folders import folder
from alliance_tui.user.picture import SUFFIX
from tests.bench import budgets as budget
from tests.bench.bare_app import LAST_PAINTED, BareApp
from tests.bench.budgets import Budget
from tests.bench.generate import split, write_data_set, write_roll_calls
from tests.bench.measure import (
    Paints,
    Program,
    Ratio,
    in_turns,
    keys,
    paint,
    paints,
    process_cpu,
    python,
    ratio_of,
    worst_of,
    written,
)
from tests.bench.page import Grown, page_of

OUR_COMMAND = [str(Path(sys.executable).parent / "alliance-tui")]
BARE: Program = (
    [sys.executable, "-m", "tests.bench.bare_app"],
    ["Choice 20", LAST_PAINTED],
    "\x11",
)
SHOWN = ["countries", "Quit"]
BUNDLED: Program = (OUR_COMMAND, SHOWN, "q")
MOVES = (["down"] * 9 + ["up"] * 9) * 2
LARGEST = "largest"
PAGE = Path(__file__).parents[2] / "docs" / "performance.md"


class Sets(NamedTuple):
    """The data sets that are measured; the largest only where it is asked for."""

    bundled: Path
    large: Path
    middling: Path
    votes: Path
    largest: Path | None


def ours(path: Path) -> Program:
    """Our explorer of the data set at *path*, for a first paint."""
    return ([*own_cache(path), *OUR_COMMAND, "-d", str(path)], SHOWN, "q")


def own_cache(path: Path) -> list[str]:
    """What begins a command on *path*: the copy of the largest would push the others out."""
    cache = path.parent / "cache"
    return ["env", f"XDG_CACHE_HOME={cache}"] if path.name == LARGEST else []


def read(path: Path) -> None:
    """See to it that there is a copy of the data set at *path*."""
    process_cpu([*own_cache(path), *OUR_COMMAND, "list", "-d", str(path)])


def starts(sets: Sets) -> Iterator[tuple[Budget, Ratio]]:
    """What a start takes, of the explorer and of a command."""
    listing = [*OUR_COMMAND, "list"]
    listed, imported = in_turns(
        lambda: process_cpu(listing), lambda: process_cpu(python("import textual.app"))
    )
    figures = f"{_ms(listed)}, the import {_ms(imported)}"
    yield budget.LIST, ratio_of(listed, imported, figures)
    started = paints(BARE, BUNDLED, before=forget_pictures)
    yield budget.PAINT, _seconds(started)
    first = statistics.median(each.megabytes for each in started.first)
    second = statistics.median(each.megabytes for each in started.second)
    figures = f"{second:.0f} MB, bare {first:.0f} MB"
    yield budget.MEMORY, started.ratio(lambda each: each.megabytes, figures)
    for _ in range(5):
        if not pictures():
            paint(BUNDLED)
            time.sleep(2.5)
    yield budget.PICTURE, _seconds(paints(BARE, BUNDLED))


def readings(path: Path, place: Path) -> Iterator[tuple[Budget, Ratio]]:
    """What reading the data set at *path* takes, as it is and as a folder of many files.

    Only the folder is read with a helper, whose CPU time is not this process's own.
    """
    with patch.object(helper, "PAYS", sys.maxsize):
        yield budget.READING, _reading(path)
        yield budget.KEEPING, _keeping(path)
    yield budget.FOLDER, _reading(split(path, place), time.perf_counter)


def in_app(sets: Sets) -> Iterator[tuple[Budget, Ratio]]:
    """What keys take."""
    bundled, large, votes = (app_of(each) for each in (sets.bundled, sets.large, sets.votes))
    timeline = ("a", "tab", "tab", "g")
    for row, idle, (app, before) in zip(
        budget.ROW,
        budget.IDLE,
        ((bundled, ()), (bundled, timeline), (large, ()), (large, timeline)),
        strict=True,
    ):
        taken = [(keys(app, MOVES, before), keys(BareApp, MOVES).idle) for _ in range(budget.PAIRS)]
        yield row, worst_of([(found.row, bare) for found, bare in taken])
        yield idle, worst_of([(found.idle, bare) for found, bare in taken])
    everybody = app_of(sets.bundled, "explore?q=country:any")
    days = ["comma", "full_stop"] * 12
    for each, app in zip(budget.DAY, (bundled, everybody), strict=True):
        yield each, _worst(app, days, ("comma",) * 3)
    burst = [*["down"] * 20, *["up"] * 10]
    one = written(bundled, [["down"], ["up"]] * 10)
    many = written(bundled, [burst] * 10)
    figures = f"{statistics.median(many):.1f} ms, one key {statistics.median(one):.1f} ms"
    yield budget.BURST, ratio_of(many, [statistics.median(one)] * len(many), figures)
    for each, app, text in zip(
        budget.LETTER,
        (large, large, votes),
        ("supports:arms ", "number 12 ", "vote:any=against nuclear w"),
        strict=True,
    ):
        yield each, _worst(app, [*text, *["backspace"] * len(text)], ("slash",))


def growth(sets: Sets, ten: Path) -> Iterator[Grown]:
    """What a start and a move take with ever more events."""
    other = ten.with_name("again")  # a picture of the same would be there for its next start
    shutil.copytree(sets.bundled, other)
    sizes = (other, ten, sets.large, *((sets.largest,) if sets.largest else ()))
    for events, path in zip(budget.GROWTH, sizes, strict=False):
        read(path)  # the copies of others may have pushed its own out
        started = paints(ours(sets.bundled), ours(path), before=partial(forget_pictures, path))
        with cache_of(path):
            moved = keys(app_of(path), MOVES)
        bare = statistics.median(keys(BareApp, MOVES).idle)
        yield Grown(
            events,
            _seconds(started, "bundled"),
            statistics.median(each.megabytes for each in started.second),
            statistics.median(moved.row) / bare,
            statistics.median(moved.idle) / bare,
        )


def app_of(path: Path, view: str | None = None) -> Callable[[], AllianceApp]:
    """Makes our app on the data set at *path*, read from its copy."""
    from alliance_tui.query.view import view_from_text

    state = None if view is None else view_from_text(view).view
    return lambda: AllianceApp(load(path), state)


def pictures() -> list[Path]:
    """The pictures that are kept for later starts."""
    return [*folder("cache").rglob(f"*{SUFFIX}")]


def forget_pictures(path: Path | None = None) -> None:
    """Have the next start be as one without a picture, also of the data set at *path*."""
    for each in pictures():
        each.unlink()
    if path is not None:
        with cache_of(path):
            for each in pictures():
                each.unlink()


@contextmanager
def cache_of(path: Path) -> Iterator[None]:
    """Use the cache of the data set at *path*."""
    before = os.environ["XDG_CACHE_HOME"]
    for setting in own_cache(path)[1:]:
        os.environ["XDG_CACHE_HOME"] = setting.partition("=")[2]
    yield
    os.environ["XDG_CACHE_HOME"] = before


def _worst(app: Callable[[], AllianceApp], pressed: Sequence[str], before: Sequence[str]) -> Ratio:
    taken = []
    for _ in range(budget.PAIRS):
        found = keys(app, pressed, before).idle
        taken.append((found, keys(BareApp, MOVES).idle))
    return worst_of(taken)


def _ms(taken: Sequence[float]) -> str:
    return f"{statistics.median(taken) * 1000:.0f} ms"


def _seconds(started: Paints, other: str = "bare") -> Ratio:
    first, second = started
    cpu = statistics.median(two.cpu / one.cpu for one, two in zip(first, second, strict=True))
    figures = (
        f"{_ms([each.seconds for each in second])}, {other} "
        f"{_ms([each.seconds for each in first])}; CPU time {cpu:.2f} ×"
    )
    return started.ratio(lambda each: each.seconds, figures)


def _reading(path: Path, clock: Callable[[], float] = time.process_time) -> Ratio:
    """What reading takes by *clock*; a helper's share shows by that of the wall alone."""
    files, _ = contents(files_of(path))
    texts = [(file.content or b"").decode() for file in files]

    def theirs() -> float:
        return _timed(lambda: [yaml.load(each, Loader=yaml.CSafeLoader) for each in texts], clock)

    own, plain = in_turns(lambda: _timed(lambda: compile_files(path, files, []), clock), theirs)
    size = sum(len(each.encode()) for each in texts) / 1e6
    figures = f"{_ms(own)}, the loader {_ms(plain)} for {size:.1f} MB in {len(files)} files"
    return ratio_of(own, plain, figures)


def _keeping(path: Path) -> Ratio:
    files, _ = contents(files_of(path))
    name = copy_name(files)
    read, kept = [], []
    for _ in range(budget.PAIRS + 1):
        start = time.process_time()
        records, findings, _ = compile_files(path, files, [])
        middle = time.process_time()
        Unkept(name, Dataset(records), findings).keep()
        read.append(middle - start)
        kept.append(time.process_time() - middle)
    return ratio_of(kept[1:], read[1:], f"{_ms(kept[1:])}, the reading {_ms(read[1:])}")


def _timed(do: Callable[[], object], clock: Callable[[], float]) -> float:
    gc.collect()
    gc.disable()
    start = clock()
    do()
    taken = clock() - start
    gc.enable()
    return taken


def _largest(sets: Sets) -> Iterator[tuple[Budget, Ratio]]:
    if sets.largest is not None:
        path = sets.largest
        started = paints(ours(sets.bundled), ours(path), before=partial(forget_pictures, path))
        yield budget.LARGEST, _seconds(started, "bundled")


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    parser.add_argument("--keep", action="store_true", help="leave docs/performance.md as it is")
    parser.add_argument(
        "--million",
        metavar="FOLDER",
        type=Path,
        help="also the rows of 1,000,000 events; the data set and its copy stay in FOLDER",
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for kind in ("CACHE", "CONFIG", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(place / kind.lower())
        measure(place, arguments.million, write=not arguments.keep)


def measure(place: Path, million: Path | None, *, write: bool) -> None:
    """Measure data sets made in *place*; the largest lies in *million*."""
    largest = None
    if million is not None:
        largest = million.resolve() / LARGEST
        if not largest.is_dir():
            write_data_set(largest, 1000, 1_000_000, 5_000)
    sets = Sets(
        Path(shutil.copytree(bundled_path(), place / "bundled")),
        write_data_set(place / "large", 1000, 100_000, 5_000),
        write_data_set(place / "middling", 200, 10_000, 2_000),
        write_roll_calls(place / "votes", 6_203, 200),
        largest,
    )
    for path in (sets.large, sets.votes, sets.middling, *((largest,) if largest else ())):
        print(f"reading {path.name}", file=sys.stderr)
        read(path)
    for _ in range(2):
        process_cpu([*OUR_COMMAND, "list"])
    found: dict[Budget, Ratio] = {}
    print(f"{'budget':52} {'ratio':>7} {'at most':>8}")
    for rows in (
        starts(sets),
        _largest(sets),
        in_app(sets),
        readings(sets.middling, place / "many"),
    ):
        for each, ratio in rows:
            found[each] = ratio
            over = "  OVER" if ratio.middle > each.most else ""
            print(
                f"{each.what:52} {ratio.middle:6.2f}× {each.most:7.2f}×{over:6}  "
                f"{ratio.low:.2f}–{ratio.high:.2f}×; {ratio.figures}",
                flush=True,
            )
    grown = []
    for each_size in growth(sets, sets.middling):
        grown.append(each_size)
        print(f"{each_size.events:,} events: {each_size.start.figures}", flush=True)
    if write:
        PAGE.write_text(page_of(found, grown), encoding="utf-8")
        print(f"wrote {PAGE}", file=sys.stderr)


if __name__ == "__main__":
    main()
