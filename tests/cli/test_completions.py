"""Completing in a real shell, and what is offered where."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.conftest import SMALL, Run
from tests.test_imports import MAIN, loaded_after

SHELLS: dict[str, tuple[list[str], str]] = {
    "bash": (["--norc", "--noprofile", "-i"], "source <(alliance-tui completions bash)"),
    "zsh": (
        ["-f", "-i"],
        "autoload -U compinit; compinit -D; source <(alliance-tui completions zsh)",
    ),
    "fish": (["--no-config", "-i"], "alliance-tui completions fish | source"),
}
"""How each shell is started without anybody's configuration, and what it is told."""

TYPED = [
    ("alliance-tui matr", "alliance-tui matrix"),
    ("alliance-tui -d {data} show summ", "show summit-2022"),
    ("alliance-tui -d {data} list -q supp", "-q supports:"),
    ("alliance-tui -d {data} votes --sort vot", "--sort vote-1"),
    ('alliance-tui -d {data} list -q "group:PACT supp', "supports:"),
    ("alliance-tui -d {data} list -q 'group:PACT not supp", "supports:"),
    ("alliance-tui -d {data} show CL", "CLD"),
    ("alliance-tui --theme alliance-l", "alliance-light"),
]


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, clean_home: Path) -> Iterator[pexpect.spawn[str]]:
    name: str = request.param
    if shutil.which(name) is None:
        # Shells belong to the machine: no requirement of ours can install zsh or fish.
        pytest.skip(f"no {name} here")
    options, told = SHELLS[name]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    child = pexpect.spawn(
        name,
        options,
        env={**os.environ, "PATH": path, "TERM": "dumb", "PS1": "$ ", "HOME": str(clean_home)},
        dimensions=(24, 200),
        encoding="utf-8",
        timeout=30,
    )
    child.sendline(f"{told}; echo re''ady")
    child.expect("ready")
    yield child
    child.close(force=True)


def test_a_shell_completes(shell: pexpect.spawn[str]) -> None:
    for typed, completed in TYPED:
        shell.send(typed.format(data=SMALL) + "\t")
        shell.expect_exact(completed.removeprefix(typed))
        shell.send("\x15")  # the line is taken back
    assert shell.isalive()


def offered(line: str, **environment: str) -> list[str]:
    """What the program offers at the end of *line*, as its protocol with a shell has it."""
    done = subprocess.run(
        [sys.executable, "-m", "alliance_tui"],
        env={
            **os.environ,
            "_ARGCOMPLETE": "1",
            "_ARGCOMPLETE_IFS": "\n",
            "_ARGCOMPLETE_STDOUT_FILENAME": (out := f"{os.environ['HOME']}/offered"),
            "COMP_LINE": line,
            "COMP_POINT": str(len(line.encode())),
            "ALLIANCE_TUI_DATA": str(SMALL),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    file = Path(out)
    return [each.strip() for each in file.read_text("utf-8").split("\n")] if file.exists() else []


@pytest.mark.usefixtures("clean_home")
@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("alliance-tui ", {"list", "matrix", "completions", "--view"}),
        (
            "alliance-tui show ",
            {"CLD", "summit-2022", "dld-shells", "herald-2022", "PACT", "fix-1"},
        ),
        ("alliance-tui timeline ", {"ALD", "HLD"}),
        ("alliance-tui list --sort", set()),
        ("alliance-tui show cl", {"cld-units"}),
        ("alliance-tui show Cl", {"CLD"}),
        ("alliance-tui --theme alliance-", {"alliance-dark", "alliance-light"}),
        ("alliance-tui export x.svg --theme nor", {"nord"}),
        ("alliance-tui matrix --group ", {"none", "posture", "group", "region"}),
        ("alliance-tui matrix --sort ", {"name", "claims", "arms"}),
        ("alliance-tui list -q ''", {"supports:", "posture:", "during:"}),
        ("alliance-tui list -q 'posture:di", {"posture:distant"}),
        ("alliance-tui list -q 'supports:arms country:xy", set()),
        ("alliance-tui list -q 'supports:arms country:el", {"supports:arms country:ELD"}),
        ("alliance-tui list --as-of 2022-04", {"2022-04-02"}),
        ("alliance-tui list --clock ", {"happened", "known"}),
        ("alliance-tui config ", {"path", "show", "check"}),
    ],
)
def test_this_is_offered(line: str, some: set[str]) -> None:
    found = set(offered(line))
    assert some <= found
    if not some:
        assert found <= {""}


@pytest.mark.usefixtures("clean_home")
def test_what_begins_as_typed_comes_before_what_begins_so_in_another_case() -> None:
    assert set(offered("alliance-tui show D")) == {"DLD"}
    assert set(offered("alliance-tui show d")) == {"dland-mfa", "dld-shells", "dld-words"}


@pytest.mark.usefixtures("clean_home")
def test_of_a_data_set_that_cannot_be_opened_nothing_is_offered(tmp_path: Path) -> None:
    found = offered("alliance-tui show B", ALLIANCE_TUI_DATA=str(tmp_path / "nothing"))
    assert set(found) <= {""}


def test_the_machinery_is_loaded_only_when_a_shell_asks() -> None:
    assert "argcomplete" not in loaded_after(MAIN, "list", "-d", str(SMALL))


def test_only_known_shells_are_told(call: Run) -> None:
    done = call("completions", "tcsh")
    assert (done.returncode, done.stdout) == (2, "")
    assert "bash" in done.stderr
