"""What is no YAML costs a record and not the file, and causes come before what follows."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from alliance_tui.reading.load import CannotOpenError, Loaded, load
from alliance_tui.reading.problems import Problem
from alliance_tui.reading.tree import Tree
from tests.conftest import SMALL
from tests.reading.made import SOUND, opened, problems_of, write

COUNTRIES = """\
countries:
  - {id: B, name: B}
  - id: C
    name: C
    summary: It said: no.
  - id: D
    name: D
"""


def causes(problems: tuple[Problem, ...]) -> list[Problem]:
    return [each for each in problems if each.severity == "error" and not each.follows]


def test_a_stray_colon_costs_the_record_in_which_it_stands(tmp_path: Path) -> None:
    loaded = opened(tmp_path, COUNTRIES)
    (cause,) = loaded.causes
    assert (cause.code, cause.place.line, cause.lost) == ("E102", 5, "the country")
    assert "quotes" in cause.message
    assert {"B", "D"} <= set(loaded.dataset.country)
    assert "C" not in loaded.dataset.country
    assert loaded.left_out == 1


@pytest.mark.parametrize(
    ("line", "at", "says"),
    [
        ('    summary: "never closed', 14, "never closed"),
        ("    summary: [a, b", 0, "is not closed with “]”"),
        ("\tsummary: S.", 1, "spaces, not tabs"),
        ("    summary: 'a' b", 18, "closing quotation mark"),
        ("    summary: @home", 14, "begins with “@”"),
        ("   summary: S.", 4, "begin it with “- ” at column 3"),
        ("    summary", 5, "no “: ” after a name"),
        ("    summary:\u00a0S.", 13, "no-break space (U+00A0)"),
        ("\u00a0   summary: S.", 1, "in the indentation"),
    ],
)
def test_what_was_probably_meant_is_told_where_it_began(
    tmp_path: Path, line: str, at: int, says: str
) -> None:
    text = COUNTRIES.replace("    summary: It said: no.", line)
    problems = problems_of(write(tmp_path, rest=SOUND, text=text))
    (cause,) = causes(problems)
    assert says in cause.message
    if at:
        assert (cause.place.line, cause.place.column) == (5, at)
    assert "did not find" not in cause.message


def test_lines_and_columns_are_those_of_an_editor(tmp_path: Path) -> None:
    text = 'groups:\n  - {id: G, name: "a\u2028b\u0085c"}\r\n  - {id: "日本\t", nome: H}\n'
    problems = problems_of(write(tmp_path, rest=SOUND, text=text))
    (wrong,) = [each for each in problems if each.code == "E202"]
    assert (wrong.place.line, wrong.place.column) == (3, 17)


def test_of_an_unfinished_merge_the_lines_are_told(tmp_path: Path) -> None:
    text = COUNTRIES.replace(
        "    summary: It said: no.\n",
        "<<<<<<< HEAD\n    region: N\n=======\n    region: S\n>>>>>>> branch\n",
    )
    loaded = opened(tmp_path, text)
    (cause,) = loaded.causes
    assert (cause.code, cause.place.line, cause.lost) == ("E106", 5, "the country")
    assert "lines 5 to 9" in cause.message
    assert "D" in loaded.dataset.country


def test_one_stray_sign_in_any_file_is_one_cause(tmp_path: Path) -> None:
    chance = random.Random(9)
    for file in sorted(SMALL.glob("*.yaml")):
        text = file.read_text("utf-8")
        for _ in range(25):
            at = chance.randrange(len(text))
            sign = chance.choice([": ", ":", '"', "]"])
            folder = tmp_path / "set"
            for each in sorted(SMALL.glob("*.yaml")):
                write(folder, **{each.stem: each.read_text("utf-8")})
            write(folder, **{file.stem: text[:at] + sign + text[at:]})
            found = causes(problems_of(folder))
            assert len(found) <= 2, (file.name, at, sign, [str(each) for each in found])


def test_an_id_that_may_stand_in_unread_text_gets_no_advice(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        rest=SOUND,
        text="countries: [{id: AAB, name: ]",
        more="groups:\n  - {id: g, name: G, analytic: true, rule: R, members: [AAA, AAB, AAC]}\n",
    )
    loaded = load(folder, use_copy=False)
    told = {
        each.message: each.follows
        for each in loaded.errors
        if each.place.file.endswith("more.yaml")
    }
    assert any("“AAB”" in message and follows for message, follows in told.items())
    assert told["no country “AAC”"] is False
    assert loaded.dataset.group["g"].members == ("AAA",)


def test_an_event_keeps_its_other_voters_and_no_longer_says_that_they_are_all(
    tmp_path: Path,
) -> None:
    loaded = opened(
        tmp_path,
        """\
        events:
          - id: e
            kind: vote
            title: V
            when: 2022
            votes: {for: [AAA, XXX], against: [ADV], yes: [SUB], whole: true}
            tally: {for: 3, against: 1}
            evidence: [{source: press}]
        """,
    )
    assert [(each.code, each.lost) for each in loaded.causes] == [
        ("E401", "this voter"),
        ("E202", "“yes”"),
    ]
    votes = loaded.dataset.events[loaded.dataset.events.position["e"]].votes
    assert votes is not None
    assert (votes.for_, votes.against, votes.whole) == (("AAA",), ("ADV",), False)


def test_what_stands_in_the_wrong_section_is_one_problem(tmp_path: Path) -> None:
    text = SOUND.replace("claims:\n", "events:\n", 1).replace("events:\n  - {id: m", "  - {id: m")
    (cause,) = causes(problems_of(write(tmp_path, text=text)))
    assert "looks like a claim" in cause.message


def test_ids_in_letters_of_two_parts_are_told(tmp_path: Path) -> None:
    (cause,) = opened(tmp_path, 'countries: [{id: "Co\u0302te", name: C}]').causes
    assert cause.code == "E205"
    assert "two parts" in cause.message
    (cause,) = opened(tmp_path, 'countries: [{id: "CLD\u00a0", name: C}]').causes
    assert "ends in a no-break space (U+00A0)" in cause.message


def test_what_an_earlier_reading_gave_stays_and_sound_files_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path, rest=SOUND, text="countries:\n  - {id: B, name: B}\n", more="")
    before = load(folder)
    write(folder, text="countries:\n  - {id: B, name: [}\n")
    read: list[str] = []
    from alliance_tui.reading import typed

    read_tree = typed.read_tree

    def seen(tree: Tree) -> typed.FileReading:
        read.append(Path(tree.file).stem)
        return read_tree(tree)

    monkeypatch.setattr(typed, "read_tree", seen)
    after = load(folder, before=before)
    assert read == ["text"]
    assert list(after.stale) == ["text.yaml"]
    assert after.dataset.country == before.dataset.country
    assert "shown as it was last read" in after.causes[0].message
    (folder / "rest.yaml").unlink()
    with pytest.raises(CannotOpenError):
        load(folder, before=after)


@pytest.mark.parametrize(
    "text",
    [
        "countries: [" + ", ".join(["{id: X, name: X}"] * 20_000) + "]",
        "countries:\n  - {id: X, name: X, " + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}",
        "claims: [" + ", ".join(["{id: c, ends: [nobody]}"] * 10_000) + "]",
        "countries:\n" + "  - {id: A: b}\n" * 5_000,
    ],
    ids=["one id", "unknown fields", "missing fields", "no YAML"],
)
def test_many_faults_cost_no_more_than_their_number(tmp_path: Path, text: str) -> None:
    folder = write(tmp_path, rest=SOUND, text=text)
    began = time.process_time()
    loaded: Loaded = load(folder, use_copy=False)
    assert time.process_time() - began < 20
    assert loaded.causes
    assert max(len(each.place.text) for each in loaded.problems) <= 400
