"""What is found in all records: by kind, with the number of hits, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Claim, Correction, Event, Source, Tie
from alliance_tui.model.words import number_of
from alliance_tui.pages.evidence import source_label
from alliance_tui.pages.page import GAP, Block, Page, Span, heading, text
from alliance_tui.pages.spells import dated
from alliance_tui.query.everywhere import Hit, Hits

MOST_ROWS = 200
"""How many records of a kind are listed."""


def everywhere_page(dataset: Dataset, words: tuple[str, ...], by_kind: tuple[Hits, ...]) -> Page:
    """The records that have *words*, each a link."""
    title = f"Found: {' '.join(words)}"
    return Page("found", title, tuple(_blocks(dataset, by_kind)), words)


def numbers(by_kind: tuple[Hits, ...]) -> str:
    """How many of each kind were found, in a phrase."""
    return ", ".join(_number(each) for each in by_kind)


def _number(hits: Hits) -> str:
    one = _ONE.get(hits.kind, hits.kind.removesuffix("s"))
    return number_of(len(hits.hits), one, hits.kind)


_ONE = {"countries": "country", "pieces of evidence": "piece of evidence"}
"""What one of a kind is called, where that is not the kind without its s."""


def _blocks(dataset: Dataset, by_kind: tuple[Hits, ...]) -> Iterator[Block]:
    if not by_kind:
        yield Block((Span("No record has all of these words.", "dim"),))
        return
    yield Block((Span(f"{numbers(by_kind)}.", "dim"),))
    for each in by_kind:
        yield GAP
        yield heading(_number(each).capitalize())
        for hit in each.hits[:MOST_ROWS]:
            yield _row(dataset, hit)
        if len(each.hits) > MOST_ROWS:
            more = f"{len(each.hits) - MOST_ROWS:,} more: another word narrows them."
            yield Block((Span(more, "dim"),), indent=1)


def _row(dataset: Dataset, hit: Hit) -> Block:
    item, evidence = hit
    if evidence is not None:
        quoted = f"“{evidence.quote.text}”" if evidence.quote else ""
        told = " ".join(filter(None, (evidence.says, quoted))) or evidence.by or ""
        source = dataset.source.get(evidence.source)
        about = source_label(source) if source is not None else ""
    elif isinstance(item, Claim):
        told, about = item.statement, f"{item.country}  {dated(item.when)}"
    elif isinstance(item, Event):
        told, about = item.title, dated(item.when)
    elif isinstance(item, Source):
        told, about = item.title, source_label(item)
    elif isinstance(item, Tie):
        told, about = item.title, dated(item.when)
    elif isinstance(item, Correction):
        told, about = item.why, f"{item.target}  {dated(item.on)}"
    else:
        told, about = item.name, item.id
    spans = (text(told, "text", item.id), text(f"  {about}", "dim"))
    return Block(spans, indent=1)
