"""One record as plain data for JSON, with what follows from it on a day."""

from __future__ import annotations

from typing import Any

from alliance_tui.model.dataset import Dataset, Item
from alliance_tui.model.dates import day_text, holds_on
from alliance_tui.model.provenance import day_of_knowledge
from alliance_tui.model.records import Claim, Country, Event, Group, Source
from alliance_tui.pages.later import after, claim_after
from alliance_tui.pages.lists import country_data, head_data
from alliance_tui.pages.plain import plain_data
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment, Weighed


def item_data(answers: Answers, item: Item, moment: Moment) -> dict[str, Any]:
    """*item* as the files hold it, and under `derived` what follows from the data set."""
    data = head_data(answers, moment, "")
    del data["query"]
    return {
        **data,
        "record": type(item).__name__.lower(),
        "written_for": day_text(answers.dataset.as_of),
        "item": plain_data(item),
        "derived": _derived(answers, item, moment),
    }


def _derived(answers: Answers, item: Item, moment: Moment) -> dict[str, Any]:
    dataset = answers.dataset
    match item:
        case Country():
            standing = country_data(answers, item, moment)
            return {
                "posture": standing["posture"],
                "stances": standing["stances"],
                "claims": [
                    _weighed_data(each, moment, dataset)
                    for support_type in dataset.metadata.support_types
                    for each in answers.stances.derivation(item.id, support_type.id, moment)
                ],
                "events": [dataset.events.ids[each] for each in dataset.own_events(item.id)],
            }
        case Claim():
            known = day_of_knowledge(item, dataset.source)
            weighed = answers.stances.weighed(item, moment)
            return {
                "counts": weighed.counts,
                "reason": weighed.reason,
                "later": bool(claim_after(item, moment, dataset)),
                "known_since": None if known is None else day_text(known),
                "ended_by": [each.id for each in dataset.ended_by.get(item.id, ())],
            }
        case Event():
            return {
                "later": bool(after(item.when, moment, dataset)),
                "claims": [each.id for each in dataset.claims_by_event.get(item.id, ())],
            }
        case Source():
            return {
                "claims": [each.id for each in dataset.claims_by_source.get(item.id, ())],
                "events": [each.id for each in dataset.events_by_source.get(item.id, ())],
                "countries": [each.id for each in dataset.countries_by_source.get(item.id, ())],
            }
        case Group():
            return {
                "members": {
                    country.id: membership.status
                    for country, membership in dataset.memberships.get(item.id, ())
                    if holds_on(membership.when, moment.day, dataset.as_of)
                }
            }
    return {}


def _weighed_data(weighed: Weighed, moment: Moment, dataset: Dataset) -> dict[str, Any]:
    return {
        **plain_data(weighed.claim),
        "later": bool(claim_after(weighed.claim, moment, dataset)),
        "counts": weighed.counts,
        "reason": weighed.reason,
        "because": weighed.told,
    }
