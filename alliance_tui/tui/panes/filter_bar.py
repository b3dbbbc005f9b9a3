"""The filter bar: the query and its chips; under them what it asks for, or what is wrong."""

from __future__ import annotations

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
from alliance_tui.pages.cells import cut, fit, width
from alliance_tui.pages.glyphs import UNICODE, Glyphs
from alliance_tui.pages.page import stance_role
from alliance_tui.pages.safe import neutral
from alliance_tui.query.completion import Completion
from alliance_tui.query.edit import step_of
from alliance_tui.query.language import EVERYTHING, Query, QueryError
from alliance_tui.query.sentence import sentence
from alliance_tui.query.stance import StanceKind
from alliance_tui.query.view import ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.direct import Action, LineInput, linked
from alliance_tui.tui.moves import TYPE_KEYS, make
from alliance_tui.tui.text import background_style, role_styles
from alliance_tui.views.scene import Scene

ROOMY = 100
"""From how many columns on chips stand apart, and the count is in words."""

LEFT_OF_CHIPS = 70
"""The columns that are left for query and count where chips have long labels."""

STEP_STANCE: dict[str, StanceKind] = {
    "supports": "supports",
    "withholds": "withholds",
    "opposes": "opposes",
    "type": "context",
}


class Chips(Widget):
    """One chip a support type: its key and its label; the one in view in brackets, with the
    stance that the query asks for.
    """

    DEFAULT_CSS = """
    Chips { height: 1; width: auto; background: $surface; }
    """

    support_types: reactive[tuple[SupportType, ...]] = reactive((), layout=True)
    parsed: reactive[Query] = reactive(EVERYTHING)
    chosen: reactive[str | None] = reactive(None)
    glyphs: var[Glyphs] = var(UNICODE)

    def _labels(self) -> list[str]:
        """Long labels where there is room for them; of two letters and close by where there is not.

        The room is asked of the app: the layout of a new size must not wait for another.
        """
        room = self.app.size.width
        needed = sum(width(neutral(each.label)) + 4 for each in self.support_types)
        if needed <= room - LEFT_OF_CHIPS:
            labels = [neutral(each.label) for each in self.support_types]
        else:
            labels = [fit(neutral(each.short or each.label), 2, "") for each in self.support_types]
        if room < ROOMY:
            return [
                f"{number if number <= TYPE_KEYS else ''}{label} "
                for number, label in enumerate(labels, start=1)
            ]
        return [
            f" {number} {label} " if number <= TYPE_KEYS else f" {label} "
            for number, label in enumerate(labels, start=1)
        ]

    def get_content_width(self, container: object, viewport: object) -> int:
        """All chips in one line."""
        return sum(map(width, self._labels()))

    def render_line(self, y: int) -> Strip:
        """Draw the chips."""
        base = self.rich_style
        if y > 0:
            return Strip.blank(self.size.width, base)
        styles = role_styles(self)
        on = background_style(self, "cursor") + Style(bold=True)
        segments: list[Segment] = []
        for number, (label, each) in enumerate(
            zip(self._labels(), self.support_types, strict=True), start=1
        ):
            step = step_of(self.parsed, each.id, scored=each.scored)
            if step is None:
                style = styles["text"] + on if each.id == self.chosen else styles["dim"]
                segments.append(Segment(label, style + linked(str(number))))
                continue
            stance = STEP_STANCE[step]
            shown = label[:-1] + self.glyphs.stance[stance]
            style = styles[stance_role(stance)] + on + linked(str(number))
            segments.append(Segment(shown, style))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Press the key of the support type under the mouse."""
        return None if link is None else make(moves.press_type, int(link))


class QueryInput(LineInput):
    """The query as typed; Enter and Escape leave it for the list."""

    # What is typed never changes how much room the field has: no layout is needed for it.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    BINDINGS = [
        ("down", "screen.mark(1)", "Next completion, or the list"),
        ("up", "screen.mark(-1)", "Completion before"),
        ("tab", "screen.complete", "Take the completion"),
    ]

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert *text*; one blank between words is enough, and may stand there already."""
        if text != " " or self.value[: self.cursor_position][-1:] != " ":
            super().insert_text_at_cursor(text)


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
        #note {
            height: 1;
            padding: 0 3;
            color: $text-dim;
            text-wrap: nowrap;
        }
        #note.-wrong { color: $error; }
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
            yield Chips(id="chips").data_bind(
                FilterBar.support_types, FilterBar.parsed, FilterBar.chosen, FilterBar.glyphs
            )
            yield Static("", id="moment", markup=False)
            yield Static("", id="count", markup=False)
        yield Static("", id="note", markup=False)

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
        return 2 if self._error is not None or self.query_one("#note").display else 1

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
        note = self.query_one("#note", Static)
        note.set_class(self._error is not None, "-wrong")
        room, ellipsis = max(10, self.app.size.width - 6), self.glyphs.ellipsis
        if self._error is None:
            told = neutral(self._sentence)
            note.update(Content(cut(told, room, ellipsis)), layout=False)
            return
        message, start = self._error.message, self._error.start
        indent = min(width(self.text[:start]), max(0, room - width(message) - 2))
        error = cut(f"^ {neutral(message)}", room - indent, ellipsis)
        note.update(Content(" " * indent + error), layout=False)

    def on_resize(self) -> None:
        """Say more where there is room for it."""
        self._show_count()
        self._show_note()
