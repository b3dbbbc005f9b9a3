"""The twenty questions of the README: each command runs, and its answer is true of the data.

What has to be so is looked up in the records themselves, not by a query, so that an answer
may grow with the data set but cannot be an answer to another question.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alliance_tui.model.records import Claim, Event
from tests.bundled import dataset
from tests.conftest import Run

README = Path(__file__).parents[2] / "README.md"
_QUESTION = re.compile(r"^(\d+)\. (.+?)\n +`alliance-tui (.+)`$", re.MULTILINE)


def questions() -> dict[int, list[str]]:
    """The arguments of each question's command by its number."""
    section = README.read_text("utf-8").partition("## Twenty questions\n")[2].partition("\n## ")[0]
    return {int(number): shlex.split(command) for number, _, command in _QUESTION.findall(section)}


def claims(rows: list[dict[str, Any]]) -> list[Claim]:
    return [dataset().claim[row["claim"]] for row in rows]


def events(rows: list[dict[str, Any]], column: str = "id") -> list[Event]:
    found = [dataset().find(row[column]) for row in rows]
    return [each for each in found if isinstance(each, Event)]


def voices(claim: Claim) -> set[str | None]:
    """For whom the sources speak that support *claim*."""
    return {
        dataset().source[each.source].speaks_for
        for each in claim.evidence
        if each.stance == "supports" and each.party is None
    }


def denied(claim: Claim) -> bool:
    return any(each.stance == "denies" for each in claim.evidence)


def year(claim: Claim) -> str:
    return claim.when.text.lstrip("[")[:4]


def members(group: str) -> set[str]:
    return {country.id for country, _ in dataset().memberships[group]}


# What has to be true of each answer ------------------------------------------------------------


def q1(answer: dict[str, Any]) -> None:
    rows = answer["rows"]
    for row, event in zip(rows, events(rows), strict=True):
        assert event.votes is not None
        assert row["country"] in event.votes.against
    who = {row["country"] for row in rows}
    assert {"KAZ"} <= who <= members("CSTO") - {"RUS"}


def q2(answer: dict[str, Any]) -> None:
    found = claims(answer["rows"])
    assert "irn-shahed" in {each.id for each in found}
    for row, claim in zip(answer["rows"], found, strict=True):
        assert claim.country == "IRN"
        assert denied(claim)
        assert row["known_since"].startswith("2022")


def q3(answer: dict[str, Any]) -> None:
    rows = answer["rows"]
    assert "ARM" in {row["country"] for row in rows}
    for row, event in zip(rows, events(rows), strict=True):
        assert event.kind == "summit"
        assert event.outcome is not None
        assert event.outcome.not_signed
        hosts = {part.country for part in event.participants if part.role == "host"}
        assert row["country"] in hosts


def q4(answer: dict[str, Any]) -> None:
    for row, claim in zip(answer["rows"], claims(answer["rows"]), strict=True):
        assert (claim.type, claim.direction) == ("arms", "supports")
        assert year(claim) <= "2022"
        assert row["known_since"] >= "2023"
        assert row["status"] == claim.status


def q5(answer: dict[str, Any]) -> None:
    found = claims(answer["rows"])
    assert {"KAZ"} <= {each.country for each in found} <= members("CSTO")
    assert {(each.type, each.direction) for each in found} == {("troops", "withholds")}


def q6(answer: dict[str, Any]) -> None:
    found = claims(answer["rows"])
    assert {each.direction for each in found} == {"none-found"}
    assert len(found) == sum(each.direction == "none-found" for each in dataset().claims)


def q7(answer: dict[str, Any]) -> None:
    found = claims(answer["rows"])
    assert {(each.type, each.direction) for each in found} == {("recognition", "supports")}
    assert {"PRK", "SYR", "NIC"} <= {each.country for each in found}
    promised = [each for each in answer["rows"] if each["stage"] == "pledged"]
    assert all(each["counts"] == "no" for each in promised)


def q8(answer: dict[str, Any]) -> None:
    for row, claim in zip(answer["rows"], claims(answer["rows"]), strict=True):
        assert row["parties"] == "target"
        assert voices(claim) <= {"UKR"}
        assert claim.status == "alleged"


def q9(answer: dict[str, Any]) -> None:
    found = claims(answer["rows"])
    assert "prk-troops" in {each.id for each in found}
    for claim in found:
        assert (claim.country, claim.status) == ("PRK", "acknowledged")
        assert "PRK" in voices(claim) or any(each.party == "actor" for each in claim.evidence)


def q10(answer: dict[str, Any]) -> None:
    rows = answer["countries"]
    assert [row["id"] for row in rows[:3]] == ["RUS", "BLR", "PRK"]
    shares = [row["alike"] / row["both"] if row["both"] else -1 for row in rows]
    assert shares == sorted(shares, reverse=True)
    assert all(each["when"] >= "2022-02-24" for each in answer["roll_calls"])


