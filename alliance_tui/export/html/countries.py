"""The countries of the report: what each promised, what it did, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.export.html.element import Child, Html, anchor, element, joined
from alliance_tui.export.html.parts import Report, facts, hidden_sign, unseen
from alliance_tui.export.html.ribbons import Ribbons
from alliance_tui.model.records import Claim, Country, SupportType, Tie
from alliance_tui.pages.later import claim_after, told_already
from alliance_tui.pages.parts import DIRECTION_STANCE, certainly, dated
from alliance_tui.pages.telling import with_doubt
from alliance_tui.query.facts import holds_on
from alliance_tui.query.stance import REASONS, Weighed


def country_article(report: Report, ribbons: Ribbons, country: Country) -> Html:
    """Everything that is told of *country*."""
    name = anchor(country.id)
    return element(
        "article",
        element("h3", country.name, id=name),
        _profile(report, country),
        ribbons.stances(country),
        _ties(report, country),
        _claims(report, country),
        aria_labelledby=name,
    )


def _profile(report: Report, country: Country) -> Iterator[Html | None]:
    day, as_of = report.moment.day, report.dataset.as_of
    memberships = [
        each.group
        + ("" if each.status == "member" else f" ({each.status})")
        + ("" if certainly(each.when, day, as_of) else ", possibly")
        for each in country.memberships
        if holds_on(each.when, day, as_of)
    ]
    yield facts((country.id, country.region, ", ".join(memberships)))
    for leader in country.leaders:
        if holds_on(leader.when, day, as_of):
            doubt = "" if certainly(leader.when, day, as_of) else ", possibly"
            yield facts((f"{leader.name}, {leader.office}{doubt}",))
    posture = report.answers.posture(country.id, report.moment)
    rule = posture.rule
    label = with_doubt(rule.label, posture)
    yield element(
        "p",
        element("strong", label, class_=f"tone-{rule.tone}"),
        f" – {rule.meaning}" if rule.meaning else None,
        (" Because ", element("code", rule.when), ".") if rule.when else None,
    )
    if country.summary:
        yield report.summary(country.summary)
        yield report.evidence(country.evidence)


def _ties(report: Report, country: Country) -> Iterator[Html]:
    day, as_of = report.moment.day, report.dataset.as_of
    ties = [tie for tie in country.ties if holds_on(tie.when, day, as_of)]
    if ties:
        yield element("h4", "Promised")
        yield element("ul", (_tie(report, tie) for tie in ties), class_="claims")


def _tie(report: Report, tie: Tie) -> Html:
    partners = (" with ", report.countries(tie.partners)) if tie.partners else None
    return element(
        "li",
        element(
            "div",
            element("p", tie.title, class_="statement"),
            facts(((", ".join(tie.obligations), partners), dated(tie.when))),
            report.summary(tie.summary),
        ),
        report.evidence(tie.evidence),
    )


def _claims(report: Report, country: Country) -> Iterator[Html]:
    told = {each.id for each in report.claims_by_country.get(country.id, ())}
    if told:
        yield element("h4", "Did")
    for support_type in report.dataset.metadata.support_types:
        derivation = report.answers.stances.derivation(country.id, support_type.id, report.moment)
        weighed = [each for each in derivation if each.claim.id in told]
        if weighed:
            yield element(
                "h5",
                element("span", support_type.label),
                ": ",
                _stance(report, country, support_type),
            )
            items = (_claim(report, each, support_type) for each in weighed)
            yield element("ul", items, class_="claims")


def _stance(report: Report, country: Country, support_type: SupportType) -> Child:
    if not support_type.scored:
        return "not scored"
    return report.stance(country.id, support_type.id)


def _claim(report: Report, weighed: Weighed, support_type: SupportType) -> Html:
    claim = weighed.claim
    kind = DIRECTION_STANCE[claim.direction]
    counts: str | None = "counts" if weighed.counts else f"does not count: {weighed.detail}"
    if not support_type.scored:
        counts = None
    elif weighed.reason == "may-have-ended":
        counts = REASONS[weighed.reason]
    later = None
    if not told_already(weighed):
        later = claim_after(claim, report.moment, report.dataset)
    sign = element(
        "span",
        hidden_sign(f"{report.glyphs.stance[kind]} "),
        unseen(f"{claim.direction}: "),
        class_=f"stance-{kind}",
    )
    return element(
        "li",
        element(
            "div",
            element("p", sign, claim.statement, class_="statement"),
            facts(
                (
                    dated(claim.when),
                    claim.stage,
                    None if claim.agent == "state" else f"acted: {claim.agent}",
                    claim.status,
                    f"{claim.confidence} confidence",
                    counts,
                    later,
                )
            ),
            report.summary(claim.note, "Note: "),
            _links(report, claim),
        ),
        report.evidence(claim.evidence, claim),
        id=anchor(claim.id),
    )


def _links(report: Report, claim: Claim) -> Html | None:
    events = report.dataset.events
    found = [events[events.position[each]] for each in claim.events]
    ended = [report.link(each, each) for each in claim.ends]
    lines = (
        ("Belongs to ", joined((report.link(each.id, each.title) for each in found), ", "))
        if found
        else None,
        ("Brings to an end ", joined(ended, ", ")) if ended else None,
    )
    return facts(lines) if found or ended else None
