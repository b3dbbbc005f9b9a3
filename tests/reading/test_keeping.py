"""What is valid opens, what is broken is left out, and places stay right beside it."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent, indent

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.dataset import Dataset
from alliance_tui.pages.plain import plain_data
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import Moment
from alliance_tui.reading.load import Loaded, load
from tests.conftest import SMALL
from tests.reading.made import (
    DATASET,
    RECORDS,
    SOUND,
    claim,
    event,
    marks,
    one,
    opened,
    placed,
    problems_of,
    source,
    write,
)


def codes(loaded: Loaded) -> list[str]:
    return [each.code for each in loaded.errors]


def indented(text: str) -> str:
    """*text* as lines of the data set's own description."""
    return indent(dedent(text), "  ")


def test_all_problems_of_a_file_are_found_at_once(tmp_path: Path) -> None:
    text = dedent("""\
        countries:
          - {id: B, name: ¶7, ¶namee: x, reviewed: ¶today, memberships: [{group: ¶PAKT}]}
          - ¶{id: C}
        claims:
          - {id: c, country: ¶XXX, type: ¶amrs, direction: ¶helps, statement: S, when: ¶2022-13,
             status: reported, confidence: low, evidence: [{source: ¶nobody}]}
        """)
    problems = problems_of(write(tmp_path, rest=SOUND, text=text))
    codes = ["E203", "E202", "E301", "E401", "E201", "E401", "E401", "E204", "E301", "E401"]
    assert placed(problems, "text") == [
        f"{line}:{column}: {code}" for (line, column), code in zip(marks(text), codes, strict=True)
    ]


def test_problems_of_all_files_are_found_at_once_what_is_unread_first(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        rest=SOUND,
        a="countries: [{id: B}]",
        b="not: [yaml",
        z="claims: [{id: c}]",
    )
    found = [(Path(each.place.file).stem, each.code) for each in problems_of(folder)]
    assert [name for name, _ in found] == ["b", "a", *["z"] * 8]
    assert found[:2] == [("b", "E102"), ("a", "E201")]  # what is unread may be the cause


def test_a_broken_record_is_left_out_and_the_rest_opens(tmp_path: Path) -> None:
    loaded = opened(
        tmp_path,
        """\
        countries:
          - {id: B, name: B}
          - {id: C, name: 7}
          - {id: D, name: D}
        """,
    )
    assert codes(loaded) == ["E203"]
    assert {"B", "D", "AAA"} <= set(loaded.dataset.country)
    assert "C" not in loaded.dataset.country
    assert loaded.left_out == 1


def test_a_record_without_id_is_counted_among_what_is_left_out(tmp_path: Path) -> None:
    loaded = opened(tmp_path, "countries: [{name: B}, {name: C}]\nclaims: [text]")
    assert loaded.left_out == 3


def test_of_a_country_only_the_broken_leader_membership_or_tie_is_left_out(tmp_path: Path) -> None:
    loaded = opened(
        tmp_path,
        """\
        countries:
          - id: B
            name: B
            leaders:
              - {name: One, evidence: [{source: press}]}
              - {name: Two, office: O, evidence: [{source: press}]}
              - {name: Three, office: O, evidence: [{source: nobody}]}
            memberships:
              - {group: NOWHERE}
              - {group: PACT, status: observer}
              - {group: PACT, when: soon}
            ties:
              - {id: a b, title: T, evidence: [{source: press}]}
              - {id: good, title: T, evidence: [{source: press}]}
              - {id: good, title: Again, evidence: [{source: press}]}
              - {id: bad, title: T, with: [XXX], evidence: [{source: press}]}
        """,
    )
    country = loaded.dataset.country["B"]
    assert [each.name for each in country.leaders] == ["Two"]
    assert [each.status for each in country.memberships] == ["observer"]
    assert [each.title for each in country.ties] == ["T"]
    assert sorted(codes(loaded)) == ["E201", "E205", "E301", "E401", "E401", "E401", "E402"]


