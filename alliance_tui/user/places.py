"""Where the user's folders are, told before much else is imported."""

import os
import sys

APP = "alliance-tui"

_LINUX = {"cache": ".cache", "config": ".config", "state": ".local/state"}


def place(kind: str) -> str:
    """The folder for files of one kind: ``cache``, ``config`` or ``state``; it need not exist."""
    chosen = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    if os.path.isabs(chosen):
        return os.path.join(chosen, APP)
    if sys.platform == "linux":
        return os.path.join(_home(), _LINUX[kind], APP)
    import platformdirs

    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return {
        "cache": dirs.user_cache_dir,
        "config": dirs.user_config_dir,
        "state": dirs.user_state_dir,
    }[kind]


def _home() -> str:
    """The user's home; for one who has none a place in which nothing can be kept."""
    home = os.path.expanduser("~")
    return home if os.path.isabs(home) else os.devnull
