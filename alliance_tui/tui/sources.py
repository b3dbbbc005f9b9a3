"""The sources behind what is shown."""

from __future__ import annotations

from alliance_tui.model.dataset import Dataset, Item
from alliance_tui.model.records import Claim, Correction, Source
from alliance_tui.pages.page import Block, text
from alliance_tui.pages.parts import source_label


def sources_of(item: Item, dataset: Dataset) -> list[Source]:
    """The sources that *item* cites; a source stands for itself."""
    if isinstance(item, Source):
        return [item]
    if isinstance(item, Correction):
        return []
    order = {"supports": 0, "denies": 1, "context": 2}
    evidence = item.evidence
    if isinstance(item, Claim):
        evidence = tuple(sorted(evidence, key=lambda each: order[each.stance]))
    return [dataset.source[each] for each in dict.fromkeys(each.source for each in evidence)]


def sources_blocks(sources: list[Source]) -> tuple[Block, ...]:
    """A list of sources to choose from."""
    return tuple(
        block
        for source in sources
        for block in (
            Block((text(source_label(source), "source", source.id),)),
            Block((text(source.title, "dim"),), indent=2),
        )
    )
