"""The core knows no screen: what importing and running it loads."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys

import pytest

import alliance_tui
from tests.conftest import SMALL

CORE = ("model", "store", "reading", "query", "pages", "views", "export", "cli")
MODULES = [
    each.name
    for each in pkgutil.walk_packages(alliance_tui.__path__, "alliance_tui.")
    if each.name.split(".")[1] in CORE
]


def loaded_after(code: str, *arguments: str) -> set[str]:
    """The top-level names of the modules that are loaded after *code* ran in a new Python."""
    return {name.split(".")[0] for name in modules_after(code, *arguments)}


def modules_after(code: str, *arguments: str) -> set[str]:
    """The modules that are loaded after *code* ran in a new Python."""
    report = "import json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_every_package_of_the_core_is_looked_at() -> None:
    assert {name.split(".")[1] for name in MODULES} == set(CORE)
    assert len(MODULES) > 50


@pytest.mark.parametrize("package", CORE)
def test_importing_the_core_loads_no_screen(package: str) -> None:
    modules = [name for name in MODULES if name.split(".")[1] == package]
    loaded = loaded_after(f"import {', '.join(modules)}")
    assert not loaded & {"textual", "rich"}
    if package == "model":
        assert not loaded & {"yaml"}


MAIN = "from alliance_tui.cli.main import main; import sys; assert main(sys.argv[1:]) == 0"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("list",),
        ("list", "-q", "supports:any", "-f", "csv"),
        ("list", "-f", "json"),
        ("list", "-f", "md"),
        ("show", "CLD"),
        ("show", "CLD", "--why"),
        ("show", "summit-2022", "-f", "md"),
        ("timeline",),
        ("timeline", "CLD", "-f", "json"),
        ("check",),
    ],
    ids=" ".join,
)
def test_running_a_command_loads_no_screen(arguments: tuple[str, ...]) -> None:
    loaded = loaded_after(MAIN, *arguments, "-d", str(SMALL))
    assert not loaded & {"textual", "rich", "markdown_it", "pygments"}


def test_what_is_read_from_the_compiled_copy_loads_no_yaml() -> None:
    loaded_after(MAIN, "list", "-d", str(SMALL))
    assert "yaml" not in loaded_after(MAIN, "list", "-d", str(SMALL))


AT_ONCE = "from alliance_tui.reading import cache; cache.SETTLED = 0"
"""What is written is remembered however young it is."""

PROGRAM = """
import sys
from alliance_tui.cli.main import program
sys.argv[0] = "alliance-tui"
assert program() == 0
"""

LONGER = (
    "_hashlib",
    "argcomplete",
    "csv",
    "hashlib",
    "inspect",
    "shutil",
    "tempfile",
    "tomllib",
    "typing_extensions",
)
"""What a list that was asked for before has no need of."""

OF_A_LIST = {
    "cli": "ascii_stream command_line commands commands.list common list main open output question",
    "model": "claims dataset dates entries events provenance records vocabulary words",
    "pages": "cells glyphs page safe sheet standing",
    "query": "answers force kept_standing stance terms",
    "reading": "cache collector compiled files load problems",
    "store": "errors schema store",
    "user": "folders picture places",
}
"""The modules of the program that it may import, by packages."""


def test_a_list_asked_for_again_imports_little() -> None:
    loaded_after(AT_ONCE + PROGRAM, "list")
    loaded_after(AT_ONCE + PROGRAM, "list")
    loaded = modules_after(PROGRAM, "list")
    assert {each for each in loaded if each.startswith(LONGER)} == set()
    own = {each for each in loaded if each.startswith("alliance_tui.") and each.count(".") > 1}
    assert own <= {
        f"alliance_tui.{package}.{name}"
        for package, names in OF_A_LIST.items()
        for name in names.split()
    }


FIRST_FRAME = """
import sys
from pathlib import Path
from alliance_tui.cli import main, open, output
from alliance_tui.reading.load import load
with main.without("ssl"):
    from alliance_tui.tui.picture import drawn
    from alliance_tui.tui.start import AllianceApp
assert b"Cland" in drawn(AllianceApp(load(Path(sys.argv[1]))), (140, 45))
"""

LATER = (
    "alliance_tui.cli.command_line", "alliance_tui.cli.commands", "alliance_tui.export.",
    "alliance_tui.pages.changes", "alliance_tui.pages.citation", "alliance_tui.pages.event",
    "alliance_tui.pages.group", "alliance_tui.pages.plain", "alliance_tui.pages.source",
    "alliance_tui.query.changes", "alliance_tui.query.completion", "alliance_tui.query.facets",
    "alliance_tui.query.names", "alliance_tui.reading.checks", "alliance_tui.reading.codes",
    "alliance_tui.tui.dialogs", "alliance_tui.tui.panes.board_pane",
    "alliance_tui.tui.panes.facet_pane", "alliance_tui.tui.panes.find_bar",
    "alliance_tui.tui.panes.suggestions", "alliance_tui.reading.schema",
    "alliance_tui.reading.syntax", "alliance_tui.reading.tree", "alliance_tui.reading.typed",
    "alliance_tui.serving", "alliance_tui.tui.panes.world_pane", "alliance_tui.views.map",
    "alliance_tui.views.matrix", "alliance_tui.views.ribbon", "alliance_tui.views.votes",
    "markdown_it", "pygments", "yaml", "http", "email", "unittest", "_hashlib", "_ssl", "hashlib",
    "ssl", "argparse", "gettext", "glob", "secrets", "shlex", "textual.widgets._markdown",
    "textual.widgets._data_table", "textual_serve", "aiohttp",
)  # fmt: skip
"""What the first frame has no need of."""


def test_the_first_frame_imports_what_it_shows() -> None:
    loaded_after(MAIN, "list", "-d", str(SMALL))
    loaded = modules_after(FIRST_FRAME, str(SMALL))
    assert {each for each in loaded if each.startswith(LATER)} == set()
    assert len({each for each in loaded if each.startswith("alliance_tui")}) < 121
