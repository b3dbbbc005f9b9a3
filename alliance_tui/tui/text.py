"""The seam through which data-set text reaches the screen: always as data, never as markup."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.writing.cells import width
from alliance_tui.writing.lines import Line
from alliance_tui.writing.page import Role
from alliance_tui.writing.safe import neutral

ROLE_STYLES: dict[Role, str] = {
    "text": "",
    "strong": "text-style: bold;",
    "heading": "text-style: bold; color: $line-focus;",
    "label": "color: $text-dim;",
    "dim": "color: $text-dim;",
    "quote": "text-style: italic;",
    "query": "color: $secondary;",
    "good": "color: $evidence-good;",
    "bad": "color: $evidence-bad; text-style: bold;",
    "link": "color: $text-link;",
    "claim": "",
    "source": "color: $text-link;",
    "address": "color: $text-link;",
    "faint": "color: $line;",
    "chosen": "background: $cursor; color: $foreground; text-style: bold underline;",
    "error": "color: $error;",
    **{
        f"stance-{kind}": f"color: $stance-{kind};"
        for kind in (
            *("supports", "withholds", "opposes", "mixed", "disputed"),
            *("none", "earlier", "context", "unassessed"),
        )
    },
    **{
        f"tone-{tone}": f"color: $tone-{tone};"
        for tone in ("subject", "strong-support", "support", "mixed", "neutral")
    },
    "tone-distancing": "color: $tone-distancing;",
    "tone-opposition": "color: $tone-opposition;",
    **{f"vote-{vote}": f"color: $vote-{vote};" for vote in ("for", "against", "abstain", "absent")},
}
"""How each role of a span is drawn, in Textual CSS."""


ROLE_CLASSES = {f"role--{role}" for role in ROLE_STYLES}
"""The component classes of a widget that draws spans."""

ROLE_CSS = "\n".join(f"& > .role--{role} {{ {css} }}" for role, css in ROLE_STYLES.items() if css)
"""The rules for `ROLE_CLASSES`, to stand inside the rule of the widget."""


def role_styles(widget: Widget) -> dict[Role, Style]:
    """The style of each role on the background of *widget*, which has `ROLE_CLASSES`."""
    base = widget.rich_style
    return {role: base + widget.get_component_rich_style(f"role--{role}") for role in ROLE_STYLES}


def content(text: str) -> Content:
    """Data-set *text* as content for a stock widget."""
    return Content(neutral(text))


def strip_of(line: Line, cells: int, styles: Mapping[Role, Style], base: Style) -> Strip:
    """*line* as a strip of exactly *cells* cells, cut or filled with *base*."""
    segments: list[Segment] = []
    used = 0
    for span in line:
        segments.append(Segment(span.text, styles.get(span.role, base)))
        used += width(span.text)
    if used < cells:
        segments.append(Segment(" " * (cells - used), base))
        return Strip(segments, cells)
    strip = Strip(segments, used)
    return strip if used == cells else strip.crop(0, cells)
