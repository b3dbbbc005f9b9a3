"""Text from a data set made harmless: what a terminal would obey becomes visible instead.

Three readers, three measures: a terminal obeys controls and loses count of what it cannot
see; a document is read by people, whose scripts need joiners and marks of direction; a table
is read by programs, which are to have the text as it is.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
"""C0 but tab and newline, DEL, C1, and lone surrogates, which no file can hold."""

_INVISIBLE = (
    "\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # bidirectional, separators, others
    "\U000e0000-\U000e007f"  # tags
)
_SHAPING = "\u061c\u200c-\u200f"
"""What shapes the writing of whole languages: joiners and marks of direction."""

_OBEYED_BY_TERMINALS = f"[{_CONTROLS}{_INVISIBLE}{_SHAPING}]"
_OBEYED_BY_READERS = f"[{_CONTROLS}{_INVISIBLE}]"
_NO_TEXT = f"[{_CONTROLS}]"
_SPACES = r"[\t\n]+ *"
"""Compiled when they are first met: nearly no text has anything of this."""


def neutral(text: str) -> str:
    """*text* for a terminal: every control and every invisible character made visible.

    A control character becomes its picture (ESC is ``␛``), any other its code point
    (``‹U+202E›``); tabs and line breaks become single spaces.
    """
    if text.isprintable():
        return text
    text = re.sub(_SPACES, " ", text)
    return re.sub(_OBEYED_BY_TERMINALS, _visible, text)


def legible(text: str) -> str:
    """*text* for a document: line breaks, joiners and marks of direction stay as they are."""
    return text if text.isprintable() else re.sub(_OBEYED_BY_READERS, _visible, text)


def stored(text: str) -> str:
    """*text* for a table: all of it but controls, which are no text."""
    return text if text.isprintable() else re.sub(_NO_TEXT, _visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"\u2039U+{code:04X}\u203a"


def web_address(text: str | None) -> str | None:
    """*text* if it is an address of the web, else nothing: no other may become a link."""
    if text is None or not text.startswith(("http://", "https://")):
        return None
    try:
        host = urlsplit(text).hostname
    except ValueError:
        return None
    return quote(text, safe=":/?#[]@!$&'()*+,;=%~-._") if host else None
