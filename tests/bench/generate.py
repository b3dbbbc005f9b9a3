"""A data set of any size, for measuring."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

TYPES = (
    "troops",
    "territory",
    "arms",
    "materiel",
    "economic",
    "diplomatic",
    "recognition",
    "words",
)
DIRECTIONS = ("supports", "withholds", "opposes", "context")
KINDS = ("summit", "meeting", "visit", "vote", "treaty", "statement")


def write_data_set(folder: Path, countries: int, events: int, claims: int) -> Path:
    """Write a data set of that size into *folder*, the same at every call."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)
    (folder / "dataset.yaml").write_text("\n".join(_metadata()))
    (folder / "countries.yaml").write_text("\n".join(_countries(countries)))
    (folder / "claims.yaml").write_text("\n".join(_claims(chance, countries, events, claims)))
    (folder / "events.yaml").write_text("\n".join(_events(chance, countries, events)))
    return folder


def write_roll_calls(folder: Path, calls: int, states: int) -> Path:
    """Write a data set of *calls* roll calls among *states*, seven in ten of which vote in each."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(2)
    (folder / "dataset.yaml").write_text("\n".join(_metadata()))
    (folder / "countries.yaml").write_text("\n".join(_countries(states)))
    (folder / "claims.yaml").write_text("\n".join(_claims(chance, states, calls, 500)))
    (folder / "events.yaml").write_text("\n".join(_roll_calls(chance, states, calls)))
    return folder


def split(folder: Path, place: Path) -> Path:
    """The data set in *folder* anew in *place*, its events in sixteen files."""
    place.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        if file.name != "events.yaml":
            (place / file.name).write_bytes(file.read_bytes())
    head, *events = (folder / "events.yaml").read_text().split("  - id: ")
    share = -(-len(events) // 16)
    for number in range(0, len(events), share):
        part = "".join(f"  - id: {each}" for each in events[number : number + share])
        (place / f"events-{number:07d}.yaml").write_text(head + part.rstrip("\n") + "\n")
    return place


def _metadata() -> Iterator[str]:
    yield "dataset:"
    yield "  id: generated\n  format: 1\n  version: 1.0\n  title: A generated data set"
    yield "  subject: C0000\n  as_of: 2026-06-30\n  support_types:"
    for each in TYPES:
        yield f"    - {{id: {each}, label: {each.capitalize()}, short: {each[:2]}, lasts: 12}}"
    yield "  postures:"
    yield '    - {id: helper, label: Helper, when: "supports:arms or supports:troops"}'
    yield '    - {id: mixed, label: Mixed, when: "supports:any (withholds:any or opposes:any)"}'
    yield '    - {id: distant, label: Distant, when: "withholds:any"}'
    yield "    - {id: none, label: Not assessed, default: true}"
    yield "sources:"
    for number in range(300):
        yield (
            f"  - {{id: s{number}, publisher: Publisher {number % 40}, title: Report {number}, "
            f"kind: news, published: 2022-{1 + number % 12:02d}}}"
        )
    yield "groups:"
    for number in range(10):
        yield f"  - {{id: G{number}, name: Group {number}}}"


def _countries(count: int) -> Iterator[str]:
    yield "countries:"
    for number in range(count):
        yield f"  - id: C{number:04d}\n    name: Country {number:04d}"
        yield f"    region: Region {number % 20}"
        yield f"    memberships: [{{group: G{number % 10}, when: 2000/..}}]"


def _day(chance: random.Random) -> str:
    return f"{chance.randint(2014, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _claims(chance: random.Random, countries: int, events: int, count: int) -> Iterator[str]:
    yield "claims:"
    for number in range(count):
        country = chance.randrange(min(countries, 200))
        yield f"  - id: claim-{number}\n    country: C{country:04d}"
        yield f"    type: {chance.choice(TYPES)}"
        yield f"    direction: {chance.choice(DIRECTIONS)}"
        yield f"    statement: Country {country} did thing {number} at some place."
        yield f"    when: {_day(chance)}\n    status: reported\n    confidence: moderate"
        yield f"    events: [event-{chance.randrange(events)}]"
        yield f"    evidence: [{{source: s{chance.randrange(300)}, says: It happened.}}]"


def _events(chance: random.Random, countries: int, count: int) -> Iterator[str]:
    yield "events:"
    for number in range(count):
        kind = chance.choice(KINDS)
        yield f"  - id: event-{number}\n    kind: {kind}"
        yield f"    title: {kind.capitalize()} number {number}"
        yield f"    when: {_day(chance)}\n    place: Town {number % 50}"
        yield f"    summary: What happened at event {number} was recorded by somebody."
        yield f"    evidence: [{{source: s{chance.randrange(300)}}}]\n    participants:"
        for _ in range(2):
            yield f"      - {{country: C{chance.randrange(countries):04d}, role: participant}}"


TOPICS = (
    "nuclear weapons", "nuclear tests", "the law of the sea", "human rights", "disarmament",
    "outer space", "refugees", "the budget", "sanctions", "self-determination", "mercenaries",
    "racial discrimination", "the report of the committee", "a nuclear-weapon-free zone",
    "development", "territories", "the situation in the region", "the right to food",
)  # fmt: skip
ACTS = ("Question of", "Effects of", "Measures against", "Report on", "Implementation of")


def _roll_calls(chance: random.Random, states: int, count: int) -> Iterator[str]:
    yield "events:"
    for number in range(count):
        topic = chance.choice(TOPICS)
        yield f"  - id: event-{number}\n    kind: vote"
        yield f"    title: {chance.choice(ACTS)} {topic}, draft {number}"
        yield f"    when: {_day(chance)}\n    place: General Assembly"
        yield f"    summary: The assembly voted on {chance.choice(TOPICS)} and {topic}."
        yield f"    evidence: [{{source: s{chance.randrange(300)}}}]\n    votes:"
        lists: dict[str, list[str]] = {"for": [], "against": [], "abstain": [], "absent": []}
        for state in range(states):
            if chance.random() < 0.7:
                (vote,) = chance.choices(tuple(lists), (14, 2, 3, 1))
                lists[vote].append(f"C{state:04d}")
        for vote, named in lists.items():
            yield f"      {vote}: [{', '.join(named)}]"
