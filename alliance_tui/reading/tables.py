"""A database as a tree: what stands in its tables, in the shape that files of a data set have.

The table `records` holds records as JSON. Where it is, it is the data set; else that is made of
the tables that an export writes for people. Either way typing and checks are those of files;
where files have a line, tables have a row.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from alliance_tui.model.records import (
    SECTIONS,
    Claim,
    Country,
    Era,
    Event,
    Evidence,
    Group,
    LaterVote,
    Leader,
    Membership,
    Metadata,
    Participant,
    PostureRule,
    Quote,
    Record,
    Source,
    SupportType,
    Tally,
    Tie,
    Verbs,
)
from alliance_tui.model.table_columns import ARRAYS, BOUNDS, EVIDENCE_OWNERS, RECORDS, column_of
from alliance_tui.model.vocabulary import Vote
from alliance_tui.nearest import did_you_mean
from alliance_tui.query.answers import NO_POSTURE, SUBJECT_POSTURE
from alliance_tui.reading.database import Database, NotText, Value, opened
from alliance_tui.reading.files import CannotReadError
from alliance_tui.reading.left_out import told
from alliance_tui.reading.nodes import (
    Spot,
    filled_mapping,
    filled_sequence,
    mapping,
    node_of_json,
    scalar,
    sequence,
)
from alliance_tui.reading.problems import Place, Problem, short
from alliance_tui.reading.shape import (
    Field,
    Flag,
    Kind,
    ListOf,
    Number,
    RecordOf,
    Text,
    TextMap,
    fields_of,
)
from alliance_tui.reading.tree import DEEP, LONGEST_LINE, NoValue, Tree


class Tables(Tree):
    """A database as nodes."""

    def __init__(self, file: str, path: Path) -> None:
        """Read the database at *path*, which is shown as *file*.

        Raises:
            CannotReadError: it cannot be read, or holds no table of a data set.
        """
        super().__init__(file, "")
        with opened(path) as database:
            self._sections = _Reader(self, database).root()

    @property
    def root(self) -> Node:
        """The sections, as a file has them."""
        return self._sections

    def place(self, node: Node) -> Place:
        """The row in which *node* stands, and what is written there."""
        spot = _spot(node)
        if isinstance(node, ScalarNode):
            value = node.value
        elif isinstance(node, NoValue):
            value = node.shown
        else:
            return self.at_spot(spot)
        return self.at_spot(spot, f"{spot.column}: " if spot.column else "", value)

    def at_spot(self, spot: Spot, before: str = "", value: str = "", after: str = "") -> Place:
        """The place of *spot*, where *value* stands between *before* and *after*."""
        cut = max(0, len(before) - LONGEST_LINE // 2)
        text = f"{before[cut:]}{value[:LONGEST_LINE]}{after}"[:LONGEST_LINE]
        width = max(1, min(len(value), LONGEST_LINE))
        column = len(before) + 1
        return Place(self.file, spot.number, column, text, width, cut, spot.table, spot.row)

    def written(self, first: Node, last: Node) -> str:
        """The words at *last*, with the names of their fields."""
        return "\n".join(_words(last))


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, ScalarNode):
        yield node.value
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield f"{key.value}: {' '.join(_words(value))}"
    else:
        for item in node.value:
            yield from _words(item)


class _Row(NamedTuple):
    """A row of a table: its place, and its cells by their columns."""

    spot: Spot
    cells: dict[str, Value]

    def key(self, column: str) -> str | None:
        """What the cell in *column* names; nothing where it is empty."""
        value = self.cells.get(column)
        if isinstance(value, bytes):
            return value.decode(errors="backslashreplace")
        value = _whole(value)
        return None if value is None or value == "" else str(value)


class _Belonging(NamedTuple):
    """How rows belong to others: by which columns, what else is read, how a row is shown."""

    owners: tuple[str, ...]
    columns: tuple[str, ...]
    shown: tuple[str, ...] = ("id",)


def _columns(record: type[Record]) -> dict[str, Field]:
    """The columns that hold fields of a *record* in its own table, with those fields."""
    return {
        column_of(record, field.name): field
        for field in fields_of(record).values()
        if not isinstance(field.kind, RecordOf | TextMap)
        and (not isinstance(field.kind, ListOf) or field.name in ARRAYS)
    }


def _link(owner: str, column: str, *more: str) -> _Belonging:
    return _Belonging((owner,), (column, *more), (owner, column))


_BELONGING: Final = {
    "group_members": _link("group_id", "country"),
    "source_based_on": _link("source", "based_on"),
    "leaders": _Belonging(("country",), ("id", *_columns(Leader))),
    "memberships": _Belonging(("country",), ("id", *_columns(Membership))),
    "ties": _Belonging(("country",), tuple(_columns(Tie))),
    "tie_partners": _link("tie", "partner"),
    "event_groups": _link("event", "group_id"),
    "participants": _Belonging(("event",), ("id", *_columns(Participant))),
    "signatures": _link("event", "country", "signed"),
    "votes": _link("event", "country", "vote"),
    "later_votes": _Belonging(("event",), ("id", *_columns(LaterVote))),
    "claim_ends": _link("claim", "ends"),
    "claim_events": _link("claim", "event"),
    "evidence": _Belonging(
        tuple(EVIDENCE_OWNERS), ("id", *_columns(Evidence), "quote", "speaker", "lang")
    ),
    "waivers": _link("record", "code", "reason"),
}
"""The tables whose rows belong to records."""

_TALLY: Final = {f"tally_{name}": name for name in fields_of(Tally)}
_SAYS: Final = {f"says_{name}": name for name in fields_of(Verbs)}

_OWN: Final = {
    "support_types": (*_columns(SupportType), *_SAYS),
    "postures": tuple(_columns(PostureRule)),
    "eras": tuple(_columns(Era)),
    **{section: tuple(_columns(kind)) for section, kind in SECTIONS.items()},
    "events": (*_columns(Event), "outcome", "votes_whole", *_TALLY),
}
"""The tables that have a row for each record, with the columns that are read."""

READ: Final[dict[str, tuple[str, ...]]] = {
    "metadata": ("key", "value"),
    **_OWN,
    **{name: (*each.owners, *each.columns) for name, each in _BELONGING.items()},
}
"""Every table for people, with the columns that are read of it."""

_DERIVED: Final = frozenset({"id", *BOUNDS, "known_since"})
"""Columns that say nothing that does not stand elsewhere."""

_OF_AN_EXPORT: Final = frozenset({"day", "clock", "warning", "errors", "left_out"})
"""What `metadata` says of the export, not of the data set."""

_VOTES: Final[tuple[str, ...]] = get_args(Vote)
_FLAGS: Final = {"0": "false", "1": "true"}
_TOP: Final = Spot("")


class _Reader:
    """What stands in one database, table by table."""

    def __init__(self, tree: Tables, database: Database) -> None:
        self._tree = tree
        self._database = database
        self._waiting: dict[str, dict[str, list[_Row]]] = {}

    def root(self) -> MappingNode:
        """The sections with their records.

        Raises:
            CannotReadError: there are none, or it cannot be read any further.
        """
        written = self._as_written()
        sections = written if RECORDS in self._database.tables else self._of_tables()
        pairs: list[tuple[str | ScalarNode, Node | None]] = []
        for name, nodes in sections.items():
            if name == "dataset":
                pairs += [(scalar(_spot(node), name), node) for node in nodes]
            elif nodes:
                pairs.append((name, sequence(_TOP, nodes)))
        return mapping(_TOP, pairs)

    def _report(self, code: str, spot: Spot, message: str, lost: str) -> None:
        self._tree.problems.append(Problem(code, message, self._tree.at_spot(spot), lost=lost))

    def _rows(
        self, table: str, columns: Collection[str], shown: Sequence[str] = ("id",)
    ) -> Iterator[_Row]:
        """The rows of *table*, which need not be there; what is wrong with it is told.

        Args:
            table: the name of the table.
            columns: what is read of it.
            shown: the columns by which a row is called.
        """
        whole = Spot(table)
        if table in self._database.others:
            what = self._database.others[table]
            self._report("E203", whole, f"“{table}” is {what}; only tables are read", "all of it")
        if table not in self._database.tables:
            return
        self._database.check(table)
        there: list[str] = []
        for name, is_generated in self._database.columns(table):
            if name not in columns:
                if name not in _DERIVED:
                    hint = did_you_mean(name, columns)
                    said = f"“{table}” has no column “{short(name)}”{hint}"
                    self._report("E202", whole, said, f"“{short(name)}”")
            elif is_generated:
                said = f"“{name}” is computed; only what is stored is read"
                self._report("E203", whole, said, f"“{name}”")
            else:
                there.append(name)
        if not there:
            return
        for number, values in enumerate(self._database.rows(table, there), 1):
            row = _Row(Spot(table, "", number), dict(zip(there, values, strict=True)))
            called = " ".join(filter(None, map(row.key, shown))) or f"row {number}"
            yield row._replace(spot=row.spot._replace(row=short(called)))

    # Records as they are.

    def _as_written(self) -> dict[str, list[Node]]:
        """The records that the table `records` holds, by section."""
        found: list[tuple[float, str, Node]] = []
        for row in self._rows(RECORDS, ("id", "section", "position", "record")):
            section = row.key("section") or ""
            kind = Metadata if section == "dataset" else SECTIONS.get(section)
            if kind is None:
                hint = did_you_mean(section, ("dataset", *SECTIONS))
                self._report("E202", row.spot, f"no section “{short(section)}”{hint}", "the record")
            node = None if kind is None else self._of_json(row, told(kind, ()))
            if node is None:
                self._tree.unread.append(f"{section}: {row.key('id')}: {row.key('record')}")
                continue
            position = row.cells.get("position")
            place = position if isinstance(position, int | float) else float("inf")
            found.append((place, section, node))
        found.sort(key=lambda each: each[0])
        return {
            section: [node for _, of, node in found if of == section]
            for section in ("dataset", *SECTIONS)
        }

    def _of_json(self, row: _Row, lost: str) -> Node | None:
        """The record in *row*; none where it is no JSON, which is told."""
        text = row.cells.get("record")
        if not isinstance(text, str):
            what = "not UTF-8" if isinstance(text, NotText) else "no text"
            self._report("E102", row.spot, f"the record is {what}; it is written as JSON", lost)
            return None
        try:
            return node_of_json(row.spot, text)
        except json.JSONDecodeError as error:
            message = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
            at = error.pos
            place = self._tree.at_spot(row.spot, text[:at], text[at : at + 1], text[at + 1 :])
            self._tree.problems.append(Problem("E102", message, place, lost=lost))
        except RecursionError:
            self._report("E102", row.spot, DEEP, lost)
        except ValueError as error:
            self._report("E102", row.spot, f"not JSON: {error}", lost)
        return None

    # Records made of tables.

    def _of_tables(self) -> dict[str, list[Node]]:
        """The records that the tables for people make, by section."""
        if not self._database.tables & set(READ):
            raise CannotReadError("no table of a data set is in it")
        for table, belonging in _BELONGING.items():
            self._gather(table, belonging)
        sections = {"dataset": self._dataset()}
        for section, kind in SECTIONS.items():
            sections[section] = [
                self._record(row, kind, self._more(row, kind))
                for row in self._rows(section, _OWN[section])
            ]
        for table, waiting in self._waiting.items():
            for owner, rows in waiting.items():
                for row in rows:
                    said = f"there is no {owner.replace(' ', ' “', 1)}” to which it could belong"
                    self._report("E401", row.spot, said, f"this row of “{table}”")
        return sections

    def _gather(self, table: str, belonging: _Belonging) -> None:
        """Read the rows of *table*, each for what it belongs to."""
        waiting = self._waiting[table] = {}
        owners = belonging.owners
        for row in self._rows(table, (*owners, *belonging.columns), belonging.shown):
            named = [f"{column} {key}" for column in owners if (key := row.key(column)) is not None]
            if len(named) == 1:
                waiting.setdefault(named[0], []).append(row)
                continue
            which = " or ".join(f"“{column}”" for column in owners)
            said = f"{which} says what it belongs to, and {'two are' if named else 'none is'} given"
            self._report("E201", row.spot, said, f"this row of “{table}”")

    def _take(self, table: str, owner: str, key: str | None) -> list[_Row]:
        """The rows of *table* that belong to the *owner* called *key*."""
        return self._waiting[table].pop(f"{owner} {key}", [])

    def _record(
        self, row: _Row, kind: type[Record], more: dict[str, Node | None] | None = None
    ) -> MappingNode:
        """The record of the own columns of *row*, and what is *more* of it."""
        nodes: dict[str, Node | None] = {
            field.name: _cell(row, column, field.kind) for column, field in _columns(kind).items()
        }
        return mapping(row.spot, (nodes | (more or {})).items())

    def _more(self, row: _Row, kind: type[Record]) -> dict[str, Node | None]:
        """What of a record stands in other tables."""
        key = row.key("id")
        waive = filled_mapping(
            row.spot,
            [
                (scalar(each.spot, each.key("code") or ""), _cell(each, "reason", Text()))
                for each in self._take("waivers", "record", key)
            ],
        )
        if kind is Group:
            members = self._linked("group_members", "group_id", key, "country")
            evidence = self._evidence("group_id", key)
            return {"members": members, "evidence": evidence, "waive": waive}
        if kind is Source:
            based_on = self._linked("source_based_on", "source", key, "based_on")
            return {"based_on": based_on, "waive": waive}
        if kind is Country:
            return {
                "leaders": self._parts("leaders", "country", key, Leader, "leader"),
                "memberships": self._parts("memberships", "country", key, Membership, "membership"),
                "ties": self._parts("ties", "country", key, Tie, "tie"),
                "evidence": self._evidence("country", key),
                "waive": waive,
            }
        if kind is Claim:
            return {
                "ends": self._linked("claim_ends", "claim", key, "ends"),
                "events": self._linked("claim_events", "claim", key, "event"),
                "evidence": self._evidence("claim", key),
                "waive": waive,
            }
        if kind is Event:
            return {
                "groups": self._linked("event_groups", "event", key, "group_id"),
                "participants": self._parts(
                    "participants", "event", key, Participant, "participant"
                ),
                "outcome": self._outcome(row),
                "votes": self._votes(row),
                "tally": self._nested(row, _TALLY, Tally),
                "evidence": self._evidence("event", key),
                "waive": waive,
            }
        return {}

    def _linked(self, table: str, owner: str, key: str | None, column: str) -> Node | None:
        rows = self._take(table, owner, key)
        return filled_sequence([_cell(row, column, Text()) for row in rows])

    def _parts(
        self, table: str, owner: str, key: str | None, kind: type[Record], called: str
    ) -> Node | None:
        """The parts of a record that have evidence of their own, in which they are *called* so."""
        nodes = []
        for row in self._take(table, owner, key):
            number = row.key("id")
            more = {"evidence": self._evidence(called, number)}
            if kind is Tie:
                more["with"] = self._linked("tie_partners", "tie", number, "partner")
            nodes.append(self._record(row, kind, more))
        return filled_sequence(nodes)

    def _evidence(self, owner: str, key: str | None) -> Node | None:
        quoted = {"quote": "text", "speaker": "speaker", "lang": "lang"}
        return filled_sequence(
            [
                self._record(row, Evidence, {"quote": self._nested(row, quoted, Quote)})
                for row in self._take("evidence", owner, key)
            ]
        )

    def _nested(self, row: _Row, columns: dict[str, str], kind: type[Record]) -> Node | None:
        """The record in a field, of which *columns* of the same row hold the fields."""
        fields = fields_of(kind)
        return filled_mapping(
            row.spot,
            [(name, _cell(row, column, fields[name].kind)) for column, name in columns.items()],
        )

    def _outcome(self, event: _Row) -> Node | None:
        lists: dict[str, list[Node | None]] = {"signed": [], "not_signed": []}
        for row in self._take("signatures", "event", event.key("id")):
            signed = _cell(row, "signed", Flag())
            if not isinstance(signed, ScalarNode) or signed.value not in _FLAGS.values():
                lost = "this row of “signatures”"
                self._report("E203", row.spot, "“signed” is 1 for yes or 0 for no", lost)
                continue
            name = "signed" if signed.value == "true" else "not_signed"
            lists[name].append(_cell(row, "country", Text()))
        return filled_mapping(
            event.spot,
            [
                ("summary", _cell(event, "outcome", Text())),
                *((name, filled_sequence(items)) for name, items in lists.items()),
            ],
        )

    def _votes(self, event: _Row) -> Node | None:
        key = event.key("id")
        lists: dict[str, list[Node | None]] = {vote: [] for vote in _VOTES}
        for row in self._take("votes", "event", key):
            vote = row.key("vote") or ""
            if vote not in lists:
                hint = did_you_mean(vote, _VOTES)
                said = f"“{short(vote)}” is no word for “vote”{hint}"
                self._report("E204", row.spot, said, "this voter")
                continue
            lists[vote].append(_cell(row, "country", Text()))
        later = [self._record(row, LaterVote) for row in self._take("later_votes", "event", key)]
        return filled_mapping(
            event.spot,
            [
                *((vote, filled_sequence(items)) for vote, items in lists.items()),
                ("whole", _cell(event, "votes_whole", Flag())),
                ("later", filled_sequence(later)),
            ],
        )

    def _dataset(self) -> list[Node]:
        """The data set's own description, if there is one."""
        fields = fields_of(Metadata)
        pairs: list[tuple[str | ScalarNode, Node | None]] = []
        for row in self._rows("metadata", ("key", "value"), ("key",)):
            key = row.key("key") or ""
            if key in _OF_AN_EXPORT:
                continue
            kind = fields[key].kind if key in fields else Text()
            pairs.append((scalar(row.spot, key), _cell(row, "value", kind)))
        types = [
            self._record(row, SupportType, {"says": self._nested(row, _SAYS, Verbs)})
            for row in self._rows("support_types", _OWN["support_types"])
        ]
        rules = self._rows("postures", _OWN["postures"])
        postures = [self._record(row, PostureRule) for row in rules if not _is_given(row)]
        eras = [self._record(row, Era) for row in self._rows("eras", _OWN["eras"])]
        pairs += [
            ("support_types", filled_sequence(types)),
            ("postures", filled_sequence(postures)),
            ("eras", filled_sequence(eras)),
        ]
        node = filled_mapping(Spot("metadata"), pairs)
        return [] if node is None else [node]


