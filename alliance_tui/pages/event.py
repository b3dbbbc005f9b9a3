"""The page of an event: who came, what they did, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from alliance_tui.model.records import Event, Participant
from alliance_tui.model.vocabulary import Vote
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import after, declared_after, noted, published_after, written
from alliance_tui.pages.page import GAP, Block, Page, Span, joined, text
from alliance_tui.pages.parts import (
    claim_line,
    country_link,
    country_name,
    dated,
    evidence_blocks,
    facts,
    group_link,
    heading,
    names,
    sources_line,
)
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment

VOTE_LABELS: dict[Vote, str] = {
    "against": "Against",
    "abstain": "Abstained",
    "absent": "Not voting",
    "for": "For",
}
"""What stands before the list of each vote, the shortest lists first as a rule."""


def event_page(answers: Answers, event: Event, moment: Moment, glyphs: Glyphs) -> Page:
    """What is told of *event* at *moment*."""
    return Page(event.id, event.title, tuple(_Event(answers, event, moment, glyphs).blocks()))


class _Event:
    def __init__(self, answers: Answers, event: Event, moment: Moment, glyphs: Glyphs) -> None:
        self.answers = answers
        self.dataset = answers.dataset
        self.event = event
        self.moment = moment
        self.glyphs = glyphs

    def blocks(self) -> Iterator[Block]:
        event = self.event
        groups = joined([[group_link(self.dataset, each)] for each in event.groups], ", ")
        yield facts(
            [
                event.kind.capitalize(),
                dated(event.when),
                after(event.when, self.moment, self.dataset),
                event.place,
                groups,
            ],
            self.glyphs.dot,
        )
        if event.summary:
            yield GAP
            yield written(event.summary, self.moment, self.dataset)
        yield from self._participants()
        yield from self._outcome()
        yield from self._votes()
        if event.note:
            yield GAP
            note = written(event.note, self.moment, self.dataset)
            yield replace(note, lead=(Span("Note: ", "dim"),))
        yield from self._claims()
        yield GAP
        yield heading("Evidence")
        for each in event.evidence:
            yield from evidence_blocks(each, self.dataset, self.glyphs, moment=self.moment)

    def _participants(self) -> Iterator[Block]:
        if not self.event.participants:
            return
        yield GAP
        yield heading("Who took part")
        for entry in self.dataset.entries(self.event).values():
            yield from self._country(entry.country, entry.parts)

    def _country(self, country: str, parts: tuple[Participant, ...]) -> Iterator[Block]:
        """A country in one line, and under it what it did in each of its roles."""
        if not parts:
            return
        about: dict[str, None] = {}
        for part in parts:
            attendance = part.attendance if part.attendance != "in-person" else None
            role = part.role if part.role != "other" else None
            about |= dict.fromkeys(each for each in (role, part.who, attendance) if each)
        dot = f" {self.glyphs.dot} "
        yield Block(
            (
                country_link(self.dataset, country),
                text("".join(f"{dot}{each}" for each in about), "dim"),
            ),
            indent=2,
            lead=(Span(f"{self.glyphs.bullet} ", "dim"),),
        )
        for part in parts:
            yield from self._part(part)

    def _part(self, part: Participant) -> Iterator[Block]:
        if part.did:
            yield Block((text(part.did),), indent=4)
        if part.evidence:
            yield sources_line(part.evidence, self.dataset, self.glyphs, 4, self.moment)
            for each in part.evidence:
                if each.quote:
                    speaker = f" — {each.quote.speaker}" if each.quote.speaker else ""
                    yield Block(
                        (text(f"“{each.quote.text}”", "quote"), text(speaker, "dim")), indent=4
                    )

    def _outcome(self) -> Iterator[Block]:
        outcome = self.event.outcome
        if outcome is None:
            return
        yield GAP
        yield heading("What came of it")
        if outcome.summary:
            yield Block((text(outcome.summary),), indent=2)
        if outcome.signed:
            yield Block(
                tuple(names(self.dataset, outcome.signed)),
                indent=2,
                lead=(Span("Signed: ", "good"),),
            )
        if outcome.not_signed:
            yield Block(
                tuple(names(self.dataset, outcome.not_signed)),
                indent=2,
                lead=(Span("Did not sign: ", "bad"),),
            )

    def _votes(self) -> Iterator[Block]:
        event = self.event
        if event.votes is None and event.tally is None:
            return
        yield GAP
        yield heading("The vote")
        if event.tally is not None:
            tally = event.tally
            counts = [f"{tally.for_} for", f"{tally.against} against", f"{tally.abstain} abstained"]
            if tally.absent is not None:
                counts.append(f"{tally.absent} not voting")
            yield Block((text(f" {self.glyphs.dot} ".join(counts), "strong"),), indent=2)
        votes = event.votes
        if votes is None:
            return
        if not votes.whole:
            yield Block((Span("The lists are not whole.", "dim"),), indent=2)
        for vote, label in VOTE_LABELS.items():
            if countries := votes.lists[vote]:
                yield Block(
                    (
                        Span(f"{label} ", f"vote-{vote}"),
                        *names(self.dataset, countries),
                    ),
                    indent=4,
                    lead=(Span(f"{self.glyphs.vote[vote]} ", f"vote-{vote}"),),
                )
        for later in votes.later:
            name = country_name(self.dataset, later.country)
            said = f"{name} later declared: {later.vote}"
            when = f", {dated(later.when)}" if later.when else ""
            note = f". {later.note}" if later.note else ""
            spans = [
                text(f"{said}{when}"),
                *noted(declared_after(later, self.moment, self.dataset), self.glyphs.dot),
                text(note),
            ]
            if later.source:
                spans += [Span(" "), text(f"[{later.source}]", "source", later.source)]
                published = self.dataset.source[later.source].published
                spans += noted(published_after(published, self.moment), self.glyphs.dot)
            yield Block(tuple(spans), indent=2)

    def _claims(self) -> Iterator[Block]:
        claims = self.dataset.claims_by_event.get(self.event.id, ())
        if not claims:
            return
        yield GAP
        yield heading("What rests on it")
        for claim in claims:
            yield claim_line(claim, self.dataset, self.glyphs, self.moment)
