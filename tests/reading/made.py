"""Small files to read: a sound data set, and texts with marked places beside it."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from alliance_tui.reading.load import CannotOpenError, Loaded, load
from alliance_tui.reading.problems import Problem

MARK = "¶"
"""Stands in a text before each place where a problem is expected."""

DATASET = """\
dataset:
  id: made
  format: 1
  version: 1.0
  title: Made up
  subject: SUB
  adversary: ADV
  as_of: 2023-12-31
  support_types:
    - {id: arms, label: Arms, lasts: 12}
    - {id: words, label: Words, lasts: 6}
    - {id: relief, label: Relief, scored: false}
"""

RECORDS = """\
groups:
  - {id: PACT, name: Pact, evidence: [{source: press}]}
sources:
  - {id: press, publisher: Press, title: T, kind: news, published: 2022-03-01,
     url: "https://press.example/"}
  - {id: paper, publisher: Paper, title: T, kind: news, published: 2022-03-01,
     url: "https://paper.example/"}
  - {id: aaa-mfa, publisher: MFA of A, title: T, kind: government, published: 2022-03-01,
     speaks_for: AAA, url: "https://a.example/"}
  - {id: adv-mfa, publisher: MFA of V, title: T, kind: government, published: 2022-03-01,
     speaks_for: ADV, url: "https://v.example/"}
countries:
  - {id: SUB, name: Subject}
  - {id: ADV, name: Adversary}
  - {id: AAA, name: Aaa, memberships: [{group: PACT}]}
claims:
  - {id: sound, country: AAA, type: arms, direction: supports, statement: It sent arms.,
     when: 2022-03-01, status: reported, confidence: low,
     evidence: [{source: press}, {source: paper}, {source: aaa-mfa}, {source: adv-mfa}]}
events:
  - {id: meeting, kind: meeting, title: They met, when: 2022-03-01, evidence: [{source: press}]}
"""

SOUND = DATASET + RECORDS

FIELDS = {
    "claims": "country: AAA|type: arms|direction: supports|statement: S.|when: 2022-03-01|"
    "status: reported|confidence: low|evidence: [{source: press}]",
    "countries": "name: B",
    "events": "kind: vote|title: V|when: 2022|evidence: [{source: press}]",
    "groups": "name: G",
    "sources": "publisher: P|title: T|kind: news|published: 2022-03-01|url: 'https://s.example'",
}
"""For each section the required fields of a sound record, but its id."""

_IDS = {"claims": "c", "countries": "B", "events": "e", "groups": "g", "sources": "s"}


def one(section: str, fields: str) -> str:
    """A section with one record, sound but for *fields*; its fields stand before the others."""
    given = {name.strip(f" {MARK}") for name in re.findall(r"(?:^|,)([^:,]+):", _outer(fields))}
    rest = [each for each in FIELDS[section].split("|") if each.split(":")[0] not in given]
    head = [] if "id" in given else [f"id: {_IDS[section]}"]
    return f"{section}: [{{{', '.join([*head, fields, *rest])}}}]"


def _outer(fields: str) -> str:
    """*fields* without what stands in brackets."""
    while fields != (fields := re.sub(r"\[[^\[\]{}]*\]|\{[^\[\]{}]*\}", "", fields)):
        pass
    return fields


def claim(fields: str) -> str:
    """A claim, sound but for *fields*."""
    return one("claims", fields)


def country(fields: str) -> str:
    """A country, sound but for *fields*."""
    return one("countries", fields)


def event(fields: str) -> str:
    """An event, sound but for *fields*."""
    return one("events", fields)


def source(fields: str) -> str:
    """A source, sound but for *fields*, that nothing cites."""
    return one("sources", fields)


def rules(*postures: str) -> str:
    """The data set's own description with posture rules."""
    lines = "".join(f"    - {each}\n" for each in postures)
    return f"{DATASET}  postures:\n{lines}"


def write(folder: Path, **files: str) -> Path:
    """A folder with a file for each text, without the marks."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text.replace(MARK, ""), encoding="utf-8")
    return folder


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Every problem of the data set at *path*, whether it opens or not."""
    try:
        return load(path, use_copy=False).problems
    except CannotOpenError as error:
        return error.problems


def opened(folder: Path, text: str, *, rest: str = SOUND) -> Loaded:
    """The sound data set with *text* beside it, opened."""
    return load(write(folder, rest=rest, text=dedent(text)), use_copy=False)


def marks(text: str) -> list[tuple[int, int]]:
    """The line and column, from 1, of every mark in *text*."""
    places: list[tuple[int, int]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        parts = line.split(MARK)
        column = 1
        for part in parts[:-1]:
            column += len(part)
            places.append((number, column))
    return places


def placed(problems: tuple[Problem, ...], name: str = "") -> list[str]:
    """``line:column: code`` of the problems in the file called *name*, or in any."""
    return [
        f"{each.place.line}:{each.place.column}: {each.code}"
        for each in problems
        if Path(each.place.file).stem == name or not name
    ]
