"""The page that explains a country: what counts with its evidence, what does not, the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from alliance_tui.model.dates import day_words
from alliance_tui.model.records import Country, SupportType
from alliance_tui.pages.country import answer_blocks, worth
from alliance_tui.pages.denials import denial_lines
from alliance_tui.pages.evidence import claim_sign, how_it_stands, voice_lines
from alliance_tui.pages.page import (
    GAP,
    Block,
    Page,
    Part,
    Span,
    counted,
    section,
    stance_role,
    text,
)
from alliance_tui.pages.standing import mark
from alliance_tui.pages.telling import CLOCK_WORDS, Telling, because, deciding, stance_words
from alliance_tui.query.stance import Weighed


def why_page(telling: Telling, country: Country, about: str | None = None) -> Page:
    """Why *country* has its posture and its stances on the day.

    First what the posture rests on or, where it is *about* a kind of support, what that stance
    does; then the other kinds, and last the rules.
    """
    told = _Why(telling, country)
    on = f" on {day_words(telling.moment.day)}"
    if about is None:
        return Page(country.id, f"Why: {country.name}{on}", tuple(told.parts()))
    support_type = telling.dataset.support_types[about]
    title = f"Why: {country.name} › {support_type.label}{on}"
    return Page(country.id, title, tuple(told.parts_about(support_type)))


_MAY_HAVE_ENDED = Block(
    (Span("It rests on claims that may have ended; without them it would be another.", "dim"),)
)
"""Said of a stance or a posture."""


class _Why:
    def __init__(self, telling: Telling, country: Country) -> None:
        self.telling = telling
        self.answers, self.moment, self.glyphs = telling
        self.country = country
        self.decides = frozenset(
            each.id for each, _ in deciding(self.answers, country.id, self.moment)
        )

    def parts(self) -> Iterator[Block | Part]:
        """The posture and the kinds that give it, the other kinds and the rules folded."""
        yield from self._posture()
        yield from self._types(None)
        yield from self._rules()

    def parts_about(self, support_type: SupportType) -> Iterator[Block | Part]:
        """The answer on one kind of support and its claims, then the posture, all else folded."""
        yield from answer_blocks(self.telling, self.country, support_type)
        yield from self._doubt(support_type)
        yield GAP
        yield from self._claims(support_type)
        yield GAP
        yield from self._posture()
        reason = because(self.answers, self.country.id, self.moment)
        if reason:
            yield Block((text(f"Because of {reason}."),))
        yield from self._types(support_type)
        yield from self._rules()

    # Kinds of support.

    def _types(self, chosen: SupportType | None) -> Iterator[Block | Part]:
        """The kinds of support but the *chosen* one, those that give the posture first."""
        scored = self.answers.dataset.scored_types
        others = [each for each in scored if chosen is None or each.id != chosen.id]
        gives = [each for each in others if each.id in self.decides]
        rest = [each for each in others if each.id not in self.decides]
        for title, types, unfolded in (
            ("Because of", gives, chosen is None),
            ("Other kinds" if chosen or gives else "Kinds of support", rest, False),
        ):
            if types:
                yield GAP
                yield Block((Span(title, "heading"),), kind="heading")
                yield from (self._type(each, unfolded=unfolded) for each in types)

    def _type(self, support_type: SupportType, *, unfolded: bool) -> Part | Block:
        """Where it stands on one kind of support; its claims unfold, where there are any."""
        stance = self.answers.stances.stance(self.country.id, support_type.id, self.moment)
        role = stance_role(stance.kind)
        words = stance_words(self.answers, self.country.id, support_type.id, self.moment)
        sign = self.glyphs.stance[stance.kind] + mark(stance, self.glyphs)
        head = Block(
            (
                text(support_type.label, "strong"),
                Span(f" {self.glyphs.dot} ", "dim"),
                Span(words, role),
            ),
            lead=(Span(f"{sign} ", role),),
        )
        if not self._weighed(support_type):
            return replace(head, indent=2)

        def body() -> tuple[Block | Part, ...]:
            under = (*self._doubt(support_type), *self._claims(support_type, headed=False))
            return tuple(_indented(each) for each in under)

        return Part(support_type.id, (head,), body, kind="section", unfolded=unfolded)

    def _doubt(self, support_type: SupportType) -> Iterator[Block]:
        stance = self.answers.stances.stance(self.country.id, support_type.id, self.moment)
        if not stance.certain:
            yield _MAY_HAVE_ENDED

    # Claims.

    def _weighed(self, support_type: SupportType) -> tuple[Weighed, ...]:
        return self.answers.stances.derivation(self.country.id, support_type.id, self.moment)

    def _claims(self, support_type: SupportType, *, headed: bool = True) -> Iterator[Block | Part]:
        """What counts with its evidence, then what does not; both with the reason."""
        weighed = sorted(self._weighed(support_type), key=worth)
        for title, claims in (
            ("Counts", [each for each in weighed if each.counts]),
            ("Does not count", [each for each in weighed if not each.counts]),
        ):
            if claims and headed:
                yield counted(title, len(claims))
            yield from map(self._claim, claims)
            if claims and headed:
                yield GAP
        if support_type.counts:
            yield Block((text(f"What counts: {support_type.counts}", "dim"),))

    def _claim(self, weighed: Weighed) -> Part:
        """A claim and whether it counts; what counts shows who says so and who denies it."""
        claim = weighed.claim
        kind = claim_sign(claim)
        how = self.telling.dot.join(how_it_stands(claim))
        head = (
            Block(
                (text(claim.statement, "text"),),
                lead=(
                    Span(
                        f"{self.glyphs.stance[kind]} ",
                        stance_role(kind) if weighed.counts else "dim",
                    ),
                ),
                dim=not weighed.counts,
            ),
            Block(
                (
                    text(how, "dim"),
                    Span(f" {self.glyphs.arrow} ", "dim"),
                    text(weighed.told, "good" if weighed.counts else "dim"),
                ),
                indent=2,
            ),
        )

        def body() -> tuple[Block, ...]:
            under = (
                *voice_lines(self.telling, claim),
                *denial_lines(self.telling, claim),
            )
            return tuple(replace(each, indent=2) for each in under)

        return Part(claim.id, head, body, unfolded=weighed.counts, opens=claim.id)

    # The posture.

    def _posture(self) -> Iterator[Block]:
        posture = self.answers.posture(self.country.id, self.moment)
        clock = CLOCK_WORDS[self.moment.clock]
        yield Block(
            (
                text(posture.rule.label, f"tone-{posture.rule.tone}"),
                text(f" on {day_words(self.moment.day)}, {clock}", "dim"),
            )
        )
        if posture.rule.meaning:
            yield Block((text(posture.rule.meaning),))
        if posture.may_have_ended:
            yield _MAY_HAVE_ENDED
        if posture.may_be_other:
            line = (
                "Another would hold if what may have begun, or is alleged or disputed by others "
                "than the two sides of the war, counted."
            )
            yield Block((Span(line, "dim"),))

    def _rules(self) -> Iterator[Block | Part]:
        yield GAP
        if self.country.id == self.answers.dataset.metadata.subject:
            line = "It is the subject of the data set; no rule is asked."
            yield Block((Span(line, "dim"),))
            return
        posture = self.answers.posture(self.country.id, self.moment)
        rules = self.answers.dataset.metadata.postures
        chosen = posture.rule.id
        yield section(
            "Rules, the first that holds", lambda: tuple(self._told_rules(chosen)), len(rules)
        )

    def _told_rules(self, chosen: str) -> Iterable[Block]:
        decided = False
        for rule in self.answers.dataset.metadata.postures:
            holds = rule.id == chosen
            sign = self.glyphs.supports if holds else " " if decided else self.glyphs.denies
            yield Block(
                (
                    text(rule.label, f"tone-{rule.tone}" if holds else "dim"),
                    text(f"  {rule.when or 'otherwise'}", "query" if holds else "dim"),
                ),
                indent=2,
                lead=(Span(f"{sign} ", "good" if holds else "dim"),),
            )
            decided = decided or holds


def _indented(part: Block | Part) -> Block | Part:
    """*part* under a head."""
    if isinstance(part, Block):
        return replace(part, indent=part.indent + 2)
    made = part.body
    return replace(
        part,
        head=tuple(replace(each, indent=each.indent + 2) for each in part.head),
        body=lambda: tuple(_indented(each) for each in made()),
    )
