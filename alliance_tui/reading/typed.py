"""From a tree to typed records: the fast way, and the slow way that explains.

The fast way converts a whole file at once and stops at the first thing that is wrong. The
slow way then walks the same tree, reports every problem with its place, and keeps what is
whole: a broken record is left out, or the broken part of it where the rest is still so
(`parts`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Final, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from alliance_tui.model.dates import FIRST_DAY, DateError, When, parse_when
from alliance_tui.model.records import (
    SECTIONS,
    Claim,
    Correction,
    Country,
    Event,
    Group,
    Metadata,
    Outcome,
    Record,
    Source,
    Votes,
)
from alliance_tui.reading.left_out import droppable, separable, told
from alliance_tui.reading.problems import Advice, Place, Problem, short
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
from alliance_tui.reading.slips import slip
from alliance_tui.reading.tree import DuplicateKeyError, NoValue, Path, Plan, Tree, plain, typed
from alliance_tui.reading.unseen import comparable, unseen


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
        kept: for each list from which items were left out, the positions of those kept; for
            each field that was left out, no positions.
        left_out: for each record left out its id, or nothing where it has none.
        partial: what could be read of them, with the path of each, so that everything that
            is wrong in a record is found at once.
        gone: ids of parts left out of records.
        named: what stands in what is left out, ids that it names among it.
        unread: text in which records may stand that could not be read as such.
        stale: whether the records are those of an earlier reading.
        known: whether they were not read anew, as the file is still the same.
    """

    tree: Tree
    records: FileRecords
    problems: list[Problem] = []
    kept: dict[Path, list[int]] = {}
    left_out: list[str] = []
    partial: list[tuple[Record, Path]] = []
    gone: list[str] = []
    named: set[str] = set()
    unread: list[str] = []
    stale: bool = False
    known: bool = False

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the record or field at *path* stands.

        Args:
            path: from the section to the field; positions count what was kept, those of
                left-out records count backwards from -1 as the file has them.
            key: whether the place of the field's name is wanted.
        """
        real = self._as_written(path) if self.kept else path
        node = self.tree.find(real, key=key)
        return self.tree.place(node) if node is not None else Place(self.tree.file)

    def _as_written(self, path: Path) -> Path:
        """*path* with positions as the file has them."""
        real: list[str | int] = []
        for position, step in enumerate(path):
            if isinstance(step, int):
                kept = self.kept.get(path[:position])
                real.append(~step if step < 0 else kept[step] if kept else step)
            else:
                real.append(step)
        return tuple(real)


def read_tree(tree: Tree) -> FileReading:
    """Read what stands in *tree*: typed records, and all problems."""
    root = tree.root
    if root is None or _is_null(root):
        reading = FileReading(tree, FileRecords())
    else:
        try:
            reading = FileReading(tree, records_at(root))
        except WRONG:
            reading = _Walk(tree).reading()
    if tree.problems:
        reading.problems = [*tree.problems, *reading.problems]
        reading.unread = [*tree.unread, *reading.unread]
        if root is not None:
            reading.left_out = [*reading.left_out, *[""] * len(tree.unread)]
    return reading


WRONG: Final = (
    DuplicateKeyError,
    DateError,
    TypeError,
    RecursionError,
    msgspec.ValidationError,
)
"""With what the fast way stops."""


def records_at(root: Node, section: str = "") -> FileRecords:
    """The records of *root*, a list of those of *section*, or whole sections.

    Raises:
        Exception: one of `WRONG`.
    """
    plan = _plan(FileRecords)
    data = plain(root, plan.get(section, {}) if section else plan)
    return msgspec.convert({section: data} if section else data, FileRecords)


@cache
def _plan(record: type[Record]) -> Plan:
    """How the scalars of *record* become plain data."""
    plan: Plan = {}
    for name, field in fields_of(record).items():
        kind = field.item
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
        self.gave = FileReading(tree, FileRecords())
        self.record_id: str | None = None
        self._torn: set[int] = set()
        self._lost: list[str] = [""]
        self._kept_here: dict[Path, list[int]] = {}
        self._partial_here: Record | None = None
        self._did_you_mean = Advice()
        self._readers: dict[type, Callable[[Any, Node, str], _Result]] = {
            Text: self._text,
            Number: self._number,
            Flag: self._flag,
            Word: self._word,
            Date: self._date,
            TextMap: self._text_map,
            ListOf: self._list,
            RecordOf: lambda kind, node, name: self._record(kind.record, node),
        }

    def reading(self) -> FileReading:
        root = self.tree.root
        sections: dict[str, Any] = {}
        if not isinstance(root, MappingNode):
            self._report("E203", root, f"a file holds sections: dataset, {', '.join(SECTIONS)}")
            self.gave.unread.append(self.tree.text)
        else:
            self._join_sections(root)
            for key, node in self._items(root):
                name = key.value
                if name == "dataset":
                    self._lost.append(told(Metadata, ()))
                    metadata = self._record(Metadata, node)
                    self._lost.pop()
                    self.gave.kept.update(_below(("dataset",), self._kept_here))
                    if metadata is not _BROKEN:
                        sections["dataset"] = metadata
                elif name in SECTIONS:
                    sections[name] = self._section(name, node)
                else:
                    hint = self._did_you_mean(name, _ALL_SECTIONS)
                    self._report("E202", key, f"no section “{name}”{hint}", lost="all of it")
                    self.gave.unread.append(self.tree.written(key, node))
        self.gave.records = FileRecords(**sections)
        return self.gave

    def _join_sections(self, root: MappingNode) -> None:
        """Read on where a section stands for the second time: nothing of it is lost."""
        first: dict[str, SequenceNode] = {}
        rest = []
        for key, node in root.value:
            name = key.value
            if isinstance(key, ScalarNode) and name in SECTIONS and isinstance(node, SequenceNode):
                if name in first:
                    self._report("E103", key, f"“{name}” stands twice; both are read")
                    first[name].value.extend(node.value)
                    continue
                first[name] = node
            rest.append((key, node))
        root.value = rest

    def _section(self, name: str, node: Node) -> tuple[Record, ...]:
        if not isinstance(node, SequenceNode):
            if _is_null(node):
                return ()
            wrong = f"“{name}” is a list: begin each record with “- ”"
            self._report("E203", node, wrong, lost="all of it")
            self.gave.unread.append(self.tree.written(node, node))
            return ()
        kind = SECTIONS[name]
        items: list[Record] = []
        kept: list[int] = []
        self._lost.append(told(kind, ()))
        for position, item in enumerate(node.value):
            self.record_id = _id_of(item)
            self._kept_here.clear()
            self._partial_here = None
            value = self._record(kind, item)
            if isinstance(value, _Broken):
                path = (name, ~position)
                self.gave.left_out.append(self.record_id or "")
                self.gave.named.update(_scalars(item))
                if self._partial_here is not None:
                    self.gave.partial.append((self._partial_here, path))
            else:
                path = (name, len(items))
                items.append(value)
                kept.append(position)
            self.gave.kept.update(_below(path, self._kept_here))
        self._lost.pop()
        self.record_id = None
        if len(kept) != len(node.value):
            self.gave.kept[(name,)] = kept
        return tuple(items)

    def _value(self, kind: Kind, node: Node, name: str) -> _Result:
        return self._readers[type(kind)](kind, node, name)

    def _record(self, record: type[_R], node: Node, path: Path = ()) -> _R | _Broken:
        """The *record* at *node*, at *path* below the record of the section."""
        if not isinstance(node, MappingNode):
            return self._wrong(node, f"{_article(record)} is a mapping of fields to values")
        fields = fields_of(record)
        values: dict[str, Any] = {}
        whole = True
        meant: set[str] = set()
        for key, value_node in self._items(node, record):
            name = key.value
            field = fields.get(name)
            if field is None:
                near = self._unknown(record, key)
                self.gave.named.update(_scalars(value_node))
                meant.add(near)
                whole = whole and (record in _HAVE_PARTS and not _bears(record, near))
                if near in fields:
                    self._kept_here.setdefault((*path, near), [])
                continue
            if _is_null(value_node):
                continue
            value = self._field(record, field, value_node, path)
            if value is _BROKEN and droppable(record, name) and not field.required:
                self._kept_here[(*path, name)] = []
                self.gave.named.update(_scalars(value_node))
                continue
            values[field.attribute] = value
            whole = whole and value is not _BROKEN
        missing = [
            field.name
            for field in fields.values()
            if field.required and field.attribute not in values
        ]
        if self._is_of_another_kind(record, node, meant, missing):
            return _BROKEN
        for name in missing:
            said = f"{_article(record)} needs “{name}”"
            self._report("E201", node, said, follows=name in meant)
        if not missing and whole and id(node) not in self._torn:
            return record(**values)
        self._partial_here = _partial(record, values)
        return _BROKEN

    def _is_of_another_kind(
        self, record: type[Record], node: MappingNode, meant: set[str], missing: list[str]
    ) -> bool:
        """Whether the record at *node* looks like one of another section; that is reported."""
        if not meant or not missing or record not in _SECTION_OF:
            return False
        names = {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
        for section, other in SECTIONS.items():
            fields = fields_of(other)
            needed = {each.name for each in fields.values() if each.required}
            if other is not record and names <= set(fields) and needed <= names:
                said = f"this looks like {_article(other)}: it belongs under “{section}”"
                unknown = names - set(fields_of(record))
                self.gave.problems = [
                    each
                    for each in self.gave.problems
                    if not (each.record == self.record_id and each.code == "E202")
                    or not any(f"“{name}”" in each.message for name in unknown)
                ]
                self._report("E203", node, said)
                return True
        return False

    def _unknown(self, record: type[Record], key: ScalarNode) -> str:
        """Report a field that there is not; the name of the one that was probably meant."""
        name, fields = key.value, fields_of(record)
        said = f"{_article(record)} has no field “{name}”"
        hidden = unseen(name)
        usual = slip(record, name)
        hint = usual or self._did_you_mean(name, fields)
        near = re.search(r"did you mean “([^”.]*)", hint)
        meant = near[1] if near and not hidden else ""
        hint = f": {hidden}" if hidden else hint
        alone = record in _HAVE_PARTS and not _bears(record, meant)
        self._report("E202", key, said + hint, lost=f"“{name}”" if alone else None)
        return meant

    def _field(self, record: type[Record], field: Field, node: Node, path: Path) -> _Result:
        kind = field.kind
        name = field.name
        alone = droppable(record, name) and not field.required
        self._lost.append(told(record, (name,)) if alone else self._lost[-1])
        try:
            if separable(record, name) and isinstance(node, SequenceNode):
                assert isinstance(kind, ListOf)
                return self._separable(record, kind.item, node, (*path, name), field)
            if isinstance(kind, RecordOf):
                return self._record(kind.record, node, (*path, name))
            return self._value(kind, node, name)
        finally:
            self._lost.pop()

    def _separable(
        self, record: type[Record], kind: Kind, node: SequenceNode, path: Path, field: Field
    ) -> _Result:
        """The whole items of a list; the positions of the kept ones are remembered."""
        items: list[Any] = []
        kept: list[int] = []
        needed = field.required and len(node.value) == 1
        self._lost.append(self._lost[-1] if needed else told(record, (field.name, 0)))
        before = len(self.gave.problems)
        for position, item in enumerate(node.value):
            value = self._value(kind, item, field.name)
            if value is not _BROKEN:
                items.append(value)
                kept.append(position)
                continue
            self.gave.named.update(_scalars(item))
            if (gone := _id_of(item)) is not None:
                self.gave.gone.append(gone)
        self._lost.pop()
        if field.required and node.value and not kept:
            for number, problem in enumerate(self.gave.problems[before:], start=before):
                self.gave.problems[number] = replace(problem, lost=self._lost[-1])
            return _BROKEN
        if len(kept) != len(node.value):
            self._kept_here[path] = kept
        return tuple(items)

    def _items(
        self, node: MappingNode, record: type[Record] | None = None
    ) -> Iterable[tuple[ScalarNode, Node]]:
        """The keys and values of a mapping; a key that stands twice counts once."""
        seen: dict[str, ScalarNode] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._report("E203", key, "a key is a word")
            elif key.value == "<<" and not key.style:
                self._report("E104", key, "merge key <<: write the fields out", lost="“<<”")
            elif key.value in seen:
                first = self.tree.place(seen[key.value])
                said = f"“{key.value}” stands twice, first in {first.spot}"
                torn = record not in _HAVE_PARTS and record is not None
                self._report("E103", key, said, lost=None if torn else "the second")
                if torn:
                    self._torn.add(id(node))
            else:
                seen[key.value] = key
                yield key, value

    def _text(self, kind: Text, node: Node, name: str) -> _Result:
        if not isinstance(node, ScalarNode):
            return self._wrong(node, f"“{name}” is a text")
        value = node.value if node.style or kind.source else typed(node.value)
        if isinstance(value, str):
            if value.strip():
                return value.rstrip("\n")
            return self._wrong(node, f"“{name}” is empty; leave it out or write something")
        return self._wrong(node, f'“{name}” is a text; write "{node.value}" in quotes')

    def _number(self, kind: Number, node: Node, name: str) -> _Result:
        if isinstance(node, ScalarNode):
            if node.value in kind.words:
                return node.value
            value = typed(node.value)
            if isinstance(value, int) and not isinstance(value, bool) and not node.style:
                return value
        words = "".join(f", or “{word}”" for word in kind.words)
        return self._wrong(node, f"“{name}” is a whole number{words}")

    def _flag(self, kind: Flag, node: Node, name: str) -> _Result:
        value = typed(node.value) if isinstance(node, ScalarNode) and not node.style else None
        if isinstance(value, bool):
            return value
        return self._wrong(node, f"“{name}” is true or false")

    def _word(self, kind: Word, node: Node, name: str) -> _Result:
        if isinstance(node, ScalarNode):
            if node.value in kind.words:
                return node.value
            hidden = unseen(node.value)
            hint = f": {hidden}" if hidden else self._did_you_mean(node.value, kind.words)
            self._report("E204", node, f"“{short(node.value)}” is no word for “{name}”{hint}")
            return _BROKEN
        return self._wrong(node, f"“{name}” is one word of: {', '.join(kind.words)}")

    def _date(self, kind: Date, node: Node, name: str) -> _Result:
        if not isinstance(node, ScalarNode):
            return self._wrong(
                node, f'“{name}” is a date; write a date in brackets as "[A..B]" in quotes'
            )
        try:
            return parse_when(node.value, before_records=kind.before_records)
        except DateError as error:
            self._report("E301", node, str(error))
            return _BROKEN

    def _text_map(self, kind: TextMap, node: Node, name: str) -> _Result:
        if not isinstance(node, MappingNode):
            return self._wrong(node, f"“{name}” is a mapping of words to texts")
        values = {
            key.value: self._text(Text(), value, key.value) for key, value in self._items(node)
        }
        return _BROKEN if _BROKEN in values.values() else values

    def _list(self, kind: ListOf, node: Node, name: str) -> _Result:
        if not isinstance(node, SequenceNode):
            return self._wrong(node, f"“{name}” is a list")
        values = [self._value(kind.item, item, name) for item in node.value]
        return _BROKEN if any(value is _BROKEN for value in values) else tuple(values)

    def _wrong(self, node: Node, message: str) -> _Broken:
        why = f"; {node.why}" if isinstance(node, NoValue) else ""
        self._report("E203", node, message + why)
        return _BROKEN

    def _report(
        self,
        code: str,
        node: Node | None,
        message: str,
        *,
        lost: str | None = None,
        follows: bool = False,
    ) -> None:
        place = self.tree.place(node) if node is not None else Place(self.tree.file)
        what = self._lost[-1] if lost is None else lost
        self.gave.problems.append(
            Problem(code, message, place, self.record_id, lost=what, follows=follows)
        )


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


_ALL_SECTIONS: Final = ("dataset", *SECTIONS)

_SECTION_OF: Final = {kind: name for name, kind in SECTIONS.items()}

_HAVE_PARTS: Final = frozenset({Metadata, Group, Source, Country, Event, Votes, Outcome})
"""Records that can do without a field that there is not; of others it may be the crucial one."""


def _bears(record: type[Record], name: str) -> bool:
    """Whether the rest of a *record* may not be so without its field *name*."""
    return bool(name) and not droppable(record, name)


def _scalars(node: Node) -> Iterator[str]:
    """Every scalar that stands at *node* or below it."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, ScalarNode):
            yield here.value
        elif isinstance(here, SequenceNode):
            waiting += here.value
        else:
            waiting += [each for pair in here.value for each in pair]


def _below(path: Path, kept: dict[Path, list[int]]) -> dict[Path, list[int]]:
    return {(*path, *below): positions for below, positions in kept.items()}


def _id_of(node: Node) -> str | None:
    """The id of the record at *node*, also where its key is misspelt by a sign or two."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and isinstance(value, ScalarNode):
                name = key.value
                if name == "id" or (len(name) < 6 and comparable(name) == "id"):
                    return str(value.value)
    return None


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and typed(node.value) is None


def _article(record: type[Record]) -> str:
    names = {
        "Metadata": "the data set",
        "FileRecords": "a file",
        "PostureRule": "a posture rule",
        "Verbs": "“says”",
    }
    words = {"SupportType": "support type", "LaterVote": "later vote", "Votes": "roll call"}
    name = words.get(record.__name__, record.__name__.lower())
    article = "an" if name[0] in "aeiou" else "a"
    return names.get(record.__name__, f"{article} {name}" if name != "evidence" else "evidence")
