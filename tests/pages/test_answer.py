"""The answer in sentences: what it may say, over all countries, kinds, days and both clocks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.dates import MONTHS, parse_day
from alliance_tui.pages.answer import answer
from alliance_tui.pages.country import country_page
from alliance_tui.pages.denials import denials_of
from alliance_tui.pages.folded import Folded
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.row_words import row_words
from alliance_tui.pages.telling import Telling, stance_wordings
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import DIRECTIONS, Clock, Moment
from tests.bundled import dataset

DATASET = dataset()
BUNDLED = Answers(DATASET)
CELLS = sorted(DATASET.claims_by_stance)
FIRST, LAST = parse_day("2022-01-01"), DATASET.as_of

DAY = re.compile(
    r"(?:(\d{1,2}) )?(?:(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) )?(20\d\d)\b"
)


def days_told(sentence: str) -> list[int]:
    """The first day of each date in a sentence."""
    return [
        date(int(year), MONTHS.index(month) + 1 if month else 1, int(day) if day else 1).toordinal()
        for day, month, year in DAY.findall(sentence)
    ]


def told(country: str, support_type: str, on: str, clock: Clock = "happened") -> tuple[str, ...]:
    moment = Moment(parse_day(on), clock)
    return answer(BUNDLED, DATASET.country[country], DATASET.support_types[support_type], moment)


@settings(deadline=None, max_examples=400)
@given(
    cell=st.sampled_from(CELLS),
    day=st.integers(FIRST, LAST),
    clock=st.sampled_from(("happened", "known")),
)
def test_it_says_what_the_derivation_says_and_nothing_later(
    cell: tuple[str, str], day: int, clock: Clock
) -> None:
    country, support_type = DATASET.country[cell[0]], DATASET.support_types[cell[1]]
    moment = Moment(day, clock)
    sentences = answer(BUNDLED, country, support_type, moment)
    assert all(each and each[-1] == "." for each in sentences)
    if not support_type.scored or country.id == DATASET.metadata.subject:
        assert len(sentences) == 1
        return
    stance = BUNDLED.stances.stance(country.id, support_type.id, moment)
    weighed = BUNDLED.stances.derivation(country.id, support_type.id, moment)
    if stance.kind != "unassessed":
        for sentence in sentences:
            if not sentence.startswith("May have begun"):
                assert all(each <= day for each in days_told(sentence)), sentence
    counted = [each for each in weighed if each.counts and each.claim.direction in DIRECTIONS]
    if stance.kind not in ("supports", "withholds", "opposes", "mixed"):
        return
    number = f"{len(counted)} claim{'s' if len(counted) > 1 else ''} count"
    assert any(each.startswith(number) for each in sentences)
    assert support_type.says is not None
    text = " ".join(sentences)
    for direction in DIRECTIONS:
        forms = support_type.says.forms(direction)
        assert forms is not None
        of_this = [each for each in counted if each.claim.direction == direction]
        now = f"{country.name} {forms.now} since" in text
        then = re.search(rf"{country.name} {forms.then}(,| on| in| about) ", text) is not None
        assert (now or then) == bool(of_this), (direction, text)
        if now:
            assert any(each.reason == "counts" for each in of_this), text


@settings(deadline=None, max_examples=400)
@given(
    cell=st.sampled_from(CELLS),
    day=st.integers(FIRST, LAST),
    clock=st.sampled_from(("happened", "known")),
)
def test_lines_and_rows_tell_the_same_and_nothing_later(
    cell: tuple[str, str], day: int, clock: Clock
) -> None:
    country, support_type = DATASET.country[cell[0]], DATASET.support_types[cell[1]]
    moment = Moment(day, clock)
    if not support_type.scored or country.id == DATASET.metadata.subject:
        return
    wordings = stance_wordings(BUNDLED, country.id, support_type.id, moment)
    row = row_words(BUNDLED, country, support_type, moment)
    for words in (*wordings, *row.when):
        assert all(each <= day for each in days_told(words)), words
    assert list(wordings) == sorted(wordings, key=len, reverse=True)
    by_then = BUNDLED.stances.derivation(country.id, support_type.id, moment)
    assert row.claims == sum(
        each.reason not in ("later", "not-known") and each.claim.when.first_start <= day
        for each in by_then
    )
    assert row.denied_claims <= min(row.claims, row.denied)
    stance = BUNDLED.stances.stance(country.id, support_type.id, moment)
    if stance.kind in DIRECTIONS:
        sentence = " ".join(answer(BUNDLED, country, support_type, moment))
        assert f"{country.name} {wordings[0]}" in sentence


@pytest.mark.parametrize("day", ["2022-03-01", "2023-06-30", "2026-06-30"])
def test_what_became_known_later_is_not_told_on_the_clock_of_what_was_known(day: str) -> None:
    for country, support_type in CELLS:
        for sentence in told(country, support_type, day, "known"):
            if "May have begun" not in sentence and "Nothing was known" not in sentence:
                assert all(each <= parse_day(day) for each in days_told(sentence)), sentence


def test_who_gave_what_since_when_and_who_denies_it() -> None:
    iran = " ".join(told("IRN", "arms", "2022-11-23"))
    assert "Iran gives arms since some day between 11 Jul 2022 and 26 Aug 2022." in iran
    assert re.search(r"Iran( \(last .*?\))?.* denied ", iran)
    assert "Not counted:" in iran
    assert "whether it goes on is not known" in " ".join(told("IRN", "arms", "2026-06-30"))


def test_refusals_recognition_and_what_nobody_looked_at() -> None:
    assert told("KAZ", "recognition", "2026-06-30")[0].startswith(
        "Kazakhstan refuses recognition since"
    )
    assert "on its own word alone" in " ".join(told("BLR", "recognition", "2026-06-30"))
    assert told("ARM", "arms", "2026-06-30") == (
        "Not assessed: the data set holds no claim on Armenia and Arms. That is no finding.",
    )
    assert told("RUS", "arms", "2026-06-30") == ("Russia is the state that support goes to.",)
    assert told("SYR", "rhetoric", "2026-06-30")[0].startswith(
        "Not now. Syria spoke for the war until"
    )
    assert "never scored" in told("BLR", "humanitarian", "2026-06-30")[0]


def test_who_denies_what_counts_is_told_on_the_first_screen_of_the_smallest_terminal() -> None:
    telling, lines, cells = Telling(BUNDLED, Moment(LAST), UNICODE), 8, 37
    asked = 0
    for country, support_type in CELLS:
        counted = [
            each.claim
            for each in BUNDLED.stances.derivation(country, support_type, telling.moment)
            if each.counts and each.claim.direction in DIRECTIONS
        ]
        if not any(denials_of(each, DATASET, telling.moment) for each in counted):
            continue
        if DATASET.support_types[support_type].scored:
            page = Folded(country_page(telling, DATASET.country[country], support_type), cells)
            shown = " ".join("".join(s.text for s in page.line(each)) for each in range(lines))
            assert "denied" in shown, (country, support_type)
            asked += 1
    assert asked
