"""What `check` says of each broken set of the corpus, word for word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.reading import corpus


def test_the_set_that_the_cases_break_is_sound() -> None:
    assert corpus.answer(corpus.SOUND) == ()


@pytest.mark.parametrize("file", corpus.FILES, ids=lambda file: file.stem)
def test_broken_sets_are_told_what_is_wrong(tmp_path: Path, file: Path) -> None:
    written = list(corpus.cases(file))
    said = [
        case._replace(answer=corpus.answer(corpus.broken(case, tmp_path / f"set-{number}")))
        for number, case in enumerate(written)
    ]
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(corpus.head(file) + "\n\n".join(map(str, said)) + "\n", encoding="utf-8")
    assert said == written


@pytest.mark.parametrize("file", corpus.FILES, ids=lambda file: file.stem)
def test_nothing_follows_from_nothing(file: Path) -> None:
    for case in corpus.cases(file):
        follow = [line for line in case.answer if line.endswith(("(follows)", " more follow"))]
        assert len(follow) < len(case.answer) or not follow, case.title


def test_there_are_many_and_none_twice() -> None:
    edits = [case.edits for file in corpus.FILES for case in corpus.cases(file)]
    assert len(edits) >= 200
    assert len(set(edits)) == len(edits)
