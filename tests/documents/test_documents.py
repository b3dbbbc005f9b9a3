"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alliance_tui.cli.commands import NAMES
from tests.conftest import Run
from tests.documents.documents import MARKED, ROOMS
from tests.documents.marked import names_of_parts, with_parts
from tests.documents.parts import (
    ARCHITECTURE,
    PICTURES,
    README,
    ROOT,
    SHOTS,
    VIEWS,
    picture,
    words_of,
)
from tools.structure.rooms import picture as picture_of_rooms


@pytest.mark.parametrize("file", MARKED, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_document_says_what_the_program_and_the_data_say(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert with_parts(text, MARKED[file]) == text, "run `make documents`"
    assert sorted(names_of_parts(text)) == sorted(MARKED[file])


def test_every_picture_of_the_documents_is_made_by_the_program() -> None:
    named = {
        (file.parent / name).resolve()
        for file in (README, VIEWS, ARCHITECTURE)
        for name in re.findall(r"\]\(([^)]+\.svg)\)", file.read_text(encoding="utf-8"))
    }
    assert named == {*(PICTURES / f"{name}.svg" for name in SHOTS), ROOMS}
    assert named == set(PICTURES.glob("*.svg"))


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_shows_what_the_program_shows(name: str) -> None:
    shown = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert words_of(shown) == words_of(picture(name)), "run `make documents`"


def test_the_picture_of_the_rooms_is_made_from_the_imports() -> None:
    assert ROOMS.read_text("utf-8") == picture_of_rooms(), "run `make documents`"


def test_the_data_set_of_the_readme_opens(run: Run, tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(dataset:.*?)```", text, re.DOTALL)
    assert example
    file = tmp_path / "example.yaml"
    file.write_text(example[1], encoding="utf-8")
    checked = run("check", file)
    assert checked.returncode == 0, checked.stdout
    assert "Bland" in run("-d", file, "list").stdout


@pytest.mark.parametrize("command", NAMES)
def test_every_command_of_the_readme_exists(command: str) -> None:
    assert f"`alliance-tui {command}`" in README.read_text(encoding="utf-8")


def test_the_examples_of_the_readme_run(run: Run) -> None:
    block = re.search(r"```sh\n(alliance-tui list.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert block
    for line in block[1].splitlines():
        arguments = re.findall(r'"([^"]*)"|(\S+)', line.removeprefix("alliance-tui "))
        words = [quoted or plain for quoted, plain in arguments]
        if words[0] == "check":
            continue
        done = run(*words)
        assert done.returncode == 0, done.stderr
        assert done.stdout
