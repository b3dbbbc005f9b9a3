"""A claim as a part of a page: a line or two, and what unfolds under it."""

from __future__ import annotations

from msgspec.structs import replace

from alliance_tui.model.provenance import denials
from alliance_tui.model.records import Claim
from alliance_tui.model.words import number_of
from alliance_tui.pages.denials import denial_lines, denied_tails, denied_when
from alliance_tui.pages.evidence import claim_sign, how_it_stands, voice_lines
from alliance_tui.pages.later import claim_after, told_already
from alliance_tui.pages.names import country_name
from alliance_tui.pages.page import Block, Part, Span, sign, stance_role, text
from alliance_tui.pages.spells import dated, period_words
from alliance_tui.pages.telling import Telling
from alliance_tui.query.stance import MAY_HAVE_ENDED, Weighed

_SAID_ALREADY = frozenset({"context", "status", "over"})


def claim_part(telling: Telling, weighed: Weighed, *, lines: int = 2) -> Part:
    """One claim: what, when, how well it stands; unfolded who says so and who denies it.

    Args:
        telling: with what it is told.
        weighed: the claim, and whether it counts.
        lines: how many lines it takes while it is folded.
    """
    claim, dot = weighed.claim, telling.dot
    kind = claim_sign(claim)
    role = stance_role(kind) if weighed.counts or kind in ("context", "disputed") else "dim"
    lead = (sign(telling.glyphs.stance[kind], role, claim.direction),)
    statement = (text(claim.statement, "text" if weighed.counts or lines == 1 else "dim"),)
    name = f"{country_name(telling.dataset, claim.country)} "
    unnamed: tuple[tuple[Span, ...], ...] = ()
    if claim.statement.startswith(name):  # which the page tells, so that it may go first
        unnamed = ((text(claim.statement.removeprefix(name), statement[0].role),),)
    period = dated(claim.when)
    standing = _standing(weighed)
    if lines == 1:
        fact = f"{period}{dot}{claim.status}" if kind == "disputed" else period
        tails = denied_tails(telling, claim, fact)
        short: tuple[Block, ...] = (
            Block(statement, lead=lead, most=1, tails=tails, shorter=unnamed),
        )
    else:
        _, months, years = period_words(claim.when.text)
        told, *shorter = (
            (text(dot.join(filter(None, words)), "dim"),)
            for words in (
                (period, claim.status, claim.confidence, standing),
                (months, claim.status, claim.confidence, standing),
                (months, claim.status, claim.confidence),
                (months, claim.status),
                (months,),
                (years,),
            )
        )
        number = len(claim.evidence) - len(denials(claim))
        tails = denied_tails(telling, claim, number_of(number, "source"))
        short = (
            Block(statement, lead=lead, most=1, shorter=unnamed),
            Block(told, indent=4, most=1, tails=tails, shorter=tuple(shorter)),
        )

    def body() -> tuple[Block, ...]:
        later = claim_after(claim, telling.moment, telling.dataset)
        also = (_fate(weighed), "" if told_already(weighed) else later)
        lines = tuple(denial_lines(telling, claim))
        several = len(lines) > 1
        under = (
            *(_denied(telling, claim) if several else lines),
            Block((text(dot.join(how_it_stands(claim)), "dim"),)),
            *([Block((text(dot.join(filter(None, also)), "dim"),))] if any(also) else ()),
            *voice_lines(telling, claim),
            *(lines if several else ()),
        )
        return tuple(replace(each, indent=2) for each in under)

    head = (Block(statement, lead=lead, dim=not weighed.counts),)
    return Part(claim.id, head, body, short, opens=claim.id)


def _denied(telling: Telling, claim: Claim) -> tuple[Block, ...]:
    """Who denies *claim* and when, before all else that unfolds."""
    words = denied_when(claim, telling.dataset, telling.moment)
    return (Block((text(words, "denied"),)),) if words else ()


def _standing(weighed: Weighed) -> str:
    """Why a claim does not count, or what is not certain where it does, in few words.

    Nothing where its date, its status or the heading over it say so.
    """
    if weighed.reason == "may-have-ended":
        return MAY_HAVE_ENDED
    return "" if weighed.counts or weighed.reason in _SAID_ALREADY else weighed.detail


def _fate(weighed: Weighed) -> str:
    """Whether a claim counts, where its age decides that; else why it does not."""
    return weighed.told if weighed.age else _standing(weighed)


def claim_row(telling: Telling, claim: Claim, cited: Span | None = None) -> Part:
    """One claim in one line: whose, on what, its statement; unfolded how well it stands.

    Args:
        telling: with what it is told.
        claim: the claim.
        cited: what stands first in place of the sign of its direction.
    """
    dataset, dot = telling.dataset, telling.dot
    kind = claim_sign(claim)
    label = dataset.support_types[claim.type].label
    lead = (cited or sign(telling.glyphs.stance[kind], stance_role(kind), claim.direction),)
    whose = text(country_name(dataset, claim.country), "link")
    head = Block((whose, text(f"{dot}{label}{dot}", "dim"), text(claim.statement)), lead=lead)

    def body() -> tuple[Block, ...]:
        how = (*how_it_stands(claim), claim_after(claim, telling.moment, dataset))
        told = Block((text(dot.join(filter(None, how)), "dim"),))
        return tuple(replace(each, indent=2) for each in (*_denied(telling, claim), told))

    tails = denied_tails(telling, claim, "") or ((),)
    return Part(claim.id, (head,), body, (replace(head, most=1, tails=tails),), opens=claim.id)
