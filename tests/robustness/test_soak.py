"""A little of the soak: random input for the real program; `make soak` is as long as wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.robustness.soak import Player


@pytest.mark.parametrize("seed", range(101, 105))
def test_nothing_ends_it_and_no_key_is_lost(seed: int, tmp_path: Path) -> None:
    tally = Player(seed, tmp_path).play(250)
    assert not tally.trouble
    assert tally.inputs >= 250
