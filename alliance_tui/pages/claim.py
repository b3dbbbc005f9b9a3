"""The page of a claim: its sentence, how well it stands, and every word for and against it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from alliance_tui.model.dates import day_words
from alliance_tui.model.provenance import day_of_knowledge, supporting
from alliance_tui.model.records import Claim
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import after, claim_after, noted, written
from alliance_tui.pages.page import GAP, Block, Page, Span, stance_role, text
from alliance_tui.pages.parts import (
    DIRECTION_STANCE,
    country_link,
    country_name,
    dated,
    evidence_blocks,
    heading,
    labelled,
)
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import REASONS, Moment


def claim_page(answers: Answers, claim: Claim, moment: Moment, glyphs: Glyphs) -> Page:
    """What is told of *claim* at *moment*."""
    name = country_name(answers.dataset, claim.country)
    title = f"{name}: {answers.dataset.support_types[claim.type].label}"
    return Page(claim.id, title, tuple(_blocks(answers, claim, moment, glyphs)))


def _blocks(answers: Answers, claim: Claim, moment: Moment, glyphs: Glyphs) -> Iterator[Block]:
    dataset = answers.dataset
    kind = DIRECTION_STANCE[claim.direction]
    support_type = dataset.support_types[claim.type]
    yield Block((text(claim.statement, "strong"),))
    yield GAP
    yield labelled("Country", country_link(dataset, claim.country))
    yield labelled(
        "Direction",
        Span(f"{glyphs.stance[kind]} {claim.direction}", stance_role(kind)),
        text(f" {glyphs.dash} {MEANINGS['direction'][claim.direction]}", "dim"),
    )
    yield labelled("Support", text(support_type.label), _threshold(support_type.counts, glyphs))
    yield labelled("When", text(dated(claim.when)))
    yield labelled("Known", *_known(answers, claim))
    yield _meaning("Status", "status", claim.status, glyphs)
    yield _meaning("Confidence", "confidence", claim.confidence, glyphs)
    if claim.stage:
        yield _meaning("Stage", "stage", claim.stage, glyphs)
    if claim.agent != "state":
        yield _meaning("Agent", "agent", claim.agent, glyphs)
    if claim.object:
        yield labelled("About", text(claim.object))
    yield labelled("Counts", *_counting(answers, claim, moment))
    if claim.note:
        yield GAP
        note = written(claim.note, moment, dataset)
        yield replace(note, lead=(Span("Note: ", "dim"),))
    yield GAP
    yield heading("Evidence")
    order = {"supports": 0, "denies": 1, "context": 2}
    for each in sorted(claim.evidence, key=lambda each: order[each.stance]):
        yield from evidence_blocks(each, dataset, glyphs, claim, moment=moment)
    yield from _links(answers, claim, moment, glyphs)


def _known(answers: Answers, claim: Claim) -> tuple[Span, ...]:
    """Since when it was known, in the words of the record that says so."""
    sources = answers.dataset.source
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


def _counting(answers: Answers, claim: Claim, moment: Moment) -> tuple[Span, ...]:
    weighed = answers.stances.weighed(claim, moment)
    if not answers.dataset.support_types[claim.type].scored:
        return (text("not scored", "dim"),)
    day = day_words(moment.day)
    if weighed.counts:
        return (text(f"on {day}: {REASONS[weighed.reason]}", "good"),)
    return (text(f"not on {day}: {weighed.detail}", "dim"),)


def _links(answers: Answers, claim: Claim, moment: Moment, glyphs: Glyphs) -> Iterator[Block]:
    dataset = answers.dataset
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
                yield _item(text(each.statement, "claim", each.id), glyphs, later)
    if claim.events:
        yield GAP
        yield heading("Belongs to")
        for event_id in claim.events:
            event = dataset.events[dataset.events.position[event_id]]
            told = text(f"{event.title}, {dated(event.when)}", "link", event.id)
            yield _item(told, glyphs, after(event.when, moment, dataset))
    corrections = [each for each in dataset.corrections if each.target == claim.id]
    if corrections:
        yield GAP
        yield heading("Corrections")
        for correction in corrections:
            told = text(f"{dated(correction.on)}, {correction.kind}: {correction.why}")
            yield _item(told, glyphs, after(correction.on, moment, dataset))


def _item(span: Span, glyphs: Glyphs, later: str) -> Block:
    bullet = Span(f"{glyphs.bullet} ", "dim")
    return Block((span, *noted(later, glyphs.dot)), indent=2, lead=(bullet,))


def _meaning(label: str, vocabulary: str, word: str, glyphs: Glyphs) -> Block:
    return labelled(label, text(word), _threshold(MEANINGS[vocabulary][word], glyphs))


def _threshold(meaning: str | None, glyphs: Glyphs) -> Span:
    return text(f" {glyphs.dash} {meaning}" if meaning else "", "dim")
