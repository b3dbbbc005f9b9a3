"""The schema of the format refuses nothing that `check` takes, and most of what it refuses."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from alliance_tui.reading.checks import identity
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.load import load
from alliance_tui.reading.schema import ID, format_schema, own_ids
from alliance_tui.reading.tree import DuplicateKeyError, Tree, plain
from tests.reading import corpus
from tests.reading.made import problems_of

CHECK_ALONE = {
    "E101",  # what is no text, and what is no YAML
    "E102",
    "E103",
    "E105",
    "E106",
    "E107",
    "E207",  # what stands in other files
    "E402",
    "E404",
    "E502",  # what agrees with what
    "E504",
    "E506",
    "E507",
    "E508",
    "E509",
    "E510",
    "E511",
    "E512",
    "E514",
    "E515",
    "E302",  # what time it is
}
"""The errors that only `check` can tell."""


pytestmark = pytest.mark.xdist_group("schema")  # the broken sets are judged once

SOUND = load(corpus.SOUND, use_copy=False).dataset
OWN = Draft7Validator(format_schema(own_ids(SOUND)))
ANY = Draft7Validator(format_schema())


@cache
def takes(text: str, *, own: bool) -> bool:
    """Whether the schema with the sound set's *own* ids, or else that of any set, takes a file."""
    root = Tree("file", text).root
    try:
        data = {} if root is None else plain(root)
    except (DuplicateKeyError, TypeError):
        return True
    return (OWN if own else ANY).is_valid(data or {})


def refused(folder: Path, *, own: bool) -> set[str]:
    files = {each.name: each.read_text("utf-8", errors="replace") for each in folder.glob("*.yaml")}
    return {name for name, text in files.items() if not takes(text, own=own)}


def test_the_sound_set_is_taken() -> None:
    assert refused(corpus.SOUND, own=False) == refused(corpus.SOUND, own=True) == set()


class Judged(NamedTuple):
    """A broken set: its errors, each with its file, and the files that each schema refuses."""

    file: str
    title: str
    errors: set[tuple[str, str]]
    by_any: set[str]
    by_own: set[str]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    found = []
    for file in corpus.FILES:
        for case in corpus.cases(file):
            folder = corpus.broken(case, tmp_path_factory.mktemp("set") / "set")
            errors = {
                (Path(each.place.file).name, each.code)
                for each in problems_of(folder)
                if each.severity == "error"
            }
            by_any, by_own = refused(folder, own=False), refused(folder, own=True)
            found.append(Judged(file.stem, case.title, errors, by_any, by_own))
    return found


def test_what_the_schema_refuses_check_refuses(judged: list[Judged]) -> None:
    for each in judged:
        assert each.by_any <= {file for file, _ in each.errors}, each.title
        assert each.by_any <= each.by_own, each.title


def test_what_check_alone_can_tell(judged: list[Judged]) -> None:
    told: set[str] = set()
    for each in judged:
        for name in each.by_own if each.file == "references" else each.by_any:
            codes = {code for file, code in each.errors if file == name}
            told |= codes if len(codes) == 1 else set()
    assert {each.code for each in CODES.values() if each.severity == "error"} - told == CHECK_ALONE


def test_every_field_that_names_a_record_refuses_what_there_is_not(judged: list[Judged]) -> None:
    named = [each for each in judged if each.title.startswith("No such") and each.errors]
    for each in named:
        # A retracted record is corrected and no longer there.
        assert each.by_own or each.title == "No such record to correct", each.title


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=6))
def test_an_id_that_check_takes_the_schema_takes(text: str) -> None:
    sound = identity._ID.fullmatch(text) and text.casefold() not in identity.RESERVED
    if sound:
        assert Draft7Validator({"pattern": ID}).is_valid(text)


@pytest.mark.parametrize(
    "text", ["", "-a", ".a", "_a", "a b", "a:b", "a/b", "ANY", "self", "a\u200b"]
)
def test_an_id_that_check_refuses_the_schema_refuses(text: str) -> None:
    assert not Draft7Validator({"pattern": ID}).is_valid(text)


def test_own_ids_are_offered_with_their_names() -> None:
    country = format_schema(own_ids(SOUND))["definitions"]["CountryId"]
    assert dict(zip(country["enum"], country["enumDescriptions"], strict=True)) == {
        each.id: each.name for each in SOUND.countries
    }
