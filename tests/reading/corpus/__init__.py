"""Broken data sets: a sound one, small changes to it, and what `check` says of each.

`UPDATE_GOLDEN=1 pytest tests/reading/test_corpus.py` writes down what is said now.

A file of cases is text. ``## title`` begins a case. ``@ file`` names the file that the lines
below it change: `` `` stays, ``-`` goes, ``+`` comes. Lines that stay or go are looked for as
they stand, and once; where there are none, what comes is put at the end of the file, which may
be a new one. ``@ file gone`` takes a file away. ``>`` is a line of the answer. ``⟨U+00A0⟩``
stands for a sign that cannot be seen, ``⟨E9⟩`` for a byte, ``⟨ ⟩`` for a space at the end of a
line.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import combining

from alliance_tui.reading.problems import Problem
from tests.reading.made import problems_of

HERE = Path(__file__).parent
SOUND = HERE / "sound"
FILES = sorted(HERE.glob("*.cases"))

_SIGN = re.compile(r"⟨(?:U\+([0-9A-F]{4,6})|([0-9A-F]{2})|( +))⟩")


class Case(NamedTuple):
    """One broken set.

    Attributes:
        title: what is wrong with it, in words.
        edits: the lines that break the sound set.
        answer: what `check` says of it.
    """

    title: str
    edits: tuple[str, ...]
    answer: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join((f"## {self.title}", *self.edits, *(f"> {each}" for each in self.answer)))


def cases(file: Path) -> Iterator[Case]:
    """The cases of *file*."""
    _, *texts = re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for text in texts:
        title, *lines = text.rstrip().split("\n")
        edits = tuple(line for line in lines if not line.startswith(">"))
        yield Case(title, edits, tuple(line[2:] for line in lines if line.startswith(">")))


def head(file: Path) -> str:
    """What stands before the first case of *file*."""
    return re.split(r"^## ", file.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[0]


def broken(case: Case, folder: Path) -> Path:
    """The set of *case*, written to *folder*."""
    shutil.copytree(SOUND, folder)
    hunk: list[str] = []
    file = folder
    for line in (*case.edits, "@ "):
        if not line.startswith("@ "):
            hunk.append(line)
            continue
        if hunk:
            _change(file, hunk)
            hunk = []
        name, _, gone = line[2:].partition(" gone")
        file = folder / name
        if gone is not None and line.endswith(" gone"):
            file.unlink()
    return folder


def _change(file: Path, hunk: list[str]) -> None:
    old = "".join(f"{_signs(line[1:])}\n" for line in hunk if line[:1] != "+")
    new = "".join(f"{_signs(line[1:])}\n" for line in hunk if line[:1] != "-")
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if old:
        assert text.count(f"\n{old}") + text.startswith(old) == 1, (
            f"not once in {file.name}:\n{old}"
        )
        text = f"\n{text}".replace(f"\n{old}", f"\n{new}", 1)[1:]
    else:
        text += new
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))


def _signs(line: str) -> str:
    def sign(found: re.Match[str]) -> str:
        if found[3]:
            return found[3]
        return chr(int(found[1], 16)) if found[1] else chr(0xDC00 + int(found[2], 16))

    return _SIGN.sub(sign, line)


MOST = 3
"""How many problems that follow from others are written down, and not only counted."""


def answer(folder: Path) -> tuple[str, ...]:
    """What `check` says of the set in *folder*, paths counted from there."""
    problems = problems_of(folder)
    follow = sum(each.follows for each in problems)
    told = tuple(_told(each, folder) for each in problems if follow <= MOST or not each.follows)
    return told if follow <= MOST else (*told, f"{follow} more follow")


def _told(problem: Problem, folder: Path) -> str:
    text = str(problem).replace(f"{folder}/", "").replace(str(folder), ".")
    waived = f" (waived: {problem.waived})" if problem.waived else ""
    follows = " (follows)" if problem.follows else ""
    return "".join(map(_seen, text + waived + follows))


def _seen(char: str) -> str:
    unseen = not char.isprintable() or combining(char) or (char.isspace() and char != " ")
    return f"⟨U+{ord(char):04X}⟩" if unseen else char
