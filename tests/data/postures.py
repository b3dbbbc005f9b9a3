"""The postures that an informed reader would expect, as the file beside this module states them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "expected_postures.yaml"


@dataclass(frozen=True)
class Expected:
    """The posture of one country on one day.

    Attributes:
        country: id of the country.
        day: the day.
        posture: id of the rule that gives the label.
        why: what the label rests on.
        marks: the marks that it has: ended, other.
        reader: the id of the label that a reader might expect instead, if any.
        reader_why: why a reader might expect it.
    """

    country: str
    day: date
    posture: str
    why: str
    marks: frozenset[str] = frozenset()
    reader: str | None = None
    reader_why: str = ""


@cache
def expected_postures() -> tuple[Expected, ...]:
    """Every expectation, by country and day as the file has them."""
    found = []
    for country, days in yaml.safe_load(FILE.read_text(encoding="utf-8")).items():
        for day, each in days.items():
            reader = each.get("reader", {})
            found.append(
                Expected(
                    country,
                    day,
                    each["posture"],
                    each["why"],
                    frozenset(each.get("marks", ())),
                    reader.get("posture"),
                    reader.get("why", ""),
                )
            )
    return tuple(found)
