"""From a tree to typed records: the fast way, and the slow way that explains.

The fast way converts a whole file at once and stops at the first thing that is wrong. The
slow way then walks the same tree, reports every problem with its place, and keeps what is
whole: a broken record is left out, and so is a broken item of `SEPARABLE` lists, while the
record around it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from alliance_tui.model.dates import FIRST_DAY, DateError, When, parse_when
from alliance_tui.model.records import (
    Claim,
    Correction,
    Country,
    Event,
    Group,
    Metadata,
    Record,
    Source,
)
from alliance_tui.reading.problems import Place, Problem, did_you_mean
from alliance_tui.reading.shape import (
    Date,
    Field,
    Flag,
    Kind,
    ListOf,
    Number,
    RecordOf,
    Text,
    TextMap,
    Word,
    fields_of,
)
from alliance_tui.reading.tree import DuplicateKeyError, Path, Plan, Tree, plain, typed

SECTIONS: Final[dict[str, type[Record]]] = {
    "groups": Group,
    "sources": Source,
    "countries": Country,
    "claims": Claim,
    "events": Event,
    "corrections": Correction,
}
"""The sections that hold lists, with their records; `dataset` holds one mapping."""

SEPARABLE: Final = frozenset(
    {"leaders", "memberships", "ties", "participants", "postures", "eras", "support_types"}
)
"""Lists whose broken items are left out alone."""


class FileRecords(Record, frozen=True):
    """The sections of one file."""

    dataset: Metadata | None = None
    groups: tuple[Group, ...] = ()
    sources: tuple[Source, ...] = ()
    countries: tuple[Country, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    corrections: tuple[Correction, ...] = ()


class FileReading(Struct):
    """What one file gave.

    Attributes:
        tree: the file as nodes.
        records: what is whole in it.
        problems: what is wrong in it.
        kept: for each list from which items were left out, the positions of those kept.
        left_out: ids of the records left out; a record without one is called by its place.
        partial: what could be read of them, with the path of each, so that everything that
            is wrong in a record is found at once.
    """

    tree: Tree
    records: FileRecords
    problems: list[Problem]
    kept: dict[Path, list[int]]
    left_out: set[str]
    partial: list[tuple[Record, Path]] = []

    def place(self, path: Path, *, key: bool = False, as_written: bool = False) -> Place:
        """Where the record or field at *path* stands.

        Args:
            path: from the section to the field; positions count what was kept.
            key: whether the place of the field's name is wanted.
            as_written: whether positions count everything that is written.
        """
        real: list[str | int] = []
        for position, step in enumerate(path):
            if isinstance(step, int) and not as_written:
                kept = self.kept.get(path[:position])
                real.append(kept[step] if kept else step)
            else:
                real.append(step)
        if key and real:
            parent = self.tree.find(tuple(real[:-1]))
            found = self.tree.key(parent, str(real[-1]))
            if found is not None:
                return self.tree.place(found)
        node = self.tree.find(tuple(real))
        return self.tree.place(node) if node is not None else Place(self.tree.file)


def read_file(file: str, text: str) -> FileReading:
    """Read the content *text* of *file*: typed records, and all problems."""
    tree = Tree(file, text)
    if tree.root is None or _is_null(tree.root):
        return FileReading(tree, FileRecords(), list(tree.problems), {}, set())
    try:
        data = plain(tree.root, _plan(FileRecords))
        records = msgspec.convert(data, FileRecords)
    except (DuplicateKeyError, DateError, TypeError, RecursionError, msgspec.ValidationError):
        walk = _Walk(tree)
        return walk.reading()
    return FileReading(tree, records, [], {}, set())


@cache
def _plan(record: type[Record]) -> Plan:
    """How the scalars of *record* become plain data."""
    plan: Plan = {}
    for name, field in fields_of(record).items():
        kind = field.kind
        while isinstance(kind, ListOf):
            kind = kind.item
        if isinstance(kind, RecordOf):
            plan[name] = _plan(kind.record)
        elif isinstance(kind, Date):
            plan[name] = _since_before if kind.before_records else parse_when
        elif isinstance(kind, Text) and kind.source:
            plan[name] = str
    return plan


def _since_before(text: str) -> When:
    return parse_when(text, before_records=True)


class _Broken:
    """Stands for a value that cannot be used."""


_BROKEN: Final = _Broken()
_R = TypeVar("_R", bound=Record)
_Result: TypeAlias = Any | _Broken


class _Walk:
    """The slow way through one tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []
        self.kept: dict[Path, list[int]] = {}
        self.left_out: set[str] = set()
        self.partial: list[tuple[Record, Path]] = []
        self.last_partial: Record | None = None
        self.record_id: str | None = None
        self._readers: dict[type, Callable[[Any, Node, Path], _Result]] = {
            Text: self._text,
            Number: self._number,
            Flag: self._flag,
            Word: self._word,
            Date: self._date,
            TextMap: self._text_map,
            ListOf: self._list,
            RecordOf: lambda kind, node, path: self._record(kind.record, node, path),
        }

    def reading(self) -> FileReading:
        root = self.tree.root
        sections: dict[str, Any] = {}
        if not isinstance(root, MappingNode):
            self._report("E203", root, f"a file holds sections: dataset, {', '.join(SECTIONS)}")
        else:
            for name, node in self._items(root):
                if name == "dataset":
                    metadata = self._record(Metadata, node, ("dataset",))
                    if metadata is not _BROKEN:
                        sections["dataset"] = metadata
                elif name in SECTIONS:
                    sections[name] = self._section(name, node)
                else:
                    hint = did_you_mean(name, ("dataset", *SECTIONS))
                    self._report("E202", self.tree.key(root, name), f"no section “{name}”{hint}")
        records = FileRecords(**sections)
        return FileReading(
            self.tree, records, self.problems, self.kept, self.left_out, self.partial
        )

    def _section(self, name: str, node: Node) -> tuple[Record, ...]:
        if not isinstance(node, SequenceNode):
            if _is_null(node):
                return ()
            self._report("E203", node, f"“{name}” is a list: begin each record with “- ”")
            return ()
        return self._separable(RecordOf(SECTIONS[name]), node, (name,))

    def _separable(self, kind: Kind, node: SequenceNode, path: Path) -> tuple[Any, ...]:
        """The whole items of a list; the positions of the kept ones are remembered."""
        items: list[Any] = []
        kept: list[int] = []
        for position, item in enumerate(node.value):
            if len(path) == 1:
                self.record_id = _id_of(item)
            value = self._value(kind, item, (*path, len(items)))
            if value is _BROKEN:
                self._forget(item, (*path, len(items)))
                if len(path) == 1 and self.last_partial is not None:
                    self.partial.append((self.last_partial, (*path, position)))
            else:
                items.append(value)
                kept.append(position)
        if len(kept) != len(node.value):
            self.kept[path] = kept
        return tuple(items)

    def _forget(self, node: Node, path: Path) -> None:
        """Note that the record at *node* is left out, and nothing below it is kept."""
        self.kept = {each: kept for each, kept in self.kept.items() if each[: len(path)] != path}
        found = _id_of(node)
        if found is None and len(path) == 2:
            found = f"{self.tree.file}:{node.start_mark.line}:{node.start_mark.column}"
        if found is not None:
            self.left_out.add(found)

    def _value(self, kind: Kind, node: Node, path: Path) -> _Result:
        return self._readers[type(kind)](kind, node, path)

    def _record(self, record: type[_R], node: Node, path: Path) -> _R | _Broken:
        if not isinstance(node, MappingNode):
            self._report("E203", node, f"{_article(record)} is a mapping of fields to values")
            return _BROKEN
        fields = fields_of(record)
        values: dict[str, Any] = {}
        whole = True
        self.last_partial = None
        for name, value_node in self._items(node):
            field = fields.get(name)
            if field is None:
                self._report(
                    "E202",
                    self.tree.key(node, name),
                    f"{_article(record)} has no field “{name}”{did_you_mean(name, fields)}",
                )
                whole = False
                continue
            if _is_null(value_node):
                continue
            value = self._field(field, value_node, (*path, name))
            values[field.attribute] = value
            whole = whole and value is not _BROKEN
        missing = [
            field.name
            for field in fields.values()
            if field.required and field.attribute not in values
        ]
        for name in missing:
            self._report("E201", node, f"{_article(record)} needs “{name}”")
        if not missing and whole:
            return record(**values)
        for field in fields.values():
            if (*path, field.name) in self.kept:
                values.pop(field.attribute)  # positions in it are no longer those written
        self.last_partial = _partial(record, values)
        return _BROKEN

    def _field(self, field: Field, node: Node, path: Path) -> _Result:
        kind = field.kind
        if isinstance(kind, ListOf) and field.name in SEPARABLE and isinstance(node, SequenceNode):
            return self._separable(kind.item, node, path)
        return self._value(field.kind, node, path)

    def _items(self, node: MappingNode) -> Iterable[tuple[str, Node]]:
        """The keys and values of a mapping; a key that stands twice counts once."""
        seen: dict[str, ScalarNode] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._report("E203", key, "a key is a word")
            elif key.value == "<<" and not key.style:
                self._report("E104", key, "merge key <<: write the fields out")
            elif key.value in seen:
                line = seen[key.value].start_mark.line + 1
                self._report("E103", key, f"“{key.value}” stands twice, first in line {line}")
            else:
                seen[key.value] = key
                yield key.value, value

    def _text(self, kind: Text, node: Node, path: Path) -> _Result:
        if not isinstance(node, ScalarNode):
            return self._wrong(node, f"“{path[-1]}” is a text")
        value = node.value if node.style or kind.source else typed(node.value)
        if isinstance(value, str):
            if value.strip():
                return value.rstrip("\n")
            return self._wrong(node, f"“{path[-1]}” is empty; leave it out or write something")
        return self._wrong(node, f'“{_name(path)}” is a text; write "{node.value}" in quotes')

    def _number(self, kind: Number, node: Node, path: Path) -> _Result:
        if isinstance(node, ScalarNode):
            if node.value in kind.words:
                return node.value
            value = typed(node.value)
            if isinstance(value, int) and not isinstance(value, bool) and not node.style:
                return value
        words = "".join(f", or “{word}”" for word in kind.words)
        return self._wrong(node, f"“{_name(path)}” is a whole number{words}")

    def _flag(self, kind: Flag, node: Node, path: Path) -> _Result:
        value = typed(node.value) if isinstance(node, ScalarNode) and not node.style else None
        if isinstance(value, bool):
            return value
        return self._wrong(node, f"“{_name(path)}” is true or false")

    def _word(self, kind: Word, node: Node, path: Path) -> _Result:
        if isinstance(node, ScalarNode):
            if node.value in kind.words:
                return node.value
            hint = did_you_mean(node.value, kind.words, limit=20)
            self._report("E204", node, f"“{node.value}” is no word for “{_name(path)}”{hint}")
            return _BROKEN
        return self._wrong(node, f"“{_name(path)}” is one word of: {', '.join(kind.words)}")

    def _date(self, kind: Date, node: Node, path: Path) -> _Result:
        if not isinstance(node, ScalarNode):
            return self._wrong(
                node, f'“{_name(path)}” is a date; write a date in brackets as "[A..B]" in quotes'
            )
        try:
            return parse_when(node.value, before_records=kind.before_records)
        except DateError as error:
            self._report("E301", node, str(error))
            return _BROKEN

    def _text_map(self, kind: TextMap, node: Node, path: Path) -> _Result:
        if not isinstance(node, MappingNode):
            return self._wrong(node, f"“{_name(path)}” is a mapping of words to texts")
        values = {
            name: self._text(Text(), value, (*path, name)) for name, value in self._items(node)
        }
        return _BROKEN if _BROKEN in values.values() else values

    def _list(self, kind: ListOf, node: Node, path: Path) -> _Result:
        if not isinstance(node, SequenceNode):
            return self._wrong(node, f"“{_name(path)}” is a list")
        values = [
            self._value(kind.item, item, (*path, position))
            for position, item in enumerate(node.value)
        ]
        return _BROKEN if any(value is _BROKEN for value in values) else tuple(values)

    def _wrong(self, node: Node, message: str) -> _Broken:
        self._report("E203", node, message)
        return _BROKEN

    def _report(self, code: str, node: Node | None, message: str) -> None:
        place = self.tree.place(node) if node is not None else Place(self.tree.file)
        self.problems.append(Problem(code, message, place, self.record_id))


