"""A prompt: one line to type over the explorer, with what is wrong with it under it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from alliance_tui.tui.box import Box
from alliance_tui.tui.text import content


class Prompt(Box[str | None]):
    """Asks for a line; gives it back when it is sound, or nothing when it is left."""

    DEFAULT_CSS = """
    Prompt Input, Prompt Input:focus { border: none; height: 1; padding: 0; background: $panel; }
    Prompt Static { height: auto; color: $text-dim; }
    Prompt .-wrong { color: $error; }
    """

    def __init__(
        self, title: str, hint: str, start: str, wrong: Callable[[str], str | None]
    ) -> None:
        """Ask for a line.

        Args:
            title: what is asked for.
            hint: how it is written.
            start: what stands there at first.
            wrong: what is wrong with a line, or none.
        """
        super().__init__()
        self._title = title
        self._hint = hint
        self._start = start
        self._wrong = wrong

    def compose(self) -> ComposeResult:
        """A field and a line under it."""
        with Vertical() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("Enter takes it, Esc leaves")
            yield Input(self._start, compact=True, select_on_focus=True)
            yield Static(Content(self._hint), markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take back what was said of the line before."""
        note = self.query_one(Static)
        note.remove_class("-wrong")
        note.update(Content(self._hint))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line back if it is sound."""
        line = event.value.strip()
        wrong = self._wrong(line)
        if wrong is None:
            self.dismiss(line)
            return
        note = self.query_one(Static)
        note.add_class("-wrong")
        note.update(content(wrong))
