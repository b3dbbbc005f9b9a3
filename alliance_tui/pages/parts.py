"""What the pages share: sources, evidence, names and claims in a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import LAST_DAY, Activity, When, when_words
from alliance_tui.model.provenance import denials, party_of, speaker_of, state_of
from alliance_tui.model.records import Claim, Event, Evidence, Source
from alliance_tui.model.vocabulary import EvidenceStance, Party
from alliance_tui.model.words import number_of
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import after, claim_after, noted, published_after, told_already
from alliance_tui.pages.lines import TIED, Line
from alliance_tui.pages.page import Block, Part, Span, joined, sign, stance_role, text
from alliance_tui.pages.spells import in_months
from alliance_tui.pages.telling import Telling
from alliance_tui.query.stance import (
    DIRECTIONS,
    MAY_HAVE_ENDED,
    NOT_STANDING,
    StanceKind,
    Weighed,
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


def heading(title: str) -> Block:
    """The heading of a section."""
    return Block((Span(title, "heading"),), kind="heading")


def section(
    title: str,
    body: Callable[[], tuple[Block | Part, ...]],
    count: int | None = None,
    about: str = "",
    *,
    unfolded: bool = False,
) -> Part:
    """A section that unfolds, with how many things are in it."""
    number = "" if count is None else str(count)
    told = text(f"  {about}", "dim") if about else Span("")
    short = Block(
        (Span(title, "heading"), told), "heading", most=1, tails=((text(number, "dim"),),)
    )
    return Part(f"#{title}", (heading(title),), body, (short,), "section", unfolded)


DETAILS = "Details"
"""What the section is called that says what the words of a record mean."""


def counted(title: str, count: int) -> Block:
    """The heading of a section that is never folded, with how many things are in it."""
    return Block((Span(title, "heading"),), "heading", most=1, tails=((text(str(count), "dim"),),))


def country_name(dataset: Dataset, country_id: str) -> str:
    """The name of a country, or its id where it has no profile."""
    country = dataset.country.get(country_id)
    return country.name if country is not None else country_id


def country_link(dataset: Dataset, country_id: str) -> Span:
    """A country's name, leading to its profile."""
    return text(country_name(dataset, country_id), "link", country_id)


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


def how_it_stands(claim: Claim) -> tuple[str, str, str]:
    """When *claim* was so, its status, and how sure it is."""
    return dated(claim.when), claim.status, f"{claim.confidence} confidence"


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


def evidence_sign(stance: EvidenceStance, glyphs: Glyphs) -> Span:
    """The sign before a piece of evidence that takes *stance*."""
    marks = {"supports": glyphs.supports, "denies": glyphs.denies, "context": glyphs.context}
    return sign(marks[stance], EVIDENCE_ROLE[stance], EVIDENCE_WORDS[stance])


def evidence_blocks(
    telling: Telling, evidence: Evidence, claim: Claim | None = None
) -> Iterator[Block]:
    """One piece of evidence in full: source, whose voice, what it says, its words."""
    dataset = telling.dataset
    source = dataset.source[evidence.source]
    whose = ""
    if claim is not None:
        party = party_of(evidence, claim, source, dataset.metadata)
        whose = "carries the word of" if evidence.party else "speaks for"
        whose = "" if party == "independent" else f"{whose} {voice(party, claim, dataset)}"
    later = published_after(source.published, telling.moment)
    denies = claim is not None and evidence.stance == "denies"
    words = "" if denies else said(evidence, dataset)
    told = (source.kind, whose, evidence.loc, words, later)
    about = [value for value in told if value]
    denier_told: tuple[Span, ...] = ()
    if claim is not None and denies:
        who = f"denied by {denial(evidence, claim, dataset)}"
        denier_told = (text(who, "bad"), Span(telling.dot, "dim"))
    yield Block(
        (
            *denier_told,
            text(source_label(source), "source", source.id),
            text(telling.dot + telling.dot.join(about), "dim"),
        ),
        lead=(evidence_sign(evidence.stance, telling.glyphs),),
    )
    if evidence.says:
        yield Block((text(evidence.says),), indent=2)
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


def said(evidence: Evidence, dataset: Dataset) -> str:
    """Who said it and when, where the evidence tells: “said by Iran, 12 Sep 2024”."""
    by = f" by {country_name(dataset, evidence.by)}" if evidence.by else ""
    on = dated(evidence.on)
    return f"said{by}{', ' if by and on else ' ' if on else ''}{on}" if by or on else ""


