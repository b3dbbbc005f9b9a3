"""TopoJSON as this program needs it: arcs with a country on each side."""

from __future__ import annotations

import json
import math
import tarfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

MEMBER = "package/world/50m.json"

NOT_DRAWN = frozenset({"ATA"})

MERGED = {"SOL": "SOM", "CYN": "CYP", "ATC": "AUS"}
"""Outlines without a code of ISO 3166-1, and the member state of the United Nations they belong
to: Somaliland, northern Cyprus, Ashmore and Cartier Islands."""

NOBODY = "-"
"""Land that is drawn as nobody's: where the source leaves an area without a state."""

RENAMED = {"KAS": NOBODY}

SPLIT_AT = {"IOA": (100.0, "CCK", "CXR")}
"""Outlines of two territories: west of the meridian the first, east of it the second."""

GOLAN = [
    (35.66, 33.24),
    (35.64, 33.10),
    (35.63, 33.00),
    (35.625, 32.89),
    (35.66, 32.83),
    (35.66, 32.72),
]
"""The line east of which Security Council resolution 497 (1981) sees Syria, from north to south;
the source draws the line of control. To the precision of the packed file."""

SMALLEST_ISLAND = 0.012
"""Islands below this area, in square degrees at the equator, are left out (about 150 km²), but
never the largest of a country."""

MAIN_PART = 0.17
"""Parts from this share of the largest on belong to what a map of the country has to show:
Alaska does, French Guiana does not."""


class Polygon(NamedTuple):
    """A polygon of a country: its rings as indices of arcs, the outer one first."""

    country: str
    rings: tuple[tuple[int, ...], ...]


class Topology(NamedTuple):
    """Arcs, and the polygons made of them."""

    arcs: list[list[Point]]
    polygons: list[Polygon]

    def points(self, ring: Iterable[int]) -> list[Point]:
        """The points of *ring*, the first one once more at the end."""
        points: list[Point] = []
        for index in ring:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points += arc[1:] if points else arc
        return unwrapped(points)


def read(tarball: Path) -> Topology:
    """The topology in *tarball*, with the corrections above."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{tarball} has no {MEMBER}")
        document: dict[str, Any] = json.load(member)
    topology = Topology(_arcs(document), [])
    for geometry in document["objects"]["countries"]["geometries"]:
        code = geometry["properties"]["a3"]
        if code in NOT_DRAWN:
            continue
        for rings in geometry["arcs"]:
            country = RENAMED.get(code, MERGED.get(code, code))
            if code in SPLIT_AT:
                meridian, west, east = SPLIT_AT[code]
                country = west if topology.points(rings[0])[0][0] < meridian else east
            topology.polygons.append(Polygon(country, tuple(map(tuple, rings))))
    _draw_golan(topology)
    return _without_islets(topology)


def _arcs(document: dict[str, Any]) -> list[list[Point]]:
    (scale_x, scale_y), (left, bottom) = (
        document["transform"][key] for key in ("scale", "translate")
    )
    arcs = []
    for deltas in document["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(unwrapped(arc))
    return arcs


def unwrapped(points: list[Point]) -> list[Point]:
    """*points* without jumps at the 180th meridian: longitudes go on counting beyond it."""
    found = points[:1]
    for x, y in points[1:]:
        found.append((x - 360 * round((x - found[-1][0]) / 360), y))
    return found


def sides(topology: Topology) -> dict[int, tuple[str | None, str | None]]:
    """For each arc in use the countries on its left and on its right; none for water."""
    found: dict[int, list[str | None]] = {}
    for polygon in topology.polygons:
        for number, ring in enumerate(polygon.rings):
            inside_is_right = (area(topology.points(ring)) < 0) == (number == 0)
            for index in ring:
                on_right = inside_is_right == (index >= 0)
                found.setdefault(max(index, ~index), [None, None])[on_right] = polygon.country
    return {arc: (left, right) for arc, (left, right) in found.items() if left != right}


def _draw_golan(topology: Topology) -> None:
    for index, pair in sides(topology).items():
        if set(pair) == {"ISR", "SYR"}:
            arc = topology.arcs[index]
            line = GOLAN if arc[0][1] > arc[-1][1] else GOLAN[::-1]
            topology.arcs[index] = [arc[0], *line, arc[-1]]
            return
    raise SystemExit("no border between Israel and Syria: has the source changed?")


def _without_islets(topology: Topology) -> Topology:
    users: dict[int, int] = {}
    for polygon in topology.polygons:
        for ring in polygon.rings:
            for index in ring:
                users[max(index, ~index)] = users.get(max(index, ~index), 0) + 1
    areas = [size(topology.points(each.rings[0])) for each in topology.polygons]
    largest: dict[str, float] = {}
    for polygon, extent in zip(topology.polygons, areas, strict=True):
        largest[polygon.country] = max(extent, largest.get(polygon.country, 0))
    kept = [
        polygon
        for polygon, extent in zip(topology.polygons, areas, strict=True)
        if extent >= SMALLEST_ISLAND
        or extent == largest[polygon.country]
        or any(users[max(index, ~index)] > 1 for ring in polygon.rings for index in ring)
    ]
    return Topology(topology.arcs, kept)


def area(ring: list[Point]) -> float:
    """The signed area of *ring* in the plane, positive if it runs against the clock."""
    pairs = pairwise(ring)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def size(ring: list[Point]) -> float:
    """The area within *ring* in square degrees at the equator."""
    latitude = sum(y for _, y in ring) / len(ring)
    return abs(area(ring)) * math.cos(math.radians(latitude))


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """*points* without those that lie within *tolerance* degrees of what is left.

    The method is that of Douglas and Peucker (1973); both ends stay.
    """
    keep = [True] + [False] * (len(points) - 2) + [True]
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        furthest, place = tolerance, None
        for index in range(first + 1, last):
            distance = _distance(points[index], points[first], points[last])
            if distance > furthest:
                furthest, place = distance, index
        if place is not None:
            keep[place] = True
            waiting += [(first, place), (place, last)]
    return [point for point, kept in zip(points, keep, strict=True) if kept]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From *point* to the line from *start* to *end*, in degrees at the equator."""
    shrink = math.cos(math.radians(point[1]))
    line_x, line_y = (end[0] - start[0]) * shrink, end[1] - start[1]
    x, y = (point[0] - start[0]) * shrink, point[1] - start[1]
    length = line_x * line_x + line_y * line_y
    along = max(0.0, min(1.0, (x * line_x + y * line_y) / length)) if length else 0.0
    return math.hypot(x - along * line_x, y - along * line_y)
