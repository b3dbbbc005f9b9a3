"""Nodes of what a database holds, with the rows in which it stands as their marks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from alliance_tui.reading.tree import DEEPEST


class Spot(NamedTuple):
    """Where a node stands: its table, its row by name and number, and its column if it has one."""

    table: str
    row: str = ""
    number: int = 0
    column: str = ""


def scalar(spot: Spot, text: str, *, quoted: bool = False) -> ScalarNode:
    """A word, or a text in quotes."""
    mark: Any = spot
    return ScalarNode("", text, mark, mark, '"' if quoted else None)


def mapping(spot: Spot, pairs: Iterable[tuple[str | ScalarNode, Node | None]]) -> MappingNode:
    """A record of those of *pairs* that have a value."""
    mark: Any = spot
    filled = [
        (scalar(spot, name) if isinstance(name, str) else name, node)
        for name, node in pairs
        if node is not None
    ]
    return MappingNode("", filled, mark, mark)


def filled_mapping(
    spot: Spot, pairs: Iterable[tuple[str | ScalarNode, Node | None]]
) -> MappingNode | None:
    """As `mapping`; nothing where no pair has a value."""
    node = mapping(spot, pairs)
    return node if node.value else None


def sequence(spot: Spot, items: Iterable[Node]) -> SequenceNode:
    """A list."""
    mark: Any = spot
    return SequenceNode("", [*items], mark, mark)


def filled_sequence(items: Iterable[Node | None]) -> SequenceNode | None:
    """A list of *items* as far as there are any; nothing where there are none."""
    nodes = [node for node in items if node is not None]
    mark: Any = nodes[0].start_mark if nodes else None
    return SequenceNode("", nodes, mark, mark) if nodes else None


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON, with keys that stand twice."""


class _Figure(str):
    """A number of JSON, as written."""

    __slots__ = ()


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_Pairs,
    parse_int=_Figure,
    parse_float=_Figure,
    parse_constant=_no_number,
)

_WORDS: Final[Mapping[bool | None, str]] = {None: "null", True: "true", False: "false"}


def node_of_json(spot: Spot, text: str) -> Node:
    """What *text* says in JSON.

    Raises:
        ValueError: it is no JSON, or says what no file can hold.
        RecursionError: it is nested more deeply than any record.
    """
    said = _DECODER.decode(text)
    if "\\ud" in text.lower():
        try:
            json.dumps(said, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise ValueError("half of a surrogate pair is no sign") from None
    return _node(spot, said, 0)


def _node(spot: Spot, said: Any, depth: int) -> Node:
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(said, _Pairs):
        return mapping(
            spot,
            [(name, _node(spot._replace(column=name), value, depth + 1)) for name, value in said],
        )
    if isinstance(said, list):
        return sequence(spot, [_node(spot, item, depth + 1) for item in said])
    if isinstance(said, _Figure):
        return scalar(spot, str(said))
    if isinstance(said, str):
        return scalar(spot, said, quoted=True)
    return scalar(spot, _WORDS[said])
