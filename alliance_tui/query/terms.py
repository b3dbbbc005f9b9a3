"""What each event, claim and date term means of an event's entry and of a claim."""

from __future__ import annotations

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import When, parse_when
from alliance_tui.model.entries import Entry
from alliance_tui.model.provenance import day_of_knowledge, denials, party_of, supporting
from alliance_tui.model.records import Claim, Event, Evidence
from alliance_tui.model.words import fold
from alliance_tui.query.language import Term
from alliance_tui.query.values import ANY, SELF

NO_ENTRY = Entry("")
"""The entry of an event that records no country."""


def entry_has(term: Term, event: Event, entry: Entry) -> bool:
    """Whether what *event* records as *entry* satisfies an event or date term."""
    value = term.value
    match term.field:
        case "kind":
            return event.kind == value
        case "event":
            return event.id == value
        case "place":
            return event.place is not None and fold(value) in fold(event.place)
        case "role":
            return any(part.role == value for part in entry.parts)
        case "vote":
            if value not in (ANY, event.id):
                return False
            if term.match is None:
                return entry.vote not in (None, "absent")
            return entry.vote == term.match
        case "signed":
            return _signature(value, event, entry, signed=True)
        case "not-signed":
            return _signature(value, event, entry, signed=False)
    return in_time(term, event.when)


def _signature(value: str, event: Event, entry: Entry, *, signed: bool) -> bool:
    if value == SELF:
        return entry.signed is signed
    if event.outcome is None:
        return False
    countries = event.outcome.signed if signed else event.outcome.not_signed
    return bool(countries) if value == ANY else value in countries


def claim_has(term: Term, claim: Claim, dataset: Dataset) -> bool:
    """Whether *claim* satisfies a claim or date term."""
    value = term.value
    match term.field:
        case "type" | "direction" | "status" | "confidence" | "stage" | "agent":
            return bool(getattr(claim, term.field) == value)
        case "object":
            return claim.object is not None and fold(value) in fold(claim.object)
        case "source":
            return any(each.source == value for each in claim.evidence)
        case "source-kind":
            return any(dataset.source[each.source].kind == value for each in claim.evidence)
        case "publisher":
            wanted = fold(value)
            return any(
                wanted in fold(dataset.source[each.source].publisher) for each in claim.evidence
            )
        case "party":
            return value in _parties(supporting(claim), claim, dataset)
        case "denied":
            parties = _parties(denials(claim), claim, dataset)
            return bool(parties) if value == ANY else value in parties
        case "alone":
            parties = _parties(supporting(claim), claim, dataset)
            return (
                len(parties) == 1
                and value in (*parties, ANY)
                and (value != ANY or "independent" not in parties)
            )
        case "known":
            day = day_of_knowledge(claim, dataset.source)
            when = parse_when(value, before_records=True)
            return day is not None and when.first_start <= day <= when.last_end
    return in_time(term, claim.when)


def _parties(evidence: tuple[Evidence, ...], claim: Claim, dataset: Dataset) -> set[str]:
    return {
        party_of(each, claim, dataset.source[each.source], dataset.metadata) for each in evidence
    }


def in_time(term: Term, when: When) -> bool:
    """Whether something of *when* possibly lies in the time that a date term names."""
    asked = parse_when(term.value, before_records=True)
    match term.field:
        case "after":
            return when.last_end >= asked.first_start
        case "before":
            return when.first_start < asked.first_start
    return when.overlaps(asked.first_start, asked.last_end)
