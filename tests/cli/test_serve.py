"""The explorer in a browser: a real server, and clients that do what browsers do."""

from __future__ import annotations

import asyncio
import builtins
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from tests.conftest import SMALL, Run

PATIENCE = 30
"""Seconds after which something that should have come is missing."""

TITLE = b"Who helped Aland against Bland"


class Served:
    """A server that runs."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = URL(address)

    @property
    def port(self) -> int:
        return self.address.port or 0

    @property
    def children(self) -> list[int]:
        """The processes of the visitors."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        found = [int(each) for task in tasks.iterdir() for each in _children(task)]
        return sorted(found)

    async def have(self, count: int) -> None:
        """Wait until there are as many visitors as that."""
        async with asyncio.timeout(PATIENCE):
            while len(self.children) != count:
                await asyncio.sleep(0.02)


def _children(task: Path) -> list[str]:
    try:
        return (task / "children").read_text().split()
    except FileNotFoundError:  # a thread that has just ended
        return []


Serve = Callable[..., Served]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers, and ends those that still run."""
    processes: list[subprocess.Popen[str]] = []

    def start(*arguments: str, folder: Path | None = None, data: Path = SMALL) -> Served:
        command = [sys.executable, "-P", "-m", "alliance_tui", "serve", "-d", str(data)]
        process = subprocess.Popen(
            [*command, "--port", "0", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        processes.append(process)
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.fullmatch(r"alliance-tui: serving at (http://localhost:\d+/\S*)\n", said)
        assert found is not None, said + process.stderr.read()
        assert process.stderr.readline() == "Ctrl+C ends it\n"
        return Served(process, found[1])

    yield start
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=PATIENCE)
        assert (output, errors) == ("", "")
        assert process.returncode in (0, -signal.SIGKILL)


class Browser:
    """A page of the explorer that is open."""

    def __init__(self, session: aiohttp.ClientSession, served: Served, socket: Any) -> None:
        self._session = session
        self._served = served
        self._socket = socket
        self.drawn = b""

    async def say(self, *message: Any) -> None:
        """Send what a page sends."""
        await self._socket.send_str(json.dumps(message))

    async def see(self, wanted: bytes) -> None:
        """Wait until *wanted* is drawn."""
        async with asyncio.timeout(PATIENCE):
            while wanted not in self.drawn:
                message = await self._socket.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, message
                self.drawn += message.data

    async def told(self, what: str) -> Any:
        """Wait until the page is told something."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self._socket.receive()
                if message.type is aiohttp.WSMsgType.TEXT and json.loads(message.data)[0] == what:
                    return json.loads(message.data)[1]
                assert message.type is aiohttp.WSMsgType.BINARY, message
                self.drawn += message.data

    async def ended(self) -> None:
        """Wait until the connection is closed."""
        async with asyncio.timeout(PATIENCE):
            while (await self._socket.receive()).type is not aiohttp.WSMsgType.CLOSE:
                pass

    async def get(self, path: str) -> aiohttp.ClientResponse:
        """Fetch from the server."""
        return await self._session.get(self._served.address.with_path(path).with_query(None))

    async def leave(self) -> None:
        """Close the page."""
        await self._socket.close()


@asynccontextmanager
async def visit(
    served: Served, *, size: str = "width=140&height=45", **headers: str
) -> AsyncIterator[Browser]:
    """Open the address that the server said, as a browser does, and connect."""
    origin = headers.pop("origin", f"http://localhost:{served.port}")
    async with aiohttp.ClientSession() as session:
        page = await session.get(served.address)
        assert TITLE in await page.read()
        address = served.address.with_path("/ws").with_query(size)
        async with session.ws_connect(address, origin=origin or None, headers=headers) as connected:
            yield Browser(session, served, connected)


async def test_a_browser_sees_the_explorer_and_drives_it(serve: Serve) -> None:
    async with visit(serve()) as browser:
        await browser.see(b"Cland")
        await browser.say("stdin", "m")
        await browser.see(b"Matrix")
        await browser.say("resize", {"width": 80, "height": 24})
        await browser.say("ping", "1")
        assert await browser.told("pong") == "1"
        await browser.say("stdin", "q")
        await browser.ended()


