"""The page of any record, found by its id."""

from __future__ import annotations

from alliance_tui.model.dataset import Item
from alliance_tui.model.records import Claim, Correction, Country, Event, Group, Source, Tie
from alliance_tui.pages.country import NO_HITS, Hits, country_page
from alliance_tui.pages.page import Page
from alliance_tui.pages.telling import Telling


def page_of(telling: Telling, item: Item, about: str | None = None, hits: Hits = NO_HITS) -> Page:
    """What is told of *item*; of a country first what is *about* a support type.

    Of a country the claims that are *hits* stand out.
    """
    if isinstance(item, Country):
        return country_page(telling, item, about, hits)
    return _page_of_another(telling, item)


def _page_of_another(
    telling: Telling, item: Event | Claim | Source | Group | Tie | Correction
) -> Page:
    """The page of what is no country, of which a first screen shows none."""
    from alliance_tui.pages.claim import claim_page
    from alliance_tui.pages.event import event_page
    from alliance_tui.pages.group import correction_page, group_page, tie_page
    from alliance_tui.pages.source import source_page

    match item:
        case Event():
            return event_page(telling, item)
        case Claim():
            return claim_page(telling, item)
        case Source():
            return source_page(telling, item)
        case Group():
            return group_page(telling, item)
        case Tie():
            return tie_page(telling, item)
        case Correction():
            return correction_page(telling, item)
