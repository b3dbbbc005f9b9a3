"""Where a country stands, in words and marks: the one wording of stances and postures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.records import SupportType, VerbForms
from alliance_tui.model.vocabulary import Status
from alliance_tui.model.words import number_of
from alliance_tui.pages.cells import fit
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.spells import (
    YEAR,
    does_when,
    first_month,
    last_month,
    past,
    past_words,
    spell_words,
    spells,
)
from alliance_tui.pages.standing import stance_label
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.fields import ANY
from alliance_tui.query.spans import stance_since
from alliance_tui.query.stance import (
    CONTESTED,
    LABELS,
    NOT_STANDING,
    SILENT,
    Clock,
    Moment,
    Reason,
    Stance,
    StanceKind,
    Weighed,
)
from alliance_tui.query.terms import And, Or, Query, Term


class Telling(NamedTuple):
    """With what every page is told.

    Attributes:
        answers: the answers on the data set.
        moment: the day and clock.
        glyphs: the signs.
    """

    answers: Answers
    moment: Moment
    glyphs: Glyphs

    @property
    def dataset(self) -> Dataset:
        """The data set."""
        return self.answers.dataset

    @property
    def dot(self) -> str:
        """What stands between two facts."""
        return f" {self.glyphs.dot} "


PLAIN = {
    "supports": VerbForms("supports", "supported", "support"),
    "withholds": VerbForms("withholds", "withheld", "withhold"),
    "opposes": VerbForms("opposes", "opposed", "oppose"),
}
"""The verbs of a data set that has none of its own; the kind of support follows them."""


CLOCK_WORDS: dict[Clock, str] = {"happened": "as it happened", "known": "as it was known"}
"""What a day is shown as."""


def known_words(moment: Moment) -> str:
    """What is said behind a day: that it is shown as it was known, where it is."""
    return f", {CLOCK_WORDS['known']}" if moment.clock == "known" else ""


def with_doubt(words: str, standing: Stance | Posture) -> str:
    """*words* with what is not certain, in words."""
    return ", ".join((words, *standing.doubt))


def because(answers: Answers, country: str, moment: Moment) -> str:
    """Which stances give *country* its posture at *moment*: “Arms (refuses arms)”.

    Nothing where no stance does: by default, or by a rule on other things.
    """
    return ", ".join(
        f"{each.label} ({_does(answers, country, each, kind, moment)})"
        for each, kind in deciding(answers, country, moment)
    )


def _does(
    answers: Answers, country: str, support_type: SupportType, kind: StanceKind, moment: Moment
) -> str:
    if kind not in PLAIN:
        return LABELS[kind]
    spell = spells(answers, country, support_type.id, moment)[kind]
    return verb(support_type, kind, now=spell.goes_on)


def deciding(
    answers: Answers, country: str, moment: Moment
) -> tuple[tuple[SupportType, StanceKind], ...]:
    """The kinds of support that give *country* its posture, and where it stands on each."""
    rule = answers.posture(country, moment).rule
    if rule.when is None:
        return ()
    asked = {(term.field, term.value) for term in _asked(answers.query(rule.when))}
    stances = (
        (each, answers.stances.stance(country, each.id, moment).kind)
        for each in answers.dataset.scored_types
    )
    return tuple((each, kind) for each, kind in stances if {(kind, each.id), (kind, ANY)} & asked)


def _asked(query: Query) -> Iterator[Term]:
    """The terms of *query* that have to hold, or of which one has to."""
    match query:
        case Term():
            yield query
        case And() | Or():
            for item in query.items:
                yield from _asked(item)
        case _:
            return


def stance_words(answers: Answers, country: str, support_type: str, moment: Moment) -> str:
    """Where *country* stands on *support_type*, and what is not certain of it."""
    return stance_lines(answers, country, support_type, moment)[0]


def stance_told(answers: Answers, country: str, support_type: str, moment: Moment) -> str:
    """Where *country* stands on *support_type*: what it does since when, or why nothing counts."""
    return stance_wordings(answers, country, support_type, moment)[0]


def stance_lines(
    answers: Answers, country: str, support_type: str, moment: Moment
) -> tuple[str, ...]:
    """Where it stands and what is not certain of it, then the same in fewer and fewer words.

    That it may have ended, which its sign says too, is told where there is room.
    """
    stance = answers.stances.stance(country, support_type, moment)
    wordings = stance_wordings(answers, country, support_type, moment)
    return tuple(dict.fromkeys((with_doubt(wordings[0], stance), *wordings)))


def stance_wordings(
    answers: Answers, country: str, support_type: str, moment: Moment
) -> tuple[str, ...]:
    """Where it stands in full, then with less and less said of the days, the last without any."""
    stance = answers.stances.stance(country, support_type, moment)
    record = answers.dataset.support_types[support_type]
    label = stance_label(answers, stance, moment)
    if stance.kind in PLAIN:
        spell = spells(answers, country, support_type, moment)[stance.kind]
        does = verb(record, stance.kind, now=spell.goes_on)
        # “by 2023–” tells the years of a column; after a verb it reads like an end.
        told = [each for each in spell_words(spell) if not each.startswith("by ")]
        return (*(does_when(does, each) for each in told), does)
    whens = stance_whens(answers, country, support_type, moment)
    match stance.kind:
        case "mixed":
            return (*whens, label)
        case "none":
            return (*(does_when(label, when) for when in whens), label)
        case "earlier":
            did = verb(record, past(answers, country, support_type, moment).was, now=False)
            done = [each for each in whens if each.startswith(did)]
            return (f"{label}: {done[0].removeprefix(f'{label}: ')}", *done, did)
        case _:
            return (*(f"{label}: {when}" for when in whens), label)


def stance_whens(
    answers: Answers, country: str, support_type: str, moment: Moment
) -> tuple[str, ...]:
    """What stands behind a stance's label: when it was so, in full and in fewer words, or why.

    Nothing where no claim is recorded.
    """
    stance = answers.stances.stance(country, support_type, moment)
    record = answers.dataset.support_types[support_type]
    match stance.kind:
        case "unassessed":
            return ()
        case "context":
            return (why_nothing_counts(answers, country, support_type, moment),)
        case "disputed":
            weighed = answers.stances.derivation(country, support_type, moment)
            return (", ".join(by_status(weighed, CONTESTED)),)
        case "earlier":
            was = past(answers, country, support_type, moment)
            whens = tuple(past_words(was))
            does = verb(record, was.was, now=False)
            comma = does.startswith("earlier: ")
            told = (f"{does}, {when}" if comma else does_when(does, when) for when in whens)
            return (*told, *whens[1:], f"–{last_month(was)[-YEAR:]}")
        case "mixed":
            by_direction = spells(answers, country, support_type, moment).items()
            sides = [
                [
                    does_when(verb(record, direction, now=spell.goes_on), when)
                    for when in spell_words(spell)
                ]
                for direction, spell in by_direction
            ]
            longest = max(map(len, sides))
            return tuple(
                "; ".join(side[min(number, len(side) - 1)] for side in sides)
                for number in range(longest)
            )
        case _:
            direction = "none-found" if stance.kind == "none" else stance.kind
            spell = spells(answers, country, support_type, moment)[direction]
            return tuple(spell_words(spell))


def short_name(support_type: SupportType) -> str:
    """Its name in two cells, where there is no room for all of it."""
    return fit(neutral(support_type.short or support_type.label), 2, "")


@lru_cache(maxsize=4)
def brief_names(support_types: tuple[SupportType, ...]) -> tuple[dict[str, str], ...]:
    """Their names by their ids: as they are, then with fewer and fewer letters of them.

    What the letters do not tell from another has its short name, as all have at last.
    """
    labels = {each.id: neutral(each.label) for each in support_types}
    short = {each.id: short_name(each) for each in support_types}
    names = [labels]
    for cells in BRIEF:
        cut = {each: fit(label, cells, "").rstrip() for each, label in labels.items()}
        number = Counter(cut.values())
        names.append({each: it if number[it] == 1 else short[each] for each, it in cut.items()})
    return (*names, short)


BRIEF = (6, 5, 4)
"""How many letters of a name are left where there is little room."""


def verb(support_type: SupportType, direction: str, *, now: bool) -> str:
    """What is done in *direction*: the verb of the data set, else the name of the direction."""
    forms = support_type.says.forms(direction) if support_type.says is not None else None
    forms = forms or PLAIN[direction]
    return neutral(forms.now if now else forms.then or f"earlier: {forms.now}")


def by_status(weighed: Iterable[Weighed], among: Iterable[Status] = NOT_STANDING) -> Iterator[str]:
    """How many claims of each status *among* some fail by it: “2 alleged”, “1 disputed”."""
    statuses = Counter(each.claim.status for each in weighed if each.reason == "status")
    yield from (f"{statuses[each]} {each}" for each in among if statuses[each])


def stance_days(
    answers: Answers, country: str, support_type: str, moment: Moment
) -> tuple[int | None, int | None]:
    """Since when a stance holds; until when it did, where it is over. As ordinals."""
    stance = answers.stances.stance(country, support_type, moment)
    if stance.last is not None:
        return None, stance.last
    if stance.kind in SILENT:
        return None, None
    return stance_since(answers, country, support_type, moment), None


def stance_months(
    answers: Answers, country: str, support_type: str, moment: Moment
) -> tuple[str, str]:
    """The month since which a stance holds, and that until which it did: “Aug 2022”.

    Either may be empty; they are those of the claims, as `stance_whens` tells them.
    """
    stance = answers.stances.stance(country, support_type, moment)
    if stance.kind == "earlier":
        return "", last_month(past(answers, country, support_type, moment))
    told = spells(answers, country, support_type, moment).values()
    return (first_month(told), "") if stance.kind not in SILENT and told else ("", "")


def why_nothing_counts(answers: Answers, country: str, support_type: str, moment: Moment) -> str:
    """Why no claim of *country* on *support_type* counts at *moment*: “firms only”."""
    derivation = answers.stances.derivation(country, support_type, moment)
    told = [each for each in derivation if each.reason not in _NOT_YET]
    reasons = Counter(each.reason for each in told)
    agents = {each.claim.agent for each in told if each.reason == "agent"}
    if agents and len(told) == reasons["agent"]:
        return f"{_ACTORS[agents.pop()] if len(agents) == 1 else 'firms or persons'} only"
    looked_for = any(each.claim.direction == "none-found" and each.reason in _PAST for each in told)
    return ", ".join(_nothing(reasons, looked_for, by_status(told)))


_NOT_YET: frozenset[Reason] = frozenset({"later", "not-known"})

_PAST: frozenset[Reason] = frozenset({"over", "lapsed", "ended"})

_ACTORS = {"private": "firms", "individuals": "persons", "unknown": "unknown actors"}


def _nothing(reasons: Counter[Reason], looked_for: bool, statuses: Iterable[str]) -> Iterator[str]:
    if reasons["may-have-begun"]:
        yield "may have begun by then"
    if looked_for:
        yield "none found earlier"
    counted: tuple[tuple[Reason, str], ...] = (
        ("agent", "of firms or persons"),
        ("stage", "asked for, promised or ended"),
        ("knowledge-unrecorded", "without a day of knowledge"),
    )
    yield from statuses
    for reason, words in counted:
        count = reasons[reason]
        if count:
            yield f"{count} {words}"
    facts = reasons["context"]
    if facts:
        yield number_of(facts, "side fact")
