"""Keeping the last thing that was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The last value made, kept until another key is asked for."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._last: tuple[object, T] | None = None

    def of(self, key: object, make: Callable[[], T]) -> T:
        """The value for *key*: the last one if it was for an equal key, else what *make* makes."""
        if self._last is None or self._last[0] != key:
            self._last = (key, make())
        return self._last[1]
