"""Where everybody stands on the last day is kept with the copy, and read from there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from alliance_tui.model.dataset import Dataset
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.query.answers import Answers
from alliance_tui.query.completion import completions
from alliance_tui.query.kept_standing import STANDING
from alliance_tui.query.stance import Clock, Moment, Stances
from alliance_tui.query.view import ViewState
from alliance_tui.reading import cache
from alliance_tui.reading.files import bundled_path
from alliance_tui.reading.load import load
from alliance_tui.user.folders import folder
from alliance_tui.views.scene import Scene
from tests.conftest import SMALL


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are as good as old when they have just been written."""
    monkeypatch.setattr(cache, "SETTLED", -(10**15))


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The countries of which a posture or a stance was derived from claims, each time anew."""
    seen: list[str] = []
    posture, stance = Answers._derive_posture, Stances._derive

    def noted_posture(self: Answers, country: str, moment: Moment) -> object:
        seen.append(country)
        return posture(self, country, moment)

    def noted_stance(self: Stances, course: object, day: int) -> object:
        seen.append("stance")
        return stance(self, course, day)  # type: ignore[arg-type]

    monkeypatch.setattr(Answers, "_derive_posture", noted_posture)
    monkeypatch.setattr(Stances, "_derive", noted_stance)
    return seen


def standing(dataset: Dataset, day: int, clock: Clock = "happened") -> list[object]:
    """Where every country of *dataset* stands."""
    answers, moment = Answers(dataset), Moment(day, clock)
    return [
        (
            answers.posture(country.id, moment),
            *(answers.stances.stance(country.id, t.id, moment) for t in dataset.scored_types),
        )
        for country in dataset.countries
    ]


@pytest.mark.parametrize("path", [SMALL, bundled_path()], ids=["small", "bundled"])
def test_what_is_kept_is_what_is_derived(path: Path, derived: list[str]) -> None:
    fresh = load(path, use_copy=False).dataset
    load(path)
    derived.clear()
    copy = load(path).dataset
    kept = standing(copy, copy.as_of)
    assert derived == []
    assert kept == standing(fresh, fresh.as_of)


def test_other_days_and_the_other_clock_are_derived(derived: list[str]) -> None:
    load(SMALL)
    derived.clear()
    copy, fresh = load(SMALL).dataset, load(SMALL, use_copy=False).dataset
    others: tuple[tuple[int, Clock], ...] = (
        (copy.as_of - 400, "happened"),
        (copy.as_of, "known"),
    )
    for day, clock in others:
        derived.clear()
        found = standing(copy, day, clock)
        assert {"stance", "CLD"} <= {*derived}
        assert found == standing(fresh, day, clock)


def test_another_rule_gives_another_copy(tmp_path: Path) -> None:
    data = shutil.copytree(SMALL, tmp_path / "small")
    load(data)
    metadata = data / "dataset.yaml"
    before = metadata.read_text(encoding="utf-8")
    metadata.write_text(before.replace('"opposes:any"', '"withholds:any"'), encoding="utf-8")
    assert metadata.read_text(encoding="utf-8") != before
    load(data)
    copy, fresh = load(data).dataset, load(data, use_copy=False).dataset
    assert standing(copy, copy.as_of) == standing(fresh, fresh.as_of)
    assert standing(copy, copy.as_of) != standing(load(SMALL).dataset, copy.as_of)


@pytest.mark.parametrize("body", [b"", b"\xc1", b"\x93\x01\x02\x03"])
def test_what_is_kept_and_damaged_is_derived(body: bytes) -> None:
    load(SMALL)
    (path,) = (folder("cache") / "copies").iterdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("UPDATE content SET body = ? WHERE name = ?", (body, STANDING))
    copy = cache.file_of("copies", path.name)
    with copy.open("r+b") as file:
        size = copy.stat().st_size - 4
        checksum = cache._checksum_of(file, path.name, size)
        file.seek(size)
        file.write(checksum)
    damaged, fresh = load(SMALL).dataset, load(SMALL, use_copy=False).dataset
    assert damaged.store is not None
    assert standing(damaged, damaged.as_of) == standing(fresh, fresh.as_of)


def test_claims_and_sources_are_read_when_they_are_looked_at() -> None:
    load(SMALL)
    copy, fresh = load(SMALL).dataset, load(SMALL, use_copy=False).dataset
    assert copy.find("CLD") == fresh.find("CLD")
    assert copy.find("") is None
    assert not copy.claims._seen
    assert not vars(copy.source)["_seen"]
    assert "corrections" not in vars(copy)
    assert [*copy.claims] == [*fresh.claims]
    assert copy.claims[0] is copy.claims[0]
    assert copy.corrections == fresh.corrections
    assert dict(copy.source) == dict(fresh.source)


def test_of_one_country_its_claims_are_read_and_what_they_cite() -> None:
    load(SMALL)
    copy, fresh = load(SMALL).dataset, load(SMALL, use_copy=False).dataset
    about = next(key for key in copy.claims_by_stance if key[0] == "CLD")
    assert copy.claims_by_stance[about] == fresh.claims_by_stance[about]
    own = [*copy.claims._seen.values()]
    assert {each.country for each in own} == {"CLD"}
    assert copy.claims_by_country["CLD"] == fresh.claims_by_country["CLD"]
    assert len(copy.claims._seen) == len(own) == len(copy.claims_by_country["CLD"])
    cited = {each.source for claim in own for each in claim.evidence}
    assert copy.source[next(iter(cited))]
    assert set(vars(copy.source)["_seen"]) == cited


def test_claims_are_grouped_the_same_however_they_are_read() -> None:
    load(SMALL)
    copy, fresh = load(SMALL).dataset, load(SMALL, use_copy=False).dataset
    assert dict(copy.claims_by_country) == dict(fresh.claims_by_country)
    assert dict(copy.claims_by_stance) == dict(fresh.claims_by_stance)
    assert dict(copy.ended_by) == dict(fresh.ended_by)
    ended = [(each, claim.id) for claim in fresh.claims for each in claim.ends]
    found = [(key, claim.id) for key, claims in copy.ended_by.items() for claim in claims]
    assert sorted(found) == sorted(ended) != []
    assert copy.claims[1:3] == tuple(fresh.claims)[1:3]
    assert copy.claims[-1] == fresh.claims[len(fresh.claims) - 1]
    with pytest.raises(IndexError):
        copy.claims[len(copy.claims)]


def test_of_all_claims_that_a_query_finds_those_of_the_page_are_read() -> None:
    load(SMALL)
    copy = load(SMALL).dataset
    answers, moment = Answers(copy), Moment(copy.as_of)
    assert completions(answers, "supports:", len("supports:"), moment)
    assert len(answers.hits(answers.query("s"), moment)) > 1
    assert not copy.claims._seen
    view = ViewState(query="s")
    scene = Scene(answers, UNICODE)
    assert scene.page(view).title
    chosen = scene.chosen(view)
    assert chosen is not None
    assert {each.country for each in copy.claims._seen.values()} == {chosen.id}
