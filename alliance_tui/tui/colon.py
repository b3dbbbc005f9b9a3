"""Commands with what follows them after a colon: how it may go on, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alliance_tui.model.dates import day_words
from alliance_tui.model.records import Country
from alliance_tui.nearest import did_you_mean
from alliance_tui.pages.safe import neutral
from alliance_tui.query.columns import with_column
from alliance_tui.query.compare import MOST
from alliance_tui.query.completion import completions
from alliance_tui.query.days import earliest_day
from alliance_tui.query.names import find_item, nearest_names, ranked
from alliance_tui.query.ordering import GROUPINGS
from alliance_tui.query.terms import QueryError
from alliance_tui.tui import moves
from alliance_tui.tui.commands import BY_WORD, Command, offered
from alliance_tui.tui.dialogs.prompt import day_before, day_of, wrong_day
from alliance_tui.tui.input import Action, act
from alliance_tui.tui.moves import make
from alliance_tui.tui.panes.board_pane import BoardPane
from alliance_tui.tui.panes.country_list import CountryList
from alliance_tui.user.folders import is_folder, user_path
from alliance_tui.views.steps import to_day
from alliance_tui.views.view import view_called

if TYPE_CHECKING:
    from alliance_tui.tui.explorer import Explorer

MOST_FILES = 200
"""How many files of a folder are offered."""

READABLE = (".yaml", ".yml", ".sqlite", ".db")
"""How the names of data sets end."""


class OrderError(ValueError):
    """What follows a command is none of what it takes; the message is a sentence."""


class Offered(NamedTuple):
    """One way to go on: all that would stand after the command, what it is, what it is called."""

    text: str
    about: str = ""
    label: str = ""


class Order(NamedTuple):
    """A command that takes something.

    Attributes:
        offers: how what is typed after it may go on, the likely first.
        meant: what it does with what is typed.
    """

    offers: Callable[[Explorer, str], Iterator[Offered]]
    meant: Callable[[Explorer, str], Action]


def order_of(line: str, *, served: bool) -> tuple[Command, str | None] | None:
    """The command that *line* begins with and what follows it; none where it names none.

    Nothing follows, not even nothing, where the word stands alone.
    """
    word, blank, rest = line.lstrip().partition(" ")
    command = BY_WORD.get(word.lower())
    if command is None or command not in offered(served=served):
        return None
    if not blank:
        return command, None
    if command.id in ORDERS:
        return command, rest.strip()
    return None if rest.strip() else (command, None)


def _one_of(what: str, typed: str, names: Mapping[str, str]) -> str:
    """The value of *names* that *typed* names, in any case, or begins alone.

    Raises:
        OrderError: it names none or several.
    """
    folded = {name.casefold(): value for name, value in names.items()}
    wanted = typed.casefold()
    if wanted in folded:
        return folded[wanted]
    begun = {value for name, value in folded.items() if name.startswith(wanted)}
    if wanted and len(begun) == 1:
        return begun.pop()
    raise OrderError(f"There is no {what} “{typed}”{_ended(did_you_mean(typed, names))}")


def _ended(hint: str) -> str:
    return hint if hint.endswith("?") else f"{hint}."


def _fitting(typed: str, names: Mapping[str, str]) -> Iterator[Offered]:
    """Those of *names*, each with what it is, that *typed* may mean; all where nothing is typed."""
    known = list(names)
    fitting = [known[place] for _, place in ranked(typed, known)] if typed else known
    for name in fitting:
        yield Offered(name, names[name])


# Days.


def _days(explorer: Explorer, typed: str) -> Iterator[Offered]:
    dataset = explorer.scene.dataset
    days = {
        day_words(explorer.scene.moment(explorer.view).day): "the day shown",
        day_words(dataset.as_of): "the last day vouched for",
        day_words(earliest_day(dataset)): "the first day",
    }
    for era in dataset.metadata.eras:
        days.setdefault(day_words(era.when.first_start), neutral(era.title))
    yield from _fitting(typed, days)


def _day(typed: str, meant: Callable[[str], int] = day_of) -> int:
    wrong = wrong_day(typed)
    if wrong is not None:
        raise OrderError(f"“{typed}” is no day: {wrong}.")
    return meant(typed)


# Countries.


def _countries(explorer: Explorer, typed: str) -> Iterator[Offered]:
    """*typed* with its last word as the country that it may begin."""
    dataset = explorer.scene.dataset
    before, comma, last = typed.rpartition(",") if "," in typed else typed.rpartition(" ")
    names = [f"{each.name} {each.id} {' '.join(each.aliases)}" for each in dataset.countries]
    lead = f"{before}{comma}{' ' if comma == ',' else ''}"
    for _, place in ranked(last, names)[:MOST_FILES]:
        country = dataset.countries[place]
        yield Offered(f"{lead}{country.id}", neutral(country.name))


def _compared(explorer: Explorer, typed: str) -> Action:
    dataset = explorer.scene.dataset
    words = [each.split() for each in typed.split(",")]
    found: list[str] = []
    for part in words:
        while part:
            for end in range(len(part), 0, -1):
                item = find_item(dataset, " ".join(part[:end]))
                if isinstance(item, Country):
                    found.append(item.id)
                    del part[:end]
                    break
            else:
                hint = nearest_names(dataset, part[0])
                raise OrderError(f"There is no country “{part[0]}”{_ended(hint)}")
    ids = tuple(dict.fromkeys(found))
    if len(ids) > MOST:
        raise OrderError(f"{MOST} countries stand side by side at most; these are {len(ids)}.")
    return make(moves.compare, ids)


# Names of a few.


def _types(explorer: Explorer) -> dict[str, str]:
    return {neutral(each.label): each.id for each in explorer.scene.dataset.metadata.support_types}


def _type(explorer: Explorer, typed: str) -> Action:
    types = _types(explorer)
    known = types | {each: each for each in types.values()}
    return make(moves.choose_type, _one_of("kind of support", typed, known))


def _heads(explorer: Explorer) -> dict[str, str]:
    """What can be sorted by, with what stands over it."""
    pane = explorer.ready_pane()
    if not isinstance(pane, BoardPane):
        pane = explorer.query_one(CountryList)
    return pane.column_heads


def _sorted(explorer: Explorer, typed: str) -> Action:
    heads = _heads(explorer)
    known = {head: name for name, head in heads.items() if head} | {each: each for each in heads}
    return make(moves.sort_by, _one_of("head", typed, known))


ALL_COLUMNS = "all"
"""What is typed for the columns as the data set has them."""


def _columns(explorer: Explorer) -> dict[str, str]:
    """The columns of the table in sight: their ids by what they are called."""
    columns = view_called(explorer.view.view).columns(explorer.scene, explorer.view)
    pane = explorer.ready_pane()
    heads = pane.column_heads if isinstance(pane, BoardPane) else {}
    known = {each: each for each in columns}
    known |= {head: each for each, head in heads.items() if each in columns and head}
    return known | {neutral(name): each for each, name in columns.items()}


def _column_names(explorer: Explorer, typed: str) -> Iterator[Offered]:
    """*typed* with its last name as the column that it may begin; before it ``-`` or ``+``."""
    shown = view_called(explorer.view.view)
    columns = shown.columns(explorer.scene, explorer.view)
    there = shown.shown_columns(explorer.scene, explorer.view)
    before, comma, last = typed.rpartition(",")
    sign = last.strip()[:1] if last.strip()[:1] in ("-", "+") else ""
    lead = f"{before}{comma}{' ' if comma else ''}{sign}"
    word = last.strip().removeprefix(sign)
    if not typed:
        yield Offered(ALL_COLUMNS, "as the set has them")
    names = [f"{name} {each}" for each, name in columns.items()]
    ids = list(columns)
    places = [place for _, place in ranked(word, names)] if word else range(len(ids))
    for place in places:
        told = "" if ids[place] in there else "hidden  "
        yield Offered(f"{lead}{ids[place]}", f"{told}{columns[ids[place]]}", f"{lead}{ids[place]}")


def _arranged(explorer: Explorer, typed: str) -> Action:
    """Those columns alone, in that order; with ``-`` and ``+`` before each, without or with it."""
    shown = view_called(explorer.view.view)
    known = _columns(explorer)
    if not known:
        raise OrderError(moves.NO_COLUMNS)
    every = tuple(shown.columns(explorer.scene, explorer.view))
    if typed == ALL_COLUMNS:
        return act("arrange", every)
    there = shown.shown_columns(explorer.scene, explorer.view)
    words = [each.strip() for each in typed.split(",") if each.strip()]
    signed = [each for each in words if each[0] in "+-"]
    if signed and len(signed) < len(words):
        raise OrderError("Either names, or names with - and + before each.")
    found = [_one_of("column", each.lstrip("+-").strip(), known) for each in words]
    if not signed:
        return act("arrange", tuple(dict.fromkeys(found)))
    for word, column in zip(words, found, strict=True):
        if word[0] == "-" and column in there:
            there = tuple(each for each in there if each != column)
        elif word[0] == "+" and column not in there:
            there = with_column(every, there, column)
    if not there:
        raise OrderError(moves.LAST_COLUMN)
    return act("arrange", there)


def _themes(explorer: Explorer) -> dict[str, str]:
    now = explorer.app.theme
    names = sorted(explorer.app.available_themes, key=lambda each: (each != now, each))
    return {each: "as now" if each == now else "" for each in names}


def _theme(explorer: Explorer, typed: str) -> Action:
    names = {each: each for each in explorer.app.available_themes}
    return act("theme", _one_of("theme", typed, names))


# Files.


def _files(explorer: Explorer, typed: str) -> Iterator[Offered]:
    """Data sets that were open lately, and what lies where *typed* leads."""
    for path in explorer.memory.opened:
        if typed.casefold() in path.casefold():
            yield Offered(path, f"open lately  {path}", Path(path).name)
    begins = typed.rfind("/") + 1
    lead, start = typed[:begins], typed[begins:]
    for name in islice(_names_in(user_path(lead), start), MOST_FILES):
        yield Offered(f"{lead}{name}", "", name)


def _names_in(folder: Path, start: str) -> Iterator[str]:
    """The folders and data sets in *folder* whose names begin with *start*."""
    try:
        there = sorted(each for each in folder.iterdir() if each.name.startswith(start))
    except (OSError, ValueError):
        return
    for each in there:
        if each.name.startswith(".") and not start:
            continue
        if is_folder(each):
            yield f"{each.name}/"
        elif each.suffix in READABLE:
            yield each.name


def _file(explorer: Explorer, typed: str) -> Action:
    if not typed:
        raise OrderError("The path of a data set: a file or a folder.")
    return act("open_data", typed)


# Words.


def _queries(explorer: Explorer, typed: str) -> Iterator[Offered]:
    scene = explorer.scene
    moment = scene.moment(explorer.view)
    for each in completions(scene.answers, typed, len(typed), moment):
        yield Offered(typed[: each.start] + each.text, neutral(each.label))


def _asked(explorer: Explorer, typed: str) -> Action:
    try:
        explorer.scene.answers.query(typed)
    except QueryError as error:
        raise OrderError(f"{error.message[:1].upper()}{_ended(error.message[1:])}") from None
    return make(moves.ask, typed)


def _nothing(explorer: Explorer, typed: str) -> Iterator[Offered]:
    yield from ()


ORDERS: Mapping[str, Order] = {
    "type-day": Order(_days, lambda _, typed: make(to_day, _day(typed))),
    "first-day": Order(_days, lambda _, typed: make(moves.since, _day(typed, day_before))),
    "compare": Order(_countries, _compared),
    "next-type": Order(
        lambda explorer, typed: _fitting(typed, dict.fromkeys(_types(explorer), "")), _type
    ),
    "sort": Order(
        lambda explorer, typed: _fitting(typed, _heads(explorer)),
        _sorted,
    ),
    "columns": Order(_column_names, _arranged),
    "group-rows": Order(
        lambda _, typed: _fitting(typed, dict.fromkeys(GROUPINGS, "")),
        lambda _, typed: make(
            moves.group_by, _one_of("section", typed, {each: each for each in GROUPINGS})
        ),
    ),
    "theme": Order(lambda explorer, typed: _fitting(typed, _themes(explorer)), _theme),
    "open-data": Order(_files, _file),
    "query": Order(_queries, _asked),
    "find-all": Order(_nothing, lambda _, typed: act("find_all", typed)),
    "help": Order(_nothing, lambda _, typed: act("help", typed)),
}  # fmt: skip
"""What follows each command that takes something."""