def _is_given(row: _Row) -> bool:
    """Whether *row* is one of the postures that no rule gives, which an export lists too."""
    return any(
        all(
            row.cells.get(column) == getattr(rule, field.attribute)
            for column, field in _columns(PostureRule).items()
        )
        for rule in (SUBJECT_POSTURE, NO_POSTURE)
    )


def _cell(row: _Row, column: str, kind: Kind) -> Node | None:
    """What stands in a cell, as a file would write it for a field of *kind*."""
    value = row.cells.get(column)
    spot = row.spot._replace(column=column)
    if value is None or value == "":
        return None
    if isinstance(value, NotText):
        return NoValue(spot, "it is not UTF-8", value.decode(errors="backslashreplace"))
    if isinstance(value, bytes):
        return NoValue(spot, "a blob stands there", f"({len(value):,} bytes)")
    if isinstance(kind, ListOf):
        return _array(spot, str(value))
    if isinstance(value, str):
        if isinstance(kind, Flag):
            value = _FLAGS.get(value, value)
        return scalar(spot, value, quoted=not isinstance(kind, Flag | Number))
    text = str(_whole(value)).replace("inf", ".inf")
    return scalar(spot, _FLAGS.get(text, text) if isinstance(kind, Flag) else text)


def _whole(value: str | float | None) -> str | float | None:
    """*value*, a whole number without “.0”: programs write it where others are missing."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _array(spot: Spot, text: str) -> Node:
    """The list of words that a cell holds as JSON."""
    try:
        node = node_of_json(spot, text)
    except (ValueError, RecursionError):
        node = None
    if isinstance(node, SequenceNode):
        return node
    return NoValue(spot, 'in a cell it is written as JSON, such as ["a", "b"]', text)


def _spot(node: Node) -> Spot:
    spot: Any = node.start_mark
    assert isinstance(spot, Spot)
    return spot
