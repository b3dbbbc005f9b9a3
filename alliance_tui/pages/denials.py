"""Who denies a claim, and when: whoever does so on one day denies it once.

That is the unit in which denials are told and counted everywhere. Several sources may carry one.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import LAST_DAY, When, day_words
from alliance_tui.model.provenance import denials, speaker_of, state_of
from alliance_tui.model.records import Claim, Evidence, Source
from alliance_tui.pages.evidence import evidence_blocks, source_label
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import noted, published_after
from alliance_tui.pages.lines import Line
from alliance_tui.pages.names import country_name
from alliance_tui.pages.page import Block, Span, joined, sign, text
from alliance_tui.pages.spells import dated
from alliance_tui.pages.telling import Telling
from alliance_tui.query.stance import Moment

UNQUOTED = "in the record’s words: "
"""Said before what somebody said, where their own words are not kept."""


class Denial(Struct, frozen=True):
    """What one denies of a claim on one day.

    Attributes:
        who: the state where the evidence speaks for one, else a name.
        day: when it was said, in words, else when it was published.
        when: the same as a date, where it is known.
        evidence: what carries it; at least one, those that quote it first.
    """

    who: str
    day: str
    when: When | None
    evidence: tuple[Evidence, ...]


def denials_of(claim: Claim, dataset: Dataset, moment: Moment | None = None) -> tuple[Denial, ...]:
    """The denials of *claim* from the first to the last, those of no known day at the end.

    Args:
        claim: the claim.
        dataset: where it stands.
        moment: leaves out those that come after it; as it was known, also those that were
            not surely published by then.
    """
    carriers: dict[tuple[str, str], list[Evidence]] = {}
    whens: dict[tuple[str, str], When | None] = {}
    for each in denials(claim):
        source = dataset.source[each.source]
        if moment is None or not _said_after(each, source, moment):
            key = _denier(each, claim, source, dataset), _day(each, source)
            carriers.setdefault(key, []).append(each)
            whens[key] = each.on or source.published
    told = (
        Denial(*key, whens[key], tuple(sorted(of_this, key=lambda each: each.quote is None)))
        for key, of_this in carriers.items()
    )
    return tuple(sorted(told, key=lambda each: each.when.written if each.when else LAST_DAY))


def _said_after(evidence: Evidence, source: Source, moment: Moment) -> str:
    """Says of a denial that it came after *moment*; nothing otherwise."""
    if moment.clock == "known":
        return published_after(source.published, moment)
    when = evidence.on or source.published
    is_later = when is not None and when.first_start > moment.day
    return f"after {day_words(moment.day)}" if is_later else ""


def _denier(evidence: Evidence, claim: Claim, source: Source, dataset: Dataset) -> str:
    if evidence.by in dataset.country:
        return dataset.country[evidence.by].name
    state = state_of(evidence, claim, source, dataset.metadata)
    return country_name(dataset, state or speaker_of(evidence, claim, source, dataset.metadata))


def _day(evidence: Evidence, source: Source) -> str:
    if evidence.on is not None:
        return dated(evidence.on)
    return f"published {dated(source.published)}" if source.published else "day not recorded"


def _deniers(claim: Claim, dataset: Dataset, moment: Moment) -> dict[str, list[str]]:
    """Who denies *claim* by *moment*, each with the days on which they did."""
    days_by_name: dict[str, list[str]] = {}
    for each in denials_of(claim, dataset, moment):
        days_by_name.setdefault(each.who, []).append(each.day)
    return days_by_name


def denied(claim: Claim, dataset: Dataset, glyphs: Glyphs, moment: Moment) -> str:
    """How often a claim is denied, and by whom: “denied 3 · Iran, Russia”."""
    who = _deniers(claim, dataset, moment)
    count = sum(map(len, who.values()))
    return f"denied {count} {glyphs.dot} {', '.join(who)}" if who else ""


def denied_when(claim: Claim, dataset: Dataset, moment: Moment) -> str:
    """Who denied a claim on which days: “denied by Iran, Oct 2022, 11 Jul 2024; Russia, …”.

    Nothing where nobody did.
    """
    deniers = _deniers(claim, dataset, moment).items()
    told = "; ".join(f"{who}, {', '.join(days)}" for who, days in deniers)
    return f"denied by {told}" if told else ""


def denied_tails(telling: Telling, claim: Claim, fact: str) -> tuple[Line, ...]:
    """What may stand at the right end of a claim's line: *fact*, and who denies it."""
    said = (text(fact, "dim"),) if fact else ()
    deniers = _deniers(claim, telling.dataset, telling.moment)
    if not deniers:
        return (said, ()) if said else ()
    count = sum(map(len, deniers.values()))
    number = (Span(f"{telling.glyphs.denied}{count}", "denied"),)
    short = (Span(f"denied {count}", "denied"),)
    named = (text(f"denied {count}{telling.dot}{', '.join(deniers)}", "denied"),)
    dot = Span(telling.dot, "dim")
    if not said:
        return (named, short, number)
    return ((*said, dot, *named), named, short, number)


def denial_lines(telling: Telling, claim: Claim) -> Iterator[Block]:
    """Each denial of *claim*: who denies it, when, where and in which words."""
    dataset, dot = telling.dataset, Span(telling.dot, "dim")
    for each in denials_of(claim, dataset):
        first = each.evidence[0]
        sources = []
        for carrier in each.evidence:
            source = dataset.source[carrier.source]
            same_day = carrier.on in (None, source.published)
            where = source.publisher if same_day else source_label(source)
            later = _said_after(carrier, source, telling.moment)
            sources.append([text(where, "source", source.id), *noted(later, telling.glyphs.dot)])
        words = [Span(": "), text(f"“{first.quote.text}”")] if first.quote else []
        if first.says and not first.quote:
            words = [dot, Span(UNQUOTED, "dim"), text(first.says)]
        yield Block(
            (
                text(f"denied by {_speaker(first, claim, dataset)}, {each.day}", "bad"),
                dot,
                *joined(sources, telling.dot),
                *words,
            ),
            lead=(sign(telling.glyphs.denies, "bad"),),
        )


def denial_blocks(telling: Telling, claim: Claim, denial: Denial) -> Iterator[Block]:
    """One denial in full, with everything that carries it."""
    told = ""
    for each in denial.evidence:
        who = f"{_speaker(each, claim, telling.dataset)}, {denial.day}"
        words = "the same" if who == told else f"denied by {who}"
        lead = (text(words, "bad"), Span(telling.dot, "dim"))
        unquoted = "" if each.quote else UNQUOTED.capitalize()
        yield from evidence_blocks(telling, each, claim, told=lead, says=unquoted)
        told = told or who


def _speaker(evidence: Evidence, claim: Claim, dataset: Dataset) -> str:
    source = dataset.source[evidence.source]
    return country_name(dataset, speaker_of(evidence, claim, source, dataset.metadata))
