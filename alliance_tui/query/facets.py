"""Facets: what the rows of a query have in common, each with a count, to narrow it further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Country
from alliance_tui.query.answers import Answers
from alliance_tui.query.edit import has_term
from alliance_tui.query.fields import FIELDS, Field
from alliance_tui.query.language import EVERYTHING, Query, Term
from alliance_tui.query.stance import LABELS, Moment


class Choice(NamedTuple):
    """One value of a facet.

    Attributes:
        term: the term that asks for it.
        label: its name.
        rows: how many rows have it.
        chosen: whether the query asks for it.
        role: how it is coloured.
    """

    term: Term
    label: str
    rows: int
    chosen: bool
    role: str = "text"


class Facet(NamedTuple):
    """One property, what is counted, and its values."""

    title: str
    counted: str
    choices: tuple[Choice, ...]


def facets(answers: Answers, query: Query, moment: Moment) -> Iterator[Facet]:
    """The facets of the rows for which *query* holds; values that no row has are left out."""
    dataset = answers.dataset
    # A term added to the empty query also finds countries that have neither claims nor ties.
    everywhere = query == EVERYTHING
    countries = dataset.countries if everywhere else answers.countries(query, moment)
    for support_type in dataset.scored_types:
        stances = Counter(
            Term(answers.stances.stance(country.id, support_type.id, moment).kind, support_type.id)
            for country in countries
            if country.id in dataset.claims_by_country
        )
        assessed = {term: count for term, count in stances.items() if term.field != "unassessed"}
        yield _facet(support_type.label, "countries", query, assessed, _stance_label, _stance_role)
    yield from _of_countries(answers, query, moment, countries)
    events = answers.events(query, moment)
    yield from _counted(answers, query, "event", events)
    yield _facet("Year", "events", query, _years(dataset, events), in_order=True)
    yield from _counted(answers, query, "claim", answers.claim_positions(query, moment))


def _of_countries(
    answers: Answers, query: Query, moment: Moment, countries: Iterable[Country]
) -> Iterator[Facet]:
    dataset = answers.dataset
    postures = Counter(answers.posture(each.id, moment).rule.id for each in countries)
    yield _facet(
        "Posture",
        "countries",
        query,
        {Term("posture", each): postures[each] for each in dataset.postures if postures[each]},
        lambda term: dataset.postures[term.value].label,
        lambda term: f"tone-{dataset.postures[term.value].tone}",
    )
    for field in FIELDS.values():
        if field.facet is not None and field.of_country is not None:
            values = Counter(
                value
                for country in countries
                for value in set(field.of_country(dataset, country, moment.day))
                if "=" not in value
            )
            yield _values(answers, query, field, "countries", values)


def _counted(
    answers: Answers, query: Query, scope: Literal["event", "claim"], positions: Sequence[int]
) -> Iterator[Facet]:
    """The facets of the events or claims at *positions*."""
    for field in FIELDS.values():
        if field.facet is not None and field.scope == scope:
            yield _values(answers, query, field, f"{scope}s", answers.counts(field, positions))


def _values(
    answers: Answers, query: Query, field: Field, counted: str, values: Mapping[str, int]
) -> Facet:
    terms = {Term(field.name, value): count for value, count in values.items()}

    def label(term: Term) -> str:
        return field.shown(term.value, answers.dataset)

    return _facet(field.facet or field.name, counted, query, terms, label)


def _years(dataset: Dataset, events: Sequence[int]) -> dict[Term, int]:
    written = dataset.events.written
    years = Counter(date.fromordinal(written[position]).year for position in events)
    return {Term("during", f"{year:04d}"): count for year, count in years.items()}


def _stance_label(term: Term) -> str:
    return LABELS[term.field]


def _stance_role(term: Term) -> str:
    return f"stance-{term.field}"


def _facet(
    title: str,
    counted: str,
    query: Query,
    counts: Mapping[Term, int],
    label: Callable[[Term], str] = lambda term: term.value,
    role: Callable[[Term], str] = lambda term: "text",
    *,
    in_order: bool = False,
) -> Facet:
    """A facet, its values by their counts or, where they have one, in their own order."""
    choices = [
        Choice(term, label(term), count, has_term(query, term), role(term))
        for term, count in counts.items()
    ]
    if in_order:
        choices.sort(key=lambda each: each.label)
    else:
        choices.sort(key=lambda each: (-each.rows, each.label))
    return Facet(title, counted, tuple(choices))
