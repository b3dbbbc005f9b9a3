"""Streams that are closed, full or left, and names that are no text, as a shell has them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_tui.cli.commands import NAMES
from alliance_tui.user.reports import latest_report
from tests.conftest import SMALL, Run

PROGRAM = f"{sys.executable} -m alliance_tui"
ANSWERS = {
    "": "",
    "show": "CLD",
    "diff": "2022 2023",
    "export": "- -f json",
    "config": "example",
    "completions": "bash",
    "init": "made",
}
"""With what each command prints something."""
PRINTING = [name for name in ("", *NAMES) if name not in ("serve", "check", "report")]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")


def shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the shell makes of *line*, in which ``@`` is the program on the small data set."""
    return subprocess.run(
        ["bash", "-c", line.replace("@", PROGRAM)],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "ALLIANCE_TUI_DATA": str(SMALL), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "to", "reason"),
    [
        *((name, "/dev/full", "No space left on device") for name in (*PRINTING, "--help")),
        *((name, "&-", "Bad file descriptor") for name in ("", "list", "export", "--version")),
    ],
)
def test_what_cannot_be_printed_ends_with_four_and_a_sentence(
    tmp_path: Path, name: str, to: str, reason: str
) -> None:
    done = shell(f"@ {name} {ANSWERS.get(name, '')} >{to}", tmp_path)
    assert done.returncode == 4
    assert done.stderr.endswith(f"alliance-tui: standard output cannot be written: {reason}\n")


def test_a_check_whose_problems_cannot_be_printed_is_no_clean_bill(tmp_path: Path) -> None:
    (tmp_path / "set.yaml").write_text("dataset: [")
    assert shell("@ check set.yaml >/dev/full", tmp_path).returncode == 4


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-", "2>/dev/full"])
def test_an_answer_needs_no_other_stream(tmp_path: Path, closed: str) -> None:
    usual = shell("@ list", tmp_path)
    done = shell(f"@ list {closed}", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, usual.stdout, "")


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full", "<&- >&- 2>&-"])
def test_an_error_that_cannot_be_told_keeps_its_code(tmp_path: Path, closed: str) -> None:
    for wrong, code in (("list -d nowhere", 3), ("list --no-such", 2), ("show nobody", 2)):
        assert shell(f"@ {wrong} {closed}", tmp_path).returncode == code


def test_a_file_never_takes_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    done = shell("@ export a.json >&- 2>&- <&-", tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "a.json").read_text("utf-8").startswith("{")


@pytest.mark.parametrize("name", ["", "list -f json", "query", "schema", "export - -f json"])
def test_whoever_reads_only_the_beginning_is_told_nothing(tmp_path: Path, name: str) -> None:
    done = shell(f"set -o pipefail; @ {name} | head -c 1", tmp_path)
    assert done.returncode == 0
    assert len(done.stdout) == 1
    assert done.stderr == ""


def test_a_reader_of_the_narration_who_leaves_is_no_error(tmp_path: Path) -> None:
    done = shell("set -o pipefail; @ list -d nowhere 2>&1 | true", tmp_path)
    assert done.returncode == 3


