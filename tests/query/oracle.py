"""What a query means: the evaluator that walks over all records.

It is the definition. The questions in SQL, which find the same rows faster, must agree with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import When, parse_when
from alliance_tui.model.entries import Entry
from alliance_tui.model.provenance import day_of_knowledge, denials, party_of, supporting
from alliance_tui.model.records import Claim, Country, Event, Evidence
from alliance_tui.model.words import (
    fold,
    found_in,
    text_of_claim,
    text_of_country,
    text_of_event,
)
from alliance_tui.query.alternatives import Alternative, CountryTerms, Wanted, alternatives
from alliance_tui.query.answers import Answers
from alliance_tui.query.countries import CountryFacts
from alliance_tui.query.fields import ANY, SELF, STANCE_FIELDS
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import Query, Term, Word

PostureOf = Callable[[str, Moment], str]


@lru_cache(maxsize=256)
def _alternatives(query: Query) -> tuple[Alternative, ...]:
    return alternatives(query)


class Oracle:
    """Judges the rows of one data set by queries whose values are bound to it."""

    def __init__(self, answers: Answers) -> None:
        """Judge with the stances and postures that *answers* derive."""
        self.dataset = answers.dataset
        self.texts = Texts(self.dataset)
        self._facts = CountryFacts(self.dataset, lambda *asked: answers.stances.stance(*asked).kind)
        self._posture_of: PostureOf = lambda *asked: answers.posture(*asked).rule.id

    def country(self, query: Query, country: Country, moment: Moment) -> bool:
        """Whether the row of *country* holds."""
        return self.country_has(_alternatives(query), country, moment)

    def country_has(self, asked: Iterable[Alternative], country: Country, moment: Moment) -> bool:
        """Whether the row of *country* holds for any of the alternatives *asked*."""
        return any(self._country_holds(each, country, moment) for each in asked)

    def event(self, query: Query, event: Event, moment: Moment, mine: str | None = None) -> bool:
        """Whether the row of *event* holds; *mine* is the country whose rows are shown, if any."""
        entries = self.dataset.entries(event)
        if mine is None:
            candidates = tuple(entries.values()) or (NO_ENTRY,)
        else:
            candidates = (entries.get(mine, NO_ENTRY),)
        return any(
            self._event_holds(each, event, candidates, moment, mine)
            for each in _alternatives(query)
        )

    def entry(self, query: Query, event: Event, entry: Entry, moment: Moment) -> bool:
        """Whether the row of *event* holds by what it records as *entry* alone."""
        return any(
            self._event_holds(each, event, (entry,), moment, None) for each in _alternatives(query)
        )

    def claim(self, query: Query, claim: Claim, moment: Moment, mine: str | None = None) -> bool:
        """Whether the row of *claim* holds; *mine* is the country whose rows are shown, if any."""
        return any(self._claim_holds(each, claim, moment, mine) for each in _alternatives(query))

    def _country_holds(self, asked: Alternative, country: Country, moment: Moment) -> bool:
        if not self._is_country(asked.country, country.id, moment):
            return False
        if not (asked.words or asked.event or asked.claim or asked.dates):
            return True
        claims = self.dataset.claims_by_country.get(country.id, ())
        return (
            _has_words(asked.words, lambda: self.texts.of_country(country))
            and (
                not asked.finds_entry
                or any(entry_fits(asked.event, *each) for each in self._entries_of(country))
            )
            and (
                not asked.finds_claim or any(self._claim_fits(asked.claim, each) for each in claims)
            )
            and (
                not any(each.holds for each in asked.dates)
                or any(entry_fits(asked.dates, *each) for each in self._entries_of(country))
                or any(self._claim_fits(asked.dates, each) for each in claims)
            )
        )

    def _event_holds(
        self,
        asked: Alternative,
        event: Event,
        candidates: tuple[Entry, ...],
        moment: Moment,
        mine: str | None,
    ) -> bool:
        return (
            _has_words(asked.words, lambda: self.texts.of_event(event))
            and entry_fits(asked.dates, event, NO_ENTRY)
            and any(self._event_fits(asked, event, entry, moment, mine) for entry in candidates)
        )

    def _event_fits(
        self,
        asked: Alternative,
        event: Event,
        entry: Entry,
        moment: Moment,
        mine: str | None,
    ) -> bool:
        if not entry_fits(asked.event, event, entry):
            return False
        if mine is None and not self._is_country(asked.country, entry.country, moment):
            return False
        if not asked.finds_claim:
            return True
        acting = mine or (entry.country if asked.country else None)
        return any(
            self._claim_fits(asked.claim, claim)
            for claim in self.dataset.claims_by_event.get(event.id, ())
            if acting is None or claim.country == acting
        )

    def _claim_holds(
        self, asked: Alternative, claim: Claim, moment: Moment, mine: str | None
    ) -> bool:
        return (
            self._claim_fits(asked.claim, claim)
            and self._claim_fits(asked.dates, claim)
            and _has_words(asked.words, lambda: self.texts.of_claim(claim))
            and (mine is not None or self._is_country(asked.country, claim.country, moment))
            and (mine is not None or _is_of_type(asked.country, claim))
            and (
                not asked.finds_entry
                or any(self._names_fitting_event(asked, claim, each) for each in claim.events)
            )
        )

    def _names_fitting_event(self, asked: Alternative, claim: Claim, event_id: str) -> bool:
        events = self.dataset.events
        event = events[events.position[event_id]]
        entry = self.dataset.entries(event).get(claim.country, NO_ENTRY)
        return entry_fits(asked.event, event, entry)

    def _claim_fits(self, asked: Iterable[Wanted], claim: Claim) -> bool:
        return all(
            claim_has(wanted.term, claim, self.dataset) == wanted.holds
            for wanted in asked
            if isinstance(wanted.term, Term)
        )

    def _is_country(self, asked: CountryTerms, country_id: str, moment: Moment) -> bool:
        country = self.dataset.country.get(country_id)
        if country is None:
            wanted = (*asked.postures, *asked.nevers)
            return not asked.facts and not any(holds for _, holds in wanted)
        facts = self._facts.of(country, moment)
        return (
            asked.facts <= facts
            and asked.absent.isdisjoint(facts)
            and (
                not asked.postures
                or all(
                    (self._posture_of(country_id, moment) == posture) == holds
                    for posture, holds in asked.postures
                )
            )
            and (
                not asked.nevers
                or all(
                    self.country(query, country, moment) != holds for query, holds in asked.nevers
                )
            )
        )

    def _entries_of(self, country: Country) -> list[tuple[Event, Entry]]:
        return self._entries.get(country.id, [])

    @cached_property
    def _entries(self) -> dict[str, list[tuple[Event, Entry]]]:
        found: dict[str, list[tuple[Event, Entry]]] = {}
        for event in self.dataset.events:
            for country, entry in self.dataset.entries(event).items():
                found.setdefault(country, []).append((event, entry))
        return found


def _has_words(asked: tuple[Wanted, ...], text: Callable[[], str]) -> bool:
    return not asked or all(
        found_in(wanted.term.text, text()) == wanted.holds
        for wanted in asked
        if isinstance(wanted.term, Word)
    )


def entry_fits(asked: Iterable[Wanted], event: Event, entry: Entry) -> bool:
    """Whether what *event* records as *entry* satisfies all event and date terms *asked*."""
    return all(
        entry_has(wanted.term, event, entry) == wanted.holds
        for wanted in asked
        if isinstance(wanted.term, Term)
    )


def _is_of_type(asked: CountryTerms, claim: Claim) -> bool:
    """Whether every stance term that is to hold is about the claim's own kind of support."""
    return all(
        value in (ANY, claim.type)
        for field, _, value in (fact.partition(":") for fact in asked.facts)
        if field in STANCE_FIELDS
    )


