"""Denials: told and counted in one unit, whoever denies a claim on one day, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.dates import parse_day
from alliance_tui.model.provenance import denials
from alliance_tui.model.records import Claim
from alliance_tui.pages.claim import claim_page
from alliance_tui.pages.claims import claim_part
from alliance_tui.pages.denials import denials_of, denied_tails, denied_when
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.lines import plain_text
from alliance_tui.pages.page import Block, Part, Span
from alliance_tui.pages.row_words import denied_wordings, row_words
from alliance_tui.pages.telling import Telling
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Clock, Moment
from tests.bundled import dataset
from tests.query.build import Fields, at, claim, world

DATASET = dataset()
BUNDLED = Answers(DATASET)
DENIED = [each for each in DATASET.claims if denials(each)]
FIRST, LAST = parse_day("2022-01-01"), DATASET.as_of
MOMENTS = st.builds(Moment, st.integers(FIRST, LAST), st.sampled_from(("happened", "known")))
A_DAY = re.compile(r", (?:published )?(?:about |some day |day not |\d|[A-Z][a-z]{2} \d{4})")
"""How each day begins on which somebody denied a claim."""


def words(blocks: Iterable[Block | Part]) -> list[str]:
    """The text of blocks, a string each."""
    return ["".join(span.text for span in each.spans) for each in blocks if isinstance(each, Block)]


def unfolded(telling: Telling, record: Claim) -> list[str]:
    part = claim_part(telling, telling.answers.stances.weighed(record, telling.moment))
    return words(part.body())


def number(tails: Iterable[Iterable[Span]]) -> int:
    """The number that a claim's line tells, the same in each of its lengths."""
    told = ["".join(span.text for span in tail) for tail in tails]
    numbers = {int(found[0]) for each in told if (found := re.findall(r"(?:denied |≠)(\d+)", each))}
    assert len(numbers) <= 1, told
    return numbers.pop() if numbers else 0


@settings(deadline=None, max_examples=150)
@given(cell=st.sampled_from(sorted(DATASET.claims_by_stance)), moment=MOMENTS)
def test_row_page_and_status_count_the_same_denials(cell: tuple[str, str], moment: Moment) -> None:
    telling = Telling(BUNDLED, moment, UNICODE)
    row = row_words(BUNDLED, DATASET.country[cell[0]], DATASET.support_types[cell[1]], moment)
    total = 0
    for weighed in BUNDLED.stances.recorded(*cell, moment):
        told = number(denied_tails(telling, weighed.claim, "fact"))
        listed = denied_when(weighed.claim, DATASET, moment)
        assert told == len(A_DAY.findall(listed)), listed
        assert told == len(denials_of(weighed.claim, DATASET, moment))
        total += told
    assert row.denied == total
    assert bool(total) == bool(row.deniers)
    for line in denied_wordings(row, UNICODE) if total else ():
        assert re.match(f"denied ({total} times |once |{total} ·)", line)
        assert line.endswith(", ".join(row.deniers))


@pytest.mark.parametrize("record", DENIED, ids=lambda each: each.id)
def test_unfolded_a_claim_begins_with_who_denies_it_and_ends_with_each_in_its_words(
    record: Claim,
) -> None:
    telling = Telling(BUNDLED, Moment(LAST), UNICODE)
    lines = unfolded(telling, record)
    told, every = denials_of(record, DATASET, telling.moment), denials_of(record, DATASET)
    assert lines[0].startswith("denied by ")
    assert not any(each.startswith("denied by") for each in lines[1 : -len(every)])
    each_told = lines[:1] if len(every) == 1 else lines[-len(every) :]
    page = plain_text(claim_page(telling, record), 2000)
    for denial, line in zip(every, each_told, strict=True):
        first = denial.evidence[0]
        assert denial.day in line
        assert line in page or first.says is None or first.says in page
        if first.quote is not None:
            assert f"“{first.quote.text}”" in line
        elif first.says is not None:
            assert f"in the record’s words: {first.says}" in line
            assert "“" not in line.partition("in the record’s words")[0]
    assert (f"Who denies it ({len(told)})" in page) == bool(told)


NO: Fields = {"source": "press", "stance": "denies", "says": "No.", "by": "BBB", "on": "2022-04-01"}


def told_of(evidence: list[Fields], on: str, clock: Clock = "happened") -> tuple[list[str], str]:
    made = world(claim(evidence=[{"source": "press"}, *evidence]))
    telling = Telling(made.answers, at(on, clock), UNICODE)
    record = made.answers.dataset.claims[0]
    return unfolded(telling, record), plain_text(claim_page(telling, record), 200)


def test_two_sources_that_carry_one_denial_are_one_denial() -> None:
    lines, page = told_of([NO, {**NO, "source": "paper", "says": "The same."}], "2022-10-01")
    assert lines[0] == "denied by Bbb, 1 Apr 2022 · Press, 1 Jan 2022 · Paper, Sep 2022 · " + (
        "in the record’s words: No."
    )
    assert "Who denies it (1)" in page
    assert "denied by Bbb, 1 Apr 2022 · Press" in page
    assert "the same · Paper, Sep 2022" in page


def test_a_denial_on_another_day_is_another() -> None:
    lines, page = told_of([NO, {**NO, "on": "2022-05"}], "2022-10-01")
    assert lines[0] == "denied by Bbb, 1 Apr 2022, May 2022"
    assert "Who denies it (2)" in page


def test_no_denial_is_counted_that_came_after_the_last_day_vouched_for() -> None:
    for record in DENIED:
        for each in denials_of(record, DATASET, Moment(LAST)):
            assert each.when is None or each.when.first_start <= LAST


def test_a_denial_that_came_later_is_not_counted_before() -> None:
    lines, page = told_of([NO, {**NO, "on": "2022-05"}], "2022-04-15")
    assert lines[0] == "denied by Bbb, 1 Apr 2022"
    assert "after 15 Apr 2022" in lines[-1]
    assert "Who denies it (1)" in page
    assert "Who denies it later (1)" in page
