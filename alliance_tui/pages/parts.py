"""What the pages share: sources, evidence, names and claims in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import Activity, When, when_words
from alliance_tui.model.provenance import party_of, speaker_of
from alliance_tui.model.records import Claim, Evidence, Source
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import claim_after, noted, published_after, told_already
from alliance_tui.pages.lines import TIED
from alliance_tui.pages.page import Block, Span, joined, stance_role, text
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import MAY_HAVE_ENDED, Moment, StanceKind, Weighed

DIRECTION_STANCE: dict[str, StanceKind] = {
    "supports": "supports",
    "withholds": "withholds",
    "opposes": "opposes",
    "none-found": "none",
    "context": "context",
}
"""The stance whose sign stands before a claim of each direction."""

EVIDENCE_ROLE = {"supports": "good", "denies": "bad", "context": "dim"}


def heading(title: str) -> Block:
    """The heading of a section."""
    return Block((Span(title, "heading"),), kind="heading")


def country_name(dataset: Dataset, country_id: str) -> str:
    """The name of a country, or its id where it has no profile."""
    country = dataset.country.get(country_id)
    return country.name if country is not None else country_id


def country_link(dataset: Dataset, country_id: str, role: str = "link") -> Span:
    """A country's name, leading to its profile."""
    return text(country_name(dataset, country_id), role, country_id)


def names(dataset: Dataset, country_ids: Iterable[str]) -> list[Span]:
    """The names of countries in alphabetical order, each leading to its profile."""
    ordered = sorted(country_ids, key=lambda each: country_name(dataset, each))
    return joined([[country_link(dataset, each)] for each in ordered], ", ")


def group_link(dataset: Dataset, group_id: str) -> Span:
    """A group's id, leading to its page."""
    group = dataset.group.get(group_id)
    label = group.name if group is not None and group.analytic else group_id
    return text(label, "link", group_id)


def dated(when: When | None) -> str:
    """A date in words, or nothing."""
    return "" if when is None else when_words(when.text)


def facts(values: Iterable[Iterable[Span] | str | None], dot: str) -> Block:
    """A line of short facts with dots between them; empty ones are left out."""
    spans = [
        [text(value, "dim")] if isinstance(value, str) else list(value) for value in values if value
    ]
    return Block(tuple(joined(spans, f" {dot} ")))


def labelled(label: str, *spans: Span) -> Block:
    """A fact behind its label."""
    return Block(spans, lead=(Span(f"{label:<11}", "label"),))


def source_label(source: Source) -> str:
    """A source in a few words: publisher and time."""
    time = dated(source.published)
    return f"{source.publisher}, {time}" if time else source.publisher


def tied(label: str) -> str:
    """*label* kept in one line where it fits in one."""
    return label.replace(" ", TIED)


def sign_of(evidence: Evidence, glyphs: Glyphs) -> str:
    """The sign before a piece of evidence."""
    return {"supports": glyphs.supports, "denies": glyphs.denies, "context": glyphs.context}[
        evidence.stance
    ]


def sources_line(
    evidence: Iterable[Evidence],
    dataset: Dataset,
    glyphs: Glyphs,
    indent: int,
    moment: Moment,
) -> Block:
    """The sources in one flowing line, each with its sign and leading to its page."""
    spans: list[list[Span]] = []
    for each in evidence:
        source = dataset.source[each.source]
        spans.append(
            [
                Span(f"{sign_of(each, glyphs)}{TIED}", EVIDENCE_ROLE[each.stance]),
                text(tied(source_label(source)), "source", source.id),
                *noted(published_after(source.published, moment), glyphs.dot),
            ]
        )
    return Block(tuple(joined(spans, "   ")), indent=indent)


