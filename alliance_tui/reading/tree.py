"""YAML as a tree with places, typed by the core rules of YAML 1.2.

libyaml composes the nodes; everything that would make a value mean something else than it
looks like (YAML 1.1 typing, anchors, tags, duplicate keys) is kept out or reported here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeAlias

from yaml import MappingNode, Node, ScalarNode, SequenceNode
from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from alliance_tui.reading.problems import Place, Problem

Plain: TypeAlias = dict[str, Any] | list[Any] | str | int | float | bool | None
Path: TypeAlias = tuple[str | int, ...]

_IMPLICIT = ""
"""The tag of every node whose text carries none."""

_SPECIAL = re.compile(r"(?:^|[\s\[{,:\-?])(?:!|[&*][^\s,\]}])", re.MULTILINE)
"""Text that may hold an anchor, an alias or a tag; most files have none."""

_NUMBER = re.compile(
    r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)
_BRACKET = re.compile(r"[\[\]{}]")
_LEVELS = re.compile(r"\n[ ?:-]{100}")
_LONGEST_WHOLE_NUMBER = 15
"""A number of more characters is no whole number here: compiled copies have 64 bits for it."""

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MAYBE_NUMBER = frozenset("0123456789+-.")


DEEPEST = 100
"""How deeply a file may be nested; libyaml has no bound of its own and crashes."""


LONGEST_LINE = 400
"""How much of a line a place carries."""


class _Untyped:
    """A resolver that leaves all typing to this module."""

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        return _IMPLICIT

    def descend_resolver(self, parent: Node | None, index: Node | int | None) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def _composer(text: str) -> Any:
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:
        from yaml.composer import Composer
        from yaml.parser import Parser
        from yaml.reader import Reader
        from yaml.scanner import Scanner

        class Python(_Untyped, Reader, Scanner, Parser, Composer):
            def __init__(self, stream: str) -> None:
                Reader.__init__(self, stream)
                Scanner.__init__(self)
                Parser.__init__(self)
                Composer.__init__(self)

        return Python(text)

    class Native(_Untyped, CParser):
        pass

    return Native(text)


class Tree:
    """One file as nodes.

    Attributes:
        file: the path to show.
        problems: what is wrong with the file as YAML, known once it is composed.
    """

    def __init__(self, file: str, text: str) -> None:
        """The tree of *text*, the content of *file*; it is composed when it is looked at."""
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self._lines: list[str] | None = None

    @cached_property
    def root(self) -> Node | None:
        """The root node; none where the file is empty or cannot be composed."""
        return self._compose()

    def _compose(self) -> Node | None:
        deep = _too_deep(self.text)
        if deep is not None:
            said = f"nested more deeply than {DEEPEST} levels"
            self.problems.append(Problem("E102", said, self.at(*deep)))
            return None
        try:
            root: Node | None = _composer(self.text).get_single_node()
        except MarkedYAMLError as error:
            self.problems.append(self._syntax_problem(error))
            return None
        except ReaderError as error:
            self.problems.append(self._character_problem(error))
            return None
        except YAMLError as error:
            self.problems.append(Problem("E102", str(error).split("\n")[0], Place(self.file)))
            return None
        if _SPECIAL.search(self.text) and self._report_special():
            return None
        return root

    def _syntax_problem(self, error: MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        said = error.problem or error.context or "not YAML"
        if "but found another document" in said or "expected a single document" in (
            error.context or ""
        ):
            return Problem("E105", "a file holds one document; split it", self.at(line, column))
        if "]/" in self._line(line) or "/[" in self._line(line):
            said += "; put a date with brackets in quotes"
        elif "\t" in self._line(line)[: column + 1]:
            said += "; indent with spaces, not tabs"
        elif ": " in self._line(line)[column:] and "mapping values" in said:
            said += "; put text that holds “: ” in quotes"
        return Problem("E102", said, self.at(line, column))

    def _character_problem(self, error: ReaderError) -> Problem:
        said = str(error).split("\n")[0]
        before = self.text.encode()[: error.position].decode(errors="ignore")
        lines = f"{before}.".splitlines()
        return Problem("E102", said, self.at(len(lines) - 1, len(lines[-1]) - 1))

    def _report_special(self) -> bool:
        """Report anchors, aliases and tags; a look at the events tells them from plain text."""
        import yaml
        from yaml.events import AliasEvent, NodeEvent

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for event in yaml.parse(self.text, Loader=loader):
            if not isinstance(event, NodeEvent):
                continue
            mark, tag = event.start_mark, getattr(event, "tag", None)
            if isinstance(event, AliasEvent):
                what = f"alias *{event.anchor}: write the value out"
            elif event.anchor is not None:
                what = f"anchor &{event.anchor}: write the value out where it is used"
            elif tag is not None:
                what = f"tag {tag}: leave it out, or quote a text that begins with “!”"
            else:
                continue
            place = self.at(mark.line, mark.column) if mark else Place(self.file)
            self.problems.append(Problem("E104", what, place))
        return bool(self.problems)

    def _line(self, line: int) -> str:
        if self._lines is None:
            self._lines = self.text.splitlines() or [""]
        return self._lines[line] if line < len(self._lines) else ""

    def at(self, line: int, column: int, width: int = 1) -> Place:
        """The place at *line* and *column*, both from 0."""
        text = self._line(line)
        before = max(0, column - LONGEST_LINE // 2) if len(text) > LONGEST_LINE else 0
        shown = text[before : before + LONGEST_LINE] if len(text) > LONGEST_LINE else text
        return Place(self.file, line + 1, column + 1, shown, max(1, width), before)

    def written(self, first: Node, last: Node) -> str:
        """The lines on which the nodes from *first* to *last* are written."""
        self._line(0)
        assert self._lines is not None
        return "\n".join(self._lines[first.start_mark.line : last.end_mark.line + 1])

    def place(self, node: Node) -> Place:
        """Where *node* stands."""
        start, end = node.start_mark, node.end_mark
        width = end.column - start.column if end.line == start.line else 1
        if not isinstance(node, ScalarNode):
            width = 1
        return self.at(start.line, start.column, width)

    def find(self, path: Path) -> Node | None:
        """The node that *path* leads to from the root, or the deepest that exists."""
        node = self.root
        for step in path:
            below = _child(node, step)
            if below is None:
                return node
            node = below
        return node

    def key(self, node: Node | None, name: str) -> Node | None:
        """The node of the key *name* in the mapping *node*."""
        if isinstance(node, MappingNode):
            for key, _ in node.value:
                if isinstance(key, ScalarNode) and key.value == name:
                    return key
        return None


def _too_deep(text: str) -> tuple[int, int] | None:
    """The line and column, both from 0, at which *text* is nested too deeply."""
    if not _may_be_deep(text):
        return None
    import yaml
    from yaml.events import CollectionEndEvent, CollectionStartEvent

    depth = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, CollectionStartEvent):
                depth += 1
                mark = event.start_mark
                if depth > DEEPEST and mark is not None:
                    return mark.line, mark.column
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
    except YAMLError:
        return None
    return None


def _may_be_deep(text: str) -> bool:
    """Whether brackets or indentation could nest more deeply; quoted brackets count as well."""
    if _LEVELS.search(f"\n{text}"):
        return True
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == step:
                found: Node = value
                return found
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: Node = node.value[step]
        return item
    return None


def typed(text: str) -> str | int | float | bool | None:
    """A plain scalar by the core rules of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _MAYBE_NUMBER or not _NUMBER.fullmatch(text):
        return text
    lower = text.lower()
    if lower.startswith(("0o", "0x")):
        short = len(lower) <= _LONGEST_WHOLE_NUMBER
        return int(lower, 0) if short else float("inf")
    if len(lower) > _LONGEST_WHOLE_NUMBER or any(mark in lower for mark in ".e"):
        return float(lower.replace(".inf", "inf").replace(".nan", "nan"))
    return int(lower)