def q11(answer: dict[str, Any]) -> None:
    rows = answer["countries"]
    assert answer["like"] == rows[0]["id"] == "CHN"
    assert {row["id"] for row in rows} == set(dataset().group["supposed-allies"].members)
    for row in rows:
        mine, theirs = row["votes"], rows[0]["votes"]
        cast = {each for each, vote in mine.items() if vote != "absent"}
        both = {each for each in cast if theirs.get(each, "absent") != "absent"}
        assert row["both"] == len(both)
        assert row["alike"] == sum(mine[each] == theirs[each] for each in both)


def q12(answer: dict[str, Any]) -> None:
    assert (answer["as_of"], answer["clock"]) == ("2022-02-24", "known")
    standing = {each["id"]: each for each in answer["countries"]}
    assert standing.keys() == set(dataset().group["supposed-allies"].members)
    assert standing["BLR"]["stances"]["territory"]["stance"] == "supports"
    assert standing["PRK"]["stances"]["troops"]["stance"] == "unassessed"
    days = [
        stance["since"]
        for each in standing.values()
        for stance in each["stances"].values()
        if "since" in stance
    ]
    assert max(days) <= "2022-02-24"


def q13(answer: dict[str, Any]) -> None:
    assert (answer["since"], answer["as_of"]) == ("2022-12-31", "2025-12-31")
    changed = {each["country"]: each for each in answer["changes"]}
    assert changed.keys() <= set(dataset().group["supposed-allies"].members)
    assert changed["PRK"]["posture"]["after"] == "own-troops"
    causes = [claim for stance in changed["PRK"]["stances"] for claim in stance["claims"]]
    assert "prk-troops" in {each["id"] for each in causes}


def q14(answer: dict[str, Any]) -> None:
    assert answer["item"]["id"] == "ARM"
    assert answer["derived"]["posture"]["label"] == "Keeps distance"


def q15(answer: dict[str, Any]) -> None:
    rows = answer["rows"]
    for row, event in zip(rows, events(rows), strict=True):
        assert event.kind == "summit"
        away = {part.country for part in event.participants if part.role == "absentee"}
        assert row["country"] in away
    assert ("csto-minsk-2023-11", "ARM") in {(row["id"], row["country"]) for row in rows}


def q16(answer: dict[str, Any]) -> None:
    for each in answer["countries"]:
        kinds = {stance["stance"] for stance in each["stances"].values()}
        assert "supports" in kinds
        assert kinds & {"withholds", "opposes"}
    assert {"BLR", "CHN"} <= {each["id"] for each in answer["countries"]}


def q17(answer: dict[str, Any]) -> None:
    who = {each["id"] for each in answer["countries"]}
    assert {"POL", "USA"} <= who
    for country in who:
        given = dataset().claims_by_stance[country, "arms"]
        assert any(claim.direction == "opposes" for claim in given)


def q18(answer: dict[str, Any]) -> None:
    for row, claim in zip(answer["rows"], claims(answer["rows"]), strict=True):
        assert (claim.agent, claim.type, claim.direction) == ("private", "materiel", "supports")
        assert row["counts"] == "no"
    assert "KGZ" in {row["country"] for row in answer["rows"]}


def q19(answer: dict[str, Any]) -> None:
    cited = {
        evidence.source
        for claim in dataset().claims_by_country["CHN"]
        if claim.direction == "supports"
        for evidence in claim.evidence
    }
    assert {each["id"] for each in answer["sources"]} == cited


def q20(answer: dict[str, Any]) -> None:
    assert answer["country"] == "ARM"
    rows = answer["timeline"]
    assert {"csto-armenia-freeze-2024-02", "arm-csto-leave-2024-06"} <= {row["id"] for row in rows}
    days = [row["when"] for row in rows if row["record"] == "event"]
    assert days == sorted(days)
    assert min(days) >= "2023"


TRUTHS: dict[int, Callable[[dict[str, Any]], None]] = {
    number: globals()[f"q{number}"] for number in range(1, 21)
}


def test_there_are_twenty() -> None:
    assert list(questions()) == list(range(1, 21))


@pytest.mark.parametrize("number", TRUTHS, ids=lambda number: f"question-{number}")
def test_the_answer_is_there_and_true(
    call: Run, number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    command = questions()[number]
    cache_home = str(tmp_path_factory.getbasetemp() / "cache")
    shown = call(*command, XDG_CACHE_HOME=cache_home)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert len(shown.stdout.splitlines()) > 1
    answer = json.loads(call(*command, "-f", "json", XDG_CACHE_HOME=cache_home).stdout)
    for rows in ("rows", "countries", "timeline", "changes", "sources"):
        assert answer.get(rows) != []
    TRUTHS[number](answer)
