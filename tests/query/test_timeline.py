"""The rows of the timeline: events and loose claims in one order, found from any side."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.records import Event
from alliance_tui.query.answers import Answers
from alliance_tui.query.timeline import timeline_rows
from alliance_tui.reading.load import Loaded
from tests.query.build import AS_OF, at, claim, day, world

WHENS = ("2022-03", "2022-03-05", "2022-03-05?", "2022-03/2022-04", "2022-02~", "2023/..")


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
    order = [(row.when.first_start, row.when.last_start, row.id) for row in found]
    assert order == sorted(order)
    assert [found.row_of(row.id) for row in found] == list(range(len(rows)))
    assert [found[-position] for position in range(1, len(rows) + 1)] == list(found)[::-1]
    assert found[1:3] == list(found)[1:3]
    assert found.row_of("nothing") is None
    for on in ("2022-02-01", "2022-03-05", "2024-01-01"):
        after = [row for row in found if row.when.first_start > day(on)]
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
