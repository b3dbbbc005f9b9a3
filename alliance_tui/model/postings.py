"""Which entries of all events have a property, packed so that any number opens at once.

An entry is what one event records of one country. Entries stand country by country, in the
order of their events; every country begins at a full byte, so that its part of a set can be
looked at alone. An event that records no country has one entry of the country ``""``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from alliance_tui.model.bits import NUMBERS, bits_of, numbers, positions_in
from alliance_tui.model.entries import Entry, entries_of
from alliance_tui.model.records import Event
from alliance_tui.model.words import fold

NOBODY = ""
"""The country of the entry of an event that records none."""


class PackedPostings(Struct, frozen=True):
    """The entries and their properties, as they are kept.

    Attributes:
        countries: the countries in the order of their entries.
        starts: the first slot of each country, and the end; every one a multiple of 8.
        events: the position of the event of each slot, -1 where a slot is empty.
        slots: for each property, as a query writes it, the slots that have it.
    """

    countries: tuple[str, ...] = ()
    starts: bytes = b""
    events: bytes = b""
    slots: dict[str, bytes] = {}


def pack_postings(events: Iterable[Event]) -> PackedPostings:
    """Pack the entries of *events*, which stand by date."""
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for position, event in enumerate(events):
        shared = tuple(_of_event(event))
        entries = entries_of(event) or {NOBODY: Entry(NOBODY)}
        for country, entry in entries.items():
            found.setdefault(country, []).append((position, (*shared, *_of_entry(entry))))
    starts, slot_events = array(NUMBERS), array(NUMBERS)
    slots: dict[str, array[int]] = {}
    for country in sorted(found):
        starts.append(len(slot_events))
        for position, properties in found[country]:
            for each in properties:
                slots.setdefault(each, array(NUMBERS)).append(len(slot_events))
            slot_events.append(position)
        slot_events.extend([-1] * (-len(slot_events) % 8))
    starts.append(len(slot_events))
    return PackedPostings(
        tuple(sorted(found)),
        starts.tobytes(),
        slot_events.tobytes(),
        {each: positions.tobytes() for each, positions in slots.items()},
    )


def _of_event(event: Event) -> Iterator[str]:
    yield f"kind:{event.kind}"
    if event.place is not None:
        yield f"place:{fold(event.place)}"
    if event.outcome is not None:
        if event.outcome.signed:
            yield "signed:any"
        if event.outcome.not_signed:
            yield "not-signed:any"


def _of_entry(entry: Entry) -> Iterator[str]:
    yield from {f"role:{part.role}" for part in entry.parts}
    if entry.signed is not None:
        yield "signed:self" if entry.signed else "not-signed:self"
    if entry.vote is not None:
        yield f"vote:any={entry.vote}"
        if entry.vote != "absent":
            yield "vote:any"


class Postings:
    """The entries of all events, as sets of slots."""

    def __init__(self, packed: PackedPostings) -> None:
        """Read from *packed*."""
        self._packed = packed
        self.countries = packed.countries
        self._bits: dict[str, int] = {}

    @cached_property
    def starts(self) -> array[int]:
        """The first slot of each country, and the end."""
        return numbers(self._packed.starts)

    @cached_property
    def events(self) -> array[int]:
        """The position of the event of each slot, -1 where a slot is empty."""
        return numbers(self._packed.events)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places, folded."""
        return tuple(each[6:] for each in self._packed.slots if each.startswith("place:"))

    @cached_property
    def everything(self) -> int:
        """All slots that hold an entry."""
        return self.of_countries(self.countries)

    @cached_property
    def event_count(self) -> int:
        """How many events there are."""
        return max(self.events, default=-1) + 1

    @property
    def size(self) -> int:
        """How many slots there are, empty ones included."""
        return self.starts[-1]

    def having(self, property_key: str) -> int:
        """The slots that have a property, as a query writes it."""
        found = self._bits.get(property_key)
        if found is None:
            slots = self._packed.slots.get(property_key, b"")
            found = self._bits[property_key] = bits_of(numbers(slots), self.size)
        return found

    def between(self, first: int, last: int) -> int:
        """The slots of the events from position *first* up to and without *last*."""
        data = bytearray()
        for start, end in self._ranges():
            low = bisect_left(self.events, first, start, end) - start
            high = bisect_left(self.events, last, start, end) - start
            bits = ((1 << high) - 1) ^ ((1 << low) - 1) if high > low else 0
            data += bits.to_bytes(self._length(start, end), "little")
        return int.from_bytes(data, "little")

    def slot(self, country: str, event: int) -> int:
        """The slot of what the event at position *event* records of *country*, which it does."""
        number = self._number[country]
        return bisect_left(self.events, event, self.starts[number], self._ends[number])

    def of_events(self, positions: Iterable[int]) -> int:
        """The slots of the events at *positions*."""
        wanted = set(positions)
        return bits_of(
            (slot for slot, event in enumerate(self.events) if event in wanted), self.size
        )

    def of_country(self, country: str) -> int:
        """The slots of one country."""
        number = self._number.get(country)
        if number is None:
            return 0
        start = self.starts[number]
        return ((1 << (self._ends[number] - start)) - 1) << start

    def events_having(self, property_key: str, country: str | None = None) -> int:
        """The positions, as a set, of the events with an entry, of *country*, that has it."""
        slots = self.having(property_key)
        if country is not None:
            slots &= self.of_country(country)
        return bits_of((self.events[slot] for slot in positions_in(slots)), self.event_count)

    def of_countries(self, countries: Iterable[str]) -> int:
        """The slots of *countries*."""
        wanted = set(countries)
        data = bytearray()
        for country, (start, end) in zip(self.countries, self._ranges(), strict=True):
            length = self._length(start, end)
            bits = (1 << (end - start)) - 1 if country in wanted else 0
            data += bits.to_bytes(length, "little")
        return int.from_bytes(data, "little")

    def countries_in(self, slots: int) -> Iterator[str]:
        """The countries that have any of *slots*."""
        data = slots.to_bytes(self.size // 8, "little")
        for number, country in enumerate(self.countries):
            if any(data[self.starts[number] // 8 : self.starts[number + 1] // 8]):
                yield country

    @cached_property
    def _number(self) -> dict[str, int]:
        return {country: number for number, country in enumerate(self.countries)}

    @cached_property
    def _ends(self) -> list[int]:
        """The end of the entries of each country, empty slots left out."""
        ends = []
        for number in range(len(self.countries)):
            end = self.starts[number + 1]
            while self.events[end - 1] < 0:
                end -= 1
            ends.append(end)
        return ends

    def _ranges(self) -> Iterator[tuple[int, int]]:
        """The first slot of each country and the end of its entries."""
        return zip(self.starts, self._ends, strict=False)

    @staticmethod
    def _length(start: int, end: int) -> int:
        return (end - start + 7) // 8
