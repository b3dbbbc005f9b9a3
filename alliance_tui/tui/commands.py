"""Every command of the explorer, declared once.

Bindings, key bar, palette, help and the key table of the README all come from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from alliance_tui.query.view import StageName
from alliance_tui.user.keys import NAMES

Context = Literal[
    "list", "page", "timeline", "facets",
    StageName,
    "query", "find", "prompt", "palette",
    "help", "text", "choice", "views", "columns", "writing", "reading",
]  # fmt: skip
"""Where somebody is: in a pane or a view, in a line to type in, in a box, or before all that."""

Where = frozenset[Context]


def _where(*contexts: Context) -> Where:
    return frozenset(contexts)


PANES = _where("list", "page", "timeline", "facets")
STAGES: Where = frozenset(get_args(StageName))
BOARDS = STAGES - _where("map", "changes")
EXPLORER = PANES | STAGES
TYPING = _where("query", "find", "prompt", "palette")
"""Where printable keys are text."""
LISTED = _where("query", "palette")
"""Where something is offered while one types."""
BOXES = _where("help", "text", "choice", "views", "columns")
TEXTS = _where("page", "changes") | BOXES - _where("columns")
"""Where there is a text to read."""
TABLES = _where("list", "matrix", "votes", "compare", "sources")
"""The tables whose columns can be hidden and moved."""
COUNTRY_ROWS = _where("list") | BOARDS - _where("sources")
"""Where rows are countries."""
MARKED = COUNTRY_ROWS | _where("map")
"""Where countries are chosen, and can be marked."""
ALL = EXPLORER | TYPING | BOXES | _where("writing", "reading")

CONTEXT_NAMES: Mapping[Context, str] = {
    "list": "the list", "page": "the page", "timeline": "the timeline", "facets": "the facets",
    "ribbon": "the view through time", "changes": "the changes", "map": "the map",
}  # fmt: skip
"""What a context is called in the help, where that is not its name as a view."""

Group = Literal["Move", "Ask", "Time", "Look", "Go", "Keep", "Program", "Type and choose"]

NO_BORDER = "The border that moves is the one between list and page."

SAME: Mapping[Context, str] = MappingProxyType({})
"""The same word everywhere."""


class Command(Struct, frozen=True):
    """One command.

    Attributes:
        id: what a keymap calls it.
        keys: its keys, the first one shown.
        action: the action of the screen.
        label: its name in the palette, and in the key bar unless that has its own.
        help: what it does, in a sentence without a full stop.
        group: where the help lists it.
        where: where its keys have this meaning.
        bar: its rank in the key bar, lowest first; none where it is not shown there.
        shown: where the key bar shows it, if not wherever it works.
        words: its name in the key bar, by context, where it is another than the label.
        elsewhere: what is told in the explorer where its key means nothing.
        typed: what it is called after a colon, beside its id.
        takes: what may follow there, as the help writes it; empty if nothing may.
        palette: whether the palette offers it.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    help: str
    group: Group
    where: Where = EXPLORER
    bar: int | None = None
    shown: Where | None = None
    words: Mapping[Context, str] = SAME
    elsewhere: str = ""
    typed: tuple[str, ...] = ()
    takes: str = ""
    palette: bool = True

    @property
    def order(self) -> str:
        """How it is written after a colon with what it takes; empty where it takes nothing."""
        word = self.typed[0] if self.typed else self.id
        return f":{word} {self.takes}" if self.takes else ""


