"""One view as a sheet, as plain data and as Markdown: what its screen shows, for files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alliance_tui.export.selection import Export
from alliance_tui.model.dates import day_text, day_words
from alliance_tui.pages.lists import (
    head_data,
)
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import (
    Sheet,
    markdown,
)
from alliance_tui.pages.telling import known_words
from alliance_tui.query.view import view_to_text
from alliance_tui.views.view import view_called


def view_sheet(export: Export) -> Sheet:
    """The rows of the view: its countries, or whatever its board or page is made of."""
    return view_called(export.view.view).sheet(export.scene, export.view)


def view_data(export: Export) -> dict[str, Any]:
    """What the view shows as plain data."""
    view, scene = export.view, export.scene
    data = head_data(export.answers, export.moment, view.query) | {
        "view": view_to_text(scene.as_shown(view))
    }
    if export.flaws.warning:
        data |= {"warning": export.flaws.warning, **export.flaws._asdict()}
    return data | view_called(view.view).data(scene, view)


def view_markdown(export: Export) -> Iterator[str]:
    """What the view shows as Markdown, piece by piece."""
    view = view_called(export.view.view)
    if view.headed:
        yield heading_markdown(export)
    elif export.flaws.warning:
        yield f"**{export.flaws.warning}**\n\n"
    yield from view.markdown(export.scene, export.view)


def heading_markdown(export: Export) -> str:
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


def file_name(export: Export, suffix: str) -> str:
    """A good name for the file: the data set, the view and the day."""
    dataset = export.dataset
    what = "" if export.whole else f"-{export.view.view}"
    name = "".join(each if each.isalnum() else "-" for each in neutral(dataset.metadata.id))
    return f"{name.strip('-') or 'export'}{what}-{day_text(export.moment.day)}{suffix}"
