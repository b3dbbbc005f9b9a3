"""Moves: what a key or a press makes of the view state.

Each is a function of the state and the scene alone, so that keys which come together have the
same effect as one after the other, whatever has been painted in between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from alliance_tui.model.records import Country
from alliance_tui.model.words import number_of
from alliance_tui.pages.safe import neutral
from alliance_tui.query.days import earliest_day, next_day, previous_day, year_away
from alliance_tui.query.edit import has_term, step_of, stepped, stepped_back, toggled, without_step
from alliance_tui.query.fields import FIELDS
from alliance_tui.query.language import to_text
from alliance_tui.query.ordering import BACKWARDS, COLUMN, GROUPINGS, SORTS, Grouping, direction_of
from alliance_tui.query.stance import Clock
from alliance_tui.query.terms import Term
from alliance_tui.query.view import RowsOf, ViewName, ViewState, at_country, in_view
from alliance_tui.tui.input import Action, act
from alliance_tui.views.country_list import NUMBERS
from alliance_tui.views.scene import Scene
from alliance_tui.views.steps import (
    NO_COUNTRY,
    Step,
    explained,
    exploring,
    going_to,
    marked_words,
    to_day,
)
from alliance_tui.views.view import view_called

TYPE_KEYS = 9
"""How many support types have a key of their own."""

NO_COLUMNS = "This has no columns to choose."

LAST_COLUMN = "One column stays."

TYPING_RUN = "typing"
"""The run of steps that are letters of a query."""

Move: TypeAlias = Callable[..., Step]
"""A function of this module: of a state, a scene, and what else it needs."""


def make(move: Move, *arguments: object) -> Action:
    """The action of the explorer that makes *move* from the state that there is then."""
    return act("make", move.__name__, *arguments)


# Rows.


def towards(where: str, here: int, rows: int, page: int) -> int:
    """The row, of so many *rows*, that lies *where* from *here*.

    Args:
        where: ``up``, ``down``, ``page_up``, ``page_down``, ``half_up``, ``half_down``, ``top``
            or ``end``.
        here: the chosen row.
        rows: how many there are, at least one.
        page: how many rows a screen has.
    """
    half = max(1, page // 2)
    steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page} | {
        "half_down": half, "half_up": -half,
    }  # fmt: skip
    ends = {"top": 0, "end": rows - 1}
    return ends.get(where, min(rows - 1, max(0, here + steps.get(where, 0))))


def to_country(view: ViewState, scene: Scene, country: str) -> Step:
    """A country, and no other record in focus."""
    return Step(at_country(replace(view, focus=None), country))


def to_land(view: ViewState, scene: Scene, country: str) -> Step:
    """A country of the map, which may show more than the list holds."""
    return Step(going_to(scene, view, country))


def to_entry(view: ViewState, scene: Scene, record: str) -> Step:
    """An event or a claim of the timeline."""
    return Step(replace(view, focus=record))


def to_record(view: ViewState, scene: Scene, where: str, page: int) -> Step:
    """Another row of the timeline; where none is chosen, the last before the as-of day."""
    timeline = scene.timeline(view)
    rows = timeline.records
    if not rows:
        return Step(view)
    row = rows.row_of(view.focus) if view.focus is not None else None
    if row is None and where not in ("top", "end"):
        chosen = timeline.last_before
    else:
        chosen = towards(where, row or 0, len(rows), page)
    return to_entry(view, scene, rows[chosen].id)


# Boards and the map.


def board_row(view: ViewState, scene: Scene) -> str | None:
    """The chosen row of a board: a country, or where rows are about other things what they are."""
    return view_called(view.view).row(scene, view)


def board_column(view: ViewState, scene: Scene) -> str | None:
    """The chosen column of a board or a map."""
    return view_called(view.view).column(scene, view)


def to_cell(view: ViewState, scene: Scene, row: str | None, column: str | None) -> Step:
    """A cell of a board."""
    return view_called(view.view).choose(scene, view, row, column)


def chosen_country(view: ViewState, scene: Scene) -> Country | None:
    """The country that the screen shows as chosen; none where the one of *view* is not in sight."""
    return view_called(view.view).country(scene, view)


def open_cell(view: ViewState, scene: Scene) -> Step:
    """What the chosen cell of a board stands for."""
    return view_called(view.view).enter(scene, view)


def like(view: ViewState, scene: Scene) -> Step:
    """In the votes, compare everybody with the chosen country."""
    country = chosen_country(view, scene)
    if country is None:
        return Step(view, say=NO_COUNTRY)
    return Step(view_called(view.view).like(view, country.id))


def pin(view: ViewState, scene: Scene) -> Step:
    """Mark the chosen country, or take the mark off."""
    country = chosen_country(view, scene)
    if country is None:
        return Step(view, say=NO_COUNTRY)
    if country.id in view.pins:
        pins = tuple(each for each in view.pins if each != country.id)
    else:
        pins = (*view.pins, country.id)
    how = " c compares them." if len(pins) > 1 and view.view != "compare" else ""
    return Step(replace(view, pins=pins), say=marked_words(scene, pins) + how)


# Columns of a table.


def with_columns(view: ViewState, scene: Scene, shown: Sequence[str]) -> Step:
    """The table with those columns, in that order."""
    return Step(view_called(view.view).with_columns(scene, view, shown))


def hide_column(view: ViewState, scene: Scene) -> Step:
    """Without the chosen column; the one after it is chosen, else the one before."""
    table, column = view_called(view.view), board_column(view, scene)
    shown = table.shown_columns(scene, view)
    if column not in shown:
        say = "Choose a column first: the arrow keys go from column to column."
        return Step(view, say=say if shown else NO_COLUMNS)
    if len(shown) == 1:
        return Step(view, say=LAST_COLUMN)
    place = shown.index(column)
    left = (*shown[:place], *shown[place + 1 :])
    beside = left[min(place, len(left) - 1)]
    hidden = table.with_columns(
        scene, table.choose(scene, view, table.row(scene, view), beside).view, left
    )
    name = table.columns(scene, view)[column]
    return Step(hidden, say=f"Hidden: {neutral(name)}. C brings it back.")


# Views and what they show.


def look(view: ViewState, scene: Scene, name: ViewName) -> Step:
    """Another view, or from there the linked panes again."""
    wanted: ViewName = "explore" if view.view == name else name
    shown = in_view(exploring(view, focus=None), wanted)
    return view_called(wanted).opened(scene, shown, view)


def compare(view: ViewState, scene: Scene, countries: tuple[str, ...]) -> Step:
    """Those *countries* side by side; a single one beside those that are marked."""
    pins = countries if len(countries) > 1 else (*view.pins, *countries)
    marked = replace(view, pins=tuple(dict.fromkeys(pins)))
    return look(in_view(marked, "explore") if view.view == "compare" else marked, scene, "compare")


def rows(view: ViewState, scene: Scene) -> Step:
    """The rows of the chosen country on what is asked about, all of its rows, or all."""
    about = scene.type_in_view(view) if view_called(view.view).in_list else None
    wanted: tuple[RowsOf, ...] = ("type", "all") if about is None else ("type", "mine", "all")
    here = wanted.index(view.rows) if view.rows in wanted else 0
    return Step(replace(view, rows=wanted[(here + 1) % len(wanted)]))


def sort(view: ViewState, scene: Scene) -> Step:
    """By the next thing; on a board by the chosen column, then backwards, then by name again."""
    if not view_called(view.view).in_list:
        column = board_column(view, scene)
        if column is None:
            say = "Choose a column first: the arrow keys go from column to column."
            return Step(view, say=say)
        return Step(replace(view, sort=_turned(view.sort, f"{COLUMN}{column}")))
    by, _ = direction_of(view.sort)
    every = list_sorts(view, scene)
    place = every.index(by) if by in every else -1
    return Step(replace(view, sort=every[(place + 1) % len(every)]))


def list_sorts(view: ViewState, scene: Scene) -> tuple[str, ...]:
    """What the list is sorted by in turn: what lists always are, then its other numbers."""
    columns = scene.listing(view).columns
    return (
        *SORTS,
        *(f"{COLUMN}{each}" for each in NUMBERS if each in columns and each not in SORTS),
    )


def sort_by(view: ViewState, scene: Scene, head: str) -> Step:
    """By *head*: a sort of the list, or the id of a column; again, backwards."""
    of_list = view_called(view.view).in_list and head in SORTS
    by = head if of_list else f"{COLUMN}{head}"
    return Step(replace(view, sort=_turned(view.sort, by)))


def press_head(view: ViewState, scene: Scene, row: str | None, column: str) -> Step:
    """The column under the mouse, and the rows by it."""
    chosen = to_cell(view, scene, row, column).view
    return sort_by(chosen, scene, column) if view_called(view.view).sorts else Step(chosen)


def _turned(before: str, by: str) -> str:
    """The sort *by* a thing: backwards where it was by it before, then by name again."""
    if before == by:
        return f"{BACKWARDS}{by}"
    return "name" if before == f"{BACKWARDS}{by}" else by


def group_by(view: ViewState, scene: Scene, grouping: Grouping) -> Step:
    """The rows in sections by *grouping*."""
    return Step(replace(view, grouping=grouping))


def group_rows(view: ViewState, scene: Scene) -> Step:
    """The rows in sections by the next thing; on boards “auto” is one list."""
    in_list = view_called(view.view).in_list
    offered = GROUPINGS if in_list else tuple(each for each in GROUPINGS if each != "none")
    here = offered.index(view.grouping) if view.grouping in offered else 0
    following = offered[(here + 1) % len(offered)]
    by: str = following
    if by == "auto":
        by = "none" if not in_list else "stance" if scene.type_in_view(view) else "posture"
    say = "In one list." if by == "none" else f"By {by}."
    return Step(replace(view, grouping=following), say=say)


def why(view: ViewState, scene: Scene) -> Step:
    """Why the chosen country stands where it does, first on the kind of support in view."""
    country = chosen_country(view, scene)
    if country is None:
        return Step(view, say=NO_COUNTRY)
    return explained(view, scene, country, scene.type_in_view(view))


# The query.


def edit(view: ViewState, scene: Scene, text: str) -> Step:
    """The query as it is typed; all the typing is one step of the history."""
    query = text.rstrip()
    if query == view.query:
        return Step(view)
    return Step(
        scene.settled(replace(view, query=query, led=True), view), push=True, run=TYPING_RUN
    )


def ask(view: ViewState, scene: Scene, query: str) -> Step:
    """Another query, in one step."""
    return Step(scene.settled(replace(view, query=query.strip()), view), push=True)


def press_type(view: ViewState, scene: Scene, number: int) -> Step:
    """The support type of that *number* in view; where it is, the list narrowed by it.

    Pressed again it narrows the list to who supports, withholds, opposes, and lets go.
    """
    types = scene.dataset.metadata.support_types
    if number > len(types):
        return Step(view, say=_few_types(len(types)))
    chosen = types[number - 1]
    if scene.type_in_view(view) != chosen.id:
        return _to_type(view, chosen.id)
    step = _changed(view, scene, lambda text: stepped(text, chosen.id, scored=chosen.scored))
    if step_of(scene.asked(step.view).query, chosen.id, scored=chosen.scored) is not None:
        return replace(step, say=_who_left(view, step.view, scene))
    let_go = view_called(step.view.view).with_type(step.view, None)
    still = chosen.id in scene.types_named(let_go)
    say = f"The query still names {neutral(chosen.label)}." if still else ""
    return replace(step, view=let_go, say=say)


def _who_left(before: ViewState, after: ViewState, scene: Scene) -> str:
    """That the country which was shown is not in the list any more, if it is not."""
    country = scene.chosen(before)
    listing = scene.listing(after)
    if country is None or country.id in listing.position or not listing.rows:
        return ""
    return f"{neutral(country.name)} is not among these."


def _few_types(number: int) -> str:
    if number == 0:
        return "This data set has no kinds of support."
    return f"There {'is only 1 kind' if number == 1 else f'are only {number} kinds'} of support."


def _to_type(view: ViewState, support_type: str | None, run: str = "") -> Step:
    shown = view_called(view.view)
    untold = support_type is not None and not shown.by_type
    say = "Votes are not told apart by kind." if untold else ""
    return Step(shown.with_type(view, support_type), push=True, say=say, run=run)


def next_type(view: ViewState, scene: Scene, by: int) -> Step:
    """The type after the one that is chosen, or before it: from all to none and round again.

    Where the query names one, none is left out: it would show the one that is named.
    """
    types = tuple(each.id for each in scene.dataset.metadata.support_types)
    if not types:
        return Step(view, say=_few_types(0))
    chosen = scene.type_chosen(replace(view, column=None))
    named = len(scene.types_named(view)) == 1
    things = types if named else (None, *types)
    here = things.index(chosen) if chosen in things else -1
    wanted = things[(here + by) % len(things)]
    return _to_type(view, wanted, run="type")


def choose_type(view: ViewState, scene: Scene, support_type: str) -> Step:
    """The support type called *support_type* in view."""
    return _to_type(view, support_type)


def toggle(view: ViewState, scene: Scene, term: Term) -> Step:
    """With *term* in the query, or without it; where it asks for claims, how many there are."""
    step = _changed(view, scene, lambda text: toggled(text, term))
    if FIELDS[term.field].scope != "claim" or not has_term(scene.asked(step.view).query, term):
        return step
    found = scene.claims(step.view)
    claims = number_of(sum(map(len, found.values())), "claim")
    return replace(step, say=f"{claims}: A lists them.")


def opening(view: ViewState, scene: Scene) -> Step:
    """The opening query and type."""
    opened = view_called(view.view).with_type(view, scene.opening.type)
    return Step(replace(opened, query=scene.opening.query, standing=None), push=True)


def let_go(view: ViewState, scene: Scene) -> Step:
    """One filter less: the term of the type in view, then the type, then the last term."""
    opening, about = scene.opening, scene.type_in_view(view)
    record = scene.dataset.support_types.get(about or "")
    if record is not None:
        step = _changed(
            view,
            scene,
            lambda text: without_step(text, opening.query, record.id, scored=record.scored),
        )
        if step.view.query != view.query and scene.asked(view).error is None:
            field = step_of(scene.asked(view).query, record.id, scored=record.scored)
            return replace(step, say=_off(f"{field}:{record.id}"))
        if view.type not in (None, opening.type):
            step = Step(view_called(view.view).with_type(view, opening.type), push=True)
            return replace(step, say=_off(neutral(record.label)))
    return filter_off(view, scene)


def _off(what: str) -> str:
    return f"Off: {what}. Backspace brings it back."


def filter_off(view: ViewState, scene: Scene) -> Step:
    """One filter less: the last term beyond the opening query; it says which."""
    step = _changed(view, scene, lambda text: stepped_back(text, scene.opening.query))
    if step.view.query == view.query:
        return Step(view)
    before, after = view.query, step.view.query
    gone = before.removeprefix(after).strip() if before.startswith(after) else before
    if gone:
        return replace(step, say=_off(gone))
    return replace(step, say="The opening query again. Backspace goes back.")


def _changed(view: ViewState, scene: Scene, change: Callable[[str], str]) -> Step:
    """With the query changed; where it cannot be read, with the last that could."""
    asked = scene.asked(view)
    text = to_text(asked.query) if asked.error else view.query
    return Step(replace(view, query=change(text), standing=None), push=True)


# Time.


def day(view: ViewState, scene: Scene, where: str) -> Step:
    """Another as-of day: of what comes before or next, a year away, the last or the first."""
    now, last = scene.moment(view).day, scene.dataset.as_of
    first = min(earliest_day(scene.dataset), now)
    if where == "last":
        wanted = last
    elif where == "first":
        wanted = earliest_day(scene.dataset)
    elif where == "previous":
        wanted = previous_day(scene.timeline(view).records, now, first)
    elif where == "next":
        wanted = next_day(scene.timeline(view).records, now, last)
    else:
        wanted = year_away(now, -1 if where == "year_back" else 1, first, last)
    return to_day(view, scene, wanted)


def since(view: ViewState, scene: Scene, first: int) -> Step:
    """The changes since the day *first*."""
    return Step(replace(in_view(view, "changes"), since=first), push=True)


def clock(view: ViewState, scene: Scene) -> Step:
    """Count by what had happened, or only by what was known."""
    wanted: Clock = "known" if view.clock == "happened" else "happened"
    say = (
        "Counting only what was known by the day."
        if wanted == "known"
        else "Counting what had happened by the day."
    )
    return Step(replace(view, clock=wanted), push=True, say=say)
