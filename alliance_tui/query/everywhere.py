"""Words looked for in all records of a data set, whatever is asked and on whatever day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from alliance_tui.model.dataset import Dataset, Item
from alliance_tui.model.records import Claim, Evidence
from alliance_tui.model.words import found_in, searchable, searched
from alliance_tui.store.store import store_of


class Hit(NamedTuple):
    """A record that has the words; of a piece of evidence, the claim that it is for."""

    record: Item
    evidence: Evidence | None = None


class Hits(NamedTuple):
    """The records of one kind that have the words."""

    kind: str
    hits: tuple[Hit, ...]


def words_in(text: str) -> tuple[str, ...]:
    """The words of *text* that can be looked for: those with a letter or a digit."""
    return tuple(each for each in text.split() if searchable(each).strip())


def everywhere(dataset: Dataset, words: tuple[str, ...]) -> tuple[Hits, ...]:
    """The records that have all of *words*, each perhaps begun only, by kind; none without hits.

    Words of a claim's evidence count for the claim and are told as evidence where they stand
    in one piece of it.
    """
    claims = dataset.claims.among(_positions(dataset, "claim_words", words))
    by_kind = (
        Hits("countries", _records(dataset.countries, _positions(dataset, "country_words", words))),
        Hits("events", _records(dataset.events, _positions(dataset, "event_words", words))),
        Hits("claims", tuple(map(Hit, claims))),
        Hits("pieces of evidence", tuple(_evidence(claims, words))),
        Hits(
            "groups",
            _having(
                (
                    (each, (each.id, each.name, *each.aliases, each.rule, each.summary))
                    for each in dataset.groups
                ),
                words,
            ),
        ),
        Hits(
            "ties",
            _having(
                (
                    (each, (each.id, each.title, *each.obligations, each.summary))
                    for each in dataset.tie.values()
                ),
                words,
            ),
        ),
        Hits(
            "sources",
            _having(
                (
                    (each, (each.publisher, each.title, each.author, each.note, each.url))
                    for each in dataset.sources
                ),
                words,
            ),
        ),
        Hits(
            "corrections",
            _having(
                (
                    (each, (each.id, each.target, each.why, each.was))
                    for each in dataset.corrections
                ),
                words,
            ),
        ),
    )
    return tuple(each for each in by_kind if each.hits)


def _positions(dataset: Dataset, table: str, words: tuple[str, ...]) -> list[int]:
    """The positions of the records that have *words* in their own texts."""
    store = store_of(dataset)
    phrases = " AND ".join(store.phrase(word).text for word in words)
    sql = f"SELECT rowid AS position FROM {table} WHERE {table} MATCH ?"
    return store.numbers(sql, (f"text : ({phrases})",)) if words else []


def _records(records: Sequence[Item], positions: Iterable[int]) -> tuple[Hit, ...]:
    return tuple(Hit(records[each]) for each in positions)


def _evidence(claims: Iterable[Claim], words: tuple[str, ...]) -> Iterator[Hit]:
    for claim in claims:
        for each in claim.evidence:
            quoted = each.quote.text if each.quote else None
            if _has(words, each.says, each.by, quoted):
                yield Hit(claim, each)


def _having(
    named: Iterable[tuple[Item, tuple[str | None, ...]]], words: tuple[str, ...]
) -> tuple[Hit, ...]:
    return tuple(Hit(item) for item, texts in named if _has(words, *texts))


def _has(words: tuple[str, ...], *texts: str | None) -> bool:
    text = searched(*texts)
    return all(found_in(word, text) for word in words)
