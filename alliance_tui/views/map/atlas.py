"""The outlines of the countries of the world, read from the packed file when first asked for.

The file is made by ``tools/geometry``; the folder of this module says what it is made from.
Borders are arcs with a country on each side, so that the pixels of all countries come from
one sweep and no two of them overlap.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import msgspec

FILE = Path(__file__).with_name("outlines.bin")

FORMAT = 1

SCALE = 100
"""Coordinates are whole hundredths of degrees, about a kilometre."""

NOBODY = 255
"""The number of water, and of land that no country of the atlas has."""

CREDIT = "Natural Earth, visionscarto; simplified"
"""What is said on the map; `NOTICE.md` beside this module says the rest."""


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """What is in the file; numbers are little-endian, of sixteen bits where not said otherwise.

    Attributes:
        format: the number of the format.
        ids: the countries, the largest first, by ISO 3166-1 alpha-3; Kosovo is XKX, and ``-``
            is land that the source gives to nobody.
        labels: longitude and latitude of each country's middle.
        boxes: west, south, east and north end of each country's main parts; a box that crosses
            the 180th meridian ends east of 180°.
        shades: one byte a country; no two neighbours have the same.
        tiles: column and row of each country's tile, one byte each; 255 where it has none.
        lengths: how many points each arc has.
        owners: the country on the left and the right of each arc, one byte each.
        xs: the longitudes of all points as steps, low bytes first, then high bytes.
        ys: the latitudes in the same way.
    """

    format: int
    ids: list[str]
    labels: bytes
    boxes: bytes
    shades: bytes
    tiles: bytes
    lengths: bytes
    owners: bytes
    xs: bytes
    ys: bytes


class Box(NamedTuple):
    """Where the main parts of a country lie, in degrees; `east` may be beyond 180."""

    west: float
    south: float
    east: float
    north: float


class Atlas:
    """The outlines.

    Attributes:
        ids: the countries, the largest first; a country's place is its number.
        number: the number of each country.
        shades: a small number for each country that none of its neighbours has.
        xs: the longitudes of all points of all arcs, one after the other.
        ys: their latitudes.
        left: who is on the left of the line from each point to the next; between two arcs
            nobody is on either side.
        right: who is on its right.
    """

    def __init__(self, packed: Packed) -> None:
        """Unpack *packed*."""
        self.ids = tuple(packed.ids)
        self.number = {each: number for number, each in enumerate(self.ids)}
        self.shades = packed.shades
        self.xs = array("h", accumulate(_numbers(packed.xs)))
        self.ys = array("h", accumulate(_numbers(packed.ys)))
        self._lengths = _sixteen_bits(packed.lengths, "H")
        self.left = self._sides(packed.owners[::2])
        self.right = self._sides(packed.owners[1::2])
        self._labels = _sixteen_bits(packed.labels)
        self._boxes = _sixteen_bits(packed.boxes)
        self._tiles = packed.tiles

    def _sides(self, owners: bytes) -> bytes:
        pairs = zip(owners, self._lengths, strict=True)
        nobody = bytes([NOBODY])
        return b"".join(bytes([owner]) * (length - 1) + nobody for owner, length in pairs)

    def knows(self, country: str) -> bool:
        """Whether there is an outline of *country*, or at least its place."""
        return country in self.number

    def label(self, country: str) -> tuple[float, float]:
        """The middle of *country*: longitude and latitude in degrees."""
        place = 2 * self.number[country]
        return self._labels[place] / SCALE, self._labels[place + 1] / SCALE

    def box(self, country: str) -> Box:
        """Where the main parts of *country* lie."""
        place = 4 * self.number[country]
        return Box(*(each / SCALE for each in self._boxes[place : place + 4]))

    @cached_property
    def tiles(self) -> dict[str, tuple[int, int]]:
        """Column and row of the tile of each country that has one."""
        pairs = zip(self.ids, self._tiles[::2], self._tiles[1::2], strict=True)
        return {each: (column, row) for each, column, row in pairs if column != NOBODY}


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The atlas of this program."""
    data = zlib.decompress(FILE.read_bytes())
    packed = msgspec.msgpack.decode(data, type=Packed)
    if packed.format != FORMAT:
        raise ValueError(f"{FILE} has format {packed.format}, not {FORMAT}")
    return Atlas(packed)


def _sixteen_bits(data: bytes, kind: str = "h") -> array[int]:
    numbers: array[int] = array(kind)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _numbers(planes: bytes) -> array[int]:
    """Numbers whose low bytes stand before their high bytes."""
    half = len(planes) // 2
    data = bytearray(len(planes))
    data[::2], data[1::2] = planes[:half], planes[half:]
    return _sixteen_bits(bytes(data))
