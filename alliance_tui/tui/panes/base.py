"""What the panes share: lines drawn on demand, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.content import Content
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive, var
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from alliance_tui.pages.cells import width
from alliance_tui.pages.glyphs import ASCII, UNICODE, Glyphs
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Role
from alliance_tui.query.view import ViewState
from alliance_tui.tui.input import Action
from alliance_tui.tui.panes.rowwise import Bar, Row, Rowwise
from alliance_tui.tui.text import background_style, filtered, role_styles, strip_of
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step

ALL_SIGNS = "L more"
"""Where the signs are told for which the border has no room."""

HITS = frozenset({"hit", "hit-now"})
"""The roles of what is looked for: they keep their background in the chosen row."""


class AsciiBar(ScrollBarRender):
    """A scroll bar whose ends are whole cells, not parts of blocks."""

    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8


class Pane(Rowwise, ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling pane of lines with roles; without a subclass it has none.

    A pane with `heads` keeps that many lines at its top; one whose title is `named_elsewhere`
    needs none for it where it has no border. Subclasses say how many lines there
    are (`line_count`), what stands in each (`line`) and which one is chosen (`is_chosen`), and
    call `changed` when any of it is new.

    A line that was on the screen already, here or in another row, keeps its strip.
    """

    DEFAULT_CSS = """
    Pane {
        background: $background;
        border: round $line;
        border-title-color: $text-dim;
        border-title-style: none;
        border-subtitle-color: $text-dim;
        scrollbar-size-vertical: 1;
        scrollbar-color: $line;
        scrollbar-color-hover: $line-focus;
        scrollbar-color-active: $line-focus;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        overflow-x: hidden;
        overflow-y: scroll;
        min-width: 12;
    }
    Pane:focus {
        border: round $line-focus;
        border-title-color: $foreground;
        border-title-style: bold;
    }
    """

    # A new number of lines moves nothing on the screen: no layout is needed for it.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    heads = 0
    named_elsewhere = False
    glyphs: var[Glyphs] = var(UNICODE)

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._kept: dict[int, Line] = {}
        self._strips: dict[tuple[Line, bool], Row] = {}
        self._edges = (Strip([]), Strip([]))
        self._ends: Sequence[Row] = ()
        self._told_in_border: tuple[object, ...] = ()
        self._filters: Sequence[LineFilter] = ()
        self._ground = Color(0, 0, 0)
        self._styles: dict[Role, Style] = {}
        self._chosen_styles: dict[Role, Style] = {}
        self._made_for: tuple[object, ...] = ()
        self._fitted = Size(0, 0)
        self._hovered: Offset | None = None

    def watch_glyphs(self) -> None:
        """Take a scroll bar that goes with the signs."""
        if self.glyphs is ASCII:
            self.vertical_scrollbar.renderer = AsciiBar  # type: ignore[misc]

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            bar = Bar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def watch_virtual_size(self, size: Size) -> None:
        """Tell the scroll bar how many lines there are."""
        if self.is_mounted:
            self._scroll_update(size)

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show what *view* has for this pane; what is as before is not drawn again."""

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Choose another row: *where* is as in `moves.towards`."""
        return Step(view)

    def sideways(self, by: int, scene: Scene, view: ViewState) -> Step | None:
        """Choose the column beside the chosen one; none where the pane has no columns."""
        return None

    def enter(self, scene: Scene, view: ViewState) -> Step | None:
        """Open what is chosen; none where that means to go into the detail."""
        return None

    def leave(self) -> None:
        """Be left for another view."""

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """What a press on a cell in view means."""
        return None

    @property
    def record(self) -> str | None:
        """The record under the cursor, where it is another than the state has in focus."""
        return None

    def about(self, scene: Scene, view: ViewState, at: Offset | None = None) -> Line:
        """What is under the cursor, or in the cell *at*, in a line; nothing where that is none."""
        return ()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell the screen what the mouse is over."""
        at = event.get_content_offset(self)
        hovered = getattr(self.screen, "hovered", None)
        if at is not None and hovered is not None and at != self._hovered:
            self._hovered = at
            hovered(self, at)

    def line_count(self) -> int:
        """How many lines there are, heads included."""
        return 0

    def line(self, number: int, cells: int) -> Line:
        """The line *number*, for *cells* cells; heads come first."""
        return ()

    def render_held(self, number: int) -> Line | None:
        """What is held in the first line between heads and feet in place of the line *number*."""
        return None

    def is_chosen(self, number: int) -> bool:
        """Whether the line *number* belongs to the chosen row."""
        return False

    @property
    def bordered(self) -> bool:
        """Whether it has a border, and in it a title."""
        return self.styles.border_top[0] not in ("", "none")

    @property
    def cells(self) -> int:
        """The width that lines have, in cells."""
        return self.scrollable_content_region.width

    @property
    def rows_in_view(self) -> int:
        """How many lines are in view below the heads."""
        return max(1, self.scrollable_content_region.height - self.heads)

    def tell_below(self, parts: Iterable[str]) -> None:
        """Tell in the border as many of *parts* as there is room for, and which key tells all."""
        room, every = max(0, self.size.width - 4), tuple(parts)
        told = "  ".join(every)
        if width(told) > room:
            ends = [every[:count] for count in range(len(every) - 1, 0, -1)]
            found = ["  ".join((*some, ALL_SIGNS)) for some in ends]
            found += ["  ".join(some) for some in (*ends, ())]
            told = next(each for each in found if width(each) <= room)
        if str(self.border_subtitle or "") != told:
            self.border_subtitle = Content(told)

    def changed(self) -> None:
        """Make all lines anew."""
        self._kept.clear()
        # At least as many lines as fit: then the scroll bar is there and shows nothing.
        lines = max(self.line_count(), self.scrollable_content_region.height)
        self.virtual_size = Size(self.cells, lines)
        self.moved()

    def moved(self) -> None:
        """Paint what is other than it was, such as where the cursor stands."""
        self.refresh(self.size.region)

    def bring_into_view(self, first: int, last: int, *, context: int = 1) -> None:
        """Scroll as little as possible so that the lines *first* to *last* are seen."""
        top = int(self.scroll_target_y)
        height = self.rows_in_view
        context = min(context, max(0, (height - 1 - (last - first)) // 2))
        lowest = max(0, self.line_count() - self.heads - height)
        if first - context < top + self.heads:
            top = max(0, first - context - self.heads)
        elif last + context >= top + self.heads + height:
            top = min(lowest, last + context - self.heads - height + 1)
        if top != self.scroll_target_y:
            self.scroll_to(y=top, animate=False)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by *lines*, down if positive."""
        self.scroll_to(y=self.scroll_target_y + lines, animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        cells = self.cells
        self._renew_styles(cells)
        return self.strip(*self._content(y, self.scroll_offset.y, self.line_count(), cells), cells)

    def strip(self, line: Line, chosen: bool, cells: int) -> Strip:
        """Draw *line* for *cells* cells; the row that is *chosen* stands out."""
        seen = tuple(span for span in line if span.text)
        return strip_of(seen, cells, self._chosen_styles if chosen else self._styles)

    def _content(self, y: int, top: int, count: int, cells: int) -> tuple[Line, bool]:
        """What stands in the row *y* of what is in view, and whether it is chosen.

        Of *count* lines those below the heads are scrolled by *top*.
        """
        number = y if y < self.heads else y + top
        if number >= count:
            return (), False
        held = self.render_held(number) if y == self.heads else None
        if held is not None:
            return held, False
        if self.is_chosen(number):
            return self.line(number, cells), True
        line = self._kept.get(number)
        if line is None:
            line = self._kept[number] = self.line(number, cells)
        return line, False

    def drawn(self) -> list[Row]:
        """All rows, those of the border as Textual draws them."""
        height, (top, _, bottom, _) = self.outer_size.height, self.styles.gutter
        cells = self.cells
        self._renew_styles(cells)
        before, self._strips = self._strips, {}
        left, right = self._edges
        rows: list[Row] = [*self._ends[:top]]
        scrolled, count = self.scroll_offset.y, self.line_count()
        for y in range(height - top - bottom):
            content = self._content(y, scrolled, count, cells)
            row = before.get(content)
            if row is None:
                strip = self.strip(*content, cells)
                for each in self._filters:
                    strip = strip.apply_filter(each, self._ground)
                row = (left, strip, right)
            self._strips[content] = row
            rows.append(row)
        return [*rows, *self._ends[top:]]

    def _stock_row(self, y: int) -> Strip:
        """A row as Textual draws it: only what lies over or beside something has sides."""
        row = ScrollView.render_lines(self, Region(0, y, self.outer_size.width, 1))[0]
        if not self.bordered or self._has_sides:
            return row
        inner = row.crop(1, row.cell_length - 1)
        end = inner.text[:1] if y in (0, self.outer_size.height - 1) else " "
        style = next(iter(row)).style
        return Strip([Segment(end, style), *inner, Segment(end, style)], row.cell_length)

    @property
    def _has_sides(self) -> bool:
        """Whether it is a box, or something stands beside it."""
        return self.screen.is_modal or self.outer_size.width < self.screen.size.width

    def _renew_styles(self, cells: int) -> None:
        size, border = self.outer_size, self.styles.border_left
        made_for, before = (self.app.theme, self.has_focus, cells, size, border), self._made_for
        told = (self._border_title, self._border_subtitle)
        if made_for == before and told == self._told_in_border:
            return
        self._made_for, self._told_in_border = made_for, told
        top, _, bottom, left = self.styles.gutter
        ends = (*range(top), *range(max(top, size.height - bottom), size.height))
        self._ends = [(self._stock_row(y),) for y in ends]
        if made_for == before:
            return
        self._strips.clear()
        self._ground = self.background_colors[1]
        # What only exchanges colours is asked once for a style, not for each line.
        colours = [each for each in self.get_line_filters() if isinstance(each, ANSIToTruecolor)]
        self._filters = [each for each in self.get_line_filters() if each not in colours]
        self._styles = {
            role: filtered(style, colours, self._ground)
            for role, style in role_styles(self).items()
        }
        chosen = background_style(self, "cursor" if self.has_focus else "cursor-away")
        self._chosen_styles = {
            role: style if role in HITS else style + chosen for role, style in self._styles.items()
        }
        row = self._stock_row(top)
        self._edges = row.crop(0, left), row.crop(left + cells, size.width)

    def fit(self) -> None:
        """Make the lines for the room there is, unless they were made for it already."""
        room = self.scrollable_content_region.size
        if room != self._fitted and self.is_attached:
            self._fitted = room
            self.lay_out()
            tell = getattr(self.screen, "show_status", None)
            if tell is not None:
                tell()

    def lay_out(self) -> None:
        """Make the lines anew."""
        self.changed()

    def on_resize(self) -> None:
        """Lines are made for a width, and none is left blank below the last where there is more."""
        self.fit()
        self.scroll_to(y=min(self.scroll_target_y, self.max_scroll_y), animate=False)
