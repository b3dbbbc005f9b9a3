"""The overview of a data set as plain text."""

from __future__ import annotations

from alliance_tui.model.dates import day_words
from alliance_tui.pages.cells import width
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.lines import plain_text
from alliance_tui.pages.page import Block, Page, Span
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Painter, Sheet, table_text
from alliance_tui.pages.telling import marks_told
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import KINDS, LABELS


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
            (len(dataset.sources), "sources"),
        )
    )
    about = (
        f"Vouched to {day_words(dataset.as_of)} {glyphs.dot} version {metadata.version} "
        f"{glyphs.dot} {counts}"
    )
    parts = [paint(neutral(metadata.title), "strong")]
    if metadata.question and metadata.question != metadata.title:
        parts.append(plain_text(_page(metadata.question), cells or 88))
    parts += [paint(neutral(about), "dim"), ""]
    parts += [table_text(sheet, paint, cells, glyphs.ellipsis), ""]
    parts += [_legend(answers, glyphs), *filter(None, [marks_told(sheet, glyphs)]), "", _hints()]
    return "\n".join(parts)


def _page(text: str) -> Page:
    return Page("", "", (Block((Span(neutral(text)),)),))


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
