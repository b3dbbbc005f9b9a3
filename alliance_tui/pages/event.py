"""The page of an event: who came, what they did, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from alliance_tui.model.records import Event, LaterVote, Participant
from alliance_tui.model.vocabulary import Vote
from alliance_tui.pages.claims import claim_row
from alliance_tui.pages.evidence import all_evidence, evidence_section
from alliance_tui.pages.later import after, declared_after, noted, published_after, written
from alliance_tui.pages.names import country_name, group_link, names
from alliance_tui.pages.page import (
    GAP,
    Block,
    Page,
    Part,
    Span,
    counted,
    facts,
    heading,
    joined,
    sign,
    text,
)
from alliance_tui.pages.spells import dated
from alliance_tui.pages.telling import Telling
from alliance_tui.pages.votes import VOTE_LABELS, tally_words

FEW = 24
"""Up to how many countries a list of votes is never folded."""

FOLDED_LINES = 2
"""How many lines a longer one takes."""


def event_page(telling: Telling, event: Event) -> Page:
    """What is told of *event*."""
    return Page(event.id, event.title, tuple(_Event(telling, event).parts()))


class _Event:
    def __init__(self, telling: Telling, event: Event) -> None:
        self.telling = telling
        self.dataset, self.moment, self.glyphs = telling.dataset, telling.moment, telling.glyphs
        self.event = event

    def parts(self) -> Iterator[Block | Part]:
        """What came of it, what it was, who took part, what rests on it; evidence folded."""
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
        yield from self._outcome()
        yield from self._votes()
        if event.summary:
            yield GAP
            yield written(event.summary, self.moment, self.dataset)
        yield from self._participants()
        yield from self._claims()
        if event.note:
            yield GAP
            note = written(event.note, self.moment, self.dataset)
            yield replace(note, lead=(Span("Note: ", "dim"),))
        if event.evidence:
            yield GAP
            yield evidence_section(self.telling, event.evidence)

    def _participants(self) -> Iterator[Block | Part]:
        if not self.event.participants:
            return
        entries = self.dataset.entries(self.event).values()
        there = [each for each in entries if each.parts]
        yield GAP
        yield counted("Who took part", len(there))
        for entry in there:
            yield self._country(entry.country, entry.parts)

    def _country(self, country: str, parts: tuple[Participant, ...]) -> Part:
        """A country in one line; unfolded, what it did in each of its roles."""
        outcome = self.event.outcome
        unsigned = outcome is not None and country in outcome.not_signed
        about: dict[str, None] = dict.fromkeys(["did not sign"] if unsigned else [])
        for part in parts:
            attendance = part.attendance if part.attendance != "in-person" else None
            role = part.role if part.role != "other" else None
            about |= dict.fromkeys(each for each in (role, part.who, attendance) if each)
        did = next((each.did for each in parts if each.did), "")
        name = text(country_name(self.dataset, country), "link")

        def told(facts: Iterable[str], did: str = "") -> tuple[Span, ...]:
            dot = f" {self.glyphs.dot} "
            after = (text(f"{dot}{did}"),) if did else ()
            return (name, text("".join(f"{dot}{each}" for each in facts), "dim"), *after)

        who = Block(told(about), lead=(sign(self.glyphs.bullet, "dim"),))
        telling = [each for each in about if each != "participant"]  # as the heading says
        short = replace(who, spans=told(about, did), most=1, shorter=(told(telling, did),))
        return Part(
            f"@{country}",
            (who,),
            lambda: tuple(block for part in parts for block in self._part(part)),
            (short,),
            opens=country if country in self.dataset.country else None,
        )

    def _part(self, part: Participant) -> Iterator[Block]:
        if part.did:
            yield Block((text(part.did),), indent=2)
        yield from all_evidence(self.telling, part.evidence, indent=2)

    def _outcome(self) -> Iterator[Block]:
        outcome = self.event.outcome
        if outcome is None:
            return
        yield GAP
        yield heading("What came of it")
        if outcome.signed:
            yield Block(
                tuple(names(self.dataset, outcome.signed)),
                lead=(Span("Signed: ", "stance-supports"),),
            )
        if outcome.not_signed:
            yield Block(
                tuple(names(self.dataset, outcome.not_signed)),
                lead=(Span("Did not sign: ", "stance-withholds"),),
            )
        if outcome.summary:
            yield Block((text(outcome.summary),))

    def _votes(self) -> Iterator[Block | Part]:
        event = self.event
        if event.votes is None and event.tally is None:
            return
        yield GAP
        yield heading("The vote")
        if event.tally is not None:
            yield Block((text(tally_words(event.tally, self.glyphs), "strong"),))
        votes = event.votes
        if votes is None:
            return
        if not votes.whole:
            yield Block((Span("The lists are not whole.", "dim"),))
        for vote, label in VOTE_LABELS.items():
            if countries := votes.lists[vote]:
                yield self._voters(vote, label, countries)
        for later in votes.later:
            yield self._declared(later)

    def _voters(self, vote: Vote, label: str, countries: Sequence[str]) -> Part:
        """Who cast one vote; a long list is folded to its first lines."""
        role = f"vote-{vote}"
        lead = (sign(self.glyphs.vote[vote], role),)
        said = f"{label} {len(countries)}"
        spans = tuple(names(self.dataset, countries))
        return Part(
            f"#{vote}",
            (Block((Span(said, role),), lead=lead),),
            lambda: (Block(spans, indent=2),),
            (Block((Span(f"{said}: ", role), *spans), lead=lead, most=FOLDED_LINES),),
            "section",
            len(countries) <= FEW,
        )

    def _declared(self, later: LaterVote) -> Block:
        """What a country later declared its vote to have been."""
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
        return Block(tuple(spans))

    def _claims(self) -> Iterator[Block | Part]:
        claims = self.dataset.claims_by_event.get(self.event.id, ())
        if not claims:
            return
        yield GAP
        yield counted("What rests on it", len(claims))
        for claim in sorted(claims, key=lambda each: each.direction == "context"):
            yield claim_row(self.telling, claim)


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
