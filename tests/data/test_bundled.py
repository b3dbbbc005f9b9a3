"""The data set that comes with the program: what holds of it whatever it grows into."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from alliance_tui.model.dataset import Item
from alliance_tui.model.provenance import denials, evidence_of
from alliance_tui.query.answers import Answers
from alliance_tui.query.view import view_from_text
from alliance_tui.reading.load import Loaded

CONTENT = Path(__file__).parent / "article_content.yaml"
LONGEST_QUOTATION = 400


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(CONTENT.read_text("utf-8"))
    return found


def test_it_is_sound_and_nothing_in_it_needs_care(bundled: Loaded) -> None:
    assert [str(each) for each in (*bundled.errors, *bundled.warnings)] == []
    assert bundled.left_out == 0


def test_a_warning_is_waived_only_with_a_reason(bundled: Loaded) -> None:
    waived = [each for each in bundled.problems if each.waived is not None]
    assert all(len(each.waived or "") > 10 for each in waived)
    used = {(each.record, each.code) for each in waived}
    dataset = bundled.dataset
    records = (*dataset.groups, *dataset.sources, *dataset.countries, *dataset.claims)
    given = {(each.id, code) for each in (*records, *dataset.events) for code in each.waive}
    assert given == used  # none that has nothing to waive


def test_the_list_of_what_the_articles_say_is_whole() -> None:
    ids = [row["id"] for row in rows()]
    assert len(ids) == 129
    assert ids[0] == "C001"
    assert not [item_id for item_id, count in Counter(ids).items() if count > 1]
    assert all(re.fullmatch(r"C\d{3}", item_id) for item_id in ids)
    assert all(row["says"].strip() for row in rows())


def test_all_that_the_articles_say_is_carried_by_records(bundled: Loaded) -> None:
    missing = [
        f"{row['id']}: {record}"
        for row in rows()
        for record in row["records"]
        if bundled.dataset.find(record) is None
    ]
    assert missing == []
    assert all(row["records"] for row in rows())


def test_no_quotation_is_long(bundled: Loaded) -> None:
    dataset = bundled.dataset
    records: list[Item] = [
        *dataset.groups,
        *dataset.countries,
        *dataset.claims,
        *dataset.events,
    ]
    quoted = [
        (record.id, each.quote.text)
        for record in records
        for each in evidence_of(record)
        if each.quote
    ]
    assert quoted
    assert [record for record, text in quoted if len(text) > LONGEST_QUOTATION] == []


def test_every_claim_and_event_has_evidence(bundled: Loaded) -> None:
    dataset = bundled.dataset
    assert [each.id for each in (*dataset.claims, *dataset.events) if not each.evidence] == []


def test_every_claim_is_supported_by_somebody(bundled: Loaded) -> None:
    for claim in bundled.dataset.claims:
        assert any(each.stance == "supports" for each in claim.evidence), claim.id


def test_addresses_are_of_the_web(bundled: Loaded) -> None:
    for source in bundled.dataset.sources:
        for address in (source.url, source.archived):
            assert address is None or re.fullmatch(r"https?://[^\s<>\"]+", address), source.id


def test_it_opens_with_a_view_that_shows_something(bundled: Loaded) -> None:
    dataset = bundled.dataset
    assert dataset.metadata.opening is not None
    opened = view_from_text(dataset.metadata.opening)
    assert opened.notes == ()
    answers = Answers(dataset)
    moment = opened.view.moment(dataset.as_of)
    assert answers.countries(answers.query(opened.view.query), moment)


def test_ids_of_countries_are_those_of_iso(bundled: Loaded) -> None:
    for country in bundled.dataset.countries:
        assert re.fullmatch(r"[A-Z]{3}", country.id), country.id


def test_no_two_support_types_share_a_short_label(bundled: Loaded) -> None:
    shorts = [each.short or each.label[:2] for each in bundled.dataset.metadata.support_types]
    assert len(set(shorts)) == len(shorts)
    assert all(len(short) == 2 for short in shorts)


def test_every_support_type_has_its_verbs_in_all_forms(bundled: Loaded) -> None:
    for each in bundled.dataset.metadata.support_types:
        assert each.says is not None, each.id
        for direction in ("supports", "withholds", "opposes"):
            forms = each.says.forms(direction)
            assert forms is not None
            assert all(forms), (each.id, direction)


def test_every_denial_says_who_denies_and_when(bundled: Loaded) -> None:
    dataset = bundled.dataset
    for claim in dataset.claims:
        for each in denials(claim):
            assert each.by, (claim.id, each.source)
            told = each.on or dataset.source[each.source].published
            assert told or dataset.source[each.source].note, (claim.id, each.source)
