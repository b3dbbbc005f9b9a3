"""Warnings about how well claims stand: whose word they rest on, and of when."""

from __future__ import annotations

from alliance_tui.model.dates import day_words, months_later, when_words
from alliance_tui.model.provenance import (
    denials,
    first_published,
    last_published,
    party_of,
    publishers,
    supporting,
)
from alliance_tui.model.records import Claim, Event, Source
from alliance_tui.model.vocabulary import MEANINGS, Direction, EventKind, Party, SourceKind, Stage
from alliance_tui.reading.draft import Draft, Row

PROMPT_DAYS = 31
"""How many days after the start of a claim its first source may come without `known`, and how
many days before its start it may be announced."""

FRESH_MONTHS = 12
"""How many months before the last day vouched for an open claim needs evidence."""

FORESEES: frozenset[SourceKind] = frozenset({"treaty"})
"""The kinds of sources that settle beforehand what is so later."""

HOLDS: frozenset[EventKind] = frozenset({"vote", "sanction"})
"""The kinds of events whose acts hold until another act of the same country ends them."""

AGAINST: frozenset[tuple[Direction, Stage | None]] = frozenset(
    {
        ("supports", "refused"),
        ("withholds", "delivered"),
        ("withholds", "used"),
        ("none-found", "delivered"),
        ("none-found", "used"),
    }
)
"""Directions with stages that contradict them."""


def check_standing(draft: Draft) -> None:
    """Report claims that stand less well than they say."""
    sources = {row.id: row.record for row in draft.sources}
    claims = (*draft.claims, *draft.rows_out(Claim))
    settled = {each for row in claims for each in row.record.ends}
    actors = {row.id: _actors(row.record) for row in draft.events if row.record.kind in HOLDS}
    settled |= {row.id for row in draft.claims if _holds(row.record, actors)}
    for claim in draft.claims:
        _check_claim(draft, claim, sources, settled)
    for event in draft.events:
        _check_older(draft, event, sources)


def _actors(event: Event) -> set[str]:
    """The countries whose act in *event* holds until another act ends it."""
    cast = event.votes.lists if event.votes else {}
    voters = {country for vote, voted in cast.items() if vote != "absent" for country in voted}
    return voters | {each.country for each in event.participants if each.role == "organiser"}


def _holds(claim: Claim, actors: dict[str, set[str]]) -> bool:
    """Whether all that *claim* belongs to are acts of its country that hold."""
    return bool(claim.events) and all(
        claim.country in actors.get(each, ()) for each in claim.events
    )


def _check_claim(
    draft: Draft, row: Row[Claim], sources: dict[str, Source], settled: set[str]
) -> None:
    claim = row.record
    metadata = draft.metadata.record
    basis = supporting(claim)
    parties = [party_of(each, claim, sources[each.source], metadata) for each in basis]
    if claim.status == "corroborated":
        count = len(publishers((each.source for each in basis), sources))
        if count < 2:
            draft.report(
                "W301", row, ("status",), f"“corroborated” needs two publishers, this has {count}"
            )
    if claim.status == "acknowledged" and "actor" not in parties:
        draft.report(
            "W302",
            row,
            ("status",),
            f"“acknowledged” needs a supporting source that speaks for {claim.country}",
        )
    if claim.confidence == "high" and parties and set(parties) == {"target"}:
        draft.report(
            "W303",
            row,
            ("confidence",),
            f"“high” rests only on sources that speak for {metadata.adversary}",
        )
    _check_status(draft, row, parties)
    if (claim.direction, claim.stage) in AGAINST:
        draft.report(
            "W311",
            row,
            ("stage",),
            f"“{claim.stage}” contradicts “direction: {claim.direction}”: "
            f"{MEANINGS['stage'][claim.stage or '']}",
        )
    _check_time(draft, row, sources, settled)


def _check_status(draft: Draft, row: Row[Claim], parties: list[Party]) -> None:
    claim = row.record
    if claim.status == "disputed" and not denials(claim):
        draft.report(
            "W307",
            row,
            ("status",),
            "“disputed” needs a source that denies it; else it is “alleged” or “reported”",
        )
    if claim.status == "alleged" and "independent" in parties:
        of_no_side = supporting(claim)[parties.index("independent")]
        draft.report(
            "W308",
            row,
            ("evidence", claim.evidence.index(of_no_side), "source"),
            "a source that speaks for no side supports what is “alleged”; it is “reported”, or "
            "the source carries the word of a side: say which as “party”",
        )
    if claim.status == "reported" and parties and not {"independent", "third"} & set(parties):
        if "actor" in parties:
            message = f"{claim.country} says so itself: “acknowledged”"
        else:
            message = "only one side at war says so: “alleged”"
        draft.report("W309", row, ("status",), message)


def _check_time(
    draft: Draft, row: Row[Claim], sources: dict[str, Source], settled: set[str]
) -> None:
    claim = row.record
    latest = last_published(claim, sources)
    still_so = claim.when.is_open and claim.id not in settled and not draft.may_be_named(claim.id)
    if still_so and latest is not None and latest < months_later(draft.as_of, -FRESH_MONTHS):
        draft.report(
            "W304",
            row,
            ("when",),
            f"“still so” on {day_words(draft.as_of)}, "
            f"but its latest source is of {day_words(latest)}",
        )
    _check_older(draft, row, sources)
    if claim.known is not None and claim.known.last_end + PROMPT_DAYS < claim.when.first_start:
        draft.report(
            "W310",
            row,
            ("known",),
            f"known {when_words(claim.known.text)}, long before it began "
            f"({when_words(claim.when.text)}); a claim counts from its start",
        )
    if claim.known is not None:
        return
    first = first_published(claim, sources)
    if first is None:
        draft.report("W306", row, (), "no supporting source is dated, and “known” is missing")
    elif first > claim.when.last_start + PROMPT_DAYS:
        draft.report(
            "W305",
            row,
            ("when",),
            f"its first source is of {day_words(first)}; say since when it was “known”",
        )


def _check_older(draft: Draft, row: Row[Claim] | Row[Event], sources: dict[str, Source]) -> None:
    """Report supporting sources that were published well before what they support began."""
    record = row.record
    late = record.when.first_start - PROMPT_DAYS
    for position, each in enumerate(record.evidence):
        source = sources[each.source]
        if source.published is None or source.published.last_end >= late:
            continue
        if each.stance == "supports" and source.kind not in FORESEES:
            draft.report(
                "W312",
                row,
                ("evidence", position, "source"),
                f"of {when_words(source.published.text)}, long before what it supports "
                f"({when_words(record.when.text)}); what only announces it is “stance: context”",
            )
