"""The page of a country on one day: the answer first, then what it rests on, then the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.model.dates import When, certainly, holds_on
from alliance_tui.model.provenance import supporting
from alliance_tui.model.records import Country, SupportType, Tie
from alliance_tui.model.words import number_of
from alliance_tui.pages.answer import answer_wordings
from alliance_tui.pages.cells import width
from alliance_tui.pages.claims import claim_part
from alliance_tui.pages.evidence import all_evidence
from alliance_tui.pages.glyphs import doubtful
from alliance_tui.pages.later import looks_back, written
from alliance_tui.pages.lines import TIED
from alliance_tui.pages.names import group_link, names
from alliance_tui.pages.page import (
    GAP,
    Block,
    Page,
    Part,
    Role,
    Span,
    counted,
    facts,
    heading,
    joined,
    section,
    sign,
    stance_role,
    text,
)
from alliance_tui.pages.spells import dated
from alliance_tui.pages.standing import mark
from alliance_tui.pages.telling import Telling, because, brief_names, stance_lines
from alliance_tui.query.stance import SILENT, WITHDRAWN, Weighed, label_at

ANSWER_LINES = 3
"""How many lines the first sentence of an answer takes before it is told in fewer words."""


class Hits(Struct, frozen=True):
    """What a query finds among the claims of a country.

    Attributes:
        claims: their ids.
        profile: whether its names or its summary are found too.
        unfolded: whether the claims are unfolded from the start.
        verbs: words that are verbs of a direction of claims, each with that direction.
    """

    claims: tuple[str, ...] = ()
    profile: bool = False
    unfolded: bool = False
    verbs: tuple[tuple[str, str], ...] = ()


NO_HITS = Hits()


def country_page(
    telling: Telling, country: Country, about: str | None = None, hits: Hits = NO_HITS
) -> Page:
    """What is told of *country*, first what is *about* a kind of support.

    The claims that are *hits* stand first where no kind of support is in view.
    """
    told = _Country(telling, country, hits)
    if about is None:
        return Page(country.id, country.name, tuple(told.parts()))
    support_type = telling.dataset.support_types[about]
    title = f"{country.name} › {support_type.label}"
    return Page(country.id, title, tuple(told.parts_about(support_type)))


class _Country:
    def __init__(self, telling: Telling, country: Country, hits: Hits) -> None:
        self.telling = telling
        self.answers, self.moment, self.glyphs = telling
        self.dataset = telling.dataset
        self.country = country
        self.hits = hits

    def parts(self) -> Iterator[Block | Part]:
        """The posture, where it stands on each kind of support, the rest folded."""
        yield from self._found()
        yield from self._posture()
        yield GAP
        yield from self._types(None)
        yield GAP
        if self.country.summary and not self.hits.profile:
            yield self._summary(lines=2)
        yield from self._folded()

    def parts_about(self, support_type: SupportType) -> Iterator[Block | Part]:
        """The answer on one kind of support, its claims, the other kinds in a line each."""
        yield self._chips(support_type)
        yield GAP
        yield from answer_blocks(self.telling, self.country, support_type)
        yield GAP
        yield from self._claims(support_type)
        yield GAP
        yield heading("Other kinds")
        yield from self._types(support_type)
        yield GAP
        yield from self._posture()
        yield GAP
        if self.country.summary:
            yield self._summary(lines=0)
        yield from self._folded()

    # Kinds of support.

    def _chips(self, chosen: SupportType) -> Block:
        """A line of the kinds on which anything is recorded, the chosen one in brackets."""
        kinds = [
            each
            for each in self.dataset.metadata.support_types
            if each.id == chosen.id or self._has_claims(each)
        ]
        marks = {each.id: self._mark(each) for each in kinds}
        whole, *cut, _ = brief_names(self.dataset.metadata.support_types)
        chosen_chip = _chip(chosen.label, *marks[chosen.id], chosen=True)

        def chips(names: dict[str, str]) -> dict[str, list[Span]]:
            made = {each.id: _chip(names[each.id], *marks[each.id]) for each in kinds}
            return made | {chosen.id: chosen_chip}

        def asked_first(each: SupportType) -> tuple[bool, bool]:
            stance = self.answers.stances.stance(self.country.id, each.id, self.moment)
            return each.id != chosen.id, not each.scored or stance.kind in SILENT

        least = chips(cut[-1])
        shorter = [tuple(joined(chips(each).values(), " ")) for each in cut[:-1]]
        shorter.append(tuple(joined(least.values(), " ")))
        ranked = sorted(kinds, key=asked_first)
        for number in range(len(kinds) - 1, 0, -1):
            first = {each.id for each in ranked[:number]}
            told = [chip for each, chip in least.items() if each in first]
            more = [Span(f"+{len(kinds) - number}", "dim")]
            shorter.append(tuple(joined((*told, more), " ")))
        spans = tuple(joined(chips(whole).values(), "  "))
        return Block(spans, most=1, shorter=tuple(shorter))

    def _has_claims(self, support_type: SupportType) -> bool:
        return (self.country.id, support_type.id) in self.dataset.claims_by_stance

    def _mark(self, support_type: SupportType) -> tuple[str, Role]:
        """The sign of a stance with the mark of its doubt, and its role."""
        if not support_type.scored:
            return "", "dim"
        stance = self.answers.stances.stance(self.country.id, support_type.id, self.moment)
        return self.glyphs.stance[stance.kind] + mark(stance, self.glyphs), stance_role(stance.kind)

    def _types(self, chosen: SupportType | None) -> Iterator[Block | Part]:
        """The kinds on which anything is recorded, a line each; the others in one line."""
        silent = []
        told = False
        others = [
            each
            for each in self.dataset.metadata.support_types
            if chosen is None or each.id != chosen.id
        ]
        claimed = {each.id for each in others if self._has_claims(each)}
        room = max((width(each.label) for each in others if each.id in claimed), default=0)
        for each in others:
            if each.id in claimed:
                told = True
                yield self._type(each, room, with_claims=chosen is None)
            elif each.scored:
                silent.append(each.label)
        if not told:
            yield Block((Span("No claim is recorded.", "dim"),))
            return
        if silent:
            called = label_at("unassessed", self.moment, self.dataset.as_of)
            head = f"{called[0].upper()}{called[1:]}: "
            yield Block((Span(head, "dim"), text(", ".join(silent), "dim")))
        latest = self._latest_evidence()
        if latest is not None:
            by_then = " by then" if looks_back(self.moment, self.dataset) else ""
            yield Block((Span(f"Latest evidence{by_then}: {dated(latest)}", "dim"),))

    def _type(self, support_type: SupportType, room: int, *, with_claims: bool) -> Part:
        """Where it stands on one kind of support; all of its claims where nothing is folded."""
        shown, role = self._mark(support_type)
        words, *shorter = ["not scored"]
        if support_type.scored:
            lines = stance_lines(self.answers, self.country.id, support_type.id, self.moment)
            does = lines[-1]  # rather than that is cut, the days stand alone
            alone = (each.removeprefix(does).lstrip(", ") for each in lines if each != does)
            words, *shorter = (doubtful(each, self.glyphs) for each in (*lines, *alone))
        label = text(support_type.label, "strong")
        pad = Span(" " * (room - width(label.text) + 2))
        lead = (sign(shown, role),) if shown else ()

        def body() -> tuple[Block | Part, ...]:
            return (*self._claims(support_type, headed=False), GAP)

        return Part(
            support_type.id,
            (Block((label, Span(f" {self.glyphs.dot} ", "dim"), Span(words, role)), lead=lead),),
            body if with_claims else tuple,
            (
                Block(
                    (label, pad, Span(words, role)),
                    lead=(Span(f"{shown:<3}", role),),
                    most=1,
                    shorter=tuple((label, pad, Span(each, role)) for each in shorter),
                ),
            ),
            "row",
            chooses=support_type.id,
        )

    def _latest_evidence(self) -> When | None:
        """When the latest source on the country was published, up to the day."""
        dates = (
            self.dataset.source[each.source].published
            for claim in self.dataset.claims_by_country[self.country.id]
            for each in claim.evidence
        )
        told = (each for each in dates if each and each.last_end <= self.moment.day)
        return max(told, key=lambda each: each.last_end, default=None)

    # Claims.

    def _claims(self, support_type: SupportType, *, headed: bool = True) -> Iterator[Block | Part]:
        """The claims in order of worth: what counts, what did, what may, and what never does."""
        weighed = self.answers.stances.derivation(self.country.id, support_type.id, self.moment)
        if not support_type.scored:
            yield from (self._claim(each, 2) for each in sorted(weighed, key=worth))
            return
        for title, lines, of_this in _grouped(weighed, self.moment.day):
            if not headed:
                yield from (self._claim(each, lines) for each in of_this)
            elif lines == 0:
                unfolded = any(each.claim.id in self.hits.claims for each in of_this)
                yield section(title, self._made(of_this), len(of_this), unfolded=unfolded)
            else:
                yield counted(title, len(of_this))
                yield from (self._claim(each, lines) for each in of_this)
                yield GAP

    def _made(self, weighed: Iterable[Weighed]) -> Callable[[], tuple[Part, ...]]:
        return lambda: tuple(self._claim(each, 1) for each in weighed)

    def _claim(self, weighed: Weighed, lines: int) -> Part:
        part = claim_part(self.telling, weighed, lines=lines or 1)
        hit = self.hits.unfolded and weighed.claim.id in self.hits.claims
        return replace(part, unfolded=True) if hit else part

    def _found(self) -> Iterator[Block | Part]:
        """What is looked for, before all else: claims, and the summary where words stand there."""
        own = self.dataset.claims_by_country.get(self.country.id, ()) if self.hits.claims else ()
        claims = [each for each in own if each.id in self.hits.claims]
        if claims or self.hits.profile:
            stances = self.answers.stances
            weighed = {
                each.claim.id: each
                for kind in {each.type for each in claims}
                for each in stances.derivation(self.country.id, kind, self.moment)
            }
            hits = [weighed[each.id] for each in claims]
            for word, direction in self.hits.verbs:
                yield Block(
                    (
                        text(f"“{word}” finds words that begin so; in its place ", "dim"),
                        text(f"direction:{direction}", "query"),
                        text(" finds every claim of that kind.", "dim"),
                    )
                )
            if claims:
                yield counted("Found", len(claims))
                yield from (self._claim(each, 2) for each in sorted(hits, key=worth))
            if self.hits.profile:
                yield counted("Found in its profile", 1)
                if self.country.summary:
                    yield self._summary(lines=2)
            yield GAP

    # The rest.

    def _posture(self) -> Iterator[Block]:
        posture = self.answers.posture(self.country.id, self.moment)
        rule = posture.rule
        signs = mark(posture, self.glyphs)
        doubt = f" {signs} {', '.join(posture.doubt)}" if signs else ""
        yield Block((text(rule.label, f"tone-{rule.tone}"), text(doubt, "dim")))
        why = because(self.answers, self.country.id, self.moment)
        meaning = [text(f"{rule.meaning.rstrip('.')}. ")] if rule.meaning else []
        if why:
            yield Block((*meaning, text(f"Because of {why}.", "dim")))
        elif rule.when:
            yield Block((*meaning, Span("Because ", "dim"), text(rule.when, "query")))
        elif meaning:
            yield Block(tuple(meaning))

    def _summary(self, lines: int) -> Part:
        """The summary, folded to its first lines."""
        summary = self.country.summary or ""
        told = written(summary, self.moment, self.dataset)
        evidence = self.country.evidence
        count = number_of(len(evidence), "source")

        def body() -> tuple[Block, ...]:
            return (told, *all_evidence(self.telling, evidence))

        part = section("Summary", body, about=count if evidence else "")
        if not lines:
            return part
        return replace(part, short=(replace(told, most=lines),))

    def _folded(self) -> Iterator[Part]:
        ties = [
            tie
            for tie in self.country.ties
            if holds_on(tie.when, self.moment.day, self.dataset.as_of)
        ]
        if ties:
            yield section("Promised", lambda: tuple(map(self._tie, ties)), len(ties))
        yield section("People and groups", lambda: tuple(self._about()), about=self._names())

    def _names(self) -> str:
        return ", ".join(
            each.group
            for each in self.country.memberships
            if holds_on(each.when, self.moment.day, self.dataset.as_of)
        )

    def _tie(self, tie: Tie) -> Part:
        bullet = (sign(self.glyphs.bullet, "dim"),)
        title = (text(tie.title),)
        told: list[Span] = []
        if tie.obligations:
            told.append(text(", ".join(tie.obligations)))
        if tie.partners:
            told += [Span(" with ", "dim"), *names(self.dataset, tie.partners)]
        if tie.when is not None:
            told.append(text(f" {self.glyphs.dot} {dated(tie.when)}", "dim"))

        def body() -> tuple[Block, ...]:
            blocks = [Block(tuple(told), indent=2)]
            if tie.summary:
                blocks.append(written(tie.summary, self.moment, self.dataset, indent=2))
            blocks += all_evidence(self.telling, tie.evidence, indent=2)
            return tuple(blocks)

        tails = ((text(dated(tie.when), "dim"),), ())
        return Part(
            tie.id,
            (Block(title, lead=bullet),),
            body,
            (Block(title, lead=bullet, most=1, tails=tails),),
            opens=tie.id,
        )

    def _about(self) -> Iterator[Block]:
        day, as_of = self.moment.day, self.dataset.as_of
        country = self.country
        yield facts([country.id, country.region, self._memberships()], self.glyphs.dot)
        for leader in country.leaders:
            if holds_on(leader.when, day, as_of):
                doubt = "" if certainly(leader.when, day, as_of) else f" {self.glyphs.uncertain}"
                yield Block((text(leader.name), text(f", {leader.office}{doubt}", "dim")))
        if country.aliases:
            yield Block((text(f"Also called {', '.join(country.aliases)}.", "dim"),))

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


def _chip(label: str, mark: str, role: Role, *, chosen: bool = False) -> list[Span]:
    """The sign of a kind of support and its name; of the chosen one in brackets."""
    signed = Span(mark + TIED if mark else "", role)
    if not chosen:
        return [signed, text(_tied(label), "dim")]
    return [Span("[", "bar"), signed, text(_tied(label), "strong"), Span("]", "bar")]


def _grouped(weighed: Iterable[Weighed], day: int) -> Iterator[tuple[str, int, list[Weighed]]]:
    """The claims in order of worth: a title, how many lines each takes folded, the claims.

    Of a group of no lines the heading is folded too.
    """
    groups: dict[str, list[Weighed]] = {title: [] for title in _LINES}
    for each in sorted(weighed, key=worth):
        groups[_group(each, day)].append(each)
    for title, of_this in groups.items():
        if of_this:
            yield title, _LINES[title], of_this


_LINES = {
    "Counts": 2, "Counted earlier": 2, "Alleged or disputed": 1, "Refuted or retracted": 1,
    "May have begun": 1, "Side facts": 0, "Later": 0,
}  # fmt: skip
"""How many lines the claims of each group take folded, in the order of the groups."""


def _group(weighed: Weighed, day: int) -> str:
    if weighed.counts:
        return "Counts"
    if weighed.claim.when.first_start > day:
        return "Later"
    match weighed.reason:
        case "over" | "lapsed" | "ended":
            return "Counted earlier"
        case "status":
            withdrawn = weighed.claim.status in WITHDRAWN
            return "Refuted or retracted" if withdrawn else "Alleged or disputed"
        case "may-have-begun":
            return "May have begun"
        case "later" | "not-known" | "knowledge-unrecorded":
            return "Later"
        case _:
            return "Side facts"


def answer_blocks(telling: Telling, country: Country, support_type: SupportType) -> Iterator[Block]:
    """The answer on one kind of support, the first sentence standing out."""
    told = answer_wordings(telling.answers, country, support_type, telling.moment)
    (first, *shorter), *rest = told
    fewer = tuple((text(each, "strong"),) for each in shorter)
    yield Block((text(first, "strong"),), most=ANSWER_LINES if fewer else None, shorter=fewer)
    if rest:
        yield Block((text(" ".join(each for each, *_ in rest)),))


def worth(weighed: Weighed) -> tuple[int, int, int]:
    """What stands most firmly first: by confidence, by how many say so, then the newest."""
    claim = weighed.claim
    return _SURE.index(claim.confidence), -len(supporting(claim)), -claim.when.written


_SURE = ("high", "moderate", "low")


def _tied(label: str) -> str:
    """*label* kept in one line where it fits in one."""
    return label.replace(" ", TIED)
