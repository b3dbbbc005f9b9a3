"""JSON for people and pipes: indented, and with nothing in it that a terminal would obey."""

from __future__ import annotations

import re
from typing import Any

import msgspec

_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def json_text(data: Any, *, indent: int = 2) -> str:
    """*data* as JSON; invisible and bidirectional characters stand as escapes.

    It stands on one line where *indent* is 0.
    """
    text = msgspec.json.format(msgspec.json.encode(data, enc_hook=str), indent=indent).decode()
    return _UNSAFE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
