"""``alliance-tui serve``: the explorer in a browser, one session a tab."""

from __future__ import annotations

import argparse
import gc
import sys
from typing import TYPE_CHECKING

from alliance_tui.cli.common import DONE, USAGE, Exit, data_path, narrate, open_data
from alliance_tui.writing.safe import neutral

if TYPE_CHECKING:
    from textual_serve.server import Server

SUMMARY = "open the explorer in a browser; needs the extra “web”"
EXAMPLES = """\
  alliance-tui serve                     on this machine, at http://localhost:8000
  alliance-tui serve -d my-data/ --port 8123
  alliance-tui serve --host 0.0.0.0 --public-url https://explorer.example
"""

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    group = parser.add_argument_group("the server")
    group.add_argument("--host", default="localhost", help="address to listen on: %(default)s")
    group.add_argument("--port", type=int, default=8000, help="port to listen on: %(default)s")
    group.add_argument(
        "--public-url",
        metavar="URL",
        help="where others reach it; needed for any other host, as nobody is asked for a password",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl+C."""
    open_data(arguments)
    if arguments.host not in LOOPBACK and not arguments.public_url:
        raise Exit(
            USAGE,
            f"whoever reaches {arguments.host} could use the explorer as you; where that is "
            "meant, say so with --public-url",
        )
    try:
        server = _server(arguments)
    except ModuleNotFoundError:
        raise Exit(
            USAGE, "serving needs another package: pip install 'alliance-tui[web]'"
        ) from None
    gc.enable()
    try:
        server.serve()
    except OSError as error:
        raise Exit(USAGE, f"port {arguments.port} cannot be used: {error.strerror}") from None
    return DONE


def _server(arguments: argparse.Namespace) -> Server:
    from aiohttp import web
    from textual_serve.server import Server

    class Explorer(Server):
        """Serves the explorer to pages of its own only."""

        def serve(self, debug: bool = False) -> None:
            web.run_app(
                self._make_app(),
                host=self.host,
                port=self.port,
                access_log=None,
                print=lambda _: narrate(f"serving at {self.public_url}; Ctrl+C ends it"),
            )

        async def on_startup(self, app: web.Application) -> None:
            """Say nothing yet: only now is the port opened."""

        async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
            # Any page in the same browser can reach this port: it must not drive the explorer.
            origin = request.headers.get("Origin")
            if origin is not None and _origin(origin) != _origin(self.public_url):
                raise web.HTTPForbidden(text="not from here")
            return await super().handle_websocket(request)

    return Explorer(
        _command(arguments),
        host=arguments.host,
        port=arguments.port,
        title=neutral(open_data(arguments, quietly=True).dataset.metadata.title),
        public_url=arguments.public_url,
    )


def _command(arguments: argparse.Namespace) -> str:
    """What a shell runs for each tab."""
    import shlex
    import subprocess

    command = [
        *(sys.executable, "-m", "alliance_tui", "--fresh"),
        *("--data", str(data_path(arguments).resolve())),
    ]
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port of *url*; every name of this machine is the same."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, "localhost" if parts.hostname in LOOPBACK else parts.hostname, port
