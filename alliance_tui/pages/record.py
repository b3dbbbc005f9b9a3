"""The page of any record, found by its id."""

from __future__ import annotations

from alliance_tui.model.dataset import Item
from alliance_tui.model.records import Claim, Correction, Country, Event, Group, Source, Tie
from alliance_tui.pages.claim import claim_page
from alliance_tui.pages.country import NO_HITS, Hits, country_page
from alliance_tui.pages.event import event_page
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.group import correction_page, group_page, tie_page
from alliance_tui.pages.page import Page
from alliance_tui.pages.source import source_page
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment


def page_of(
    answers: Answers,
    item: Item,
    moment: Moment,
    glyphs: Glyphs,
    about: str | None = None,
    hits: Hits = NO_HITS,
) -> Page:
    """What is told of *item* at *moment*; of a country first what is *about* a support type.

    Of a country the claims that are *hits* stand out.
    """
    match item:
        case Country():
            return country_page(answers, item, moment, glyphs, about, hits)
        case Event():
            return event_page(answers, item, moment, glyphs)
        case Claim():
            return claim_page(answers, item, moment, glyphs)
        case Source():
            return source_page(answers, item, moment, glyphs)
        case Group():
            return group_page(answers, item, moment, glyphs)
        case Tie():
            return tie_page(answers, item, moment, glyphs)
        case Correction():
            return correction_page(answers, item, moment, glyphs)
