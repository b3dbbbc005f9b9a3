"""The filter bar: the query and its chips; under them what it asks for, or what is wrong."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, reactive, var
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from alliance_tui.model.records import SupportType
from alliance_tui.query.completion import Completion
from alliance_tui.query.edit import step_of
from alliance_tui.query.language import EVERYTHING, Query
from alliance_tui.query.stance import StanceKind
from alliance_tui.tui.text import background_style, role_styles
from alliance_tui.writing.cells import cut, fit, width
from alliance_tui.writing.glyphs import UNICODE, Glyphs, punctuated
from alliance_tui.writing.page import stance_role
from alliance_tui.writing.safe import neutral

CHIP_KEYS = 9
"""How many support types have a key."""

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
    """One chip a support type: its key, its label and the stance that the query asks for."""

    DEFAULT_CSS = """
    Chips { height: 1; width: auto; background: $surface; }
    """

    support_types: reactive[tuple[SupportType, ...]] = reactive((), layout=True)
    parsed: reactive[Query] = reactive(EVERYTHING)
    glyphs: var[Glyphs] = var(UNICODE)

    class Pressed(Message):
        """A chip was pressed; `number` counts from 1."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

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
                f"{number if number <= CHIP_KEYS else ''}{label} "
                for number, label in enumerate(labels, start=1)
            ]
        return [
            f" {number} {label} " if number <= CHIP_KEYS else f" {label} "
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
        for label, each in zip(self._labels(), self.support_types, strict=True):
            step = step_of(self.parsed, each.id, scored=each.scored)
            if step is None:
                segments.append(Segment(label, styles["dim"]))
                continue
            stance = STEP_STANCE[step]
            shown = label[:-1] + self.glyphs.stance[stance]
            segments.append(Segment(shown, styles[stance_role(stance)] + on))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_click(self, event: events.Click) -> None:
        """Press the chip under the mouse."""
        position = 0
        for number, label in enumerate(self._labels(), start=1):
            position += width(label)
            if event.x < position:
                self.post_message(self.Pressed(number))
                return


class QueryInput(Input, inherit_bindings=True):
    """The query as typed; Enter and Escape leave it for the list."""

    # What is typed never changes how much room the field has: no layout is needed for it.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    BINDINGS = [
        ("down", "mark(1)", "Next completion, or the list"),
        ("up", "mark(-1)", "Completion before"),
        ("tab", "complete", "Take the completion"),
    ]

    class Left(Message):
        """The list is wanted."""

    class Marked(Message):
        """Another completion is wanted; `by` counts from the one marked now."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Completed(Message):
        """The marked completion is wanted."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert *text*; one blank between words is enough, and may stand there already."""
        if text != " " or self.value[: self.cursor_position][-1:] != " ":
            super().insert_text_at_cursor(text)

    def action_mark(self, by: int) -> None:
        """Mark another completion."""
        self.post_message(self.Marked(by))

    def action_complete(self) -> None:
        """Take the marked completion."""
        self.post_message(self.Completed())


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

    query_text: var[str] = var("")
    parsed: var[Query] = var(EVERYTHING)
    wrong: var[tuple[str, int, int] | None] = var(None)
    sentence: var[str] = var("")
    count: var[tuple[int, int]] = var((0, 0))
    moment: var[str] = var("")
    support_types: var[tuple[SupportType, ...]] = var(())
    glyphs: var[Glyphs] = var(UNICODE)

    class Edited(Message):
        """The query was edited. The bar says how it reads by now: more may have been typed."""

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
                FilterBar.support_types, FilterBar.parsed, FilterBar.glyphs
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
        return 2 if self.wrong is not None or self.query_one("#note").display else 1

    def watch_query_text(self) -> None:
        """Show the query, unless it is just being typed."""
        field = self.query_one(QueryInput)
        if field.value.rstrip() != self.query_text:
            with self.prevent(Input.Changed):
                field.value = self.query_text

    def begin_word(self) -> None:
        """Put the cursor where a new word begins."""
        field = self.query_one(QueryInput)
        if field.value and not field.value.endswith(" "):
            with self.prevent(Input.Changed):
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

    def watch_count(self) -> None:
        """Say how many rows are left."""
        self._show_count()

    def watch_moment(self) -> None:
        """Say which day is shown, where no header does."""
        self.query_one("#moment", Static).update(Content(self.moment))

    def _show_count(self) -> None:
        total = self.count[1]
        shown = str(self.count[0]).rjust(len(str(total)))
        things = "country" if total == 1 else "countries"
        roomy = self.app.size.width >= ROOMY
        text = f"{shown} of {total} {things}" if roomy else f"{shown}/{total}"
        field = self.query_one("#count", Static)
        field.update(Content(text), layout=len(text) != field.size.width)

    def watch_wrong(self) -> None:
        """Say what is wrong, under the word that is."""
        self._show_note()

    def watch_sentence(self) -> None:
        """Say what the query asks for."""
        self._show_note()

    def _show_note(self) -> None:
        note = self.query_one("#note", Static)
        note.set_class(self.wrong is not None, "-wrong")
        room, ellipsis = max(10, self.app.size.width - 6), self.glyphs.ellipsis
        if self.wrong is None:
            told = punctuated(neutral(self.sentence), self.glyphs)
            note.update(Content(cut(told, room, ellipsis)), layout=False)
            return
        message, start, _ = self.wrong
        indent = min(start, max(0, room - width(message) - 2))
        error = cut(f"^ {neutral(message)}", room - indent, ellipsis)
        note.update(Content(" " * indent + error), layout=False)

    def on_resize(self) -> None:
        """Say more where there is room for it."""
        self._show_count()
        self._show_note()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that the query was edited."""
        event.stop()
        self.post_message(self.Edited())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list."""
        event.stop()
        self.post_message(QueryInput.Left())
