"""Pages: what is told of each kind of record, on a day."""

from __future__ import annotations

import pytest
from msgspec import structs

from alliance_tui.pages.balance import balance_page
from alliance_tui.pages.changes import changes_page
from alliance_tui.pages.country import country_page
from alliance_tui.pages.glyphs import ASCII, UNICODE, Glyphs
from alliance_tui.pages.lines import plain_text
from alliance_tui.pages.page import Page, Part
from alliance_tui.pages.record import page_of
from alliance_tui.pages.telling import Telling, brief_names, short_name, stance_months
from alliance_tui.pages.why import why_page
from alliance_tui.query.answers import Answers
from alliance_tui.query.changes import changes
from alliance_tui.query.stance import Clock
from alliance_tui.reading.load import Loaded
from tests.query.build import AS_OF, Fields, at, claim, world

LAST = "2023-12-31"
POSTURES = [
    {"id": "both", "label": "Helps and opposes", "when": "supports:any opposes:any"},
    {"id": "helps", "label": "Helps", "when": "supports:any"},
    {"id": "rest", "label": "Not assessed", "default": True},
]


def page(
    answers: Answers,
    item_id: str,
    on: str = LAST,
    clock: Clock = "happened",
    glyphs: Glyphs = UNICODE,
) -> Page:
    item = answers.dataset.find(item_id)
    assert item is not None
    return page_of(Telling(answers, at(on, clock), glyphs), item)


def told(answers: Answers, item_id: str, on: str = LAST, clock: Clock = "happened") -> str:
    return plain_text(page(answers, item_id, on, clock), 200)


def in_order(text: str, *parts: str) -> None:
    """Each of *parts* stands in *text* after the one before."""
    position = 0
    for part in parts:
        found = text.find(part, position)
        assert found >= 0, f"{part!r} is not in this after {position}:\n{text}"
        position = found + len(part)


# Countries -------------------------------------------------------------------------------------


def test_a_country_posture_then_what_it_did_then_what_it_promised(answers: Answers) -> None:
    in_order(
        told(answers, "CLD"),
        "Fights beside it",
        "Its own forces take part. Because of Troops (supports).",
        "● Troops · supports since some day between 15 Jan 2023 and 1 Feb 2023",
        "● Units of Cland fought beside those of Aland.",
        "since some day between 15 Jan 2023 and 1 Feb 2023 · acknowledged · high confidence",
        "✓ word of no state: Arms Watch, Sep 2023",
        "✓ word of Cland: Ministry of Defence of Cland, 1 Feb 2023",
        "○ Cland refused to send units in the first year.",
        "ended by another claim, Jan 2023",
        "Not assessed: Arms, Words, Recognition",
        "Latest evidence: Sep 2023",
        "Summary",
        "A neighbour of Aland",
        "Promised",
        "Treaty of the Northern Pact",
        "defence, consultation with Aland, Eland · since 3 May 2001",
        "✓ Northern Pact, 3 May 2001",
        "People and groups",
        "CLD · North · PACT",
        "Cara Two, President",
        "Also called Çland",
    )


def test_leaders_and_memberships_are_those_of_the_day(answers: Answers) -> None:
    before = told(answers, "CLD", "2022-06-01")
    assert "Carl One, President" in before
    assert "Cara Two" not in before
    assert "PACT" not in told(answers, "CLD", "2001-01-01").split("Did")[0]
    assert "Promised" not in told(answers, "CLD", "2001-01-01")
    assert "PACT (frozen)" in told(answers, "ELD")
    assert "PACT (frozen)?" in told(answers, "ELD", "2022-11-15")


def test_a_denial_stands_under_its_claim(answers: Answers) -> None:
    text = told(answers, "DLD", "2022-08-01")
    in_order(
        text,
        "? Arms · alleged or disputed",
        "? Dland sent shells to Aland.",
        "✗ denied by Dland, published 21 Jun 2022 · Foreign Ministry of Dland · "
        "in the record’s words: Denies any",
        "disputed · low confidence",
        "✓ word of Bland: Foreign Ministry of Bland, 20 Jun 2022",
    )


