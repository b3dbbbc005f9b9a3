"""Stances and postures through time, as spans of days on which they stay the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import Struct

from alliance_tui.model.records import Country
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.stance import Clock, Moment, Stance

_Value = TypeVar("_Value", Stance, Posture)


class StanceSpan(Struct, frozen=True):
    """Days on which a stance is the same: from the ordinal `first` to `last`, both included."""

    first: int
    last: int
    stance: Stance


class PostureSpan(Struct, frozen=True):
    """Days on which a posture is the same: from the ordinal `first` to `last`, both included."""

    first: int
    last: int
    posture: Posture


def stance_spans(
    answers: Answers, country: str, support_type: str, clock: Clock, first: int, last: int
) -> list[StanceSpan]:
    """The stances of *country* on *support_type* from the day *first* to the day *last*."""
    stances = answers.stances
    turns = stances.turning_days(country, support_type, clock)
    return [
        StanceSpan(*each)
        for each in _spans(
            turns,
            first,
            last,
            lambda day: stances.stance(country, support_type, Moment(day, clock)),
            lambda stance: (stance.kind, stance.certain),
        )
    ]


def posture_spans(
    answers: Answers, country: Country, clock: Clock, first: int, last: int
) -> list[PostureSpan]:
    """The postures of *country* from the day *first* to the day *last*."""
    turns = answers.turning_days(country.id, clock)
    return [
        PostureSpan(*each)
        for each in _spans(
            turns,
            first,
            last,
            lambda day: answers.posture(country.id, Moment(day, clock)),
            lambda posture: (posture.rule.id, posture.doubt),
        )
    ]


def stance_since(answers: Answers, country: str, support_type: str, moment: Moment) -> int:
    """The first day of the stance that *country* has at *moment*, as an ordinal."""
    turns = answers.stances.turning_days(country, support_type, moment.clock)
    here = answers.stances.stance(country, support_type, moment).kind
    since = moment.day
    for day in sorted((day for day in turns if day <= moment.day), reverse=True):
        if answers.stances.stance(country, support_type, Moment(day, moment.clock)).kind != here:
            break
        since = day
    return since


def _spans(
    turns: Iterable[int],
    first: int,
    last: int,
    value_on: Callable[[int], _Value],
    same: Callable[[_Value], object],
) -> list[tuple[int, int, _Value]]:
    spans: list[tuple[int, int, _Value]] = []
    starts = [first, *sorted({day for day in turns if first < day <= last})]
    ends = [day - 1 for day in starts[1:]] + [last]
    for start, end in zip(starts, ends, strict=True):
        value = value_on(start)
        if spans and same(spans[-1][2]) == same(value):
            spans[-1] = (spans[-1][0], end, spans[-1][2])
        else:
            spans.append((start, end, value))
    return spans
