"""The events of a data set: by date, looked up by position, by id, by country."""

from abc import abstractmethod
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import overload

from alliance_tui.model.entries import entries_of
from alliance_tui.model.records import Event
from alliance_tui.model.words import fold

DAYS = "i"
"""The array type of days and positions: four bytes, signed."""


class Events(Sequence[Event]):
    """The events by date, any number of them."""

    @property
    @abstractmethod
    def ids(self) -> Sequence[str]:
        """The id of each event."""

    @property
    @abstractmethod
    def written(self) -> "array[int]":
        """The first day of the start of each event as written, as ordinals in order."""

    @property
    @abstractmethod
    def position(self) -> Mapping[str, int]:
        """The position of each event by its id."""

    @property
    @abstractmethod
    def roll_calls(self) -> tuple[int, ...]:
        """The positions of the events with a recorded vote."""

    @abstractmethod
    def of_country(self, country: str) -> Sequence[int]:
        """The positions of the events in which *country* takes part."""

    @abstractmethod
    def spelled(self, event_id: str) -> Iterator[str]:
        """The ids that *event_id* may be, in any case and without accents."""

    @abstractmethod
    def at(self, position: int) -> Event:
        """The event at *position*, which there is."""

    def get(self, event_id: str) -> Event | None:
        """The event called *event_id*."""
        position = self.position.get(event_id)
        return None if position is None else self.at(position)

    def first_after(self, day: int) -> int:
        """The position of the first event written for a day after the ordinal *day*."""
        return bisect_left(self.written, day + 1)

    @cached_property
    def years(self) -> Mapping[int, int]:
        """The years for which events are written, in order, each with its first event."""
        years: dict[int, int] = {}
        position = 0
        while position < len(self):
            year = date.fromordinal(self.written[position]).year
            years[year] = position
            position = self.first_after(date(year, 12, 31).toordinal())
        return years

    @overload
    def __getitem__(self, position: int) -> Event: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Event]: ...
    def __getitem__(self, position: int | slice) -> Event | Sequence[Event]:
        if isinstance(position, slice):
            return [self.at(each) for each in range(*position.indices(len(self)))]
        if position < 0:
            position += len(self)
        if not 0 <= position < len(self):
            raise IndexError(position)
        return self.at(position)

    def __iter__(self) -> Iterator[Event]:
        return map(self.at, range(len(self)))


def in_memory(events: tuple[Event, ...]) -> Events:
    """*events*, which stand by date."""
    return _EventsInMemory(events)


class _EventsInMemory(Events):
    def __init__(self, events: tuple[Event, ...]) -> None:
        self._events = events

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(each.id for each in self._events)

    @cached_property
    def written(self) -> "array[int]":
        return array(DAYS, (each.when.written for each in self._events))

    @cached_property
    def position(self) -> dict[str, int]:
        return {each.id: position for position, each in enumerate(self._events)}

    @cached_property
    def roll_calls(self) -> tuple[int, ...]:
        return tuple(roll_calls_among(self._events))

    def of_country(self, country: str) -> Sequence[int]:
        return self._taking_part.get(country, ())

    @cached_property
    def _taking_part(self) -> dict[str, list[int]]:
        positions: dict[str, list[int]] = {}
        for position, event in enumerate(self._events):
            for entry in entries_of(event).values():
                if entry.takes_part:
                    positions.setdefault(entry.country, []).append(position)
        return positions

    def spelled(self, event_id: str) -> Iterator[str]:
        return iter(self._spelled.get(fold(event_id), ()))

    @cached_property
    def _spelled(self) -> dict[str, list[str]]:
        ids: dict[str, list[str]] = {}
        for each in self._events:
            ids.setdefault(fold(each.id), []).append(each.id)
        return ids

    def at(self, position: int) -> Event:
        return self._events[position]

    def __len__(self) -> int:
        return len(self._events)


def roll_calls_among(events: Iterable[Event]) -> Iterator[int]:
    """The positions of the *events* whose lists of votes name somebody."""
    for position, event in enumerate(events):
        if event.votes is not None and any(event.votes.lists.values()):
            yield position
