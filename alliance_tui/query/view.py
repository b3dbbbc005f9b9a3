"""The view state: one value from which everything on the screen follows, and its text.

The text is a URL query string in fixed order with defaults left out, for example
``explore?q=supports:arms&as-of=2022-11-23&country=IRN``; reading it back is exact.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.model.dates import DateError, day_text, parse_day
from alliance_tui.query.ordering import COLUMN, GROUPINGS, SORTS, Grouping, is_sort
from alliance_tui.query.stance import Clock, Moment

StageName = Literal["matrix", "votes", "ribbon", "compare", "map", "sources", "changes"]
"""The views that take the place of the linked panes."""

ViewName = Literal["explore", StageName]
RowsOf = Literal["type", "mine", "all"]
"""Whose rows the timeline has: the chosen country's, on the type in view where there is one;
all of that country's; or those of all."""

VIEWS: tuple[ViewName, ...] = get_args(ViewName)


class ViewError(ValueError):
    """A text that is no view state."""


class ViewState(Struct, frozen=True, kw_only=True):
    """What the screen shows.

    Attributes:
        view: which view.
        query: the query as typed.
        type: id of the chosen kind of support; `Scene.type_in_view` tells which one is shown.
        as_of: the day for which everything is derived, as an ordinal; none for the data
            set's last day.
        clock: by which clock.
        country: id of the chosen country.
        focus: id of the record shown in the detail; none for the chosen country.
        rows: the chosen country's rows on the type in view, all of its rows, or those of all.
        sort: the order of the rows: one of `ordering.SORTS`, or by a column of a board.
        grouping: by what rows are put in sections.
        column: id of the chosen column of a board that is no kind of support: a roll call, a
            head of the sources, a country compared, the sum; the row of a country through time.
        columns: which columns the table of the view has, as `columns.written` writes it.
        since: the first of the two days between which changes are shown, as an ordinal; none for
            a year before the other.
        by: id of the country with which votes are compared; none for the subject.
        pins: ids of the pinned countries.
        standing: the query that holds while `query` cannot be read; no part of the text.
        led: whether what the query finds decides which country is shown, as while it is typed,
            until one is chosen; no part of the text.
    """

    view: ViewName = "explore"
    query: str = ""
    type: str | None = None
    as_of: int | None = None
    clock: Clock = "happened"
    country: str | None = None
    focus: str | None = None
    rows: RowsOf = "type"
    sort: str = "name"
    grouping: Grouping = "auto"
    column: str | None = None
    columns: tuple[str, ...] = ()
    since: int | None = None
    by: str | None = None
    pins: tuple[str, ...] = ()
    standing: str | None = None
    led: bool = False

    def moment(self, last_day: int) -> Moment:
        """The day and clock that hold; *last_day* is the data set's last day."""
        day = last_day if self.as_of is None else min(self.as_of, last_day)
        return Moment(day, self.clock)


def at_country(view: ViewState, country: str | None) -> ViewState:
    """*view* with *country* chosen."""
    return replace(view, country=country, led=False)


def in_view(view: ViewState, name: ViewName) -> ViewState:
    """*view* in the view called *name*, without the columns that only another one has."""
    if name == view.view:
        return view
    return replace(view, view=name, column=None, columns=())


class Opened(Struct, frozen=True):
    """A view state read from text, and what was ignored in it."""

    view: ViewState
    notes: tuple[str, ...] = ()


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ViewError(f"“{text}” is none of {', '.join(words)}")
        return text

    return read


def _sort(text: str) -> str:
    if not is_sort(text):
        raise ViewError(f"“{text}” is none of {', '.join((*SORTS, COLUMN + '…'))}")
    return text


def _day(text: str) -> int:
    try:
        return parse_day(text)
    except DateError as error:
        raise ViewError(str(error)) from None


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in text.split(",") if each))


_KEYS: dict[str, tuple[str, Callable[[str], Any], Callable[[Any], str]]] = {
    "q": ("query", str, str),
    "type": ("type", str, str),
    "as-of": ("as_of", _day, day_text),
    "clock": ("clock", _one_of(get_args(Clock)), str),
    "country": ("country", str, str),
    "focus": ("focus", str, str),
    "rows": ("rows", _one_of(get_args(RowsOf)), str),
    "sort": ("sort", _sort, str),
    "group": ("grouping", _one_of(GROUPINGS), str),
    "column": ("column", str, str),
    "columns": ("columns", _ids, ",".join),
    "from": ("since", _day, day_text),
    "by": ("by", str, str),
    "pins": ("pins", _ids, ",".join),
}
"""The keys in their order: the attribute, how it is read, how it is written."""

_SAFE = ":/,()'*~!$@\""
_DEFAULT = ViewState()


def view_to_text(view: ViewState) -> str:
    """*view* as text; where its query cannot be read, with the one that holds."""
    from urllib.parse import quote

    if view.standing is not None:
        view = replace(view, query=view.standing, standing=None)
    parts = [
        f"{key}={quote(write(getattr(view, attribute)), safe=_SAFE)}"
        for key, (attribute, _, write) in _KEYS.items()
        if getattr(view, attribute) != getattr(_DEFAULT, attribute)
    ]
    return view.view + ("?" + "&".join(parts) if parts else "")


def view_from_text(text: str) -> Opened:
    """The view state that *text* writes.

    Raises:
        ViewError: there is no such view, or a key has a value that it does not take.
    """
    from urllib.parse import unquote

    name, _, rest = text.strip().partition("?")
    if name not in VIEWS:
        raise ViewError(f"no view “{name}”; one of {', '.join(VIEWS)}")
    values: dict[str, Any] = {"view": name}
    notes: list[str] = []
    for part in rest.split("&") if rest else ():
        key, _, value = part.partition("=")
        if key not in _KEYS:
            notes.append(f"“{key}” is no part of a view and was ignored")
            continue
        attribute, read, _ = _KEYS[key]
        values[attribute] = read(unquote(value.replace("+", "%20")))
    return Opened(ViewState(**values), tuple(notes))
