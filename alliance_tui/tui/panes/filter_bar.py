"""The filter bar: the query and its chips; under them what it asks for, or what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Offset, Size
from textual.reactive import Reactive, reactive, var
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from alliance_tui.model.dates import day_words
from alliance_tui.model.records import SupportType
from alliance_tui.pages.cells import cut, width
from alliance_tui.pages.glyphs import UNICODE, Glyphs
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span, stance_role
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.telling import brief_names
from alliance_tui.query.edit import STEPS, step_of
from alliance_tui.query.sentence import sentence
from alliance_tui.query.stance import StanceKind
from alliance_tui.query.terms import EVERYTHING, Query, QueryError
from alliance_tui.query.view import ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.input import Action, LineInput, linked
from alliance_tui.tui.moves import TYPE_KEYS, make
from alliance_tui.tui.text import background_style, role_styles, strip_of
from alliance_tui.views.scene import Scene

if TYPE_CHECKING:
    from alliance_tui.query.completion import Completion

ASCII_MORE = "<"
"""What marks text that has scrolled out of sight, in ASCII in one cell."""

ROOMY = 100
"""From how many columns on the count is in words."""

LEFT_OF_CHIPS = 44
"""The columns that are left for query and count where chips stand beside them."""

STEP_STANCE: dict[str, StanceKind] = {
    "supports": "supports",
    "withholds": "withholds",
    "opposes": "opposes",
    "type": "context",
}


class Chip(Struct, frozen=True):
    """A chip: the number of its type, and its text."""

    number: int
    text: str


class Chips(Widget):
    """One chip a support type, the one in view in brackets; in their place what else is told.

    Labels stand in full where they fit, else cut short, else only that of the type in view.
    """

    DEFAULT_CSS = """
    Chips { height: 1; width: 1fr; background: $surface; }
    """

    support_types: reactive[tuple[SupportType, ...]] = reactive((), layout=True)
    parsed: reactive[Query] = reactive(EVERYTHING)
    chosen: reactive[str | None] = reactive(None)
    told: reactive[Line] = reactive(())
    glyphs: var[Glyphs] = var(UNICODE)

    def __init__(self, *, id: str, beside: int = 0) -> None:  # noqa: A002 - Textual's own name
        """With so many columns *beside* it that it has to leave."""
        super().__init__(id=id)
        self._beside = beside

    def _chips(self, room: int) -> list[Chip]:
        """The chips that fit."""
        *names, short = brief_names(self.support_types)
        forms = [*((_apart, each) for each in (*names, short)), (_close, short)]
        for form, called in forms:
            chips = [
                Chip(number, self._chosen_text(number, each) or form(number, called[each.id]))
                for number, each in enumerate(self.support_types, start=1)
            ]
            if sum(width(each.text) for each in chips) <= room:
                return chips
        return [chip for chip in chips if self.support_types[chip.number - 1].id == self.chosen]

    def _chosen_text(self, number: int, support_type: SupportType) -> str:
        if support_type.id != self.chosen:
            return ""
        step = step_of(self.parsed, support_type.id, scored=support_type.scored)
        sign = "" if step is None else f"{self.glyphs.stance[STEP_STANCE[step]]} "
        return f"[{_key(number)}{sign}{neutral(support_type.label)}]"

    def get_content_width(self, container: object, viewport: object) -> int:
        """All chips in one line, as wide as there is room.

        The room is asked of the app: the layout of a new size must not wait for another.
        """
        chips = self._chips(max(0, self.app.size.width - self._beside))
        return sum(width(each.text) for each in chips)

    def render_line(self, y: int) -> Strip:
        """Draw the chips, and what pressing one again does; or what is told in their place."""
        base, cells = self.rich_style, self.size.width
        if y > 0:
            return Strip.blank(cells, base)
        styles = role_styles(self)
        if self.told:
            return strip_of(self.told, cells, styles)
        on = background_style(self, "cursor") + Style(bold=True)
        segments: list[Segment] = []
        room = cells
        for chip in self._chips(cells):
            each = self.support_types[chip.number - 1]
            style = styles["dim"]
            if each.id == self.chosen:
                step = step_of(self.parsed, each.id, scored=each.scored)
                role = "text" if step is None else stance_role(STEP_STANCE[step])
                style = styles[role] + on
            segments.append(Segment(chip.text, style + linked(str(chip.number))))
            room -= width(chip.text)
        hint = self._hint()
        if not self._beside and width(hint) + 2 < room:
            segments.append(Segment(f"{hint} ".rjust(room), styles["dim"]))
        return Strip(segments).adjust_cell_length(cells, base)

    def _hint(self) -> str:
        """What the key of the type in view does when it is pressed again."""
        for number, each in enumerate(self.support_types[:TYPE_KEYS], start=1):
            if each.id == self.chosen:
                step = step_of(self.parsed, each.id, scored=each.scored)
                if step in ("opposes", "type"):
                    return f"{number} again: all"
                if not each.scored:
                    return f"{number} again: only who has claims"
                following = STEPS[0 if step is None else STEPS.index(step) + 1]
                forms = each.says.forms(following) if each.says is not None else None
                does = neutral(forms.now) if forms is not None else following
                return f"{number} again: only who {does}"
        return "a digit: one kind of support" if self.support_types else ""

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Press the key of the support type under the mouse."""
        return None if link is None else make(moves.press_type, int(link))


