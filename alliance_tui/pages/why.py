"""The page that explains a posture: every rule, every stance, every claim and its reason."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.model.dates import day_words
from alliance_tui.model.records import Country, SupportType
from alliance_tui.pages.country import answer_blocks
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import GAP, Block, Page, Span, stance_role, text
from alliance_tui.pages.parts import DIRECTION_STANCE, dated, heading
from alliance_tui.pages.telling import because, stance_words
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment


def why_page(
    answers: Answers,
    country: Country,
    moment: Moment,
    glyphs: Glyphs,
    support_type: str | None = None,
) -> Page:
    """Why *country* has its posture and its stances at *moment*, or one stance."""
    if support_type is None:
        blocks = _blocks(answers, country, moment, glyphs)
    else:
        blocks = _one_stance(
            answers, country, answers.dataset.support_types[support_type], moment, glyphs
        )
    return Page(country.id, f"Why: {country.name} on {day_words(moment.day)}", tuple(blocks))


def _one_stance(
    answers: Answers,
    country: Country,
    support_type: SupportType,
    moment: Moment,
    glyphs: Glyphs,
) -> Iterator[Block]:
    """The answer, and under it every claim with its reason."""
    yield from answer_blocks(answers, country, support_type, moment)
    yield GAP
    yield from _stance(answers, country, support_type, moment, glyphs)


def _blocks(answers: Answers, country: Country, moment: Moment, glyphs: Glyphs) -> Iterator[Block]:
    posture = answers.posture(country.id, moment)
    clock = "as it happened" if moment.clock == "happened" else "as it was known"
    yield Block(
        (
            text(posture.rule.label, f"tone-{posture.rule.tone}"),
            text(f" on {day_words(moment.day)}, {clock}", "dim"),
        )
    )
    if posture.rule.meaning:
        yield Block((text(posture.rule.meaning),))
    reason = because(answers, country.id, moment)
    if reason:
        yield Block((text(f"Because of {reason}."),))
    if posture.may_have_ended:
        yield Block((Span("It may have ended: what surely goes on gives another.", "dim"),))
    if posture.may_be_other:
        line = (
            "Another would hold if what may have begun, or is alleged or disputed by others than "
            "the two sides of the war, counted."
        )
        yield Block((Span(line, "dim"),))
    yield from _rules(answers, country, moment, glyphs)
    yield from _stances(answers, country, moment, glyphs)


def _rules(answers: Answers, country: Country, moment: Moment, glyphs: Glyphs) -> Iterator[Block]:
    if country.id == answers.dataset.metadata.subject:
        yield GAP
        yield Block((Span("It is the subject of the data set; no rule is asked.", "dim"),))
        return
    chosen = answers.posture(country.id, moment).rule
    yield GAP
    yield heading("Rules, the first that holds")
    decided = False
    for rule in answers.dataset.metadata.postures:
        holds = rule.id == chosen.id
        sign = glyphs.supports if holds else " " if decided else glyphs.denies
        role = "good" if holds else "dim"
        yield Block(
            (
                text(rule.label, f"tone-{rule.tone}" if holds else "dim"),
                text(f"  {rule.when or 'otherwise'}", "query" if holds else "dim"),
            ),
            indent=2,
            lead=(Span(f"{sign} ", role),),
        )
        decided = decided or holds


def _stances(answers: Answers, country: Country, moment: Moment, glyphs: Glyphs) -> Iterator[Block]:
    for support_type in answers.dataset.scored_types:
        yield GAP
        yield from _stance(answers, country, support_type, moment, glyphs)


def _stance(
    answers: Answers,
    country: Country,
    support_type: SupportType,
    moment: Moment,
    glyphs: Glyphs,
) -> Iterator[Block]:
    weighed = answers.stances.derivation(country.id, support_type.id, moment)
    stance = answers.stances.stance(country.id, support_type.id, moment)
    role = stance_role(stance.kind)
    yield Block(
        (
            text(support_type.label, "strong"),
            Span(f" {glyphs.dot} ", "dim"),
            Span(stance_words(answers, country.id, support_type.id, moment), role),
        ),
        lead=(Span(f"{glyphs.stance[stance.kind]} ", role),),
    )
    if support_type.counts:
        yield Block((text(support_type.counts, "dim"),), indent=2)
    if not stance.certain:
        line = "It may have ended: what surely goes on gives another."
        yield Block((Span(line, "dim"),), indent=2)
    for each in weighed:
        kind = DIRECTION_STANCE[each.claim.direction]
        yield Block(
            (text(each.claim.statement, "claim", each.claim.id),),
            indent=2,
            lead=(Span(f"{glyphs.stance[kind]} ", stance_role(kind) if each.counts else "dim"),),
            dim=not each.counts,
        )
        yield Block(
            (
                text(dated(each.claim.when), "dim"),
                Span(f" {glyphs.arrow} ", "dim"),
                text(each.detail, "good" if each.counts else "dim"),
            ),
            indent=4,
        )
