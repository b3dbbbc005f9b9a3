"""The values that each field of the query language takes on one data set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from msgspec.structs import replace

from alliance_tui.model import vocabulary
from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import DateError, is_date, parse_when
from alliance_tui.model.words import fold, name_key, name_keys, searchable
from alliance_tui.nearest import did_you_mean
from alliance_tui.query.language import (
    STANCE_FIELDS,
    And,
    Never,
    Not,
    Or,
    Query,
    QueryError,
    Term,
    Word,
)

ANY = "any"
SELF = "self"
SUBJECT = "subject"

_FREE_TEXT = frozenset({"place", "object", "publisher"})
_DATES = frozenset({"known", "on", "after", "before", "during"})
_FIXED: dict[str, Iterable[str]] = {
    "kind": get_args(vocabulary.EventKind),
    "role": get_args(vocabulary.Role),
    "direction": get_args(vocabulary.Direction),
    "status": get_args(vocabulary.Status),
    "confidence": get_args(vocabulary.Confidence),
    "stage": get_args(vocabulary.Stage),
    "agent": get_args(vocabulary.Agent),
    "source-kind": get_args(vocabulary.SourceKind),
    "party": get_args(vocabulary.Party),
    "denied": (ANY, *get_args(vocabulary.Party)),
    "alone": (ANY, *get_args(vocabulary.Party)),
}
_OWN: dict[str, Callable[[Dataset], Iterable[str]]] = {
    **dict.fromkeys(STANCE_FIELDS, lambda data: (ANY, *(each.id for each in data.scored_types))),
    "posture": lambda data: (SUBJECT, *data.postures),
    "group": lambda data: data.group,
    "region": lambda data: sorted({each.region for each in data.countries if each.region}),
    "country": lambda data: (ANY, *data.country),
    "event": lambda data: data.events.ids,
    "vote": lambda data: (ANY, *(data.events.ids[each] for each in data.roll_calls)),
    "signed": lambda data: (ANY, SELF, *data.country),
    "not-signed": lambda data: (ANY, SELF, *data.country),
    "type": lambda data: data.support_types,
    "source": lambda data: data.source,
}
_MATCHES: dict[str, tuple[str, ...]] = {
    "group": get_args(vocabulary.MembershipStatus),
    "vote": get_args(vocabulary.Vote),
}


def values_of(field: str, dataset: Dataset) -> Iterable[str]:
    """The values that *field* takes on *dataset*; none for free text and dates."""
    own = _OWN.get(field)
    return own(dataset) if own is not None else _FIXED.get(field, ())


def matches_of(field: str) -> tuple[str, ...]:
    """The words that may follow ``=`` after a value of *field*."""
    return _MATCHES.get(field, ())


def bound(query: Query, dataset: Dataset) -> Query:
    """*query* with every value as *dataset* spells it.

    Raises:
        QueryError: a field does not take the value that it has.
    """
    match query:
        case Term():
            return _bound_term(query, dataset)
        case Not():
            return Not(bound(query.item, dataset))
        case Never():
            return Never(bound(query.item, dataset))
        case And() | Or():
            return replace(query, items=tuple(bound(item, dataset) for item in query.items))
        case Word():
            if not searchable(query.text).strip():
                message = f"“{query.text}” has no letter and no digit to look for"
                raise QueryError(message, query.start, query.end)
            return query


def _bound_term(term: Term, dataset: Dataset) -> Term:
    value_start = term.start + len(term.field) + 1
    if term.match is not None:
        words = matches_of(term.field)
        if term.match.lower() not in words:
            start = max(value_start, term.end - len(term.match))
            what = f"{term.field}:… takes no “={term.match}”"
            raise QueryError(f"{what}{did_you_mean(term.match, words)}", start, term.end)
        term = replace(term, match=term.match.lower())
    if term.field in _DATES:
        return _bound_date(term, value_start)
    if term.field in _FREE_TEXT:
        return term
    values = list(values_of(term.field, dataset))
    for spelled in _spellings(term.value, values, term.field, dataset):
        return replace(term, value=spelled)
    names = [name for name, _ in _names(term.field, dataset)]
    other = _asked_elsewhere(term, dataset)
    if other:
        raise QueryError(other, value_start, term.end)
    parts = re.split(r"\s*[,;|/]\s*", term.value)
    if len(parts) > 1 and all(any(_spellings(each, values, term.field, dataset)) for each in parts):
        hint = f"; write ({' or '.join(f'{term.field}:{each}' for each in parts)})"
    else:
        hint = did_you_mean(term.value, values, names)
    message = f"no {term.field} “{term.value}”{hint}"
    raise QueryError(message, value_start, term.end)


def _asked_elsewhere(term: Term, dataset: Dataset) -> str:
    """What to write where a kind of support is asked for as a kind of event, or the opposite."""
    if term.field == "kind":
        for spelled in _spellings(term.value, list(values_of("type", dataset)), "type", dataset):
            scored = dataset.support_types[spelled].scored
            also = f" or supports:{spelled}" if scored else ""
            return f"kind: asks for kinds of event; write type:{spelled}{also}"
    if term.field in STANCE_FIELDS or term.field == "type":
        for spelled in _spellings(term.value, list(values_of("kind", dataset)), "kind", dataset):
            return f"{term.field}: asks for kinds of support; write kind:{spelled}"
    return ""


def _spellings(value: str, words: list[str], field: str, dataset: Dataset) -> Iterator[str]:
    folded = fold(value)
    yield from (word for word in words if fold(word) == folded)
    names = [(name_key(name), item) for name, item in _names(field, dataset)]
    for key in name_keys(value):
        yield from (item for name, item in names if key and name == key)


def _names(field: str, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The names that may stand for an id in *field*, each with the id."""
    if field in ("country", "signed", "not-signed"):
        for country in dataset.countries:
            yield from ((name, country.id) for name in (country.name, *country.aliases))
    elif field == "group":
        for group in dataset.groups:
            yield from ((name, group.id) for name in (group.name, *group.aliases))
    elif field == "posture":
        yield from ((rule.label, rule.id) for rule in dataset.metadata.postures)
    elif field in STANCE_FIELDS or field == "type":
        types = dataset.metadata.support_types if field == "type" else dataset.scored_types
        yield from ((each.label, each.id) for each in types)


def _bound_date(term: Term, start: int) -> Term:
    try:
        if is_date(term.value):
            when = parse_when(term.value, before_records=True)
        else:
            from alliance_tui.model.date_hints import typed_when

            when = typed_when(term.value)
    except DateError as error:
        raise QueryError(str(error), start, term.end) from None
    if when.interval and term.field not in ("during", "known"):
        raise QueryError(f"{term.field}: takes a single date", start, term.end)
    return replace(term, value=when.text)
