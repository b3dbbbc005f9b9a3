"""What a row of the country list says of one kind of support: what was so when, on how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alliance_tui.model.dates import When, day_text, day_words, when_words
from alliance_tui.model.records import Country, SupportType
from alliance_tui.pages.answer import (
    PLAIN,
    Spell,
    evidence_by,
    spells,
    whom_they_help,
)
from alliance_tui.pages.parts import DIRECTIONS, denier
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.telling import why_nothing_counts
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import COUNTED, LABELS, Moment, Stance, StanceKind, Weighed

MOST_OBJECTS = 2
"""Of how many things at most a row says that claims are about them."""

MONTH, YEAR = len("2022-02"), len("2022")


class RowWords(NamedTuple):
    """What a row says.

    Attributes:
        when: what was so and when, in words; after it the same in fewer words.
        claims: how many claims that rests on; where nothing counts, how many there are.
        denied: how many of them somebody denies.
        deniers: who does, states by their names.
    """

    when: tuple[str, ...]
    claims: int
    denied: int
    deniers: tuple[str, ...] = ()


def row_words(
    answers: Answers, country: Country, support_type: SupportType, moment: Moment
) -> RowWords:
    """What the row of *country* says of *support_type* at *moment*."""
    weighed = [
        each
        for each in answers.stances.derivation(country.id, support_type.id, moment)
        if each.reason not in ("later", "not-known") and each.claim.when.first_start <= moment.day
    ]
    if country.id == answers.dataset.metadata.subject:
        when: tuple[str, ...] = ("support goes to it",)
    elif not support_type.scored:
        when = (", ".join(whom_they_help(answers.dataset, weighed)),)
    else:
        stance = answers.stances.stance(country.id, support_type.id, moment)
        if stance.kind in COUNTED:
            weighed = [each for each in weighed if each.counts]
            weighed = [each for each in weighed if each.claim.direction in DIRECTIONS]
        when = tuple(_wordings(answers, country, support_type, stance, weighed, moment))
        if stance.kind in COUNTED and stance.kind != "mixed" and support_type.lasts == "open":
            when = (*_with_objects(when, weighed), *when)
    dataset, denied, who = answers.dataset, 0, dict[str, None]()
    for one in weighed:
        names = {
            denier(each, one.claim, dataset.source[each.source], dataset): None
            for each in evidence_by(dataset, one.claim, moment)
            if each.stance == "denies"
        }
        denied += bool(names)
        who |= names
    return RowWords(when or ("",), len(weighed), denied, tuple(who))


def _wordings(
    answers: Answers,
    country: Country,
    support_type: SupportType,
    stance: Stance,
    weighed: Sequence[Weighed],
    moment: Moment,
) -> Iterator[str]:
    match stance.kind:
        case "supports" | "withholds" | "opposes":
            yield from _times(spells(answers, country, support_type, moment)[stance.kind])
        case "mixed":
            told = [
                (verb(support_type, direction, now=spell.goes_on), tuple(_times(spell)))
                for direction, spell in spells(answers, country, support_type, moment).items()
            ]
            yield "; ".join(f"{what} {when[0]}" for what, when in told)
            yield "; ".join(f"{what} {when[-1]}" for what, when in told)
        case "disputed":
            statuses = Counter(each.claim.status for each in weighed if each.reason == "status")
            counts = ((statuses["alleged"], "alleged"), (statuses["disputed"], "disputed"))
            yield ", ".join(f"{count} {word}" for count, word in counts if count)
        case "none":
            last = max((each.claim.when for each in weighed if each.counts), key=_first_end)
            yield from _period(last, last, still=last.is_open)
        case "earlier":
            if stance.last is not None:
                what = verb(support_type, stance.was or "supports", now=False)
                yield f"{what} until {day_words(stance.last)}"
                yield f"until {day_words(stance.last)}"
                yield f"until {day_text(stance.last)[:YEAR]}"
        case "context":
            yield why_nothing_counts(answers, country.id, support_type.id, moment)


def _with_objects(when: Sequence[str], weighed: Sequence[Weighed]) -> Iterator[str]:
    """What a formal act is about before when it was, where every claim says so and they are few."""
    objects = list(dict.fromkeys(each.claim.object for each in weighed))
    if None in objects or len(objects) > MOST_OBJECTS:
        return
    what = "; ".join(neutral(each or "") for each in objects)
    yield from (f"{what} · {each}" for each in when)
    yield what


def verb(support_type: SupportType, direction: str, *, now: bool) -> str:
    """What is done in *direction*: the verb of the data set, else the name of the direction."""
    forms = support_type.says.forms(direction) if support_type.says is not None else None
    forms = forms or PLAIN[direction]
    return forms.now if now else forms.then or f"earlier: {forms.now}"


def many_do(support_type: SupportType, kind: StanceKind, sure: int, unsure: int) -> str:
    """What countries with this stance do: “2 give arms · 1 gave arms, may go on”.

    Args:
        support_type: the kind of support.
        kind: the stance.
        sure: of how many it is certain.
        unsure: of how many it may have ended.
    """
    forms = support_type.says.forms(kind) if support_type.says is not None else None
    now = "" if forms is None else forms.now if sure == 1 else forms.many
    if forms is None or (sure and not now) or (unsure and not forms.then):
        label = LABELS[kind].capitalize()
        return f"{label} {sure + unsure}" + (f" · {unsure} may have ended" if unsure else "")
    parts = [f"{sure} {now}"] if sure else []
    return " · ".join([*parts, *([f"{unsure} {forms.then}, may go on"] if unsure else [])])


def _times(spell: Spell) -> Iterator[str]:
    if spell.acts:
        first, last = (end(spell.acts, key=_first_end) for end in (min, max))
        if len(spell.acts) > 1:
            yield f"{len(spell.acts)} times, {_cut(first, MONTH)} – {_cut(last, MONTH)}"
            yield f"{_cut(first, YEAR)} – {_cut(last, YEAR)}"
        else:
            yield when_words(first.text)
            yield _cut(first, YEAR)
    else:
        yield from _period(spell.first, spell.latest, still=spell.goes_on)


def _period(first: When, latest: When, *, still: bool) -> Iterator[str]:
    """From when to when, in months, then in years."""
    for places in (MONTH, YEAR):
        start = _cut(first, places)
        if still:
            yield f"since {start}"
        elif not latest.interval:
            yield start
        else:
            end = latest.text.partition("/")[2]
            later = " or later" if end.startswith("[") or not end else ""
            end = _cut_text(end, places)
            yield f"{start} – {end}{later}" if end != start or later else start
    yield _years(first, None if still else latest)


def _years(first: When, latest: When | None) -> str:
    """From which year to which, each in two digits: ``22–25…``."""
    start = _cut(first, YEAR)[-2:]
    if latest is None:
        return f"{start}–"
    end = latest.text.partition("/")[2]
    later = "…" if end.startswith("[") or (latest.interval and not end) else ""
    until = (_cut_text(end, YEAR) or start)[-2:]
    return f"{start}–{until}{later}" if until != start or later else _cut(first, YEAR)


def _cut(when: When, places: int) -> str:
    """The start of a date as far as its month or its year, where that is all that is uncertain."""
    first, last = day_text(when.first_start)[:places], day_text(when.last_start)[:places]
    start = when.text.partition("/")[0]
    return when_words(last) if first == last or start.startswith("[") else _cut_text(start, places)


def _cut_text(end: str, places: int) -> str:
    """One end of a date as far as its month or its year; a choice by its last day."""
    if end.startswith("["):
        first, _, last = end[1:-1].partition("..")
        return _cut_text(last or first, places)
    mark = end[-1] if end[-1:] in tuple("~?%") else ""
    return when_words(end.removesuffix(mark)[:places] + mark) if end.removesuffix(mark) else ""


def _first_end(when: When) -> int:
    return when.first_end
