"""The server: one page, what it needs, and a connection to a process for each visitor."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import quote

from aiohttp import web

from alliance_tui.serving.gate import Gate
from alliance_tui.serving.visitor import Visitor, size

PAGE = files(__package__).joinpath("page")

CLIENT = files("textual_serve").joinpath("static")
"""The terminal in the page, as Textual has it."""

FILES = {
    "page.css": (PAGE, "text/css"),
    "page.js": (PAGE, "text/javascript"),
    "icon.svg": (PAGE, "image/svg+xml"),
    "css/xterm.css": (CLIENT, "text/css"),
    "js/textual.js": (CLIENT, "text/javascript"),
}
"""Everything that the page fetches, by address: where it lies, and what it is."""

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Server": "alliance-tui",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every answer."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; "
    "connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""What the page may load; the terminal makes its style sheet while it runs."""

WAIT_FOR_A_PLACE = 3.0
"""Seconds that a visitor waits while another one is leaving."""

LARGEST_MESSAGE = 1_000_000
"""Bytes that a page may send at once; a long text that is pasted fits."""

GONE = 1.0
"""Seconds that a browser has to answer a farewell."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Serves the explorer to at most so many visitors at once."""

    def __init__(
        self, command: Sequence[str], folder: Path, title: str, gate: Gate, most: int
    ) -> None:
        """Serve what *command*, run in *folder*, draws.

        Args:
            command: the explorer as a process of its own.
            folder: where it is run.
            title: the title of the page.
            gate: who is let in.
            most: how many visitors there are at once.
        """
        self._command = command
        self._folder = folder
        self._gate = gate
        self._places = asyncio.Semaphore(most)
        self._visitors: set[Visitor] = set()
        page = PAGE.joinpath("index.html").read_text("utf-8")
        self._page = Template(page).substitute(title=escape(title))

    def application(self) -> web.Application:
        """The application that answers requests."""
        application = web.Application(middlewares=[self._guard])
        application.router.add_get("/", self._index)
        application.router.add_get("/ws", self._connect)
        application.router.add_get("/download/{key}", self._download)
        application.router.add_get("/{file:.+}", self._file)
        application.on_response_prepare.append(self._add_headers)
        application.on_shutdown.append(self._send_all_home)
        return application

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who calls this server by its name and knows the token."""
        if not self._gate.is_called(request.headers.get("Host")):
            raise web.HTTPForbidden(text="This server is not called so.\n")
        if not self._gate.knows(self._said(request)):
            raise web.HTTPForbidden(text="The whole address is needed, with its token.\n")
        return await handler(request)

    def _said(self, request: web.Request) -> str | None:
        return request.query.get("token") or request.cookies.get(self._gate.cookie)

    async def _add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(HEADERS)
        host = request.headers.get("Host", "")
        known = host if self._gate.is_called(host) else ""
        response.headers["Content-Security-Policy"] = POLICY.format(host=known)

    async def _index(self, request: web.Request) -> web.StreamResponse:
        """The page; the token goes from the address into a cookie, where nobody reads it."""
        if self._gate.token and "token" in request.query:
            response = web.Response(status=303, headers={"Location": "./"})
            response.set_cookie(
                self._gate.cookie,
                self._gate.token,
                path=self._gate.path,
                secure=self._gate.secure,
                httponly=True,
                samesite="Lax",
            )
            return response
        return web.Response(text=self._page, content_type="text/html", charset="utf-8")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file that the page needs; there are no others."""
        name = request.match_info["file"]
        if name not in FILES:
            raise web.HTTPNotFound
        folder, content_type = FILES[name]
        content = folder.joinpath(name).read_bytes()
        return web.Response(body=content, content_type=content_type, charset="utf-8")

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        """A visitor, for as long as the page is open."""
        # Any page in the same browser can reach this port: it must not drive the explorer.
        if not self._gate.is_own_page(request.headers.get("Origin")):
            raise web.HTTPForbidden(text="This page is not of this server.\n")
        try:
            columns, rows = size(request.query.get("width", 80), request.query.get("height", 24))
        except ValueError:
            raise web.HTTPBadRequest(text="That is no size.\n") from None
        try:
            await asyncio.wait_for(self._places.acquire(), WAIT_FOR_A_PLACE)
        except TimeoutError:
            raise web.HTTPServiceUnavailable(text="Every place is taken.\n") from None
        try:
            connection = web.WebSocketResponse(
                heartbeat=15, timeout=GONE, max_msg_size=LARGEST_MESSAGE
            )
            await connection.prepare(request)
            visitor = Visitor(self._command, self._folder, connection)
            self._visitors.add(visitor)
            try:
                await visitor.stay(columns, rows)
            finally:
                self._visitors.discard(visitor)
        finally:
            self._places.release()
        return connection

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """A file that a visitor exported; nobody else knows its key, and it is given once."""
        key = request.match_info["key"]
        visitor = next((each for each in self._visitors if key in each.downloads), None)
        if visitor is None:
            raise web.HTTPNotFound
        download = visitor.downloads.pop(key)
        response = web.StreamResponse()
        response.content_type = download.mime_type or "application/octet-stream"
        response.headers["Content-Disposition"] = (
            f"attachment; filename*=UTF-8''{quote(download.name, safe='')}"
        )
        await response.prepare(request)
        try:
            async for piece in visitor.pieces(key, download):
                await response.write(piece)
        except (TimeoutError, ConnectionError):
            if request.transport is not None:
                request.transport.abort()  # half a file is not to look like a whole one
            return response
        await response.write_eof()
        return response

    async def _send_all_home(self, application: web.Application) -> None:
        await asyncio.gather(*(each.leave() for each in tuple(self._visitors)))


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen at *port* of every address of *host*; port 0 is any that is free.

    Raises:
        OSError: one of them cannot be had, or there is none.
    """
    addresses = socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    sockets: list[socket.socket] = []
    unavailable: OSError | None = None
    try:
        for family, kind, protocol, _, address in dict.fromkeys(addresses):
            try:
                sockets.append(_bound(family, kind, protocol, (address[0], port, *address[2:])))
            except OSError as error:
                if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                    raise
                unavailable = error
            else:
                port = sockets[0].getsockname()[1]
        if not sockets:
            raise unavailable or OSError(errno.EADDRNOTAVAIL, "no such address")
    except BaseException:
        for each in sockets:
            each.close()
        raise
    return sockets


def _bound(
    family: socket.AddressFamily,
    kind: socket.SocketKind,
    protocol: int,
    address: tuple[object, ...],
) -> socket.socket:
    bound = socket.socket(family, kind, protocol)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind(address)
        bound.listen(128)
    except BaseException:
        bound.close()
        raise
    return bound


async def serve(
    server: Server, sockets: Sequence[socket.socket], ready: Callable[[], None]
) -> None:
    """Serve at *sockets* until a signal says that it is enough.

    Args:
        server: what answers.
        sockets: where.
        ready: called once visitors can come.
    """
    import signal

    enough = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, enough.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(enough.set))
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=GONE)
    await runner.setup()
    try:
        for each in sockets:
            await web.SockSite(runner, each).start()
        ready()
        await enough.wait()
    finally:
        await runner.cleanup()
