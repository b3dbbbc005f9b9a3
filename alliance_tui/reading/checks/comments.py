"""Warnings about texts that a comment cuts: after a space, ``#`` begins one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from alliance_tui.model.records import Record, Records
from alliance_tui.reading.checks.review import OWN_VOICE
from alliance_tui.reading.draft import Draft
from alliance_tui.reading.shape import RecordOf, Text, fields_of
from alliance_tui.reading.tree import Tree

NOT_PROSE = frozenset({"archived", "lang", "opening", "url", "version", "when"})
"""Texts in which nobody writes sentences or names."""

SHOWN = 20
"""How many characters of a comment are told."""

_COMMENT = re.compile(r"[ \t]+#(.*)")
_ENDS = (".", "!", "?", "…", "”", "»", '"', ")", "]", "。")


def check_comments(draft: Draft) -> None:
    """Report the texts of which a comment seems to be the rest."""
    cut: dict[str, dict[tuple[int, int], list[tuple[Node, str]]]] = {}
    for row in (draft.metadata, *draft.all_rows()):
        tree = row.reading.tree
        in_file = cut.get(tree.file)
        if in_file is None:
            in_file = cut[tree.file] = defaultdict(list)
            may_be_cut = not tree.is_uncut and may_cut(tree.text)
            for record, text, rest in cut_texts(tree.root, tree) if may_be_cut else ():
                start = record.start_mark
                in_file[start.line + 1, start.column + 1].append((text, rest))
            tree.is_uncut = not in_file
        if not in_file:
            continue
        place = row.place()
        for text, rest in in_file.get((place.line, place.column), ()):
            shown = rest if len(rest) <= SHOWN else f"{rest[:SHOWN]}…"
            draft.report_at(
                "W101",
                row,
                tree.place(text),
                f"the text ends before “#{shown}”, which is a comment; put it all in quotes",
            )


def may_cut(text: str) -> bool:
    """Whether there may be comments in *text* that begin after something else in their line."""
    return " #" in text or "\t#" in text


def cut_texts(root: Node | None, tree: Tree) -> Iterator[tuple[Node, Node, str]]:
    """The texts that a comment cuts, each with its record before it and the comment after.

    Args:
        root: a mapping of sections.
        tree: the text in which it stands.
    """
    if not isinstance(root, MappingNode):
        return
    for section, value in root.value:
        records = value.value if isinstance(value, SequenceNode) else [value]
        for record in records:
            for name, text in _texts(record, section.value):
                line = tree.at(text.end_mark.line, text.end_mark.column)
                comment = _COMMENT.match(line.text, text.end_mark.column - line.before)
                if comment and _is_cut(name, text.value, comment[1]):
                    yield record, text, comment[1]


def _texts(node: Node, name: str) -> Iterator[tuple[str, ScalarNode]]:
    """The texts without quotes below *node*, each with the name of its field."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _texts(value, key.value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _texts(item, name)
    elif isinstance(node, ScalarNode) and not node.style and name in _prose(Records):
        yield name, node


def _is_cut(name: str, text: str, rest: str) -> bool:
    """Whether *rest* seems to belong to *text*: “#4”, or what comes amid a sentence."""
    if rest[:1].strip():
        return True
    return name in OWN_VOICE and not text.endswith(_ENDS)


@cache
def _prose(record: type[Record]) -> frozenset[str]:
    """The names of fields, of *record* and below it, that hold sentences and names."""
    names: set[str] = set()
    for name, field in fields_of(record).items():
        kind = field.item
        if isinstance(kind, RecordOf):
            names |= _prose(kind.record)
        elif isinstance(kind, Text) and name not in NOT_PROSE:
            names.add(name)
    return frozenset(names)
