"""Texts that others wrote to break readers: none may end this one, and each gets a place.

    python -m tests.robustness.suites FOLDER …

takes checkouts of the YAML test suite (its texts stand in `src/`) and of the JSON test suite
(`test_parsing/`), which are not part of this project, or any folder of files.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.reading.made import problems_of

MARKS = {"␣": " ", "—»": "\t", "»": "\t", "—": "", "←": "\r", "⇔": "\ufeff", "↵": "", "∎\n": ""}
"""The signs by which the YAML test suite shows what cannot be seen."""


def texts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every text of *folder*, with a name."""
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        if ".git" in file.parts:
            continue
        content = file.read_bytes()
        for number, text in enumerate(_cases(content) if file.parent.name == "src" else ()):
            yield f"{file.name} {number + 1}", text
        yield file.name, content


def _cases(content: bytes) -> Iterator[bytes]:
    try:
        cases: Any = yaml.safe_load(content)
    except yaml.YAMLError:
        return
    for case in cases if isinstance(cases, list) else ():
        if isinstance(case, dict) and isinstance(case.get("yaml"), str):
            text = case["yaml"]
            for mark, sign in MARKS.items():
                text = text.replace(mark, sign)
            yield text.encode("utf-8", "surrogatepass")


def fault(text: bytes, folder: Path) -> str:
    """What is wrong with what is said of *text*; empty where nothing is."""
    (folder / "text.yaml").write_bytes(text)
    try:
        problems = problems_of(folder)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    causes = [each for each in problems if not each.follows]
    if not causes:
        return "nothing is said of it"
    last = text.decode("utf-8", "replace").count("\n") + 1
    if not any(1 <= each.place.line <= last for each in causes):
        return f"no place: {causes[0]}"
    return ""


def main() -> int:
    """Read every text; 1 where one is at fault."""
    read = faults = 0
    with tempfile.TemporaryDirectory() as scratch:
        for folder in map(Path, sys.argv[1:]):
            for name, text in texts(folder):
                read += 1
                wrong = fault(text, Path(scratch))
                if wrong:
                    faults += 1
                    print(f"{folder.name}/{name}: {wrong}")
    print(f"{read} texts read, {faults} at fault")
    return 1 if faults or not read else 0


if __name__ == "__main__":
    sys.exit(main())
