"""The detail: the page of a record, whose parts unfold and whose links the arrow keys reach."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from textual.geometry import Offset, Size
from textual.reactive import var

from alliance_tui.model.records import Claim
from alliance_tui.pages.denials import denied
from alliance_tui.pages.evidence import how_it_stands
from alliance_tui.pages.folded import Folded, Hit, Key, Stop
from alliance_tui.pages.lines import Line, cut_line
from alliance_tui.pages.marks import Sought, anywhere
from alliance_tui.pages.page import Page, Span, text
from alliance_tui.query.stance import Moment
from alliance_tui.query.view import ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.input import Action, act
from alliance_tui.tui.panes.base import HITS, Pane
from alliance_tui.tui.text import content
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step, follow
from alliance_tui.views.view import view_called

MARGIN = 1
"""Empty cells on each side of the text; the cursor stands in the left one."""

WIDEST = 92
"""How wide the text of a page is at most."""

NEAR = 3
"""How many lines below the last in view the next stop may begin to be gone to at once."""


class Place(Struct, frozen=True):
    """Where somebody is in a page.

    Attributes:
        page: the id of the page.
        top: the line at the top.
        stop: the chosen stop.
        turned: the sections that are not as they were at the start.
        hit: which of the places found one is at.
    """

    page: str
    top: int = 0
    stop: Key | None = None
    turned: frozenset[str] = frozenset()
    hit: int | None = None


class Detail(Pane):
    """The detail. Up and down go to the next stop, and scroll where it is not in view.

    While somebody is in the page the part under the cursor is unfolded. A page is shown from its
    top, and the one in which somebody last moved from where that was: what pages were shown in
    between, on which days and at which widths, makes no difference.
    """

    page: var[Page | None] = var(None)

    widest = WIDEST
    """How wide its text is at most."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._folded = Folded(Page("", "", ()), 1)
        self._turned: frozenset[str] = frozenset()
        self._chosen: Key | None = None
        self._inside = False
        self._number: int | None = None
        self._hit: Hit | None = None
        self._words = ""
        self._sought: Sought | None = None
        self._before: tuple[Place, str] | None = None
        self._moved_to: Place | None = None
        self._shown_at = self.place

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show the page of *view*."""
        self.page = view_called(view.view).page(scene, view)

    def watch_page(self, old: Page | None, new: Page | None) -> None:
        """Show the new page."""
        if new is not None:
            self.border_title = content(new.title)
            self.lay_out()

    @property
    def place(self) -> Place:
        """Where somebody is in the page that is shown."""
        top, page = int(self.scroll_target_y), self._folded.page.id
        return Place(page, top, self._chosen, self._turned, self._number)

    @property
    def moved_to(self) -> Place | None:
        """Where somebody is in the page in which they last moved; none where nobody has."""
        if self.place != self._shown_at:
            self._moved_to = self._shown_at = self.place
        return self._moved_to

    def return_to(self, place: Place | None) -> None:
        """Be where one was in a page, once that is shown."""
        self._moved_to, self._shown_at = place, self.place
        self.lay_out()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the page is long, where the height is left open."""
        if self.page is None:
            return 0
        cells = width - 2 * MARGIN
        return len(Folded(self.page, cells, self.glyphs, self._turned, None, None, self._sought))

    def lay_out(self) -> None:
        """Make the lines anew, with somebody where they were or at the top."""
        if self.page is None:
            return
        place = self.moved_to
        if place is None or place.page != self.page.id:
            place = Place(self.page.id)
        self._chosen, self._turned, self._number = place.stop, place.turned, place.hit
        self._lay()
        self.scroll_to(y=place.top, animate=False)
        self._begin()
        if self._hit is not None:
            self._reveal_hit()
        self._shown_at = self.place

    def enter_page(self) -> None:
        """Be in the page: what is under the cursor unfolds."""
        if not self._inside:
            self._inside = True
            self.lay_out()

    def leave_page(self) -> None:
        """Leave the page for another pane: what is under the cursor folds."""
        if self._inside and self._before is None:
            self._inside = False
            self.lay_out()

    def _begin(self) -> None:
        """Choose the first stop of a page whose parts unfold, if it is in view and none is.

        What stands above it, the answer, stays in sight, however long it is unfolded.
        """
        stops = self._folded.stops
        if self._inside and self._chosen is None and stops:
            first = stops[0]
            if first.part is not None and int(self.scroll_target_y) == 0 and self._sees(first):
                self._chosen = first.key
                self._lay()

    def _lay(self) -> None:
        page, cells = self.page, min(self.widest, self.cells - 2 * MARGIN)
        if page is None or cells <= 0 or not self.is_mounted:
            return
        self.heads = 0 if self.bordered or self.named_elsewhere else 1
        here = self._chosen[0] if self._inside and self._chosen else None
        self._folded = Folded(
            page, cells, self.glyphs, self._turned, here, self._folded, self._sought
        )
        if self._folded.stop(self._chosen) is None:
            self._chosen = None
        number = self._number
        hits = self._folded.hits() if number is not None else []
        self._hit = hits[number] if number is not None and number < len(hits) else None
        self.changed()

    def _keeping_place(self, key: Key | None) -> None:
        """Lay the page out anew so that the stop *key* begins at the same line of the screen.

        Nothing is left blank below the last line where there is more above the first.
        """
        before = self._folded.stop(key)
        self._lay()
        after = self._folded.stop(key)
        if before is not None and after is not None and before.first != after.first:
            self.scroll_lines(after.first - before.first)
        if self.scroll_target_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False)

    @property
    def stop(self) -> Stop | None:
        """The chosen stop, where it is in view."""
        stop = self._folded.stop(self._chosen)
        return stop if stop is not None and self._sees(stop) else None

    @property
    def target(self) -> str | None:
        """Where the chosen stop leads."""
        stop = self.stop
        if stop is None:
            return None
        return stop.link if stop.part is None else stop.part.opens

    def _sees(self, stop: Stop) -> bool:
        """Whether *stop* is in view; before there is room for anything, all is."""
        top = int(self.scroll_target_y)
        if self.size.height == 0:
            return True
        return stop.first < top + self.rows_in_view and stop.last >= top

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Go to another stop, or scroll; the state stays as it is."""
        self.step(where)
        return Step(view)

    def step(self, where: str) -> None:
        """Go to another stop, or scroll."""
        self.enter_page()
        if where in ("down", "up"):
            self._step(1 if where == "down" else -1)
        elif where.endswith(("_down", "_up")):
            rows = self.rows_in_view - 1 if where.startswith("page") else self.rows_in_view // 2
            self.scroll_lines(max(1, rows) if where.endswith("_down") else -max(1, rows))
        else:
            stops = self._folded.stops
            stop = stops[0 if where == "top" else -1] if stops else None
            self._choose(stop if stop is not None and stop.part is not None else None)
            self.scroll_to(y=0 if where == "top" else self.line_count(), animate=False)

    def _step(self, by: int) -> None:
        """Go to the next stop near by; scroll where there is none, or one is not read yet."""
        top = int(self.scroll_target_y)
        bottom = top + self.rows_in_view - 1
        here = self.stop
        if here is not None:
            unseen = here.last - bottom if by > 0 else top - here.first
            if unseen > 0:
                self.scroll_lines(by * min(unseen, self.rows_in_view))
                return
        following = self._next(here, by, top, bottom)
        if following is None:
            self.scroll_lines(by)
        elif top - NEAR <= following.first <= bottom + NEAR:
            self._choose(following)
            return
        else:
            away = following.first - bottom if by > 0 else top - following.first
            self.scroll_lines(by * min(away, max(1, self.rows_in_view // 2)))
        if self._chosen is not None and self.stop is None and self._chosen[1] >= 0:
            self._choose(None)

    def _next(self, here: Stop | None, by: int, top: int, bottom: int) -> Stop | None:
        """The stop after *here*, or before; without it the nearest to the edge of the screen."""
        stops = self._folded.stops
        if here is not None:
            following = stops.index(here) + by
            return stops[following] if 0 <= following < len(stops) else None
        if by > 0:
            return next((each for each in stops if each.first >= top), None)
        return next((each for each in reversed(stops) if each.first <= bottom), None)

    # Finding.

    def begin_find(self) -> None:
        """Remember where one is: finding that is given up leads back there."""
        self.enter_page()
        self._before = self.place, self._words

    def find(self, words: str) -> None:
        """Mark *words* wherever they stand, and go to the first place in sight or after it."""
        sought = anywhere(words)
        if sought == self._sought or self._before is None:
            return
        before, _ = self._before
        self._words, self._sought = words, sought
        self.return_to(replace(before, hit=None))
        hits = self._folded.hits()
        number = next((n for n, each in enumerate(hits) if each.line >= before.top), 0)
        self._go_to_hit(number)
        self.refresh()

    def keep_find(self) -> None:
        """Stay at the place that was found."""
        self._before = None

    def give_up_find(self) -> None:
        """Be where one was before, with the marks that there were then."""
        if self._before is not None:
            (place, words), self._before = self._before, None
            self._words, self._sought = words, anywhere(words)
            self.return_to(replace(place, hit=None))

    def end_find(self) -> bool:
        """Take the marks off; false where there are none."""
        if self._sought is None:
            return False
        self._words, self._sought, self._number = "", None, None
        self._keeping_place(self._chosen)
        return True

    @property
    def found(self) -> str:
        """At which of how many places one is of those where what is looked for stands."""
        if self._sought is None:
            return ""
        hits = self._folded.hits()
        if not hits:
            return "nowhere here"
        here = "" if self._number is None else f"{self._number + 1} of "
        return f"{here}{len(hits)}"

    def hit(self, by: int) -> str:
        """Go to the next place of what is looked for, from the last to the first; say that.

        Where nothing is looked for, go to the next stop, whatever of this one is not seen.
        """
        page = self.page
        if page is None or (self._sought is None and not page.words):
            return self._skip(by)
        hits = self._folded.hits()
        if not hits:
            return "None of the words stands here."
        self.enter_page()
        hits = self._folded.hits()
        if self._number is not None and self._hit and self._sees_line(self._hit.line):
            number = self._number + by
        else:
            stop = self.stop
            here = int(self.scroll_target_y) - (by > 0) if stop is None else stop.first
            beyond = [n for n, each in enumerate(hits) if by * (each.line - here) > 0]
            number = (len(hits) if by > 0 else -1) if not beyond else beyond[0 if by > 0 else -1]
        self._go_to_hit(number % len(hits))
        if 0 <= number < len(hits):
            return ""
        return "From the top again." if by > 0 else "From the end again."

    def _skip(self, by: int) -> str:
        self.enter_page()
        top = int(self.scroll_target_y)
        following = self._next(self.stop, by, top, top + self.rows_in_view - 1)
        if following is None:
            return "There is nothing more to stop at: / looks for words."
        self._choose(following)
        return ""

    def _go_to_hit(self, number: int) -> None:
        """Go to one of the hits; the part in which it stands is under the cursor then."""
        hits = self._folded.hits()
        if not hits:
            return
        part = self._folded.part_at(hits[number].line)
        self._chosen = self._link_at(hits[number]) if part is None else (part.id, -1)
        self._number = number
        self._lay()
        self._reveal_hit()

    def _link_at(self, hit: Hit) -> Key | None:
        """The link in which *hit* stands, or the next one in its line."""
        links: list[tuple[int, str]] = []
        end = 0
        for span in self._folded.line(hit.line):
            end += len(span.text)
            if span.link is not None:
                links.append((end, span.link))
        link = next((link for last, link in links if last > (hit.start or 0)), None)
        stops = (each for each in self._folded.stops if each.first <= hit.line <= each.last)
        return next((each.key for each in stops if each.link == link), None) if link else None

    def go_to_link(self, link: str) -> None:
        """Choose the first stop that leads to *link*."""
        stop = next((each for each in self._folded.stops if each.link == link), None)
        if stop is not None:
            self._choose(stop)
            self._reveal(stop)

    def _reveal_hit(self) -> None:
        stop = self._folded.stop(self._chosen)
        if stop is not None:
            self._reveal(stop)
        if self._hit is not None and not self._sees_line(self._hit.line + self.rows_in_view // 4):
            self.scroll_to(y=max(0, self._hit.line - self.rows_in_view // 3), animate=False)

    def _sees_line(self, number: int) -> bool:
        return 0 <= number - int(self.scroll_target_y) < self.rows_in_view

    def _choose(self, stop: Stop | None) -> None:
        """Choose *stop*: its first line keeps its place, and as much of it is seen as can be."""
        self._chosen = None if stop is None else stop.key
        if stop is not None:
            self._keeping_place(stop.key)
            now = self._folded.stop(stop.key)
            if now is not None:
                self._reveal(now)
        else:
            self._lay()

    def _reveal(self, stop: Stop) -> None:
        top, rows = int(self.scroll_target_y), self.rows_in_view
        if stop.first < top:
            self.scroll_to(y=max(0, stop.first - 1), animate=False)
        elif stop.last >= top + rows:
            self.scroll_to(y=min(stop.first, stop.last - rows + 1), animate=False)

    def turn(self) -> bool:
        """Fold or unfold the chosen section; false where none is chosen."""
        part = None if self.stop is None else self.stop.part
        if part is None or part.kind != "section":
            return False
        self._turned ^= {part.id}
        before = len(self._folded)
        self._keeping_place((part.id, -1))
        stop = self.stop
        if stop is not None:
            self._reveal(replace(stop, last=stop.last + max(0, len(self._folded) - before)))
        return True

    def enter(self, scene: Scene, view: ViewState) -> Step | None:
        """Open what is chosen, else choose; fold or unfold a section; choose a kind of support."""
        stop = self.stop
        if stop is None:
            top = int(self.scroll_target_y)
            following = self._next(None, 1, top, top)
            self._choose(following)
            return Step(view, say="" if following else "There is nothing to open from here on.")
        part = stop.part
        if part is not None and part.chooses is not None:
            return moves.choose_type(view, scene, part.chooses)
        if self.target is None:
            self.turn()
            return Step(view)
        return follow(view, scene, self.target)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Follow the link under the mouse; choose the part, and where it is chosen open it."""
        if link is not None:
            return act("follow", link)
        number = at.y - self.heads + int(self.scroll_offset.y)
        part = self._folded.part_at(number) if 0 <= number < len(self._folded) else None
        if part is None:
            return None
        key, before = (part.id, -1), self._chosen
        inside, self._inside = self._inside, True
        self._choose(self._folded.stop(key))
        return act("open") if part.kind != "item" or (inside and before == key) else None

    def about(self, scene: Scene, view: ViewState, at: Offset | None = None) -> Line:
        """What is under the cursor or the mouse, and what Enter makes of it."""
        stop = self.stop if self._inside else None
        if at is None and self._sought is not None:
            keys = "n N go on, Esc takes the marks off"
            words = (text(f"“{self._words.strip()}”", "strong"), Span(f" {self.found}"))
            return (*words, Span(f" {self.glyphs.dot} {keys}", "dim"))
        if at is not None:
            number = at.y - self.heads + int(self.scroll_offset.y)
            inside = at.y >= self.heads and number < len(self._folded)
            part = self._folded.part_at(number) if inside else None
            stop = None if part is None else self._folded.stop((part.id, -1))
        if stop is None:
            return ()
        if stop.part is None:
            return _told_of(scene, scene.moment(view), stop.link, "")
        if stop.part.kind == "section":
            folds = "folds" if self._folded.is_unfolded(stop.part) else "unfolds"
            return (Span(f"Enter {folds} it", "dim"),)
        if stop.part.chooses is not None:
            return (Span("Enter shows this kind of support", "dim"),)
        items = [each for each in self._folded.stops if each.part and each.part.kind == "item"]
        place = f"{items.index(stop) + 1} of {len(items)}" if stop in items else ""
        return _told_of(scene, scene.moment(view), stop.part.opens, place)

    @property
    def record(self) -> str | None:
        """The record under the cursor, while somebody is in the page."""
        return self.target if self._inside else None

    def line_count(self) -> int:
        """The lines of the page; without a border its title stands over them."""
        return len(self._folded) + self.heads

    def is_chosen(self, number: int) -> bool:
        """Whether the line is the first of the part under the cursor."""
        stop = self._folded.stop(self._chosen) if self._inside else None
        return stop is not None and stop.part is not None and number - self.heads == stop.first

    def line(self, number: int, cells: int) -> Line:
        """A line of the page; what is under the cursor stands out."""
        if number < self.heads:
            title = text(self.page.title if self.page else "", "strong")
            return cut_line((Span(" " * MARGIN), title), cells)
        number -= self.heads
        line = self._folded.line(number, self._hit)
        stop = self._folded.stop(self._chosen)
        if stop is None or not stop.first <= number <= stop.last:
            return (Span(" " * MARGIN), *line)
        if stop.part is None:
            return (
                Span(" " * MARGIN),
                *_marked(line, self._folded.plain_line(number), stop, number),
            )
        cursor = self.glyphs.cursor if self._inside else " "
        return (Span(cursor, "bar"), *line)


