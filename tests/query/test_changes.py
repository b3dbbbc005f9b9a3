"""What changed between two days and between two data sets, and what rests on which source."""

from __future__ import annotations

import shutil
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.query.answers import Answers
from alliance_tui.query.bibliography import cited, one_sided, weight
from alliance_tui.query.changes import Change, changes
from alliance_tui.query.differences import differences
from alliance_tui.reading.load import Loaded, load
from tests.conftest import SMALL
from tests.query.build import World, at, claim, day, world

LAST = "2023-12-31"


def between(made: World, first: str, second: str) -> dict[str, Change]:
    found = changes(made.answers, made.dataset.countries, at(first), at(second))
    return {change.country.id: change for change in found}


# Two days --------------------------------------------------------------------------------------


def test_a_stance_changes_because_of_the_claims_that_came_or_went(answers: Answers) -> None:
    made = World(answers.dataset, answers)
    change = between(made, "2022-06-01", LAST)["CLD"]
    assert (change.before.rule.id, change.after.rule.id) == ("distant", "fights")
    (stance,) = change.stances
    assert (stance.before.kind, stance.after.kind) == ("withholds", "supports")
    causes = {cause.after.claim.id: (cause.came, cause.after.detail) for cause in stance.causes}
    assert causes == {
        "cld-refused-first": (False, "ended by another claim, Jan 2023"),
        "cld-units": (True, "counts"),
    }


def test_between_a_day_and_itself_nothing_changes(answers: Answers) -> None:
    assert between(World(answers.dataset, answers), LAST, LAST) == {}


def test_the_way_back_is_the_opposite(answers: Answers) -> None:
    made = World(answers.dataset, answers)
    there, back = between(made, "2022-03-01", LAST), between(made, LAST, "2022-03-01")
    assert set(there) == set(back)
    for country, change in there.items():
        assert change.before == back[country].after
        assert {each.support_type for each in change.stances} == (
            {each.support_type for each in back[country].stances}
        )


def test_from_silence_to_silence_is_no_change() -> None:
    made = world(claim("context", "2022-03-05"))
    assert made.kind("2022-03-01") == "unassessed"
    assert made.kind("2022-04-01") == "context"
    assert between(made, "2022-03-01", "2022-04-01") == {}


def test_a_posture_may_change_without_any_claim() -> None:
    made = world(
        dataset={
            "postures": [
                {"id": "in", "label": "Inside", "when": "group:PACT"},
                {"id": "out", "label": "Outside", "default": True},
            ]
        },
        groups=[{"id": "PACT"}],
        countries=[{"id": "AAA", "memberships": [{"group": "PACT", "when": "2023-01-01/.."}]}],
    )
    change = between(made, "2022-12-31", "2023-01-01")["AAA"]
    assert change.of_posture
    assert change.stances == ()


@settings(max_examples=40, deadline=None)
@given(
    st.integers(day("2021-06-01"), day(LAST)),
    st.integers(day("2021-06-01"), day(LAST)),
    st.sampled_from(("happened", "known")),
)
def test_every_change_of_a_stance_has_a_cause_or_only_time_passed(
    small: Loaded, first: int, second: int, clock: str
) -> None:
    answers = Answers(small.dataset)
    before, after = at("2022-01-01")._replace(day=first), at("2022-01-01")._replace(day=second)
    if clock == "known":
        before, after = before._replace(clock="known"), after._replace(clock="known")
    for change in changes(answers, small.dataset.countries, before, after):
        for stance in change.stances:
            for cause in stance.causes:
                assert cause.before.counts != cause.after.counts
            counting = {"supports", "withholds", "opposes", "mixed"}
            if {stance.before.kind, stance.after.kind} & counting:
                assert stance.causes


# Two data sets ---------------------------------------------------------------------------------


def test_what_was_added_removed_and_changed(tmp_path: Path, small: Loaded) -> None:
    other = shutil.copytree(SMALL, tmp_path / "other")
    file = other / "countries.yaml"
    text = file.read_text("utf-8")
    text = text.replace("name: Gland", "name: Glandia").replace("  - id: HLD", "  - id: NEW")
    file.write_text(text, "utf-8")
    events = other / "events.yaml"
    events.write_text(events.read_text("utf-8").replace("GLD, HLD]", "GLD, NEW]"), "utf-8")
    description = other / "dataset.yaml"
    description.write_text(description.read_text("utf-8").replace("1.10", "1.11"), "utf-8")
    found = {
        (each.section, each.id, each.what): [change.field for change in each.changes]
        for each in differences(small.dataset, load(other).dataset)
    }
    assert found == {
        ("dataset", "small", "changed"): ["version"],
        ("countries", "GLD", "changed"): ["name"],
        ("countries", "HLD", "removed"): [],
        ("countries", "NEW", "added"): [],
        ("events", "vote-1", "changed"): ["votes"],
    }


def test_a_data_set_does_not_differ_from_itself(small: Loaded) -> None:
    again = load(SMALL, use_copy=False)
    assert list(differences(small.dataset, again.dataset)) == []


# Sources ---------------------------------------------------------------------------------------


def test_how_much_rests_on_a_source(small: Loaded) -> None:
    dataset = small.dataset

    def weighed(source: str) -> tuple[int, int, int, int]:
        found = weight(dataset, dataset.source[source])
        return found.claims, found.denials, found.alone, found.events

    assert weighed("herald-2022") == (3, 0, 2, 2)
    assert weighed("dland-mfa") == (1, 1, 0, 0)
    assert weighed("bland-mfa") == (1, 0, 1, 0)
    assert weighed("pact-treaty") == (0, 0, 0, 1)


def test_the_sources_that_the_claims_of_a_query_cite(answers: Answers) -> None:
    def ids(query: str) -> list[str]:
        found = cited(answers, answers.query(query), at(LAST))
        return [source.id for source in found]

    assert ids("type:relief") == ["watch-2023"]
    assert ids("country:DLD type:arms") == ["bland-mfa", "dland-mfa"]
    assert len(ids("")) == 8


def test_what_stands_on_the_word_of_one_side(answers: Answers) -> None:
    assert [each.id for each in one_sided(answers.dataset)] == ["dld-shells"]
