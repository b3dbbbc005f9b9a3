"""Changing a query the way keys do: by editing its text."""

from __future__ import annotations

import re

from alliance_tui.query.fields import ANY, FIELDS, STANCE_FIELDS
from alliance_tui.query.language import all_of, leaves, parse, to_text, words_of
from alliance_tui.query.terms import EVERYTHING, And, Or, Query, Term

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


def family(term: Term) -> str:
    """What *term* has in common with those that ask for another value of the same thing.

    A row has one value of it; where it may have several, each term is alone in its family.
    """
    if term.field in STANCE_FIELDS:
        return f"stance:{term.value}".casefold()
    field = FIELDS.get(term.field)
    return term.key.casefold() if field is None or field.several else term.field


def has_term(query: Query, term: Term) -> bool:
    """Whether *term* stands at the top of *query*, not negated, or is one of several there."""
    return any(_same(each, term) for item in _items(query) for each in _alike(item))


def toggled(text: str, term: Term) -> str:
    """*text* with *term* at its top, or without it where it stands there.

    Where another value of the same thing stands there, it becomes one of several.

    Raises:
        QueryError: *text* cannot be read.
    """
    query = parse(text)
    items = _items(query)
    if has_term(query, term):
        kept = [_without(item, term) if _alike(item) else item for item in items]
        return to_text(all_of([item for item in kept if item is not None]))
    for position, item in enumerate(items):
        alike = _alike(item)
        if alike and family(alike[0]) == family(term):
            items[position] = Or((*alike, term))
            return to_text(all_of(items))
    return to_text(all_of([*items, term]))


def without_family(query: Query, of_family: str) -> Query:
    """*query* without what asks at its top for values of *of_family*."""
    items = _items(query)
    kept = [item for item in items if not (alike := _alike(item)) or family(alike[0]) != of_family]
    return query if len(kept) == len(items) else all_of(kept)


def _alike(item: Query) -> tuple[Term, ...]:
    """The terms of *item*: one, or several of which any holds, all of the same family."""
    if isinstance(item, Term):
        return (item,)
    if not isinstance(item, Or):
        return ()
    terms = tuple(each for each in item.items if isinstance(each, Term))
    same = len(terms) == len(item.items) and len(set(map(family, terms))) == 1
    return terms if same else ()


def _without(item: Query, term: Term) -> Query | None:
    kept = tuple(each for each in _alike(item) if not _same(each, term))
    return Or(kept) if len(kept) > 1 else kept[0] if kept else None


def words_alone(query: Query) -> Query | None:
    """What *query* asks for by words, where it narrows that by terms too; else none."""
    items = _items(query)
    words = [
        each for each in items if words_of(each) and len(words_of(each)) == len([*leaves(each)])
    ]
    return all_of(words) if words and len(words) < len(items) else None


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