VOICES: tuple[Party, ...] = ("independent", "third", "actor", "beneficiary", "target")
"""Whose word a source carries, in the order in which sources are told."""


def voice(party: Party, claim: Claim, dataset: Dataset) -> str:
    """Whose word it is, in words: “independent”, “Iran”."""
    metadata = dataset.metadata
    states = {"actor": claim.country, "beneficiary": metadata.subject, "target": metadata.adversary}
    state = states.get(party)
    if state is not None:
        return country_name(dataset, state)
    return {"independent": "independent", "third": "third states"}.get(party, "the other side")


def by_voice(
    claim: Claim, dataset: Dataset, stance: EvidenceStance
) -> Iterator[tuple[str, list[Evidence]]]:
    """The evidence of *claim* with that *stance*, by whose word it is."""
    by_party: dict[Party, list[Evidence]] = {each: [] for each in VOICES}
    for each in claim.evidence:
        if each.stance == stance:
            party = party_of(each, claim, dataset.source[each.source], dataset.metadata)
            by_party[party].append(each)
    for party, evidence in by_party.items():
        if evidence:
            yield voice(party, claim, dataset), evidence


def voice_lines(telling: Telling, claim: Claim) -> Iterator[Block]:
    """The sources of *claim* by whose word they carry, those that deny it apart."""
    dataset = telling.dataset
    stances: tuple[EvidenceStance, ...] = ("supports", "context")
    for stance in stances:
        for whose, evidence in by_voice(claim, dataset, stance):
            label = whose if stance == "supports" else f"{whose}, for context"
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


def denial_lines(telling: Telling, claim: Claim) -> Iterator[Block]:
    """Each denial of *claim*: who denies it, when, where and in which words."""
    dataset = telling.dataset
    for each in _by_day(claim, dataset):
        source = dataset.source[each.source]
        published = source.published
        where = source.publisher if each.on in (None, published) else source_label(source)
        said = each.says or (f"“{each.quote.text}”" if each.quote else "")
        yield Block(
            (
                text(f"denied by {denial(each, claim, dataset)}", "bad"),
                Span(telling.dot, "dim"),
                text(where, "source", source.id),
                *noted(published_after(published, telling.moment), telling.glyphs.dot),
                *((text(f": {said}"),) if said else ()),
            ),
            lead=(sign(telling.glyphs.denies, "bad"),),
        )


def denial(evidence: Evidence, claim: Claim, dataset: Dataset) -> str:
    """Who denies *claim*, and when: “Iran, 12 Sep 2024”, else when it was published."""
    source = dataset.source[evidence.source]
    who = country_name(dataset, speaker_of(evidence, claim, source, dataset.metadata))
    return f"{who}, {_denied_on(evidence, source)}"


def _denied_on(evidence: Evidence, source: Source) -> str:
    if evidence.on is not None:
        return dated(evidence.on)
    return f"published {dated(source.published)}" if source.published else "day not recorded"


def deniers(claim: Claim, dataset: Dataset) -> dict[str, list[str]]:
    """Who denies *claim*, states by their names, each with the days on which they did."""
    days_by_name: dict[str, dict[str, None]] = {}
    for each in _by_day(claim, dataset):
        source = dataset.source[each.source]
        who = denier(each, claim, source, dataset)
        days_by_name.setdefault(who, {})[_denied_on(each, source)] = None
    return {who: list(days) for who, days in days_by_name.items()}


def _by_day(claim: Claim, dataset: Dataset) -> list[Evidence]:
    """The denials of *claim* from the first to the last, those of no known day at the end."""

    def day(each: Evidence) -> int:
        when = each.on or dataset.source[each.source].published
        return LAST_DAY if when is None else when.written

    return sorted(denials(claim), key=day)


def denier(evidence: Evidence, claim: Claim, source: Source, dataset: Dataset) -> str:
    """Who denies *claim* by this evidence: the state where it speaks for one, else a name."""
    if evidence.by in dataset.country:
        return dataset.country[evidence.by].name
    state = state_of(evidence, claim, source, dataset.metadata)
    return country_name(dataset, state or speaker_of(evidence, claim, source, dataset.metadata))


def denied(claim: Claim, dataset: Dataset, glyphs: Glyphs) -> str:
    """By how many sources a claim is denied, and by whom: “denied 3 · Iran, Russia”."""
    who = deniers(claim, dataset)
    return f"denied {len(denials(claim))} {glyphs.dot} {', '.join(who)}" if who else ""


