"""What all tests share: a clean home, the small data set, running the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance_tui.query.answers import Answers
from alliance_tui.reading.load import Loaded, load
from tests import bundled as bundled_set

FIXTURES = Path(__file__).parent / "fixtures"
SMALL = FIXTURES / "small"

os.environ["TEXTUAL_ANIMATIONS"] = "none"

for _number in ("SIGINT", "SIGQUIT", "SIGHUP"):
    # Whoever runs the tests in the background ignores these, and programs inherit that.
    if hasattr(signal, _number) and signal.getsignal(getattr(signal, _number)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _number), signal.SIG_DFL)


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are processors: a test of the screen waits half of its time."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all homes are: numbering them beside all else would take longer with every test."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def clean_home(homes: Path) -> Iterator[Path]:
    """No test sees the user's cache, configuration or state, nor leaves any behind."""
    home = Path(tempfile.mkdtemp(dir=homes))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CACHE", "CONFIG", "STATE", "DATA"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("ALLIANCE_TUI_DATA", "NO_COLOR", "COLUMNS", "LINES"):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture(scope="session")
def small() -> Loaded:
    """The small made-up data set."""
    return load(SMALL, use_copy=False)


@pytest.fixture(scope="session")
def hostile() -> Loaded:
    """A data set whose every text tries to be something else."""
    return load(FIXTURES / "hostile", use_copy=False)


@pytest.fixture(scope="session")
def bundled() -> Loaded:
    """The data set that comes with the program."""
    return bundled_set.loaded()


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cache folder for calls on the bundled data set, so that it is compiled but once."""
    base = tmp_path_factory.getbasetemp()
    return str((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache")


@pytest.fixture
def answers(small: Loaded) -> Answers:
    """Answers on the small data set."""
    return Answers(small.dataset)


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the program as a user does, without a terminal."""

    def run_program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "alliance_tui", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", **environment},
            stdin=subprocess.DEVNULL,
            check=False,
        )

    return run_program
