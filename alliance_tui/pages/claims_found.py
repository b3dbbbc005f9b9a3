"""The claims that a query finds, of all countries in one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from alliance_tui.model.records import Claim
from alliance_tui.model.words import number_of
from alliance_tui.pages.claims import claim_part
from alliance_tui.pages.names import country_name
from alliance_tui.pages.page import GAP, Block, Page, Part, Span, counted
from alliance_tui.pages.telling import Telling


def claims_page(telling: Telling, told: str, found: Mapping[str, Sequence[Claim]]) -> Page:
    """The claims that are *found*, by the ids of their countries; *told* is what was asked."""
    claims = number_of(sum(map(len, found.values())), "claim")
    countries = number_of(len(found), "country", "countries")
    return Page("claims", f"{claims} of {countries}", tuple(_parts(telling, told, found)))


def _parts(
    telling: Telling, told: str, found: Mapping[str, Sequence[Claim]]
) -> Iterator[Block | Part]:
    yield Block((Span(told, "dim"),))
    stances = telling.answers.stances
    for country, claims in found.items():
        yield GAP
        yield counted(country_name(telling.dataset, country), len(claims))
        for each in claims:
            yield claim_part(telling, stances.weighed(each, telling.moment), lines=1)
