"""The examples of how to add something are whole: applied to a copy, they do what they say."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents.parts import ARCHITECTURE, ROOT
from tests.e2e.terminal import Terminal

TEXT = ARCHITECTURE.read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^### (.*?)\n(.*?)(?=^### |\Z)", TEXT, re.DOTALL | re.MULTILINE))
BLOCK = re.compile(
    r"(?:^`(?P<path>[^`]+)`:\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE
)


def blocks(example: str) -> Iterator[tuple[str | None, str, str]]:
    for found in BLOCK.finditer(EXAMPLES[example]):
        yield found["path"], found["kind"], found["text"]


def applied(example: str, folder: Path) -> Path:
    """*folder* with a copy of the program to which *example* is added."""
    shutil.copytree(
        ROOT / "alliance_tui", folder / "alliance_tui", ignore=shutil.ignore_patterns("__pycache__")
    )
    for path, kind, text in blocks(example):
        if path is None:
            continue
        file = folder / path
        if kind != "diff":
            assert not file.exists()
            file.write_text(text, encoding="utf-8")
            continue
        there = "".join(line[1:] for line in text.splitlines(True) if not line.startswith("+"))
        then = "".join(line[1:] for line in text.splitlines(True) if not line.startswith("-"))
        code = file.read_text(encoding="utf-8")
        assert code.count(there) == 1, there
        file.write_text(code.replace(there, then), encoding="utf-8")
    return folder


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_architecture_does_what_it_says(example: str, tmp_path: Path) -> None:
    folder = applied(example, tmp_path)
    data = folder / "alliance_tui" / "cli" / "template"
    settings = (f"PYTHONPATH={folder}", f"ALLIANCE_TUI_DATA={data}", "PYTHONUTF8=1")
    program = (*settings, sys.executable, "-P", "-m", "alliance_tui")
    shown = [(kind, text) for path, kind, text in blocks(example) if path is None]
    assert shown
    for kind, text in shown:
        if kind == "screen":
            with Terminal(program, program="env") as terminal:
                terminal.wait_for("2 of 4 countries")
                for key, says in (line.split(": ") for line in text.splitlines()):
                    terminal.press(key)
                    terminal.wait_for(says)
            continue
        command, _, expected = text.removeprefix("$ alliance-tui ").partition("\n")
        done = subprocess.run(
            ["env", *program, *shlex.split(command)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(expected)


def test_every_file_of_the_architecture_exists() -> None:
    named = re.findall(r"`([a-z_]+/[\w/]*(?:\.py)?)`", TEXT.partition("## Where to add what")[0])
    assert len(named) > 50
    missing = [each for each in named if not (ROOT / "alliance_tui" / each).exists()]
    assert not missing


def test_every_name_of_the_architecture_is_in_the_file_that_is_told() -> None:
    named = re.findall(r"`(\w+)`\s+in\s+`([a-z_]+/[\w/]+\.py)`", TEXT)
    assert len(named) > 20
    for name, path in named:
        code = (ROOT / "alliance_tui" / path).read_text(encoding="utf-8")
        defined = re.compile(rf"^(?:def |async def |class ){name}\b|^{name}\b.* =", re.MULTILINE)
        assert defined.search(code), f"{name} is not defined in {path}"