COMMANDS: tuple[Command, ...] = (
    Command("down", ("down", "j"), "move('down')", "Down", "the next row, stop or line", "Move",
            EXPLORER | BOXES, palette=False),
    Command("up", ("up", "k"), "move('up')", "Up", "the row, stop or line before", "Move",
            EXPLORER | BOXES, palette=False),
    Command("left", ("left", "h"), "neighbour(-1)", "Left",
            "the column on the left, or the pane", "Move", palette=False),
    Command("right", ("right", "l"), "neighbour(1)", "Right",
            "the column on the right, or the pane", "Move", palette=False),
    Command("read-on", ("space",), "move('page_down')", "Page", "in texts, one screen down",
            "Move", TEXTS, bar=5, palette=False),
    Command("page-down", ("pagedown", "ctrl+f"), "move('page_down')", "Page down",
            "one screen down", "Move", EXPLORER | BOXES, palette=False),
    Command("page-up", ("pageup", "ctrl+b"), "move('page_up')", "Page up", "one screen up",
            "Move", EXPLORER | BOXES, palette=False),
    Command("half-down", ("ctrl+d",), "move('half_down')", "Half a page down",
            "half a screen down", "Move", EXPLORER | BOXES, palette=False),
    Command("half-up", ("ctrl+u",), "move('half_up')", "Half a page up", "half a screen up",
            "Move", EXPLORER | BOXES, palette=False),
    Command("top", ("g", "home"), "move('top')", "Top", "the first row", "Move",
            EXPLORER | BOXES, palette=False),
    Command("end", ("G", "end"), "move('end')", "End", "the last row", "Move",
            EXPLORER | BOXES, palette=False),
    Command("next-pane", ("tab",), "cycle(1)", "Next pane", "the next pane", "Move",
            bar=6, shown=_where("page", "timeline", "facets"), palette=False),
    Command("previous-pane", ("shift+tab",), "cycle(-1)", "Previous pane", "the pane before",
            "Move", palette=False),
    Command("open", ("enter",), "open", "Open",
            "go into the page; there, open what is chosen; on a board, open the cell", "Move",
            EXPLORER | BOXES - _where("columns"), bar=4,
            words={"list": "Read", "page": "Open", "timeline": "Read", "facets": "Narrow",
                   "map": "Read", "ribbon": "Take", "help": "Do it"},
            palette=False),
    Command("query", ("/",), "query", "Query", "type a query", "Ask", EXPLORER - TEXTS, bar=3,
            takes="WORDS"),
    Command("find", ("/",), "find", "Find", "in texts and boxes, find words", "Ask", TEXTS,
            bar=6, palette=False),
    Command("find-all", ("F",), "find_all", "Find in all records",
            "every country, event, claim, piece of evidence, group and source with some words",
            "Ask", typed=("find",), takes="WORDS"),
    Command("claims", ("A",), "claims", "List claims",
            "the claims that the query finds, of all listed countries, in one list", "Ask",
            bar=8, shown=_where("facets")),
    *(
        Command(f"type-{number}", (str(number),), f"make('press_type', {number})",
                f"Kind of support {number}",
                f"show kind of support {number}; again: only who supports, withholds, opposes, all",
                "Ask", bar=5 if number == 1 else None,
                shown=_where("list") if number == 1 else None,
                words={"list": "Kind"} if number == 1 else SAME,
                palette=False)
        for number in range(1, 10)
    ),
    Command("next-type", (")", "}"), "make('next_type', 1)", "Next kind",
            "the next kind of support, after the last one none", "Ask", bar=7,
            shown=_where("page", "timeline", "map", "compare", "sources"),
            words={"page": "Kind", "timeline": "Kind", "map": "Kind"},
            typed=("type",), takes="KIND"),
    Command("previous-type", ("(", "{"), "make('next_type', -1)", "Kind before",
            "the kind of support before", "Ask"),
    Command("next-hit", ("n",), "hit(1)", "Next hit",
            "the next place where what is looked for stands, else the next claim; in lists "
            "the next row", "Ask", EXPLORER | TEXTS, palette=False),
    Command("previous-hit", ("N",), "hit(-1)", "Hit before", "the place before", "Ask",
            EXPLORER | TEXTS, palette=False),
    Command("facets", ("f",), "facets", "Facets",
            "what the rows have in common, with counts; narrow by it", "Ask", bar=12,
            shown=_where("list")),
    Command("toggle", ("space",), "open", "Narrow", "in the facets, ask for a value or no longer",
            "Ask", _where("facets"), palette=False),
    Command("opening", ("0",), "make('opening')", "Opening query",
            "back to the opening query and kind of support", "Ask"),
    Command("previous-day", (",",), "make('day', 'previous')", "Day before",
            "the as-of day of the thing before in the timeline", "Time"),
    Command("next-day", (".",), "make('day', 'next')", "Day after",
            "the as-of day of the next thing in the timeline", "Time"),
    Command("previous-year", ("<",), "make('day', 'year_back')", "Year back",
            "a year earlier", "Time"),
    Command("next-year", (">",), "make('day', 'year_on')", "Year on", "a year later", "Time"),
    Command("ends", ("z",), "make('day', 'last')", "Last day", "the last day vouched for", "Time"),
    Command("first-of-all", ("Z",), "make('day', 'first')", "First day", "the first day", "Time"),
    Command("type-day", ("d",), "type_day", "Type a day", "type the as-of day", "Time", bar=10,
            shown=_where("timeline", "matrix", "map", "ribbon", "changes"), words={
                "timeline": "Day", "matrix": "Day", "map": "Day", "ribbon": "Day",
                "changes": "Until"},
            typed=("day",), takes="DAY"),
    Command("clock", ("t",), "make('clock')", "Clock",
            "count what had happened by the day, or only what was known by then", "Time"),
    Command("matrix", ("m",), "make('look', 'matrix')", "Matrix",
            "countries by support types: where each stands and since when", "Look", bar=14,
            shown=_where("list")),
    Command("votes", ("v",), "make('look', 'votes')", "Votes",
            "countries by roll calls: who voted how, and how often alike", "Look", bar=15,
            shown=_where("list")),
    Command("ribbon", ("r",), "make('look', 'ribbon')", "Through time",
            "stances and postures through time, and how many stood where", "Look",
            typed=("time",)),
    Command("compare", ("c",), "make('look', 'compare')", "Compare",
            "the marked countries side by side: what they promised and what they did", "Look",
            bar=11, shown=_where("list"), takes="COUNTRIES"),
    Command("pin", ("space",), "make('pin')", "Mark",
            "in lists, on boards and the map, mark the country or take the mark off", "Look",
            MARKED, bar=6, shown=_where("list", "compare"), words={"compare": "Take off"},
            elsewhere="Marks are for countries.", typed=("mark",)),
    Command("map", ("w",), "make('look', 'map')", "Map",
            "the world by posture, by the kind of support or by the chosen roll call", "Look",
            bar=16, shown=_where("list"), typed=("world",)),
    Command("sources", ("s",), "make('look', 'sources')", "Sources",
            "what everything rests on: kinds, voices, languages, and how much on each", "Look"),
    Command("changes", ("x",), "make('look', 'changes')", "Changes",
            "what changed between two days, and because of what", "Look", typed=("diff",)),
    Command("first-day", ("D",), "type_first_day", "Type the first day",
            "of the two days of the changes, type the first; a month or a year counts whole",
            "Time", bar=3, shown=_where("changes"), words={"changes": "Since"},
            typed=("since",), takes="DAY"),
    Command("rows", ("a",), "make('rows')", "Mine or all",
            "the timeline of the chosen country, or of all", "Look", PANES | _where("ribbon"),
            bar=8, shown=_where("timeline", "ribbon"), words={"timeline": "Mine or all"},
            elsewhere="The timeline has rows of one country or of all; Esc leads there."),
    Command("sort", ("S",), "make('sort')", "Sort",
            "sort the countries by name, posture, latest change, number of claims, of hits or of "
            "those denied; on a board by the chosen column", "Look", bar=8,
            shown=_where("matrix", "votes", "sources"), takes="HEAD"),
    Command("group-rows", ("p",), "make('group_rows')", "Sections",
            "put the rows in sections by posture, group or region", "Look", bar=9,
            shown=_where("matrix", "votes"), typed=("sections",), takes="NAME"),
    Command("columns", ("C",), "columns", "Columns",
            "which columns the table has, and in which order; kept for the next time", "Look",
            TABLES, bar=10, shown=_where("matrix", "votes", "sources"), takes="NAMES",
            elsewhere="Columns are chosen in the list, the matrix, the votes and the sources."),
    Command("hide-column", ("-",), "make('hide_column')", "Hide column",
            "on a board, the table without the chosen column", "Look",
            TABLES - _where("list"), typed=("hide",)),
    Command("like", ("u",), "make('like')", "Votes like",
            "in the votes, compare everybody with the chosen country", "Look", _where("votes"),
            bar=7, elsewhere="Whose votes are alike is told where the votes are: v."),
    Command("why", ("i",), "make('why')", "Why", "why the country has its posture and its stances",
            "Look", bar=9, shown=_where("list", "page")),
    Command("legend", ("L",), "legend", "Legend", "what the signs and colours mean", "Look", bar=13,
            shown=STAGES | _where("list"), typed=("signs",)),
    Command("theme", ("T",), "palette('theme ')", "Theme", "other colours, seen while choosing",
            "Look", takes="NAME"),
    Command("zoom", ("+",), "zoom", "Zoom", "give the pane the whole screen, or back", "Look",
            PANES | _where("matrix"), elsewhere="This has the whole screen already."),
    Command("narrower", ("-",), "widen(-1)", "List narrower",
            "move the border between list and page to the left; the mouse moves it too", "Look",
            PANES, elsewhere=NO_BORDER),
    Command("wider", ("=",), "widen(1)", "List wider",
            "move the border between list and page to the right", "Look", PANES,
            elsewhere=NO_BORDER),
    Command("back", ("backspace", "[", "alt+left"), "back", "Back",
            "back to where you were, to the same line", "Go", EXPLORER | BOXES, bar=12,
            shown=EXPLORER),
    Command("forward", ("]", "alt+right"), "forward", "Forward", "forward again", "Go"),
    Command("escape", ("escape",), "escape", "Close",
            "close what is open, leave what is typed, take the last filter back", "Go",
            ALL, bar=2, shown=STAGES | TYPING | _where("writing"),
            words={"query": "Leave", "find": "Leave", "prompt": "Leave", "palette": "Leave",
                   "writing": "Cancel", **dict.fromkeys(STAGES, "List")},
            palette=False),
    Command("copy", ("y",), "copy", "Copy",
            "copy what is under the cursor, or the marked countries, with their sources", "Keep",
            bar=8, shown=_where("list", "page", "timeline")),
    Command("copy-command", ("Y",), "copy_command", "Copy command",
            "copy the command that opens this view", "Keep"),
    Command("source", ("o",), "source", "Open source",
            "open the source in a browser; over ssh, show and copy its address", "Keep", bar=8,
            shown=_where("page"), words={"page": "Source"}),
    Command("export", ("e",), "export", "Export",
            "write the view or the whole data set as a file: report, tables, picture", "Keep"),
    Command("saved-views", ("b",), "saved_views", "Saved views",
            "the views kept under a name; keep this one", "Keep"),
    Command("problems", ("!",), "problems", "Problems", "what is wrong in the data set", "Program"),
    Command("open-data", ("ctrl+o",), "palette('open ')", "Open another data set",
            "go on with another data set", "Program", typed=("open",), takes="PATH"),
    Command("palette", (":", "ctrl+p"), "palette", "Go to",
            "find a command, a country or an event by name; a command and what it takes", "Program",
            EXPLORER | _where("query"), bar=7, shown=EXPLORER, palette=False),
    Command("help", ("?",), "help", "Help", "the keys that there are here", "Program",
            EXPLORER | _where("reading"), bar=1, typed=("h",), takes="WORDS"),
    Command("suspend", ("ctrl+z",), "app.suspend_process", "Suspend",
            "stop and go back to the shell; its fg comes back", "Program", ALL),
    Command("quit", ("q", "ctrl+q"), "quit", "Quit",
            "close the box or the facets; in every other pane and view, leave", "Program", ALL,
            bar=0, shown=EXPLORER | BOXES | _where("reading"),
            words=dict.fromkeys(BOXES | {"facets"}, "Close"), typed=("q",)),
    Command("submit", ("enter",), "submit", "Take it", "take what is typed", "Type and choose",
            TYPING, bar=3, words={"query": "Rows", "find": "Keep the marks"}, palette=False),
    Command("complete", ("tab",), "complete", "Complete",
            "in a query and after a colon, take the completion", "Type and choose",
            LISTED, bar=4, palette=False),
    Command("next-offer", ("down", "ctrl+n"), "mark('down')", "Next", "the next of what is offered",
            "Type and choose", LISTED, palette=False),
    Command("previous-offer", ("up", "shift+tab"), "mark('up')", "Before",
            "the one before of what is offered", "Type and choose", LISTED, palette=False),
    Command("page-of-offers", ("pagedown",), "mark('page_down')", "Offers on",
            "one screen down in what is offered", "Type and choose", LISTED, palette=False),
    Command("offers-before", ("pageup",), "mark('page_up')", "Offers back",
            "one screen up in what is offered", "Type and choose", LISTED, palette=False),
    Command("keep-view", ("s",), "save", "Keep this view", "in the saved views, keep this one",
            "Type and choose", _where("views"), bar=3, words={"views": "Keep this one"},
            palette=False),
    Command("forget-view", ("delete", "x"), "forget", "Forget",
            "in the saved views, forget the chosen one", "Type and choose", _where("views"), bar=4,
            palette=False),
    Command("turn-column", ("space",), "open", "Show or hide",
            "in the columns, show the chosen one or hide it", "Type and choose",
            _where("columns"), bar=3, words={"columns": "On/off"}, palette=False),
    Command("columns-done", ("enter",), "leave", "Done",
            "in the columns, go back to the table", "Type and choose", _where("columns"), bar=7,
            palette=False),
    Command("column-up", ("K", "shift+up"), "carry(-1)", "Move up",
            "in the columns, have the chosen one earlier", "Type and choose", _where("columns"),
            bar=4, words={"columns": "Earlier"}, palette=False),
    Command("column-down", ("J", "shift+down"), "carry(1)", "Move down",
            "in the columns, have the chosen one later", "Type and choose", _where("columns"),
            bar=5, words={"columns": "Later"}, palette=False),
    Command("columns-as-set", ("0",), "as_set", "As the set has them",
            "in the columns, all of them again, as they stand without a choice", "Type and choose",
            _where("columns"), bar=6, words={"columns": "As the set has them"}, palette=False),
    Command("undo", ("u",), "undo", "Undo", "in the saved views, take back what was done last",
            "Type and choose", _where("views"), bar=5, palette=False),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}

