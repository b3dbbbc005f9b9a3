"""Sets of small numbers as Python integers, one bit a number."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

NUMBERS = "i"
"""The array type of positions and ordinals: four bytes, signed."""


def numbers(packed: bytes) -> array[int]:
    """The numbers of a packed array."""
    unpacked: array[int] = array(NUMBERS)
    unpacked.frombytes(packed)
    return unpacked


def bits_of(positions: Iterable[int], size: int) -> int:
    """The set of *positions*, all below *size*."""
    data = bytearray((size + 7) // 8)
    for position in positions:
        data[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(data, "little")


def positions_in(bits: int) -> Iterator[int]:
    """The numbers of a set, ascending."""
    data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for place, byte in enumerate(data):
        if byte:
            first = place << 3
            for offset in _OFFSETS[byte]:
                yield first + offset


_OFFSETS = tuple(tuple(offset for offset in range(8) if byte >> offset & 1) for byte in range(256))


def all_below(size: int) -> int:
    """The set of all numbers below *size*."""
    return (1 << size) - 1
