"""Documents with marked parts that the program writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

Parts = Mapping[str, Callable[[], str]]
"""What makes each part of a document, by the name in its marks."""


def with_parts(text: str, parts: Parts) -> str:
    """*text* with every marked part as it is made now."""
    for name, make in parts.items():
        begin = re.search(rf"<!-- begin {name}:[^\n]*-->\n", text)
        end = text.find(f"<!-- end {name} -->")
        assert begin is not None, name
        assert end > 0, name
        text = f"{text[: begin.end()]}\n{make()}\n\n{text[end:]}"
    return text


def names_of_parts(text: str) -> list[str]:
    """The names of all marked parts of *text*, in order."""
    return re.findall(r"<!-- begin ([\w-]+):", text)


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    heads = list(header)
    lines = [_row(heads), _row("---" for _ in heads)]
    return "\n".join([*lines, *(_row(row) for row in rows)])


def _row(cells: Iterable[object]) -> str:
    texts = (str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(texts)} |"


def code(text: str) -> str:
    """*text* as code."""
    return f"`{text}`"
