"""When a claim is in force: from when to when it counts, and between which days it may.

A claim counts from the last day on which it can have begun to the last on which it can have
ended. An act of one day counts for its type's `lasts`, a refusal of one day for its type's
`refusals_last`; conduct of which only the last evidence is known counts surely for that long
after it, and possibly for as long again; an end that a source tells is the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.model.dates import LAST_DAY, When, months_later
from alliance_tui.model.records import Claim, SupportType

NEVER = LAST_DAY + 1
"""Stands for the start of what never counts because its date is uncertain."""

REFUSALS = frozenset({"withholds"})


class Period(Struct, frozen=True):
    """From one day to another, as ordinals, both included; nothing where it ends before."""

    first: int
    last: int

    def holds(self, day: int) -> bool:
        """Whether *day* lies in it."""
        return self.first <= day <= self.last

    def is_over(self, day: int) -> bool:
        """Whether all of it lies before *day*."""
        return self.first <= self.last < day


class Force(Struct, frozen=True):
    """Between which days a claim began and ended, as ordinals.

    Attributes:
        may_begin: the first day on which it can have begun.
        begun: the day by which it has begun; `NEVER` where that is uncertain.
        sure_last: the last day before which it has not ended.
        last: the last day on which it can have ended.
        lapses: whether it ends because its time runs out, and not because a source or
            another claim tells the end.
    """

    may_begin: int
    begun: int
    sure_last: int
    last: int
    lapses: bool = False

    @property
    def counting(self) -> Period:
        """From when to when it counts."""
        return Period(self.begun, self.last)

    @property
    def surely(self) -> Period:
        """From when to when it counts and has not ended."""
        return Period(self.begun, self.sure_last)

    @property
    def possibly(self) -> Period:
        """From when to when it may be so."""
        return Period(self.may_begin, self.last)


def force_of(
    claim: Claim, support_type: SupportType, as_of: int, enders: Iterable[Claim] = ()
) -> Force:
    """When *claim* is in force.

    Args:
        claim: the claim.
        support_type: its support type.
        as_of: ordinal of the last day vouched for.
        enders: the claims that bring it to an end.
    """
    force = _own_force(claim, support_type, as_of)
    for ender in enders:
        when = ender.when
        if when.doubtful and when.last_start <= force.may_begin:
            continue  # what had not begun cannot have been ended
        force = replace(force, sure_last=min(force.sure_last, when.first_start - 1))
        if not when.doubtful and when.last_start - 1 <= force.last:
            force = replace(force, last=when.last_start - 1, lapses=False)
    if force.may_begin <= force.last:  # what ended had begun
        force = replace(
            force,
            begun=min(force.begun, force.last),
            sure_last=max(force.sure_last, force.may_begin),
        )
    return replace(force, begun=NEVER) if claim.when.doubtful else force


def _own_force(claim: Claim, support_type: SupportType, as_of: int) -> Force:
    """When *claim* is in force if no other ends it."""
    when = claim.when
    first_start, last_start, first_end, last_end = when.span(as_of)
    months = months_in_force(claim, support_type)
    if not when.interval:
        sure_last, last = _lasting(first_start, months), _lasting(last_start, months)
        return Force(first_start, last_start, sure_last, last, lapses=last < LAST_DAY)
    if ends_unknown(when):
        sure_last, last = _lasting(first_end, months), _lasting(first_end, months, times=2)
        return Force(first_start, last_start, sure_last, last, lapses=last < LAST_DAY)
    return Force(first_start, last_start, first_end, last_end)


def ends_unknown(when: When) -> bool:
    """Whether only the last evidence of an interval is known: ``A/[C..]``."""
    return when.interval and when.first_end < when.last_end == LAST_DAY


def months_in_force(claim: Claim, support_type: SupportType) -> int | Literal["open"]:
    """How many months a single act or refusal like *claim* counts."""
    if claim.direction in REFUSALS:
        return support_type.refusals_last
    return support_type.lasts or "open"


@lru_cache(maxsize=16_384)
def _lasting(day: int, months: int | Literal["open"], times: int = 1) -> int:
    """The last day on which what was so on *day* counts, *times* its months later."""
    return LAST_DAY if months == "open" else months_later(day, times * months) - 1
