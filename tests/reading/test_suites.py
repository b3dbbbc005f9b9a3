"""Test suites that others made for readers of YAML and JSON: none ends the program.

They are not shipped. ``SUITES=folder pytest tests/reading/test_suites.py`` reads every file of
that folder: those of the yaml-test-suite (``src``), which hold a list of examples each, and of
JSONTestSuite (``test_parsing``), which are the examples.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.reading.made import SOUND, problems_of

FOLDER = os.environ.get("SUITES", "")

SIGNS = {"␣": " ", "»": "\t", "———": "—", "←": "\r", "⇔": "\ufeff", "↵": "", "∎\n": ""}
"""How the yaml-test-suite writes signs that nobody sees."""


def examples(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The examples of the suites below *folder*, each with a name."""
    for file in sorted(folder.rglob("test_parsing/*.json")):
        yield file.name, file.read_bytes()
    for file in sorted(folder.rglob("src/*.yaml")):
        for number, each in enumerate(yaml.load(file.read_text("utf-8"), yaml.BaseLoader)):
            text = each.get("yaml", "")
            for sign, meant in SIGNS.items():
                text = text.replace(sign, meant)
            yield f"{file.name}:{number}", text.encode()


@pytest.mark.skipif(not FOLDER, reason="no suites are there")
def test_every_example_is_read_or_told_with_its_place(tmp_path: Path) -> None:
    count = 0
    for name, content in examples(Path(FOLDER)):
        count += 1
        (tmp_path / "sound.yaml").write_text(SOUND, "utf-8")
        (tmp_path / "text.yaml").write_bytes(content)
        lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        for problem in problems_of(tmp_path):
            place = problem.place
            assert problem.message, name
            assert place.file.endswith(("text.yaml", "sound.yaml")), name
            assert 1 <= place.line <= lines.count("\n") + 1 or "sound" in place.file, (
                name,
                problem,
            )
            assert place.column >= 1, name
    assert count > 300
