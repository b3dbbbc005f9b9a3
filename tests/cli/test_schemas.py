"""The schemas: what they say of the data format and of the answers is so."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from alliance_tui.cli.main import main
from alliance_tui.pages.json_shapes import definitions
from alliance_tui.reading.files import bundled_path, files_of
from alliance_tui.reading.schema import DATE, DATE_BEFORE_RECORDS, HINTS, record_definitions
from alliance_tui.reading.tree import Tree, plain
from tests.cli.test_golden import GOLDEN
from tests.conftest import FIXTURES, Run
from tests.model.made_dates import intervals, singles

SOUND = ("small", "hostile")


@cache
def printed(*options: str) -> dict[str, Any]:
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        assert main(["schema", *options]) == 0
    assert errors.getvalue() == ""
    schema: dict[str, Any] = json.loads(out.getvalue())
    Draft7Validator.check_schema(schema)
    return schema


def answer_schema(name: str) -> dict[str, Any]:
    """The schema of the answer that is called *name* there."""
    return {**printed("--answers"), "anyOf": [{"$ref": f"#/definitions/{name}"}]}


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
def test_sound_data_sets_have_the_shape_of_the_schema(folder: Path) -> None:
    schema = printed()
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
def test_what_has_another_shape_is_refused(data: Any, says: str) -> None:
    assert says in " ".join(wrong(printed(), data))


@cache
def format_validator(pattern: str) -> Draft7Validator:
    return Draft7Validator({"type": "string", "pattern": pattern})


@given(singles() | intervals())
def test_every_date_of_the_format_is_one_of_the_schema(text: str) -> None:
    assert format_validator(DATE).is_valid(text)
    assert format_validator(DATE_BEFORE_RECORDS).is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "2022-2",
        "24 Feb 2022",
        "2022?/2023",
        "[2022..]",
        "../..",
        "2022/2023/2024",
        "",
        "0000",
        "9999",
        "2022-13",
        "2022-00",
        "2022-02-29",
        "2022-04-31",
        "1900-02-29",
        "2022/2022-02-30",
    ],
)
def test_what_is_no_date_of_the_format_is_none_of_the_schema(text: str) -> None:
    assert not format_validator(DATE).is_valid(text)
    assert not format_validator(DATE_BEFORE_RECORDS).is_valid(text)
    assert format_validator(DATE_BEFORE_RECORDS).is_valid("../2022-05")
    assert not format_validator(DATE).is_valid("../2022-05")


def test_every_field_is_explained_and_the_words_too() -> None:
    schema = printed()
    for name, definition in schema["definitions"].items():
        if "properties" not in definition:  # shared by records
            continue
        assert definition["description"].endswith("."), name
        for field, shape in definition["properties"].items():
            assert shape["description"], f"{name}.{field}"
    for definition in schema["definitions"].values():
        for shape in definition.get("properties", {}).values():
            if "enum" in shape and shape.get("type") != "integer":
                assert "string" in shape["type"]
                assert len(shape["enumDescriptions"]) == len(shape["enum"])


def test_the_schema_of_a_data_set_offers_its_ids() -> None:
    schema = printed("-d", str(FIXTURES / "small"))
    assert "ELD" in schema["definitions"]["CountryId"]["enum"]
    for file in files_of(FIXTURES / "small").paths:
        assert wrong(schema, content(file)) == []
    unknown = content(FIXTURES / "small" / "events.yaml")
    unknown["events"][0]["evidence"] = [{"source": "herald-2023"}]
    (error,) = wrong(schema, unknown)
    assert "'herald-2023' is not one of" in error


def words_of(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        return set(schema) | {word for value in schema.values() for word in words_of(value)}
    return (
        {word for each in schema for word in words_of(each)} if isinstance(schema, list) else set()
    )


def test_the_words_that_only_editors_know_can_be_left_out() -> None:
    assert words_of(printed()) >= HINTS
    assert not words_of(printed("--standard")) & HINTS


def test_empty_sections_and_fields_are_no_problem() -> None:
    country = {"id": "A", "name": "A", "region": None, "leaders": None, "reviewed": None}
    assert wrong(printed(), {"countries": [country], "claims": None, "dataset": None}) == []


@pytest.mark.parametrize(
    ("options", "kept"), [((), True), (("--standard",), True), (None, False)], ids=str
)
def test_check_keeps_the_schema_beside_the_data_fresh(
    call: Run, tmp_path: Path, options: tuple[str, ...] | None, kept: bool
) -> None:
    folder = shutil.copytree(FIXTURES / "small", tmp_path / "set")
    file = folder / "schema.json"
    file.write_text('{"title": "Mine"}' if options is None else call("schema", *options).stdout)
    file.chmod(0o640)
    before = file.read_text("utf-8")
    done = call("check", str(folder))
    assert ("has the ids of this data set again" in done.stderr) is kept
    after = file.read_text("utf-8")
    assert (after == before) is not kept
    assert file.stat().st_mode & 0o777 == 0o640
    if options is not None:
        assert after == call("schema", "-d", str(folder), *options).stdout
    assert "again" not in call("check", str(folder)).stderr
    # A set with errors lacks ids that are only misspelt.
    (folder / "more.yaml").write_text("countries: [{id: NEW}]")
    assert "again" not in call("check", str(folder)).stderr
    assert file.read_text("utf-8") == after


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
def test_an_answer_in_json_is_what_its_schema_says(name: str) -> None:
    data = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    definition = ANSWERS.get(name) or name.partition("-")[0]
    assert wrong(answer_schema(definition), data) == []
    if isinstance(data, dict):
        assert wrong(answer_schema("check"), data) != []


def test_there_is_no_definition_without_an_answer() -> None:
    schema = printed("--answers")
    names = {each["$ref"].rpartition("/")[2] for each in schema["anyOf"]}
    stems = {file.stem for file in GOLDEN.glob("*.json")}
    assert names == {ANSWERS.get(stem) or stem.partition("-")[0] for stem in stems} - {
        "sources.csl"
    }


def test_no_shape_is_called_like_a_record() -> None:
    assert not set(definitions()) & set(record_definitions())


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
    call: Run, command: tuple[str, ...], cache_home: str
) -> None:
    name = {"list --long": "list-long", "timeline --long": "timeline-long"}.get(" ".join(command))
    name = name or {"diff": "diff-days"}.get(command[0], command[0])
    data = json.loads(call(*command, "-f", "json", XDG_CACHE_HOME=cache_home).stdout)
    assert wrong(answer_schema(name), data) == []
