"""Records as plain data for JSON: fields as the files name them, dates as written."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from alliance_tui.model.dates import When


def plain_data(value: Any) -> Any:
    """*value* with records as mappings, without the fields that have their default."""
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
