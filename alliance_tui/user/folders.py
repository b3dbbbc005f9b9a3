"""Where the user's files lie, by the customs of the platform; and writing them whole or not."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

APP = "alliance-tui"

Kind = Literal["cache", "config", "state"]

_LINUX: dict[Kind, str] = {"cache": ".cache", "config": ".config", "state": ".local/state"}


def folder(kind: Kind) -> Path:
    """The folder for files of one kind; it need not exist yet."""
    chosen = os.environ.get(f"XDG_{kind.upper()}_HOME")
    if chosen and Path(chosen).is_absolute():
        return Path(chosen) / APP
    if sys.platform == "linux":
        return _home() / _LINUX[kind] / APP
    import platformdirs

    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return {
        "cache": dirs.user_cache_path,
        "config": dirs.user_config_path,
        "state": dirs.user_state_path,
    }[kind]


def _home() -> Path:
    """The user's home; for one who has none a place in which nothing can be kept."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.devnull)


def write_whole(path: Path, content: bytes) -> None:
    """Write *content* to *path* so that the file is the old one or the new one, never half.

    Raises:
        OSError: it cannot be written.
    """
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}-", delete=False
    ) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def can_be_seen(path: Path) -> bool:
    """Whether something is at *path*; not if the way there is barred, or no way."""
    return os.path.exists(path)  # noqa: PTH110 - `Path.exists` fails on it


def user_path(text: str) -> Path:
    """The path that a person wrote as *text*, ``~`` for a home folder that there is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - `Path.expanduser` fails without a home
