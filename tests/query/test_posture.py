"""Posture: the first rule that holds on the day."""

from __future__ import annotations

import pytest

from alliance_tui.query.stance import Clock
from tests.query.build import AS_OF, World, at, claim, world

RULES = {
    "postures": [
        {"id": "attacked", "label": "Attacked", "when": "country:ADV"},
        {"id": "armer", "label": "Sends arms", "when": "supports:arms"},
        {"id": "member", "label": "Member", "when": "group:PACT -opposes:any"},
        {"id": "silent", "label": "Says nothing", "when": "never(supports:any or withholds:any)"},
        {"id": "rest", "label": "Not assessed", "default": True},
    ]
}
GROUPS = [{"id": "PACT"}]


def posture(made: World, on: str = AS_OF, country: str = "AAA", clock: Clock = "happened") -> str:
    return made.answers.posture(country, at(on, clock)).rule.id


def test_the_first_rule_that_holds_gives_the_posture() -> None:
    made = world(
        claim(when="2022-03-05/2022-06-05"),
        claim("withholds", "2022-06-06", type="words"),
        dataset=RULES,
        groups=GROUPS,
        countries=[{"id": "AAA", "memberships": [{"group": "PACT", "when": "2023-01-01/.."}]}],
    )
    assert posture(made, "2022-03-04") == "silent"
    assert posture(made, "2022-06-05") == "armer"
    assert posture(made, "2022-12-31") == "rest"
    assert posture(made, "2023-01-01") == "member"


def test_where_no_rule_holds_the_default_does() -> None:
    made = world(claim("withholds"), dataset=RULES, groups=GROUPS)
    assert posture(made) == "rest"


def test_the_subject_is_the_subject_whatever_the_rules() -> None:
    made = world(claim(country="SUB", when="2022-03-05/.."), dataset=RULES, groups=GROUPS)
    assert posture(made, country="SUB") == "subject"
    assert made.countries("posture:subject") == "SUB"


def test_a_rule_may_name_a_country() -> None:
    assert posture(world(dataset=RULES, groups=GROUPS), country="ADV") == "attacked"


def test_without_rules_nobody_has_a_posture() -> None:
    made = world(claim(when="2022-03-05/.."))
    found = made.answers.posture("AAA", at(AS_OF))
    assert (found.rule.label, found.certain) == ("Not assessed", True)


def test_a_posture_follows_the_clock() -> None:
    made = world(claim(when="2022-03-05/..", known="2022-08-10"), dataset=RULES, groups=GROUPS)
    assert posture(made, "2022-06-01") == "armer"
    assert posture(made, "2022-06-01", clock="known") == "silent"


def marks(made: World, on: str) -> tuple[str, bool, bool]:
    found = made.answers.posture("AAA", at(on))
    return found.rule.id, found.may_have_ended, found.may_be_other


def test_a_posture_may_have_ended_where_what_has_surely_not_ended_gives_another() -> None:
    alone = world(claim(when="2022-03-05/[2022-05-10..]"), dataset=RULES, groups=GROUPS)
    assert marks(alone, "2023-05-09") == ("armer", False, False)
    assert marks(alone, "2023-05-10") == ("armer", True, False)
    backed = world(
        claim(when="2022-03-05/[2022-05-10..]"),
        claim(when="2022-03-05/.."),
        dataset=RULES,
        groups=GROUPS,
    )
    assert marks(backed, "2023-05-10") == ("armer", False, False)


def test_another_label_may_hold_where_something_may_have_begun() -> None:
    made = world(claim(when="2022-05"), dataset=RULES, groups=GROUPS)
    assert marks(made, "2022-04-30") == ("silent", False, False)
    assert marks(made, "2022-05-15") == ("silent", False, True)
    assert marks(made, "2022-05-31") == ("armer", False, False)
    uncertain = world(claim(when="2022-05?"), dataset=RULES, groups=GROUPS)
    assert marks(uncertain, "2022-05-15") == ("silent", False, True)


@pytest.mark.parametrize("status", ["alleged", "disputed"])
@pytest.mark.parametrize(
    ("sources", "marked"),
    [
        (["press"], True),
        (["target"], False),
        (["subject-mfa"], False),
        (["target", "subject-mfa"], False),
        (["target", "press"], True),
        (["actor"], True),
    ],
)
def test_another_label_may_hold_where_it_is_alleged_by_more_than_one_side_of_the_war(
    status: str, sources: list[str], marked: bool
) -> None:
    evidence = [{"source": each} for each in sources]
    made = world(claim(status=status, evidence=evidence), dataset=RULES, groups=GROUPS)
    assert marks(made, "2022-06-01") == ("silent", False, marked)


def test_a_denial_by_others_is_no_allegation_by_others() -> None:
    evidence = [{"source": "target"}, {"source": "press", "stance": "denies"}]
    made = world(claim(status="alleged", evidence=evidence), dataset=RULES, groups=GROUPS)
    assert marks(made, "2022-06-01") == ("silent", False, False)


@pytest.mark.parametrize("fields", [{"stage": "pledged"}, {"agent": "private"}])
def test_what_would_not_count_if_it_stood_marks_nothing(fields: dict[str, str]) -> None:
    made = world(claim(status="alleged", **fields), dataset=RULES, groups=GROUPS)
    assert marks(made, "2022-06-01") == ("silent", False, False)


def test_a_posture_is_not_marked_for_a_stance_that_it_does_not_rest_on() -> None:
    made = world(
        claim(when="2022-03-05/.."),
        claim("withholds", "2022-03-05/[2022-05-01..2022-06-01]", type="words"),
        dataset=RULES,
        groups=GROUPS,
    )
    assert marks(made, "2022-05-15") == ("armer", False, False)
    assert not made.stance("2022-05-15", type="words").certain


def test_both_marks_stand_together_and_have_words() -> None:
    made = world(
        claim(when="2022-03-05/[2022-05-10..]", status="alleged"),
        claim("opposes", "2022-03-05/[2022-05-01..2022-06-01]", type="words"),
        dataset={
            **RULES,
            "postures": [
                RULES["postures"][1],
                {"id": "against", "label": "Against", "when": "opposes:any"},
                RULES["postures"][-1],
            ],
        },
        groups=GROUPS,
    )
    assert marks(made, "2022-05-15") == ("against", True, True)
    found = made.answers.posture("AAA", at("2022-05-15"))
    assert (found.certain, found.doubt) == (False, ("may have ended", "another label may hold"))
