"""The rules by which the bundled set is coded, with their examples, from the file beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "rules.yaml"


@dataclass(frozen=True)
class Example:
    """A claim, or the label of a country, on a day.

    Attributes:
        says: what it shows.
        day: the day; the last one vouched for where there is none.
        record: id of the claim.
        reason: `counts`, or the reason why the claim does not.
        country: id of the country whose label it is.
        posture: id of the rule that gives the label.
    """

    says: str
    day: date | None
    record: str | None
    reason: str | None
    country: str | None
    posture: str | None


@dataclass(frozen=True)
class CodingRule:
    """A rule, an example of it, and a case that looks like one and is none."""

    id: str
    title: str
    rule: str
    example: Example
    counter: Example


@cache
def coding_rules() -> tuple[CodingRule, ...]:
    """Every rule, in the order of the file."""
    return tuple(
        CodingRule(
            each["id"],
            each["title"],
            each["rule"],
            _example(each["example"]),
            _example(each["counter"]),
        )
        for each in yaml.safe_load(FILE.read_text("utf-8"))
    )


def _example(given: dict[str, Any]) -> Example:
    return Example(
        given["says"],
        given.get("day"),
        given.get("record"),
        given.get("is"),
        given.get("country"),
        given.get("posture"),
    )
