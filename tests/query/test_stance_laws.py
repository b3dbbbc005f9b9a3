"""Laws of stance, on random small data sets and against a second derivation by the book.

The book knows no bounds and no periods: it goes through every day on which each thing can
have begun and ended, and asks what is so in all of these worlds and what in some.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, Literal, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.dates import months_later, parse_when
from alliance_tui.model.records import Claim
from alliance_tui.query.stance import Clock, Moment, Reading, StanceKind
from tests.query.build import AS_OF, SUPPORT_TYPES, Fields, World, day, world

WHENS = (
    "2022-03-05",
    "2022-03-05?",
    "2022-03",
    "2022-05-10~",
    "2022-11-30",
    "2024-02-29",
    "[2022-02-26..2022-03-06]",
    "2022-03-05/..",
    "2022-03-05/2023-01-04",
    "2022-03/2022-03-20",
    "2022-06-02/",
    "[2022-02-24..2022-03-01]/..",
    "2022-06-29/[2023-01-08..]",
    "2022-03/[2022-04..]",
    "2022-06-29/[2023-12-08..2023-12-12]",
)
ENDS = ("2022-03-06", "2022-03-10?", "[2022-03-03..2022-03-08]", "2022-11-30", "2023-12-09~/..")
EDGES = sorted(
    {
        months_later(edge, months) + days
        for when in (*WHENS, *ENDS)
        for edge in parse_when(when).span(day(AS_OF))
        if edge < day(AS_OF)
        for months in (0, 3, 12, 24)
        for days in (-1, 0, 1)
    }
)
DAYS = st.one_of(st.integers(day("2021-12-01"), day(AS_OF)), st.sampled_from(EDGES))
CLOCKS: st.SearchStrategy[Clock] = st.sampled_from(("happened", "known"))
SCORING = {"supports", "withholds", "opposes", "mixed"}
STANDING = {"reported", "corroborated", "acknowledged"}
LASTS = 12
REFUSALS_LAST = st.sampled_from((3, "open"))


def built(claims: Iterable[Fields], refusals_last: int | str = "open") -> World:
    types = [{**SUPPORT_TYPES[0], "refusals_last": refusals_last}, *SUPPORT_TYPES[1:]]
    return world(*claims, dataset={"support_types": types})


def statuses(*, standing: bool = True) -> st.SearchStrategy[str]:
    weak = ("alleged", "disputed", "refuted", "retracted")
    return st.sampled_from((*("reported",) * 3, "acknowledged", *weak) if standing else weak)


@st.composite
def fields(draw: st.DrawFn, *, standing: bool = True, whens: tuple[str, ...] = WHENS) -> Fields:
    """One claim of AAA on arms."""
    made: dict[str, Any] = {
        "country": "AAA",
        "type": "arms",
        "direction": draw(
            st.sampled_from(
                ("supports", "supports", "withholds", "opposes", "none-found", "context")
            )
        ),
        "statement": "S.",
        "when": draw(st.sampled_from(whens)),
        "status": draw(statuses(standing=standing)),
        "confidence": "low",
        "agent": draw(st.sampled_from(("state", "state", "state", "state-owned", "private"))),
        "evidence": [
            {"source": draw(st.sampled_from(("press", "paper", "undated", "target")))},
            {"source": "target", "stance": draw(st.sampled_from(("denies", "context")))},
        ],
    }
    stage = draw(st.sampled_from((None, None, None, "delivered", "refused", "pledged", "ended")))
    known = draw(st.sampled_from((None, None, "2022-08", "2022-03-05", "2024-01-15?")))
    return made | ({"stage": stage} if stage else {}) | ({"known": known} if known else {})


@st.composite
def claims(draw: st.DrawFn) -> list[Fields]:
    """Up to five claims, and up to two that end some of them."""
    made = draw(st.lists(fields(), max_size=5))
    numbered: list[Fields] = [{"id": f"c{number}", **each} for number, each in enumerate(made)]
    if draw(st.booleans()) and made:
        ids = st.sampled_from([each["id"] for each in numbered])
        begun = list(numbered)
        for number, ender in enumerate(draw(st.lists(fields(whens=ENDS), max_size=2))):
            ends = draw(st.lists(ids, min_size=1, max_size=2, unique=True))
            numbered.append({"id": f"e{number}", **ender, "ends": _endable(begun, ender, ends)})
    return numbered


def _endable(made: Iterable[Fields], ender: Fields, ids: Iterable[str]) -> list[str]:
    """Of *ids* those that began before *ender*: nothing ends before it begins."""
    last = parse_when(ender["when"]).last_start
    began = {each["id"]: parse_when(each["when"]).first_start for each in made}
    return [each for each in ids if began[each] < last]


def kind_of(made: World, moment: Moment) -> StanceKind:
    return made.answers.stances.stance("AAA", "arms", moment).kind


# The laws --------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(claims(), fields(standing=False), st.booleans(), DAYS, CLOCKS)
def test_a_claim_that_does_not_stand_never_changes_a_stance_that_rests_on_others(
    made: list[Fields], weak: Fields, ends: bool, on: int, clock: Clock
) -> None:
    before = kind_of(world(*made), Moment(on, clock))
    ended = _endable(made, weak, [each["id"] for each in made]) if ends else []
    after = kind_of(world(*made, {"id": "weak", **weak, "ends": ended}), Moment(on, clock))
    if before in SCORING or after in SCORING:
        assert after == before


@settings(max_examples=40, deadline=None)
@given(claims(), st.sampled_from(WHENS), DAYS, CLOCKS)
def test_context_that_ends_nothing_only_turns_not_assessed_into_context(
    made: list[Fields], when: str, on: int, clock: Clock
) -> None:
    context = {**BARE, "id": "context", "direction": "context", "when": when}
    before = world(*made).answers.stances.stance("AAA", "arms", Moment(on, clock))
    after = world(*made, context).answers.stances.stance("AAA", "arms", Moment(on, clock))
    if before.kind == "unassessed":
        assert after.kind in ("unassessed", "context")
    else:
        assert after == before


@settings(max_examples=40, deadline=None)
@given(claims(), st.randoms(use_true_random=False), DAYS, CLOCKS)
def test_the_order_of_claims_does_not_matter(
    made: list[Fields], chance: random.Random, on: int, clock: Clock
) -> None:
    moment = Moment(on, clock)
    first, second = world(*made), world(*chance.sample(made, len(made)))
    assert first.answers.stances.stance("AAA", "arms", moment) == (
        second.answers.stances.stance("AAA", "arms", moment)
    )
    assert first.answers.stances.derivation("AAA", "arms", moment) == (
        second.answers.stances.derivation("AAA", "arms", moment)
    )


@settings(max_examples=40, deadline=None)
@given(claims(), REFUSALS_LAST, st.lists(DAYS, min_size=3, max_size=3), CLOCKS)
def test_the_derivation_has_every_claim_once_and_gives_the_stance(
    made: list[Fields], refusals_last: int | str, days: list[int], clock: Clock
) -> None:
    stances = built(made, refusals_last).answers.stances
    for on in days:
        derivation = stances.derivation("AAA", "arms", Moment(on, clock))
        assert sorted(each.claim.id for each in derivation) == sorted(each["id"] for each in made)
        assert all(each.detail for each in derivation)
        counting = {each.claim.direction for each in derivation if each.counts}
        kind = stances.stance("AAA", "arms", Moment(on, clock)).kind
        assert (kind in SCORING) == bool(counting & {"supports", "withholds", "opposes"})
        assert (kind == "mixed") == ("supports" in counting and len(counting) > 1)
        assert (kind == "none") == (counting == {"none-found"})
        assert bool(counting) == (kind in {*SCORING, "none"})


@settings(max_examples=40, deadline=None)
@given(claims(), CLOCKS, st.lists(DAYS, min_size=1, max_size=5))
def test_the_answer_on_a_day_does_not_hang_on_what_was_asked_before(
    made: list[Fields], clock: Clock, days: list[int]
) -> None:
    asked = world(*made).answers
    for on in days:
        fresh = world(*made).answers
        moment = Moment(on, clock)
        assert asked.stances.stance("AAA", "arms", moment) == (
            fresh.stances.stance("AAA", "arms", moment)
        )
        assert asked.posture("AAA", moment) == fresh.posture("AAA", moment)


@settings(max_examples=60, deadline=None)
@given(claims(), REFUSALS_LAST, DAYS)
def test_the_known_clock_hides_what_is_known_later_and_grades_nothing_anew(
    made: list[Fields], refusals_last: int | str, on: int
) -> None:
    """The stance is the one that the claims known by the day give when they happened.

    What has no day of knowledge is listed and never counts, and so is as good as context.
    """
    hidden = {each["id"] for each in made if (_known_since(each) or on) > on}
    unrecorded = {each["id"] for each in made if _known_since(each) is None}
    told = [
        {
            **each,
            "direction": "context" if each["id"] in unrecorded else each["direction"],
            "ends": []
            if each["id"] in unrecorded
            else [other for other in each.get("ends", ()) if other not in hidden],
        }
        for each in made
        if each["id"] not in hidden
    ]
    known = built(made, refusals_last).answers.stances.stance("AAA", "arms", Moment(on, "known"))
    happened = built(told, refusals_last).answers.stances.stance("AAA", "arms", Moment(on))
    assert known == happened


# By the book -----------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(claims(), REFUSALS_LAST, st.lists(DAYS, min_size=3, max_size=3))
def test_a_stance_is_what_the_book_says_and_is_flagged_where_it_may_have_ended(
    made: list[Fields], refusals_last: int | str, days: list[int]
) -> None:
    whole = built(made, refusals_last)
    for on in days:
        said = {reading: _by_the_book(whole, on, reading) for reading in READINGS}
        stance = whole.answers.stances.stance("AAA", "arms", Moment(on))
        assert stance.kind == said["counting"]
        assert stance.certain == (said["surely"] == said["counting"])
        for reading in READINGS:
            assert whole.answers.stances.kind("AAA", "arms", Moment(on), reading) == said[reading]


@settings(max_examples=60, deadline=None)
@given(claims(), REFUSALS_LAST, DAYS)
def test_a_posture_has_its_marks_where_another_reading_gives_another_rule(
    made: list[Fields], refusals_last: int | str, on: int
) -> None:
    rules = {
        "helps": ("supports", "mixed"),
        "keeps": ("withholds",),
        "against": ("opposes",),
        "was": ("earlier", "disputed"),
    }
    postures = [
        {"id": name, "label": name, "when": " or ".join(f"{kind}:arms" for kind in kinds)}
        for name, kinds in rules.items()
    ]
    types = [{**SUPPORT_TYPES[0], "refusals_last": refusals_last}]
    rest = {"id": "rest", "label": "rest", "default": True}
    whole = world(*made, dataset={"support_types": types, "postures": [*postures, rest]})
    posture = whole.answers.posture("AAA", Moment(on))

    def rule(reading: Reading) -> str:
        kind = _by_the_book(whole, on, reading)
        return next((name for name, kinds in rules.items() if kind in kinds), "rest")

    assert posture.rule.id == rule("counting")
    assert posture.may_have_ended == (rule("surely") != posture.rule.id)
    assert posture.may_be_other == (rule("possibly") != posture.rule.id)


READINGS: tuple[Reading, ...] = ("counting", "surely", "possibly")

BARE: Fields = {
    "country": "AAA",
    "type": "arms",
    "statement": "S.",
    "status": "reported",
    "confidence": "low",
    "evidence": [{"source": "press"}],
}


class Life(NamedTuple):
    """In one world: from which day to which something was so."""

    start: int
    end: int


def _known_since(each: Fields) -> int | None:
    published = {"paper": day("2022-09-30"), "undated": None}
    if "known" in each:
        known: int | None = parse_when(each["known"]).last_end
    else:
        known = published.get(each["evidence"][0]["source"], day("2022-01-01"))
    return None if known is None else max(known, parse_when(each["when"]).first_start)


def _by_the_book(whole: World, on: int, reading: Reading) -> StanceKind:
    """The stance by the order of the rules, over what counts by *reading*."""
    everything = whole.dataset.claims_by_stance.get(("AAA", "arms"), ())
    lives = {each.id: list(_lives(each, everything, whole)) for each in everything}
    counting = [each for each in everything if _may_count(each, reading)]

    def reads(each: Claim, there: int) -> bool:
        if not lives[each.id]:
            return False
        began = [life.start <= there for life in lives[each.id]]
        goes_on = [there <= life.end for life in lives[each.id]]
        if reading == "possibly":
            return any(map(all, zip(began, goes_on, strict=True)))
        if each.when.doubtful or not all(began):
            return False
        return any(goes_on) if reading == "counting" else all(goes_on)

    def has_counted(each: Claim) -> bool:
        days = {life.start for life in lives[each.id]}
        return not reads(each, on) and any(reads(each, there) for there in days if there < on)

    directions = {each.direction for each in counting if reads(each, on)}
    if directions & {"supports", "withholds", "opposes"}:
        if "supports" in directions:
            return "mixed" if directions & {"withholds", "opposes"} else "supports"
        return "opposes" if "opposes" in directions else "withholds"
    if any(_fails_only_by_status(each) and reads(each, on) for each in everything):
        return "disputed"
    if "none-found" in directions:
        return "none"
    if any(has_counted(each) for each in counting if each.direction != "none-found"):
        return "earlier"
    begun = [each for each in everything if each.when.first_start <= on]
    return "context" if begun else "unassessed"


def _may_count(each: Claim, reading: Reading) -> bool:
    stands = each.status in STANDING or (
        reading == "possibly"
        and _fails_only_by_status(each)
        and any(said.source != "target" for said in each.evidence if said.stance == "supports")
    )
    return (
        each.direction != "context"
        and each.agent in ("state", "state-owned")
        and stands
        and each.stage not in ("requested", "pledged", "ended")
    )


def _fails_only_by_status(each: Claim) -> bool:
    return (
        each.direction in ("supports", "withholds", "opposes")
        and each.agent in ("state", "state-owned")
        and each.status in ("alleged", "disputed")
        and each.stage not in ("requested", "pledged", "ended")
    )


def _lives(each: Claim, everything: Iterable[Claim], whole: World) -> Iterator[Life]:
    """Every world in which *each* began and was ended by what ends it."""
    enders = [other for other in everything if each.id in other.ends and other.status in STANDING]
    endings = [_endings(other) for other in enders]
    for own in _own_lives(each, whole):
        for ended in product(*endings):
            end = min((own.end, *(there - 1 for there in ended if there is not None)))
            if own.start <= end:
                yield Life(own.start, end)


def _endings(ender: Claim) -> list[int | None]:
    """The days on which *ender* may end others; none where it may not have been at all."""
    found: list[int | None] = list(range(ender.when.first_start, ender.when.last_start + 1))
    return [*found, None] if ender.when.doubtful else found


def _own_lives(each: Claim, whole: World) -> Iterator[Life]:
    """Every world of *each* if nothing ends it."""
    when = each.when
    refusals_last = whole.dataset.support_types["arms"].refusals_last
    months: int | Literal["open"] = refusals_last if each.direction == "withholds" else LASTS
    text = when.text
    for start in range(when.first_start, when.last_start + 1):
        if "/" not in text:
            yield Life(start, _after(start, months))
        elif text.endswith("..]"):
            evidence = parse_when(text.partition("[")[2][:-3]).first_start
            for again in (1, 2):
                yield Life(start, _after(evidence, months, again))
        else:
            last = day(AS_OF) - 1 if text.endswith("/") else when.last_end
            for end in {max(start, when.first_end), last}:
                yield Life(start, end)


def _after(start: int, months: int | Literal["open"], again: int = 1) -> int:
    return day("9999-12-31") if months == "open" else months_later(start, again * months) - 1
