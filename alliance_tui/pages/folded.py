"""A page on a screen: which of its parts are folded, its lines, and where one stops in it.

Lines are made when they are asked for; a part that takes a known number of lines is not wrapped
before it is in sight.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.pages.glyphs import UNICODE, Glyphs
from alliance_tui.pages.lines import Line, fitted
from alliance_tui.pages.marks import (
    Range,
    Sought,
    beginnings,
    hits_in,
    in_role,
    stands_in,
)
from alliance_tui.pages.page import GAP, Block, Page, Part, Span

Key = tuple[str, int]
"""What names a stop in its page, whatever is folded: the id of a part and -1, or where a link
leads and which of the links to there it is."""


class Stop(Struct, frozen=True):
    """A place of a page to which the arrow keys go: a part, or a link.

    Attributes:
        key: what names it.
        first: its first line.
        last: its last line.
        part: the part; none where it is a link.
        link: where the link leads.
        place: which of the links in its first line it is.
    """

    key: Key
    first: int
    last: int
    part: Part | None = None
    link: str | None = None
    place: int = 0


class Hit(Struct, frozen=True):
    """A place where what is looked for stands.

    Attributes:
        line: its line; of what is folded, or is a part of which only the fact counts, the first.
        start: where in the line it begins; none where only the fact counts.
    """

    line: int
    start: int | None = None


class _Piece(Struct, frozen=True):
    """A block as it is drawn: with the part that it belongs to, as its head or under it."""

    block: Block
    part: Part | None = None


Parts = tuple[Block | Part, ...]


class Folded:
    """The lines of a page for a width, with parts folded and unfolded.

    Attributes:
        stops: where one stops, from the top down.
    """

    def __init__(
        self,
        page: Page,
        cells: int,
        glyphs: Glyphs = UNICODE,
        turned: Set[str] = frozenset(),
        here: str | None = None,
        before: Folded | None = None,
        sought: Sought | None = None,
    ) -> None:
        """Lay *page* out.

        Args:
            page: the page.
            cells: the width.
            glyphs: the signs.
            turned: ids of the sections that are not as they were at the start.
            here: id of the part under the cursor.
            before: the page as it was laid out before; what is the same is taken from it.
            sought: what somebody looks for in it: all that holds it is unfolded. Without it
                the words of the page are marked.
        """
        self._finds = sought is not None
        self._sought = beginnings(page.words) if sought is None and page.words else sought
        self.page = page
        self._cells = cells
        self._glyphs = glyphs
        self._turned = turned
        self._here = here
        if before is None or before.page is not page:
            self._holding: dict[str, bool] = {}
            self._bodies: dict[str, Parts] = {}
            self._heads: dict[tuple[str, bool], tuple[Block, ...]] = {}
        else:
            self._bodies, self._heads = before._bodies, before._heads
            self._holding = before._holding if before._sought == self._sought else {}
        kept = before is not None and before.page is page and before._cells == cells
        self._made: dict[int, list[Line]] = before._made if before is not None and kept else {}
        self._marks: dict[int, list[tuple[Range, ...]]] = {}
        if before is not None and kept and before._sought == self._sought:
            self._marks = before._marks
        self._pieces: list[_Piece] = []
        self._firsts: list[int] = []
        self._total = 0
        self._lay(self._walk(page.parts))
        self.stops = tuple(self._find_stops())
        self._stops = {each.key: each for each in reversed(self.stops)}

    def __len__(self) -> int:
        return self._total

    def line(self, number: int, now: Hit | None = None) -> Line:
        """The line *number*, with what is looked for marked, the hit *now* more than others."""
        piece = bisect_right(self._firsts, number) - 1
        block, first = self._pieces[piece].block, self._firsts[piece]
        line = self._lines(block)[number - first]
        if self._sought is None:
            return line
        hits = self._hits_of(block)
        here = [(start, end) for hit in hits for at, start, end in hit if at == number - first]
        line = in_role(line, here, "hit")
        for hit in hits if now is not None else ():
            if Hit(first + hit[0][0], hit[0][1]) == now:
                ranges = [(start, end) for at, start, end in hit if at == number - first]
                line = in_role(line, ranges, "hit-now")
        return line

    def plain_line(self, number: int) -> Line:
        """The line *number* without any marks."""
        piece = bisect_right(self._firsts, number) - 1
        return self._lines(self._pieces[piece].block)[number - self._firsts[piece]]

    def hits(self) -> list[Hit]:
        """Where what is looked for stands; words of the page count once in a part."""
        if self._sought is None:
            return []
        hits: list[Hit] = []
        part: Part | None = None
        for piece, first in zip(self._pieces, self._firsts, strict=True):
            if piece.part is None or self._finds:
                for (line, start, _), *_ in self._hits_of(piece.block):
                    hits.append(Hit(first + line, start))
            elif piece.part is not part and stands_in(piece.part, self._sought):
                hits.append(Hit(first))
            part = piece.part
        return hits

    def _hits_of(self, block: Block) -> list[tuple[Range, ...]]:
        hits = self._marks.get(id(block))
        if hits is None:
            assert self._sought is not None
            hits = self._marks[id(block)] = hits_in(self._lines(block), self._sought)
        return hits

    def _holds(self, part: Part) -> bool:
        """Whether what somebody looks for stands under the head of *part*."""
        if not self._finds or self._sought is None:
            return False
        holds = self._holding.get(part.id)
        if holds is None:
            holds = any(stands_in(each, self._sought) for each in self._body(part))
            self._holding[part.id] = holds
        return holds

    def part_at(self, number: int) -> Part | None:
        """The part of which the line *number* is one."""
        return self._pieces[bisect_right(self._firsts, number) - 1].part

    def stop(self, key: Key | None) -> Stop | None:
        """The stop called *key*, if it is there."""
        return None if key is None else self._stops.get(key)

    def is_unfolded(self, part: Part) -> bool:
        """Whether what is under the head of *part* is shown."""
        if part.kind == "item":
            return part.unfolded or part.id == self._here or self._holds(part)
        if part.kind != "section":
            return False
        return part.unfolded != (part.id in self._turned) or self._holds(part)

    def _body(self, part: Part) -> tuple[Block | Part, ...]:
        body = self._bodies.get(part.id)
        if body is None:
            body = self._bodies[part.id] = part.body()
        return body

    def _head(self, part: Part, unfolded: bool) -> tuple[Block, ...]:
        """The lines of *part* that always stand, with the sign of what can be unfolded."""
        blocks = part.head if unfolded or not part.short else part.short
        if part.kind != "section":
            return blocks
        head = self._heads.get((part.id, unfolded))
        if head is None:
            sign = Span(f"{self._glyphs.fold[unfolded]} ", "bar")
            head = (replace(blocks[0], lead=(sign, *blocks[0].lead)), *blocks[1:])
            self._heads[part.id, unfolded] = head
        return head

    def _walk(self, parts: Iterable[Block | Part]) -> Iterator[_Piece]:
        for part in parts:
            if isinstance(part, Block):
                yield _Piece(part)
                continue
            unfolded = self.is_unfolded(part)
            for block in self._head(part, unfolded):
                yield _Piece(block, part)
            if unfolded and part.kind == "item":
                for inner in self._body(part):
                    assert isinstance(inner, Block)
                    yield _Piece(inner, part)
            elif unfolded:
                yield from self._walk(self._body(part))
                yield _Piece(GAP)

    def _lay(self, pieces: Iterable[_Piece]) -> None:
        gap = True
        for piece in pieces:
            empty = not piece.block.spans and not piece.block.lead
            if empty and gap:
                continue
            gap = empty
            self._pieces.append(piece)
            self._firsts.append(self._total)
            self._total += self._height(piece.block)
        while self._pieces and not self._pieces[-1].block.spans and not self._pieces[-1].block.lead:
            self._pieces.pop()
            self._total = self._firsts.pop()

    def _height(self, block: Block) -> int:
        return 1 if block.most == 1 else len(self._lines(block))

    def _lines(self, block: Block) -> list[Line]:
        lines = self._made.get(id(block))
        if lines is None:
            lines = fitted(block, self._cells, self._glyphs.ellipsis) or [()]
            self._made[id(block)] = lines
        return lines

    def _find_stops(self) -> Iterator[Stop]:
        seen: dict[str, int] = {}
        part: Part | None = None
        first = 0
        for piece, start in zip(self._pieces, self._firsts, strict=True):
            if piece.part is not part:
                if part is not None:
                    yield Stop((part.id, -1), first, start - 1, part)
                part, first = piece.part, start
            if part is None and any(span.link for span in piece.block.spans):
                yield from _links(self._lines(piece.block), start, seen)
        if part is not None:
            yield Stop((part.id, -1), first, self._total - 1, part)


def _links(lines: Iterable[Line], start: int, seen: dict[str, int]) -> Iterator[Stop]:
    """The links of *lines*; one that runs over several lines counts once."""
    stop: Stop | None = None
    open_link: str | None = None
    for number, line in enumerate(lines, start):
        spans = [span for span in line if not span.text.isspace()]
        for position, span in enumerate(spans):
            if span.link is None:
                continue
            if position == 0 and stop is not None and span.link == open_link:
                stop = replace(stop, last=number)
                continue
            if stop is not None:
                yield stop
            count = seen[span.link] = seen.get(span.link, -1) + 1
            place = sum(each.link is not None for each in spans[:position])
            stop = Stop((span.link, count), number, number, None, span.link, place)
        open_link = spans[-1].link if spans else None
    if stop is not None:
        yield stop
