"""The picture: what the explorer shows first, written before the explorer is imported.

When the explorer is left, the first frame of the next start is kept with all that decides it; a
start in which all of that is the same writes it at once. Until the explorer has the terminal,
whoever ends the program or speaks to its user gives the terminal back first. Of what does not
fit in every respect, or is not as it was kept, nothing is shown.
"""

import os
import sys
import time
import zlib

from alliance_tui.user.places import place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from termios import _AttrReturn

MOST_BYTES = 1_000_000
MOST_FILES = 2_000
MOST_PICTURES = 16
SUFFIX = ".picture"

_MAGIC = b"alliance-tui picture 1\n"
_TAKE, _GIVE_BACK = b"\x1b[?1049h\x1b[?25l\x1b[?7l", b"\x1b[?7h\x1b[?1049l\x1b[?25h"
_MARGIN = 50_000_000
"""Nanoseconds by which the clock of a file system may lag behind."""


class _Start:
    """This start of the program.

    Attributes:
        key: what decides the frame beside size, memory and files; empty if no picture is wanted.
        began: when it began, in nanoseconds.
        configured: the stamp of the configuration then.
        before: the settings of the terminal before the picture, as long as that is shown.
    """

    key = ""
    began = 0
    configured = b""
    before: "_AttrReturn | None" = None


_start = _Start()


def show(words: list[str]) -> None:
    """Show the picture that fits a start with the arguments *words*, if there is one."""
    try:
        import termios
    except ImportError:
        return
    try:
        in_terminal = os.isatty(0) and os.isatty(1) and os.tcgetpgrp(0) == os.getpgrp()
        if not in_terminal or "TEXTUAL_DRIVER" in os.environ:
            return
        _start.began, _start.configured = time.time_ns(), _stamp(_configuration())
        _start.key = _key(words)
        frame = _fitting(_sized_key())
        if frame:
            _start.before = termios.tcgetattr(0)
            _attend(termios.tcgetattr(0))
            os.set_blocking(1, True)
            frame = _TAKE + frame
            while frame:
                frame = frame[os.write(1, frame) :]
            _give_back_on_signals()
    except (OSError, ValueError, termios.error):
        give_back()


def is_shown() -> bool:
    """Whether the terminal shows the picture."""
    return _start.before is not None


def hand_over() -> "_AttrReturn | None":
    """Leave the terminal to another; its settings before the picture, if that is shown."""
    before, _start.before = _start.before, None
    return before


def give_back() -> None:
    """Give the terminal back, if it shows the picture."""
    before = hand_over()
    if before is not None:
        import termios

        try:
            os.write(1, _GIVE_BACK)
            termios.tcsetattr(0, termios.TCSANOW, before)
        except (OSError, termios.error):
            pass


def forgo() -> None:
    """Keep no picture for a start like this: it has something to say before the explorer."""
    _start.key = ""


def wanted() -> bytes:
    """The key of the picture for the next such start; empty if it is there, or none is wanted."""
    key = _sized_key() if _start.key else b""
    return key if key and not _fitting(key) else b""


def remembered(session: bytes) -> bytes:
    """What of the memory decides a frame: not named views, nor sessions of other data sets.

    Args:
        session: how the line of the session that decides begins; empty if none does.
    """
    kept, part = [], b""
    for line in _memory().split(b"\n"):
        part = line if line.startswith(b'  "') else part
        own = session and line.startswith(session)
        if own or not part.startswith((b'  "views"', b'  "sessions"', b'  "opened"')):
            kept.append(line.rstrip(b","))
    return b"\n".join(kept)


