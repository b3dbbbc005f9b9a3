"""The values that each field of the query language takes on one data set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import DateError, is_date, parse_when
from alliance_tui.model.words import fold, name_key, name_keys, searchable
from alliance_tui.nearest import did_you_mean
from alliance_tui.query.fields import ANY, FIELDS, SELF, STANCE_FIELDS, Field
from alliance_tui.query.terms import And, Never, Not, Or, Query, QueryError, Term, Word

MOST_COMPARED = 5_000
"""Among so many values the nearest to what was typed is looked for."""


def values_of(field: str, dataset: Dataset) -> Iterable[str]:
    """The values that *field* takes on *dataset*; none for free text and dates."""
    return FIELDS[field].values(dataset)


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
    field = FIELDS[term.field]
    value_start = term.start + len(term.field) + 1
    if term.match is not None:
        if term.match.lower() not in field.matches:
            start = max(value_start, term.end - len(term.match))
            what = f"{term.field}:… takes no “={term.match}”"
            raise QueryError(f"{what}{did_you_mean(term.match, field.matches)}", start, term.end)
        term = replace(term, match=term.match.lower())
    if field.takes in ("date", "time"):
        return _bound_date(term, field, value_start)
    if field.takes == "text":
        return term
    for spelled in _spellings(term.value, field, dataset):
        return replace(term, value=spelled)
    other = _asked_elsewhere(term, dataset)
    if other:
        raise QueryError(other, value_start, term.end)
    parts = re.split(r"\s*[,;|/]\s*", term.value)
    if len(parts) > 1 and all(any(_spellings(each, field, dataset)) for each in parts):
        hint = f"; write ({' or '.join(f'{term.field}:{each}' for each in parts)})"
    else:
        values = list(field.values(dataset))
        names = [name for _, name in _names(field, dataset)]
        near = len(values) <= MOST_COMPARED
        hint = did_you_mean(term.value, values, names) if near else ""
    message = f"no {term.field} “{term.value}”{hint}"
    raise QueryError(message, value_start, term.end)


def _asked_elsewhere(term: Term, dataset: Dataset) -> str:
    """What to write where a kind of support is asked for as a kind of event, or the opposite."""
    if term.field == "kind":
        for spelled in _spellings(term.value, FIELDS["type"], dataset):
            scored = dataset.support_types[spelled].scored
            also = f" or supports:{spelled}" if scored else ""
            return f"kind: asks for kinds of event; write type:{spelled}{also}"
    if term.field in STANCE_FIELDS or term.field == "type":
        for spelled in _spellings(term.value, FIELDS["kind"], dataset):
            return f"{term.field}: asks for kinds of support; write kind:{spelled}"
    return ""


def _spellings(value: str, field: Field, dataset: Dataset) -> Iterator[str]:
    """The values of *field* that *value* may be."""
    if field.spelled is not None:
        yield from field.spelled(value, dataset)
        return
    folded = fold(value)
    yield from (each for each in field.values(dataset) if fold(each) == folded)
    names = [(name_key(name), item) for item, name in _names(field, dataset)]
    for key in name_keys(value):
        yield from (item for name, item in names if key and name == key)


def _names(field: Field, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The values of *field* with the names that may stand for them."""
    for value, name in (*field.labels(dataset), *field.aliases(dataset)):
        if value not in (ANY, SELF):
            yield value, name


def _bound_date(term: Term, field: Field, start: int) -> Term:
    try:
        if is_date(term.value):
            when = parse_when(term.value, before_records=True)
        else:
            from alliance_tui.model.date_hints import typed_when

            when = typed_when(term.value)
    except DateError as error:
        raise QueryError(str(error), start, term.end) from None
    if when.interval and field.takes == "date":
        raise QueryError(f"{term.field}: takes a single date", start, term.end)
    return replace(term, value=when.text)
