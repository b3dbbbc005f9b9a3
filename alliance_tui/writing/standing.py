"""Where a country stands, in words and marks: the one wording of stances and postures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from alliance_tui.model.dates import day_words
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.spans import stance_since
from alliance_tui.query.stance import LABELS, SILENT, Moment, Reason, Stance, label_at
from alliance_tui.writing.glyphs import Glyphs


def mark(standing: Stance | Posture, glyphs: Glyphs) -> str:
    """The signs of what is not certain of a stance or posture; nothing where it is."""
    if isinstance(standing, Stance):
        return "" if standing.certain else glyphs.may_have_ended
    ended = glyphs.may_have_ended if standing.may_have_ended else ""
    return ended + (glyphs.may_be_other if standing.may_be_other else "")


def with_doubt(words: str, standing: Stance | Posture) -> str:
    """*words* with what is not certain, in words."""
    return ", ".join((words, *standing.doubt))


def stance_label(answers: Answers, stance: Stance, moment: Moment) -> str:
    """How *stance* is called at *moment*."""
    return label_at(stance.kind, moment, answers.dataset.as_of)


def stance_words(answers: Answers, country: str, support_type: str, moment: Moment) -> str:
    """Where *country* stands on *support_type*: since when, until when, or why nothing counts."""
    stance = answers.stances.stance(country, support_type, moment)
    if stance.kind == "earlier":
        return with_doubt(earlier_words(answers, stance, support_type), stance)
    label = stance_label(answers, stance, moment)
    if stance.kind == "context":
        return f"{label}: {why_nothing_counts(answers, country, support_type, moment)}"
    if stance.kind in SILENT:
        return label
    since = stance_since(answers, country, support_type, moment)
    return with_doubt(f"{label} since {day_words(since)}", stance)


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
