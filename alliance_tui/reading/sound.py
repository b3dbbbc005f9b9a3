"""Sound files read part by part: the nodes of a part are gone before the next one is read.

A part is a file, or a piece of a large one. Nothing is told here of what is wrong: of a file of
which a part is not sound nothing is given, and whoever asked reads it as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from msgspec import Struct
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from alliance_tui.model.records import SECTIONS
from alliance_tui.reading.checks.comments import cut_texts, may_cut
from alliance_tui.reading.pieces import SIZE, Piece, WholeError, pieces_of
from alliance_tui.reading.tree import Tree, composed_part
from alliance_tui.reading.typed import WRONG, FileReading, FileRecords, records_at

LARGE: Final = 16_000_000
"""How many characters there are of which no nodes are kept. Of fewer, those of what is read here
are kept, as places are found faster in them."""


class Sound(Struct, frozen=True):
    """What a sound file or a part of one gave.

    Attributes:
        records: its records.
        is_uncut: whether no comment cuts a text of it.
    """

    records: FileRecords
    is_uncut: bool

    def reading(self, tree: Tree, *, known: bool = False) -> FileReading:
        """This as the reading of *tree*, of which single records are composed when asked for."""
        tree.is_uncut = self.is_uncut
        tree.counts = {section: len(getattr(self.records, section)) for section in SECTIONS}
        return FileReading(tree, self.records, known=known)


def read_part(section: str, text: str) -> Sound | None:
    """What *text* gives, records of *section* or whole sections; nothing if it is not sound."""
    return _sound(section, text, composed_part(section, text))


def _sound(section: str, text: str, root: Node | None) -> Sound | None:
    if root is None:
        return None
    try:
        records = records_at(root, section)
    except WRONG:
        return None
    return Sound(records, is_uncut=not (may_cut(text) and _is_cut(section, root, text)))


def _is_cut(section: str, root: Node, text: str) -> bool:
    if section:
        root = MappingNode("", [(ScalarNode("", section), root)])
    return any(cut_texts(root, Tree("", text)))


class Part(NamedTuple):
    """A piece of the text of a tree.

    Attributes:
        tree: the tree.
        piece: from where to where.
        keeps: whether the tree has its nodes once it is read here.
    """

    tree: Tree
    piece: Piece
    keeps: bool

    @property
    def size(self) -> int:
        """How many characters it has."""
        return self.piece.end - self.piece.start

    @property
    def text(self) -> str:
        """Its own text."""
        return self.tree.text[self.piece.start : self.piece.end]

    def read(self) -> Sound | None:
        """What it gives; nothing if it is not sound."""
        section, text = self.piece.section, self.text
        if not self.keeps:
            return read_part(section, text)
        if self.size < len(self.tree.text):
            root = composed_part(section, text)
            if isinstance(root, SequenceNode):
                self.tree.pieces[self.piece.start] = root
            return _sound(section, text, root)
        whole = self.tree.root
        is_sound = isinstance(whole, MappingNode) and not self.tree.problems
        return _sound("", text, whole) if is_sound else None


def sound_readings(
    trees: Sequence[Tree], tell: Callable[[str], None] = lambda _: None
) -> dict[str, FileReading]:
    """The readings of the sound ones among *trees*, files of text, by file.

    With each part that was read *tell* is told how many there were, in words.
    """
    from alliance_tui.reading.helper import read_parts

    length = sum(len(tree.text) for tree in trees)
    keeps = length < LARGE
    parts = [_parts(tree, keeps=keeps) for tree in trees]
    left = {tree.file: len(of_file) for tree, of_file in zip(trees, parts, strict=True)}
    done = files = 0

    def took(part: Part) -> None:
        nonlocal done, files
        done += part.size
        left[part.tree.file] -= 1
        files += not left[part.tree.file]
        share, size = done * 100 // max(length, 1), length / 1e6
        tell(f"{share} % of {size:,.1f} MB, {files:,} of {len(trees):,} files")

    read = iter(read_parts([part for of_file in parts for part in of_file], took))
    readings: dict[str, FileReading] = {}
    for tree, of_file in zip(trees, parts, strict=True):
        gave = [next(read) for _ in of_file]
        sound = [each for each in gave if each is not None]
        if sound and len(sound) == len(gave):
            readings[tree.file] = _joined(sound).reading(tree)
    return readings


def _parts(tree: Tree, *, keeps: bool) -> list[Part]:
    """The parts of *tree*; none where it can only be read as a whole."""
    text = tree.text
    if not tree.seems_sound:
        return []
    if len(text) < 2 * SIZE:
        return [Part(tree, Piece("", 0, len(text)), keeps)]
    try:
        return [Part(tree, piece, keeps) for piece in pieces_of(text, SIZE)]
    except WholeError:
        return []


def _joined(parts: Sequence[Sound]) -> Sound:
    """The *parts* of one file as one."""
    if len(parts) == 1:
        return parts[0]
    gave = [each.records for each in parts]
    sections: dict[str, Any] = {
        section: tuple(record for each in gave for record in getattr(each, section))
        for section in SECTIONS
    }
    dataset = next((each.dataset for each in gave if each.dataset is not None), None)
    records = FileRecords(dataset=dataset, **sections)
    return Sound(records, is_uncut=all(each.is_uncut for each in parts))
