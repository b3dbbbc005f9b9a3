"""Asking: the query, the support types, the facets."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from textual import on
from textual.geometry import Offset

from alliance_tui.query.completion import completions
from alliance_tui.query.edit import stepped, toggled
from alliance_tui.query.language import to_text
from alliance_tui.tui.linked_screen import LinkedScreen
from alliance_tui.tui.panes.facet_pane import FacetPane
from alliance_tui.tui.panes.filter_bar import CHIP_KEYS, Chips, FilterBar, QueryInput
from alliance_tui.tui.panes.suggestions import Suggestions


class Asking(LinkedScreen):
    """Changing the query, by typing or otherwise."""

    @on(FilterBar.Edited)
    def _edit_query(self) -> None:
        bar = self.query_one(FilterBar)
        view = replace(self.view, query=bar.text.rstrip())
        if self._typing:
            self.show(view)
        elif view != self.view:
            self._typing = True
            self.go(view)
        self._suggest(bar.text, bar.cursor)

    def _suggest(self, text: str, cursor: int) -> None:
        """Offer how the word at the cursor may go on, under where it begins."""
        moment = self.scene.moment(self.view)
        found = completions(self.scene.answers, text, cursor, moment)
        suggestions = self.query_one(Suggestions)
        suggestions.completions = tuple(found)
        if found:
            bar = self.query_one(FilterBar)
            widest = max(0, self.size.width - suggestions.outer_size.width)
            below = bar.region.y + bar.lines
            suggestions.offset = Offset(min(found[0].start + 2, widest), below)

    @on(QueryInput.Marked)
    def _mark_completion(self, message: QueryInput.Marked) -> None:
        suggestions = self.query_one(Suggestions)
        if suggestions.completions:
            suggestions.move(message.by)
        elif message.by > 0:
            self._leave_query()

    @on(QueryInput.Completed)
    def _complete(self) -> None:
        if not self.query_one(Suggestions).take():
            self._leave_query()

    @on(Suggestions.Taken)
    def _take_completion(self, message: Suggestions.Taken) -> None:
        self.query_one(FilterBar).complete(message.completion)

    @on(QueryInput.Left)
    def _leave_query(self) -> None:
        self._typing = False
        self.query_one(Suggestions).completions = ()
        listing = self.listing
        if listing and listing.countries and self.view.country not in listing.position:
            self.show(replace(self.view, country=listing.countries[0].id, focus=None))
        self._focus("countries")

    @on(Chips.Pressed)
    def _press_chip(self, message: Chips.Pressed) -> None:
        self.action_step(message.number)

    def action_query(self) -> None:
        """Type a query; what it says already is left to be narrowed by a new word."""
        self.set_focus(self.query_one(QueryInput))  # at once: the next key may be on its way
        self.query_one(FilterBar).begin_word()

    def action_step(self, number: int) -> None:
        """Step a support type through the stances by editing the query."""
        types = self.dataset.metadata.support_types[:CHIP_KEYS]
        if number > len(types):
            self._say(f"There are only {len(types)} support types.")
            return
        chosen = types[number - 1]
        self._change_query(lambda text: stepped(text, chosen.id, scored=chosen.scored))

    def _change_query(self, change: Callable[[str], str]) -> None:
        """Change the query; where it cannot be read, the last that could."""
        text = to_text(self.parsed) if self.wrong else self.view.query
        self._typing = False
        self.go(replace(self.view, query=change(text)))

    def action_facets(self) -> None:
        """Show the facets, or the detail again; from another view, the facets."""
        if self.view.view != "explore":
            self.go(self._exploring(focus=None))
            self.with_facets = False
        self.with_facets = not self.with_facets
        if self.with_facets:
            self._focus("facets")
        elif self.shown == "facets":
            self._focus("countries")

    @on(FacetPane.Toggled)
    def _toggle_term(self, message: FacetPane.Toggled) -> None:
        self._change_query(lambda text: toggled(text, message.term))

    def action_opening(self) -> None:
        """Go back to the opening query."""
        self._typing = False
        self.go(replace(self.view, query=self.opening.query))
