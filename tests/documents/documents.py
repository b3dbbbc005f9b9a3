"""Every document that the program writes, in whole or in part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bundled import DATA
from tests.documents import codebook, datasheet, parts
from tests.documents.marked import Parts, with_parts
from tests.documents.package import descriptor
from tests.documents.parts import PICTURES, README, SHOTS, picture
from tools.structure.rooms import picture as picture_of_rooms

CODEBOOK = DATA / "CODEBOOK.md"
ROOMS = PICTURES / "rooms.svg"
DATASHEET = DATA / "README.md"
PACKAGE = DATA / "datapackage.json"

MARKED: Mapping[Path, Parts] = {
    README: parts.PARTS,
    CODEBOOK: codebook.PARTS,
    DATASHEET: datasheet.PARTS,
}
"""The documents with marked parts, and what makes the parts."""


def documents() -> Iterator[tuple[Path, str]]:
    """Each document with the text that it ought to have."""
    for file, made in MARKED.items():
        yield file, with_parts(file.read_text(encoding="utf-8"), made)
    yield PACKAGE, descriptor()
    for name in SHOTS:
        yield PICTURES / f"{name}.svg", picture(name)
    yield ROOMS, picture_of_rooms()
