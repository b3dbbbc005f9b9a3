"""The sources of the report, and what was corrected in the data set."""

from __future__ import annotations

from alliance_tui.export.html.element import (
    Html,
    anchor,
    element,
    joined,
)
from alliance_tui.export.html.parts import Report, counted, facts
from alliance_tui.model.records import Source
from alliance_tui.pages.parts import country_name, dated
from alliance_tui.pages.safe import web_address
from alliance_tui.query.bibliography import weight


def sources(report: Report) -> Html:
    """A list of the sources."""
    items = (_source(report, each) for each in report.export.sources)
    return element("ul", items, class_="sources")


def _source(report: Report, source: Source) -> Html:
    """A source as a citation, with whose voice it is and how much rests on it."""
    dataset = report.dataset
    rests = weight(dataset, source)
    links = (
        _address(text, address)
        for text, address in ((source.title, source.url), ("archived copy", source.archived))
    )
    title, archived = links
    voice = country_name(dataset, source.speaks_for) if source.speaks_for else None
    origins = [report.link(each, each) for each in source.based_on]
    return element(
        "li",
        element(
            "p",
            joined(
                (
                    source.author,
                    element("cite", title or source.title),
                    source.publisher,
                    dated(source.published),
                ),
                ", ",
            ),
        ),
        facts(
            (
                source.kind,
                f"speaks for {voice}" if voice else None,
                f"language: {source.lang}" if source.lang else None,
                ("based on ", joined(origins, ", ")) if origins else None,
                counted(rests.claims, "claim", "claims") if rests.claims else None,
                f"denies {rests.denials}" if rests.denials else None,
                counted(rests.events, "event", "events") if rests.events else None,
                archived,
                f"read {dated(source.accessed)}" if source.accessed else None,
            )
        ),
        element("p", f"Note: {source.note}") if source.note else None,
        id=anchor(source.id),
    )


def _address(text: str, address: str | None) -> Html | None:
    """A link that leaves the report; none where the address is not one of the web."""
    found = web_address(address)
    if found is None:
        return None
    return element("a", text, href=found, rel="external noreferrer", class_="out")


def corrections(report: Report) -> Html | None:
    """What was corrected, when and why; nothing where nothing was."""
    ledger = report.dataset.corrections
    if not ledger:
        return None
    items = (
        element(
            "li",
            joined((dated(each.on), each.kind, report.link(each.target, each.target)), " · "),
            element("p", each.why),
            element("p", f"Before: {each.was}", class_="dim") if each.was else None,
        )
        for each in ledger
    )
    return element("ul", items, class_="sources")
