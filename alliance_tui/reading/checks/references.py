"""References: every id that a record names exists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from alliance_tui.model.records import SECTIONS, Correction, Record
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.left_out import Path
from alliance_tui.reading.problems import short
from alliance_tui.reading.shape import REFERENCES, Field, ListOf, RecordOf, fields_of
from alliance_tui.reading.unseen import unseen


class Named(NamedTuple):
    """Ids that a record names in one place.

    Attributes:
        what: what they are ids of.
        ids: the ids.
        path: where in the record they stand.
        listed: whether a list stands there.
    """

    what: str
    ids: tuple[str, ...]
    path: Path
    listed: bool


def check_references(draft: Draft) -> None:
    """Leave out what names something that does not exist, and then what names that."""
    known = _known(draft)
    already_out = [row for kind in SECTIONS.values() for row in draft.rows_out(kind)]
    alike: Iterable[list[Row[Any]]] = [rows for _, rows in draft.rows_by_section()]
    naming: dict[str, list[Row[Any]]] | None = None
    while True:
        for rows in alike:
            _check(draft, [row for row in rows if not row.out], known)
        gone = draft.settle()
        if not gone:
            break
        if naming is None:
            naming = _naming(draft)
        for ids in known.values():
            ids.difference_update(gone)
        alike = {id(row): [row] for each in gone for row in naming.get(each, ())}.values()
    for row in already_out:
        _check(draft, [row], known)
    draft.settle()
    _check(draft, [draft.metadata], known)


def _known(draft: Draft) -> dict[str, set[str]]:
    """The ids that there are, by what they are ids of."""
    known = {
        "support type": {each.id for each in draft.metadata.record.support_types},
        "group": {row.id for row in draft.groups},
        "source": {row.id for row in draft.sources},
        "country": {row.id for row in draft.countries},
        "claim": {row.id for row in draft.claims},
        "event": {row.id for row in draft.events},
    }
    ties = {tie.id for row in draft.countries for tie in row.record.ties}
    known["record"] = ties.union(*(ids for what, ids in known.items() if what != "support type"))
    return known


def _naming(draft: Draft) -> dict[str, list[Row[Any]]]:
    """For each id the rows that name it."""
    naming: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in draft.all_rows():
        for item_id in {each for named in _names(row.record) for each in named.ids}:
            naming[item_id].append(row)
    return naming


def _check(draft: Draft, rows: list[Row[Any]], known: dict[str, set[str]]) -> None:
    """Report what *rows*, of one kind, name that is not *known*."""
    if not rows or _name_only([row.record for row in rows], known):
        return
    if len(rows) > 1:
        for row in rows:
            _check(draft, [row], known)
        return
    (row,) = rows
    for named in _names(row.record):
        ids = known[named.what]
        if not ids.issuperset(named.ids):
            for position, item_id in enumerate(named.ids):
                if item_id and item_id not in ids:
                    path = (*named.path, position) if named.listed else named.path
                    _missing(draft, row, named.what, item_id, path, ids)
            if named.path[:1] == ("votes",) and "later" not in named.path:
                row.not_whole()


def _name_only(records: Sequence[Record], known: dict[str, set[str]]) -> bool:
    """Whether *records*, of one kind, name nothing but what is *known*, nor do their parts."""
    for field, what in _naming_fields(type(records[0])):
        values: Iterable[Any] = map(attrgetter(field.attribute), records)
        if isinstance(field.kind, ListOf):
            values = chain.from_iterable(values)
        given = filter(None, values)
        if what:
            if not known[what].issuperset(given):
                return False
        elif (parts := [*given]) and not _name_only(parts, known):
            return False
    return True


def _missing(
    draft: Draft, row: Row[Any], what: str, item_id: str, path: Path, known: set[str]
) -> None:
    if draft.is_missing(item_id):
        where = "is not among what could be read" if draft.unread else "is left out"
        said = f"needs the {what} “{item_id}”, which {where}"
        draft.report("E404", row, path, said, follows=True)
        return
    hidden = unseen(item_id)
    hint = f": {hidden}" if hidden else "" if draft.unread else draft.did_you_mean(item_id, known)
    draft.meant.update(re.findall(r"did you mean “(.*)”", hint))
    draft.report("E401", row, path, f"no {what} “{short(item_id)}”{hint}")


def _names(record: Record, path: Path = ()) -> Iterator[Named]:
    """What *record*, which stands at *path*, names, itself and in its parts."""
    if isinstance(record, Correction) and record.kind == "retracted":
        return
    for field, what in _naming_fields(type(record)):
        value = getattr(record, field.attribute)
        if not value:
            continue
        here = (*path, field.name)
        listed = isinstance(value, tuple)
        if what:
            yield Named(what, value if listed else (value,), here, listed)
        elif listed:
            for position, item in enumerate(value):
                yield from _names(item, (*here, position))
        else:
            yield from _names(value, here)


@cache
def _naming_fields(record: type[Record]) -> tuple[tuple[Field, str], ...]:
    """The fields of a *record* that name others, with what, and those with parts that do."""
    fields: list[tuple[Field, str]] = []
    for name, field in fields_of(record).items():
        what = REFERENCES.get(record, {}).get(name, "")
        if what or (isinstance(field.item, RecordOf) and _naming_fields(field.item.record)):
            fields.append((field, what))
    return tuple(fields)
