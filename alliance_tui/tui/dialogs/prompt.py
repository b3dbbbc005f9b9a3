"""A prompt: one line to type over the explorer, with what is wrong with it under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from alliance_tui.model.dates import DateError
from alliance_tui.tui.commands import Context
from alliance_tui.tui.dialogs.dialog import Box
from alliance_tui.tui.input import LineInput
from alliance_tui.tui.text import content
from alliance_tui.user.folders import is_folder, user_path


class Prompt(Box[str]):
    """Asks for a line; gives it back when it is sound, or nothing when it is left."""

    place: ClassVar[Context] = "prompt"

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

    def parts(self) -> ComposeResult:
        """A field and a line under it."""
        with Vertical() as box:
            box.border_title = Content(self._title)
            yield LineInput(self._start, compact=True, select_on_focus=True)
            yield Static(content(self._hint), markup=False)

    def edited(self, value: str) -> None:
        """Take back what was said of the line before."""
        for note in self.query(Static):
            note.remove_class("-wrong")
            note.update(content(self._hint))

    async def action_submit(self) -> None:
        """Give the line back if it is sound."""
        line = self.query_one(LineInput).value.strip()
        wrong = self._wrong(line)
        if wrong is None:
            await self.leave(line)
            return
        note = self.query_one(Static)
        note.add_class("-wrong")
        note.update(content(wrong))


def day_of(line: str) -> int:
    """The day that *line* names, as an ordinal; a month or a year stands for its last day.

    Raises:
        DateError: it names none.
    """
    from alliance_tui.model.date_hints import typed_when

    return typed_when(line).last_end


def day_before(line: str) -> int:
    """The day after whose end all is new that *line* names, as an ordinal.

    That is a day itself, and of a month or a year the day before it begins.

    Raises:
        DateError: it names none.
    """
    from alliance_tui.model.date_hints import typed_when

    when = typed_when(line)
    return when.last_end if when.first_start == when.last_end else max(1, when.first_start - 1)


def wrong_day(line: str) -> str | None:
    """What is wrong with *line* as a day."""
    from alliance_tui.model.date_hints import typed_when

    try:
        when = typed_when(line)
    except DateError as error:
        return str(error)
    return "one date, please, not an interval" if when.interval else None


def wrong_file(line: str) -> str | None:
    """What is wrong with *line* as the path of a file."""
    path = user_path(line)
    if not line or not path.name:
        return "a name, please"
    return None if is_folder(path.parent) else f"there is no folder {path.parent}"
