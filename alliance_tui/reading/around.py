"""Which data set a file belongs to, and in which one somebody stands."""

from __future__ import annotations

import re
from pathlib import Path

from alliance_tui.reading.files import SUFFIXES, is_database
from alliance_tui.user.folders import can_be_seen, read_file

HIGHEST = 8
"""How many folders are looked through on the way up."""

LARGEST = 50_000_000
"""Larger files are not looked into on the way."""

_DESCRIBES = re.compile(rb"^(?:\xef\xbb\xbf)?[\"']?dataset[\"']?[ \t]*:", re.MULTILINE)
_HAS_COUNTRIES = re.compile(rb"^[\"']?countries[\"']?[ \t]*:", re.MULTILINE)


def data_set_around(folder: Path) -> Path | None:
    """The data set in which *folder* lies: the nearest folder up that describes one itself."""
    above = folder
    for _ in range(HIGHEST):
        if any(_describes(file) for file in _files_in(above)):
            return above
        try:
            whole = above.resolve()
        except (OSError, RuntimeError):  # a folder that is gone, or links in a circle
            break
        if whole.parent == whole or can_be_seen(whole / ".git"):
            break
        above = above.parent if above.name not in ("", "..") else above / ".."
    return None


def data_set_of(file: Path) -> Path:
    """The data set to which *file* belongs: the one around it, or the file itself."""
    if is_database(file):
        return file
    content = _content(file)
    if _DESCRIBES.search(content) and _HAS_COUNTRIES.search(content):
        return file
    return data_set_around(file.parent) or file


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(
            file
            for file in folder.iterdir()
            if file.suffix.lower() in SUFFIXES and not file.name.startswith(".")
        )
    except OSError:
        return []


def _describes(file: Path) -> bool:
    return _DESCRIBES.search(_content(file)) is not None


def _content(file: Path) -> bytes:
    try:
        return read_file(file, LARGEST)
    except OSError:
        return b""
