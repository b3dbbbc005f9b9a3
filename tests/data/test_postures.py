"""The posture rules give what an informed reader would expect, or the difference is stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from alliance_tui.model.records import Claim, Country
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.spans import posture_spans
from alliance_tui.query.stance import Clock, Moment
from alliance_tui.reading.load import Loaded
from tests.data.postures import Expected, expected_postures
from tools.votes.claims import INPUTS

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


def test_twenty_six_states_are_expected_on_four_days(bundled: Loaded) -> None:
    as_of = date.fromordinal(bundled.dataset.as_of)
    days = [date(2022, 2, 24), date(2022, 11, 23), date(2024, 12, 31), as_of]
    assert len(COUNTRIES) == 26
    for country in COUNTRIES:
        assert [each.day for each in EXPECTED if each.country == country] == days


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_rules_give_what_is_expected(country: str, bundled_answers: Answers) -> None:
    expected = [each for each in EXPECTED if each.country == country]
    given = [bundled_answers.posture(country, Moment(each.day.toordinal())) for each in expected]
    assert [(each.rule.id, marks(each)) for each in given] == [
        (each.posture, each.marks) for each in expected
    ]


def marks(posture: Posture) -> frozenset[str]:
    """The marks of a posture, as the expectations call them."""
    held = {"ended": posture.may_have_ended, "other": posture.may_be_other}
    return frozenset(name for name, holds in held.items() if holds)


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
        scoring = {
            claim.id
            for claim in counting(bundled_answers, expected)
            if claim.direction != "none-found"
        }
        if bundled_answers.dataset.postures[expected.posture].default:
            assert not scoring, expected
        else:
            assert scoring & set(named(expected)), expected


def test_what_a_reader_might_expect_is_another_label_with_a_reason(bundled: Loaded) -> None:
    differing = [each for each in EXPECTED if each.reader is not None]
    assert differing
    for expected in differing:
        assert expected.reader in bundled.dataset.postures
        assert expected.reader != expected.posture
        assert expected.reader_why.endswith(".")


# Turns -------------------------------------------------------------------------------------------

TURNS = {
    "IRN": {
        "2022-05-26": "irn-davos-condemns-war",
        "2022-06-19": "irn-words-blame-nato",
        "2022-08-26": "irn-shahed",
    },
    "KGZ": {
        "2024-08-31": "kgz-keremet",
        "2025-01-01": "kgz-keremet",
        "2025-08-20": "kgz-capital-bank",
    },
}
"""Why the label of a state turned more often than twice within a year: what happened when."""

FIRST, YEAR = date(2022, 2, 24), 365


def turns(answers: Answers, country: Country, clock: Clock = "happened") -> list[tuple[int, str]]:
    """The days on which the label becomes another, and which; marks are no turns."""
    found: list[tuple[int, str]] = []
    last = answers.dataset.as_of
    for span in posture_spans(answers, country, clock, FIRST.toordinal(), last):
        if not found or found[-1][1] != span.posture.rule.id:
            found.append((span.first, span.posture.rule.id))
    return found[1:]


def crowded(days: list[int]) -> set[int]:
    """The days that lie with two others or more within a year."""
    return {
        day
        for first in days
        for within in [[day for day in days if first <= day < first + YEAR]]
        if len(within) > 2
        for day in within
    }


@pytest.mark.parametrize("clock", ["happened", "known"])
def test_no_label_turns_more_than_twice_in_a_year_without_an_event_that_is_named(
    bundled_answers: Answers, clock: Clock
) -> None:
    """A roll call is such an event of itself; every other one is named above."""
    dataset = bundled_answers.dataset
    cast = {
        event.when.first_start
        for event in dataset.events
        if event.id in (*INPUTS["core"], *INPUTS["side"])
    }
    restless = {}
    for country in dataset.countries:
        named_days = {date.fromisoformat(day).toordinal() for day in TURNS.get(country.id, {})}
        days = crowded([day for day, _ in turns(bundled_answers, country, clock)])
        if days - cast - named_days:
            restless[country.id] = [date.fromordinal(day).isoformat() for day in sorted(days)]
    assert restless == {}


def test_what_explains_a_turn_is_a_claim_that_counts_from_or_until_that_day(
    bundled_answers: Answers,
) -> None:
    stances = bundled_answers.stances
    for country, named_turns in TURNS.items():
        days = [day for day, _ in turns(bundled_answers, bundled_answers.dataset.country[country])]
        for day, claim_id in named_turns.items():
            on = date.fromisoformat(day).toordinal()
            assert on in crowded(days), (country, day)
            claim = next(each for each in bundled_answers.dataset.claims if each.id == claim_id)
            counts = [stances.weighed(claim, Moment(each)).counts for each in (on - 1, on)]
            assert counts[0] != counts[1], (country, claim_id)
