"""The linked panes: the country list, the page of what is chosen, the timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from alliance_tui.model.records import Country
from alliance_tui.pages.sheet import Painter, Sheet, rearranged
from alliance_tui.query.columns import arranged, written
from alliance_tui.query.view import ViewState
from alliance_tui.views.country_list import NUMBERS
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import Step, going_to
from alliance_tui.views.view import View, view_called


def _either(scene: Scene) -> tuple[str, ...]:
    """The columns of the list, about one kind of support or about all."""
    types = (each.id for each in scene.dataset.scored_types)
    return tuple(dict.fromkeys((*types, *NUMBERS)))


class Explore(View):
    """The linked panes."""

    pane = None
    in_list = True

    def opened(self, scene: Scene, view: ViewState, before: ViewState) -> Step:
        """With the country that was chosen, which the list may not hold."""
        shown = view_called(before.view)
        country = shown.country(scene, before) if shown.every_country else None
        return Step(going_to(scene, view, country.id) if country else view, push=True)

    def sheet(self, scene: Scene, view: ViewState) -> Sheet:
        """The countries in the order of their sections."""
        listing = scene.listing(view)
        return rearranged(listing.sheet(), tuple(listing.columns), self.shown_columns(scene, view))

    def columns(self, scene: Scene, view: ViewState) -> Mapping[str, str]:
        """The kinds of support; of a list about one of them the numbers."""
        return scene.listing(view).columns

    def shown_columns(self, scene: Scene, view: ViewState) -> tuple[str, ...]:
        """Those that are shown: about one kind of support the list has others than about all."""
        there = self.columns(scene, view)
        return tuple(each for each in arranged(_either(scene), view.columns) if each in there)

    def with_columns(self, scene: Scene, view: ViewState, shown: Sequence[str]) -> ViewState:
        """*view* with those columns; those that are not in sight stay as they are."""
        there, either = self.columns(scene, view), _either(scene)
        others = [each for each in arranged(either, view.columns) if each not in there]
        signs = scene.listing(view).about is None
        both = (*shown, *others) if signs else (*others, *shown)
        return replace(view, columns=written(either, both))

    def data(self, scene: Scene, view: ViewState) -> dict[str, Any]:
        """What each pane shows."""
        from alliance_tui.pages.lists import countries_data, timeline_data
        from alliance_tui.pages.record_data import item_data

        answers, moment = scene.answers, scene.moment(view)
        item = scene.dataset.find(view.focus or "") or scene.chosen(view)
        return {
            "countries": countries_data(answers, scene.listing(view).once, moment),
            "detail": None if item is None else item_data(answers, item, moment),
            "timeline": timeline_data(scene.timeline(view).records),
        }

    def markdown(self, scene: Scene, view: ViewState) -> Iterator[str]:
        """Each pane under a heading."""
        from alliance_tui.pages.markdown import lowered
        from alliance_tui.pages.safe import neutral
        from alliance_tui.pages.sheet import markdown, markdown_table

        yield from super().markdown(scene, view)
        yield f"\n{lowered(scene.page(view))}"
        table = markdown_table(self._timeline(scene, view))
        yield f"\n## {markdown(neutral(scene.timeline(view).title))}\n\n{table}\n"

    def text(
        self, scene: Scene, view: ViewState, paint: Painter, cells: int | None
    ) -> Iterator[str]:
        """Each pane."""
        from alliance_tui.pages.safe import neutral
        from alliance_tui.pages.sheet import table_text
        from alliance_tui.views.text import page_text, told_table

        yield told_table(scene, self.sheet(scene, view), paint, cells)
        yield ""
        yield page_text(scene.page(view), paint, cells)
        yield ""
        yield paint(neutral(scene.timeline(view).title), "heading")
        yield table_text(self._timeline(scene, view), paint, cells)

    def _timeline(self, scene: Scene, view: ViewState) -> Sheet:
        from alliance_tui.pages.lists import timeline_sheet

        timeline = scene.timeline(view)
        mine = None if timeline.country is None else timeline.country.id
        records = list(timeline.records)
        return timeline_sheet(scene.answers, records, mine, scene.moment(view), scene.glyphs)

    def country(self, scene: Scene, view: ViewState) -> Country | None:
        """The country whose page and timeline are shown."""
        return scene.country(view)


VIEW = Explore()
