"""The page of a country: what it promised and what it did, on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alliance_tui.model.dates import When
from alliance_tui.model.records import Country, SupportType
from alliance_tui.pages.answer import answer
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.later import looks_back, written
from alliance_tui.pages.page import GAP, Block, Page, Span, joined, stance_role, text
from alliance_tui.pages.parts import (
    certainly,
    claim_blocks,
    dated,
    facts,
    group_link,
    heading,
    names,
    sources_line,
)
from alliance_tui.pages.telling import mark, stance_words
from alliance_tui.query.answers import Answers
from alliance_tui.query.facts import holds_on
from alliance_tui.query.stance import Moment, Weighed, label_at


def country_page(
    answers: Answers,
    country: Country,
    moment: Moment,
    glyphs: Glyphs,
    about: str | None = None,
) -> Page:
    """What is told of *country* at *moment*, first what is *about* a kind of support."""
    told = _Country(answers, country, moment, glyphs)
    if about is None:
        return Page(country.id, country.name, tuple(told.blocks()))
    support_type = answers.dataset.support_types[about]
    title = f"{country.name} {glyphs.dot} {support_type.label}"
    return Page(country.id, title, tuple(told.blocks_about(support_type)))


class _Country:
    def __init__(self, answers: Answers, country: Country, moment: Moment, glyphs: Glyphs) -> None:
        self.answers = answers
        self.dataset = answers.dataset
        self.country = country
        self.moment = moment
        self.glyphs = glyphs

    def blocks(self) -> Iterator[Block]:
        country = self.country
        yield facts([country.id, country.region, self._memberships()], self.glyphs.dot)
        yield from self._leaders()
        yield GAP
        yield from self._posture()
        if country.summary:
            yield GAP
            yield written(country.summary, self.moment, self.dataset)
            if country.evidence:
                yield sources_line(country.evidence, self.dataset, self.glyphs, 0, self.moment)
        yield from self._promised()
        yield from self._did()
        if country.aliases:
            yield GAP
            yield Block((text(f"Also called {', '.join(country.aliases)}.", "dim"),))

    def blocks_about(self, support_type: SupportType) -> Iterator[Block]:
        """The answer on one kind of support, its claims, the other kinds in a line each."""
        yield from answer_blocks(self.answers, self.country, support_type, self.moment)
        weighed = self.answers.stances.derivation(self.country.id, support_type.id, self.moment)
        for title, of_this in _grouped(weighed):
            yield GAP
            yield heading(title)
            for each in of_this:
                yield from claim_blocks(each, self.answers, self.moment, self.glyphs)
        yield GAP
        yield heading("Other kinds")
        for other in self.dataset.scored_types:
            if other.id != support_type.id:
                yield self._stance(other)
        yield GAP
        yield from self._posture()
        yield GAP
        yield facts([self.country.id, self.country.region, self._memberships()], self.glyphs.dot)
        yield from self._leaders()
        if self.country.summary:
            yield GAP
            yield written(self.country.summary, self.moment, self.dataset)
        yield from self._promised()

    def _memberships(self) -> list[Span]:
        day, as_of = self.moment.day, self.dataset.as_of
        spans: list[list[Span]] = []
        for each in self.country.memberships:
            if not holds_on(each.when, day, as_of):
                continue
            status = "" if each.status == "member" else f" ({each.status})"
            doubt = "" if certainly(each.when, day, as_of) else self.glyphs.uncertain
            spans.append([group_link(self.dataset, each.group), text(status + doubt, "dim")])
        return joined(spans, ", ")

    def _leaders(self) -> Iterator[Block]:
        day, as_of = self.moment.day, self.dataset.as_of
        for leader in self.country.leaders:
            if holds_on(leader.when, day, as_of):
                doubt = "" if certainly(leader.when, day, as_of) else f" {self.glyphs.uncertain}"
                yield Block((text(leader.name), text(f", {leader.office}{doubt}", "dim")))

    def _posture(self) -> Iterator[Block]:
        posture = self.answers.posture(self.country.id, self.moment)
        rule = posture.rule
        signs = mark(posture, self.glyphs)
        doubt = f" {signs} {', '.join(posture.doubt)}" if signs else ""
        yield Block((text(rule.label, f"tone-{rule.tone}"), text(doubt, "dim")))
        if rule.meaning:
            yield Block((text(rule.meaning, "dim"),))
        if rule.when:
            yield Block((Span("because ", "dim"), text(rule.when, "query")))

    def _promised(self) -> Iterator[Block]:
        ties = [
            tie
            for tie in self.country.ties
            if holds_on(tie.when, self.moment.day, self.dataset.as_of)
        ]
        if not ties:
            return
        yield GAP
        yield heading("Promised")
        for tie in ties:
            yield Block(
                (text(tie.title, "link", tie.id),),
                indent=2,
                lead=(Span(f"{self.glyphs.bullet} ", "dim"),),
            )
            spans: list[Span] = []
            if tie.obligations:
                spans.append(text(", ".join(tie.obligations)))
            if tie.partners:
                spans += [Span(" with ", "dim"), *names(self.dataset, tie.partners)]
            if tie.when is not None:
                spans.append(text(f" {self.glyphs.dot} {dated(tie.when)}", "dim"))
            yield Block(tuple(spans), indent=4)
            if tie.summary:
                yield written(tie.summary, self.moment, self.dataset, indent=4)
            if tie.evidence:
                yield sources_line(tie.evidence, self.dataset, self.glyphs, 4, self.moment)

    def _did(self) -> Iterator[Block]:
        silent: list[SupportType] = []
        told = False
        for support_type in self.dataset.metadata.support_types:
            weighed = self.answers.stances.derivation(self.country.id, support_type.id, self.moment)
            if not weighed:
                if support_type.scored:
                    silent.append(support_type)
                continue
            if not told:
                yield GAP
                yield heading("Did")
                told = True
            else:
                yield GAP
            yield self._stance(support_type)
            for each in sorted(weighed, key=_weight):
                yield from claim_blocks(each, self.answers, self.moment, self.glyphs)
        yield GAP
        if not told:
            yield Block((Span("No claim is recorded.", "dim"),))
            return
        if silent:
            labels = ", ".join(each.label for each in silent)
            called = label_at("unassessed", self.moment, self.dataset.as_of)
            head = f"{called[0].upper()}{called[1:]}: "
            yield Block((Span(head, "dim"), text(labels, "dim")))
        latest = self._latest_evidence()
        if latest is not None:
            by_then = " by then" if looks_back(self.moment, self.dataset) else ""
            yield Block((Span(f"Latest evidence{by_then}: {dated(latest)}", "dim"),))

    def _latest_evidence(self) -> When | None:
        """When the latest source on the country was published, up to the day."""
        dates = (
            self.dataset.source[each.source].published
            for claim in self.dataset.claims_by_country[self.country.id]
            for each in claim.evidence
        )
        told = (each for each in dates if each and each.last_end <= self.moment.day)
        return max(told, key=lambda each: each.last_end, default=None)

    def _stance(self, support_type: SupportType) -> Block:
        """The line over the claims of one kind of support."""
        if not support_type.scored:
            return Block(
                (text(support_type.label, "strong"), Span(f" {self.glyphs.dot} not scored", "dim")),
            )
        stance = self.answers.stances.stance(self.country.id, support_type.id, self.moment)
        words = stance_words(self.answers, self.country.id, support_type.id, self.moment)
        role = stance_role(stance.kind)
        return Block(
            (
                text(support_type.label, "strong"),
                Span(f" {self.glyphs.dot} ", "dim"),
                Span(words, role),
            ),
            lead=(Span(f"{self.glyphs.stance[stance.kind]} ", role),),
        )


def _grouped(weighed: Iterable[Weighed]) -> Iterator[tuple[str, list[Weighed]]]:
    """The claims under headings, the most telling first: what counts before what does not."""
    groups: dict[str, list[Weighed]] = {
        "Counts": [], "Alleged or disputed": [], "Not now": [], "Side facts": [],
    }  # fmt: skip
    for each in sorted(weighed, key=_weight):
        if each.counts:
            groups["Counts"].append(each)
        elif each.reason == "status":
            groups["Alleged or disputed"].append(each)
        elif each.reason in ("context", "agent", "stage"):
            groups["Side facts"].append(each)
        else:
            groups["Not now"].append(each)
    yield from ((title, of_this) for title, of_this in groups.items() if of_this)


def answer_blocks(
    answers: Answers, country: Country, support_type: SupportType, moment: Moment
) -> Iterator[Block]:
    """The answer on one kind of support, the first sentence standing out."""
    first, *rest = answer(answers, country, support_type, moment)
    yield Block((text(first, "strong"),))
    if rest:
        yield Block((text(" ".join(rest)),))


def _weight(weighed: Weighed) -> tuple[int, int]:
    """What counts first, then the rest, each from the newest to the oldest."""
    when = weighed.claim.when
    return (0 if weighed.counts else 2 if weighed.reason == "later" else 1, -when.written)
