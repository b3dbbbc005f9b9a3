"""Every command of the explorer, declared once.

Bindings, key bar, palette, help and the key table of the README all come from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from alliance_tui.query.view import VIEWS, ViewName
from alliance_tui.user.keys import NAMES

OVER_PANES = tuple(view for view in VIEWS if view != "explore")
"""The views that take the place of the linked panes."""

Group = Literal["Move", "Ask", "Time", "Look", "Go", "Keep", "Program"]


class Command(NamedTuple):
    """One command.

    Attributes:
        id: what a keymap calls it.
        keys: its keys, the first one shown.
        action: the action of the screen.
        label: its name in the key bar and the palette.
        help: what it does, in a sentence without a full stop.
        group: where the help lists it.
        bar: its place in the key bar, lowest first; none where it is not shown there.
        views: in which views the key bar shows it.
        palette: whether the palette offers it.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    help: str
    group: Group
    bar: int | None = None
    views: tuple[ViewName, ...] = VIEWS
    palette: bool = True


COMMANDS: tuple[Command, ...] = (
    Command("down", ("down", "j"), "move('down')", "Down", "the next row, link or line", "Move",
            palette=False),
    Command("up", ("up", "k"), "move('up')", "Up", "the row, link or line before", "Move",
            palette=False),
    Command("left", ("left", "h"), "neighbour(-1)", "Left", "the pane on the left", "Move",
            palette=False),
    Command("right", ("right", "l"), "neighbour(1)", "Right", "the pane on the right", "Move",
            palette=False),
    Command("page-down", ("pagedown", "ctrl+d"), "move('page_down')", "Page down",
            "one screen down", "Move", palette=False),
    Command("page-up", ("pageup", "ctrl+u"), "move('page_up')", "Page up", "one screen up", "Move",
            palette=False),
    Command("top", ("g", "home"), "move('top')", "Top", "the first row", "Move", palette=False),
    Command("end", ("G", "end"), "move('end')", "End", "the last row", "Move", palette=False),
    Command("next-pane", ("tab",), "cycle(1)", "Next pane", "the next pane", "Move",
            palette=False),
    Command("previous-pane", ("shift+tab",), "cycle(-1)", "Previous pane", "the pane before",
            "Move", palette=False),
    Command("open", ("enter",), "open", "Open",
            "go into the detail; there, follow the link; on a board, open the cell", "Move", bar=4,
            views=OVER_PANES, palette=False),
    Command("query", ("/",), "query", "Query", "type a query", "Ask", bar=1),
    *(
        Command(f"type-{number}", (str(number),), f"make('press_type', {number})",
                f"Kind of support {number}",
                f"show kind of support {number}; again: only who supports, withholds, opposes, all",
                "Ask", palette=False)
        for number in range(1, 10)
    ),
    Command("next-type", (")", "}"), "make('next_type', 1)", "Next kind",
            "the next kind of support, after the last one none", "Ask", bar=5, views=("map",)),
    Command("previous-type", ("(", "{"), "make('next_type', -1)", "Kind before",
            "the kind of support before", "Ask"),
    Command("next-hit", ("n",), "hit(1)", "Next hit",
            "the next place where a word of the query is found; in lists the next row", "Ask"),
    Command("previous-hit", ("N",), "hit(-1)", "Hit before", "the place before", "Ask"),
    Command("facets", ("f",), "facets", "Facets",
            "what the rows have in common, with counts; narrow by it", "Ask", bar=10,
            views=("explore",)),
    Command("opening", ("0",), "make('opening')", "Opening query",
            "back to the opening query and kind of support", "Ask"),
    Command("previous-day", (",",), "make('day', 'previous')", "Day before",
            "the as-of day of the thing before in the timeline", "Time"),
    Command("next-day", (".",), "make('day', 'next')", "Day after",
            "the as-of day of the next thing in the timeline", "Time", bar=7),
    Command("previous-year", ("<",), "make('day', 'year_back')", "Year back",
            "a year earlier", "Time"),
    Command("next-year", (">",), "make('day', 'year_on')", "Year on", "a year later", "Time"),
    Command("ends", ("z",), "make('day', 'end')", "Ends of time",
            "the last day vouched for, or from there the first", "Time"),
    Command("type-day", ("d",), "type_day", "Type a day", "type the as-of day", "Time"),
    Command("clock", ("t",), "make('clock')", "Clock",
            "count what had happened by the day, or only what was known by then", "Time"),
    Command("matrix", ("m",), "make('look', 'matrix')", "Matrix",
            "countries by support types: where each stands and since when", "Look", bar=11,
            views=("explore",)),
    Command("votes", ("v",), "make('look', 'votes')", "Votes",
            "countries by roll calls: who voted how, and how often alike", "Look", bar=12,
            views=("explore",)),
    Command("ribbon", ("r",), "make('look', 'ribbon')", "Through time",
            "stances and postures through time, and how many stood where", "Look"),
    Command("compare", ("c",), "make('look', 'compare')", "Compare",
            "the pinned countries side by side: what they promised and what they did", "Look"),
    Command("pin", ("space",), "make('pin')", "Pin",
            "pin the country for comparing, or take the pin off; in texts, the next page", "Look",
            bar=5,
            views=("compare",)),
    Command("map", ("w",), "make('look', 'map')", "Map",
            "the world by posture, by the kind of support or by the chosen roll call", "Look",
            bar=13, views=("explore",)),
    Command("sources", ("s",), "make('look', 'sources')", "Sources",
            "what everything rests on: kinds, voices, languages, and how much on each", "Look"),
    Command("changes", ("x",), "make('look', 'changes')", "Changes",
            "what changed between two days, and because of what", "Look"),
    Command("first-day", ("D",), "type_first_day", "Type the first day",
            "of the two days of the changes, type the first", "Time"),
    Command("rows", ("a",), "make('rows')", "Mine or all",
            "the timeline of the chosen country, or of all", "Look", bar=5,
            views=("explore", "ribbon")),
    Command("sort", ("S",), "make('sort')", "Sort",
            "sort the countries by name, posture, latest change or number of claims; on a board "
            "by the chosen column", "Look", bar=6, views=("matrix", "votes", "sources")),
    Command("group-rows", ("p",), "make('group_rows')", "Sections",
            "on a board, put the rows in sections by posture, group or region", "Look", bar=6,
            views=("matrix", "votes")),
    Command("like", ("u",), "make('like')", "Votes like",
            "in the votes, compare everybody with the chosen country", "Look", bar=6,
            views=("votes",)),
    Command("why", ("i",), "make('why')", "Why", "why the country has its posture and its stances",
            "Look", bar=4, views=("explore",)),
    Command("legend", ("L",), "legend", "Legend", "what the signs and colours mean", "Look", bar=8),
    Command("zoom", ("+",), "zoom", "Zoom", "give the pane the whole screen, or back", "Look"),
    Command("narrower", ("-",), "widen(-1)", "List narrower",
            "move the border between list and page to the left; the mouse moves it too", "Look"),
    Command("wider", ("=",), "widen(1)", "List wider",
            "move the border between list and page to the right", "Look"),
    Command("back", ("backspace", "["), "back", "Back", "back to where you were", "Go", bar=9),
    Command("forward", ("]",), "forward", "Forward", "forward again", "Go"),
    Command("escape", ("escape",), "escape", "Close",
            "close what is open, leave the query, take the last filter back", "Go", bar=3,
            views=OVER_PANES, palette=False),
    Command("copy", ("y",), "copy", "Copy",
            "copy what is shown, with a full citation of its sources", "Keep"),
    Command("copy-command", ("Y",), "copy_command", "Copy command",
            "copy the command that opens this view", "Keep"),
    Command("source", ("o",), "source", "Open source",
            "open the source in a browser; over ssh, show and copy its address", "Keep"),
    Command("export", ("e",), "export", "Export",
            "write the view or the whole data set as a file: report, tables, picture", "Keep"),
    Command("saved-views", ("b",), "saved_views", "Saved views",
            "the views kept under a name; keep this one", "Keep"),
    Command("problems", ("!",), "problems", "Problems", "what is wrong in the data set", "Program"),
    Command("palette", (":", "ctrl+p"), "palette", "More",
            "find a command, a country or an event by name", "Program", bar=3, palette=False),
    Command("help", ("?",), "help", "Help", "every key", "Program", bar=2),
    Command("suspend", ("ctrl+z",), "app.suspend_process", "Suspend",
            "stop and go back to the shell; its fg comes back", "Program"),
    Command("quit", ("q", "ctrl+q"), "quit", "Quit", "leave", "Program", bar=0),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}

