"""Records as plain data, and plain data as JSON that no terminal obeys."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from alliance_tui.model.dates import When


def plain_data(value: Any) -> Any:
    """*value* with records as mappings of fields as files name them, dates as written.

    Fields that have their default are left out.
    """
    if isinstance(value, When):
        return value.text
    if isinstance(value, Struct):
        data: dict[str, Any] = {}
        for field in fields(value):
            content = getattr(value, field.name)
            if field.required or content != field.default:
                data[field.encode_name] = plain_data(content)
        return data
    if isinstance(value, tuple | list):
        return [plain_data(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_data(item) for key, item in value.items()}
    return value


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


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