@pytest.mark.parametrize(
    ("evidence", "who"),
    [
        ({"source": "press", "by": "BBB", "on": "2022-03-07"}, "Bbb, 7 Mar 2022"),
        ({"source": "press", "by": "The bank"}, "The bank, published 1 Jan 2022"),
        ({"source": "press", "quote": {"text": "No.", "speaker": "A minister"}}, "A minister, pub"),
        ({"source": "actor"}, "Aaa, published 1 Jan 2022"),
        ({"source": "subject-mfa"}, "Sub, published"),
        ({"source": "target"}, "Adv, published"),
        ({"source": "press", "party": "actor", "on": "2022-04"}, "Aaa, Apr 2022"),
        ({"source": "press"}, "Press, published 1 Jan 2022"),
    ],
)
def test_a_denial_says_who_denies_and_when(evidence: Fields, who: str) -> None:
    denied = {**evidence, "stance": "denies", "says": "Says no."}
    made = world(claim(evidence=[{"source": "press"}, denied]))
    assert f"denied by {who}" in told(made.answers, "AAA", "2022-06-01")


def test_a_stance_that_is_over_says_what_was_so_and_until_when(answers: Answers) -> None:
    assert "‹ Words · earlier: supported, last on 1 Mar 2022" in told(answers, "DLD")


def test_what_is_over_is_told_in_the_verbs_of_the_data_set() -> None:
    types = [
        {"id": "arms", "label": "Arms", "lasts": 12, "says": {"supports": "gives arms / gave arms"}}
    ]
    made = world(claim(when="2022-03-05/2022-04-05"), dataset={"support_types": types})
    assert "Arms · earlier: gave arms until 5 Apr 2022" in told(made.answers, "AAA")
    types = [{"id": "arms", "label": "Arms", "lasts": 12, "says": {"supports": "gives arms"}}]
    made = world(claim(when="2022-03-05/2022-04-05"), dataset={"support_types": types})
    assert "Arms · earlier: gives arms, until 5 Apr 2022" in told(made.answers, "AAA")


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ([claim(agent="private"), claim("withholds", agent="private")], "firms only"),
        ([claim(agent="individuals")], "persons only"),
        ([claim(agent="private"), claim(agent="individuals")], "firms or persons only"),
        ([claim(agent="private"), claim("context")], "1 of firms or persons, 1 side fact"),
        ([claim("context"), claim("context")], "2 side facts"),
        ([claim(when="2022-06")], "may have begun by then"),
        ([claim(when="2022-06?")], "may have begun by then"),
        ([claim("none-found", "2021-01-01")], "none found earlier"),
        ([claim(stage="pledged")], "1 asked for, promised or ended"),
        ([claim("none-found", status="disputed")], "1 disputed"),
        ([claim("context"), claim(when="2023-01-01")], "1 side fact"),
    ],
)
def test_where_nothing_counts_it_is_told_why(claims: list[Fields], why: str) -> None:
    made = world(*claims)
    text = " ".join(told(made.answers, "AAA", "2022-06-15").split())
    assert f"i Arms · nothing that counts: {why} " in f"{text} "


def test_nothing_on_record_is_told_of_its_day_and_clock() -> None:
    made = world(claim(type="words"))
    assert "Not assessed: Arms" in told(made.answers, "AAA", AS_OF)
    assert "Nothing recorded by then: Arms" in told(made.answers, "AAA", "2022-06-01")
    assert "Nothing known by then: Arms" in told(made.answers, "AAA", AS_OF, "known")


def test_what_may_have_ended_and_what_may_be_other_is_marked(answers: Answers) -> None:
    made = world(
        claim(when="2022-03-05/[2022-05-10..]", status="reported"),
        dataset={"postures": POSTURES},
    )
    text = told(made.answers, "AAA", "2023-06-01")
    in_order(
        text,
        "Helps … may have ended",
        "●… Arms · supported, 5 Mar 2022 – 10 May 2022 or later, may have ended",
    )
    text = told(answers, "CLD", "2023-01-20")
    in_order(text, "Keeps away …? may have ended, another label may hold")
    in_order(text, "Units of Cland fought", "may have begun, and does not count yet")


def test_a_type_that_is_not_scored_is_told_with_its_claims(answers: Answers) -> None:
    in_order(told(answers, "GLD"), "Relief · not scored", "✕ Gland sent blankets to Bland.")


def test_a_country_without_claims_says_so(answers: Answers) -> None:
    assert "No claim is recorded." in told(answers, "HLD")
    assert "Did" not in told(answers, "HLD")


def test_what_counts_stands_before_what_does_not_and_each_from_the_newest() -> None:
    made = world(
        claim(when="2022-01-05/..", statement="Old."),
        claim(when="2022-02-05/..", statement="New."),
        claim(when="2022-03-05", status="alleged", statement="Alleged."),
        claim(when="2023-09-05", statement="Later."),
    )
    in_order(told(made.answers, "AAA", "2022-06-01"), "New.", "Old.", "Alleged.", "Later.")