def test_help_in_a_pipe_that_nobody_reads(tmp_path: Path) -> None:
    done = shell("set -o pipefail; @ --help | true", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


# Names and paths -------------------------------------------------------------------------------

LONG = "a" * 300


PLACES = (
    "list -d P", "-d P", "--plain -d P", "check P", "check -f json P", "export a.json -d P",
    "diff P P", "export P -f json", "export P -f csv", "init P", "show P", "list -q P",
    "list --as-of P", "--plain --view P",
)  # fmt: skip
"""Where a path, or what is none, may stand."""

FOLDERS = {
    "ALLIANCE_TUI_DATA": "list",
    "XDG_STATE_HOME": "report",
    "XDG_CACHE_HOME": "list",
    "XDG_CONFIG_HOME": "config check",
    "HOME": "config show",
}
"""Variables that name a path, with a command that goes there."""

PATHS = {
    "long": LONG,
    "deep": f"/{LONG}/{LONG}.yaml",
    "far": "/x" * 3000,
    "tilde": "~nobody-is-called-so/x",
    "bytes": "caf\udce9",
    "empty": "",
}


@pytest.mark.parametrize("line", PLACES)
@pytest.mark.parametrize("path", PATHS)
def test_no_path_is_answered_with_a_failure(call: Run, line: str, path: str) -> None:
    words = [PATHS[path] if each == "P" else each for each in line.split()]
    done = call(*words, ALLIANCE_TUI_DATA=str(SMALL))
    assert done.returncode in (0, 2, 3, 4)
    assert len(done.stderr.splitlines()) <= 3


@pytest.mark.parametrize("variable", FOLDERS)
@pytest.mark.parametrize("path", PATHS)
def test_no_folder_is_answered_with_a_failure(call: Run, variable: str, path: str) -> None:
    given = {"ALLIANCE_TUI_DATA": str(SMALL), variable: PATHS[path]}
    done = call(*FOLDERS[variable].split(), **given)
    assert done.returncode in (0, 1, 3)
    assert len(done.stderr.splitlines()) <= 3


def test_a_configured_data_set_that_can_be_no_path_is_told(call: Run, clean_home: Path) -> None:
    file = clean_home / "config" / "alliance-tui" / "config.toml"
    file.parent.mkdir(parents=True)
    for value in (r"a\u0000b", LONG):
        file.write_text(f'data = "{value}"\n')
        assert call("list").returncode == 3
        assert call("config", "check").returncode == 1


def test_a_data_set_with_names_that_are_no_text_is_read_checked_and_shown(tmp_path: Path) -> None:
    folder = tmp_path / "caf\udce9"
    shutil.copytree(SMALL, folder)
    (folder / "\udcff.yaml").write_text("countries:\n  - {id: ZZZ, nam: Z}\n")
    done = shell("@ check $'caf\\xe9'", tmp_path)
    assert done.returncode == 1
    assert "caf\\xe9/\\xff.yaml:2:" in done.stdout
    for line in ("list", "", "--plain", "export - -f json"):
        done = shell(f"@ {line} -d $'caf\\xe9'", tmp_path)
        assert done.returncode == 0
        assert "Cland" in done.stdout
    assert latest_report() is None


def test_begun_under_a_name_that_is_no_text_it_opens(tmp_path: Path) -> None:
    assert shell("@ init $'m\\xff'", tmp_path).returncode == 0
    assert shell("@ check --strict $'m\\xff'", tmp_path).returncode == 0
    assert shell("@ list -d $'m\\xff'", tmp_path).returncode == 0


def test_from_a_folder_that_is_gone_it_answers(tmp_path: Path) -> None:
    for line in ("list", "info", "export - -f json", "check"):
        done = shell(f"mkdir -p gone && cd gone && rmdir ../gone && @ {line}", tmp_path)
        assert done.returncode == 0
        assert latest_report() is None
    done = shell("mkdir gone && cd gone && rmdir ../gone && @ export a.json", tmp_path)
    assert done.returncode in (2, 4)
    assert len(done.stderr.splitlines()) == 1


def test_without_a_place_for_what_is_made_that_is_told(
    call: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.TemporaryDirectory", nowhere)
    done = call("export", "-", "-f", "json", "-d", SMALL)
    assert (done.returncode, done.stdout) == (4, "")
    assert "No usable temporary directory" in done.stderr


# Signals ---------------------------------------------------------------------------------------


def exporting(folder: Path, cache_home: str, *command: str) -> subprocess.Popen[bytes]:
    """*command* with the program that exports the bundled data set, once it is at work."""
    process = subprocess.Popen(
        [*command, sys.executable, "-m", "alliance_tui", "export", "a.zip"],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": cache_home},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while not list(folder.glob(".export-*")):
        with pytest.raises(subprocess.TimeoutExpired):  # else it was done before it was stopped
            process.wait(0.01)
    return process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=str)
def test_a_signal_while_exporting_leaves_nothing(
    tmp_path: Path, cache_home: str, number: signal.Signals
) -> None:
    process = exporting(tmp_path, cache_home)
    process.send_signal(number)
    output, errors = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert (output, errors) == (b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_an_ignored_hangup_stays_ignored(tmp_path: Path, cache_home: str) -> None:
    process = exporting(tmp_path, cache_home, "nohup")
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]


# What should not happen ------------------------------------------------------------------------


def test_a_failure_is_a_sentence_a_report_and_a_code_of_its_own(
    call: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        data = "Cland of the data set"
        raise KeyError(data)

    monkeypatch.setattr("alliance_tui.cli.list.run", fail)
    done = call("list", "-d", SMALL)
    assert done.returncode == 70
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("alliance-tui: the program failed, which it should not: KeyError in ")
    assert line.endswith("; see: alliance-tui report")
    shown = call("report")
    assert shown.returncode == 0
    assert "raise KeyError(data)" in shown.stdout
    assert "Cland of" not in shown.stdout.replace('data = "Cland of the data set"', "")
    assert "\nalliance-tui " in shown.stdout
    assert Path(call("report", "--path").stdout.strip()).read_text("utf-8") == shown.stdout


def test_without_a_failure_there_is_no_report(call: Run) -> None:
    done = call("report")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing has failed" in done.stderr


def test_where_no_report_can_be_kept_the_sentence_says_so(
    call: Run, monkeypatch: pytest.MonkeyPatch, clean_home: Path
) -> None:
    (clean_home / "state").write_text("a file where a folder should be")
    monkeypatch.setattr("alliance_tui.cli.list.run", lambda _: list[int]()[0])
    done = call("list", "-d", SMALL)
    assert done.returncode == 70
    assert "IndexError in" in done.stderr
    assert done.stderr.endswith("no report of it could be written\n")
