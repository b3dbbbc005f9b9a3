"""The user's editor, opened at a line while the explorer waits."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from alliance_tui.reading.files import is_database
from alliance_tui.reading.problems import Place

_BY_ADDRESS = frozenset({"code", "codium", "cursor", "zed", "subl", "hx", "helix"})
"""Editors that take ``file:line:column``; others take ``+line file``."""


def editor_command(place: Place) -> list[str]:
    """How to open the user's editor at *place*; nothing where none is set, or for a database."""
    if place.table or is_database(Path(place.file)):
        return []
    words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not words:
        return []
    name = Path(words[0]).name
    address = f"{place.file}:{place.line}:{place.column}"
    if name in ("code", "codium", "cursor"):
        return [*words, "--wait", "--goto", address]
    if name in _BY_ADDRESS:
        return [*words, address]
    return [*words, f"+{place.line}", place.file]
