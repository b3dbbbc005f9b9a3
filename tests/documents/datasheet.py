"""The parts of the datasheet that are counted in the bundled data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import get_args

from alliance_tui.model.provenance import publishers, supporting
from alliance_tui.model.records import Claim
from alliance_tui.model.vocabulary import Agent, Confidence, Direction, Status
from tests.bundled import dataset, loaded
from tests.data.voting import is_on_votes
from tests.documents import datasheet_sources
from tests.documents.counting import (
    by_year,
    country_name,
    evidence,
    figure,
    listing,
    other_claims,
    share,
)
from tests.documents.marked import Parts, code, table


def holds() -> str:
    """How many records of each kind there are."""
    data = dataset()
    roll_calls = [each for each in data.events if each.votes is not None]
    whole = [each for each in roll_calls if each.votes and each.votes.whole]
    profiles = [each for each in data.countries if each.summary]
    members = sum(len(each.memberships) for each in data.countries)
    leaders = sum(len(each.leaders) for each in data.countries)
    ties = sum(len(each.ties) for each in data.countries)
    on_votes = len(data.claims) - len(other_claims())
    rows = [
        ("countries", len(data.countries), f"{len(profiles)} with a summary"),
        ("claims", len(data.claims), f"{on_votes} of them sum up a country's votes"),
        ("events", len(data.events), f"{len(roll_calls)} roll calls, {len(whole)} of them whole"),
        ("sources", len(data.sources), f"of {figure(_publishers())} publishers, as named"),
        ("evidence", sum(1 for _ in evidence()), f"{_denials()} pieces of it deny a claim"),
        ("quotations", sum(each.quote is not None for each in evidence()), ""),
        ("formal ties", ties, ""),
        ("memberships", members, f"in {len(data.groups)} groups"),
        ("leaders", leaders, "terms in office"),
        ("corrections", len(data.corrections), "entries of the ledger"),
    ]
    return table(("", "number", ""), ((name, figure(count), note) for name, count, note in rows))


def _publishers() -> int:
    return len({each.publisher for each in dataset().sources})


def _denials() -> int:
    return sum(each.stance == "denies" for each in evidence())


def claims_by_type() -> str:
    """Claims by support type and direction, those on votes apart."""
    directions: tuple[Direction, ...] = get_args(Direction)
    rows = []
    for each in dataset().metadata.support_types:
        found = Counter(claim.direction for claim in other_claims() if claim.type == each.id)
        rows.append((each.label, *(found[word] for word in directions), found.total()))
    votes = Counter(claim.direction for claim in dataset().claims if is_on_votes(claim))
    rows.append(("Diplomatic: votes", *(votes[word] for word in directions), votes.total()))
    return table(("", *directions, "all"), rows)


def claims_by_standing() -> str:
    """Claims by status and confidence, those on votes left out."""
    grades: tuple[Confidence, ...] = get_args(Confidence)
    statuses: tuple[Status, ...] = get_args(Status)
    found = Counter((claim.status, claim.confidence) for claim in other_claims())
    rows = [
        (status, *(found[status, grade] for grade in grades), sum(found[status, g] for g in grades))
        for status in statuses
    ]
    return table(("", *grades, "all"), rows)


def claims_by_agent() -> str:
    """Claims by who acted, those on votes left out."""
    agents: tuple[Agent, ...] = get_args(Agent)
    found = Counter(claim.agent for claim in other_claims())
    return listing((agent, found[agent]) for agent in agents)


def claims_by_country() -> str:
    """Claims by country and direction, those on votes left out."""
    directions: tuple[Direction, ...] = get_args(Direction)
    found = Counter((claim.country, claim.direction) for claim in other_claims())
    totals = Counter(claim.country for claim in other_claims())
    ranked = sorted(totals, key=lambda each: (-totals[each], country_name(each)))
    rows = [
        (country_name(each), *(found[each, word] for word in directions), totals[each])
        for each in ranked
    ]
    rest = len(dataset().countries) - len(totals)
    return (
        f"{table(('', *directions, 'all'), rows)}\n\n"
        f"The other {rest} countries have claims on their votes only, or none."
    )


def events_by_year() -> str:
    """Events by the year in which they began at the earliest."""
    found = Counter(date.fromordinal(each.when.first_start).year for each in dataset().events)
    return listing(by_year(found))


def events_by_kind() -> str:
    """Events by kind."""
    return listing(Counter(each.kind for each in dataset().events).most_common())


def thin() -> str:
    """What is thin, counted."""
    data, claims = dataset(), other_claims()
    sources = data.sources
    behind = Counter(
        min(3, len(publishers((each.source for each in supporting(claim)), data.source)))
        for claim in claims
    )
    bare = [each for each in data.countries if not each.summary and not each.ties]
    waived = [each for each in loaded().problems if each.waived is not None]
    rows = [
        ("claims that one publisher supports, votes apart", behind[1], len(claims)),
        ("claims that two publishers support", behind[2], len(claims)),
        ("claims that three or more support", behind[3], len(claims)),
        ("claims that somebody denies", _denied(claims), len(claims)),
        ("countries with a name and their votes alone", len(bare), len(data.countries)),
        ("sources without a day of publication", _without("published"), len(sources)),
        ("sources read where another site carries them", _carried(), len(sources)),
        ("sources whose title is a description in brackets", _described(), len(sources)),
        ("sources without an archived copy", _without("archived"), len(sources)),
        ("sources without an address", _without("url"), len(sources)),
    ]
    shown = ((what, figure(count), share(count, total)) for what, count, total in rows)
    codes = sorted({each.code for each in waived})
    names = f" ({', '.join(map(code, codes))})" if codes else ""
    return (
        f"{table(('', 'number', 'of all'), shown)}\n\n"
        f"Warnings of `check` that are waived with a reason: {len(waived)}{names}."
    )


def _denied(claims: Iterable[Claim]) -> int:
    return sum(any(each.stance == "denies" for each in claim.evidence) for claim in claims)


def _without(field: str) -> int:
    return sum(getattr(each, field) is None for each in dataset().sources)


def _carried() -> int:
    return sum("as carried by" in each.publisher for each in dataset().sources)


def _described() -> int:
    return sum(each.title.startswith("[") for each in dataset().sources)


PARTS: Parts = {
    "holds": holds,
    "claims-by-type": claims_by_type,
    "claims-by-standing": claims_by_standing,
    "claims-by-agent": claims_by_agent,
    "claims-by-country": claims_by_country,
    "events-by-year": events_by_year,
    "events-by-kind": events_by_kind,
    **datasheet_sources.PARTS,
    "thin": thin,
}
