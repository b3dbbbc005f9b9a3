"""The answer: where one country stands on one kind of support, in sentences.

It is made from the derivation and says no more than that: present tense only where something
surely goes on, no day later than the one that is asked for, every denial by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import When, day_words
from alliance_tui.model.provenance import party_of
from alliance_tui.model.records import Claim, Country, Evidence, SupportType, VerbForms
from alliance_tui.model.words import number_of
from alliance_tui.pages.denials import denials_of
from alliance_tui.pages.spells import (
    Spell,
    does_when,
    on_words,
    past,
    past_words,
    spell_words,
    spells,
    start_words,
)
from alliance_tui.pages.telling import PLAIN, by_status, why_nothing_counts
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import CONTESTED, DIRECTIONS, Moment, Stance, Weighed

LASTING_RECORDS = frozenset({"official-record", "treaty"})

MOST_NAMED = 3
"""How many of those who denied are named."""


def answer(
    answers: Answers, country: Country, support_type: SupportType, moment: Moment
) -> tuple[str, ...]:
    """Where *country* stands on *support_type* at *moment*, a few sentences in order of worth."""
    return tuple(each for each, *_ in answer_wordings(answers, country, support_type, moment))


def answer_wordings(
    answers: Answers, country: Country, support_type: SupportType, moment: Moment
) -> tuple[tuple[str, ...], ...]:
    """The same sentences, each followed by itself in fewer words where there are such."""
    return tuple(_Answer(answers, country, support_type, moment).sentences())


class _Answer:
    def __init__(
        self, answers: Answers, country: Country, support_type: SupportType, moment: Moment
    ) -> None:
        self.answers = answers
        self.dataset = answers.dataset
        self.country = country
        self.type = support_type
        self.moment = moment
        self.weighed = answers.stances.derivation(country.id, support_type.id, moment)
        self.looks_back = moment.day < self.dataset.as_of

    def sentences(self) -> Iterator[tuple[str, ...]]:
        if self.country.id == self.dataset.metadata.subject:
            yield (f"{self.country.name} is the state that support goes to.",)
            return
        if not self.type.scored:
            yield (self._unscored(),)
            return
        stance = self.answers.stances.stance(self.country.id, self.type.id, self.moment)
        first, *rest = self._told(stance)
        asked = self._when_asked() if self.weighed else ""
        yield tuple(asked + each for each in first)
        yield from rest
        if stance.kind not in ("unassessed", "context", "disputed"):
            yield from self._not_counted()

    def _when_asked(self) -> str:
        """The day before the first sentence, where it is not the last one vouched for."""
        if self.moment.clock == "known":
            return f"As known on {day_words(self.moment.day)}: "
        return f"On {day_words(self.moment.day)}: " if self.looks_back else ""

    def _told(self, stance: Stance) -> Iterator[tuple[str, ...]]:
        match stance.kind:
            case "supports" | "withholds" | "opposes" | "mixed":
                yield from self._standing()
            case "disputed":
                yield (self._disputed(),)
            case "none":
                yield (self._none_found(),)
            case "earlier":
                yield tuple(self._earlier(stance))
            case "context":
                why = why_nothing_counts(self.answers, self.country.id, self.type.id, self.moment)
                yield (f"Nothing that counts is recorded: {why}.",)
            case _:
                yield (self._unassessed(),)

    # What counts.

    def _standing(self) -> Iterator[tuple[str, ...]]:
        counted = [each for each in self.weighed if each.counts]
        for direction, spell in self._spells().items():
            if direction in DIRECTIONS:
                told = self._what_and_when(direction, spell)
                yield tuple(f"{self.country.name} {each}." for each in told)
        begun = [each.claim for each in self.weighed if each.reason == "may-have-begun"]
        if begun:
            more = f", and {len(begun) - 1} more" if len(begun) > 1 else ""
            yield (f"May have begun by then: {begun[0].statement.rstrip('.')}{more}.",)
        scoring = [each for each in counted if each.claim.direction in DIRECTIONS]
        yield (f"{number_of(len(scoring), 'claim')} {self._how_sure(scoring)}.",)
        yield from self._denied([each.claim for each in scoring])
        yield from self._begun_earlier(counted)

    def _begun_earlier(self, counted: Sequence[Weighed]) -> Iterator[tuple[str, ...]]:
        """That a beginning is not told by what counts now, but by what counted before it."""
        now = {each.claim.when for each in counted}
        for direction, spell in self._spells().items():
            told = [
                each.claim
                for each in self.weighed
                if each.claim.when == spell.first and each.claim.direction == direction
            ]
            if told and spell.first not in now:
                sure = f"with {told[0].confidence} confidence"
                yield (f"An earlier claim tells its beginning, {sure}.",)

    def _spells(self) -> dict[str, Spell]:
        return spells(self.answers, self.country.id, self.type.id, self.moment)

    def _what_and_when(self, direction: str, spell: Spell) -> Iterator[str]:
        """The verb, in the present only where something surely goes on, and its time."""
        verb = self._verb(direction)
        does = verb.now if spell.goes_on else verb.then
        sure = spell.goes_on or spell.acts
        doubts = ("", "") if sure else ("; whether it goes on is not known", "; may go on")
        for when, doubt in zip(spell_words(spell), doubts, strict=False):
            yield f"{does_when(does, when)}{doubt}"

    def _verb(self, direction: str) -> VerbForms:
        forms = self.type.says.forms(direction) if self.type.says is not None else None
        if forms is None or not forms.then:
            plain = PLAIN[direction]
            return VerbForms(*(f"{each} on {self.type.label}" for each in plain))
        return forms

    def _how_sure(self, weighed: Sequence[Weighed]) -> str:
        claims = [each.claim for each in weighed]
        verb = "counts" if len(claims) == 1 else "count"
        levels = {each.confidence for each in claims}
        if len(levels) == 1:
            sure = f", with {levels.pop()} confidence"
        else:
            high = sum(each.confidence == "high" for each in claims)
            sure = f", {high or 'none'} of them with high confidence"
        return f"{verb}{sure}{self._own_word(claims)}"

    def _own_word(self, claims: Sequence[Claim]) -> str:
        """Whether refusals rest on nothing but the country's own word."""
        evidence = [
            (claim, each)
            for claim in claims
            for each in self._evidence(claim)
            if each.stance == "supports"
        ]
        own = evidence and all(
            claim.direction == "withholds"
            and self._party(claim, each) == "actor"
            and self.dataset.source[each.source].kind not in LASTING_RECORDS
            for claim, each in evidence
        )
        return ", on its own word alone" if own else ""

    # Denials.

    def _evidence(self, claim: Claim) -> Iterator[Evidence]:
        return evidence_by(self.dataset, claim, self.moment)

    def _denied(self, claims: Sequence[Claim]) -> Iterator[tuple[str, ...]]:
        """Who denied how many of them, and when that was last seen."""
        told: dict[str, dict[str, When | None]] = {}
        for claim in claims:
            for each in denials_of(claim, self.dataset, self.moment):
                of_this = told.setdefault(each.who, {})
                of_this[claim.id] = each.when or of_this.get(claim.id)
        sayings: dict[tuple[int, str], list[str]] = {}
        most = sorted(told, key=lambda who: -len(told[who]))
        for who in most[:MOST_NAMED]:
            of = told[who]
            since = self._said_since(who, claims, of.values())
            sayings.setdefault((len(of), since), []).append(f"{who}{_last(of.values())}")
        parts = [
            f"{_listed(who)} denied {self._how_many(count, len(claims))}{since}"
            for (count, since), who in sayings.items()
        ]
        if len(most) > MOST_NAMED:
            parts.append(f"{len(most) - MOST_NAMED} more denied some")
        if parts:
            yield ("; ".join(parts) + ".",)

    @staticmethod
    def _how_many(denied: int, all_of_them: int) -> str:
        if all_of_them == 1:
            return "it"
        return "all" if denied == all_of_them else f"{denied} of them"

    def _said_since(self, who: str, claims: Sequence[Claim], denied: Iterable[When | None]) -> str:
        """Whether the country has said so itself since it last denied it."""
        last = max((each.written for each in denied if each is not None), default=None)
        if who != self.country.name or last is None:
            return ""
        own = (
            each.on or self.dataset.source[each.source].published
            for claim in claims
            for each in self._evidence(claim)
            if each.stance == "supports" and self._party(claim, each) == "actor"
        )
        since = any(each and last < each.written <= self.moment.day for each in own)
        return ", and has said so itself since" if since else ""

    def _party(self, claim: Claim, evidence: Evidence) -> str:
        source = self.dataset.source[evidence.source]
        return party_of(evidence, claim, source, self.dataset.metadata)

    # What does not count.

    def _not_counted(self) -> Iterator[tuple[str, ...]]:
        by_then = [each for each in self.weighed if each.reason not in ("later", "not-known")]
        reasons = Counter(each.reason for each in by_then)
        counted = (
            (reasons["agent"], "of firms or persons"),
            (reasons["stage"], "only asked for or promised"),
            (reasons["outweighed"], "that looked and found none"),
        )
        parts = [
            *by_status(by_then),
            *(f"{count} {what}" for count, what in counted if count),
        ]
        if parts:
            yield (f"Not counted: {', '.join(parts)}.",)

    def _disputed(self) -> str:
        counts: Counter[tuple[str, str]] = Counter(
            (each.claim.direction, each.claim.status)
            for each in self.weighed
            if each.reason == "status" and each.claim.status in CONTESTED
        )
        parts = []
        for direction in DIRECTIONS:
            alleged, disputed = counts[direction, "alleged"], counts[direction, "disputed"]
            counted = [
                *([number_of(alleged, "allegation")] if alleged else ()),
                *([number_of(disputed, "disputed claim")] if disputed else ()),
            ]
            if counted:
                verb = self._verb(direction).then
                parts.append(f"{' and '.join(counted)} that {self.country.name} {verb}")
        return f"Nothing counts: {'; '.join(parts)}."

    def _none_found(self) -> str:
        return f"Looked for, and none found, {next(spell_words(self._spells()['none-found']))}."

    def _earlier(self, stance: Stance) -> Iterator[str]:
        was = past(self.answers, self.country.id, self.type.id, self.moment)
        until = ""
        if was.lapsed and not was.when.interval and stance.last is not None:
            until = f"; the act counted until {day_words(stance.last)}"
        for when in islice(past_words(was), 2):
            told = does_when(f"{self.country.name} {self._verb(was.was).then}", when)
            yield f"Not {'then' if self.looks_back else 'now'}. {told}{until}."

    def _unassessed(self) -> str:
        if self.moment.clock == "known" and self.weighed:
            later = number_of(len(self.weighed), "claim")
            return f"Nothing was known by this day; {later} became known later."
        if self.weighed:
            first = min(self.weighed, key=lambda each: each.claim.when.written).claim.when
            begins = f"the first claim begins {start_words(first)}"
            return f"Nothing is recorded up to this day; {begins}."
        return (
            f"Not assessed: the data set holds no claim on {self.country.name} and "
            f"{self.type.label}. That is no finding."
        )

    def _unscored(self) -> str:
        parts = whom_they_help(self.dataset, self.weighed)
        if not parts:
            return "No claim is recorded; this kind is never scored."
        return f"{number_of(len(self.weighed), 'claim')}, never scored: {', '.join(parts)}."


