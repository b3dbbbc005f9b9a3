"""The Textual app: themes, the explorer, the palette."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace
from textual import work
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import get_current_worker

from alliance_tui.nearest import did_you_mean
from alliance_tui.pages.glyphs import ASCII, glyphs_for
from alliance_tui.query.answers import Answers
from alliance_tui.query.view import ViewError, ViewState, view_from_text
from alliance_tui.reading.compiled import Unkept
from alliance_tui.reading.load import CannotOpenError, Loaded, Unread, load, soundness
from alliance_tui.reading.watch import EVERY, State, state_of
from alliance_tui.tui import programs
from alliance_tui.tui.commands import BY_ID, key_name, keys_of, may_be_served
from alliance_tui.tui.defence import FAILED, Defended
from alliance_tui.tui.explorer import Explorer
from alliance_tui.tui.input import DirectApp
from alliance_tui.tui.line_filters import GREYS, AsciiSigns, Colourless
from alliance_tui.tui.theme import DARK, LIGHT, colours_for
from alliance_tui.user.memory import Memory
from alliance_tui.user.reports import keep_report
from alliance_tui.views.scene import Scene

if TYPE_CHECKING:
    from alliance_tui.tui.waiting import Waiting

_MOST_ROUNDS, _MOST_SECONDS = 20, 5
"""After which a first frame counts as whole."""


PATIENCE = 1.0
"""Seconds after which it is told how far reading has come, and is told again."""

TOLD_EVERY = 0.1
"""Seconds after which it is told again in a first reading."""

NOT_RESTORED = "The last session could not be restored; see: alliance-tui report"

KEEPING = "keeping"
"""The name of the thread that writes what was read."""


class Left(NamedTuple):
    """Where somebody is in a data set, or was when it was left: its id, its place, the view."""

    data: str
    path: Path
    view: ViewState | None


class _LeftError(Exception):
    """Nobody waits for what is read any more."""


class AllianceApp(Defended, DirectApp):
    """The explorer of one data set."""

    TITLE = "alliance-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = []
    CSS_PATH = "explorer.tcss"  # of the first screen, whose own would not be read

    def __init__(
        self,
        loaded: Loaded | Unread,
        view: ViewState | None = None,
        *,
        ascii_only: bool = False,
        theme: str | None = None,
        keys: Mapping[str, str] | None = None,
        memory: Memory | None = None,
        restores: bool = True,
        served: bool = False,
        note: str | None = None,
    ) -> None:
        """Explore *loaded*.

        Args:
            loaded: the open data set, or one that is read once this is on the screen.
            view: what to show first; none for the data set's opening view.
            ascii_only: whether signs and borders are of ASCII only.
            theme: the name of a theme; none for the dark one of our own.
            keys: other keys for commands, by the ids of the commands.
            memory: what is remembered from earlier sessions.
            restores: whether another data set is opened where the last session left it.
            served: whether a visitor explores it, at another machine perhaps.
            note: what there is to say of *memory*, as that it could not be read.
        """
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = theme if theme in self.available_themes else DARK.name
        self.stylesheet.set_variables(self.get_css_variables())
        self.first_theme = self.theme
        self._unknown_theme = theme if theme != self.theme else None
        self.set_class(ascii_only, "-ascii")
        self._glyphs = glyphs_for(ascii_only=ascii_only)
        self._ascii_signs = AsciiSigns()
        self._colourless_for = ("", Colourless({}))
        self.other_keys = dict(keys or {})
        self._state: State = ()
        self.served = served
        self._first_view = view
        self._memory = memory
        self.began: Loaded | None = None
        """The data set that was explored first; none as long as it is not read."""
        self.why_unread: BaseException | None = None
        """Why it cannot be read."""
        self._waiting: Waiting | None = None
        self._read: Loaded | None = None
        if isinstance(loaded, Unread):
            from alliance_tui.tui.waiting import Waiting

            self._unread = loaded
            self._waiting = Waiting(loaded.path.name, self._glyphs, self._begin_if_read)
        else:
            self._explore(loaded, view)
        self._note = note
        self._restores = restores
        self.left: list[Left] = []
        """The data sets that were left for another."""
        self._painted: deque[ViewState] = deque(maxlen=2)
        self._keeping: tuple[Unkept, Thread] | None = None
        self._reading: Thread | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether *action* may be done; to a visitor much is closed."""
        return not self.served or may_be_served(action, parameters)

    def action_help_quit(self) -> None:
        """Say how one leaves, to whoever presses Ctrl+C; a first reading stops with it."""
        if self._waiting is not None:
            self.exit(return_code=128 + signal.SIGINT)
            return
        keys = map(key_name, keys_of(BY_ID["quit"], self.other_keys))
        self.explorer.say(f"{' or '.join(keys)} leaves.")

    def on_mount(self) -> None:
        """Look for changes, or read; name a theme that there is not."""
        if self._waiting is None:
            self._attend()
        else:
            self._reading = Thread(target=self._read_first, name="reading", daemon=True)
            self._reading.start()
        if self.appears_whole:
            self.run_worker(self._appear())
        if self._note is not None:
            self.notify(self._note, severity="warning", timeout=15)
        if self._unknown_theme is not None:
            nearest = did_you_mean(self._unknown_theme, self.available_themes)
            self.notify(f"There is no theme “{self._unknown_theme}”{nearest}")

    def _explore(self, loaded: Loaded, view: ViewState | None) -> None:
        scene = Scene(Answers(loaded.dataset), self._glyphs)
        self.explorer = Explorer(
            loaded, scene, view, self._memory, self.other_keys, served=self.served
        )
        self.began = loaded

    def _attend(self) -> None:
        """Look for changes from now on, and keep what was read."""
        self._state = state_of(self.explorer.loaded.path)
        self.set_interval(EVERY, self.look_for_changes)
        self.call_after_refresh(self._keep_copy, self.explorer.loaded)

    # The first reading.

    def _read_first(self) -> None:
        """Read what is unread, in a thread of its own; leave if it cannot be."""
        due = monotonic()

        def tell(progress: str) -> None:
            nonlocal due
            if self._exit:
                raise _LeftError
            if monotonic() >= due and self._waiting is not None:
                due = monotonic() + TOLD_EVERY
                self.call_later(self._waiting.tell, progress)

        try:
            self._read = self._unread.read(tell)
        except _LeftError:
            return
        except BaseException as error:  # told once the terminal is given back
            self.why_unread = error
            self.call_later(self.exit)
        else:
            self.call_later(self._begin_if_read)

    async def _begin_if_read(self) -> None:
        """Explore what was read, once it is and nothing lies over the screen that waits."""
        if self._read is None or self._waiting is None or not self._waiting.is_active:
            return
        loaded, self._waiting = self._read, None
        data = loaded.dataset.metadata.id
        view = self._first_view
        if view is None and self._restores:
            view = last_session(self._memory or Memory(), data)
        try:
            self._explore(loaded, view)
        except Exception as error:
            if view is None or view is self._first_view:
                raise
            keep_report(error)
            self._explore(loaded, None)
            self.notify(NOT_RESTORED, severity="warning", timeout=15)
        spare_the_collector()
        self.appears_whole = True
        self.add_mode("explorer", lambda: self.explorer)
        await self.switch_mode("explorer")
        self._attend()
        self.run_worker(self._appear())

    def stop_reading(self, patience: float) -> None:
        """Wait for so many seconds of *patience* until what nobody waits for is no longer read."""
        if self._reading is not None:
            self._reading.join(patience)

    def look_for_changes(self) -> None:
        """Read the data set anew if its files have changed; not while somebody types."""
        if not self.explorer.is_active or isinstance(self.explorer.focused, Input):
            return
        state = state_of(self.explorer.loaded.path)
        if state != self._state:
            self._state = state
            self._read_anew()

    @work(thread=True, exclusive=True)
    def _read_anew(self) -> None:
        before = self.explorer.loaded
        try:
            tell = self._teller(before.path)
            loaded = load(before.path, before=before, keep_later=True, tell=tell)
        except CannotOpenError as error:
            loaded = before.now_closed(error.problems)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self._show_anew, loaded, before)

    @work(thread=True, exclusive=True, group="opening")
    def open_data(self, path: Path) -> None:
        """Go on with the data set at *path*; where it cannot be opened, say why and stay."""
        why: object
        try:
            loaded = load(path, keep_later=True, tell=self._teller(path))
        except CannotOpenError as error:
            why = error.problems[0] if error.problems else error
        except OSError as error:
            why = error.strerror or error
        else:
            if not get_current_worker().is_cancelled:
                self.call_from_thread(self.call_later, self._show_other, loaded)
            return
        message = f"{path} cannot be opened: {why}"
        self.call_from_thread(partial(self.notify, message, severity="error", timeout=8))

    def _teller(self, path: Path) -> Callable[[str], None]:
        """Tells now and then how far reading *path* has come, in a thread of its own."""
        due = monotonic() + PATIENCE

        def tell(progress: str) -> None:
            nonlocal due
            if monotonic() >= due:
                due = monotonic() + PATIENCE
                message = f"Reading {path.name}: {progress}"
                self.call_later(partial(self.notify, message, timeout=2))

        return tell

    async def _show_other(self, loaded: Loaded) -> None:
        """Explore *loaded* in place of the data set that is open."""
        if not self.explorer.is_active:
            self.notify("Close the box, and open it again.")
            return
        self.left.append(self.here)
        self._keep_copy(loaded)
        self._state = state_of(loaded.path)
        scene = Scene(Answers(loaded.dataset), self._glyphs)
        await self.explorer.open_other(loaded, scene, self._left_in(loaded.dataset.metadata.id))
        wrong = f"; {soundness(loaded)}, see !" if loaded.counts.is_wrong else ""
        self.notify(f"Open: {loaded.dataset.metadata.title}{wrong}", timeout=4)

    def _left_in(self, data: str) -> ViewState | None:
        """The view in which the data set *data* was left: by now, else in the last session."""
        for each in reversed(self.left):
            if each.data == data:
                return each.view
        return last_session(self.explorer.memory, data) if self._restores else None

    def _keep_copy(self, loaded: Loaded) -> None:
        """Have the copy of what was read written beside; whoever leaves does not wait for it."""
        if loaded.unkept is not None:
            self.stop_keeping()
            thread = Thread(target=loaded.unkept.keep, name=KEEPING, daemon=True)
            self._keeping = loaded.unkept, thread
            thread.start()

    def stop_keeping(self, patience: float = 0) -> None:
        """Leave the copy that is being written after so many seconds of *patience*."""
        if self._keeping is not None:
            unkept, thread = self._keeping
            thread.join(patience)
            unkept.stop()
            thread.join(patience)

    def _show_anew(self, loaded: Loaded, before: Loaded) -> None:
        """Go on with *loaded* where the explorer is, unless *before* was left meanwhile."""
        if self.explorer.loaded is not before:
            return
        self._keep_copy(loaded)
        if not self.explorer.is_active:
            self._state = ()  # look again once nothing lies over it
            return
        self.explorer.read_anew(loaded, Scene(Answers(loaded.dataset), self._glyphs))
        if loaded.closed:
            first = f": {loaded.causes[0]}" if loaded.causes else ""
            message = f"The files have changed and cannot be opened{first}"
            self.notify(message, severity="error")
            return
        wrong = f"; {soundness(loaded)}, see !" if loaded.counts.is_wrong else ""
        self.notify(f"The files have changed and were read anew{wrong}.", timeout=3)

    def get_driver_class(self) -> type[Driver]:
        """The driver of Textual's that fits; in a terminal of Unix our own over it."""
        driver = super().get_driver_class()
        if driver.__module__ != "textual.drivers.linux_driver":
            return driver
        from alliance_tui.tui.terminal import Terminal

        return Terminal

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open *url* in the browser of whoever sits at the screen; say if it cannot be."""
        if self.served or self.is_web:
            super().open_url(url, new_tab=new_tab)
            return
        try:
            commands = [*programs.openers(url)]
        except ValueError as error:
            self._not_opened(url, f"$BROWSER: {error}")
            return
        if commands and programs.needs_terminal(commands[0]):
            self._open_in_terminal(url, commands[0])
        else:
            self._open_beside(url, commands)

    @work(thread=True)
    def _open_beside(self, url: str, commands: list[programs.Command]) -> None:
        worker = get_current_worker()
        reason = programs.open_beside(url, commands, lambda: worker.is_cancelled)
        if reason is not None and not worker.is_cancelled:
            self.call_from_thread(self._not_opened, url, reason)

    def _open_in_terminal(self, url: str, command: programs.Command) -> None:
        with self.suspend():
            reason = programs.failure_in_terminal(command)
        if reason is not None:
            self._not_opened(url, reason)

    def _not_opened(self, url: str, reason: str) -> None:
        self.copy_to_clipboard(url)
        message = f"The browser could not be opened: {reason}. The address is copied: {url}"
        self.notify(message, severity="error", timeout=12)

    def action_suspend_process(self) -> None:
        """Stop and give the terminal back to the shell, with everything begun along with it."""
        if self._driver is not None and self._driver.can_suspend:
            os.kill(0, signal.SIGTSTP)
        else:
            self.explorer.say("There is no shell to go back to.")

    async def settled(self) -> None:
        """Wait until the first view is laid out and all of it is painted."""
        await self.explorer.ready.wait()
        for _ in range(_MOST_ROUNDS):
            refreshes = self.refreshes
            for widget in (self, *self.explorer.walk_children(with_self=True)):
                await _when(widget.call_later)
            self.screen._on_timer_update()
            if refreshes == self.refreshes:
                return

    async def _appear(self) -> None:
        """Show the first frame once it is whole."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.settled(), _MOST_SECONDS)
        self.appears_whole = False
        self.refresh()
        self.screen._on_timer_update()

    def post_display_hook(self) -> None:
        """Remember which views could be painted."""
        if self._waiting is not None:
            return
        view = self.explorer.view
        if not self._painted or self._painted[-1] is not view:
            self._painted.append(view)

    @property
    def here(self) -> Left:
        """Where somebody is."""
        loaded = self.explorer.loaded
        return Left(loaded.dataset.metadata.id, loaded.path, self.last_view)

    @property
    def last_view(self) -> ViewState | None:
        """The view to begin with next time; after a failure one that could be painted, if any."""
        if self.return_code != FAILED:
            return self.explorer.scene.as_shown(self.explorer.view)
        return self._painted[0] if self._painted and self.can_recover() else None

    def may_report(self) -> bool:
        """Of a visitor at another machine nothing is kept on this one."""
        return not self.served

    def can_recover(self) -> bool:
        """Whether the explorer has been there."""
        return self._waiting is None and self.explorer.ready.is_set()

    def recover(self, again: int) -> None:
        """Close what lies over the explorer and show what could be painted, or the first view."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        painted = [*reversed(self._painted)][again - 1 :]
        scene = self.explorer.scene
        self.explorer.begin_anew(painted[0] if painted else scene.completed(scene.opening))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes last: signs of ASCII, and no colour, where they are wanted."""
        filters = [each for each in super().get_line_filters() if not isinstance(each, GREYS)]
        if self._glyphs is ASCII:
            filters.append(self._ascii_signs)
        if self.no_color:
            filters.append(self._colourless)
        return filters

    @property
    def _colourless(self) -> Colourless:
        made_for, made = self._colourless_for
        if made_for != self.theme:
            made = Colourless(self.theme_variables)
            self._colourless_for = (self.theme, made)
        return made

    def get_default_screen(self) -> Screen[None]:
        """The explorer is the first screen, so that no other is laid out before it."""
        return self._waiting or self.explorer

    def refresh_css(self, animate: bool = True) -> None:
        """Style all anew; before the first layout the styles are read in the colours that hold."""
        if self._dom_ready:
            super().refresh_css(animate)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours for the themes that do not bring them."""
        return colours_for(dark=self.current_theme.dark)


def spare_the_collector() -> None:
    """Collect garbage from now on, but not among what there is, as the data set.

    It stays as it is, and there is hardly any garbage yet: looking for it at every key would
    cost more than it holds.
    """
    gc.freeze()
    gc.enable()


def last_session(memory: Memory, data: str) -> ViewState | None:
    """The view in which the last session on the data set *data* ended, without its day."""
    text = memory.sessions.get(data)
    if text is None:
        return None
    try:
        return replace(view_from_text(text).view, as_of=None, since=None)
    except ViewError:
        return None


async def _when(call: Callable[..., bool]) -> None:
    """Wait until *call* calls; not for what no longer does."""
    called = asyncio.Event()
    if call(called.set):
        await called.wait()