SERVED = frozenset({
    "down", "up", "left", "right", "page-down", "page-up", "top", "end",
    "next-pane", "previous-pane", "open",
    "query", *(f"type-{number}" for number in range(1, 10)), "next-type", "previous-type",
    "facets", "opening", "next-hit", "previous-hit",
    "previous-day", "next-day", "previous-year", "next-year", "ends", "type-day", "clock",
    "first-day",
    "matrix", "votes", "ribbon", "compare", "pin", "map",
    "sources", "changes", "rows", "sort", "group-rows", "like", "why", "legend", "zoom",
    "narrower", "wider",
    "back", "forward", "escape",
    "copy", "copy-command", "source", "export", "saved-views",
    "problems", "palette", "help", "quit",
})  # fmt: skip
"""What a visitor of a served session may do; every other command is off there.

None of these reads or writes a file by a name that is typed, starts a process, shows where
something lies on this machine, or shows what another visitor did: exports go to the visitor's
browser as downloads, sources are opened there, and views are kept until the visitor leaves.
"""


def offered(*, served: bool) -> tuple[Command, ...]:
    """The commands that there are, in a *served* session or otherwise."""
    return tuple(each for each in COMMANDS if each.id in SERVED) if served else COMMANDS


PARTS = frozenset({
    "make", "follow", "focus_pane", "submit", "mark", "complete", "theme",
    "focus_next", "focus_previous", "copy_text",
})  # fmt: skip
"""The actions that are no commands of their own and are served."""


