"""What the explorer remembers from one session to the next: views by name, and where it was.

The file is JSON in the user's state folder. What cannot be read is as if it were not there;
what cannot be written is forgotten. Neither ever stops the explorer.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from alliance_tui.user.folders import folder, write_whole

MOST_SESSIONS = 50


class SavedView(Struct, frozen=True):
    """A view with a name; `data` is the id of its data set."""

    name: str
    view: str
    data: str


class Memory(Struct, frozen=True):
    """What is remembered.

    Attributes:
        views: the saved views, in the order in which they were saved.
        sessions: for each data set, by its id, the view in which the last session ended.
        theme: the theme that was last chosen.
    """

    views: tuple[SavedView, ...] = ()
    sessions: dict[str, str] = {}
    theme: str | None = None


def memory_path() -> Path:
    """Where the memory lies."""
    return folder("state") / "memory.json"


def recall() -> Memory:
    """What is remembered."""
    try:
        return msgspec.json.decode(memory_path().read_bytes(), type=Memory)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Memory()


def remember(memory: Memory) -> bool:
    """Keep *memory*; whether that was possible."""
    content = msgspec.json.format(msgspec.json.encode(memory), indent=2)
    try:
        write_whole(memory_path(), content + b"\n")
    except OSError:
        return False
    return True


def with_view(memory: Memory, saved: SavedView) -> Memory:
    """*memory* with a view, in the place of one of the same name and data set if there is."""
    others = (each for each in memory.views if (each.name, each.data) != (saved.name, saved.data))
    return replace(memory, views=(*others, saved))


def without_view(memory: Memory, saved: SavedView) -> Memory:
    """*memory* without a view."""
    return replace(memory, views=tuple(each for each in memory.views if each != saved))


def with_session(memory: Memory, data: str, view: str) -> Memory:
    """*memory* with the view in which the session on the data set *data* ended."""
    sessions = {each: text for each, text in memory.sessions.items() if each != data}
    sessions[data] = view
    latest = dict(list(sessions.items())[-MOST_SESSIONS:])
    return replace(memory, sessions=latest)
