"""The palette: commands and what follows them, and every country, group and event by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset, Size
from textual.widgets import Static

from alliance_tui.model.records import Country, Event, Group
from alliance_tui.model.words import searchable
from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.glyphs import ASCII
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.spells import period_words
from alliance_tui.query.fields import FIELDS
from alliance_tui.query.names import ranked
from alliance_tui.tui import moves
from alliance_tui.tui.colon import ORDERS, OrderError, order_of
from alliance_tui.tui.commands import (
    BY_ID,
    COMMANDS,
    Command,
    Context,
    bar_commands,
    key_name,
    keys_of,
    offered,
)
from alliance_tui.tui.dialogs.dialog import Box
from alliance_tui.tui.input import Action, Call, LineInput, act
from alliance_tui.tui.panes.base import Pane
from alliance_tui.tui.panes.key_bar import LAST
from alliance_tui.tui.text import content

if TYPE_CHECKING:
    from alliance_tui.tui.explorer import Explorer

MOST_LATELY = 5
"""How many commands that were done lately come first."""

MOST_NAMES = 30
"""How many names the palette offers at once."""


LEAST_OF_FIELD = 3
"""How many letters of a field have to be typed for it to be offered."""


class Offer(NamedTuple):
    """One row: what it is called, what is said of it, its key, and what it does."""

    label: str
    about: str
    key: str
    action: Action


class Offers(Pane, can_focus=False):
    """The rows of the palette, one of them marked."""

    DEFAULT_CSS = """
    Offers, Offers:focus { height: auto; max-height: 100%; border: none; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__(id="offers")
        self.offers: tuple[Offer, ...] = ()
        self.marked = 0

    def offer(self, offers: tuple[Offer, ...]) -> None:
        """Offer other rows, the first one marked."""
        self.offers, self.marked = offers, 0
        self.changed()
        self.refresh(layout=True)
        self.scroll_to(y=0, animate=False)

    def step(self, where: str) -> None:
        """Mark another row."""
        if self.offers:
            self.marked = moves.towards(where, self.marked, len(self.offers), self.rows_in_view)
            self.moved()
            self.bring_into_view(self.marked, self.marked)

    @property
    def chosen(self) -> Action | None:
        """What the marked row does."""
        return self.offers[self.marked].action if self.offers else None

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """Take the row under the mouse."""
        row = at.y + self.scroll_offset.y
        return act("take", self.offers[row].action) if row < len(self.offers) else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as there are rows."""
        return self.line_count()

    def line_count(self) -> int:
        """One line an offer; a line that says so where there is none."""
        return max(1, len(self.offers))

    def is_chosen(self, number: int) -> bool:
        """Whether the line is the marked one."""
        return bool(self.offers) and number == self.marked

    def line(self, number: int, cells: int) -> Line:
        """An offer: its name, what is said of it, its key."""
        if not self.offers:
            return (Span(" Nothing is called so.", "dim"),)
        label, about, key, action = self.offers[number]
        cut = self.glyphs.ellipsis
        room = max(0, cells - width(key) - 4)
        name = fit(label, min(room, max(22, width(label) if not about else 22)), cut)
        rest = max(0, room - width(name))
        return (
            Span(f" {name} ", "strong"),
            Span(fit(about, rest, cut), "dim"),
            Span(f" {key} ", "dim" if _is_record(action) else "key"),
        )


class Palette(Box[Action]):
    """Gives back what the chosen row does, or what is typed means."""

    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette > Vertical { width: 84; margin-top: 2; max-height: 80%; }
    Palette Input, Palette Input:focus {
        border: none; height: 1; padding: 0; background: $panel;
    }
    Palette #wrong { display: none; height: auto; color: $error; }
    """
    place: ClassVar[Context] = "palette"

    def __init__(self, explorer: Explorer, start: str = "") -> None:
        """Offer what can be done and found in *explorer*; *start* is typed already."""
        super().__init__()
        self._explorer = explorer
        self._scene = explorer.scene
        self._keys = explorer.other_keys
        self._served = explorer.served
        self._start = start
        self._theme = explorer.app.theme
        self._chosen_by_hand = False

    def parts(self) -> ComposeResult:
        """A field, what is wrong with it, and the rows under it."""
        with Vertical() as box:
            box.border_title = Content("Go to")
            yield LineInput(
                self._start,
                placeholder="a command, a country or an event",
                compact=True,
                select_on_focus=False,
            )
            yield Static(id="wrong", markup=False)
            yield Offers()

    def on_mount(self) -> None:
        """Offer what is likely."""
        self.query_one(Offers).glyphs = self._scene.glyphs
        self.edited(self._start)

    # What is offered.

    def edited(self, value: str) -> None:
        """Offer what *value* may mean."""
        for offers in self.query(Offers):
            self._chosen_by_hand = False
            self.query_one("#wrong", Static).display = False
            offers.display = True
            offers.offer(tuple(self._offered(value)))
            self._preview()

    def _offered(self, value: str) -> Iterator[Offer]:
        order = order_of(value, served=self._served)
        if order is None:
            yield from self._found(value) if value.strip() else self._likely()
            return
        command, rest = order
        if rest is None:
            yield self._command(command)
            yield from (each for each in self._found(value) if each.action != command.action)
            return
        word = value.lstrip().partition(" ")[0]
        for text, about, label in ORDERS[command.id].offers(self._explorer, rest):
            if text.isprintable():  # else nobody could type it
                fills = act("fill", f"{word} {text}")
                yield Offer(neutral(label or text), neutral(about), "", fills)

    def _likely(self) -> Iterator[Offer]:
        """What was done lately, then what can be done here, the most needed first."""
        here = self._commands()
        lately = [each for name in self._explorer.lately for each in here if each.id == name]
        shown = bar_commands(self._explorer.context, served=self._served)
        needed = (each for each in shown if each in here and each.id not in LAST)
        for name in dict.fromkeys(each.id for each in (*lately, *needed, *here)):
            yield self._command(BY_ID[name])

    def _found(self, query: str) -> Iterator[Offer]:
        commands = self._commands()
        named = [f"{each.label} {each.help} {each.id} {' '.join(each.typed)}" for each in commands]
        for _, position in ranked(query, named):
            yield self._command(commands[position])
        yield from self._fields(query.strip().casefold())
        dataset = self._scene.dataset
        items: list[Country | Group | Event] = [
            *dataset.countries, *dataset.groups, *dataset.events,
        ]  # fmt: skip
        listed = self._scene.listing(self._explorer.view).position
        found = [items[place] for _, place in ranked(query, list(map(_names, items)))]
        # What is in the list comes before what is not, unless that is called just so.
        found.sort(key=lambda each: each.id not in listed and not _is_called(each, query))
        for item in found[:MOST_NAMES]:
            yield _record(item)

    def _fields(self, begun: str) -> Iterator[Offer]:
        """What a query may ask by a field that is called so, as far as it is typed."""
        asked = self._explorer.view.query
        for name, field in FIELDS.items():
            if len(begun) >= LEAST_OF_FIELD and name.startswith(begun.rstrip(":")):
                fills = act("fill", f"query {asked} {name}:".replace("  ", " "))
                yield Offer(f"{name}:", f"asks {field.asks}", "", fills)

    def _commands(self) -> list[Command]:
        """The commands of the palette that mean something where somebody is."""
        there, context = offered(served=self._served), self._explorer.context
        return [each for each in there if each.palette and context in each.where]

    def _command(self, command: Command) -> Offer:
        keys = keys_of(command, self._keys, self._explorer.context)
        key = key_name(keys[0], ascii_only=self._scene.glyphs is ASCII) if keys else ""
        told = "  ".join(filter(None, (command.order, command.help)))
        return Offer(command.label, told, key, command.action)

    # Keys.

    def action_mark(self, where: str) -> None:
        """Mark another row."""
        self._chosen_by_hand = True
        self.query_one(Offers).step(where)
        self._preview()

    def action_complete(self) -> None:
        """Write the marked row where it goes on after a command; else mark the next."""
        line = _filled_by(self.query_one(Offers).chosen)
        if line:
            self.action_fill(line)
        else:
            self.action_mark("down")

    def action_fill(self, line: str) -> None:
        """Have *line* typed."""
        field = self.query_one(LineInput)
        field.value = line
        field.cursor_position = len(line)

    async def action_submit(self) -> None:
        """Do what is typed, or what the marked row does."""
        line, chosen = self.query_one(LineInput).value, self.query_one(Offers).chosen
        order = order_of(line, served=self._served)
        if order is None or order[1] is None:
            if begun := _filled_by(chosen):
                self.action_fill(begun)
            else:
                await self._do(chosen)
            return
        command, rest = order
        takes_row = self._chosen_by_hand or (not rest and command.action.startswith("palette("))
        if takes_row:
            rest = _filled_by(chosen).partition(" ")[2] or rest
        assert rest is not None
        if not rest and not command.action.startswith("palette("):
            await self._do(command.action)
            return
        try:
            await self._do(ORDERS[command.id].meant(self._explorer, rest), command.id)
        except OrderError as error:
            wrong = self.query_one("#wrong", Static)
            wrong.update(content(str(error)))
            wrong.display = True
            offers = self.query_one(Offers)
            offers.display = bool(offers.offers)

    async def action_take(self, action: Action) -> None:
        """Take what a row does."""
        line = _filled_by(action)
        if line:
            self.action_fill(line)
            if not line.endswith(":"):
                await self.action_submit()
        else:
            await self._do(action)

    async def _do(self, action: Action | None, command: str = "") -> None:
        done = command or next((each.id for each in COMMANDS if each.action == action), "")
        if done:
            lately = [done, *(each for each in self._explorer.lately if each != done)]
            self._explorer.lately = tuple(lately[:MOST_LATELY])
        if action is not None:
            await self.leave(action)

    async def action_leave(self) -> None:
        """Leave without a result, in the colours that there were."""
        self.app.theme = self._theme
        await super().action_leave()

    def _preview(self) -> None:
        """Wear the theme that is marked."""
        order = order_of(self.query_one(LineInput).value, served=self._served)
        if order is None or order[0].id != "theme" or order[1] is None:
            self.app.theme = self._theme
            return
        name = _filled_by(self.query_one(Offers).chosen).partition(" ")[2]
        self.app.theme = name if name in self.app.available_themes else self._theme


def _filled_by(action: Action | None) -> str:
    """The line that *action* has typed; empty where it does something else."""
    if isinstance(action, Call) and action.name == "fill":
        return str(action.arguments[0])
    return ""


def _names(item: Country | Group | Event) -> str:
    if isinstance(item, Event):
        return f"{item.title} {item.id}"
    return " ".join((item.name, item.id, *item.aliases))


def _is_called(item: Country | Group | Event, query: str) -> bool:
    """Whether *query* is the name of *item* in any case, or its id as that is written."""
    name = item.title if isinstance(item, Event) else item.name
    return query.strip() == item.id or searchable(query) == searchable(name)


def _record(item: Country | Group | Event) -> Offer:
    """The row of a record: at its end, never cut, what tells it from others called alike."""
    name, apart = (item.title, _day(item)) if isinstance(item, Event) else (item.name, item.id)
    return Offer(neutral(name), "", neutral(apart), act("follow", item.id))


def _day(event: Event) -> str:
    """When it was; only its month where that is some day between two."""
    days, months, _ = period_words(event.when.text)
    return months if "[" in event.when.text else days


def _is_record(action: Action) -> bool:
    return isinstance(action, Call) and action.name == "follow"
