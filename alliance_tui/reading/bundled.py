"""Where the data set that comes with the program lies."""

from __future__ import annotations

from pathlib import Path

NAME = "russia-ukraine"


def bundled_path() -> Path:
    """The folder of the bundled data set: packed beside the modules, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "data" / NAME
    return packed if packed.is_dir() else package.parent / "data" / NAME
