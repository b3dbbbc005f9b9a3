"""What each command prints, byte for byte, in every format.

`UPDATE_GOLDEN=1 pytest tests/cli/test_golden.py` writes the files in `golden/` anew.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, Run

GOLDEN = Path(__file__).parent / "golden"
EXTENSIONS = {
    "table": "txt",
    "text": "txt",
    "csv": "csv",
    "json": "json",
    "md": "md",
    "bibtex": "bib",
    "csl-json": "csl.json",
}

ANSWERS: dict[str, tuple[str, ...]] = {
    "list": ("list",),
    "list-mixed-day": ("list", "--as-of", "2022-06-01"),
    "list-known": ("list", "--as-of", "2022-03-09", "--clock", "known"),
    "list-query": ("list", "-q", "group:friends -unassessed:words"),
    "timeline": ("timeline",),
    "timeline-mine": ("timeline", "Eland"),
    "timeline-query": ("timeline", "-q", "kind:summit or type:relief"),
    "list-long": ("list", "--long", "--as-of", "2022-09-01", "-q", "supports:any or denied:any"),
    "timeline-long": ("timeline", "--long", "-q", "group:PACT (vote:any or signed:any)"),
    "timeline-long-mine": ("timeline", "ELD", "--long"),
    "matrix": ("matrix", "--sort", "arms"),
    "matrix-group": ("matrix", "--group", "group", "-q", "group:PACT or group:friends"),
    "votes": ("votes", "--sort", "alike", "--as-of", "2022-12-31"),
    "votes-like": ("votes", "--like", "cland", "--sort", "vote-1", "--group", "region"),
    "query-fields": ("query",),
    "query": ("query", "supports:arms or denied:any -group:PACT", "--as-of", "2022-06-01"),
    "sources": ("sources",),
    "sources-query": ("sources", "-q", "type:arms country:DLD"),
}
PAGES: dict[str, tuple[str, ...]] = {
    "show-country": ("show", "ELD", "--as-of", "2022-06-01"),
    "show-denied": ("show", "dland", "--as-of", "2022-07-01"),
    "show-why": ("show", "CLD", "--why", "--as-of", "2023-01-20"),
    "show-summit": ("show", "summit-2022"),
    "show-vote": ("show", "VOTE-1"),
    "show-claim": ("show", "dld-shells"),
    "show-source": ("show", "herald-2022"),
    "show-group": ("show", "PACT"),
    "show-tie": ("show", "pact-defence"),
    "show-correction": ("show", "fix-1"),
    "diff": ("diff", "2022-06-01", "2023-12-31"),
    "diff-query": ("diff", "2022-03", "2022-09", "-q", "country:ELD", "--clock", "known"),
    "diff-sets": ("diff", "small", "other"),
}
INFO = ("info",)
FORMATS = (("table", "csv", "json", "md"), ("text", "json", "md"))
CASES = [
    *((name, each, called) for name, called in ANSWERS.items() for each in FORMATS[0]),
    *((name, each, called) for name, called in PAGES.items() for each in FORMATS[1]),
    *(("info", each, INFO) for each in ("text", "csv", "json", "md")),
    ("list-ascii", "table", ("list", "--ascii", "--as-of", "2022-06-01")),
    ("timeline-ascii", "table", ("timeline", "--ascii", "CLD")),
    ("show-vote-ascii", "text", ("show", "vote-1", "--ascii")),
    ("sources", "bibtex", ("sources",)),
    ("sources", "csl-json", ("sources",)),
]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The data sets under short names in the folder in which the program runs."""
    for name in ("small", "broken"):
        shutil.copytree(FIXTURES / name, tmp_path / name)
    other = shutil.copytree(FIXTURES / "small", tmp_path / "other")
    text = (other / "countries.yaml").read_text("utf-8")
    text = text.replace("name: Gland", "name: Glandia").replace(
        "confidence: low", "confidence: high"
    )
    (other / "countries.yaml").write_text(
        text + "  - {id: fix-2, on: 2024-01-06, target: GLD, kind: source, why: W.}\n", "utf-8"
    )
    return tmp_path


def compare(name: str, output: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(output.encode())
    assert output.encode() == file.read_bytes()


@pytest.mark.parametrize(
    ("name", "format_", "command"), CASES, ids=lambda each: each if isinstance(each, str) else ""
)
@pytest.mark.usefixtures("here")
def test_a_command_prints_this(
    call: Run, name: str, format_: str, command: tuple[str, ...]
) -> None:
    done = call(*command, "--format", format_, "-d", "small")
    assert (done.returncode, done.stderr) == (0, "")
    compare(f"{name}.{EXTENSIONS[format_]}", done.stdout)


@pytest.mark.usefixtures("here")
def test_the_overview_is_printed_where_there_is_no_terminal(call: Run) -> None:
    done = call("-d", "small")
    assert (done.returncode, done.stderr) == (0, "")
    compare("overview.txt", done.stdout)


VIEWS: dict[str, tuple[str, ...]] = {
    "plain": (),
    "plain-focus": ("--view", "explore?q=kind:vote&as-of=2022-06-01&country=ELD&focus=eld-arms"),
    "plain-matrix": ("--view", "matrix?q=group:PACT&as-of=2022-09-01"),
    "plain-votes": ("--view", "votes?by=ELD&sort=column:*"),
    "plain-ribbon": ("--view", "ribbon?country=ELD"),
    "plain-sources": ("--view", "sources?q=type:arms&sort=column:claims"),
    "plain-all-ascii": ("--view", "explore?rows=all&country=FLD", "--ascii"),
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", VIEWS)
def test_the_screen_is_printed_as_text(call: Run, name: str) -> None:
    done = call("-d", "small", "--plain", *VIEWS[name])
    assert (done.returncode, done.stderr) == (0, "")
    compare(f"{name}.txt", done.stdout)


@pytest.mark.parametrize(
    ("format_", "extension"), [("text", "txt"), ("json", "json"), ("github", "github")]
)
@pytest.mark.usefixtures("here")
def test_check_prints_this(call: Run, format_: str, extension: str) -> None:
    done = call("check", "broken", "--format", format_, "--waived")
    assert done.returncode == 1
    assert done.stderr == "9 errors, 3 warnings, 1 waived, 2 records left out in broken\n"
    compare(f"check.{extension}", done.stdout)


def test_no_golden_file_is_left_over() -> None:
    named = {f"{name}.{EXTENSIONS[format_]}" for name, format_, _ in CASES}
    named |= {f"{name}.txt" for name in VIEWS}
    named |= {"overview.txt", "check.txt", "check.json", "check.github"}
    assert {file.name for file in GOLDEN.iterdir()} == named
