"""What records name of one another: nothing leads to itself, nothing ends before it began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from alliance_tui.model.dates import when_words
from alliance_tui.model.records import Claim
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.left_out import Path

TOLD = 5
"""How many members of a circle are told by name."""


def check_links(draft: Draft) -> None:
    """Leave out the references that cannot hold; the records around them stay."""
    _check_circles(draft, draft.sources, "based_on", "E510", "is based on")
    _check_circles(draft, draft.claims, "ends", "E511", "ends")
    draft.settle()
    _check_order(draft)


def _check_circles(draft: Draft, rows: Iterable[Row[Any]], name: str, code: str, verb: str) -> None:
    """Leave out the references of which records lead to themselves."""
    by_id = {row.id: row for row in rows}
    for circle in _circles({row.id: getattr(row.record, name) for row in by_id.values()}):
        row = by_id[circle[-1]]
        message = f"“{circle[-1]}” {verb} {_told(circle, verb)}"
        path = (name, getattr(row.record, name).index(circle[0]))
        draft.report(code, row, path, message, part=path)
        for each, named in pairwise(circle):
            draft.drop(by_id[each], (name, getattr(by_id[each].record, name).index(named)))


def _told(circle: list[str], verb: str) -> str:
    """Where a circle leads, from its last on."""
    if len(circle) == 1:
        return "itself"
    *way, last = circle if len(circle) <= TOLD else [*circle[: TOLD - 1], circle[-1]]
    steps = "".join(f"“{each}”, which {verb} " for each in way)
    more = len(circle) - TOLD
    if more > 0:
        return f"{steps}… and, {more:,} further on, “{last}”: a circle"
    return f"{steps}“{last}”: a circle"


def _circles(links: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Paths that lead back to where they began; without them nothing leads to itself."""
    done: set[str] = set()
    for start in links:
        path: list[str] = []
        on_path: dict[str, int] = {}
        waiting: list[tuple[str, Iterator[str]]] = []
        step: str | None = start
        while True:
            if step is not None and step in on_path:
                yield path[on_path[step] :]
            elif step is not None and step in links and step not in done:
                on_path[step] = len(path)
                path.append(step)
                waiting.append((step, iter(links[step])))
            if not waiting:
                break
            step = next(waiting[-1][1], None)
            if step is None:
                left, _ = waiting.pop()
                path.pop()
                del on_path[left]
                done.add(left)


def _check_order(draft: Draft) -> None:
    """Leave out of `ends` what begins on the day of the end or later."""
    claims = {row.id: row.record for row in draft.claims}
    for row in draft.claims:
        for position, ended in enumerate(row.record.ends):
            other = claims.get(ended)
            if other is not None:
                _check_begins_before(draft, row, other, ("ends", position))


def _check_begins_before(draft: Draft, row: Row[Claim], other: Claim, path: Path) -> None:
    claim = row.record
    if other.when.first_start >= claim.when.last_start:
        message = (
            f"“{other.id}” is of {when_words(other.when.text)}, this claim of "
            f"{when_words(claim.when.text)}: it would have ended before it began"
        )
        draft.report("E512", row, path, message, part=path)
