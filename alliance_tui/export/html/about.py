"""How to read the report: what the signs and words mean, and what counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alliance_tui.export.html.element import Html, element
from alliance_tui.export.html.parts import Report, hidden_sign
from alliance_tui.model.records import Group
from alliance_tui.model.vocabulary import MEANINGS
from alliance_tui.query.answers import SUBJECT_POSTURE
from alliance_tui.query.stance import KINDS, LABELS


def about(report: Report) -> Iterator[Html]:
    """What the data set is, what the signs mean, what counts."""
    metadata = report.dataset.metadata
    if metadata.description:
        yield element("p", metadata.description)
    if not report.export.whole:
        told = "The report tells only of what was asked for; the data set holds more."
        yield element("p", told)
    signs = (
        element(
            "li",
            element(
                "span",
                hidden_sign(f"{report.glyphs.stance[kind]} "),
                LABELS[kind],
                class_=f"stance-{kind}",
            ),
        )
        for kind in KINDS
    )
    yield element("h3", "Signs of stances")
    yield element("ul", signs, class_="signs")
    yield element("h3", "Kinds of support")
    yield _meanings((each.label, each.counts) for each in metadata.support_types)
    if metadata.postures:
        yield element("h3", "Postures, the first rule that holds")
        rules = (SUBJECT_POSTURE, *metadata.postures)
        yield _meanings((each.label, each.meaning) for each in rules)
    yield element("h3", "How well a claim stands")
    yield _meanings(MEANINGS["status"].items())
    if report.dataset.groups:
        yield element("h3", "Groups")
        yield _meanings((_named(each), each.rule or each.summary) for each in report.dataset.groups)


def _named(group: Group) -> str:
    return group.name if group.analytic else f"{group.id}, {group.name}"


def _meanings(pairs: Iterable[tuple[str, str | None]]) -> Html:
    return element(
        "dl", ((element("dt", term), element("dd", meaning or "")) for term, meaning in pairs)
    )
