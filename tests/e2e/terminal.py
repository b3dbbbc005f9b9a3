"""A real pseudo-terminal with a program in it, and what its screen shows."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

PROGRAM = str(Path(sys.executable).parent / "alliance-tui")
PATIENCE = 30
"""Seconds after which something that should be on the screen is missing."""

KEYS = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "ctrl+q": "\x11",
}


class Terminal:
    """Runs a program in a pseudo-terminal of a given size."""

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        columns: int = 140,
        rows: int = 45,
        program: str = PROGRAM,
        cwd: Path | None = None,
        **environment: str,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.child = pexpect.spawn(
            program,
            list(arguments),
            cwd=None if cwd is None else str(cwd),
            dimensions=(rows, columns),
            env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
                 "TEXTUAL_ANIMATIONS": "none", **environment},
            timeout=PATIENCE,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self.child.closed:
            self.child.close(force=True)

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *texts: str) -> str:
        """Read until all *texts* are on the screen."""
        while not all(text in self.text for text in texts):
            try:
                self._read()
            except (pexpect.TIMEOUT, pexpect.EOF):
                missing = [text for text in texts if text not in self.text]
                raise AssertionError(f"{missing} never came:\n{self.text}") from None
        return self.text

    def wait_until_gone(self, text: str) -> None:
        """Read until *text* is no longer on the screen."""
        while text in self.text:
            self._read()

    def _read(self) -> None:
        chunk: bytes = self.child.read_nonblocking(65536, timeout=PATIENCE)  # type: ignore[assignment]
        self.output += chunk
        # pyte 0.8 takes the private form of SGR (xterm key modes) for colours.
        self.stream.feed(chunk.replace(b"\x1b[>4", b"\x1b[?4"))

    def read_until(self, sent: bytes, times: int) -> None:
        """Read until the program has sent *sent* so many times."""
        while self.output.count(sent) < times:
            self._read()

    def press(self, *keys: str) -> None:
        """Press keys by name, or characters."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def vanish(self) -> int:
        """Be gone, as a window that is closed; the process that it leaves behind."""
        process = self.child.ptyproc  # type: ignore[attr-defined]
        process.fileobj.close()
        process.closed = self.child.closed = True
        return self.pid

    @property
    def pid(self) -> int:
        """The process that was started."""
        assert self.child.pid is not None
        return self.child.pid

    def wait_for_end(self) -> int:
        """Read to the end; the exit code."""
        while True:
            try:
                self._read()
            except pexpect.EOF:
                break
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)
