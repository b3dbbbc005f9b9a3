"""The parts of the codebook on the bundled data set: its vocabulary and what its rules give."""

from __future__ import annotations

from typing import cast

from alliance_tui.model.dates import day_words, when_words
from alliance_tui.model.records import SupportType
from alliance_tui.query.stance import REASONS, Reason
from tests.bundled import dataset
from tests.data.coding_rules import Example, coding_rules
from tests.data.postures import Expected, expected_postures
from tests.documents.marked import Parts, code, table


def support_types() -> str:
    """The support types of the data set, with threshold, durations and verbs."""
    rows = (
        (code(each.id), each.label, each.counts or "", *_lasts(each), _verbs(each))
        for each in dataset().metadata.support_types
    )
    heads = ("type", "label", "what counts", "an act lasts", "a refusal lasts", "verbs")
    return table(heads, rows)


def _lasts(support_type: SupportType) -> tuple[str, str]:
    if not support_type.scored:
        return "not scored", "not scored"
    act, refusal = (
        f"{months} months" if isinstance(months, int) else "until a claim ends it"
        for months in (support_type.lasts, support_type.refusals_last)
    )
    return act, refusal


def _verbs(support_type: SupportType) -> str:
    says = support_type.says
    forms = (says.forms(each) for each in says.__struct_fields__) if says else ()
    return ", ".join(each.now for each in forms if each is not None)


def postures() -> str:
    """The posture rules of the data set, first match first."""
    rows = (
        (
            number,
            code(each.id),
            each.label,
            each.meaning or "",
            code(each.when) if each.when else "otherwise",
        )
        for number, each in enumerate(dataset().metadata.postures, start=1)
    )
    return table(("", "posture", "label", "meaning", "rule"), rows)


def groups() -> str:
    """The groups of the data set."""
    rows = []
    for each in dataset().groups:
        rule = each.rule if each.analytic else None
        rows.append((code(each.id), each.name, each.kind or "", rule or ""))
    return table(("group", "name", "kind", "rule of an analytic set"), rows)


def eras() -> str:
    """The eras of the data set."""
    rows = (
        (code(each.id), each.title, when_words(each.when.text)) for each in dataset().metadata.eras
    )
    return table(("era", "title", "when"), rows)


def loaded_words() -> str:
    """The words that the data set's own voice avoids."""
    return f"{', '.join(dataset().metadata.loaded_words)}."


def expectations_in_short() -> str:
    """The expected postures as a table of countries and days."""
    days = sorted({each.day for each in expected_postures()})
    rows = []
    for country in _expected_countries():
        cells = [_short(each) for each in expected_postures() if each.country == country]
        rows.append((dataset().country[country].name, *cells))
    heads = [day_words(day.toordinal()) for day in days]
    return table(("", *heads), rows)


def _expected_countries() -> list[str]:
    return list(dict.fromkeys(each.country for each in expected_postures()))


def _short(each: Expected) -> str:
    label = dataset().postures[each.posture].label
    return f"{label}{_marks(each)}{' †' if each.reader else ''}"


def _marks(each: Expected) -> str:
    signs = {"ended": "…", "other": "?"}
    found = "".join(sign for mark, sign in signs.items() if mark in each.marks)
    return f" {found}" if found else ""


def expectations() -> str:
    """The expected postures, each with the line that justifies it."""
    parts = []
    for country in _expected_countries():
        lines = [_line(each) for each in expected_postures() if each.country == country]
        parts.append("\n".join([f"**{dataset().country[country].name}**", "", *lines]))
    return "\n\n".join(parts)


def _line(each: Expected) -> str:
    label = dataset().postures[each.posture].label
    day = day_words(each.day.toordinal())
    line = f"* {day}: *{label}*{_marks(each)}. {each.why}"
    if each.reader is None:
        return line
    other = dataset().postures[each.reader].label
    return f"{line} A reader might expect *{other}*: {each.reader_why}"


def rules() -> str:
    """The rules of coding, each with its example and its counter-example."""
    parts = []
    for each in coding_rules():
        lines = [f"* Example: {_case(each.example)}", f"* Not so: {_case(each.counter)}"]
        parts.append("\n".join([f"**{each.title}.** {each.rule.strip()}", "", *lines]))
    return "\n\n".join(parts)


def _case(example: Example) -> str:
    """What an example shows, of which claim or country, on which day, and what comes of it."""
    metadata = dataset().metadata
    day = example.day.toordinal() if example.day else metadata.as_of.last_end
    if example.posture is not None:
        name = dataset().country[example.country or ""].name
        result = f"{name}: *{dataset().postures[example.posture].label}*"
    else:
        reason: Reason = cast("Reason", example.reason)
        result = f"{code(example.record or '')}: {REASONS[reason]}"
    return f"{example.says} {result} on {day_words(day)}."


PARTS: Parts = {
    "rules": rules,
    "support-types": support_types,
    "postures": postures,
    "groups": groups,
    "eras": eras,
    "loaded-words": loaded_words,
    "expectations-in-short": expectations_in_short,
    "expectations": expectations,
}
