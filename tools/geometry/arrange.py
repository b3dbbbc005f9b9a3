"""A tile for each country: places on a grid on which neighbours stay near one another.

Countries start where the map has them, crowded parts spread; then tiles are swapped at random,
and a swap is kept where it makes the grid better, or at first a little worse (simulated
annealing). The dice are seeded: the same outlines give the same grid.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

COLUMNS, ROWS = 27, 20

SPREAD = 0.45
"""How far crowded parts are spread: 0 is the map, 1 as many countries in every stripe."""

TURNS = 1_200_000

APART, TURNED, STRANGE = 0.9, 1.2, 0.35
"""What it costs, against a square of the way from where the map has a country: each tile between
neighbours, a neighbour in the opposite direction (half of it: at a right angle), and a tile beside
that is far away on the map."""

FAR = 25.0
"""In degrees."""

Tile = tuple[int, int]


def arrange(
    labels: Mapping[str, tuple[float, float]], neighbours: Mapping[str, set[str]]
) -> dict[str, Tile]:
    """A tile for each country.

    Args:
        labels: longitude and latitude of the middle of each country.
        neighbours: whom each country has a border with.
    """
    grid = _Grid(labels, neighbours)
    dice = random.Random(1)
    ids = sorted(labels)
    for turn in range(TURNS):
        heat = 1.5 * (1 - turn / TURNS) ** 2
        each = dice.choice(ids)
        column, row = grid.tiles[each]
        reach = 6 if turn < TURNS / 3 else 2
        tile = (column + dice.randint(-reach, reach), row + dice.randint(-reach, reach))
        if tile != grid.tiles[each] and 0 <= tile[0] < COLUMNS and 0 <= tile[1] < ROWS:
            worse = grid.swap(each, tile)
            if worse > 0 and (heat <= 0 or dice.random() >= math.exp(-worse / heat)):
                grid.swap_back()
    left = min(column for column, _ in grid.tiles.values())
    top = min(row for _, row in grid.tiles.values())
    return {each: (column - left, row - top) for each, (column, row) in grid.tiles.items()}


class _Grid:
    """Who has which tile, and how good that is."""

    def __init__(
        self, labels: Mapping[str, tuple[float, float]], neighbours: Mapping[str, set[str]]
    ) -> None:
        xs = _spread({each: (x + 169) % 360 for each, (x, _) in labels.items()}, COLUMNS - 1)
        ys = _spread({each: -y for each, (_, y) in labels.items()}, ROWS - 1)
        self._wanted = {each: (xs[each], ys[each]) for each in labels}
        self._labels = {each: ((x + 169) % 360, y) for each, (x, y) in labels.items()}
        # In order, for sums of fractions depend on it, and the grid on them.
        self._neighbours = {each: sorted(neighbours[each] & labels.keys()) for each in labels}
        self.tiles: dict[str, Tile] = {}
        self._owners: dict[Tile, str] = {}
        self._last: tuple[str, Tile] = ("", (0, 0))
        free = {(column, row) for column in range(COLUMNS) for row in range(ROWS)}
        for each in sorted(labels):
            x, y = self._wanted[each]
            tile = min(free, key=lambda tile: (math.hypot(tile[0] - x, tile[1] - y), tile))
            free.remove(tile)
            self.tiles[each], self._owners[tile] = tile, each

    def swap(self, country: str, tile: Tile) -> float:
        """Give *country* the *tile*, its owner the other; how much worse the grid becomes."""
        self._last = country, self.tiles[country]
        moved = [country, *filter(None, [self._owners.get(tile)])]
        before = sum(map(self._cost, moved))
        self._put(country, tile)
        return sum(map(self._cost, moved)) - before

    def swap_back(self) -> None:
        """Take the last swap back."""
        self._put(*self._last)

    def _put(self, country: str, tile: Tile) -> None:
        old, other = self.tiles[country], self._owners.pop(tile, None)
        del self._owners[old]
        self.tiles[country], self._owners[tile] = tile, country
        if other is not None:
            self.tiles[other], self._owners[old] = old, other

    def _cost(self, country: str) -> float:
        column, row = self.tiles[country]
        x, y = self._wanted[country]
        cost = ((column - x) ** 2 + (row - y) ** 2) / 6
        longitude, latitude = self._labels[country]
        for other in self._neighbours[country]:
            there_column, there_row = self.tiles[other]
            across, down = there_column - column, there_row - row
            cost += APART * (max(abs(across), abs(down)) - 1)
            east, south = self._labels[other][0] - longitude, latitude - self._labels[other][1]
            along = across * east + down * south
            cost += TURNED * (1 - along / (math.hypot(across, down) * math.hypot(east, south)))
        around = ((column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1))
        beside = [self._owners[tile] for tile in around if tile in self._owners]
        strange = sum(1 for other in beside if not self._near(country, other))
        return cost + STRANGE * strange

    def _near(self, country: str, other: str) -> bool:
        """Whether two countries may stand side by side without misleading anybody."""
        (x1, y1), (x2, y2) = self._labels[country], self._labels[other]
        return math.hypot(x1 - x2, y1 - y2) < FAR


def _spread(values: dict[str, float], last: int) -> dict[str, float]:
    """*values* from 0 to *last*, partly by size and partly by rank."""
    order = sorted(values, key=lambda each: (values[each], each))
    low, high = values[order[0]], values[order[-1]]
    return {
        each: last
        * (SPREAD * rank / (len(order) - 1) + (1 - SPREAD) * (values[each] - low) / (high - low))
        for rank, each in enumerate(order)
    }
