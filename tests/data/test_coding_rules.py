"""Every rule of the codebook has an example and a counter-example that the data set bears out."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.reading.load import Loaded
from tests.data.coding_rules import CodingRule, Example, coding_rules


@pytest.fixture(scope="module")
def bundled_answers(bundled: Loaded) -> Answers:
    return Answers(bundled.dataset)


def found(answers: Answers, example: Example) -> str:
    """What the program says of *example*."""
    dataset = answers.dataset
    moment = Moment(example.day.toordinal() if example.day else dataset.as_of)
    if example.country is not None:
        return answers.posture(example.country, moment).rule.id
    claim = next(each for each in dataset.claims if each.id == example.record)
    return answers.stances.weighed(claim, moment).reason


@pytest.mark.parametrize("rule", coding_rules(), ids=lambda rule: rule.id)
def test_the_examples_are_so(rule: CodingRule, bundled_answers: Answers) -> None:
    for example in (rule.example, rule.counter):
        assert found(bundled_answers, example) == (example.reason or example.posture), example


def test_every_example_has_its_own_case() -> None:
    cases = [
        (each.record, each.country, each.day)
        for rule in coding_rules()
        for each in (rule.example, rule.counter)
    ]
    assert len(set(cases)) == len(cases)


def test_days_lie_within_what_is_vouched_for(bundled: Loaded) -> None:
    last = date.fromordinal(bundled.dataset.as_of)
    for rule in coding_rules():
        assert all(each.day is None or each.day <= last for each in (rule.example, rule.counter))
