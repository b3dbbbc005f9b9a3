"""The outlines as pixels: for every pixel of a map the country that has it.

A map shows as much of the world as its countries need, and fills its room. No country of its
own vanishes: one that is smaller than a pixel takes the pixel next to its middle that nobody
misses. Pixels are square; two of them, one above the other, make a cell of a terminal.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from alliance_tui.views.map.atlas import NOBODY, SCALE, Atlas, Box, atlas

CUT = -169.0
"""The meridian at which a map of the world is cut: between Russia and Alaska."""

NORTH, SOUTH = 83.7, -56.0
"""Land ends there, Antarctica left out."""

MARGIN = 0.06
"""How much more than its countries a map shows on each side, as a share of its size."""

LEAST = 9.0
"""The least height of a map in degrees: below it the outlines show their corners."""

STRETCH = 28.0
"""How far, in degrees, the parallel that is drawn true to scale may lie from the middle."""

REACH = 2.4
"""How far from its middle, in pixels, a small country may take one."""

SPARE = 4
"""From how many pixels on a country can spare one for a smaller one."""

NEAR = tuple(
    sorted(
        ((x, y) for x in range(-2, 3) for y in range(-2, 3) if math.hypot(x, y) <= REACH),
        key=lambda step: (math.hypot(*step), step),
    )
)


class Window(NamedTuple):
    """What part of the world a map shows, in an equirectangular projection.

    Attributes:
        west: longitude of its left edge, in degrees.
        north: latitude of its upper edge.
        across: degrees of longitude in a pixel.
        down: degrees of latitude in a pixel.
        width: how many pixels lie side by side, at most once round the globe.
        height: how many lie one above the other.
    """

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place is, in pixels from the upper left corner."""
        return (longitude - self.west) % 360 / self.across, (self.north - latitude) / self.down


class Raster:
    """Who has which pixel.

    Attributes:
        window: what part of the world is shown.
        rows: for each row of pixels the numbers of the countries in the atlas.
        missing: the countries of the map that found no pixel.
    """

    def __init__(self, countries: Iterable[str], width: int, height: int) -> None:
        """Draw a map of *countries*, which the atlas knows, in *width* by *height* pixels."""
        world = atlas()
        wanted = sorted(countries)
        self.window = window([world.box(each) for each in wanted], width, height)
        rows = _swept(world, self.window)
        self.missing = _with_the_smallest(world, self.window, rows, wanted)
        self.rows = tuple(map(bytes, rows))

    @cached_property
    def pixels(self) -> dict[int, list[tuple[int, int]]]:
        """The pixels of each country, by its number: column and row."""
        found: dict[int, list[tuple[int, int]]] = {}
        for y, row in enumerate(self.rows):
            for x, owner in enumerate(row):
                if owner != NOBODY:
                    found.setdefault(owner, []).append((x, y))
        return found

    def middle(self, country: str) -> tuple[float, float]:
        """The middle of *country* in pixels: of its only one, if it has just one."""
        pixels = self.pixels.get(atlas().number[country], ())
        if len(pixels) == 1:
            x, y = pixels[0]
            return x + 0.5, y + 0.5
        return self.window.pixel(*atlas().label(country))


def window(boxes: list[Box], width: int, height: int) -> Window:
    """The window that shows *boxes* in *width* by *height* pixels, and as much beside as fits."""
    west, east = _longitudes(boxes)
    south, north = min(each.south for each in boxes), max(each.north for each in boxes)
    more = max(LEAST - (north - south), 0) / 2 + MARGIN * (north - south)
    south, north = max(SOUTH, south - more), min(NORTH, north + more)
    more = max(LEAST - (east - west), 0) / 2 + MARGIN * (east - west)
    if east - west + 2 * more > 300:
        west, east = CUT, CUT + 360
    else:
        west, east = west - more, east + more
    # The parallel that is drawn true to scale is the one that lets the map fill its room.
    middle = abs(south + north) / 2
    filling = (north - south) / height * width / (east - west)
    narrowest = math.cos(math.radians(min(60, middle + STRETCH)))
    shrink = min(max(filling, narrowest), math.cos(math.radians(max(0, middle - STRETCH))))
    down = max((north - south) / height, (east - west) * shrink / width)
    across = down / shrink
    width = min(width, math.floor(360 / across))
    west = (west + east - width * across) / 2
    spare = height * down - (north - south)
    top = min(north + spare / 2, max(NORTH, north))
    return Window(west, max(top, SOUTH + height * down - spare), across, down, width, height)


