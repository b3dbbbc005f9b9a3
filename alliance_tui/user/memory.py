"""What the explorer remembers from one session to the next: views by name, and where it was.

The file is JSON in the user's state folder. Several explorers may be open: each changes what
the file says at that moment, so that none takes back what another has kept or forgotten. What
cannot be read is never written over, but put aside under another name. Nothing of this ever
stops the explorer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from alliance_tui.user.folders import alone_with, folder, read_file, write_whole

MOST_SESSIONS = 50

MOST_OPENED = 20
"""How many data sets that were open are remembered."""

MOST_BYTES = 4_000_000
"""A larger file is none that an explorer has written."""

MOST_WIDER = 1000
"""By how many columns a list may be wider than usual."""

MOST_ASIDE = 20
"""How many files that could not be read lie beside it."""


class SavedView(Struct, frozen=True):
    """A view with a name; `data` is the id of its data set."""

    name: str
    view: str
    data: str


Columns: TypeAlias = tuple[str, ...]
"""Which columns a table has, as `query.columns.written` writes it."""


class Memory(Struct, frozen=True):
    """What is remembered.

    Attributes:
        views: the saved views, in the order in which they were saved.
        sessions: for each data set, by its id, the view in which the last session ended.
        theme: the theme that was last chosen.
        wider: by how many columns the list is wider than usual, or narrower if negative.
        columns: for each data set, by its id, and each view the columns of its table.
        opened: where the data sets lie that were open, the latest first.
        more: what another version of the program remembers, by name.
    """

    views: tuple[SavedView, ...] = ()
    sessions: dict[str, str] = {}
    theme: str | None = None
    wider: int = 0
    columns: dict[str, dict[str, Columns]] = {}
    opened: tuple[str, ...] = ()
    more: dict[str, Any] = {}


Change: TypeAlias = Callable[[Memory], Memory]
"""Makes of what is remembered what is to be remembered."""


def memory_path() -> Path:
    """Where the memory lies."""
    return folder("state") / "memory.json"


def recall() -> Memory:
    """What is remembered, as far as it can be read."""
    try:
        return _read().memory
    except OSError:
        return Memory()


def take_up() -> tuple[Memory, str | None]:
    """What is remembered, and what there is to say of it; what cannot be read is put aside."""
    try:
        if not _read().broken:
            return _read().memory, None
        with alone_with(memory_path()):
            read = _read()
            if read.broken:
                aside = _put_aside()
                if read.memory != Memory():
                    write_whole(memory_path(), _encoded(read.memory))
                return read.memory, f"{read.broken}, and was put aside as {aside}"
            return read.memory, None
    except OSError as error:
        return recall(), f"{memory_path()}: {error.strerror or error}; nothing can be kept"


def remember(change: Change) -> Memory:
    """Change what is remembered, whatever it is by now; what it is then.

    Raises:
        OSError: it cannot be written, or what is there cannot be read and not be put aside.
    """
    with alone_with(memory_path()):
        read = _read()
        if read.broken:
            _put_aside()
        memory = change(read.memory)
        if memory != read.memory or read.broken:
            write_whole(memory_path(), _encoded(memory))
        return memory


class _Read(Struct, frozen=True):
    """What could be read, and what is wrong with the file if not all could."""

    memory: Memory
    broken: str = ""


def _read() -> _Read:
    path = memory_path()
    try:
        content = read_file(path, MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return _Read(Memory())
    if not content.strip():
        return _Read(Memory())
    try:
        data = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=dict[str, Any])
        views, sessions = data.pop("views", None) or [], data.pop("sessions", None) or {}
        theme, wider = data.pop("theme", None), data.pop("wider", 0)
        columns = data.pop("columns", None) or {}
        opened = data.pop("opened", None) or []
        memory = Memory(
            views=tuple(_fitting(views)),
            sessions=_texts(sessions),
            theme=theme if isinstance(theme, str) else None,
            wider=wider if type(wider) is int and abs(wider) <= MOST_WIDER else 0,
            columns=_columns(columns),
            opened=tuple(_paths(opened)),
            more=data,
        )
        _encoded(memory)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, OverflowError) as error:
        return _Read(Memory(), f"{path} cannot be read ({error})")
    read = (
        [*msgspec.to_builtins(memory.views)], memory.sessions, memory.theme, memory.wider,
        {
            data: {view: [*chosen] for view, chosen in of_data.items()}
            for data, of_data in memory.columns.items()
        },
        [*memory.opened],
    )  # fmt: skip
    all_read = read == (views, sessions, theme, wider, columns, opened) and type(wider) is int
    part = "" if all_read else f"a part of {path} cannot be read"
    return _Read(memory, part)


def _fitting(items: Any) -> Iterator[SavedView]:
    """The items that are saved views."""
    for item in items if isinstance(items, list) else ():
        with suppress(msgspec.ValidationError):
            yield msgspec.convert(item, SavedView)


def _paths(items: Any) -> Iterator[str]:
    """The items that are paths."""
    for item in items if isinstance(items, list) else ():
        if isinstance(item, str):
            yield item


def _columns(data: Any) -> dict[str, dict[str, Columns]]:
    """The columns of views that can be read."""
    found: dict[str, dict[str, Columns]] = {}
    for name, views in data.items() if isinstance(data, dict) else ():
        if isinstance(views, dict):
            found[name] = {
                view: tuple(columns)
                for view, columns in views.items()
                if isinstance(columns, list) and all(isinstance(each, str) for each in columns)
            }
    return found


def _texts(data: Any) -> dict[str, str]:
    items = data.items() if isinstance(data, dict) else ()
    return {key: value for key, value in items if isinstance(value, str)}


def _as_written(memory: Memory) -> dict[str, Any]:
    known = asdict(memory)
    return {**known.pop("more"), **known}


def _encoded(memory: Memory) -> bytes:
    return msgspec.json.format(msgspec.json.encode(_as_written(memory)), indent=2) + b"\n"


def _put_aside() -> Path:
    """Give the file that cannot be read another name, which nothing has yet.

    Raises:
        OSError: that cannot be done.
    """
    path = Path(os.path.realpath(memory_path()))
    for number in range(1, MOST_ASIDE + 1):
        aside = path.with_name(f"{path.name}.unreadable{f'-{number}' if number > 1 else ''}")
        if not os.path.lexists(aside):
            path.rename(aside)
            return aside
    raise FileExistsError(f"{MOST_ASIDE} files that cannot be read lie beside {path} already")


def with_view(memory: Memory, saved: SavedView) -> Memory:
    """*memory* with a view, in the place of one of the same name and data set if there is."""
    others = (each for each in memory.views if (each.name, each.data) != (saved.name, saved.data))
    return replace(memory, views=(*others, saved))


def with_view_at(memory: Memory, saved: SavedView, place: int) -> Memory:
    """*memory* with a view at a place, beside others; where its name is taken, with a number."""
    names = {each.name for each in memory.views if each.data == saved.data}
    name, number = saved.name, 1
    while name in names:
        number += 1
        name = f"{saved.name} ({number})"
    views = list(memory.views)
    views.insert(place, replace(saved, name=name))
    return replace(memory, views=tuple(views))


def without_view(memory: Memory, saved: SavedView) -> Memory:
    """*memory* without a view."""
    return replace(memory, views=tuple(each for each in memory.views if each != saved))


def with_session(memory: Memory, data: str, view: str | None) -> Memory:
    """*memory* with the view in which the session on the data set *data* ended, if with any."""
    sessions = {each: text for each, text in memory.sessions.items() if each != data}
    if view is not None:
        sessions[data] = view
    latest = dict(list(sessions.items())[-MOST_SESSIONS:])
    return replace(memory, sessions=latest)


def with_columns(memory: Memory, data: str, columns: Mapping[str, Columns]) -> Memory:
    """*memory* with the *columns* of some views of the data set *data*; empty is as usual."""
    of_data = {**memory.columns.get(data, {}), **columns}
    of_data = {view: chosen for view, chosen in of_data.items() if chosen}
    others = {each: views for each, views in memory.columns.items() if each != data}
    if of_data:
        others[data] = of_data
    return replace(memory, columns=dict(list(others.items())[-MOST_SESSIONS:]))


def with_opened(memory: Memory, path: Path) -> Memory:
    """*memory* with the data set at *path* as the one that was open last, if it can be written."""
    text = str(path)
    if not text.isprintable():
        return memory
    opened = (text, *(each for each in memory.opened if each != text))
    return replace(memory, opened=opened[:MOST_OPENED])
