"""The rows of the timeline: events and loose claims in one order, found from any side."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.dates import day_text
from alliance_tui.model.records import Event
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.query.answers import Answers
from alliance_tui.query.days import next_day, previous_day
from alliance_tui.query.timeline import timeline_rows
from alliance_tui.reading.load import Loaded
from alliance_tui.views.timeline import Timeline
from tests.query.build import AS_OF, at, claim, day, world

WHENS = ("2022-03", "2022-03-05", "2022-03-05?", "2022-03/2022-04", "2022-02~", "2023~", "2023/..")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(WHENS)), max_size=9))
def test_events_and_claims_stand_in_one_order(rows: list[tuple[bool, str]]) -> None:
    made = world(
        *(
            claim(when=when, id=f"c{number}")
            for number, (is_claim, when) in enumerate(rows)
            if is_claim
        ),
        events=[
            {"id": f"e{number}", "when": when}
            for number, (is_claim, when) in enumerate(rows)
            if not is_claim
        ],
    )
    found = timeline_rows(made.answers, made.answers.query(""), at(AS_OF))
    assert len(found) == len(rows)
    order = [(row.when.written, row.when.last_start, row.id) for row in found]
    assert order == sorted(order)
    assert [found.row_of(row.id) for row in found] == list(range(len(rows)))
    assert [found[-position] for position in range(1, len(rows) + 1)] == list(found)[::-1]
    assert found[1:3] == list(found)[1:3]
    assert found.row_of("nothing") is None
    years = [int(day_text(row.when.written)[:4]) for row in found]
    assert list(found.years()) == [(year, years.index(year)) for year in dict.fromkeys(years)]
    for on in ("2022-02-01", "2022-03-05", "2024-01-01"):
        after = [row for row in found if row.when.written > day(on)]
        assert found.first_after(day(on)) == len(found) - len(after)


def test_a_record_that_a_query_leaves_out_has_no_row(small: Loaded) -> None:
    answers = Answers(small.dataset)
    moment = at("2023-12-31")
    votes = timeline_rows(answers, answers.query("kind:vote"), moment)
    assert [row.id for row in votes] == ["vote-1"]
    assert votes.row_of("vote-1") == 0
    assert votes.row_of("summit-2022") is None
    assert votes.row_of("eld-arms") is None


def test_a_country_has_the_events_that_its_claims_name() -> None:
    made = world(
        claim(events=["named"]),
        events=[{"id": "named", "when": "2022"}, {"id": "other", "when": "2022"}],
    )
    rows = timeline_rows(made.answers, made.answers.query(""), at(AS_OF), "AAA")
    assert [row.id for row in rows] == ["named"]
    assert isinstance(rows[0], Event)


def test_rows_stand_under_the_year_that_their_dates_say() -> None:
    whens = {"a": "2023-12-20", "b": "2024~", "c": "2024-01~", "d": "2024-01-01~", "e": "2024"}
    made = world(events=[{"id": name, "when": when} for name, when in whens.items()])
    rows = timeline_rows(made.answers, made.answers.query(""), at(AS_OF))
    assert [row.id for row in rows] == ["a", "d", "c", "e", "b"], "the more exact first"
    timeline = Timeline(made.answers, rows, None, at("2023-12-31"), UNICODE)
    assert timeline.years == ((2023, 0), (2024, 1))
    assert timeline.after == 1, "the others lie after the as-of day"
    assert [day_text(next_day(rows, day(each), day(AS_OF))) for each in ("2023-12-20",)] == [
        "2024-01-01"
    ]
    assert day_text(previous_day(rows, day("2024-01-01"), 1)) == "2023-12-20"


def test_what_may_have_begun_earlier_is_found_there_though_it_stands_later() -> None:
    made = world(
        events=[
            {"id": "about", "when": "2024-01~"},
            {"id": "day", "when": "2023-12-20"},
            {"id": "long", "when": "2024-01-05/2024-02"},
        ]
    )

    def holding(query: str) -> list[str]:
        rows = timeline_rows(made.answers, made.answers.query(query), at(AS_OF))
        return [row.id for row in rows]

    assert holding("before:2024") == ["day", "about"]
    assert holding("on:2023-12") == ["day", "about"]
    assert holding("on:2024-01-01") == ["about"]
    assert holding("after:2024-02-10") == ["about", "long"]
    assert holding("before:2023-12-01") == []


def test_with_a_kind_in_view_each_claim_on_it_has_a_row_also_one_that_belongs_to_an_event() -> None:
    made = world(
        claim(id="of-event", when="2022-03", events=["named"]),
        claim(id="loose", when="2022-04"),
        claim(id="words", when="2022-05", type="words", events=["other"]),
        events=[{"id": "named", "when": "2022-02"}, {"id": "other", "when": "2022-06"}],
    )
    ask = made.answers.query("")
    only = timeline_rows(made.answers, ask, at(AS_OF), "AAA", "arms")
    assert [row.id for row in only] == ["named", "of-event", "loose"]
    every = timeline_rows(made.answers, ask, at(AS_OF), "AAA", "arms", alone=False)
    assert [row.id for row in every] == ["named", "of-event", "loose", "other"]
    without = timeline_rows(made.answers, ask, at(AS_OF), "AAA")
    assert [row.id for row in without] == ["named", "loose", "other"]
