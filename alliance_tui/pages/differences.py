"""The page of what differs between two data sets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from alliance_tui.model.dataset import Dataset
from alliance_tui.pages.cells import cut
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import GAP, Block, Page, Span, text
from alliance_tui.pages.parts import heading
from alliance_tui.pages.plain_data import plain_data
from alliance_tui.query.differences import Difference

_SIGNS = {"added": ("+", "good"), "removed": ("-", "bad"), "changed": ("~", "dim")}

LONGEST = 300
"""Cells up to which the value of a field is told."""


def differences_page(
    before: Dataset, after: Dataset, found: list[Difference], glyphs: Glyphs
) -> Page:
    """What differs from *before* to *after*."""
    title = f"{before.metadata.version} {glyphs.arrow} {after.metadata.version}"
    return Page("differences", title, tuple(_blocks(found, glyphs)))


def _blocks(found: list[Difference], glyphs: Glyphs) -> Iterator[Block]:
    if not found:
        yield Block((Span("The two data sets are the same.", "good"),))
        return
    for section, group in groupby(found, key=lambda each: each.section):
        listed = list(group)
        counts = {what: sum(each.what == what for each in listed) for what in _SIGNS}
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        yield GAP
        yield heading(f"{section.capitalize()}: {told}")
        for each in listed:
            sign, role = _SIGNS[each.what]
            yield Block((text(each.id, "strong"),), indent=2, lead=(Span(f"{sign} ", role),))
            for change in each.changes:
                yield Block(
                    (
                        text(f"{change.field}: ", "label"),
                        text(_told(change.before, glyphs), "dim"),
                        Span(f" {glyphs.arrow} ", "dim"),
                        text(_told(change.after, glyphs)),
                    ),
                    indent=4,
                )


def _told(value: Any, glyphs: Glyphs) -> str:
    if value in (None, (), {}):
        return glyphs.dash
    return cut(str(plain_data(value)), LONGEST, glyphs.ellipsis)
