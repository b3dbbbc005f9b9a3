"""A visitor: a process of the explorer, and the connection to the page that shows it.

The two speak as Textual's web driver does: packets of a letter, a length of four bytes and
what they carry, `D` for what is drawn or typed, `M` for JSON, `P` for pieces of files.
"""

from __future__ import annotations

import asyncio
import json
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from aiohttp import WSCloseCode, WSMsgType, web

DRIVER = "alliance_tui.tui.web_driver:WebDriver"

READY = b"__GANGLION__\n"
"""What the driver says first."""

PIECE = 65_536
"""How many bytes of a file are asked for at once."""

PATIENCE = 1.0
"""Seconds that a process has to end by itself."""

SLOWEST_PIECE = 60.0
"""Seconds after which a piece of a file that has not come is missing."""

LARGEST = (600, 300)
"""The largest screen that is drawn, columns and rows."""


class Download(NamedTuple):
    """A file that waits for the visitor's browser: its name, its type, and its pieces."""

    name: str
    mime_type: str
    pieces: asyncio.Queue[bytes]


class Visitor:
    """One visitor, from the first picture to the end of the process.

    Attributes:
        downloads: the files that wait to be fetched, by keys that only the visitor's page knows.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, connection: web.WebSocketResponse
    ) -> None:
        """Serve *connection* with what *command*, run in *folder*, draws."""
        self._command = command
        self._folder = folder
        self._connection = connection
        self._process: Process | None = None
        self._has_left = False
        self.downloads: dict[str, Download] = {}
        self._under_way: dict[str, Download] = {}

    async def stay(self, columns: int, rows: int) -> None:
        """Draw and listen until either side has had enough; no process is left after that."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            cwd=self._folder,
            env=_environment(columns, rows),
            start_new_session=True,  # Ctrl+C at the server is not meant for it
        )
        tasks = (
            asyncio.create_task(self._draw(self._process)),
            asyncio.create_task(self._listen()),
        )
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.leave()

    async def leave(self) -> None:
        """End the process, then the connection."""
        is_first, self._has_left = not self._has_left, True
        for download in self._under_way.values():
            download.pieces.put_nowait(b"")
        process = self._process
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                if is_first:
                    process.terminate()
            try:
                await asyncio.wait_for(process.wait(), PATIENCE)
            except TimeoutError:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        await self._connection.close(code=WSCloseCode.GOING_AWAY)

    async def _draw(self, process: Process) -> None:
        """Hand on what the process says, until it says no more."""
        assert process.stdout is not None
        read = process.stdout.readexactly
        with suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            while await process.stdout.readline() not in (READY, b""):
                pass
            while True:
                kind = await read(1)
                payload = await read(int.from_bytes(await read(4), "big"))
                if kind == b"D":
                    await self._connection.send_bytes(payload)
                elif kind == b"P":
                    self._take_piece(payload)
                elif kind == b"M" and not await self._obey(json.loads(payload)):
                    return

    async def _obey(self, said: dict[str, Any]) -> bool:
        """Do what the process asks of the browser; whether it goes on."""
        kind = said["type"]
        if kind == "exit":
            return False
        if kind == "open_url" and str(said["url"]).startswith(("http://", "https://")):
            await self._tell("open_url", {"url": said["url"], "new_tab": True})
        elif kind == "deliver_file_start":
            name, mime_type = Path(said["path"]).name, said["mime_type"]
            self.downloads[said["key"]] = Download(name, mime_type, asyncio.Queue())
            await self._tell("deliver_file_start", said["key"])
        return True

    async def _tell(self, what: str, more: Any) -> None:
        await self._connection.send_str(json.dumps([what, more]))

    def _take_piece(self, payload: bytes) -> None:
        from textual._binary_encode import load

        packet: Any = load(payload)
        _, key, piece = packet
        download = self._under_way.get(key)
        if download is not None:
            download.pieces.put_nowait(piece)

    async def pieces(self, key: str, download: Download) -> AsyncIterator[bytes]:
        """The pieces of *download*, which no other asks for: the process hands them out once.

        Raises:
            ConnectionError: the process is gone before the last one.
            asyncio.TimeoutError: the next one does not come.
        """
        self._under_way[key] = download
        request = {"type": "deliver_chunk_request", "key": key, "size": PIECE}
        try:
            while not self._has_left:
                await self._send(b"M", request)
                piece = await asyncio.wait_for(download.pieces.get(), SLOWEST_PIECE)
                if not piece and not self._has_left:
                    return
                yield piece
            raise ConnectionError("the visitor has left")
        finally:
            del self._under_way[key]

    async def _listen(self) -> None:
        """Hand on what the page says, until it says no more or what no page says."""
        async for message in self._connection:
            if message.type is not WSMsgType.TEXT:
                return
            try:
                kind, *more = json.loads(message.data)
                if kind == "stdin":
                    await self._send(b"D", str(more[0]).encode("utf-8", "replace"))
                elif kind == "resize":
                    columns, rows = size(more[0]["width"], more[0]["height"])
                    await self._send(b"M", {"type": kind, "width": columns, "height": rows})
                elif kind in ("focus", "blur"):
                    await self._send(b"M", {"type": kind})
                elif kind == "ping":
                    await self._tell("pong", str(more[0])[:20])
            except (ValueError, TypeError, LookupError, OverflowError, RecursionError, OSError):
                return

    async def _send(self, kind: bytes, content: bytes | dict[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        payload = content if isinstance(content, bytes) else json.dumps(content).encode()
        self._process.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
        await self._process.stdin.drain()


def size(columns: Any, rows: Any) -> tuple[int, int]:
    """A size that can be drawn, as near as may be to the one asked for.

    Raises:
        ValueError: these are no numbers.
        TypeError: likewise.
    """
    most_columns, most_rows = LARGEST
    return max(1, min(int(columns), most_columns)), max(1, min(int(rows), most_rows))


def _environment(columns: int, rows: int) -> dict[str, str]:
    """The environment of a process that draws for a browser."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TEXTUAL", "ALLIANCE_TUI_", "SSH_"))
    }
    return own | {
        "TEXTUAL_DRIVER": DRIVER,
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "COLUMNS": str(columns),
        "ROWS": str(rows),
    }
