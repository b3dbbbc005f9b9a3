"""The detail: the page of a record, with links that the arrow keys reach."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Offset, Size
from textual.reactive import var

from alliance_tui.pages.lines import Line, lines_of
from alliance_tui.pages.page import Page, Span
from alliance_tui.query.view import ViewState
from alliance_tui.tui.direct import Action, act
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import content
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step, follow

MARGIN = 1
"""Empty cells on each side of the text."""


class Link(NamedTuple):
    """A link in the lines of a page: where it stands and where it leads."""

    first: int
    last: int
    target: str
    occurrence: int


class Place(NamedTuple):
    """Where somebody is in a page: the line at the top, and the chosen link, if any."""

    top: int
    link: int | None


class Detail(Pane):
    """The detail. Up and down go to the next link, and scroll where none is in view."""

    page: var[Page | None] = var(None)

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._links: list[Link] = []
        self._chosen: int | None = None

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show the page of *view*."""
        self.page = scene.changes(view) if view.view == "changes" else scene.page(view)

    def watch_page(self, old: Page | None, new: Page | None) -> None:
        """Show the new page from its top; the same record on another day stays where it is."""
        if new is None:
            return
        self.border_title = content(new.title)
        same = old is not None and old.id == new.id
        if not same:
            self._chosen = None
        self.lay_out()
        if not same:
            self.scroll_to(y=0, animate=False)

    @property
    def place(self) -> Place:
        """The line at the top and the chosen link."""
        return Place(int(self.scroll_target_y), self._chosen)

    def return_to(self, place: Place) -> None:
        """Be where one was in this page."""
        there = place.link is not None and place.link < len(self._links)
        self._choose(place.link if there else None)
        self.scroll_to(y=place.top, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the page is long, where the height is left open."""
        return len(lines_of(self.page, width - 2 * MARGIN)) if self.page else 0

    def lay_out(self) -> None:
        """Wrap the text anew."""
        self._wrap()
        self.changed()

    def _wrap(self) -> None:
        page, cells = self.page, self.cells - 2 * MARGIN
        if page is None or cells <= 0 or not self.is_mounted:
            return
        self._lines = lines_of(page, cells)
        self._links = list(_links(self._lines))
        if self._chosen is not None and self._chosen >= len(self._links):
            self._chosen = None

    @property
    def target(self) -> str | None:
        """Where the chosen link leads."""
        return None if self._chosen is None else self._links[self._chosen].target

    @property
    def chosen_link(self) -> Link | None:
        """The link that Enter follows."""
        return None if self._chosen is None else self._links[self._chosen]

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Go to another link, or scroll; the state stays as it is."""
        self.step(where)
        return Step(view)

    def step(self, where: str) -> None:
        """Go to another link, or scroll."""
        if where in ("down", "up"):
            self._step(1 if where == "down" else -1)
            return
        if where in ("page_down", "page_up"):
            self._choose(None)
            rows = self.rows_in_view - 1
            self.scroll_lines(rows if where == "page_down" else -rows)
            return
        self._choose(None)
        self.scroll_to(y=0 if where == "top" else self.line_count(), animate=False)

    def _step(self, by: int) -> None:
        """Go to the next link in view, else scroll by a line."""
        top = int(self.scroll_target_y)
        bottom = top + self.rows_in_view - 1
        following = self._next_link(by, top, bottom)
        if following is not None and top <= self._links[following].first <= bottom:
            self._choose(following)
            return
        self.scroll_lines(by)
        if self._chosen is not None:
            link = self._links[self._chosen]
            top = int(self.scroll_target_y)
            if not top <= link.first < top + self.rows_in_view:
                self._choose(None)

    def _next_link(self, by: int, top: int, bottom: int) -> int | None:
        if self._chosen is not None:
            following = self._chosen + by
            return following if 0 <= following < len(self._links) else None
        in_view = [
            position for position, link in enumerate(self._links) if top <= link.first <= bottom
        ]
        if not in_view:
            return None
        return in_view[0] if by > 0 else in_view[-1]

    def _choose(self, link: int | None) -> None:
        self._chosen = link
        self._strips.clear()
        self.refresh()

    def enter(self, scene: Scene, view: ViewState) -> Step | None:
        """Follow the chosen link."""
        if self.target is None:
            return Step(view, say="No link is chosen: the arrow keys go from link to link.")
        return follow(view, scene, self.target)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Follow the link under the mouse."""
        return None if link is None else act("follow", link)

    def line_count(self) -> int:
        """The lines of the page."""
        return len(self._lines)

    def line(self, number: int, cells: int) -> Line:
        """A line of the page; the chosen link stands out."""
        line = self._lines[number]
        link = self.chosen_link
        margin = Span(" " * MARGIN)
        if link is None or not link.first <= number <= link.last:
            return (margin, *line)
        return (margin, *_marked(line, link, number, self._links))


def _links(lines: list[Line]) -> list[Link]:
    """The links of *lines*; one that runs over several lines counts once."""
    found: list[Link] = []
    open_link: str | None = None
    for number, line in enumerate(lines):
        content_spans = [span for span in line if not span.text.isspace()]
        for position, span in enumerate(content_spans):
            continues = position == 0 and open_link is not None and span.link == open_link
            if span.link is not None:
                if continues:
                    found[-1] = found[-1]._replace(last=number)
                else:
                    occurrence = sum(each.link is not None for each in content_spans[:position])
                    found.append(Link(number, number, span.link, occurrence))
        open_link = content_spans[-1].link if content_spans else None
    return found


def _marked(line: Line, link: Link, number: int, links: list[Link]) -> Line:
    """*line* with the spans of *link* in the role of a chosen link."""
    spans: list[Span] = []
    occurrence = 0
    wanted = link.occurrence if number == link.first else 0
    for span in line:
        if span.link is None:
            spans.append(span)
            continue
        spans.append(
            span._replace(role="chosen")
            if span.link == link.target and occurrence == wanted
            else span
        )
        occurrence += 1
    return tuple(spans)
