"""The posture rules give what an informed reader would expect, or the difference is stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from alliance_tui.model.records import Claim
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.reading.load import Loaded
from tests.data.postures import Expected, expected_postures

EXPECTED = expected_postures()
COUNTRIES = sorted({each.country for each in EXPECTED})


@pytest.fixture(scope="module")
def bundled_answers(bundled: Loaded) -> Answers:
    return Answers(bundled.dataset)


def named(expected: Expected) -> list[str]:
    """The records on which the expectation says that it rests."""
    return re.findall("`([^`]+)`", f"{expected.why} {expected.reader_why}")


def counting(answers: Answers, expected: Expected) -> Iterator[Claim]:
    """The claims of the country that count on the day."""
    moment = Moment(expected.day.toordinal())
    for support_type in answers.dataset.scored_types:
        for each in answers.stances.derivation(expected.country, support_type.id, moment):
            if each.counts:
                yield each.claim


def test_seventeen_states_are_expected_on_four_days(bundled: Loaded) -> None:
    as_of = date.fromordinal(bundled.dataset.as_of)
    days = [date(2022, 2, 24), date(2022, 11, 23), date(2025, 1, 1), as_of]
    assert len(COUNTRIES) == 17
    for country in COUNTRIES:
        assert [each.day for each in EXPECTED if each.country == country] == days


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_rules_give_what_is_expected(country: str, bundled_answers: Answers) -> None:
    expected = [each for each in EXPECTED if each.country == country]
    given = [bundled_answers.posture(country, Moment(each.day.toordinal())) for each in expected]
    assert [(each.rule.id, not each.certain) for each in given] == [
        (each.posture, each.possibly) for each in expected
    ]


def test_every_reason_names_records_of_the_country(bundled: Loaded) -> None:
    dataset = bundled.dataset
    for expected in EXPECTED:
        country = dataset.country[expected.country]
        own = {each.id for each in dataset.claims_by_country[country.id]}
        own |= {tie.id for tie in country.ties}
        assert named(expected), expected
        assert set(named(expected)) <= own, expected


def test_every_label_rests_on_a_claim_that_counts_on_the_day(bundled_answers: Answers) -> None:
    for expected in EXPECTED:
        counts = {claim.id for claim in counting(bundled_answers, expected)}
        if expected.posture == "not-assessed":
            assert not counts, expected
        else:
            assert counts & set(named(expected)), expected


def test_what_a_reader_might_expect_is_another_label_with_a_reason(bundled: Loaded) -> None:
    differing = [each for each in EXPECTED if each.reader is not None]
    assert differing
    for expected in differing:
        assert expected.reader in bundled.dataset.postures
        assert expected.reader != expected.posture
        assert expected.reader_why.endswith(".")
