"""What the screen shows for a view, as plain text: its twin for pipes and for screen readers."""

from __future__ import annotations

from alliance_tui.model.dates import day_words
from alliance_tui.pages.lines import lines_of
from alliance_tui.pages.page import Page
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Painter, Sheet, table_text
from alliance_tui.pages.telling import known_words, marks_told
from alliance_tui.query.sentence import sentence
from alliance_tui.query.view import ViewState
from alliance_tui.views.scene import Scene
from alliance_tui.views.view import view_called

PAGE_WIDTH = 88
"""The width of a page in cells where the output is no terminal."""


def screen_text(scene: Scene, view: ViewState, paint: Painter, cells: int | None) -> str:
    """The facts of the screen with *view*: what is asked, for which day, and every pane."""
    dataset = scene.dataset
    query, error = scene.asked(view)
    moment = scene.moment(view)
    listing = scene.listing(view)
    count = f"{len(listing.countries)} of {listing.total} countries"
    day = f"{day_words(moment.day)}{known_words(moment)}"
    parts = [
        paint(neutral(dataset.metadata.title), "strong"),
        paint(
            f"{day}, vouched to {day_words(dataset.as_of)}",
            "dim",
        ),
        paint(neutral(f"{sentence(query, dataset)}: {count}"), "dim"),
    ]
    if error is not None:
        parts.append(paint(neutral(f"In the query: {error.message}"), "error"))
    shown = view_called(view.view).text(scene, view, paint, cells)
    return "\n".join([*parts, "", *shown])


def told_table(scene: Scene, sheet: Sheet, paint: Painter, cells: int | None) -> str:
    """*sheet* as a table, and under it what its marks mean."""
    table = table_text(sheet, paint, cells, scene.glyphs.ellipsis)
    marks = marks_told(sheet, scene.glyphs)
    return f"{table}\n{paint(marks, 'dim')}" if marks else table


def page_text(page: Page, paint: Painter, cells: int | None) -> str:
    """*page* with its title, as text."""
    lines = lines_of(page, min(cells or PAGE_WIDTH, 2 * PAGE_WIDTH))
    body = ("".join(paint(span.text, span.role) for span in line).rstrip() for line in lines)
    return "\n".join([paint(neutral(page.title), "heading"), *body])
