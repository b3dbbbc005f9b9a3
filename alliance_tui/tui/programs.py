"""The user's own programs: the browser for an address, the editor for a line.

No word of a browser lands on the screen. ``$BROWSER`` goes before what the system has, over ssh
and in WSL too: whoever sets it knows what is seen. It holds commands, separated as in
``$PATH``; in each ``%s`` stands for the address, or it comes last. Nothing of it passes through
a shell.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from alliance_tui.pages.cells import cut
from alliance_tui.pages.safe import neutral
from alliance_tui.reading.files import is_database
from alliance_tui.reading.problems import Place

PATIENCE = 3.0
"""Seconds in which an opener fails, if it does; one that runs on is the browser."""

IN_TERMINAL = frozenset(
    ("browsh", "carbonyl", "edbrowse", "elinks", "links", "links2", "lynx", "w3m", "www-browser")
)
"""Browsers that need the terminal themselves."""

NONE_FOUND = "nothing that opens addresses was found; $BROWSER can name it"

Command = list[str]


def can_open_browser() -> bool:
    """Whether a browser that is opened here is seen by the person at the terminal."""
    environment = os.environ
    if environment.get("BROWSER"):
        return True
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return False
    if sys.platform in ("win32", "darwin") or _in_wsl(environment):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def openers(address: str) -> Iterator[Command]:
    """The commands that may open *address*, the user's own first.

    Raises:
        ValueError: ``$BROWSER`` has quotes that do not end.
    """
    import shlex

    chosen = os.environ.get("BROWSER", "")
    for each in filter(None, chosen.split(os.pathsep)):
        words = shlex.split(each.strip().removesuffix("&"))
        if words:
            given = [word.replace("%s", address) for word in words]
            yield given if given != words else [*words, address]
    if chosen:
        return
    for command in _of_the_system(os.environ):
        if shutil.which(command[0]):
            yield [*command, address]


def _of_the_system(environment: Mapping[str, str]) -> Iterator[Command]:
    if sys.platform == "darwin":
        yield ["open"]
    elif sys.platform != "win32":
        if _in_wsl(environment):
            yield ["wslview"]
            yield ["rundll32.exe", "url.dll,FileProtocolHandler"]
        yield ["xdg-open"]
        yield ["gio", "open"]
        yield ["x-www-browser"]


def _in_wsl(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("WSL_DISTRO_NAME") or environment.get("WSL_INTEROP"))


def needs_terminal(command: Command) -> bool:
    """Whether a command is a browser that needs the terminal."""
    return Path(command[0]).name in IN_TERMINAL


def open_beside(
    address: str, commands: Iterable[Command], left: Callable[[], bool] = lambda: False
) -> str | None:
    """Open *address* by the first of *commands* that can; why none could.

    Nobody waits for what an opener does once *left* says that the explorer is left.
    """
    if sys.platform == "win32" and not os.environ.get("BROWSER"):
        try:
            os.startfile(address)
        except OSError as error:
            return error.strerror or str(error)
        return None
    why: str | None = NONE_FOUND
    for command in commands:
        why = failure(command, left)
        if why is None:
            return None
    return why


def failure_in_terminal(command: Command) -> str | None:
    """Run a command that has the terminal until it ends; why it failed, if it did."""
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        return f"{command[0]}: {error.strerror or error}"
    return reason(command, code) if code else None


def failure(command: Command, left: Callable[[], bool] = lambda: False) -> str | None:
    """Run a command beside the screen; why it failed, if it soon did."""
    try:
        said = tempfile.TemporaryFile()  # noqa: SIM115 - a pipe would end what writes to it later
    except OSError as error:
        return f"what it says cannot be kept: {error.strerror or error}"
    with said:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:  # a zero byte is the value that cannot be
            return f"{command[0]}: {getattr(error, 'strerror', None) or error}"
        code = None
        until = time.monotonic() + PATIENCE
        while code is None and time.monotonic() < until and not left():
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(0.05)
        if code is None:
            threading.Thread(target=process.wait, daemon=True).start()
            return None
        said.seek(0)
        return reason(command, code, said.read(10_000).decode("utf-8", "replace")) if code else None


def reason(command: Command, code: int, said: str = "") -> str:
    """Why a command ended with *code*, in what it *said* last, or in the code."""
    lines = [neutral(line).strip() for line in said.splitlines()]
    last = next((line for line in reversed(lines) if line), "")
    name = Path(command[0]).name
    told = f"{name}: {last.removeprefix(f'{name}: ')}" if last else name
    ended = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"{cut(told, 160, '…')} ({ended})"


_BY_ADDRESS = frozenset({"code", "codium", "cursor", "zed", "subl", "hx", "helix"})
"""Editors that take ``file:line:column``; others take ``+line file``."""


def editor_command(place: Place) -> list[str]:
    """How to open the user's editor at *place*; nothing where none is set, or for a database."""
    import shlex

    if place.table or is_database(Path(place.file)):
        return []
    words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not words:
        return []
    name = Path(words[0]).name
    address = f"{place.file}:{place.line}:{place.column}"
    if name in ("code", "codium", "cursor"):
        return [*words, "--wait", "--goto", address]
    if name in _BY_ADDRESS:
        return [*words, address]
    return [*words, f"+{place.line}", place.file]