def test_of_an_event_only_the_broken_participant_is_left_out(tmp_path: Path) -> None:
    loaded = opened(
        tmp_path,
        """\
        events:
          - id: e
            kind: summit
            title: E
            when: 2022
            participants:
              - {country: XXX}
              - {country: AAA, role: gast}
              - {country: SUB, role: host}
            evidence: [{source: press}]
        """,
    )
    event = loaded.dataset.events.get("e")
    assert event is not None
    assert [each.country for each in event.participants] == ["SUB"]


def test_of_the_description_only_the_broken_word_rule_or_era_is_left_out(tmp_path: Path) -> None:
    description = DATASET + indented("""\
          # one more support type
            - {id: arms, label: Arms again, lasts: 1}
          postures:
            - {id: one, label: One, when: "supports:amrs"}
            - {id: two, label: Two, tone: grim, when: "supports:arms"}
            - {id: three, label: Three, when: "supports:arms"}
            - {id: three, label: Again, when: "supports:words"}
            - {id: rest, label: Rest, default: true}
          eras:
            - {id: war, title: War, when: since 2022}
            - {id: peace, title: Peace, when: 2023-06/..}
        """)
    loaded = load(write(tmp_path, rest=RECORDS, text=description), use_copy=False)
    metadata = loaded.dataset.metadata
    assert [each.label for each in metadata.support_types] == ["Arms", "Words", "Relief"]
    assert [each.label for each in metadata.postures] == ["Three", "Rest"]
    assert [each.id for each in metadata.eras] == ["peace"]
    assert sorted(codes(loaded)) == ["E204", "E301", "E402", "E402", "E506"]


def test_what_needs_a_record_that_is_left_out_is_left_out_with_it(tmp_path: Path) -> None:
    loaded = opened(
        tmp_path,
        """\
        sources: [{id: s, publisher: P, title: T, kind: news, published: soon}]
        countries: [{id: B, name: 7}]
        claims:
          - {id: c, country: B, type: arms, direction: supports, statement: S., when: 2022-03,
             status: reported, confidence: low, evidence: [{source: press}]}
          - {id: d, country: B, type: arms, direction: supports, statement: S., when: 2022-04,
             status: reported, confidence: low, ends: [c], evidence: [{source: s}]}
        """,
    )
    assert codes(loaded) == ["E301", "E203", *["E404"] * 3]
    assert [each.code for each in loaded.causes] == ["E301", "E203"]
    assert loaded.left_out == 4
    assert "sound" in loaded.dataset.claim


def test_a_source_without_its_wrong_address_is_still_a_source(tmp_path: Path) -> None:
    loaded = opened(
        tmp_path,
        """        sources: [{id: s, publisher: P, title: T, kind: news, url: "gopher://x"}]
        countries: [{id: B, name: B, summary: S., evidence: [{source: s}]}]
        """,
    )
    (error,) = loaded.problems
    assert (error.code, error.lost) == ("E206", "“url”")
    assert loaded.dataset.source["s"].url is None
    assert loaded.dataset.country["B"].evidence


def test_a_left_out_subject_is_said_to_be_left_out(tmp_path: Path) -> None:
    records = RECORDS.replace("{id: SUB, name: Subject}", "{id: SUB, namee: Subject}")
    problems = problems_of(write(tmp_path, text=DATASET + records))
    (subject,) = [each for each in problems if "“SUB”" in each.message]
    assert subject.code == "E404"
    assert "left out" in subject.message


