"""Citations: a line for people, and entries that reference managers can read."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.export.bibtex import bibtex
from alliance_tui.model.dates import parse_when
from alliance_tui.model.records import Source
from alliance_tui.model.vocabulary import SourceKind
from alliance_tui.pages.citation import citation, copied_text, csl_data
from alliance_tui.query.answers import Answers
from alliance_tui.reading.load import Loaded
from tests.query.test_timeline import WHENS

PRESS = Source(
    id="press",
    publisher="Press & Sons",
    title="100% {sure}_of #1",
    kind="news",
    author="Ann Author",
    published=parse_when("2022-03"),
    accessed=parse_when("2023-01-05"),
    url="https://press.example/{a}",
)


def test_a_source_in_one_line(small: Loaded) -> None:
    assert citation(small.dataset.source["herald-2022"]) == (
        "Ann Author, “The friends of Aland”, Herald, 10 Mar 2022. "
        "https://herald.example/friends (read 5 Jan 2024)"
    )


def test_what_is_copied_of_a_claim_has_its_denials_and_names_the_data_set(
    small: Loaded, answers: Answers
) -> None:
    lines = copied_text(small.dataset.claim["dld-shells"], answers).split("\n")
    assert lines[0] == "Dland sent shells to Aland. (about Jun 2022; disputed, low confidence)"
    assert lines[1].startswith("“Note on deliveries”, Foreign Ministry of Bland")
    assert lines[2].startswith("Denied: “Denial”, Foreign Ministry of Dland")
    assert lines[-1] == (
        "Data set: “Who helped Aland against Bland”, version 1.10, record dld-shells, CC-BY-4.0."
    )


def test_something_is_copied_of_every_record(small: Loaded, answers: Answers) -> None:
    for item_id in small.dataset.ids:
        item = small.dataset.find(item_id)
        assert item is not None
        assert copied_text(item, answers).strip()


def test_bibtex_escapes_what_tex_obeys() -> None:
    entry = bibtex([PRESS])
    assert r"title = {{100\% \textbraceleft{}sure\textbraceright{}\_of \#1}}" in entry
    assert r"howpublished = {Press \& Sons}" in entry
    assert "url = {https://press.example/%7Ba%7D}" in entry
    assert "year = {2022}" in entry
    assert "month = mar" in entry
    assert "date = {2022-03}" in entry


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("news", "howpublished"), ("treaty", "howpublished"), ("dataset", "howpublished"),
        ("ngo", "institution"), ("think-tank", "institution"), ("academic", "journal"),
    ],
)  # fmt: skip
def test_bibtex_tells_the_publisher_where_styles_look_for_it(kind: SourceKind, field: str) -> None:
    entry = bibtex([Source(id="x", publisher="P", title="T", kind=kind)])
    assert f"  {field} = {{P}}" in entry
    assert "  publisher" not in entry


@pytest.mark.parametrize(
    ("when", "fields"),
    [
        ("2023", ["date = {2023}", "year = {2023}"]),
        ("2023-04", ["date = {2023-04}", "year = {2023}", "month = apr"]),
        ("2023-04-17", ["date = {2023-04-17}", "year = {2023}", 'month = apr # "~17"']),
        (
            "2022-03~",
            ["date = {2022-03~}", "year = {2022}", "month = mar",
             "note = {Published about Mar 2022}"],
        ),
        ("2022?", ["date = {2022?}", "year = {2022}", "note = {Published 2022 (uncertain)}"]),
        ("[2022-03-05..2022-04]", ["note = {Published some day between 5 Mar 2022 and Apr 2022}"]),
    ],
)  # fmt: skip
def test_bibtex_has_the_day_and_what_is_not_sure_of_it(when: str, fields: list[str]) -> None:
    source = Source(id="x", publisher="P", title="T", kind="news", published=parse_when(when))
    lines = [line.strip().removesuffix(",") for line in bibtex([source]).splitlines()]
    assert lines[3:-1] == fields


def test_bibtex_names_languages_as_biblatex_does_and_keeps_their_writing() -> None:
    source = Source(id="x", publisher="می‌شود", title="می‌شود\nدو", kind="news", lang="fr")
    entry = bibtex([source])
    assert "langid = {french},\n  language = {french}" in entry
    assert "title = {{می‌شود دو}}" in entry
    other = bibtex([Source(id="x", publisher="P", title="T", kind="news", lang="tk")])
    assert "  language = {tk}" in other
    assert "langid" not in other


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("{}\\%$&#^_~ab\x1b\n"), min_size=1), st.sampled_from(WHENS))
def test_the_braces_of_bibtex_are_balanced(text: str, when: str) -> None:
    source = Source(
        id="x", publisher=text, title=text, kind="ngo", author=text, published=parse_when(when)
    )
    entry = bibtex([source])
    depth = 0
    for char in entry:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0
    assert not re.search("[\x00-\x09\x0b-\x1f]", entry)
    assert len(re.findall(r"(?m)^  \w+ = \{", entry)) >= 3


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2022", {"date-parts": [[2022]]}),
        ("2022-03", {"date-parts": [[2022, 3]]}),
        ("2022-03-05", {"date-parts": [[2022, 3, 5]]}),
        ("2022-03~", {"literal": "about Mar 2022"}),
        ("2022-03-05?", {"literal": "5 Mar 2022 (uncertain)"}),
        ("[2022-03-05..2022-04]", {"literal": "some day between 5 Mar 2022 and Apr 2022"}),
    ],
)
def test_csl_is_as_precise_as_the_source_and_no_more(when: str, expected: object) -> None:
    (item,) = csl_data(
        [Source(id="x", publisher="P", title="T", kind="news", published=parse_when(when))]
    )
    assert json.loads(json.dumps(item))["issued"] == expected
