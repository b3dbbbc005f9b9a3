"""References: every id that a record names exists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from msgspec.structs import replace

from alliance_tui.model.records import (
    Claim,
    Correction,
    Country,
    Event,
    Evidence,
    Group,
    Record,
    Source,
)
from alliance_tui.reading.draft import Draft, Row
from alliance_tui.reading.problems import did_you_mean

_Path = tuple[str | int, ...]
_R = TypeVar("_R", bound=Record)


def check_references(draft: Draft) -> None:
    """Leave out what names something that does not exist, and then what names that.

    Of a country only the leader, membership or tie is left out, of an event only the
    participant, of a group only the member; of everything else the whole record.
    """
    while _Round(draft).leaves_out():
        pass
    last = _Round(draft)
    last.look_at_metadata()
    last.look_at_partial()


class _Round:
    """One look at every reference."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.types = {each.id for each in draft.metadata.record.support_types}
        self.groups = {row.id for row in draft.groups}
        self.sources = {row.id for row in draft.sources}
        self.countries = {row.id for row in draft.countries}
        self.claims = {row.id for row in draft.claims}
        self.events = {row.id for row in draft.events}
        self.left_out = {each.casefold() for each in draft.left_out}
        self.row: Row[Any] = draft.metadata
        self.sound = True

    def leaves_out(self) -> bool:
        """Check everything; whether a record was left out."""
        draft = self.draft
        broken: list[Row[Any]] = [
            *self._broken(draft.sources, self._source),
            *self._broken(draft.groups, self._group),
            *self._broken(draft.countries, self._country),
            *self._broken(draft.claims, self._claim),
            *self._broken(draft.events, self._event),
            *self._broken(draft.corrections, self._correction),
        ]
        draft.leave_out(broken)
        return bool(broken)

    def look_at_metadata(self) -> None:
        """Report the countries that the data set's own description names in vain."""
        metadata = self.draft.metadata.record
        for name, country in (("subject", metadata.subject), ("adversary", metadata.adversary)):
            if country is not None:
                self._one("country", country, (name,), self.countries)

    def look_at_partial(self) -> None:
        """Report the references of records that are left out anyway."""
        draft = self.draft
        for found in (
            self._broken(draft.partial_rows(Source), self._source),
            self._broken(draft.partial_rows(Group), self._group),
            self._broken(draft.partial_rows(Country), self._country),
            self._broken(draft.partial_rows(Claim), self._claim),
            self._broken(draft.partial_rows(Event), self._event),
        ):
            for _ in found:
                pass

    def _broken(self, rows: list[Row[_R]], check: Callable[[Row[_R]], None]) -> Iterator[Row[_R]]:
        for row in rows:
            self.row = row
            self.sound = True
            check(row)
            if not self.sound:
                yield row

    def _source(self, row: Row[Source]) -> None:
        source = row.record
        if source.speaks_for is not None:
            self._one("country", source.speaks_for, ("speaks_for",), self.countries)
        self._all("source", source.based_on, ("based_on",), self.sources)

    def _group(self, row: Row[Group]) -> None:
        group = row.record
        self._evidence(group.evidence)
        sound = self.sound
        self._all("country", group.members, ("members",), self.countries)
        self.sound = sound
        members = tuple(each for each in group.members if each in self.countries)
        if members != group.members:
            row.record = replace(group, members=members)

    def _country(self, row: Row[Country]) -> None:
        country = row.record
        self._evidence(country.evidence)
        leaders = self._whole(country.leaders, "leaders")
        memberships = self._whole(country.memberships, "memberships")
        ties = self._whole(country.ties, "ties")
        if (leaders, memberships, ties) != (country.leaders, country.memberships, country.ties):
            row.record = replace(country, leaders=leaders, memberships=memberships, ties=ties)

    def _event(self, row: Row[Event]) -> None:
        event = row.record
        self._evidence(event.evidence)
        self._all("group", event.groups, ("groups",), self.groups)
        if event.outcome is not None:
            outcome = event.outcome
            self._all("country", outcome.signed, ("outcome", "signed"), self.countries)
            self._all("country", outcome.not_signed, ("outcome", "not_signed"), self.countries)
        if event.votes is not None:
            for name, countries in event.votes.lists.items():
                self._all("country", countries, ("votes", name), self.countries)
            for position, later in enumerate(event.votes.later):
                path = ("votes", "later", position)
                self._one("country", later.country, (*path, "country"), self.countries)
                if later.source is not None:
                    self._one("source", later.source, (*path, "source"), self.sources)
        participants = self._whole(event.participants, "participants")
        if participants != event.participants:
            row.record = replace(event, participants=participants)

    def _claim(self, row: Row[Claim]) -> None:
        claim = row.record
        self._one("country", claim.country, ("country",), self.countries)
        self._one("support type", claim.type, ("type",), self.types)
        self._all("claim", claim.ends, ("ends",), self.claims)
        self._all("event", claim.events, ("events",), self.events)
        self._evidence(claim.evidence)

    def _correction(self, row: Row[Correction]) -> None:
        if row.record.kind != "retracted":
            self._one("record", row.record.target, ("target",), self._everything)

    @cached_property
    def _everything(self) -> set[str]:
        ties = {tie.id for row in self.draft.countries for tie in row.record.ties}
        return self.groups | self.sources | self.countries | self.claims | self.events | ties

    def _whole(self, items: tuple[Any, ...], name: str) -> tuple[Any, ...]:
        """The items of a list of nested records whose references all exist."""
        sound, self.sound = self.sound, True
        kept: list[int] = []
        for position, item in enumerate(items):
            self.sound = True
            path: _Path = (name, position)
            if name == "memberships":
                self._one("group", item.group, (*path, "group"), self.groups)
            elif name == "ties":
                self._all("country", item.partners, (*path, "with"), self.countries)
            elif name == "participants":
                self._one("country", item.country, (*path, "country"), self.countries)
            self._evidence(item.evidence, path)
            if self.sound:
                kept.append(position)
        self.sound = sound
        if len(kept) == len(items):
            return items
        self.row.keep(name, kept)
        return tuple(items[position] for position in kept)

    def _evidence(self, evidence: tuple[Evidence, ...], path: _Path = ()) -> None:
        for position, each in enumerate(evidence):
            if each.source not in self.sources:
                where = (*path, "evidence", position, "source")
                self._missing("source", each.source, where, self.sources)

    def _one(self, what: str, item_id: str, path: _Path, known: Collection[str]) -> None:
        if item_id not in known:
            self._missing(what, item_id, path, known)

    def _all(self, what: str, ids: Iterable[str], path: _Path, known: Collection[str]) -> None:
        for position, item_id in enumerate(ids):
            if item_id not in known:
                self._missing(what, item_id, (*path, position), known)

    def _missing(self, what: str, item_id: str, path: _Path, known: Collection[str]) -> None:
        self.sound = False
        if not item_id:
            return
        if item_id.casefold() in self.left_out:
            self.draft.report(
                "E404", self.row, path, f"needs the {what} “{item_id}”, which is left out"
            )
            return
        hint = did_you_mean(item_id, sorted(known))
        self.draft.report("E401", self.row, path, f"no {what} “{item_id}”{hint}")
