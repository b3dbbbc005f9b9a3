"""``alliance-tui export``: a view, or the whole data set, as a file."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from alliance_tui.cli.common import CANNOT_WRITE, DONE, USAGE, Exit, narrate, put, view_written
from alliance_tui.cli.question import Asked, add_asking
from alliance_tui.user.folders import user_path

if TYPE_CHECKING:
    from alliance_tui.export.delivery import Steps, Writer
    from alliance_tui.export.selection import Flaws
    from alliance_tui.query.view import ViewState
    from alliance_tui.reading.load import Loaded

SUMMARY = "write a view or the whole data set as CSV, JSON, Markdown, SVG, HTML or SQLite"
EXAMPLES = """\
  alliance-tui export report.html                        a report to read, print and hand on
  alliance-tui export data.sqlite                        for SQL and Datasette
  alliance-tui export tables/ -f csv                     one CSV file a table, or tables.zip
  alliance-tui export matrix.csv --view matrix           what the matrix shows
  alliance-tui export csto.html -q group:CSTO --as-of 2022-12-31
  alliance-tui export screen.svg --view "explore?country=BLR" --size 120x40
"""

PICTURE = "svg"
STDOUT = "-"

EVERY_COUNTRY = "country:any"
"""The query where none is asked for: commands leave no country out."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    from alliance_tui.export.formats import FORMATS

    parser.add_argument(
        "out",
        metavar="OUT",
        help="the file, or for CSV the folder; its name tells the format; - is standard output",
    )
    add_asking(parser)
    group = parser.add_argument_group("the export")
    group.add_argument(
        "-f",
        "--format",
        choices=(*FORMATS, PICTURE),
        help="default: by the name of the file",
    )
    group.add_argument(
        "--what",
        choices=("view", "all"),
        help="what a view shows, or the whole data set (default: the whole, unless a query or a "
        "view is asked for or the file holds no more than a view)",
    )
    group.add_argument("--view", metavar="S", help="the view, as in matrix?q=group:CSTO")
    group.add_argument(
        "--bom", action="store_true", help="begin CSV with a byte order mark, which Excel needs"
    )
    group.add_argument("--force", action="store_true", help="replace what stands there already")
    group.add_argument(
        "--size", metavar="WxH", default="140x45", help="of the picture, in cells (default: 140x45)"
    )
    group.add_argument("--theme", metavar="NAME", help="of the picture, such as alliance-light")
    group.add_argument(
        "--ascii",
        action="store_true",
        default=argparse.SUPPRESS,
        help="signs of ASCII only",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the export."""
    name = _format(arguments)
    whole = _whole(arguments, name)
    if arguments.bom and name != "csv":
        raise Exit(USAGE, f"--bom is for CSV, and this is {name}")
    size = _size(arguments.size)
    view = _view(arguments.view)
    arguments.query = arguments.query or view.query
    asked = Asked(_with_day(arguments, view))
    view = _asked_view(view, asked)
    ascii_only = getattr(arguments, "ascii", False)
    if name == PICTURE:
        write = _picture(asked.loaded, view, size, arguments.theme, ascii_only=ascii_only)
    else:
        write = _file(
            name, asked, view, whole=whole, ascii_only=ascii_only, with_mark=arguments.bom
        )
    if arguments.out == STDOUT:
        _print(write)
        return DONE
    target = user_path(arguments.out)
    _follow(_deliver(target, write, force=arguments.force))
    narrate(f"wrote {target}")
    return DONE


def _format(arguments: argparse.Namespace) -> str:
    """The format asked for, or the one that the name of the file tells."""
    from alliance_tui.export.formats import FORMATS, format_of

    out = Path(arguments.out)
    if arguments.format is not None:
        return str(arguments.format)
    if out.suffix.casefold() == f".{PICTURE}":
        return PICTURE
    named = format_of(out)
    if named is None:
        names = ", ".join((*FORMATS, PICTURE))
        raise Exit(USAGE, f"“{arguments.out}” tells no format; name one with --format: {names}")
    return named.name


def _whole(arguments: argparse.Namespace, name: str) -> bool:
    """Whether the whole data set is wanted.

    Raises:
        Exit: the file cannot hold what is wanted.
    """
    held = _held(name, arguments.out)
    picked = bool(arguments.query or arguments.view)
    if arguments.what == "all" and picked:
        raise Exit(USAGE, "--what all is the whole data set; it takes neither --query nor --view")
    wanted = arguments.what or ("view" if picked else held[0])
    if wanted not in held:
        holds = "what a view shows" if wanted == "all" else "the whole data set"
        hint = "; name a folder or a .zip, or for a view a .csv" if name == "csv" else ""
        raise Exit(USAGE, f"as {name}, “{arguments.out}” holds only {holds}{hint}")
    return bool(wanted == "all")


def _held(name: str, out: str) -> tuple[str, ...]:
    """What such a file can hold, the usual first."""
    from alliance_tui.export.formats import FORMATS

    if name == PICTURE:
        return ("view",)
    if name == "csv":
        return ("view",) if out == STDOUT or out.casefold().endswith(".csv") else ("all",)
    if out == STDOUT and not FORMATS[name].text:
        raise Exit(USAGE, f"{name} is no text to print; name a file")
    return ("all",) if FORMATS[name].view is None else ("all", "view")


def _size(text: str) -> tuple[int, int]:
    size = re.fullmatch(r"(\d{1,3})x(\d{1,3})", text)
    if size is None or not all(int(each) >= 1 for each in size.groups()):
        raise Exit(USAGE, f"--size: “{text}” is no size; write for example 140x45")
    return int(size[1]), int(size[2])


def _view(text: str | None) -> ViewState:
    from alliance_tui.query.view import ViewState

    return view_written(text) if text else ViewState(query=EVERY_COUNTRY)


def _with_day(arguments: argparse.Namespace, view: ViewState) -> argparse.Namespace:
    """The arguments with day and clock of *view*, where they name no other."""
    from alliance_tui.model.dates import day_text

    if arguments.as_of is None and view.as_of is not None:
        arguments.as_of = day_text(view.as_of)
    if view.clock == "known":
        arguments.clock = view.clock
    return arguments


def _asked_view(view: ViewState, asked: Asked) -> ViewState:
    from msgspec.structs import replace

    day, clock = asked.moment
    as_of = None if day == asked.dataset.as_of else day
    return replace(view, query=asked.text, as_of=as_of, clock=clock)


def _file(
    name: str, asked: Asked, view: ViewState, *, whole: bool, ascii_only: bool, with_mark: bool
) -> Writer:
    from alliance_tui.export.formats import FORMATS
    from alliance_tui.export.selection import Export
    from alliance_tui.pages.glyphs import glyphs_for
    from alliance_tui.views.scene import Scene

    scene = Scene(asked.answers, glyphs_for(ascii_only=ascii_only))
    flaws = _flaws(asked.loaded)
    mark: Literal["", "\ufeff"] = "\ufeff" if with_mark else ""
    view = view if whole else scene.opened(view)
    return FORMATS[name].writer(Export(scene, view, whole=whole, flaws=flaws, mark=mark))


def _flaws(loaded: Loaded) -> Flaws:
    from alliance_tui.export.selection import Flaws

    return Flaws(loaded.counts.errors, loaded.left_out)


def _picture(
    loaded: Loaded, view: ViewState, size: tuple[int, int], theme: str | None, *, ascii_only: bool
) -> Writer:
    """The screen with *view*, drawn without a terminal."""
    import asyncio

    from alliance_tui.export.delivery import text_writer
    from alliance_tui.export.svg import alone
    from alliance_tui.tui.app import AllianceApp

    warning = _flaws(loaded).warning
    app = AllianceApp(loaded, view, ascii_only=ascii_only, theme=theme)
    if theme and app.theme != theme:
        raise Exit(USAGE, f"no theme “{theme}”; one of {', '.join(app.available_themes)}")

    async def draw() -> str:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            return app.export_screenshot(title=": ".join(filter(None, (app.title, warning))))

    def pictures() -> Iterator[str]:
        picture = asyncio.run(draw())  # only if it can be written
        yield alone(picture, loaded.dataset.metadata.title, warning)

    return text_writer(pictures(), "the picture")


def _deliver(target: Path, write: Writer, *, force: bool) -> Steps:
    from alliance_tui.export.delivery import CannotDeliverError, deliver

    try:
        yield from deliver(target, write, replace=force)
    except CannotDeliverError as error:
        hint = "; --force replaces it" if error.replaceable else ""
        raise Exit(USAGE, f"{error}{hint}") from None
    except OSError as error:
        raise Exit(CANNOT_WRITE, f"cannot write {target}: {error.strerror or error}") from None


def _follow(steps: Steps) -> None:
    """Take every step, and on a terminal show how far it is."""
    shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    try:
        with closing(steps):
            for done, total, what in steps:
                if shown:
                    share = f"{100 * done // max(1, total):>3} %"
                    print(f"\r\x1b[K{share}  {what}", end="", file=sys.stderr, flush=True)
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _print(write: Writer) -> None:
    """Write to standard output, once the whole is made."""
    import tempfile

    try:
        workshop = tempfile.TemporaryDirectory()
    except OSError as error:
        raise Exit(CANNOT_WRITE, f"it cannot be made anywhere: {error.strerror}") from None
    with workshop as folder:
        made = Path(folder) / "out"
        _follow(_deliver(made, write, force=False))
        with made.open(encoding="utf-8", newline="") as file:
            for line in file:
                put(line)