def _longitudes(boxes: list[Box]) -> tuple[float, float]:
    """From where to where a map of *boxes* goes: cut as usual, or where that saves a lot."""
    sides = sorted((each.west, each.east - each.west) for each in boxes)

    def cut(at: float) -> tuple[float, float]:
        starts = [((west - at) % 360, wide) for west, wide in sides]
        return at + min(west for west, _ in starts), at + max(sum(each) for each in starts)

    usual = cut(CUT)
    best = min((cut(west) for west, _ in sides), key=lambda ends: ends[1] - ends[0])
    return best if best[1] - best[0] < 0.7 * (usual[1] - usual[0]) else usual


def _swept(world: Atlas, window: Window) -> list[bytearray]:
    """Who is at the middle of each pixel, from one sweep over all borders."""
    height, width, across = window.height, window.width, window.across * SCALE
    down, top, west = window.down * SCALE, window.north * SCALE, window.west * SCALE
    globe = 360 / window.across
    # In rows of pixels; a border crosses the middles of those between its two ends.
    ys = [(top - y) / down - 0.5 for y in world.ys]
    crossings: list[list[tuple[float, int]]] = [[] for _ in range(height)]
    xs = world.xs
    for number, (y1, y2, left, right) in enumerate(
        zip(ys, ys[1:], world.left, world.right, strict=False)
    ):
        if left == right:
            continue
        if y1 < y2:
            first, last, east = math.ceil(y1), math.ceil(y2), left
        else:
            first, last, east = math.ceil(y2), math.ceil(y1), right
        for row in range(max(0, first), min(height, last)):
            x = xs[number] + (row - y1) * (xs[number + 1] - xs[number]) / (y2 - y1)
            crossings[row].append(((x - west) / across % globe, east))
    rows = []
    for borders in crossings:
        owners = bytearray([NOBODY]) * width
        borders.sort()
        # West of the first border lies what is east of the last one, round the globe.
        owner, start = borders[-1][1] if borders else NOBODY, 0
        for x, east in [*borders, (math.inf, NOBODY)]:
            end = width if x > width else math.ceil(x - 0.5)
            if owner != NOBODY and end > start:
                owners[start:end] = bytes([owner]) * (end - start)
            owner, start = east, max(start, end)
        rows.append(owners)
    return rows


def _with_the_smallest(
    world: Atlas, window: Window, rows: list[bytearray], wanted: list[str]
) -> tuple[str, ...]:
    """Give each of *wanted* that has no pixel the nearest that can be spared; who gets none."""
    counts = Counter[int]()
    for row in rows:
        counts.update(row)
    mine = {world.number[each] for each in wanted}
    missing = []
    for each in wanted:
        number = world.number[each]
        if counts[number]:
            continue
        x, y = (math.floor(part) for part in window.pixel(*world.label(each)))
        for step_x, step_y in NEAR:
            column, line = x + step_x, y + step_y
            if not (0 <= column < window.width and 0 <= line < window.height):
                continue
            owner = rows[line][column]
            if owner == NOBODY or owner not in mine or counts[owner] >= SPARE:
                rows[line][column] = number
                counts[owner] -= 1
                counts[number] = 1
                break
        else:
            missing.append(each)
    return tuple(missing)
