"""What may go wrong between a query and a database: bounds, NULL, signs, threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.words import fold, searchable
from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.query import finder
from alliance_tui.query.alternatives import MOST_TERMS
from alliance_tui.query.answers import Answers
from alliance_tui.query.fields import FIELDS
from alliance_tui.query.found import Found
from alliance_tui.query.language import any_of
from alliance_tui.query.names import ranked
from alliance_tui.query.terms import QueryError, Term, Word
from alliance_tui.query.timeline import timeline_rows
from alliance_tui.reading.load import Loaded
from alliance_tui.store.schema import ENTRY_KEY
from alliance_tui.store.store import store_of
from alliance_tui.views.timeline import Timeline
from tests.query.build import AS_OF, World, at, claim, day, world
from tests.query.oracle import Oracle

LAST = "2023-12-31"


# NULL ------------------------------------------------------------------------------------------


def test_what_is_not_recorded_is_not_what_is_asked_and_its_opposite_holds() -> None:
    made = world(
        claim(id="plain"),
        claim(id="told", object="Shells", stage="delivered", known="2022-05"),
        events=[
            {"id": "bare", "when": "2022"},
            {"id": "placed", "when": "2022", "place": "Here", "participants": [{"country": "AAA"}]},
            {"id": "voted", "when": "2022", "votes": {"for": ["AAA"], "against": ["BBB"]}},
        ],
    )
    assert made.events("-place:here") == "bare voted"
    assert made.events("-vote:any=against") == "bare placed voted"  # A's entry is another
    assert made.events("country:BBB -vote:any=for") == "voted"
    assert made.events("-vote:any=against", "AAA") == "placed voted"
    assert made.events("-role:host", "AAA") == "placed voted"
    assert made.events("-signed:self -not-signed:self") == "bare placed voted"
    assert made.claims("-object:shells") == "plain"
    assert made.claims("-stage:delivered") == "plain"
    assert made.claims("-known:2022-05") == "plain"
    assert made.claims("-denied:any -alone:actor -source:target") == "plain told"


# Signs -----------------------------------------------------------------------------------------

TEXTS = [
    "Київ", "Ёлка", "ΑΘΉΝΑ", "Straße", "İstanbul", "Côte d’Ivoire", "مُحَمَّد", "שָׁלוֹם",
    "Ⅷ ﬁnal", "東京 2022", "100 % sure", "a_b", "it's", '"quoted" (text)', "x*", "NEAR AND OR",
    "a␟b", "tab\there", "हिन्दी", "O'Brien; DROP TABLE event", "emoji 🇺🇦 here", "col:umn",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_found_by_itself_and_by_how_it_is_folded(text: str) -> None:
    made = world(
        claim(id="it", statement=f"Some {text} there."), claim(id="other", statement="Nothing.")
    )
    for typed in (text, fold(text), text.upper(), text.lower()):
        phrase = typed.replace('"', " ")
        assert made.claims(f'"{phrase}"') == "it", typed
        assert made.countries(f'"some {phrase}"') == "AAA"
        assert made.claims(f'-"{phrase}"') == "other"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Łódź", "lodz"),
        ("København", "kobenhavn"),
        ("Đakovo", "dakovo"),
        ("Iğdır", "igdir"),
        ("Æthelred", "aethelred"),
        ("Œuvre", "oeuvre"),
        ("Þingvellir", "thingvellir"),
        ("Reyðarfjörður", "reydarfjordur"),
        ("Straße", "strasse"),
    ],
)
def test_letters_of_their_own_have_a_second_spelling(text: str, typed: str) -> None:
    made = world(
        claim(id="it", statement=f"Talks in {text} today."),
        countries=[{"id": "CCC", "name": f"{text} Free State"}],
        events=[{"id": "e", "when": "2022", "title": f"Congress of {text} and others"}],
    )
    for spelled in (text, fold(text), typed, typed.upper()):
        assert made.claims(spelled) == made.claims(spelled[:4]) == "it", spelled
        assert made.claims(f'"in {spelled} today"') == "it"
        assert made.events(f'"{spelled} and"') == "e"
        assert made.events(spelled[:4]) == "e"
        assert made.countries(spelled) == "AAA CCC"
        assert made.countries(f'country:"{spelled} free state"') == "CCC"
        assert ranked(spelled, [f"{text} Free State"])


@pytest.mark.parametrize("typed", ['"*"', '"()"', '"␟"', '"\u0301"', '"🇺🇦"', '"_"', '"\udc80"'])
def test_a_word_without_letters_is_refused(answers: Answers, typed: str) -> None:
    with pytest.raises(QueryError, match="has no letter and no digit"):
        answers.query(typed)


@pytest.mark.parametrize("field", ["place", "object", "publisher"])
@pytest.mark.parametrize("value", ["\udc80", "\0", "\u0301", "%", "a' OR 1=1 --", '"', "Ü"])
def test_any_text_may_be_asked_for_in_a_part_of_a_text(
    answers: Answers, field: str, value: str
) -> None:
    query = Term(field, value)
    oracle = Oracle(answers)
    moment = at(LAST)
    found = answers.countries(query, moment)
    assert found == tuple(
        each for each in answers.dataset.countries if oracle.country(query, each, moment)
    )


def test_parts_of_texts_are_found_without_case_and_accents() -> None:
    made = world(
        claim(id="it", object="Ёлки і Ґанок", evidence=[{"source": "kyiv"}]),
        sources=[{"id": "kyiv", "publisher": "Київ Пост"}],
        events=[{"id": "e", "when": "2022", "place": "São Tomé"}],
    )
    assert made.events("place:SAO") == "e"
    assert made.events('place:"o tome"') == "e"
    assert made.claims("object:ЕЛКИ") == "it"
    assert made.claims('publisher:"київ"') == "it"
    assert made.claims('publisher:"КИЇВ П"') == "it"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=8))
def test_words_are_those_of_the_oracle(text: str) -> None:
    if not searchable(text).strip():
        return
    made = world(claim(id="it", statement=f"Of {text} much", note=f"{text}{text}", object=text))
    typed = Word(text, phrase=True)
    oracle = Oracle(made.answers)
    held = [each.id for each in made.answers.claims(typed, at(AS_OF))]
    assert held == [each.id for each in made.dataset.claims if oracle.claim(typed, each, at(AS_OF))]
    assert held == ["it"]


def test_ids_are_found_in_any_case_and_script() -> None:
    made = world(events=[{"id": "Élysée-2022", "when": "2022"}, {"id": "b", "when": "2023"}])
    assert made.events("event:elysee-2022") == "Élysée-2022"
    assert made.events("event:ÉLYSÉE-2022") == "Élysée-2022"
    found = made.dataset.find("éLYSÉE-2022")
    assert found is not None
    assert made.dataset.find("elysee-2022") is None  # a name has its accents


def test_words_may_stand_some_in_an_event_and_some_in_a_claim_that_names_it() -> None:
    made = world(
        claim(id="c", statement="Rifles were sold.", events=["fair", "visit"]),
        events=[
            {"id": "fair", "when": "2022-01", "title": "Fair of tanks"},
            {"id": "visit", "when": "2022-02", "title": "Visit of rifles"},
            {"id": "show", "when": "2022-03", "title": "Show of tanks"},
        ],
    )
    assert made.events("tanks") == "fair show"
    assert made.events("rifles") == "fair visit"
    assert made.events("tanks rifles") == made.events("rifles tanks sold") == "fair"
    assert made.events("rifles -tanks") == "visit"
    assert made.events("tanks -rifles") == "show"
    assert made.events("sold -tanks during:2022-02") == "visit"
    assert made.events("sold tanks", "AAA") == "fair"
    assert made.events('"tanks rifles"') == ""
    assert made.events('"rifles were sold"') == "fair visit"
    assert made.events('"fair of tanks c"') == "", "two texts never run together"


def test_the_events_that_have_words_are_found_in_one_question(
    small: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(small.dataset)
    asked = noted_questions(small, monkeypatch)
    assert answers.events(answers.query("summit -vote"), at(LAST))
    assert len([each for each in asked if "event_words" in each]) == 1


@pytest.mark.parametrize("query", ["a", "talk", "talk 1", "talks of", '"talks 1"', "rifle -7", "x"])
def test_events_found_by_parts_are_the_same(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    events = [
        {"id": f"e{number:02}", "when": f"{2020 + number // 9}-0{1 + number % 9}", "title": title}
        for number, title in enumerate(f"Talks {number} of a kind" for number in range(36))
    ]
    made = world(claim(id="c", statement="Rifles.", events=["e07", "e17", "e27"]), events=events)
    whole = made.answers.events(made.answers.query(query), at(AS_OF))
    rows = timeline_rows(made.answers, made.answers.query(query), at(AS_OF))
    monkeypatch.setattr(finder, "PART", 2)
    anew = Answers(made.dataset)
    parts = anew.events(anew.query(query), at(AS_OF))
    assert isinstance(parts, Found)
    assert [*parts] == whole == [parts[each] for each in range(len(parts))]
    by_parts = timeline_rows(anew, anew.query(query), at(AS_OF))
    assert [each.id for each in by_parts] == [each.id for each in rows]
    assert [by_parts.row_of(each["id"]) for each in events] == [
        rows.row_of(each["id"]) for each in events
    ]
    for on in ("2019-12-31", "2021-03-15", "2022-12-31", "2024-01-01"):
        assert by_parts.first_after(day(on)) == rows.first_after(day(on))


def test_what_is_not_looked_at_is_only_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "PART", 2)
    events = [{"id": f"e{each}", "when": f"{2000 + each // 10}"} for each in range(100)]
    made = world(events=events)
    handed: list[int] = []
    store = store_of(made.dataset)
    numbers = store.numbers

    def noted(sql: str, values: tuple[object, ...] = ()) -> list[int]:
        found = numbers(sql, values)
        handed.append(len(found))
        return found

    monkeypatch.setattr(store, "numbers", noted)
    rows = timeline_rows(made.answers, made.answers.query("e"), at(AS_OF))
    timeline = Timeline(made.answers, rows, None, at("2005-06-30"), UNICODE)
    handed.clear()
    assert len(rows) == 100
    assert timeline.years == tuple((2000 + each, 10 * each) for each in range(10))
    assert timeline.row(timeline.last_before).record.id == "e59"
    assert handed == [10]


# Bounds ----------------------------------------------------------------------------------------


def test_as_many_alternatives_as_may_be_are_answered(answers: Answers) -> None:
    query = answers.query(" ".join(["(rifles or kind:vote)"] * 8))
    assert answers.countries(query, at(LAST)) == answers.countries(
        answers.query("rifles or kind:vote"), at(LAST)
    )


@pytest.mark.parametrize(
    "term", ["rifles{}", "-rifles{}", "-place:x{}", "-object:x{}", "-vote:any=for"]
)
def test_as_many_terms_as_may_be_are_answered(answers: Answers, term: str) -> None:
    text = " ".join(term.format(number) for number in range(MOST_TERMS))
    query, moment = answers.query(text), at(LAST)
    oracle = Oracle(answers)
    assert answers.countries(query, moment) == tuple(
        each for each in answers.dataset.countries if oracle.country(query, each, moment)
    )
    for mine in (None, "CLD"):
        rows = timeline_rows(answers, query, moment, mine)
        assert all(oracle_holds(oracle, query, row, mine) for row in rows)
    with pytest.raises(QueryError, match="too many words; ask in two queries"):
        answers.query(f"{text} more")


def oracle_holds(oracle: Oracle, query: object, row: object, mine: str | None) -> bool:
    judge = oracle.claim if hasattr(row, "statement") else oracle.event
    return judge(query, row, at(LAST), mine)  # type: ignore[arg-type]


def test_every_field_means_something_of_every_value(small: Loaded, answers: Answers) -> None:
    """In one query, so that no condition stands in the way of another."""
    for field in FIELDS.values():
        values = list(field.values(small.dataset))[:8]
        query = any_of([Term(field.name, value) for value in values])
        if values:
            assert answers.countries(query, at(LAST)) is not None
            assert answers.events(query, at(LAST)) is not None
            assert answers.claims(query, at(LAST)) is not None


# The database ----------------------------------------------------------------------------------


def test_sqlite_calls_the_key_of_entries_so(answers: Answers) -> None:
    store = store_of(answers.dataset)
    plan = store.rows(
        f"EXPLAIN QUERY PLAN SELECT 1 FROM entry INDEXED BY {ENTRY_KEY} WHERE event = 1"
    )
    assert "PRIMARY KEY" in plan[0][-1]


def test_threads_ask_one_store(small: Loaded) -> None:
    asked = World(small.dataset, Answers(small.dataset))
    with ThreadPoolExecutor(8) as pool:
        texts = ["rifles", "kind:vote vote:any=against", "type:arms", "place:assem"] * 8
        found = list(pool.map(asked.countries, texts))
    assert found[:4] == ["ELD", "ALD DLD", "DLD ELD FLD", "ALD BLD CLD DLD ELD FLD GLD HLD"]
    assert found == found[:4] * 8


def test_the_values_of_a_query_never_stand_in_sql(
    small: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(small.dataset)
    seen = noted_questions(small, monkeypatch)
    query = answers.query(
        "zebra place:zebra object:zebra publisher:zebra country:CLD source:herald-2022 "
        "type:arms kind:vote vote:vote-1=against signed:CLD known:2022 after:2021 denied:actor"
    )
    timeline_rows(answers, query, at(LAST))
    timeline_rows(answers, query, at(LAST), "CLD")
    answers.countries(query, at(LAST))
    assert seen
    for word in ("zebra", "CLD", "herald", "arms", "vote-1", "against", "actor", "73"):
        assert not [each for each in seen if word in each], word


def noted_questions(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the store of *loaded* is asked from now on."""
    store = store_of(loaded.dataset)
    asked: list[str] = []
    rows = store.rows

    def noted(sql: str, values: tuple[object, ...] = ()) -> list[object]:
        asked.append(sql)
        return rows(sql, values)

    monkeypatch.setattr(store, "rows", noted)
    return asked


def test_votes_are_read_from_an_index_no_event_is_touched_and_nobody_absent() -> None:
    number = 200
    votes = {"for": ["AAA"], "absent": ["BBB"]}
    made = world(
        events=[{"id": f"e{each}", "when": "2022", "votes": votes} for each in range(number)]
    )
    store = store_of(made.dataset)
    query = made.answers.query("vote:any")
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    store._database.set_progress_handler(step, 1)
    assert len(made.answers.own_events(query, "AAA")) == number
    assert steps < 20 * number
    steps = 0
    assert made.countries("vote:any") == "AAA"
    assert steps < number


def test_which_claims_have_a_word_is_asked_once_for_countries_hits_and_claims(
    small: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(small.dataset)
    asked = noted_questions(small, monkeypatch)
    query = answers.query("arms")
    assert answers.countries(query, at(LAST))
    assert answers.hits(query, at(LAST))
    assert answers.claims(query, at(LAST))
    assert len([each for each in asked if "claim_words" in each]) == 1