def may_be_served(action: str, parameters: tuple[object, ...]) -> bool:
    """Whether a visitor may do *action*, an action's name, with *parameters*."""
    from textual.actions import parse

    meant = [each.id for each in COMMANDS if parse(each.action)[1:] == (action, parameters)]
    return not SERVED.isdisjoint(meant) if meant else action in PARTS


GROUPS: tuple[Group, ...] = ("Move", "Ask", "Time", "Look", "Go", "Keep", "Program")

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
    "shift+tab": "Shift+Tab",
    "enter": "Enter",
    "backspace": "Backspace",
    "escape": "Esc",
    "space": "Space",
}

_WRITTEN = {name: key for key, name in NAMES.items()}

NO_OTHERS: Mapping[str, str] = {}
"""No other keys than the usual ones."""


def keys_of(command: Command, others: Mapping[str, str] = NO_OTHERS) -> tuple[str, ...]:
    """The keys of *command*.

    Args:
        command: the command.
        others: by the ids of commands, keys with commas between them that the user has put in
            the place of the usual ones. A usual key that is given to another command is gone.
    """
    if command.id in others:
        return tuple(others[command.id].split(","))
    given = {_textual(key) for keys in others.values() for key in keys.split(",")}
    return tuple(key for key in command.keys if _textual(key) not in given)


def _textual(key: str) -> str:
    return NAMES.get(key, key)


def key_name(key: str, *, ascii_only: bool = False) -> str:
    """How people write *key*."""
    name = _KEY_NAMES.get(key, _WRITTEN.get(key))
    if name is not None:
        return key.capitalize() if ascii_only and not name.isascii() else name
    return key.replace("ctrl+", "^")


def key_names(
    command: Command, others: Mapping[str, str] = NO_OTHERS, *, ascii_only: bool = False
) -> str:
    """All keys of *command* as people write them."""
    return "  ".join(key_name(key, ascii_only=ascii_only) for key in keys_of(command, others))


def textual_keys(command: Command) -> str:
    """The keys of *command* as Textual calls them."""
    return ",".join(map(_textual, command.keys))


def bar_commands(view: ViewName, *, served: bool = False) -> list[Command]:
    """The commands of the key bar in *view*, the most needed first."""
    there = offered(served=served)
    shown = (each for each in there if each.bar is not None and view in each.views)
    return sorted(shown, key=lambda each: each.bar or 0)


class HelpRow(NamedTuple):
    """A row of the help: keys and what they do."""

    keys: str
    text: str


def help_rows(
    group: Group,
    others: Mapping[str, str] = NO_OTHERS,
    *,
    ascii_only: bool = False,
    served: bool = False,
) -> Iterable[HelpRow]:
    """The rows of the help for *group*; the keys of the support types stand in one row."""
    for command in offered(served=served):
        if command.group != group or command.id in _SHOWN_ONCE:
            continue
        if command.id == "type-1":
            text = command.help.replace("kind of support 1", "a kind of support")
            yield HelpRow("1 - 9" if ascii_only else "1 – 9", text)
        else:
            yield HelpRow(key_names(command, others, ascii_only=ascii_only), command.help)


_SHOWN_ONCE = frozenset(f"type-{number}" for number in range(2, 10))
