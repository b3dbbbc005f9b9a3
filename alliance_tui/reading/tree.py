"""YAML as a tree with places, typed by the core rules of YAML 1.2.

libyaml composes the nodes; everything that would make a value mean something else than it
looks like (YAML 1.1 typing, anchors, tags, duplicate keys) is kept out or reported here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from yaml import MappingNode, Node, ScalarNode, SequenceNode
from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from alliance_tui.reading.problems import Place, Problem
from alliance_tui.reading.syntax import Fault, fault_of, merge_end, merges

if TYPE_CHECKING:
    from alliance_tui.reading.regions import Region

Plain: TypeAlias = dict[str, Any] | list[Any] | str | int | float | bool | None
Path: TypeAlias = tuple[str | int, ...]

_IMPLICIT = ""
"""The tag of every node whose text carries none."""

_SPECIAL = re.compile(r"[!&*](?<![^\s\[{,:\-?][!&*])(?:(?<=!)|[^\s,\]}])")
"""Text that may hold an anchor, an alias or a tag; most files have none. What is rare in a text
stands first, as it is looked for first."""

_NUMBER = re.compile(
    r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)
_OPENING = b"[{"
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
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
_BEGIN_OTHERS = _MAYBE_NUMBER | {word[:1] for word in _WORDS}
"""With what a plain scalar begins that may be no text."""


DEEPEST = 100
"""How deeply a file may be nested; libyaml has no bound of its own and crashes."""


LONGEST_LINE = 400
"""How much of a line a place carries."""


_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line in YAML 1.1, by which libyaml counts."""

_EDITOR_BREAK = re.compile(r"\r\n|[\n\r]")
"""What ends a line in editors."""

_ODD_BREAKS = ("\x85", "\u2028", "\u2029")

_DOCUMENT = re.compile(r"(?:---|\.\.\.)\s*(?:#.*)?$")
"""A line that begins or ends a document and holds nothing else."""

DEEP = f"nested more deeply than {DEEPEST} levels"


class NoValue(Node):
    """Stands where a database holds what no file could hold: why it is none, and what is there."""

    id = "none"

    def __init__(self, mark: Any, why: str, shown: str) -> None:
        super().__init__("", [], mark, mark)
        self.why = why
        self.shown = shown


class _Untyped:
    """A resolver that leaves all typing to this module.

    Each is called once for every node; what takes anything and gives an empty text without
    any Python being run makes composing a fifth faster.
    """

    resolve = descend_resolver = ascend_resolver = _IMPLICIT.format


@cache
def _composer() -> Any:
    """The class that composes a text."""
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

        return Python

    class Native(_Untyped, CParser):
        pass

    return Native


