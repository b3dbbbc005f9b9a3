"""From roll calls to runs: rules 1 to 3 of the codebook, and nothing else.

A run starts on a core text. It ends with two successive votes not of its kind: two on core
texts, whatever side votes lie between, or one on a core text and one on the text before or
after it. It ends, too, when a government falls by force or flight, unless the votes of the
new one go on in the same way, and when two core roll calls in a row go by without the state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

DIRECTIONS = {"for": "opposes", "against": "supports", "abstain": "withholds"}
"""What a vote says of a state where the subject voted against."""


@dataclass(frozen=True)
class Text:
    """A text that was voted on.

    Attributes:
        id: the event.
        day: the day of the vote.
        core: whether it is on the attack, the territory or the withdrawal.
        whole: whether the whole roll call is known.
    """

    id: str
    day: date
    core: bool
    whole: bool


@dataclass(frozen=True)
class Cast:
    """A recorded vote of a state."""

    text: Text
    vote: str


@dataclass
class Run:
    """Successive votes of a state of one kind, with lone deviations.

    Attributes:
        vote: of which kind.
        cast: the votes, in order.
        end: the last day, where it ended.
        sign: a side vote just before the first one that made it a run.
        fell: whether it ended with a government.
        missed: whether it ended because two core roll calls went by without the state.
    """

    vote: str
    cast: list[Cast] = field(default_factory=list)
    end: date | None = None
    sign: Cast | None = None
    fell: bool = False
    missed: bool = False

    @property
    def known(self) -> date | None:
        """The day of the second vote, from which it was known; none where there is one alone."""
        votes = [self.sign, *self.cast] if self.sign else self.cast
        return votes[1].text.day if len(votes) > 1 else None

    @property
    def start(self) -> date:
        """The day of the first vote."""
        return self.cast[0].text.day


@dataclass(frozen=True)
class Course:
    """All that a state's votes give: runs, and the votes that belong to none."""

    runs: tuple[Run, ...]
    others: tuple[Cast, ...]


def course_of(cast: Sequence[Cast], texts: Sequence[Text], fell: Sequence[date] = ()) -> Course:
    """The runs of one state.

    Args:
        cast: its votes, in the order of *texts*.
        texts: every text, in order.
        fell: the days on which its government fell by force or flight.
    """
    runs: list[Run] = []
    for first, last in _terms(fell):
        own = [each for each in cast if first <= each.text.day <= last]
        during = [each for each in texts if first <= each.day <= last]
        found = list(_under_one_government(own, during))
        if runs and found and runs[-1].fell and runs[-1].vote == found[0].vote:
            before, after = runs.pop(), found.pop(0)
            start, end = before.cast[-1].text.day, after.cast[0].text.day
            between = [each for each in cast if start < each.text.day < end]
            after.cast = [*before.cast, *between, *after.cast]
            found.insert(0, after)
        if found and found[-1].end is None and last != date.max:
            found[-1].end, found[-1].fell = last, True
        runs += found
    counted = {id(each) for run in runs for each in run.cast}
    return Course(tuple(runs), tuple(each for each in cast if id(each) not in counted))


def _terms(fell: Sequence[date]) -> Iterator[tuple[date, date]]:
    """From which day to which each government ruled."""
    first = date.min
    for day in sorted(fell):
        yield first, day
        first = day + timedelta(days=1)
    yield first, date.max


def _under_one_government(cast: Sequence[Cast], texts: Sequence[Text]) -> Iterator[Run]:
    run: Run | None = None
    waiting = list(cast)
    while waiting:
        if run is None:
            start = next((at for at, each in enumerate(waiting) if each.text.core), None)
            if start is None:
                return
            waiting = waiting[start:]
            run = Run(waiting[0].vote, [waiting.pop(0)])
        missed = _missed(run, waiting, texts)
        turn = _turn(run.vote, waiting, texts)
        if missed is not None and (turn is None or missed < waiting[turn[0]].text.day):
            run.cast += [each for each in waiting if each.text.day < missed]
            waiting = [each for each in waiting if each.text.day >= missed]
            run.end, run.missed = missed - timedelta(days=1), True
            yield run
            run = None
        elif turn is None:
            run.cast += waiting
            waiting = []
        else:
            at, vote, sign = turn
            run.cast += waiting[:at]
            run.end = waiting[at].text.day - timedelta(days=1)
            yield run
            run = Run(vote, [waiting[at]], sign=sign)
            waiting = waiting[at + 1 :]
    if run is not None:
        missed = _missed(run, [], texts)
        if missed is not None:
            run.end, run.missed = missed - timedelta(days=1), True
        yield run


def _turn(
    vote: str, waiting: Sequence[Cast], texts: Sequence[Text]
) -> tuple[int, str, Cast | None] | None:
    """Where in *waiting* the next run starts, its kind and its sign, if the run ends."""
    place = {each.id: at for at, each in enumerate(texts)}
    for at, each in enumerate(waiting):
        if not each.text.core or each.vote == vote:
            continue
        cores = [other for other in waiting[at + 1 :] if other.text.core]
        nearby = [
            other
            for other in (*waiting[:at][-1:], *waiting[at + 1 :][:1])
            if abs(place[other.text.id] - place[each.text.id]) == 1
        ]
        for other in (*nearby, *cores[:1]):
            if other.vote != vote:
                kind = each.vote if each.vote == other.vote else "abstain"
                if kind != vote:
                    return at, kind, other if other.text.day < each.text.day else None
    return None


def _missed(run: Run, waiting: Sequence[Cast], texts: Sequence[Text]) -> date | None:
    """The day of the second core roll call in a row that went by without the state.

    A roll call known in part ends and doubts nothing.
    """
    voted = {each.text.id for each in (*run.cast, *waiting)}
    missing = 0
    for text in texts:
        if text.day < run.start or not text.core:
            continue
        if text.id in voted:
            missing = 0
        elif text.whole:
            missing += 1
            if missing == 2:
                return text.day
    return None
