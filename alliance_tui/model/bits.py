"""Sets of small numbers as Python integers, one bit a number."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sized

NUMBERS = "i"
"""The array type of positions and ordinals: four bytes, signed."""


DENSE = 16
"""Sets with more than one in so many of all numbers are made digit by digit, which is faster."""

_ONE = ord("1")


def numbers(packed: bytes) -> array[int]:
    """The numbers of a packed array."""
    unpacked: array[int] = array(NUMBERS)
    unpacked.frombytes(packed)
    return unpacked


def bits_of(positions: Iterable[int], size: int) -> int:
    """The set of *positions*, all below *size*."""
    if isinstance(positions, Sized) and len(positions) * DENSE > size:
        digits = bytearray(b"0") * size
        for position in positions:
            digits[position] = _ONE
        digits.reverse()
        return int(digits, 2) if size else 0
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
