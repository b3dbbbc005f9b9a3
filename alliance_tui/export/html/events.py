"""The events of the report: by date in a table, how everybody voted, and each in full."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.export.html.element import Html, anchor, element, joined
from alliance_tui.export.html.parts import (
    Report,
    facts,
    hidden_sign,
    row,
    section,
    table,
    unseen,
)
from alliance_tui.model.dataset import by_date
from alliance_tui.model.records import Claim, Event, Participant, Tally
from alliance_tui.model.vocabulary import Vote
from alliance_tui.pages.event import VOTE_LABELS
from alliance_tui.pages.later import after, claim_after, declared_after
from alliance_tui.pages.lists import VOTE_WORDS
from alliance_tui.pages.parts import country_name, dated
from alliance_tui.query.votes import VOTES, RollCalls
from alliance_tui.views.votes import NOT_RECORDED


def _tally_words(tally: Tally) -> str:
    words = f"{tally.for_} for, {tally.against} against, {tally.abstain} abstained"
    return words if tally.absent is None else f"{words}, {tally.absent} did not vote"


def timeline(report: Report) -> Html:
    """Events, and claims that belong to none, by date."""
    loose = [claim for claim in report.claims if not claim.events]
    records: list[Event | Claim] = [*report.export.events, *loose]
    records.sort(key=by_date)
    rows = (_timeline_row(report, each) for each in records)
    caption = f"{len(report.export.events)} events, and {len(loose)} claims that belong to none"
    heads = ("When", "What", "Kind", "Countries")
    return section("timeline", "Timeline", table("timeline-table", caption, heads, rows))


def _timeline_row(report: Report, record: Event | Claim) -> Html:
    if isinstance(record, Claim):
        what = (report.link(record.id, record.statement), report.later(_after(report, record)))
        return row(dated(record.when), what, "claim", report.country(record.country))
    entries = report.dataset.entries(record).values()
    named = [each.country for each in entries if each.parts or each.signed is not None]
    who = _tally_words(record.tally) if record.tally else report.countries(named)
    what = (report.link(record.id, record.title), report.later(_after(report, record)))
    return row(dated(record.when), what, record.kind, who)


def _after(report: Report, record: Event | Claim) -> str:
    return after(record.when, report.moment, report.dataset)


def votes(report: Report) -> Html | None:
    """Countries by roll calls; nothing where there are none."""
    dataset = report.dataset
    told = {each.id for each in report.export.events}
    positions = [each for each in dataset.roll_calls if dataset.events.ids[each] in told]
    if not positions:
        return None
    calls = RollCalls(dataset, positions)
    like = dataset.metadata.subject
    last = report.moment.day
    heads = ["Country", f"As {like}"]
    columns = [
        report.link(event.id, (dated(event.when), unseen(f": {event.title}")))
        for event in (calls.event(number) for number in range(len(calls)))
    ]

    def cells(country: str) -> Iterator[Html]:
        for number in range(len(calls)):
            yield _vote(report, calls.vote(country, number))

    rows = []
    for country in report.export.countries:
        alike, both = calls.agreement(country.id, like, last)
        share = f"{alike} of {both}" if both else unseen("never both")
        rows.append(row(report.country(country.id), share, *cells(country.id)))
    signs = ", ".join(f"{report.glyphs.vote[each]} {VOTE_WORDS[each]}" for each in VOTES)
    caption = f"Roll calls: {signs}, blank {NOT_RECORDED}"
    return section(
        "votes",
        "Votes",
        element(
            "p",
            f"“As {like}” is in how many of the roll calls in which both voted a country voted "
            "alike. A country in no list of a roll call is not recorded; that is not absence.",
        ),
        table("votes-table", caption, (*heads, *columns), rows, "votes"),
    )


def _vote(report: Report, vote: Vote | None) -> Html:
    words = unseen(VOTE_WORDS[vote] if vote else NOT_RECORDED)
    sign = hidden_sign(report.glyphs.vote[vote or ""])
    return element("span", sign, words, class_=f"vote-{vote}" if vote else "dim")


def event_article(report: Report, event: Event) -> Html:
    """Everything that is told of *event*."""
    name = anchor(event.id)
    return element(
        "article",
        element("h3", event.title, id=name),
        facts(
            (
                event.kind,
                dated(event.when),
                after(event.when, report.moment, report.dataset),
                event.place,
                ", ".join(event.groups),
            )
        ),
        report.summary(event.summary),
        _participants(report, event),
        _outcome(report, event),
        _roll_call(report, event),
        report.summary(event.note, "Note: "),
        _claims(report, event),
        report.evidence(event.evidence),
        aria_labelledby=name,
    )


def _participants(report: Report, event: Event) -> Iterator[Html]:
    if event.participants:
        yield element("h4", "Who took part")
        parts = (_part(report, each) for each in event.participants)
        yield element("ul", parts, class_="parts")


def _part(report: Report, part: Participant) -> Html:
    attendance = None if part.attendance == "in-person" else part.attendance
    role = None if part.role == "other" else part.role
    return element(
        "li",
        joined((report.country(part.country), role, part.who, attendance), " · "),
        element("p", part.did) if part.did else None,
        report.evidence(part.evidence),
    )


def _outcome(report: Report, event: Event) -> Iterator[Html]:
    outcome = event.outcome
    if outcome is None:
        return
    yield element("h4", "What came of it")
    if outcome.summary:
        yield element("p", outcome.summary)
    for label, countries in (("Signed", outcome.signed), ("Did not sign", outcome.not_signed)):
        if countries:
            yield element("p", element("b", f"{label}: "), report.countries(countries))


def _roll_call(report: Report, event: Event) -> Iterator[Html | None]:
    if event.votes is None and event.tally is None:
        return
    yield element("h4", "The vote")
    if event.tally is not None:
        yield element("p", _tally_words(event.tally))
    votes = event.votes
    if votes is None:
        return
    if not votes.whole:
        yield element("p", "The lists are not whole.", class_="dim")
    for vote, label in VOTE_LABELS.items():
        if countries := votes.lists[vote]:
            sign = hidden_sign(f"{report.glyphs.vote[vote]} ")
            how = element("b", sign, f"{label}: ", class_=f"vote-{vote}")
            yield element("p", how, report.countries(countries))
    for later in votes.later:
        name = country_name(report.dataset, later.country)
        after_day = declared_after(later, report.moment, report.dataset)
        told = [f"{name} later declared: {later.vote}", dated(later.when), after_day, later.note]
        if later.source:
            told.append(report.link(later.source, later.source))
        yield facts(told)


def _claims(report: Report, event: Event) -> Iterator[Html]:
    claims = report.dataset.claims_by_event.get(event.id, ())
    if not claims:
        return
    yield element("h4", "What rests on it")
    yield element(
        "ul",
        (
            element(
                "li",
                report.country(each.country),
                ": ",
                report.link(each.id, each.statement),
                report.later(claim_after(each, report.moment, report.dataset)),
            )
            for each in claims
        ),
    )
