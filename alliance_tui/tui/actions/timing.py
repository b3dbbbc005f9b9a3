"""Time: the as-of day and the clock."""

from __future__ import annotations

from msgspec.structs import replace
from textual import on

from alliance_tui.model.dates import DateError, day_text, parse_when
from alliance_tui.query.days import earliest_day, next_day, previous_day, year_away
from alliance_tui.query.stance import Clock
from alliance_tui.tui.linked_screen import LinkedScreen
from alliance_tui.tui.panes.date_strip import DateStrip
from alliance_tui.tui.prompt import Prompt


class Timing(LinkedScreen):
    """Going to another day, or by another clock."""

    @on(DateStrip.Pressed)
    def _press_day(self, message: DateStrip.Pressed) -> None:
        self._go_to_day(message.day)

    def action_day(self, where: str) -> None:
        """Move the as-of day: to what comes before or next, by a year, to the ends of time."""
        day, last = self.scene.moment(self.view).day, self.dataset.as_of
        first = min(earliest_day(self.dataset), day)
        rows = self.scene.timeline(self.view).records
        if where == "end":
            self._go_to_day(earliest_day(self.dataset) if day == last else last)
        elif where == "previous":
            self._go_to_day(previous_day(rows, day, first))
        elif where == "next":
            self._go_to_day(next_day(rows, day, last))
        else:
            self._go_to_day(year_away(day, -1 if where == "year_back" else 1, first, last))

    def _go_to_day(self, day: int) -> None:
        """Show another day; several days in a row are one step of the history."""
        last = self.dataset.as_of
        view = replace(self.view, as_of=None if day >= last else day)
        if view == self.view:
            return
        if self._moving_in_time:
            self.show(view)
        else:
            self.go(view)
        self._moving_in_time = True

    def action_type_day(self) -> None:
        """Type the as-of day."""

        def done(line: str | None) -> None:
            if line is not None:
                self._go_to_day(parse_when(line).last_end)

        hint = f"a day such as 2022-11-23, up to {day_text(self.dataset.as_of)}"
        start = day_text(self.scene.moment(self.view).day)
        self.app.push_screen(Prompt("As of which day?", hint, start, _wrong_day), done)

    def action_type_first_day(self) -> None:
        """Type the first of the two days between which changes are shown."""

        def done(line: str | None) -> None:
            if line is not None:
                self.go(replace(self.view, view="changes", since=parse_when(line).last_end))

        start = day_text(self.scene.since(self.view).day)
        hint = "the changes from the end of this day on; a day, a month or a year"
        self.app.push_screen(Prompt("Changes since which day?", hint, start, _wrong_day), done)

    def action_clock(self) -> None:
        """Count by what had happened, or only by what was known."""
        clock: Clock = "known" if self.view.clock == "happened" else "happened"
        self.go(replace(self.view, clock=clock))
        self._say(
            "Counting only what was known by the day."
            if clock == "known"
            else "Counting what had happened by the day."
        )


def _wrong_day(line: str) -> str | None:
    """What is wrong with *line* as a day; a month or a year stands for its last day."""
    try:
        when = parse_when(line)
    except DateError as error:
        return str(error)
    return "one date, please, not an interval" if when.interval else None
