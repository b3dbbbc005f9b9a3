"""What draws for a browser: Textual's driver at the far end of two pipes, made safe to share."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, Literal, TextIO

from textual import events
from textual.drivers import web_driver
from textual.message import Message

MOST_DELIVERIES = 3
"""How many files may wait to be fetched; older ones are let go."""


class WebDriver(web_driver.WebDriver):
    """Draws for a visitor, and ends the program when nobody is there to draw for."""

    def __init__(self, app: Any, **options: Any) -> None:
        """Draw *app*."""
        super().__init__(app, **options)
        self._write: Callable[[bytes], int] = self._write_all  # type: ignore[assignment]
        self._writing = Lock()

    def _write_all(self, packet: bytes) -> int:
        """Write a packet whole: keys and files are answered by different threads."""
        with self._writing:
            rest = memoryview(packet)
            try:
                while rest:
                    rest = rest[os.write(self.fileno, rest) :]
            except BrokenPipeError:
                self._end()
        return len(packet)

    def _end(self) -> None:
        """Leave, from whichever thread."""
        self._app.call_later(self._app.exit)

    def start_application_mode(self) -> None:
        """Begin to draw; whoever says that it is enough is obeyed."""
        super().start_application_mode()
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self._app.exit)

    def process_message(self, message: Message) -> None:
        """Take what was typed; only the page itself says how large it is."""
        if not isinstance(message, events.Resize):
            super().process_message(message)

    def run_input_thread(self) -> None:
        """Read what the visitor does, and leave once the other end is closed."""
        super().run_input_thread()
        self._end()

    def _deliver_file(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"],
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Have a file fetched; where it lies here is nobody's business."""
        while len(self._deliveries) >= MOST_DELIVERIES:
            self._deliveries.pop(next(iter(self._deliveries))).close()
        binary.seek(0)
        self._deliveries[delivery_key] = binary
        self.write_meta(
            {
                "type": "deliver_file_start",
                "key": delivery_key,
                "path": save_path.name,
                "open_method": open_method,
                "encoding": encoding or "",
                "mime_type": mime_type or "",
                "name": name,
            }
        )
