"""Posture: the first rule that holds on the day."""

from __future__ import annotations

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


def test_a_posture_is_flagged_where_the_certain_claims_give_another() -> None:
    doubtful = world(claim(when="2022-05?"), dataset=RULES, groups=GROUPS)
    found = doubtful.answers.posture("AAA", at("2022-05-15"))
    assert (found.rule.id, found.certain) == ("armer", False)
    backed = world(
        claim(when="2022-05?"), claim(when="2022-03-05/.."), dataset=RULES, groups=GROUPS
    )
    found = backed.answers.posture("AAA", at("2022-05-15"))
    assert (found.rule.id, found.certain) == ("armer", True)


def test_a_posture_is_not_flagged_for_a_stance_that_it_does_not_rest_on() -> None:
    made = world(
        claim(when="2022-03-05/.."),
        claim("withholds", "2022-05?", type="words"),
        dataset=RULES,
        groups=GROUPS,
    )
    found = made.answers.posture("AAA", at("2022-05-15"))
    assert (found.rule.id, found.certain) == ("armer", True)
    assert not made.stance("2022-05-15", type="words").certain
