"""What a data set is, told of itself: counts, whose sources, how its claims stand, problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec import Struct

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import day_text
from alliance_tui.pages.balance import UNKNOWN
from alliance_tui.pages.evidence import NO_STATE
from alliance_tui.pages.names import country_name
from alliance_tui.pages.page import GAP, Block, Page, Span, heading, text
from alliance_tui.pages.sheet import Cell, Column, Sheet, Value
from alliance_tui.query.bibliography import one_sided
from alliance_tui.query.days import earliest_day


class State(Struct, frozen=True):
    """How a data set was opened.

    Attributes:
        path: where it was read from.
        errors: how many errors it has.
        warnings: how many warnings that are not waived.
        left_out: how many records were left out.
    """

    path: str
    errors: int
    warnings: int
    left_out: int


class Fact(NamedTuple):
    """One thing told: its name in files, its label, and the value."""

    name: str
    label: str
    value: Value


class FactGroup(NamedTuple):
    """Facts under a title; `counts` where each is a share of a whole."""

    name: str
    title: str
    facts: tuple[Fact, ...]
    counts: bool = False


def info_parts(dataset: Dataset, state: State) -> tuple[FactGroup, ...]:
    """Everything that is told of *dataset*, in order."""
    metadata = dataset.metadata
    subject, adversary = metadata.subject, metadata.adversary
    first = earliest_day(dataset)
    return (
        FactGroup("dataset", metadata.title, tuple(_told(
            Fact("id", "Id", metadata.id),
            Fact("title", "Title", metadata.title),
            Fact("question", "Question", metadata.question),
            Fact("description", "Description", metadata.description),
            Fact("version", "Version", metadata.version),
            Fact("format", "Format", metadata.format),
            Fact("license", "Licence", metadata.license),
            Fact("as_of", "Vouched to", day_text(dataset.as_of)),
            Fact("first_day", "Reaches back to", day_text(first)),
            Fact("subject", "Subject", f"{country_name(dataset, subject)} ({subject})"),
            Fact("adversary", "Adversary",
                 f"{country_name(dataset, adversary)} ({adversary})" if adversary else None),
            Fact("path", "Path", state.path),
        ))),
        FactGroup("records", "Records", (
            Fact("countries", "countries", len(dataset.countries)),
            Fact("claims", "claims", len(dataset.claims)),
            Fact("events", "events", len(dataset.events)),
            Fact("sources", "sources", len(dataset.sources)),
            Fact("groups", "groups", len(dataset.groups)),
            Fact("ties", "ties", len(dataset.tie)),
            Fact("corrections", "corrections", len(dataset.corrections)),
        )),
        _counted("claims_by_type", "Claims by kind of support",
                 (dataset.support_types[each.type].id for each in dataset.claims)),
        _counted("claims_by_status", "Claims by how they stand",
                 (each.status for each in dataset.claims)),
        FactGroup("claims_one_sided", "Claims that rest on one side's word", (
            Fact("one_sided", "of the subject alone, or of the adversary alone",
                 len(one_sided(dataset))),
        )),
        _counted("sources_by_kind", "Sources by kind", (each.kind for each in dataset.sources)),
        _counted("sources_by_voice", "Sources by whose voice they are",
                 (each.speaks_for or NO_STATE for each in dataset.sources)),
        _counted("sources_by_language", "Sources by language",
                 (each.lang or UNKNOWN for each in dataset.sources)),
        FactGroup("problems", "Problems", (
            Fact("errors", "errors", state.errors),
            Fact("warnings", "warnings", state.warnings),
            Fact("left_out", "records left out", state.left_out),
        )),
    )  # fmt: skip


def _told(*facts: Fact) -> Iterator[Fact]:
    return (fact for fact in facts if fact.value is not None)


def _counted(name: str, title: str, values: Iterable[str]) -> FactGroup:
    counts = Counter(values).most_common()
    return FactGroup(
        name, title, tuple(Fact(each, each, count) for each, count in counts), counts=True
    )


def info_data(parts: Iterable[FactGroup]) -> dict[str, Any]:
    """*parts* as plain data: for each a mapping of names to values."""
    return {part.name: {fact.name: fact.value for fact in part.facts} for part in parts}


def info_sheet(parts: Iterable[FactGroup]) -> Sheet:
    """One row a fact: part, name, value."""
    columns = (Column("part", "FactGroup"), Column("name", "Name"), Column("value", "Value"))
    return Sheet(
        columns,
        tuple(
            (Cell(part.name), Cell(fact.name), Cell(fact.value))
            for part in parts
            for fact in part.facts
        ),
    )


def info_page(parts: tuple[FactGroup, ...]) -> Page:
    """*parts* as a page."""
    return Page("info", parts[0].title, tuple(_blocks(parts)))


def _blocks(parts: tuple[FactGroup, ...]) -> Iterator[Block]:
    for fact in parts[0].facts:
        if fact.name != "title":
            yield Block((text(str(fact.value)),), lead=(Span(f"{fact.label:<17}", "label"),))
    for part in parts[1:]:
        yield GAP
        yield heading(part.title)
        total = sum(fact.value for fact in part.facts if isinstance(fact.value, int))
        for fact in part.facts:
            share = f"  {_percent(fact.value, total)}" if part.counts else ""
            yield Block(
                (text(fact.label), Span(share, "dim")),
                lead=(Span(f"{fact.value!s:>6}  ", "strong"),),
            )


def _percent(value: Value, total: int) -> str:
    if not isinstance(value, int) or not total:
        return ""
    share = 100 * value / total
    return f"{share:.0f} %" if share >= 1 or not value else "under 1 %"
