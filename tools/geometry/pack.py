"""Makes the packed outlines of the world map: `python tools/geometry/pack.py TARBALL`."""

from __future__ import annotations

import base64
import hashlib
import math
import sys
import zlib
from array import array
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
from arrange import arrange
from topology import MAIN_PART, NOBODY, Point, Topology, read, sides, simplified, size

from alliance_tui.views.map.atlas import FILE, FORMAT, SCALE, Packed

INTEGRITY = (
    "jHl/NQgASfw5ZML3cnbjdfr/gXK5zO8a2xKSoCVe+5+EsIaO9tMTh7SsnfhESnCpZ+Xb6XBeU91wiuyERUPshQ=="
)
"""The SHA-512 of version 1.0.0, as npm states it."""

TOLERANCE = 0.08
"""Degrees; a pixel of the closest map has twice as much."""

LABELS: dict[str, Point] = {
    "KIR": (173.0, 1.4),  # Tarawa; the largest island lies on the other side of the ocean
    "MYS": (102.2, 4.0),  # the peninsula, where the capital is
}
"""Where a country is, if not in the middle of its largest part."""

_TERRITORIES = """
ABW AIA ALA ASM ATF BES BLM BMU CCK COK CUW CXR CYM FLK FRO GGY GRL GUM HKG HMD IMN IOT
JEY MAC MAF MNP MSR NCL NFK NIU PCN PRI PYF SGS SHN SPM SXM TCA VGB VIR WLF -
"""

TERRITORIES = frozenset(_TERRITORIES.split())
"""Outlines that get no tile: they are no states."""


class Place(NamedTuple):
    """Where a country is, in hundredths of degrees.

    Attributes:
        label: its middle.
        box: west, south, east and north end of its main parts; east of 180° goes on counting.
    """

    label: tuple[int, int]
    box: tuple[int, int, int, int]


def main() -> None:
    """Pack the outlines."""
    tarball = Path(sys.argv[1])
    digest = hashlib.sha512(tarball.read_bytes()).digest()
    if base64.b64encode(digest).decode() != INTEGRITY:
        raise SystemExit(f"{tarball} is not the version that this script knows")
    topology = read(tarball)
    extent: dict[str, float] = {}
    for polygon in topology.polygons:
        ring = topology.points(polygon.rings[0])
        extent[polygon.country] = extent.get(polygon.country, 0) + size(ring)
    ids = sorted(extent, key=lambda each: -extent[each])
    places = {each: _place(each, topology) for each in ids}
    pairs = sides(topology)
    neighbours = _neighbours(ids, pairs.values())
    arcs = {index: _rounded(simplified(topology.arcs[index], TOLERANCE)) for index in pairs}
    arcs = {index: arc for index, arc in arcs.items() if len(arc) > 3 or arc[0] != arc[-1]}
    states = [each for each in ids if each not in TERRITORIES]
    tiles = arrange(
        {each: (places[each].label[0] / SCALE, places[each].label[1] / SCALE) for each in states},
        neighbours,
    )
    packed = _packed(ids, places, arcs, pairs, _shades(ids, neighbours), tiles)
    data = zlib.compress(msgspec.msgpack.encode(packed), 9)
    FILE.write_bytes(data)
    count = sum(map(len, arcs.values()))
    print(f"{len(ids)} outlines, {len(arcs)} arcs, {count} points, {len(data)} bytes")


def _place(country: str, topology: Topology) -> Place:
    rings = [
        topology.points(each.rings[0]) for each in topology.polygons if each.country == country
    ]
    largest = max(rings, key=size)
    label = LABELS.get(country) or _middle(largest)
    points = [
        point
        for ring in rings
        if size(ring) >= MAIN_PART * size(largest)
        for point in _near(ring, label[0])
    ]
    points.append(label)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    west, south, east, north = (round(each * SCALE) for each in box)
    return Place((round(label[0] * SCALE), round(label[1] * SCALE)), (west, south, east, north))


def _near(ring: list[Point], longitude: float) -> list[Point]:
    """*ring* with longitudes counted so that it lies less than half the world away."""
    turns = round((longitude - ring[0][0]) / 360)
    return [(x + 360 * turns, y) for x, y in ring]


