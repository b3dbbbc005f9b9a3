"""The commands, as the help groups them; the module of each is imported when it is needed."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast

GROUPS: dict[str, tuple[str, ...]] = {
    "where everybody stands": ("list", "matrix", "votes", "timeline", "diff", "query"),
    "one thing, and what it rests on": ("show", "sources", "info"),
    "files to hand on": ("export",),
    "data sets of your own": ("init", "check", "schema"),
    "the program": ("serve", "config", "completions", "report"),
}

NAMES = tuple(name for group in GROUPS.values() for name in group)

WITHOUT_DATA = frozenset({"init", "config", "completions", "report"})
"""The commands that open no data set."""


class Command(Protocol):
    """A module of a command, called as the command is."""

    SUMMARY: str
    EXAMPLES: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; the exit code."""


def commands(names: Iterable[str] = NAMES) -> dict[str, Command]:
    """The commands called *names*."""
    return {name: cast("Command", import_module(f"alliance_tui.cli.{name}")) for name in names}