def test_a_page_follows_the_clock(answers: Answers) -> None:
    text = told(answers, "CLD", "2023-01-31", "known")
    assert "known since 1 Feb 2023" in text
    assert "○ Troops · withholds" in text


# Events ----------------------------------------------------------------------------------------


def test_a_summit_who_signed_and_refused_then_who_came_and_spoke_claims_evidence(
    answers: Answers,
) -> None:
    in_order(
        told(answers, "summit-2022"),
        "Summit · 2 Apr 2022 · Aland City · PACT",
        "What came of it",
        "Signed: Aland, Cland",
        "Did not sign: Eland",
        "A declaration of friendship.",
        "Six states met.",
        "Who took part (5)",
        "Aland · host · President Alma Aland",
        "Cland · participant · President Carl One",
        "Eland · did not sign · participant · remote",
        "It asked for talks.",
        "✓ Courier, Apr 2022",
        "Gland · guest",
        "It read a declaration of its own.",
        "Dland · absentee · declined",
        "What rests on it",
        "Gland declared that it would not recognise",
        "Evidence",
        "✓ Courier, Apr 2022 · news · page 2",
        "“A cold evening.” — a guest",
    )


def test_a_vote_its_tally_its_lists_and_what_was_declared_later(answers: Answers) -> None:
    text = told(answers, "vote-1")
    in_order(
        text,
        "Vote · 2 Mar 2022 · Assembly",
        "3 for · 2 against · 2 abstained · 1 not voting",
        "N Against 2",
        "Aland, Dland",
        "A Abstained 2",
        "Cland, Eland",
        "- Not voting 1",
        "Fland",
        "Y For 3",
        "Bland, Gland, Hland",
        "Cland later declared: against, Mar 2022. A mistake of the delegate. [herald-2022]",
        "Eland abstained in the assembly.",
        "✓ Assembly, 2 Mar 2022 · official-record",
    )
    assert "not whole" not in text


def test_lists_that_are_not_whole_say_so() -> None:
    made = world(events=[{"id": "v", "when": "2022", "kind": "vote", "votes": {"for": ["AAA"]}}])
    assert "The lists are not whole." in told(made.answers, "v")


# Claims ----------------------------------------------------------------------------------------


def test_a_claim_with_all_that_is_known_of_it(answers: Answers) -> None:
    in_order(
        told(answers, "cld-units"),
        "Units of Cland fought beside those of Aland.",
        "since some day between 15 Jan 2023 and 1 Feb 2023 · acknowledged · high confidence",
        "On 31 Dec 2023 it counts.",
        "Who says so (2)",
        "Counts two brigades.",
        "speaks for Cland",
        "“Our units stand with Aland.” — Defence minister of Cland",
        "Belongs to",
        "Cland announces its units, 1 Feb 2023",
        "Details",
        "Country",
        "Cland",
        "● supports – the country helps the subject",
        "Troops – formed units of its own forces",
        "Known      1 Feb 2023",
        "acknowledged – a source that speaks for the country itself says so",
        "high – not seriously in doubt",
        "used – taken into use",
    )


def test_a_claim_says_what_it_ends_and_what_ended_it_and_what_was_corrected(
    answers: Answers,
) -> None:
    in_order(
        told(answers, "cld-refused-first"),
        "On 31 Dec 2023 it does not count: ended by another claim, Jan 2023.",
        "Brought to an end by",
        "Cland gave its refusal up.",
    )
    in_order(told(answers, "cld-refusal-over"), "Brings to an end", "Cland refused to send units")
    in_order(
        told(answers, "dld-shells"),
        "denied by Dland, published 21 Jun 2022",
        "speaks for Bland",
        "Who denies it (1)",
        "✗ denied by Dland, published 21 Jun 2022 · Foreign Ministry of Dland, 21 Jun 2022",
        "speaks for Dland",
        "Denies any delivery.",
        "Corrections",
        "5 Jan 2024, status: The denial was overlooked.",
        "artillery shells",
    )


def test_a_claim_whose_day_of_knowledge_is_not_recorded_says_so() -> None:
    made = world(claim(id="c", evidence=[{"source": "undated"}]))
    assert "day not recorded" in told(made.answers, "c")


def test_a_claim_that_is_not_scored_says_so(answers: Answers) -> None:
    assert "Not scored." in told(answers, "gld-relief")