Plan: TypeAlias = dict[str, "Plan | Convert"]
"""For the keys of a mapping, what becomes of their values: the plan of a nested mapping, or
a function of the scalar's source text. Lists pass the plan on to their items."""

Convert: TypeAlias = Callable[[str], Any]


class DuplicateKeyError(Exception):
    """A mapping has the same key twice."""


def plain(node: Node, plan: Plan | Convert | None = None) -> Plain:
    """The plain data of *node*.

    Args:
        node: a node of a tree.
        plan: what becomes of the values below it.

    Raises:
        DuplicateKeyError: a mapping has the same key twice.
        TypeError: a key is no scalar, or a text is empty.
        RecursionError: it is nested more deeply than any record.
        Exception: what a function of the plan raises.
    """
    if isinstance(node, ScalarNode):
        text: str = node.value
        if node.style and not text.strip():
            raise TypeError("a text is empty")
        if callable(plan):
            return plan(text) if node.style or text not in _WORDS else _WORDS[text]
        if node.style:
            return text.rstrip("\n") if node.style in "|>" else text
        return typed(text)
    if isinstance(node, SequenceNode):
        return [plain(item, plan) for item in node.value]
    data: dict[str, Plain] = {}
    plans = plan if isinstance(plan, dict) else {}
    for key, value in node.value:
        name = key.value
        if not isinstance(key, ScalarNode):
            raise TypeError("a key is a word")
        if name in data:
            raise DuplicateKeyError(name)
        data[name] = plain(value, plans.get(name))
    return data
