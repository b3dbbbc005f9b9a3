"""The terminal that the explorer is shown in: its signals, and what happens when it is gone.

A signal that asks the program to end is answered as leaving is; one that stops it gives the
terminal back first. All that is done in the event loop, between two messages; only where the
loop does not come to it, the program ends without it.
"""

from __future__ import annotations

import _thread
import os
import selectors
import signal
import sys
import termios
import threading
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import FrameType
from typing import Any, TextIO

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from alliance_tui.user import picture
from alliance_tui.user.folders import clear_away

GRACE = 5.0
"""Seconds that leaving may take before the program ends without it."""

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""The signals that ask the program to end."""

RESTORED = "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2048l" \
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"  # fmt: skip
"""Takes back whatever was asked of the terminal."""

_OTHER_SCREEN = "\x1b[?1049h"
"""Clears the screen, in some terminals also where it is shown already."""


class Terminal(LinuxDriver):
    """Shows the explorer in a terminal of Unix."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Prepare the terminal that standard output is."""
        super().__init__(*arguments, **options)
        self._output = _Output(sys.__stdout__ or sys.stdout, self._lost)
        self._file = self._output  # type: ignore[assignment]
        self._size = self._size or self._get_terminal_size()
        self._suspended = False
        self._continued = False
        self._ending = False
        self._shows_picture = False
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._end)

    # Ending -------------------------------------------------------------------------------

    def _end(self, number: int, _frame: FrameType | None) -> None:
        meant_for_another = number in (signal.SIGINT, signal.SIGQUIT) and not self._auto_restart
        if not meant_for_another:
            self._leave(128 + number)

    def _lost(self) -> None:
        """The terminal is gone: nobody is there to use the explorer any more."""
        self._leave(128 + signal.SIGHUP)

    def _leave(self, code: int) -> None:
        if self._ending:
            return
        self._ending = True
        _thread.start_new_thread(self._end_at_last, (code,))
        with suppress(RuntimeError):  # the loop has ended by itself
            self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=code))

    def _end_at_last(self, code: int) -> None:
        """After a while give the terminal back and end, whatever else is still going on."""
        time.sleep(GRACE)
        self._output.silent = True
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTTOU,))
        with suppress(OSError, ValueError):
            os.set_blocking(self._output.fileno(), False)
            os.write(self._output.fileno(), RESTORED.encode())
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        clear_away()
        os._exit(code)

    # Stopping and going on ----------------------------------------------------------------

    def _get_terminal_size(self) -> tuple[int, int]:
        """As the terminal says it, not as a variable that was set before it changed."""
        try:
            columns, rows = os.get_terminal_size(self._output.fileno())
        except (OSError, ValueError):
            columns, rows = 0, 0
        return columns or 80, rows or 24

    def start_application_mode(self) -> None:
        """Take the terminal."""
        with suppress(OSError):
            os.set_blocking(self._output.fileno(), True)  # others may have left it otherwise
        before = picture.hand_over()
        self._shows_picture = before is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if before is not None:
            self.attrs_before, self._shows_picture = before, False

    def write(self, data: str) -> None:
        """Write to the terminal, unless it has been given back; the screen is asked for once."""
        if not self._suspended and not (self._shows_picture and data == _OTHER_SCREEN):
            super().write(data)

    def disable_input(self) -> None:
        """Read no more, unless the terminal has been given back."""
        if not self._suspended:
            super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back, unless that has been done."""
        if not self._suspended:
            self.write("\x1b[?1016l")  # which may have been asked for, and is not taken back
            super().stop_application_mode()

    def _sigtstp_application(self, *_: object) -> None:
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._suspend)
        else:  # another program has the terminal, and stops as well
            self._stop(signal.SIGTSTP)

    def _sigcont_application(self, *_: object) -> None:
        self._continued = True
        self._loop.call_soon_threadsafe(self._resume)

    def _suspend(self) -> None:
        """Give the terminal back and stop; on from there where somebody lets it go on."""
        if not self._suspended:
            self.suspend_application_mode()
            self._suspended = True
        self._stop(signal.SIGTSTP)
        if not self._continued:  # nobody is there who could let it go on
            self._resume()

    def _resume(self) -> None:
        """Take the terminal again and paint all of it; not while it belongs to others."""
        if not self._auto_restart or self._ending:
            return
        if not self._suspended:  # stopped without being asked: the terminal is as it was left
            self.suspend_application_mode()
            self._suspended = True
        try:
            in_background = os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            self._lost()
            return
        if in_background:
            self._stop(signal.SIGTTOU)
            return
        self._suspended = False
        self.resume_application_mode()
        self._app.refresh(layout=True)

    def _stop(self, number: signal.Signals) -> None:
        """Stop as the signal does by itself; a process that nobody could let go on does not."""
        self._continued = False
        handler = signal.signal(number, signal.SIG_DFL)
        signal.pthread_kill(threading.get_ident(), number)
        signal.signal(number, handler)

    # Reading ------------------------------------------------------------------------------

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            with suppress(RuntimeError):  # the loop has ended by itself
                self._loop.call_soon_threadsafe(self._app._handle_exception, error)
            self._lost()

    def run_input_thread(self) -> None:
        """Wait for input and hand it on, until the explorer is left or the terminal is gone."""
        keys = _Keys(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(0.1)
                try:
                    data = os.read(self.fileno, 4096) if ready else None
                except BlockingIOError:
                    continue
                except OSError:
                    data = b""
                if data == b"":
                    self._lost()
                    return
                for message in keys.of(data):
                    self.process_message(message)


class _Keys:
    """Makes keys and presses of what a terminal sends, also of what makes no sense."""

    def __init__(self, debug: bool) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    def of(self, data: bytes | None) -> Iterator[Message]:
        """What *data* stands for, and what became of what came before it."""
        text = self._decode(data) if data else ""
        try:
            if text:
                yield from self._parser.feed(text)
            yield from self._parser.tick()
        except Exception:  # a sequence with a form of its own; what comes after it counts again
            self._parser = XTermParser(self._debug)


class _Output:
    """Writes to a terminal; says once that it is gone, and from then on takes everything."""

    def __init__(self, stream: TextIO, lost: Callable[[], None]) -> None:
        self._stream = stream
        self._lost = lost
        self.silent = False

    def write(self, text: str) -> None:
        self._try(lambda: self._stream.write(text))

    def flush(self) -> None:
        self._try(self._stream.flush)

    def fileno(self) -> int:
        return self._stream.fileno()

    def _try(self, act: Callable[[], object]) -> None:
        try:
            if not self.silent:
                act()
        except (OSError, ValueError):
            self.silent = True
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
            self._lost()
