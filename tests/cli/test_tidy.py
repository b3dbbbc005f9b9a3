"""Tidy rows, the matrix and the votes: what must be so whatever the data."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from alliance_tui.pages.cells import width
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import LABELS, Moment
from alliance_tui.reading.load import Loaded
from tests.cli.test_program import in_terminal
from tests.conftest import SMALL, Run
from tests.test_imports import MAIN, loaded_after

QUERIES = (
    "vote:any=against", "group:PACT", "role:host not-signed:any", "country:ELD or kind:treaty",
    "type:arms", "country:CLD type:troops", "-vote:any", "after:2022-04", "supports:any kind:vote",
    "summit", "never(group:PACT) vote:any",
)  # fmt: skip


def rows(call: Run, *arguments: str) -> list[dict[str, Any]]:
    done = call(*arguments, "-f", "csv", "-d", SMALL)
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def answer(call: Run, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call(*arguments, "-f", "json", "-d", SMALL).stdout)
    return found


def test_without_a_query_there_is_a_row_for_every_claim(call: Run, small: Loaded) -> None:
    found = rows(call, "list", "--long")
    assert sorted(each["claim"] for each in found) == sorted(small.dataset.claim)
    assert [each["name"] for each in found] == sorted(each["name"] for each in found)


def test_what_counts_in_the_rows_is_what_the_stances_rest_on(call: Run) -> None:
    day = ("--as-of", "2022-09-01")
    counted = {
        (each["country"], each["type"])
        for each in rows(call, "list", "--long", *day)
        if each["counts"] == "yes" and each["direction"] in ("supports", "withholds", "opposes")
    }
    standing = {
        (each["id"], name)
        for each in answer(call, "list", *day)["countries"]
        for name, stance in each["stances"].items()
        if stance["stance"] in ("supports", "withholds", "opposes", "mixed")
    }
    assert {each for each in counted if each[1] != "relief"} == standing


@pytest.mark.parametrize("query", QUERIES)
def test_an_event_holds_where_what_it_records_of_somebody_does(
    answers: Answers, query: str
) -> None:
    moment = Moment(answers.dataset.as_of)
    asked = answers.query(query)
    held = answers.events(asked, moment)
    for position, event in enumerate(answers.dataset.events):
        entries = answers.dataset.entries(event)
        assert entries
        by_entry = [each for each in entries if answers.entry_holds(asked, event, each, moment)]
        assert bool(by_entry) == (position in held)


@pytest.mark.parametrize("query", QUERIES)
def test_the_long_timeline_tells_of_the_events_of_the_short_one(call: Run, query: str) -> None:
    short = {each["id"] for each in rows(call, "timeline", f"--query={query}")}
    assert {each["id"] for each in rows(call, "timeline", "--long", f"--query={query}")} == short


def test_the_long_timeline_of_one_country_tells_of_nobody_else(call: Run) -> None:
    found = rows(call, "timeline", "ELD", "--long")
    assert {each["country"] for each in found} == {"ELD"}
    assert {each["id"] for each in found} == {each["id"] for each in rows(call, "timeline", "ELD")}


def test_the_matrix_says_the_same_in_every_format(call: Run) -> None:
    told = {each["id"]: each for each in answer(call, "matrix")["countries"]}
    table = {each["id"]: each for each in rows(call, "matrix")}
    assert len(told) == 8
    assert told.keys() == table.keys()
    for country, row in table.items():
        for name, stance in told[country]["stances"].items():
            assert row[name] == LABELS[stance["stance"]]
            assert row[f"{name}_since"] == stance.get("since", "")
    assert answer(call, "matrix")["totals"]["arms"]["withholds"] == sum(
        each["arms"] == "withholds" for each in table.values()
    )


def test_in_sections_a_country_stands_once_for_each_of_its_groups(call: Run) -> None:
    found = rows(call, "matrix", "--group", "group")
    assert sum(each["id"] == "ELD" for each in found) == 2
    data = answer(call, "matrix", "--group", "group")
    assert [(each["section"], each["id"]) for each in found] == [
        (each["section"], each["id"]) for each in data["countries"]
    ]
    assert sum(data["totals"]["arms"].values()) == 8
    votes = rows(call, "votes", "--group", "posture", "--sort", "vote-1")
    assert {each["section"] for each in votes} >= {"Subject", "Not assessed"}


def test_the_votes_are_ordered_by_agreement_and_by_a_vote(call: Run) -> None:
    shares = [
        int(each["alike"]) / int(each["both"]) if each["both"] != "0" else -1
        for each in rows(call, "votes", "--sort", "ALIKE", "--like", "eland")
    ]
    assert shares == sorted(shares, reverse=True)
    cast = [each["vote-1"] for each in rows(call, "votes", "--sort", "vote-1")]
    assert cast == sorted(cast, key=["for", "against", "abstain", "absent"].index)


def test_a_query_for_nobody_gives_an_empty_answer_and_no_error(call: Run) -> None:
    for command in (("matrix",), ("matrix", "--group", "region"), ("votes",), ("list", "--long")):
        assert rows(call, *command, "-q", "country:ALD country:BLD") == []


def test_where_the_months_have_no_room_the_matrix_does_without_them() -> None:
    wide = in_terminal("matrix", "-d", SMALL, columns=120, NO_COLOR="1")
    narrow = in_terminal("matrix", "-d", SMALL, columns=50, NO_COLOR="1")
    assert "○ May 2022" in wide
    assert "22" not in narrow
    assert "…" not in wide + narrow
    assert max(map(width, narrow.splitlines())) <= 50


@pytest.mark.parametrize(
    "arguments",
    [
        ("matrix", "-f", "csv"), ("votes", "-f", "json"), ("info",), ("list", "--long"),
        ("timeline", "--long"), ("--plain",), ("--plain", "--view", "matrix"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_screen_is_loaded(arguments: tuple[str, ...]) -> None:
    assert not loaded_after(MAIN, *arguments, "-d", str(SMALL)) & {"textual", "rich"}


@pytest.mark.parametrize("arguments", [("config",), ("schema",), ("completions", "bash")])
def test_neither_is_it_where_there_is_no_data_set(arguments: tuple[str, ...]) -> None:
    assert not loaded_after(MAIN, *arguments) & {"textual", "rich"}