def evidence_by(dataset: Dataset, claim: Claim, moment: Moment) -> Iterator[Evidence]:
    """What is told of *claim* by the day: as it was known, only what was published."""
    for each in claim.evidence:
        published = dataset.source[each.source].published
        if moment.clock == "happened" or (
            published is not None and published.last_end <= moment.day
        ):
            yield each


def whom_they_help(
    dataset: Dataset, weighed: Iterable[Weighed], *, by_id: bool = False
) -> list[str]:
    """How many of the claims help whom, by name or *by_id*: “2 help Aland”."""
    directions = Counter(each.claim.direction for each in weighed)
    metadata, names = dataset.metadata, dataset.country
    subject, adversary = names[metadata.subject], names.get(metadata.adversary or "")
    other = "the other side" if adversary is None else adversary.id if by_id else adversary.name
    counted = (
        (directions.pop("supports", 0), f"help {subject.id if by_id else subject.name}"),
        (directions.pop("opposes", 0), f"help {other}"),
        (directions.total(), "other"),
    )
    return [f"{count} {what}" for count, what in counted if count]


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _last(dates: Iterable[When | None]) -> str:
    last = max(
        (each for each in dates if each is not None), key=lambda each: each.written, default=None
    )
    return "" if last is None else f" (last {on_words(last)})"
