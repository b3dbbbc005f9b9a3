"""What a query means: the evaluator that walks all records.

It is the definition. Faster ways of finding the same rows must agree with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.entries import Entry
from alliance_tui.model.records import Claim, Country, Event
from alliance_tui.model.words import found_in
from alliance_tui.query.alternatives import Alternative, CountryTerms, Wanted, alternatives
from alliance_tui.query.facts import CountryFacts
from alliance_tui.query.language import STANCE_FIELDS, Query, Term, Word
from alliance_tui.query.search import Texts
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import NO_ENTRY, claim_has, entry_has
from alliance_tui.query.values import ANY

PostureOf = Callable[[str, Moment], str]


@lru_cache(maxsize=256)
def _alternatives(query: Query) -> tuple[Alternative, ...]:
    return alternatives(query)


class Meaning:
    """Judges the rows of one data set by queries whose values are bound to it."""

    def __init__(
        self, dataset: Dataset, facts: CountryFacts, posture_of: PostureOf, texts: Texts
    ) -> None:
        """Judge the rows of *dataset*.

        Args:
            dataset: the data set.
            facts: the facts of its countries.
            posture_of: the id of a country's posture at a moment.
            texts: the searchable texts of *dataset*.
        """
        self.dataset = dataset
        self.texts = texts
        self._facts = facts
        self._posture_of = posture_of

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
