"""Where a country stands, in words and marks: the one wording of stances and postures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from alliance_tui.model.dates import day_words
from alliance_tui.model.records import SupportType
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import stance_role
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Sheet
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.fields import ANY
from alliance_tui.query.language import And, Or, Query, Term
from alliance_tui.query.spans import stance_since
from alliance_tui.query.stance import (
    LABELS,
    MAY_BE_OTHER,
    MAY_HAVE_ENDED,
    SILENT,
    Moment,
    Reason,
    Stance,
    StanceKind,
    label_at,
)


def mark(standing: Stance | Posture, glyphs: Glyphs) -> str:
    """The signs of what is not certain of a stance or posture; nothing where it is."""
    if isinstance(standing, Stance):
        return "" if standing.certain else glyphs.may_have_ended
    ended = glyphs.may_have_ended if standing.may_have_ended else ""
    return ended + (glyphs.may_be_other if standing.may_be_other else "")


def with_doubt(words: str, standing: Stance | Posture) -> str:
    """*words* with what is not certain, in words."""
    return ", ".join((words, *standing.doubt))


def because(answers: Answers, country: str, moment: Moment) -> str:
    """Which stances give *country* its posture at *moment*: “Arms withholds, Words opposes”.

    Nothing where no stance does: by default, or by a rule on other things.
    """
    told = deciding(answers, country, moment)
    return ", ".join(f"{each.label} ({LABELS[kind]})" for each, kind in told)


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


def stance_label(answers: Answers, stance: Stance, moment: Moment) -> str:
    """How *stance* is called at *moment*."""
    return label_at(stance.kind, moment, answers.dataset.as_of)


def stance_words(answers: Answers, country: str, support_type: str, moment: Moment) -> str:
    """Where *country* stands on *support_type*, and what is not certain of it."""
    stance = answers.stances.stance(country, support_type, moment)
    return with_doubt(stance_told(answers, country, support_type, moment), stance)


def stance_told(answers: Answers, country: str, support_type: str, moment: Moment) -> str:
    """Where *country* stands on *support_type*: since when, until when, or why nothing counts."""
    stance = answers.stances.stance(country, support_type, moment)
    if stance.kind == "earlier":
        return earlier_words(answers, stance, support_type)
    label = stance_label(answers, stance, moment)
    if stance.kind == "context":
        return f"{label}: {why_nothing_counts(answers, country, support_type, moment)}"
    if stance.kind in SILENT:
        return label
    since, _ = stance_days(answers, country, support_type, moment)
    assert since is not None
    return f"{label} since {day_words(since)}"


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


def stance_cell(answers: Answers, stance: Stance, moment: Moment, glyphs: Glyphs) -> Cell:
    """*stance* in a sheet: its word; in tables its sign and mark."""
    shown = glyphs.stance[stance.kind] + mark(stance, glyphs)
    words = stance_label(answers, stance, moment)
    return Cell(words, shown, stance_role(stance.kind), stance.doubt)


def posture_cell(posture: Posture, glyphs: Glyphs) -> Cell:
    """*posture* in a sheet: its label; in tables its mark behind it."""
    label, doubt = posture.rule.label, mark(posture, glyphs)
    shown = " ".join(filter(None, (neutral(label), doubt)))
    return Cell(label, shown, f"tone-{posture.rule.tone}", posture.doubt)


def marks_told(sheet: Sheet, glyphs: Glyphs) -> str:
    """What the marks in a table mean, in a line; nothing where it has none."""
    told = {word for row in sheet.rows for cell in row for word in cell.doubt}
    signs = ((MAY_HAVE_ENDED, glyphs.may_have_ended), (MAY_BE_OTHER, glyphs.may_be_other))
    return "   ".join(f"{sign} {word}" for word, sign in signs if word in told)


def earlier_words(answers: Answers, stance: Stance, support_type: str) -> str:
    """What was so until when, in the verbs of the data set where it has them."""
    until = "" if stance.last is None else day_words(stance.last)
    was = stance.was or "earlier"
    verbs = answers.dataset.support_types[support_type].says
    forms = verbs.forms(was) if verbs is not None else None
    if forms is not None and forms.then:
        return f"{LABELS['earlier']}: {forms.then} until {until}"
    what = LABELS[was] if forms is None else forms.now
    return f"{LABELS['earlier']}: {what}, until {until}"


def why_nothing_counts(answers: Answers, country: str, support_type: str, moment: Moment) -> str:
    """Why no claim of *country* on *support_type* counts at *moment*: “firms only”."""
    derivation = answers.stances.derivation(country, support_type, moment)
    told = [each for each in derivation if each.reason not in _NOT_YET]
    reasons = Counter(each.reason for each in told)
    agents = {each.claim.agent for each in told if each.reason == "agent"}
    if agents and len(told) == reasons["agent"]:
        return f"{_ACTORS[agents.pop()] if len(agents) == 1 else 'firms or persons'} only"
    looked_for = any(each.claim.direction == "none-found" and each.reason in _PAST for each in told)
    return ", ".join(_nothing(reasons, looked_for))


_NOT_YET: frozenset[Reason] = frozenset({"later", "not-known"})

_PAST: frozenset[Reason] = frozenset({"over", "lapsed", "ended"})

_ACTORS = {"private": "firms", "individuals": "persons", "unknown": "unknown actors"}


def _nothing(reasons: Counter[Reason], looked_for: bool) -> Iterator[str]:
    if reasons["may-have-begun"]:
        yield "may have begun by then"
    if looked_for:
        yield "none found earlier"
    counted: tuple[tuple[Reason, str], ...] = (
        ("agent", "of firms or persons"),
        ("stage", "asked for, promised or ended"),
        ("status", "alleged, disputed or withdrawn"),
        ("knowledge-unrecorded", "without a day of knowledge"),
    )
    for reason, words in counted:
        count = reasons[reason]
        if count:
            yield f"{count} {words}"
    facts = reasons["context"]
    if facts:
        yield f"{facts} side fact{'' if facts == 1 else 's'}"
