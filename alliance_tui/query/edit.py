"""Changing a query the way keys do: by editing its text."""

from __future__ import annotations

import re

from alliance_tui.query.fields import ANY, STANCE_FIELDS
from alliance_tui.query.language import (
    EVERYTHING,
    And,
    Query,
    Term,
    all_of,
    leaves,
    parse,
    to_text,
)

STEPS = ("supports", "withholds", "opposes")
"""The stances that a key steps a support type through."""


def stepped(text: str, support_type: str, *, scored: bool = True) -> str:
    """*text* with *support_type* one step further: off, supports, withholds, opposes, off.

    A type that is not scored goes from off to ``type:ID`` and back. Only a term that stands
    at the top and is not negated is changed.

    Raises:
        QueryError: *text* cannot be read.
    """
    items = _items(parse(text))
    fields = STEPS if scored else ("type",)
    for position, item in enumerate(items):
        if isinstance(item, Term) and item.field in fields and _is(item, support_type):
            following = fields.index(item.field) + 1
            items[position : position + 1] = (
                [Term(fields[following], item.value)] if following < len(fields) else []
            )
            return to_text(all_of(items))
    return to_text(all_of([*items, Term(fields[0], support_type)]))


def step_of(query: Query, support_type: str, *, scored: bool = True) -> str | None:
    """At which step *support_type* stands in *query*; none where it is off."""
    fields = STEPS if scored else ("type",)
    for item in _items(query):
        if isinstance(item, Term) and item.field in fields and _is(item, support_type):
            return item.field
    return None


def with_step(query: Query, support_type: str, field: str) -> Query:
    """*query* with *field* in the place of the step at which *support_type* stands."""
    items = _items(query)
    for position, item in enumerate(items):
        if isinstance(item, Term) and item.field in STEPS and _is(item, support_type):
            items[position] = Term(field, item.value)
            break
    return all_of(items)


def without_step(text: str, opening: str, support_type: str, *, scored: bool = True) -> str:
    """*text* without the term at which *support_type* stands, unless that is of *opening* too.

    Raises:
        QueryError: one of the texts cannot be read.
    """
    items, first = _items(parse(text)), set(map(to_text, _items(parse(opening))))
    fields = STEPS if scored else ("type",)
    for position, item in enumerate(items):
        if isinstance(item, Term) and item.field in fields and _is(item, support_type):
            if to_text(item) not in first:
                del items[position]
            break
    return to_text(all_of(items))


def types_named(query: Query) -> frozenset[str]:
    """The support types that *query* names, however it asks about them."""
    named = {
        term.value
        for term in leaves(query)
        if isinstance(term, Term) and (term.field in STANCE_FIELDS or term.field == "type")
    }
    return frozenset(named - {ANY})


def has_term(query: Query, term: Term) -> bool:
    """Whether *term* stands at the top of *query*, not negated."""
    return any(isinstance(item, Term) and _same(item, term) for item in _items(query))


def toggled(text: str, term: Term) -> str:
    """*text* with *term* at its top, or without it where it stands there.

    Raises:
        QueryError: *text* cannot be read.
    """
    items = _items(parse(text))
    kept = [item for item in items if not (isinstance(item, Term) and _same(item, term))]
    return to_text(all_of(kept if len(kept) < len(items) else [*items, term]))


def without_begun_word(before: str, text: str, wrong: int) -> str | None:
    """*before* without the word that has grown into the term of *text* that is wrong.

    Args:
        before: the query as it could be read.
        text: the query after it, which cannot.
        wrong: from which character on.
    """
    start = len(text[:wrong]) - len(_BEGUN.search(text[:wrong])[0])  # type: ignore[index]
    word = _WORD.match(before, start)
    grown = word is not None and text.startswith(before[: word.end()])
    if word is None or not grown or ":" in word[0]:
        return None
    return f"{before[:start]}{before[word.end() :]}".strip()


_BEGUN = re.compile(r'[^\s()"]*$')
_WORD = re.compile(r'[^\s()":]+')


def stepped_back(text: str, opening: str) -> str:
    """*text* with one filter less: its last term, or all that the opening query does not have.

    Raises:
        QueryError: one of the texts cannot be read.
    """
    items, first = _items(parse(text)), _items(parse(opening))
    begins_with_opening = list(map(to_text, items[: len(first)])) == list(map(to_text, first))
    if begins_with_opening and len(items) > len(first):
        return to_text(all_of(items[:-1]))
    return opening


def _items(query: Query) -> list[Query]:
    if query == EVERYTHING:
        return []
    return list(query.items) if isinstance(query, And) else [query]


def _same(one: Term, other: Term) -> bool:
    return one.key.casefold() == other.key.casefold()


def _is(term: Term, support_type: str) -> bool:
    return term.value.casefold() == support_type.casefold()
