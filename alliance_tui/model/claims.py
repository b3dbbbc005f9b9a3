"""The claims of a data set: by date, each read when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

from msgspec import Struct

from alliance_tui.model.records import Claim

_Key = TypeVar("_Key", bound=Hashable)


class ClaimIndex(Struct, frozen=True, array_like=True):
    """The positions of claims by what is asked of them first, ascending.

    Attributes:
        count: how many claims there are.
        about: by country and support type.
        ended_by: by the id of a claim, those that bring it to an end.
    """

    count: int
    about: dict[str, dict[str, list[int]]]
    ended_by: dict[str, list[int]]


def index_of(claims: Sequence[Claim]) -> ClaimIndex:
    """The index of *claims*, which stand by date."""
    about: dict[str, dict[str, list[int]]] = {}
    ended_by: dict[str, list[int]] = {}
    for position, claim in enumerate(claims):
        about.setdefault(claim.country, {}).setdefault(claim.type, []).append(position)
        for ended in claim.ends:
            ended_by.setdefault(ended, []).append(position)
    return ClaimIndex(len(claims), about, ended_by)


class Claims(Sequence[Claim]):
    """The claims by date."""

    def __init__(
        self, lookup: ClaimIndex, read: Callable[[Sequence[int]], Iterable[tuple[int, Claim]]]
    ) -> None:
        """Find claims by *lookup*; *read* gives those at some positions, and perhaps others."""
        self.lookup = lookup
        self._read = read
        self._seen: dict[int, Claim] = {}

    def among(self, positions: Sequence[int]) -> tuple[Claim, ...]:
        """The claims at *positions*, all of which there are."""
        unseen = [each for each in positions if each not in self._seen]
        if unseen:
            for position, claim in self._read(unseen):
                self._seen.setdefault(position, claim)
        return tuple(self._seen[each] for each in positions)

    @overload
    def __getitem__(self, position: int) -> Claim: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Claim]: ...
    def __getitem__(self, position: int | slice) -> Claim | Sequence[Claim]:
        positions = range(self.lookup.count)[position]
        return self.among(positions) if isinstance(positions, range) else self.among([positions])[0]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.among(range(self.lookup.count)))

    def __len__(self) -> int:
        return self.lookup.count


def in_memory(claims: Sequence[Claim]) -> Claims:
    """*claims*, which stand by date."""
    return Claims(index_of(claims), lambda positions: ((each, claims[each]) for each in positions))


class GroupedClaims(Mapping[_Key, tuple[Claim, ...]]):
    """Claims by something that they have in common; a group is read when it is looked at."""

    def __init__(self, claims: Claims, positions: Mapping[_Key, Sequence[int]]) -> None:
        """Group *claims* as their *positions* are."""
        self._claims = claims
        self._positions = positions
        self._seen: dict[_Key, tuple[Claim, ...]] = {}

    def __getitem__(self, key: _Key) -> tuple[Claim, ...]:
        group = self._seen.get(key)
        if group is None:
            group = self._seen[key] = self._claims.among(self._positions[key])
        return group

    def __contains__(self, key: object) -> bool:
        return key in self._positions

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)
