"""When a claim was so: the same words for its dates wherever it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_tui.model.dates import When, parse_when
from alliance_tui.model.records import Claim
from alliance_tui.pages.changes import changes_page
from alliance_tui.pages.citation import claim_citation
from alliance_tui.pages.claim import claim_page
from alliance_tui.pages.claims import claim_part
from alliance_tui.pages.country import country_page
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.lines import fitted, plain_text
from alliance_tui.pages.page import Block
from alliance_tui.pages.spells import period_words, spell_words, spells
from alliance_tui.pages.telling import Telling
from alliance_tui.pages.why import why_page
from alliance_tui.query.answers import Answers
from alliance_tui.query.changes import changes
from alliance_tui.query.stance import Moment
from tests.bundled import dataset

DATASET = dataset()
BUNDLED = Answers(DATASET)
TELLING = Telling(BUNDLED, Moment(DATASET.as_of), UNICODE)
DATES = sorted({each.when.text for each in DATASET.claims})


def test_months_and_years_say_no_more_than_the_days() -> None:
    for date in DATES:
        full, months, years = period_words(date)
        start, _, end = date.partition("/")
        for words, places in ((months, 7), (years, 4)):
            said = re.findall(r"20\d\d", words)
            assert set(said) <= set(re.findall(r"\d{4}", date))
            assert len(words) <= len(full) + len("begun by "), words
            assert bool(re.search("or later|maybe later", words)) == end.endswith("..]"), words
            assert ("since" in words or "begun by" in words) == (end == "..") or "begun" in words
            assert not re.search(r"(?<!begun )(?<!ended )(?<!some day )\bby\b", words), words
            assert ("some day by" in words) == (choice(start, places) and not end), words
            assert bool(re.search("begun (and ended )?by", words)) == (
                choice(start, places) and bool(end)
            ), words
            assert "ended by" in words or not choice(end, places) or {*said} == {end[1:5]}, words


def choice(part: str, places: int) -> bool:
    """Whether an end of a date lies between two days of which so many places differ."""
    first, dots, last = part.strip("[]").partition("..")
    return bool(dots and last) and first[:places] != last[:places]


def told_in(text: str, claim: Claim) -> bool:
    return any(words in text for words in period_words(claim.when.text))


@pytest.mark.parametrize("country", sorted(DATASET.claims_by_country))
def test_a_claim_has_the_same_dates_in_its_page_in_why_and_in_its_country(country: str) -> None:
    record = DATASET.country[country]
    why = plain_text(why_page(TELLING, record), 4000)
    page = plain_text(country_page(TELLING, record), 4000)
    assert "in force until" not in why + page
    for claim in DATASET.claims_by_country[country]:
        full = period_words(claim.when.text)[0]
        assert full in plain_text(claim_page(TELLING, claim), 4000)
        assert full in claim_citation(claim, DATASET)
        weighed = BUNDLED.stances.weighed(claim, TELLING.moment)
        of_this = rf"{re.escape(claim.statement)}\n(?: .*\n)*? *{re.escape(full)} · "
        assert re.search(of_this, page), claim.id
        if DATASET.support_types[claim.type].scored:
            assert re.search(rf"{re.escape(full)} · .* → {re.escape(weighed.told)}", why), claim.id
        for lines in (1, 2):
            for cells in (38, 51, 84):
                short = claim_part(TELLING, weighed, lines=lines).short
                assert told_in(lines_of(short, cells), claim) or cells == 38 or lines == 1


def lines_of(blocks: tuple[Block, ...], cells: int) -> str:
    return "\n".join(
        "".join(span.text for span in line) for block in blocks for line in fitted(block, cells)
    )


def test_what_changed_tells_the_same_dates() -> None:
    moments = Moment(parse_when("2023-06-30").first_start), TELLING.moment
    found = changes(BUNDLED, DATASET.countries, *moments)
    text = plain_text(changes_page(BUNDLED, found, *moments, UNICODE), 4000)
    causes = [cause for each in found for stance in each.stances for cause in stance.causes]
    assert causes
    for cause in causes:
        assert f"· {period_words(cause.after.claim.when.text)[0]}" in text


@given(cell=st.sampled_from(sorted(DATASET.claims_by_stance)))
def test_a_stance_that_one_claim_gives_has_the_dates_of_the_claim(cell: tuple[str, str]) -> None:
    for direction, spell in spells(BUNDLED, *cell, TELLING.moment).items():
        weighed = BUNDLED.stances.derivation(*cell, TELLING.moment)
        counted = [each for each in weighed if each.counts and each.claim.direction == direction]
        when = counted[0].claim.when
        open_end = "/.." if spell.goes_on else "..]"
        if len(counted) == 1 and spell.first == when and when.text.endswith(open_end):
            assert tuple(spell_words(spell))[:2] == period_words(when.text)[:2]


@pytest.mark.parametrize(
    ("date", "months", "years"),
    [
        ("2022-02-24/[2022-07-28..2023-01]", "Feb 2022, ended by Jan 2023", "2022, ended by 2023"),
        ("[2022-07..2023-01-05]/..", "begun by Jan 2023", "begun by 2023"),
        (
            "[2022-07-11..2022-08-26]/[2024-11..]",
            "begun by Aug 2022 – Nov 2024 or later",
            "2022 – ",
        ),
        ("2022-11-05/[2022-11-20..]", "Nov 2022 and maybe later", "2022 and maybe later"),
        (
            "[2021-11..2022-11-05]/[2022-11-20..]",
            "begun by Nov 2022, until then or later",
            "begun by 2022, until then or later",
        ),
        (
            "[2021-11..2022-11-05]/2022-11-20",
            "begun by Nov 2022, ended then",
            "begun by 2022, ended then",
        ),
        (
            "[2021-11..2022-11-05]/[2022-10..2022-11]",
            "begun and ended by Nov 2022",
            "begun by 2022, ended then",
        ),
        ("2022-11/[2022-10..2022-11]", "Nov 2022", "2022"),
        ("2022-02-24/[2023-08-05..2023-08-19]", "Feb 2022 – Aug 2023", "2022 – 2023"),
        ("2022-02-24/", "Feb 2022, since ended", "2022, since ended"),
        ("2022-02-24/2022-04-06~", "Feb 2022 – Apr 2022", "2022"),
        ("[2022-07..2023-01]", "some day by Jan 2023", "some day by 2023"),
        ("[2025-10..2025-12]", "some day by Dec 2025", "2025"),
        ("2022-10~", "about Oct 2022", "2022"),
    ],
)
def test_dates_in_months_and_in_years(date: str, months: str, years: str) -> None:
    told = period_words(date)
    assert told[1] == months
    assert told[2].startswith(years)


def test_every_date_can_be_told() -> None:
    assert all(isinstance(parse_when(each), When) and all(period_words(each)) for each in DATES)
