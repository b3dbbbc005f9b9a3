"""A data set in memory: its records in a fixed order and the lookups over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar

from msgspec.structs import replace

from alliance_tui.model.claims import Claims, GroupedClaims
from alliance_tui.model.claims import in_memory as claims_in_memory
from alliance_tui.model.entries import Entry, entries_of
from alliance_tui.model.events import Events, in_memory
from alliance_tui.model.provenance import evidence_of
from alliance_tui.model.records import (
    Claim,
    Correction,
    Country,
    Event,
    Group,
    Membership,
    PostureRule,
    Records,
    Source,
    SupportType,
    Tie,
)
from alliance_tui.model.words import fold

Item = Country | Group | Source | Claim | Event | Tie | Correction
"""Anything with an id of the common space."""

_Dated = TypeVar("_Dated", Claim, Event)


def arranged(records: Records) -> Records:
    """*records* in the order that a data set keeps, whatever the order of its files."""
    return replace(
        records,
        groups=tuple(sorted(records.groups, key=lambda group: fold(group.id))),
        sources=tuple(sorted(records.sources, key=lambda source: fold(source.id))),
        countries=tuple(sorted(records.countries, key=lambda each: (fold(each.name), each.id))),
        claims=_by_date(records.claims),
        events=_by_date(records.events),
        corrections=tuple(sorted(records.corrections, key=lambda each: (each.on.text, each.id))),
    )


def _by_date(records: Iterable[_Dated]) -> tuple[_Dated, ...]:
    return tuple(sorted(records, key=by_date))


def by_date(record: Claim | Event) -> tuple[int, int, str]:
    """What claims and events are sorted by: the start as written, the more exact one first."""
    return record.when.written, record.when.last_start, record.id


class Dataset:
    """The records of a data set and what follows from them alone.

    Claims and events stand `by_date`, countries by name.
    Lookups are made when first asked for.
    """

    def __init__(
        self,
        records: Records,
        events: Events | None = None,
        store: object | None = None,
        sources: Mapping[str, Source] | None = None,
        claims: Claims | None = None,
        corrections: Callable[[], tuple[Correction, ...]] | None = None,
    ) -> None:
        """Wrap *records*, which must be `arranged`.

        Args:
            records: the records.
            events: the events, where they are not among the records.
            store: what answers questions about many records, where it is made already.
            sources: the sources by id, where they are not among the records.
            claims: the claims, where they are not among the records.
            corrections: reads the corrections, where they are not among the records.
        """
        self.metadata = records.dataset
        self.groups = records.groups
        self.source: Mapping[str, Source] = (
            {each.id: each for each in records.sources} if sources is None else sources
        )
        self.countries = records.countries
        self.claims = claims_in_memory(records.claims) if claims is None else claims
        self._read_corrections = corrections or (lambda: records.corrections)
        self.events = in_memory(records.events) if events is None else events
        self.store = store
        self._entries: dict[str, dict[str, Entry]] = {}

    @property
    def records(self) -> Records:
        """All records; every event is read."""
        return Records(
            dataset=self.metadata,
            groups=self.groups,
            sources=self.sources,
            countries=self.countries,
            claims=tuple(self.claims),
            events=tuple(self.events),
            corrections=self.corrections,
        )

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections, by day."""
        return self._read_corrections()

    @cached_property
    def as_of(self) -> int:
        """The last day vouched for, as an ordinal."""
        return self.metadata.as_of.last_end

    @cached_property
    def support_types(self) -> dict[str, SupportType]:
        """The support types by id, in the order of the columns."""
        return {each.id: each for each in self.metadata.support_types}

    @cached_property
    def scored_types(self) -> tuple[SupportType, ...]:
        """The support types that have a stance."""
        return tuple(each for each in self.metadata.support_types if each.scored)

    @cached_property
    def postures(self) -> dict[str, PostureRule]:
        """The posture rules by id, first rule first."""
        return {each.id: each for each in self.metadata.postures}

    @cached_property
    def country(self) -> dict[str, Country]:
        """The countries by id."""
        return {each.id: each for each in self.countries}

    @cached_property
    def country_position(self) -> dict[str, int]:
        """The position of each country by its id."""
        return {each.id: position for position, each in enumerate(self.countries)}

    @cached_property
    def group(self) -> dict[str, Group]:
        """The groups by id."""
        return {each.id: each for each in self.groups}

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources, by id."""
        return tuple(self.source.values())

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """The claims by id."""
        return {each.id: each for each in self.claims}

    @cached_property
    def tie(self) -> dict[str, Tie]:
        """The ties of all countries by id."""
        return {tie.id: tie for country in self.countries for tie in country.ties}

    @cached_property
    def _items(self) -> dict[str, Item]:
        """Every record of the common id space but the events, by its id without case."""
        return {
            each.id.casefold(): each
            for section in (
                self.corrections,
                self.tie.values(),
                self.sources,
                self.groups,
                self.claims,
                self.countries,
            )
            for each in section
        }

    @property
    def ids(self) -> Iterable[str]:
        """Every id of the common id space."""
        yield from (each.id for each in self._items.values())
        yield from self.events.ids

    def find(self, item_id: str) -> Item | None:
        """The record called *item_id*, in any case; one that is spelled so comes first."""
        if not item_id:
            return None
        exact = (
            self.country.get(item_id)
            or self.group.get(item_id)
            or self.claim.get(item_id)
            or self.tie.get(item_id)
            or self.source.get(item_id)
            or self.events.get(item_id)
        )
        if exact is not None:
            return exact
        folded = item_id.casefold()
        item = self._items.get(folded)
        if item is not None:
            return item
        events = (each for each in self.events.spelled(item_id) if each.casefold() == folded)
        return self.events.get(next(events, ""))

    @cached_property
    def claims_by_country(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of each country that has any, by date."""
        about = self.claims.lookup.about.items()
        return GroupedClaims(
            self.claims, {country: sorted(chain(*types.values())) for country, types in about}
        )

    @cached_property
    def claims_by_stance(self) -> Mapping[tuple[str, str], tuple[Claim, ...]]:
        """The claims by country and support type, by date."""
        about = self.claims.lookup.about.items()
        return GroupedClaims(
            self.claims,
            {(country, each): types[each] for country, types in about for each in types},
        )

    @cached_property
    def claims_by_event(self) -> dict[str, tuple[Claim, ...]]:
        """The claims that name each event, by date."""
        return _grouped((event, claim) for claim in self.claims for event in claim.events)

    @cached_property
    def claims_by_source(self) -> dict[str, tuple[Claim, ...]]:
        """The claims that cite each source, by date."""
        return _by_source(self.claims)

    @cached_property
    def events_by_source(self) -> dict[str, tuple[Event, ...]]:
        """The events that cite each source, by date."""
        return _by_source(self.events)

    @cached_property
    def countries_by_source(self) -> dict[str, tuple[Country, ...]]:
        """The countries whose profiles cite each source, by name."""
        return _by_source(self.countries)

    @cached_property
    def ended_by(self) -> Mapping[str, tuple[Claim, ...]]:
        """For each claim that others bring to an end, those others."""
        return GroupedClaims(self.claims, self.claims.lookup.ended_by)

    @property
    def roll_calls(self) -> tuple[int, ...]:
        """The positions of the events with a recorded vote, by date."""
        return self.events.roll_calls

    def own_events(self, country: str) -> Sequence[int]:
        """The positions of the events of *country*: it took part, or a claim of it names them."""
        named = {
            self.events.position[event]
            for claim in self.claims_by_country.get(country, ())
            for event in claim.events
        }
        taking_part = self.events.of_country(country)
        return sorted(named.union(taking_part)) if named else taking_part

    @cached_property
    def listed_in(self) -> dict[str, tuple[str, ...]]:
        """For each country the groups that list it themselves, as analytic sets do."""
        return _grouped((member, group.id) for group in self.groups for member in group.members)

    @cached_property
    def memberships(self) -> dict[str, tuple[tuple[Country, Membership], ...]]:
        """The members of each group, past ones included, by country name."""
        dated = [
            (membership.group, (country, membership))
            for country in self.countries
            for membership in country.memberships
        ]
        listed = [
            (group.id, (self.country[member], Membership(group=group.id)))
            for group in self.groups
            for member in group.members
            if member in self.country
        ]
        return _grouped(dated + listed)

    def entries(self, event: Event) -> dict[str, Entry]:
        """What *event* records of each country."""
        entries = self._entries.get(event.id)
        if entries is None:
            entries = self._entries[event.id] = entries_of(event)
        return entries


_Citing = TypeVar("_Citing", Claim, Event, Country)


def _by_source(records: Iterable[_Citing]) -> dict[str, tuple[_Citing, ...]]:
    return _grouped(
        (source, record)
        for record in records
        for source in dict.fromkeys(each.source for each in evidence_of(record))
    )


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, tuple[_Value, ...]]:
    lists: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        lists.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in lists.items()}
