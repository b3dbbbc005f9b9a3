"""Errors of sense: what a record says must be possible."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from alliance_tui.model.dates import When
from alliance_tui.model.records import (
    VERB_FORMS,
    Claim,
    Country,
    Group,
    Metadata,
    PostureRule,
    Source,
    SupportType,
    Verbs,
    verb_forms,
)
from alliance_tui.reading.checks.days import begun, within
from alliance_tui.reading.checks.events import check_events
from alliance_tui.reading.checks.languages import check_languages
from alliance_tui.reading.checks.links import check_links
from alliance_tui.reading.checks.support import supported
from alliance_tui.reading.draft import Draft, Row

FORMAT = 1
"""The version of the format that this program reads."""


class NoLastDayError(Exception):
    """What is so cannot be told: the data set does not say of which day it speaks."""


def check_sense(draft: Draft) -> None:
    """Report what cannot be, and leave it out: a reference, an item or a whole record.

    Raises:
        NoLastDayError: the last day vouched for is not one day; it has been reported.
    """
    _check_metadata(draft)
    as_of = draft.metadata.record.as_of.last_end
    claims = {row.id: row.record for row in draft.claims}
    draft.leave_out([row for row in draft.sources if not _sound_source(draft, row)])
    draft.leave_out([row for row in draft.claims if not _sound_claim(draft, row, claims, as_of)])
    check_events(draft, as_of)
    check_links(draft)
    check_languages(draft)
    for source in draft.sources:
        _check_single(draft, source, "accessed")
    for country in draft.countries:
        _check_single(draft, country, "reviewed")
        _check_profile(draft, country, as_of)
    for group in draft.groups:
        _check_group(draft, group, as_of)


def _check_metadata(draft: Draft) -> None:
    row = draft.metadata
    metadata = row.record
    if metadata.format != FORMAT:
        draft.report(
            "E208", row, ("format",), f"format {metadata.format}; this program reads {FORMAT}"
        )
    if not metadata.as_of.is_day:
        draft.report("E301", row, ("as_of",), "the last day vouched for is one day: YYYY-MM-DD")
        raise NoLastDayError
    if metadata.adversary == metadata.subject:
        message = f"“{metadata.adversary}” is the subject itself; name who opposes it, or nobody"
        draft.report("E514", row, ("adversary",), message)
        row.record = replace(metadata, adversary=None)
    as_of = metadata.as_of.last_end
    row.keep_where("eras", lambda era, path: begun(draft, row, era.when, (*path, "when"), as_of))
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


def _check_profile(draft: Draft, row: Row[Country], as_of: int) -> None:
    for name in ("leaders", "memberships"):
        row.keep_where(
            name,
            lambda item, path: (
                item.when is None or within(draft, row, item.when, (*path, "when"), as_of)
            ),
        )
    row.keep_where(
        "ties",
        lambda tie, path: tie.when is None or begun(draft, row, tie.when, (*path, "when"), as_of),
    )


def _check_group(draft: Draft, row: Row[Group], as_of: int) -> None:
    group = row.record
    if group.members and not group.analytic:
        message = (
            "only a set that this data set defines has “members”; say “analytic: true” with its "
            "rule, or give the memberships in the countries"
        )
        draft.report("W414", row, ("members",), message, key=True)
    if group.analytic and not (group.rule and group.members):
        lacks = " and ".join(
            f"“{name}”" for name in ("rule", "members") if not getattr(group, name)
        )
        message = f"a set of the data set's own needs {lacks}, so that others can check it"
        draft.report("W414", row, ("analytic",), message, key=True)
    if group.when is not None and not begun(draft, row, group.when, ("when",), as_of):
        row.record = replace(group, when=None)


def _check_single(draft: Draft, row: Row[Any], name: str) -> None:
    """Leave out the day in the field *name* if it is an interval."""
    when: When | None = getattr(row.record, name)
    if when is not None and when.interval:
        draft.report("E301", row, (name,), f"“{name}” is a single date, not an interval")
        row.record = replace(row.record, **{name: None})


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
    sound = within(draft, row, claim.when, ("when",), as_of)
    if claim.known is not None:
        if claim.known.interval:
            draft.report("E301", row, ("known",), "“known” is a single date, not an interval")
            sound = False
        sound &= within(draft, row, claim.known, ("known",), as_of)
    sound &= supported(draft, row)
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
