"""Laws of stance, on random small data sets and against a second derivation by the book."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_tui.model.dates import months_later, parse_when
from alliance_tui.model.records import Claim
from alliance_tui.query.stance import Clock, Moment, StanceKind
from tests.query.build import AS_OF, Fields, World, day, world

WHENS = (
    "2022-03-05",
    "2022-03-05?",
    "2022-03",
    "2022-05~",
    "2022%",
    "2022-11-30",
    "2023",
    "2024-02-29",
    "[2022-02-24..2022-06]",
    "2022-03-05/..",
    "2022-03-05/2023-01",
    "2022-03~/2022-09",
    "2022-06/",
    "[2022-02-24..2023-01]/..",
    "2022-06-29/[2023-12-08..]",
)
DAYS = st.integers(day("2021-12-01"), day(AS_OF))
CLOCKS: st.SearchStrategy[Clock] = st.sampled_from(("happened", "known"))
SCORING = {"supports", "withholds", "opposes", "mixed"}
STANDING = {"reported", "corroborated", "acknowledged"}


def statuses(*, standing: bool = True) -> st.SearchStrategy[str]:
    weak = ("alleged", "disputed", "refuted", "retracted")
    return st.sampled_from((*("reported",) * 3, "acknowledged", *weak) if standing else weak)


@st.composite
def fields(draw: st.DrawFn, *, standing: bool = True) -> Fields:
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
        "when": draw(st.sampled_from(WHENS)),
        "status": draw(statuses(standing=standing)),
        "confidence": "low",
        "agent": draw(st.sampled_from(("state", "state", "state", "state-owned", "private"))),
        "evidence": [
            {"source": draw(st.sampled_from(("press", "paper", "undated")))},
            {"source": "target", "stance": draw(st.sampled_from(("denies", "context")))},
        ],
    }
    stage = draw(st.sampled_from((None, None, None, "delivered", "refused", "pledged", "ended")))
    known = draw(st.sampled_from((None, None, "2022-08", "2022-03-05", "2024-01-15?")))
    return made | ({"stage": stage} if stage else {}) | ({"known": known} if known else {})


@st.composite
def claims(draw: st.DrawFn) -> list[Fields]:
    """Up to six claims of which some end others."""
    made = draw(st.lists(fields(), max_size=6))
    return [
        {
            "id": f"c{number}",
            **each,
            "ends": draw(
                st.lists(
                    st.sampled_from([f"c{other}" for other in range(len(made)) if other != number]),
                    max_size=2,
                    unique=True,
                )
                if len(made) > 1 and draw(st.integers(0, 2)) == 0
                else st.just([])
            ),
        }
        for number, each in enumerate(made)
    ]


def kind_of(made: World, moment: Moment) -> StanceKind:
    return made.answers.stances.stance("AAA", "arms", moment).kind


# The laws --------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(claims(), fields(standing=False), st.booleans(), DAYS, CLOCKS)
def test_a_claim_that_does_not_stand_never_changes_a_stance_that_rests_on_others(
    made: list[Fields], weak: Fields, ends: bool, on: int, clock: Clock
) -> None:
    before = kind_of(world(*made), Moment(on, clock))
    ended = [each["id"] for each in made] if ends else []
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
@given(claims(), DAYS, CLOCKS)
def test_every_claim_is_in_the_derivation_once_and_counts_or_says_why_not(
    made: list[Fields], on: int, clock: Clock
) -> None:
    derivation = world(*made).answers.stances.derivation("AAA", "arms", Moment(on, clock))
    assert sorted(each.claim.id for each in derivation) == sorted(each["id"] for each in made)
    for each in derivation:
        assert each.counts == (each.reason in ("counts", "possible"))
        assert each.detail


@settings(max_examples=40, deadline=None)
@given(claims(), DAYS)
def test_on_the_known_clock_no_stance_rests_on_what_is_not_known_yet(
    made: list[Fields], on: int
) -> None:
    moment = Moment(on, "known")
    kept = {each["id"] for each in made if (_known_since(each) or on + 1) <= on}
    known = [
        {**each, "ends": [other for other in each["ends"] if other in kept]}
        for each in made
        if each["id"] in kept
    ]
    whole, reduced = kind_of(world(*made), moment), kind_of(world(*known), moment)
    assert whole == reduced or (whole, reduced) == ("context", "unassessed")


# By the book -----------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(claims(), st.lists(DAYS, min_size=3, max_size=3), CLOCKS)
def test_a_stance_is_what_the_rules_say_and_flagged_where_certain_claims_say_otherwise(
    made: list[Fields], days: list[int], clock: Clock
) -> None:
    built = world(*made)
    for on in days:
        possible = _by_the_book(built, on, clock, sure=False)
        certain = _by_the_book(built, on, clock, sure=True)
        stance = built.answers.stances.stance("AAA", "arms", Moment(on, clock))
        assert stance.kind == possible
        assert stance.certain == (possible == certain)
        assert built.answers.stances.certain_kind("AAA", "arms", Moment(on, clock)) == certain


BARE: Fields = {
    "country": "AAA",
    "type": "arms",
    "statement": "S.",
    "status": "reported",
    "confidence": "low",
    "evidence": [{"source": "press"}],
}


def _known_since(each: Fields) -> int | None:
    published = {"press": day("2022-01-01"), "paper": day("2022-09-30"), "undated": None}
    if "known" in each:
        known: int | None = parse_when(each["known"]).last_end
    else:
        known = published[each["evidence"][0]["source"]]
    return None if known is None else max(known, parse_when(each["when"]).first_start)


def _by_the_book(built: World, on: int, clock: Clock, *, sure: bool) -> StanceKind:
    """The stance by the order of the rules, over what counts possibly, or certainly."""
    everything = built.dataset.claims_by_stance.get(("AAA", "arms"), ())
    counting = [each for each in everything if _may_count(each)]
    known = {each.id: _knowledge(each) for each in everything}

    def in_force(each: Claim) -> bool:
        since = known[each.id]
        if clock == "known" and (since is None or on < since):
            return False
        return _active(each, on, sure=sure) and all(
            _still_open(ender, on, known[ender.id], clock, sure=sure)
            for ender in everything
            if each.id in ender.ends
        )

    directions = {each.direction for each in counting if in_force(each)}
    if directions & {"supports", "withholds", "opposes"}:
        if "supports" in directions:
            return "mixed" if directions & {"withholds", "opposes"} else "supports"
        return "opposes" if "opposes" in directions else "withholds"
    if any(_fails_only_by_status(each) and in_force(each) for each in everything):
        return "disputed"
    if "none-found" in directions:
        return "none"
    if any(_is_over(each, on, everything, known, clock, sure=sure) for each in counting):
        return "earlier"
    begun = [each for each in everything if each.when.first_start <= on]
    if clock == "known":
        begun = [each for each in begun if (known[each.id] or on) <= on]
    return "context" if begun else "unassessed"


def _may_count(each: Claim) -> bool:
    return (
        each.direction != "context"
        and each.agent in ("state", "state-owned")
        and each.status in STANDING
        and each.stage not in ("requested", "pledged", "ended")
    )


def _fails_only_by_status(each: Claim) -> bool:
    return (
        each.direction in ("supports", "withholds", "opposes")
        and each.agent in ("state", "state-owned")
        and each.status in ("alleged", "disputed")
        and each.stage not in ("requested", "pledged", "ended")
    )


def _starts(each: Claim) -> Iterable[int]:
    return range(each.when.first_start, each.when.last_start + 1)


def _active(each: Claim, on: int, *, sure: bool) -> bool:
    """Whether it would be in force if nothing ended it: in some world, or in every one."""
    if sure and each.when.doubtful:
        return False
    if each.when.interval:
        active = each.when.activity(on, day(AS_OF)).value
        return active == "certain" if sure else active != "no"
    if each.direction in ("withholds", "none-found"):
        worlds = [start <= on for start in _starts(each)]
    else:
        worlds = [start <= on < months_later(start, 12) for start in _starts(each)]
    return all(worlds) if sure else any(worlds)


def _still_open(ender: Claim, on: int, known: int | None, clock: Clock, *, sure: bool) -> bool:
    """Whether *ender* leaves what it ends open: in some world, or in every one."""
    if ender.status not in STANDING or (clock == "known" and known is None):
        return True
    since = (known or 0) if clock == "known" else 0
    worlds = [on < max(start, since) for start in _starts(ender)]
    return all(worlds) if sure else any(worlds) or ender.when.doubtful


def _is_over(
    each: Claim,
    on: int,
    everything: Iterable[Claim],
    known: dict[str, int | None],
    clock: Clock,
    *,
    sure: bool,
) -> bool:
    """Whether a supports or opposes was in force on an earlier day and is not any more."""
    if each.direction not in ("supports", "opposes") or (sure and each.when.doubtful):
        return False
    enders = [other for other in everything if each.id in other.ends]

    def possible(there: int) -> bool:
        since = known[each.id]
        if clock == "known" and (since is None or there < since):
            return False
        return _active(each, there, sure=False) and all(
            _still_open(other, there, known[other.id], clock, sure=False) for other in enders
        )

    candidates = {each.when.first_start, known[each.id] or each.when.first_start}
    first = max(candidates) if clock == "known" else each.when.first_start
    return first < on and possible(first) and not any(map(possible, range(on, on + 1100, 7)))


def _knowledge(each: Claim) -> int | None:
    source = each.evidence[0].source
    if each.known is not None:
        known: int | None = each.known.last_end
    else:
        known = {"press": day("2022-01-01"), "paper": day("2022-09-30")}.get(source)
    return None if known is None else max(known, each.when.first_start)