def keep(key: bytes, frame: bytes, session: bytes, memory: bytes, paths: "Iterable[str]") -> None:
    """Keep a picture, unless something that decides it has changed since this start.

    Args:
        key: what was `wanted`.
        frame: what is to be written.
        session: how the line of the session that decides it begins; empty if none does.
        memory: what was `remembered` before it was drawn.
        paths: the files and folders that decide it, of the data set and of the program.

    Raises:
        OSError: it cannot be written, or something that decides it is gone.
    """
    from alliance_tui.user.folders import folder, write_whole

    paths = [*paths]
    changed = max(max(each.st_mtime_ns, each.st_ctime_ns) for each in map(os.stat, paths))
    if len(paths) > MOST_FILES or changed > _start.began - _MARGIN:
        return
    parts = [key, frame, session, memory, os.fsencode(_configuration()), _start.configured]
    for path in paths:
        parts += [os.fsencode(path), _stamp(path)]
    content = b"\0".join(parts)
    if len(content) < MOST_BYTES and _fits(content.split(b"\0"), key):
        file = folder("cache") / _name(key)
        file.unlink(missing_ok=True)  # its mode and its owner need not be ours
        write_whole(file, _MAGIC + _checksum(content) + content)
        kept = sorted(file.parent.glob(f"*{SUFFIX}"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-MOST_PICTURES]:
            old.unlink(missing_ok=True)


def _fitting(key: bytes) -> bytes:
    """The frame of the picture with *key*, if there is a sound one that fits."""
    status, content = _read(os.path.join(place("cache"), _name(key)))
    start = len(_MAGIC) + 4
    if status is None or status.st_uid != os.geteuid() or status.st_mode & 0o077:
        return b""
    if content[:start] != _MAGIC + _checksum(content[start:]):
        return b""
    parts = content[start:].split(b"\0")
    return parts[1] if _fits(parts, key) else b""


def _fits(parts: list[bytes], key: bytes) -> bool:
    """Whether what a picture holds is for *key*, and all else that decides it is as it was."""
    if len(parts) < 6 or parts[0] != key or remembered(parts[2]) != parts[3]:
        return False
    stamped = zip(parts[4::2], parts[5::2], strict=False)
    return len(parts) % 2 == 0 and all(_stamp(path) == stamp for path, stamp in stamped)


def _key(words: list[str]) -> str:
    """What the program is started with, as far as it decides what is drawn."""
    names = ("COLORTERM", "HOME", "LANG", "LANGUAGE", "NO_COLOR", "TERM")
    kinds = ("ALLIANCE_TUI_", "LC_", "PYTHON", "TEXTUAL_", "XDG_C", "XDG_STATE_HOME")
    told = [each for each in os.environ.items() if each[0] in names or each[0].startswith(kinds)]
    return repr((words, words and os.getcwd(), sys.prefix, sys.version, sorted(told)))


def _sized_key() -> bytes:
    return f"{os.get_terminal_size(1)} {_start.key}".encode()


def _name(key: bytes) -> str:
    return f"{zlib.crc32(key):08x}{SUFFIX}"


def _checksum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4, "big")


def _stamp(path: str | bytes) -> bytes:
    """What becomes another if something is done to the file or folder at *path*."""
    try:
        status = os.stat(path)
    except OSError:
        return b"none"
    return b"%d %d %d %d" % (
        status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    )  # fmt: skip


def _read(path: str) -> tuple[os.stat_result | None, bytes]:
    """Status and content of the file at *path*; none, and what nothing is equal to, of others."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        return None, b""
    try:
        status = os.fstat(number)
        if status.st_mode & 0o170000 != 0o100000 or status.st_size > MOST_BYTES:
            return None, b"\0"
        return status, os.read(number, MOST_BYTES)
    except OSError:
        return None, b"\0"
    finally:
        os.close(number)


def _memory() -> bytes:
    return _read(os.path.join(place("state"), "memory.json"))[1]


def _configuration() -> str:
    return os.path.join(place("config"), "config.toml")


def _attend(settings: "_AttrReturn") -> None:
    """Let keys wait for the explorer; only Ctrl+C is answered before."""
    import termios

    off = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
    settings[0] &= ~off
    settings[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    settings[6][termios.VMIN] = 1
    for each in (termios.VQUIT, termios.VSUSP):
        settings[6][each] = bytes([os.fpathconf(0, "PC_VDISABLE")])
    termios.tcsetattr(0, termios.TCSANOW, settings)


def _give_back_on_signals() -> None:
    import signal

    def end(number: int, _frame: object) -> None:
        give_back()
        raise SystemExit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
