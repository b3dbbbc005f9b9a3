"""The seam through which data-set text reaches the screen: always as data, never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from alliance_tui.pages.cells import width
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Role
from alliance_tui.pages.safe import neutral
from alliance_tui.query.stance import KINDS
from alliance_tui.tui.input import linked


class Look(NamedTuple):
    """How a role is drawn: names of theme variables, and attributes."""

    colour: str | None = None
    background: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False


LOOKS: dict[Role, Look] = {
    "text": Look(),
    "strong": Look(bold=True),
    "heading": Look("line-focus", bold=True),
    "label": Look("text-dim"),
    "dim": Look("text-dim"),
    "faint": Look("line"),
    "quote": Look(italic=True),
    "query": Look("secondary"),
    "good": Look("evidence-good"),
    "denied": Look("evidence-bad"),
    "bad": Look("evidence-bad", bold=True),
    "error": Look("error", bold=True),
    "wrong": Look("error"),
    "claim": Look(),
    "link": Look("text-link"),
    "source": Look("text-link"),
    "address": Look("text-link"),
    "bar": Look("line-focus"),
    "marker": Look("accent", bold=True),
    "key": Look("line-focus", bold=True),
    "hit": Look("foreground", "hit", bold=True),
    "hit-now": Look("background", "foreground", bold=True),
    "chosen": Look("foreground", "cursor", bold=True, underline=True),
    "shown": Look("foreground", "cursor", bold=True),
    **{f"stance-{kind}": Look(f"stance-{kind}") for kind in KINDS},
    **{
        f"tone-{tone}": Look(f"tone-{tone}")
        for tone in ("strong-support", "support", "mixed", "neutral", "distancing", "opposition")
    },
    "tone-subject": Look("tone-subject", bold=True),
    **{f"vote-{vote}": Look(f"vote-{vote}") for vote in ("for", "against", "abstain", "absent")},
}
"""How each role of a span is drawn.

The panes draw these themselves: as rules of a style sheet they would have to be matched for
every pane at every change of a class, which costs more than all the drawing.
"""


_NAMES = tuple({name for look in LOOKS.values() for name in look[:2] if name})


def role_styles(widget: Widget) -> Mapping[Role, Style]:
    """The style of each role on the background of *widget*, in the colours of the theme."""
    variables = widget.app.theme_variables
    return _role_styles(widget.rich_style, tuple(map(variables.get, _NAMES)))


@lru_cache(maxsize=64)
def _role_styles(base: Style, colours: tuple[str | None, ...]) -> Mapping[Role, Style]:
    """The style of each role over *base*, where its look has the *colours* that `_NAMES` tell."""
    named = {name: colour for name, colour in zip(_NAMES, colours, strict=True) if colour}
    return {
        role: base + _style(look, named.get(look.colour or ""), named.get(look.background or ""))
        for role, look in LOOKS.items()
    }


def filtered(style: Style, filters: Iterable[LineFilter], ground: Color) -> Style:
    """*style* as *filters* leave it, which only exchange colours, on the colour *ground*."""
    segments = [Segment(" ", style)]
    for each in filters:
        segments = each.apply(segments, ground)
    return segments[0].style or style


def background_style(widget: Widget, variable: str) -> Style:
    """The background that the theme variable names, to lay under other styles."""
    return Style(bgcolor=Color.parse(widget.app.theme_variables[variable]).rich_color)


def _style(look: Look, colour: str | None, background: str | None) -> Style:
    """The style of *look* in the colours that its names have in the theme."""
    return Style(
        color=Color.parse(colour).rich_color if colour else None,
        bgcolor=Color.parse(background).rich_color if background else None,
        bold=look.bold or None,
        italic=look.italic or None,
        underline=look.underline or None,
    )


def content(text: str) -> Content:
    """Data-set *text* as content for a stock widget."""
    return Content(neutral(text))


@lru_cache(maxsize=64)
def _hyperlinked(style: Style, address: str) -> Style:
    """*style* as a link that a terminal opens: the same for all lines of one *address*."""
    return style + Style(link=address)


def strip_of(line: Line, cells: int, styles: Mapping[Role, Style]) -> Strip:
    """*line* as a strip of exactly *cells* cells, cut or filled; its links can be pressed."""
    base = styles["text"]
    segments: list[Segment] = []
    used = 0
    for span in line:
        style = styles.get(span.role, base)
        if span.link is not None:
            style += linked(span.link)
        if span.address is not None:
            style = _hyperlinked(style, span.address)
        segments.append(Segment(span.text, style))
        used += width(span.text)
    if used < cells:
        segments.append(Segment(" " * (cells - used), base))
        return Strip(segments, cells)
    strip = Strip(segments, used)
    return strip if used == cells else strip.crop(0, cells)
