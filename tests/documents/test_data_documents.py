"""What stands beside the data set is true of it: codebook, changelog, citation, package."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from alliance_tui.model.provenance import party_of, supporting
from alliance_tui.model.records import Claim
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.shape import fields_of
from tests.bundled import DATA, dataset
from tests.documents.codebook import records
from tests.documents.documents import CODEBOOK, DATASHEET, MARKED, PACKAGE
from tests.documents.package import descriptor

EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "arm-base-gyumri": {"direction": "context"},
    "aze-energy-aid": {"type": "humanitarian", "direction": "opposes"},
    "blr-ammunition": {"status": "acknowledged"},
    "blr-buys-time": {"direction": "context"},
    "blr-drone-relays": {"status": "alleged"},
    "blr-wounded": {"type": "humanitarian", "direction": "supports"},
    "chn-backs-away": {"direction": "context"},
    "chn-gunpowder-alleged": {"status": "alleged"},
    "chn-no-troops": {"direction": "none-found"},
    "chn-state-firms-aircraft-parts": {"agent": "state-owned"},
    "chn-trade": {"type": "economic", "direction": "context"},
    "ind-nationals-in-russian-army": {"agent": "individuals"},
    "ind-oil": {"type": "economic", "direction": "context"},
    "chn-support-for-arms-industry": {"status": "disputed"},
    "gnb-un-votes": {"direction": "opposes"},
    "irn-un-votes-2": {"status": "reported"},
    "irn-drones-before-war": {"direction": "context"},
    "irn-no-recognition": {"direction": "withholds"},
    "irn-shahed": {"status": "corroborated"},
    "kaz-export-ban-denied": {"status": "retracted"},
    "kaz-refused-troops": {"direction": "withholds", "stage": "refused"},
    "kgz-firms-reexport": {"agent": "private"},
    "prk-builders": {"stage": "pledged"},
    "prk-shells": {"status": "reported", "confidence": "low"},
    "rus-asked-china": {"direction": "context", "stage": "requested"},
    "srb-ammunition-offer": {"stage": "pledged"},
    "srb-no-sanctions": {"direction": "context"},
    "tjk-base-201": {"direction": "context"},
    "tur-drones": {"agent": "private"},
    "tur-no-sanctions": {"direction": "context"},
    "usa-aid-halt-2025-03": {"ends": ("usa-arms-to-ukraine",)},
}
"""What the codebook says of its examples, where the coding itself is the example."""

DATED_EXAMPLES = {
    "kgz-no-help": r"\[2022-02-24\.\.2023-01\]",
}


STANDING = ("reported", "corroborated", "acknowledged")
"""The statuses with which a claim can count."""


def by_hand(name: str) -> str:
    """The text of a document without what the program writes."""
    file = DATA / name
    return re.sub(r"<!-- begin .*?<!-- end [^>]*-->", "", file.read_text("utf-8"), flags=re.DOTALL)


def example(claim: str) -> Claim:
    assert f"`{claim}`" in by_hand(CODEBOOK.name), claim
    return dataset().claim[claim]


@pytest.mark.parametrize("name", [CODEBOOK.name, DATASHEET.name])
def test_every_record_that_is_named_exists(name: str) -> None:
    slugs = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+|[A-Z]{3,})`", by_hand(name)))
    named = slugs - {dataset().metadata.id, "state-owned"}
    assert named
    assert [each for each in sorted(named) if dataset().find(each) is None] == []


@pytest.mark.parametrize("claim", EXAMPLES)
def test_an_example_is_coded_as_the_codebook_says(claim: str) -> None:
    record = example(claim)
    assert {name: getattr(record, name) for name in EXAMPLES[claim]} == EXAMPLES[claim]


@pytest.mark.parametrize("claim", DATED_EXAMPLES)
def test_an_example_is_dated_as_the_codebook_says(claim: str) -> None:
    assert re.fullmatch(DATED_EXAMPLES[claim], example(claim).when.text)


def test_a_suspension_that_amounts_to_leaving_ends_the_membership_of_the_example() -> None:
    assert "19 December 2012" in by_hand(CODEBOOK.name)
    memberships = dataset().country["UZB"].memberships
    (ended,) = [each for each in memberships if each.group == "CSTO"]
    assert ended.when is not None
    assert ended.when.text.endswith("/2012-12-19")


def test_cuts_in_the_quotations_of_the_example_are_marked() -> None:
    quotes = [each.quote for each in example("kaz-no-csto-troops").evidence]
    assert any("[…]" in each.text for each in quotes if each)


def test_a_denial_by_the_actor_leaves_the_status_of_the_example() -> None:
    claim = example("prk-missiles")
    assert any(each.stance == "denies" and each.party == "actor" for each in claim.evidence)
    assert claim.status == "corroborated"


def test_no_claim_that_counts_rests_on_the_word_of_one_side_at_war_alone() -> None:
    data = dataset()
    for claim in data.claims:
        if claim.direction != "context" and claim.status in STANDING:
            parties = {
                party_of(each, claim, data.source[each.source], data.metadata)
                for each in supporting(claim)
            }
            assert parties not in ({"target"}, {"beneficiary"}), claim.id


def test_the_codebook_explains_every_field_and_every_code() -> None:
    text = CODEBOOK.read_text(encoding="utf-8")
    for record in records():
        for field in fields_of(record).values():
            assert field.description, (record.__name__, field.name)
    assert all(f"| `{code}` |" in text for code in CODES)


@pytest.mark.parametrize("file", MARKED, ids=lambda file: file.name)
def test_links_within_a_document_lead_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if target.startswith("http"):
            continue
        if path:
            assert (file.parent / path).exists(), target
        elif anchor:
            assert anchor in anchors, target


def test_the_changelog_and_the_citation_are_of_this_version() -> None:
    metadata = dataset().metadata
    changelog = (DATA / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.search(r"^## (\S+) – (\S+)$", changelog, re.MULTILINE)
    assert latest
    assert latest[1] == metadata.version
    citation = yaml.safe_load((DATA / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "dataset"
    assert citation["message"]
    assert citation["authors"]
    assert citation["title"] == metadata.title
    assert citation["license"] == metadata.license
    assert citation["version"] == metadata.version
    assert citation["date-released"] == date.fromisoformat(latest[2])


def test_the_package_lists_every_file_as_it_is() -> None:
    text = PACKAGE.read_text(encoding="utf-8")
    assert text == descriptor(), "run `make documents`"
    package = json.loads(text)
    resources = package["resources"]
    files = {each.relative_to(DATA).as_posix() for each in DATA.rglob("*.yaml")}
    assert {each["path"] for each in resources} == files
    assert len({each["name"] for each in resources}) == len(resources)
    for each in resources:
        assert re.fullmatch(r"[-a-z0-9._/]+", each["name"])
        content = (DATA / each["path"]).read_bytes()
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