WHERE: Mapping[str, Where] = {each.id: each.where for each in COMMANDS}
"""By the ids of commands, where their keys have their meanings."""

BY_WORD = {each.id: each for each in COMMANDS if each.palette} | {
    word: each for each in COMMANDS for word in each.typed
}
"""The commands by what they are called after a colon."""


SERVED = frozenset({
    "down", "up", "left", "right", "read-on", "page-down", "page-up", "half-down", "half-up",
    "top", "end", "next-pane", "previous-pane", "open", "toggle",
    "query", *(f"type-{number}" for number in range(1, 10)), "next-type", "previous-type",
    "facets", "opening", "find", "find-all", "claims", "next-hit", "previous-hit",
    "previous-day", "next-day", "previous-year", "next-year", "ends", "first-of-all", "type-day",
    "clock", "first-day",
    "matrix", "votes", "ribbon", "compare", "pin", "map", "columns", "hide-column",
    "turn-column", "columns-done", "column-up", "column-down", "columns-as-set",
    "sources", "changes", "rows", "sort", "group-rows", "like", "why", "legend", "theme",
    "zoom", "narrower", "wider",
    "back", "forward", "escape",
    "copy", "copy-command", "source", "export", "saved-views",
    "problems", "palette", "help", "quit",
    "submit", "complete", "next-offer", "previous-offer", "page-of-offers", "offers-before",
    "keep-view", "forget-view", "undo",
})  # fmt: skip
"""What a visitor of a served session may do; every other command is off there.

None of these reads or writes a file by a name that is typed, starts a process, shows where
something lies on this machine, or shows what another visitor did: exports go to the visitor's
browser as downloads, sources are opened there, and views are kept until the visitor leaves.
"""


