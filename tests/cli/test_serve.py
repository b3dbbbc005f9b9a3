"""The explorer in a browser: a real server, and a client that does what a browser does."""

from __future__ import annotations

import asyncio
import builtins
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest

from tests.conftest import SMALL, Run

PATIENCE = 30
"""Seconds after which something that should have come is missing."""


@pytest.fixture
def port() -> Iterator[int]:
    """The port at which the explorer is served."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        number: int = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "alliance_tui", "serve", "-d", SMALL, "--port", str(number)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert server.stderr is not None
    said = server.stderr.readline()
    assert said == f"alliance-tui: serving at http://localhost:{number}; Ctrl+C ends it\n"
    yield number
    server.send_signal(signal.SIGINT)
    output, errors = server.communicate(timeout=PATIENCE)
    assert (server.returncode, output, errors) == (0, "", "")


async def screen(port: int, origin: str, wanted: bytes) -> bytes:
    """What is drawn until *wanted* is in it, for a page of *origin*."""
    async with (
        asyncio.timeout(PATIENCE),
        aiohttp.ClientSession() as session,
        session.ws_connect(
            f"http://localhost:{port}/ws?width=140&height=45", origin=origin
        ) as connection,
    ):
        drawn = b""
        async for message in connection:
            drawn += message.data if isinstance(message.data, bytes) else b""
            if wanted in drawn:
                break
        return drawn


async def test_a_browser_sees_the_explorer_and_other_pages_cannot_drive_it(port: int) -> None:
    async with aiohttp.ClientSession() as session:
        page = await (await session.get(f"http://localhost:{port}/")).text()
    assert "Who helped Aland against Bland" in page
    for host in ("localhost", "127.0.0.1"):
        assert b"Cland" in await screen(port, f"http://{host}:{port}", b"Cland")
    for origin in ("http://elsewhere.example", f"https://localhost:{port}", "http://localhost:1"):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await screen(port, origin, b"")
        assert refused.value.status == 403


def test_a_port_that_is_taken_is_said_to_be(call: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        done = call("serve", "-d", SMALL, "--host", "127.0.0.1", "--port", str(number))
    assert done.returncode == 2
    assert f"port {number} cannot be used" in done.stderr


def test_others_are_served_only_where_that_is_said(call: Run) -> None:
    done = call("serve", "-d", SMALL, "--host", "0.0.0.0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--public-url" in done.stderr


def test_without_the_extra_it_is_said_what_is_missing(
    call: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith(("textual_serve", "aiohttp")):
            raise ModuleNotFoundError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    done = call("serve", "-d", SMALL)
    assert done.returncode == 2
    assert "alliance-tui[web]" in done.stderr
