"""The changes between two days: which posture or stance became which, and because of what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alliance_tui.model.records import Country
from alliance_tui.pages.lists import changes_data
from alliance_tui.pages.markdown import markdown_page
from alliance_tui.pages.page import Page
from alliance_tui.pages.sheet import Cell, Column, Painter, Sheet
from alliance_tui.pages.standing import stance_label
from alliance_tui.query.changes import Change
from alliance_tui.query.view import ViewState
from alliance_tui.views.scene import Scene
from alliance_tui.views.text import page_text
from alliance_tui.views.view import View


class Changes(View):
    """A page of changes."""

    pane = "changes"
    headed = False

    def page(self, scene: Scene, view: ViewState) -> Page:
        """The changes."""
        return scene.changes(view)

    def sheet(self, scene: Scene, view: ViewState) -> Sheet:
        """One row a change: of the posture, or of a stance with the claims that made it."""
        names = ("country", "what", "before", "after", "claims")
        columns = tuple(
            Column(name, name.capitalize(), standing=name in ("before", "after")) for name in names
        )
        return Sheet(columns, tuple(self._rows(scene, view)))

    def _rows(self, scene: Scene, view: ViewState) -> Iterator[tuple[Cell, ...]]:
        moments = scene.since(view), scene.moment(view)
        for change in self._changes(scene, view):
            country = Cell(change.country.id)
            if change.of_posture:
                before, after = (
                    Cell(each.rule.label, doubt=each.doubt)
                    for each in (change.before, change.after)
                )
                yield (country, Cell("posture"), before, after, Cell(None))
            for each in change.stances:
                causes = " ".join(cause.after.claim.id for cause in each.causes)
                kinds = (
                    Cell(stance_label(scene.answers, stance, moment), doubt=stance.doubt)
                    for stance, moment in zip((each.before, each.after), moments, strict=True)
                )
                yield (country, Cell(each.support_type), *kinds, Cell(causes or None))

    def data(self, scene: Scene, view: ViewState) -> dict[str, Any]:
        """The changes."""
        return {**changes_data(self._changes(scene, view), scene.since(view))}

    def markdown(self, scene: Scene, view: ViewState) -> Iterator[str]:
        """The page, which has a title of its own."""
        yield markdown_page(scene.changes(view))

    def text(
        self, scene: Scene, view: ViewState, paint: Painter, cells: int | None
    ) -> Iterator[str]:
        """The page."""
        yield page_text(scene.changes(view), paint, cells)

    def _changes(self, scene: Scene, view: ViewState) -> list[Change]:
        return scene.changed(view)[0]

    def country(self, scene: Scene, view: ViewState) -> Country | None:
        """The country that was chosen before."""
        return scene.country(view)


VIEW = Changes()
