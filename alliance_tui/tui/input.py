"""Input: keys, presses and pastes, each acted on at once and in the order in which they come.

Textual hands a key to the queue of the widget that has the focus when the key arrives, so that
keys which come together are read by what had the focus before them, and messages between
widgets lag behind. Here the app itself runs what a key is bound to before it looks at the next.
What is painted may be late.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any, ClassVar, NamedTuple, Protocol, TypeAlias, runtime_checkable

from rich.style import Style
from textual import events
from textual._callback import invoke
from textual.app import App
from textual.geometry import Offset, Size
from textual.notifications import Notification, Notify, SeverityLevel
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Input

from alliance_tui.pages.safe import neutral
from alliance_tui.tui.commands import NO_OTHERS, Context, meanings
from alliance_tui.tui.compositor import SpanCompositor


class Call(NamedTuple):
    """An action by its name, with arguments of any kind."""

    name: str
    arguments: tuple[object, ...]


Action: TypeAlias = str | Call
"""An action of a screen: as Textual writes it, or as a call."""


def act(name: str, *arguments: object) -> Call:
    """The action called *name*, with *arguments*."""
    return Call(name, arguments)


LINK = "link"
"""Where the meta of a style keeps the link of what it draws."""


@lru_cache(maxsize=2048)
def linked(link: str) -> Style:
    """The style that makes what it draws a link."""
    return Style.from_meta({LINK: link})


class Notice(Notification):
    """A notification that is told for a moment at least, even if it expires before it is shown.

    Textual's timers run for ever, without a pause, for less than no time.
    """

    @property
    def time_left(self) -> float:
        """The seconds for which it is still told."""
        return max(super().time_left, 0.5)

    @property
    def has_expired(self) -> bool:
        """Whether it need not be shown any more."""
        return super().time_left <= 0


@runtime_checkable
class Pressable(Protocol):
    """A widget that says what a press on it means."""

    def pressed(self, at: Offset, link: str | None) -> Action | None:
        """The action that is meant by a press.

        Args:
            at: the cell of the widget's content, from 0.
            link: the link under the mouse, if there is one.
        """


class LineInput(Input, inherit_bindings=True):
    """A line to type in; its screen is told of every change and of Enter at once."""

    def enter_text(self, text: str) -> None:
        """Put *text* where the cursor is, in the place of what is selected."""
        self._restart_blink()
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def watch_value(self, value: str) -> None:
        """Tell the screen."""
        if self.is_attached and isinstance(self.screen, DirectScreen):
            self.screen.edited(value)


class DirectScreen(Screen[ScreenResultType]):
    """A screen on which presses act at once."""

    def __init__(self, *arguments: Any, **others: Any) -> None:
        """As Textual makes screens."""
        super().__init__(*arguments, **others)
        self._compositor = SpanCompositor()
        self.ready = asyncio.Event()
        """Set once the screen can act on a key."""

    async def run(self, action: Action) -> None:
        """Run an action of this screen."""
        if isinstance(action, str):
            await self.run_action(action)
        elif self.check_action(action.name, action.arguments):
            await invoke(partial(getattr(self, f"action_{action.name}"), *action.arguments))

    place: ClassVar[Context] = "text"

    @property
    def context(self) -> Context:
        """Where somebody is on this screen, which decides what keys mean."""
        return self.place

    async def unmeant(self, key: str) -> None:
        """Answer *key*, the name of a key that means nothing in the context."""

    def say(self, message: str) -> None:
        """Tell *message* for a moment, if there is one."""
        if message:
            self.notify(message, timeout=3)

    def edited(self, value: str) -> None:
        """The line that has the focus reads *value* now."""

    def _compositor_refresh(self) -> None:
        if isinstance(self.app, DirectApp):
            self.app.refreshes += 1
            if self.app.appears_whole:
                self._dirty_widgets.clear()
                return
        super()._compositor_refresh()

    def _screen_resized(self, size: Size) -> None:
        # Of two sizes that wait, each would be laid out and told again, for ever.
        super()._screen_resized(self.app.size)

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        if not self.stack_updates:  # its widgets have just been given their styles
            event.refresh_styles = False

    def _reset_focus(self, widget: Widget, avoiding: list[Widget] | None = None) -> None:
        # Of being hidden one is told late: by then the widget may be in sight again.
        leaves = avoiding is not None or not widget.is_attached
        if leaves or not all(each.display for each in widget.ancestors_with_self):
            super()._reset_focus(widget, avoiding)

    async def settle(self) -> None:
        """Bring about what the next key or press may need, such as a layout."""

    def _forward_event(self, event: events.Event) -> None:
        if isinstance(event, events.Click) and not event.is_forwarded:
            widget, _ = self.get_widget_at(event.x, event.y)
            if isinstance(widget, Pressable):
                event._set_forwarded()
                link = self.get_style_at(event.x, event.y).meta.get(LINK)
                content = widget.content_region
                if content.contains_point(event.screen_offset):  # not on its border
                    at = event.screen_offset - content.offset
                    self.app.call_next(self._press, widget, at, link)
                return
        super()._forward_event(event)

    async def _press(self, widget: Pressable, at: Offset, link: str | None) -> None:
        if self.app.screen is not self:
            return  # closed by the press before
        action = widget.pressed(at, link)
        if action is not None:
            await self.run(action)
            if isinstance(self.app.screen, DirectScreen):
                await self.app.screen.settle()


class DirectApp(App[None]):
    """An app that acts on its input at once."""

    ALLOW_SELECT = False  # the terminal selects; Textual's own way fails beside some widgets

    appears_whole = False
    """Whether nothing is painted yet: the first frame is to be whole."""

    refreshes = 0
    """How often a screen had something to paint."""

    other_keys: Mapping[str, str] = NO_OTHERS
    """The user's own keys, by the ids of commands."""

    served = False
    """Whether a visitor sits at the screen."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell *message* for a moment; what it quotes is harmless, and no markup."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Notice(neutral(message), title, severity, seconds)))

    async def on_event(self, event: events.Event) -> None:
        """Act on keys and pastes; leave the rest to Textual."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._act_on_key(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            focused = self.screen.focused
            if isinstance(focused, LineInput) and event.text:
                focused.enter_text(event.text.splitlines()[0])
        else:
            await super().on_event(event)

    async def _act_on_key(self, event: events.Key) -> None:
        if self._exit:
            return
        if not self.app_focus:
            self.app_focus = True
        if isinstance(self.screen, DirectScreen):
            await self.screen.ready.wait()
            await self.screen.settle()
        focused = self.screen.focused
        if isinstance(focused, LineInput) and event.is_printable and event.character:
            focused.enter_text(event.character)
        elif not await self._act_on_command(event.key):
            await self._check_bindings(event.key)
        if isinstance(self.screen, DirectScreen):
            await self.screen.settle()

    async def _act_on_command(self, key: str) -> bool:
        """Do what *key* means where somebody is, or say where it does; false if it is no key."""
        screen = self.screen
        if not isinstance(screen, DirectScreen):
            return False
        command = meanings(screen.context, self.other_keys, served=self.served).get(key)
        if command is not None:
            await screen.run(command.action)
        else:
            await screen.unmeant(key)
        return command is not None