def _key(number: int) -> str:
    return f"{number} " if number <= TYPE_KEYS else ""


def _apart(number: int, name: str) -> str:
    return f" {_key(number)}{name} "


def _close(number: int, name: str) -> str:
    return f"{_key(number).rstrip()}{name} "


class QueryInput(LineInput):
    """The query as typed; Enter and Escape leave it for the list."""

    # What is typed never changes how much room the field has: no layout is needed for it.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert *text*; one blank between words is enough, and may stand there already."""
        if text != " " or self.value[: self.cursor_position][-1:] != " ":
            super().insert_text_at_cursor(text)

    def render_line(self, y: int) -> Strip:
        """Draw the line; what has scrolled out of sight at its left is marked."""
        strip = super().render_line(y)
        if not self.scroll_offset.x or not strip.cell_length:
            return strip
        sign = ASCII_MORE if self.app.has_class("-ascii") else UNICODE.ellipsis
        return Strip([Segment(sign, next(iter(strip)).style), *strip.crop(1)], strip.cell_length)


class FilterBar(Widget):
    """Query, chips and count; below them the query as a sentence, or what is wrong with it."""

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        background: $surface;
        & > Horizontal { height: 1; width: 1fr; }
        #slash { width: 3; color: $text-dim; }
        QueryInput, QueryInput:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: $surface;
        }
        QueryInput:focus { background: $panel; }
        #moment {
            display: none; width: auto; padding: 0 0 0 1; color: $accent; text-style: bold;
        }
        #count { width: auto; padding: 0 1; color: $text-dim; }
        #beside { display: none; width: auto; }
    }
    """

    parsed: var[Query] = var(EVERYTHING)
    chosen: var[str | None] = var(None)
    support_types: var[tuple[SupportType, ...]] = var(())
    glyphs: var[Glyphs] = var(UNICODE)

    def __init__(self) -> None:
        super().__init__()
        self._error: QueryError | None = None
        self._sentence = ""
        self._count = (0, 0)
        self._moment = ""

    def compose(self) -> ComposeResult:
        """Lay the bar out."""
        with Horizontal():
            yield Static(" / ", id="slash", markup=False)
            yield QueryInput(
                placeholder="a word, or field:value",
                id="query",
                compact=True,
                select_on_focus=False,
            )
            yield self._bound(Chips(id="beside", beside=LEFT_OF_CHIPS))
            yield Static("", id="moment", markup=False)
            yield Static("", id="count", markup=False)
        yield self._bound(Chips(id="under"))

    @staticmethod
    def _bound(chips: Chips) -> Chips:
        return chips.data_bind(
            FilterBar.support_types, FilterBar.parsed, FilterBar.chosen, FilterBar.glyphs
        )

    @property
    def text(self) -> str:
        """The query as typed."""
        return self.query_one(QueryInput).value

    @property
    def cursor(self) -> int:
        """Where in the query the cursor is."""
        return self.query_one(QueryInput).cursor_position

    @property
    def lines(self) -> int:
        """How many lines it takes; a short screen shows the note only where something is wrong."""
        return 2 if self._error is not None or self.query_one("#under").display else 1

    def show(self, scene: Scene, view: ViewState) -> None:
        """Show the query of *view*, what it asks for and how many rows are left."""
        asked, listing = scene.asked(view), scene.listing(view)
        self.write(view.query)
        self.chosen = scene.type_in_view(view)
        if (asked.query, asked.error) != (self.parsed, self._error) or not self._sentence:
            self.parsed, self._error = asked
            self._sentence = sentence(asked.query, scene.dataset)
            self._show_note()
        count = (len(listing.countries), listing.total)
        if count != self._count:
            self._count = count
            self._show_count()
        day, clock = scene.moment(view)
        shown_day = day_words(day) if day != scene.dataset.as_of else ""
        moment = " ".join(filter(None, (shown_day, "known" if clock == "known" else "")))
        if moment != self._moment:
            self._moment = moment
            self.query_one("#moment", Static).update(Content(moment))

    def write(self, query: str) -> None:
        """Have *query* stand there, unless it stands there already but for blanks at its end."""
        field = self.query_one(QueryInput)
        if field.value.rstrip() != query.rstrip():
            field.value = query

    def begin_word(self, query: str) -> None:
        """Put the cursor where a new word after *query* begins."""
        self.write(query)
        field = self.query_one(QueryInput)
        if field.value and not field.value.endswith(" "):
            field.value += " "
        field.cursor_position = len(field.value)

    def complete(self, completion: Completion) -> None:
        """Put *completion* in the place of the word that is being typed."""
        field = self.query_one(QueryInput)
        before, after = field.value[: completion.start], field.value[field.cursor_position :]
        space = "" if completion.text.endswith(":") or after.startswith(" ") else " "
        done = before + completion.text + space
        field.value = done + after
        field.cursor_position = len(done)

    def _show_count(self) -> None:
        total = self._count[1]
        shown = str(self._count[0]).rjust(len(str(total)))
        things = "country" if total == 1 else "countries"
        roomy = self.app.size.width >= ROOMY
        text = f"{shown} of {total} {things}" if roomy else f"{shown}/{total}"
        field = self.query_one("#count", Static)
        field.update(Content(text), layout=len(text) != field.size.width)

    def _show_note(self) -> None:
        """While one types, tell the sentence that is asked; what is wrong, always."""
        under = self.query_one("#under", Chips)
        under.set_class(self._error is not None, "-wrong")
        room, ellipsis = max(10, self.app.size.width - 6), self.glyphs.ellipsis
        if self._error is None:
            typing = self.query_one(QueryInput).has_focus
            told = cut(neutral(self._sentence), room, ellipsis)
            under.told = (Span(f"   {told}", "dim"),) if typing else ()
            return
        message, start = self._error.message, self._error.start
        indent = min(width(self.text[:start]), max(0, room - width(message) - 2))
        error = cut(f"^ {neutral(message)}", room - indent, ellipsis)
        under.told = (Span("   " + " " * indent + error, "wrong"),)

    def on_descendant_focus(self) -> None:
        """Tell the sentence."""
        self._show_note()

    def on_descendant_blur(self) -> None:
        """Show the chips again."""
        self._show_note()

    def on_resize(self) -> None:
        """Say more where there is room for it."""
        self._show_count()
        self._show_note()
