"""Every kind of problem: where it stands, what it says, and what is left out because of it."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from tests.reading.made import (
    DATASET,
    RECORDS,
    SOUND,
    claim,
    country,
    event,
    marks,
    one,
    placed,
    problems_of,
    rules,
    source,
    write,
)


class Case(NamedTuple):
    """A text beside the sound data set; each mark stands where one of *codes* is expected."""

    codes: str
    text: str
    says: str = ""
    rest: str = SOUND

    @property
    def expected(self) -> list[str]:
        places = marks(dedent(self.text))
        return [
            f"{line}:{column}: {code}"
            for (line, column), code in zip(places, self.codes.split(), strict=True)
        ]


def cited(fields: str) -> str:
    """A source, sound but for *fields*, and a country that cites it."""
    return f"{source(fields)}\n{country('evidence: [{source: s}]')}"


LAST_RULE = "{id: z, label: Z, default: true}"

FILES = [
    Case("E102", "claims: [{id: a\n¶"),
    Case("E102", "claims:\n¶\t- {id: a}", "tabs"),
    Case("E102", "claims:\n  - when: [2022..2023]¶/..\n", "put a date with brackets in quotes"),
    Case("E102", "claims:\n  - id: a\n    note: said¶: no\n", "quotes"),
    Case("E102", 'countries: [{id: B, name: "日本¶\x1b"}]', "control characters"),
    Case("E103", country("name: B, ¶name: C"), "first in line 1"),
    Case("E103", "countries: []\n¶countries: []"),
    Case("E104", "countries: [¶&a {id: B, name: B}]", "anchor &a"),
    Case("E104 E104", country("name: ¶&a B, region: ¶*a"), "alias *a"),
    Case("E104", country("name: ¶!!str B"), "tag tag:yaml.org,2002:str"),
    Case("E104", country("name: ¶! B"), "quote a text that begins with “!”"),
    Case("E104", country("name: B, ¶<<: {region: R}"), "write the fields out"),
    Case("E105", "countries: []\n¶---\nclaims: []", "split it"),
]

SHAPES = [
    Case("E201", "countries: [¶{id: B}]", "a country needs “name”"),
    Case("E201 E201", "countries:\n- ¶name: B\n  leaders: [¶{name: Me}]", "a country needs “id”"),
    Case("E202", "¶claim: []", "did you mean “claims”?"),
    Case("E202", country("¶aliasez: [C]"), "did you mean “aliases”?"),
    Case("E202", country("¶xyz: 1"), "one of id, name"),
    Case("E203", "¶[a, b]", "a file holds sections"),
    Case("E203", "claims: ¶{id: c}", "is a list"),
    Case("E203", "claims: [¶c]", "a claim is a mapping"),
    Case("E203", country("name: ¶12"), 'write "12" in quotes'),
    Case("E203", country("name: ¶1.50"), 'write "1.50" in quotes'),
    Case("E203", country("name: ¶true"), 'write "true" in quotes'),
    Case("E203", country('name: ¶""'), "“name” is empty"),
    Case("E203", country('summary: ¶" "'), "“summary” is empty"),
    Case("E203", country("name: ¶[B]"), "“name” is a text"),
    Case("E203", country("aliases: ¶C"), "“aliases” is a list"),
    Case("E203", country("aliases: [¶7]"), 'write "7" in quotes'),
    Case("E203", country("waive: ¶W404"), "a mapping of words to texts"),
    Case("E203", claim("when: ¶[2022-03..2022-04]"), 'as "[A..B]" in quotes'),
    Case("E203", event("tally: {for: ¶many}"), "whole number"),
    Case("E203", event("votes: {whole: ¶yes}"), "true or false"),
    Case("E203", claim("direction: ¶{a: b}"), "one word of: supports, withholds"),
    Case("E204", claim("direction: ¶suportz"), "did you mean “supports”?"),
    Case("E204", claim("status: ¶Reported"), "did you mean “reported”?"),
    Case("E204", claim("confidence: ¶xyz"), "one of low, moderate, high"),
    Case("E204", claim("evidence: [{source: press, stance: ¶deny}]"), "did you mean “denies”?"),
    Case("E204", event("kind: ¶sumit"), "did you mean “summit”?"),
    Case("E205", country("id: ¶a b"), "letters, digits"),
    Case("E205", country("id: ¶-b")),
    Case("E205", country("ties: [{id: ¶'a/b', title: T, evidence: [{source: press}]}]")),
    Case("E206", cited("url: ¶'ftp://a.example'"), "“url”"),
    Case("E206", cited("url: ¶'javascript:alert(1)'")),
    Case("E206", cited("archived: ¶'http://'"), "“archived”"),
    Case("E206", cited('url: ¶"https://a.example/\\e[0m"')),
    Case("E207", "¶dataset: ", "can be read", RECORDS),
    Case("E207 E203", "¶dataset: ¶text", "a mapping", RECORDS),
]

DATES = [
    Case("E301", claim("when: ¶24 February 2022"), "write 2022-02-24"),
    Case("E301", claim("when: ¶2022-02-30"), "Feb 2022 has 28 days"),
    Case("E301", claim("when: ¶12:30"), "is not a date"),
    Case("E301", claim("when: ¶../2022"), "only memberships, leaders and ties"),
    Case("E301", claim("known: ¶2022/2023"), "a single date"),
    Case("E301", country("reviewed: ¶yesterday"), "write YYYY"),
    Case("E302", claim("when: ¶2024-01-01"), "after 31 Dec 2023"),
    Case("E302", claim("when: ¶2023-06/2024-02-01"), "after 31 Dec 2023"),
    Case("E302", claim("known: ¶2024-01"), "after 31 Dec 2023"),
    Case("E302", claim("when: ¶2023-12-31/"), "cannot have ended before 31 Dec 2023"),
    Case("E302", event("when: ¶2024")),
]

REFERENCES = [
    Case("E401", claim("country: ¶AAB"), "did you mean “AAA”?"),
    Case("E401", claim("type: ¶arm"), "did you mean “arms”?"),
    Case("E401", claim("evidence: [{source: ¶presx}]"), "did you mean “press”?"),
    Case("E401", claim("events: [¶meetings]"), "did you mean “meeting”?"),
    Case("E401", claim("ends: [¶soundd]"), "did you mean “sound”?"),
    Case("E401", country("memberships: [{group: ¶PAKT}]"), "did you mean “PACT”?"),
    Case(
        "E401",
        one("groups", "analytic: true, rule: R., members: [AAA, ¶AAC]"),
        "did you mean “AAA”?",
    ),
    Case("E401", event("votes: {abstain: [AAA, ¶AAAA]}"), "did you mean “AAA”?"),
    Case("E401", event("outcome: {signed: [¶Aaa]}"), "did you mean “AAA”?"),
    Case("E401", event("votes: {later: [{country: AAA, vote: for, source: ¶prexs}]}"), "“press”?"),
    Case("E401", source("speaks_for: ¶XXX"), "one of AAA, ADV, SUB"),
    Case("E401", source("based_on: [¶peper]"), "did you mean “paper”?"),
    Case(
        "E401",
        "corrections: [{id: k, on: 2023, target: ¶soundt, kind: date, why: W}]",
        "did you mean “sound”?",
    ),
    Case("E402", country("id: ¶aaa"), "“aaa” is taken"),
    Case("E402", country("ties: [{id: ¶Sound, title: T, evidence: [{source: press}]}]")),
    Case(
        "E402",
        country(
            "ties: [{id: t, title: T, evidence: [{source: press}]}, "
            "{id: ¶T, title: T, evidence: [{source: press}]}]"
        ),
        "text.yaml:1",
    ),
    Case("E403", country("id: ¶any"), "has a meaning in queries"),
    Case("E403", one("groups", "id: ¶Self")),
    Case("E403", source("id: ¶subject")),
    Case("E404 E201", country("memberships: [{group: ¶g}]") + "\ngroups: [¶{id: g}]", "needs"),
]

SENSE = [
    Case("E501", claim("¶evidence: []"), "a claim needs at least one source"),
    Case("E501", event("¶evidence: []"), "an event needs at least one source"),
    Case(
        "E502",
        event("votes: {for: [AAA], whole: true}, tally: {for: ¶2}"),
        "the tally says 2 for, the list names 1",
    ),
    Case("E502", event("votes: {for: [AAA, SUB]}, tally: {for: ¶1}"), "the list names 2"),
    Case("E503", event("votes: {for: [AAA], abstain: [¶AAA]}"), "already stands under “for”"),
    Case("E503", event("votes: {for: [AAA, ¶AAA]}")),
    Case("E504", claim("type: words, ends: [¶sound]"), "AAA arms, this claim AAA words"),
    Case("E504", claim("country: SUB, ends: [¶sound]")),
]

CARE = [
    Case("W301", claim("status: ¶corroborated"), "needs two publishers, this has 1"),
    Case("W302", claim("status: ¶acknowledged"), "speaks for AAA"),
    Case(
        "W303",
        claim("status: alleged, confidence: ¶high, evidence: [{source: adv-mfa}]"),
        "speak for ADV",
    ),
    Case("W304", claim("when: ¶2022-03-01/.."), "its latest source is of 1 Mar 2022"),
    Case("W305", claim("when: ¶2022-01-28"), "its first source is of 1 Mar 2022"),
    Case(
        "W306",
        "sources: [{id: s, publisher: P, title: T, kind: news, url: 'https://s.example'}]\n"
        + claim("evidence: [{source: s}]").replace("{", "¶{", 1),
        "“known” is missing",
    ),
    Case("W401", source("id: ¶s"), "nothing cites “s”"),
    Case(
        "W402",
        "sources: [{id: ¶s, publisher: P, title: T, kind: news, published: 2022-03-01}]\n"
        + claim("evidence: [{source: s}]"),
        "neither “url” nor “archived”",
    ),
    Case("W404", country("¶summary: S."), "the summary has no evidence"),
    Case("W404", "groups: [{id: g, name: G, ¶summary: S.}]", "the summary has no evidence"),
    Case("W404", country("leaders: [¶{name: Me, office: O}]"), "“Me” has no evidence"),
    Case("W404", country("ties: [¶{id: t, title: Treaty}]"), "“Treaty” has no evidence"),
    Case("W405", claim("statement: ¶It sent its arms."), "nearly the same as “sound”"),
    Case("W405", event("kind: meeting, title: ¶They met., when: 2022-03-01"), "as “meeting”"),
    Case("W406", claim("waive: {¶W301: no}"), "the record has no such warning"),
    Case("W406", claim("waive: {¶W999: no}"), "no such code"),
]

DESCRIPTION = [
    Case(*case, RECORDS)
    for case in (
        ("E208", DATASET.replace("format: 1", "format: ¶2"), "this program reads 1"),
        ("E301", DATASET.replace("as_of: 2023-12-31", "as_of: ¶2023"), "one day"),
        ("E203", DATASET.replace("lasts: 12", "lasts: ¶0"), "from 1 on"),
        ("E203", DATASET.replace("lasts: 12", "lasts: 1, refusals_last: ¶0"), "refusals_last"),
        (
            "E203",
            DATASET.replace("lasts: 12", "lasts: 1, says: {supports: ¶a / b / c / d}"),
            "forms",
        ),
        ("E203", DATASET.replace("lasts: 12", "lasts: 1, says: {opposes: ¶gives /}"), "now / then"),
        ("E202", DATASET.replace("lasts: 6", "lasts: 6, says: {¶mixed: a}"), "one of supports"),
        ("E203", DATASET.replace("lasts: 6", "lasts: 6, says: ¶gives"), "“says” is a mapping"),
        ("E401", DATASET.replace("SUB", "¶SUP"), "no country “SUP”; did you mean “SUB”?"),
        ("E402", DATASET + "    - {id: ¶arms, label: Other, lasts: 1}\n", "stands twice"),
        ("E403", DATASET + "    - {id: ¶any, label: Other, lasts: 1}\n", "a meaning"),
        ("E505", DATASET + "    - ¶{id: money, label: Money}\n", "or “open”"),
        ("E506", rules("{id: a, label: A, when: ¶'supports:amrs'}", LAST_RULE), "“arms”?"),
        ("E506", rules("{id: a, label: A, when: ¶'kind:vote'}", LAST_RULE), "country terms"),
        ("E506", rules("{id: a, label: A, when: ¶'posture:z'}", LAST_RULE), "other than posture:"),
        ("E506", rules("{id: a, label: A, when: ¶'arms'}", LAST_RULE), "not “arms”"),
        ("E506", rules("{id: a, label: A, when: ¶'never(kind:vote)'}", LAST_RULE), "not kind:"),
        ("E506", DATASET + "  opening: ¶'explore?q=suportz:arms'\n", "did you mean “supports”?"),
        ("E506", DATASET + "  opening: ¶'elsewhere?q=arms'\n", "no view “elsewhere”"),
        ("E507", rules("¶{id: a, label: A, when: 'supports:arms'}"), "the last rule has"),
        ("E507", rules("¶{id: a, label: A, default: true}", LAST_RULE), "only the last rule"),
        ("E507", rules("¶{id: a, label: A}", LAST_RULE), "“a” needs “when”"),
        (
            "W403",
            DATASET + "  question: ¶Who armed the Puppet?\n  loaded_words: [puppet]\n",
            "“Puppet” is a loaded word",
        ),
        *(
            ("W403", f"{DATASET}  loaded_words: [puppet]\n{rest}", "“puppet” is a loaded word")
            for rest in (
                "  eras: [{id: e, title: ¶The puppet years, when: 2022/..}]\n",
                claim("evidence: [{source: press, says: ¶Its puppet agreed.}]"),
                event("votes: {for: [AAA], later: [{country: AAA, vote: for, note: ¶A puppet.}]}"),
                event("participants: [{country: AAA, role: host, did: ¶Hosted its puppet.}]"),
                country(
                    "ties: [{id: t, title: A puppet treaty, summary: ¶For a puppet., "
                    "evidence: [{source: press}]}]"
                ),
            )
        ),
    )
] + [Case("E207", DATASET.replace("  id:", "  ¶id:"), "stands twice, first in")]

CASES = [*FILES, *SHAPES, *DATES, *REFERENCES, *SENSE, *CARE, *DESCRIPTION]


def in_place_order(places: list[str]) -> list[tuple[int, ...]]:
    """Places with their codes, as the file has them and not causes first."""
    return sorted(tuple(int(each) for each in re.findall(r"\d+", place)) for place in places)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.codes.replace(" ", "-"))
def test_a_problem_has_its_place_and_says_what_to_write(tmp_path: Path, case: Case) -> None:
    folder = write(tmp_path / "set", rest=case.rest, text=dedent(case.text))
    problems = problems_of(folder)
    assert in_place_order(placed(problems, "text")) == in_place_order(case.expected)
    assert not placed(problems, "rest")
    assert case.says in " ".join(each.message for each in problems)


@pytest.mark.parametrize(
    "other",
    [
        claim("statement: It sent arms., when: 2022-03-02"),
        claim("statement: It sent arms., type: words"),
        claim("statement: It sent money and words."),
        event("kind: meeting, title: They met at last in the capital, when: 2022-03-01"),
        f"{event('id: a, title: Aaa met Bbb.')[:-1]}, {event('id: b, title: Aaa met Ccc.')[9:]}",
    ],
)
def test_what_differs_in_time_kind_words_or_names_is_not_taken_for_one(
    tmp_path: Path, other: str
) -> None:
    assert problems_of(write(tmp_path, rest=SOUND, text=other)) == ()


def test_a_place_carries_its_line_and_how_much_of_it_is_wrong(tmp_path: Path) -> None:
    text = "countries:\n  - id: B\n    name: B\n    reviewed: 24 Feb 2022  # when?\n"
    (problem,) = problems_of(write(tmp_path, rest=SOUND, text=text))
    assert problem.place.text == "    reviewed: 24 Feb 2022  # when?"
    start = problem.place.column - 1
    assert problem.place.text[start : start + problem.place.width] == "24 Feb 2022"
    assert problem.record == "B"


def test_columns_count_characters_not_bytes(tmp_path: Path) -> None:
    text = "countries: [{id: 日本, name: 日本国🇯🇵, ¶nom: x}]"
    assert placed(problems_of(write(tmp_path, rest=SOUND, text=text)), "text") == [
        f"1:{marks(text)[0][1]}: E202"
    ]
