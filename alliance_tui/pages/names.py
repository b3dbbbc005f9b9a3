"""Names of countries and groups, which lead to their pages."""

from __future__ import annotations

from collections.abc import Iterable

from alliance_tui.model.dataset import Dataset
from alliance_tui.pages.page import Span, joined, text


def country_name(dataset: Dataset, country_id: str) -> str:
    """The name of a country, or its id where it has no profile."""
    country = dataset.country.get(country_id)
    return country.name if country is not None else country_id


def country_link(dataset: Dataset, country_id: str) -> Span:
    """A country's name, leading to its profile."""
    return text(country_name(dataset, country_id), "link", country_id)


def names(dataset: Dataset, country_ids: Iterable[str]) -> list[Span]:
    """The names of countries in alphabetical order, each leading to its profile."""
    ordered = sorted(country_ids, key=lambda each: country_name(dataset, each))
    return joined([[country_link(dataset, each)] for each in ordered], ", ")


def group_link(dataset: Dataset, group_id: str) -> Span:
    """A group's id, leading to its page."""
    group = dataset.group.get(group_id)
    label = group.name if group is not None and group.analytic else group_id
    return text(label, "link", group_id)