class Tree:
    """One file as nodes.

    Attributes:
        file: the path to show.
        text: the content.
        problems: what is wrong with the file as YAML, known once it is composed.
        unread: the text of what is no YAML and was left out; the rest was read around it.
        counts: how many records each section has, where that is known without composing it;
            the file is sound then.
        is_uncut: whether it is known that no comment cuts a text of it.
        pieces: the nodes of pieces that are lists of records, by where in the text they start.
    """

    def __init__(self, file: str, text: str, *, undecoded: str = "") -> None:
        """The tree of *text*, the content of *file*; it is composed when it is looked at.

        *undecoded* says what is wrong where bytes of the file are no text (U+FFFD in *text*).
        """
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.unread: list[str] = []
        self.counts: dict[str, int] = {}
        self.is_uncut = False
        self.pieces: dict[int, SequenceNode] = {}
        self._undecoded = undecoded
        self._lines: list[str] | None = None

    @property
    def seems_sound(self) -> bool:
        """Whether nothing is wrong with the text before anything is composed."""
        return not self._faults_before()

    @cached_property
    def root(self) -> Node | None:
        """The root node; none where the file is empty or nothing of it can be composed."""
        faults = self._faults_before()
        if not faults:
            root, faults = _attempt(self.text)
            if not faults:
                return root
        return self._around(faults)

    def _faults_before(self) -> list[Fault]:
        """What can be told before anything is composed."""
        if self._undecoded:
            lines = _LINE_BREAK.split(self.text)
            line = next((at for at, each in enumerate(lines) if "\ufffd" in each), 0)
            return [Fault("E101", line, max(0, lines[line].find("\ufffd")), self._undecoded)]
        if "<<<<<<<" in self.text or ">>>>>>>" in self.text:
            return merges(_LINE_BREAK.split(self.text))
        return []

    def _around(self, faults: list[Fault]) -> Node | None:
        """What can be read around *faults*; they are reported with what is left out."""
        from alliance_tui.reading.regions import MOST, broken_regions, emptied, regions_of

        lines = _LINE_BREAK.split(self.text)
        if faults[0].code == "E105":
            lines = [lines[0], *("" if _DOCUMENT.match(each) else each for each in lines[1:])]
            self._report(faults[0], "")
            root, faults = _attempt("\n".join(lines))
            if not faults:
                return root
        regions = regions_of(lines)
        struck = self._struck(faults, lines)
        known = [each for each in regions if any(at in struck for at in each.lines)]
        broken: list[Region] = []
        if len(known) <= MOST:
            others = [each for each in regions if each not in known]
            more = broken_regions(others, lambda some: _sound(some, lines))
            broken = [] if more is None else sorted([*known, *more])
        self.unread = []
        for region in broken:
            text = lines[region.first : region.end]
            lines[region.first : region.end] = [""] * len(text)
            self.unread.append("\n".join(text))
        for region in emptied(regions, broken):
            lines[region.first] = ""
        root, left = _attempt("\n".join(lines)) if broken else (None, faults)
        if left:
            self.unread = [self.text]
            self._report(faults[0], "all of it")
            return None
        for region, unread in zip(broken, self.unread, strict=True):
            inside = [each for each in faults if region.first <= each.line < region.end]
            if region not in known:
                inside = _attempt("\n" * region.first + unread)[1][:1]
                inside = inside or [Fault("E102", region.first, 0, "no record by itself")]
            for fault in inside:
                self._report(fault, region.told)
        return root

    def _struck(self, faults: list[Fault], lines: list[str]) -> set[int]:
        """The lines of which it is known that nothing around them can be read."""
        if self._undecoded:
            return {at for at, each in enumerate(lines) if "\ufffd" in each}
        struck: set[int] = set()
        for fault in faults:
            if fault.code == "E106":
                struck.update(range(fault.line, merge_end(lines, fault.line) + 1))
            elif fault.code == "E104" or fault.message == DEEP:
                struck.add(fault.line)
        return struck

    def _report(self, fault: Fault, lost: str) -> None:
        place = self.at(fault.line, fault.column)
        self.problems.append(Problem(fault.code, fault.message, place, lost=lost))

    def _line(self, line: int) -> str:
        if self._lines is None:
            text = self.text
            self._lines = _EDITOR_BREAK.split(text) if "\r" in text else text.split("\n")
        return self._lines[line] if line < len(self._lines) else ""

    def at(self, line: int, column: int, width: int = 1) -> Place:
        """The place at *line* and *column*, both from 0, as YAML counts them.

        Editors count fewer signs as the end of a line than YAML does, and so do places. Columns
        count characters; a tab and a wide character are one.
        """
        if self._has_odd_breaks:
            line, column = self._in_editor(line, column)
        text = self._line(line)
        if self._lines is not None and line >= len(self._lines):  # where the text has ended
            line = len(self._lines) - 1
            text = self._lines[line]
            column = len(text)
        before = max(0, column - LONGEST_LINE // 2) if len(text) > LONGEST_LINE else 0
        shown = text[before : before + LONGEST_LINE] if len(text) > LONGEST_LINE else text
        return Place(self.file, line + 1, column + 1, shown, max(1, width), before)

    @cached_property
    def _has_odd_breaks(self) -> bool:
        return any(each in self.text for each in _ODD_BREAKS)

    def _in_editor(self, line: int, column: int) -> tuple[int, int]:
        """The line and column at which an editor shows what YAML has at *line* and *column*."""
        before = [match.end() for match in islice(_LINE_BREAK.finditer(self.text), line)]
        offset = (before[-1] if before else 0) + column
        ends = [match.end() for match in _EDITOR_BREAK.finditer(self.text, 0, offset)]
        return len(ends), offset - (ends[-1] if ends else 0)

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

    def find(self, path: Path, *, key: bool = False) -> Node | None:
        """The node that *path* leads to from the root, or the deepest that exists.

        With *key* it is that of the last field's name, if there is the field.
        """
        apart = self._record(*path[:2]) if self.counts and len(path) > 1 else None
        if apart is None:
            return self._below(self.root, path, key=key)
        found = self._below(apart.node, path[2:], key=key)
        if found is not None:
            _move(found, apart.line)
        return found

    def _below(self, node: Node | None, path: Path, *, key: bool) -> Node | None:
        for depth, step in enumerate(path, start=1):
            named = self.key(node, str(step)) if key and depth == len(path) else None
            below = named or _child(node, step)
            if below is None:
                break
            node = below
        return node

    def _record(self, section: str | int, position: str | int) -> _Apart | None:
        """A record, composed without the rest of the file; nothing where that cannot be."""
        if "root" in self.__dict__ or not isinstance(position, int):
            return None
        items = self._items.get(str(section), [])
        if not 0 <= position < len(items) == self.counts.get(str(section)):
            return None
        item = items[position]
        return item if isinstance(item, _Apart) else self._composed(*item)

    def _composed(self, first: int, start: int, end: int) -> _Apart | None:
        """The one record from *start* to *end* of the text, with the lines before it."""
        root, faults = _attempt(self.text[start:end])
        if faults or not isinstance(root, SequenceNode) or len(root.value) != 1:
            return None
        return _Apart(root.value[0], first)

    @cached_property
    def _items(self) -> dict[str, list[_Apart | tuple[int, int, int]]]:
        """The records of each section that is a list: nodes, or where their text is.

        Of that there is how many lines stand before it, where it starts and where it ends.
        """
        from alliance_tui.reading.pieces import WholeError, pieces_of

        text = self.text
        items: dict[str, list[_Apart | tuple[int, int, int]]] = {}
        if self._has_odd_breaks or text.count("\r") > text.count("\r\n"):
            return items
        line = counted = above = 0
        nodes: Iterator[Node] = iter(())
        with suppress(WholeError):
            for section, start, end in pieces_of(text, 0):
                line += text.count("\n", counted, start)
                counted = start
                if start in self.pieces:
                    if next(nodes, None) is not None:
                        return {}
                    nodes, above = iter(self.pieces[start].value), line
                node = next(nodes, None)
                item = (line, start, end) if node is None else _Apart(node, above)
                items.setdefault(section, []).append(item)
        return items if next(nodes, None) is None else {}

    def key(self, node: Node | None, name: str) -> Node | None:
        """The node of the key *name* in the mapping *node*."""
        if isinstance(node, MappingNode):
            for key, _ in node.value:
                if isinstance(key, ScalarNode) and key.value == name:
                    return key
        return None


def composed_part(section: str, text: str) -> SequenceNode | MappingNode | None:
    """The root of *text*, records of *section* or whole sections; nothing if it is not sound."""
    root, faults = _attempt(text)
    if faults or not isinstance(root, SequenceNode if section else MappingNode):
        return None
    return root


def _attempt(text: str) -> tuple[Node | None, list[Fault]]:
    """The root node of *text*, or what is wrong with it."""
    deep = _too_deep(text)
    if deep is not None:
        return None, [Fault("E102", *deep, DEEP)]
    try:
        root: Node | None = _composer()(text).get_single_node()
    except MarkedYAMLError as error:
        lines = _LINE_BREAK.split(text)
        return None, [fault_of(error, lambda at: lines[at] if at < len(lines) else "")]
    except ReaderError as error:
        return None, [_character(text, error)]
    except YAMLError as error:
        return None, [Fault("E102", 0, 0, str(error).split("\n")[0])]
    may_be_special = any(sign in text for sign in "!&*") and _SPECIAL.search(text)
    special = list(_special(text)) if may_be_special else []
    return (None, special) if special else (root, [])


class _Mark(NamedTuple):
    """A place in a text, from 0."""

    line: int
    column: int


class _Apart(NamedTuple):
    """A node that was composed apart from what stands before it, in the lines above `line`."""

    node: Node
    line: int


def _move(node: Node, lines: int) -> None:
    """Say of *node* itself that it stands so many *lines* further down."""
    for name in ("start_mark", "end_mark"):
        mark = getattr(node, name)
        setattr(node, name, _Mark(mark.line + lines, mark.column))


def _sound(regions: list[Region], lines: list[str]) -> bool:
    """Whether *regions* are as many records as it seems, or the section that it seems."""
    text = "\n".join("\n".join(lines[each.first : each.end]) for each in regions)
    root, faults = _attempt(text)
    if faults:
        return False
    if regions[0].is_item:
        return isinstance(root, SequenceNode) and len(root.value) == len(regions)
    return isinstance(root, MappingNode) and len(root.value) == 1


def _character(text: str, error: ReaderError) -> Fault:
    before = text.encode(errors="replace")[: error.position].decode(errors="ignore")
    lines = _LINE_BREAK.split(before)
    said = "control characters are not allowed"
    if isinstance(error.character, int):
        said = f"{said}: delete this one, U+{error.character:04X}"
    return Fault("E102", len(lines) - 1, len(lines[-1]), said)


def _special(text: str) -> Iterator[Fault]:
    """Anchors, aliases and tags; a look at the events tells them from plain text."""
    import yaml
    from yaml.events import AliasEvent, NodeEvent

    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
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
        yield Fault("E104", mark.line if mark else 0, mark.column if mark else 0, what)


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
    depth = 0
    for bracket in text.encode(errors="replace").translate(None, _NO_BRACKETS):
        depth += 1 if bracket in _OPENING else -1
        if depth > DEEPEST:
            return True
    return False


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == step:
                below: Node = value
                return below
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

_NO_PLANS: Plan = {}


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
        return [
            item.value
            if plan is None
            and item.__class__ is ScalarNode
            and not item.style
            and item.value[:1] not in _BEGIN_OTHERS
            else plain(item, plan)
            for item in node.value
        ]
    data: dict[str, Plain] = {}
    plans = plan if isinstance(plan, dict) else _NO_PLANS
    for key, value in node.value:
        name = key.value
        if key.__class__ is not ScalarNode:
            raise TypeError("a key is a word")
        if name in data:
            raise DuplicateKeyError(name)
        below = plans.get(name)
        if (
            below is None
            and value.__class__ is ScalarNode
            and not value.style
            and value.value[:1] not in _BEGIN_OTHERS
        ):  # most are such, and a call for each costs a third of the time
            data[name] = value.value
        else:
            data[name] = plain(value, below)
    return data
