"""A box over the explorer, left by Escape, by the key that opened it or by a press beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeAlias, TypeVar

from textual._callback import invoke
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen, ScreenResultType

from alliance_tui.tui.commands import BY_ID, keys_of, textual_names
from alliance_tui.tui.input import Action, DirectApp, DirectScreen
from alliance_tui.tui.panes.key_bar import KeyBar

_R = TypeVar("_R")

Done: TypeAlias = Callable[[_R], Awaitable[None] | None]


class Box(DirectScreen[ScreenResultType], ModalScreen[ScreenResultType], Generic[ScreenResultType]):
    """What stands over the explorer until it is left; the explorer shows through.

    It is opened by `open_over` and closed by `leave`, and in no other way.
    """

    DEFAULT_CSS = """
    Box { align: center middle; background: $background 60%; }
    Box > Vertical {
        width: 60;
        max-width: 96%;
        height: auto;
        background: $surface;
        border: round $line-focus;
        border-subtitle-color: $text-dim;
        padding: 0 1;
    }
    Box > KeyBar { dock: bottom; }
    Box > FindBar { dock: bottom; margin-bottom: 1; }
    """

    opened_by = ""
    """The id of the command that opens it, whose keys close it where they mean nothing else."""
    done: Done[ScreenResultType] | None = None
    """What is done with the result; nothing where the box is left without one."""

    def compose(self) -> ComposeResult:
        """What is in the box, and under it the keys."""
        yield from self.parts()
        bar = KeyBar()
        bar.context = self.place
        yield bar

    def parts(self) -> ComposeResult:
        """What is in the box."""
        yield from ()

    async def unmeant(self, key: str) -> None:
        """Close by the key that opened it."""
        if self.opened_by and isinstance(self.app, DirectApp):
            keys = keys_of(BY_ID[self.opened_by], self.app.other_keys)
            if key in textual_names(keys):
                await self.action_leave()

    async def open_over(
        self,
        screen: Screen[Any],
        done: Done[ScreenResultType] | None = None,
    ) -> None:
        """Lie over *screen* and be ready for the next key; give *done* the result."""
        self.done = done
        await screen.app.push_screen(self)
        if self.app.screen is self:
            self._refresh_layout(self.app.size)
            self._update_auto_focus()
        self.ready.set()

    async def leave(self, result: ScreenResultType | None = None) -> None:
        """Close, once; a box that is not on top is closed already, or will be."""
        if self.app.screen is not self:
            return
        self.app.pop_screen()
        if self.done is not None and result is not None:
            await invoke(self.done, result)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """A press beside the box leaves it."""
        return "leave"

    async def action_leave(self) -> None:
        """Leave without a result."""
        await self.leave()

    async def action_escape(self) -> None:
        """The same, by the key."""
        await self.action_leave()

    async def action_quit(self) -> None:
        """The same."""
        await self.action_leave()

    async def action_back(self) -> None:
        """The same."""
        await self.action_leave()
