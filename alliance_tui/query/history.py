"""Where somebody has been: back and forward, as in a browser."""

from __future__ import annotations

from typing import Generic, TypeVar

_T = TypeVar("_T")

LONGEST = 500
"""How many places are remembered."""


class History(Generic[_T]):
    """A list of places and the one where somebody is now."""

    def __init__(self, start: _T) -> None:
        """Begin at *start*."""
        self._places = [start]
        self._position = 0

    @property
    def now(self) -> _T:
        """The place now."""
        return self._places[self._position]

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return self._position > 0

    def replace(self, place: _T) -> None:
        """Be at *place* instead of where one is."""
        self._places[self._position] = place

    def push(self, place: _T) -> None:
        """Go on to *place*; what lay ahead is forgotten."""
        if place == self.now:
            return
        del self._places[self._position + 1 :]
        self._places.append(place)
        del self._places[:-LONGEST]
        self._position = len(self._places) - 1

    def back(self) -> _T | None:
        """Go back one place; none where there is nothing to go back to."""
        if self._position == 0:
            return None
        self._position -= 1
        return self.now

    def forward(self) -> _T | None:
        """Go forward one place; none where nothing lies ahead."""
        if self._position == len(self._places) - 1:
            return None
        self._position += 1
        return self.now
