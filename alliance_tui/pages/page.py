"""A page: what is told of one record, before anybody knows how wide the screen is.

A page is made of blocks, and of parts that unfold. Text and Markdown tell all of it; the screen
folds parts, which is a state of the screen and none of the page. All text in a page has been
made harmless.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.pages.safe import neutral, web_address
from alliance_tui.query.stance import StanceKind

Role: TypeAlias = str
"""How a span is drawn: ``text``, ``strong``, ``dim``, ``label``, ``quote``, ``good``, ``bad``,
``denied``, ``stance-…`` for a stance, ``tone-…`` for a posture, ``vote-…`` for a vote."""

FIRST_DAY, LAST_DAY = "@first-day", "@last-day"
"""Links to the two days between which changes are told: to be typed anew."""


class Span(NamedTuple):
    """A stretch of text in one role.

    Attributes:
        text: the text.
        role: how it is drawn.
        link: id of the record that it leads to.
        alt: of a sign what is read aloud in its place, nothing where words beside it say so.
        lang: the language of words that are not the program's own, as BCP 47 has it.
        written: the text as it was written, with what shapes it on paper and not in a terminal.
        address: the whole address of the web of which it is all or, in a line, a part.
    """

    text: str
    role: Role = "text"
    link: str | None = None
    alt: str | None = None
    lang: str | None = None
    written: str | None = None
    address: str | None = None


class Block(Struct, frozen=True):
    """A heading, a paragraph or a quotation; one that a sign leads is an item of a list.

    Attributes:
        spans: the text.
        kind: what it is.
        indent: cells before every line.
        lead: spans before the first line; later lines are indented by their width.
        dim: whether the whole is of less weight, as what does not count is.
        most: how many lines it takes on the screen at most; what is left out is marked.
        tails: what stands at the right end of its line on the screen: the first of these that
            leaves room for all of the text, else the first that takes a third of the line.
        shorter: what the screen has in place of `spans` where they take more than `most` lines:
            the first of these that does not, else the last.
    """

    spans: tuple[Span, ...]
    kind: Literal["heading", "text", "quote"] = "text"
    indent: int = 0
    lead: tuple[Span, ...] = ()
    dim: bool = False
    most: int | None = None
    tails: tuple[tuple[Span, ...], ...] = ()
    shorter: tuple[tuple[Span, ...], ...] = ()


GAP = Block(())
"""An empty line; several in a row are drawn as one."""


class Part(Struct, frozen=True):
    """A part of a page at which one stops, and what unfolds under it.

    Attributes:
        id: what it is called, alone in its page.
        head: its lines, where it is unfolded and wherever nothing is folded.
        body: makes what stands under the head.
        short: its lines while it is folded; where there are none, the head.
        kind: how the screen unfolds it: an ``item`` while it is under the cursor, a ``section``
            when it is asked to, a ``row`` never.
        unfolded: whether it is so from the start.
        opens: id of the record that it is about.
        chooses: id of the kind of support that it stands for.
    """

    id: str
    head: tuple[Block, ...]
    body: Callable[[], tuple[Block | Part, ...]] = tuple
    short: tuple[Block, ...] = ()
    kind: Literal["item", "section", "row"] = "item"
    unfolded: bool = False
    opens: str | None = None
    chooses: str | None = None


class Page(Struct, frozen=True):
    """What is told of one record.

    Attributes:
        id: the record's id.
        title: its name.
        parts: headings, paragraphs, and parts that unfold.
        words: the words that are looked for, to be marked.
    """

    id: str
    title: str
    parts: tuple[Block | Part, ...]
    words: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of it, nothing folded."""
        return tuple(_unfolded(self.parts))


def _unfolded(parts: Iterable[Block | Part]) -> Iterator[Block]:
    for part in parts:
        if isinstance(part, Block):
            yield headed(part)
            continue
        yield from part.head
        under = 2 if part.kind == "row" else 0
        for block in _unfolded(part.body()):
            yield replace(block, indent=block.indent + under) if under and block.spans else block
        if part.kind == "section":
            yield GAP


def headed(block: Block) -> Block:
    """*block*, a heading with the number at its end in its text."""
    if block.kind != "heading" or not block.tails:
        return block
    number = "".join(span.text for span in block.tails[0])
    return replace(block, spans=(*block.spans, Span(f" ({number})", "heading")))


def text(value: str, role: Role = "text", link: str | None = None) -> Span:
    """A span of data-set text, made harmless."""
    harmless = neutral(value)
    return Span(harmless, role, link, written=None if harmless is value else value)


def addressed(words: str, role: Role = "text") -> tuple[Span, ...]:
    """Data-set *words*, with the addresses of the web in them as such."""
    spans = []
    for number, piece in enumerate(_ADDRESSES.split(words)):
        address = web_address(piece) if number % 2 else None
        if address is not None:
            spans.append(text(piece, "address")._replace(address=address))
        elif piece:
            spans.append(text(piece, role))
    return tuple(spans)


_ADDRESSES = re.compile(r"(https?://\S+)")


def sign(mark: str, role: Role, says: str = "") -> Span:
    """A sign before something; *says* is read aloud in its place where no word beside it does."""
    return Span(f"{mark} ", role, alt=says)


def joined(items: Iterable[Iterable[Span]], separator: str) -> list[Span]:
    """The spans of *items* with *separator* between them."""
    spans: list[Span] = []
    for item in items:
        more = list(item)
        if spans and more:
            spans.append(Span(separator, "dim"))
        spans += more
    return spans


def stance_role(kind: StanceKind) -> Role:
    """The role of a stance's sign and word."""
    return f"stance-{kind}"


def heading(title: str) -> Block:
    """The heading of a section."""
    return Block((Span(title, "heading"),), kind="heading")


def section(
    title: str,
    body: Callable[[], tuple[Block | Part, ...]],
    count: int | None = None,
    about: str = "",
    *,
    unfolded: bool = False,
) -> Part:
    """A section that unfolds, with how many things are in it."""
    number = "" if count is None else str(count)
    told = text(f"  {about}", "dim") if about else Span("")
    short = Block(
        (Span(title, "heading"), told), "heading", most=1, tails=((text(number, "dim"),),)
    )
    return Part(f"#{title}", (heading(title),), body, (short,), "section", unfolded)


DETAILS = "Details"
"""What the section is called that says what the words of a record mean."""


def counted(title: str, count: int) -> Block:
    """The heading of a section that is never folded, with how many things are in it."""
    return Block((Span(title, "heading"),), "heading", most=1, tails=((text(str(count), "dim"),),))


def facts(values: Iterable[Iterable[Span] | str | None], dot: str) -> Block:
    """A line of short facts with dots between them; empty ones are left out."""
    spans = [
        [text(value, "dim")] if isinstance(value, str) else list(value) for value in values if value
    ]
    return Block(tuple(joined(spans, f" {dot} ")))


def labelled(label: str, *spans: Span) -> Block:
    """A fact behind its label."""
    return Block(spans, lead=(Span(f"{label:<11}", "label"),))
