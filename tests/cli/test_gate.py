"""The gate of a served explorer: by which names it is called, from which pages, with what."""

from __future__ import annotations

import pytest

from alliance_tui.serving.gate import Gate, is_loopback, public_address


def test_a_server_of_this_machine_is_called_by_the_names_of_this_machine() -> None:
    gate = Gate.at(8000, None, "secret")
    for name in ("localhost", "127.0.0.1", "[::1]", "LocalHost"):
        assert gate.is_called(f"{name}:8000")
        assert gate.is_own_page(f"http://{name}:8000")
        assert not gate.is_called(name)
        assert not gate.is_called(f"{name}:80")
        assert not gate.is_own_page(f"https://{name}:8000")
    for other in (None, "", "localhost.example:8000", "127.0.0.2:8000", "elsewhere.example"):
        assert not gate.is_called(other)
        assert not gate.is_own_page(other and f"http://{other}")
    assert Gate.at(80, None, "").is_called("localhost")


@pytest.mark.parametrize(
    ("public", "hosts", "origins"),
    [
        (
            "https://explorer.example/who",
            ("explorer.example", "explorer.example:443", "localhost:8000"),
            ("https://explorer.example", "https://Explorer.example:443"),
        ),
        ("http://[2001:db8::1]:99", ("[2001:db8::1]:99",), ("http://[2001:db8::1]:99",)),
        ("https://bücher.example", ("xn--bcher-kva.example",), ("https://xn--bcher-kva.example",)),
    ],
)
def test_others_call_it_as_was_said(
    public: str, hosts: tuple[str, ...], origins: tuple[str, ...]
) -> None:
    gate = Gate.at(8000, public_address(public), "secret")
    for host in hosts:
        assert gate.is_called(host)
    for origin in origins:
        assert gate.is_own_page(origin)
    assert not gate.is_called("explorer.example:8000")
    assert not gate.is_own_page("http://explorer.example")
    assert gate.secure == public.startswith("https")
    assert gate.path == ("/who/" if public.endswith("/who") else "/")


def test_the_token_is_asked_for_where_there_is_one() -> None:
    gate = Gate.at(1, None, "secret")
    assert gate.knows("secret")
    for wrong in (None, "", "Secret", "secret ", "sécret", "\ud800"):
        assert not gate.knows(wrong)
    assert Gate.at(1, None, "").knows(None)


def test_what_only_this_machine_reaches() -> None:
    for host in ("localhost", "127.0.0.1", "127.1.2.3", "::1"):
        assert is_loopback(host)
    for host in ("", "0.0.0.0", "::", "10.0.0.1", "localhost.example"):
        assert not is_loopback(host)
