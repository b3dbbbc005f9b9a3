"""Counts of the bundled data set, in words and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from alliance_tui.model.provenance import evidence_of
from alliance_tui.model.records import Claim, Evidence
from tests.bundled import dataset
from tests.data.voting import is_on_votes

INVASION = 2022
"""The first year that is told by itself; those before share one number."""


def other_claims() -> tuple[Claim, ...]:
    """The claims that are not made from roll calls."""
    return tuple(each for each in dataset().claims if not is_on_votes(each))


def evidence() -> Iterator[Evidence]:
    """All evidence, of whatever it is for."""
    data = dataset()
    records = chain(data.groups, data.countries, data.claims, data.events)
    return chain.from_iterable(map(evidence_of, records))


def country_name(country: str) -> str:
    """The name of the country with this id."""
    return dataset().country[country].name


def figure(count: int) -> str:
    """*count* with its thousands set apart."""
    return f"{count:,}"


def share(count: int, total: int) -> str:
    """*count* of *total* in per cent; what is rare or nearly all is not rounded away."""
    if 0 < 100 * count < total:
        return "under 1 %"
    if 0 < 100 * (total - count) < total:
        return "over 99 %"
    return f"{100 * count / total:.0f} %"


def listing(counts: Iterable[tuple[str, int]]) -> str:
    """Names with their counts, as a sentence."""
    return f"{', '.join(f'{name} {count}' for name, count in counts)}."


def by_year(found: Mapping[int, int]) -> list[tuple[str, int]]:
    """Counts by year, those before the invasion together."""
    early = sum(count for year, count in found.items() if year < INVASION)
    later = ((str(year), found[year]) for year in sorted(found) if year >= INVASION)
    return [(f"before {INVASION}", early), *later]


def often_first(found: Counter[str], few: int) -> list[tuple[str, str, str]]:
    """Rows of name, count and share; names with fewer than *few* share the last one."""
    ranked = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    rows = [(name, count) for name, count in ranked if count >= few]
    rare = sorted(name for name, count in ranked if count < few)
    if rare:
        names = f"{len(rare)} others ({', '.join(rare)})"
        rows.append((names, sum(found[name] for name in rare)))
    return [(name, figure(count), share(count, found.total())) for name, count in rows]