def _partial(record: type[_R], values: dict[str, Any]) -> _R | None:
    """A record with what could be read of it and empty values for the rest, if that can be."""
    filled = {name: value for name, value in values.items() if value is not _BROKEN}
    for field in fields_of(record).values():
        if field.required and field.attribute not in filled:
            if not isinstance(field.kind, Text | Word | ListOf | Date):
                return None
            filled[field.attribute] = _EMPTY[type(field.kind)]
    return record(**filled)


_EMPTY: Final[dict[type, Any]] = {
    Text: "",
    Word: "",
    ListOf: (),
    Date: When("", FIRST_DAY, FIRST_DAY, FIRST_DAY, FIRST_DAY, FIRST_DAY),
}


def _id_of(node: Node) -> str | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and isinstance(value, ScalarNode) and key.value == "id":
                return str(value.value)
    return None


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and typed(node.value) is None


def _name(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "value")


def _article(record: type[Record]) -> str:
    names = {
        "Metadata": "the data set",
        "FileRecords": "a file",
        "PostureRule": "a posture rule",
        "Verbs": "“says”",
    }
    words = {"SupportType": "support type", "LaterVote": "later vote"}
    name = words.get(record.__name__, record.__name__.lower())
    article = "an" if name[0] in "aeiou" else "a"
    return names.get(record.__name__, f"{article} {name}" if name != "evidence" else "evidence")
