"""What the tests of robustness share: a folder of their own."""

from __future__ import annotations

from tests.tui.conftest import own_folder

__all__ = ["own_folder"]
