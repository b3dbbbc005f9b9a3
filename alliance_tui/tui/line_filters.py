"""What every line of the screen passes last: signs for terminals without, and no colour."""

from __future__ import annotations

from collections.abc import Mapping

from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.filter import LineFilter, Monochrome, NoColor

from alliance_tui.pages.glyphs import ASCII, punctuated

GREYS = (Monochrome, NoColor)
"""The filters of Textual that `Colourless` takes the place of."""

_GROUNDS = (
    "background",
    "surface",
    "panel",
    "boost",
    "scrollbar-background",
    "scrollbar-background-hover",
    "scrollbar-background-active",
    "scrollbar-corner-color",
)
"""The colours of a theme that things stand on; any other ground makes something stand out."""

_UPPER, _WHOLE = "\N{UPPER HALF BLOCK}", "\N{FULL BLOCK}"


class AsciiSigns(LineFilter):
    """Draws quotation marks, dashes, arrows, lines and blocks in ASCII, each as wide as before.

    Letters stay what they are: the name of a country is not for the program to spell.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """*segments* with signs of ASCII."""
        return [
            segment if segment.text.isascii() else segment._replace(text=_in_ascii(segment.text))
            for segment in segments
        ]


def _in_ascii(text: str) -> str:
    return punctuated(text, ASCII)


class Colourless(LineFilter):
    """Leaves no colour: what stood out by its ground is reversed, so that it is still seen.

    The colours of the terminal are never touched, so that no theme makes text unreadable.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        """Tell grounds from what stands out by the *variables* of the theme."""
        super().__init__()
        self._grounds = frozenset(
            filter(None, (_triplet(variables.get(each)) for each in _GROUNDS))
        )

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """*segments* without colour."""
        return [self._bare(segment) for segment in segments]

    def _bare(self, segment: Segment) -> Segment:
        text, style, control = segment
        if style is None or control:
            return segment
        stands_out = self._stands_out(style.bgcolor.triplet if style.bgcolor else None)
        if _UPPER in text and stands_out and style.color and self._stands_out(style.color.triplet):
            text, stands_out = text.replace(_UPPER, _WHOLE), False
        bare = style.without_color
        if stands_out:
            bare += Style(reverse=not style.reverse)
        return Segment(text, bare, control)

    def _stands_out(self, colour: ColorTriplet | None) -> bool:
        return colour is not None and colour not in self._grounds


def _triplet(colour: str | None) -> ColorTriplet | None:
    if colour is None:
        return None
    try:
        return Color.parse(colour).rich_color.triplet
    except ColorParseError:
        return None
