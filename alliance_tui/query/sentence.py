"""A query in plain words, so that everybody can see what was asked."""

from __future__ import annotations

from collections.abc import Iterable

from alliance_tui.model.dataset import Dataset
from alliance_tui.model.dates import when_words
from alliance_tui.query.alternatives import Alternative, Wanted, alternatives
from alliance_tui.query.language import EVERYTHING, STANCE_FIELDS, Query, Term, Word
from alliance_tui.query.stance import LABELS
from alliance_tui.query.values import ANY, SELF, SUBJECT

MOST = 3
"""How many alternatives are told in full."""

_VOTES = {"for": "for", "against": "against", "abstain": "in abstention", "absent": "not at all"}


def sentence(query: Query, dataset: Dataset) -> str:
    """*query*, bound to *dataset*, as a sentence without a full stop."""
    if query == EVERYTHING:
        return "All countries that have claims or ties"
    told = alternatives(query)
    parts = [_alternative(each, dataset) for each in told[:MOST]]
    more = f"; or {len(told) - MOST} more" if len(told) > MOST else ""
    text = "; or ".join(parts) + more
    return text[:1].upper() + text[1:]


def _alternative(asked: Alternative, dataset: Dataset) -> str:
    country = [
        *(_country(fact, dataset, holds=True) for fact in sorted(asked.country.facts)),
        *(_country(fact, dataset, holds=False) for fact in sorted(asked.country.absent)),
        *(_posture(posture, dataset, holds) for posture, holds in asked.country.postures),
        *(_never(query, dataset, holds) for query, holds in asked.country.nevers),
    ]
    parts = []
    if asked.event:
        parts.append(f"an event {', '.join(_event(each, dataset) for each in asked.event)}")
    if asked.claim:
        parts.append(f"a claim {', '.join(_claim(each, dataset) for each in asked.claim)}")
    if asked.dates:
        parts.append(f"something {', '.join(_date(each) for each in asked.dates)}")
    if asked.words:
        parts.append(_and(map(_word, asked.words)))
    having = f"with {'; and '.join(parts)}" if parts else ""
    if country:
        return f"countries that {_and(country)}" + (f", {having}" if having else "")
    return f"countries {having}"


def _and(parts: Iterable[str]) -> str:
    listed = list(parts)
    if len(listed) < 3:
        return " and ".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def _country(fact: str, dataset: Dataset, *, holds: bool) -> str:
    field, _, value = fact.partition(":")
    value, _, status = value.partition("=")
    not_ = "" if holds else "not "
    if field in STANCE_FIELDS:
        have = "have" if holds else "do not have"
        return f"{have} the stance “{LABELS[field]}” on {_support(value, dataset)}"
    if field == "group":
        name = dataset.group[value].name if dataset.group[value].analytic else value
        if status:
            return f"are {not_}{status} of {name}"
        return f"{'' if holds else 'do not '}belong to {name}"
    if field == "region":
        return f"{'' if holds else 'do not '}lie in {value}"
    if value == ANY:
        return f"are {not_}in the data set"
    return f"are {not_}{dataset.country[value].name}"


def _support(value: str, dataset: Dataset) -> str:
    return "any kind of support" if value == ANY else dataset.support_types[value].label


def _posture(posture: str, dataset: Dataset, holds: bool) -> str:
    label = "Subject" if posture == SUBJECT else dataset.postures[posture].label
    return f"{'have' if holds else 'do not have'} the posture “{label}”"


def _never(query: Query, dataset: Dataset, holds: bool) -> str:
    inner = sentence(query, dataset)
    return f"{'are not' if holds else 'are'} among: {inner[:1].lower()}{inner[1:]}"


def _event(wanted: Wanted, dataset: Dataset) -> str:
    term = wanted.term
    if not isinstance(term, Term):
        return ""
    match term.field:
        case "kind":
            told = f"of kind {term.value}"
        case "role":
            told = f"as {term.value}"
        case "place":
            told = f"in a place named “{term.value}”"
        case "event":
            told = f"that is “{_title(term.value, dataset)}”"
        case "vote":
            how = f" {_VOTES[term.match]}" if term.match else ""
            what = "" if term.value == ANY else f" on “{_title(term.value, dataset)}”"
            told = f"at which they voted{how}{what}"
        case "signed" | "not-signed":
            verb = "signed" if term.field == "signed" else "did not sign"
            told = f"that {_who(term.value, dataset)} {verb}"
        case _:
            return _date(wanted)
    return told if wanted.holds else f"not {told}"


def _title(event: str, dataset: Dataset) -> str:
    found = dataset.events.get(event)
    return event if found is None else found.title


def _who(value: str, dataset: Dataset) -> str:
    return {ANY: "somebody", SELF: "they"}.get(value) or dataset.country[value].name


def _claim(wanted: Wanted, dataset: Dataset) -> str:
    term = wanted.term
    if not isinstance(term, Term):
        return ""
    match term.field:
        case "type":
            told = f"on {dataset.support_types[term.value].label}"
        case "direction":
            told = f"with the direction {term.value}"
        case "status":
            told = f"that is {term.value}"
        case "confidence":
            told = f"with {term.value} confidence"
        case "stage":
            told = f"of something {term.value}"
        case "agent":
            told = f"with the agent {term.value}"
        case "object":
            told = f"about “{term.value}”"
        case "source":
            told = f"that cites {term.value}"
        case "source-kind":
            told = f"that cites a source of kind {term.value}"
        case "publisher":
            told = f"that cites {term.value}"
        case "party":
            told = f"that the {term.value} supports"
        case "denied":
            told = "that somebody denies" if term.value == ANY else f"that the {term.value} denies"
        case "alone":
            who = "one side" if term.value == ANY else f"the {term.value}"
            told = f"that {who} alone supports"
        case "known":
            told = f"that became known {_when(term.value)}"
        case _:
            return _date(wanted)
    return told if wanted.holds else f"not {told}"


def _date(wanted: Wanted) -> str:
    term = wanted.term
    if not isinstance(term, Term):
        return ""
    words = when_words(term.value)
    told = {
        "on": f"on {words}",
        "after": f"from {words} on",
        "before": f"before {words}",
        "during": f"during {words}",
    }[term.field]
    return told if wanted.holds else f"not {told}"


def _when(value: str) -> str:
    words = when_words(value)
    return words if "/" in value else f"in {words}" if value.count("-") < 2 else f"on {words}"


def _word(wanted: Wanted) -> str:
    text = wanted.term.text if isinstance(wanted.term, Word) else ""
    return f"{'' if wanted.holds else 'no '}“{text}” in the text"
