"""A query reads back as a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.query.answers import Answers
from alliance_tui.query.fields import FIELDS
from alliance_tui.query.sentence import sentence
from alliance_tui.query.values import bound
from alliance_tui.reading.load import Loaded
from tests.query.test_meaning import queries

SENTENCES = {
    "": "All countries that have claims or ties",
    "supports:arms": "Countries that have the stance “supports” on Arms",
    "-supports:any": "Countries that do not have the stance “supports” on any kind of support",
    "withholds:troops": "Countries that have the stance “withholds” on Troops",
    "opposes:recognition": "Countries that have the stance “opposes” on Recognition",
    "mixed:arms": "Countries that have the stance “mixed” on Arms",
    "disputed:arms": "Countries that have the stance “alleged or disputed” on Arms",
    "none:arms": "Countries that have the stance “none found” on Arms",
    "earlier:words": "Countries that have the stance “earlier” on Words",
    "context:any": "Countries that have the stance “nothing that counts” on any kind of support",
    "unassessed:words": "Countries that have the stance “not assessed” on Words",
    "posture:fights": "Countries that have the posture “Fights beside it”",
    "group:PACT": "Countries that belong to PACT",
    "group:PACT=frozen": "Countries that are frozen of PACT",
    "-group:friends": "Countries that do not belong to Friends of Aland",
    "region:north": "Countries that lie in North",
    "country:cland": "Countries that are Cland",
    "never(supports:any)": (
        "Countries that are not among: "
        "countries that have the stance “supports” on any kind of support"
    ),
    "kind:summit role:host": "Countries with an event of kind summit, as host",
    "kind:vote -role:host": "Countries with an event of kind vote, not as host",
    "place:assembly": "Countries with an event in a place named “assembly”",
    "event:invasion": "Countries with an event that is “Aland invades Bland”",
    "vote:any=against": "Countries with an event at which they voted against",
    "signed:self": "Countries with an event that they signed",
    "not-signed:ELD": "Countries with an event that Eland did not sign",
    "type:relief": "Countries with a claim on Relief",
    "direction:none-found": "Countries with a claim with the direction none-found",
    "status:alleged confidence:low": "Countries with a claim that is alleged, with low confidence",
    "stage:delivered agent:state": (
        "Countries with a claim of something delivered, with the agent state"
    ),
    "object:shells": "Countries with a claim about “shells”",
    "source:herald-2022": "Countries with a claim that cites herald-2022",
    "source-kind:ngo": "Countries with a claim that cites a source of kind ngo",
    "publisher:watch": "Countries with a claim that cites watch",
    "party:actor": "Countries with a claim that the actor supports",
    "denied:any": "Countries with a claim that somebody denies",
    "alone:actor": "Countries with a claim that the actor alone supports",
    "alone:any": "Countries with a claim that one side alone supports",
    "known:2022-03-10": "Countries with a claim that became known on 10 Mar 2022",
    "type:arms after:2022-09": "Countries with a claim on Arms, from Sep 2022 on",
    "on:2022-03-02": "Countries with something on 2 Mar 2022",
    "before:2022-03": "Countries with something before Mar 2022",
    "during:2022/2023": "Countries with something during 2022 – 2023",
    '"no limits" -rifles': "Countries with “no limits” in the text and no “rifles” in the text",
    "supports:arms or type:words": (
        "Countries that have the stance “supports” on Arms; or countries with a claim on Words"
    ),
    "region:north kind:vote type:arms": (
        "Countries that lie in North, with an event of kind vote; and a claim on Arms"
    ),
}


@pytest.mark.parametrize(("query", "words"), SENTENCES.items())
def test_a_query_in_plain_words(answers: Answers, query: str, words: str) -> None:
    assert sentence(answers.query(query), answers.dataset) == words


def test_every_field_has_its_words() -> None:
    told = " ".join(SENTENCES)
    assert [field for field in FIELDS if f"{field}:" not in told] == []


def test_only_the_first_alternatives_are_told(answers: Answers) -> None:
    query = answers.query("a or b or c or d or e")
    assert sentence(query, answers.dataset).endswith("“c” in the text; or 2 more")


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_query_is_a_sentence(small: Loaded, drawn: st.DataObject) -> None:
    query = bound(drawn.draw(queries(small)), small.dataset)
    words = sentence(query, small.dataset)
    assert words.startswith(("Countries ", "All countries "))
    assert "  " not in words
    assert ", ," not in words
