"""The page of a claim: its sentence, how well it stands, and every word for and against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import day_words
from alliance_tui.model.provenance import day_of_knowledge, supporting
from alliance_tui.model.records import Claim
from alliance_tui.model.vocabulary import MEANINGS, EvidenceStance
from alliance_tui.pages.denials import Denial, denial_blocks, denials_of, denied_when
from alliance_tui.pages.evidence import DIRECTION_STANCE, by_voice, evidence_blocks, how_it_stands
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import after, claim_after, noted, written
from alliance_tui.pages.names import country_link, country_name
from alliance_tui.pages.page import (
    DETAILS,
    GAP,
    Block,
    Page,
    Part,
    Span,
    counted,
    heading,
    labelled,
    section,
    sign,
    stance_role,
    text,
)
from alliance_tui.pages.prose import prose
from alliance_tui.pages.spells import dated
from alliance_tui.pages.telling import Telling


def claim_page(telling: Telling, claim: Claim) -> Page:
    """What is told of *claim*."""
    name = country_name(telling.dataset, claim.country)
    title = f"{name} › {telling.dataset.support_types[claim.type].label} › claim"
    statement = Block((text(claim.statement, "strong"),))
    return Page(claim.id, title, (statement, *claim_parts(telling, claim)))


def claim_parts(telling: Telling, claim: Claim) -> Iterator[Block | Part]:
    """What is told of *claim* under its statement."""
    dataset = telling.dataset
    yield Block((text(telling.dot.join(how_it_stands(claim)), "dim"),))
    yield Block(_counting(telling, claim))
    who_denies = denied_when(claim, dataset, telling.moment)
    if who_denies:
        yield Block((text(who_denies, "denied"),))
    if claim.note:
        yield GAP
        note = written(claim.note, telling.moment, dataset)
        yield replace(note, lead=(Span("Note: ", "dim"),))
    yield from _evidence(telling, claim, "Who says so", "supports")
    by_then = denials_of(claim, dataset, telling.moment)
    later = [each for each in denials_of(claim, dataset) if each not in by_then]
    yield from _denials(telling, claim, "Who denies it", by_then)
    yield from _denials(telling, claim, "Who denies it later", later)
    yield from _evidence(telling, claim, "For context", "context")
    yield from _links(telling, claim)
    yield GAP
    yield section(DETAILS, lambda: tuple(_details(telling, claim)))


def _evidence(
    telling: Telling, claim: Claim, title: str, stance: EvidenceStance
) -> Iterator[Block]:
    """The evidence that takes one stance, by whose word it is."""
    evidence = [each for _, of_this in by_voice(claim, telling.dataset, stance) for each in of_this]
    if not evidence:
        return
    yield GAP
    yield counted(title, len(evidence))
    for each in evidence:
        yield from evidence_blocks(telling, each, claim)


def _denials(
    telling: Telling, claim: Claim, title: str, denials: Sequence[Denial]
) -> Iterator[Block]:
    """The denials, from the first to the last."""
    if denials:
        yield GAP
        yield counted(title, len(denials))
        for each in denials:
            yield from denial_blocks(telling, claim, each)


def _details(telling: Telling, claim: Claim) -> Iterator[Block]:
    """What the words of the record mean."""
    dataset, glyphs = telling.dataset, telling.glyphs
    kind = DIRECTION_STANCE[claim.direction]
    support_type = dataset.support_types[claim.type]
    yield labelled("Country", country_link(dataset, claim.country))
    yield labelled(
        "Direction",
        sign(glyphs.stance[kind], stance_role(kind)),
        Span(claim.direction, stance_role(kind)),
        text(f" {glyphs.dash} {MEANINGS['direction'][claim.direction]}", "dim"),
    )
    yield labelled("Support", text(support_type.label), _threshold(support_type.counts, glyphs))
    yield labelled("When", text(dated(claim.when)))
    yield labelled("Known", *_known(dataset, claim))
    yield _meaning("Status", "status", claim.status, glyphs)
    yield _meaning("Confidence", "confidence", claim.confidence, glyphs)
    if claim.stage:
        yield _meaning("Stage", "stage", claim.stage, glyphs)
    if claim.agent != "state":
        yield _meaning("Agent", "agent", claim.agent, glyphs)
    if claim.object:
        yield labelled("About", text(claim.object))


def _known(dataset: Dataset, claim: Claim) -> tuple[Span, ...]:
    """Since when it was known, in the words of the record that says so."""
    sources = dataset.source
    day = day_of_knowledge(claim, sources)
    if day is None:
        return (text("day not recorded", "dim"),)
    if claim.known is not None:
        return (text(dated(claim.known)),)
    first = next(
        (
            published
            for each in supporting(claim)
            if (published := sources[each.source].published) and published.last_end <= day
        ),
        None,
    )
    return (text(dated(first) if first else day_words(day)), text(", by its first source", "dim"))


def _counting(telling: Telling, claim: Claim) -> tuple[Span, ...]:
    weighed = telling.answers.stances.weighed(claim, telling.moment)
    if not telling.dataset.support_types[claim.type].scored:
        return (text("Not scored.", "dim"),)
    day = day_words(telling.moment.day)
    if weighed.counts:
        return (text(f"On {day} it {weighed.told}.", "good"),)
    return (text(f"On {day} it does not count: {weighed.told}.", "dim"),)


def _links(telling: Telling, claim: Claim) -> Iterator[Block]:
    dataset, moment, glyphs = telling.dataset, telling.moment, telling.glyphs
    groups = (
        ("Brings to an end", [dataset.claim[each] for each in claim.ends]),
        ("Brought to an end by", list(dataset.ended_by.get(claim.id, ()))),
    )
    for title, claims in groups:
        if claims:
            yield GAP
            yield heading(title)
            for each in claims:
                later = claim_after(each, moment, dataset)
                yield _item((text(each.statement, "claim", each.id),), glyphs, later)
    if claim.events:
        yield GAP
        yield heading("Belongs to")
        for event_id in claim.events:
            event = dataset.events[dataset.events.position[event_id]]
            told = text(f"{event.title}, {dated(event.when)}", "link", event.id)
            yield _item((told,), glyphs, after(event.when, moment, dataset))
    corrections = [each for each in dataset.corrections if each.target == claim.id]
    if corrections:
        yield GAP
        yield heading("Corrections")
        for correction in corrections:
            words = f"{dated(correction.on)}, {correction.kind}: {correction.why}"
            why = tuple(prose(words, dataset))
            yield _item(why, glyphs, after(correction.on, moment, dataset))


def _item(spans: tuple[Span, ...], glyphs: Glyphs, later: str) -> Block:
    bullet = sign(glyphs.bullet, "dim")
    return Block((*spans, *noted(later, glyphs.dot)), indent=2, lead=(bullet,))


def _meaning(label: str, vocabulary: str, word: str, glyphs: Glyphs) -> Block:
    return labelled(label, text(word), _threshold(MEANINGS[vocabulary][word], glyphs))


def _threshold(meaning: str | None, glyphs: Glyphs) -> Span:
    return text(f" {glyphs.dash} {meaning}" if meaning else "", "dim")
