"""What records name of one another: nothing leads to itself, nothing ends before it began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from alliance_tui.model.dates import when_words
from alliance_tui.model.records import Claim
from alliance_tui.reading.draft import Draft, Path, Row


def check_links(draft: Draft) -> None:
    """Leave out the references that cannot hold; the records around them stay."""
    _check_circles(draft, draft.sources, "based_on", "E510", "is based on")
    _check_circles(draft, draft.claims, "ends", "E511", "ends")
    _check_order(draft)


def _check_circles(draft: Draft, rows: Iterable[Row[Any]], name: str, code: str, verb: str) -> None:
    """Leave out the references of which records lead to themselves."""
    by_id = {row.id: row for row in rows}
    broken: set[tuple[str, str]] = set()
    for circle in _circles({row.id: getattr(row.record, name) for row in by_id.values()}):
        links = list(zip(circle, [*circle[1:], circle[0]], strict=True))
        broken.update(links)
        row = by_id[circle[-1]]
        told = f", which {verb} ".join(f"“{each}”" for each in circle)
        itself = "itself" if len(circle) == 1 else f"“{circle[-1]}” again"
        if len(circle) == 1:
            message = f"“{circle[0]}” {verb} {itself}"
        else:
            message = f"“{circle[-1]}” {verb} {told}: a circle"
        draft.report(code, row, (name, getattr(row.record, name).index(circle[0])), message)
    for row_id in sorted({each for each, _ in broken}):
        by_id[row_id].keep_where(name, partial(_holds, broken, row_id))


def _holds(broken: set[tuple[str, str]], row_id: str, target: str, path: Path) -> bool:
    return (row_id, target) not in broken


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
        if row.record.ends:
            row.keep_where("ends", partial(_begins_before, draft, row, claims))


def _begins_before(
    draft: Draft, row: Row[Claim], claims: Mapping[str, Claim], ended: str, path: Path
) -> bool:
    claim, other = row.record, claims.get(ended)
    if other is None or other.when.first_start < claim.when.last_start:
        return True
    draft.report(
        "E512",
        row,
        path,
        f"“{ended}” is of {when_words(other.when.text)}, this claim of "
        f"{when_words(claim.when.text)}: it would have ended before it began",
    )
    return False
