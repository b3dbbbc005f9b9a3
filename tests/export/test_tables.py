"""The tidy tables: every record and every field of the data set has its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from msgspec.structs import fields

from alliance_tui.export.rows import Value
from alliance_tui.export.tables import TABLES, Table
from alliance_tui.model import records
from alliance_tui.model.dates import day_text
from alliance_tui.model.entries import votes_of
from alliance_tui.model.table_columns import EVIDENCE_OWNERS, column_of
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import LABELS, Moment
from alliance_tui.reading.load import Loaded
from tests.export.exports import export_of

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def rows_of(name: str, loaded: Loaded) -> list[dict[str, Value]]:
    table = BY_NAME[name]
    names = [column.name for column in table.columns]
    rows = table.rows(export_of(loaded))
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture(params=["small", "bundled"])
def loaded(request: pytest.FixtureRequest) -> Loaded:
    found: Loaded = request.getfixturevalue(request.param)
    return found


def test_every_record_has_its_row(loaded: Loaded) -> None:
    dataset = loaded.dataset
    events = list(dataset.events)
    counts = {
        "countries": len(dataset.countries),
        "groups": len(dataset.groups),
        "sources": len(dataset.sources),
        "claims": len(dataset.claims),
        "events": len(events),
        "corrections": len(dataset.corrections),
        "ties": len(dataset.tie),
        "support_types": len(dataset.metadata.support_types),
        "eras": len(dataset.metadata.eras),
        "leaders": sum(len(each.leaders) for each in dataset.countries),
        "memberships": sum(len(each.memberships) for each in dataset.countries),
        "participants": sum(len(each.participants) for each in events),
        "votes": sum(len(votes_of(each)) for each in events),
        "claim_events": sum(len(set(each.events)) for each in dataset.claims),
        "claim_ends": sum(len(set(each.ends)) for each in dataset.claims),
        "group_members": sum(len(set(each.members)) for each in dataset.groups),
    }
    assert {name: len(rows_of(name, loaded)) for name in counts} == counts


def test_every_piece_of_evidence_has_one_owner(loaded: Loaded) -> None:
    dataset = loaded.dataset
    rows = rows_of("evidence", loaded)
    assert all(sum(row[each] is not None for each in EVIDENCE_OWNERS) == 1 for row in rows)
    of_claims = [(row["claim"], row["source"], row["stance"]) for row in rows if row["claim"]]
    assert of_claims == [
        (claim.id, each.source, each.stance) for claim in dataset.claims for each in claim.evidence
    ]
    of_events = sum(len(each.evidence) for each in dataset.events)
    assert sum(row["event"] is not None for row in rows) == of_events


def test_every_field_of_the_format_has_a_column_or_a_table() -> None:
    """A field that the format gains must not be missing here unnoticed."""
    elsewhere = {
        "evidence": "evidence",
        "waive": "waivers",
        "members": "group_members",
        "based_on": "source_based_on",
        "leaders": "leaders",
        "memberships": "memberships",
        "ties": "ties",
        "with": "tie_partners",
        "ends": "claim_ends",
        "events": "claim_events",
        "groups": "event_groups",
        "participants": "participants",
        "votes": "votes",
        "outcome": "signatures",
    }
    sections: dict[str, Any] = {
        "support_types": records.SupportType,
        "postures": records.PostureRule,
        "eras": records.Era,
        "countries": records.Country,
        "groups": records.Group,
        "sources": records.Source,
        "leaders": records.Leader,
        "memberships": records.Membership,
        "ties": records.Tie,
        "events": records.Event,
        "participants": records.Participant,
        "later_votes": records.LaterVote,
        "claims": records.Claim,
        "corrections": records.Correction,
    }
    for name, record in sections.items():
        columns = {column.name for column in BY_NAME[name].columns}
        for field in fields(record):
            told = (
                column_of(record, field.encode_name) in columns
                or elsewhere.get(field.encode_name) in BY_NAME
            )
            if name == "events" and field.name == "tally":
                told = {"tally_for", "tally_against", "tally_abstain", "tally_absent"} <= columns
            if field.name == "says":
                told = {"says_supports", "says_withholds", "says_opposes"} <= columns
            assert told, f"{record.__name__}.{field.encode_name}"


def test_references_lead_to_earlier_tables_and_keys_are_unique(loaded: Loaded) -> None:
    for place, table in enumerate(TABLES):
        earlier = {each.name for each in TABLES[: place + 1]}
        assert {column.references for column in table.columns if column.references} <= earlier
        keys = [tuple(row[each] for each in table.key) for row in rows_of(table.name, loaded)]
        assert len(set(keys)) == len(keys)
        assert all(part is not None for key in keys for part in key)


def test_evidence_has_a_column_for_each_of_its_fields() -> None:
    columns = {column.name for column in BY_NAME["evidence"].columns}
    own = [column_of(records.Evidence, each.encode_name) for each in fields(records.Evidence)]
    assert set(own) <= columns


def test_no_name_needs_quotes() -> None:
    """Neither in SQLite nor, where a name is reserved in SQL itself, elsewhere."""
    names = {table.name for table in TABLES} | {
        column.name for table in TABLES for column in table.columns
    }
    reserved = {
        "by",
        "check",
        "default",
        "for",
        "from",
        "group",
        "on",
        "order",
        "to",
        "when",
        "with",
    }
    assert not names & reserved
    with closing(sqlite3.connect(":memory:")) as database:
        for name in names:
            database.execute(f"CREATE TABLE {name}_too ({name} TEXT)")
            assert (
                database.execute(f"SELECT {name}, {name}_too.{name} FROM {name}_too").fetchall()
                == []
            )


def test_dates_keep_their_text_and_have_their_bounds(small: Loaded) -> None:
    claims = {row["id"]: row for row in rows_of("claims", small)}
    claim = next(each for each in small.dataset.claims if each.when.is_open)
    row = claims[claim.id]
    assert row["date"] == claim.when.text
    assert row["first_start"] == day_text(claim.when.first_start)
    assert (row["first_end"], row["last_end"]) == (None, None)
    assert all(row["first_start"] for row in claims.values())
    ended = next((each for each in small.dataset.claims if each.when.text.endswith("/")), None)
    if ended is not None:
        assert claims[ended.id]["last_end"] == day_text(small.dataset.as_of - 1)


def test_spans_say_what_the_answers_say_on_any_day(loaded: Loaded) -> None:
    dataset, answers = loaded.dataset, Answers(loaded.dataset)
    stances = rows_of("stance_spans", loaded)
    postures = rows_of("posture_spans", loaded)
    for day in (dataset.as_of, dataset.as_of - 400, dataset.as_of - 800):
        text = day_text(day)
        for clock in ("happened", "known"):
            moment = Moment(day, clock)
            found = {
                (row["country"], row["type"]): (row["stance"], row["certain"])
                for row in stances
                if row["clock"] == clock and str(row["first"]) <= text <= str(row["last"])
            }
            assert len(found) == len(dataset.countries) * len(dataset.scored_types)
            for (country, support_type), stance in found.items():
                told = answers.stances.stance(str(country), str(support_type), moment)
                assert stance == (told.kind, told.certain)
            held = {
                row["country"]: row["posture"]
                for row in postures
                if row["clock"] == clock and str(row["first"]) <= text <= str(row["last"])
            }
            assert held == {
                each.id: answers.posture(each.id, moment).rule.id for each in dataset.countries
            }


def test_words_of_the_format_stand_with_their_meanings(small: Loaded) -> None:
    rows = rows_of("vocabulary", small)
    stances = {row["word"]: row["meaning"] for row in rows if row["vocabulary"] == "stance"}
    assert stances == dict(LABELS)
    assert all(row["meaning"] for row in rows)
