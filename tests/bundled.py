"""The data set that comes with the program, read once in a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alliance_tui.model.dataset import Dataset
from alliance_tui.reading.files import bundled_path
from alliance_tui.reading.load import Loaded, load

DATA = Path(__file__).parents[1] / "data"


@cache
def loaded() -> Loaded:
    """The bundled data set as its files are now, with its problems."""
    return load(bundled_path(), use_copy=False)


def dataset() -> Dataset:
    """The bundled data set as its files are now."""
    return loaded().dataset
