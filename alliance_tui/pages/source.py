"""Sources: the page of one, with all that rests on it, and those behind a record to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.model.dataset import Dataset, Item
from alliance_tui.model.records import Claim, Correction, Source
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.pages.claims import claim_row
from alliance_tui.pages.event import event_row
from alliance_tui.pages.evidence import EVIDENCE_ROLE, evidence_sign, source_label
from alliance_tui.pages.later import after, noted
from alliance_tui.pages.names import country_link
from alliance_tui.pages.page import (
    DETAILS,
    GAP,
    Block,
    Page,
    Part,
    Span,
    counted,
    facts,
    heading,
    joined,
    labelled,
    section,
    text,
)
from alliance_tui.pages.prose import prose
from alliance_tui.pages.safe import web_address
from alliance_tui.pages.spells import dated
from alliance_tui.pages.telling import Telling


def source_page(telling: Telling, source: Source) -> Page:
    """What is told of *source*."""
    return Page(source.id, source_label(source), tuple(_parts(telling, source)))


def _parts(telling: Telling, source: Source) -> Iterator[Block | Part]:
    dataset = telling.dataset
    yield Block((text(source.title, "strong"),))
    speaks = [Span("speaks for ", "dim")]
    yield facts(
        [
            source.publisher,
            dated(source.published),
            source.kind,
            [*speaks, country_link(dataset, source.speaks_for)] if source.speaks_for else None,
        ],
        telling.glyphs.dot,
    )
    for label, address in (("", source.url), ("archived ", source.archived)):
        if address:
            whole = text(address, "address")._replace(address=web_address(address))
            yield Block((whole,), lead=(Span(label, "dim"),) if label else ())
    yield from _what_rests_on(telling, source)
    yield GAP
    yield section(DETAILS, lambda: tuple(_details(telling, source)))


def _details(telling: Telling, source: Source) -> Iterator[Block]:
    dataset, glyphs = telling.dataset, telling.glyphs
    yield labelled("Publisher", text(source.publisher))
    if source.author:
        yield labelled("Author", text(source.author))
    if source.published:
        later = after(source.published, telling.moment, dataset)
        yield labelled("Published", text(dated(source.published)), *noted(later, glyphs.dot))
    kind = MEANINGS["source kind"][source.kind]
    yield labelled("Kind", text(source.kind), text(f" {glyphs.dash} {kind}", "dim"))
    if source.lang:
        yield labelled("Language", text(source.lang))
    if source.based_on:
        based = ((each, source_label(dataset.source[each])) for each in source.based_on)
        leads = [[text(label, "source", each)] for each, label in based]
        yield labelled("Based on", *joined(leads, ", "))
    if source.accessed:
        yield labelled("Read on", text(dated(source.accessed)))
    if source.note:
        yield Block(tuple(prose(source.note, dataset)), lead=(Span("Note: ", "dim"),))


def _what_rests_on(telling: Telling, source: Source) -> Iterator[Block | Part]:
    dataset = telling.dataset
    claims = dataset.claims_by_source.get(source.id, ())
    if claims:
        yield GAP
        yield counted("Claims that cite it", len(claims))
        for claim in claims:
            cited = next(each for each in claim.evidence if each.source == source.id)
            yield claim_row(telling, claim, evidence_sign(cited.stance, telling.glyphs))
    events = dataset.events_by_source.get(source.id, ())
    if events:
        yield GAP
        yield counted("Events that cite it", len(events))
        for event in events:
            yield event_row(telling, event)
    countries = dataset.countries_by_source.get(source.id, ())
    if countries:
        yield GAP
        yield heading("Profiles that cite it")
        yield Block(tuple(joined([[text(each.name, "link", each.id)] for each in countries], ", ")))


def sources_of(item: Item, dataset: Dataset) -> list[Source]:
    """The sources that *item* cites; a source stands for itself."""
    if isinstance(item, Source):
        return [item]
    if isinstance(item, Correction):
        return []
    order = list(EVIDENCE_ROLE)
    evidence = item.evidence
    if isinstance(item, Claim):
        evidence = tuple(sorted(evidence, key=lambda each: order.index(each.stance)))
    return [dataset.source[each] for each in dict.fromkeys(each.source for each in evidence)]


def sources_blocks(sources: list[Source]) -> tuple[Block, ...]:
    """A list of sources to choose from."""
    return tuple(
        block
        for source in sources
        for block in (
            Block((text(source_label(source), "source", source.id),)),
            Block((text(source.title, "dim"),), indent=2),
        )
    )
