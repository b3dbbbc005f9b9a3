"""Who may come in: by which name of this machine, from which page, with which token."""

from __future__ import annotations

import hmac
import ipaddress
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")

DEFAULT_PORTS = {"http": 80, "https": 443}


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches *host*."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def public_address(text: str) -> SplitResult:
    """*text* as the address at which others reach the explorer.

    Raises:
        ValueError: it is none; the message says why.
    """
    parts = urlsplit(text)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError("an address such as https://explorer.example is wanted")
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError("an address without name, question or fragment is wanted")
    _ = parts.port  # raises ValueError where it is no port
    return parts


class Gate(NamedTuple):
    """What is let in.

    Attributes:
        hosts: the names, with ports, by which this server may be called.
        origins: the origins of the pages that may drive the explorer.
        token: what a visitor has to know; empty where nothing is asked for.
        cookie: under which name a visitor's browser keeps the token.
        path: the path below which the explorer stands.
        secure: whether visitors come by https only.
    """

    hosts: frozenset[str]
    origins: frozenset[str]
    token: str
    cookie: str
    path: str
    secure: bool

    @classmethod
    def at(cls, port: int, public: SplitResult | None, token: str) -> Gate:
        """The gate of a server at *port* that others perhaps reach at *public*."""
        own = {f"{name}:{port}" for name in LOOPBACK_NAMES}
        if port == DEFAULT_PORTS["http"]:
            own |= set(LOOPBACK_NAMES)
        hosts, origins = set(own), {f"http://{name}" for name in own}
        if public is not None:
            host = public.netloc.casefold()
            hosts |= {host, *_with_and_without_port(public)}
            origins |= {f"{public.scheme}://{each}" for each in _with_and_without_port(public)}
        return cls(
            frozenset(hosts),
            frozenset(origins),
            token,
            f"alliance-tui-{port}",
            (public.path if public else "").rstrip("/") + "/",
            public is not None and public.scheme == "https",
        )

    def is_called(self, host: str | None) -> bool:
        """Whether *host*, as the browser sent it, is a name of this server."""
        return host is not None and host.casefold() in self.hosts

    def is_own_page(self, origin: str | None) -> bool:
        """Whether *origin* is that of a page of this server; no origin is none."""
        return origin is not None and origin.casefold() in self.origins

    def knows(self, said: str | None) -> bool:
        """Whether *said* is the token; how long that takes to find out tells nothing of it."""
        if not self.token:
            return True
        return hmac.compare_digest((said or "").encode("utf-8", "replace"), self.token.encode())


def _with_and_without_port(public: SplitResult) -> set[str]:
    """How browsers write the host of *public*: without the port where it is the usual one."""
    name = (public.hostname or "").casefold()
    if ":" in name:
        name = f"[{name}]"
    elif not name.isascii():
        name = name.encode("idna").decode()
    usual = DEFAULT_PORTS[public.scheme]
    port = public.port or usual
    return {name, f"{name}:{port}"} if port == usual else {f"{name}:{port}"}
