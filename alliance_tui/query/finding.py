"""Finding the rows for which a query holds, by intersecting sets.

It finds what `meaning` defines, without walking over the records: countries, claims and the
entries of events are sets of bits, a term is a set, an alternative an intersection.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from alliance_tui.model.bits import all_below, bits_of, positions_in
from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import FIRST_DAY, LAST_DAY, parse_when
from alliance_tui.model.postings import NOBODY, Postings
from alliance_tui.model.words import Words, fold, found_in, searchable
from alliance_tui.query.alternatives import Alternative, CountryTerms, Wanted, alternatives
from alliance_tui.query.facts import CountryFacts, StanceOf
from alliance_tui.query.language import STANCE_FIELDS, Query, Term, Word
from alliance_tui.query.meaning import PostureOf, entry_fits
from alliance_tui.query.search import Texts
from alliance_tui.query.stance import Moment
from alliance_tui.query.terms import NO_ENTRY, claim_has
from alliance_tui.query.values import ANY, SELF

_DIRECTED = frozenset({"supports", "withholds", "opposes"})
"""The stances that only a claim of the same direction can give."""


class Finding:
    """Finds the rows of one data set; queries have to be bound to it."""

    def __init__(
        self,
        dataset: Dataset,
        facts: CountryFacts,
        stance_of: StanceOf,
        posture_of: PostureOf,
        texts: Texts,
    ) -> None:
        """Find in *dataset*.

        Args:
            dataset: the data set.
            facts: the facts of its countries.
            stance_of: the stance of a country on a support type at a moment.
            posture_of: the id of a country's posture at a moment.
            texts: the searchable texts of *dataset*, for phrases.
        """
        self.dataset = dataset
        self.texts = texts
        self._facts = facts
        self._stance_of = stance_of
        self._posture_of = posture_of
        self._claim_terms: dict[str, int] = {}
        self._entry_terms: dict[str, int] = {}
        self._country_terms: dict[str, int] = {}
        self._moment: Moment | None = None

    # The three kinds of rows.

    def countries(self, query: Query, moment: Moment) -> int:
        """The positions of the countries whose rows hold."""
        return _union(self._country_rows(each, moment) for each in alternatives(query))

    def events(self, query: Query, moment: Moment) -> list[int]:
        """The positions of the events whose rows hold, by date."""
        bits = _union(self._event_rows(each, moment) for each in alternatives(query))
        return list(positions_in(bits))

    def own_events(self, query: Query, country: str, positions: Sequence[int]) -> list[int]:
        """Of the events at *positions*, all of them *country*'s own, those whose rows hold."""
        own = bits_of(positions, len(self.dataset.events))
        bits = _union(self._own_rows(each, country, own) for each in alternatives(query))
        return list(positions_in(bits))

    def claims(self, query: Query, moment: Moment) -> int:
        """The positions of the claims that name no event and whose rows hold."""
        found = _union(self._claim_rows(each, moment) for each in alternatives(query))
        return found & self._loose

    def _country_rows(self, asked: Alternative, moment: Moment) -> int:
        found = self._countries(asked.country, moment)
        for wanted in asked.words:
            found &= _if(wanted.holds, self._country_text(wanted), self._all_countries)
        if found and asked.finds_entry:
            found &= self._with_entry(self._entries(asked.event))
        if found and asked.finds_claim:
            found &= self._with_claim(self._claims(asked.claim))
        if found and any(each.holds for each in asked.dates):
            in_time = self._with_entry(self._entries(asked.dates))
            found &= in_time | self._with_claim(self._claims(asked.dates))
        return found

    def _event_rows(self, asked: Alternative, moment: Moment) -> int:
        slots = self._entries((*asked.event, *asked.dates))
        if asked.country:
            countries = positions_in(self._countries(asked.country, moment))
            names = [self.dataset.countries[each].id for each in countries]
            if _holds_of_nobody(asked.country):
                names.append(NOBODY)
            slots &= self._postings.of_countries(names)
        if asked.finds_claim:
            slots &= self._named_by(self._claims(asked.claim), same_country=bool(asked.country))
        found = self._events_of(slots)
        for wanted in asked.words:
            found &= _if(wanted.holds, self._event_text(wanted), self._all_events)
        return found

    def _own_rows(self, asked: Alternative, country: str, own: int) -> int:
        found = own
        wanted = (*asked.event, *asked.dates)
        if wanted:
            slots = self._postings.of_country(country)
            with_entry = self._events_of(slots)
            found = self._events_of(slots & self._entries(wanted)) & own
            found |= sum(
                1 << position
                for position in positions_in(own & ~with_entry)
                if entry_fits(wanted, self.dataset.events[position], NO_ENTRY)
            )
        if asked.finds_claim:
            claims = self._claims(asked.claim) & self._claims_of(self._bits((country,)))
            events = self.dataset.events
            named = (
                events.position[name]
                for each in positions_in(claims)
                for name in self.dataset.claims[each].events
            )
            found &= bits_of(named, len(events))
        for each in asked.words:
            found &= _if(each.holds, self._event_text(each), self._all_events)
        return found

    def _claim_rows(self, asked: Alternative, moment: Moment) -> int:
        if asked.finds_entry:
            return 0  # only claims that name no event have a row
        found = self._claims((*asked.claim, *asked.dates))
        for wanted in asked.words:
            found &= _if(wanted.holds, self._claim_text(wanted), self._all_claims)
        if found and asked.country:
            found &= self._claims_of(self._countries(asked.country, moment))
            for fact in asked.country.facts:
                field, _, value = fact.partition(":")
                if field in STANCE_FIELDS and value != ANY:
                    found &= self._claim_term(Term("type", value))
        return found

    # Sets of countries.

    def _countries(self, asked: CountryTerms, moment: Moment) -> int:
        found = self._all_countries
        for fact in asked.facts:
            found &= self._with_fact(fact, moment)
        for fact in asked.absent:
            found &= ~self._with_fact(fact, moment)
        for posture, holds in asked.postures:
            found &= _if(holds, self._with_posture(posture, moment), self._all_countries)
        for query, holds in asked.nevers:
            found &= _if(not holds, self.countries(query, moment), self._all_countries)
        return found

    def _with_fact(self, fact: str, moment: Moment) -> int:
        if moment != self._moment:
            self._country_terms.clear()
            self._moment = moment
        found = self._country_terms.get(fact)
        if found is None:
            found = self._country_terms[fact] = self._find_fact(fact, moment)
        return found

    def _find_fact(self, fact: str, moment: Moment) -> int:
        """Stances are derived for the one kind of support that is asked for, if it is one."""
        dataset = self.dataset
        field, _, value = fact.partition(":")
        if field in STANCE_FIELDS:
            if value != ANY:
                return self._with_stance(field, value, moment)
            return _union(
                self._with_stance(field, each.id, moment) for each in dataset.scored_types
            )
        return bits_of(
            (
                position
                for position, country in enumerate(dataset.countries)
                if fact in self._facts.lasting(country, moment)
            ),
            len(dataset.countries),
        )

    def _with_stance(self, stance: str, support_type: str, moment: Moment) -> int:
        assessed = [
            (country, self._stance_of(country, support_type, moment))
            for (country, each), claims in self.dataset.claims_by_stance.items()
            if each == support_type
            and (stance not in _DIRECTED or any(claim.direction == stance for claim in claims))
        ]
        if stance == "unassessed":
            others = self._bits(country for country, kind in assessed if kind != stance)
            return self._all_countries & ~others
        return self._bits(country for country, kind in assessed if kind == stance)

    def _with_posture(self, posture: str, moment: Moment) -> int:
        return bits_of(
            (
                position
                for position, country in enumerate(self.dataset.countries)
                if self._posture_of(country.id, moment) == posture
            ),
            len(self.dataset.countries),
        )

    def _bits(self, countries: Iterable[str]) -> int:
        return bits_of(
            (self._position[country] for country in countries if country in self._position),
            len(self.dataset.countries),
        )

    @cached_property
    def _position(self) -> dict[str, int]:
        return {country.id: position for position, country in enumerate(self.dataset.countries)}

    @cached_property
    def _all_countries(self) -> int:
        return all_below(len(self.dataset.countries))

    # Sets of entries and of events.

    @property
    def _postings(self) -> Postings:
        return self.dataset.events.postings

    def _entries(self, asked: Iterable[Wanted]) -> int:
        found = self._postings.everything
        for wanted in asked:
            if isinstance(wanted.term, Term):
                bits = self._entry_term(wanted.term)
                found &= bits if wanted.holds else ~bits
        return found

    def _entry_term(self, term: Term) -> int:
        found = self._entry_terms.get(term.key)
        if found is None:
            found = self._entry_terms[term.key] = self._find_entries(term)
        return found

    def _find_entries(self, term: Term) -> int:
        postings, events = self._postings, self.dataset.events
        if term.scope == "date":
            return self._in_time(term)
        if term.field == "event":
            position = events.position[term.value]
            return postings.between(position, position + 1)
        if term.field == "place":
            wanted = fold(term.value)
            return _union(
                postings.having(f"place:{place}") for place in postings.places if wanted in place
            )
        if term.field == "vote" and term.value != ANY:
            position = events.position[term.value]
            answer = "vote:any" if term.match is None else f"vote:any={term.match}"
            return postings.between(position, position + 1) & postings.having(answer)
        if term.field in ("signed", "not-signed") and term.value not in (ANY, SELF):
            own = postings.of_countries((term.value,)) & postings.having(f"{term.field}:{SELF}")
            return self._slots_of([postings.events[slot] for slot in positions_in(own)])
        return postings.having(term.key)

    def _in_time(self, term: Term) -> int:
        """The entries of the events that possibly lie in the time.

        Events of a single day stand in the order of time; the others are looked at one by one.
        """
        events = self.dataset.events
        asked = parse_when(term.value, before_records=True)
        earliest, latest = asked.first_start, asked.last_end
        if term.field == "before":
            earliest, latest = FIRST_DAY, asked.first_start - 1
        elif term.field == "after":
            latest = LAST_DAY
        first = bisect_left(events.written, earliest)
        last = max(first, bisect_left(events.written, latest + 1))
        found = self._postings.between(first, last)
        outside, too_many = [], []
        for position in self._long_events:
            held = events.starts[position] <= latest and events.lasts[position] >= earliest
            if held and not first <= position < last:
                outside.append(position)
            elif not held and first <= position < last:
                too_many.append(position)
        return found & ~self._slots_of(too_many) | self._slots_of(outside)

    def _slots_of(self, positions: Collection[int]) -> int:
        """The entries of the events at *positions*."""
        if len(positions) > len(self.dataset.events) // 20:
            return self._postings.of_events(positions)
        slots: list[int] = []
        for position in positions:
            entries = self.dataset.entries(self.dataset.events[position])
            slots += [self._postings.slot(each, position) for each in entries or (NOBODY,)]
        return bits_of(slots, self._postings.size)

    @cached_property
    def _long_events(self) -> list[int]:
        events = self.dataset.events
        return [
            position
            for position, (start, last) in enumerate(zip(events.starts, events.lasts, strict=True))
            if last > start
        ]

    def _with_entry(self, slots: int) -> int:
        return self._bits(self._postings.countries_in(slots)) if slots else 0

    def _events_of(self, slots: int) -> int:
        if slots == self._postings.everything:
            return self._all_events
        events = self._postings.events
        return bits_of({events[slot] for slot in positions_in(slots)}, len(self.dataset.events))

    @cached_property
    def _all_events(self) -> int:
        return all_below(len(self.dataset.events))

    # Sets of claims.

    def _claims(self, asked: Iterable[Wanted]) -> int:
        found = self._all_claims
        for wanted in asked:
            if isinstance(wanted.term, Term):
                bits = self._claim_term(wanted.term)
                found &= bits if wanted.holds else ~bits
        return found

    def _claim_term(self, term: Term) -> int:
        found = self._claim_terms.get(term.key)
        if found is None:
            found = self._claim_terms[term.key] = bits_of(
                (
                    position
                    for position, claim in enumerate(self.dataset.claims)
                    if claim_has(term, claim, self.dataset)
                ),
                len(self.dataset.claims),
            )
        return found

    def _with_claim(self, claims: int) -> int:
        return self._bits({self.dataset.claims[each].country for each in positions_in(claims)})

    def _claims_of(self, countries: int) -> int:
        wanted = {self.dataset.countries[each].id for each in positions_in(countries)}
        return bits_of(
            (
                position
                for position, claim in enumerate(self.dataset.claims)
                if claim.country in wanted
            ),
            len(self.dataset.claims),
        )

    def _named_by(self, claims: int, *, same_country: bool) -> int:
        """The entries of the events that *claims* name, of the claim's own country or of all."""
        events = self.dataset.events
        named = [
            (events.position[name], claim.country)
            for claim in (self.dataset.claims[each] for each in positions_in(claims))
            for name in claim.events
        ]
        if not same_country:
            return self._slots_of({position for position, _ in named})
        return bits_of(
            (
                self._postings.slot(country, position)
                for position, country in named
                if country in self.dataset.entries(events[position])
            ),
            self._postings.size,
        )

    @cached_property
    def _loose(self) -> int:
        return bits_of(
            (place for place, claim in enumerate(self.dataset.claims) if not claim.events),
            len(self.dataset.claims),
        )

    @cached_property
    def _all_claims(self) -> int:
        return all_below(len(self.dataset.claims))

    # Words.

    def _country_text(self, wanted: Wanted) -> int:
        found = _having(wanted, self.dataset.country_words, self._all_countries)
        found |= self._with_claim(_having(wanted, self.dataset.claim_words, self._all_claims))
        countries = self.dataset.countries
        return _in_a_row(wanted, found, lambda each: self.texts.of_country(countries[each]))

    def _claim_text(self, wanted: Wanted) -> int:
        found = _having(wanted, self.dataset.claim_words, self._all_claims)
        claims = self.dataset.claims
        return _in_a_row(wanted, found, lambda each: self.texts.of_claim(claims[each]))

    def _event_text(self, wanted: Wanted) -> int:
        events = self.dataset.events
        claims = _having(wanted, self.dataset.claim_words, self._all_claims)
        named = {
            events.position[name]
            for each in positions_in(claims)
            for name in self.dataset.claims[each].events
        }
        found = _having(wanted, events.words, self._all_events) | bits_of(named, len(events))
        return _in_a_row(wanted, found, lambda each: self.texts.of_event(events[each]))


def _if(holds: bool, bits: int, everything: int) -> int:
    """The set *bits*, or all of *everything* that is not in it."""
    return bits if holds else everything & ~bits


def _union(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found


def _wanted_words(wanted: Wanted) -> list[str]:
    return searchable(wanted.term.text).split() if isinstance(wanted.term, Word) else []


def _having(wanted: Wanted, words: Words, everything: int) -> int:
    """The records that have every word wanted, the last perhaps begun only."""
    asked = _wanted_words(wanted)
    if not asked:
        return everything
    found = words.beginning_with(asked[-1])
    for word in asked[:-1]:
        found &= words.exactly(word)
    return found


def _in_a_row(wanted: Wanted, found: int, text: Callable[[int], str]) -> int:
    """Of the records *found*, those that have the words one after the other."""
    asked = _wanted_words(wanted)
    if len(asked) < 2:
        return found
    phrase = " ".join(asked)
    for each in positions_in(found):
        if not found_in(phrase, text(each)):
            found &= ~(1 << each)
    return found


def _holds_of_nobody(asked: CountryTerms) -> bool:
    """Whether an entry of no country satisfies country terms: where none asks for something."""
    return not asked.facts and not any(holds for _, holds in (*asked.postures, *asked.nevers))
