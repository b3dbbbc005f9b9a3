"""References: every id that a record names exists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from alliance_tui.model.provenance import evidence_lists
from alliance_tui.model.records import (
    SECTIONS,
    Claim,
    Correction,
    Country,
    Event,
    Group,
    Source,
)
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.parts import Path
from alliance_tui.reading.problems import short
from alliance_tui.reading.signs import unseen


class Named(NamedTuple):
    """Ids that a record names in one place.

    Attributes:
        what: what they are ids of.
        ids: the ids.
        path: where in the record they stand.
        inside: from an item of the list at `path` to the id; none where there is no list.
    """

    what: str
    ids: tuple[str, ...]
    path: Path
    inside: Path | None = ()

    def place(self, position: int) -> Path:
        """Where the id at *position* stands."""
        return self.path if self.inside is None else (*self.path, position, *self.inside)


def check_references(draft: Draft) -> None:
    """Leave out what names something that does not exist, and then what names that."""
    known = _known(draft)
    already_out = [row for kind in SECTIONS.values() for row in draft.rows_out(kind)]
    rows: Iterable[Row[Any]] = draft.all_rows()
    naming: dict[str, list[Row[Any]]] | None = None
    while True:
        for row in rows:
            if not row.out:
                _check(draft, row, known)
        gone = draft.settle()
        if not gone:
            break
        if naming is None:
            naming = _naming(draft)
        for ids in known.values():
            ids.difference_update(gone)
        rows = {id(row): row for each in gone for row in naming.get(each, ())}.values()
    for row in already_out:
        _check(draft, row, known)
    draft.settle()
    _check_metadata(draft, known["country"])


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


def _check(draft: Draft, row: Row[Any], known: dict[str, set[str]]) -> None:
    for named in _names(row.record):
        ids = known[named.what]
        if not ids.issuperset(named.ids):
            for position, item_id in enumerate(named.ids):
                if item_id and item_id not in ids:
                    _missing(draft, row, named.what, item_id, named.place(position), ids)
            if named.path[:1] == ("votes",) and "later" not in named.path:
                row.not_whole()


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


def _check_metadata(draft: Draft, countries: set[str]) -> None:
    """Report the countries that the data set's own description names in vain."""
    metadata = draft.metadata.record
    for name, country in (("subject", metadata.subject), ("adversary", metadata.adversary)):
        if country is not None and country not in countries:
            _missing(draft, draft.metadata, "country", country, (name,), countries)


def _names(record: Any) -> Iterator[Named]:
    """What *record* names."""
    for path, evidence in evidence_lists(record):
        if evidence:
            sources = tuple(each.source for each in evidence)
            yield Named("source", sources, (*path, "evidence"), ("source",))
    match record:
        case Claim():
            yield Named("country", (record.country,), ("country",), None)
            yield Named("support type", (record.type,), ("type",), None)
            yield from _list("claim", record.ends, "ends")
            yield from _list("event", record.events, "events")
        case Event():
            yield from _event(record)
        case Country():
            yield from _country(record)
        case Source():
            if record.speaks_for is not None:
                yield Named("country", (record.speaks_for,), ("speaks_for",), None)
            yield from _list("source", record.based_on, "based_on")
        case Group():
            yield from _list("country", record.members, "members")
        case Correction() if record.kind != "retracted":
            yield Named("record", (record.target,), ("target",), None)


def _country(country: Country) -> Iterator[Named]:
    for position, membership in enumerate(country.memberships):
        path = ("memberships", position, "group")
        yield Named("group", (membership.group,), path, None)
    for position, tie in enumerate(country.ties):
        yield from _list("country", tie.partners, "ties", position, "with")


def _event(event: Event) -> Iterator[Named]:
    yield from _list("group", event.groups, "groups")
    if event.outcome is not None:
        yield from _list("country", event.outcome.signed, "outcome", "signed")
        yield from _list("country", event.outcome.not_signed, "outcome", "not_signed")
    if event.votes is not None:
        for name, countries in event.votes.lists.items():
            yield from _list("country", countries, "votes", name)
        for position, later in enumerate(event.votes.later):
            later_path = ("votes", "later", position)
            yield Named("country", (later.country,), (*later_path, "country"), None)
            if later.source is not None:
                yield Named("source", (later.source,), (*later_path, "source"), None)
    for position, participant in enumerate(event.participants):
        path = ("participants", position, "country")
        yield Named("country", (participant.country,), path, None)


def _list(what: str, ids: tuple[str, ...], *path: str | int) -> Iterator[Named]:
    if ids:
        yield Named(what, ids, path)
