"""The query language: what can be written, what it reads as, and what is wrong with the rest."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alliance_tui.query.answers import Answers
from alliance_tui.query.edit import step_of, stepped, stepped_back
from alliance_tui.query.fields import FIELDS
from alliance_tui.query.language import all_of, any_of, leaves, parse, to_text, without_places
from alliance_tui.query.terms import EVERYTHING, And, Never, Not, Or, Query, QueryError, Term, Word

A, B, C = (Word(each) for each in "abc")
ARMS = Term("supports", "arms")


QUOTES = ('""', "“”", "„“", "„”", "””", "«»", "»«", "‹›", "‘’", "‚‘", "''", "＂＂", '“"', '"”')


def read(text: str) -> Query:
    return without_places(parse(text))


# Grammar ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", EVERYTHING),
        ("   ", EVERYTHING),
        ("a", A),
        ("a b", And((A, B))),
        ("a and b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a or b", Or((A, B))),
        ("a OR b", Or((A, B))),
        ("a b or c", Or((And((A, B)), C))),
        ("a or b c", Or((A, And((B, C))))),
        ("a (b or c)", And((A, Or((B, C))))),
        ("(a)", A),
        ("((a b))", And((A, B))),
        ("(a b) c", And((A, B, C))),
        ("(a or b) or c", Or((A, B, C))),
        ("-a", Not(A)),
        ("not a", Not(A)),
        ("- a", Not(A)),
        ("--a", Not(Not(A))),
        ("-a b", And((Not(A), B))),
        ("-(a b)", Not(And((A, B)))),
        ("-(a or b) c", And((Not(Or((A, B))), C))),
        ("a-b", Word("a-b")),
        ("not-a", Word("not-a")),
        ("never(a)", Never(A)),
        ("never(a or b)", Never(Or((A, B)))),
        ("-never(a)", Not(Never(A))),
        ("never", Word("never")),
        ('"a b"', Word("a b", phrase=True)),
        ('"or"', Word("or", phrase=True)),
        ('"supports:arms"', Word("supports:arms", phrase=True)),
        ("a\u00a0b", And((A, B))),
        ("a\tb\nc", And((A, B, C))),
        ("supports:arms", ARMS),
        ("SUPPORTS:arms", ARMS),
        ("supports:ARMS", Term("supports", "ARMS")),
        ('place:"New York"', Term("place", "New York")),
        ('"place:x y"', Word("place:x y", phrase=True)),
        ("group:X=observer", Term("group", "X", "observer")),
        ('place:"a=b"', Term("place", "a=b")),
        ("vote:any=against", Term("vote", "any", "against")),
        ("1:2", Word("1:2")),
        ("during:2022-02/2022-04", Term("during", "2022-02/2022-04")),
        ("on:[2022..2023]", Term("on", "[2022..2023]")),
    ],
)
def test_what_a_text_reads_as(text: str, query: Query) -> None:
    assert read(text) == query


@pytest.mark.parametrize(
    ("text", "same"),
    [
        *((f"{each[0]}a b{each[1]}", '"a b"') for each in QUOTES),
        *((f"place:{each[0]}New York{each[1]}", 'place:"New York"') for each in QUOTES),
        ("“a 'b' c” d", "\"a 'b' c\" d"),
        ("‘Côte d’Ivoire’", '"Côte d’Ivoire"'),
        ("Côte d’Ivoire", "Côte d’Ivoire"),
        ("it's a dog's life", "it's a dog's life"),
        *((f"{dash}country:RUS x", "-country:RUS x") for dash in "‐‑‒–—―−﹣－"),
        ("a –b", "a -b"),
        ("—“a b”", '-"a b"'),
        ("–(a b)", "-(a b)"),
        ("!group:CSTO", "-group:CSTO"),
        ("a !b", "a -b"),
        ("supports：arms", "supports:arms"),
        ("supports：“arms”", "supports:arms"),
        ("vote：any＝against", "vote:any=against"),
        ("（a or b）", "(a or b)"),
        ("source‑kind:news", "source-kind:news"),
        ("not–signed:any", "not-signed:any"),
        ("never (a)", "never(a)"),
        ("NEVER(a)", "never(a)"),
    ],
)
def test_signs_of_keyboards_and_word_processors_are_read_as_meant(text: str, same: str) -> None:
    assert read(text) == read(same)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("supports=arms", "write supports:arms"),
        ("supports!=arms", "write -supports:arms"),
        ("after>=2022", "write after:2022"),
        ("supports :arms", "right before “:arms”, without a blank"),
        ("+group:CSTO", "leave out “+”"),
        ("~group:CSTO", "leave out “~”"),
        ("\u200bgroup:CSTO", "an invisible sign"),
        ("gro\u00adup:CSTO", "an invisible sign"),
        ("a | b", "write “or”"),
        ("a && b", "write “and”"),
        ("Aland – Bland", "put a text in quotes"),
        ("“a b", "quotation is not closed"),
        ("a „b", "quotation is not closed"),
    ],
)
def test_what_only_looks_like_a_term_is_refused_and_never_searched_as_a_word(
    text: str, says: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert says in caught.value.message


@pytest.mark.parametrize(
    ("text", "wrong", "says"),
    [
        ("a (b", "(", "not closed"),
        ("a b)", ")", "nothing is open"),
        ("a ()", "()", "nothing stands in the parentheses"),
        ("never(a", "(", "not closed"),
        ('a "b c', '"b c', "quotation is not closed"),
        ('a"b', '"b', "quotation is not closed"),
        ("or a", "or", "stands between two things"),
        ("a or", "or", "stands between two things"),
        ("a or or b", "or", "stands between two things"),
        ("(a or) b", "or", "stands between two things"),
        ("and a", "and", "stands between two things"),
        ("a and", "and", "stands between two things"),
        ("a -", "-", "say what it should not be"),
        ("a not", "not", "say what it should not be"),
        ("- or a", "-", "say what it should not be"),
        ("a suportz:arms", "suportz", "did you mean “supports”?"),
        ("xyzzy:arms", "xyzzy", "put a text with a colon in quotes"),
        ("supports:", "supports:", "say what “supports:” should be"),
        ('supports:""', 'supports:""', "should be"),
        ("group:X=", "group:X=", "should be"),
        ("http://x.example", "http", "in quotes"),
    ],
)
def test_what_is_wrong_is_marked_and_explained(text: str, wrong: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert text[error.start : error.end] == wrong
    assert says in error.message


@pytest.mark.parametrize(
    ("text", "wrong", "says"),
    [
        ("***", "***", "no letter and no digit"),
        ("arms …", "…", "no letter and no digit"),
        ("group:PACT,friends", "PACT,friends", "write (group:PACT or group:friends)"),
        ("after:2022-3", "2022-3", "write 2022-03"),
        ("on:05/06/2022", "05/06/2022", "write 2022-06-05 or 2022-05-06"),
        ("supports:amrs", "amrs", "no supports “amrs”; did you mean “arms”?"),
        ("a supports:amrs b", "amrs", "did you mean “arms”?"),
        ("supports:relief", "relief", "one of any, troops, arms, words, recognition"),
        ("type:relif", "relif", "did you mean “relief”?"),
        ("country:Clnad", "Clnad", "did you mean “Cland”?"),
        ("not-signed:CLDD", "CLDD", "did you mean “CLD”?"),
        ("kind:sumit", "sumit", "did you mean “summit”?"),
        ("posture:fihgts", "fihgts", "did you mean “fights”?"),
        ("group:friendz", "friendz", "did you mean “friends”?"),
        ("group:PACT=guest", "guest", "takes no “=guest”"),
        ("vote:any=yes", "yes", "takes no “=yes”; one of for, against, abstain, absent"),
        ("vote:summit-2022=for", "summit-2022=for", "no vote “summit-2022”"),
        ("role:host=x", "x", "takes no “=x”"),
        ("status:true", "true", "no status “true”"),
        ("after:2022-13", "2022-13", "no month 13"),
        ("after:yesterday", "yesterday", "is not a date"),
        ("after:2022/2023", "2022/2023", "takes a single date"),
        ("on:2022/..", "2022/..", "takes a single date"),
    ],
)
def test_a_value_that_does_not_exist_is_marked_with_the_nearest(
    answers: Answers, text: str, wrong: str, says: str
) -> None:
    with pytest.raises(QueryError) as caught:
        answers.query(text)
    error = caught.value
    assert text[error.start : error.end] == wrong
    assert says in error.message


@pytest.mark.parametrize("deeper", ["(", "-", "not ", "never("])
def test_a_query_that_is_nested_too_deeply_is_an_error(deeper: str) -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        parse(deeper * 5000 + "a")
    closing = ")" * 40 if "(" in deeper else ""
    assert parse(deeper * 40 + "a" + closing)


def test_too_many_alternatives_are_refused_when_the_query_is_read(answers: Answers) -> None:
    with pytest.raises(QueryError, match="too many alternatives"):
        answers.query(" ".join(["(a or b)"] * 9))
    with pytest.raises(QueryError, match="too many alternatives"):
        answers.query(f"never({' '.join(['(a or b)'] * 9)})")
    assert answers.query(" ".join(["(a or b)"] * 8))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("supports:ARMS", "supports:arms"),
        ("country:cld", "country:CLD"),
        ("country:Cland", "country:CLD"),
        ("country:çland", "country:CLD"),
        ('country:"republic of CLAND"', "country:CLD"),
        ("signed:cland", "signed:CLD"),
        ("not-signed:SELF", "not-signed:self"),
        ("group:pact=OBSERVER", "group:PACT=observer"),
        ("region:north", "region:North"),
        ("kind:Summit", "kind:summit"),
        ("event:SUMMIT-2022", "event:summit-2022"),
        ("vote:Vote-1=Against", "vote:vote-1=against"),
        ("source:HERALD-2022", "source:herald-2022"),
        ("place:ALAND", "place:ALAND"),
        ("never(-country:cland or x)", "never(-country:CLD or x)"),
        ("after:1 mar 2022 x", "after:2022-03-01 x"),
        ("before:MAR 2022", "before:2022-03"),
        ("(on:30 June 2022)", "on:2022-06-30"),
        ("on:March 1, 2022", "on:2022-03-01"),
        ('on:"about Mar 2022"', "on:2022-03~"),
        ("during:1 Feb 2022 – 5 Mar 2022", "during:2022-02-01/2022-03-05"),
        ('known:"since Feb 2022"', "known:2022-02/.."),
    ],
)
def test_values_are_bound_in_any_case_and_by_the_name_of_a_country(
    answers: Answers, text: str, bound: str
) -> None:
    assert to_text(answers.query(text)) == bound


# Text and back ---------------------------------------------------------------------------------

TEXTS = st.text(
    st.characters(exclude_characters='"', exclude_categories=["Cs"]), min_size=1, max_size=8
)
WORDS = st.one_of(
    st.builds(Word, st.sampled_from(("a", "b-c", "1:2", "never", "x=y", "ñ", "日本", "d’a"))),
    st.builds(lambda text: Word(text, phrase=True), TEXTS),
    st.builds(
        lambda text: Word(text, phrase=True),
        st.sampled_from(("or", "not", "-a", "a:b", "never(", "", " ")),
    ),
)
TERMS = st.one_of(
    st.builds(Term, st.sampled_from(sorted(FIELDS)), TEXTS),
    st.builds(Term, st.sampled_from(("group", "vote")), TEXTS, TEXTS),
)


def _compound(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        inner.filter(lambda query: query != EVERYTHING).map(Not),
        inner.filter(lambda query: query != EVERYTHING).map(Never),
        several.map(all_of),
        several.map(any_of),
    )


QUERIES: st.SearchStrategy[Query] = st.recursive(st.one_of(WORDS, TERMS), _compound, max_leaves=12)


@settings(max_examples=150, deadline=None)
@given(QUERIES)
@example(And((Word("never"), Or((Word("a"), Word("b"))))))
@example(And((Not(Word("never")), Or((Word("a"), Word("b"))))))
def test_a_query_printed_reads_back_as_the_same(query: Query) -> None:
    assert read(to_text(query)) == query


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from('ab or-()":=not never(supports:arms') | st.characters(), max_size=25)
)
def test_any_text_is_a_query_or_an_error_within_it(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        start, end = error.start, error.end
    else:
        assert read(to_text(query)) == without_places(query)
        start, end = 0, len(text)
    assert 0 <= start < max(end, 1)
    assert end <= max(len(text), 1)


@settings(max_examples=100, deadline=None)
@given(QUERIES)
def test_the_places_of_words_and_terms_are_where_they_stand(query: Query) -> None:
    text = to_text(query)
    for leaf in leaves(parse(text)):
        written = text[leaf.start : leaf.end]
        assert without_places(parse(written)) == without_places(leaf)


# Editing by keys -------------------------------------------------------------------------------


def test_a_key_steps_a_support_type_through_its_stances() -> None:
    text = "kind:vote"
    seen = []
    for _ in range(4):
        text = stepped(text, "arms")
        seen.append(text)
    assert seen == [
        "kind:vote supports:arms",
        "kind:vote withholds:arms",
        "kind:vote opposes:arms",
        "kind:vote",
    ]


def test_a_type_that_is_not_scored_goes_on_and_off() -> None:
    assert stepped("a", "relief", scored=False) == "a type:relief"
    assert stepped("a type:relief", "relief", scored=False) == "a"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "supports:arms"),
        ("supports:words", "supports:words supports:arms"),
        ("SUPPORTS:Arms b", "withholds:Arms b"),
        ("a supports:arms b", "a withholds:arms b"),
        ("opposes:arms", ""),
        # what is negated or stands deeper is not touched
        ("-supports:arms", "-supports:arms supports:arms"),
        ("never(supports:arms)", "never(supports:arms) supports:arms"),
        ("(supports:arms or a) b", "(supports:arms or a) b supports:arms"),
        ("mixed:arms", "mixed:arms supports:arms"),
        # an alternative at the top is put in parentheses first
        ("a or b", "(a or b) supports:arms"),
        ("supports:arms or b", "(supports:arms or b) supports:arms"),
        ("(a or b) opposes:arms", "a or b"),
    ],
)
def test_only_a_positive_term_at_the_top_is_changed(text: str, after: str) -> None:
    assert stepped(text, "arms") == after


def test_chips_show_the_step_that_the_query_holds() -> None:
    assert step_of(parse("a withholds:arms"), "arms") == "withholds"
    assert step_of(parse("-withholds:arms"), "arms") is None
    assert step_of(parse("withholds:arms or a"), "arms") is None
    assert step_of(parse("type:relief"), "relief", scored=False) == "type"
    assert step_of(parse("supports:relief"), "relief", scored=False) is None


def test_a_query_that_cannot_be_read_is_not_edited() -> None:
    with pytest.raises(QueryError):
        stepped("a (", "arms")


@pytest.mark.parametrize(
    ("text", "opening", "after"),
    [
        ("group:friends a b", "group:friends", "group:friends a"),
        ("group:friends a", "group:friends", "group:friends"),
        ("group:friends", "group:friends", "group:friends"),
        ("a b", "group:friends", "group:friends"),
        ("a b", "", "a"),
        ("a", "", ""),
        ("", "", ""),
        ("a or b", "", ""),
    ],
)
def test_stepping_back_takes_off_one_filter_to_the_opening_query(
    text: str, opening: str, after: str
) -> None:
    assert stepped_back(text, opening) == after
