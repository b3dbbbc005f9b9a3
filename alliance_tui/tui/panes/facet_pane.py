"""The facets: what the rows have in common, with counts; Enter asks for it or no longer."""

from __future__ import annotations

from textual.geometry import Offset

from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.query.facets import Choice, Facet, facets
from alliance_tui.query.view import ViewState
from alliance_tui.tui import moves
from alliance_tui.tui.input import Action
from alliance_tui.tui.moves import make
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.text import content
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step


class FacetPane(Pane):
    """The facets of the rows that the query finds."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.facets: tuple[Facet, ...] = ()
        self._counted_for: tuple[object, ...] = ()
        self._rows: list[Facet | Choice | None] = []
        self._chosen: str | None = None

    def on_mount(self) -> None:
        """Name the pane."""
        self.border_title = content("Facets")
        self.border_subtitle = content("Enter narrows, A lists claims")

    def show(self, scene: Scene, view: ViewState) -> None:
        """Count for *view*; the cursor stays on its value."""
        query, moment = scene.asked(view).query, scene.moment(view)
        counted_for = (scene, query, moment)
        if counted_for == self._counted_for:
            return
        self._counted_for = counted_for
        self.facets = tuple(facets(scene.answers, query, moment))
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

    def move(self, where: str, scene: Scene, view: ViewState) -> Step:
        """Choose another value; the state stays as it is."""
        lines = [number for number, row in enumerate(self._rows) if isinstance(row, Choice)]
        if lines:
            row = self.row
            place = lines.index(row) if row is not None else 0
            chosen = lines[moves.towards(where, place, len(lines), self.rows_in_view)]
            choice = self._rows[chosen]
            assert isinstance(choice, Choice)
            self._chosen = choice.term.key
            self.moved()
            self.bring_into_view(chosen, chosen, context=2)
        return Step(view)

    def enter(self, scene: Scene, view: ViewState) -> Step | None:
        """Ask for the chosen value, or no longer."""
        choice = self._rows[self.row] if self.row is not None else None
        return moves.toggle(view, scene, choice.term) if isinstance(choice, Choice) else Step(view)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Ask for the value under the mouse, or no longer."""
        number = at.y + self.scroll_offset.y
        choice = self._rows[number] if number < len(self._rows) else None
        if not isinstance(choice, Choice):
            return None
        self._chosen = choice.term.key
        return make(moves.toggle, choice.term)

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
