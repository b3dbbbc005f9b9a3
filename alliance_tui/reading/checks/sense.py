"""Errors of sense: what a record says must be possible."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from alliance_tui.model.dates import When
from alliance_tui.model.languages import is_language, language_meant
from alliance_tui.model.provenance import evidence_lists
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
from alliance_tui.reading.checks.common import begun, check_support, within
from alliance_tui.reading.checks.events import check_events
from alliance_tui.reading.checks.links import check_links
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.left_out import Path
from alliance_tui.reading.unseen import unseen

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
    claims = {row.id: row.record for row in draft.claims}
    for source in (*draft.sources, *draft.rows_out(Source)):
        _check_source(draft, source)
    for claim in (*draft.claims, *draft.rows_out(Claim)):
        _check_claim(draft, claim, claims)
    draft.settle()
    check_events(draft)
    check_links(draft)
    _check_languages(draft)
    draft.settle()
    for source in (*draft.sources, *draft.rows_out(Source)):
        _check_single(draft, source, "accessed")
    for country in (*draft.countries, *draft.rows_out(Country)):
        _check_single(draft, country, "reviewed")
        _check_profile(draft, country)
    for group in (*draft.groups, *draft.rows_out(Group)):
        _check_group(draft, group)
    draft.settle()


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
    for position, era in enumerate(metadata.eras):
        begun(draft, row, era.when, ("eras", position, "when"))
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


def _check_profile(draft: Draft, row: Row[Country]) -> None:
    for name, check in (("leaders", within), ("memberships", within), ("ties", begun)):
        for position, item in enumerate(getattr(row.record, name)):
            if item.when is not None:
                check(draft, row, item.when, (name, position, "when"))
    for position, tie in enumerate(row.record.ties):
        for at, partner in enumerate(tie.partners):
            if partner == row.id:
                message = f"“{partner}” is tied to itself; name the other countries alone"
                draft.report("E515", row, ("ties", position, "with", at), message)


def _check_group(draft: Draft, row: Row[Group]) -> None:
    group = row.record
    if group.members and not group.analytic and not row.out:
        message = (
            "only a set that this data set defines has “members”; say “analytic: true” with its "
            "rule, or give the memberships in the countries"
        )
        draft.report("W414", row, ("members",), message, key=True)
    without = [name for name in ("rule", "members") if not getattr(group, name)]
    if (
        group.analytic
        and without
        and not row.out
        and not any(row.lacks((name,)) for name in without)
    ):
        lacks = " and ".join(f"“{name}”" for name in without)
        message = f"a set of the data set's own needs {lacks}, so that others can check it"
        draft.report("W414", row, ("analytic",), message, key=True)
    if group.when is not None:
        begun(draft, row, group.when, ("when",))


def _check_single(draft: Draft, row: Row[Any], name: str) -> None:
    """Leave out the day in the field *name* if it is an interval."""
    when: When | None = getattr(row.record, name)
    if when is not None and when.interval:
        draft.report("E301", row, (name,), f"“{name}” is a single date, not an interval")


def _check_source(draft: Draft, row: Row[Source]) -> None:
    for name in ("url", "archived"):
        address = getattr(row.record, name)
        if address is not None and not _is_web_address(address):
            hidden = unseen(address)
            said = f"“{name}” is not an http or https address"
            draft.report("E206", row, (name,), f"{said}: {hidden}" if hidden else said)


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


def _check_claim(draft: Draft, row: Row[Claim], claims: dict[str, Claim]) -> None:
    claim = row.record
    within(draft, row, claim.when, ("when",))
    if claim.known is not None:
        _check_single(draft, row, "known")
        within(draft, row, claim.known, ("known",))
    check_support(draft, row)
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


def _check_languages(draft: Draft) -> None:
    """Leave out what names no language by its code; the record around it stays."""
    for source in draft.sources:
        lang = source.record.lang
        if lang is not None:
            _check_language(draft, source, ("lang",), lang)
    rows: list[Row[Any]] = [*draft.claims, *draft.events, *draft.countries, *draft.groups]
    for row in rows:
        for path, evidence in evidence_lists(row.record):
            for position, each in enumerate(evidence):
                if each.quote is not None and each.quote.lang is not None:
                    where = (*path, "evidence", position, "quote", "lang")
                    _check_language(draft, row, where, each.quote.lang)


def _check_language(draft: Draft, row: Row[Any], path: Path, lang: str) -> None:
    if is_language(lang):
        return
    meant = language_meant(lang)
    hint = f"; write {meant}" if meant else "; write its ISO 639 code, such as en, uk or sr-Latn"
    draft.report("E209", row, path, f"“{lang}” is not a language code{hint}", part=path)
