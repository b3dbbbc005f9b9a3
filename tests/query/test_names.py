"""Finding a record by what a person calls it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.query.answers import Answers
from alliance_tui.query.language import to_text
from alliance_tui.query.names import find_item, nearest_names, one_mistake, ranked
from alliance_tui.reading.load import Loaded
from tests.query.build import claim, world

NAMES = (
    "Belarus",
    "Kazakhstan",
    "Kyrgyzstan",
    "Côte d’Ivoire",
    "United Kingdom",
    "BLR Belarus Byelorussia",
    "csto-moscow-2022-05 CSTO summit in Moscow",
)


def best(text: str) -> list[str]:
    return [NAMES[position] for _, position in ranked(text, NAMES)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("belarus", "Belarus"),
        ("bel", "Belarus"),
        ("BLR", "BLR Belarus Byelorussia"),
        ("byelo", "BLR Belarus Byelorussia"),
        ("belerus", "Belarus"),  # one letter wrong
        ("belrus", "Belarus"),  # one left out
        ("belaruss", "Belarus"),  # one added
        ("beralus", None),  # two wrong
        ("kazahkstan", "Kazakhstan"),  # two swapped
        ("kazak", "Kazakhstan"),
        ("cote", "Côte d’Ivoire"),  # without its accent
        ("CÔTE", "Côte d’Ivoire"),
        ("ivoire", "Côte d’Ivoire"),
        ("kingdom united", "United Kingdom"),
        ("moscow summit", "csto-moscow-2022-05 CSTO summit in Moscow"),
        ("csto-mos", "csto-moscow-2022-05 CSTO summit in Moscow"),
        ("csto 2022", "csto-moscow-2022-05 CSTO summit in Moscow"),
        ("united states", None),
        ("xyz", None),
        ("", None),
        ("!!", None),
    ],
)
def test_names_are_found_by_beginnings_with_one_mistake(typed: str, first: str | None) -> None:
    assert next(iter(best(typed)), None) == first


def test_whole_names_go_before_begun_ones_and_these_before_mistakes() -> None:
    names = ("Marsh", "Mar", "Mart", "Barn", "Isle of Mar")
    found = [names[position] for _, position in ranked("mar", names)]
    assert found[:2] == ["Mar", "Mart"]
    assert set(found) == {*names} - {"Barn"}
    assert [names[position] for _, position in ranked("mrsh", names)] == ["Marsh"]
    scores = [score for score, _ in ranked("mar", names)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


@settings(max_examples=150, deadline=None)
@given(st.text("abcdef", min_size=4, max_size=9), st.data())
def test_any_one_mistake_still_finds_the_word(word: str, drawn: st.DataObject) -> None:
    place = drawn.draw(st.integers(0, len(word) - 1))
    letter = drawn.draw(st.sampled_from("abcdef"))
    kinds = {
        "wrong": word[:place] + letter + word[place + 1 :],
        "left out": word[:place] + word[place + 1 :],
        "added": word[:place] + letter + word[place:],
        "swapped": word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    }
    for kind, typed in kinds.items():
        assert one_mistake(typed, word), kind
        if len(typed) >= 4:
            assert ranked(typed, [word]), kind


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=10), st.lists(st.text(max_size=10), max_size=4))
def test_scores_lie_between_nothing_and_one(typed: str, names: list[str]) -> None:
    found = ranked(typed, names)
    assert len({position for _, position in found}) == len(found)
    assert all(0 < score <= 1.0 + 1e-9 for score, _ in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CLD", "CLD"),
        ("cld", "CLD"),
        ("Cland", "CLD"),
        ("çland", "CLD"),
        ("republic of cland", "CLD"),
        ("northern pact", "PACT"),
        ("Summit-2022", "summit-2022"),
        ("DLD-SHELLS", "dld-shells"),
        ("herald-2022", "herald-2022"),
        ("pact-defence", "pact-defence"),
        ("fix-1", "fix-1"),
        ("Clan", None),
        ("troops", None),
    ],
)
def test_a_record_is_found_by_id_in_any_case_or_by_name(
    small: Loaded, text: str, expected: str | None
) -> None:
    found = find_item(small.dataset, text)
    assert (None if found is None else found.id) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Clnad", "“Cland”"),
        ("sumit-2022", "“summit-2022”"),
        ("herald", "“herald-2022”"),
        ("zzzzzz", ""),
    ],
)
def test_a_name_that_is_not_there_suggests_the_nearest(small: Loaded, text: str, says: str) -> None:
    hint = nearest_names(small.dataset, text)
    assert says in hint
    assert hint.startswith("; did you mean ") if says else hint == ""


def test_every_id_is_found_by_itself(small: Loaded) -> None:
    dataset = small.dataset
    for item_id in dataset.ids:
        for spelled in (item_id, item_id.upper()):
            found = dataset.find(spelled)
            assert found is not None
            assert found.id == item_id


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("Côte d’Ivoire", "Cote d'Ivoire", ()),
        ("cote d`ivoire", "Côte d’Ivoire", ()),
        ("Iran (Islamic Republic of)", "Iran", ()),
        ("Korea (Republic of)", "South Korea", ("Republic of Korea",)),
        ("Korea, Republic of", "South Korea", ("Republic of Korea",)),
        ("Sudan (South)", "South Sudan", ()),
        ("Philippines (the)", "Philippines", ()),
        ("the Gambia", "Gambia", ()),
        ("Trinidad & Tobago", "Trinidad and Tobago", ()),
        ("St. Lucia", "Saint Lucia", ()),
        ("Guinea‑Bissau", "Guinea-Bissau", ()),
        ("TIMOR LESTE", "Timor-Leste", ()),
        ("Turkiye", "Türkiye", ()),
    ],
)
def test_a_country_is_found_by_every_way_of_writing_its_name(
    text: str, name: str, aliases: tuple[str, ...]
) -> None:
    country = {"id": "XXX", "name": name, "aliases": list(aliases)}
    made = world(claim(country="XXX"), countries=[country, {"id": "YYY", "name": "Sudan"}])
    found = find_item(made.dataset, text)
    assert found is not None
    assert found.id == "XXX"
    query = made.answers.query(f'country:"{text}"')
    assert to_text(query) == "country:XXX"


def test_values_are_found_by_their_labels(answers: Answers) -> None:
    assert to_text(answers.query('group:"friends of aland"')) == "group:friends"
    assert to_text(answers.query('posture:"fights beside it"')) == "posture:fights"
    assert to_text(answers.query("supports:Arms")) == "supports:arms"
