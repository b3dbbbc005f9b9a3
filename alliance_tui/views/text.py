"""Plain text for pipes and screen readers: what the screen shows, a page, the overview."""

from __future__ import annotations

from alliance_tui.model.dates import day_words
from alliance_tui.pages.cells import width
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.lines import lines_of, plain_text
from alliance_tui.pages.page import Block, Page, Span
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Painter, Sheet, table_text
from alliance_tui.pages.standing import marks_told
from alliance_tui.pages.telling import known_words
from alliance_tui.query.answers import Answers
from alliance_tui.query.sentence import sentence
from alliance_tui.query.stance import KINDS, LABELS
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


def overview_text(
    answers: Answers, sheet: Sheet, glyphs: Glyphs, paint: Painter, cells: int | None
) -> str:
    """What the data set is, where everybody stands on its last day, and what the signs mean."""
    dataset = answers.dataset
    metadata = dataset.metadata
    counts = ", ".join(
        f"{count} {noun}"
        for count, noun in (
            (len(dataset.countries), "countries"),
            (len(dataset.claims), "claims"),
            (len(dataset.events), "events"),
            (len(dataset.source), "sources"),
        )
    )
    about = (
        f"Vouched to {day_words(dataset.as_of)} {glyphs.dot} version {metadata.version} "
        f"{glyphs.dot} {counts}"
    )
    parts = [paint(neutral(metadata.title), "strong")]
    if metadata.question and metadata.question != metadata.title:
        question = Block((Span(neutral(metadata.question)),))
        parts.append(plain_text(Page("", "", (question,)), cells or PAGE_WIDTH))
    parts += [paint(neutral(about), "dim"), ""]
    parts += [table_text(sheet, paint, cells, glyphs.ellipsis), ""]
    parts += [_legend(answers, glyphs), *filter(None, [marks_told(sheet, glyphs)]), "", _hints()]
    return "\n".join(parts)


def _legend(answers: Answers, glyphs: Glyphs) -> str:
    signs = "   ".join(f"{glyphs.stance[kind]} {LABELS[kind]}" for kind in KINDS)
    types = "   ".join(
        neutral(f"{each.short or each.label[:2]} {each.label}")
        for each in answers.dataset.scored_types
    )
    return f"{signs}\n{types}"


def _hints() -> str:
    rows = (
        ("alliance-tui show ID", "one country, event, claim or source"),
        ("alliance-tui timeline", "everything by date"),
        ("alliance-tui --help", "what else there is"),
    )
    longest = max(width(command) for command, _ in rows)
    return "\n".join(f"{command:<{longest}}  {what}" for command, what in rows)