def denied_when(claim: Claim, dataset: Dataset) -> str:
    """Who denied a claim on which days: “denied by Iran, Oct 2022, 11 Jul 2024; Russia, …”."""
    told = (f"{who}, {', '.join(days)}" for who, days in deniers(claim, dataset).items())
    return f"denied by {'; '.join(told)}"


def tails_of(telling: Telling, claim: Claim, fact: str) -> tuple[Line, ...]:
    """What may stand at the right end of a claim's line: *fact*, and who denies it."""
    said = (text(fact, "dim"),) if fact else ()
    who = denied(claim, telling.dataset, telling.glyphs)
    if not who:
        return (said, ()) if said else ()
    count = len(denials(claim))
    number = Span(f"{telling.glyphs.denied}{count}", "denied")
    dot = Span(telling.dot, "dim")
    named, short = (text(who, "denied"),), (Span(f"denied {count}", "denied"),)
    if not said:
        return (named, short, (number,))
    return ((*said, dot, *named), named, short, (number,))


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
    period = dated(claim.when)
    standing = _standing(weighed)
    if lines == 1:
        fact = f"{period}{dot}{claim.status}" if kind == "disputed" else period
        tails = tails_of(telling, claim, fact)
        short: tuple[Block, ...] = (Block(statement, lead=lead, most=1, tails=tails),)
    else:
        months = in_months(claim.when)
        told, *shorter = (
            (text(dot.join(filter(None, words)), "dim"),)
            for words in (
                (period, claim.status, claim.confidence, standing),
                (months, claim.status, claim.confidence, standing),
                (months, claim.status, claim.confidence),
                (months, claim.status),
                (months,),
            )
        )
        number = len(claim.evidence) - len(denials(claim))
        tails = tails_of(telling, claim, number_of(number, "source"))
        short = (
            Block(statement, lead=lead, most=1),
            Block(told, indent=4, most=1, tails=tails, shorter=tuple(shorter)),
        )

    def body() -> tuple[Block, ...]:
        dataset = telling.dataset
        later = claim_after(claim, telling.moment, dataset)
        facts = [Block((text(dot.join(how_it_stands(claim)), "dim"),))]
        if len(denials(claim)) > 1:
            facts.append(Block((text(denied_when(claim, dataset), "denied"),)))
        also = (standing, "" if told_already(weighed) else later)
        if any(also):
            facts.append(Block((text(dot.join(filter(None, also)), "dim"),)))
        under = (
            *facts,
            *voice_lines(telling, claim),
            *denial_lines(telling, claim),
        )
        return tuple(replace(each, indent=2) for each in under)

    head = (Block(statement, lead=lead, dim=not weighed.counts),)
    return Part(claim.id, head, body, short, opens=claim.id)


def _standing(weighed: Weighed) -> str:
    """Why a claim does not count, or what is not certain where it does."""
    if weighed.reason == "may-have-ended":
        return MAY_HAVE_ENDED
    if weighed.counts or weighed.reason in ("context", "status"):
        return ""
    return weighed.detail


def claim_line(claim: Claim, dataset: Dataset, glyphs: Glyphs) -> Block:
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
        later = claim_after(claim, telling.moment, dataset)
        how = (*how_it_stands(claim), later)
        blocks = [Block((text(dot.join(filter(None, how)), "dim"),), indent=2)]
        if denials(claim):
            blocks.append(Block((text(denied_when(claim, dataset), "denied"),), indent=2))
        return tuple(blocks)

    tails = tails_of(telling, claim, "") or ((),)
    return Part(claim.id, (head,), body, (replace(head, most=1, tails=tails),), opens=claim.id)


def event_row(telling: Telling, event: Event) -> Block:
    """One event in a line: its sign, its title, its day."""
    glyphs = telling.glyphs
    return Block(
        (
            text(event.title, "link", event.id),
            text(f", {dated(event.when)}", "dim"),
            *noted(after(event.when, telling.moment, telling.dataset), glyphs.dot),
        ),
        lead=(sign(glyphs.event.get(event.kind, glyphs.other_event), "dim", event.kind),),
    )


def certainly(when: When | None, day: int, as_of: int) -> bool:
    """Whether something with this date is certainly so on *day*."""
    return when is None or when.activity(day, as_of) is Activity.CERTAIN
