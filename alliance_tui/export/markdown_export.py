"""Markdown: a view, or the whole data set as one text to read."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_tui.export.selection import Export
from alliance_tui.model.dates import day_words
from alliance_tui.model.records import Source
from alliance_tui.pages.citation import citation
from alliance_tui.pages.country import country_page
from alliance_tui.pages.event import event_page
from alliance_tui.pages.lists import timeline_sheet
from alliance_tui.pages.markdown import lowered
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import markdown, markdown_address, markdown_table
from alliance_tui.pages.standing import countries_sheet
from alliance_tui.pages.telling import known_words
from alliance_tui.views.view import view_called


def view_markdown(export: Export) -> Iterator[str]:
    """What the view shows as Markdown, piece by piece."""
    view = view_called(export.view.view)
    if view.headed:
        yield _heading(export)
    elif export.flaws.warning:
        yield f"**{export.flaws.warning}**\n\n"
    yield from view.markdown(export.scene, export.view)


def whole_markdown(export: Export) -> Iterator[str]:
    """Every country, event and source, piece by piece."""
    telling = export.scene.telling(export.view)
    answers, moment, glyphs = telling
    metadata = export.dataset.metadata
    yield _heading(export)
    for told in (metadata.question, metadata.description):
        if told:
            yield f"\n{markdown(neutral(told))}\n"
    sheet = countries_sheet(answers, export.countries, moment, glyphs)
    yield f"\n## Where everybody stands\n\n{markdown_table(sheet)}\n"
    events = timeline_sheet(answers, export.events, None, moment, glyphs)
    yield f"\n## Events\n\n{markdown_table(events)}\n"
    yield "\n## Countries\n"
    for country in export.countries:
        yield f"\n{lowered(country_page(telling, country), 2)}"
    yield "\n## What happened\n"
    for event in export.events:
        yield f"\n{lowered(event_page(telling, event), 2)}"
    yield "\n## Sources\n\n"
    for source in export.sources:
        yield f"- {_source(source)}\n"


def _heading(export: Export) -> str:
    """The data set's title, what is asked, and for which day."""
    dataset, moment = export.dataset, export.moment
    lines = [
        f"# {markdown(neutral(dataset.metadata.title))}",
        f"{markdown(export.sentence)}: {len(export.countries)}.",
        f"As of {day_words(moment.day)}{known_words(moment)}; "
        f"vouched to {day_words(dataset.as_of)}; "
        f"version {markdown(neutral(dataset.metadata.version))}.",
    ]
    if export.flaws.warning:
        lines.insert(1, f"**{export.flaws.warning}**")
    return "\n\n".join(lines) + "\n"


def _source(source: Source) -> str:
    """A source in one line, its address as a link."""
    told = f"{markdown(neutral(source.id))}: {markdown(citation(source, addressed=False))}"
    address = source.url or source.archived
    return told if address is None else f"{told}. {markdown_address(neutral(address))}"
