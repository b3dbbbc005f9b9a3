"""Steps: what a key or a press leads to, and the steps that several views share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.model.records import Claim, Country
from alliance_tui.pages.names import country_name
from alliance_tui.pages.page import Page
from alliance_tui.pages.safe import neutral
from alliance_tui.query.ordering import SORTS, direction_of
from alliance_tui.query.view import ViewState, at_country, in_view

if TYPE_CHECKING:
    from alliance_tui.views.scene import Scene

NO_COUNTRY = "No country is chosen."

MOST_NAMED = 6
"""How many marked countries are named when one is marked."""


class Step(Struct, frozen=True):
    """What a move leads to.

    Attributes:
        view: the state after it.
        push: whether the state before it is one to come back to.
        say: what is told of it, if anything.
        run: several pushes of the same run in a row are one step of the history.
        page: a page to lay over the explorer.
    """

    view: ViewState
    push: bool = False
    say: str = ""
    run: str = ""
    page: Page | None = None


def exploring(view: ViewState, **changes: str | None) -> ViewState:
    """The linked panes in place of another view, without what only that one has."""
    stays = view.view == "explore" or direction_of(view.sort)[0] in SORTS
    sort = view.sort if stays else "name"
    return replace(replace(in_view(view, "explore"), column=None, sort=sort), **changes)


def follow(view: ViewState, scene: Scene, target: str) -> Step:
    """To the record called *target*, in the linked panes."""
    item = scene.dataset.find(target)
    if item is None:
        return Step(view)
    if isinstance(item, Country):
        return Step(going_to(scene, exploring(view), item.id), push=True)
    country = item.country if isinstance(item, Claim) else view.country
    return Step(at_country(exploring(view, focus=item.id), country), push=True)


def going_to(scene: Scene, view: ViewState, country: str) -> ViewState:
    """*view* with *country* chosen, or in focus where the list does not hold it."""
    plain = replace(view, focus=None)
    if country in scene.listing(plain).position:
        return at_country(plain, country)
    return replace(plain, focus=country)


def marked_words(scene: Scene, pins: tuple[str, ...]) -> str:
    """Which countries are marked, in a sentence."""
    if not pins:
        return "No country is marked."
    names = (neutral(country_name(scene.dataset, each)) for each in pins[-MOST_NAMED:])
    named = f"{', '.join(names)}."
    return (
        f"Marked: {named}" if len(pins) <= MOST_NAMED else f"{len(pins)} are marked, last {named}"
    )


def to_day(view: ViewState, scene: Scene, wanted: int) -> Step:
    """The day *wanted*; several days in a row are one step of the history."""
    as_of = None if wanted >= scene.dataset.as_of else wanted
    if as_of == view.as_of:
        return Step(view)
    return Step(replace(view, as_of=as_of), push=True, run="time")


def explained(
    view: ViewState, scene: Scene, country: Country, support_type: str | None = None
) -> Step:
    """The claims behind a stance, or behind the posture."""
    from alliance_tui.pages.why import why_page

    return Step(view, page=why_page(scene.telling(view), country, support_type))
