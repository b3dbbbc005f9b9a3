"""Where every country stands on the last day vouched for, kept with the compiled copy.

It is what nearly every start asks first. A copy is named by the content of its files, hence
by the rules by which postures are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.query.stance import Stance
from alliance_tui.store.store import Store

STANDING: Final = "standing"
"""Under which name a store keeps it."""


class KeptPosture(Struct, frozen=True, array_like=True):
    """The posture of a country: the id of its rule, and its marks as in `answers.Posture`."""

    rule: str
    may_have_ended: bool
    may_be_other: bool


class Standing(Struct, frozen=True, array_like=True):
    """Where every country stands on the data set's last day, by what had happened.

    Attributes:
        stances: by country and support type; those without claims are not among them.
        postures: by country.
    """

    stances: Mapping[str, Mapping[str, Stance]]
    postures: Mapping[str, KeptPosture]


def kept_standing(dataset: Dataset) -> Standing | None:
    """What the store of *dataset* keeps, if it was kept and is sound."""
    if not isinstance(dataset.store, Store):
        return None
    try:
        return msgspec.msgpack.decode(dataset.store.content(STANDING), type=Standing)
    except msgspec.DecodeError:
        return None
