"""The page of a source: what it is, whose voice, and everything that rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.model.records import Source
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import after, noted
from alliance_tui.pages.page import GAP, Block, Page, Span, joined, text
from alliance_tui.pages.parts import (
    claim_line,
    country_link,
    dated,
    heading,
    labelled,
    source_label,
)
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment


def source_page(answers: Answers, source: Source, moment: Moment, glyphs: Glyphs) -> Page:
    """What is told of *source* at *moment*."""
    return Page(source.id, source_label(source), tuple(_blocks(answers, source, moment, glyphs)))


def _blocks(answers: Answers, source: Source, moment: Moment, glyphs: Glyphs) -> Iterator[Block]:
    dataset = answers.dataset
    yield Block((text(source.title, "strong"),))
    yield GAP
    yield labelled("Publisher", text(source.publisher))
    if source.author:
        yield labelled("Author", text(source.author))
    if source.published:
        later = after(source.published, moment, answers.dataset)
        yield labelled("Published", text(dated(source.published)), *noted(later, glyphs.dot))
    kind = MEANINGS["source kind"][source.kind]
    yield labelled("Kind", text(source.kind), text(f" {glyphs.dash} {kind}", "dim"))
    if source.speaks_for:
        yield labelled("Speaks for", country_link(dataset, source.speaks_for))
    if source.lang:
        yield labelled("Language", text(source.lang))
    if source.based_on:
        leads = [
            [text(source_label(dataset.source[each]), "source", each)] for each in source.based_on
        ]
        yield labelled("Based on", *joined(leads, ", "))
    for label, address in (("Address", source.url), ("Archived", source.archived)):
        if address:
            yield labelled(label, text(address, "address"))
    if source.accessed:
        yield labelled("Read on", text(dated(source.accessed)))
    if source.note:
        yield GAP
        yield Block((text(source.note),), lead=(Span("Note: ", "dim"),))
    yield from _what_rests_on(answers, source, moment, glyphs)


def _what_rests_on(
    answers: Answers, source: Source, moment: Moment, glyphs: Glyphs
) -> Iterator[Block]:
    dataset = answers.dataset
    claims = dataset.claims_by_source.get(source.id, ())
    if claims:
        yield GAP
        yield heading(f"Claims that cite it ({len(claims)})")
        for claim in claims:
            yield claim_line(claim, dataset, glyphs, moment)
    events = dataset.events_by_source.get(source.id, ())
    if events:
        yield GAP
        yield heading(f"Events that cite it ({len(events)})")
        for event in events:
            yield Block(
                (
                    text(event.title, "link", event.id),
                    text(f", {dated(event.when)}", "dim"),
                    *noted(after(event.when, moment, answers.dataset), glyphs.dot),
                ),
                lead=(Span(f"{glyphs.event.get(event.kind, glyphs.other_event)} ", "dim"),),
            )
    countries = dataset.countries_by_source.get(source.id, ())
    if countries:
        yield GAP
        yield heading("Profiles that cite it")
        yield Block(tuple(joined([[text(each.name, "link", each.id)] for each in countries], ", ")))