async def test_the_page_needs_nothing_from_elsewhere(serve: Serve) -> None:
    served = serve()
    async with aiohttp.ClientSession() as session:
        answer = await session.get(served.address)
        page = await answer.text()
        assert answer.url == served.address.with_query(None), "the token has left the address"
        assert "<title>Who helped Aland against Bland</title>" in page
        for address in re.findall(r'(?:href|src)="([^"]+)"', page):
            found = await session.get(served.address.with_path(f"/{address}"))
            assert found.status == 200, address
            if address != "js/textual.js":  # what it may load, the policy says
                own = re.sub(r"/\*.*?\*/|xmlns=\S+", "", await found.text(), flags=re.S)
                assert not re.search(r"url\(|@import|fetch|https?:", own), address
        policy = dict(
            directive.strip().split(" ", 1)
            for directive in answer.headers["Content-Security-Policy"].split(";")
        )
        assert policy.pop("style-src") == "'self' 'unsafe-inline'"
        assert policy.pop("connect-src").split() == [
            "'self'", f"ws://localhost:{served.port}", f"wss://localhost:{served.port}",
        ]  # fmt: skip
        assert set(policy.values()) == {"'none'", "'self'"}
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Frame-Options"] == "DENY"
        for nothing in ("/static/", "/js/", "/page.js/", "/index.html", "/..%2fgate.py", "/etc"):
            there = URL(f"{served.address.origin()}{nothing}", encoded=True)
            assert (await session.get(there)).status == 404, nothing


async def test_who_has_no_token_calls_it_otherwise_or_is_another_page_is_kept_out(
    serve: Serve,
) -> None:
    served = serve()
    bare = served.address.with_query(None)
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/ws", "/page.js", "/icon.svg", "/download/x", "/nothing"):
            assert (await session.get(bare.with_path(path))).status == 403, path
        for wrong in ("", "x", "ü", served.address.query["token"][:-1]):
            assert (await session.get(bare.with_query(token=wrong))).status == 403
        for host in ("elsewhere.example", f"elsewhere.example:{served.port}", "localhost:1", ""):
            refused = await session.get(served.address, headers={"Host": host})
            assert refused.status in (400, 403), host
    for name in ("localhost", "127.0.0.1"):
        async with visit(served, origin=f"http://{name}:{served.port}") as browser:
            await browser.see(b"Cland")
    for origin in ("", "null", "http://elsewhere.example", f"https://localhost:{served.port}",
                   "http://localhost:1", f"http://localhost.example:{served.port}"):  # fmt: skip
        with pytest.raises(aiohttp.WSServerHandshakeError) as closed:
            async with visit(served, origin=origin):
                pass
        assert closed.value.status == 403, origin


async def test_the_token_can_be_left_out_on_this_machine(serve: Serve) -> None:
    served = serve("--no-token")
    assert not served.address.query
    async with visit(served) as browser:
        await browser.see(b"Cland")
    with pytest.raises(aiohttp.WSServerHandshakeError):
        async with visit(served, origin="http://elsewhere.example"):
            pass


