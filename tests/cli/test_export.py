"""``alliance-tui export``: the format by the name, nothing overwritten unasked, nothing half."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import sqlite3
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from alliance_tui.cli.main import main
from tests.conftest import SMALL, Run

DONE, USAGE, CANNOT_WRITE = 0, 2, 4


@pytest.mark.parametrize(
    "name", ["r.html", "d.sqlite", "d.db", "a.json", "a.md", "l.csv", "t.zip", "p.svg"]
)
def test_the_name_of_the_file_tells_the_format(call: Run, tmp_path: Path, name: str) -> None:
    done = call("export", name, "-d", SMALL)
    assert (done.returncode, done.stdout) == (DONE, "")
    assert done.stderr == f"alliance-tui: wrote {name}\n"
    assert [each.name for each in tmp_path.iterdir()] == [name]
    content = (tmp_path / name).read_bytes()
    match name.partition(".")[2]:
        case "html":
            assert content.startswith(b"<!DOCTYPE html>\n")
            assert content.endswith(b"</html>\n")
        case "sqlite" | "db":
            with closing(sqlite3.connect(tmp_path / name)) as database:
                assert database.execute("SELECT count(*) FROM countries").fetchone() == (8,)
        case "json":
            assert {"dataset", "claims", "events"} <= set(json.loads(content))
        case "md":
            assert content.startswith(b"# Who helped Aland against Bland\n")
        case "csv":
            listed = call("list", "-f", "csv", "-d", SMALL).stdout.encode()
            assert sorted(content.splitlines()) == sorted(listed.splitlines())
        case "zip":
            with zipfile.ZipFile(tmp_path / name) as archive:
                assert "claims.csv" in archive.namelist()
        case "svg":
            text = content.decode()
            assert text.lstrip().startswith("<svg")
            assert "Aland" in text
            assert not re.search(r"url\(['\"]?http", text)


def test_tables_go_into_a_folder(call: Run, tmp_path: Path) -> None:
    assert call("export", "tables", "-f", "csv", "-d", SMALL).returncode == DONE
    assert {"claims.csv", "evidence.csv", "datapackage.json"} <= {
        each.name for each in (tmp_path / "tables").iterdir()
    }
    again = call("export", "tables/", "-f", "csv", "-d", SMALL)
    assert again.returncode == USAGE
    assert "--force" in again.stderr
    assert call("export", "tables/", "-f", "csv", "-d", SMALL, "--force").returncode == DONE


def test_nothing_is_overwritten_without_force(call: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("mine", encoding="utf-8")
    done = call("export", "a.md", "-d", SMALL)
    assert done.returncode == USAGE
    assert "a.md exists already; --force replaces it" in done.stderr
    assert file.read_text("utf-8") == "mine"
    assert call("export", "a.md", "-d", SMALL, "--force").returncode == DONE
    assert file.read_text("utf-8") != "mine"


def test_text_may_go_to_standard_output(call: Run, tmp_path: Path) -> None:
    for format_ in ("csv", "json", "md", "html", "svg"):
        done = call("export", "-", "-f", format_, "-d", SMALL)
        assert (done.returncode, done.stderr) == (DONE, "")
        assert done.stdout.endswith("\n")
    assert list(tmp_path.iterdir()) == []


def test_a_view_is_what_its_screen_shows(call: Run) -> None:
    done = call("export", "-", "-f", "csv", "--view", "matrix?q=group:friends", "-d", SMALL)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["id"] for row in rows] == ["CLD", "DLD", "ELD", "FLD", "GLD"]
    done = call(
        "export", "-", "-f", "json", "--view", "explore?as-of=2022-03-09&country=ELD",
        "-q", "group:PACT", "--clock", "known", "-d", SMALL,
    )  # fmt: skip
    data = json.loads(done.stdout)
    assert data["query"] == "group:PACT"
    assert (data["as_of"], data["clock"]) == ("2022-03-09", "known")
    assert data["detail"]["item"]["id"] == "ELD"
    later = call(
        "export", "-", "-f", "json", "--view", "explore?as-of=2022-03-09", "--as-of", "2022-04-01",
        "-d", SMALL,
    )  # fmt: skip
    assert json.loads(later.stdout)["as_of"] == "2022-04-01"


def test_the_picture_has_the_size_asked_for(call: Run) -> None:
    heights = [
        call("export", "-", "-f", "svg", "--size", size, "-d", SMALL).stdout.count("<clipPath")
        for size in ("80x24", "80x30")
    ]
    assert heights[1] - heights[0] == 6


WRONG: dict[tuple[str, ...], str] = {
    ("x",): "tells no format",
    ("x.txt",): "tells no format",
    ("x.sqlite", "-q", "group:PACT"): "holds only the whole data set",
    ("x.zip", "--view", "matrix"): "holds only the whole data set",
    ("x.csv", "--what", "all"): "holds only what a view shows; name a folder or a .zip",
    ("x.svg", "--what", "all"): "holds only what a view shows",
    ("x.json", "--what", "all", "-q", "group:PACT"): "takes neither --query nor --view",
    ("-", "-f", "sqlite"): "is no text to print",
    ("x.json", "--view", "nonsense"): "--view: no view “nonsense”",
    ("x.json", "-q", "group:nowhere"): "--query:",
    ("x.json", "--as-of", "yesterday"): "--as-of:",
    ("x.svg", "--size", "big"): "--size: “big” is no size",
    ("x.svg", "--size", "0x10"): "is no size",
    ("x.svg", "--theme", "mud"): "no theme “mud”",
    ("none/x.json",): "there is no folder",
}


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_cannot_be_is_said_and_nothing_is_written(
    call: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = call("export", *arguments, "-d", SMALL)
    assert done.returncode == USAGE
    assert WRONG[arguments] in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_nothing(call: Run, tmp_path: Path) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("alliance_tui.export.delivery.os.fsync", fail)
        done = call("export", "a.html", "-d", SMALL)
    assert done.returncode == CANNOT_WRITE
    assert "cannot write a.html: No space left on device" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_break_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        assert len(list(tmp_path.iterdir())) == 1  # at work
        raise KeyboardInterrupt

    monkeypatch.setattr("alliance_tui.export.html.report._contents", interrupt)
    monkeypatch.chdir(tmp_path)
    assert main(["export", "a.html", "-d", str(SMALL)]) == 130
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_it_shows_how_far_it_is(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "alliance_tui", "export", "a.html", "-d", str(SMALL)]
    child = pexpect.spawn(program[0], program[1:], cwd=tmp_path, encoding="utf-8", timeout=30)
    child.expect(r"\d+ %  Countries")
    child.expect("wrote a.html")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == DONE


def test_control_c_leaves_nothing_behind(tmp_path: Path) -> None:
    """A real process, stopped by the signal while it writes."""
    program = ["-m", "alliance_tui", "export", "a.html"]
    child = pexpect.spawn(sys.executable, program, cwd=tmp_path, encoding="utf-8", timeout=60)
    child.expect(r"\d+ %")
    child.kill(signal.SIGINT)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["t.zip", "a.json", "a.md"])  # the examples make the others
def test_the_bundled_set_takes_seconds(
    call: Run, tmp_path: Path, name: str, cache_home: str
) -> None:
    started = time.process_time()
    assert call("export", name, XDG_CACHE_HOME=cache_home).returncode == DONE
    assert time.process_time() - started < 20
    assert (tmp_path / name).stat().st_size > 200_000


@pytest.mark.parametrize("out", ["x.csv", "tables"])
def test_csv_for_excel_begins_with_a_mark_and_nothing_else_does(
    call: Run, tmp_path: Path, out: str
) -> None:
    plain, marked = tmp_path / "plain", tmp_path / "marked"
    for folder, options in ((plain, ()), (marked, ("--bom",))):
        folder.mkdir()
        assert call("export", folder / out, "-f", "csv", "-d", SMALL, *options).returncode == 0
    files = list(marked.rglob("*.csv"))
    assert files
    for file in files:
        same = plain / file.relative_to(marked)
        assert file.read_bytes() == b"\xef\xbb\xbf" + same.read_bytes()
    for package in marked.rglob("datapackage.json"):
        for resource in json.loads(package.read_text("utf-8"))["resources"]:
            assert resource["bytes"] == (package.parent / resource["path"]).stat().st_size


def test_a_mark_is_for_csv_alone(call: Run, tmp_path: Path) -> None:
    done = call("export", tmp_path / "x.html", "-d", SMALL, "--bom")
    assert done.returncode == 2
    assert "--bom is for CSV" in done.stderr
