"""Facets: what the rows of a query have in common, each with a count, to narrow it further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Claim, Country
from alliance_tui.query.answers import Answers
from alliance_tui.query.edit import has_term
from alliance_tui.query.facts import belongs_on
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
    yield from _of_events(answers, query, moment)
    claims = answers.claims(query, moment)
    yield from _of_claims(dataset, query, claims)


def _of_countries(
    answers: Answers, query: Query, moment: Moment, countries: Iterable[Country]
) -> Iterator[Facet]:
    dataset = answers.dataset
    postures: Counter[Term] = Counter()
    groups: Counter[Term] = Counter()
    regions: Counter[Term] = Counter()
    for country in countries:
        rule = answers.posture(country.id, moment).rule
        if rule.id in dataset.postures:
            postures[Term("posture", rule.id)] += 1
        if country.region is not None:
            regions[Term("region", country.region)] += 1
        belongs = {
            each.group
            for each in country.memberships
            if belongs_on(each, moment.day, dataset.as_of)
        }
        belongs.update(dataset.listed_in.get(country.id, ()))
        groups.update(Term("group", each) for each in belongs)

    def group_label(term: Term) -> str:
        group = dataset.group[term.value]
        return group.name if group.analytic else group.id

    yield _facet(
        "Posture",
        "countries",
        query,
        postures,
        lambda term: dataset.postures[term.value].label,
        lambda term: f"tone-{dataset.postures[term.value].tone}",
    )
    yield _facet("Group", "countries", query, groups, group_label)
    yield _facet("Region", "countries", query, regions)


def _of_events(answers: Answers, query: Query, moment: Moment) -> Iterator[Facet]:
    events = answers.dataset.events
    positions = answers.events(query, moment)
    yield _facet(
        "Kind of event",
        "events",
        query,
        Counter(Term("kind", events[position].kind) for position in positions),
    )
    years = Counter(
        Term("during", f"{date.fromordinal(events.written[position]).year:04d}")
        for position in positions
    )
    yield _facet("Year", "events", query, years, in_order=True)


def _of_claims(dataset: Dataset, query: Query, claims: list[Claim]) -> Iterator[Facet]:
    titles = {
        "type": "Kind of support",
        "direction": "Direction",
        "status": "Status",
        "confidence": "Confidence",
    }
    for field, title in titles.items():
        counts = Counter(Term(field, getattr(claim, field)) for claim in claims)
        yield _facet(title, "claims", query, counts)
    kinds = Counter(
        Term("source-kind", kind)
        for claim in claims
        for kind in {dataset.source[each.source].kind for each in claim.evidence}
    )
    yield _facet("Kind of source", "claims", query, kinds)


def _stance_label(term: Term) -> str:
    return LABELS[term.field]


def _stance_role(term: Term) -> str:
    return f"stance-{term.field}"


def _facet(
    title: str,
    counted: str,
    query: Query,
    counts: dict[Term, int],
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
