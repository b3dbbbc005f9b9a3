"""A box over the explorer, left by Escape or by a press beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeAlias, TypeVar

from textual._callback import invoke
from textual.binding import Binding
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen, ScreenResultType

from alliance_tui.tui.direct import Action, DirectScreen

_R = TypeVar("_R")

Done: TypeAlias = Callable[[_R | None], Awaitable[None] | None]


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
    """
    BINDINGS = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("ctrl+z", "app.suspend_process", "Suspend", id="suspend", show=False),
    ]

    done: Done[ScreenResultType] | None = None
    """What is done with the result, or with none where the box was left without one."""

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
        if self.done is not None:
            await invoke(self.done, result)

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """A press beside the box leaves it."""
        return "leave"

    async def action_leave(self) -> None:
        """Leave without a result."""
        await self.leave()
