"""What a row of the country list says of one kind of support: what was so when, on how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from alliance_tui.model.records import Country, SupportType
from alliance_tui.model.words import number_of
from alliance_tui.pages.answer import whom_they_help
from alliance_tui.pages.denials import denials_of
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.spells import does_when
from alliance_tui.pages.telling import stance_whens
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import DIRECTIONS, LABELS, Moment, StanceKind, Weighed

_SIDE_FACTS = re.compile(r"^(\d+) side(?= facts?$)")

MOST_OBJECTS = 2
"""Of how many things at most a row says that claims are about them."""


class RowWords(Struct, frozen=True):
    """What a row says.

    Attributes:
        when: what was so and when, in words; after it the same in fewer words.
        claims: how many claims there are by then, whether they count or not.
        denied: how often somebody denies one of them.
        denied_claims: how many of them somebody denies.
        deniers: who does, states by their names.
    """

    when: tuple[str, ...]
    claims: int
    denied: int
    denied_claims: int = 0
    deniers: tuple[str, ...] = ()


def row_words(
    answers: Answers, country: Country, support_type: SupportType, moment: Moment
) -> RowWords:
    """What the row of *country* says of *support_type* at *moment*."""
    weighed = answers.stances.recorded(country.id, support_type.id, moment)
    if country.id == answers.dataset.metadata.subject:
        when: tuple[str, ...] = ("support goes to it", "subject")
    elif not support_type.scored:
        by_name, by_id = (
            ", ".join(whom_they_help(answers.dataset, weighed, by_id=by_id))
            for by_id in (False, True)
        )
        when = (by_name, by_id, by_id.replace(" help ", " "))
    else:
        # A row has months at most: days are told by the page.
        told = stance_whens(answers, country.id, support_type.id, moment)
        when = told[1:] or told
        stance = answers.stances.stance(country.id, support_type.id, moment)
        if stance.kind == "none":
            when = (*(does_when("none found", each) for each in when), "none found", *when[-1:])
        if stance.kind == "context":  # that facts count for nothing, their heading says
            when = (*when, _SIDE_FACTS.sub(r"\1", when[0]))
        if stance.kind in DIRECTIONS and support_type.lasts == "open":
            when = (*_with_objects(when, [each for each in weighed if each.counts]), *when)
    denials = [denials_of(each.claim, answers.dataset, moment) for each in weighed]
    who = dict.fromkeys(each.who for of_this in denials for each in of_this)
    return RowWords(
        when or ("",), len(weighed), sum(map(len, denials)), sum(map(bool, denials)), tuple(who)
    )


def denied_wordings(words: RowWords, glyphs: Glyphs) -> tuple[str, ...]:
    """How often claims of a row are denied, and by whom; then in fewer words."""
    times = "once" if words.denied == 1 else f"{words.denied} times"
    who = ", ".join(words.deniers)
    of = f"{words.denied_claims} of {number_of(words.claims, 'claim')}"
    return f"denied {times} ({of}): {who}", f"denied {words.denied} {glyphs.dot} {who}"


def _with_objects(when: Sequence[str], weighed: Sequence[Weighed]) -> Iterator[str]:
    """What formal acts are about before when they were, where every claim says so.

    The days are told in any case: what is not told of the rest is marked.
    """
    objects = list(dict.fromkeys(each.claim.object for each in weighed))
    if None in objects:
        return
    first, *others = (neutral(each or "") for each in objects)
    shortest = when[-1]
    if len(others) < MOST_OBJECTS:
        what = "; ".join((first, *others))
        yield from (f"{what} · {each}" for each in when)
    if not others:
        yield f"{first} {shortest}"
    else:
        yield from (f"{first}… · {each}" for each in when)


def many_do(support_type: SupportType, kind: StanceKind, sure: int, unsure: int) -> tuple[str, ...]:
    """What countries with this stance do: “2 give arms · 1 gave arms, may go on”; then shorter.

    Args:
        support_type: the kind of support.
        kind: the stance.
        sure: of how many it is certain.
        unsure: of how many it may have ended.
    """
    forms = support_type.says.forms(kind) if support_type.says is not None else None
    now = "" if forms is None else forms.now if sure == 1 else forms.many
    if forms is None or (sure and not now) or (unsure and not forms.then):
        label = LABELS[kind].capitalize()
        return (f"{label} {sure + unsure}" + (f" · {unsure} may have ended" if unsure else ""),)
    if not sure:
        return (f"{unsure} {forms.then}, may go on",)
    if not unsure:
        return (f"{sure} {now}",)
    return f"{sure} {now} · {unsure} {forms.then}, may go on", f"{sure} {now} · {unsure} may go on"
