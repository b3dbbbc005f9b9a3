"""What each surface says of the same state: stance, doubt and since are the same everywhere."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.export.csv_export import view_csv
from alliance_tui.export.delivery import Progress
from alliance_tui.export.json_export import view_data
from alliance_tui.export.markdown_export import view_markdown
from alliance_tui.export.selection import Export
from alliance_tui.export.sqlite_export import write_sqlite
from alliance_tui.model.dates import day_text
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.pages.lines import plain_text
from alliance_tui.pages.record import page_of
from alliance_tui.pages.sheet import plain
from alliance_tui.pages.telling import Telling, stance_months, stance_words
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import KINDS, LABELS, MAY_HAVE_ENDED, Clock, Moment
from alliance_tui.query.view import ViewState
from alliance_tui.reading.load import Loaded
from alliance_tui.views.scene import Scene
from alliance_tui.views.text import screen_text

CLOCKS: tuple[Clock, ...] = ("happened", "known")
DAYS = st.integers(Moment(737_800).day, Moment(738_885).day)  # Jan 2021 to Dec 2023


class Told(NamedTuple):
    """What is told of one stance."""

    label: str
    doubt: str
    since: str
    until: str


def asked(loaded: Loaded, day: int, clock: Clock, view: str) -> Export:
    scene = Scene(Answers(loaded.dataset), UNICODE)
    state = ViewState(view=view, as_of=day, clock=clock, query="country:any")  # type: ignore[arg-type]
    return Export(scene, state, whole=False)


def from_csv(export: Export) -> dict[tuple[str, str], Told]:
    rows = csv.DictReader(io.StringIO("".join(view_csv(export))))
    return {
        (row["id"], each.id): Told(
            row[each.id],
            row[f"{each.id}_doubt"],
            row.get(f"{each.id}_since", ""),
            row.get(f"{each.id}_until", ""),
        )
        for row in rows
        for each in export.dataset.scored_types
    }


def from_json(export: Export) -> dict[tuple[str, str], Told]:
    rows: list[dict[str, Any]] = json.loads(json.dumps(view_data(export)))["rows"]
    return {
        (row["id"], each.id): Told(
            row[each.id],
            row[f"{each.id}_doubt"] or "",
            row[f"{each.id}_since"] or "",
            row[f"{each.id}_until"] or "",
        )
        for row in rows
        for each in export.dataset.scored_types
    }


def from_markdown(export: Export) -> dict[tuple[str, str], Told]:
    lines = [line for line in "".join(view_markdown(export)).splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    found = {}
    for row in rows:
        for place, each in enumerate(export.dataset.scored_types):
            told, since, until = row[2 + 3 * place : 5 + 3 * place]
            label, _, doubt = told.partition(", ")
            found[row[0], each.id] = Told(label, doubt, since, until)
    return found


def from_screen(export: Export) -> dict[tuple[str, str], Told]:
    """The matrix as it is drawn: the sign, its mark and the month."""
    board = export.scene.board_for(export.view)(400)
    labels = {UNICODE.stance[kind]: LABELS[kind] for kind in KINDS}
    found = {}
    for position, country in enumerate(board.ids):
        if country not in export.dataset.country:
            continue
        assert country is not None
        for number, column in enumerate(board.columns[:-1]):
            text = board.cell(position, number).text.rstrip()
            month = text[2:]
            until = month.removeprefix("–") if "–" in text[1:3] else ""
            doubt = MAY_HAVE_ENDED if text[1:2] == UNICODE.may_have_ended else ""
            since = "" if until else month
            found[country, column.id] = Told(labels[text[0]], doubt, since, until)
    return found


def from_sqlite(export: Export, folder: Path) -> dict[tuple[str, str], Told]:
    path = folder / "data.sqlite"
    path.unlink(missing_ok=True)
    for step in write_sqlite(export, path):
        assert isinstance(step, Progress)
    with sqlite3.connect(path) as database:
        rows = database.execute(
            "SELECT country, type, label, doubt, since, last_so, stance FROM country_stance"
        )
        kinds = {(c, t): Told(LABELS[k], d or "", s or "", u or "") for c, t, _, d, s, u, k in rows}
    database.close()
    return kinds


def by_then(told: Told) -> Told:
    """*told* with the one word for what nobody has looked at, whatever the moment."""
    silent = re.fullmatch(r"nothing (recorded|known) by then", told.label)
    return told._replace(label="not assessed") if silent else told


@settings(max_examples=30, deadline=None)
@given(DAYS, st.sampled_from(CLOCKS))
def test_the_matrix_says_the_same_on_the_screen_and_in_every_file(
    small: Loaded, day: int, clock: Clock
) -> None:
    export = asked(small, day, clock, "matrix")
    answers, moment = export.answers, export.moment
    told = from_csv(export)
    assert from_json(export) == told
    assert from_markdown(export) == told
    screen = from_screen(export)
    assert len(told) == len(small.dataset.countries) * len(small.dataset.scored_types)
    for key, each in told.items():
        stance = answers.stances.stance(*key, moment)
        assert each.doubt == ", ".join(stance.doubt)
        assert each.until == ("" if stance.last is None else day_text(stance.last))
        since, until = stance_months(answers, *key, moment)
        assert by_then(screen[key]) == by_then(each)._replace(since=since, until=until)


@settings(max_examples=4, deadline=None)
@given(DAYS, st.sampled_from(CLOCKS))
def test_a_database_says_the_same(
    small: Loaded, tmp_path_factory: pytest.TempPathFactory, day: int, clock: Clock
) -> None:
    matrix = from_csv(asked(small, day, clock, "matrix"))
    scene = Scene(Answers(small.dataset), UNICODE)
    whole = Export(scene, ViewState(as_of=day, clock=clock), whole=True)
    database = from_sqlite(whole, tmp_path_factory.mktemp("sql"))
    for key, each in database.items():
        assert by_then(matrix[key]) == each, key


@settings(max_examples=20, deadline=None)
@given(DAYS, st.sampled_from(CLOCKS))
def test_the_list_and_the_page_say_the_same(small: Loaded, day: int, clock: Clock) -> None:
    export = asked(small, day, clock, "explore")
    answers, moment = export.answers, export.moment
    data = view_data(export)["countries"]
    listed = from_csv(export)
    matrix = from_csv(asked(small, day, clock, "matrix"))
    text = screen_text(export.scene, export.view, plain, None)
    for row in data:
        page = plain_text(
            export.scene.page(export.view.__class__(country=row["id"], as_of=day, clock=clock)), 300
        )
        for support_type, stance in row["stances"].items():
            key = (row["id"], support_type)
            assert ", ".join(stance["doubt"]) == listed[key].doubt == matrix[key].doubt
            assert stance["certain"] == (not stance["doubt"])
            assert listed[key].label == matrix[key].label
            if small.dataset.claims_by_stance.get(key):
                assert f"{stance_words(answers, *key, moment)}\n" in f"{page}\n"
        posture = answers.posture(row["id"], moment)
        assert row["posture"]["doubt"] == list(posture.doubt)
        for word in posture.doubt:
            assert word in text
            assert word in page


@settings(max_examples=15, deadline=None)
@given(DAYS, st.sampled_from(CLOCKS))
def test_pages_of_groups_and_of_changes_say_the_same_of_postures(
    small: Loaded, day: int, clock: Clock
) -> None:
    answers, moment = Answers(small.dataset), Moment(day, clock)
    scene = Scene(answers, UNICODE)
    changed = plain_text(
        scene.changes(ViewState(view="changes", as_of=day, clock=clock, query="country:any")), 300
    )
    group = plain_text(
        page_of(Telling(answers, moment, UNICODE), small.dataset.group["friends"]), 300
    )
    for country in small.dataset.countries:
        posture = answers.posture(country.id, moment)
        words = ", ".join((posture.rule.label, *posture.doubt))
        for page, lead in ((changed, f"{country.name}  "), (group, f"{country.name} · ")):
            for line in page.splitlines():
                assert not line.strip().startswith(lead) or words in line