NO_ENTRY = Entry("")
"""The entry of an event that records no country."""


def entry_has(term: Term, event: Event, entry: Entry) -> bool:
    """Whether what *event* records as *entry* satisfies an event or date term."""
    value = term.value
    match term.field:
        case "kind":
            return event.kind == value
        case "event":
            return event.id == value
        case "place":
            return event.place is not None and fold(value) in fold(event.place)
        case "role":
            return any(part.role == value for part in entry.parts)
        case "vote":
            if value not in (ANY, event.id):
                return False
            if term.match is None:
                return entry.vote not in (None, "absent")
            return entry.vote == term.match
        case "signed":
            return _signature(value, event, entry, signed=True)
        case "not-signed":
            return _signature(value, event, entry, signed=False)
    return in_time(term, event.when)


def _signature(value: str, event: Event, entry: Entry, *, signed: bool) -> bool:
    if value == SELF:
        return entry.signed is signed
    if event.outcome is None:
        return False
    countries = event.outcome.signed if signed else event.outcome.not_signed
    return bool(countries) if value == ANY else value in countries


def claim_has(term: Term, claim: Claim, dataset: Dataset) -> bool:
    """Whether *claim* satisfies a claim or date term."""
    value = term.value
    match term.field:
        case "type" | "direction" | "status" | "confidence" | "stage" | "agent":
            return bool(getattr(claim, term.field) == value)
        case "object":
            return claim.object is not None and fold(value) in fold(claim.object)
        case "source":
            return any(each.source == value for each in claim.evidence)
        case "source-kind":
            return any(dataset.source[each.source].kind == value for each in claim.evidence)
        case "publisher":
            wanted = fold(value)
            return any(
                wanted in fold(dataset.source[each.source].publisher) for each in claim.evidence
            )
        case "party":
            return value in _parties(supporting(claim), claim, dataset)
        case "denied":
            parties = _parties(denials(claim), claim, dataset)
            return bool(parties) if value == ANY else value in parties
        case "alone":
            parties = _parties(supporting(claim), claim, dataset)
            return (
                len(parties) == 1
                and value in (*parties, ANY)
                and (value != ANY or "independent" not in parties)
            )
        case "known":
            day = day_of_knowledge(claim, dataset.source)
            when = parse_when(value, before_records=True)
            return day is not None and when.first_start <= day <= when.last_end
    return in_time(term, claim.when)


