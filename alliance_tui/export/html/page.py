"""Pages as HTML: what is an item, a heading, a link or a quotation on the screen is one here."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import groupby
from typing import NamedTuple, TypeAlias, TypeGuard

from alliance_tui.export.html.element import Child, Html, anchor, element, reference, together
from alliance_tui.pages.page import DETAILS, GAP, Block, Page, Part, Span, headed
from alliance_tui.pages.safe import web_address

Parts: TypeAlias = Sequence[Block | Part]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

_TAGS = {"strong": "strong", "label": "strong", "query": "code"}
"""The elements of what stands in these roles."""

_PLAIN = frozenset({"text", "heading", "link", "source", "claim", "quote"})
"""The roles without a colour of their own."""

UNDER = 2
"""How far everything is set in that unfolds under an item."""


class PageWriter:
    """Writes pages of records into one document, in which a record has one place at most."""

    def __init__(self, placed: Set[str], told_of: Callable[[str], Parts]) -> None:
        """Lead to the records whose ids are *placed*; *told_of* makes what their pages have."""
        self._placed = placed
        self._told_of = told_of

    def link(self, record_id: str, words: Child) -> Html:
        """*words* leading to a record, or alone where the document has no place for it."""
        if record_id not in self._placed:
            return together(words)
        return element("a", words, href=reference(anchor(record_id)))

    def article(self, page: Page, *beside: Child, within: Set[str] = frozenset()) -> Html:
        """*page* under its title, what stands *beside* it after its first paragraphs.

        The records *within* it have their place in it.
        """
        name = anchor(page.id)
        gap = page.parts.index(GAP) if GAP in page.parts else len(page.parts)
        return element(
            "article",
            element("h3", page.title, id=name),
            self.parts(page.parts[:gap], 4, within),
            beside,
            self.parts(page.parts[gap:], 4, within),
            aria_labelledby=name,
        )

    def parts(
        self,
        parts: Iterable[Block | Part],
        level: int,
        within: Set[str] = frozenset(),
        indent: int = 0,
    ) -> Iterator[Html]:
        """*parts* as elements, with headings of *level*; items stand in lists.

        Args:
            parts: blocks and parts of a page.
            level: of their headings.
            within: ids of records whose pages are told in place of what unfolds.
            indent: how far blocks are set in that are no items.
        """
        for listed, pieces in groupby(_pieces(parts, indent), key=lambda each: each.listed):
            if listed:
                yield element("ul", (self._item(each, level, within) for each in pieces))
            else:
                for each in pieces:
                    yield from self._piece(each.part, level, within)

    def _item(self, piece: _Piece, level: int, within: Set[str]) -> Html:
        """An item; of a record that has its place elsewhere only the head, which leads there."""
        part = piece.part
        if isinstance(part, Block):
            return element("li", (self._block(each, level) for each in (part, *piece.under)))
        heads = [self._block(each, level) for each in part.head]
        if part.opens is not None and part.opens in within:
            return self._record(part.opens, heads, level)
        if part.opens == part.id:
            (head,) = part.head
            words = self.link(part.opens, map(self._span, head.spans))
            return element("li", map(self._span, head.lead), words)
        return element("li", heads, self.parts(part.body(), level, within, UNDER))

    def _record(self, record_id: str, heads: Child, level: int) -> Html:
        """A record that has its place here: what is told of it, beside what it rests on."""
        told = self._told_of(record_id)
        first = next((n for n, each in enumerate(told) if _is_headed(each)), len(told))
        return element(
            "li",
            element("div", heads, self.parts(told[:first], level)),
            element("div", self.parts(told[first:], level)),
            id=anchor(record_id),
            class_="record",
        )

    def _piece(self, part: Block | Part, level: int, within: Set[str]) -> Iterator[Html]:
        """A block, or a section under its heading; what only explains words is folded."""
        if isinstance(part, Block):
            if part.spans:
                yield self._block(part, level)
        elif part.id == f"#{DETAILS}":
            told = self.parts(part.body(), level + 1)
            yield element("details", element("summary", DETAILS), told)
        else:
            heads = part.kind == "row"
            yield from (self._block(each, level, heads=heads) for each in part.head)
            yield from self.parts(part.body(), level + 1, within)

    def _block(self, block: Block, level: int, *, heads: bool = False) -> Html:
        block = headed(block)
        words = list(map(self._span, (*block.lead, *block.spans)))
        if heads or block.kind == "heading":
            return element(f"h{level}", words)
        if block.kind == "quote":
            return element("blockquote", element("p", words))
        return element("p", words, class_="dim" if block.dim else None)

    def spans(self, spans: Iterable[Span]) -> Child:
        """*spans* as they stand in a line."""
        return map(self._span, spans)

    def _span(self, span: Span) -> Child:
        words = span.text if span.written is None else span.written
        if span.alt is not None:
            seen = element("span", words, aria_hidden="true")
            heard = unseen(f"{span.alt}: ") if span.alt else None
            return element("span", seen, heard, class_=span.role)
        if span.link is not None:
            return self.link(span.link, words)
        if span.role == "address":
            return outward(words, words)
        if span.role in _TAGS:
            return element(_TAGS[span.role], words)
        if span.lang is not None:
            known = span.lang if _LANGUAGE.fullmatch(span.lang) else None
            return element("span", words, lang=known, dir="auto")
        return words if span.role in _PLAIN else element("span", words, class_=span.role)


class _Piece(NamedTuple):
    """A part or a block; with an item of a list what is set deeper and belongs to it."""

    part: Block | Part
    under: tuple[Block, ...] = ()
    listed: bool = False


def _pieces(parts: Iterable[Block | Part], indent: int) -> Iterator[_Piece]:
    """*parts*, those that are set deeper than the item before them as a part of it."""
    waiting = deque(parts)
    while waiting:
        part = waiting.popleft()
        if isinstance(part, Part):
            yield _Piece(part, (), part.kind == "item")
        elif _is_signed(part) or part.indent > indent:
            under: list[Block] = []
            while waiting and _is_under(block := waiting[0], part.indent):
                under.append(block)
                waiting.popleft()
            yield _Piece(part, tuple(under), listed=True)
        else:
            yield _Piece(part)


def _is_signed(block: Block) -> bool:
    return bool(block.lead) and block.lead[0].alt is not None


def _is_under(part: Block | Part, indent: int) -> TypeGuard[Block]:
    return isinstance(part, Block) and part.indent > indent and not _is_signed(part)


def _is_headed(part: Block | Part) -> bool:
    return isinstance(part, Part) or part.kind == "heading"


def outward(words: Child, address: str | None) -> Html:
    """*words* leading out of the document, if *address* is one of the web."""
    safe_address = web_address(address)
    if safe_address is None:
        return element("span", words)
    return element("a", words, href=safe_address, rel="external noreferrer", class_="out")


def unseen(words: str) -> Html:
    """Words that are read aloud and not shown."""
    return element("span", words, class_="unseen")
