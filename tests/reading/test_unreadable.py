"""What of a data set cannot be read or looked at, and a data set that speaks of no day."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_tui.cli.main import main
from alliance_tui.reading.files import files_of
from alliance_tui.reading.load import CannotOpenError, load
from alliance_tui.reading.watch import state_of
from tests.reading.made import DATASET, RECORDS, SOUND, country, problems_of, write

ORDINARY = (
    ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
) if hasattr(os, "geteuid") else []  # fmt: skip
"""Before a command, has it run as somebody who may not read everything."""

ordinary = pytest.mark.skipif(
    sys.platform == "win32" or (bool(ORDINARY) and shutil.which("setpriv") is None),
    reason="this user may read everything",
)


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ORDINARY, sys.executable, "-m", "alliance_tui", "check", str(folder)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@ordinary
@pytest.mark.parametrize("mode", [0o000, 0o644, 0o200, 0o111])
def test_a_folder_that_cannot_be_entered_or_listed_is_an_error(tmp_path: Path, mode: int) -> None:
    folder = write(tmp_path / "set", sound=SOUND)
    write(folder / "sub", more=country("name: B"))
    (folder / "sub").chmod(mode)
    done = check(folder)
    (folder / "sub").chmod(0o755)
    assert done.returncode == 1
    line, *_ = done.stdout.splitlines()
    assert line.startswith(f"{folder / 'sub'}")
    assert line.endswith("error[E101]: cannot be read: Permission denied")
    assert done.stderr.startswith("1 error,")


@ordinary
def test_a_data_set_in_a_barred_folder_cannot_be_opened(tmp_path: Path) -> None:
    folder = write(tmp_path / "bar" / "set", sound=SOUND)
    folder.parent.chmod(0)
    done = check(folder)
    folder.parent.chmod(0o755)
    assert done.returncode == 3
    assert "cannot be read: Permission denied" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")
def test_links_are_followed_once_and_what_is_no_file_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", sound=SOUND)
    other = write(tmp_path / "other", more=country("name: B"))
    (folder / "linked").symlink_to(other)
    (folder / "again").symlink_to(other)
    (other / "round").symlink_to(folder)
    (folder / "gone.yaml").symlink_to(tmp_path / "nothing")
    os.mkfifo(folder / "pipe.yaml")
    (folder / ".hidden.yaml").write_text("dataset: [")
    write(folder / ".git", more="dataset: [")
    loaded = load(folder, use_copy=False)
    assert "B" in loaded.dataset.country
    assert [(Path(each.place.file).name, each.message) for each in loaded.errors] == [
        ("gone.yaml", "a link that leads to no file"),
        ("pipe.yaml", "cannot be read: it is no file"),
    ]


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    folder = write(tmp_path, sound=SOUND)
    (folder / "MORE.YAML").write_text(country("name: B"))
    (folder / "more.Yml").write_text(country("id: C, name: C"))
    assert {"B", "C"} <= set(load(folder, use_copy=False).dataset.country)
    assert len(files_of(folder).paths) == 3


def test_what_becomes_readable_is_noticed(tmp_path: Path) -> None:
    folder = write(tmp_path, sound=SOUND)
    (folder / "more.yaml").symlink_to(tmp_path / "later")
    before = state_of(folder)
    assert state_of(folder) == before
    (tmp_path / "later").write_text(country("name: B"))
    assert state_of(folder) != before
    assert state_of(Path("a" * 300)) == state_of(Path("nothing")) == ()


@pytest.mark.parametrize(
    "day",
    ["2022-01-01/..", "2022-01-01/2022-02-01", "2022", "2022-02", "2022-01-01~", "2022-01-01?",
     "[2022-01-01..2022-02-01]", "9999-12-31", "9999", "2022-13-01", "never"],
)  # fmt: skip
def test_a_data_set_that_does_not_say_up_to_which_day_cannot_be_opened(
    tmp_path: Path, day: str
) -> None:
    text = DATASET.replace("as_of: 2023-12-31", f'as_of: "{day}"')
    folder = write(tmp_path, all=text, rest=RECORDS)
    with pytest.raises(CannotOpenError) as caught:
        load(folder)
    (problem,) = [each for each in caught.value.problems if each.code == "E301"]
    assert (problem.place.line, problem.place.column) == (8, 10)
    assert main(["list", "-d", str(folder)]) == 3


@pytest.mark.parametrize("day", ["9999", "9999-12-31", "2022/9999", "9998/9999-01"])
def test_no_date_is_later_than_what_stands_for_no_end(tmp_path: Path, day: str) -> None:
    problems = problems_of(
        write(tmp_path, all=SOUND.replace("2022-03-01, status", f"{day}, status"))
    )
    assert "E301" in {each.code for each in problems}
    assert any(
        "is after 9998; what goes on without an end is “A/..”" in each.message for each in problems
    )


@pytest.mark.parametrize("day", ["0001-01-01", "9998-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(tmp_path: Path, day: str) -> None:
    folder = write(tmp_path, all=DATASET.replace("2023-12-31", day), rest=RECORDS)
    for line in ("list", "--plain", "--plain --view ribbon", "--plain --view changes", "matrix",
                 "export - -f json", "export - -f md", f"export {tmp_path / 'a.html'} --force",
                 f"export {tmp_path / 'a.svg'} --force"):  # fmt: skip
        assert main([*line.split(), "-d", str(folder)]) == 0
