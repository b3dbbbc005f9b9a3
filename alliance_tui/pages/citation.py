"""Sources as citations: a line for people, CSL-JSON for reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from alliance_tui.model.dataset import Dataset, Item
from alliance_tui.model.dates import When, day_words, when_words
from alliance_tui.model.records import Claim, Country, Event, Group, Source, Tie
from alliance_tui.model.vocabulary import SourceKind
from alliance_tui.pages.evidence import how_it_stands
from alliance_tui.pages.safe import neutral
from alliance_tui.query.answers import Answers

_CSL_TYPES: dict[SourceKind, str] = {
    "news": "article-newspaper",
    "state-media": "article-newspaper",
    "government": "document",
    "official-record": "document",
    "treaty": "treaty",
    "ngo": "report",
    "think-tank": "report",
    "academic": "article-journal",
    "dataset": "dataset",
    "court": "legal_case",
    "other": "webpage",
}


def citation(source: Source, *, addressed: bool = True) -> str:
    """*source* in one line: author, title, publisher, date and, if *addressed*, address."""
    parts = [source.author] if source.author else []
    parts.append(f"“{source.title}”")
    parts.append(source.publisher)
    if source.published:
        parts.append(when_words(source.published.text))
    text = ", ".join(parts)
    address = source.url or source.archived if addressed else None
    if address:
        text += f". {address}"
    if address and source.accessed:
        text += f" (read {when_words(source.accessed.text)})"
    return neutral(text)


def copied_text(item: Item, answers: Answers) -> str:
    """What is copied of *item*: its text and a full citation of its sources."""
    dataset = answers.dataset
    match item:
        case Claim():
            return claim_citation(item, dataset)
        case Event():
            return event_citation(item, dataset)
        case Source():
            return citation(item)
        case Country() | Group():
            lines = [_summed_up(item.name, item.summary, dataset)]
        case Tie():
            lines = [_summed_up(item.title, item.summary, dataset)]
        case _:
            return data_citation(dataset, item.id)
    lines += [citation(dataset.source[each.source]) for each in item.evidence]
    return "\n".join([*lines, data_citation(dataset, item.id)])


def copied_name(item: Item) -> str:
    """What is copied, in a word or a name."""
    if isinstance(item, Country | Group):
        return neutral(item.name)
    return f"A{'n' * isinstance(item, Event)} {type(item).__name__.lower()}"


def _summed_up(name: str, summary: str | None, dataset: Dataset) -> str:
    """A name and its summary, with the day for which it was written."""
    told = f" {summary} (written for {day_words(dataset.as_of)})" if summary else ""
    return neutral(f"{name}.{told}")


def claim_citation(claim: Claim, dataset: Dataset) -> str:
    """The sentence of *claim*, how well it stands, and its sources, denials told as such."""
    when, *how = how_it_stands(claim)
    about = f"{when}; {', '.join(how)}"
    lines = [neutral(f"{claim.statement} ({about})")]
    words = {"supports": "", "denies": "Denied: ", "context": "See also: "}
    lines += [
        neutral(words[each.stance]) + citation(dataset.source[each.source])
        for each in claim.evidence
    ]
    return "\n".join([*lines, data_citation(dataset, claim.id)])


def event_citation(event: Event, dataset: Dataset) -> str:
    """The title of *event*, when and where it was, and its sources."""
    where = f", {event.place}" if event.place else ""
    lines = [neutral(f"{event.title}, {when_words(event.when.text)}{where}.")]
    lines += [citation(dataset.source[each.source]) for each in event.evidence]
    return "\n".join([*lines, data_citation(dataset, event.id)])


def data_citation(dataset: Dataset, record: str) -> str:
    """The data set itself, its version, and the record in it."""
    metadata = dataset.metadata
    license_ = f", {metadata.license}" if metadata.license else ""
    return neutral(
        f"Data set: “{metadata.title}”, version {metadata.version}, record {record}{license_}."
    )


def csl_data(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """*sources* as CSL-JSON items."""
    return [_csl_item(source) for source in sources]


def _csl_item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source.id,
        "type": _CSL_TYPES[source.kind],
        "title": source.title,
        "publisher": source.publisher,
    }
    if _CSL_TYPES[source.kind] == "article-newspaper":
        item["container-title"] = source.publisher
    if source.author:
        item["author"] = [{"literal": source.author}]
    if source.published:
        item["issued"] = _csl_date(source.published)
    if source.accessed:
        item["accessed"] = _csl_date(source.accessed)
    if source.url or source.archived:
        item["URL"] = source.url or source.archived
    if source.lang:
        item["language"] = source.lang
    if source.note:
        item["note"] = source.note
    return item


def _csl_date(when: When) -> dict[str, Any]:
    """As precise as it is known, and no more."""
    first, last = date.fromordinal(when.first_start), date.fromordinal(when.last_end)
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", when.text):
        return {"date-parts": [[int(part) for part in when.text.split("-")]]}
    if when.interval or when.doubtful or first != last:
        return {"literal": when_words(when.text)}
    return {"date-parts": [[first.year, first.month, first.day]]}
