"""A page: what is told of one record, before anybody knows how wide the screen is.

Pages are built once and shown in three ways: in the detail pane, as plain text, as Markdown.
All text in a page has been made harmless.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from alliance_tui.pages.safe import neutral
from alliance_tui.query.stance import StanceKind

Role: TypeAlias = str
"""How a span is drawn: ``text``, ``strong``, ``dim``, ``label``, ``quote``, ``good``, ``bad``,
``stance-…`` for a stance, ``tone-…`` for a posture, ``vote-…`` for a vote."""


class Span(NamedTuple):
    """A stretch of text in one role; `link` is the id of the record that it leads to."""

    text: str
    role: Role = "text"
    link: str | None = None


class Block(Struct, frozen=True):
    """A heading or a paragraph.

    Attributes:
        spans: the text.
        kind: what it is.
        indent: cells before every line.
        lead: spans before the first line; later lines are indented by their width.
        dim: whether the whole is of less weight, as what does not count is.
    """

    spans: tuple[Span, ...]
    kind: Literal["heading", "text"] = "text"
    indent: int = 0
    lead: tuple[Span, ...] = ()
    dim: bool = False


GAP = Block(())
"""An empty line; several in a row are drawn as one."""


class Page(Struct, frozen=True):
    """What is told of one record.

    Attributes:
        id: the record's id.
        title: its name.
        blocks: headings and paragraphs.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]


def text(value: str, role: Role = "text", link: str | None = None) -> Span:
    """A span of data-set text, made harmless."""
    return Span(neutral(value), role, link)


def joined(items: Iterable[Iterable[Span]], separator: str, role: Role = "dim") -> list[Span]:
    """The spans of *items* with *separator* between them."""
    spans: list[Span] = []
    for item in items:
        more = list(item)
        if spans and more:
            spans.append(Span(separator, role))
        spans += more
    return spans


def stance_role(kind: StanceKind) -> Role:
    """The role of a stance's sign and word."""
    return f"stance-{kind}"
