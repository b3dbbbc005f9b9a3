"""Files: what YAML means here, and what cannot be read."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from alliance_tui.nearest import nearest
from alliance_tui.reading.load import CannotOpenError, load
from tests.conftest import SMALL
from tests.reading.made import (
    DATASET,
    RECORDS,
    SOUND,
    country,
    opened,
    placed,
    problems_of,
    write,
)

# Typing by the core rules of YAML 1.2 -----------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("NO", "NO"),  # Norway stays Norway
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Y", "Y"),
        ("12:30", "12:30"),  # no number to the base of sixty
        ("1_000", "1_000"),
        ("0b101", "0b101"),
        ("017x", "017x"),
        ("-0x1F", "-0x1F"),  # a sign before a base is text
        ("+0o17", "+0o17"),
        ("2022-02-24", "2022-02-24"),  # no day object
        ("2022-02-24 10:00:00", "2022-02-24 10:00:00"),
        ("1.10.2", "1.10.2"),
        ("=", "="),
        ("nullable", "nullable"),
        ("'12'", "12"),
        ('"true"', "true"),
        ('"a\\tb\\u00e9"', "a\tbé"),
        ("a # comment", "a"),
        ("a#b", "a#b"),
        ("|\n      two\n      lines\n", "two\nlines"),
        (">\n      one\n      line\n", "one line"),
        ("|+\n      kept\n\n", "kept"),
    ],
)
def test_a_text_is_what_is_written(tmp_path: Path, written: str, text: str) -> None:
    loaded = opened(tmp_path, f"countries:\n  - id: B\n    name: {written}\n")
    assert loaded.errors == ()
    assert loaded.dataset.country["B"].name == text


@pytest.mark.parametrize(
    "written",
    [
        "12",
        "-3",
        "+4",
        "1.10",
        ".5",
        "1e3",
        "0o17",
        "0x1F",
        ".inf",
        "-.INF",
        ".nan",
        "9" * 5000,
        "true",
        "FALSE",
        "0x" + "F" * 40,
    ],
)
def test_a_number_or_a_flag_is_no_text(tmp_path: Path, written: str) -> None:
    loaded = opened(tmp_path, country(f"name: {written}"))
    assert [each.code for each in loaded.errors] == ["E203"]
    assert f'write "{written}" in quotes' in loaded.errors[0].message


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_null_is_what_is_left_out(tmp_path: Path, written: str) -> None:
    loaded = opened(tmp_path, f"countries:\n  - id: B\n    name: B\n    region: {written}\n")
    assert loaded.errors == ()
    assert loaded.dataset.country["B"].region is None


@pytest.mark.parametrize("written", ["1.10", "2026.6.1", "0x10", "true", "'1.10'"])
def test_a_version_is_the_text_that_is_written(tmp_path: Path, written: str) -> None:
    folder = write(tmp_path, all=SOUND.replace("version: 1.0", f"version: {written}"))
    assert load(folder, use_copy=False).dataset.metadata.version == written.strip("'")


def test_the_small_data_set_keeps_its_version() -> None:
    assert load(SMALL, use_copy=False).dataset.metadata.version == "1.10"


@pytest.mark.parametrize("written", ["12", "0o14", "0xC"])
def test_a_whole_number_may_be_written_to_other_bases(tmp_path: Path, written: str) -> None:
    folder = write(tmp_path, all=SOUND.replace("lasts: 12", f"lasts: {written}"))
    assert load(folder, use_copy=False).dataset.support_types["arms"].lasts == 12


@pytest.mark.parametrize("written", ["12.5", "12.0", "twelve", "'12'", "-1", "0", "9" * 40, "true"])
def test_anything_else_is_no_number_of_months(tmp_path: Path, written: str) -> None:
    problems = problems_of(write(tmp_path, all=SOUND.replace("lasts: 12", f"lasts: {written}")))
    assert "E203" in [each.code for each in problems]


def test_a_broken_field_elsewhere_does_not_change_what_a_sound_field_means(tmp_path: Path) -> None:
    lines = [f"  - {{id: {each}, name: '12', region: NO, aliases: [yes, 1.2.3]}}" for each in "XY"]
    sound = opened(tmp_path / "sound", "countries:\n" + "\n".join(lines))
    lines.append("  - {id: Z, name: 3}")
    broken = opened(tmp_path / "broken", "countries:\n" + "\n".join(lines))
    for item_id in ("X", "Y"):
        assert broken.dataset.country[item_id] == sound.dataset.country[item_id]


@pytest.mark.parametrize("mark", ["&word", "*word*", "!important", "a & b", "5 * 3 !", "<<", "!"])
def test_signs_of_yaml_within_quotes_are_text(tmp_path: Path, mark: str) -> None:
    loaded = opened(tmp_path, country(f"name: '{mark}', aliases: ['- {mark}', \"? {mark}\"]"))
    assert loaded.errors == ()
    assert loaded.dataset.country["B"].name == mark


# Files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content", ["", "\n", "# nothing yet\n", "---\n", "claims:\n", "claims: []"]
)
def test_an_empty_file_is_no_problem(tmp_path: Path, content: str) -> None:
    assert problems_of(write(tmp_path, sound=SOUND, text=content)) == ()


@pytest.mark.parametrize("content", ["", "# nothing\n", "claims: []\n", "{}\n"])
def test_a_data_set_without_description_cannot_be_opened(tmp_path: Path, content: str) -> None:
    file = write(tmp_path, text=content) / "text.yaml"
    with pytest.raises(CannotOpenError) as caught:
        load(file)
    assert [each.code for each in caught.value.problems] == ["E207"]


def test_what_is_broken_in_the_description_is_reported(tmp_path: Path) -> None:
    text = DATASET.replace("label: Words", "labbl: Words")
    assert placed(problems_of(write(tmp_path, text=text, rest=RECORDS)), "text") == [
        "11:19: E202",
        "11:7: E201",
    ]


def test_a_file_saved_by_windows_is_read(tmp_path: Path) -> None:
    text = country("name: B, ¶xyz: 1").replace(": [", ":\r\n  [")
    (tmp_path / "text.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("¶", "").encode())
    problems = problems_of(write(tmp_path, rest=SOUND))
    assert placed(problems, "text") == ["2:21: E202"]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"countries:\n- {id: B, name: \xe9t\xe9}\n", "2:17: E101"),
        (b"\xff\xfea\x00", "1:1: E101"),
        ("countries:\n- {id: B, name: 日本".encode() + b"\xff}\n", "2:19: E101"),
    ],
)
def test_a_file_that_is_not_utf8_says_where(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / "text.yaml").write_bytes(content)
    problems = problems_of(write(tmp_path, rest=SOUND))
    assert placed(problems) == [place]
    assert "save the file as UTF-8" in problems[0].message


def test_what_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing", tmp_path / "no.yaml"):
        with pytest.raises(CannotOpenError) as caught:
            load(path)
        (problem,) = caught.value.problems
        assert problem.code == "E101"
        assert str(path) == problem.place.file


def test_a_folder_without_yaml_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("dataset: {}")
    with pytest.raises(CannotOpenError) as caught:
        load(tmp_path)
    assert [each.message for each in caught.value.problems] == ["no YAML file in this folder"]


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("socket.yaml")
        with pytest.raises(CannotOpenError) as caught:
            load(Path("socket.yaml"))
    (problem,) = caught.value.problems
    assert problem.code == "E101"
    assert problem.message == f"cannot be read: {os.strerror(errno.ENXIO)}"


def test_what_of_a_folder_can_be_read_opens(tmp_path: Path) -> None:
    folder = write(tmp_path, sound=SOUND, text=country("name: B"))
    locked = folder / "text.yaml"
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user may read everything")
    loaded = load(folder)
    assert [each.code for each in loaded.errors] == ["E101"]
    assert "B" not in loaded.dataset.country


@pytest.mark.parametrize("depth", [150, 30_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_what_is_nested_too_deeply_is_a_problem_and_no_crash(
    tmp_path: Path, opening: str, depth: int
) -> None:
    problems = problems_of(write(tmp_path, rest=SOUND, text=f"deep:\n  {opening * depth}x"))
    assert [each.code for each in problems] == ["E102"]
    assert "nested more deeply than 100" in problems[0].message


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("suportz", "supports"),
        ("SUPPORTS", "supports"),
        ("oppose", "opposes"),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_nearest_word(word: str, expected: str | None) -> None:
    assert nearest(word, ("supports", "withholds", "opposes")) == expected
