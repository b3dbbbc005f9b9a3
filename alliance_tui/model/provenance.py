"""What records cite: whose word a claim rests on, and since when it could be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from alliance_tui.model.records import (
    Claim,
    Country,
    Event,
    Evidence,
    Group,
    Metadata,
    Record,
    Source,
)
from alliance_tui.model.vocabulary import Party

_CITING: dict[type[Record], tuple[str, ...]] = {
    Claim: (),
    Country: ("leaders", "memberships", "ties"),
    Event: ("participants",),
    Group: (),
}
"""The records that cite, with their lists of parts that cite too."""


Cited: TypeAlias = list[tuple[tuple[str | int, ...], tuple[Evidence, ...]]]
"""Lists of evidence, each with where in a record it stands."""


def evidence_lists(record: Record) -> Cited:
    """What *record* and each of its parts cite, with where in the record that part stands.

    What cites nothing is passed over.
    """
    names = _CITING.get(type(record))
    if names is None:
        return []
    own: tuple[Evidence, ...] = getattr(record, "evidence", ())
    cited: Cited = [((), own)] if own else []
    for name in names:
        for position, part in enumerate(getattr(record, name)):
            if part.evidence:
                cited.append(((name, position), part.evidence))
    return cited


def evidence_of(record: Record) -> Iterator[Evidence]:
    """Everything that *record* cites, itself and in its parts; nothing where it cannot cite."""
    return chain.from_iterable(evidence for _, evidence in evidence_lists(record))


def party_of(evidence: Evidence, claim: Claim, source: Source, metadata: Metadata) -> Party:
    """Whose side *source* speaks for about *claim*."""
    if evidence.party is not None:
        return evidence.party
    if source.speaks_for is None:
        return "independent"
    if source.speaks_for == claim.country:
        return "actor"
    if source.speaks_for == metadata.subject:
        return "beneficiary"
    if source.speaks_for == metadata.adversary:
        return "target"
    return "third"


def supporting(claim: Claim) -> tuple[Evidence, ...]:
    """The evidence that says the claim is so."""
    return tuple(each for each in claim.evidence if each.stance == "supports")


def denials(claim: Claim) -> tuple[Evidence, ...]:
    """The evidence that says the claim is not so."""
    return tuple(each for each in claim.evidence if each.stance == "denies")


def state_of(evidence: Evidence, claim: Claim, source: Source, metadata: Metadata) -> str | None:
    """The id of the state whose side *evidence* takes on *claim*; none where it takes none."""
    sides = {
        "actor": claim.country,
        "beneficiary": metadata.subject,
        "target": metadata.adversary,
        "third": source.speaks_for,
    }
    return sides.get(party_of(evidence, claim, source, metadata))


def speaker_of(evidence: Evidence, claim: Claim, source: Source, metadata: Metadata) -> str:
    """Who says what *evidence* says of *claim*: a country's id, or a name.

    That is `by`, else whom it quotes, else the state whose side the source takes, else the
    publisher.
    """
    told = evidence.by or (evidence.quote.speaker if evidence.quote else None)
    return told or state_of(evidence, claim, source, metadata) or source.publisher


CARRIED = ", as carried by "
"""Between a publisher and the one on whose page its text was found."""


def publishers(source_ids: Iterable[str], sources: Mapping[str, Source]) -> set[str]:
    """The publishers behind the sources; a reprint or rewrite counts as what it is based on.

    ``X, as carried by Y`` is X as well: what an agency said, found on another's page.
    """
    names: set[str] = set()
    seen: set[str] = set()
    waiting = list(source_ids)
    while waiting:
        source_id = waiting.pop()
        if source_id in seen:
            continue
        seen.add(source_id)
        source = sources[source_id]
        waiting += source.based_on
        if not source.based_on:
            names.add(source.publisher.casefold().partition(CARRIED)[0])
    return names


def published_day(source: Source) -> int | None:
    """The last possible day of publication, as an ordinal."""
    return source.published.last_end if source.published is not None else None


def first_published(claim: Claim, sources: Mapping[str, Source]) -> int | None:
    """The day of the earliest dated source that supports *claim*, as an ordinal."""
    days = [published_day(sources[each.source]) for each in supporting(claim)]
    return min((day for day in days if day is not None), default=None)


def last_published(claim: Claim, sources: Mapping[str, Source]) -> int | None:
    """The day of the latest dated source on *claim*, whatever it says, as an ordinal."""
    days = [published_day(sources[each.source]) for each in claim.evidence]
    return max((day for day in days if day is not None), default=None)


def day_of_knowledge(claim: Claim, sources: Mapping[str, Source]) -> int | None:
    """From which day *claim* could be known, as an ordinal.

    That is `known`, else the earliest dated supporting source; an imprecise date counts at
    its last possible day, and nothing is known before its own earliest start.
    """
    day = claim.known.last_end if claim.known is not None else first_published(claim, sources)
    return None if day is None else max(day, claim.when.first_start)
