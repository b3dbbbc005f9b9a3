"""Countries in order and in sections: by name, posture, latest change, a column of a board."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, get_args

from msgspec import Struct

from alliance_tui.model.records import Country, SupportType
from alliance_tui.query.answers import NO_POSTURE, SUBJECT_POSTURE, Answers
from alliance_tui.query.spans import stance_since
from alliance_tui.query.stance import KINDS, Moment, StanceKind, label_at

Grouping = Literal["auto", "posture", "group", "region", "none"]
"""By what rows are put in sections; “auto” is by what the view is about."""

SORTS = ("name", "posture", "change", "claims")
"""By what countries may be sorted everywhere."""

GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)

STANCE_ORDER: tuple[StanceKind, ...] = (
    "supports",
    "mixed",
    "withholds",
    "opposes",
    "disputed",
    "none",
    "earlier",
    "context",
    "unassessed",
)
"""The order of sections by stance."""

COLUMN = "column:"
"""Begins the name of a sort by a column of a board; the column's id follows."""

HELPING: frozenset[StanceKind] = frozenset({"supports", "mixed"})
REFUSING: frozenset[StanceKind] = frozenset({"withholds", "opposes", "mixed"})
"""The stances on either side; who does both is on both."""

BACKWARDS = "-"
"""Begins the name of a sort from the last to the first."""

_KIND_ORDER = {kind: place for place, kind in enumerate(KINDS)}


class Section(Struct, frozen=True):
    """Countries that belong together, under a title; one without title for all.

    Attributes:
        title: what they have in common.
        countries: the countries, in order.
        kind: their stance, where it is that.
        tone: the tone of their posture, where it is that.
    """

    title: str
    countries: tuple[Country, ...]
    kind: StanceKind | None = None
    tone: str | None = None


def direction_of(sort: str) -> tuple[str, bool]:
    """What *sort* is by, and whether it goes backwards."""
    return sort.removeprefix(BACKWARDS), sort.startswith(BACKWARDS)


def is_sort(text: str) -> bool:
    """Whether *text* names a sort."""
    text, _ = direction_of(text)
    return text in SORTS or (text.startswith(COLUMN) and len(text) > len(COLUMN))


def ordered(
    answers: Answers,
    countries: tuple[Country, ...],
    sort: str,
    moment: Moment,
    about: str | None = None,
) -> tuple[Country, ...]:
    """*countries*, which stand by name, in another order; equal ones stay by name.

    Claims are counted that are *about* one type of support; without it, all.
    """
    by, backwards = direction_of(sort)
    key = _key(answers, by, moment, about)
    if key is None:
        return tuple(reversed(countries)) if backwards and by == "name" else countries
    return tuple(sorted(countries, key=key, reverse=backwards))


def _key(
    answers: Answers, sort: str, moment: Moment, about: str | None
) -> Callable[[Country], tuple[int, int]] | None:
    dataset = answers.dataset
    if sort == "posture":
        order = {rule.id: place for place, rule in enumerate(dataset.metadata.postures)}
        return lambda each: (order.get(answers.posture(each.id, moment).rule.id, -1), 0)
    if sort == "change":
        return lambda each: (-answers.stances.last_change(each.id, moment), 0)
    if sort == "claims" and about is not None:
        recorded = answers.stances.recorded
        return lambda each: (-len(recorded(each.id, about, moment)), 0)
    if sort == "claims":
        claims = dataset.claims_by_country
        return lambda each: (-len(claims.get(each.id, ())), 0)
    column = sort.removeprefix(COLUMN)
    if column in dataset.support_types:

        def by_stance(country: Country) -> tuple[int, int]:
            stance = answers.stances.stance(country.id, column, moment)
            since = stance_since(answers, country.id, column, moment)
            return _KIND_ORDER[stance.kind], since

        return by_stance
    return None


def by_sides(
    answers: Answers, countries: Sequence[Country], moment: Moment, *, backwards: bool = False
) -> tuple[Country, ...]:
    """*countries* by on how many kinds of support they help, then on how few they refuse."""

    def key(country: Country) -> tuple[int, int]:
        types = answers.dataset.scored_types
        kinds = [answers.stances.stance(country.id, each.id, moment).kind for each in types]
        return -sum(each in HELPING for each in kinds), sum(each in REFUSING for each in kinds)

    return tuple(sorted(countries, key=key, reverse=backwards))


def sections(
    answers: Answers, countries: Sequence[Country], grouping: Grouping, moment: Moment
) -> tuple[Section, ...]:
    """*countries* in sections; in those of groups a country stands once for each group."""
    if grouping in ("none", "auto"):
        return (Section("", tuple(countries)),)
    makers = {"posture": _by_posture, "group": _by_group, "region": _by_region}
    made = makers[grouping](answers, countries, moment)
    return tuple(section for section in made if section.countries)


def by_stance(
    answers: Answers, countries: Iterable[Country], support_type: SupportType, moment: Moment
) -> tuple[Section, ...]:
    """*countries* by where they stand on *support_type*; one not scored has claims or has none."""
    by_kind: dict[StanceKind, list[Country]] = {kind: [] for kind in STANCE_ORDER}
    for country in countries:
        if support_type.scored:
            kind = answers.stances.stance(country.id, support_type.id, moment).kind
        else:
            claims = answers.dataset.claims_by_stance.get((country.id, support_type.id), ())
            begun = any(claim.when.first_start <= moment.day for claim in claims)
            kind = "context" if begun else "unassessed"
        by_kind[kind].append(country)
    as_of = answers.dataset.as_of
    titles = {kind: label_at(kind, moment, as_of).capitalize() for kind in STANCE_ORDER}
    if not support_type.scored:
        titles |= {"context": support_type.label, "unassessed": "No claim"}
    return tuple(
        Section(titles[kind], tuple(members), kind) for kind, members in by_kind.items() if members
    )


def _by_posture(
    answers: Answers, countries: Iterable[Country], moment: Moment
) -> Iterator[Section]:
    rules = (SUBJECT_POSTURE, *answers.dataset.metadata.postures, NO_POSTURE)
    held: dict[str, list[Country]] = {rule.id: [] for rule in rules}
    for country in countries:
        held[answers.posture(country.id, moment).rule.id].append(country)
    for rule in rules:
        yield Section(rule.label, tuple(held.pop(rule.id, ())), tone=rule.tone)


def _by_group(answers: Answers, countries: Iterable[Country], moment: Moment) -> Iterator[Section]:
    dataset = answers.dataset
    wanted = {country.id: country for country in countries}
    alone = dict(wanted)
    for group in dataset.groups:
        members = {
            country.id
            for country, membership in dataset.memberships.get(group.id, ())
            if membership.belongs_on(moment.day, dataset.as_of)
        }
        these = tuple(country for country in wanted.values() if country.id in members)
        for country in these:
            alone.pop(country.id, None)
        yield Section(group.name if group.analytic else group.id, these)
    yield Section("In none of them", tuple(alone.values()))


def _by_region(answers: Answers, countries: Iterable[Country], moment: Moment) -> Iterator[Section]:
    held: dict[str, list[Country]] = {}
    for country in countries:
        held.setdefault(country.region or "", []).append(country)
    for region in sorted(held, key=lambda each: (not each, each)):
        yield Section(region or "No region", tuple(held[region]))
