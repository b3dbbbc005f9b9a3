"""What a claim rests on, in a few words: how it stands, its evidence, and whose word that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.provenance import party_of, state_of
from alliance_tui.model.records import Claim, Evidence, Source
from alliance_tui.model.vocabulary import EvidenceStance, Party
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import noted, published_after
from alliance_tui.pages.names import country_name
from alliance_tui.pages.page import (
    Block,
    Part,
    Span,
    joined,
    section,
    sign,
    text,
)
from alliance_tui.pages.prose import prose
from alliance_tui.pages.spells import dated
from alliance_tui.pages.telling import Telling
from alliance_tui.query.stance import (
    DIRECTIONS,
    NOT_STANDING,
    StanceKind,
)

DIRECTION_STANCE: dict[str, StanceKind] = {
    "supports": "supports",
    "withholds": "withholds",
    "opposes": "opposes",
    "none-found": "none",
    "context": "context",
}
"""The stance whose sign stands before a claim of each direction."""


def claim_sign(claim: Claim) -> StanceKind:
    """The stance whose sign stands before *claim*."""
    stands = claim.status not in NOT_STANDING or claim.direction not in DIRECTIONS
    return DIRECTION_STANCE[claim.direction] if stands else "disputed"


EVIDENCE_ROLE: dict[EvidenceStance, str] = {"supports": "good", "denies": "bad", "context": "dim"}


EVIDENCE_WORDS = {"supports": "supported by", "denies": "denied by", "context": "for context"}
"""What the signs of evidence say."""


def how_it_stands(claim: Claim) -> tuple[str, str, str]:
    """When *claim* was so, its status, and how sure it is."""
    return dated(claim.when), claim.status, f"{claim.confidence} confidence"


def source_label(source: Source) -> str:
    """A source in a few words: publisher and time."""
    time = dated(source.published)
    return f"{source.publisher}, {time}" if time else source.publisher


def evidence_sign(stance: EvidenceStance, glyphs: Glyphs) -> Span:
    """The sign before a piece of evidence that takes *stance*."""
    marks = {"supports": glyphs.supports, "denies": glyphs.denies, "context": glyphs.context}
    return sign(marks[stance], EVIDENCE_ROLE[stance], EVIDENCE_WORDS[stance])


def evidence_blocks(
    telling: Telling,
    evidence: Evidence,
    claim: Claim | None = None,
    *,
    told: tuple[Span, ...] = (),
    says: str = "",
) -> Iterator[Block]:
    """One piece of evidence in full: source, whose voice, what it says, its words.

    Args:
        telling: with what it is told.
        evidence: the evidence.
        claim: what it is evidence of, where that is a claim.
        told: what stands before the source, where that tells already who said it and when.
        says: what stands before what the source says.
    """
    dataset = telling.dataset
    source = dataset.source[evidence.source]
    named = NO_STATE if claim is None else voice(evidence, claim, dataset)
    speaks = "carries the word of" if evidence.party else "speaks for"
    whose = "" if named == NO_STATE else f"{speaks} {named}"
    later = published_after(source.published, telling.moment)
    words = "" if told else said(evidence, dataset, named)
    about = [value for value in (source.kind, whose, evidence.loc, words, later) if value]
    yield Block(
        (
            *told,
            text(source_label(source), "source", source.id),
            text(telling.dot + telling.dot.join(about), "dim"),
        ),
        lead=(evidence_sign(evidence.stance, telling.glyphs),),
    )
    if evidence.says:
        lead = (Span(says, "dim"),) if says else ()
        yield Block((*lead, *prose(evidence.says, dataset)), indent=2)
    if evidence.quote:
        quote = evidence.quote
        by = f" — {quote.speaker}" if quote.speaker else ""
        language = f" [{quote.lang}]" if quote.lang and quote.lang != "en" else ""
        quoted = text(f"“{quote.text}”", "quote")._replace(lang=quote.lang)
        yield Block((quoted, text(by + language, "dim")), "quote", indent=2)


def all_evidence(
    telling: Telling, evidence: Iterable[Evidence], *, indent: int = 0
) -> Iterator[Block]:
    """Every piece of the evidence of something that is no claim, in full."""
    for each in evidence:
        for block in evidence_blocks(telling, each):
            yield replace(block, indent=block.indent + indent)


def evidence_section(telling: Telling, evidence: Sequence[Evidence]) -> Part:
    """All of the evidence in full, in a section."""
    return section("Evidence", lambda: tuple(all_evidence(telling, evidence)), len(evidence))


def teller(by: str, dataset: Dataset) -> str:
    """The name behind the `by` of a piece of evidence: a country's, a group's, or the one told."""
    group = dataset.group.get(by)
    return country_name(dataset, by) if group is None else group.name


def said(evidence: Evidence, dataset: Dataset, named: str) -> str:
    """Who said it and when, where the evidence tells: “said by Iran, 12 Sep 2024”.

    Whoever is *named* already is not named again.
    """
    who = teller(evidence.by, dataset) if evidence.by else named
    by = "" if who == named else f" by {who}"
    on = dated(evidence.on)
    return f"said{by}{', ' if by and on else ' ' if on else ''}{on}" if by or on else ""


VOICES: tuple[Party, ...] = ("independent", "third", "actor", "beneficiary", "target")
"""Whose word a source carries, in the order in which sources are told."""


NO_STATE, THIRD_STATES, OTHER_SIDE = "no state", "third states", "the other side"
"""Whose word it is where no name tells it."""


def voice(evidence: Evidence, claim: Claim, dataset: Dataset) -> str:
    """Whose word *evidence* carries, in words: “no state”, “Iran”, “European Union”."""
    source, metadata = dataset.source[evidence.source], dataset.metadata
    party = party_of(evidence, claim, source, metadata)
    if party == "independent":
        return NO_STATE
    if party != "third":
        state = state_of(evidence, claim, source, metadata)
        return OTHER_SIDE if state is None else country_name(dataset, state)
    whose = source.speaks_for if evidence.party is None else evidence.by
    return THIRD_STATES if whose is None else teller(whose, dataset)


def by_voice(
    claim: Claim, dataset: Dataset, stance: EvidenceStance
) -> Iterator[tuple[str, list[Evidence]]]:
    """The evidence of *claim* with that *stance*, by whose word it is."""

    def place(evidence: Evidence) -> int:
        source = dataset.source[evidence.source]
        return VOICES.index(party_of(evidence, claim, source, dataset.metadata))

    told: dict[str, list[Evidence]] = {}
    for each in sorted((each for each in claim.evidence if each.stance == stance), key=place):
        told.setdefault(voice(each, claim, dataset), []).append(each)
    yield from told.items()


def voice_lines(telling: Telling, claim: Claim) -> Iterator[Block]:
    """The sources of *claim* by whose word they carry, those that deny it apart."""
    dataset = telling.dataset
    stances: tuple[EvidenceStance, ...] = ("supports", "context")
    for stance in stances:
        for whose, evidence in by_voice(claim, dataset, stance):
            label = f"word of {whose}" if stance == "supports" else f"for context, word of {whose}"
            sources = (
                [
                    text(source_label(source), "source", source.id),
                    *noted(published_after(source.published, telling.moment), telling.glyphs.dot),
                ]
                for source in (dataset.source[each.source] for each in evidence)
            )
            yield Block(
                (
                    text(f"{label}: ", "dim"),
                    *joined(sources, telling.dot),
                ),
                lead=(evidence_sign(stance, telling.glyphs),),
            )