PLACES = """\
countries:
  - {id: B, namee: B}
  - id: C
    name: C
    leaders:
      - {name: One}
      - {name: Two, office: O, evidence: [{source: press}]}
      - ¶{name: Three, office: O}
    memberships:
      - {group: soon, when: soon}
      - {group: ¶NOWHERE}
      - {group: PACT}
      - {group: PACT, when: 2022, evidence: [{source: ¶nobody}]}
    ties:
      - {id: x y, title: T, evidence: [{source: press}]}
      - ¶{id: t, title: T}
  - {name: D}
  - {id: E, name: E, ¶summary: S}
claims:
  - {id: broken}
  - {id: one, country: C, type: arms, direction: supports, statement: S., when: 2022-03,
     status: ¶acknowledged, confidence: low, evidence: [{source: press}]}
  - {id: two, country: B, type: arms, direction: supports, statement: S., when: 2022-03,
     status: reported, confidence: low, evidence: [{source: press}]}
  - {id: three, country: C, type: arms, direction: supports, statement: S., when: ¶2021-03,
     status: reported, confidence: low, evidence: [{source: press}]}
events:
  - id: f
    kind: summit
    title: F
    when: 2022-03
    participants:
      - {country: XXX}
      - {country: AAA, did: It was fine., evidence: [{source: ¶nobody}]}
      - {country: SUB, did: ¶A brutal speech.}
    evidence: [{source: press}]
"""


def test_places_stay_right_after_something_before_them_was_left_out(tmp_path: Path) -> None:
    rest = SOUND.replace("  support_types", "  loaded_words: [brutal]\n  support_types")
    loaded = load(write(tmp_path, rest=rest, text=PLACES), use_copy=False)
    found = {place.rsplit(": ", 1)[0] for place in placed(loaded.problems, "text")}
    assert {f"{line}:{column}" for line, column in marks(PLACES)} <= found


def test_the_place_of_a_rule_stays_right_after_a_rule_before_it_was_left_out(
    tmp_path: Path,
) -> None:
    description = DATASET + indented("""\
          loaded_words: [brutal]
          postures:
            - {id: one, label: One, when: "supports:amrs"}
            - {id: two, label: ¶Brutal, when: "supports:arms"}
            - {id: rest, label: Rest, default: true}
        """)
    problems = problems_of(write(tmp_path, rest=RECORDS, text=description))
    line, column = marks(description)[0]
    assert placed(problems, "text")[-1] == f"{line}:{column}: W403"


# Waiving ---------------------------------------------------------------------------------------

WAIVED = """\
claims:
  - {id: c, country: AAA, type: arms, direction: supports, statement: S., when: %s,
     status: corroborated, confidence: low, evidence: [{source: press}],
     waive: {W301: one is enough here, E302: please}}
"""


def test_a_waived_warning_is_kept_with_its_reason_and_not_counted(tmp_path: Path) -> None:
    loaded = opened(tmp_path, WAIVED % "2022-03-01")
    assert [(each.code, each.waived) for each in loaded.problems] == [
        ("W301", "one is enough here"),
        ("W406", None),  # there is no E302 here
    ]


def test_an_error_cannot_be_waived(tmp_path: Path) -> None:
    loaded = opened(tmp_path, WAIVED % "2024-03-01")
    assert [(each.code, each.waived) for each in loaded.errors] == [("E302", None)]
    assert "c" not in loaded.dataset.claim


# Care that needs two records -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("votes: {for: [AAA]}", []),
        ("votes: {abstain: [AAA]}", []),
        ("votes: {absent: [AAA]}", ["W304"]),
        ("votes: {for: [SUB]}", ["W304"]),
        ("kind: sanction, participants: [{country: AAA, role: organiser}]", []),
        ("kind: sanction, participants: [{country: AAA, role: target}]", ["W304"]),
        ("kind: visit, participants: [{country: AAA, role: organiser}]", ["W304"]),
    ],
)
def test_an_open_claim_on_acts_that_hold_needs_no_later_source(
    tmp_path: Path, fields: str, expected: list[str]
) -> None:
    text = f"{event(fields)}\n{claim('when: 2022-03-01/.., events: [e]')}"
    assert [each.code for each in opened(tmp_path, text).warnings] == expected


