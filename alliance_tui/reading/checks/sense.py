"""Errors of sense: what a record says must be possible."""

from __future__ import annotations

from urllib.parse import urlsplit

from alliance_tui.model.dates import When, day_words
from alliance_tui.model.records import (
    VERB_FORMS,
    Claim,
    Event,
    Metadata,
    PostureRule,
    Source,
    SupportType,
    Verbs,
    verb_forms,
)
from alliance_tui.reading.draft import Draft, Row

FORMAT = 1
"""The version of the format that this program reads."""


def check_sense(draft: Draft) -> None:
    """Report what cannot be, and leave out the sources, claims and events that say so."""
    _check_metadata(draft)
    as_of = draft.metadata.record.as_of.last_end
    claims = {row.id: row.record for row in draft.claims}
    draft.leave_out([row for row in draft.sources if not _sound_source(draft, row)])
    draft.leave_out([row for row in draft.claims if not _sound_claim(draft, row, claims, as_of)])
    draft.leave_out([row for row in draft.events if not _sound_event(draft, row, as_of)])


def _check_metadata(draft: Draft) -> None:
    row = draft.metadata
    metadata = row.record
    if metadata.format != FORMAT:
        draft.report(
            "E208", row, ("format",), f"format {metadata.format}; this program reads {FORMAT}"
        )
    if not metadata.as_of.is_day:
        draft.report("E301", row, ("as_of",), "the last day vouched for is one day: YYYY-MM-DD")
    for position, support_type in enumerate(metadata.support_types):
        for name in ("lasts", "refusals_last"):
            months = getattr(support_type, name)
            if isinstance(months, int) and months < 1:
                draft.report(
                    "E203",
                    row,
                    ("support_types", position, name),
                    f"“{name}” is a number of months from 1 on, or “open”",
                )
        if support_type.scored and support_type.lasts is None:
            draft.report(
                "E505",
                row,
                ("support_types", position),
                f"“{support_type.id}” is scored; say how many months an act of it lasts, or “open”",
            )
        _check_verbs(draft, row, position, support_type)
    if metadata.postures:
        _check_postures(draft, row, metadata.postures)


def _check_verbs(
    draft: Draft, row: Row[Metadata], position: int, support_type: SupportType
) -> None:
    for direction in Verbs.__struct_fields__:
        written = getattr(support_type.says, direction, None)
        if written is None:
            continue
        forms = verb_forms(written)
        if len(forms) > VERB_FORMS or not all(forms):
            draft.report(
                "E203",
                row,
                ("support_types", position, "says", direction),
                "a verb is one to three forms: now / then / many, such as "
                "“gives arms / gave arms / give arms”",
            )


def _check_postures(draft: Draft, row: Row[Metadata], postures: tuple[PostureRule, ...]) -> None:
    for position, rule in enumerate(postures):
        last = position == len(postures) - 1
        if rule.default != last:
            where = "the last rule" if last else "only the last rule"
            draft.report("E507", row, ("postures", position), f"{where} has “default: true”")
        elif not rule.default and rule.when is None:
            draft.report("E507", row, ("postures", position), f"“{rule.id}” needs “when”")


def _sound_source(draft: Draft, row: Row[Source]) -> bool:
    sound = True
    for name in ("url", "archived"):
        address = getattr(row.record, name)
        if address is not None and not _is_web_address(address):
            draft.report("E206", row, (name,), f"“{name}” is not an http or https address")
            sound = False
    return sound


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and address.isprintable()
        and not any(char in address for char in ' <>"')
    )


def _sound_claim(draft: Draft, row: Row[Claim], claims: dict[str, Claim], as_of: int) -> bool:
    claim = row.record
    sound = _not_after(draft, row, claim.when, ("when",), as_of)
    if claim.known is not None:
        if claim.known.interval:
            draft.report("E301", row, ("known",), "“known” is a single date, not an interval")
            sound = False
        sound &= _not_after(draft, row, claim.known, ("known",), as_of)
    if not claim.evidence:
        draft.report("E501", row, ("evidence",), "a claim needs at least one source", key=True)
        sound = False
    for position, ended in enumerate(claim.ends):
        other = claims.get(ended)
        if other is not None and (other.country, other.type) != (claim.country, claim.type):
            draft.report(
                "E504",
                row,
                ("ends", position),
                f"“{ended}” is {other.country} {other.type}, this claim {claim.country} "
                f"{claim.type}",
            )
            sound = False
    return sound


def _sound_event(draft: Draft, row: Row[Event], as_of: int) -> bool:
    event = row.record
    sound = _not_after(draft, row, event.when, ("when",), as_of)
    if not event.evidence:
        draft.report("E501", row, ("evidence",), "an event needs at least one source", key=True)
        sound = False
    if event.votes is None:
        return sound
    seen: dict[str, str] = {}
    for name, countries in event.votes.lists.items():
        for position, country in enumerate(countries):
            if country in seen:
                draft.report(
                    "E503",
                    row,
                    ("votes", name, position),
                    f"“{country}” already stands under “{seen[country]}”",
                )
                sound = False
            seen[country] = name
    return sound & _tally_agrees(draft, row)


def _tally_agrees(draft: Draft, row: Row[Event]) -> bool:
    event = row.record
    if event.tally is None or event.votes is None:
        return True
    tally = event.tally
    sound = True
    announced = (tally.for_, tally.against, tally.abstain, tally.absent)
    for (name, countries), figure in zip(event.votes.lists.items(), announced, strict=True):
        wrong = len(countries) != figure if event.votes.whole else len(countries) > (figure or 0)
        if figure is not None and wrong:
            draft.report(
                "E502",
                row,
                ("tally", name),
                f"the tally says {figure} {name}, the list names {len(countries)}",
            )
            sound = False
    return sound


def _not_after(
    draft: Draft, row: Row[Claim] | Row[Event], when: When, path: tuple[str], as_of: int
) -> bool:
    """Whether *when* can lie within the time vouched for."""
    first_start, _, first_end, last_end = when.span(as_of)
    if last_end < first_start:
        draft.report("E302", row, path, f"“{when}” cannot have ended before {day_words(as_of)}")
        return False
    after = first_start > as_of or (first_end > as_of and not when.is_open)
    if after:
        draft.report(
            "E302",
            row,
            path,
            f"“{when}” is after {day_words(as_of)}, the last day vouched for",
        )
    return not after
