"""Facets: what the rows of a query have in common, each with a count, to narrow it further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from alliance_tui.model.records import Country, SupportType
from alliance_tui.query.answers import Answers
from alliance_tui.query.edit import family, has_term, without_family
from alliance_tui.query.fields import FIELDS, Field
from alliance_tui.query.stance import LABELS, Moment
from alliance_tui.query.terms import EVERYTHING, Query, Term


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
    """The facets of the rows for which *query* holds; values that no row has are left out.

    The values of a thing of which a row has one are counted as if none were asked for, so that
    several can be.
    """
    counting = _Counting(answers, query, moment)
    having = (field for field in FIELDS.values() if field.facet is not None)
    fields = sorted(having, key=lambda field: field.rank)
    for field in fields:
        if field.scope == "claim":
            yield counting.values(field)
    yield counting.postures()
    for support_type in answers.dataset.scored_types:
        yield counting.stances(support_type)
    for field in fields:
        if field.scope != "claim":
            yield counting.values(field)
    yield counting.years()


class _Rows:
    """The rows of a query, each kind found when it is asked for."""

    def __init__(self, answers: Answers, query: Query, moment: Moment) -> None:
        self._answers = answers
        self._query = query
        self._moment = moment

    @cached_property
    def countries(self) -> Sequence[Country]:
        # A term added to the empty query also finds countries without claims and ties.
        if self._query == EVERYTHING:
            return self._answers.dataset.countries
        return self._answers.countries(self._query, self._moment)

    @cached_property
    def events(self) -> Sequence[int]:
        return self._answers.events(self._query, self._moment)

    @cached_property
    def claims(self) -> Sequence[int]:
        return self._answers.claim_positions(self._query, self._moment)


class _Counting:
    def __init__(self, answers: Answers, query: Query, moment: Moment) -> None:
        self._answers = answers
        self._dataset = answers.dataset
        self._query = query
        self._moment = moment
        self._rows: dict[Query, _Rows] = {}

    def _of(self, term: Term) -> _Rows:
        """The rows among which the family of *term* is counted."""
        base = without_family(self._query, family(term))
        rows = self._rows.get(base)
        if rows is None:
            rows = self._rows[base] = _Rows(self._answers, base, self._moment)
        return rows

    def values(self, field: Field) -> Facet:
        """The values of *field*."""
        rows = self._of(Term(field.name, ""))
        counted: str
        if field.of_country is not None:
            counted, of_country = "countries", field.of_country
            values: Mapping[str, int] = Counter(
                value
                for country in rows.countries
                for value in set(of_country(self._dataset, country, self._moment.day))
                if "=" not in value
            )
        else:
            counted = f"{field.scope}s"
            positions = rows.events if field.scope == "event" else rows.claims
            values = self._answers.counts(field, positions)
        terms = {Term(field.name, value): count for value, count in values.items()}

        def label(term: Term) -> str:
            return field.shown(term.value, self._dataset)

        return _facet(field.facet or field.name, counted, self._query, terms, label)

    def postures(self) -> Facet:
        """The postures of the countries."""
        postures = self._dataset.postures
        counts = Counter(
            self._answers.posture(each.id, self._moment).rule.id
            for each in self._of(Term("posture", "")).countries
        )
        return _facet(
            "Posture",
            "countries",
            self._query,
            {Term("posture", each): counts[each] for each in postures if counts[each]},
            lambda term: postures[term.value].label,
            lambda term: f"tone-{postures[term.value].tone}",
        )

    def stances(self, support_type: SupportType) -> Facet:
        """Where the countries stand on *support_type*."""
        stances = Counter(
            self._answers.stances.stance(country.id, support_type.id, self._moment).kind
            for country in self._of(Term("supports", support_type.id)).countries
            if country.id in self._dataset.claims_by_country
        )
        terms = {
            Term(kind, support_type.id): count
            for kind, count in stances.items()
            if kind != "unassessed"
        }
        label = support_type.label
        return _facet(label, "countries", self._query, terms, _stance_label, _stance_role)

    def years(self) -> Facet:
        """The years of the events."""
        written = self._dataset.events.written
        events = self._of(Term("during", "")).events
        years = Counter(date.fromordinal(written[position]).year for position in events)
        terms = {Term("during", f"{year:04d}"): count for year, count in years.items()}
        return _facet("Year", "events", self._query, terms, in_order=True)


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
