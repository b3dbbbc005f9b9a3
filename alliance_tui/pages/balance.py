"""The page on the balance of the sources: kinds, voices, languages, and lone words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Claim
from alliance_tui.pages.evidence import NO_STATE, claim_sign
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.names import country_link, country_name
from alliance_tui.pages.page import GAP, Block, Page, Span, heading, sign, stance_role, text
from alliance_tui.query.answers import Answers
from alliance_tui.query.bibliography import one_sided

UNKNOWN = "not recorded"


def balance_page(answers: Answers, glyphs: Glyphs) -> Page:
    """The balance of all sources."""
    return Page("balance", "Balance of the sources", tuple(_blocks(answers, glyphs)))


def _blocks(answers: Answers, glyphs: Glyphs) -> Iterator[Block]:
    dataset = answers.dataset
    shown = dataset.sources
    yield from _counts("By kind", (each.kind for each in shown), len(shown))
    voices = (
        country_name(dataset, each.speaks_for) if each.speaks_for else NO_STATE for each in shown
    )
    yield from _counts("By whose voice it is", voices, len(shown))
    yield from _counts("By language", (each.lang or UNKNOWN for each in shown), len(shown))
    alone = one_sided(dataset)
    yield GAP
    yield heading(f"Claims that stand only on one side's word: {len(alone)}")
    for claim in alone:
        yield _claim_line(claim, dataset, glyphs)


def _counts(title: str, values: Iterable[str], total: int) -> Iterator[Block]:
    yield GAP
    yield heading(title)
    for value, count in Counter(values).most_common():
        share = f"{100 * count / total:.0f} %" if 200 * count > total else "less than 1 %"
        yield Block(
            (text(value), Span(f"  {share}", "dim")), lead=(Span(f"{count:>6}  ", "strong"),)
        )


def _claim_line(claim: Claim, dataset: Dataset, glyphs: Glyphs) -> Block:
    """One claim in one line: whose, on what, its statement."""
    kind = claim_sign(claim)
    support_type = dataset.support_types[claim.type]
    return Block(
        (
            country_link(dataset, claim.country),
            text(f" {glyphs.dot} {support_type.label} {glyphs.dot} ", "dim"),
            text(claim.statement, "claim", claim.id),
        ),
        lead=(sign(glyphs.stance[kind], stance_role(kind), claim.direction),),
    )
