"""Positions that a question finds, handed over only where somebody looks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import overload


class Found(Sequence[int]):
    """Positions in order: of every part it is known how many they are."""

    def __init__(
        self,
        bounds: Sequence[int],
        count: Callable[[int, int], int],
        numbers: Callable[[int, int], list[int]],
    ) -> None:
        """Find by parts.

        Args:
            bounds: the position with which each part begins, and the end of the last.
            count: how many are found from one position to before another.
            numbers: which these are, in order.
        """
        self._bounds = bounds
        self._ranks = [0, *accumulate(count(*part) for part in pairwise(bounds))]
        self._numbers = cache(numbers)

    def __len__(self) -> int:
        return self._ranks[-1]

    @overload
    def __getitem__(self, rank: int) -> int: ...
    @overload
    def __getitem__(self, rank: slice) -> Sequence[int]: ...
    def __getitem__(self, rank: int | slice) -> int | Sequence[int]:
        if isinstance(rank, slice):
            return [self[each] for each in range(*rank.indices(len(self)))]
        if rank < 0:
            rank += len(self)
        if not 0 <= rank < len(self):
            raise IndexError(rank)
        part = bisect_right(self._ranks, rank) - 1
        return self._part(part)[rank - self._ranks[part]]

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers(self._bounds[0], self._bounds[-1]))

    def before(self, position: int) -> int:
        """How many of them are less than *position*."""
        part = bisect_left(self._bounds, position)
        if part == len(self._bounds) or self._bounds[part] == position:
            return self._ranks[min(part, len(self._ranks) - 1)]
        return self._ranks[part - 1] + bisect_left(self._part(part - 1), position)

    def _part(self, part: int) -> list[int]:
        return self._numbers(self._bounds[part], self._bounds[part + 1])


def before(positions: Sequence[int], position: int) -> int:
    """How many of *positions*, which are in order, are less than *position*."""
    if isinstance(positions, Found):
        return positions.before(position)
    return bisect_left(positions, position)
