"""Every code is explained, its examples are true, and nothing is reported without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import alliance_tui.reading
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.codes.code import Code
from tests.reading.examples import whole
from tests.reading.made import DATASET, RECORDS, problems_of, write

ALL = tuple(CODES.values())


def codes_of(folder: Path, example: str, encoding: str = "utf-8") -> set[str]:
    files = whole(example)
    write(folder, **{"description": DATASET, "records": RECORDS, **files})
    (folder / "example.yaml").write_bytes(files["example"].encode(encoding))
    return {each.code for each in problems_of(folder) if each.waived is None}


@pytest.mark.parametrize("code", ALL, ids=lambda code: code.code)
def test_the_examples_of_a_code_are_true(tmp_path: Path, code: Code) -> None:
    wrong = codes_of(tmp_path / "wrong", code.wrong, code.encoding)
    # What needs a record that is left out never stands alone.
    assert wrong - ({"E301"} if code.code == "E404" else {"E404"}) == {code.code}
    assert codes_of(tmp_path / "right", code.right) == set()


def test_what_is_reported_is_declared_and_the_other_way_round() -> None:
    code = re.compile(r'"([EW]\d{3})"')
    folder = Path(alliance_tui.reading.__file__).parent
    used = {
        found
        for file in folder.rglob("*.py")
        if file.parent.name != "codes"
        for found in code.findall(file.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


@pytest.mark.parametrize("code", ALL, ids=lambda code: code.code)
def test_a_code_is_told_in_few_words_and_in_sentences(code: Code) -> None:
    assert len(code.title) < 80
    assert not code.title.endswith(".")
    assert re.fullmatch(r"[A-Z`“].*[.]", code.meaning)
    for example in (code.wrong, code.right):
        assert max(map(len, example.splitlines())) <= 76
        assert example.endswith("\n")
