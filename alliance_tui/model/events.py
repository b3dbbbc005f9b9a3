"""The events of a data set, packed: any number of them opens at once, each is read when asked for.

Packed events are MessagePack bodies one after the other, with the few things beside them
that lookups need of all: ids, days, and which countries take part.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

import msgspec
from msgspec import Struct

from alliance_tui.model.bits import NUMBERS, numbers
from alliance_tui.model.entries import entries_of
from alliance_tui.model.postings import PackedPostings, Postings, pack_postings
from alliance_tui.model.records import Event
from alliance_tui.model.words import PackedWords, Words, pack_words, text_of_event


class PackedEvents(Struct, frozen=True):
    """Events by date, as they are kept.

    Attributes:
        ids: the id of each event.
        written: the first day of its start as written, as an array of ordinals in order.
        starts: its earliest start, as an array of ordinals.
        ends: where its body ends, as an array of offsets.
        bodies: the bodies.
        lasts: its latest end, as an array of ordinals.
        by_country: for each country the positions of the events in which it takes part.
        postings: which entries have which property.
        words: which events have which word.
    """

    ids: tuple[str, ...] = ()
    written: bytes = b""
    starts: bytes = b""
    lasts: bytes = b""
    ends: bytes = b""
    bodies: bytes = b""
    by_country: dict[str, bytes] = {}
    postings: PackedPostings = PackedPostings()
    words: PackedWords = PackedWords()


def pack_events(events: Sequence[Event]) -> PackedEvents:
    """Pack *events*, which stand by date."""
    encoder = msgspec.msgpack.Encoder()
    ids: list[str] = []
    written, starts, lasts, ends = (array(NUMBERS) for _ in range(4))
    bodies = bytearray()
    by_country: dict[str, array[int]] = {}
    for position, event in enumerate(events):
        ids.append(event.id)
        written.append(event.when.written)
        starts.append(event.when.first_start)
        lasts.append(event.when.last_end)
        bodies += encoder.encode(event)
        ends.append(len(bodies))
        for entry in entries_of(event).values():
            if entry.takes_part:
                by_country.setdefault(entry.country, array(NUMBERS)).append(position)
    return PackedEvents(
        tuple(ids),
        written.tobytes(),
        starts.tobytes(),
        lasts.tobytes(),
        ends.tobytes(),
        bytes(bodies),
        {country: positions.tobytes() for country, positions in by_country.items()},
        pack_postings(events),
        pack_words(map(text_of_event, events)),
    )


class Events(Sequence[Event]):
    """The events by date; each is unpacked when it is first asked for."""

    def __init__(self, packed: PackedEvents) -> None:
        """Read from *packed*."""
        self.ids = packed.ids
        self._packed = packed
        self._ends = numbers(packed.ends)
        self._decoder = msgspec.msgpack.Decoder(Event)
        self._bodies = memoryview(packed.bodies)
        self._read: dict[int, Event] = {}

    @cached_property
    def written(self) -> "array[int]":
        """The first day of the start of each event as written, as ordinals in order."""
        return numbers(self._packed.written)

    @cached_property
    def starts(self) -> "array[int]":
        """The earliest start of each event, as ordinals."""
        return numbers(self._packed.starts)

    @cached_property
    def lasts(self) -> "array[int]":
        """The latest end of each event, as ordinals."""
        return numbers(self._packed.lasts)

    @cached_property
    def postings(self) -> Postings:
        """Which entries have which property."""
        return Postings(self._packed.postings)

    @cached_property
    def words(self) -> Words:
        """Which events have which word."""
        return Words(self._packed.words)

    @cached_property
    def position(self) -> dict[str, int]:
        """The position of each event by its id."""
        return {event_id: position for position, event_id in enumerate(self.ids)}

    def of_country(self, country: str) -> "array[int]":
        """The positions of the events in which *country* takes part."""
        return numbers(self._packed.by_country.get(country, b""))

    def get(self, event_id: str) -> Event | None:
        """The event called *event_id*."""
        position = self.position.get(event_id)
        return None if position is None else self[position]

    def first_after(self, day: int) -> int:
        """The position of the first event written for a day after the ordinal *day*."""
        return bisect_left(self.written, day + 1)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, position: int) -> Event: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Event]: ...
    def __getitem__(self, position: int | slice) -> Event | Sequence[Event]:
        if isinstance(position, slice):
            return [self[each] for each in range(*position.indices(len(self)))]
        if position < 0:
            position += len(self)
        found = self._read.get(position)
        if found is None:
            if not 0 <= position < len(self):
                raise IndexError(position)
            start = self._ends[position - 1] if position else 0
            body = self._bodies[start : self._ends[position]]
            found = self._read[position] = self._decoder.decode(body)
        return found

    def __iter__(self) -> Iterator[Event]:
        return (self[position] for position in range(len(self)))