def _middle(ring: list[Point]) -> Point:
    """The point within *ring* that is furthest from its border, to a fortieth of its size."""
    ring = simplified(ring, 0.3) if len(ring) > 200 else ring
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    shrink = math.cos(math.radians((min(ys) + max(ys)) / 2))
    best, found = -1.0, (sum(xs) / len(xs), sum(ys) / len(ys))
    for row in range(1, 40):
        y = min(ys) + (max(ys) - min(ys)) * row / 40
        for column in range(1, 40):
            x = min(xs) + (max(xs) - min(xs)) * column / 40
            distance = _depth((x, y), ring, shrink)
            if distance > best:
                best, found = distance, (x, y)
    return found


def _depth(point: Point, ring: list[Point], shrink: float) -> float:
    """How far *point* lies within *ring*; negative outside."""
    x, y = point
    inside = False
    nearest = math.inf
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        line_x, line_y = (x2 - x1) * shrink, y2 - y1
        away_x, away_y = (x - x1) * shrink, y - y1
        length = line_x * line_x + line_y * line_y
        along = max(0, min(1, (away_x * line_x + away_y * line_y) / length)) if length else 0
        nearest = min(nearest, (away_x - along * line_x) ** 2 + (away_y - along * line_y) ** 2)
    return nearest if inside else -1.0


def _neighbours(
    ids: list[str], pairs: Iterable[tuple[str | None, str | None]]
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {each: set() for each in ids}
    for left, right in pairs:
        if left is not None and right is not None:
            found[left].add(right)
            found[right].add(left)
    return found


def _rounded(arc: list[Point]) -> list[tuple[int, int]]:
    points = [(round(x * SCALE), round(y * SCALE)) for x, y in arc]
    kept = points[:1]
    kept += [point for before, point in pairwise(points) if point != before]
    return kept if len(kept) > 1 else [*kept, points[-1]]


def _shades(ids: list[str], neighbours: dict[str, set[str]]) -> dict[str, int]:
    """A number for each country that no neighbour has; the most constrained is numbered first."""
    shades: dict[str, int] = {}
    left = list(ids)
    while left:
        each = max(
            left,
            key=lambda each: (
                len({shades[other] for other in neighbours[each] if other in shades}),
                len(neighbours[each]),
                each,
            ),
        )
        taken = {shades[other] for other in neighbours[each] if other in shades}
        shades[each] = next(number for number in range(len(ids)) if number not in taken)
        left.remove(each)
    print(f"{max(shades.values()) + 1} shades")
    return shades


def _packed(
    ids: list[str],
    places: dict[str, Place],
    arcs: dict[int, list[tuple[int, int]]],
    pairs: dict[int, tuple[str | None, str | None]],
    shades: dict[str, int],
    tiles: dict[str, tuple[int, int]],
) -> Packed:
    number = {each: place for place, each in enumerate(ids)}
    xs, ys, lengths = array("h"), array("h"), array("H")
    owners = bytearray()
    x = y = 0
    # From west to east, so that no step is too wide for sixteen bits.
    for index in sorted(arcs, key=lambda each: (arcs[each][0], each)):
        arc = arcs[index]
        lengths.append(len(arc))
        for point in arc:
            xs.append(point[0] - x)
            ys.append(point[1] - y)
            x, y = point
        owners += bytes(255 if each is None else number[each] for each in pairs[index])
    labels, boxes = array("h"), array("h")
    for each in ids:
        labels.extend(places[each].label)
        boxes.extend(places[each].box)
    return Packed(
        format=FORMAT,
        ids=[*ids],
        labels=labels.tobytes(),
        boxes=boxes.tobytes(),
        shades=bytes(shades[each] for each in ids),
        tiles=bytes(part for each in ids for part in tiles.get(each, (255, 255))),
        lengths=lengths.tobytes(),
        owners=bytes(owners),
        xs=_planes(xs),
        ys=_planes(ys),
    )


def _planes(numbers: array[int]) -> bytes:
    """The low bytes, then the high ones: they pack better apart."""
    data = numbers.tobytes()
    return data[::2] + data[1::2]


if __name__ == "__main__":
    assert sys.byteorder == "little", "the packed file is little-endian"
    assert NOBODY == "-"
    main()
