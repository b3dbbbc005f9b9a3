"""``alliance-tui check``: every problem of a data set, with its place."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from textwrap import fill, indent

from alliance_tui.cli.common import (
    CANNOT_OPEN,
    DONE,
    FOUND_ERRORS,
    USAGE,
    Exit,
    data_path,
    narrate,
    underlined,
)
from alliance_tui.model.dataset import Dataset
from alliance_tui.model.words import number_of
from alliance_tui.nearest import did_you_mean
from alliance_tui.pages.safe import neutral
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.codes.code import Code
from alliance_tui.reading.files import files_of
from alliance_tui.reading.files import shown as shown_path
from alliance_tui.reading.load import CannotOpenError, load
from alliance_tui.reading.problems import Problem
from alliance_tui.user.folders import is_folder, is_same, user_path

SUMMARY = "list every problem of a data set, with file, line and column"
EXAMPLES = """\
  alliance-tui check my-data/            every problem, as a compiler would show it
  alliance-tui check --only sources.yaml my-data/  this file, in the data set around it
  alliance-tui check --watch my-data/    again whenever a file is saved, until Ctrl+C
  alliance-tui check --format github .   annotations for a GitHub workflow
  alliance-tui check --strict my-data/   fail on warnings too
  alliance-tui check --explain W304      what a code means, with a wrong and a right example