def test_one_event_that_is_no_such_act_calls_for_a_later_source(tmp_path: Path) -> None:
    visit = one("events", "id: f, kind: visit").removeprefix("events: [").removesuffix("]")
    both = event("votes: {for: [AAA]}").removesuffix("]") + f", {visit}]"
    text = f"{both}\n{claim('when: 2022-03-01/.., events: [e, f]')}"
    assert [each.code for each in opened(tmp_path, text).warnings] == ["W304"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("publisher: Other", []),
        ("publisher: press", ["W412", "W301"]),  # the same, in other letters
        ("publisher: Other, based_on: [press]", ["W301"]),  # a reprint is no second publisher
        ("publisher: Other, based_on: [paper]", []),  # of somebody else it is one
    ],
)
def test_corroboration_counts_publishers_and_not_reprints(
    tmp_path: Path, second: str, expected: list[str]
) -> None:
    loaded = opened(
        tmp_path,
        "\n".join(
            (
                source(second),
                claim("status: corroborated, evidence: [{source: press}, {source: s}]"),
            )
        ),
    )
    assert [each.code for each in loaded.warnings] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # acknowledged: the actor's own word, and only where it supports
        ("status: acknowledged, evidence: [{source: aaa-mfa}]", []),
        ("status: acknowledged, evidence: [{source: press, party: actor}]", []),
        (
            "status: acknowledged, evidence: [{source: press}, {source: aaa-mfa, stance: denies}]",
            ["W302"],
        ),
        # a lone target: with anybody else beside it there is no warning
        ("confidence: high, evidence: [{source: adv-mfa}, {source: press}]", []),
        ("status: alleged, confidence: moderate, evidence: [{source: adv-mfa}]", []),
        (
            "status: disputed, confidence: high, "
            "evidence: [{source: adv-mfa}, {source: press, stance: denies}]",
            ["W303"],
        ),
        # knowledge: 31 days are prompt, 32 are not, and `known` settles it
        ("when: 2022-01-29", []),
        ("when: 2022-01-28", ["W305"]),
        ("when: 2022-01", []),
        ("when: 2021-12-31", ["W305"]),
        ("when: 2021-12-31, known: 2022-01-15", []),
        # open claims need evidence of their last twelve months
        ("when: 2022-03-01/..", ["W304"]),
        ("when: 2022-03-01/.., evidence: [{source: press}, {source: late}]", []),
        ("when: 2022-03-01/.., evidence: [{source: press}, {source: late, stance: denies}]", []),
        ("when: 2022-03-01/2023-12-31", []),
    ],
)
def test_when_a_claim_should_be_looked_at_again(
    tmp_path: Path, fields: str, expected: list[str]
) -> None:
    late = source("id: late, published: 2023-01")
    cited = one("groups", "evidence: [{source: late}]")
    loaded = opened(tmp_path, f"{late}\n{cited}\n{claim(fields)}")
    assert [each.code for each in loaded.warnings] == expected


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ("statement: A brutal act., note: N", "statement"),
        ("statement: S., note: It was BRUTAL.", "note"),
        ("statement: S., note: brutally said", ""),
        ("statement: S., object: the brutal one", ""),
    ],
)
def test_loaded_words_are_found_as_whole_words_in_the_data_sets_own_voice(
    tmp_path: Path, fields: str, place: str
) -> None:
    rest = SOUND.replace("  support_types", "  loaded_words: [brutal]\n  support_types")
    quoted = "evidence: [{source: press, quote: {text: A brutal war., speaker: Me}}]"
    text = claim(f"{fields}, {quoted}")
    loaded = opened(tmp_path, text, rest=rest)
    assert [each.code for each in loaded.warnings] == (["W403"] if place else [])
    if place:
        (warning,) = loaded.warnings
        line = warning.place.text
        assert line[: warning.place.column - 1].endswith(f"{place}: ")


# Order -----------------------------------------------------------------------------------------


def contents(dataset: Dataset) -> object:
    """Everything that a data set holds, as plain data."""
    return plain_data(dataset.records)


