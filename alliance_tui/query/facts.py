"""What is so on a day by its own dates."""

from __future__ import annotations

from alliance_tui.model.dates import Activity, When
from alliance_tui.model.records import Membership
from alliance_tui.model.vocabulary import MembershipStatus

_BELONGS: frozenset[MembershipStatus] = frozenset({"member", "frozen", "suspended"})
"""The kinds of membership that ``group:X`` asks for."""


def holds_on(when: When | None, day: int, as_of: int) -> bool:
    """Whether something with this date is, or may be, so on *day*; undated things always are."""
    return when is None or when.activity(day, as_of) is not Activity.NO


def belongs_on(membership: Membership, day: int, as_of: int) -> bool:
    """Whether *membership* makes a country belong to its group on *day*."""
    return membership.status in _BELONGS and holds_on(membership.when, day, as_of)
