"""The schemas: what they say of the data format and of the answers is so."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from alliance_tui.reading.bundled import bundled_path
from alliance_tui.reading.files import files_of
from alliance_tui.reading.schema import DATE, DATE_BEFORE_RECORDS
from alliance_tui.reading.tree import Tree, plain
from tests.cli.test_golden import GOLDEN
from tests.conftest import FIXTURES, Run
from tests.model.made_dates import intervals, singles

SOUND = ("small", "hostile")


def printed(call: Run, *options: str) -> dict[str, Any]:
    done = call("schema", *options)
    assert (done.returncode, done.stderr) == (0, "")
    schema: dict[str, Any] = json.loads(done.stdout)
    Draft7Validator.check_schema(schema)
    return schema


def content(file: Path) -> Any:
    """The plain data of a file, as editors that follow YAML 1.2 read it."""
    root = Tree(str(file), file.read_text("utf-8")).root
    assert root is not None
    return plain(root)


def wrong(schema: dict[str, Any], data: Any) -> list[str]:
    errors: list[ValidationError] = sorted(Draft7Validator(schema).iter_errors(data), key=str)
    return [f"{list(each.absolute_path)}: {each.message[:200]}" for each in errors]


# The data format -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "folder", [bundled_path(), *(FIXTURES / name for name in SOUND)], ids=lambda each: each.name
)
def test_sound_data_sets_have_the_shape_of_the_schema(call: Run, folder: Path) -> None:
    schema = printed(call)
    for file in files_of(folder).paths:
        assert wrong(schema, content(file)) == [], file.name


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"countriez": []}, "'countriez' was unexpected"),
        ({"countries": {}}, "is not of type 'array'"),
        ({"countries": [{"id": "A"}]}, "'name' is a required property"),
        ({"countries": [{"id": "A", "name": False}]}, "False is not of type 'string'"),
        ({"countries": [{"id": "A B", "name": "A"}]}, "'A B' does not match"),
        ({"countries": [{"id": "A", "name": "A", "aliases": "B"}]}, "'B' is not of type 'array'"),
        ({"countries": [{"id": "A", "name": "A", "reviewed": "May 2022"}]}, "does not match"),
        ({"countries": [{"id": "A", "name": "A", "reviewed": "../2022"}]}, "does not match"),
        ({"groups": [{"id": "A", "name": "A", "analytic": "yes"}]}, "not of type 'boolean'"),
        (
            {"sources": [{"id": "s", "publisher": "P", "title": "T", "kind": "blog"}]},
            "'blog' is not one of",
        ),
        (
            {"events": [{"id": "e", "kind": "vote", "title": "T", "when": 2022, "evidence": []}]},
            "[] should be non-empty",
        ),
    ],
)
def test_what_has_another_shape_is_refused(call: Run, data: Any, says: str) -> None:
    (error,) = wrong(printed(call), data)
    assert says in error


@cache
def format_validator(pattern: str) -> Draft7Validator:
    return Draft7Validator({"type": "string", "pattern": pattern})


@given(singles() | intervals())
def test_every_date_of_the_format_is_one_of_the_schema(text: str) -> None:
    assert format_validator(DATE).is_valid(text)
    assert format_validator(DATE_BEFORE_RECORDS).is_valid(text)


@pytest.mark.parametrize(
    "text", ["2022-2", "24 Feb 2022", "2022?/2023", "[2022..]", "../..", "2022/2023/2024", ""]
)
def test_what_is_no_date_of_the_format_is_none_of_the_schema(text: str) -> None:
    assert not format_validator(DATE).is_valid(text)
    assert not format_validator(DATE_BEFORE_RECORDS).is_valid(text)
    assert format_validator(DATE_BEFORE_RECORDS).is_valid("../2022-05")
    assert not format_validator(DATE).is_valid("../2022-05")


def test_every_field_is_explained_and_the_words_too(call: Run) -> None:
    schema = printed(call)
    for name, definition in schema["definitions"].items():
        assert definition["description"].endswith("."), name
        for field, shape in definition["properties"].items():
            assert shape["description"], f"{name}.{field}"
    direction = schema["definitions"]["Claim"]["properties"]["direction"]
    assert len(direction["enumDescriptions"]) == len(direction["enum"])


# The answers -----------------------------------------------------------------------------------

ANSWERS = {
    "query-fields": "query-fields",
    "list-long": "list-long",
    "timeline-long-mine": "timeline-long",
    "timeline-long": "timeline-long",
    "diff-sets": "diff-data-sets",
    "diff-query": "diff-days",
    "diff": "diff-days",
}
"""The definitions of golden answers that are not called by their first word."""


OURS = sorted(
    name for name in {file.stem for file in GOLDEN.glob("*.json")} if not name.endswith(".csl")
)
"""The golden answers whose format is our own; CSL-JSON has a schema elsewhere."""


@pytest.mark.parametrize("name", OURS)
def test_an_answer_in_json_is_what_its_schema_says(call: Run, name: str) -> None:
    schema = printed(call, "--answers")
    data = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    definition = ANSWERS.get(name) or name.partition("-")[0]
    assert wrong({**schema, "anyOf": [{"$ref": f"#/definitions/{definition}"}]}, data) == []
    if isinstance(data, dict):
        assert wrong({**schema, "anyOf": [{"$ref": "#/definitions/check"}]}, data) != []


def test_there_is_no_definition_without_an_answer(call: Run) -> None:
    schema = printed(call, "--answers")
    names = {each["$ref"].rpartition("/")[2] for each in schema["anyOf"]}
    stems = {file.stem for file in GOLDEN.glob("*.json")}
    assert names == {ANSWERS.get(stem) or stem.partition("-")[0] for stem in stems} - {
        "sources.csl"
    }


@pytest.mark.parametrize(
    "command",
    [
        ("list",), ("matrix", "--group", "group"), ("votes", "--group", "region"), ("timeline",),
        ("info",), ("sources",), ("list", "--long"), ("timeline", "--long"),
        ("diff", "2022-02-24", "2023-02-24"), ("show", "ARM"), ("show", "csto-yerevan-2022-11"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_answers_on_the_bundled_data_set_keep_to_it_too(
    call: Run, command: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache_home = str(tmp_path_factory.getbasetemp() / "cache")
    schema = printed(call, "--answers")
    name = {"list --long": "list-long", "timeline --long": "timeline-long"}.get(" ".join(command))
    name = name or {"diff": "diff-days"}.get(command[0], command[0])
    data = json.loads(call(*command, "-f", "json", XDG_CACHE_HOME=cache_home).stdout)
    assert wrong({**schema, "anyOf": [{"$ref": f"#/definitions/{name}"}]}, data) == []
