"""The page on speed has every row that the bench has; its numbers are the machine's."""

from __future__ import annotations

import re

import pytest

from tests.bench.budgets import BUDGETS, GROWTH, Budget
from tests.bench.measure import Ratio, p99, ratio_of, worst_of
from tests.bench.page import Grown, page_of
from tests.documents.parts import ROOT

PAGE = ROOT / "docs" / "performance.md"


def rows(page: str) -> dict[str, list[str]]:
    """The rows of all tables by their first cell."""
    cells = [[*map(str.strip, line.strip("|").split("|"))] for line in page.splitlines()]
    return {row[0]: row[1:] for row in cells if len(row) > 3}


@pytest.mark.parametrize("budget", BUDGETS, ids=lambda each: each.what)
def test_the_page_tells_what_was_measured_of_every_budget(budget: Budget) -> None:
    against, ratio, *_ = row = rows(PAGE.read_text(encoding="utf-8"))[budget.what]
    assert against == budget.against
    assert row[3] == f"{budget.most:.2f} ×"
    assert re.fullmatch(r"\d+\.\d\d ×|not measured in this run", ratio)


@pytest.mark.parametrize("events", GROWTH)
def test_the_page_tells_how_it_grows(events: int) -> None:
    assert f"{events:,}" in rows(PAGE.read_text(encoding="utf-8"))


def test_a_page_says_what_is_over_and_what_bounds_it() -> None:
    found = {each: Ratio(each.most - 0.01, 0.1, 0.2, "figures") for each in BUDGETS}
    over = next(each for each in BUDGETS if each.bound)
    page = page_of(found, [Grown(281, Ratio(1.0, 0.9, 1.1, ""), 40.0, 1.0, 2.0)])
    assert "Nothing is over." in page
    page = page_of({**found, over: Ratio(9.0, 8.0, 10.0, "9 s")}, [])
    assert rows(page)[over.what] == [over.against, "9.00 ×", "8.00–10.00 ×", row_most(over), "over"]
    told = " ".join(page.split())
    assert f"- {over.what} (9 s): {over.bound}." in told
    assert "not measured in this run" in rows(page)["281"]


def row_most(budget: Budget) -> str:
    return f"{budget.most:.2f} ×"


def test_what_may_be_over_has_a_bound_to_tell() -> None:
    assert [each.what for each in BUDGETS if not each.bound] == [BUDGETS[0].what]


def test_ratios_are_of_pairs_and_keys_are_judged_by_the_worst() -> None:
    assert ratio_of([2.0, 4.0, 9.0], [1.0, 2.0, 3.0], "")[:3] == (2.0, 2.0, 3.0)
    ours = [*([10.0] * 99), 30.0]
    assert 10.0 <= p99(ours) <= 30.0
    assert worst_of([(ours, [5.0]), (ours, [5.0])]).middle == p99(ours + ours) / 5.0
