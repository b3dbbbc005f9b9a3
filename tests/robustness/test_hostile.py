"""A data set whose every text tries to be something else, through every command and format."""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import re
from pathlib import Path

import pytest

from alliance_tui.cli.commands import Command, commands
from alliance_tui.cli.main import main
from alliance_tui.pages.safe import neutral
from alliance_tui.query.view import VIEWS
from alliance_tui.reading.load import Loaded
from tests.conftest import FIXTURES, SMALL, Run

HOSTILE = FIXTURES / "hostile"
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What no file holds either; the rest of a text it keeps."""

ARGUMENTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "show": (("ESC",), ("日本", "--why"), ("ev.1",), ("c.1",), ("src.1",)),
    "list": ((), ("--long",)),
    "timeline": ((), ("日本",), ("--long",)),
    "matrix": ((), ("--group", "region")),
    "votes": ((), ("--group", "group", "--like", "日本")),
    "export": (("-",), ("-", "--view", "votes")),
    "diff": (("2022-01-01", "2023-12-31"), (str(HOSTILE), str(SMALL)), (str(SMALL), str(HOSTILE))),
}
"""With what a command is called, where nothing is not enough."""


def called(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the program, called in this process."""
    out, errors = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = main([*map(str, arguments), "-d", str(HOSTILE)])
    out.flush()
    out.seek(0)
    return code, out.read(), errors.getvalue()


def formats(command: Command) -> list[str]:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    choices = [each.choices for each in parser._actions if "--format" in each.option_strings]
    return [str(each) for found in choices for each in found or ()]


CALLS = [
    (name, format_, arguments)
    for name, command in commands().items()
    for format_ in formats(command)
    if format_ != "sqlite"  # is no text to print
    for arguments in ARGUMENTS.get(name, ((),))
]


def test_it_has_no_errors_and_no_text_that_is_harmless_already(hostile: Loaded) -> None:
    assert hostile.errors == ()
    assert hostile.left_out == 0
    source = "".join(path.read_text("utf-8") for path in HOSTILE.iterdir())
    for sign in (r"\e[31m", r"\e]52;", r"\e]8;;", r"\x9b", r"\0", r"\u202e", r"\u200b", "[/b]"):
        assert sign in source
    assert "[@click=app.quit]x[/]" in source
    assert "=cmd|" in source


@pytest.mark.parametrize(("name", "format_", "arguments"), CALLS, ids=str)
def test_nothing_that_a_terminal_obeys_is_printed(
    name: str, format_: str, arguments: tuple[str, ...]
) -> None:
    for options in ((), ("--ascii",)) if name != "check" else ((), ("--waived", "--strict")):
        code, output, narration = called(name, *arguments, "--format", format_, *options)
        assert code == 0
        a_file = name == "export" or format_ == "bibtex"
        assert not (CONTROLS if a_file else OBEYED).search(output)
        assert not OBEYED.search(narration)
        if name != "check":
            assert output.endswith("\n")


class Terminal(io.TextIOWrapper):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("format_", ["csv", "html", "md"])
def test_a_file_that_is_printed_on_a_terminal_is_made_harmless(format_: str) -> None:
    shown = Terminal(io.BytesIO(), "utf-8", newline="")
    with contextlib.redirect_stdout(shown):
        assert main(["export", "-", "-f", format_, "-d", str(HOSTILE)]) == 0
    shown.flush()
    shown.seek(0)
    printed = shown.read()
    assert printed
    assert not OBEYED.search(printed)


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_as_text_holds_what_a_terminal_obeys(view: str) -> None:
    for rows in ("type", "mine", "all"):
        code, output, narration = called("--plain", "--view", f"{view}?country=日本&rows={rows}")
        assert (code, narration) == (0, "")
        assert not OBEYED.search(output)


def test_a_real_process_prints_the_same(run: Run) -> None:
    for arguments in (("list",), ("show", "日本"), ()):
        done = run(*arguments, "-d", HOSTILE)
        assert (done.returncode, done.stderr) == (0, "")
        assert not OBEYED.search(done.stdout)
    assert called("list")[1] == run("list", "-d", HOSTILE).stdout


@pytest.mark.parametrize("format_", ["text", "json", "md"])
def test_every_record_can_be_shown(hostile: Loaded, format_: str) -> None:
    for item_id in hostile.dataset.ids:
        code, output, narration = called("show", item_id, "-f", format_)
        assert (code, narration) == (0, "")
        assert not OBEYED.search(output)
        assert output.strip()


def test_the_list_is_complete_in_every_format(hostile: Loaded) -> None:
    names = [country.name for country in hostile.dataset.countries]
    table = called("list")[1]
    assert len(table.splitlines()) == len(names) + 1
    assert all(neutral(name) in table for name in names)
    rows = list(csv.DictReader(io.StringIO(called("list", "-f", "csv")[1])))
    assert [row["name"].removeprefix("'") for row in rows] == [neutral(name) for name in names]
    data = json.loads(called("list", "-f", "json")[1])
    assert [each["name"] for each in data["countries"]] == names
    lines = called("list", "-f", "md")[1].splitlines()
    assert len(lines) == len(names) + 2
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1


def test_no_cell_of_a_spreadsheet_starts_a_formula() -> None:
    for arguments in (("list",), ("timeline",), ("timeline", "日本")):
        output = called(*arguments, "-f", "csv")[1]
        cells = [cell for row in csv.reader(io.StringIO(output)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert any(cell.startswith(("'=", "'+", "'-", "'@")) for cell in cells)


def test_json_gives_the_texts_back_as_they_are(hostile: Loaded) -> None:
    claim = hostile.dataset.claim["c.1"]
    item = json.loads(called("show", "c.1", "-f", "json")[1])["item"]
    assert item["statement"] == claim.statement
    assert item["evidence"][0]["quote"]["text"] == "[b]我々[/b] \x1b]52;c;ZXZpbA==\x07"


def test_markup_and_brackets_are_printed_as_they_are() -> None:
    assert "[@click=app.quit]x[/] 全角" in called("show", "日本")[1]
    assert "[/b]Subject ␛[31mred␛[0m" in called("show", "SUB")[1]
    assert "\\[/b\\]Subject" in called("show", "SUB", "-f", "md")[1]


@pytest.mark.parametrize(
    "query", ["[/b]", "砲弾", '"=cmd"', "קבוצה", "\x1b[31m", "‹U+202E›", "x" * 999]
)
def test_any_words_can_be_asked_for(query: str) -> None:
    code, output, narration = called("list", "-q", query)
    assert (code, narration) == (0, "")
    assert not OBEYED.search(output)


def test_messages_about_the_data_are_harmless_too(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    text = (HOSTILE / "dataset.yaml").read_text("utf-8")
    records = (HOSTILE / "records.yaml").read_text("utf-8")
    file.write_text(
        text + records.replace("direction: opposes", 'direction: "\\e[31m\\u202eopp"'), "utf-8"
    )
    for format_ in ("text", "github", "json"):
        out, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            assert main(["check", str(file), "--format", format_]) == 1
        assert "opp" in out.getvalue()
        assert not OBEYED.search(out.getvalue())
    file.write_text('"\\e[31mdataset": 1\n', "utf-8")
    for arguments in (["list", "-d", str(file)], ["list", "-q", "region:x"], ["show", "Rde"]):
        out, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            code = main(arguments if "-d" in arguments else [*arguments, "-d", str(HOSTILE)])
        assert code in (2, 3)
        assert errors.getvalue().strip()
        assert not OBEYED.search(errors.getvalue())
