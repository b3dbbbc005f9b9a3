"""The facets: what the rows have in common, with counts; Enter asks for it or no longer."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.reactive import var

from alliance_tui.query.facets import Choice, Facet
from alliance_tui.query.language import Term
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import content
from alliance_tui.writing.cells import fit, width
from alliance_tui.writing.lines import Line
from alliance_tui.writing.page import Span
from alliance_tui.writing.safe import neutral


class FacetPane(Pane):
    """The facets of the rows that the query finds."""

    facets: var[tuple[Facet, ...]] = var(())

    class Toggled(Message):
        """A choice was made, or taken back."""

        def __init__(self, term: Term) -> None:
            super().__init__()
            self.term = term

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: list[Facet | Choice | None] = []
        self._chosen: str | None = None

    def on_mount(self) -> None:
        """Name the pane."""
        self.border_title = content("Facets")
        self.border_subtitle = content("Enter narrows, f closes")

    def watch_facets(self) -> None:
        """Draw the new counts; the cursor stays on its value."""
        self._rows = []
        for facet in self.facets:
            if facet.choices:
                self._rows += [*([None] if self._rows else ()), facet, *facet.choices]
        if self.row is None:
            first = next((row for row in self._rows if isinstance(row, Choice)), None)
            self._chosen = first.term.key if first else None
        self.changed()

    @property
    def row(self) -> int | None:
        """The line of the chosen value."""
        return next(
            (
                number
                for number, row in enumerate(self._rows)
                if isinstance(row, Choice) and row.term.key == self._chosen
            ),
            None,
        )

    def move(self, where: str) -> None:
        """Choose another value."""
        lines = [number for number, row in enumerate(self._rows) if isinstance(row, Choice)]
        if not lines:
            return
        row = self.row
        place = lines.index(row) if row is not None else 0
        chosen = lines[self.row_towards(where, place, len(lines))]
        choice = self._rows[chosen]
        assert isinstance(choice, Choice)
        self._chosen = choice.term.key
        self.moved(each for each in (row, chosen) if each is not None)
        self.bring_into_view(chosen, chosen, context=2)

    def open(self) -> bool:
        """Ask for the chosen value, or no longer."""
        row = self.row
        choice = self._rows[row] if row is not None else None
        if not isinstance(choice, Choice):
            return False
        self.post_message(self.Toggled(choice.term))
        return True

    def on_click(self, event: events.Click) -> None:
        """Ask for the value under the mouse, or no longer."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        number = offset.y + self.scroll_offset.y
        if number < len(self._rows) and isinstance(choice := self._rows[number], Choice):
            self._chosen = choice.term.key
            self.post_message(self.Toggled(choice.term))

    def line_count(self) -> int:
        """The lines of all facets."""
        return max(1, len(self._rows))

    def is_chosen(self, number: int) -> bool:
        """Whether the line is that of the chosen value."""
        return number == self.row

    def line(self, number: int, cells: int) -> Line:
        """A heading, or a value with its count."""
        if not self._rows:
            return (Span(" Nothing to count.", "dim"),)
        row = self._rows[number]
        if row is None:
            return ()
        if isinstance(row, Facet):
            counted = f"{row.counted} "
            return (
                Span(
                    " "
                    + fit(
                        neutral(row.title), max(0, cells - 2 - width(counted)), self.glyphs.ellipsis
                    ),
                    "heading",
                ),
                Span(counted, "dim"),
            )
        count = str(row.rows)
        mark = self.glyphs.supports if row.chosen else " "
        room = max(0, cells - 6 - len(count))
        return (
            Span(self.glyphs.cursor if number == self.row else " ", "link"),
            Span(f"{mark} ", "good"),
            Span(fit(neutral(row.label), room, self.glyphs.ellipsis), row.role),
            Span(f" {count} ", "dim"),
        )