def offered(*, served: bool) -> tuple[Command, ...]:
    """The commands that there are, in a *served* session or otherwise."""
    return tuple(each for each in COMMANDS if each.id in SERVED) if served else COMMANDS


SERVED_ACTIONS = frozenset({
    "make", "follow", "focus_pane", "complete", "find_all", "help", "theme", "copy_text", "arrange",
})  # fmt: skip
"""The actions that are served beside those of the commands, with whatever arguments."""


def may_be_served(action: str, parameters: tuple[object, ...]) -> bool:
    """Whether a visitor may do *action*, an action's name, with *parameters*."""
    from textual.actions import parse

    meant = [each.id for each in COMMANDS if parse(each.action)[1:] == (action, parameters)]
    return not SERVED.isdisjoint(meant) if meant else action in SERVED_ACTIONS


GROUPS: tuple[Group, ...] = get_args(Group)

_KEY_NAMES = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "enter": "Enter",
    "backspace": "Backspace",
    "escape": "Esc",
    "space": "Space",
    "delete": "Del",
}

_WRITTEN = {name: key for key, name in NAMES.items()}

NO_OTHERS: Mapping[str, str] = {}
"""No other keys than the usual ones."""


def meanings(
    context: Context, others: Mapping[str, str] = NO_OTHERS, *, served: bool = False
) -> Mapping[str, Command]:
    """What the keys mean in *context*, by their names.

    Args:
        context: where somebody is.
        others: by the ids of commands, keys with commas between them that the user has put in
            the place of the usual ones.
        served: whether it is a visitor.
    """
    return _meanings(context, tuple(others.items()), SERVED if served else None)


