"""Going back, forward, and to views written as text."""

from __future__ import annotations

from msgspec.structs import replace

from alliance_tui.query.edit import stepped_back
from alliance_tui.query.view import ViewError, ViewState, view_from_text
from alliance_tui.tui.actions.asking import Asking
from alliance_tui.tui.panes.filter_bar import QueryInput
from alliance_tui.tui.panes.suggestions import Suggestions


class Going(Asking):
    """Going through the history."""

    def action_back(self) -> None:
        """Go back in the history."""
        view = self.history.back()
        if view is None:
            self._say("This is where you began.")
        else:
            self._return_to(view)

    def action_forward(self) -> None:
        """Go forward in the history."""
        view = self.history.forward()
        if view is None:
            self._say("Nothing lies ahead.")
        else:
            self._return_to(view)

    def _return_to(self, view: ViewState) -> None:
        """Show *view*; what is done from there on is a step of its own."""
        self._typing = self._moving_in_time = False
        self.view = view

    def action_escape(self) -> None:
        """Leave the query, the view, the zoom, the facets, the focus; then take a filter back."""
        if isinstance(self.focused, QueryInput):
            self._typing = False
            self.query_one(Suggestions).completions = ()
            self._focus(self.shown)
        elif self.view.view != "explore":
            self.go(self._exploring(focus=None))
        elif self.zoomed:
            self.zoomed = False
        elif self.with_facets:
            self.action_facets()
        elif self.view.focus is not None:
            self.show(replace(self.view, focus=None))
        else:
            self._change_query(lambda text: stepped_back(text, self.opening.query))

    def open_view(self, view: str) -> None:
        """Go to a view written as text."""
        try:
            opened = view_from_text(view)
        except ViewError as error:
            self._say(str(error))
            return
        for note in opened.notes:
            self._say(note)
        self.go(self.scene.completed(opened.view))
