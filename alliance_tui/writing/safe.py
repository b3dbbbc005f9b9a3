"""Text from a data set made harmless: what a terminal would obey becomes visible instead."""

from __future__ import annotations

import re

_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 (but tab and newline), DEL, C1
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"  # invisible, bidirectional
    "\u2028\u2029"  # line and paragraph separators
    "\U000e0000-\U000e007f"  # tags
    "\ud800-\udfff]"  # lone surrogates
)
_SPACES = re.compile(r"[\t\n]+ *")


def neutral(text: str) -> str:
    """*text* with every control, escape and bidirectional character made visible.

    A control character becomes its picture (ESC is ``␛``), any other its code point
    (``‹U+202E›``); tabs and line breaks become single spaces.
    """
    if text.isprintable():
        return text
    text = _SPACES.sub(" ", text)
    return _CONTROLS.sub(_visible, text)


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"\u2039U+{code:04X}\u203a"
