"""``alliance-tui serve``: the explorer in a browser, one session a tab."""

from __future__ import annotations

import argparse
import gc
import sys
from typing import TYPE_CHECKING

from alliance_tui.cli.common import DONE, USAGE, Exit, data_path, narrate, open_data
from alliance_tui.pages.safe import neutral

if TYPE_CHECKING:
    import socket
    from urllib.parse import SplitResult

SUMMARY = "open the explorer in a browser; needs the extra “web”"
EXAMPLES = """\
  alliance-tui serve                     on this machine, at http://localhost:8000
  alliance-tui serve -d my-data/ --port 0 --most 3
  alliance-tui serve --host 0.0.0.0 --public-url https://explorer.example
"""

LAST_PORT = 65_535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    group = parser.add_argument_group("the server")
    group.add_argument("--host", default="localhost", help="address to listen on: %(default)s")
    group.add_argument(
        "--port",
        type=_port,
        default=8000,
        help="port to listen on, 0 for any that is free: %(default)s",
    )
    group.add_argument(
        "--public-url",
        metavar="URL",
        help="where others reach it; needed for any other host than this machine",
    )
    group.add_argument(
        "--most",
        type=_positive,
        metavar="N",
        default=8,
        help="how many visitors there are at once, each with a process: %(default)s",
    )
    group.add_argument(
        "--no-token",
        action="store_true",
        help="let in whoever comes without the token of the address; on this machine only",
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"“{text}” is no port; one of 0 to {LAST_PORT}")
    return int(text)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 1000):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of visitors; one of 1 to 999")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl+C."""
    try:
        import aiohttp  # noqa: F401
        import textual_serve  # noqa: F401
    except ModuleNotFoundError:
        raise Exit(
            USAGE, "serving needs another package: pip install 'alliance-tui[web]'"
        ) from None
    from alliance_tui.serving.gate import is_loopback

    public = _public(arguments.public_url)
    if not is_loopback(arguments.host):
        if public is None:
            raise Exit(
                USAGE,
                f"whoever reaches {arguments.host} could use the explorer; where that is "
                "meant, say so with --public-url",
            )
        if arguments.no_token:
            raise Exit(USAGE, "--no-token is for this machine only; leave it or --host out")
    title = open_data(arguments).dataset.metadata.title
    sockets = _listen(arguments.host, arguments.port)
    gc.enable()
    _serve(arguments, title, public, sockets)
    return DONE


def _public(text: str | None) -> SplitResult | None:
    from alliance_tui.serving.gate import public_address

    try:
        return None if text is None else public_address(text)
    except ValueError as error:
        raise Exit(USAGE, f"--public-url: “{text}”: {error}") from None


def _listen(host: str, port: int) -> list[socket.socket]:
    from alliance_tui.serving.server import listen

    try:
        return listen(host, port)
    except OSError as error:
        reason = error.strerror or error
        raise Exit(USAGE, f"port {port} of {host} cannot be used: {reason}") from None


def _serve(
    arguments: argparse.Namespace,
    title: str,
    public: SplitResult | None,
    sockets: list[socket.socket],
) -> None:
    import asyncio
    import secrets

    from alliance_tui.serving.gate import Gate
    from alliance_tui.serving.server import Server, serve

    port = sockets[0].getsockname()[1]
    token = "" if arguments.no_token else secrets.token_urlsafe(32)
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    address = f"http://{host}:{port}/" if public is None else public.geturl().rstrip("/") + "/"
    path = data_path(arguments).resolve()
    # By its name alone: where the data set lies is nobody's business.
    command = (*_EXPLORER, f"--data=./{path.name}")

    async def serving() -> None:
        gate = Gate.at(port, public, token)
        server = Server(command, path.parent, neutral(title), gate, arguments.most)
        where = f"{address}?token={token}" if token else address
        await serve(server, sockets, lambda: narrate(f"serving at {where}\nCtrl+C ends it"))

    asyncio.run(serving())


_EXPLORER = (sys.executable, "-P", "-m", "alliance_tui", "--fresh")
"""The explorer as a process; `-P` keeps it from taking a module of the folder it is run in."""