# Sources, groups, ties, corrections ------------------------------------------------------------


def test_a_source_and_all_that_rests_on_it(answers: Answers) -> None:
    in_order(
        told(answers, "herald-2022"),
        "The friends of Aland",
        "Herald · 10 Mar 2022 · news",
        "https://herald.example/friends",
        "Claims that cite it (3)",
        "The president of Dland called the war just.",
        "Eland sold rifles",
        "Cland refused to send units",
        "Events that cite it (2)",
        "Aland invades Bland, 24 Feb 2022",
        "Talks between Aland and Bland",
        "Profiles that cite it",
        "Aland, Cland, Dland",
    )


def test_a_source_says_whose_voice_it_is_and_what_it_reprints(answers: Answers) -> None:
    assert "speaks for Bland" in told(answers, "bland-mfa")
    assert "Based on   Herald, 10 Mar 2022" in told(answers, "courier-2022")
    assert "Note: Printed only until 2024." in told(answers, "watch-2023")


def test_a_group_and_its_members_on_the_day(answers: Answers) -> None:
    text = told(answers, "PACT")
    in_order(
        text,
        "PACT · military alliance · since May 2001",
        "Members",
        "Aland · Subject",
        "Cland · Fights beside it",
        "Eland · Keeps away · frozen",
        "An alliance of five.",
        "Events",
        "The Northern Pact is founded",
        "Summit of the pact",
        "Evidence",
        "✓ Northern Pact, 3 May 2001",
    )
    assert "None on this day." in told(answers, "PACT", "1999-01-01")
    in_order(told(answers, "friends"), "set of this data set", "Rule: Members of the pact", "Gland")


def test_a_tie_and_whom_it_binds_to_what(answers: Answers) -> None:
    in_order(
        told(answers, "pact-defence"),
        "since 3 May 2001",
        "Between Aland, Cland, Eland",
        "Obliges to defence, consultation",
        "An attack on one is an attack on all.",
        "✓ Northern Pact, 3 May 2001 · treaty · article 4",
    )


def test_a_correction_says_what_why_and_of_which_record(answers: Answers) -> None:
    text = told(answers, "fix-1")
    in_order(text, "5 Jan 2024", "The denial was overlooked.", "dld-shells")


# Why -------------------------------------------------------------------------------------------


def test_why_tells_what_counts_with_its_sources_and_the_rules_last(answers: Answers) -> None:
    country = answers.dataset.country["ELD"]
    text = plain_text(why_page(Telling(answers, at("2022-06-01"), UNICODE), country), 88)
    in_order(
        text,
        "Helps and refuses on 1 Jun 2022, as it happened",
        "Because of",
        "◐ Arms · supports since 1 Mar 2022; withholds since 1 May 2022",
        "● Eland sold rifles to Aland until the summer.",
        "Mar 2022 – Jul 2022 · ",
        "→ counts",
        "✓ ",
        "○ Eland refused to sell more.",
        "1 May 2022 · ",
        "→ counts",
        "What counts: ",
        "weapons and ammunition",
        "○ Words · withholds",
        "○ Eland abstained in the assembly.",
        "Other kinds",
        "Rules, the first that holds",
        "✗ Attacked  country:BLD",
        "✗ Fights beside it  supports:troops",
        "✓ Helps and refuses",
        "Helps  supports:any",
        "Not assessed  otherwise",
    )


def test_why_of_a_kind_tells_of_that_first(answers: Answers) -> None:
    country = answers.dataset.country["DLD"]
    page = why_page(Telling(answers, at(LAST), UNICODE), country, "words")
    assert page.title == "Why: Dland › Words on 31 Dec 2023"
    in_order(
        plain_text(page, 88),
        "The president of Dland called the war just.",
        "Other kinds",
        "Arms · nothing that counts",
        "Dland sent shells",
        "Rules, the first that holds",
    )


def test_why_the_subject_has_no_rule(answers: Answers) -> None:
    country = answers.dataset.country["ALD"]
    text = plain_text(why_page(Telling(answers, at(LAST), UNICODE), country), 88)
    assert "It is the subject of the data set; no rule is asked." in text


def test_why_says_what_the_marks_mean() -> None:
    made = world(
        claim(when="2022-03-05/[2022-05-10..]"),
        claim("opposes", status="alleged", type="words"),
        dataset={"postures": POSTURES},
    )
    country = made.dataset.country["AAA"]
    text = plain_text(why_page(Telling(made.answers, at("2023-06-01"), UNICODE), country), 120)
    in_order(
        text,
        "It rests on claims that may have ended; without them it would be another.",
        "Another would hold if what may have begun, or is alleged or disputed by others than the",
        "It rests on claims that may have ended; without them it would be another.",
        "counts, and may have ended",
    )