@lru_cache(maxsize=64)
def _meanings(
    context: Context, others: tuple[tuple[str, str], ...], there: frozenset[str] | None
) -> Mapping[str, Command]:
    own = dict(others)
    given: dict[str, Command] = {}
    usual: dict[str, Command] = {}
    for command in COMMANDS:
        if context in command.where and (there is None or command.id in there):
            meant = given if command.id in own else usual
            for key in _keys(command, own):
                if key and not (context in TYPING and _is_printable(key)):
                    meant.setdefault(_textual(key), command)
    return MappingProxyType(usual | given)


def _keys(command: Command, others: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of *command*, whatever else they mean."""
    return tuple(others[command.id].split(",")) if command.id in others else command.keys


def keys_of(
    command: Command, others: Mapping[str, str] = NO_OTHERS, context: Context | None = None
) -> tuple[str, ...]:
    """The keys of *command* in *context*, or in any that it works in.

    Args:
        command: the command.
        others: as in `meanings`; a usual key that is given to another command is gone there.
        context: where somebody is, if that matters.
    """
    where = command.where if context is None else (context,)
    meant = [meanings(each, others) for each in where]
    return tuple(
        key
        for key in _keys(command, others)
        if any(each.get(_textual(key)) is command for each in meant)
    )


def elsewhere(key: str, others: Mapping[str, str] = NO_OTHERS) -> str:
    """What is told of *key*, the name of one, where it means nothing in the explorer."""
    told = (each for each in COMMANDS if each.elsewhere)
    meant = (each for each in told if key in map(_textual, keys_of(each, others)))
    return next((each.elsewhere for each in meant), "")


def _textual(key: str) -> str:
    return NAMES.get(key, key)


def _is_printable(key: str) -> bool:
    return len(key) == 1 or key == "space" or key in _WRITTEN


def key_name(key: str, *, ascii_only: bool = False) -> str:
    """How people write *key*."""
    modifier, plus, last = key.rpartition("+")
    if plus and modifier == "ctrl":
        return f"^{last}"
    name = _KEY_NAMES.get(last, _WRITTEN.get(last, last))
    if ascii_only and not name.isascii():
        name = last.capitalize()
    return f"{modifier.capitalize()}+{name}" if plus else name


def key_names(
    command: Command,
    others: Mapping[str, str] = NO_OTHERS,
    context: Context | None = None,
    *,
    ascii_only: bool = False,
) -> str:
    """All keys of *command* as people write them."""
    keys = keys_of(command, others, context)
    return "  ".join(key_name(key, ascii_only=ascii_only) for key in keys)


def textual_names(keys: Iterable[str]) -> list[str]:
    """*keys* as Textual calls them."""
    return [_textual(key) for key in keys]


def textual_keys(command: Command) -> str:
    """The usual keys of *command* as Textual calls them, with commas between them."""
    return ",".join(textual_names(command.keys))


def word_of(command: Command, context: Context) -> str:
    """What the key bar calls *command* in *context*."""
    return command.words.get(context, command.label)


def bar_commands(context: Context, *, served: bool = False) -> list[Command]:
    """The commands of the key bar in *context*, the most needed first."""
    there = offered(served=served)
    shown = (
        each
        for each in there
        if each.bar is not None and context in each.where and context in (each.shown or each.where)
    )
    return sorted(shown, key=lambda each: each.bar or 0)


class HelpRow(NamedTuple):
    """A row of the help: keys, what they do, and the command."""

    keys: str
    text: str
    command: Command


def help_rows(
    group: Group,
    others: Mapping[str, str] = NO_OTHERS,
    context: Context | None = None,
    *,
    ascii_only: bool = False,
    served: bool = False,
) -> Iterable[HelpRow]:
    """The rows of the help for *group*, in *context* or all; those of the types stand in one."""
    for command in offered(served=served):
        if command.group != group or command.id in SHOWN_ONCE:
            continue
        if context is not None and context not in command.where:
            continue
        yield help_row(command, others, context, ascii_only=ascii_only)


def help_row(
    command: Command,
    others: Mapping[str, str] = NO_OTHERS,
    context: Context | None = None,
    *,
    ascii_only: bool = False,
) -> HelpRow:
    """The row of *command* in the help; the first kind of support stands for all."""
    if command.id == "type-1":
        text = command.help.replace("kind of support 1", "a kind of support")
        return HelpRow("1 - 9" if ascii_only else "1 – 9", text, command)
    keys = key_names(command, others, context, ascii_only=ascii_only)
    return HelpRow(keys, command.help, command)


SHOWN_ONCE = frozenset(f"type-{number}" for number in range(2, 10))
"""The commands that the row of another one stands for in the help."""
