"""The pages of a group, of a tie, and of a correction."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.model.dates import certainly, holds_on
from alliance_tui.model.records import Correction, Group, Tie
from alliance_tui.pages.event import event_row
from alliance_tui.pages.evidence import evidence_section
from alliance_tui.pages.later import after, noted, written
from alliance_tui.pages.names import names
from alliance_tui.pages.page import GAP, Block, Page, Part, Span, facts, heading, section, text
from alliance_tui.pages.prose import prose, title_of
from alliance_tui.pages.spells import dated
from alliance_tui.pages.telling import Telling, with_doubt


def group_page(telling: Telling, group: Group) -> Page:
    """What is told of *group*, with its members on the day."""
    return Page(group.id, group.name, tuple(_group(telling, group)))


def _group(telling: Telling, group: Group) -> Iterator[Block | Part]:
    answers, moment, glyphs = telling
    dataset = telling.dataset
    kind = "set of this data set" if group.analytic else group.kind
    yield facts([group.id, kind, dated(group.when)], glyphs.dot)
    if group.rule:
        yield GAP
        yield Block((text(group.rule),), lead=(Span("Rule: ", "dim"),))
    yield GAP
    yield heading("Members")
    empty = True
    for country, membership in dataset.memberships.get(group.id, ()):
        if not holds_on(membership.when, moment.day, dataset.as_of):
            continue
        empty = False
        posture = answers.posture(country.id, moment)
        label = with_doubt(posture.rule.label, posture)
        doubt = "" if certainly(membership.when, moment.day, dataset.as_of) else glyphs.uncertain
        about = [membership.status + doubt] if membership.status != "member" or doubt else []
        if membership.when is not None:
            about.append(dated(membership.when))
        yield Block(
            (
                text(country.name, "link", country.id),
                text(f" {glyphs.dot} "),
                text(label, f"tone-{posture.rule.tone}"),
                text("".join(f" {glyphs.dot} {each}" for each in about), "dim"),
            ),
            indent=2,
        )
    if empty:
        yield Block((Span("None on this day.", "dim"),), indent=2)
    if group.summary:
        yield GAP
        yield written(group.summary, moment, dataset)
    events = tuple(event for event in dataset.events if group.id in event.groups)
    yield GAP
    if events:
        rows = lambda: tuple(event_row(telling, each) for each in events)  # noqa: E731
        yield section("Events", rows, len(events))
    if group.evidence:
        yield evidence_section(telling, group.evidence)


def tie_page(telling: Telling, tie: Tie) -> Page:
    """What is told of *tie*."""
    return Page(tie.id, tie.title, tuple(_tie(telling, tie)))


def _tie(telling: Telling, tie: Tie) -> Iterator[Block | Part]:
    dataset, moment = telling.dataset, telling.moment
    owners = [each.id for each in dataset.countries if any(own.id == tie.id for own in each.ties)]
    yield facts(["Tie", dated(tie.when), after(tie.when, moment, dataset)], telling.glyphs.dot)
    yield GAP
    yield Block(tuple(names(dataset, {*owners, *tie.partners})), lead=(Span("Between ", "dim"),))
    if tie.obligations:
        yield Block((text(", ".join(tie.obligations)),), lead=(Span("Obliges to ", "dim"),))
    if tie.summary:
        yield GAP
        yield written(tie.summary, moment, dataset)
    if tie.evidence:
        yield GAP
        yield evidence_section(telling, tie.evidence)


def correction_page(telling: Telling, correction: Correction) -> Page:
    """What was corrected, when and why, and what stood there before."""
    on = f"{dated(correction.on)}, {correction.kind}: "
    target = title_of(correction.target, telling.dataset)
    spans = (
        text(on),
        *prose(f"{correction.why} ", telling.dataset),
        *((text(f"“{target}” ", "link", correction.target),) if target else ()),
        text(correction.target, "dim")
        if target
        else text(correction.target, "link", correction.target),
        *noted(after(correction.on, telling.moment, telling.dataset), telling.glyphs.dot),
    )
    blocks = [Block(spans)]
    if correction.was:
        blocks.append(Block((text(correction.was, "dim"),), lead=(Span("Before: ", "dim"),)))
    return Page(correction.id, f"Correction {correction.id}", tuple(blocks))
