"""The pages of what changed: between two days, with the claims behind it, and between data sets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import day_words
from alliance_tui.model.records import SupportType
from alliance_tui.pages.cells import cut
from alliance_tui.pages.evidence import DIRECTION_STANCE
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import (
    FIRST_DAY,
    GAP,
    LAST_DAY,
    Block,
    Page,
    Span,
    heading,
    joined,
    sign,
    stance_role,
    text,
)
from alliance_tui.pages.plain import plain_data
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.spells import dated
from alliance_tui.pages.standing import stance_label
from alliance_tui.pages.telling import CLOCK_WORDS, with_doubt
from alliance_tui.query.answers import Answers
from alliance_tui.query.changes import Cause, Change, StanceChange
from alliance_tui.query.stance import Moment

if TYPE_CHECKING:
    from alliance_tui.query.differences import Difference

_SIGNS = {"added": ("+", "good"), "removed": ("-", "bad"), "changed": ("~", "dim")}

LONGEST = 300
"""Cells up to which the value of a field is told."""


def changes_page(
    answers: Answers,
    changes: list[Change],
    before: Moment,
    after: Moment,
    glyphs: Glyphs,
    about: SupportType | None = None,
    others: int = 0,
) -> Page:
    """What changed from *before* to *after*: all, or what is *about* one type beside *others*."""
    title = f"Changes, {day_words(before.day)} {glyphs.arrow} {day_words(after.day)}"
    blocks = tuple(_blocks(answers, changes, before, after, glyphs))
    if about is not None:
        told = f"{neutral(about.label)} alone; {others} on other kinds."
        title = f"{title} › {about.label}"
        blocks = (Block((Span(told, "dim"),)), *blocks)
    return Page("changes", title, blocks)


def _blocks(
    answers: Answers, changes: list[Change], before: Moment, after: Moment, glyphs: Glyphs
) -> Iterator[Block]:
    yield Block(
        (
            Span(day_words(before.day), "link", FIRST_DAY),
            Span(f" {glyphs.arrow} ", "dim"),
            Span(day_words(after.day), "link", LAST_DAY),
            Span(f", {CLOCK_WORDS[after.clock]}", "dim"),
        )
    )
    if not changes:
        yield GAP
        yield Block((Span("No stance and no posture changed between these days.", "dim"),))
        return
    yield GAP
    yield from _summary(changes, glyphs)
    postures = [change for change in changes if change.of_posture]
    others = [change for change in changes if not change.of_posture]
    for title, listed in (("Posture and stances", postures), ("Stances only", others)):
        if listed:
            yield GAP
            yield heading(f"{title} ({len(listed)})")
            for change in listed:
                yield from _country(answers, change, (before, after), glyphs)


def _summary(changes: list[Change], glyphs: Glyphs) -> Iterator[Block]:
    """Who moved from which posture to which, a line each, by the posture that was left."""
    moved: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.of_posture:
            ends = (change.before.rule.id, change.after.rule.id)
            moved.setdefault(ends, []).append(change)
    for alike in sorted(moved.values(), key=len, reverse=True):
        before, after = alike[0].before.rule, alike[0].after.rule
        names = [text(each.country.name, "link", each.country.id) for each in alike]
        yield Block(
            (
                text(before.label, f"tone-{before.tone}"),
                Span(f" {glyphs.arrow} ", "dim"),
                text(after.label, f"tone-{after.tone}"),
                Span("  "),
                *joined(([name] for name in names), ", "),
            ),
        )
    if not moved:
        yield Block((Span("No posture changed between these days.", "dim"),))


def _country(
    answers: Answers, change: Change, moments: tuple[Moment, Moment], glyphs: Glyphs
) -> Iterator[Block]:
    spans = [text(change.country.name, "link", change.country.id)]
    before, after = change.before.rule, change.after.rule
    spans.append(Span("  "))
    if change.of_posture:
        spans += [
            text(with_doubt(before.label, change.before), f"tone-{before.tone}"),
            Span(f" {glyphs.arrow} ", "dim"),
            text(with_doubt(after.label, change.after), f"tone-{after.tone}"),
        ]
    else:
        spans.append(text(with_doubt(after.label, change.after), f"tone-{after.tone}"))
    yield GAP
    yield Block(tuple(spans))
    for each in change.stances:
        yield from _stance(answers, each, moments, glyphs)


def _stance(
    answers: Answers, change: StanceChange, moments: tuple[Moment, Moment], glyphs: Glyphs
) -> Iterator[Block]:
    label = answers.dataset.support_types[change.support_type].label
    before, after = (
        Span(
            f"{glyphs.stance[stance.kind]} "
            f"{with_doubt(stance_label(answers, stance, moment), stance)}",
            stance_role(stance.kind),
        )
        for stance, moment in zip((change.before, change.after), moments, strict=True)
    )
    arrow = Span(f" {glyphs.arrow} ", "dim")
    yield Block((text(f"{label}  ", "strong"), before, arrow, after), indent=2)
    for cause in change.causes:
        yield from _cause(cause, glyphs)


def _cause(cause: Cause, glyphs: Glyphs) -> Iterator[Block]:
    claim = cause.after.claim
    kind = DIRECTION_STANCE[claim.direction]
    if cause.came:
        mark, role, why = "+", "good", _why_not_before(cause, glyphs)
    elif cause.lapsed:
        mark, role = glyphs.stance["earlier"], "dim"
        why = f" {glyphs.dot} lapsed: {cause.after.detail}, and nothing newer is recorded"
    else:
        mark, role, why = glyphs.dash, "bad", f" {glyphs.dot} {cause.after.told}"
    yield Block(
        (
            sign(glyphs.stance[kind], stance_role(kind), claim.direction),
            text(claim.statement, "claim", claim.id),
            text(f" {glyphs.dot} {dated(claim.when)}{why}", "dim"),
        ),
        indent=4,
        lead=(sign(mark, role),),
    )


def _why_not_before(cause: Cause, glyphs: Glyphs) -> str:
    """Why a claim that counts did not, although its day had come."""
    before = cause.before
    if before.reason == "later":
        return ""
    told = before.detail if before.reason == "not-known" else f"before: {before.detail}"
    return f" {glyphs.dot} {told}"


def differences_page(
    before: Dataset, after: Dataset, differences: list[Difference], glyphs: Glyphs
) -> Page:
    """What differs from *before* to *after*."""
    title = f"{before.metadata.version} {glyphs.arrow} {after.metadata.version}"
    return Page("differences", title, tuple(_differences(differences, glyphs)))


def _differences(differences: list[Difference], glyphs: Glyphs) -> Iterator[Block]:
    if not differences:
        yield Block((Span("The two data sets are the same.", "good"),))
        return
    for section, group in groupby(differences, key=lambda each: each.section):
        listed = list(group)
        counts = {what: sum(each.what == what for each in listed) for what in _SIGNS}
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        yield GAP
        yield heading(f"{section.capitalize()}: {told}")
        for each in listed:
            sign, role = _SIGNS[each.what]
            yield Block((text(each.id, "strong"),), indent=2, lead=(Span(f"{sign} ", role),))
            for change in each.changes:
                yield Block(
                    (
                        text(f"{change.field}: ", "label"),
                        text(_value(change.before, glyphs), "dim"),
                        Span(f" {glyphs.arrow} ", "dim"),
                        text(_value(change.after, glyphs)),
                    ),
                    indent=4,
                )


def _value(value: Any, glyphs: Glyphs) -> str:
    if value in (None, (), {}):
        return glyphs.dash
    return cut(str(plain_data(value)), LONGEST, glyphs.ellipsis)
