"""Stance: where a country stands on one kind of support on one day, and why.

A claim *counts* when its direction is not context, a state acts, its status says that it
stands, its stage says that something was done, and it is *in force* on the day. What counts
gives the stance; the derivation keeps every claim with the reason why it counts or not.

The clock of what was known hides claims, and grades none anew: a stance on it is the one that
the claims known by the day give.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, get_args

from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import day_words, when_words
from alliance_tui.model.provenance import day_of_knowledge, party_of, supporting
from alliance_tui.model.records import Claim
from alliance_tui.model.vocabulary import Direction, Status
from alliance_tui.query.force import (
    NEVER,
    Force,
    Period,
    ends_unknown,
    force_of,
    months_in_force,
)

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
    "context": "nothing that counts",
    "unassessed": "not assessed",
}
"""How each stance is called where no day is meant; on a day `label_at` says it."""

UNASSESSED_BY_THEN: dict[Clock, str] = {
    "happened": "nothing recorded by then",
    "known": "nothing known by then",
}
"""What "not assessed" is called of an earlier day, and by the clock of what was known."""

COUNTED: tuple[StanceKind, ...] = ("supports", "withholds", "opposes", "mixed")
"""The stances of which it is counted how many countries have them."""

SILENT: frozenset[StanceKind] = frozenset({"unassessed", "context"})
"""Stances that say nothing of support: they have no "since", and going from one to the other
is no change."""

MAY_HAVE_ENDED = "may have ended"
"""The mark ``…`` in words."""

MAY_BE_OTHER = "another label may hold"
"""The mark ``?`` in words."""

Reason = Literal[
    "counts",
    "may-have-ended",
    "may-have-begun",
    "context",
    "agent",
    "status",
    "stage",
    "later",
    "over",
    "lapsed",
    "ended",
    "not-known",
    "knowledge-unrecorded",
    "outweighed",
]
"""Why a claim counts on a day, or why not."""

REASONS: dict[Reason, str] = {
    "counts": "counts",
    "may-have-ended": "counts, and may have ended",
    "may-have-begun": "may have begun, and does not count yet",
    "context": "a side fact, which never counts",
    "agent": "no state acted",
    "status": "does not stand firmly enough",
    "stage": "nothing was done yet, or it was ended",
    "later": "begins after this day",
    "over": "no longer in force",
    "lapsed": "too long ago to count still",
    "ended": "ended by a later claim",
    "not-known": "not known yet on this day",
    "knowledge-unrecorded": "day of knowledge not recorded",
    "outweighed": "nothing found, but something counts",
}
"""What each reason means."""

DIRECTIONS: Final[tuple[Direction, ...]] = ("supports", "withholds", "opposes")
"""The directions of what was done, in the order in which they are told."""

CONTESTED: Final[tuple[Status, ...]] = ("alleged", "disputed")
WITHDRAWN: Final[tuple[Status, ...]] = ("refuted", "retracted")
NOT_STANDING: Final = (*CONTESTED, *WITHDRAWN)
"""The statuses of claims that do not stand firmly enough to count."""

_COUNTING: frozenset[Reason] = frozenset({"counts", "may-have-ended"})
_STATE = frozenset({"state", "state-owned"})
_ACTS = {"withholds": "the refusal", "none-found": "the search"}
_UNDONE = frozenset({"requested", "pledged", "ended"})
_PARTISAN = frozenset({"beneficiary", "target"})


class Moment(NamedTuple):
    """The day for which everything is derived, and the clock by which."""

    day: int
    clock: Clock = "happened"


class Weighed(Struct, frozen=True):
    """One claim in a derivation.

    Attributes:
        claim: the claim.
        reason: why it counts, or the first reason why it does not.
        detail: the reason in words, with what it is about.
        age: how old that is on which it rests, where that decides whether it counts.
    """

    claim: Claim
    reason: Reason
    detail: str
    age: str = ""

    @property
    def counts(self) -> bool:
        """Whether the claim counts towards the stance."""
        return self.reason in _COUNTING

    @property
    def told(self) -> str:
        """The reason in words that need no rule beside them."""
        return f"{self.detail}: {self.age}" if self.age else self.detail


class Stance(Struct, frozen=True, array_like=True):
    """Where a country stands on one kind of support on one day.

    Attributes:
        kind: the stance.
        certain: false where it may have ended: what has surely not ended gives another.
        last: for `earlier`, the last day on which a claim counted.
        was: for `earlier`, the stance that the claims gave on that day.
    """

    kind: StanceKind
    certain: bool = True
    last: int | None = None
    was: StanceKind | None = None

    @property
    def doubt(self) -> tuple[str, ...]:
        """What is not certain of it, in words."""
        return () if self.certain else (MAY_HAVE_ENDED,)


def label_at(kind: StanceKind, moment: Moment, as_of: int) -> str:
    """How a stance is called at *moment*, where *as_of* is the last day vouched for."""
    if kind == "unassessed" and (moment.clock == "known" or moment.day < as_of):
        return UNASSESSED_BY_THEN[moment.clock]
    return LABELS[kind]


Reading = Literal["counting", "surely", "possibly"]
"""By which days claims are read: those on which they count, those of them on which they have
surely not ended, or all on which they may be so, with what is alleged or disputed."""


class _Prepared(Struct, frozen=True, gc=False):
    """A claim with all that does not depend on the day.

    Attributes:
        claim: the claim.
        force: when it is in force.
        known: since when it could be known.
        fault: why it cannot count on any day.
        contested: whether it fails only by being alleged or disputed.
        attested: whether somebody says so who speaks for neither side of the war.
    """

    claim: Claim
    force: Force
    known: int | None
    fault: Reason | None
    contested: bool
    attested: bool

    def period(self, reading: Reading) -> Period:
        """Its days by *reading*."""
        return getattr(self.force, reading)  # type: ignore[no-any-return]

    def is_read(self, reading: Reading) -> bool:
        """Whether it counts by *reading*, on its days."""
        return self.fault is None or (reading == "possibly" and self.contested and self.attested)


class _Course:
    """A country's stance on one kind of support through time, by one clock.

    Between two turning days nothing changes, so that each stretch is derived once.
    """

    __slots__ = ("claims", "clock", "readings", "stances", "turns")

    def __init__(self, claims: tuple[_Prepared, ...], turns: set[int], clock: Clock) -> None:
        self.claims = claims
        self.clock = clock
        self.turns = sorted(turns)
        self.stances: dict[int, Stance] = {}
        self.readings: dict[tuple[int, Reading], StanceKind] = {}


class Stances:
    """The stances of every country of a data set."""

    def __init__(self, dataset: Dataset) -> None:
        """Derive from *dataset* when asked."""
        self.dataset = dataset
        self._courses: dict[tuple[str, str, Clock], _Course] = {}
        self._last = Moment(dataset.as_of)
        self._kept: Mapping[str, Mapping[str, Stance]] | None = None

    def keep(self, stances: Mapping[str, Mapping[str, Stance]]) -> None:
        """Take *stances* for those on the last day, by what had happened.

        They stand by country and support type; a pair that has none has no claim.
        """
        self._kept = stances

    def stance(self, country: str, support_type: str, moment: Moment) -> Stance:
        """The stance of *country* on *support_type* at *moment*."""
        if self._kept is not None and moment == self._last:
            return self._kept.get(country, _NOTHING).get(support_type, _UNASSESSED)
        course = self._course(country, support_type, moment.clock)
        stretch = bisect_right(course.turns, moment.day)
        stance = course.stances.get(stretch)
        if stance is None:
            stance = course.stances[stretch] = self._derive(course, moment.day)
        return stance

    def kind(
        self, country: str, support_type: str, moment: Moment, reading: Reading = "counting"
    ) -> StanceKind:
        """The stance that the claims give by *reading*."""
        course = self._course(country, support_type, moment.clock)
        key = bisect_right(course.turns, moment.day), reading
        kind = course.readings.get(key)
        if kind is None:
            visible = self._visible(course, moment.day)
            kind = course.readings[key] = _kind(visible, moment.day, reading)
        return kind

    def reads_alike(self, country: str, moment: Moment, reading: Reading) -> bool:
        """Whether every stance of *country* is the same by *reading* as by what counts."""
        return country not in self.dataset.claims_by_country or all(
            self.kind(country, each.id, moment, reading) == self.kind(country, each.id, moment)
            for each in self.dataset.scored_types
        )

    def derivation(self, country: str, support_type: str, moment: Moment) -> tuple[Weighed, ...]:
        """Every claim of *country* on *support_type*, by date, with its reason at *moment*."""
        course = self._course(country, support_type, moment.clock)
        visible = {each.claim.id: each for each in self._visible(course, moment.day)}
        going_on = [
            each
            for each in visible.values()
            if each.claim.direction in DIRECTIONS and each.force.counting.holds(moment.day)
        ]
        outweighed = ""
        if any(each.fault is None for each in going_on):
            outweighed = REASONS["outweighed"]
        elif any(each.contested for each in going_on):
            outweighed = "nothing found, but something is alleged or disputed"
        return tuple(
            self._weigh(visible.get(each.claim.id, each), moment, outweighed)
            for each in course.claims
        )

    def recorded(self, country: str, support_type: str, moment: Moment) -> list[Weighed]:
        """Those of them that are recorded by *moment*, whether they count or not."""
        return [
            each
            for each in self.derivation(country, support_type, moment)
            if each.reason not in ("later", "not-known")
            and each.claim.when.first_start <= moment.day
        ]

    def weighed(self, claim: Claim, moment: Moment) -> Weighed:
        """*claim* with its reason at *moment*."""
        derivation = self.derivation(claim.country, claim.type, moment)
        return next(each for each in derivation if each.claim.id == claim.id)

    def last_change(self, country: str, moment: Moment) -> int:
        """The last day up to *moment* on which a claim came to count or ceased; 0 if none."""
        days = (
            max(day, each.known or 0)
            for support_type in self.dataset.scored_types
            for each in self._visible(
                self._course(country, support_type.id, moment.clock), moment.day
            )
            if each.fault is None and each.force.begun <= each.force.last
            for day in (each.force.begun, each.force.last + 1)
        )
        return max((day for day in days if day <= moment.day), default=0)

    def turning_days(self, country: str, support_type: str, clock: Clock) -> list[int]:
        """Every day, as an ordinal, on which the stance may become another, in order."""
        return self._course(country, support_type, clock).turns

    def _derive(self, course: _Course, day: int) -> Stance:
        visible = self._visible(course, day)
        if not visible:
            return _UNASSESSED
        kind = _kind(visible, day, "counting")
        certain = kind == _kind(visible, day, "surely")
        if kind != "earlier":
            return Stance(kind, certain)
        last = max(each.force.last for each in visible if _has_counted(each, day, "counting"))
        return Stance(kind, certain, last, _kind(visible, last, "counting"))

    def _visible(self, course: _Course, day: int) -> tuple[_Prepared, ...]:
        """The claims that can be told of on *day*: on the known clock, not those known later.

        Whoever does not know yet that something ended takes it to go on.
        """
        if course.clock == "happened":
            return course.claims
        known = [each for each in course.claims if each.known is None or each.known <= day]
        return tuple(self._as_known(each, day) for each in known)

    def _as_known(self, each: _Prepared, day: int) -> _Prepared:
        enders = self._enders(each.claim)
        known = [ender for ender in enders if (self._known(ender) or day + 1) <= day]
        if len(known) == len(enders):
            return each
        return _Prepared(
            each.claim,
            self._force(each.claim, known),
            each.known,
            each.fault,
            each.contested,
            each.attested,
        )

    def _weigh(self, each: _Prepared, moment: Moment, outweighed: str) -> Weighed:
        claim, day, force = each.claim, moment.day, each.force
        if each.fault is not None:
            detail = {
                "context": REASONS["context"],
                "agent": f"not by the state: {claim.agent}",
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
            return self._past(each, moment)
        if force.begun > day:
            uncertain = force.begun == NEVER
            detail = "its date is uncertain" if uncertain else REASONS["may-have-begun"]
            return Weighed(claim, "may-have-begun", detail)
        if claim.direction == "none-found" and outweighed:
            return Weighed(claim, "outweighed", outweighed)
        if force.surely.holds(day):
            return Weighed(claim, "counts", REASONS["counts"], self._age(each, "counts", day))
        age = self._age(each, "may-have-ended", day)
        return Weighed(claim, "may-have-ended", REASONS["may-have-ended"], age)

    def _past(self, each: _Prepared, moment: Moment) -> Weighed:
        """A claim that is in force no more, with what ended it."""
        claim, last = each.claim, each.force.last
        for ender in self._enders(claim):
            if ender.when.last_start - 1 == last and not ender.when.doubtful:
                when = when_words(ender.when.text)
                return Weighed(claim, "ended", f"ended by another claim, {when}")
        if each.force.lapses:
            age = self._age(each, "lapsed", moment.day)
            return Weighed(claim, "lapsed", f"counted until {day_words(last)}", age)
        return Weighed(claim, "over", "it has ended")

    def _age(self, each: _Prepared, reason: Reason, day: int) -> str:
        """How old the act or the last evidence of a claim is, where a type sets a limit to that."""
        claim, when = each.claim, each.claim.when
        if reason == "may-have-ended" and any(
            ender.when.first_start <= day for ender in self._enders(claim)
        ):
            return "another claim may have ended it"
        months = months_in_force(claim, self.dataset.support_types[claim.type])
        if months == "open":
            return ""
        if not when.interval:
            what, limit = _ACTS.get(claim.direction, "the act"), months
        elif ends_unknown(when) and day > when.first_end:
            what, limit = "its last evidence", 2 * months if reason == "lapsed" else months
        else:
            return ""
        is_ = "may be" if reason == "may-have-ended" and not when.interval else "is"
        than = "less" if reason == "counts" else "more"
        return f"{what} {is_} {than} than {limit} months old"

    def _course(self, country: str, support_type: str, clock: Clock) -> _Course:
        key = (country, support_type, clock)
        course = self._courses.get(key)
        if course is None:
            claims = self.dataset.claims_by_stance.get((country, support_type), ())
            prepared = tuple(self._prepare(each, clock) for each in claims)
            turns = {day for each in prepared for day in self._turns(each, clock)}
            course = self._courses[key] = _Course(prepared, turns, clock)
        return course

    def _prepare(self, claim: Claim, clock: Clock) -> _Prepared:
        known = self._known(claim) if clock == "known" else None
        fault = _fault(claim)
        contested = (
            claim.direction in DIRECTIONS
            and claim.status in CONTESTED
            and claim.agent in _STATE
            and claim.stage not in _UNDONE
        )
        if clock == "known" and known is None:
            contested = False
            fault = fault or "knowledge-unrecorded"
        force = self._force(claim, self._enders(claim))
        return _Prepared(claim, force, known, fault, contested, self._is_attested(claim))

    def _turns(self, each: _Prepared, clock: Clock) -> Iterator[int]:
        """Every day on which *each* may come to be read otherwise."""
        enders = self._enders(each.claim)
        forces = [each.force]
        if clock == "known":
            forces.append(self._force(each.claim, ()))
            yield from (ender.when.last_start - 1 for ender in enders)
            for claim in (each.claim, *enders):
                known = self._known(claim)
                if known is not None:
                    yield known
        for force in forces:
            yield from (force.may_begin, force.begun, force.sure_last + 1, force.last + 1)
        for ender in enders:
            yield from (ender.when.first_start, ender.when.last_start)

    def _enders(self, claim: Claim) -> list[Claim]:
        """The claims that bring *claim* to its end; what does not stand ends nothing."""
        enders = self.dataset.ended_by.get(claim.id, ())
        return [each for each in enders if each.status not in NOT_STANDING]

    def _force(self, claim: Claim, enders: Iterable[Claim]) -> Force:
        support_type = self.dataset.support_types[claim.type]
        return force_of(claim, support_type, self.dataset.as_of, enders)

    def _known(self, claim: Claim) -> int | None:
        return day_of_knowledge(claim, self.dataset.source)

    def _is_attested(self, claim: Claim) -> bool:
        return any(
            party_of(each, claim, self.dataset.source[each.source], self.dataset.metadata)
            not in _PARTISAN
            for each in supporting(claim)
        )


_UNASSESSED = Stance("unassessed")
_NOTHING: Mapping[str, Stance] = {}


def _kind(claims: Iterable[_Prepared], day: int, reading: Reading) -> StanceKind:
    """The stance on *day* that *claims* give by *reading*."""
    in_force = [each for each in claims if each.period(reading).holds(day)]
    directions = {each.claim.direction for each in in_force if each.is_read(reading)}
    scoring = directions.intersection(DIRECTIONS)
    if "supports" in scoring:
        return "supports" if len(scoring) == 1 else "mixed"
    if "opposes" in scoring:
        return "opposes"
    if scoring:
        return "withholds"
    if any(each.contested for each in in_force):
        return "disputed"
    if "none-found" in directions:
        return "none"
    if any(_has_counted(each, day, reading) for each in claims):
        return "earlier"
    return "context" if any(each.claim.when.first_start <= day for each in claims) else "unassessed"


def _has_counted(each: _Prepared, day: int, reading: Reading) -> bool:
    """Whether *each* counted before *day* and counts no more."""
    return (
        each.claim.direction in DIRECTIONS
        and each.is_read(reading)
        and each.period(reading).is_over(day)
    )


def _fault(claim: Claim) -> Reason | None:
    """The first reason, whatever the day, for which *claim* cannot count."""
    if claim.direction == "context":
        return "context"
    if claim.agent not in _STATE:
        return "agent"
    if claim.status in NOT_STANDING:
        return "status"
    if claim.stage in _UNDONE:
        return "stage"
    return None