"""

MOST = 200
"""How many problems are listed where not all are asked for."""

WIDTH = 88
"""The cells of the lines that explain a code."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "path",
        nargs="?",
        help="file or folder; the data set that one stands in, or the chosen one, if left out",
    )
    parser.add_argument(
        "-f",
        "--format",
        choices=("text", "json", "github"),
        default="text",
        metavar="AS",
        help="text, json, github (default: text)",
    )
    parser.add_argument("--only", metavar="FILE", help="only what is wrong in this file of it")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="CODE",
        help="what a code means, with a wrong and a right example; without one, list them all",
    )
    parser.add_argument("--waived", action="store_true", help="show waived warnings too")
    parser.add_argument(
        "--all", action="store_true", help="list what only follows from other errors too"
    )
    parser.add_argument(
        "--watch", action="store_true", help="check again whenever a file is saved, until Ctrl+C"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, print the problems, and count them on standard error."""
    if arguments.explain is not None:
        if arguments.format != "text":
            raise Exit(USAGE, "--explain is told as text alone; leave --format out")
        print(explained(arguments.explain))
        return DONE
    path, only = _what(arguments)
    if not arguments.watch:
        return _check(path, only, arguments)
    from alliance_tui.reading.watch import changes

    code = DONE
    for _ in changes(path):
        code = _check(path, only, arguments)
        sys.stdout.flush()
    return code


def _what(arguments: argparse.Namespace) -> tuple[Path, Path | None]:
    """The data set to check, and the file of it that is asked about, if it is one."""
    from alliance_tui.reading.files import data_set_around, data_set_of

    path = user_path(arguments.path) if arguments.path else None
    if arguments.only is None and path is not None and _is_file(path):
        return data_set_of(path), path
    if path is None and getattr(arguments, "data", None) is None:
        path = data_set_around(Path())
    path = data_path(arguments) if path is None else path
    if arguments.only is None:
        return path, None
    only = user_path(arguments.only)
    for file in (only, path / only):
        if any(is_same(file, each) for each in files_of(path).paths):
            return path, file
    raise Exit(USAGE, f"--only: {only} is no file of {path}")


def _is_file(path: Path) -> bool:
    with suppress(OSError, ValueError):
        return path.is_file()
    return False


def _check(path: Path, only: Path | None, arguments: argparse.Namespace) -> int:
    try:
        loaded = load(path, use_copy=False)
        problems, opened, left_out = loaded.problems, True, loaded.left_out
        if is_folder(path) and not loaded.counts.errors:
            _refresh_schema(path, loaded.dataset)
    except CannotOpenError as error:
        problems, opened, left_out = error.problems, False, 0
    elsewhere = 0
    if only is not None and only != path:
        own = {each: is_same(only, Path(each)) for each in {each.place.file for each in problems}}
        causes = [each for each in problems if each.severity == "error" and not each.follows]
        elsewhere = sum(not own[each.place.file] for each in causes)
        problems = tuple(each for each in problems if own[each.place.file])
    shown = [each for each in problems if arguments.waived or each.waived is None]
    if arguments.format == "json":
        _print_json(shown)
    else:
        as_text = _github_line if arguments.format == "github" else _text
        _print_lines(shown, as_text, every=arguments.all, elsewhere=bool(elsewhere))
    errors = [each for each in shown if each.severity == "error"]
    warnings = sum(each.severity == "warning" and each.waived is None for each in shown)
    waived = sum(each.waived is not None for each in problems)
    causes = [each for each in errors if not each.follows]
    about = path if only is None else only
    verdict = _verdict(len(causes), warnings, waived, 0 if only is not None else left_out)
    in_others = f"; {_count(elsewhere, 'error')} in other files of {path}" if elsewhere else ""
    print(neutral(f"{verdict} in {shown_path(about)}{in_others}"), file=sys.stderr)
    if not opened:
        return CANNOT_OPEN
    return FOUND_ERRORS if errors or (arguments.strict and warnings) else DONE


def _refresh_schema(folder: Path, dataset: Dataset) -> None:
    from alliance_tui.cli.schema import NAME, refresh

    try:
        if refresh(folder, dataset):
            narrate(f"{folder / NAME} has the ids of this data set again")
    except OSError as error:
        narrate(f"{folder / NAME} cannot be brought up to date: {error.strerror or error}")


def _print_lines(
    problems: Sequence[Problem],
    as_text: Callable[[Problem], str],
    *,
    every: bool,
    elsewhere: bool,
) -> None:
    """Print *problems*, causes first; what follows from them is counted where not all is asked."""
    follow = [] if every else [each for each in problems if each.follows]
    listed = [each for each in problems if every or not each.follows]
    most = len(listed) if every else MOST
    for problem in listed[:most]:
        print(as_text(problem))
    if len(listed) > most:
        kinds = Counter(each.code for each in listed[most:])
        told = ", ".join(f"{number:,} × {code}" for code, number in kinds.most_common())
        print(f"{len(listed) - most:,} more: {told}; --all lists them")
    if follow:
        causes = sum(each.severity == "error" for each in listed)
        what = "errors in other files" if elsewhere else "this" if causes == 1 else "these"
        verb = "follows" if len(follow) == 1 else "follow"
        it = "it" if len(follow) == 1 else "them"
        print(f"{len(follow):,} more {verb} from {what}; --all lists {it}")


def _verdict(errors: int, warnings: int, waived: int, left_out: int) -> str:
    parts = [_count(errors, "error"), _count(warnings, "warning")]
    if waived:
        parts.append(f"{waived} waived")
    if left_out:
        parts.append(f"{_count(left_out, 'record')} left out")
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return number_of(number, noun) if number else f"no {noun}s"


def _text(problem: Problem) -> str:
    place = problem.place
    lines = [neutral(str(problem))]
    if problem.waived:
        lines.append(f"  waived: {neutral(problem.waived)}")
    if place.text.strip():
        column = place.column - 1 - place.before
        start = max(0, column - 60)
        shown = place.text.expandtabs(1)[start : start + 100]
        lines.append(underlined(shown, column - start, column - start + place.width, "    "))
    return "\n".join(lines)


def _github_line(problem: Problem) -> str:
    place = problem.place
    message = neutral(problem.told).replace("%", "%25")
    file = neutral(place.file).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    where = "" if place.table else f"line={place.line},col={place.column},"
    said = f"{neutral(place.spot)}: {message}" if place.table else message
    return f"::{problem.severity} file={file},{where}title={problem.code}::{said}"


def _print_json(problems: Iterable[Problem]) -> None:
    from alliance_tui.pages.plain import json_text

    print(
        json_text(
            [
                {
                    "code": each.code,
                    "severity": each.severity,
                    "means": CODES[each.code].title,
                    "message": each.message,
                    "file": each.place.file,
                    "line": None if each.place.table else each.place.line,
                    "column": None if each.place.table else each.place.column,
                    "table": each.place.table or None,
                    "row": each.place.row or None,
                    "record": each.record,
                    "waived": each.waived,
                    "left_out": each.lost or None,
                    "follows": each.follows,
                }
                for each in problems
            ]
        )
    )


def explained(code: str) -> str:
    """The page of *code*; without one, every code with its title.

    Raises:
        Exit: there is no such code.
    """
    if not code:
        return "\n".join(_every_code())
    known = CODES.get(code.upper())
    if known is None:
        hint = did_you_mean(code, CODES)
        raise Exit(USAGE, f"no code “{code}”{hint}\nalliance-tui check --explain  lists them all")
    return "\n".join(_explanation(known))


def _every_code() -> Iterator[str]:
    about = ""
    for code in CODES.values():
        if code.about != about:
            yield f"{code.about}:" if not about else f"\n{code.about}:"
            about = code.about
        yield f"  {code.code}  {code.title}"
    yield ""
    yield "alliance-tui check --explain CODE  says what a code means and shows wrong and right."


def _explanation(code: Code) -> Iterator[str]:
    yield f"{code.severity}[{code.code}]: {code.title}"
    yield ""
    yield fill(code.meaning, WIDTH)
    for title, example in (("Wrong", code.wrong), ("Right", code.right)):
        yield f"\n{title}:\n\n{indent(example, '    ')}".rstrip("\n")
    yield ""
    if code.severity == "warning":
        yield "Where it is meant as it stands, say why in the record:"
        yield f"    waive: {{{code.code}: reason}}"
    else:
        yield "What has an error is left out of the data set that opens."
    yield "Fields that the examples leave out are as they should be."