def _parties(evidence: tuple[Evidence, ...], claim: Claim, dataset: Dataset) -> set[str]:
    return {
        party_of(each, claim, dataset.source[each.source], dataset.metadata) for each in evidence
    }


def in_time(term: Term, when: When) -> bool:
    """Whether something of *when* possibly lies in the time that a date term names."""
    asked = parse_when(term.value, before_records=True)
    match term.field:
        case "after":
            return when.last_end >= asked.first_start
        case "before":
            return when.first_start < asked.first_start
    return when.overlaps(asked.first_start, asked.last_end)


class Texts:
    """The searchable text of every row of a data set, made when first asked for."""

    def __init__(self, dataset: Dataset) -> None:
        """Search in *dataset*."""
        self.dataset = dataset
        self._claims: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        self._events: dict[str, str] = {}

    def of_claim(self, claim: Claim) -> str:
        """A claim's own texts and its quotations."""
        text = self._claims.get(claim.id)
        if text is None:
            text = self._claims[claim.id] = text_of_claim(claim)
        return text

    def of_country(self, country: Country) -> str:
        """A country's names and summary, and the texts of its claims."""
        text = self._countries.get(country.id)
        if text is None:
            claims = self.dataset.claims_by_country.get(country.id, ())
            text = text_of_country(country) + "".join(map(self.of_claim, claims))
            self._countries[country.id] = text
        return text

    def of_event(self, event: Event) -> str:
        """An event's title, place and summary, and the texts of the claims that name it."""
        text = self._events.get(event.id)
        if text is None:
            claims = self.dataset.claims_by_event.get(event.id, ())
            text = text_of_event(event) + "".join(map(self.of_claim, claims))
            self._events[event.id] = text
        return text
