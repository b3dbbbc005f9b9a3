"""The find bar: words looked for in a text while they are typed, and how many there are."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from alliance_tui.tui.input import LineInput
from alliance_tui.tui.panes.detail import Detail


class FindLine(LineInput):
    """The words."""


class FindBar(Horizontal):
    """One line, in sight while somebody types in it; the text follows every letter."""

    DEFAULT_CSS = """
    FindBar { display: none; height: 1; background: $panel; }
    FindBar > #find-sign { width: 3; color: $text-dim; }
    FindBar > #find-told { width: auto; padding: 0 1; color: $text-dim; }
    FindBar FindLine, FindBar FindLine:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: $panel;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._detail: Detail | None = None

    def compose(self) -> ComposeResult:
        """A sign, the words, and which of how many places they stand at."""
        yield Static(" / ", id="find-sign", markup=False)
        yield FindLine(compact=True, select_on_focus=False, placeholder="words to find here")
        yield Static("", id="find-told", markup=False)

    @property
    def line(self) -> FindLine:
        """Where one types."""
        return self.query_one(FindLine)

    @property
    def is_typed_in(self) -> bool:
        """Whether somebody types in it."""
        return self.display and self.screen.focused is self.line

    def begin(self, detail: Detail) -> None:
        """Look in *detail*; what was looked for last stands there, to be typed over."""
        self._detail = detail
        detail.begin_find()
        self.display = True
        self.screen.set_focus(self.line)
        self.line.select_all()
        self.edited(self.line.value)

    def edited(self, words: str) -> None:
        """Look for other words."""
        if self._detail is not None:
            self._detail.find(words)
            self.query_one("#find-told", Static).update(Content(self._detail.found))

    def end(self, *, keep: bool) -> None:
        """Leave it for the text, at the place that was found, or where one was before."""
        detail, self._detail = self._detail, None
        if detail is not None:
            self.display = False
            self.screen.set_focus(detail)
            if keep:
                detail.keep_find()
            else:
                detail.give_up_find()
