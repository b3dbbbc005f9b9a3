"""What the attributes of records mean, as their docstrings say it."""

from __future__ import annotations

import re


def attribute_lines(record: type) -> dict[str, str]:
    """The description of each attribute from the docstring of *record*."""
    _, _, lines = (record.__doc__ or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    name = ""
    for line in lines.splitlines():
        starts = re.match(r"        (\w+): (.+)", line)
        if starts:
            name = starts[1]
            found[name] = starts[2]
        elif name and line.strip():
            found[name] += f" {line.strip()}"
    return found
