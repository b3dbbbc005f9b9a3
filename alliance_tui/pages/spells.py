"""When something was so, in words: one wording of a stretch of time, long or short.

The words are those of the claims themselves, never of the days by which they are counted, and
tell no day that comes after the one that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from alliance_tui.model.dates import When, day_text, when_words
from alliance_tui.model.records import Claim
from alliance_tui.query.answers import Answers
from alliance_tui.query.force import months_in_force
from alliance_tui.query.spans import stance_since
from alliance_tui.query.stance import DIRECTIONS, Moment, Weighed

TOLD: tuple[str, ...] = (*DIRECTIONS, "none-found")
"""The directions of claims that give a stance, in the order in which they are told."""

FOLLOWING = ("since ", "until ", "on ", "in ", "about ", "some day ")
"""What begins words that follow a verb without a comma."""

MONTH, YEAR = len("2022-02"), len("2022")

OR_LATER = " or later"
"""Said of an end that is only the last that is known; where there is no room, “…”."""

BEGUN, ENDED, DONE = "begun by ", "ended by ", "some day by "
"""Before the last day on which something began, ended, or was done, where that is not one day."""


class Spell(Struct, frozen=True):
    """When something was so.

    Attributes:
        first: with which it began.
        latest: up to which it is vouched for.
        acts: the single acts, where it was nothing that lasts.
        goes_on: whether it surely goes on.
    """

    first: When
    latest: When
    acts: tuple[When, ...]
    goes_on: bool


class Past(Struct, frozen=True):
    """What was so and is no more.

    Attributes:
        was: the direction of what was so.
        when: of the claim that was the last to count.
        lapsed: whether nothing told that it ended, but its time ran out.
        ended: the last day on which it was so, as an ordinal, where another claim ended it.
    """

    was: str
    when: When
    lapsed: bool
    ended: int | None


def spells(answers: Answers, country: str, support_type: str, moment: Moment) -> dict[str, Spell]:
    """When *country* stood where it stands on *support_type*, by the direction of what counts."""
    weighed = answers.stances.derivation(country, support_type, moment)
    since = stance_since(answers, country, support_type, moment)
    by_direction = {}
    for direction in TOLD:
        of_this = [each for each in weighed if each.claim.direction == direction]
        counted = [each for each in of_this if each.counts]
        if counted:
            began = (each.claim.when for each in of_this if each.claim.when.last_start == since)
            by_direction[direction] = _spell(
                answers, counted, min(began, default=None, key=_written)
            )
    return by_direction


def _spell(answers: Answers, counted: Sequence[Weighed], began: When | None) -> Spell:
    """The spell of the claims that are *counted*, or of one before them with which it *began*."""
    whens = [each.claim.when for each in counted]
    goes_on = any(each.reason == "counts" and _lasts(answers, each.claim) for each in counted)
    lasting = [each for each in whens if each.interval]
    acts = () if goes_on or lasting else tuple(sorted(whens, key=_written))
    latest = max(lasting or acts or whens, key=lambda when: when.first_end)
    return Spell(began or min(whens, key=_written), latest, acts, goes_on)


def _lasts(answers: Answers, claim: Claim) -> bool:
    """Whether *claim* tells of conduct, or of an act that stays until it is taken back."""
    support_type = answers.dataset.support_types[claim.type]
    return claim.when.interval or months_in_force(claim, support_type) == "open"


def past(answers: Answers, country: str, support_type: str, moment: Moment) -> Past:
    """What was so of a stance that is `earlier` at *moment*."""
    over = [
        each
        for each in answers.stances.derivation(country, support_type, moment)
        if each.reason in ("over", "lapsed", "ended") and each.claim.direction in DIRECTIONS
    ]
    latest = max(over, key=lambda each: (each.claim.when.first_end, each.claim.when.written))
    stance = answers.stances.stance(country, support_type, moment)
    was = stance.was if stance.was in TOLD else None
    ended = stance.last if latest.reason == "ended" else None
    when = latest.claim.when
    return Past(was or latest.claim.direction, when, latest.reason == "lapsed", ended)


def does_when(does: str, when: str) -> str:
    """What it does, and when: “gives arms since Oct 2024”, “gave arms, from … to … or later”."""
    in_years = " " not in when and not when[-1:].isalnum()
    return f"{does} {when}" if in_years or when.startswith(FOLLOWING) else f"{does}, {when}"


def spell_words(spell: Spell) -> Iterator[str]:
    """When it was so: in full, in months, in years, and with as little as tells the years."""
    if spell.acts:
        yield from _acts_told(spell.acts)
        return
    start = spell.first.text.partition("/")[0]
    end = ".." if spell.goes_on else f"[{_latest(spell.latest)}..]"
    full, months, years = period_words(f"{start}/{end}")
    yield from (full, months)
    if months.endswith(OR_LATER):
        yield f"{months.removesuffix(OR_LATER)}…"
    yield years
    first, last = _point(start, YEAR, "by "), _cut(_latest(spell.latest), YEAR)
    if not spell.goes_on:
        yield f"{first}…" if first == last else f"{first}–{last}…"
        if first != last and first[-YEAR:-2] == last[:-2]:
            yield f"{first}–{last[-2:]}…"
    else:
        yield f"{first}–"


@lru_cache(maxsize=16_384)
def period_words(text: str) -> tuple[str, str, str]:
    """A date of the data set in words: in full, in months, in years.

    These are the words for it wherever it stands. What is only known to lie between two days
    is told by the later one where there is no room for both: “begun by Jan 2023”.
    """
    return when_words(text), _period(text, MONTH), _period(text, YEAR)


def _period(text: str, places: int) -> str:
    left, interval, right = text.partition("/")
    if not interval:
        return _point(left, places, DONE)
    if left == "..":
        return f"until {_point(right, places, DONE)}"
    begun = _point(left, places, BEGUN)
    if right == "..":
        return begun if begun.startswith(BEGUN) else f"since {begun}"
    if not right:
        return f"{begun}, since ended"
    if right.endswith("..]"):
        end, later = _cut(right[1:-3], places), OR_LATER
    else:
        end, later = _point(right, places, ENDED), ""
    if begun == end.removeprefix(ENDED):
        return f"{begun}{' and maybe later' if later else ''}"
    if begun.removeprefix(BEGUN) == end.removeprefix(ENDED):
        if later:
            return f"{begun}, until then{later}"
        return f"begun and {end}" if end.startswith(ENDED) else f"{begun}, ended then"
    return f"{begun}, {end}" if end.startswith(ENDED) else f"{begun} – {end}{later}"


def past_words(past: Past) -> Iterator[str]:
    """Until when it was so, or when it last was: in full, in months, in years."""
    if past.ended is not None:
        ended = day_text(past.ended)
        yield from (f"until {when_words(ended[:places])}" for places in (len(ended), MONTH, YEAR))
        return
    if past.lapsed:
        yield f"last {_on_day(end_words(past.when)) if past.when.interval else on_words(past.when)}"
        latest = _latest(past.when) if past.when.interval else past.when.text
        yield from (f"last {_point(latest, places, 'by ')}" for places in (MONTH, YEAR))
        return
    end = past.when.text.partition("/")[2]
    if end.startswith("[") and not end.endswith("..]"):
        yield f"until {when_words(end)}"
    else:
        yield f"until {end_words(past.when)}"
        end = _latest(past.when)
    for places in (MONTH, YEAR):
        words = _point(end, places, ENDED)
        yield words if words.startswith(ENDED) else f"until {words}"


def _acts_told(acts: Sequence[When]) -> Iterator[str]:
    first, last = acts[0], acts[-1]
    if len(acts) == 1:
        yield on_words(first)
        yield from (_period(first.text, places) for places in (MONTH, YEAR))
        return
    yield f"{len(acts)} times, from {start_words(first)} to {end_words(last)}"
    for places in (MONTH, YEAR):
        between = _period(f"{first.text}/{last.text}", places)
        yield f"{len(acts)} times, {between}"
    yield between


def first_month(spells: Iterable[Spell]) -> str:
    """The month with which what is sure of the first of *spells* began."""
    return _month(_start(min((each.first for each in spells), key=_written)))


def last_month(past: Past) -> str:
    """The month by which what was so had ended, or in which it last was."""
    if past.ended is not None:
        return _month(day_text(past.ended))
    by = "" if past.lapsed else past.when.text.partition("/")[2].strip("[]").partition("..")[2]
    return _month(by or _latest(past.when))


def _month(written: str) -> str:
    """The month of a date as it is written, or its year where that is all; no mark of doubt."""
    return when_words(written.rstrip("~?%")[:MONTH]) if written else ""


# One end of a date.


def start_words(when: When) -> str:
    """When something with this date began, after “since”, “from” or “begins”."""
    return when_words(when.text.partition("/")[0])


def end_words(when: When) -> str:
    """The day up to which something with this date is vouched for."""
    end = when.text.partition("/")[2]
    if not end or end == "..":
        return start_words(when)
    return when_words(end[1:].partition("..")[0].rstrip("]")) if end[0] == "[" else when_words(end)


def on_words(when: When) -> str:
    """A single date after a verb: “on 24 Feb 2022”, “in May 2022”."""
    return f"on {start_words(when)}" if when.text[0] == "[" else _on_day(when_words(when.text))


def _on_day(words: str) -> str:
    """A date in words after a verb."""
    if words.startswith("about"):
        return words
    return f"{'on' if words[:1].isdigit() and ' ' in words else 'in'} {words}"


def _point(part: str, places: int, by: str) -> str:
    """A date or one end of one as far as its month or its year: “Feb 2022”, “by Feb 2022”."""
    if not part.startswith("["):
        return _cut(part, places)
    first, _, last = part[1:-1].partition("..")
    return _cut(first, places) if first[:places] == last[:places] else by + _cut(last, places)


def _start(when: When) -> str:
    """The day, as it is written, by which something with this date had begun."""
    first, _, last = when.text.partition("/")[0].strip("[]").partition("..")
    return last or first


def _latest(when: When) -> str:
    """The day, as it is written, up to which something with this date is vouched for."""
    end = when.text.partition("/")[2]
    return end.strip("[]").partition("..")[0] if end and end != ".." else _start(when)


def _cut(start: str, places: int) -> str:
    """A date as far as its month or its year; a mark stays where it is about what is left."""
    mark = start[-1] if start[-1:] in tuple("~?%") else ""
    written = start.removesuffix(mark)
    return when_words(written[:places] + (mark if len(written) <= places else ""))


def _written(when: When) -> int:
    return when.written


def dated(when: When | None) -> str:
    """A date in words, or nothing."""
    return "" if when is None else when_words(when.text)