def _told_of(scene: Scene, moment: Moment, record: str | None, place: str) -> Line:
    """A record in a few words: what it is, which of how many, who denies it."""
    item = scene.dataset.find(record or "")
    if item is None:
        return ()
    dot = f" {scene.glyphs.dot} "
    kind = type(item).__name__
    if not isinstance(item, Claim):
        return (text(f"{kind} {place}".strip()), Span(f"{dot}Enter opens it", "dim"))
    who = denied(item, scene.dataset, scene.glyphs, moment)
    _, *how = how_it_stands(item)
    return (
        text(dot.join((f"Claim {place}".strip(), *how))),
        *((Span(dot, "dim"), text(who, "bad")) if who else ()),
        Span(f"{dot}Enter opens it, n the next, y copies it", "dim"),
    )


def _marked(line: Line, plain: Line, stop: Stop, number: int) -> Line:
    """*line* with the link *stop* in the role of a chosen link, but for hits in it.

    It is the *plain* line in which some words may be marked.
    """
    place, start, end = 0, 0, 0
    wanted = stop.place if number == stop.first else 0
    at = 0
    for span in plain:
        if span.link is not None:
            if span.link == stop.link and place == wanted:
                start, end = at, at + len(span.text)
            place += 1
        at += len(span.text)
    spans: list[Span] = []
    at = 0
    for span in line:
        chosen = start <= at < end and span.role not in HITS
        spans.append(span._replace(role="chosen") if chosen else span)
        at += len(span.text)
    return tuple(spans)
