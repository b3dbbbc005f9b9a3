"""The palette: commands, themes, and every country, group and event by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset, Size

from alliance_tui.model.dates import when_words
from alliance_tui.model.records import Country, Event, Group
from alliance_tui.pages.cells import fit, width
from alliance_tui.pages.glyphs import ASCII
from alliance_tui.pages.lines import Line
from alliance_tui.pages.page import Span
from alliance_tui.pages.safe import neutral
from alliance_tui.query.names import ranked
from alliance_tui.tui import moves
from alliance_tui.tui.commands import Command, Context, key_name, keys_of, offered
from alliance_tui.tui.dialogs.dialog import Box
from alliance_tui.tui.direct import Action, LineInput, act
from alliance_tui.tui.panes.base import Pane
from alliance_tui.views.scene import Scene

MOST_NAMES = 30
"""How many names the palette offers at once."""


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
            before = self.marked
            self.marked = moves.towards(where, before, len(self.offers), self.rows_in_view)
            self.moved((before, self.marked))
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
        label, about, key, _ = self.offers[number]
        cut = self.glyphs.ellipsis
        room = max(0, cells - width(key) - 4)
        name = fit(label, min(room, max(22, width(label) if not about else 22)), cut)
        rest = max(0, room - width(name))
        return (
            Span(f" {name} ", "strong"),
            Span(fit(about, rest, cut), "dim"),
            Span(f" {key} ", "key"),
        )


class Palette(Box[Action]):
    """Gives back what the chosen row does."""

    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette > Vertical { width: 84; margin-top: 2; max-height: 80%; }
    Palette Input, Palette Input:focus {
        border: none; height: 1; padding: 0; background: $panel;
    }
    """
    place: ClassVar[Context] = "palette"

    def __init__(self, scene: Scene, keys: Mapping[str, str], *, served: bool = False) -> None:
        """Offer what can be done and found with *scene*; the user's own *keys* are named."""
        super().__init__()
        self._served = served
        self._scene = scene
        self._keys = keys

    def parts(self) -> ComposeResult:
        """A field and the rows under it."""
        with Vertical() as box:
            box.border_title = Content("Go to")
            yield LineInput(placeholder="a command, a country or an event", compact=True)
            yield Offers()

    def on_mount(self) -> None:
        """Offer the commands."""
        offers = self.query_one(Offers)
        offers.glyphs = self._scene.glyphs
        offers.offer((*self._commands(), *self._themes()))

    def edited(self, value: str) -> None:
        """Offer what *value* may mean."""
        for offers in self.query(Offers):
            if value.strip():
                offers.offer(tuple(self._found(value)))
            else:
                offers.offer((*self._commands(), *self._themes()))

    def action_mark(self, where: str) -> None:
        """Mark another row."""
        self.query_one(Offers).step(where)

    async def action_submit(self) -> None:
        """Take the marked row."""
        await self.leave(self.query_one(Offers).chosen)

    def action_complete(self) -> None:
        """Mark the next row."""
        self.action_mark("down")

    async def action_take(self, action: Action) -> None:
        """Take what a row does."""
        await self.leave(action)

    def _commands(self) -> Iterator[Offer]:
        for command in offered(served=self._served):
            if command.palette:
                yield self._command(command)

    def _command(self, command: Command) -> Offer:
        keys = keys_of(command, self._keys)
        key = key_name(keys[0], ascii_only=self._scene.glyphs is ASCII) if keys else ""
        return Offer(command.label, command.help, key, command.action)

    def _found(self, query: str) -> Iterator[Offer]:
        commands = [*self._commands(), *self._themes()]
        for _, position in ranked(query, [f"{each.label} {each.about}" for each in commands]):
            yield commands[position]
        dataset = self._scene.dataset
        items: list[Country | Group | Event] = [
            *dataset.countries, *dataset.groups, *dataset.events,
        ]  # fmt: skip
        for _, position in ranked(query, [_names(item) for item in items])[:MOST_NAMES]:
            item = items[position]
            yield Offer(_label(item), "", "", act("follow", item.id))

    def _themes(self) -> Iterator[Offer]:
        for name in sorted(self.app.available_themes):
            yield Offer(f"Theme {name}", "other colours", "", act("theme", name))


def _names(item: Country | Group | Event) -> str:
    if isinstance(item, Event):
        return f"{item.title} {item.id}"
    return " ".join((item.name, item.id, *item.aliases))


def _label(item: Country | Group | Event) -> str:
    if isinstance(item, Event):
        return neutral(f"{item.title}, {when_words(item.when.text)}")
    return neutral(f"{item.name}  {item.id}")
