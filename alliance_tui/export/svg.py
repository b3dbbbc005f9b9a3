"""SVG: the picture of the screen, which only the screen can draw, made to stand alone."""

from __future__ import annotations

import re
from html import escape

from alliance_tui.pages.safe import legible

_FONT_FILE = re.compile(r",\s*url\([^)]*\)(?:\s*format\([^)]*\))?")


def alone(picture: str, title: str, warning: str | None = None) -> str:
    """*picture* with a title, its spaces kept, and without the fonts that it would fetch.

    Args:
        picture: what Textual drew.
        title: what the picture is of.
        warning: what whoever is given it has to know.
    """
    head, style, rest = picture.partition("</style>")
    told = escape(legible(": ".join(filter(None, (title, warning)))))
    begun, _, rest_of_head = head.partition(">")
    begun = f'{begun} xml:space="preserve" role="img"><title>{told}</title>'
    return begun + _FONT_FILE.sub("", rest_of_head) + style + rest