# All of them -----------------------------------------------------------------------------------


@pytest.mark.parametrize("on", [LAST, "2022-06-01", "2001-01-01", "0001-01-01"])
def test_every_record_has_a_page_on_every_day_whose_links_lead_somewhere(
    small: Loaded, on: str
) -> None:
    answers = Answers(small.dataset)
    for item_id in small.dataset.ids:
        for clock in ("happened", "known"):
            made = page(answers, item_id, on, clock)
            assert made.id == item_id
            assert made.title.strip()
            assert made.blocks
            for block in made.blocks:
                for span in (*block.lead, *block.spans):
                    assert span.link is None or small.dataset.find(span.link) is not None


def test_no_two_stances_share_a_sign() -> None:
    for glyphs in (UNICODE, ASCII):
        assert len(set(glyphs.stance.values())) == len(glyphs.stance)
        assert all(len(sign) == 1 for sign in glyphs.stance.values())
    assert "".join(ASCII.stance.values()) == "#ox%?-<i."
    assert "".join(UNICODE.stance.values()) == "●○✕◐?–‹i·"


def test_what_has_not_begun_is_no_side_fact_of_the_day(bundled: Loaded) -> None:
    answers = Answers(bundled.dataset)
    china = bundled.dataset.country["CHN"]
    told_page = country_page(Telling(answers, at("2023-01-01"), UNICODE), china, "arms")
    inside = {
        part.id: {each.id for each in part.body() if isinstance(each, Part)}
        for part in told_page.parts
        if isinstance(part, Part) and part.kind == "section"
    }
    assert "chn-considered-lethal-aid" in inside["#Later"]
    assert "chn-considered-lethal-aid" not in inside["#Side facts"]


@pytest.mark.parametrize(
    ("when", "ended_by", "since", "until"),
    [
        ("2022-03-05/..", None, "Mar 2022", ""),
        ("2022-03~/..", None, "Mar 2022", ""),
        ("2022/..", None, "2022", ""),
        ("[2022-01-05..2022-03-01]/..", None, "Mar 2022", ""),
        ("2022-03/2022-05", None, "", "May 2022"),
        ("2021/2022", None, "", "2022"),
        ("2021-03/2022-05~", None, "", "May 2022"),
        ("2021-03/[2022-05..2022-06]", None, "", "Jun 2022"),
        ("2022-03-05/[2022-05-10..]", "2022-06-02", "", "Jun 2022"),
    ],
)
def test_the_matrix_tells_a_month_or_a_year_and_no_word_or_mark(
    when: str, ended_by: str | None, since: str, until: str
) -> None:
    claims = [claim(id="it", when=when)]
    if ended_by is not None:
        claims.append(claim("context", ended_by, ends=["it"]))
    answers = world(*claims).answers
    assert stance_months(answers, "AAA", "arms", at(AS_OF)) == (since, until)


def test_what_is_alleged_has_its_sign_in_the_balance_of_the_sources_too() -> None:
    made = world(claim(status="alleged", evidence=[{"source": "subject-mfa"}]))
    text = plain_text(balance_page(made.answers, UNICODE), 88)
    assert f"{UNICODE.stance['disputed']} Aaa" in text


def test_what_counts_again_tells_what_outweighed_it() -> None:
    made = world(
        claim("none-found", "2022-03-05"),
        claim("supports", "2022-04-01/2022-05-01", status="disputed"),
    )
    before, after = at("2022-04-15"), at("2022-06-01")
    found = changes(made.answers, made.dataset.countries, before, after)
    words = plain_text(changes_page(made.answers, found, before, after, UNICODE), 200)
    assert "before: nothing found, but something is alleged or disputed" in " ".join(words.split())


def test_a_kind_that_few_letters_do_not_tell_from_another_has_its_short_name(small: Loaded) -> None:
    words, recognition = small.dataset.support_types["words"], "Words that recognise"
    types = [
        structs.replace(each, label=recognition) if each.id == "recognition" else each
        for each in small.dataset.metadata.support_types
    ]
    told = brief_names(tuple(types))
    assert told[0]["recognition"] == recognition
    assert {each["words"] for each in told[1:]} == {short_name(words)}
    assert all(len(set(each.values())) == len(types) for each in told)
