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
        self._run = ""

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

    def push(self, place: _T, run: str = "") -> None:
        """Go on to *place*; what lay ahead is forgotten.

        Several steps of one *run* in a row, such as letters of a word, are one step.
        """
        if place == self.now:
            return
        if run and run == self._run:
            self.replace(place)
            return
        self._run = run
        del self._places[self._position + 1 :]
        self._places.append(place)
        del self._places[:-LONGEST]
        self._position = len(self._places) - 1

    def end_run(self, run: str) -> None:
        """Let the next step of *run* be one of its own."""
        if self._run == run:
            self._run = ""

    def back(self) -> _T | None:
        """Go back one place; none where there is nothing to go back to."""
        return self._go(-1)

    def forward(self) -> _T | None:
        """Go forward one place; none where nothing lies ahead."""
        return self._go(1)

    def _go(self, by: int) -> _T | None:
        if not 0 <= self._position + by < len(self._places):
            return None
        self._run = ""
        self._position += by
        return self.now
