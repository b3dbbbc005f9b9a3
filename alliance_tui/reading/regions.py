"""A file taken apart by its lines, so that one broken record does not cost the whole file.

Sections begin at the start of a line, and in most files so does each record after the same
number of spaces. What YAML cannot make sense of is looked for among these regions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from alliance_tui.model.records import SECTIONS
from alliance_tui.reading.left_out import told

SECTION: Final = re.compile(r"[\"']?\w[\w .-]*[\"']?[ \t]*:(?=\s|$)")
_ITEM: Final = re.compile(r"( *)-(?=\s|$)")

MOST: Final = 100
"""How many broken regions of a file are told apart."""


class Region(NamedTuple):
    """Lines from `first` up to `end`, from 0: a record of a section, or all of a section."""

    first: int
    end: int
    section: str
    is_item: bool

    @property
    def lines(self) -> range:
        """The numbers of its lines."""
        return range(self.first, self.end)

    @property
    def told(self) -> str:
        """What is lost with the region, in words."""
        kind = SECTIONS.get(self.section)
        return told(kind, ()) if self.is_item and kind is not None else f"“{self.section}”"


def headed(line: str) -> tuple[str, str]:
    """The section that begins with *line*, and what stands in that line of its value."""
    name, _, value = line.partition(":")
    return name.strip("\"' \t"), value.partition(" #")[0].strip()


def regions_of(lines: list[str]) -> list[Region]:
    """The records and sections of *lines*; what stands before the first section is no part."""
    starts: list[tuple[int, str, bool]] = []
    section = ""
    indent: int | None = None
    inside = False
    for number, line in enumerate(lines):
        if not line.startswith(" ") and SECTION.match(line):
            section, value = headed(line)
            starts.append((number, section, False))
            inside = not value and section != "dataset"
            indent = None
        elif inside and line.lstrip(" ").startswith("-") and (item := _ITEM.match(line)):
            if indent is None:
                indent = len(item[1])
            if len(item[1]) == indent:
                starts.append((number, section, True))
    ends = [*[number for number, *_ in starts], len(lines)][1:]
    return [
        Region(first, end, section, is_item)
        for (first, section, is_item), end in zip(starts, ends, strict=True)
    ]


def broken_regions(
    regions: list[Region], sound: Callable[[list[Region]], bool]
) -> list[Region] | None:
    """Those of *regions* that are not *sound*; none where there are too many to tell apart.

    Records of one section are asked about together, and apart only where something is wrong.
    """
    broken: list[Region] = []
    for group in _groups(regions):
        waiting = [group]
        while waiting:
            some = waiting.pop()
            if sound(some):
                continue
            if len(some) == 1:
                broken.append(some[0])
                if len(broken) > MOST:
                    return None
                continue
            half = len(some) // 2
            waiting += [some[half:], some[:half]]
    return sorted(broken)


def _groups(regions: Iterable[Region]) -> list[list[Region]]:
    groups: list[list[Region]] = []
    for region in regions:
        last = groups[-1][-1] if groups else None
        if region.is_item and last is not None and last.is_item and last.section == region.section:
            groups[-1].append(region)
        else:
            groups.append([region])
    return groups


def emptied(regions: list[Region], broken: list[Region]) -> Iterator[Region]:
    """The sections of which every record is *broken*."""
    for group in _groups(each for each in regions if each.is_item):
        if all(each in broken for each in group):
            at = regions.index(group[0])
            if at and not regions[at - 1].is_item:
                yield regions[at - 1]
