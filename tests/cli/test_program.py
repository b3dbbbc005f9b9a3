"""The program as a user calls it: what goes where, how it ends, what it says."""

from __future__ import annotations

import argparse
import csv
import fcntl
import io
import json
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path

import pytest

from alliance_tui import __version__
from alliance_tui.cli import common
from alliance_tui.cli.command_line import parsed
from alliance_tui.cli.commands import GROUPS, NAMES, WITHOUT_DATA, commands
from alliance_tui.cli.open import without_words
from alliance_tui.pages.cells import width
from tests.conftest import FIXTURES, SMALL, Run
from tests.reading.made import SOUND, write

COMMANDS = commands()
NEEDS: dict[str, tuple[str, ...]] = {
    "show": ("X",),
    "diff": ("2022-03-01", "2023-03-01"),
    "export": ("report.html",),
}
"""The arguments that a command cannot do without."""

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def in_terminal(*arguments: str | Path, columns: int = 200, **environment: str) -> str:
    """What the program writes to a terminal of *columns*."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "alliance_tui", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment},
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # so ends a terminal on Linux
            break
        if not part:
            break
        written += part
    os.close(ours)
    assert process.wait() == 0
    told = written.decode().replace("\r\n", "\n")
    return re.sub(r"\r[^\r\n]*\x1b\[K", "", told)  # how far reading was, where that took long


# Exit codes and streams ------------------------------------------------------------------------


def test_no_words_are_what_a_parser_makes_of_none() -> None:
    assert vars(without_words()) == vars(parsed([]))


def test_what_is_sound_ends_with_nothing_on_standard_error(run: Run) -> None:
    done = run("check", SMALL)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"no errors, no warnings, 3 waived in {SMALL}\n"


def test_errors_end_with_one(run: Run) -> None:
    assert run("check", FIXTURES / "broken").returncode == 1


def test_warnings_end_with_one_only_where_they_are_asked_to(call: Run, tmp_path: Path) -> None:
    data = write(tmp_path / "set", rest=SOUND, text="countries: [{id: B, name: B, summary: S.}]")
    assert call("check", data).returncode == 0
    strict = call("check", data, "--strict")
    assert strict.returncode == 1
    assert "warning[W404]" in strict.stdout
    assert strict.stderr == f"no errors, 1 warning in {data}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("lst",), "invalid choice: 'lst'"),
        (("list", "--as-of", "2022"), "--as-of: “2022” is not one day"),
        (("list", "--as-of", "24/2/2022"), "write 2022-02-24"),
        (("list", "--clock", "slow"), "invalid choice: 'slow'"),
        (("list", "--format", "xml"), "invalid choice: 'xml'"),
        (("list", "--colour"), "unrecognized arguments: --colour"),
        (("show",), "required: id"),
        (("show", "Clnad"), "nothing is called “Clnad”; did you mean “Cland”"),
        (("show", "zzzzzzz"), "nothing is called “zzzzzzz”\n"),
        (("matrix", "--sort", "amrs"), "called “amrs”; did you mean “arms”"),
        (("votes", "--sort", "vote-2"), "called “vote-2”; did you mean “vote-1”"),
        (("votes", "--like", "PACT"), "no country “PACT”"),
        (("timeline", "PACT"), "no country “PACT”"),
        (("timeline", "Clnad"), "no country “Clnad”; did you mean “Cland”"),
    ],
)
def test_a_wrong_call_ends_with_two_and_says_what_is_wrong(
    call: Run, arguments: tuple[str, ...], says: str
) -> None:
    done = call("-d", SMALL, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    [(), *((name,) for name in NAMES if name not in WITHOUT_DATA)],
    ids=str,
)
def test_what_cannot_be_opened_ends_with_three(
    call: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    extra = NEEDS.get(command[0], ()) if command else ()
    missing = call(*command, *extra, "-d", tmp_path / "nothing")
    assert missing.returncode == 3
    assert "no such file or folder" in missing.stdout + missing.stderr
    data = write(tmp_path / "set", all="dataset: [")
    broken = call(*command, *extra, "-d", data)
    assert broken.returncode == 3
    assert re.search(r"all\.yaml:\d+:\d+: error\[E102\]", broken.stdout + broken.stderr)
    if command != ("check",):
        assert broken.stdout == ""


def test_broken_records_are_left_out_with_a_count_and_the_rest_is_answered(call: Run) -> None:
    done = call("list", "-d", FIXTURES / "broken", "-f", "csv")
    assert done.returncode == 0
    assert done.stderr == (
        "alliance-tui: 9 errors in the data set, 2 records left out; "
        f"see: alliance-tui check {FIXTURES / 'broken'}\n"
        f"  {FIXTURES / 'broken' / 'tab.yaml'}:2:1: error[E102]: indent with spaces, not tabs; "
        "“events” is left out\n"
    )
    assert [row["id"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["NOR", "SUB", "AAA"]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("supports:amrs", "amrs"),
        ("kind:vote (a b", "("),
        ("日本 suportz:x", "suportz"),
        ("a suportz:日本 b", "suportz"),
        ("region:日本国", "日本国"),
    ],
)
def test_a_wrong_query_is_shown_with_carets_under_the_wrong_word(
    call: Run, query: str, wrong: str
) -> None:
    done = call("list", "-q", query, "-d", SMALL)
    assert done.returncode == 2
    message, text, carets = done.stderr.rstrip("\n").split("\n")
    assert message.startswith("alliance-tui: --query: ")
    assert text == f"  {query}"
    before = text.index(wrong)
    assert carets == " " * width(text[:before]) + "^" * width(wrong)


def test_a_query_with_too_many_alternatives_is_a_wrong_call(call: Run) -> None:
    done = call("list", "-q", " ".join(["(a or b)"] * 11), "-d", SMALL)
    assert done.returncode == 2
    assert "too many alternatives" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_query_that_is_no_unicode_is_no_crash(run: Run) -> None:
    for command in ("list", "timeline"):
        done = run(command, "-q", "\udcff", "-d", SMALL, "-f", "json")
        assert done.returncode == 2
        assert "“?” has no letter and no digit to look for" in done.stderr
        done = run(command, "-q", "place:\udcff", "-d", SMALL, "-f", "json")
        assert done.returncode == 0
        assert json.loads(done.stdout)["query"] == "place:?"


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (("query", "-arms"), "-arms"),
        (("query", "-country:CLD", "--clock", "known"), "-country:CLD"),
        (("list", "-q", "-x"), "-x"),
        (("timeline", "--query", "-supports:arms"), "-supports:arms"),
        (("list", "-q", "–country:CLD"), "–country:CLD"),
    ],
)
def test_a_query_that_begins_with_a_dash_is_no_option(
    call: Run, words: tuple[str, ...], query: str
) -> None:
    done = call(*words, "-f", "json", "-d", SMALL)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["query"] == query


def test_a_forgotten_query_is_no_query(call: Run) -> None:
    assert "expected one argument" in call("list", "-q", "--as-of", "2022-01-01").stderr
    assert "unrecognized arguments: --asof" in call("query", "--asof", "2022-01-01").stderr


def test_days_are_read_as_they_are_shown(call: Run) -> None:
    words = call("list", "--as-of", "30 june 2022", "-f", "json", "-d", SMALL)
    assert words.stdout == call("list", "--as-of", "2022-06-30", "-f", "json", "-d", SMALL).stdout
    assert "write 2022-03" in call("diff", "2022-3", "2023", "-d", SMALL).stderr


def test_a_day_after_the_last_is_taken_back_with_a_note(call: Run) -> None:
    late = call("list", "--as-of", "2030-01-01", "-f", "json", "-d", SMALL)
    assert late.returncode == 0
    assert "vouches for nothing after 31 Dec 2023" in late.stderr
    assert json.loads(late.stdout)["as_of"] == "2023-12-31"
    assert json.loads(late.stdout) == json.loads(call("list", "-f", "json", "-d", SMALL).stdout)


def test_days_of_changes_after_the_last_are_taken_back_with_a_note(call: Run) -> None:
    late = call("diff", "2022", "2030", "-f", "json", "-d", SMALL)
    assert late.returncode == 0
    assert "vouches for nothing after 31 Dec 2023" in late.stderr
    assert late.stdout == call("diff", "2022", "2023", "-f", "json", "-d", SMALL).stdout


def test_without_a_query_no_country_is_left_out_whatever_the_opening_view(call: Run) -> None:
    done = call("list", "-f", "json", "-d", SMALL)
    assert len(json.loads(done.stdout)["countries"]) == 8


# Which data set --------------------------------------------------------------------------------


def test_the_data_set_is_named_before_or_after_the_command(call: Run) -> None:
    before = call("-d", SMALL, "list")
    after = call("list", "--data", SMALL)
    assert before.stdout == after.stdout
    assert "Cland" in before.stdout


def test_the_environment_names_the_data_set_and_an_option_goes_before_it(
    call: Run, tmp_path: Path
) -> None:
    assert "Cland" in call("list", ALLIANCE_TUI_DATA=str(SMALL)).stdout
    other = write(tmp_path / "other", all=SOUND)
    assert "Cland" not in call("list", "-d", other, ALLIANCE_TUI_DATA=str(SMALL)).stdout
    assert call("check", ALLIANCE_TUI_DATA=str(FIXTURES / "broken")).returncode == 1
    assert call("check", SMALL, ALLIANCE_TUI_DATA=str(FIXTURES / "broken")).returncode == 0


def test_a_home_folder_may_be_written_with_a_tilde(call: Run, clean_home: Path) -> None:
    shutil.copytree(SMALL, clean_home / "mine")
    assert "Cland" in call("list", "-d", "~/mine").stdout
    assert call("check", "~/mine").returncode == 0


def test_a_user_without_a_home_is_served(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    for kind in ("CACHE", "CONFIG", "STATE"):
        monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
    listed = call("list", "-d", SMALL)
    assert (listed.returncode, listed.stderr) == (0, "")


def test_without_one_the_bundled_data_set_is_opened(run: Run, cache_home: str) -> None:
    assert "Belarus" in run("list", XDG_CACHE_HOME=cache_home).stdout


# Help ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_tells_every_option_and_has_examples(call: Run, name: str) -> None:
    done = call(name, "--help", COLUMNS="100")
    assert (done.returncode, done.stderr) == (0, "")
    parser = argparse.ArgumentParser()
    COMMANDS[name].add_arguments(parser)
    for action in parser._actions:
        for option in action.option_strings:
            assert option in done.stdout
        assert action.help
        assert action.help.split("%")[0].split("\n")[0][:30] in " ".join(done.stdout.split())
    assert ("--data" in done.stdout) == (name not in WITHOUT_DATA)
    examples = done.stdout.partition("examples:\n")[2].strip().splitlines()
    assert len(examples) >= 2
    assert all(line.strip().startswith(f"alliance-tui {name}") for line in examples)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "serve"])  # it goes on
def test_the_examples_of_the_help_run(call: Run, name: str, cache_home: str) -> None:
    for line in COMMANDS[name].EXAMPLES.splitlines():
        called = re.split(r"  +", line.strip())[0].partition(" > ")[0]
        program, *arguments = shlex.split(called)
        assert program == "alliance-tui"
        if any(each == "." or each.endswith("/") for each in arguments):
            continue  # somebody's own data set
        started = time.process_time()
        done = call(*arguments, XDG_CACHE_HOME=cache_home)
        assert time.process_time() - started < 20
        assert done.returncode == 0, done.stderr
        assert done.stdout or done.stderr


def test_the_help_lists_every_command(call: Run) -> None:
    done = call("--help", COLUMNS="200")
    assert done.returncode == 0
    for name, command in COMMANDS.items():
        assert re.search(rf"^ +{name} +{command.SUMMARY}$", done.stdout, re.MULTILINE)
    for title in GROUPS:
        assert f"\n  {title}:\n" in done.stdout
    for option in ("--data", "--version", "--view", "--ascii", "--theme", "$ALLIANCE_TUI_DATA"):
        assert option in done.stdout


def test_the_version_is_that_of_the_package(call: Run) -> None:
    done = call("--version")
    assert (done.returncode, done.stdout) == (0, f"alliance-tui {__version__}\n")


# Colour, width, signs --------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("list",), ("show", "vote-1")], ids=" ".join)
def test_a_terminal_gets_colours_and_nothing_else_changes(
    run: Run, arguments: tuple[str, ...]
) -> None:
    piped = run(*arguments, "-d", SMALL).stdout
    assert "\x1b" not in piped
    coloured = in_terminal(*arguments, "-d", SMALL, columns=88)
    assert COLOUR.search(coloured)
    if arguments[0] == "show":
        assert COLOUR.sub("", coloured) == piped
    plain = in_terminal(*arguments, "-d", SMALL, columns=88, NO_COLOR="1")
    assert "\x1b" not in plain
    assert plain == "\n".join(line.rstrip() for line in COLOUR.sub("", coloured).split("\n"))


def test_a_table_is_cut_at_the_edge_of_a_terminal_and_never_in_a_pipe(call: Run) -> None:
    narrow = in_terminal("timeline", "-d", SMALL, columns=50, NO_COLOR="1")
    assert max(map(width, narrow.splitlines())) <= 50
    assert "…" in narrow
    piped = call("timeline", "-d", SMALL, COLUMNS="50").stdout
    assert max(map(width, piped.splitlines())) > 100
    assert "…" not in piped


def test_a_page_is_wrapped_at_the_edge_of_a_terminal() -> None:
    narrow = in_terminal("show", "CLD", "-d", SMALL, columns=40, NO_COLOR="1")
    assert max(map(width, narrow.splitlines())) <= 40
    assert " ".join(narrow.split()).count("Treaty of the Northern Pact") == 1


def test_ascii_signs_where_they_are_asked_for_or_the_terminal_can_do_no_more(run: Run) -> None:
    asked = run("list", "--ascii", "-d", SMALL).stdout
    assert asked.isascii()
    assert "#" in asked
    assert run("--ascii", "list", "-d", SMALL).stdout == asked
    assert run("list", "-d", SMALL, TERM="linux").stdout == asked
    assert run("list", "-d", SMALL, TERM="dumb").stdout == asked
    assert run("list", "-d", SMALL, PYTHONIOENCODING="latin-1").stdout == asked
    assert run("-d", SMALL, "--ascii").stdout.isascii()
    cut = in_terminal("timeline", "--ascii", "-d", SMALL, columns=50, NO_COLOR="1")
    assert cut.isascii()
    assert "..." in cut


def test_a_terminal_that_cannot_show_a_letter_is_no_crash(run: Run) -> None:
    done = run("show", "CLD", "-d", SMALL, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Also called \\xc7land, Republic of Cland." in done.stdout
    assert run("show", "summit-2022", "-d", SMALL, PYTHONIOENCODING="ascii").returncode == 0


# Pipes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [("list", "-d", SMALL), ("timeline", "-f", "json", "-d", SMALL), ("--help",)],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("buffered", [True, False])
def test_a_reader_who_had_enough_is_met_with_silence(
    arguments: tuple[str | Path, ...], buffered: bool
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [sys.executable, *([] if buffered else ["-u"]), "-m", "alliance_tui", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 0
    assert "Broken" not in done.stderr
    assert "Exception" not in done.stderr


# Check -----------------------------------------------------------------------------------------


def test_check_shows_the_line_with_a_caret_under_the_column(call: Run) -> None:
    done = call("check", FIXTURES / "broken")
    found = re.findall(r"^(\S+?):(\d+):(\d+): \w+\[\w+\]: .*\n(.*)\n( *)(\^+)$", done.stdout, re.M)
    assert len(found) == 12
    for file, line, column, shown, indent, carets in found:
        source = Path(file).read_text("utf-8").split("\n")[int(line) - 1].replace("\t", " ")
        before = len(indent) - 4
        part = shown[4:]
        assert part in source
        at = source.index(part)
        cells = width(source[at : int(column) - 1])
        assert cells == before
        assert width(shown) >= len(indent) + len(carets) or len(carets) == 1


def test_a_caret_stands_right_under_wide_and_invisible_characters(
    call: Run, tmp_path: Path
) -> None:
    text = 'countries: [{id: B, name: "日本国\u202e🇺🇦 e\u0301", xyz: 1}]'
    data = write(tmp_path / "set", rest=SOUND, text=text)
    _, shown, carets = call("check", data).stdout.rstrip("\n").split("\n")
    before = shown[: shown.index("xyz")]
    assert carets == " " * width(before) + "^^^"
    assert "‹U+202E›" in shown


def test_check_of_what_is_sound_prints_an_empty_list_as_json(call: Run) -> None:
    done = call("check", SMALL, "--format", "json")
    assert json.loads(done.stdout) == []
    waived = json.loads(call("check", SMALL, "--format", "json", "--waived").stdout)
    reasons = {(each["code"], each["record"]): each["waived"] for each in waived}
    because = "the record of the summit stands for the country"
    assert reasons["W302", "gld-recognition"] == because
    assert all(reasons.values())


def test_check_has_a_place_in_json_for_each_problem(call: Run) -> None:
    problems = json.loads(call("check", FIXTURES / "broken", "--format", "json").stdout)
    assert {each["severity"] for each in problems} == {"error", "warning"}
    for each in problems:
        lines = Path(each["file"]).read_text("utf-8").split("\n")
        assert 1 <= each["column"] <= len(lines[each["line"] - 1]) + 1
        assert each["means"]
        assert each["message"]


def test_check_says_the_same_twice_whatever_the_order_of_sets(run: Run, tmp_path: Path) -> None:
    text = "countries: [{id: B, name: B, memberships: [{group: x}], evidence: [{source: y}]}]"
    data = write(tmp_path / "set", rest=SOUND, text=text)
    first, second = (run("check", data, PYTHONHASHSEED=seed).stdout for seed in "12")
    assert first == second
    assert "; one of " in first


def test_annotations_for_github_escape_what_ends_them(call: Run, tmp_path: Path) -> None:
    folder = tmp_path / "a,b:c%"
    write(folder, rest=SOUND, text='countries: [{id: B, name: B, "x%\\ny": 1}]')
    (line,) = call("check", folder, "--format", "github").stdout.splitlines()
    assert re.fullmatch(r"::error file=[^,:]+,line=1,col=30,title=E202::[^\n]*x%25 y.*", line)
    assert "a%2Cb%3Ac%25" in line


def test_the_compiled_copy_makes_no_difference(call: Run) -> None:
    first = call("show", "CLD", "-d", SMALL, "-f", "json")
    second = call("show", "CLD", "-d", SMALL, "-f", "json")
    assert first.stdout == second.stdout


def test_what_takes_long_is_told_once_on_a_terminal_without_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    said = threading.Event()

    def narrate(message: str) -> None:
        told.append(message)
        said.set()

    monkeypatch.setattr(common, "narrate", narrate)
    monkeypatch.setattr(common, "PATIENCE", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    with common._patience(Path("mine")) as tell:
        tell("12 % of 33.0 MB, 2 of 4 files")
        assert said.wait(10)
    assert told == ["reading mine"]
