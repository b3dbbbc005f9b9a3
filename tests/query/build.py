"""Small worlds in few words: a data set made of the claims that a test is about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import Event
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Clock, Moment, Stance, StanceKind, Weighed
from alliance_tui.query.timeline import Row, Rows, timeline_rows
from alliance_tui.reading.load import load

Fields = Mapping[str, Any]

AS_OF = "2024-06-30"
"""The last day vouched for of every world."""

SUPPORT_TYPES: tuple[Fields, ...] = (
    {"id": "arms", "label": "Arms", "lasts": 12},
    {"id": "words", "label": "Words", "lasts": "open"},
    {"id": "relief", "label": "Relief", "scored": False},
)
SOURCES: tuple[Fields, ...] = (
    {"id": "press", "publisher": "Press", "published": "2022-01-01"},
    {"id": "paper", "publisher": "Paper", "published": "2022-09"},
    {"id": "undated", "publisher": "Board"},
    {"id": "actor", "publisher": "Ministry of A", "published": "2022-01-01", "speaks_for": "AAA"},
    {"id": "subject-mfa", "publisher": "MFA", "published": "2022-01-01", "speaks_for": "SUB"},
    {"id": "target", "publisher": "Staff", "published": "2022-01-01", "speaks_for": "ADV"},
)


def day(text: str) -> int:
    """The ordinal of a day."""
    return date.fromisoformat(text).toordinal()


def at(text: str, clock: Clock = "happened") -> Moment:
    """The moment of a day, by the clock of what happened unless told otherwise."""
    return Moment(day(text), clock)


def claim(direction: str = "supports", when: str = "2022-03-05", **fields: Any) -> Fields:
    """A claim that counts, but for what *fields* say otherwise; it has an id when it is given."""
    return {
        "country": "AAA",
        "type": "arms",
        "direction": direction,
        "statement": "S.",
        "when": when,
        "status": "reported",
        "confidence": "moderate",
        "evidence": [{"source": "press"}],
        **fields,
    }


class World(NamedTuple):
    """A data set and the answers on it."""

    dataset: Dataset
    answers: Answers

    def stance(self, on: str, *, clock: Clock = "happened", type: str = "arms") -> Stance:  # noqa: A002
        """The stance of AAA on a day."""
        return self.answers.stances.stance("AAA", type, at(on, clock))

    def kind(self, on: str, *, clock: Clock = "happened", type: str = "arms") -> StanceKind:  # noqa: A002
        """What the stance is."""
        return self.stance(on, clock=clock, type=type).kind

    def why(self, on: str, *, clock: Clock = "happened", type: str = "arms") -> dict[str, str]:  # noqa: A002
        """For each claim the reason why it counts or does not."""
        return {each.claim.id: each.reason for each in self.derivation(on, clock, type)}

    def derivation(
        self,
        on: str,
        clock: Clock = "happened",
        type: str = "arms",  # noqa: A002
    ) -> tuple[Weighed, ...]:
        """The derivation of AAA on a day."""
        return self.answers.stances.derivation("AAA", type, at(on, clock))

    def countries(self, query: str, on: str = AS_OF, clock: Clock = "happened") -> str:
        """The ids of the countries for which a query holds, in one text."""
        found = self.answers.countries(self.answers.query(query), at(on, clock))
        return " ".join(sorted(each.id for each in found))

    def events(
        self, query: str, mine: str | None = None, on: str = AS_OF, clock: Clock = "happened"
    ) -> str:
        """The ids of the events in the timeline for a query, in one text."""
        return " ".join(each.id for each in self._rows(query, mine, on, clock) if is_event(each))

    def claims(
        self, query: str, mine: str | None = None, on: str = AS_OF, clock: Clock = "happened"
    ) -> str:
        """The ids of the claims in the timeline for a query, in one text."""
        rows = self._rows(query, mine, on, clock)
        return " ".join(each.id for each in rows if not is_event(each))

    def _rows(self, query: str, mine: str | None, on: str, clock: Clock) -> Rows:
        return timeline_rows(self.answers, self.answers.query(query), at(on, clock), mine)


def is_event(row: Row) -> bool:
    """Whether a row of the timeline is an event."""
    return isinstance(row, Event)


def world(
    *claims: Fields,
    dataset: Fields | None = None,
    countries: Iterable[Fields] = (),
    groups: Iterable[Fields] = (),
    sources: Iterable[Fields] = (),
    events: Iterable[Fields] = (),
) -> World:
    """A data set with *claims* and the countries, sources and events that they need."""
    numbered = [{"id": f"c{number}", **each} for number, each in enumerate(claims, start=1)]
    given = {each["id"] for each in countries}
    content = {
        "dataset": {
            "id": "made",
            "format": 1,
            "version": "1",
            "title": "Made up",
            "subject": "SUB",
            "adversary": "ADV",
            "as_of": AS_OF,
            "support_types": SUPPORT_TYPES,
            **(dataset or {}),
        },
        "groups": [{"name": each["id"], **each} for each in groups],
        "sources": [
            {"title": each["id"], "kind": "news", "url": "https://made.example/", **each}
            for each in (*SOURCES, *sources)
        ],
        "countries": [
            {"name": each["id"].capitalize(), **each}
            for each in (
                *({"id": each} for each in ("SUB", "ADV", "AAA", "BBB") if each not in given),
                *countries,
            )
        ],
        "events": [
            {"kind": "meeting", "title": each["id"], "evidence": [{"source": "press"}], **each}
            for each in events
        ],
        "claims": numbered,
    }
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.yaml"
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")  # JSON is YAML
        loaded = load(file, use_copy=False)
    assert loaded.errors == (), "\n".join(map(str, loaded.errors))
    return World(loaded.dataset, Answers(loaded.dataset))
