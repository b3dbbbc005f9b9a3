"""The program as it is, with a socket through which a test asks where it is.

    python -m tests.robustness.probe FD [arguments of alliance-tui …]

Each byte that comes through the socket FD is answered by a line of JSON.
"""

from __future__ import annotations

import asyncio
import faulthandler
import json
import os
import signal
import sys
from pathlib import Path

from textual import events

from alliance_tui.cli import main as cli
from alliance_tui.query.view import view_to_text
from alliance_tui.tui import start
from alliance_tui.tui.app import AllianceApp
from alliance_tui.tui.input import LineInput

SOCKET = int(sys.argv[1])


class Probed(AllianceApp):
    """The explorer, which tells how many keys it has acted on and where it is."""

    CSS_PATH = str(Path(start.__file__).parent / str(AllianceApp.CSS_PATH))
    keys = 0

    async def on_event(self, event: events.Event) -> None:
        """Count the keys that have been acted on."""
        is_new = isinstance(event, events.Key) and not event.is_forwarded
        await super().on_event(event)
        self.keys += is_new

    def on_mount(self) -> None:
        """Listen to the socket."""
        super().on_mount()
        loop = asyncio.get_running_loop()
        loop.add_reader(SOCKET, self._asked)
        loop.add_signal_handler(signal.SIGUSR1, self._tell_tasks)
        stack = Path("stack.txt").open("w", encoding="utf-8")  # noqa: SIM115 - for as long as it runs
        faulthandler.register(signal.SIGUSR2, stack)

    def _tell_tasks(self) -> None:
        """What everything waits for, where it seems to hang."""
        with Path("tasks.txt").open("w", encoding="utf-8") as file:
            for task in asyncio.all_tasks():
                task.print_stack(file=file)

    def _asked(self) -> None:
        if os.read(SOCKET, 1):
            self.call_later(self._answer)

    def _answer(self) -> None:
        answer = {
            "keys": self.keys,
            "view": view_to_text(self.explorer.view),
            "boxes": len(self.screen_stack) - 1,
            "typing": isinstance(self.screen.focused, LineInput),
            "pane": self.explorer.shown,
        }
        os.write(SOCKET, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    vars(start)["AllianceApp"] = Probed
    del sys.argv[1]
    sys.exit(cli.program())
