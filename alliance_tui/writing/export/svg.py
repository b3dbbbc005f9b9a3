"""SVG: the picture of the screen, which only the screen can draw, made to stand alone."""

from __future__ import annotations

import re

_FONT_FILE = re.compile(r",\s*url\([^)]*\)(?:\s*format\([^)]*\))?")


def with_local_fonts(picture: str) -> str:
    """*picture* without the fonts that it would fetch: those of the reader's machine do."""
    head, style, rest = picture.partition("</style>")
    return _FONT_FILE.sub("", head) + style + rest