async def test_two_visitors_at_once_know_nothing_of_each_other(
    serve: Serve, clean_home: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(SMALL, tmp_path / "mine")
    served = serve(data=data)
    async with visit(served) as one, visit(served) as other:
        for browser in (one, other):
            await browser.see(b"Cland")
        await one.say("stdin", "b")
        await one.see(b"No view of this data set")
        await one.say("stdin", "s")
        await one.see(b"Keep this view")
        await one.say("stdin", " KEPT\r")
        await one.see(b"Forget")
        await other.say("stdin", "b")
        await other.see(b"No view of this data set")
        await other.say("stdin", "q")
        await one.say("stdin", "q")
        for browser, downs in ((one, 0), (other, 1)):
            await browser.say("stdin", "e")
            await browser.see(b"The whole data set")
            await browser.say("stdin", "\x1b[B" * downs + "\r")
        files = {}
        for browser in (one, other):
            key = await browser.told("deliver_file_start")
            answer = await browser.get(f"/download/{key}")
            name = answer.headers["Content-Disposition"]
            assert name.startswith("attachment; ")
            files[name.rpartition("'")[2]] = await answer.text()
            assert (await browser.get(f"/download/{key}")).status == 404, "it is given once"
        assert set(files) == {
            "small-explore-2023-12-31.csv", "small-explore-2023-12-31.json",
        }  # fmt: skip
        assert json.loads(files["small-explore-2023-12-31.json"])["countries"]
        await one.say("stdin", "Y")
        await one.see(b"alliance-tui -d mine --view")
        for seen in (one.drawn, other.drawn):
            assert str(tmp_path).encode() not in seen
            assert str(clean_home).encode() not in seen
    assert not list(clean_home.rglob("memory.json"))
    assert not [each for each in tmp_path.rglob("*") if "small-explore" in each.name]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts processes by /proc")
async def test_there_are_no_more_processes_than_visitors_and_none_when_they_have_gone(
    serve: Serve,
) -> None:
    served = serve("--most", "1")
    async with visit(served) as first:
        await first.see(b"Cland")
        await served.have(1)
        with pytest.raises(aiohttp.WSServerHandshakeError) as full:
            async with visit(served):
                pass
        assert full.value.status == 503
        await first.leave()
        async with visit(served) as second:
            await second.see(b"Cland")
            assert len(served.children) == 1
            await second.say("stdin", {"no": "text"})
            for wrong in (
                "{",
                "[]",
                "[1",
                '["resize", {"width": 1e999, "height": []}]',
                "[" * 9999,
            ):
                await second._socket.send_str(wrong)
            await second.ended()
        await served.have(0)
        async with visit(served, size="width=99999999&height=-4") as third:
            await third.see(b"\x1b[?1049h")
            (child,) = served.children
            served.process.kill()
            async with asyncio.timeout(PATIENCE):
                while Path(f"/proc/{child}").exists():
                    await asyncio.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts processes by /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_ends_at_once_and_leaves_no_process(serve: Serve, number: signal.Signals) -> None:
    served = serve()
    async with visit(served) as one, visit(served) as other:
        await one.see(b"Cland")
        await served.have(2)
        children = served.children
        served.process.send_signal(number)
        await one.ended()
        await other.ended()
        async with asyncio.timeout(5):
            while served.process.poll() is None:
                await asyncio.sleep(0.02)
        assert served.process.returncode == 0
        assert not [each for each in children if Path(f"/proc/{each}").exists()]


async def test_a_module_that_lies_beside_the_data_is_not_run(serve: Serve, tmp_path: Path) -> None:
    data = shutil.copytree(SMALL, tmp_path / "data")
    for name in ("random", "json", "textual", "yaml"):
        (tmp_path / f"{name}.py").write_text("open('it-ran', 'w')\nraise SystemExit(1)\n")
    async with visit(serve(folder=tmp_path, data=data)) as browser:
        await browser.see(b"Cland")
    assert not (tmp_path / "it-ran").exists()


def test_a_port_that_is_taken_is_said_to_be(call: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            done = call("serve", "-d", SMALL, "--host", host, "--port", str(number))
            assert done.returncode == 2
            assert f"port {number} of {host} cannot be used: Address already" in done.stderr
            assert "serving" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--port", "99999"), "“99999” is no port; one of 0 to 65535"),
        (("--port", "-1"), "“-1” is no port"),
        (("--port", "http"), "“http” is no port"),
        (("--most", "0"), "“0” is no number of visitors"),
        (("--host", "0.0.0.0"), "--public-url"),
        (("--host", "no-such-host.invalid", "--public-url", "http://a.example"), "cannot be used"),
        (
            ("--host", "0.0.0.0", "--public-url", "http://a.example", "--no-token"),
            "--no-token is for this machine only",
        ),
        (("--public-url", "explorer.example"), "an address such as https://explorer.example"),
        (("--public-url", "http://a.example:99999"), "--public-url"),
        (("--public-url", "http://a.example/?x=1"), "without name, question or fragment"),
    ],
)
def test_what_cannot_be_served_is_said_before_it_is_served(
    call: Run, arguments: tuple[str, ...], told: str
) -> None:
    done = call("serve", "-d", SMALL, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "serving at" not in done.stderr
    assert "Traceback" not in done.stderr


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
