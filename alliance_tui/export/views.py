"""One view as a sheet, as plain data and as Markdown: what its screen shows, for files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alliance_tui.export.selection import Export
from alliance_tui.model.dates import day_text, day_words
from alliance_tui.pages.lists import (
    changes_data,
    countries_data,
    countries_sheet,
    head_data,
    timeline_data,
    timeline_sheet,
)
from alliance_tui.pages.markdown import markdown_page
from alliance_tui.pages.page import Page
from alliance_tui.pages.record_data import item_data
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import (
    Cell,
    Column,
    Sheet,
    markdown,
    markdown_table,
    rows_data,
)
from alliance_tui.pages.telling import stance_label
from alliance_tui.query.changes import Change, changes
from alliance_tui.query.view import view_to_text

WIDE = 10_000
"""Cells enough for a board to leave nothing out."""

SCREEN = (140, 45)
"""The size of a screen in cells, for what has one."""


def view_sheet(export: Export) -> Sheet:
    """The rows of the view: its countries, or whatever its board or page is made of."""
    match export.view.view:
        case "explore":
            scene = export.scene
            return countries_sheet(scene.answers, export.countries, export.moment, scene.glyphs)
        case "changes":
            return _changes_sheet(export)
        case "map":
            from alliance_tui.views.map.world import world_for

            return world_for(export.scene, export.view)(*SCREEN).sheet()
        case _:
            return export.scene.board_for(export.view)(WIDE).sheet()


def view_data(export: Export) -> dict[str, Any]:
    """What the view shows as plain data."""
    view, answers, moment = export.view, export.answers, export.moment
    data = head_data(answers, moment, view.query) | {"view": view_to_text(view)}
    if export.flaws.warning:
        data |= {"warning": export.flaws.warning, **export.flaws._asdict()}
    match view.view:
        case "explore":
            item = export.dataset.find(view.focus or view.country or "")
            timeline = export.scene.timeline(view)
            return {
                **data,
                "countries": countries_data(answers, export.countries, moment),
                "detail": None if item is None else item_data(answers, item, moment),
                "timeline": timeline_data(timeline.records),
            }
        case "changes":
            return {**data, **changes_data(_changes(export), export.scene.since(view))}
        case _:
            return {**data, "rows": rows_data(view_sheet(export))}


def view_markdown(export: Export) -> Iterator[str]:
    """What the view shows as Markdown, piece by piece."""
    view, scene = export.view, export.scene
    if view.view == "changes":
        if export.flaws.warning:
            yield f"**{export.flaws.warning}**\n\n"
        yield markdown_page(scene.changes(view))
        return
    yield heading_markdown(export)
    yield f"\n{markdown_table(view_sheet(export))}\n"
    if view.view != "explore":
        return
    yield f"\n{lowered(scene.page(view))}"
    timeline = scene.timeline(view)
    mine = None if timeline.country is None else timeline.country.id
    whose = "all" if timeline.country is None else neutral(timeline.country.name)
    rows = timeline_sheet(export.answers, timeline.records, mine, export.moment, scene.glyphs)
    yield f"\n## Timeline of {markdown(whose)}\n\n{markdown_table(rows)}\n"


def heading_markdown(export: Export) -> str:
    """The data set's title, what is asked, and for which day."""
    dataset, moment = export.dataset, export.moment
    known = ", as it was known then" if moment.clock == "known" else ""
    lines = [
        f"# {markdown(neutral(dataset.metadata.title))}",
        f"{markdown(export.sentence)}: {len(export.countries)}.",
        f"As of {day_words(moment.day)}{known}; vouched to {day_words(dataset.as_of)}; "
        f"version {markdown(neutral(dataset.metadata.version))}.",
    ]
    if export.flaws.warning:
        lines.insert(1, f"**{export.flaws.warning}**")
    return "\n\n".join(lines) + "\n"


def lowered(page: Page, levels: int = 1) -> str:
    """*page* as Markdown with its headings *levels* lower, to stand within another text."""
    lines = markdown_page(page).splitlines()
    marks = "#" * levels
    return "\n".join(f"{marks}{line}" if line.startswith("#") else line for line in lines) + "\n"


def _changes(export: Export) -> list[Change]:
    since = export.scene.since(export.view)
    return changes(export.answers, export.countries, since, export.moment)


def _changes_sheet(export: Export) -> Sheet:
    """One row a change: of the posture, or of a stance with the claims that made it."""
    names = ("country", "what", "before", "after", "claims")
    columns = tuple(
        Column(name, name.capitalize(), standing=name in ("before", "after")) for name in names
    )
    return Sheet(columns, tuple(_changes_rows(export)))


def _changes_rows(export: Export) -> Iterator[tuple[Cell, ...]]:
    moments = export.scene.since(export.view), export.moment
    for change in _changes(export):
        country = Cell(change.country.id)
        if change.of_posture:
            before, after = (
                Cell(each.rule.label, doubt=each.doubt) for each in (change.before, change.after)
            )
            yield (country, Cell("posture"), before, after, Cell(None))
        for each in change.stances:
            causes = " ".join(cause.after.claim.id for cause in each.causes)
            kinds = (
                Cell(stance_label(export.answers, stance, moment), doubt=stance.doubt)
                for stance, moment in zip((each.before, each.after), moments, strict=True)
            )
            yield (country, Cell(each.support_type), *kinds, Cell(causes or None))


def file_name(export: Export, suffix: str) -> str:
    """A good name for the file: the data set, the view and the day."""
    dataset = export.dataset
    what = "" if export.whole else f"-{export.view.view}"
    name = "".join(each if each.isalnum() else "-" for each in neutral(dataset.metadata.id))
    return f"{name.strip('-') or 'export'}{what}-{day_text(export.moment.day)}{suffix}"