def evidence_blocks(
    evidence: Evidence,
    dataset: Dataset,
    glyphs: Glyphs,
    claim: Claim | None = None,
    *,
    moment: Moment,
) -> Iterator[Block]:
    """One piece of evidence in full: source, whose voice, what it says, its words."""
    source = dataset.source[evidence.source]
    whose = None
    if claim is not None:
        party = party_of(evidence, claim, source, dataset.metadata)
        whose = None if party == "independent" else f"speaks for the {party}"
    later = published_after(source.published, moment)
    told = (source.kind, whose, evidence.loc, said(evidence, dataset), later)
    about = [value for value in told if value]
    yield Block(
        (
            text(source_label(source), "source", source.id),
            text(f" {glyphs.dot} {f' {glyphs.dot} '.join(about)}", "dim"),
        ),
        lead=(Span(f"{sign_of(evidence, glyphs)} ", EVIDENCE_ROLE[evidence.stance]),),
    )
    if evidence.says:
        yield Block((text(evidence.says),), indent=2)
    if evidence.quote:
        quote = evidence.quote
        by = f" — {quote.speaker}" if quote.speaker else ""
        language = f" [{quote.lang}]" if quote.lang and quote.lang != "en" else ""
        yield Block((text(f"“{quote.text}”", "quote"), text(by + language, "dim")), indent=2)


def said(evidence: Evidence, dataset: Dataset) -> str:
    """Who said it and when, where the evidence tells: “said by Iran, 12 Sep 2024”."""
    by = f" by {country_name(dataset, evidence.by)}" if evidence.by else ""
    on = dated(evidence.on)
    return f"said{by}{', ' if by and on else ' ' if on else ''}{on}" if by or on else ""


def claim_blocks(
    weighed: Weighed, answers: Answers, moment: Moment, glyphs: Glyphs, *, indent: int = 2
) -> Iterator[Block]:
    """One claim in a few lines: what, when, how well it stands, who says so and who denies it."""
    claim = weighed.claim
    counts = weighed.counts
    kind = DIRECTION_STANCE[claim.direction]
    role = stance_role(kind) if counts or claim.direction == "context" else "dim"
    yield Block(
        (text(claim.statement, "claim", claim.id),),
        indent=indent,
        lead=(Span(f"{glyphs.stance[kind]} ", role),),
        dim=not counts,
    )
    how = [tied(dated(claim.when)), claim.status, tied(f"{claim.confidence} confidence")]
    if weighed.reason == "may-have-ended":
        how.append(MAY_HAVE_ENDED)
    elif not counts and weighed.reason != "context":
        how.append(weighed.detail)
    later = claim_after(claim, moment, answers.dataset)
    if later and not told_already(weighed):
        how.append(later)
    yield Block((text(f" {glyphs.dot} ".join(how), "dim"),), indent=indent + 2)
    yield sources_line(claim.evidence, answers.dataset, glyphs, indent + 2, moment)
    for each in claim.evidence:
        if each.stance == "denies" and each.says:
            told = text(f" {glyphs.dash} {each.says}")
            yield Block(
                (text(denial(each, claim, answers.dataset), "bad"), told), indent=indent + 2
            )


def denial(evidence: Evidence, claim: Claim, dataset: Dataset) -> str:
    """Who denies *claim*, and when: “denied by Iran, 12 Sep 2024”, else when it was published."""
    source = dataset.source[evidence.source]
    who = country_name(dataset, speaker_of(evidence, claim, source, dataset.metadata))
    published = f"published {dated(source.published)}" if source.published else ""
    return ", ".join(filter(None, (f"denied by {who}", dated(evidence.on) or published)))


def claim_line(
    claim: Claim, dataset: Dataset, glyphs: Glyphs, moment: Moment | None = None
) -> Block:
    """One claim in one line: whose, on what, its statement, and whether it is later."""
    later = "" if moment is None else claim_after(claim, moment, dataset)
    kind = DIRECTION_STANCE[claim.direction]
    support_type = dataset.support_types[claim.type]
    return Block(
        (
            country_link(dataset, claim.country),
            text(f" {glyphs.dot} {support_type.label} {glyphs.dot} ", "dim"),
            text(claim.statement, "claim", claim.id),
            *noted(later, glyphs.dot),
        ),
        lead=(Span(f"{glyphs.stance[kind]} ", stance_role(kind)),),
    )


def certainly(when: When | None, day: int, as_of: int) -> bool:
    """Whether something with this date is certainly so on *day*."""
    return when is None or when.activity(day, as_of) is Activity.CERTAIN
