"""What changed between two moments: postures and stances, and the claims that made them change."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.model.records import Country
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.stance import SILENT, Moment, Stance, Weighed


class Cause(Struct, frozen=True):
    """A claim that counts at one of the two moments and not at the other.

    Attributes:
        before: the claim as it was weighed at the first moment.
        after: the claim as it was weighed at the second.
    """

    before: Weighed
    after: Weighed

    @property
    def came(self) -> bool:
        """Whether it counts at the second moment, and not only at the first."""
        return self.after.counts

    @property
    def lapsed(self) -> bool:
        """Whether it no longer counts only because too much time has passed."""
        return self.after.reason == "lapsed"


class StanceChange(Struct, frozen=True):
    """A stance that is not what it was.

    Attributes:
        support_type: id of the support type.
        before: the stance at the first moment.
        after: the stance at the second.
        causes: the claims that came to count or no longer count.
    """

    support_type: str
    before: Stance
    after: Stance
    causes: tuple[Cause, ...]


class Change(Struct, frozen=True):
    """What changed for one country.

    Attributes:
        country: the country.
        before: its posture at the first moment.
        after: its posture at the second.
        stances: the stances that changed.
    """

    country: Country
    before: Posture
    after: Posture
    stances: tuple[StanceChange, ...]

    @property
    def of_posture(self) -> bool:
        """Whether the posture itself changed."""
        return self.before.rule.id != self.after.rule.id


def changes(
    answers: Answers, countries: Iterable[Country], before: Moment, after: Moment
) -> list[Change]:
    """What changed for *countries* from *before* to *after*; first those whose posture did."""
    changed: list[Change] = []
    for country in countries:
        stances = tuple(_stances(answers, country, before, after))
        change = Change(
            country,
            answers.posture(country.id, before),
            answers.posture(country.id, after),
            stances,
        )
        if stances or change.of_posture:
            changed.append(change)
    return sorted(changed, key=lambda each: not each.of_posture)


def _stances(
    answers: Answers, country: Country, before: Moment, after: Moment
) -> Iterable[StanceChange]:
    for support_type in answers.dataset.scored_types:
        was = answers.stances.stance(country.id, support_type.id, before)
        is_ = answers.stances.stance(country.id, support_type.id, after)
        if was.kind == is_.kind or {was.kind, is_.kind} <= SILENT:
            continue
        weighed = zip(
            answers.stances.derivation(country.id, support_type.id, before),
            answers.stances.derivation(country.id, support_type.id, after),
            strict=True,
        )
        causes = tuple(
            Cause(first, second) for first, second in weighed if first.counts != second.counts
        )
        yield StanceChange(support_type.id, was, is_, causes)


def of_type(changed: Iterable[Change], support_type: str) -> tuple[list[Change], int]:
    """The changes on one support type, and how many there are on others."""
    kept: list[Change] = []
    others = 0
    for change in changed:
        stances = tuple(each for each in change.stances if each.support_type == support_type)
        others += len(change.stances) - len(stances)
        if stances:
            kept.append(replace(change, stances=stances))
    return kept, others
