"""A query in plain words, so that everybody can see what was asked."""

from __future__ import annotations

from collections.abc import Iterable

from alliance_tui.model.dataset import Dataset
from alliance_tui.query.alternatives import Alternative, Wanted, alternatives
from alliance_tui.query.fields import FIELDS, Value
from alliance_tui.query.terms import EVERYTHING, Query, Term, Word

MOST = 3
"""How many alternatives are told in full."""


def sentence(query: Query, dataset: Dataset) -> str:
    """*query*, bound to *dataset*, as a sentence without a full stop."""
    if query == EVERYTHING:
        return "All countries that have claims or ties"
    told = alternatives(query)
    parts = [_alternative(each, dataset) for each in told[:MOST]]
    more = f"; or {len(told) - MOST} more" if len(told) > MOST else ""
    text = "; or ".join(parts) + more
    return text[:1].upper() + text[1:]


def _alternative(asked: Alternative, dataset: Dataset) -> str:
    country = [
        *(_country(fact, dataset, holds=True) for fact in sorted(asked.country.facts)),
        *(_country(fact, dataset, holds=False) for fact in sorted(asked.country.absent)),
        *(
            _country(f"posture:{posture}", dataset, holds=holds)
            for posture, holds in asked.country.postures
        ),
        *(_never(query, dataset, holds) for query, holds in asked.country.nevers),
    ]
    parts = []
    if asked.event:
        parts.append(f"an event {', '.join(_told(each, dataset) for each in asked.event)}")
    if asked.claim:
        parts.append(f"a claim {', '.join(_told(each, dataset) for each in asked.claim)}")
    if asked.dates:
        parts.append(f"something {', '.join(_told(each, dataset) for each in asked.dates)}")
    if asked.words:
        parts.append(_and(map(_word, asked.words)))
    having = f"with {'; and '.join(parts)}" if parts else ""
    if country:
        return f"countries that {_and(country)}" + (f", {having}" if having else "")
    return f"countries {having}"


def _and(parts: Iterable[str]) -> str:
    listed = list(parts)
    if len(listed) < 3:
        return " and ".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def _country(fact: str, dataset: Dataset, *, holds: bool) -> str:
    field, _, value = fact.partition(":")
    value, _, match = value.partition("=")
    return FIELDS[field].told(Value(value, match or None, holds), dataset)


def _never(query: Query, dataset: Dataset, holds: bool) -> str:
    inner = sentence(query, dataset)
    return f"{'are not' if holds else 'are'} among: {inner[:1].lower()}{inner[1:]}"


def _told(wanted: Wanted, dataset: Dataset) -> str:
    term = wanted.term
    if not isinstance(term, Term):
        return ""
    return FIELDS[term.field].told(Value(term.value, term.match, wanted.holds), dataset)


def _word(wanted: Wanted) -> str:
    text = wanted.term.text if isinstance(wanted.term, Word) else ""
    return f"{'' if wanted.holds else 'no '}“{text}” in the text"
