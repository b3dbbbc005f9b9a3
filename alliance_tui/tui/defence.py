"""The last line of defence: what fails in the explorer is told, kept, and survived.

Whatever handles a message, paints, ticks or works beside the screen may fail. Then a report is
kept, the explorer goes back to what it last showed, and a sentence says so. Only if that
happens again and again it is left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual._context import NoActiveAppError
from textual.app import App, ScreenError
from textual.dom import DOMNode
from textual.message import Message
from textual.widget import Widget
from textual.worker import WorkerFailed

from alliance_tui.user.reports import keep_report, what_failed

MOST_INPUTS = 50
"""How many of the last inputs a report tells."""

MOST_FAILURES = 4
"""With how many failures within `CLOSE` the explorer is left."""

CLOSE = 20
"""Within how many inputs one failure may have to do with another."""

FAILED = 70
"""The exit code then."""

_OF_LEAVING = (RuntimeError, ScreenError, NoActiveAppError)
"""What Textual raises where something was still under way when the app was left."""

Dispatch = Callable[[Message], Awaitable[None]]


class Defended(App[None]):
    """An app that goes on where something fails."""

    def __init__(self) -> None:
        """Nothing has failed yet."""
        super().__init__()
        self._inputs: deque[str] = deque(maxlen=MOST_INPUTS)
        self._number_of_inputs = 0
        self._failures: deque[int] = deque(maxlen=MOST_FAILURES)
        self._recovering = False

    def can_recover(self) -> bool:
        """Whether there is something to go back to."""
        return True

    def recover(self, again: int) -> None:
        """Go back to what was shown before; *again* counts what failed since then."""

    # What fails ---------------------------------------------------------------------------

    async def _dispatch_message(self, message: Message) -> None:
        if isinstance(message, events.Event) and not message.is_forwarded:
            self._record(message)
        await self._defended(super()._dispatch_message, message)

    async def _defended(self, dispatch: Dispatch, message: Message) -> None:
        try:
            await dispatch(message)
        except Exception as error:
            self._handle_exception(error)

    def _defend(self, widget: Widget) -> None:
        dispatch = partial(self._defended, widget._dispatch_message)
        setattr(widget, "_dispatch_message", dispatch)  # noqa: B010 - it is a method

    def _register_child(
        self, parent: DOMNode, child: Widget, before: int | None, after: int | None
    ) -> None:
        if child not in self._registry:
            self._defend(child)
        super()._register_child(parent, child, before, after)

    def _start_widget(self, parent: Widget, widget: Widget) -> None:
        self._defend(widget)
        super()._start_widget(parent, widget)

    def panic(self, *renderables: RenderableType) -> None:
        """Leave; what should be shown would quote the data set."""
        self._handle_exception(RuntimeError())

    def _handle_exception(self, error: Exception) -> None:
        """Keep a report of *error* and go on, or leave."""
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        if self._exception is None:  # for tests, which run it without a terminal
            self._exception = error
            self._exception_event.set()
        if self._return_code == FAILED:  # what follows from that tells no more
            return
        if self._exit and isinstance(error, _OF_LEAVING):
            return
        kept = keep_report(error, self._inputs) if self.may_report() else None
        if self._exit:
            return
        self._failures.append(self._number_of_inputs)
        hint = "see: alliance-tui report" if kept else "no report of it was written"
        close = [each for each in self._failures if self._number_of_inputs - each < CLOSE]
        hopeless = len(close) >= MOST_FAILURES or not self.can_recover()
        if self._recovering or hopeless:
            self._give_up(f"the explorer failed: {what_failed(error)}; {hint}")
            return
        self._recovering = True
        try:
            self.recover(len(close))
            message = f"Something failed, and the explorer went back ({what_failed(error)}); {hint}"
            self.notify(message, severity="error", timeout=10, markup=False)
        except Exception as another:
            if self.may_report():
                keep_report(another, self._inputs)
            self._give_up(f"the explorer failed: {what_failed(error)}; {hint}")
        finally:
            self._recovering = False

    def may_report(self) -> bool:
        """Whether reports are kept, with the last keys: they are of whoever pressed them."""
        return True

    def _give_up(self, sentence: str) -> None:
        self.exit(return_code=FAILED, message=Text(f"alliance-tui: {sentence}"))

    # What led to it -----------------------------------------------------------------------

    def _record(self, event: events.Event) -> None:
        told = _told(event)
        if told is not None:
            self._number_of_inputs += 1
            self._inputs.append(told)


def _told(event: events.Event) -> str | None:
    """How a report tells of *event*; nothing if it is no input."""
    if isinstance(event, events.Key):
        return f"key {event.key}"
    if isinstance(event, events.Paste):
        return f"paste of {len(event.text)} characters"
    if isinstance(event, events.Resize):
        return f"size {event.size.width}x{event.size.height}"
    if isinstance(event, events.MouseEvent) and not isinstance(event, events.MouseMove):
        return f"{type(event).__name__} at {event.x},{event.y}"
    return None
