"""``alliance-tui check``: every problem of a data set, with its place."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from alliance_tui.cli.common import CANNOT_OPEN, DONE, FOUND_ERRORS, data_path, underlined
from alliance_tui.reading.load import CannotOpenError, load
from alliance_tui.reading.problems import Problem
from alliance_tui.user.folders import user_path
from alliance_tui.writing.safe import neutral

SUMMARY = "list every problem of a data set, with file, line and column"
EXAMPLES = """\
  alliance-tui check my-data/            every problem, as a compiler would show it
  alliance-tui check --format github .   annotations for a GitHub workflow
  alliance-tui check --strict my-data/   fail on warnings too
  alliance-tui check --explain W304      what a code means, with a wrong and a right example
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("path", nargs="?", help="file or folder; the chosen data set if left out")
    parser.add_argument(
        "-f",
        "--format",
        choices=("text", "json", "github"),
        default="text",
        metavar="AS",
        help="text, json, github (default: text)",
    )
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="CODE",
        help="what a code means, with a wrong and a right example; without one, list them all",
    )
    parser.add_argument("--waived", action="store_true", help="show waived warnings too")


def run(arguments: argparse.Namespace) -> int:
    """Check, print the problems, and count them on standard error."""
    if arguments.explain is not None:
        from alliance_tui.cli.explain import explained

        print(explained(arguments.explain))
        return DONE
    path = user_path(arguments.path) if arguments.path else data_path(arguments)
    try:
        loaded = load(path, use_copy=False)
        problems, opened = loaded.problems, True
    except CannotOpenError as error:
        problems, opened = error.problems, False
    shown = [each for each in problems if arguments.waived or each.waived is None]
    if arguments.format == "json":
        _print_json(shown)
    elif arguments.format == "github":
        print("".join(map(_github_line, shown)), end="")
    else:
        print("\n".join(map(_text, shown)), end="\n" if shown else "")
    errors = sum(each.severity == "error" for each in shown)
    warnings = sum(each.severity == "warning" and each.waived is None for each in shown)
    waived = sum(each.waived is not None for each in problems)
    print(_verdict(errors, warnings, waived), file=sys.stderr)
    if not opened:
        return CANNOT_OPEN
    return FOUND_ERRORS if errors or (arguments.strict and warnings) else DONE


def _verdict(errors: int, warnings: int, waived: int) -> str:
    parts = [_count(errors, "error"), _count(warnings, "warning")]
    if waived:
        parts.append(f"{waived} waived")
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'s' * (number != 1)}"


def _text(problem: Problem) -> str:
    place = problem.place
    lines = [neutral(str(problem))]
    if problem.waived:
        lines.append(f"  waived: {neutral(problem.waived)}")
    if place.text.strip():
        column = place.column - 1
        start = max(0, column - 60)
        shown = place.text.expandtabs(1)[start : start + 100]
        lines.append(underlined(shown, column - start, column - start + place.width, "    "))
    return "\n".join(lines)


def _github_line(problem: Problem) -> str:
    place = problem.place
    message = neutral(problem.message).replace("%", "%25")
    file = neutral(place.file).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return (
        f"::{problem.severity} file={file},line={place.line},col={place.column},"
        f"title={problem.code}::{message}\n"
    )


def _print_json(problems: Iterable[Problem]) -> None:
    from alliance_tui.reading.codes import CODES
    from alliance_tui.writing.json_text import json_text

    print(
        json_text(
            [
                {
                    "code": each.code,
                    "severity": each.severity,
                    "means": CODES[each.code].title,
                    "message": each.message,
                    "file": each.place.file,
                    "line": each.place.line,
                    "column": each.place.column,
                    "record": each.record,
                    "waived": each.waived,
                }
                for each in problems
            ]
        )
    )
