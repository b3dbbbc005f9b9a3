"""Queries that stand in the data set: the posture rules and the opening view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import TypeAlias

from alliance_tui.model.dataset import Dataset
from alliance_tui.query.alternatives import MOST, alternatives, check_alternatives
from alliance_tui.query.fields import ANY, STANCE_FIELDS
from alliance_tui.query.language import leaves, parse
from alliance_tui.query.terms import Query, QueryError, Term
from alliance_tui.query.values import bound
from alliance_tui.query.view import ViewError, view_from_text
from alliance_tui.reading.draft import Draft
from alliance_tui.reading.left_out import Path

_Terms: TypeAlias = frozenset[tuple[str, bool]]
"""Facts about a country, each with whether it has to hold."""


def check_queries(draft: Draft, dataset: Dataset) -> None:
    """Leave out the posture rules and the opening view that *dataset* gives no meaning."""
    row = draft.metadata
    reached: list[tuple[str, list[_Terms]]] = []
    for position, rule in enumerate(row.record.postures):
        if rule.when is not None:
            try:
                query = _rule_query(rule.when, dataset)
            except QueryError as error:
                _refuse(draft, ("postures", position, "when"), rule.when, error)
                continue
            terms = list(_expanded(query, dataset))
            why = _unreached(terms, reached)
            if why:
                message = f"“{rule.id}” is never reached: {why}"
                draft.report("W416", row, ("postures", position, "when"), message)
            reached.append((rule.id, terms))
    opening = row.record.opening
    if opening is not None:
        try:
            check_alternatives(bound(parse(view_from_text(opening).view.query), dataset))
        except (QueryError, ViewError) as error:
            _refuse(draft, ("opening",), opening, error)
    draft.settle()


def _refuse(draft: Draft, path: Path, text: str, error: QueryError | ViewError) -> None:
    """Report a query; it only follows where it names what is left out."""
    wrong = text[error.start : error.end] if isinstance(error, QueryError) else text
    follows = draft.incomplete and any(map(draft.is_missing, re.findall(r"[\w.-]+", wrong)))
    said = error.message if isinstance(error, QueryError) else str(error)
    draft.report("E506", draft.metadata, path, said, follows=follows, keep=False)


def _expanded(query: Query, dataset: Dataset) -> Iterator[_Terms]:
    """What must hold together, once for each way in which *query* can hold.

    ``any`` becomes each kind of support in turn; ways that contradict themselves are passed over.
    """
    for alternative in alternatives(query):
        country = alternative.country
        never = {(f"never {at}", holds) for at, (_, holds) in enumerate(country.nevers)}
        options = [_options(fact, dataset) for fact in sorted(country.facts)]
        if prod(map(len, options)) > MOST:
            options = [[each] for each in sorted(country.facts)]
        absent = {(fact, False) for fact in country.absent}
        for chosen in product(*options):
            terms = frozenset({(fact, True) for fact in chosen} | absent | never)
            if not any(_implied((fact, False), terms) for fact, holds in terms if holds):
                yield terms


def _options(fact: str, dataset: Dataset) -> list[str]:
    field, _, value = fact.partition(":")
    if field in STANCE_FIELDS and value == ANY:
        return [f"{field}:{each.id}" for each in dataset.scored_types]
    return [fact]


def _unreached(terms: list[_Terms], reached: list[tuple[str, list[_Terms]]]) -> str:
    """Why a rule with *terms* gives no country its label; empty where it can."""
    if not terms:
        return "what it asks for cannot be so at once"
    if len(terms) * sum(len(earlier) for _, earlier in reached) > MOST**2:
        return ""
    covering: list[str] = []
    for each in terms:
        rule = next(
            (
                rule
                for rule, earlier in reached
                if any(all(_implied(term, each) for term in one) for one in earlier)
            ),
            None,
        )
        if rule is None:
            return ""
        if rule not in covering:
            covering.append(rule)
    quoted = ", ".join(f"“{each}”" for each in covering)
    return f"{quoted if len(covering) == 1 else f'one of {quoted}'} holds where it does"


def _implied(term: tuple[str, bool], terms: _Terms) -> bool:
    """Whether *term* holds wherever all *terms* do."""
    if term in terms or term == (f"country:{ANY}", True):
        return True
    (fact, holds) = term
    field, _, value = fact.partition(":")
    if holds or field not in STANCE_FIELDS:
        return False
    if (f"{field}:{ANY}", False) in terms:
        return True
    # On one kind of support a country has one stance.
    return any(
        other != field and kind == value
        for other, _, kind in (each.partition(":") for each, holds in terms if holds)
        if other in STANCE_FIELDS
    )


def _rule_query(text: str, dataset: Dataset) -> Query:
    query = bound(parse(text), dataset)
    check_alternatives(query)
    for leaf in leaves(query):
        if not isinstance(leaf, Term) or leaf.scope != "country" or leaf.field == "posture":
            what = leaf.field + ":" if isinstance(leaf, Term) else f"“{leaf.text}”"
            raise QueryError(
                f"a posture rule takes country terms other than posture:, not {what}",
                leaf.start,
                leaf.end,
            )
    return query
