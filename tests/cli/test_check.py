"""`check`: which data set, which file of it, and what only follows from something else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import SMALL, Run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data set of one's own, with an unclosed quotation mark in its file of countries."""
    folder = shutil.copytree(SMALL, tmp_path / "mine")
    file = folder / "countries.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Cland", 'name: "Cland', 1), "utf-8")
    return folder


def test_causes_come_first_and_what_follows_is_counted_in_one_line(call: Run, data: Path) -> None:
    done = call("check", data)
    assert done.returncode == 1
    first, *_, last = done.stdout.splitlines()
    assert "error[E102]" in first
    assert done.stdout.count("error[") == 1
    assert "follow from this; --all lists them" in last
    number = int(last.split()[0])
    assert call("check", data, "--all").stdout.count("error[") == 1 + number
    problems = json.loads(call("check", data, "-f", "json").stdout)
    assert [each["follows"] for each in problems] == [False, *[True] * number]
    assert done.stderr.startswith("1 error, no warnings")
    assert done.stderr.endswith(f"in {data}\n")


def test_the_data_set_in_which_one_stands_is_checked(
    call: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data)
    assert "error[E102]" in call("check").stdout
    monkeypatch.chdir(data.parent)
    assert call("check").returncode == 0  # nothing stands here: the bundled set


def test_one_file_is_checked_in_the_data_set_around_it(call: Run, data: Path) -> None:
    own = call("check", data / "countries.yaml")
    assert "error[E102]" in own.stdout
    other = call("check", data / "events.yaml")
    assert "countries.yaml" not in other.stdout
    assert "follow from errors in other files; --all lists them" in other.stdout
    assert f"1 error in other files of {data}" in other.stderr
    same = call("check", data, "--only", "events.yaml")
    assert same.stdout == other.stdout
    assert call("check", data, "--only", "nothing.yaml").returncode == 2


def test_other_commands_say_what_is_left_out_and_why(call: Run, data: Path) -> None:
    done = call("list", "-d", data)
    assert done.returncode == 0
    assert "left out" in done.stderr
    assert "error[E102]" in done.stderr
