"""Calling the program within this process: the same entry point, without starting Python anew."""

from __future__ import annotations

import contextlib
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_tui.cli.main import main
from tests.conftest import Run


@pytest.fixture
def call(tmp_path: Path) -> Iterator[Run]:
    """Calls the program as `run` does, where a real process would show nothing more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)

        def call_program(
            *arguments: str | Path, **environment: str
        ) -> subprocess.CompletedProcess[str]:
            given = [str(each) for each in arguments]
            out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
            errors = io.StringIO()
            with pytest.MonkeyPatch.context() as inner:
                for name, value in environment.items():
                    inner.setenv(name, value)
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
                    try:
                        code = main(given)
                    except SystemExit as ended:
                        code = ended.code if isinstance(ended.code, int) else 1
            out.flush()
            out.seek(0)
            return subprocess.CompletedProcess(given, code, out.read(), errors.getvalue())

        yield call_program
