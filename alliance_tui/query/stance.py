"""Stance: where a country stands on one kind of support on one day, and why.

A claim *counts* when its direction is not context, a state acts, its status says that it
stands, its stage says that something was done, and it is *in force* on the day. What counts
gives the stance; the derivation keeps every claim with the reason why it counts or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import LAST_DAY, day_words, months_later, when_words
from alliance_tui.model.provenance import day_of_knowledge
from alliance_tui.model.records import Claim

Clock = Literal["happened", "known"]
"""Which time rules: when something happened, or since when it was known."""

StanceKind = Literal[
    "supports",
    "withholds",
    "opposes",
    "mixed",
    "disputed",
    "none",
    "earlier",
    "context",
    "unassessed",
]
"""Where a country stands. The words are those of the query language."""

KINDS: tuple[StanceKind, ...] = get_args(StanceKind)

LABELS: dict[str, str] = {
    "supports": "supports",
    "withholds": "withholds",
    "opposes": "opposes",
    "mixed": "mixed",
    "disputed": "alleged or disputed",
    "none": "none found",
    "earlier": "earlier",
    "context": "context only",
    "unassessed": "not assessed",
}
"""How each stance is called on the screen."""

COUNTED: tuple[StanceKind, ...] = ("supports", "withholds", "opposes", "mixed")
"""The stances of which it is counted how many countries have them."""

SILENT: frozenset[StanceKind] = frozenset({"unassessed", "context"})
"""Stances that say nothing of support: they have no "since", and going from one to the other
is no change."""

Reason = Literal[
    "counts",
    "possible",
    "context",
    "agent",
    "status",
    "stage",
    "later",
    "over",
    "ended",
    "not-known",
    "knowledge-unrecorded",
    "outweighed",
]
"""Why a claim counts on a day, or why not."""

REASONS: dict[Reason, str] = {
    "counts": "counts",
    "possible": "counts, though it is only possibly in force",
    "context": "context never counts",
    "agent": "no state acted",
    "status": "does not stand firmly enough",
    "stage": "nothing was done yet, or it was ended",
    "later": "begins after this day",
    "over": "no longer in force",
    "ended": "ended by a later claim",
    "not-known": "not known yet on this day",
    "knowledge-unrecorded": "day of knowledge not recorded",
    "outweighed": "nothing found, but something counts",
}
"""What each reason means."""

_STANDING = frozenset({"reported", "corroborated", "acknowledged"})
_STATE = frozenset({"state", "state-owned"})
_UNDONE = frozenset({"requested", "pledged", "ended"})
_CONTESTED = frozenset({"alleged", "disputed"})
_SCORING = frozenset({"supports", "withholds", "opposes"})


class Moment(NamedTuple):
    """The day for which everything is derived, and the clock by which."""

    day: int
    clock: Clock = "happened"


class Force(NamedTuple):
    """When a claim is in force, as ordinals: possibly and certainly, both ends included."""

    first: int
    last: int
    sure_first: int
    sure_last: int


class Weighed(Struct, frozen=True):
    """One claim in a derivation.

    Attributes:
        claim: the claim.
        reason: why it counts, or the first reason why it does not.
        detail: the reason in words, with what it is about.
    """

    claim: Claim
    reason: Reason
    detail: str

    @property
    def counts(self) -> bool:
        """Whether the claim counts towards the stance."""
        return self.reason in ("counts", "possible")


class Stance(Struct, frozen=True):
    """Where a country stands on one kind of support on one day.

    Attributes:
        kind: the stance.
        certain: false where the certain claims alone would give another.
        last: for `earlier`, the last day on which a claim may have been in force.
    """

    kind: StanceKind
    certain: bool = True
    last: int | None = None


class _Prepared(Struct, frozen=True, gc=False):
    """A claim with all that does not depend on the day."""

    claim: Claim
    force: Force
    known: int | None
    fault: Reason | None
    contested: bool


class Stances:
    """The stances of every country of a data set."""

    def __init__(self, dataset: Dataset) -> None:
        """Derive from *dataset* when asked."""
        self.dataset = dataset
        self._prepared: dict[tuple[str, str, Clock], tuple[_Prepared, ...]] = {}
        self._stances: dict[tuple[str, str, Moment], Stance] = {}

    def stance(self, country: str, support_type: str, moment: Moment) -> Stance:
        """The stance of *country* on *support_type* at *moment*."""
        key = (country, support_type, moment)
        found = self._stances.get(key)
        if found is None:
            if len(self._stances) > 200_000:
                self._stances.clear()
            found = self._stances[key] = self._derive(country, support_type, moment)
        return found

    def certain_kind(self, country: str, support_type: str, moment: Moment) -> StanceKind:
        """The stance that the certain claims alone give."""
        stance = self.stance(country, support_type, moment)
        if stance.certain:
            return stance.kind
        return self._kind(self._claims(country, support_type, moment.clock), moment, sure=True)

    def all_certain(self, country: str, moment: Moment) -> bool:
        """Whether the certain claims alone give every stance of *country*."""
        return country not in self.dataset.claims_by_country or all(
            self.stance(country, each.id, moment).certain for each in self.dataset.scored_types
        )

    def derivation(self, country: str, support_type: str, moment: Moment) -> tuple[Weighed, ...]:
        """Every claim of *country* on *support_type*, by date, with its reason at *moment*."""
        prepared = self._claims(country, support_type, moment.clock)
        outweighed = any(
            each.claim.direction in _SCORING
            and each.fault is None
            and _in_force(each, moment.day, sure=False)
            for each in prepared
        )
        return tuple(self._weigh(each, moment, outweighed) for each in prepared)

    def weighed(self, claim: Claim, moment: Moment) -> Weighed:
        """*claim* with its reason at *moment*."""
        found = self.derivation(claim.country, claim.type, moment)
        return next(each for each in found if each.claim.id == claim.id)

    def last_change(self, country: str, moment: Moment) -> int:
        """The last day up to *moment* on which a claim came into force or went out; 0 if none."""
        days = (
            day
            for support_type in self.dataset.scored_types
            for each in self._claims(country, support_type.id, moment.clock)
            if each.fault is None and each.force.first <= each.force.last
            for day in (each.force.first, each.force.last + 1)
        )
        return max((day for day in days if day <= moment.day), default=0)

    def turning_days(self, country: str, support_type: str, clock: Clock) -> set[int]:
        """Every day, as an ordinal, on which the stance may become another."""
        days: set[int] = set()
        for each in self._claims(country, support_type, clock):
            force = each.force
            days |= {each.claim.when.first_start, force.first, force.sure_first}
            days |= {force.last + 1, force.sure_last + 1}
            if each.known is not None:
                days.add(each.known)
        return days

    def force(self, claim: Claim, clock: Clock) -> Force:
        """When *claim* is in force by *clock*."""
        for each in self._claims(claim.country, claim.type, clock):
            if each.claim.id == claim.id:
                return each.force
        raise KeyError(claim.id)

    def _derive(self, country: str, support_type: str, moment: Moment) -> Stance:
        prepared = self._claims(country, support_type, moment.clock)
        if not prepared:
            return _UNASSESSED
        kind = self._kind(prepared, moment, sure=False)
        certain = kind == self._kind(prepared, moment, sure=True)
        last = None
        if kind == "earlier":
            last = max(
                each.force.last for each in prepared if _was_in_force(each, moment.day, sure=False)
            )
        return Stance(kind, certain, last)

    def _kind(self, prepared: tuple[_Prepared, ...], moment: Moment, *, sure: bool) -> StanceKind:
        day = moment.day
        in_force = [each for each in prepared if _in_force(each, day, sure=sure)]
        found = {each.claim.direction for each in in_force if each.fault is None}
        scoring = found & _SCORING
        if scoring == {"supports"}:
            return "supports"
        if scoring == {"withholds"}:
            return "withholds"
        if "supports" in scoring:
            return "mixed"
        if "opposes" in scoring:
            return "opposes"
        if any(each.contested for each in in_force):
            return "disputed"
        if "none-found" in found:
            return "none"
        if any(_was_in_force(each, day, sure=sure) for each in prepared):
            return "earlier"
        if any(each.claim.when.first_start <= day and _is_known(each, moment) for each in prepared):
            return "context"
        return "unassessed"

    def _weigh(self, each: _Prepared, moment: Moment, outweighed: bool) -> Weighed:
        claim, day, force = each.claim, moment.day, each.force
        if each.fault is not None:
            detail = {
                "context": REASONS["context"],
                "agent": f"acted: {claim.agent}",
                "status": f"status: {claim.status}",
                "stage": f"stage: {claim.stage}",
                "knowledge-unrecorded": REASONS["knowledge-unrecorded"],
            }[each.fault]
            return Weighed(claim, each.fault, detail)
        if claim.when.first_start > day:
            return Weighed(claim, "later", REASONS["later"])
        if moment.clock == "known" and each.known is not None and each.known > day:
            return Weighed(claim, "not-known", f"known since {day_words(each.known)}")
        if force.last < day:
            ender = self._ender(each, moment.clock)
            if ender is not None:
                when = when_words(ender.when.text)
                return Weighed(claim, "ended", f"ended by another claim, {when}")
            return Weighed(claim, "over", f"in force until {day_words(force.last)}")
        if claim.direction == "none-found" and outweighed:
            return Weighed(claim, "outweighed", REASONS["outweighed"])
        if force.sure_first <= day <= force.sure_last:
            return Weighed(claim, "counts", REASONS["counts"])
        return Weighed(claim, "possible", REASONS["possible"])

    def _ender(self, each: _Prepared, clock: Clock) -> Claim | None:
        """The claim that brought *each* to its end, if one did."""
        for ender in self.dataset.ended_by.get(each.claim.id, ()):
            ending = self._ending(ender, clock)
            if ending is not None and ending[1] - 1 == each.force.last:
                return ender
        return None

    def _claims(self, country: str, support_type: str, clock: Clock) -> tuple[_Prepared, ...]:
        key = (country, support_type, clock)
        found = self._prepared.get(key)
        if found is None:
            claims = self.dataset.claims_by_stance.get((country, support_type), ())
            found = self._prepared[key] = tuple(self._prepare(claims, clock))
        return found

    def _prepare(self, claims: Iterable[Claim], clock: Clock) -> Iterable[_Prepared]:
        for claim in claims:
            known = day_of_knowledge(claim, self.dataset.source) if clock == "known" else None
            fault = _fault(claim)
            contested = (
                claim.direction in _SCORING
                and claim.status in _CONTESTED
                and claim.agent in _STATE
                and claim.stage not in _UNDONE
            )
            force = self._force(claim, clock, known)
            if clock == "known" and known is None:
                contested = False
                fault = fault or "knowledge-unrecorded"
            yield _Prepared(claim, force, known, fault, contested)

    def _force(self, claim: Claim, clock: Clock, known: int | None) -> Force:
        first, last, sure_first, sure_last = self._own_force(claim)
        for ender in self.dataset.ended_by.get(claim.id, ()):
            ending = self._ending(ender, clock)
            if ending is None:
                continue
            earliest, latest = ending
            sure_last = min(sure_last, earliest - 1)
            if not ender.when.doubtful:
                last = min(last, latest - 1)
        if known is not None:
            first, sure_first = max(first, known), max(sure_first, known)
        return Force(first, last, sure_first, sure_last)

    def _own_force(self, claim: Claim) -> Force:
        when = claim.when
        first_start, last_start, first_end, last_end = when.span(self.dataset.as_of)
        if when.interval:
            force = Force(first_start, last_end, last_start, first_end)
        elif claim.direction in ("withholds", "none-found"):
            force = Force(first_start, LAST_DAY, last_start, LAST_DAY)
        else:
            lasts = self.dataset.support_types[claim.type].lasts
            force = Force(
                first_start, _act_ends(last_start, lasts), last_start, _act_ends(first_start, lasts)
            )
        if when.doubtful:
            force = force._replace(sure_first=LAST_DAY, sure_last=0)
        return force

    def _ending(self, ender: Claim, clock: Clock) -> tuple[int, int] | None:
        """From which day at the earliest and at the latest *ender* ends others, if it does."""
        if ender.status not in _STANDING:
            return None
        when = ender.when
        if clock == "happened":
            return when.first_start, when.last_start
        known = day_of_knowledge(ender, self.dataset.source)
        if known is None:
            return None
        return max(when.first_start, known), max(when.last_start, known)


_UNASSESSED = Stance("unassessed")


def _fault(claim: Claim) -> Reason | None:
    """The first reason, whatever the day, for which *claim* cannot count."""
    if claim.direction == "context":
        return "context"
    if claim.agent not in _STATE:
        return "agent"
    if claim.status not in _STANDING:
        return "status"
    if claim.stage in _UNDONE:
        return "stage"
    return None


@lru_cache(maxsize=16_384)
def _act_ends(day: int, lasts: int | str | None) -> int:
    """The last day on which an act of *day* is in force."""
    if isinstance(lasts, int):
        return months_later(day, lasts) - 1
    return LAST_DAY


def _in_force(each: _Prepared, day: int, *, sure: bool) -> bool:
    force = each.force
    if sure:
        return force.sure_first <= day <= force.sure_last
    return force.first <= day <= force.last


def _was_in_force(each: _Prepared, day: int, *, sure: bool) -> bool:
    return (
        each.fault is None
        and not (sure and each.claim.when.doubtful)
        and each.claim.direction in ("supports", "opposes")
        and each.force.first <= each.force.last < day
    )


def _is_known(each: _Prepared, moment: Moment) -> bool:
    return moment.clock == "happened" or each.known is None or each.known <= moment.day
