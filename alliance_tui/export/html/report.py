"""The report: a whole document, written section by section."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Container, Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from shlex import quote

from alliance_tui import __version__
from alliance_tui.export.delivery import Progress
from alliance_tui.export.html.about import about
from alliance_tui.export.html.countries import country_article
from alliance_tui.export.html.element import (
    Html,
    element,
    reference,
    together,
    trusted,
)
from alliance_tui.export.html.events import event_article, timeline, votes
from alliance_tui.export.html.parts import (
    Report,
    counted,
    facts,
    opening,
    row,
    section,
    table,
)
from alliance_tui.export.html.ribbons import Ribbons
from alliance_tui.export.html.sources import corrections, sources
from alliance_tui.export.selection import Export
from alliance_tui.model.dates import day_words
from alliance_tui.model.records import Country
from alliance_tui.pages.citation import data_citation
from alliance_tui.pages.telling import with_doubt
from alliance_tui.query.view import view_to_text

CONTENTS = {
    "about": "How to read this",
    "stances": "Where everybody stands",
    "time": "Through time",
    "countries": "Countries",
    "votes": "Votes",
    "timeline": "Timeline",
    "events": "Events",
    "sources": "Sources",
    "corrections": "Corrections",
}
"""The sections by their ids, in order."""


def write_report(export: Export, path: Path) -> Iterator[Progress]:
    """Write the report on *export* as one file."""
    report = Report(export)
    total = len(export.countries) + len(export.events) + len(CONTENTS) + 2
    with path.open("x", encoding="utf-8", newline="\n") as file:
        for number, (what, piece) in enumerate(_pieces(report), 1):
            file.write(piece)
            file.write("\n")
            yield Progress(min(number, total), total, what)


def _pieces(report: Report) -> Iterator[tuple[str, str]]:
    """The document, one piece after the other, each with what it is of."""
    export, ribbons = report.export, Ribbons(report)
    roll_calls = votes(report)
    corrected = corrections(report)
    left_out = {
        name for name, told in (("votes", roll_calls), ("corrections", corrected)) if told is None
    }
    yield "head", f'<!DOCTYPE html>\n<html lang="en">\n{_head(report)}\n<body>'
    yield "head", _top(report, left_out)
    yield "head", '<main id="main" tabindex="-1">'
    yield "about", section("about", CONTENTS["about"], about(report))
    yield "stances", section("stances", CONTENTS["stances"], _stances(report))
    yield "ribbons", section("time", CONTENTS["time"], ribbons.postures())
    yield "countries", _open("countries")
    for country in export.countries:
        yield country.name, country_article(report, ribbons, country)
    yield "countries", "</section>"
    if roll_calls:
        yield "votes", roll_calls
    yield "timeline", timeline(report)
    yield "events", _open("events")
    for event in export.events:
        yield event.title, event_article(report, event)
    yield "events", "</section>"
    yield "sources", section("sources", CONTENTS["sources"], sources(report))
    if corrected:
        yield "corrections", section("corrections", CONTENTS["corrections"], corrected)
    yield "end", f"</main>\n{_foot(report)}\n</body>\n</html>"


def _open(section_id: str) -> Html:
    """The beginning of a section that is written article by article."""
    inner = together(opening(section_id, CONTENTS[section_id]))
    return trusted(f'<section aria-labelledby="{section_id}">{inner}')


def _head(report: Report) -> Html:
    """What no reader sees: no script, no foreign address, no style but the one that is here."""
    style = files(__package__).joinpath("report.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    metadata = report.dataset.metadata
    described = (report.export.flaws.warning, metadata.question or metadata.title)
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="description", content=" ".join(filter(None, described))),
        element("meta", name="generator", content=f"alliance-tui {__version__}"),
        element("title", metadata.title),
        element("style", trusted(style)),
    )


def _top(report: Report, left_out: Container[str]) -> Html:
    metadata, export = report.dataset.metadata, report.export
    flawed = export.flaws.warning
    clock = "as it was known then" if report.moment.clock == "known" else "as it happened"
    entries = (
        element("li", element("a", title, href=reference(name)))
        for name, title in CONTENTS.items()
        if name not in left_out
    )
    return together(
        (
            element("a", "Skip to the content", href="#main", class_="skip"),
            element(
                "header",
                element("h1", metadata.title),
                element("p", metadata.question, class_="question") if metadata.question else None,
                element("p", flawed, class_="flawed", role="note") if flawed else None,
                facts(
                    (
                        export.sentence,
                        f"as of {day_words(report.moment.day)}, {clock}",
                        f"vouched to {day_words(report.dataset.as_of)}",
                        f"version {metadata.version}",
                    )
                ),
                facts(
                    (
                        counted(len(export.countries), "country", "countries"),
                        counted(len(report.claims), "claim", "claims"),
                        counted(len(export.events), "event", "events"),
                        counted(len(export.sources), "source", "sources"),
                    )
                ),
            ),
            element("nav", element("ol", entries), id="contents", aria_label="Contents"),
        )
    )


def _stances(report: Report) -> Html:
    types = report.dataset.scored_types
    heads = ("Country", *(each.label for each in types), "Posture")
    rows = (_stance_row(report, each) for each in report.export.countries)
    caption = f"Stances and postures as of {day_words(report.moment.day)}"
    return table("stances-table", caption, heads, rows, "stances")


def _stance_row(report: Report, country: Country) -> Html:
    answers, moment = report.answers, report.moment
    cells = [report.stance(country.id, each.id) for each in report.dataset.scored_types]
    posture = answers.posture(country.id, moment)
    label = with_doubt(posture.rule.label, posture)
    cells.append(element("span", label, class_=f"tone-{posture.rule.tone}"))
    return row(report.country(country.id), *cells)


def _foot(report: Report) -> Html:
    metadata = report.dataset.metadata
    return element(
        "footer",
        element("p", data_citation(report.dataset, metadata.id)),
        element(
            "p",
            f"Made with alliance-tui {__version__}, which shows the same with ",
            element("code", f"alliance-tui --view {quote(view_to_text(report.export.view))}"),
            ".",
        ),
    )