def all_stances(dataset: Dataset) -> object:
    answers = Answers(dataset)
    return [
        answers.stances.stance(country.id, each.id, Moment(day, clock))
        for country in dataset.countries
        for each in dataset.scored_types
        for day in range(dataset.as_of - 730, dataset.as_of, 30)
        for clock in ("happened", "known")
    ]


@pytest.fixture(scope="module")
def sections() -> dict[str, list[object]]:
    """The lists of the small data set, as YAML reads them with every scalar a text."""
    merged: dict[str, list[object]] = {}
    for file in sorted(SMALL.glob("*.yaml")):
        for name, value in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader).items():
            merged.setdefault(name, []).extend([value] if name == "dataset" else value)
    return merged


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_order_of_files_and_of_records_does_not_matter(
    small: Loaded, sections: dict[str, list[object]], chance: random.Random, number: int
) -> None:
    files: list[dict[str, object]] = [{} for _ in range(number)]
    for name, records in sections.items():
        for record in chance.sample(records, len(records)):
            file = chance.choice(files)
            if name == "dataset":
                file[name] = record
            else:
                kept = file.setdefault(name, [])
                assert isinstance(kept, list)
                kept.append(record)
    with TemporaryDirectory() as folder:
        for place, file in enumerate(files):
            (Path(folder) / f"{place}.yaml").write_text(_flow(file), encoding="utf-8")
        loaded = load(Path(folder), use_copy=False)
    assert loaded.errors == loaded.warnings == ()
    assert contents(loaded.dataset) == contents(small.dataset)
    assert all_stances(loaded.dataset) == all_stances(small.dataset)


def _flow(value: object) -> str:
    """*value* as YAML, with numbers and flags as they are and every text in quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = str(value)
    typed = text in ("true", "false") or text.isdecimal()
    return text if typed else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_a_single_file_is_the_same_as_a_folder(tmp_path: Path, small: Loaded) -> None:
    parts = [path.read_text("utf-8") for path in sorted(SMALL.glob("*.yaml"))]
    file = tmp_path / "all.yaml"
    file.write_text("\n".join(parts), encoding="utf-8")
    alone = load(file, use_copy=False)
    assert contents(alone.dataset) == contents(small.dataset)
    assert alone.errors == ()


def test_a_folder_is_read_whole_and_hidden_files_are_not(tmp_path: Path) -> None:
    folder = write(tmp_path, text=DATASET)
    write(tmp_path / "deep" / "er", text=RECORDS)
    write(tmp_path / ".git", text="broken: [")
    (tmp_path / "notes.txt").write_text("no: [yaml")
    (tmp_path / "deep" / "more.yml").write_text("countries: [{id: B, name: B}]")
    loaded = load(folder, use_copy=False)
    assert loaded.problems == ()
    assert {"AAA", "B"} <= set(loaded.dataset.country)


def test_claims_and_events_stand_by_date_and_countries_by_name(small: Loaded) -> None:
    dataset = small.dataset
    for records in (dataset.claims, list(dataset.events)):
        order = [(each.when.first_start, each.when.last_start, each.id) for each in records]
        assert order == sorted(order)
    names = [each.name for each in dataset.countries]
    assert names == sorted(names)


def test_a_group_loses_only_the_member_that_does_not_exist(tmp_path: Path) -> None:
    group = "  - {id: SET, name: Set, analytic: true, members: [AAA, ¶NIX, SUB]}\n"
    path = write(tmp_path, rest=SOUND, text=f"groups:\n{group}")
    loaded = load(path)
    assert codes(loaded) == ["E401"]
    assert loaded.dataset.group["SET"].members == ("AAA", "SUB")


def test_a_broken_support_type_takes_along_only_what_names_it(tmp_path: Path) -> None:
    dataset = DATASET.replace("label: Words", "labell: Words")
    loaded = load(write(tmp_path, dataset=dataset, rest=RECORDS))
    assert set(codes(loaded)) == {"E201", "E202"}
    assert list(loaded.dataset.support_types) == ["arms", "relief"]
    assert "sound" in loaded.dataset.claim
