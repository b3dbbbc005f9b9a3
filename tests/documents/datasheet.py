"""The parts of the datasheet that are counted in the bundled data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import get_args

from alliance_tui.model.provenance import party_of, publishers, supporting
from alliance_tui.model.records import (
    Claim,
    Country,
    Event,
    Evidence,
    Group,
    Leader,
    Membership,
    Participant,
    Tie,
)
from alliance_tui.model.vocabulary import (
    MEANINGS,
    Agent,
    Confidence,
    Direction,
    EvidenceStance,
    Party,
    SourceKind,
    Status,
)
from tests.data.vote_runs import is_on_votes
from tests.documents.data_set import dataset, loaded
from tests.documents.marked import Parts, code, table

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fr": "French",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ka": "Georgian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovene",
    "sq": "Albanian",
    "sr": "Serbian",
    "tk": "Turkmen",
    "tl": "Filipino",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""Names of the languages; any other stands with its code."""

FEW = 4
"""Languages with fewer sources share one row."""


def other_claims() -> tuple[Claim, ...]:
    """The claims that are not made from roll calls."""
    return tuple(each for each in dataset().claims if not is_on_votes(each))


def evidence() -> Iterator[Evidence]:
    """All evidence, of whatever it is for."""
    data = dataset()
    parts: list[Leader | Membership | Tie | Participant] = []
    for country in data.countries:
        parts += [*country.leaders, *country.memberships, *country.ties]
    for event in data.events:
        parts += event.participants
    records: Iterable[Group | Country | Claim | Event] = chain(
        data.groups, data.countries, data.claims, data.events
    )
    for cited in (*records, *parts):
        yield from cited.evidence


def _number(count: int) -> str:
    return f"{count:,}"


def _share(count: int, total: int) -> str:
    if count and 100 * count < total:
        return "under 1 %"
    if 0 < 100 * (total - count) < total:
        return "over 99 %"
    return f"{100 * count / total:.0f} %"


def _named(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts)


def _country(country: str) -> str:
    return dataset().country[country].name


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
        ("sources", len(data.sources), f"of {_number(_publishers())} publishers, as named"),
        ("evidence", sum(1 for _ in evidence()), f"{_denials()} pieces of it deny a claim"),
        ("quotations", sum(each.quote is not None for each in evidence()), ""),
        ("formal ties", ties, ""),
        ("memberships", members, f"in {len(data.groups)} groups"),
        ("leaders", leaders, "terms in office"),
        ("corrections", len(data.corrections), "entries of the ledger"),
    ]
    return table(("", "number", ""), ((name, _number(count), note) for name, count, note in rows))


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
    return f"{_named((agent, found[agent]) for agent in agents)}."


def claims_by_country() -> str:
    """Countries by number of claims, those on votes left out."""
    found = Counter(claim.country for claim in other_claims())
    ranked = sorted(found, key=lambda each: (-found[each], _country(each)))
    rest = len(dataset().countries) - len(found)
    return (
        f"{_named((_country(each), found[each]) for each in ranked)}. "
        f"The other {rest} have a claim on their votes only, or none."
    )


def events_by_year() -> str:
    """Events by the year in which they began at the earliest."""
    found = Counter(date.fromordinal(each.when.first_start).year for each in dataset().events)
    early = sum(count for year, count in found.items() if year < 2022)
    years = [(str(year), found[year]) for year in sorted(found) if year >= 2022]
    return f"{_named([('before 2022', early), *years])}."


def events_by_kind() -> str:
    """Events by kind."""
    found = Counter(each.kind for each in dataset().events)
    return f"{_named((kind, count) for kind, count in found.most_common())}."


def sources_by_kind() -> str:
    """Sources by kind, and how often each kind is cited."""
    kinds: tuple[SourceKind, ...] = get_args(SourceKind)
    sources = Counter(each.kind for each in dataset().sources)
    cited = Counter(dataset().source[each.source].kind for each in evidence())
    rows = [
        (
            kind,
            MEANINGS["source kind"][kind],
            sources[kind],
            _share(sources[kind], sources.total()),
            _share(cited[kind], cited.total()),
        )
        for kind in sorted(kinds, key=lambda kind: -sources[kind])
        if sources[kind]
    ]
    return table(("kind", "", "sources", "of all sources", "of all evidence"), rows)


def sources_by_language() -> str:
    """Sources by language, the rare ones together."""
    found = Counter(each.lang or "not stated" for each in dataset().sources)
    often = [(lang, count) for lang, count in found.most_common() if count >= FEW]
    rare = sorted(lang for lang, count in found.items() if count < FEW)
    rows = [
        (LANGUAGES.get(lang, lang), _number(count), _share(count, found.total()))
        for lang, count in often
    ]
    total = sum(found[lang] for lang in rare)
    names = ", ".join(LANGUAGES.get(lang, lang) for lang in rare)
    if rare:
        rows.append((f"{len(rare)} others ({names})", _number(total), _share(total, found.total())))
    return table(("language", "sources", "of all"), rows)


def sources_by_voice() -> str:
    """Sources by the country whose voice they are."""
    found = Counter(each.speaks_for for each in dataset().sources)
    silent = found.pop(None)
    total = found.total() + silent
    ranked = sorted(found, key=lambda each: (-found[each], _country(each or "")))
    often = [each for each in ranked if found[each] >= FEW]
    rare = [each for each in ranked if found[each] < FEW]
    rows = [("no country", _number(silent), _share(silent, total))]
    rows += [
        (_country(each or ""), _number(found[each]), _share(found[each], total)) for each in often
    ]
    count = sum(found[each] for each in rare)
    names = ", ".join(_country(each or "") for each in rare)
    if rare:
        rows.append((f"{len(rare)} others ({names})", _number(count), _share(count, total)))
    return table(("speaks for", "sources", "of all"), rows)


def evidence_by_party() -> str:
    """Evidence of claims by party and stance, those on votes left out."""
    data = dataset()
    parties: tuple[Party, ...] = get_args(Party)
    stances: tuple[EvidenceStance, ...] = get_args(EvidenceStance)
    found = Counter(
        (party_of(each, claim, data.source[each.source], data.metadata), each.stance)
        for claim in other_claims()
        for each in claim.evidence
    )
    rows = []
    for party in parties:
        counts = [found[party, stance] for stance in stances]
        share = _share(sum(counts), found.total())
        rows.append((party, MEANINGS["party"][party], *counts, share))
    return table(("party", "", *stances, "of all"), rows)


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
    shown = ((what, _number(count), _share(count, total)) for what, count, total in rows)
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
    "sources-by-kind": sources_by_kind,
    "sources-by-language": sources_by_language,
    "sources-by-voice": sources_by_voice,
    "evidence-by-party": evidence_by_party,
    "thin": thin,
}
